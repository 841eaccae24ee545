"""Every code has a word, in both languages, and no two answers to one question share theirs."""

from collections.abc import Iterator
from enum import StrEnum

import pytest

from dirigo_tui.domain import vocabulary
from dirigo_tui.domain.vocabulary import AXIS_VALUES, Axis
from dirigo_tui.i18n.words import axis_value_word, word


def kinds() -> Iterator[type[StrEnum]]:
    for thing in list(vars(vocabulary).values()):
        if isinstance(thing, type) and issubclass(thing, StrEnum) and thing is not StrEnum:
            yield thing


@pytest.mark.parametrize("kind", list(kinds()), ids=lambda kind: kind.__name__)
def test_every_code_has_a_word_of_its_own(kind: type[StrEnum]) -> None:
    words = [word(code) for code in kind]
    assert all(words)
    assert len(set(words)) == len(words)


@pytest.mark.parametrize("axis", Axis)
def test_every_axis_value_has_a_word_of_its_own(axis: Axis) -> None:
    words = [axis_value_word(axis, value) for value in AXIS_VALUES[axis]]
    assert all(words)
    assert len(set(words)) == len(words)


def test_codes_with_the_same_text_keep_their_own_words() -> None:
    assert word(vocabulary.TargetGroup.SICK_LEAVE) == "sjukskriven"
    assert word(Axis.SICK_LEAVE) == "sjukskrivning"
    assert axis_value_word(Axis.WORK, "none") == "inget arbete"
    assert axis_value_word(Axis.STUDIES, "none") == "inga studier"


def test_an_axis_without_values_has_the_empty_word() -> None:
    assert axis_value_word(Axis.SICK_LEAVE, "") == ""
