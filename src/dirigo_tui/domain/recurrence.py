"""Recurring activities: RRULEs (RFC 5545) of whole days, and the days they fall on (DOMAIN.md §5).

A rule says how often (every n days, weeks or months), for weeks on which weekdays, and either how
many times, until which day, or neither. Anything else of RFC 5545 is refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from itertools import islice, takewhile

from dirigo_tui.domain.errors import Refused

MAX_OCCURRENCES = 400
"""As many as are ever counted or listed: more than a year of every day."""
MAX_INTERVAL = 99

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_DAY = f"(?:{'|'.join(_WEEKDAYS)})"
_FORMS = {
    "FREQ": re.compile("DAILY|WEEKLY|MONTHLY"),
    "INTERVAL": re.compile("[0-9]{1,2}"),
    "BYDAY": re.compile(f"{_DAY}(?:,{_DAY})*"),
    "COUNT": re.compile("[0-9]{1,3}"),
    "UNTIL": re.compile("[0-9]{8}"),
}
"""The parts a rule may have, and how their values look."""


class Frequency(StrEnum):
    """What is counted between two occurrences; the values are those of RFC 5545."""

    DAILY = "DAILY"
    WEEKLY = "WEEKLY"
    MONTHLY = "MONTHLY"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecurrenceParts:
    """What a rule says, for a front end to put into words.

    Attributes:
        interval: 1 is every time, 2 every second.
        weekdays: 0 (Monday) – 6, in order; empty means the weekday of the first day.
        count, until: at most one of them; neither means until further notice.
    """

    frequency: Frequency = Frequency.WEEKLY
    interval: int = 1
    weekdays: tuple[int, ...] = ()
    count: int | None = None
    until: date | None = None

    def __post_init__(self) -> None:
        sound = (
            1 <= self.interval <= MAX_INTERVAL
            and list(self.weekdays) == sorted(set(self.weekdays))
            and set(self.weekdays) <= set(range(7))
            and (not self.weekdays or self.frequency is Frequency.WEEKLY)
            and (self.count is None or (self.until is None and 1 <= self.count <= MAX_OCCURRENCES))
        )
        if not sound:
            raise Refused("recurrence_invalid")


def build(parts: RecurrenceParts) -> str:
    """The rule that says it; :func:`describe` gives the parts back."""
    rule = [f"FREQ={parts.frequency}"]
    if parts.interval > 1:
        rule.append(f"INTERVAL={parts.interval}")
    if parts.weekdays:
        rule.append(f"BYDAY={','.join(_WEEKDAYS[day] for day in parts.weekdays)}")
    if parts.count is not None:
        rule.append(f"COUNT={parts.count}")
    if parts.until is not None:
        rule.append(f"UNTIL={parts.until.isoformat().replace('-', '')}")
    return ";".join(rule)


def describe(rule: str) -> RecurrenceParts:
    """What a rule says. Raises ``Refused("recurrence_invalid")``."""
    said: dict[str, str] = {}
    for part in rule.split(";"):
        key, _, value = part.partition("=")
        if key in said or key not in _FORMS or not _FORMS[key].fullmatch(value):
            raise Refused("recurrence_invalid")
        said[key] = value
    weekdays = said["BYDAY"].split(",") if "BYDAY" in said else []
    try:
        return RecurrenceParts(
            frequency=Frequency(said["FREQ"]),
            interval=int(said.get("INTERVAL", 1)),
            weekdays=tuple(sorted(map(_WEEKDAYS.index, weekdays))),
            count=int(said["COUNT"]) if "COUNT" in said else None,
            until=date.fromisoformat(said["UNTIL"]) if "UNTIL" in said else None,
        )
    except (KeyError, ValueError):
        raise Refused("recurrence_invalid") from None


def validate(rule: str) -> None:
    """Raise ``Refused("recurrence_invalid")`` unless :func:`describe` reads the rule."""
    describe(rule)


def occurrences(
    rule: str, start: date, *, until: date | None = None, limit: int = MAX_OCCURRENCES
) -> list[date]:
    """The days a series falls on, at most ``limit`` and never more than :data:`MAX_OCCURRENCES`.

    Args:
        rule: raises ``Refused("recurrence_invalid")`` when it is not one of ours.
        start: the day the series is counted from; itself an occurrence only if the rule says so.
            A monthly series passes over months that lack its day, as calendar programs do.
        until: the last day to look at, beside what the rule itself says.
    """
    from dateutil import rrule

    parts = describe(rule)
    series = rrule.rrule(
        getattr(rrule, parts.frequency),
        dtstart=datetime.combine(start, time()),
        interval=parts.interval,
        byweekday=parts.weekdays or None,
        count=parts.count,
        until=parts.until and datetime.combine(parts.until, time()),
    )
    days = islice((moment.date() for moment in series), min(limit, MAX_OCCURRENCES))
    return list(takewhile(lambda day: until is None or day <= until, days))
