"""The plan's days as a calendar file for the participant's own phone: days, and no names.

A phone is looked at over one's shoulder, so a title says neither whose plan it is nor what is
treated, practised or asked for. The days are all there is: what is not dated, is over, paused or
cancelled is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import partial
from pathlib import Path
from uuid import UUID, uuid5

from dirigo_tui.domain import recurrence
from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.records import Activity
from dirigo_tui.domain.text import clean
from dirigo_tui.domain.vocabulary import (
    Action,
    ActivityKind,
    ActivityStatus,
    ConsentCategory,
    SharedAs,
)
from dirigo_tui.services.attendance import days_of
from dirigo_tui.services.consents import HandedOut, handed_out, note_sharing
from dirigo_tui.services.handing_out import hand_out
from dirigo_tui.services.participants import find_by_reference
from dirigo_tui.services.plan_paper import every_activity, fit_to_print, may_hand_out
from dirigo_tui.services.plan_view import PlanView, plan_of
from dirigo_tui.services.ports import Calendar, Desk, Reader, UnitOfWork


class Occasion(StrEnum):
    """What a day in the calendar is called: no more than anybody may read."""

    MEETING = "meeting"
    COURSE = "course"
    STUDIES = "studies"
    ACTIVITY = "activity"
    FOLLOW_UP = "follow_up"


_OCCASIONS = {
    ActivityKind.MEETING: Occasion.MEETING,
    ActivityKind.MAPPING: Occasion.MEETING,
    ActivityKind.MOBILISATION_COURSE: Occasion.COURSE,
    ActivityKind.CONFIDENCE_COURSE: Occasion.COURSE,
    ActivityKind.STUDIES: Occasion.STUDIES,
}
_EXPECTED = frozenset({ActivityStatus.PLANNED, ActivityStatus.ONGOING})


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteCalendar:
    """Whose days, and where to; ``reason`` and ``recipient`` as for :class:`PrintPlan`."""

    reference: str
    path: Path
    reason: str = ""
    recipient: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEntry:
    """One thing in the calendar.

    Attributes:
        uid: the same each time the file is written, so that a calendar program moves what it has
            rather than adding it again. It leads back to no id of the database.
        first, last: whole days, both ends belong.
        recurrence: an RFC 5545 RRULE counted from ``first``, or "".
    """

    uid: str
    occasion: Occasion
    first: date
    last: date
    recurrence: str = ""


@dataclass(frozen=True, slots=True)
class PlanCalendar:
    """What the file says, in codes and days.

    Attributes:
        day: the day it is written.
        practice: the person is made up.
        undated: how many activities still to be done have no day to stand on.
        shared: to whom it goes, and under which consent.
    """

    participant_id: str
    day: date
    practice: bool
    entries: tuple[CalendarEntry, ...]
    undated: int
    shared: HandedOut


def write_calendar(
    desk: Desk, command: WriteCalendar, worded: Callable[[PlanCalendar], Calendar]
) -> PlanCalendar:
    """Write the plan's days to a calendar file and note in the history that it was done.

    Args:
        desk: an unlocked desk.
        command: whose days, and where to.
        worded: gives every entry its title.

    Raises:
        Refused: what :func:`plan_calendar` refuses; ``file_exists``, ``disk_full`` and the like.
            Nothing is left behind then.
    """
    content = desk.read(plan_calendar, command, practice=desk.practice)
    note = partial(_note_calendar, content=content, reason=clean(command.reason))
    written = desk.papers.calendar(worded(content), stamp=datetime.now(UTC))
    hand_out(desk, command.path, written, note)
    return content


def plan_calendar(reader: Reader, command: WriteCalendar, *, practice: bool) -> PlanCalendar:
    """The days of a plan from today on.

    Raises:
        Refused: ``reference_unknown``; ``print_without_reason`` for people with protected identity;
            ``calendar_empty`` when no day is known; ``consent_missing`` when it is for somebody
            who may not have it.
    """
    participant = find_by_reference(reader, command.reference)
    may_hand_out(participant, command.reason)
    shared = handed_out(reader, participant.id, command.recipient, [ConsentCategory.PLAN])
    plan = plan_of(reader, participant.id)
    fit = fit_to_print(every_activity(plan), participant=participant, shared=shared)
    expected = [each for each in fit if each.status in _EXPECTED]
    entries = tuple(
        entry
        for entry in (*map(_activity, expected), *_follow_ups(plan, expected))
        if entry is not None and not _is_over(entry, reader.today)
    )
    if not entries:
        raise Refused("calendar_empty")
    undated = sum(activity.time_start is None for activity in expected)
    return PlanCalendar(participant.id, reader.today, practice, entries, undated, shared)


def _activity(activity: Activity) -> CalendarEntry | None:
    if activity.time_start is None:
        return None
    first, last, rule = activity.time_start, activity.time_end or activity.time_start, ""
    if activity.recurrence:
        days = days_of(activity)
        if not days:
            return None
        first = last = days[0]
        rule = _rule(activity, days[-1])
    return CalendarEntry(
        uid=_uid(activity.id, "activity"),
        occasion=_OCCASIONS.get(activity.kind, Occasion.ACTIVITY),
        first=first,
        last=last,
        recurrence=rule,
    )


def _rule(activity: Activity, last: date) -> str:
    """The rule with the series' own end in it: a calendar program knows only the rule."""
    if activity.time_end is None:
        return activity.recurrence
    parts = recurrence.describe(activity.recurrence)
    return recurrence.build(replace(parts, count=None, until=last))


def _is_over(entry: CalendarEntry, today: date) -> bool:
    if not entry.recurrence:
        return entry.last < today
    parts = recurrence.describe(entry.recurrence)
    if parts.count is None:
        return parts.until is not None and parts.until < today
    return recurrence.occurrences(entry.recurrence, entry.first)[-1] < today


def _follow_ups(plan: PlanView, expected: list[Activity]) -> Iterator[CalendarEntry]:
    for activity in expected:
        if activity.follow_up_on:
            yield _follow_up(activity.id, activity.follow_up_on)
    if plan.version and plan.version.next_follow_up:
        # A new version of the plan keeps the booking, so the person and not the version owns it.
        yield _follow_up(plan.participant_id, plan.version.next_follow_up)


def _follow_up(owner: str, on: date) -> CalendarEntry:
    uid = _uid(owner, "follow-up")
    return CalendarEntry(uid=uid, occasion=Occasion.FOLLOW_UP, first=on, last=on)


def _uid(id: str, what: str) -> str:
    return str(uuid5(UUID(id), what))


def _note_calendar(unit: UnitOfWork, *, content: PlanCalendar, reason: str) -> None:
    note_sharing(unit, content.participant_id, SharedAs.CALENDAR, content.shared.under)
    unit.happened(
        Action.CALENDAR_WRITTEN,
        content.participant_id,
        reason=reason or None,
        recipient=content.shared.recipient or None,
    )
