"""Attendance at a course, one day after the other."""

from __future__ import annotations

from datetime import date
from functools import partial

from dirigo_tui.cli.plain.menu import LEAVE, Entry, Leave, Menu, visit
from dirigo_tui.cli.plain.page import Page
from dirigo_tui.domain.records import Activity, Occurrence
from dirigo_tui.domain.vocabulary import Attendance
from dirigo_tui.i18n.catalogue import _, du
from dirigo_tui.i18n.formats import full_day, relative_day
from dirigo_tui.i18n.words import word
from dirigo_tui.services.attendance import SetAttendance, days_of, set_attendance
from dirigo_tui.services.ports import Reader

AHEAD = 3
"""So many days to come are offered, for absence that is told in advance."""


def _read(reader: Reader, activity_id: str) -> tuple[Activity, list[Occurrence]]:
    return reader.get(Activity, activity_id), reader.find(Occurrence, activity_id=activity_id)


def attendance(page: Page, known: Activity) -> None:
    """Choose a day; those that have been, and the next few."""

    def look() -> Menu:
        today = page.person.today
        activity, noted = page.place.desk.read(_read, known.id)
        marked = {occurrence.day: occurrence.attendance for occurrence in noted}
        days = sorted({*days_of(activity), *marked})
        ahead = [day for day in days if day > today][:AHEAD]
        entries = [
            Entry(
                f"{full_day(day)}: {_said(marked.get(day), day, today)}",
                partial(_day, page, activity, day, marked.get(day)),
            )
            for day in days
            if day <= today or day in marked or day in ahead
        ]
        return Menu(page.where(_("Närvaro")), entries, [activity.title])

    visit(page.place.console, look)


def _said(marked: Attendance | None, day: date, today: date) -> str:
    if marked is not None:
        return word(marked)
    return du("inte noterad") if day <= today else relative_day(day, today)


def _day(page: Page, activity: Activity, day: date, marked: Attendance | None) -> None:
    """Note whether the participant was there, or take the note away."""

    def note(attendance: Attendance | None) -> Leave:
        command = SetAttendance(activity_id=activity.id, day=day, attendance=attendance)
        page.place.write(set_attendance, command)
        return LEAVE

    has_been = day <= page.person.today
    entries = [
        Entry(
            word(attendance),
            partial(note, attendance),
            has_been or attendance is Attendance.ABSENT_WITH_NOTICE,
        )
        for attendance in Attendance
    ]
    entries.append(Entry(_("Ta bort noteringen"), partial(note, None), marked is not None))
    visit(page.place.console, lambda: Menu(full_day(day), entries))
