"""What an import is going to write, and what it counts, before anything is written."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, TypeVar

from dirigo_tui.domain.records import OWNED, Participant, Record
from dirigo_tui.services.list_import.columns import Sheet
from dirigo_tui.services.ports import UnitOfWork
from dirigo_tui.services.recording import Stamp, stamp

R = TypeVar("R", bound=Record)

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
