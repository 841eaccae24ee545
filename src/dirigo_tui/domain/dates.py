"""Days: arithmetic, overdue, Swedish public holidays, and days as people write them.

Source: DOMAIN.md §4.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, datetime, timedelta
from enum import StrEnum

from dirigo_tui.domain import written_day
from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.written_day import WEEKDAYS, WrittenDay, normalised, numbered


def add_months(day: date, months: int) -> date:
    """The same day of the month ``months`` later, or the month's last day when it is shorter.

    Source: DOMAIN.md §4 (2024-12-31 + 2 months = 2025-02-28). Raises ``ValueError`` past year 9999.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def overdue(due: date, today: date) -> bool:
    """Whether a deadline has passed: due today is not overdue, due yesterday is (DOMAIN.md §4)."""
    return due < today


def age_on(birth_date: date, day: date) -> int:
    """Whole years on a day; born on 29 February, one turns on the 28th when there is no 29th."""
    years = day.year - birth_date.year
    return years if add_months(birth_date, 12 * years) <= day else years - 1


def today_in_sweden(now_utc: datetime) -> date:
    """The day it is in Sweden at a moment given with its time zone.

    Raises ``ValueError`` for a moment without a time zone.
    """
    from zoneinfo import ZoneInfo

    if now_utc.tzinfo is None:
        raise ValueError("a moment without a time zone")
    return now_utc.astimezone(ZoneInfo("Europe/Stockholm")).date()


class Holiday(StrEnum):
    """A Swedish public holiday (lag 1989:253 om allmänna helgdagar)."""

    NEW_YEARS_DAY = "new_years_day"
    EPIPHANY = "epiphany"
    GOOD_FRIDAY = "good_friday"
    EASTER_DAY = "easter_day"
    EASTER_MONDAY = "easter_monday"
    MAY_DAY = "may_day"
    ASCENSION_DAY = "ascension_day"
    WHIT_SUNDAY = "whit_sunday"
    NATIONAL_DAY = "national_day"
    MIDSUMMER_DAY = "midsummer_day"
    ALL_SAINTS_DAY = "all_saints_day"
    CHRISTMAS_DAY = "christmas_day"
    BOXING_DAY = "boxing_day"


def swedish_holidays(year: int) -> dict[date, Holiday]:
    """The public holidays of a year, as the law has been since 2005; the eves are not holidays.

    Two that fall on the same day are one entry.
    """
    from dateutil.easter import easter

    sunday = easter(year)
    return {
        date(year, 1, 1): Holiday.NEW_YEARS_DAY,
        date(year, 1, 6): Holiday.EPIPHANY,
        sunday - timedelta(days=2): Holiday.GOOD_FRIDAY,
        sunday: Holiday.EASTER_DAY,
        sunday + timedelta(days=1): Holiday.EASTER_MONDAY,
        date(year, 5, 1): Holiday.MAY_DAY,
        sunday + timedelta(days=39): Holiday.ASCENSION_DAY,
        sunday + timedelta(days=49): Holiday.WHIT_SUNDAY,
        date(year, 6, 6): Holiday.NATIONAL_DAY,
        _weekday_from(date(year, 6, 20), calendar.SATURDAY): Holiday.MIDSUMMER_DAY,
        _weekday_from(date(year, 10, 31), calendar.SATURDAY): Holiday.ALL_SAINTS_DAY,
        date(year, 12, 25): Holiday.CHRISTMAS_DAY,
        date(year, 12, 26): Holiday.BOXING_DAY,
    }


def is_day_off(day: date) -> bool:
    """Whether a day is a Saturday, a Sunday or a Swedish public holiday."""
    return day.weekday() >= calendar.SATURDAY or day in swedish_holidays(day.year)


def _weekday_from(day: date, weekday: int) -> date:
    """The first such weekday (0 = Monday) on or after ``day``."""
    return day + timedelta(days=(weekday - day.weekday()) % 7)


