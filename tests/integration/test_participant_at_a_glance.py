"""The overview and ``show``: everything current about one person."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from desks import TODAY, DirectDesk, open_desk
from people import RECORDED_AT
from planners import COURSE, Planner

from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.records import Rating, Record
from dirigo_tui.domain.vocabulary import (
    Action,
    ActivityStatus,
    Attendance,
    Axis,
    IdentityKind,
    MappingArea,
    NonAnswer,
    NoteKind,
    PlanState,
    Protection,
    Rater,
    Rule,
    TargetGroup,
)
from dirigo_tui.services import caseload
from dirigo_tui.services.attendance import SetAttendance, set_attendance
from dirigo_tui.services.follow_ups import BookFollowUp, book_follow_up
from dirigo_tui.services.goals import CloseGoal, remove_goal
from dirigo_tui.services.identity_numbers import NewNumber, set_identity_number
from dirigo_tui.services.mapping import WriteArea, write_area
from dirigo_tui.services.notes import WriteNote, write_note
from dirigo_tui.services.overview import Overview, latest_ratings, overview_of
from dirigo_tui.services.participants import (
    ChangeParticipant,
    basics_of,
    change_basics,
    file_of,
    get_participant,
    write_own_goal,
)
from dirigo_tui.services.participation import StartParticipation, start_participation
from dirigo_tui.services.plan_view import plan_of
from dirigo_tui.services.ratings import Answer, RecordRating, ensure_templates, record_rating
from dirigo_tui.services.show import show
from dirigo_tui.services.status import SetStatus, set_status


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DirectDesk]:
    desk = open_desk(tmp_path)
    yield desk
    desk.close()


@pytest.fixture
def samira(desk: DirectDesk) -> Planner:
    """A bit of everything."""
    person = Planner(
        desk,
        name="Samira Nordin",
        birth_date=date(1985, 11, 22),
        target_group=TargetGroup.SICK_LEAVE,
        sick_since=date(2026, 3, 3),
        site="Haninge",
    )
    desk.write(ensure_templates)
    started = StartParticipation(participant_id=person.id, on=date(2026, 9, 1))
    desk.write(start_participation, started)
    desk.write(write_own_goal, person.id, "Jag vill orka jobba halvtid.")
    goal = person.goal()
    course = person.activity(**COURSE, goal_id=goal.id)
    person.set_to(course, ActivityStatus.ONGOING)
    person.activity()
    present = SetAttendance(
        activity_id=course.id, day=date(2026, 11, 3), attendance=Attendance.PRESENT
    )
    desk.write(set_attendance, present)
    person.agree()
    desk.write(book_follow_up, BookFollowUp(participant_id=person.id, on=date(2026, 12, 1)))
    for on, value in ((date(2026, 9, 1), 3), (date(2026, 11, 20), 5)):
        rate(person, "was", {"was": Answer(value=value)}, on=on)
    desk.write(
        set_status,
        SetStatus(
            participant_id=person.id, axis=Axis.SICK_LEAVE, extent=75, from_on=date(2026, 3, 3)
        ),
    )
    desk.write(
        write_area,
        WriteArea(participant_id=person.id, area=MappingArea.HEALTH, own_words="Ont i ryggen"),
    )
    desk.write(write_note, WriteNote(participant_id=person.id, kind=NoteKind.PHONE))
    return person


def rate(person: Planner, template: str, answers: dict[str, Answer], **fields: Any) -> None:
    command = RecordRating(participant_id=person.id, template=template, answers=answers, **fields)
    person.desk.write(record_rating, command)


def overview(person: Planner) -> Overview:
    return person.desk.read(overview_of, person.id)


def shown(person: Planner) -> dict[str, Any]:
    return person.desk.read(show, person.id)


def protect(person: Planner) -> None:
    participant = person.desk.read(get_participant, person.id)
    basics = replace(basics_of(participant), protection=Protection.SECRECY_MARKING)
    person.desk.write(change_basics, ChangeParticipant(participant_id=person.id, basics=basics))


def test_the_overview_says_where_you_were(samira: Planner) -> None:
    view = overview(samira)
    assert (view.person.name, view.person.protected, view.age) == ("Samira Nordin", False, 40)
    assert view.own_goal == "Jag vill orka jobba halvtid."
    assert view.activities == {ActivityStatus.PLANNED: 1, ActivityStatus.ONGOING: 1}
    assert view.plan_confirmed_on == TODAY
    assert view.next_follow_up == date(2026, 12, 1)
    assert view.lapses == ()
    assert view.next_thing is not None
    assert (view.next_thing.rule, view.next_is_overdue) == (Rule.FOLLOW_UP, False)
    (rated,) = view.ratings
    assert rated.before is not None
    assert (rated.before.value, rated.latest.value) == (3, 5)
    assert [row.extent for row in view.status[Axis.SICK_LEAVE]] == [75]
    assert [row.value for row in view.status[Axis.PARTICIPATION]] == ["ongoing"]


def test_the_overview_of_somebody_just_registered_is_empty_not_broken(desk: DirectDesk) -> None:
    view = overview(Planner(desk))
    assert (view.age, view.own_goal, view.next_thing, view.next_is_overdue) == (
        None,
        "",
        None,
        False,
    )
    assert (view.ratings, view.status, view.activities) == ((), {}, {})
    assert view.person.plan_state is PlanState.NONE
    with pytest.raises(Refused, match="not_found"):
        desk.read(overview_of, "0" * 32)


def test_what_is_overdue_is_a_matter_of_the_day(samira: Planner) -> None:
    samira.desk.database._today = lambda: date(2026, 12, 1)
    assert not overview(samira).next_is_overdue
    samira.desk.database._today = lambda: date(2026, 12, 2)
    view = overview(samira)
    assert view.next_is_overdue
    assert Rule.NO_FOLLOW_UP_DATE in view.lapses
    assert samira.plan().lapses == view.lapses


def rating(on: date, **fields: Any) -> Rating:
    values = {
        "id": f"{on:%Y%m%d}{len(fields):024}",
        "recorded_at": RECORDED_AT,
        "participant_id": "p",
        "occasion_id": "o",
        "template": "was",
        "template_version": 1,
        "item": "was",
        "on": on,
    }
    return Rating(**(values | fields))


def days(ago: int) -> date:
    return TODAY - timedelta(days=ago)


def test_the_rating_before_has_the_same_words_and_a_value() -> None:
    other_words = rating(days(9), value=2, template_version=0)
    declined = rating(days(5), non_answer=NonAnswer.PREFERS_NOT)
    latest = rating(days(1), value=7)
    not_asked = rating(days(0), non_answer=NonAnswer.NOT_ASKED)
    (pair,) = latest_ratings([not_asked, latest, declined, other_words])
    assert (pair.latest, pair.before) == (latest, None)
    earlier = rating(days(7), value=4)
    (pair,) = latest_ratings([not_asked, latest, declined, earlier, other_words])
    assert (pair.latest, pair.before) == (latest, earlier)
    (pair,) = latest_ratings([declined, earlier])
    assert (pair.latest, pair.before) == (declined, earlier)


def test_both_raters_and_every_goal_stand_by_themselves() -> None:
    own = rating(days(3), value=3)
    theirs = rating(days(3), value=6, rater=Rater.CASEWORKER)
    steps = rating(days(3), value=1, template="steps", item="health")
    first, second = (
        rating(days(3), value=5, template="mi", item="importance", goal_id=goal)
        for goal in ("g1", "g2")
    )
    found = latest_ratings([second, steps, theirs, own, first])
    assert [pair.latest for pair in found][:2] == [own, theirs]
    assert {pair.latest.goal_id for pair in found} == {None, "g1", "g2"}
    assert all(pair.before is None for pair in found)


def test_show_is_json_of_codes(samira: Planner) -> None:
    data = shown(samira)
    assert json.loads(json.dumps(data, ensure_ascii=False)) == data
    assert data["reference"] == "R1"
    assert data["target_group"] == "sick_leave"
    assert data["start"] == "2026-09-01"
    assert data["next"] == {"what": "follow_up", "due": "2026-12-01"}
    assert data["overdue"] == []
    plan = data["plan"]
    assert (plan["number"], plan["state"], plan["confirmed_on"]) == (1, "confirmed", "2026-11-21")
    (goal,) = plan["goals"]
    (course,) = goal["activities"]
    assert course["occurrences"] == [{"day": "2026-11-03", "attendance": "present"}]
    assert [activity["title"] for activity in plan["activities"]] == ["Promenad"]
    (confirmation,) = data["confirmations"]
    assert confirmation["participant"] == {
        "answer": "yes",
        "answered_on": "2026-11-21",
        "reason": "",
    }
    assert [rated["value"] for rated in data["ratings"]] == [3, 5]
    assert [row["axis"] for row in data["status"]] == ["sick_leave", "participation"]
    assert [entry["area"] for entry in data["mapping"]] == ["health"]
    assert [note["kind"] for note in data["notes"]] == ["phone"]


def test_show_says_what_the_list_says(samira: Planner) -> None:
    samira.desk.database._today = lambda: date(2027, 3, 1)
    row = samira.desk.read(caseload.row_of, samira.id)
    assert [late["rule"] for late in shown(samira)["overdue"]] == [d.rule for d in row.overdue]
    assert row.overdue


def test_two_desks_with_the_same_file_show_the_same(samira: Planner, tmp_path: Path) -> None:
    samira.desk.write(remove_goal, CloseGoal(goal_id=samira.goal("Köpa bil").id, reason="nej"))
    records = list(samira.desk.read(file_of, samira.id).records())
    other = open_desk(tmp_path)
    other.write(ensure_templates)

    def take_in(unit: Any, rows: list[Record]) -> None:
        unit.add_many(replace(row, version=9) for row in reversed(rows))
        unit.happened(Action.PARTICIPANT_RECEIVED, samira.id)

    other.write(take_in, records)
    assert other.read(show, samira.id) == shown(samira)
    assert other.read(plan_of, samira.id).state is samira.plan().state
    other.close()


def test_a_protected_person_is_not_named(samira: Planner) -> None:
    number = NewNumber(kind=IdentityKind.RESERVE_NUMBER, number="HEMLIG-1")
    samira.desk.write(set_identity_number, samira.id, number)
    assert shown(samira)["identity_numbers"][0]["number"] == "HEMLIG-1"
    protect(samira)
    for view in (overview(samira), samira.plan(), shown(samira)):
        assert "Samira" not in repr(view)
        assert "HEMLIG" not in repr(view)
    assert (overview(samira).person.name, samira.plan().name) == ("R1", "R1")
    assert overview(samira).person.protected
    assert samira.plan().protected
    assert shown(samira)["protected"] is True


def test_opening_a_person_takes_a_handful_of_statements(samira: Planner) -> None:
    counted: list[str] = []

    def counting(reader: Any, use_case: Any) -> None:
        reader._connection.set_trace_callback(counted.append)
        try:
            use_case(reader, samira.id)
        finally:
            reader._connection.set_trace_callback(None)

    samira.desk.read(counting, overview_of)
    assert len(counted) <= 7
    counted.clear()
    samira.desk.read(counting, plan_of)
    assert len(counted) <= 5
