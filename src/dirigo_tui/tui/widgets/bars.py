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
FIRST, BETWEEN, LAST, SAME = "○", "━", "●", "◉"


def bar(share: float, cells: int = 10) -> Content:
    """``███████░░░ 71 %``.

    Args:
        share: between 0 and 1.
    """
    full = round(max(0.0, min(share, 1.0)) * cells)
    drawn = safe(FULL * full) + safe(EMPTY * (cells - full), "$quiet")
    return joined(drawn, safe(f" {percent(share)}"))


def dots(values: Sequence[int], low: int, high: int) -> Content:
    """First and last of a series on a scale, one cell a step: ``···○━━●····  3 → 5``.

    Args:
        values: in the order of their days; at least one.
        low, high: ends of the scale, both included.
    """
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
            scale.append(safe("·", "$quiet"))
    numbers = f"{first} → {last}" if len(values) > 1 else str(last)
    return joined(*scale, safe(f"  {numbers}"))
