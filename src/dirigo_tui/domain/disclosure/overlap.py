"""Two outputs held together: a difference of few is those few (DOMAIN.md §9.7)."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import TypeVar

Cell = TypeVar("Cell", bound=Hashable)


def differ_by_few(earlier: Mapping[Cell, int], later: Mapping[Cell, int], threshold: int) -> bool:
    """Whether some count that both tell differs by 1 up to, not including, the threshold.

    Args:
        earlier, later: what a reader of each knows, by what is counted and where.
    """
    both = earlier.keys() & later.keys()
    return any(0 < abs(earlier[cell] - later[cell]) < threshold for cell in both)
