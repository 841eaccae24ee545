"""What a joint session begins with: what has happened since the two last met."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from desks import TODAY, DirectDesk, open_desk
from people import days
from planners import COURSE, Planner

from dirigo_tui.domain.records import Participant
from dirigo_tui.domain.vocabulary import (
    ActivityStatus,
    Agreement,
    Attendance,
    Mode,
    NoteKind,
    Protection,
    Rater,
)
from dirigo_tui.i18n.since_last import greeting, happening
from dirigo_tui.services.attendance import SetAttendance, set_attendance
from dirigo_tui.services.follow_ups import BookFollowUp, book_follow_up
from dirigo_tui.services.goals import CloseGoal, achieve_goal
from dirigo_tui.services.notes import WriteNote, write_note
from dirigo_tui.services.ratings import Answer, RecordRating, record_rating
from dirigo_tui.services.since_last import SinceLast, first_name, since_last

MET = days(-30)


class Samira(Planner):
    """Met thirty days ago, when both agreed on the plan there was."""

    def meet(self, on: date = MET, kind: NoteKind = NoteKind.CHECK_IN) -> None:
        note = WriteNote(participant_id=self.id, text="vi sågs", kind=kind, on=on)
        self.desk.write(write_note, note)

    def agree_on(self, on: date = MET) -> None:
        for who in Rater:
            self.answer(who, Agreement.YES, on=on)

    def page(self) -> SinceLast:
        return self.desk.read(since_last, self.id)

    def told(self) -> list[str]:
        page = self.page()
        return [" ".join(happening(it, page)) for it in page.happened]

    def attend(self, activity: Any, day: int, attendance: Attendance) -> None:
        on = TODAY.replace(day=day)
        command = SetAttendance(activity_id=activity.id, day=on, attendance=attendance)
        self.desk.write(set_attendance, command)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DirectDesk]:
    desk = open_desk(tmp_path)
    yield desk
    desk.close()


@pytest.fixture
def samira(desk: DirectDesk) -> Samira:
    return Samira(desk, name="Samira Nordin")


def test_who_has_never_met_is_greeted(samira: Samira) -> None:
    assert samira.page().since is None
    assert greeting(samira.page()) == "Hej Samira. Det här är din sida."
    samira.goal()
    assert samira.told() == []


@pytest.mark.parametrize(
    ("met", "counts"),
    [
        (lambda s: s.meet(), True),
        (lambda s: s.meet(kind=NoteKind.NOTE), False),
        (lambda s: s.meet(on=TODAY), False),
        (lambda s: (s.goal(), s.agree_on()), True),
        (lambda s: (s.goal(), s.answer(Rater.PARTICIPANT, on=MET)), False),
        (lambda s: rate(s, Mode.READ_ALOUD), True),
        (lambda s: rate(s, Mode.ALONE), False),
        (lambda s: rate(s, Mode.TOGETHER, Rater.CASEWORKER), False),
    ],
)
def test_what_counts_as_having_met(samira: Samira, met: Any, counts: bool) -> None:
    met(samira)
    assert samira.page().since == (MET if counts else None)


def rate(samira: Samira, mode: Mode, rater: Rater = Rater.PARTICIPANT, on: date = MET) -> None:
    command = RecordRating(
        participant_id=samira.id,
        template="was",
        answers={"was": Answer(value=5)},
        on=on,
        mode=mode,
        rater=rater,
    )
    samira.desk.write(record_rating, command)


def test_attendance_is_counted_and_the_plan_compared(samira: Samira) -> None:
    goal = samira.goal()
    course = samira.activity(**COURSE, goal_id=goal.id)
    training = samira.activity("Arbetsträning", time_text="november")
    samira.agree_on()
    for day, attendance in ((3, "present"), (10, "present"), (17, "absent")):
        samira.attend(course, day, Attendance(attendance))
    samira.change(training, time_text="januari")
    walk = samira.activity("Promenad varje morgon")
    samira.set_to(walk, ActivityStatus.ONGOING)
    samira.activity("Ringa AF")
    assert samira.told() == [
        "✓ Du var med 2 av 3 gånger: Mobiliseringskurs.",
        "✓ Du började: Promenad varje morgon.",
        "→ Ändrat i planen: Arbetsträning flyttad från november till januari.",
        "→ Nytt i planen: Ringa AF.",
    ]
    assert greeting(samira.page()) == "Hej Samira. Det här har hänt sedan 22 oktober:"


def test_nobody_is_ticked_off_for_not_having_been_there(samira: Samira) -> None:
    course = samira.activity(**COURSE)
    samira.agree_on()
    for day in (3, 10):
        samira.attend(course, day, Attendance.ABSENT_WITH_NOTICE)
    assert samira.told() == ["→ Du var inte med: Mobiliseringskurs (2 gånger)."]


def test_what_was_agreed_anew_today_is_still_told(samira: Samira) -> None:
    samira.goal()
    samira.agree_on()
    samira.activity("Ringa AF")
    samira.agree()
    assert samira.told() == ["→ Nytt i planen: Ringa AF."]


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Ringa AF.", "→ Nytt i planen: Ringa AF."),
        ("x" * 90, f"→ Nytt i planen: {'x' * 79}…"),
        ("Ringa AF ...", "→ Nytt i planen: Ringa AF ..."),
    ],
)
def test_what_is_quoted_ends_as_the_sentence_does(samira: Samira, title: str, told: str) -> None:
    samira.goal()
    samira.agree_on()
    samira.activity(title)
    samira.agree()
    assert samira.told() == [told]


def test_after_a_later_meeting_only_what_is_new_since_then_is_told(samira: Samira) -> None:
    samira.goal()
    samira.agree_on(days(-60))
    samira.meet()
    assert samira.told() == []
    samira.activity("Ringa AF")
    assert samira.told() == ["→ Nytt i planen: Ringa AF."]


def test_goals_reached_answers_given_alone_and_what_stopped(samira: Samira) -> None:
    goal = samira.goal("Våga ringa")
    calls = samira.activity("Samtal")
    samira.agree_on()
    rate(samira, Mode.ALONE, on=days(-3))
    samira.desk.write(achieve_goal, CloseGoal(goal_id=goal.id))
    samira.set_to(calls, ActivityStatus.CANCELLED, "orkade inte")
    assert samira.told() == [
        "→ Det blev inte av: Samtal.",
        "✓ Du nådde målet ”Våga ringa”.",
        "✓ Du svarade på frågorna: Arbetsförmåga.",
    ]


def test_nobody_elses_days_are_in_it(desk: DirectDesk, samira: Samira) -> None:
    samira.goal()
    samira.agree_on()
    other = Samira(desk, "R2", name="Jonas Ek")
    other.meet(days(-2))
    other.activity("Hemligt")
    assert samira.page().since == MET
    assert samira.told() == []
    assert (
        greeting(samira.page()) == "Hej Samira. Ni sågs 22 oktober. Inget nytt står här sedan dess."
    )


def test_the_next_follow_up_is_told_while_it_is_ahead(samira: Samira) -> None:
    samira.goal()
    assert samira.page().next_follow_up is None
    samira.desk.write(book_follow_up, BookFollowUp(participant_id=samira.id, on=days(6)))
    assert samira.page().next_follow_up == days(6)


@pytest.mark.parametrize(
    ("name", "protection", "first"),
    [
        ("Samira Nordin", Protection.NONE, "Samira"),
        ("Nordin, Samira", Protection.NONE, "Samira"),
        ("", Protection.NONE, ""),
        ("Samira Nordin", Protection.SECRECY_MARKING, ""),
    ],
)
def test_the_first_name(samira: Samira, name: str, protection: Protection, first: str) -> None:
    person = samira.desk.read(lambda reader: reader.get(Participant, samira.id))
    assert first_name(replace(person, name=name, protection=protection)) == first
