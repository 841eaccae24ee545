"""Goals: adding, rewording, closing, putting back and deleting."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from desks import TODAY, DirectDesk, open_desk
from planners import COURSE, Planner

from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.records import Activity, Rating
from dirigo_tui.domain.vocabulary import (
    Action,
    ActivityStatus,
    Agreement,
    Attendance,
    GoalState,
    Rater,
)
from dirigo_tui.services import history
from dirigo_tui.services.activities import (
    delete_activity,
    move_activity,
)
from dirigo_tui.services.attendance import SetAttendance, set_attendance
from dirigo_tui.services.goals import (
    ChangeGoal,
    CloseGoal,
    Decision,
    Fate,
    achieve_goal,
    change_goal,
    delete_goal,
    put_back_goal,
    remove_goal,
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DirectDesk]:
    desk = open_desk(tmp_path)
    yield desk
    desk.close()


@pytest.fixture
def person(desk: DirectDesk) -> Planner:
    return Planner(desk)


def test_goals_stand_in_the_order_they_came(person: Planner) -> None:
    for words in ("ett", "två", "tre"):
        person.goal(words)
    assert [view.goal.own_words for view in person.plan().goals] == ["ett", "två", "tre"]


def test_a_goal_has_words(person: Planner) -> None:
    with pytest.raises(Refused, match="goal_without_words"):
        person.goal("\u202e ")
    goal = person.goal()
    with pytest.raises(Refused, match="goal_without_words"):
        person.desk.write(change_goal, ChangeGoal(goal_id=goal.id, own_words=" "))


def test_the_note_never_touches_the_words(person: Planner) -> None:
    goal = person.goal("Orka jobba")
    noted = person.desk.write(change_goal, ChangeGoal(goal_id=goal.id, note="25 % först"))
    assert (noted.own_words, noted.note) == ("Orka jobba", "25 % först")
    entry = person.desk.read(history.history, person.id)[0]
    assert (entry.params["layer"], entry.params["was"]) == ("caseworker", None)
    person.desk.write(change_goal, ChangeGoal(goal_id=goal.id, own_words="Orka mer"))
    entry = person.desk.read(history.history, person.id)[0]
    assert (entry.params["layer"], entry.params["was"]) == ("participant", "Orka jobba")


CLOSINGS = [achieve_goal, remove_goal, delete_goal]


@pytest.mark.parametrize("close", CLOSINGS)
def test_closing_a_goal_asks_about_every_open_activity(person: Planner, close: Any) -> None:
    goal = person.goal()
    done = person.activity("Klar sak", goal_id=goal.id)
    person.set_to(done, ActivityStatus.DONE)
    paused = person.activity("Pausad sak", goal_id=goal.id)
    person.set_to(paused, ActivityStatus.PAUSED)
    walk = person.activity(goal_id=goal.id)
    before = person.everything()
    one = [Decision(activity_id=walk.id, fate=Fate.DONE)]
    with pytest.raises(Refused, match="open_activities") as refused:
        person.desk.write(close, CloseGoal(goal_id=goal.id, reason="x", decisions=one))
    assert refused.value.params == {"count": 1}
    assert person.everything() == before
    assert [v.activity.title for v in person.plan().goals[0].open_activities] == [
        "Pausad sak",
        "Promenad",
    ]


@pytest.mark.parametrize("close", CLOSINGS)
def test_each_open_activity_gets_what_was_decided(person: Planner, close: Any) -> None:
    goal, other = person.goal(), person.goal("Våga ringa")
    names = ("klar", "avbruten", "flyttad", "fri")
    acts = {name: person.activity(name, goal_id=goal.id) for name in names}
    decisions = [
        Decision(activity_id=acts["klar"].id, fate=Fate.DONE),
        Decision(activity_id=acts["avbruten"].id, fate=Fate.CANCEL, reason=" för långt "),
        Decision(activity_id=acts["flyttad"].id, fate=Fate.MOVE, goal_id=other.id),
        Decision(activity_id=acts["fri"].id, fate=Fate.MOVE),
    ]
    person.desk.write(close, CloseGoal(goal_id=goal.id, reason="x", decisions=decisions))

    def now(name: str) -> Activity:
        return person.desk.read(lambda reader: reader.get(Activity, acts[name].id))

    assert now("klar").status is ActivityStatus.DONE
    assert (now("avbruten").status, now("avbruten").status_reason) == (
        ActivityStatus.CANCELLED,
        "för långt",
    )
    assert (now("flyttad").goal_id, now("flyttad").status) == (other.id, ActivityStatus.PLANNED)
    assert now("fri").goal_id is None
    left = None if close is delete_goal else goal.id
    assert {now("klar").goal_id, now("avbruten").goal_id} == {left}


def test_cancelling_at_the_closing_takes_a_reason(person: Planner) -> None:
    goal = person.goal()
    walk = person.activity(goal_id=goal.id)
    decisions = [Decision(activity_id=walk.id, fate=Fate.CANCEL)]
    with pytest.raises(Refused, match="cancel_without_reason"):
        person.desk.write(achieve_goal, CloseGoal(goal_id=goal.id, decisions=decisions))
    assert person.plan().goals[0].goal.state is GoalState.OPEN


def test_an_activity_moves_to_an_open_goal_of_the_same_person(person: Planner) -> None:
    goal, achieved = person.goal(), person.goal("Klart")
    person.desk.write(achieve_goal, CloseGoal(goal_id=achieved.id))
    stranger = Planner(person.desk, "R2").goal()
    walk = person.activity(goal_id=goal.id)
    for target, code in (
        (achieved.id, "goal_not_open"),
        (stranger.id, "not_found"),
        (goal.id, "goal_not_open"),
    ):
        decisions = [Decision(activity_id=walk.id, fate=Fate.MOVE, goal_id=target)]
        with pytest.raises(Refused, match=code):
            person.desk.write(achieve_goal, CloseGoal(goal_id=goal.id, decisions=decisions))
        if target != goal.id:
            with pytest.raises(Refused, match=code):
                person.desk.write(move_activity, walk.id, target)
            with pytest.raises(Refused, match=code):
                person.change(walk, goal_id=target)
            with pytest.raises(Refused, match=code):
                person.activity("Ny", goal_id=target)


def test_a_removed_goal_is_kept_with_its_reason_and_may_come_back(person: Planner) -> None:
    goal = person.goal()
    with pytest.raises(Refused, match="remove_without_reason"):
        person.desk.write(remove_goal, CloseGoal(goal_id=goal.id, reason=" "))
    person.desk.write(remove_goal, CloseGoal(goal_id=goal.id, reason="för svårt"))
    view = person.plan()
    assert view.goals == ()
    kept = view.removed[0].goal
    assert (kept.state_reason, kept.state_on) == ("för svårt", TODAY)
    with pytest.raises(Refused, match="goal_not_open"):
        person.desk.write(achieve_goal, CloseGoal(goal_id=goal.id))
    back = person.desk.write(put_back_goal, goal.id)
    assert (back.state, back.state_on, back.state_reason) == (GoalState.OPEN, None, "")
    with pytest.raises(Refused, match="goal_open"):
        person.desk.write(put_back_goal, goal.id)


def test_only_a_mistake_in_a_draft_is_deleted(person: Planner) -> None:
    agreed = person.goal()
    walk = person.activity()
    person.answer(Rater.PARTICIPANT, Agreement.NO, "inte så")
    mistake, call = person.goal("fel"), person.activity("fel")
    view = person.plan()
    assert [goal.may_delete for goal in view.goals] == [False, True]
    assert [activity.may_delete for activity in view.unattached] == [False, True]
    for use_case, argument in (
        (delete_goal, CloseGoal(goal_id=agreed.id)),
        (delete_activity, walk.id),
    ):
        with pytest.raises(Refused, match="delete_agreed"):
            person.desk.write(use_case, argument)
    person.desk.write(delete_goal, CloseGoal(goal_id=mistake.id))
    person.desk.write(delete_activity, call.id)
    assert len(person.plan().goals) == len(person.plan().unattached) == 1
    assert person.desk.read(history.history, person.id)[0].action == Action.ACTIVITY_DELETED


def test_a_rated_goal_is_not_deleted(person: Planner) -> None:
    from dirigo_tui.services.ratings import Answer, RecordRating, ensure_templates, record_rating

    person.desk.write(ensure_templates)
    goal = person.goal()
    rating = RecordRating(
        participant_id=person.id,
        template="mi",
        goal_id=goal.id,
        answers={"importance": Answer(value=7)},
    )
    person.desk.write(record_rating, rating)
    with pytest.raises(Refused, match="delete_rated"):
        person.desk.write(delete_goal, CloseGoal(goal_id=goal.id))
    assert person.desk.read(lambda reader: reader.find(Rating, goal_id=goal.id))


def test_attendance_goes_with_a_deleted_activity_and_comes_back(person: Planner) -> None:
    course = person.activity(**COURSE)
    command = SetAttendance(
        activity_id=course.id, day=date(2026, 11, 3), attendance=Attendance.PRESENT
    )
    person.desk.write(set_attendance, command)
    before = person.everything()
    person.desk.write(delete_activity, course.id)
    assert person.plan().unattached == ()
    person.desk.write(history.undo, person.id)
    assert person.everything() == before
