"""A self-rating being given: where one is, what is told when, and what a draft brings back."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dirigo_tui.domain.rating_templates import lookup
from dirigo_tui.domain.vocabulary import Mode, NonAnswer, Rater
from dirigo_tui.forms.draft_keys import DraftKey
from dirigo_tui.forms.sitting import Occasion, Sitting, answered, of_draft
from dirigo_tui.services.ratings import Answer

STEPS = lookup("steps")
ITEMS = [item.code for item in STEPS.items]

answers = st.one_of(
    st.builds(Answer, value=st.integers(0, 10)),
    st.builds(
        Answer,
        non_answer=st.sampled_from([NonAnswer.PREFERS_NOT, NonAnswer.COULD_NOT]),
        reason=st.text(max_size=20),
    ),
)


def sitting(**fields: Any) -> Sitting:
    return Sitting(**{"template": STEPS, "mode": Mode.TOGETHER} | fields)


def test_one_goes_from_question_to_question_and_then_reads_it_through() -> None:
    given_now = sitting()
    places = []
    for _ in range(len(ITEMS) + 2):
        places.append(given_now.item.code if given_now.item else None)
        given_now.next()
    assert places == [*ITEMS, None, None]


def test_whoever_changes_an_answer_at_the_end_comes_back_to_the_end() -> None:
    given_now = sitting()
    for _ in ITEMS:
        given_now.next()
    given_now.move_to(2)
    assert given_now.item is STEPS.items[2]
    given_now.next()
    assert given_now.item is None


def test_whoever_only_goes_back_goes_on_one_by_one() -> None:
    given_now = sitting()
    given_now.move_to(3)
    given_now.move_to(1)
    given_now.next()
    assert given_now.at == 2
    assert given_now.reached == 3


def test_taking_an_answer_back_leaves_none() -> None:
    given_now = sitting()
    given_now.put("health", Answer(value=0))
    given_now.put("health", None)
    assert given_now.answers == {}


@given(
    st.dictionaries(st.sampled_from(ITEMS), answers),
    st.integers(0, len(ITEMS)),
    st.integers(0, len(ITEMS)),
    st.sampled_from(Mode),
)
def test_a_draft_brings_everything_back(
    given_answers: dict[str, Answer], at: int, reached: int, mode: Mode
) -> None:
    before = sitting(answers=given_answers, at=at, reached=reached, mode=mode)
    draft = before.to_draft()
    assert of_draft(STEPS, draft) == before
    assert answered(draft) == len(given_answers)


def test_a_draft_for_other_questions_is_not_taken_up() -> None:
    draft = sitting().to_draft().replace('"version": 1', '"version": 2')
    assert of_draft(STEPS, draft) is None


@pytest.mark.parametrize(
    "occasion",
    [Occasion("was"), Occasion("mi", Rater.CASEWORKER, "0f" * 16), Occasion("gas", goal_id="a1")],
)
def test_a_draft_is_found_by_what_it_is_about(occasion: Occasion) -> None:
    assert Occasion.of(occasion.about) == occasion
    key = DraftKey.parse(occasion.draft_key("p1"))
    assert key == ("ratings", "rating", occasion.about, "p1")


def test_what_is_recorded_is_what_was_answered() -> None:
    given_now = sitting(mode=Mode.INTERPRETER)
    given_now.put("health", Answer(value=7))
    command = given_now.command("p1", Occasion("steps", Rater.CASEWORKER))
    assert (command.participant_id, command.template, command.rater, command.mode) == (
        "p1",
        "steps",
        Rater.CASEWORKER,
        Mode.INTERPRETER,
    )
    assert command.answers == {"health": Answer(value=7)}
