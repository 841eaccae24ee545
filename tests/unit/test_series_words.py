"""A recurring activity's days in words."""

import pytest

from dirigo_tui.i18n.series import series_words, weekday_words


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("FREQ=WEEKLY;BYDAY=TU;COUNT=8", "tisdagar, 8 gånger"),
        ("FREQ=WEEKLY", "varje vecka"),
        ("FREQ=WEEKLY;BYDAY=MO,WE,FR", "måndagar, onsdagar och fredagar"),
        (
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH;UNTIL=20261222",
            "varannan vecka på torsdagar, till 22 december 2026",
        ),
        ("FREQ=WEEKLY;INTERVAL=3", "var 3:e vecka"),
        ("FREQ=DAILY;COUNT=1", "varje dag, 1 gång"),
        ("FREQ=DAILY;INTERVAL=2", "varannan dag"),
        ("FREQ=DAILY;INTERVAL=3", "var 3:e dag"),
        ("FREQ=MONTHLY;INTERVAL=6", "var 6:e månad"),
    ],
)
def test_a_rule_in_words(rule: str, words: str) -> None:
    assert series_words(rule) == words


def test_no_weekday_is_no_words() -> None:
    assert weekday_words(()) == ""
