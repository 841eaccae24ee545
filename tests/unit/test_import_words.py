"""The words a list may use, against the codes they stand for and the words the program shows."""

from __future__ import annotations

import unicodedata
from enum import StrEnum

import pytest

from dirigo_tui.domain import vocabulary as v
from dirigo_tui.i18n.words import axis_value_word, word
from dirigo_tui.services.list_import import words
from dirigo_tui.services.list_import.words import Words, folded

VOCABULARIES: list[tuple[Words[object], type[StrEnum]]] = [
    (words.SEX, v.Sex),
    (words.TARGET_GROUP, v.TargetGroup),
    (words.PROTECTION, v.Protection),
    (words.IDENTITY_KIND, v.IdentityKind),
    (words.END_REASON, v.EndReason),
    (words.ACTIVITY_KIND, v.ActivityKind),
    (words.ACTIVITY_STATUS, v.ActivityStatus),
    (words.MODE, v.Mode),
    (words.RATER, v.Rater),
    (words.NON_ANSWER, v.NonAnswer),
    (words.SOURCE, v.Source),
    (words.AXIS, v.Axis),
]


@pytest.mark.parametrize(("known", "codes"), VOCABULARIES)
def test_every_code_and_the_word_the_program_shows_for_it_is_understood(
    known: Words[object], codes: type[StrEnum]
) -> None:
    assert tuple(known.usual) == tuple(codes)
    for code in codes:
        assert known.find(code.value) is code
        assert known.find(code.value.replace("_", " ").upper()) is code
        assert known.find(word(code)) is code


@pytest.mark.parametrize("axis", [axis for axis in v.Axis if v.AXIS_VALUES[axis]])
def test_every_value_of_an_axis_and_its_word(axis: v.Axis) -> None:
    known = words.AXIS_VALUE[axis]
    for value in v.AXIS_VALUES[axis]:
        assert known.find(value) == value
        assert known.find(axis_value_word(axis, value)) == value


@pytest.mark.parametrize(
    ("known", "text", "code"),
    [
        (words.SEX, "kvinna", v.Sex.WOMEN),
        (words.SEX, "  MAN\u00a0", v.Sex.MEN),
        (words.SEX, "okänt", v.Sex.UNKNOWN),
        (words.SEX, unicodedata.normalize("NFD", "Okänt"), v.Sex.UNKNOWN),
        (words.TARGET_GROUP, "Sjukskriven", v.TargetGroup.SICK_LEAVE),
        (words.TARGET_GROUP, "AKTIVITETSERSÄTTNING", v.TargetGroup.ACTIVITY_COMPENSATION),
        (words.TARGET_GROUP, "försörjningsstöd", v.TargetGroup.INCOME_SUPPORT),
        (words.PROTECTION, "skyddad  folkbokföring", v.Protection.PROTECTED_REGISTRATION),
        (words.NON_ANSWER, "ej tillfrågad", v.NonAnswer.NOT_ASKED),
        (words.NON_ANSWER, "vill inte svara", v.NonAnswer.PREFERS_NOT),
        (words.NON_ANSWER, "kunde inte svara", v.NonAnswer.COULD_NOT),
        (
            words.AXIS_VALUE[v.Axis.BENEFIT],
            "aktivitetsersättning (vilande)",
            "activity_compensation_dormant",
        ),
        (words.AXIS_VALUE[v.Axis.BENEFIT], "A-kassa", "unemployment_insurance"),
        (words.YES_OR_NO, "Ja", True),
        (words.YES_OR_NO, "false", False),
    ],
)
def test_words_of_the_contract(known: Words[object], text: str, code: object) -> None:
    assert known.find(text) == code


@pytest.mark.parametrize("text", ["", "kvinnna", "ja nej", "1"])
def test_nothing_is_guessed(text: str) -> None:
    assert words.SEX.find(text) is None
    assert words.YES_OR_NO.find(text) is None


def test_a_word_for_two_codes_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="two codes"):
        Words("x", {"a": "samma", "b": "Samma"})


def test_folding_ignores_case_blanks_and_punctuation_only() -> None:
    assert folded("  Sjukskriven_SEDAN\n ") == "sjukskriven sedan"
    assert folded("Åsa") != folded("Asa")
