"""A recurring activity's days in words, the same on the screen, at the prompt and on paper."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from dirigo_tui.domain.recurrence import Frequency, RecurrenceParts, describe
from dirigo_tui.i18n.catalogue import _, n_
from dirigo_tui.i18n.formats import long_day, weekday

_A_MONDAY = date(2024, 1, 1)


def weekday_words(days: Iterable[int]) -> str:
    """``tisdagar och torsdagar``; days are 0 (Monday) – 6."""
    names = [
        _("{weekday}ar").format(weekday=weekday(_A_MONDAY.replace(day=day + 1))) for day in days
    ]
    if len(names) < 2:
        return "".join(names)
    return _("{some} och {last}").format(some=", ".join(names[:-1]), last=names[-1])


def series_words(rule: str) -> str:
    """``tisdagar, 8 gånger``, or ``varannan vecka på torsdagar, till 22 december 2026``.

    Raises:
        Refused: ``recurrence_invalid``.
    """
    parts = describe(rule)
    often = _often(parts)
    if parts.count is not None:
        times = n_("{n} gång", "{n} gånger", parts.count).format(n=parts.count)
        return f"{often}, {times}"
    if parts.until is not None:
        return _("{often}, till {day}").format(often=often, day=long_day(parts.until))
    return often


def _often(parts: RecurrenceParts) -> str:
    n = parts.interval
    if parts.frequency is Frequency.DAILY:
        if n == 2:
            return _("varannan dag")
        return n_("varje dag", "var {n}:e dag", n).format(n=n)
    if parts.frequency is Frequency.MONTHLY:
        if n == 2:
            return _("varannan månad")
        return n_("varje månad", "var {n}:e månad", n).format(n=n)
    days = weekday_words(parts.weekdays)
    if n == 1:
        return days or _("varje vecka")
    weeks = _("varannan vecka") if n == 2 else _("var {n}:e vecka").format(n=n)
    return _("{weeks} på {days}").format(weeks=weeks, days=days) if days else weeks
