"""Tidpunkt: a time as vague as the plan is, with what can be understood of it (DOMAIN.md §2).

The text is what counts and is always kept. The days beside it serve sorting and reminders; where
the text does not say them, there are none. Times told from the day of writing ("i morgon", "om två
veckor") are not understood, because the text outlives that day.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from dirigo_tui.domain.calendar_span import IN_YEAR, QUARTER, WEEK, Span, read
from dirigo_tui.domain.vocabulary import TimePrecision
from dirigo_tui.domain.written_day import normalised


@dataclass(frozen=True, slots=True)
class FuzzyTime:
    """A time as written, and what is known of it.

    Attributes:
        text: as written.
        start, end: first and last day, each None where the text names none. A time lies ahead until
            its end has passed; one without an end does so until somebody says otherwise.
        precision: None when nothing was understood.
    """

    text: str
    start: date | None
    end: date | None
    precision: TimePrecision | None


_Known = tuple[date | None, date | None, TimePrecision]

_ONGOING = "(?:pågår|pågående|ongoing)"
_OPEN_WORDS = (
    f"(?:{_ONGOING}|löpande|fortlöpande|kontinuerligt|dagligen|varje \\w+|tills vidare"
    r"|continuously|daily|every \w+|until further notice)"
)
_OPEN = re.compile(f"{_OPEN_WORDS}|{_ONGOING}[ ,].*")
_UNTIL = re.compile(
    f"(?:{_OPEN_WORDS},? )?"
    r"(?:(?:fram )?till(?: och med)?|t\.? ?o\.? ?m\.?|senast|until|through|by) (?P<last>.+)"
)
_FROM = re.compile(
    r"(?:från(?: och med)?|fr\.? ?o\.? ?m\.?) (?P<first>.+?)"
    r"(?:,? (?:tills vidare|och framåt|framåt|onwards|until further notice))?"
)
_FILLER = re.compile("^(?:i|under|den|hela|ca|cirka|omkring|in|during|all|about)(?: the)? ")
_CLOCK = re.compile(
    r",? (?:kl|at)\.? ?[0-9]{1,2}(?:[.:][0-9]{2})?(?: ?- ?[0-9]{1,2}(?:[.:][0-9]{2})?)?$"
)
_BETWEEN = re.compile(r" ?- ?| till(?: och med)? | t\.? ?o\.? ?m\.? | to | until | through ")
_COUNTED = re.compile(f"(?P<word>{WEEK}|{QUARTER}) ?[0-9]")
_BARE_NUMBER = re.compile(f"[0-9]{{1,2}}{IN_YEAR}")


def parse(text: str, today: date) -> FuzzyTime:
    """What a time means on the day it is written. Never fails, and never invents a date.

    Understood, in Swedish and English: days, weeks, months, parts of months ("början av januari" is
    its first ten days), quarters, seasons, and ranges of them; "från ..." and "till ..."; "pågår",
    "tills vidare" and "varje ..." as open. Without a year, the nearest is meant that is not all
    past.
    """
    known = _understand(_CLOCK.sub("", normalised(text)), today)
    return FuzzyTime(text, *(known or (None, None, None)))


def _understand(words: str, today: date) -> _Known | None:
    if (match := _UNTIL.fullmatch(words)) and (stretch := _stretch(match["last"], today)):
        return None, stretch[1], stretch[2]
    if _OPEN.fullmatch(words):
        return None, None, TimePrecision.OPEN
    if match := _FROM.fullmatch(words):
        if (span := read(match["first"])) and (stretch := _placed(span, span, today)):
            return stretch[0], None, TimePrecision.OPEN
        words = match["first"]
    return _stretch(words, today)


def _stretch(words: str, today: date) -> _Known | None:
    """The days of one span, or of a range between two."""
    words = _FILLER.sub("", words)
    if span := read(words):
        return _placed(span, span, today)
    for between in _BETWEEN.finditer(words):
        left, right = _written_out(words[: between.start()], words[between.end() :])
        if (first := read(left)) and (last := read(right)):
            return _placed(first, last, today)
    return None


def _written_out(left: str, right: str) -> tuple[str, str]:
    """Both ends in full: "3–14 mars" as "3 mars" and "14 mars", "v 12–14" as "v 12" and "v 14"."""
    number = re.match("[0-9]{1,2}", right)
    if number and re.fullmatch("[0-9]{1,2}", left) and int(left) < int(number[0]):
        return left + right[number.end() :], right
    if (counted := _COUNTED.match(left)) and _BARE_NUMBER.fullmatch(right):
        return left, f"{counted['word']} {right}"
    return left, right


def _placed(first: Span, last: Span, today: date) -> _Known | None:
    """From the first day of one span to the last of the other, in the nearest years that fit."""
    for year in _first_years(first, last, today):
        days = _from_year(first, last, year)
        year_is_written = first.year is not None or last.year is not None
        if days is None or (days[1] < today and not year_is_written):
            continue
        if any(
            span.weekday not in {None, day.weekday()}
            for span, day in zip((first, last), days, strict=True)
        ):
            return None
        return *days, max(first.precision, last.precision, key=list(TimePrecision).index)
    return None


def _first_years(first: Span, last: Span, today: date) -> range:
    """The years in which a range may begin, the likeliest first; it may cross one new year."""
    if first.year is not None:
        return range(first.year, first.year + 1)
    if last.year is not None:
        return range(last.year, last.year - 2, -1)
    # Last year's may still go on, and nine years reach the next 29 February from anywhere.
    return range(today.year - 1, today.year + 9)


def _from_year(first: Span, last: Span, year: int) -> tuple[date, date] | None:
    last_years = (year, year + 1) if last.year is None else (last.year,)
    try:
        start, _ = first.in_year(year)
        ends = (last.in_year(last_year)[1] for last_year in last_years)
        return next(((start, end) for end in ends if start <= end), None)
    except ValueError:
        return None
