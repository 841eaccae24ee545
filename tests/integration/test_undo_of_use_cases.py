"""Every use case is one step of undo: back is exactly before, again is exactly after."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from desks import TODAY, DirectDesk, open_desk
from planners import COURSE, Planner

from dirigo_tui.domain.vocabulary import (
    Action,
    ActivityStatus,
    Agreement,
    Attendance,
    EndReason,
    IdentityKind,
    MappingArea,
    NoteKind,
    Rater,
)
from dirigo_tui.services import (
    activities,
    agreement,
    attendance,
    follow_ups,
    goals,
    history,
    identity_numbers,
    mapping,
    notes,
    participants,
    participation,
)
from dirigo_tui.services.goals import CloseGoal, Decision, Fate

TEST_NUMBER = "191212121212"
"""One of the numbers Skatteverket has published for tests."""

DESK_STARTS = date(2026, 9, 1)


@pytest.fixture
def case(tmp_path: Path) -> Iterator[SimpleNamespace]:
    """A person with an agreed plan, a goal and activities on top of it, and a bit of everything."""
    desk = open_desk(tmp_path)
    person = Planner(desk, name="Samira Nordin", sick_since=date(2026, 3, 3))
    agreed = person.goal()
    walk = person.activity(goal_id=agreed.id)
    course = person.activity(**COURSE)
    person.agree()
    draft = person.goal("Våga ringa")
    call = person.activity("Ringa kursledaren", goal_id=draft.id)
    removed = person.goal("Köpa bil")
    desk.write(goals.remove_goal, CloseGoal(goal_id=removed.id, reason="inte nu"))
    day = date(2026, 11, 3)
    for attended in (Attendance.ABSENT, Attendance.PRESENT):
        command = attendance.SetAttendance(activity_id=course.id, day=day, attendance=attended)
        desk.write(attendance.set_attendance, command)
    desk.write(
        participation.start_participation,
        participation.StartParticipation(participant_id=person.id, on=DESK_STARTS),
    )
    desk.write(
        identity_numbers.set_identity_number,
        person.id,
        identity_numbers.NewNumber(kind=IdentityKind.RESERVE_NUMBER, number="T-1"),
    )
    written = mapping.WriteArea(participant_id=person.id, area=MappingArea.HEALTH, own_words="ont")
    desk.write(mapping.write_area, written)
    number = desk.read(identity_numbers.numbers_of, person.id)[0]
    yield SimpleNamespace(
        desk=desk,
        person=person,
        id=person.id,
        agreed=agreed,
        walk=walk,
        course=course,
        draft=draft,
        call=call,
        removed=removed,
        number=number,
    )
    desk.close()


def done(activity: Any) -> Decision:
    return Decision(activity_id=activity.id, fate=Fate.DONE)


def form(**fields: Any) -> activities.ActivityForm:
    return activities.ActivityForm(**{"title": "Promenad", "responsible": "Anna Lind"} | fields)


def basics(**fields: Any) -> participants.Basics:
    return participants.Basics(**{"reference": "R1"} | fields)


Step = tuple[Callable[..., Any], tuple[Any, ...]]

STEPS: dict[str, Callable[[SimpleNamespace], Step]] = {
    "change basics": lambda c: (
        participants.change_basics,
        (
            participants.ChangeParticipant(
                participant_id=c.id, basics=basics(name="Samira Ek"), reason="gifte sig"
            ),
        ),
    ),
    "own goal": lambda c: (participants.write_own_goal, (c.id, "Jag vill orka jobba halvtid.")),
    "identity number": lambda c: (
        identity_numbers.set_identity_number,
        (
            c.id,
            identity_numbers.NewNumber(kind=IdentityKind.PERSONAL_NUMBER, number=TEST_NUMBER),
        ),
    ),
    "remove number": lambda c: (identity_numbers.remove_identity_number, (c.number.id,)),
    "correct start": lambda c: (
        participation.start_participation,
        (participation.StartParticipation(participant_id=c.id, on=date(2026, 8, 24)),),
    ),
    "end": lambda c: (
        participation.end_participation,
        (
            participation.EndParticipation(
                participant_id=c.id, on=TODAY, reason=EndReason.OWN_CHOICE
            ),
        ),
    ),
    "mapping": lambda c: (
        mapping.write_area,
        (mapping.WriteArea(participant_id=c.id, area=MappingArea.HEALTH, obstacles="trött"),),
    ),
    "mapping, first words": lambda c: (
        mapping.write_area,
        (mapping.WriteArea(participant_id=c.id, area=MappingArea.ECONOMY, note="skulder"),),
    ),
    "note": lambda c: (
        notes.write_note,
        (notes.WriteNote(participant_id=c.id, kind=NoteKind.PHONE),),
    ),
    "add goal": lambda c: (goals.add_goal, (goals.AddGoal(participant_id=c.id, own_words="x"),)),
    "reword agreed goal": lambda c: (
        goals.change_goal,
        (goals.ChangeGoal(goal_id=c.agreed.id, own_words="Orka jobba heltid"),),
    ),
    "annotate goal": lambda c: (
        goals.change_goal,
        (goals.ChangeGoal(goal_id=c.agreed.id, note="rimligt"),),
    ),
    "achieve goal": lambda c: (
        goals.achieve_goal,
        (CloseGoal(goal_id=c.agreed.id, decisions=[done(c.walk)]),),
    ),
    "remove goal, cancel": lambda c: (
        goals.remove_goal,
        (
            CloseGoal(
                goal_id=c.agreed.id,
                reason="för svårt",
                decisions=[Decision(activity_id=c.walk.id, fate=Fate.CANCEL, reason="halt")],
            ),
        ),
    ),
    "put back goal": lambda c: (goals.put_back_goal, (c.removed.id,)),
    "delete goal, move": lambda c: (
        goals.delete_goal,
        (
            CloseGoal(
                goal_id=c.draft.id,
                decisions=[Decision(activity_id=c.call.id, fate=Fate.MOVE, goal_id=c.agreed.id)],
            ),
        ),
    ),
    "delete goal, done": lambda c: (
        goals.delete_goal,
        (CloseGoal(goal_id=c.draft.id, decisions=[done(c.call)]),),
    ),
    "add activity": lambda c: (
        activities.add_activity,
        (activities.AddActivity(participant_id=c.id, form=form()),),
    ),
    "change activity": lambda c: (
        activities.change_activity,
        (activities.ChangeActivity(activity_id=c.walk.id, form=form(time_text="pågår")),),
    ),
    "move activity": lambda c: (activities.move_activity, (c.walk.id, c.draft.id)),
    "cancel activity": lambda c: (
        activities.set_activity_status,
        (
            activities.SetActivityStatus(
                activity_id=c.walk.id, status=ActivityStatus.CANCELLED, reason="halt"
            ),
        ),
    ),
    "delete activity": lambda c: (activities.delete_activity, (c.call.id,)),
    "change attendance": lambda c: (
        attendance.set_attendance,
        (
            attendance.SetAttendance(
                activity_id=c.course.id,
                day=date(2026, 11, 3),
                attendance=Attendance.ABSENT_WITH_NOTICE,
            ),
        ),
    ),
    "first attendance": lambda c: (
        attendance.set_attendance,
        (
            attendance.SetAttendance(
                activity_id=c.course.id, day=date(2026, 11, 10), attendance=Attendance.PRESENT
            ),
        ),
    ),
    "no attendance": lambda c: (
        attendance.set_attendance,
        (
            attendance.SetAttendance(
                activity_id=c.course.id, day=date(2026, 11, 3), attendance=None
            ),
        ),
    ),
    "answer": lambda c: (
        agreement.answer_plan,
        (
            agreement.AnswerPlan(
                participant_id=c.id,
                number=2,
                who=Rater.PARTICIPANT,
                answer=Agreement.NO,
                reason="för mycket",
            ),
        ),
    ),
    "book follow-up": lambda c: (
        follow_ups.book_follow_up,
        (follow_ups.BookFollowUp(participant_id=c.id, on=date(2026, 12, 1)),),
    ),
    "follow-up done": lambda c: (
        follow_ups.follow_up_done,
        (
            follow_ups.FollowUpDone(
                participant_id=c.id,
                text="Det går framåt.",
                activity_ids=[c.walk.id, c.course.id],
                next_on=date(2027, 1, 11),
            ),
        ),
    ),
    "activity followed up": lambda c: (
        follow_ups.activity_followed_up,
        (follow_ups.ActivityFollowedUp(activity_id=c.walk.id, next_on=date(2026, 12, 5)),),
    ),
}


@pytest.mark.parametrize("name", STEPS)
def test_a_use_case_is_one_step_of_history_and_of_undo(case: SimpleNamespace, name: str) -> None:
    use_case, arguments = STEPS[name](case)
    before, earlier = case.person.everything(), case.desk.read(history.history, case.id)
    case.desk.write(use_case, *arguments)
    after, entries = case.person.everything(), case.desk.read(history.history, case.id)
    assert after != before
    assert entries[1:] == earlier
    assert entries[0].actor == "Anna Lind"
    assert entries[0].action in set(Action)

    case.desk.write(history.undo, case.id)
    assert case.person.everything() == before
    case.desk.write(history.redo, case.id)
    assert case.person.everything() == after
    case.desk.write(history.undo, case.id)
    assert case.person.everything() == before


REPEATABLE = set(STEPS) - {
    # These add something, or are refused, when they are done once more.
    "identity number",
    "remove number",
    "note",
    "add goal",
    "achieve goal",
    "remove goal, cancel",
    "put back goal",
    "delete goal, move",
    "delete goal, done",
    "add activity",
    "delete activity",
    "follow-up done",
}


@pytest.mark.parametrize("name", sorted(REPEATABLE))
def test_the_same_again_changes_nothing_and_is_no_history(case: SimpleNamespace, name: str) -> None:
    use_case, arguments = STEPS[name](case)
    case.desk.write(use_case, *arguments)
    after, entries = case.person.everything(), case.desk.read(history.history, case.id)
    case.desk.write(use_case, *arguments)
    assert case.person.everything() == after
    assert case.desk.read(history.history, case.id) == entries


def test_registering_is_undone_whole(tmp_path: Path) -> None:
    desk = open_desk(tmp_path)
    command = participants.RegisterParticipant(
        basics=basics(name="Samira Nordin"),
        identity_number=identity_numbers.NewNumber(
            kind=IdentityKind.PERSONAL_NUMBER, number=TEST_NUMBER
        ),
        start=DESK_STARTS,
        reason="remiss från vården",
    )
    registered = desk.write(participants.register, command)
    file = desk.read(participants.file_of, registered.id)
    assert [record.table for record in file.records()] == [
        "participant",
        "identity_number",
        "status",
        "note",
    ]
    desk.write(history.undo)
    assert desk.read(lambda reader: reader.find(type(registered))) == []
    desk.write(history.redo)
    assert {r.id for r in desk.read(participants.file_of, registered.id).records()} == {
        r.id for r in file.records()
    }
    desk.close()


def test_all_of_a_file_can_be_taken_back_and_done_again(case: SimpleNamespace) -> None:
    def count(desk: DirectDesk) -> int:
        return len(desk.read(history.history, case.id))

    after = case.person.everything()
    steps = count(case.desk)
    for _ in range(steps):
        case.desk.write(history.undo)
    assert case.person.everything() == {}
    for _ in range(steps):
        case.desk.write(history.redo)
    assert case.person.everything() == after
