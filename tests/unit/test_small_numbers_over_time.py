"""No hidden number of a series over time, and no small rest between two, can be worked out."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, product

import pytest

from dirigo_tui.domain.disclosure import Behind, protect_series

BEHIND = (Behind("planned", "started", secret=True), Behind("working", "started", secret=False))
K = 3


def ways(count: int, parts: int) -> Iterator[tuple[int, ...]]:
    """Every way to divide a count."""
    if parts == 0:
        if count == 0:
            yield ()
        return
    for first in range(count + 1):
        for others in ways(count - first, parts - 1):
            yield first, *others


def filled(counts: Sequence[int], hidden: frozenset[int]) -> Iterator[list[int]]:
    """Every series that prints the same."""
    places = sorted(hidden)
    for guess in ways(sum(counts[at] for at in places), len(places)):
        series = list(counts)
        for at, count in zip(places, guess, strict=True):
            series[at] = count
        yield series


def worlds(
    series: Mapping[str, Sequence[int]], hidden: Mapping[str, frozenset[int]]
) -> Iterator[dict[str, list[int]]]:
    """Everything that prints the same, and in which nobody is ahead of those they are part of."""
    names = list(series)
    for guess in product(*(list(filled(series[name], hidden[name])) for name in names)):
        world = dict(zip(names, guess, strict=True))
        sums = {name: list(accumulate(counts)) for name, counts in world.items()}
        if all(
            part <= whole
            for pair in BEHIND
            for part, whole in zip(sums[pair.part], sums[pair.whole], strict=True)
        ):
            yield world


def some_series(seed: int) -> dict[str, list[int]]:
    """Few people at three or four times, each planned and working no earlier than started."""
    rng = random.Random(seed)
    times = rng.choice((2, 3, 4))
    series = {name: [0] * times for name in ("started", "planned", "working")}
    for _person in range(rng.randint(3, 9)):
        started = rng.randrange(times)
        series["started"][started] += 1
        for name, chance in (("planned", 0.8), ("working", 0.3)):
            if rng.random() < chance:
                series[name][rng.randrange(started, times)] += 1
    return series


@pytest.mark.parametrize("seed", range(40))
def test_nothing_hidden_comes_out(seed: int) -> None:
    series = some_series(seed)
    hidden = protect_series(series, BEHIND, K)
    possible = list(worlds(series, hidden))
    for name, counts in series.items():
        for at, count in enumerate(counts):
            if 0 < count < K:
                assert at in hidden[name]
            # A zero may come out, and a total stands elsewhere.
            if at in hidden[name] and 0 < count < sum(counts):
                assert len({world[name][at] for world in possible}) > 1, (series, hidden, name, at)
    rests = [list(accumulate(series["started"])), list(accumulate(series["planned"]))]
    for at, (started, planned) in enumerate(zip(*rests, strict=True)):
        if 0 < started - planned < K and at < len(rests[0]) - 1:
            found = {sum(w["started"][: at + 1]) - sum(w["planned"][: at + 1]) for w in possible}
            assert len(found) > 1, (series, hidden, at)


def test_a_single_small_number_takes_the_smallest_other_along() -> None:
    hidden = protect_series({"started": [12, 3, 9, 30, 0]}, (), 5)
    assert hidden == {"started": {1, 2}}


def test_large_numbers_are_shown() -> None:
    series = {"started": [50, 40, 30], "planned": [20, 40, 30], "working": [0, 0, 10]}
    assert not any(protect_series(series, BEHIND, 5).values())


def test_how_many_wait_for_a_plan_does_not_come_out() -> None:
    """3 of 50 had no plan by the first time, which only the difference tells."""
    series = {"started": [50, 40], "planned": [47, 30], "working": [0, 0]}
    hidden = protect_series(series, BEHIND, 5)
    assert hidden["started"] or hidden["planned"]
