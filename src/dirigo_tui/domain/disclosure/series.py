"""Small numbers over time: parts of a total that follow each other (DOMAIN.md §9).

Beside the total, a reader knows that some series run ahead of others: at no time have more people
a plan than have started. So the sums up to each time are held to that too, and what is left between
two of them is itself a number of people.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Generic, NamedTuple, TypeVar

Name = TypeVar("Name", bound=Hashable)


class Behind(NamedTuple, Generic[Name]):
    """At every time the part has come no further than the whole.

    Attributes:
        secret: a small rest of the whole must not come out.
    """

    part: Name
    whole: Name
    secret: bool


def protect_series(
    series: Mapping[Name, Sequence[int]],
    behind: Sequence[Behind[Name]],
    threshold: int,
) -> dict[Name, frozenset[int]]:
    """The positions to hide in each series, all of one length, whose totals are printed.

    Every hidden number is proved to have another possible value: one person more at some time and
    one less at another, with every printed number the same. Where there is no such proof more is
    hidden, in the end everything: totals alone say nothing of times.

    Args:
        threshold: counts from 1 up to, not including, this are hidden.
    """
    audit = _Audit(series, behind, threshold)
    while (target := audit.unproved()) is not None:
        if not audit.hide_beside(target):
            return {name: frozenset(range(len(counts))) for name, counts in series.items()}
    return {name: frozenset(hidden) for name, hidden in audit.hidden.items()}


@dataclass(frozen=True, slots=True)
class _Target(Generic[Name]):
    """What must not come out.

    Attributes:
        series: of which one person's time may change to prove it safe.
        at: the position.
        up_to: it is the sum up to and including that position.
    """

    series: tuple[Name, ...]
    at: int
    up_to: bool

    def is_changed_by(self, earlier: int, later: int) -> bool:
        """Whether it differs when a person changes between two positions."""
        return earlier <= self.at < later if self.up_to else self.at in (earlier, later)


class _Audit(Generic[Name]):
    def __init__(
        self,
        series: Mapping[Name, Sequence[int]],
        behind: Sequence[Behind[Name]],
        threshold: int,
    ) -> None:
        self._series = series
        self._sums = {name: list(accumulate(counts)) for name, counts in series.items()}
        # Where it does not hold the part is no part, and nothing is concluded.
        self._behind = [pair for pair in behind if min(self._rests(pair), default=0) >= 0]
        self.hidden = {
            name: {at for at, count in enumerate(counts) if 0 < count < threshold}
            for name, counts in series.items()
        }
        self._secret_rests = [
            _Target((pair.whole, pair.part), at, up_to=True)
            for pair in self._behind
            if pair.secret
            # The last is a rest of totals, which are decided where they are printed.
            for at, rest in enumerate(self._rests(pair)[:-1])
            if 0 < rest < threshold
        ]

    def _rests(self, pair: Behind[Name]) -> list[int]:
        sums = zip(self._sums[pair.whole], self._sums[pair.part], strict=True)
        return [whole - part for whole, part in sums]

    def unproved(self) -> _Target[Name] | None:
        """Something that comes out, as far as can be seen."""
        return next((target for target in self._targets() if not self._is_proved(target)), None)

    def _targets(self) -> Iterator[_Target[Name]]:
        for name, hidden in self.hidden.items():
            yield from (_Target((name,), at, up_to=False) for at in sorted(hidden))
        yield from self._secret_rests

    def _is_proved(self, target: _Target[Name]) -> bool:
        return any(
            target.is_changed_by(min(source, goal), max(source, goal))
            and self._can_move(name, source, goal)
            for name in target.series
            for source in self.hidden[name]
            for goal in self.hidden[name] - {source}
        )

    def _can_move(self, name: Name, source: int, goal: int) -> bool:
        """Whether one person may have another time, as far as a reader knows."""
        if not self._series[name][source]:
            return False
        between = range(min(source, goal), max(source, goal))
        for pair in self._behind:
            squeezed = pair.whole if goal > source else pair.part
            if name == squeezed and any(not self._rests(pair)[at] for at in between):
                return False
        return True

    def hide_beside(self, target: _Target[Name]) -> bool:
        """Hide the smallest number left beside it, zeros last; False when nothing is left."""
        shown = [
            (not count, count, abs(at - target.at), name, at)
            for name in target.series
            for at, count in enumerate(self._series[name])
            if at not in self.hidden[name]
        ]
        if not shown:
            return False
        *_order, name, at = min(shown, key=lambda found: found[:3])
        self.hidden[name].add(at)
        return True
