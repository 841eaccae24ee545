"""Promises that are tried many times, and how many of the trials failed."""

from __future__ import annotations

from collections.abc import Callable

GOLDEN = 0.6180339887
"""Multiples of it, without their whole part, spread evenly however many there are."""


class Trials:
    """Makes the trials of one promise and keeps the figures.

    Args:
        everything: make all of them and not just a few.
        keep: takes a figure's name and the figure.
    """

    def __init__(self, everything: bool, keep: Callable[[str, object], None]) -> None:
        self._everything = everything
        self._keep = keep

    def run(self, promise: str, trial: Callable[[int], None], *, quick: int, full: int) -> None:
        """Make the trials, every one of them even when some fail.

        Args:
            promise: what holds each time, for the table.
            trial: takes its number and raises when the promise is broken.
            quick: how many in a test run.
            full: how many in ``make safety``.
        """
        count = full if self._everything else quick
        broken: list[tuple[int, Exception]] = []
        for number in range(count):
            try:
                trial(number)
            except Exception as error:
                broken.append((number, error))
        self._keep("trials", (promise, count, len(broken)))
        if broken:
            numbers = ", ".join(str(number) for number, _ in broken[:10])
            raise AssertionError(
                f"{promise}: {len(broken)} of {count} trials failed: {numbers}"
            ) from broken[0][1]
