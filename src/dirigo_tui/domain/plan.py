"""The plan: what two people agree on, versions of it, and what changed between them.

Source: DOMAIN.md §2 (*gemensam egen handlingsplan*) and §5. The plan's *content* is the goals in
the participant's own words and the activities with time, taking part and responsible. How things go
(status, attendance, follow-ups) and the caseworker's notes are not part of what was agreed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypedDict

from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.records import Activity, Goal, Plain, PlanVersion, to_plain
from dirigo_tui.domain.vocabulary import ActivityStatus, Agreement, GoalState, PlanState

GOAL_FIELDS = ("id", "own_words")
ACTIVITY_FIELDS = (
    "id",
    "goal_id",
    "title",
    "kind",
    "time_text",
    "time_start",
    "time_end",
    "time_precision",
    "taking_part",
    "responsible",
    "recurrence",
)

OPEN_STATUSES = frozenset({ActivityStatus.PLANNED, ActivityStatus.ONGOING, ActivityStatus.PAUSED})
"""An activity with one of these is still to be done."""

Item = dict[str, Plain]
"""A goal or an activity as agreed, keyed by field."""


class Content(TypedDict):
    """What a plan says, JSON-ready; goals and activities in the order of the plan."""

    goals: list[Item]
    activities: list[Item]


def content(goals: Iterable[Goal], activities: Iterable[Activity]) -> Content:
    """What the plan says. A removed goal is no part of it; an achieved one is."""
    kept = [goal for goal in goals if goal.state is not GoalState.REMOVED]
    return {
        "goals": [_item(goal, GOAL_FIELDS) for goal in sorted(kept, key=_place)],
        "activities": [_item(act, ACTIVITY_FIELDS) for act in sorted(activities, key=_place)],
    }


def snapshot(goals: Iterable[Goal], activities: Iterable[Activity]) -> str:
    """The plan's content as the JSON kept in ``PlanVersion.snapshot``."""
    return json.dumps(content(goals, activities), ensure_ascii=False, separators=(",", ":"))


def read_snapshot(text: str) -> Content:
    """The content that :func:`snapshot` wrote. Raises ``ValueError`` for anything else."""
    try:
        read = json.loads(text)
        return {
            "goals": [_read_item(item, GOAL_FIELDS) for item in read["goals"]],
            "activities": [_read_item(item, ACTIVITY_FIELDS) for item in read["activities"]],
        }
    except (KeyError, TypeError):
        raise ValueError("not a plan") from None


def _read_item(item: dict[str, object], names: Sequence[str]) -> Item:
    read: Item = {}
    for name in names:
        value = item[name]
        if not isinstance(value, str | None):
            raise TypeError(name)
        read[name] = value
    return read


def _place(row: Goal | Activity) -> tuple[int, str]:
    return row.position, row.id


def _item(row: Goal | Activity, names: Sequence[str]) -> Item:
    plain = to_plain(row)
    return {name: plain[name] for name in names}


def is_answered(version: PlanVersion) -> bool:
    """Whether somebody has been asked to confirm the version; then it is frozen."""
    return version.participant_answer is not None or version.caseworker_answer is not None


def needs_new_version(version: PlanVersion | None) -> bool:
    """Whether a change of the plan's content must open a new version (§2): no draft is open."""
    return version is None or is_answered(version)


def jointly_confirmed(version: PlanVersion) -> date | None:
    """The day the second of the two said yes to this very version, or None (§2)."""
    answers = (version.participant_answer, version.caseworker_answer)
    said = version.participant_answered_on, version.caseworker_answered_on
    if answers != (Agreement.YES, Agreement.YES) or said[0] is None or said[1] is None:
        return None
    return max(said[0], said[1])


def joint_confirmation_on_or_before(versions: Iterable[PlanVersion], day: date) -> date | None:
    """The first day, not after ``day``, on which some version was jointly confirmed (§8)."""
    confirmed = (jointly_confirmed(version) for version in versions)
    return min((on for on in confirmed if on is not None and on <= day), default=None)


def plan_state(versions: Iterable[PlanVersion], has_content: bool) -> PlanState:
    """How far the plan has come.

    Args:
        versions: all of one person's versions; the highest number is the current one.
        has_content: whether there is a goal or an activity.
    """
    current = max(versions, key=lambda version: version.number, default=None)
    if current is not None and jointly_confirmed(current):
        return PlanState.CONFIRMED
    return PlanState.DRAFT if has_content else PlanState.NONE


