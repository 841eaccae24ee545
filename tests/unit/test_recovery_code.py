"""The recovery code: typed back in many ways, and slips noticed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dirigo_tui.domain.errors import Refused
from dirigo_tui.store.recovery_code import ALPHABET, generate, secret_of

KNOWN = "ABCDE-FGHJK-MNPQR-STVWX-YZ012-3D4BJ"
LETTERS = KNOWN.replace("-", "")


def mistyped(code: str) -> bool:
    try:
        secret_of(code)
    except Refused as refused:
        assert refused.code == "recovery_code_mistyped"
        return True
    return False


def test_a_code_is_six_groups_of_five() -> None:
    code = generate()
    assert [len(group) for group in code.split("-")] == [5] * 6
    assert set(code) <= set(ALPHABET) | {"-"}


def test_a_code_holds_at_least_128_bits() -> None:
    assert len(secret_of(generate())) * 5 >= 128


def test_no_two_codes_are_alike() -> None:
    assert len({secret_of(generate()) for _ in range(50)}) == 50


def test_the_checksum_never_changes_between_versions() -> None:
    assert not mistyped(KNOWN)


@pytest.mark.parametrize(
    "typed",
    [
        str.lower,
        lambda code: code.replace("-", ""),
        lambda code: code.replace("-", " "),
        lambda code: f"  {code}\n",
        lambda code: code.replace("-", " – "),
        lambda code: code.replace("0", "O").replace("1", "I"),
        lambda code: code.replace("0", "o").replace("1", "l"),
        "\u00a0".join,
    ],
)
def test_a_code_may_be_typed_in_many_ways(typed) -> None:  # type: ignore[no-untyped-def]
    for _ in range(20):
        code = generate()
        assert secret_of(typed(code)) == secret_of(code)


@pytest.mark.parametrize(
    "code",
    ["", "-", "hej", LETTERS[:26], LETTERS[:29] + "U", "ß" * 30, "å" * 30, "\ud800" * 30, "٣" * 30],
)
def test_what_is_no_code_is_mistyped(code: str) -> None:
    assert mistyped(code)


def test_a_letter_too_few_or_too_many_is_mistyped() -> None:
    code = generate()
    assert mistyped(code[:-1])
    assert mistyped(code[1:])
    assert mistyped(code + "0")


@settings(max_examples=100)
@given(place=st.integers(0, 29), letter=st.sampled_from(ALPHABET))
def test_one_wrong_letter_is_noticed(place: int, letter: str) -> None:
    slip = LETTERS[:place] + letter + LETTERS[place + 1 :]
    assert mistyped(slip) == (slip != LETTERS)


@settings(max_examples=100)
@given(place=st.integers(0, 28))
def test_two_letters_in_the_wrong_order_are_noticed(place: int) -> None:
    slip = LETTERS[:place] + LETTERS[place + 1] + LETTERS[place] + LETTERS[place + 2 :]
    assert mistyped(slip) == (slip != LETTERS)


@settings(max_examples=100)
@given(text=st.text(max_size=40))
def test_no_text_crashes_the_reader(text: str) -> None:
    mistyped(text)
