"""Answers to a version of the plan, attendance, and follow-ups."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from desks import TODAY, DirectDesk, open_desk
from planners import COURSE, Planner

from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.plan import read_snapshot
from dirigo_tui.domain.records import Activity, Note, Occurrence
from dirigo_tui.domain.vocabulary import (
    Agreement,
    Attendance,
    NoteKind,
    PlanState,
    Rater,
    Rule,
)
from dirigo_tui.services import history
from dirigo_tui.services.attendance import SetAttendance, set_attendance
from dirigo_tui.services.follow_ups import (
    ActivityFollowedUp,
    BookFollowUp,
    FollowUpDone,
    activity_followed_up,
    book_follow_up,
    follow_up_done,
)
from dirigo_tui.services.goals import CloseGoal, remove_goal
from dirigo_tui.services.overview import overview_of

TOMORROW = TODAY + timedelta(days=1)
YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DirectDesk]:
    desk = open_desk(tmp_path)
    yield desk
    desk.close()


@pytest.fixture
def person(desk: DirectDesk) -> Planner:
    return Planner(desk)


# --- Answers ------------------------------------------------------------------------------------


def test_a_joint_plan_is_two_yeses_to_the_same_version(person: Planner) -> None:
    person.goal()
    first = person.answer(Rater.PARTICIPANT, on=date(2026, 11, 19))
    assert person.plan().state is PlanState.DRAFT
    second = person.answer(Rater.CASEWORKER)
    assert (first.number, second.number, first.snapshot) == (1, 1, second.snapshot)
    view = person.plan()
    assert (view.state, view.confirmed_on) == (PlanState.CONFIRMED, TODAY)
    joint = [entry.params["joint"] for entry in person.desk.read(history.history, person.id)[:2]]
    assert joint == [True, False]


def test_two_yeses_to_different_versions_are_no_joint_plan(person: Planner) -> None:
    person.goal()
    person.answer(Rater.PARTICIPANT)
    person.goal("Våga ringa")
    person.answer(Rater.CASEWORKER)
    assert person.plan().state is PlanState.DRAFT
    person.answer(Rater.PARTICIPANT)
    assert person.plan().state is PlanState.CONFIRMED


@pytest.mark.parametrize("answer", Agreement)
def test_the_first_answer_freezes_what_the_plan_says(person: Planner, answer: Agreement) -> None:
    goal = person.goal()
    walk = person.activity(goal_id=goal.id)
    answered = person.answer(Rater.CASEWORKER, answer, "därför")
    frozen = read_snapshot(answered.snapshot)
    assert [item["own_words"] for item in frozen["goals"]] == [goal.own_words]
    assert [item["id"] for item in frozen["activities"]] == [walk.id]


def test_a_no_has_a_reason(person: Planner) -> None:
    person.goal()
    with pytest.raises(Refused, match="no_without_reason"):
        person.answer(Rater.PARTICIPANT, Agreement.NO, " ")
    said = person.answer(Rater.PARTICIPANT, Agreement.NO, "för mycket\npå en gång")
    assert said.participant_reason == "för mycket\npå en gång"
    assert said.caseworker_answer is None


def test_a_later_answer_takes_the_place_of_the_earlier(person: Planner) -> None:
    person.goal()
    person.answer(Rater.PARTICIPANT, Agreement.COULD_NOT_ANSWER, "sov dåligt")
    person.answer(Rater.CASEWORKER)
    person.answer(Rater.PARTICIPANT)
    view = person.plan()
    assert view.state is PlanState.CONFIRMED
    assert view.version is not None
    assert (view.version.number, view.version.participant_reason) == (1, "")


def test_there_has_to_be_something_to_agree_on(person: Planner) -> None:
    with pytest.raises(Refused, match="plan_empty"):
        person.answer(Rater.PARTICIPANT)
    goal = person.goal()
    person.desk.write(remove_goal, CloseGoal(goal_id=goal.id, reason="ändrade mig"))
    with pytest.raises(Refused, match="plan_empty"):
        person.answer(Rater.PARTICIPANT)


def test_one_answers_the_version_one_has_seen(person: Planner) -> None:
    person.goal()
    person.agree()
    person.goal("Våga ringa")
    with pytest.raises(Refused, match="plan_has_other_version") as refused:
        person.answer(Rater.PARTICIPANT, number=1)
    assert refused.value.params == {"number": 2}


def test_nobody_answers_tomorrow(person: Planner) -> None:
    person.goal()
    with pytest.raises(Refused, match="day_in_future"):
        person.answer(Rater.PARTICIPANT, on=TOMORROW)


# --- Attendance ---------------------------------------------------------------------------------


def mark(person: Planner, activity: Activity, day: date, how: Attendance | None) -> Any:
    command = SetAttendance(activity_id=activity.id, day=day, attendance=how)
    return person.desk.write(set_attendance, command)


def test_a_course_shows_what_has_been_and_what_is_next(person: Planner) -> None:
    course = person.activity(**COURSE)
    mark(person, course, date(2026, 11, 3), Attendance.PRESENT)
    mark(person, course, date(2026, 12, 8), Attendance.ABSENT_WITH_NOTICE)
    (view,) = person.plan().unattached
    assert [(seen.day, seen.attendance) for seen in view.occurrences] == [
        (date(2026, 11, 3), Attendance.PRESENT),
        (date(2026, 11, 10), None),
        (date(2026, 11, 17), None),
        (date(2026, 12, 8), Attendance.ABSENT_WITH_NOTICE),
    ]
    assert view.next_on == date(2026, 11, 24)
    mark(person, course, date(2026, 11, 24), Attendance.ABSENT_WITH_NOTICE)
    assert person.plan().unattached[0].next_on == date(2026, 12, 1)


def test_today_is_next_until_it_is_marked(person: Planner) -> None:
    daily = person.activity(recurrence="FREQ=DAILY;COUNT=3", first_day=YESTERDAY)
    assert person.plan().unattached[0].next_on == TODAY
    mark(person, daily, TODAY, Attendance.PRESENT)
    assert person.plan().unattached[0].next_on == TOMORROW


def test_an_occurrence_is_marked_once(person: Planner) -> None:
    course = person.activity(**COURSE)
    day = date(2026, 11, 10)
    mark(person, course, day, Attendance.ABSENT)
    mark(person, course, day, Attendance.PRESENT)
    (row,) = person.desk.read(lambda reader: reader.find(Occurrence))
    assert (row.day, row.attendance) == (day, Attendance.PRESENT)
    assert mark(person, course, day, None) is None
    assert person.desk.read(lambda reader: reader.find(Occurrence)) == []


@pytest.mark.parametrize(
    "day", [date(2026, 11, 4), date(2026, 10, 27), date(2026, 12, 29)], ids=str
)
def test_only_days_of_the_series_are_marked(person: Planner, day: date) -> None:
    course = person.activity(**COURSE)
    with pytest.raises(Refused, match="no_such_occurrence"):
        mark(person, course, day, Attendance.ABSENT_WITH_NOTICE)


def test_a_series_ends_with_the_time_of_the_activity(person: Planner) -> None:
    daily = person.activity(recurrence="FREQ=DAILY", time_text="1–20 november 2026")
    (view,) = person.plan().unattached
    assert (view.occurrences[-1].day, view.next_on) == (date(2026, 11, 20), None)
    with pytest.raises(Refused, match="no_such_occurrence"):
        mark(person, daily, TODAY, Attendance.PRESENT)


def test_what_happens_once_has_no_occurrences(person: Planner) -> None:
    walk = person.activity(time_text="3 november 2026")
    with pytest.raises(Refused, match="no_such_occurrence"):
        mark(person, walk, date(2026, 11, 3), Attendance.PRESENT)
    assert person.plan().unattached[0].occurrences == ()


@pytest.mark.parametrize("how", [Attendance.PRESENT, Attendance.ABSENT])
def test_nobody_has_been_there_tomorrow(person: Planner, how: Attendance) -> None:
    course = person.activity(**COURSE)
    with pytest.raises(Refused, match="day_in_future"):
        mark(person, course, date(2026, 11, 24), how)


def test_marks_stay_when_the_course_is_moved(person: Planner) -> None:
    course = person.activity(**COURSE)
    mark(person, course, date(2026, 11, 3), Attendance.PRESENT)
    person.change(course, recurrence="FREQ=WEEKLY;BYDAY=WE;COUNT=8")
    (view,) = person.plan().unattached
    assert [seen.day for seen in view.occurrences][:2] == [date(2026, 11, 3), date(2026, 11, 4)]
    mark(person, course, date(2026, 11, 3), Attendance.ABSENT)
    assert person.plan().unattached[0].occurrences[0].attendance is Attendance.ABSENT


# --- Follow-ups ---------------------------------------------------------------------------------


def book(person: Planner, on: date | None) -> None:
    person.desk.write(book_follow_up, BookFollowUp(participant_id=person.id, on=on))


def done(person: Planner, **fields: Any) -> Note:
    return person.desk.write(follow_up_done, FollowUpDone(participant_id=person.id, **fields))


def booked(person: Planner) -> date | None:
    version = person.plan().version
    return version.next_follow_up if version else None


def test_a_follow_up_is_booked_ahead_and_may_be_called_off(person: Planner) -> None:
    person.goal()
    book(person, TODAY)
    book(person, TOMORROW)
    assert booked(person) == TOMORROW
    with pytest.raises(Refused, match="day_in_past"):
        book(person, YESTERDAY)
    book(person, None)
    assert booked(person) is None


def test_there_is_nothing_to_follow_up_before_the_plan_has_begun(person: Planner) -> None:
    with pytest.raises(Refused, match="plan_not_begun"):
        book(person, TOMORROW)
    with pytest.raises(Refused, match="plan_not_begun"):
        done(person, next_on=TOMORROW)
    assert done(person, text="Vi sågs").text == "Vi sågs"
    book(person, None)
    assert person.plan().version is None


def test_a_follow_up_becomes_a_note_and_books_the_next(person: Planner) -> None:
    walk = person.activity(follow_up_on=YESTERDAY)
    call = person.activity("Ringa", follow_up_on=TOMORROW)
    person.agree()
    book(person, TODAY)
    note = done(
        person,
        text="Går framåt",
        kind=NoteKind.THREE_PARTY_MEETING,
        on=YESTERDAY,
        activity_ids=[walk.id],
        next_on=TOMORROW,
    )
    assert (note.kind, note.on, note.text) == (
        NoteKind.THREE_PARTY_MEETING,
        YESTERDAY,
        "Går framåt",
    )
    assert booked(person) == TOMORROW
    after = {view.activity.id: view.activity for view in person.plan().unattached}
    assert (after[walk.id].followed_up_on, after[walk.id].follow_up_on) == (YESTERDAY, YESTERDAY)
    assert after[call.id] == call
    assert person.plan().state is PlanState.CONFIRMED


def test_without_a_next_day_the_plan_is_stale(person: Planner) -> None:
    person.activity(time_text="pågår")
    person.agree()
    book(person, TODAY)
    assert Rule.NO_FOLLOW_UP_DATE not in person.plan().lapses
    person.desk.database._today = lambda: TOMORROW
    done(person)
    assert Rule.NO_FOLLOW_UP_DATE in person.plan().lapses
    assert person.desk.read(overview_of, person.id).next_is_overdue


def test_a_follow_up_goes_through_ones_own_activities(person: Planner) -> None:
    stranger = Planner(person.desk, "R2").activity()
    before = person.everything()
    with pytest.raises(Refused, match="not_found"):
        done(person, activity_ids=[stranger.id])
    assert person.everything() == before


def test_an_activity_is_followed_up_by_itself(person: Planner) -> None:
    walk = person.activity(follow_up_on=TOMORROW)
    early = ActivityFollowedUp(activity_id=walk.id, version=walk.version)
    followed = person.desk.write(activity_followed_up, early)
    assert (followed.followed_up_on, followed.follow_up_on) == (TODAY, None)
    with pytest.raises(Refused, match="changed_elsewhere"):
        person.desk.write(activity_followed_up, early)
    for fields, code in (
        ({"on": TOMORROW}, "day_in_future"),
        ({"next_on": YESTERDAY}, "day_in_past"),
    ):
        with pytest.raises(Refused, match=code):
            command = ActivityFollowedUp(activity_id=walk.id, **fields)
            person.desk.write(activity_followed_up, command)
