"""Reading by the raw driver inside one transaction.

No SQLAlchemy here: the first list is on the screen before it has been imported (it costs as much as
the whole start), and a list of columns needs nothing that it would add. Nor do the first rows need
the nouns, whose classes take a tenth of the start to make: they are imported with the first record.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeVar

from dirigo_tui.domain.errors import Refused
from dirigo_tui.store import statements

if TYPE_CHECKING:
    from dirigo_tui.domain.records import JournalEntry, Record

R = TypeVar("R", bound="Record")


def _quoted(names: tuple[str, ...]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _owner(kind: type[Record]) -> str:
    """The column that says whose a record is."""
    from dirigo_tui.domain.records import OwnedRecord

    return "participant_id" if issubclass(kind, OwnedRecord) else "id"


class SqlReader:
    """Fulfils :class:`dirigo_tui.services.ports.Reader` on an open connection.

    Args:
        connection: an open ``sqlcipher3`` connection inside a transaction.
        today: the day it is for rules.
    """

    def __init__(self, connection: Any, today: date) -> None:
        self._connection = connection
        self.today = today
        self._ahead: dict[tuple[type[Record], object], list[Any]] = {}

    def _all(self, sql: str, values: Mapping[str, object]) -> list[dict[str, Any]]:
        cursor = self._connection.execute(sql, values)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor]

    def get(self, kind: type[R], id: str) -> R:
        """The record with that id. Raises ``Refused("not_found")``."""
        found = self.find(kind, id=id)
        if not found:
            raise Refused("not_found", kind=kind.table)
        return found[0]

    def find(self, kind: type[R], **equal: object) -> list[R]:
        """Records whose columns equal the given values, in the order they were recorded."""
        from dirigo_tui.domain.records import field_names, from_plain, plain_value

        if equal.keys() == {_owner(kind)} and (kind, equal[_owner(kind)]) in self._ahead:
            return list(self._ahead[kind, equal[_owner(kind)]])
        names = field_names(kind)
        unknown = equal.keys() - set(names)
        if unknown:
            raise ValueError(f"{kind.table} has no column {sorted(unknown)}")
        where = " AND ".join(f'"{name}" IS :{name}' for name in equal) or "1"
        sql = f"SELECT {_quoted(names)} FROM {kind.table} WHERE {where} ORDER BY rowid"  # noqa: S608
        values = {name: plain_value(value) for name, value in equal.items()}
        return [from_plain(kind, row) for row in self._all(sql, values)]

    def read_ahead(self, participant_id: str, *kinds: type[Record]) -> None:
        """Read all of a person's records of some kinds in one statement."""
        from dirigo_tui.domain.records import field_names, from_plain

        every = " UNION ALL ".join(
            f"SELECT {place} AS kind, rowid AS number,"  # noqa: S608
            f" json_array({_quoted(field_names(kind))}) AS plain"
            f' FROM {kind.table} WHERE "{_owner(kind)}" = :id'
            for place, kind in enumerate(kinds)
        )
        self._ahead |= {(kind, participant_id): [] for kind in kinds}
        for row in self._all(f"{every} ORDER BY kind, number", {"id": participant_id}):
            kind = kinds[row["kind"]]
            plain = dict(zip(field_names(kind), json.loads(row["plain"]), strict=True))
            self._ahead[kind, participant_id].append(from_plain(kind, plain))

    def rows(self, statement: str, **values: object) -> list[dict[str, Any]]:
        """Rows of a named statement, as dictionaries keyed by column."""
        return self._all(statements.named(statement), values)

    def history(self, participant_id: str) -> list[JournalEntry]:
        """What has been done to a participant's file, latest first."""
        return [entry(row) for row in self.rows("journal_of", participant_id=participant_id)]

    def setting(self, name: str) -> str:
        """A setting kept in the database, or ""."""
        found = self.rows("setting", name=name)
        return str(found[0]["value"]) if found else ""


def entry(row: Mapping[str, Any]) -> JournalEntry:
    """A journal entry from its row."""
    from dirigo_tui.domain.records import JournalEntry

    return JournalEntry(
        number=row["number"],
        at=datetime.fromisoformat(row["at"]),
        actor=row["actor"],
        participant_id=row["participant_id"],
        action=row["action"],
        params=json.loads(row["params"]),
        undone=row["undone"] is not None,
    )
