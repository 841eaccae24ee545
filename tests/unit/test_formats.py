"""Dates and numbers, compared with the CLDR through Babel where it knows better than we do."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from babel.dates import format_date

from dirigo_tui.i18n import formats
from dirigo_tui.i18n.catalogue import LANGUAGES, set_language

TODAY = date(2026, 11, 21)
LOCALE = {"sv": "sv_SE", "en": "en_GB"}


@pytest.fixture(params=LANGUAGES)
def spoken(request: pytest.FixtureRequest) -> Iterator[str]:
    set_language(request.param)
    yield request.param
    set_language("sv")


@pytest.mark.parametrize("month", range(1, 13))
def test_names_are_those_of_the_cldr(spoken: str, month: int) -> None:
    day = date(2026, month, month)
    locale = LOCALE[spoken]
    assert formats.weekday(day) == format_date(day, "EEEE", locale)
    assert formats.long_day(day) == format_date(day, "d MMMM y", locale)
    assert formats.short_day(day, TODAY) == format_date(day, "d MMM", locale).rstrip(".")


def test_a_day_of_another_year_says_so() -> None:
    assert formats.short_day(date(2026, 11, 18), TODAY) == "18 nov"
    assert formats.short_day(date(2025, 11, 18), TODAY) == "18 nov 2025"
    assert formats.full_day(date(2026, 11, 24)) == "tisdag 24 november 2026"


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "i dag"),
        (1, "i morgon"),
        (-1, "i går"),
        (2, "om 2 dagar"),
        (-3, "3 dagar sedan"),
        (59, "om 59 dagar"),
        (61, "om 2 månader"),
        (-365, "12 månader sedan"),
    ],
)
def test_relative_days(days: int, words: str) -> None:
    day = date.fromordinal(TODAY.toordinal() + days)
    assert formats.relative_day(day, TODAY) == words


def test_the_clock_is_swedish_summer_and_winter() -> None:
    assert formats.clock(datetime(2026, 11, 21, 13, 2, tzinfo=UTC)) == "14:02"
    assert formats.clock(datetime(2026, 7, 1, 13, 2, tzinfo=UTC)) == "15:02"


def test_numbers() -> None:
    assert formats.number(1798) == "1\u00a0798"
    assert formats.number(54.56, 2) == "54,56"
    assert formats.number(0.5) == "1"
    assert formats.number(-0.045, 2) == "-0,05"
    assert formats.percent(0.475) == "48\u00a0%"
    assert formats.percent(0.469, 1) == "46,9\u00a0%"


def test_numbers_in_english() -> None:
    set_language("en")
    try:
        assert formats.number(1798.5, 1) == "1,798.5"
        assert formats.percent(0.47) == "47%"
    finally:
        set_language("sv")


def test_a_sentence_begins_with_a_capital_and_keeps_the_rest() -> None:
    assert formats.sentence_case("överlämning till AF") == "Överlämning till AF"
    assert formats.sentence_case("") == ""
