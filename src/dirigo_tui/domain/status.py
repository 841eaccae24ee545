"""Status: dated rows on parallel axes, what closes what, and what holds on a day (DOMAIN.md §7).

Both ends of a row belong to it and an open end lasts on. Struck rows hold nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby
from typing import NamedTuple, Protocol

from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.records import Status
from dirigo_tui.domain.vocabulary import AXIS_VALUES, SICK_LEAVE_EXTENTS, Axis, EndReason

SEVERAL_AT_ONCE = frozenset({Axis.BENEFIT, Axis.READY})
"""Axes on which several values hold at the same time."""

FULL_TIME = 100
"""Per cent that work, studies and sick leave make up together, at most, without a warning."""

ENDED = frozenset({"completed", "discontinued"})
"""The values of the axis ``participation`` that end it."""

_SHARE_THE_TIME = frozenset({Axis.WORK, Axis.STUDIES, Axis.SICK_LEAVE})
_DISCONTINUED = frozenset({EndReason.OWN_CHOICE, EndReason.CONSENT_WITHDRAWN})
_DAY = timedelta(days=1)


class Dated(Protocol):
    """Anything that holds from a day to a day."""

    @property
    def from_on(self) -> date:
        """The first day."""

    @property
    def to_on(self) -> date | None:
        """The last day, or None while it lasts on."""


def touches(row: Dated, first: date, last: date) -> bool:
    """Whether a row holds on some day from ``first`` to ``last``, both included."""
    return row.from_on <= last and (row.to_on is None or row.to_on >= first)


def check(
    axis: Axis, value: str, extent: int | None, from_on: date, to_on: date | None = None
) -> None:
    """A row that may be recorded.

    Args:
        value: one of ``AXIS_VALUES[axis]``; "" on the axis ``sick_leave``.
        extent: per cent; may be left out except on ``sick_leave``.

    Raises:
        Refused: ``status_value(axis, value, allowed)``, ``sick_leave_extent(allowed)``,
            ``extent_out_of_range(low, high)`` or ``status_ends_before_start(from_on, to_on)``.
    """
    allowed = AXIS_VALUES[axis] or ("",)
    if value not in allowed:
        raise Refused("status_value", axis=axis, value=value, allowed=AXIS_VALUES[axis])
    if axis is Axis.SICK_LEAVE and extent not in SICK_LEAVE_EXTENTS:
        raise Refused("sick_leave_extent", allowed=SICK_LEAVE_EXTENTS)
    if extent is not None and not 0 <= extent <= FULL_TIME:
        raise Refused("extent_out_of_range", low=0, high=FULL_TIME)
    if to_on is not None and to_on < from_on:
        raise Refused("status_ends_before_start", from_on=from_on, to_on=to_on)


def closing(rows: Iterable[Status], new: Status) -> tuple[tuple[Status, date], ...]:
    """The rows that ``new`` closes, each with the last day it then holds: the day before.

    Args:
        rows: the person's rows; those it does not concern are passed over.
        new: replaces what holds when it starts on its axis; on ``benefit`` and ``ready`` only what
            has the same value.
    """
    return tuple(
        (row, max(row.from_on, new.from_on - _DAY))
        for row in _others(rows, new)
        if row.from_on <= new.from_on
        and not _says_instead(new, row)
        and touches(row, new.from_on, new.from_on)
    )


def corrected(rows: Iterable[Status], new: Status) -> tuple[Status, ...]:
    """The rows to strike because ``new`` says what holds from the very same day on.

    Who starts and ends participation on one day did take part that day: that start stands.
    """
    return tuple(row for row in _others(rows, new) if _says_instead(new, row))


def _says_instead(new: Status, row: Status) -> bool:
    starts = row.axis is Axis.PARTICIPATION and row.value == "ongoing"
    return row.from_on == new.from_on and not (starts and new.value in ENDED)


def reopening(rows: Iterable[Status], struck: Status) -> tuple[tuple[Status, date | None], ...]:
    """The rows that ``struck`` had closed, each with the last day it holds without it."""
    return tuple(
        (row, struck.to_on)
        for row in _others(rows, struck)
        if row.from_on <= struck.from_on and row.to_on == max(row.from_on, struck.from_on - _DAY)
    )


def bounded(rows: Iterable[Status], row: Status) -> Status:
    """The row, if open closed the day before the next one that would have closed it.

    So a row entered after the fact ends where what is known to follow begins.
    """
    if row.to_on is not None or row.struck_at is not None:
        return row
    later = (other.from_on for other in _others(rows, row) if other.from_on > row.from_on)
    following = min(later, default=None)
    return row if following is None else replace(row, to_on=following - _DAY)


def close_imported(rows: Iterable[Status]) -> tuple[Status, ...]:
    """One person's imported rows with the open ones closed by the next of their axis.

    Given dates stay as they are.
    """
    together = tuple(rows)
    return tuple(bounded(together, row) for row in together)


def check_end_reason(axis: Axis, value: str, reason: EndReason | None) -> None:
    """Participation ends for a reason, and only then; two reasons are discontinuations (§7).

    Raises ``Refused("end_reason", value, allowed)``.
    """
    ends = axis is Axis.PARTICIPATION and value in ENDED
    allowed = tuple(r for r in EndReason if ends and _ending(r) == value)
    if reason not in (allowed or (None,)):
        raise Refused("end_reason", value=value, allowed=allowed)


def _ending(reason: EndReason | None) -> str:
    return "discontinued" if reason in _DISCONTINUED else "completed"


def _others(rows: Iterable[Status], row: Status) -> Iterable[Status]:
    """The standing rows that cannot hold at the same time as ``row``."""
    return (
        other
        for other in rows
        if other.id != row.id
        and other.struck_at is None
        and other.axis is row.axis
        and (row.axis not in SEVERAL_AT_ONCE or other.value == row.value)
    )


def state_on(rows: Iterable[Status], day: date) -> tuple[Status, ...]:
    """The rows that hold on a day, in the order of the axes, then of their first days."""
    axes = tuple(Axis)
    held = [row for row in rows if row.struck_at is None and touches(row, day, day)]
    return tuple(sorted(held, key=lambda row: (axes.index(row.axis), row.from_on, row.id)))


def current(rows: Iterable[Status], today: date) -> dict[Axis, tuple[Status, ...]]:
    """What holds today, axis by axis; an axis about which nothing is known is left out."""
    by_axis = groupby(state_on(rows, today), key=lambda row: row.axis)
    return {axis: tuple(held) for axis, held in by_axis}


def extent_sum(rows: Iterable[Status], day: date) -> int:
    """Work, studies and sick leave on a day together, in per cent; a blank extent adds nothing."""
    return sum(row.extent or 0 for row in state_on(rows, day) if row.axis in _SHARE_THE_TIME)


def over_full_time(rows: Iterable[Status], day: date) -> int | None:
    """The sum to warn about when it is over 100 %, else None. It never blocks."""
    total = extent_sum(rows, day)
    return total if total > FULL_TIME else None


class Movement(StrEnum):
    """What a row means beside the one before it; no direction is good or bad."""

    STARTED = "started"
    CHANGED = "changed"
    INCREASED = "increased"
    DECREASED = "decreased"
    UNCHANGED = "unchanged"


def movement(before: Status | None, after: Status) -> Movement:
    """How ``after`` differs from the row before it on its axis, if there was one."""
    if before is None:
        return Movement.STARTED
    if before.value != after.value:
        return Movement.CHANGED
    if before.extent == after.extent:
        return Movement.UNCHANGED
    if before.extent is None or after.extent is None:
        return Movement.CHANGED
    return Movement.INCREASED if after.extent > before.extent else Movement.DECREASED


class Spell(NamedTuple):
    """What a row on the axis ``participation`` says."""

    value: str
    from_on: date
    to_on: date | None = None


class Participation(NamedTuple):
    """When participation started and ended, as ``Participant.start`` and ``.end``."""

    start: date | None
    end: date | None


def participation_rows(
    start: date | None, end: date | None, reason: EndReason | None
) -> tuple[Spell, ...]:
    """The rows that a start and an end stand for (CONTRACT.md).

    The start opens *ongoing*; the end closes it the day before and opens *completed*, or
    *discontinued* for the last two reasons. Who starts and ends on one day was ongoing that day.

    Raises ``Refused("ends_before_start", start, end)``.
    """
    if start is not None and end is not None and end < start:
        raise Refused("ends_before_start", start=start, end=end)
    spells = []
    if start is not None:
        spells.append(Spell("ongoing", start, None if end is None else max(start, end - _DAY)))
    if end is not None:
        spells.append(Spell(_ending(reason), end))
    return tuple(spells)


def participation_dates(rows: Iterable[Status | Spell]) -> Participation:
    """Start and end as the rows of the axis ``participation`` tell them.

    The start is the first *ongoing*; the end is the first day completed or discontinued after which
    nothing else came.
    """
    values = AXIS_VALUES[Axis.PARTICIPATION]
    start = end = None
    for row in sorted(rows, key=lambda row: (row.from_on, values.index(row.value))):
        if row.value == "ongoing":
            start = start or row.from_on
        end = (end or row.from_on) if row.value in ENDED else None
    return Participation(start, end)
