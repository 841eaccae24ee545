"""Answers in words: to be read by the one who gave them, no direction better than another."""

from collections.abc import Iterator
from datetime import date

import pytest
from made import rating

from dirigo_tui.domain.rating_templates import lookup
from dirigo_tui.domain.vocabulary import NonAnswer
from dirigo_tui.i18n import ratings as words
from dirigo_tui.i18n.catalogue import set_language
from dirigo_tui.services.caseload import RatedOn

TODAY = date(2026, 11, 21)
WAS = lookup("was").item("was")
M1 = lookup("dirigo_goals").item("m1")


@pytest.fixture(autouse=True)
def back_to_swedish() -> Iterator[None]:
    yield
    set_language("sv")


@pytest.mark.parametrize(
    ("on", "said"),
    [
        (date(2026, 5, 12), "I maj valde du 3."),
        (date(2026, 11, 3), "Den 3 november valde du 3."),
        (date(2025, 11, 3), "I november 2025 valde du 3."),
    ],
)
def test_the_earlier_answer(on: date, said: str) -> None:
    assert words.earlier(WAS, RatedOn(on, 3), TODAY) == said


def test_a_worded_answer_is_quoted() -> None:
    assert words.chosen(M1, 1) == "Du valde ”större”."
    assert words.earlier(M1, RatedOn(date(2026, 5, 1), 0), TODAY) == "I maj valde du ”lika stora”."
    assert words.chosen(WAS, 5) == "Du valde 5."


def test_the_scale_speaks_the_readers_language() -> None:
    set_language("en")
    assert words.answer(M1, -2) == "much smaller"


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (3, 5, "2 steg högre"),
        (4, 3, "1 steg lägre"),
        (0, 0, "samma som då"),
        (0, 10, "10 steg högre"),
    ],
)
def test_a_change(before: int, after: int, said: str) -> None:
    assert words.change(before, after) == said


def test_an_answer_is_a_value_or_why_there_is_none() -> None:
    assert words.answer_of(WAS, rating(TODAY, 0)) == "0"
    missing = rating(TODAY, None, non_answer=NonAnswer.PREFERS_NOT)
    assert words.answer_of(WAS, missing) == "vill inte svara"


@pytest.mark.parametrize("non_answer", [NonAnswer.PREFERS_NOT, NonAnswer.COULD_NOT])
def test_not_answering_is_fine(non_answer: NonAnswer) -> None:
    assert "okej" in words.declined(non_answer)
