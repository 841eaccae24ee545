"""What the use cases really write down is enough for every sentence of the history."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from desks import TODAY, DirectDesk, open_desk
from people import days
from planners import COURSE, Planner

from dirigo_tui.domain.vocabulary import (
    ActivityStatus,
    Agreement,
    Attendance,
    Axis,
    EndReason,
    MappingArea,
    Rater,
)
from dirigo_tui.i18n.history import told_of
from dirigo_tui.services import (
    activities,
    attendance,
    follow_ups,
    goals,
    history,
    mapping,
    notes,
    participants,
    participation,
    ratings,
    status,
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DirectDesk]:
    opened = open_desk(tmp_path)
    yield opened
    opened.close()


def live(desk: DirectDesk) -> str:
    """A file in which everything has been done once; the participant's id."""
    person = Planner(desk, name="Samira Nordin")
    id, write = person.id, desk.write
    write(participants.write_own_goal, id, "Orka")
    basics = participants.Basics(reference="R1", name="Samira Ek", site="Haninge")
    change = participants.ChangeParticipant(participant_id=id, basics=basics)
    write(participants.change_basics, change)
    area = mapping.WriteArea(participant_id=id, area=MappingArea.HEALTH, own_words="Ont")
    write(mapping.write_area, area)
    write(notes.write_note, notes.WriteNote(participant_id=id, text="Hej"))

    kept, gone, mistake = person.goal(), person.goal("Köpa bil"), person.goal("Fel")
    write(goals.delete_goal, goals.CloseGoal(goal_id=mistake.id))
    course, walk, wrong = person.activity(**COURSE), person.activity(), person.activity("Fel")
    write(activities.delete_activity, wrong.id)
    person.answer(Rater.PARTICIPANT, Agreement.NO, "för tidigt")
    person.change(walk, time_text="januari", taking_part="hunden")
    person.set_to(walk, ActivityStatus.CANCELLED, "halt")
    on = date(2026, 11, 17)
    seen = attendance.SetAttendance(
        activity_id=course.id, day=on, attendance=Attendance.ABSENT_WITH_NOTICE
    )
    write(attendance.set_attendance, seen)
    write(goals.change_goal, goals.ChangeGoal(goal_id=kept.id, own_words="Orka mer"))
    write(goals.remove_goal, goals.CloseGoal(goal_id=gone.id, reason="inte nu"))
    write(goals.put_back_goal, gone.id)
    write(goals.achieve_goal, goals.CloseGoal(goal_id=gone.id))
    person.agree()

    write(follow_ups.book_follow_up, follow_ups.BookFollowUp(participant_id=id, on=days(6)))
    write(follow_ups.follow_up_done, follow_ups.FollowUpDone(participant_id=id, next_on=days(9)))
    done = follow_ups.ActivityFollowedUp(activity_id=course.id)
    write(follow_ups.activity_followed_up, done)
    rating = ratings.RecordRating(
        participant_id=id, template="was", answers={"was": ratings.Answer(value=5)}
    )
    write(ratings.record_rating, rating)
    sick = status.SetStatus(participant_id=id, axis=Axis.SICK_LEAVE, extent=75)
    struck = write(status.set_status, sick)
    write(status.strike_status, struck.status.id)
    write(
        participation.start_participation,
        participation.StartParticipation(participant_id=id, on=days(-30)),
    )
    ended = participation.EndParticipation(participant_id=id, on=TODAY, reason=EndReason.AS_PLANNED)
    write(participation.end_participation, ended)
    return id


def test_no_sentence_lacks_anything(desk: DirectDesk) -> None:
    entries = desk.read(history.history, live(desk))
    assert len({entry.action for entry in entries}) >= 20
    for entry in entries:
        told = told_of(entry, TODAY)
        assert told.startswith("Anna Lind ")
        assert "…" not in told
        assert "{" not in told
        assert "_" not in told, "a code instead of a word"
