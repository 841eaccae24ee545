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


class SqlReader:
    """Fulfils :class:`dirigo_tui.services.ports.Reader` on an open connection.

    Args:
        connection: an open ``sqlcipher3`` connection inside a transaction.
        today: the day it is for rules.
    """

    def __init__(self, connection: Any, today: date) -> None:
        self._connection = connection
        self.today = today

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

        names = field_names(kind)
        unknown = equal.keys() - set(names)
        if unknown:
            raise ValueError(f"{kind.table} has no column {sorted(unknown)}")
        where = " AND ".join(f'"{name}" IS :{name}' for name in equal) or "1"
        sql = f"SELECT {_quoted(names)} FROM {kind.table} WHERE {where} ORDER BY rowid"  # noqa: S608
        values = {name: plain_value(value) for name, value in equal.items()}
        return [from_plain(kind, row) for row in self._all(sql, values)]

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
