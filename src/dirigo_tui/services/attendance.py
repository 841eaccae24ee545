"""Attendance at the occurrences of a course or another recurring activity (DOMAIN.md §5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.records import Activity, Occurrence
from dirigo_tui.domain.recurrence import MAX_OCCURRENCES, occurrences
from dirigo_tui.domain.vocabulary import Action, Attendance
from dirigo_tui.services.ports import UnitOfWork
from dirigo_tui.services.recording import stamp


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAttendance:
    """Whether the participant was there; None takes the mark away."""

    activity_id: str
    day: date
    attendance: Attendance | None


def set_attendance(unit: UnitOfWork, command: SetAttendance) -> Occurrence | None:
    """Mark attendance at one occurrence. Absence with notice may be marked ahead.

    Raises:
        Refused: ``not_found``; ``no_such_occurrence(day)``; ``day_in_future(on)``.
    """
    activity = unit.get(Activity, command.activity_id)
    found = unit.find(Occurrence, activity_id=activity.id, day=command.day)
    marked = next(iter(found), None)
    if marked is None and command.day not in days_of(activity, until=command.day):
        raise Refused("no_such_occurrence", day=command.day)
    ahead = command.day > unit.today
    if ahead and command.attendance in {Attendance.PRESENT, Attendance.ABSENT}:
        raise Refused("day_in_future", on=command.day)
    changed = _mark(unit, activity, marked, command)
    if changed is not marked:
        unit.happened(
            Action.ATTENDANCE_SET,
            activity.participant_id,
            title=activity.title,
            day=command.day.isoformat(),
            attendance=command.attendance.value if command.attendance else None,
        )
    return changed


def days_of(
    activity: Activity, *, until: date | None = None, limit: int = MAX_OCCURRENCES
) -> list[date]:
    """The days a recurring activity falls on; none for one that does not recur."""
    if not activity.recurrence or activity.time_start is None:
        return []
    ends = [day for day in (activity.time_end, until) if day is not None]
    return occurrences(
        activity.recurrence, activity.time_start, until=min(ends, default=None), limit=limit
    )


def _mark(
    unit: UnitOfWork, activity: Activity, marked: Occurrence | None, command: SetAttendance
) -> Occurrence | None:
    if command.attendance is None:
        if marked is not None:
            unit.remove(marked)
        return None
    if marked is not None:
        return unit.change(marked, attendance=command.attendance)
    return unit.add(
        Occurrence(
            **stamp(unit),
            participant_id=activity.participant_id,
            activity_id=activity.id,
            day=command.day,
            attendance=command.attendance,
        )
    )
