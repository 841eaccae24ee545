"""Which version of the plan is being worked on, and when a new one has to begin (DOMAIN.md §2)."""

from __future__ import annotations

from dirigo_tui.domain import plan
from dirigo_tui.domain.records import Activity, Goal, PlanVersion
from dirigo_tui.services.ports import Reader, UnitOfWork
from dirigo_tui.services.recording import stamp


def versions_of(reader: Reader, participant_id: str) -> list[PlanVersion]:
    """Every version of a person's plan, the current one last."""
    found = reader.find(PlanVersion, participant_id=participant_id)
    return sorted(found, key=lambda version: version.number)


def current_version(reader: Reader, participant_id: str) -> PlanVersion | None:
    """The version being worked on, or None before the plan has begun."""
    return next(reversed(versions_of(reader, participant_id)), None)


def content_of(reader: Reader, participant_id: str) -> plan.Content:
    """What a person's plan says just now."""
    return plan.content(
        reader.find(Goal, participant_id=participant_id),
        reader.find(Activity, participant_id=participant_id),
    )


def begin_version(unit: UnitOfWork, participant_id: str, after: PlanVersion | None) -> PlanVersion:
    """A new draft version; the booked follow-up goes on in it, the answers do not."""
    return unit.add(
        PlanVersion(
            **stamp(unit),
            participant_id=participant_id,
            number=after.number + 1 if after else 1,
            opened_on=unit.today,
            next_follow_up=after.next_follow_up if after else None,
        )
    )


def begin_version_if_changed(
    unit: UnitOfWork, participant_id: str, before: plan.Content
) -> int | None:
    """Begin a version if the plan says something else than ``before`` and no draft is open.

    Every use case that edits the plan calls this last, so that none has to know what is content.

    Returns:
        The number of the version that took an answered one's place, or None.
    """
    current = current_version(unit, participant_id)
    if not plan.changes(before, content_of(unit, participant_id)):
        return None
    if not plan.needs_new_version(current):
        return None
    version = begin_version(unit, participant_id, current)
    return version.number if current else None
