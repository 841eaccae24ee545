"""The plan's days in a calendar file: accepted by a calendar library, and without any name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import icalendar
import pytest
from dateutil import rrule
from desks import TODAY, DirectDesk, open_desk
from hypothesis import given
from hypothesis import strategies as st
from made import activity as made_activity
from planners import COURSE, Planner

from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.records import Participant
from dirigo_tui.domain.recurrence import Frequency, RecurrenceParts, build
from dirigo_tui.domain.vocabulary import Action, ActivityKind, ActivityStatus, Protection
from dirigo_tui.exports import calendar_file
from dirigo_tui.i18n.history import told_of
from dirigo_tui.i18n.plan_paper import plan_in_calendar
from dirigo_tui.services import history
from dirigo_tui.services.attendance import days_of
from dirigo_tui.services.follow_ups import BookFollowUp, book_follow_up
from dirigo_tui.services.plan_calendar import PlanCalendar, WriteCalendar, write_calendar
from dirigo_tui.services.ports import Calendar, CalendarEvent

STAMP = datetime(2026, 11, 21, 8, tzinfo=UTC)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DirectDesk]:
    desk = open_desk(tmp_path)
    yield desk
    desk.close()


@pytest.fixture
def person(desk: DirectDesk) -> Planner:
    return Planner(desk, "REF-77", name="Samira Nordin")


def write(person: Planner, **fields: Any) -> PlanCalendar:
    path = person.desk.home / "p.ics"
    path.unlink(missing_ok=True)
    command = WriteCalendar(reference="REF-77", path=path, **fields)
    return write_calendar(person.desk, command, plan_in_calendar)


def events(person: Planner, **fields: Any) -> list[icalendar.Event]:
    write(person, **fields)
    calendar = icalendar.Calendar.from_ical((person.desk.home / "p.ics").read_bytes())
    assert calendar["version"] == "2.0"
    assert calendar["prodid"]
    assert not calendar.errors
    return list(calendar.walk("VEVENT"))


def short(person: Planner) -> list[tuple[str, date, date]]:
    """Title, first and last day of every event."""
    return [
        (str(event["summary"]), event.decoded("dtstart"), event.decoded("dtend") - timedelta(1))
        for event in events(person)
    ]


def days(event: icalendar.Event) -> list[date]:
    """The days a calendar program shows a recurring event on, the first hundred."""
    start = datetime.combine(event.decoded("dtstart"), datetime.min.time())
    series = rrule.rrulestr(event["rrule"].to_ical().decode(), dtstart=start)
    return [moment.date() for _number, moment in zip(range(100), series, strict=False)]


def test_days_weeks_and_months_are_whole_days(person: Planner) -> None:
    person.activity("Möte", kind=ActivityKind.MEETING, time_text="27 november")
    person.activity("Prova", kind=ActivityKind.PLACEMENT, time_text="7–11 december")
    person.activity("Plugga", kind=ActivityKind.STUDIES, time_text="januari")
    assert short(person) == [
        ("Möte", date(2026, 11, 27), date(2026, 11, 27)),
        ("Aktivitet", date(2026, 12, 7), date(2026, 12, 11)),
        ("Studier", date(2027, 1, 1), date(2027, 1, 31)),
    ]


def test_follow_ups_are_in_it(person: Planner) -> None:
    person.activity("Promenad", time_text="pågår", follow_up_on=date(2026, 12, 1))
    person.desk.write(book_follow_up, BookFollowUp(participant_id=person.id, on=date(2026, 12, 15)))
    assert short(person) == [
        ("Uppföljning", date(2026, 12, 1), date(2026, 12, 1)),
        ("Uppföljning", date(2026, 12, 15), date(2026, 12, 15)),
    ]


def test_a_course_recurs_on_its_days(person: Planner) -> None:
    course = person.activity(kind=ActivityKind.MOBILISATION_COURSE, **COURSE)
    (event,) = events(person)
    assert event["summary"] == "Kurs"
    assert days(event) == days_of(course)


def test_what_has_no_day_or_is_not_expected_is_left_out_and_counted(person: Planner) -> None:
    person.activity("Någon gång")
    person.activity("Promenad", time_text="pågår")
    person.activity("Förra veckan", time_text="12 november 2026")
    for status in (ActivityStatus.DONE, ActivityStatus.PAUSED):
        person.set_to(person.activity("Möte", time_text="27 november"), status)
    cancelled = person.activity("Möte", time_text="27 november")
    person.set_to(cancelled, ActivityStatus.CANCELLED, "sjuk")
    person.activity("I dag", time_text="21 november")
    written = write(person)
    assert [entry.first for entry in written.entries] == [TODAY]
    assert written.undated == 2


def test_a_series_that_is_over_is_left_out_and_an_endless_one_never(person: Planner) -> None:
    long_ago = TODAY.replace(year=2020)
    person.activity("Kurs", first_day=long_ago, recurrence="FREQ=WEEKLY;COUNT=8")
    person.activity("Kurs", first_day=long_ago, recurrence="FREQ=WEEKLY;UNTIL=20201231")
    person.activity("Kurs", first_day=long_ago, recurrence="FREQ=DAILY")
    (event,) = events(person)
    assert event["rrule"].to_ical() == b"FREQ=DAILY"


def test_nothing_dated_is_refused(person: Planner) -> None:
    person.activity("Någon gång")
    with pytest.raises(Refused, match="calendar_empty"):
        write(person)
    assert not (person.desk.home / "p.ics").exists()


def test_nobody_and_nothing_private_is_named_in_it(person: Planner) -> None:
    goal = person.goal("Bli fri från smärta")
    for kind in ActivityKind:
        person.activity(
            "Behandling hos doktor Öberg",
            goal_id=goal.id,
            kind=kind,
            time_text="27 november",
            taking_part="Samira och Anna Lind",
            responsible="Vårdcentralen Ängen",
        )
    events(person)
    said = (person.desk.home / "p.ics").read_bytes()
    unfolded = said.replace(b"\r\n ", b"").decode("utf-8")
    ids = [record["id"] for record in person.everything().values()]
    for private in (
        "Samira", "Nordin", "REF-77", "Anna", "Lind", "Öberg", "Ängen", "smärta", "ehandling",
        *ids, *(f"{id[:8]}-{id[8:12]}" for id in ids),
    ):  # fmt: skip
        assert private not in unfolded, private


def test_practice_says_so(person: Planner, monkeypatch: pytest.MonkeyPatch) -> None:
    person.activity("Möte", time_text="27 november")
    monkeypatch.setattr(person.desk, "practice", True)
    assert [event["summary"] for event in events(person)] == ["ÖVNING: Aktivitet"]


def test_an_event_keeps_its_identity_when_the_plan_changes(person: Planner) -> None:
    activity = person.activity("Möte", time_text="27 november", follow_up_on=date(2026, 12, 1))
    person.desk.write(book_follow_up, BookFollowUp(participant_id=person.id, on=date(2026, 12, 15)))
    before = [event["uid"] for event in events(person)]
    person.agree()
    person.change(activity, title="Annat möte", time_text="30 november")
    person.desk.write(book_follow_up, BookFollowUp(participant_id=person.id, on=date(2026, 12, 16)))
    assert [event["uid"] for event in events(person)] == before
    assert len(set(before)) == 3


def test_the_history_knows_and_protected_identity_takes_a_reason(person: Planner) -> None:
    person.activity("Möte", time_text="27 november")
    write(person)

    def protect(unit: Any) -> None:
        unit.change(unit.get(Participant, person.id), protection=Protection.SECRECY_MARKING)
        unit.happened(Action.PARTICIPANT_CHANGED, person.id, fields="protection")

    entry = person.desk.read(history.history, person.id)[0]
    assert told_of(entry, TODAY) == "Anna Lind skrev en kalenderfil med planens dagar."
    person.desk.write(protect)
    with pytest.raises(Refused, match="print_without_reason"):
        write(person)
    write(person, reason="Bad om den")
    entry = person.desk.read(history.history, person.id)[0]
    assert entry.params == {"reason": "Bad om den", "recipient": None}


@given(
    parts=st.builds(
        RecurrenceParts,
        frequency=st.just(Frequency.WEEKLY),
        interval=st.integers(1, 3),
        weekdays=st.sets(st.integers(0, 6)).map(lambda days: tuple(sorted(days))),
        count=st.integers(1, 30),
    ),
    start=st.dates(date(2026, 11, 1), date(2027, 1, 31)),
    length=st.none() | st.integers(0, 100),
)
def test_a_calendar_program_shows_the_days_that_the_plan_has(
    parts: RecurrenceParts, start: date, length: int | None
) -> None:
    from dirigo_tui.services.plan_calendar import _activity

    activity = made_activity(
        time_start=start,
        time_end=None if length is None else start + timedelta(length),
        recurrence=build(parts),
    )
    entry = _activity(activity)
    if entry is None:
        assert days_of(activity) == []
        return
    # To a calendar program the day a series begins is one of its days, whatever the rule says.
    assert entry.first == days_of(activity)[0]
    event = CalendarEvent(
        uid=entry.uid, title="x", first=entry.first, last=entry.last, recurrence=entry.recurrence
    )
    content = calendar_file.write(Calendar(name="x", events=(event,)), STAMP)
    (read,) = icalendar.Calendar.from_ical(content).walk("VEVENT")
    assert days(read) == days_of(activity)


def test_a_title_cannot_break_out_of_its_line() -> None:
    title = "Möte\r\nATTENDEE:x;y,z\\"
    event = CalendarEvent(uid="u", title=title, first=TODAY, last=TODAY, recurrence="")
    content = calendar_file.write(Calendar(name=title, events=(event,)), STAMP)
    (read,) = icalendar.Calendar.from_ical(content).walk("VEVENT")
    assert set(read) == {"UID", "DTSTAMP", "SUMMARY", "DTSTART", "DTEND", "TRANSP"}
    assert b"\nATTENDEE" not in content


def test_every_day_stands_without_a_time_zone() -> None:
    event = CalendarEvent(uid="u", title="x", first=TODAY, last=TODAY, recurrence="FREQ=DAILY")
    content = calendar_file.write(Calendar(name="x", events=(event,)), STAMP)
    assert b"VTIMEZONE" not in content
    assert b"DTSTART;VALUE=DATE:20261121" in content
    assert b"DTSTAMP:20261121T080000Z" in content
