"""What the ratings page and a rating being given are told, on a real encrypted file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from desks import TODAY, DirectDesk, open_desk
from planners import Planner

from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.vocabulary import EndReason, NonAnswer, Rater, Rule
from dirigo_tui.services.caseload import RatedOn, deadlines_of
from dirigo_tui.services.goals import CloseGoal, remove_goal
from dirigo_tui.services.participation import (
    EndParticipation,
    StartParticipation,
    end_participation,
    start_participation,
)
from dirigo_tui.services.rating_page import asking, rating_page
from dirigo_tui.services.ratings import Answer, RecordRating, record_rating

MAY, AUGUST = date(2026, 5, 12), date(2026, 8, 12)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DirectDesk]:
    desk = open_desk(tmp_path)
    yield desk
    desk.close()


@pytest.fixture
def samira(desk: DirectDesk) -> Planner:
    return Planner(desk)


def rate(desk: DirectDesk, person: Planner, on: date, answer: Answer, **fields: Any) -> None:
    given = {"template": "was", "answers": {"was": answer}, "participant_id": person.id, "on": on}
    desk.write(record_rating, RecordRating(**given | fields))


def test_a_rating_is_due_from_the_start_and_at_the_end(desk: DirectDesk, samira: Planner) -> None:
    assert desk.read(rating_page, samira.id).due == ()
    desk.write(start_participation, StartParticipation(participant_id=samira.id, on=MAY))
    assert [(d.rule, d.due) for d in desk.read(rating_page, samira.id).due] == [
        (Rule.SELF_RATING, MAY)
    ]
    rate(desk, samira, TODAY, Answer(value=5))
    end = EndParticipation(participant_id=samira.id, on=TODAY, reason=EndReason.AS_PLANNED)
    desk.write(end_participation, end)
    assert [(d.rule, d.due) for d in desk.read(rating_page, samira.id).due] == [
        (Rule.FINAL_RATING, TODAY)
    ]


def test_a_persons_deadlines_are_by_day(desk: DirectDesk, samira: Planner) -> None:
    desk.write(start_participation, StartParticipation(participant_id=samira.id, on=MAY))
    due = [deadline.due for deadline in desk.read(deadlines_of, samira.id)]
    assert due == sorted(due)
    with pytest.raises(Refused, match="not_found"):
        desk.read(deadlines_of, "0" * 32)


def test_only_open_goals_are_asked_about(desk: DirectDesk, samira: Planner) -> None:
    first, second, third = (samira.goal(words) for words in ("ett", "två", "tre"))
    desk.write(remove_goal, CloseGoal(goal_id=second.id, reason="inte nu"))
    page = desk.read(rating_page, samira.id)
    assert [goal.id for goal in page.goals] == [first.id, third.id]
    assert desk.read(asking, samira.id, "mi", goal_id=third.id).goal == third
    with pytest.raises(Refused, match="not_found"):
        desk.read(asking, samira.id, "mi", goal_id=second.id)
    with pytest.raises(Refused, match="not_found"):
        desk.read(asking, samira.id, "mi")
    with pytest.raises(Refused, match="not_found"):
        desk.read(asking, samira.id, "was", goal_id=first.id)


def test_what_is_told_is_the_latest_own_value_before_today(
    desk: DirectDesk, samira: Planner
) -> None:
    assert desk.read(asking, samira.id, "was").before == {}
    rate(desk, samira, MAY, Answer(value=3))
    rate(desk, samira, AUGUST, Answer(non_answer=NonAnswer.PREFERS_NOT))
    rate(desk, samira, AUGUST, Answer(value=9), rater=Rater.CASEWORKER)
    rate(desk, samira, TODAY, Answer(value=7))
    assert desk.read(asking, samira.id, "was").before == {"was": RatedOn(MAY, 3)}
    caseworker = desk.read(asking, samira.id, "was", rater=Rater.CASEWORKER)
    assert caseworker.before == {"was": RatedOn(AUGUST, 9)}
    assert caseworker.today == TODAY


def test_another_goal_is_another_question(desk: DirectDesk, samira: Planner) -> None:
    first, second = samira.goal("ett"), samira.goal("två")
    answers = {"level": Answer(value=-1)}
    rate(desk, samira, MAY, Answer(value=0), template="gas", goal_id=first.id, answers=answers)
    assert desk.read(asking, samira.id, "gas", goal_id=second.id).before == {}
    assert desk.read(asking, samira.id, "gas", goal_id=first.id).before == {
        "level": RatedOn(MAY, -1)
    }