_NAMED_DAYS = {
    "i förrgår": -2,
    "förrgår": -2,
    "i går": -1,
    "igår": -1,
    "yesterday": -1,
    "i dag": 0,
    "idag": 0,
    "today": 0,
    "i morgon": 1,
    "imorgon": 1,
    "tomorrow": 1,
    "i övermorgon": 2,
    "övermorgon": 2,
    "the day after tomorrow": 2,
}
_COUNTS = numbered(
    "en ett a an one",
    "två two",
    "tre three",
    "fyra four",
    "fem five",
    "sex six",
    "sju seven",
    "åtta eight",
    "nio nine",
    "tio ten",
    "elva eleven",
    "tolv twelve",
    start=1,
)
_DAYS_IN = {"dag": 1, "dagar": 1, "day": 1, "days": 1} | dict.fromkeys(
    ("vecka", "veckor", "week", "weeks"), 7
)
_MONTHS_IN = {"månad": 1, "månader": 1, "month": 1, "months": 1} | dict.fromkeys(
    ("år", "year", "years"), 12
)
# Compiled when a day is first read, as those of ``written_day``.
_AHEAD = f"(?:om|in) (?:([0-9]{{1,4}})|({'|'.join(_COUNTS)})) ({'|'.join(_DAYS_IN | _MONTHS_IN)})"
_NEXT_WEEKDAY = f"(?:på |on )?({'|'.join(WEEKDAYS)})"
_LAST_WEEKDAY = "i (mån|tis|ons|tors|fre|lör|sön)dags"


def parse_day(text: str, today: date, *, past: bool = False) -> date:
    """The day somebody means in a date field, in Swedish or English.

    Understood: ``5 mars``, ``5/3``, ``5/3 2027``, ``2027-03-05``, ``20270305``,
    ``tisdag 5 mars 2027``; ``i dag``, ``i morgon``, ``i går``; ``måndag`` (the next one after
    today), ``i måndags``; ``om två veckor``. A day without a year is the nearest one on or after
    today, with ``past`` the nearest one on or before it.

    Raises:
        Refused: ``day_not_understood(text)``; ``no_such_day(text)``, e.g. 30/2;
            ``weekday_differs(text, day)`` when the weekday written is not that day's.
    """
    words = normalised(text)
    try:
        relative = _relative(words, today)
    except (OverflowError, ValueError):
        raise Refused("no_such_day", text=text) from None
    if relative is not None:
        return relative
    written = written_day.read(words)
    if written is None:
        raise Refused("day_not_understood", text=text)
    return _checked(written, _nearest(written, today, past=past), text)


def parse_written_day(text: str) -> date:
    """The day a full date names: day, month and year. Nothing is guessed; used for imported files.

    Raises:
        Refused: as :func:`parse_day`; a day without a year is ``day_not_understood``.
    """
    written = written_day.read(normalised(text))
    if written is None or written.year is None:
        raise Refused("day_not_understood", text=text)
    return _checked(written, written.in_year(written.year), text)


def _checked(written: WrittenDay, day: date | None, text: str) -> date:
    if day is None:
        raise Refused("no_such_day", text=text)
    if written.weekday not in {None, day.weekday()}:
        raise Refused("weekday_differs", text=text, day=day)
    return day


def _nearest(written: WrittenDay, today: date, *, past: bool) -> date | None:
    if written.year is not None:
        return written.in_year(written.year)
    # Eight years reach the next 29 February from anywhere, also across a year such as 2100.
    for distance in range(9):
        day = written.in_year(today.year - distance if past else today.year + distance)
        if day is not None and (day <= today if past else day >= today):
            return day
    return None


def _relative(words: str, today: date) -> date | None:
    """A day told from today, or None; raises when the calendar ends before it."""
    if words in _NAMED_DAYS:
        return today + timedelta(days=_NAMED_DAYS[words])
    if match := re.fullmatch(_NEXT_WEEKDAY, words):
        return _weekday_from(today + timedelta(days=1), WEEKDAYS[match[1]])
    if match := re.fullmatch(_LAST_WEEKDAY, words):
        return _weekday_from(today - timedelta(days=7), WEEKDAYS[match[1]])
    if match := re.fullmatch(_AHEAD, words):
        digits, word, unit = match.groups()
        count = int(digits) if digits else _COUNTS[word]
        later = add_months(today, count * _MONTHS_IN.get(unit, 0))
        return later + timedelta(days=count * _DAYS_IN.get(unit, 0))
    return None
