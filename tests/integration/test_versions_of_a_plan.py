"""When a new version of the plan begins, and what it says has changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from desks import TODAY, DirectDesk, open_desk
from hypothesis import given, settings
from hypothesis import strategies as st
from planners import COURSE, Planner

from dirigo_tui.domain import plan as rules
from dirigo_tui.domain.plan import ChangeKind
from dirigo_tui.domain.records import Activity, Goal, Participant
from dirigo_tui.domain.vocabulary import (
    ActivityKind,
    ActivityStatus,
    Agreement,
    Attendance,
    GoalState,
    PlanState,
    Rater,
)
from dirigo_tui.services import caseload, history
from dirigo_tui.services.activities import (
    move_activity,
)
from dirigo_tui.services.attendance import SetAttendance, set_attendance
from dirigo_tui.services.follow_ups import BookFollowUp, book_follow_up
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
from dirigo_tui.services.plan_versions import content_of, versions_of


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DirectDesk]:
    desk = open_desk(tmp_path)
    yield desk
    desk.close()


@pytest.fixture
def person(desk: DirectDesk) -> Planner:
    return Planner(desk)


def number(person: Planner) -> int | None:
    version = person.plan().version
    return version.number if version else None


def test_a_plan_begins_with_its_first_goal_or_activity(desk: DirectDesk) -> None:
    for reference, begin in (("R1", Planner.goal), ("R2", Planner.activity)):
        person = Planner(desk, reference)
        assert (person.plan().state, number(person)) == (PlanState.NONE, None)
        begin(person)
        assert (person.plan().state, number(person)) == (PlanState.DRAFT, 1)


def test_a_draft_is_edited_in_place(person: Planner) -> None:
    goal = person.goal()
    person.activity(goal_id=goal.id)
    person.desk.write(change_goal, ChangeGoal(goal_id=goal.id, own_words="Orka jobba heltid"))
    assert number(person) == 1
    assert len(person.desk.read(versions_of, person.id)) == 1


Edit = Callable[[Planner, Goal, Activity], Any]

CONTENT: dict[str, Edit] = {
    "add goal": lambda p, g, a: p.goal("Våga ringa"),
    "add activity": lambda p, g, a: p.activity("Ringa"),
    "reword": lambda p, g, a: p.desk.write(
        change_goal, ChangeGoal(goal_id=g.id, own_words="Orka jobba heltid")
    ),
    "remove": lambda p, g, a: p.desk.write(
        remove_goal,
        CloseGoal(
            goal_id=g.id,
            reason="för svårt",
            decisions=[Decision(activity_id=a.id, fate=Fate.DONE)],
        ),
    ),
    "achieve and move on": lambda p, g, a: p.desk.write(
        achieve_goal,
        CloseGoal(goal_id=g.id, decisions=[Decision(activity_id=a.id, fate=Fate.MOVE)]),
    ),
    "time": lambda p, g, a: p.change(a, time_text="januari"),
    "responsible": lambda p, g, a: p.change(a, responsible="Anna Lind"),
    "taking part": lambda p, g, a: p.change(a, taking_part="arbetsgivaren"),
    "kind": lambda p, g, a: p.change(a, kind=ActivityKind.WORK_TRAINING),
    "recurrence": lambda p, g, a: p.change(
        a, recurrence="FREQ=DAILY", first_day=date(2026, 11, 23)
    ),
    "move": lambda p, g, a: p.desk.write(move_activity, a.id, None),
}


@pytest.mark.parametrize("edit", CONTENT.values(), ids=CONTENT)
@pytest.mark.parametrize("answer", Agreement)
def test_editing_what_somebody_answered_begins_a_new_version(
    person: Planner, edit: Edit, answer: Agreement
) -> None:
    goal = person.goal()
    activity = person.activity(goal_id=goal.id)
    person.desk.write(book_follow_up, BookFollowUp(participant_id=person.id, on=date(2026, 12, 1)))
    answered = person.answer(Rater.PARTICIPANT, answer, "därför")
    edit(person, goal, activity)

    first, second = person.desk.read(versions_of, person.id)
    assert first == answered
    assert (second.number, second.opened_on, second.snapshot) == (2, TODAY, "")
    assert not rules.is_answered(second)
    assert second.next_follow_up == date(2026, 12, 1)
    assert person.desk.read(history.history, person.id)[0].params["new_version"] == 2
    edit_again = person.goal("Och en sak till")
    assert number(person) == 2
    assert edit_again.state is GoalState.OPEN


PROGRESS: dict[str, Edit] = {
    "status": lambda p, g, a: p.set_to(a, ActivityStatus.CANCELLED, "halt"),
    "note": lambda p, g, a: p.desk.write(change_goal, ChangeGoal(goal_id=g.id, note="rimligt")),
    "achieve": lambda p, g, a: p.desk.write(
        achieve_goal,
        CloseGoal(goal_id=g.id, decisions=[Decision(activity_id=a.id, fate=Fate.DONE)]),
    ),
    "follow-up of the activity": lambda p, g, a: p.change(a, follow_up_on=date(2026, 12, 1)),
    "follow-up of the plan": lambda p, g, a: p.desk.write(
        book_follow_up, BookFollowUp(participant_id=p.id, on=date(2026, 12, 1))
    ),
    "attendance": lambda p, g, a: p.desk.write(
        set_attendance,
        SetAttendance(activity_id=a.id, day=date(2026, 11, 3), attendance=Attendance.PRESENT),
    ),
    "nothing at all": lambda p, g, a: p.change(a),
}


@pytest.mark.parametrize("edit", PROGRESS.values(), ids=PROGRESS)
def test_progress_leaves_the_agreement_as_it_is(person: Planner, edit: Edit) -> None:
    goal = person.goal()
    activity = person.activity(**COURSE, goal_id=goal.id)
    person.agree()
    edit(person, goal, activity)
    assert number(person) == 1
    assert person.plan().state is PlanState.CONFIRMED
    assert person.plan().changes_since_confirmed == ()


def test_what_changed_since_the_joint_plan_is_told(person: Planner) -> None:
    goal = person.goal()
    walk = person.activity(goal_id=goal.id, time_text="november")
    person.agree()
    person.change(walk, time_text="januari 2027")
    person.goal("Våga ringa")
    view = person.plan()
    assert view.last_confirmed is not None
    assert (view.state, view.last_confirmed.number) == (PlanState.DRAFT, 1)
    told = [(change.kind, change.title) for change in view.changes_since_confirmed]
    assert told == [
        (ChangeKind.GOAL_ADDED, "Våga ringa"),
        (ChangeKind.ACTIVITY_CHANGED, "Promenad"),
    ]
    fields = {change.field for change in view.changes_since_confirmed[1].fields}
    assert fields == {"time_text", "time_start", "time_end"}


def test_a_draft_emptied_again_is_no_plan(person: Planner) -> None:
    goal = person.goal()
    person.desk.write(delete_goal, CloseGoal(goal_id=goal.id))
    assert person.plan().state is PlanState.NONE
    listed = person.desk.read(caseload.row_of, person.id)
    assert (listed.plan_state, listed.plan_number) == (PlanState.NONE, 1)


def test_undoing_the_edit_brings_the_agreement_back(person: Planner) -> None:
    person.goal()
    person.agree()
    person.goal("Våga ringa")
    assert person.plan().state is PlanState.DRAFT
    person.desk.write(history.undo, person.id)
    assert (person.plan().state, number(person)) == (PlanState.CONFIRMED, 1)


STEP = st.sampled_from(["goal", "activity", "achieve", "remove", "put back", "agree", "undo"])


@settings(max_examples=25)
@given(steps=st.lists(STEP, max_size=8))
def test_a_confirmed_plan_says_what_was_agreed_on(tmp_path_factory: Any, steps: list[str]) -> None:
    desk = open_desk(tmp_path_factory.mktemp("desk"))
    person = Planner(desk)
    for step in steps:
        _take(person, step)
        view = person.plan()
        content = desk.read(content_of, person.id)
        versions = desk.read(versions_of, person.id)
        assert [v.number for v in versions] == list(range(1, len(versions) + 1))
        assert all(rules.is_answered(v) == bool(v.snapshot) for v in versions)
        if view.version is not None and view.version.snapshot:
            agreed = rules.read_snapshot(view.version.snapshot)
            assert rules.changes(agreed, content) == ()
        if view.state is PlanState.CONFIRMED:
            assert view.changes_since_confirmed == ()
    desk.close()


def _take(person: Planner, step: str) -> None:
    view = person.plan()
    opened = [goal for goal in view.goals if goal.goal.state is GoalState.OPEN]
    closed = [goal for goal in view.goals + view.removed if goal not in opened]
    if step == "goal":
        person.goal()
    elif step == "activity":
        person.activity(goal_id=opened[0].goal.id if opened else None)
    elif step in {"achieve", "remove"} and opened:
        decisions = [
            Decision(activity_id=view.activity.id, fate=Fate.MOVE)
            for view in opened[0].open_activities
        ]
        close = achieve_goal if step == "achieve" else remove_goal
        command = CloseGoal(goal_id=opened[0].goal.id, reason="x", decisions=decisions)
        person.desk.write(close, command)
    elif step == "put back" and closed:
        person.desk.write(put_back_goal, closed[0].goal.id)
    elif step == "agree" and (opened or view.unattached):
        person.agree()
    elif step == "undo" and person.desk.read(history.history, person.id)[1:]:
        latest = person.desk.read(history.history, person.id)
        if any(not entry.undone for entry in latest if entry.number > latest[-1].number):
            person.desk.write(history.undo, person.id)


def test_nobody_else_is_touched(person: Planner) -> None:
    other = Planner(person.desk, "R2")
    goal = other.goal()
    other.activity(goal_id=goal.id)
    other.agree()
    person.goal()
    person.agree()
    person.goal("Mer")
    assert other.plan().state is PlanState.CONFIRMED
    assert person.desk.read(lambda reader: len(reader.find(Participant))) == 2
