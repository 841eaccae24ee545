"""How hard a passphrase is to guess: length and variety, and nothing that only looks long."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dirigo_tui.domain.passphrase import Strength, strength

ORDER = list(Strength)


@pytest.mark.parametrize(
    ("passphrase", "expected"),
    [
        ("", Strength.WEAK),
        ("hemligt", Strength.WEAK),
        ("a" * 40, Strength.WEAK),
        ("1234567890123456789012345", Strength.WEAK),
        ("abcdefghijklmnopqrstuvwxyzåäö", Strength.WEAK),
        ("hej hej hej hej hej hej hej", Strength.WEAK),
        ("sol och mjölk", Strength.FAIR),
        ("hästen dansar på månen", Strength.STRONG),
    ],
)
def test_examples(passphrase: str, expected: Strength) -> None:
    assert strength(passphrase) is expected


@given(st.text(max_size=30), st.text(max_size=10))
def test_more_letters_never_make_it_weaker(passphrase: str, more: str) -> None:
    assert ORDER.index(strength(passphrase + more)) >= ORDER.index(strength(passphrase))
