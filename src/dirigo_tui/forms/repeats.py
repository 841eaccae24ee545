"""Between the answers *how often*, *on which days*, *how long*, and the RRULE of an activity."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TypedDict

from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.recurrence import Frequency, build, describe


class Repetition(TypedDict):
    """The answers about a rule, named as the fields of ``definitions.activity``."""

    repeats: str
    weekdays: tuple[int, ...]
    times: int | None
    until: date | None


def rule(
    repeats: str,
    times: int | None = None,
    *,
    weekdays: tuple[int, ...] = (),
    until: date | None = None,
) -> str:
    """The RFC 5545 rule; "" for something that happens once.

    Args:
        repeats: a value of ``definitions.REPEATS``.
        times: how many times in all; with neither this nor ``until``, until further notice.
        weekdays: 0 (Monday) – 6, for what is counted in weeks.
        until: the last day.

    Raises:
        Refused: ``times_and_until`` when both are given.
    """
    if not repeats:
        return ""
    if times is not None and until is not None:
        raise Refused("times_and_until", field="until")
    parts = describe(repeats)
    days = weekdays if parts.frequency is Frequency.WEEKLY else ()
    return build(replace(parts, weekdays=days, count=times, until=until))


def split(rule: str) -> Repetition:
    """The answers a rule came from."""
    if not rule:
        return {"repeats": "", "weekdays": (), "times": None, "until": None}
    parts = describe(rule)
    often = build(replace(parts, weekdays=(), count=None, until=None))
    return {
        "repeats": often,
        "weekdays": parts.weekdays,
        "times": parts.count,
        "until": parts.until,
    }
