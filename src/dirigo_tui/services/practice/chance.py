"""Choices that look like chance and come out the same every time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import TypeVar

T = TypeVar("T")


class Chance:
    """Chance for one person: the same seed and number give the same choices.

    Only ``Random.random`` and ``getrandbits`` are used, whose sequences Python promises to keep.
    """

    def __init__(self, seed: int, number: int) -> None:
        self._random = Random(f"{seed}:{number}")  # noqa: S311 - practice data, no secret

    def id(self) -> str:
        """A record id."""
        return f"{self._random.getrandbits(128):032x}"

    def often(self, share: float) -> bool:
        """Yes in that share of cases."""
        return self._random.random() < share

    def between(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return low + int(self._random.random() * (high - low + 1))

    def spread(self, middle: float, width: float) -> float:
        """A number around ``middle``, rarely further from it than ``width``."""
        return middle + width * (sum(self._random.random() for _ in range(3)) - 1.5) / 1.5

    def pick(self, options: Sequence[T]) -> T:
        """One of them, all alike."""
        return options[int(self._random.random() * len(options))]

    def pick_early(self, options: Sequence[T]) -> T:
        """One of them, the first ones more often, as names are in a population."""
        return options[int(self._random.random() ** 1.7 * len(options))]

    def weighted(self, options: Sequence[tuple[T, float]]) -> T:
        """One of them by weight."""
        left = self._random.random() * sum(weight for _, weight in options)
        for option, weight in options:
            left -= weight
            if left < 0:
                return option
        return options[-1][0]

    def some(self, options: Sequence[T], count: int) -> list[T]:
        """So many different ones, in the order they stand."""
        left = list(range(len(options)))
        chosen = [left.pop(int(self._random.random() * len(left))) for _ in range(count)]
        return [options[index] for index in sorted(chosen)]


def on_workday(day: date) -> date:
    """The day, or the Friday before a weekend: people are met on working days."""
    return day - timedelta(days=max(0, day.weekday() - 4))
