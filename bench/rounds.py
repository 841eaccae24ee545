"""Comparing two ways in one run, and telling how they compare.

The machine's speed drifts, so the two take turns after a warm-up, and what counts is the median of
the ratios of the same round.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterable
from typing import NamedTuple


class Compared(NamedTuple):
    """One line of the table.

    Attributes:
        ours, baseline: medians, in ``unit``.
        ratio: the median of same-round ratios.
        goal: the most it should be, or None where there is none.
    """

    name: str
    people: int
    ours: float
    baseline: float
    ratio: float
    goal: float | None
    unit: str = "ms"


def compare(
    name: str,
    people: int,
    ours: Callable[[], float],
    baseline: Callable[[], float],
    goal: float | None,
    *,
    rounds: int = 7,
) -> Compared:
    """Take turns; each callable gives the seconds it took."""
    pairs = [(ours(), baseline()) for _ in range(rounds + 1)][1:]
    return compared(name, people, pairs, goal)


def compared(
    name: str,
    people: int,
    pairs: Iterable[tuple[float, float]],
    goal: float | None,
    *,
    unit: str = "ms",
    scale: float = 1000,
) -> Compared:
    """What pairs of the same round come to."""
    taken = list(pairs)
    return Compared(
        name, people,
        statistics.median(a for a, _ in taken) * scale,
        statistics.median(b for _, b in taken) * scale,
        statistics.median(a / b for a, b in taken),
        goal, unit,
    )  # fmt: skip


def table(lines: Iterable[Compared]) -> str:
    """As Markdown, with how each figure of ours grows from one size to the next."""
    said = [
        "| | people | ours | baseline | ratio | goal | × the size before |",
        "|---|--:|--:|--:|--:|--:|--:|",
    ]
    before: dict[str, float] = {}
    for line in sorted(lines, key=lambda line: (line.name, line.people)):
        grown = f"{line.ours / before[line.name]:.2f}" if line.name in before else ""
        before[line.name] = line.ours
        goal = "" if line.goal is None else f"{line.goal:g}"
        met = "" if line.goal is None or line.ratio <= line.goal else " **over**"
        said.append(
            f"| {line.name} | {line.people} | {line.ours:.1f} {line.unit}"
            f" | {line.baseline:.1f} {line.unit} | {line.ratio:.2f}{met} | {goal} | {grown} |"
        )
    return "\n".join(said)
