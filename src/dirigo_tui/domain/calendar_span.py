"""Stretches of the calendar as written: a day, a week, a month or part of it, a quarter, a season.

A stretch without a year comes back every year; which one is meant is for the reader to decide
(``fuzzy_time.py``).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from dirigo_tui.domain import written_day
from dirigo_tui.domain.dates import add_months
from dirigo_tui.domain.vocabulary import TimePrecision
from dirigo_tui.domain.written_day import MONTH, MONTHS, YEAR

InYear = Callable[[int], tuple[date, date]]
"""First and last day in a year; raises ``ValueError`` for a year that has none."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the calendar.

    Attributes:
        year: None when the text names none.
        weekday: the weekday (0 = Monday) that the text gives a single day, or None.
    """

    in_year: InYear
    precision: TimePrecision
    year: int | None
    weekday: int | None = None


_PARTS = {
    **dict.fromkeys(("början av", "beginning of", "early"), 0),
    **dict.fromkeys(("mitten av", "middle of", "mid"), 1),
    **dict.fromkeys(("slutet av", "end of", "late"), 2),
}
_SEASONS = {
    **dict.fromkeys(("vår", "våren", "spring"), 3),
    **dict.fromkeys(("sommar", "sommaren", "summer"), 6),
    **dict.fromkeys(("höst", "hösten", "autumn", "fall"), 9),
    **dict.fromkeys(("vinter", "vintern", "winter"), 12),
}
"""The first of a season's three months."""

IN_YEAR = f"(?:,? {YEAR})?"
WEEK = r"(?:vecka|veckorna|v\.?|weeks?|w)"
QUARTER = r"(?:kvartal|kv\.?|quarter|q)"


def _month(match: re.Match[str]) -> InYear:
    whole = _months(MONTHS[match["month"]], 1)
    if match["part"] is None:
        return whole
    part = _PARTS[match["part"]]

    def third(year: int) -> tuple[date, date]:
        first, last = whole(year)
        return first.replace(day=10 * part + 1), last.replace(day=(10, 20, last.day)[part])

    return third


def _months(first_month: int, count: int) -> InYear:
    def in_year(year: int) -> tuple[date, date]:
        first = date(year, first_month, 1)
        return first, add_months(first, count) - timedelta(days=1)

    return in_year


def _week(match: re.Match[str]) -> InYear:
    """An ISO week, Monday to Sunday."""
    week = int(match["number"])
    return lambda year: (date.fromisocalendar(year, week, 1), date.fromisocalendar(year, week, 7))


_FORMS: tuple[tuple[re.Pattern[str], TimePrecision, Callable[[re.Match[str]], InYear]], ...] = (
    (
        # A lone "jul" is Christmas to some and July to others.
        re.compile(f"(?:(?:the )?(?P<part>{'|'.join(_PARTS)})[ -])?(?!jul\\b){MONTH}{IN_YEAR}"),
        TimePrecision.MONTH,
        _month,
    ),
    (
        re.compile(f"{YEAR}-(?P<number>0[1-9]|1[0-2])"),
        TimePrecision.MONTH,
        lambda match: _months(int(match["number"]), 1),
    ),
    (
        re.compile(f"{WEEK} ?(?P<number>[0-9]{{1,2}}){IN_YEAR}"),
        TimePrecision.DAY,
        _week,
    ),
    (
        re.compile(f"{QUARTER} ?(?P<number>[1-4]){IN_YEAR}"),
        TimePrecision.QUARTER,
        lambda match: _months(3 * int(match["number"]) - 2, 3),
    ),
    (
        # A winter lies in two years: "vintern 2027" may begin or end in 2027, so it means neither.
        re.compile(f"(?P<season>{'|'.join(_SEASONS)})(?:(?<!vinter|winter)(?<!vintern),? {YEAR})?"),
        TimePrecision.QUARTER,
        lambda match: _months(_SEASONS[match["season"]], 3),
    ),
)


def read(words: str) -> Span | None:
    """The stretch that a ``written_day.normalised`` text writes out, or None."""
    if written := written_day.read(words):
        month, day = written.month, written.day
        return Span(
            lambda year: (date(year, month, day), date(year, month, day)),
            TimePrecision.DAY,
            written.year,
            written.weekday,
        )
    for form, precision, make in _FORMS:
        if match := form.fullmatch(words):
            year = match["year"]
            return Span(make(match), precision, int(year) if year else None)
    return None
