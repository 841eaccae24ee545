"""Following up: the day booked for the plan, and what was gone through (DOMAIN.md §4, §5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.records import Activity, Note, Participant
from dirigo_tui.domain.vocabulary import Action, NoteKind
from dirigo_tui.services.notes import WriteNote, add_note
from dirigo_tui.services.plan_versions import current_version
from dirigo_tui.services.ports import UnitOfWork
from dirigo_tui.services.recording import as_seen


@dataclass(frozen=True, slots=True, kw_only=True)
class BookFollowUp:
    """The day the plan is to be followed up, today or later; None takes the booking away."""

    participant_id: str
    on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpDone:
    """A follow-up that took place.

    Attributes:
        text: what was said; may be "".
        kind: how you met; a plain note does not count as contact.
        on: today when None.
        activity_ids: the activities that were gone through.
        next_on: the next day booked, or None for none.
    """

    participant_id: str
    text: str = ""
    kind: NoteKind = NoteKind.CHECK_IN
    on: date | None = None
    activity_ids: Sequence[str] = ()
    next_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityFollowedUp:
    """One activity followed up by itself; fields as in :class:`FollowUpDone`."""

    activity_id: str
    on: date | None = None
    next_on: date | None = None
    version: int | None = None


def book_follow_up(unit: UnitOfWork, command: BookFollowUp) -> None:
    """Book the next follow-up. It is no change of what was agreed.

    Raises:
        Refused: ``not_found``; ``day_in_past(on)``; ``plan_not_begun``.
    """
    unit.get(Participant, command.participant_id)
    if _book(unit, command.participant_id, command.on):
        on = command.on.isoformat() if command.on else None
        unit.happened(Action.FOLLOW_UP_BOOKED, command.participant_id, on=on)


def follow_up_done(unit: UnitOfWork, command: FollowUpDone) -> Note:
    """Record a follow-up as a note, mark what was gone through, and book the next.

    Raises:
        Refused: ``not_found``; ``day_in_future(on)``; ``day_in_past(on)`` and
            ``plan_not_begun`` for the next day.
    """
    unit.get(Participant, command.participant_id)
    note = add_note(
        unit,
        WriteNote(
            participant_id=command.participant_id,
            text=command.text,
            kind=command.kind,
            on=command.on,
        ),
    )
    for id in command.activity_ids:
        activity = unit.get(Activity, id)
        if activity.participant_id != command.participant_id:
            raise Refused("not_found", kind=Activity.table)
        unit.change(activity, followed_up_on=note.on)
    _book(unit, command.participant_id, command.next_on)
    unit.happened(
        Action.FOLLOW_UP_DONE,
        command.participant_id,
        title=None,
        kind=note.kind.value,
        on=note.on.isoformat(),
        next_on=command.next_on.isoformat() if command.next_on else None,
    )
    return note


def activity_followed_up(unit: UnitOfWork, command: ActivityFollowedUp) -> Activity:
    """Record that an activity was followed up, and when the next time is.

    Raises:
        Refused: ``not_found``; ``changed_elsewhere``; ``day_in_future(on)``; ``day_in_past(on)``.
    """
    activity = as_seen(unit, Activity, command.activity_id, command.version)
    on = command.on or unit.today
    if on > unit.today:
        raise Refused("day_in_future", on=on)
    _check_ahead(unit, command.next_on)
    changed = unit.change(activity, followed_up_on=on, follow_up_on=command.next_on)
    if changed is not activity:
        unit.happened(
            Action.FOLLOW_UP_DONE,
            activity.participant_id,
            title=activity.title,
            on=on.isoformat(),
            next_on=command.next_on.isoformat() if command.next_on else None,
        )
    return changed


def _book(unit: UnitOfWork, participant_id: str, on: date | None) -> bool:
    """Whether the booking changed."""
    _check_ahead(unit, on)
    version = current_version(unit, participant_id)
    if version is None:
        if on is None:
            return False
        raise Refused("plan_not_begun")
    return unit.change(version, next_follow_up=on) is not version


def _check_ahead(unit: UnitOfWork, on: date | None) -> None:
    if on is not None and on < unit.today:
        raise Refused("day_in_past", on=on)
