"""LIX, checked against figures worked out by hand."""

import pytest

from dirigo_tui.i18n.readability import lix, words_in


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ([], 0.0),
        (["", "… →", "{name}:"], 1.0),
        (["Du har inte svarat."], 4.0),
        (["Du har inte svarat än.", "Spara"], 6 / 2),
        (["Planeringen är klar."], 3 + 100 / 3),
        (["Ett mål: två ord. Tre ord här! Slut?"], 8 / 4),
        (["Ett mål\nTvå mål"], 4 / 2),
        (["Klockan 10.30 kommer {name}"], 3 + 100 / 3),
        (["Väldigt", "vardag"], 1 + 50),
    ],
)
def test_lix(texts: list[str], expected: float) -> None:
    assert lix(texts) == pytest.approx(expected)


def test_a_placeholder_is_one_word() -> None:
    assert words_in("{n} av {count} frågor, 3–4 min") == 5
