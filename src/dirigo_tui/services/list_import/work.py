"""What an import is going to write, and what it counts, before anything is written."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, Generic, TypeVar

from dirigo_tui.domain.records import OWNED, Participant, Record
from dirigo_tui.services.list_import.columns import Sheet
from dirigo_tui.services.ports import UnitOfWork
from dirigo_tui.services.recording import Stamp, stamp

R = TypeVar("R", bound=Record)
F = TypeVar("F")
G = TypeVar("G")
K = TypeVar("K", bound=Hashable)

_PARENTS_FIRST = {kind: place for place, kind in enumerate((Participant, *OWNED))}


class Outcome(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


@dataclass(slots=True)
class Work:
    """Records to add and to write over, and the outcome of every row.

    Attributes:
        people: everybody the file is about, by reference, as they are going to be.
    """

    unit: UnitOfWork
    people: dict[str, Participant] = field(default_factory=dict)
    outcomes: dict[Sheet, Counter[Outcome]] = field(default_factory=lambda: defaultdict(Counter))
    _added: dict[str, Record] = field(default_factory=dict)
    _changed: dict[str, Record] = field(default_factory=dict)

    def stamp(self) -> Stamp:
        """The stamp of a new record."""
        return stamp(self.unit)

    def add(self, record: R) -> R:
        """Write a new record."""
        self._added[record.id] = record
        return record

    def change(self, record: R, **fields: Any) -> R:
        """Write a record with other values; it may be one added or changed before."""
        if all(getattr(record, name) == value for name, value in fields.items()):
            return record
        changed = replace(record, **fields)
        if record.id in self._added:
            self._added[record.id] = changed
        else:
            if record.id not in self._changed:
                changed = replace(changed, version=record.version + 1)
            self._changed[record.id] = changed
        return changed

    def count(self, sheet: Sheet, outcome: Outcome) -> None:
        """Note what becomes of a row."""
        self.outcomes[sheet][outcome] += 1

    def added(self) -> list[Record]:
        """The new records, parents before children."""
        return _parents_first(self._added.values())

    def changed(self) -> list[Record]:
        """The records to write over those with the same id."""
        return _parents_first(self._changed.values())


def _parents_first(records: Iterable[Record]) -> list[Record]:
    return sorted(records, key=lambda record: _PARENTS_FIRST[type(record)])


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
    rows: Sequence[F], records: Iterable[R], ways: Iterable[Match[F, R]]
) -> Iterator[tuple[F, R | None]]:
    """Each row with the record it is about, or None for a new one, in the order of the rows.

    The ways are tried one after the other, the surest first; nothing is matched twice.
    """
    found: dict[int, R] = {}
    left = list(records)
    for way in ways:
        candidates = grouped(left, way.record_key)
        waiting = [index for index in range(len(rows)) if index not in found]
        keys = {index: way.row_key(rows[index]) for index in waiting}
        for key, indices in grouped(waiting, keys.get).items():
            same = candidates.get(key, [])
            if way.alone and (len(same) != 1 or len(indices) != 1):
                continue
            found.update(zip(indices, same, strict=False))
        taken = {record.id for record in found.values()}
        left = [record for record in left if record.id not in taken]
    for index, row in enumerate(rows):
        yield row, found.get(index)


def grouped(items: Iterable[G], key: Callable[[G], K | None]) -> dict[K, list[G]]:
    """Items by key, in order; those without a key are left out."""
    groups: dict[K, list[G]] = defaultdict(list)
    for item in items:
        if (value := key(item)) is not None:
            groups[value].append(item)
    return groups
