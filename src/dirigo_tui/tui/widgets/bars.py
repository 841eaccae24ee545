"""Bars and dot plots on one line, always with the number written out.

No sparkline (its baseline lies) and no star (DOMAIN.md §6). The signs alone carry the meaning;
colour only adds to it.
"""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from dirigo_tui.i18n.formats import percent
from dirigo_tui.tui.widgets.safe_text import joined, safe

FULL, EMPTY = "█", "░"
TARGET = "│"
FIRST, BETWEEN, LAST, SAME = "○", "━", "●", "◉"
OWN, OTHER, BOTH = "●", "◇", "◈"


def bar(share: float, cells: int = 10) -> Content:
    """``███████░░░ 71 %``.

    Args:
        share: between 0 and 1.
    """
    full = round(max(0.0, min(share, 1.0)) * cells)
    drawn = safe(FULL * full) + safe(EMPTY * (cells - full), "$quiet")
    return joined(drawn, safe(f" {percent(share)}"))


def towards(share: float, target: float | None, cells: int = 10) -> Content:
    """As :func:`bar`, with a line where a goal is: ``███████│░░ 71 %``.

    Args:
        share, target: between 0 and 1; None for no goal.
    """
    full = round(max(0.0, min(share, 1.0)) * cells)
    signs = [safe(FULL)] * full + [safe(EMPTY, "$quiet")] * (cells - full)
    if target is not None:
        signs[min(round(target * cells), cells - 1)] = safe(TARGET, "bold")
    return joined(*signs, safe(f" {percent(share)}"))


def level(value: int, low: int, high: int) -> Content:
    """How far up a scale a value is, one cell a step: ``███░░░░░░░ 3``.

    Args:
        low, high: ends of the scale, both included.
    """
    full = safe(FULL * (value - low)) + safe(EMPTY * (high - value), "$quiet")
    return joined(full, safe(f" {value}"))


def dots(values: Sequence[int], low: int, high: int) -> Content:
    """First and last of a series on a scale, one cell a step: ``···○━●·····  3 → 5``.

    Args:
        values: in the order of their days; at least one.
        low, high: ends of the scale, both included.
    """
    numbers = f"{values[0]} → {values[-1]}" if len(values) > 1 else str(values[0])
    return joined(movement(values, low, high), safe(f"  {numbers}"))


def movement(values: Sequence[int], low: int, high: int) -> Content:
    """As :func:`dots` without the numbers, for values that are said in words beside it."""
    first, last = values[0], values[-1]
    scale = []
    for step in range(low, high + 1):
        if step == last:
            scale.append(safe(SAME if first == last and len(values) > 1 else LAST, "bold"))
        elif step == first:
            scale.append(safe(FIRST))
        elif min(first, last) < step < max(first, last):
            scale.append(safe(BETWEEN))
        else:
            scale.append(_off())
    return joined(*scale)


def side_by_side(own: int | None, other: int | None, low: int, high: int) -> Content:
    """Two people's values on one scale, a row of a dot plot: ``···◇·●·····``; never averaged."""

    def sign(step: int) -> Content:
        if step not in (own, other):
            return _off()
        if own == other:
            return safe(BOTH, "bold")
        return safe(OWN if step == own else OTHER, "bold")

    return joined(*map(sign, range(low, high + 1)))


def _off() -> Content:
    """A step where no value is."""
    return safe("·", "$quiet")
