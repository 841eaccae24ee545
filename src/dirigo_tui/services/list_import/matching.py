"""Telling which row of a file is about which record at the desk."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from dirigo_tui.domain.records import Record

R = TypeVar("R", bound=Record)
F = TypeVar("F")
G = TypeVar("G")
K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True)
class Match(Generic[F, R]):
    """One way to tell that a row of the file is about a record.

    Attributes:
        row_key, record_key: equal for a row and a record that belong together; None for none.
        alone: only when one row and one record have the key; else they go together in order.
    """

    row_key: Callable[[F], Hashable]
    record_key: Callable[[R], Hashable]
    alone: bool = False


def pair(
    rows: Sequence[F],
    records: Iterable[R],
    ways: Iterable[Match[F, R]],
    settled: Mapping[int, R] | None = None,
) -> Iterator[tuple[F, R | None]]:
    """Each row with the record it is about, or None for a new one, in the order of the rows.

    The ways are tried one after the other, the surest first; nothing is matched twice.

    Args:
        rows: of the file.
        records: at the desk.
        ways: how to tell.
        settled: what is known already, as from :func:`agreeing`.
    """
    found = dict(settled or {})
    left = list(records)
    for way in ways:
        taken = {record.id for record in found.values()}
        left = [record for record in left if record.id not in taken]
        candidates = grouped(left, way.record_key)
        waiting = [index for index in range(len(rows)) if index not in found]
        keys = {index: way.row_key(rows[index]) for index in waiting}
        for key, indices in grouped(waiting, keys.get).items():
            same = candidates.get(key, [])
            if way.alone and (len(same) != 1 or len(indices) != 1):
                continue
            found.update(zip(indices, same, strict=False))
    for index, row in enumerate(rows):
        yield row, found.get(index)


def agreeing(
    rows: Sequence[F], records: Sequence[R], agrees: Callable[[F, R], bool]
) -> dict[int, R]:
    """As many rows as can be, each with a record that says all it says already, by row index.

    Which row gets which record is settled for all of them together (by augmenting paths), for a row
    with blank cells agrees with several: taking the first would leave none for another row, and the
    same file would not find itself again.
    """
    by_id = {record.id: record for record in records}
    options = [[record.id for record in records if agrees(row, record)] for row in rows]
    row_of: dict[str, int] = {}
    held: dict[int, str] = {}
    for start in range(len(rows)):
        reached: dict[str, int] = {}
        queue = [start]
        free = None
        for index in queue:
            for id in options[index]:
                if id not in reached:
                    reached[id] = index
                    if id not in row_of:
                        free = id
                        break
                    queue.append(row_of[id])
            if free is not None:
                break
        while free is not None:
            index = reached[free]
            before = held.get(index)
            row_of[free], held[index] = index, free
            free = before
    return {index: by_id[id] for index, id in held.items()}


def grouped(items: Iterable[G], key: Callable[[G], K | None]) -> dict[K, list[G]]:
    """Items by key, in order; those without a key are left out."""
    groups: dict[K, list[G]] = defaultdict(list)
    for item in items:
        if (value := key(item)) is not None:
            groups[value].append(item)
    return groups
