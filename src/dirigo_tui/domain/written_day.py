"""What a written day says: its day, month, and the year if there is one.

Only forms that can be read in one way: day before month, years of four digits. Which year a day
without one means is for the reader to decide (``dates.py``, ``fuzzy_time.py``).
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import NamedTuple

from dirigo_tui.domain.text import clean


def numbered(*synonyms: str, start: int) -> dict[str, int]:
    """Each word of the blank-separated synonyms, to the place of its group."""
    return {word: place for place, words in enumerate(synonyms, start) for word in words.split()}


MONTHS = numbered(
    "januari january jan",
    "februari february feb",
    "mars march mar",
    "april apr",
    "maj may",
    "juni june jun",
    "juli july jul",
    "augusti august aug",
    "september sept sep",
    "oktober october okt oct",
    "november nov",
    "december dec",
    start=1,
)
"""Swedish and English names of the months, whole and shortened, to 1–12."""

WEEKDAYS = numbered(
    "måndag mån monday mon",
    "tisdag tis tuesday tues tue",
    "onsdag ons wednesday wed",
    "torsdag tors tor thursday thurs thu",
    "fredag fre friday fri",
    "lördag lör saturday sat",
    "söndag sön sunday sun",
    start=0,
)
"""Swedish and English names of the weekdays, whole and shortened, to 0 (Monday) – 6."""

MONTH = f"(?P<month>{'|'.join(MONTHS)})\\.?"
YEAR = "(?P<year>[12][0-9]{3})"
_WEEKDAY = f"(?:(?:på |on )?(?P<weekday>{'|'.join(WEEKDAYS)})(?:en)?\\.?,? )?"
_NUMBER = "(?P<day>[0-9]{1,2})"

# Compiled when a day is first read: the caseload imports this module and reads none.
_FORMS = (
    f"{_WEEKDAY}{YEAR}-(?P<month>[0-9]{{1,2}})-{_NUMBER}",
    f"{YEAR}(?P<month>[0-9]{{2}})(?P<day>[0-9]{{2}})",
    f"{_WEEKDAY}(?:den )?{_NUMBER}/(?P<month>[0-9]{{1,2}})(?:[ -]{YEAR})?",
    f"{_WEEKDAY}(?:den |the )?{_NUMBER}(?::?[ae]|st|nd|rd|th)? ?(?:of )?{MONTH}(?:,? {YEAR})?",
)

_DASHES = re.compile("[\u2010-\u2015\u2212]")


class WrittenDay(NamedTuple):
    """A day as written; it may name a day that no calendar has.

    Attributes:
        year: None when the text names none.
        weekday: 0 (Monday) – 6, or None when the text names none.
    """

    day: int
    month: int
    year: int | None
    weekday: int | None

    def in_year(self, year: int) -> date | None:
        """The day in that year, or None when that year has no such day."""
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return None


def normalised(text: str) -> str:
    """Text as the readers of days and times expect it: lower case, single blanks, plain dashes."""
    return _DASHES.sub("-", clean(unicodedata.normalize("NFKC", text)).casefold())


def read(words: str) -> WrittenDay | None:
    """The day that a :func:`normalised` text writes out, or None when it writes none."""
    for form in _FORMS:
        if match := re.fullmatch(form, words):
            parts = match.groupdict()
            month = parts["month"]
            year, weekday = parts["year"], parts.get("weekday")
            return WrittenDay(
                day=int(parts["day"]),
                month=MONTHS[month] if month in MONTHS else int(month),
                year=int(year) if year else None,
                weekday=WEEKDAYS[weekday] if weekday else None,
            )
    return None
