"""Dates and numbers as a reader of Swedish or English expects them.

The names come from the CLDR (Swedish, British English) and stand here because importing Babel
costs more than drawing the first screen; a test compares them with Babel's.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from dirigo_tui.i18n.catalogue import _, language, n_

NO_BREAK_SPACE = "\u00a0"

_MONTHS = {
    "sv": "januari februari mars april maj juni juli augusti september oktober november december",
    "en": "January February March April May June July August September October November December",
}
_SHORT_MONTHS = {
    "sv": "jan feb mars apr maj juni juli aug sep okt nov dec",
    "en": "Jan Feb Mar Apr May Jun Jul Aug Sept Oct Nov Dec",
}
_WEEKDAYS = {
    "sv": "måndag tisdag onsdag torsdag fredag lördag söndag",
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
}
_DECIMAL_SIGN = {"sv": ",", "en": "."}
_GROUP_SIGN = {"sv": NO_BREAK_SPACE, "en": ","}

_DAYS_IN_WORDS = 60
"""From here on a distance is told in months."""


def weekday(day: date) -> str:
    """``tisdag``."""
    return _WEEKDAYS[language()].split()[day.weekday()]


def short_day(day: date, today: date) -> str:
    """``18 nov``, or ``18 nov 2025`` when that is not this year."""
    month = _SHORT_MONTHS[language()].split()[day.month - 1]
    return f"{day.day} {month}" if day.year == today.year else f"{day.day} {month} {day.year}"


def long_day(day: date) -> str:
    """``24 november 2026``."""
    return f"{day.day} {month_name(day)} {day.year}"


def full_day(day: date) -> str:
    """``tisdag 24 november 2026``."""
    return f"{weekday(day)} {long_day(day)}"


def month(day: date) -> str:
    """``november 2026``."""
    return f"{month_name(day)} {day.year}"


def month_name(day: date) -> str:
    """``november``."""
    return _MONTHS[language()].split()[day.month - 1]


def relative_day(day: date, today: date) -> str:
    """``i dag``, ``i morgon``, ``om 3 dagar``, ``3 dagar sedan``, ``om 4 månader``."""
    days = (day - today).days
    near = {0: _("i dag"), 1: _("i morgon"), -1: _("i går")}
    if days in near:
        return near[days]
    if abs(days) < _DAYS_IN_WORDS:
        count = abs(days)
        if days > 0:
            return n_("om {n} dag", "om {n} dagar", count).format(n=count)
        return n_("{n} dag sedan", "{n} dagar sedan", count).format(n=count)
    months = round(abs(days) / 30.44)
    if days > 0:
        return n_("om {n} månad", "om {n} månader", months).format(n=months)
    return n_("{n} månad sedan", "{n} månader sedan", months).format(n=months)


def clock(moment: datetime) -> str:
    """The time of day in Swedish local time: ``14:02``.

    Args:
        moment: an aware datetime.
    """
    from zoneinfo import ZoneInfo

    return f"{moment.astimezone(ZoneInfo('Europe/Stockholm')):%H:%M}"


def number(value: float | Decimal, decimals: int = 0) -> str:
    """``1 798`` or ``54,56``; halves round away from zero, as on paper."""
    step = Decimal(1).scaleb(-decimals)
    rounded = Decimal(str(value)).quantize(step, rounding=ROUND_HALF_UP)
    text = f"{rounded:,.{decimals}f}"
    signs = {",": _GROUP_SIGN[language()], ".": decimal_sign()}
    return "".join(signs.get(character, character) for character in text)


def decimal_sign() -> str:
    """What stands before the decimals of a number."""
    return _DECIMAL_SIGN[language()]


def percent(share: float | Decimal, decimals: int = 0) -> str:
    """A share between 0 and 1 as ``75 %`` (Swedish) or ``75%`` (English)."""
    sign = "%" if language() == "en" else f"{NO_BREAK_SPACE}%"
    return number(Decimal(str(share)) * 100, decimals) + sign


def sentence_case(text: str) -> str:
    """The text with its first letter in upper case; the rest stays."""
    return text[:1].upper() + text[1:]