class ChangeKind(StrEnum):
    """What happened to a goal or an activity between two versions."""

    GOAL_ADDED = "goal_added"
    GOAL_REMOVED = "goal_removed"
    GOAL_REWORDED = "goal_reworded"
    ACTIVITY_ADDED = "activity_added"
    ACTIVITY_REMOVED = "activity_removed"
    ACTIVITY_CHANGED = "activity_changed"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that says something else than before; ``field`` is a column of the record."""

    field: str
    before: Plain
    after: Plain


@dataclass(frozen=True, slots=True)
class PlanChange:
    """One difference between two versions.

    Attributes:
        id: of the goal or activity.
        title: the goal's words or the activity's title, as they are after (before, when removed).
        fields: what differs; empty for what was added or removed.
    """

    kind: ChangeKind
    id: str
    title: str
    fields: tuple[FieldChange, ...] = ()


def changes(before: Content, after: Content) -> tuple[PlanChange, ...]:
    """What has to be agreed on again: goals first, in the order of the later plan.

    A mere change of order is none.
    """
    goals = _differences(
        before["goals"],
        after["goals"],
        "own_words",
        (ChangeKind.GOAL_ADDED, ChangeKind.GOAL_REMOVED, ChangeKind.GOAL_REWORDED),
    )
    activities = _differences(
        before["activities"],
        after["activities"],
        "title",
        (ChangeKind.ACTIVITY_ADDED, ChangeKind.ACTIVITY_REMOVED, ChangeKind.ACTIVITY_CHANGED),
    )
    return (*goals, *activities)


def _differences(
    before: list[Item],
    after: list[Item],
    title: str,
    kinds: tuple[ChangeKind, ChangeKind, ChangeKind],
) -> Iterator[PlanChange]:
    added, removed, changed = kinds
    earlier = {str(item["id"]): item for item in before}
    for item in after:
        id = str(item["id"])
        if id not in earlier:
            yield PlanChange(added, id, str(item[title]))
        elif fields := _field_changes(earlier.pop(id), item):
            yield PlanChange(changed, id, str(item[title]), fields)
    later = {item["id"] for item in after}
    for id, item in earlier.items():
        if id not in later:
            yield PlanChange(removed, id, str(item[title]))


def _field_changes(before: Item, after: Item) -> tuple[FieldChange, ...]:
    return tuple(
        FieldChange(name, before[name], after[name])
        for name in after
        if before[name] != after[name]
    )


def may_delete(versions: Iterable[PlanVersion], id: str) -> bool:
    """Whether a goal or activity may be deleted as a mistake: only while it is a draft (§5).

    What stands in a version that somebody has answered stays, and is removed or cancelled instead.
    """
    answered = (read_snapshot(version.snapshot) for version in versions if version.snapshot)
    return not any(
        item["id"] == id for plan in answered for item in (*plan["goals"], *plan["activities"])
    )


def check_goal(own_words: str) -> None:
    """A goal says something. Raises ``Refused("goal_without_words")``."""
    if not own_words.strip():
        raise Refused("goal_without_words")


def check_goal_state(state: GoalState, reason: str) -> None:
    """Removing a goal takes a reason (§5). Raises ``Refused("remove_without_reason")``."""
    if state is GoalState.REMOVED and not reason.strip():
        raise Refused("remove_without_reason")


def check_activity(title: str, responsible: str) -> None:
    """An activity has a title and exactly one responsible (§2).

    Only line breaks and ";" are read as a list: "Vård och omsorg" and "vård/region" are one.

    Raises:
        Refused: ``activity_without_title``, ``responsible_missing`` or ``responsible_several``.
    """
    if not title.strip():
        raise Refused("activity_without_title")
    named = [name for name in responsible.replace(";", "\n").splitlines() if name.strip()]
    if not named:
        raise Refused("responsible_missing")
    if len(named) > 1:
        raise Refused("responsible_several", count=len(named))


def check_activity_status(status: ActivityStatus, reason: str) -> None:
    """Cancelling takes a reason (§5). Raises ``Refused("cancel_without_reason")``."""
    if status is ActivityStatus.CANCELLED and not reason.strip():
        raise Refused("cancel_without_reason")


def check_answer(answer: Agreement, reason: str) -> None:
    """A no comes with its reason. Raises ``Refused("no_without_reason")``."""
    if answer is Agreement.NO and not reason.strip():
        raise Refused("no_without_reason")
