"""One use case, one transaction: writing records, and what has to follow from every write.

What follows is done here and nowhere else, so that no use case can forget it: the journal entry
that undo and history live on, the line of the access log, and the caseload rows of the people the
change touches.
"""

from __future__ import annotations

import json
import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from typing import Any, TypeVar, cast

from sqlalchemy import Connection, Table, bindparam
from sqlalchemy.exc import IntegrityError

from dirigo_tui.domain.access_log import access_of, without_names
from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.records import (
    JournalEntry,
    OwnedRecord,
    Participant,
    Plain,
    Record,
    field_names,
    from_plain,
    to_plain,
)
from dirigo_tui.domain.vocabulary import Access, Action
from dirigo_tui.store import caseload, statements
from dirigo_tui.store.access_log import Noted, append, head_of
from dirigo_tui.store.reader import SqlReader, entry
from dirigo_tui.store.schema import HEAD
from dirigo_tui.store.tables import METADATA, RECORD_TABLES
from dirigo_tui.store.tables import journal as journal_table

R = TypeVar("R", bound=Record)

Image = dict[str, Plain]
Change = tuple[str, Image | None, Image | None]

_KIND_OF_TABLE = {table.name: kind for kind, table in RECORD_TABLES.items()}


def _participant_of(record: Record) -> str:
    return record.participant_id if isinstance(record, OwnedRecord) else record.id


def _same_content(one: Image, other: Image) -> bool:
    """Whether two images differ in nothing but the version they count."""
    return {**one, "version": 0} == {**other, "version": 0}


@contextmanager
def _bounds(table: str) -> Iterator[None]:
    """What the table's own bounds refuse is refused like anything else a rule says no to."""
    try:
        yield
    except IntegrityError:
        raise Refused("row_refused", table=table) from None


def _prefixed(image: Image) -> Image:
    """A row to be written, told apart by its names from the one that is looked for."""
    return {f"new_{name}": value for name, value in image.items()}


class SqlUnitOfWork(SqlReader):
    """Fulfils :class:`dirigo_tui.services.ports.UnitOfWork`.

    Args:
        connection: a SQLAlchemy connection inside an immediate transaction.
        raw: the driver's connection below it.
        today: the day it is for rules.
        now: UTC, what ``recorded_at`` gets.
    """

    def __init__(self, connection: Connection, raw: Any, today: date, now: datetime) -> None:
        super().__init__(raw, today)
        self._sql = connection
        # As exact as it is stored: what a use case returns equals what is read back.
        self.now = now.replace(microsecond=now.microsecond // 1000 * 1000)
        self._head = head_of(raw)
        self.actor = self._head.actor
        self._accesses: list[Noted] = []
        self._changes: list[Change] = []
        self._touched: set[str] = set()
        self._happened: tuple[Action, str | None, dict[str, Plain]] | None = None

    def read_ahead(self, participant_id: str, *kinds: type[Record]) -> None:
        """Nothing: what is read is to be what has just been written."""

    def new_id(self) -> str:
        """A fresh record id."""
        return uuid.uuid4().hex

    def add(self, record: R) -> R:
        """Insert a record. Raises ``Refused("row_refused")``."""
        self.add_all([record])
        return record

    def add_all(self, records: Sequence[Record]) -> None:
        """Insert records of one table. Raises ``Refused("row_refused")``."""
        if records:
            with _bounds(records[0].table):
                self._insert(records)
        self._changes += [(record.table, None, to_plain(record)) for record in records]

    def change(self, record: R, **fields: Any) -> R:
        """Write the given fields of a record just read.

        Raises ``Refused``: ``changed_elsewhere``, ``row_refused``.
        """
        changed = replace(record, **fields)
        if changed == record:
            return record
        changed = replace(changed, version=max(changed.version, record.version + 1))
        with _bounds(record.table):
            self._overwrite(to_plain(changed), RECORD_TABLES[type(record)], record.version)
        self._touched.add(_participant_of(record))
        self._changes.append((record.table, to_plain(record), to_plain(changed)))
        return changed

    def remove(self, record: Record) -> None:
        """Delete a record and what the database deletes with it."""
        table = RECORD_TABLES[type(record)]
        self._delete(table, record.id, record.version)
        self._touched.add(_participant_of(record))
        self._changes.append((record.table, to_plain(record), None))

    def add_many(self, records: Iterable[Record]) -> None:
        """Insert many records, one statement a table, outside the journal."""
        self._insert(list(records))

    def replace_many(self, records: Iterable[Record]) -> None:
        """Write whole records over those with the same id, outside the journal."""
        for kind, group in self._by_kind(records).items():
            table = RECORD_TABLES[kind]
            columns: dict[str, Any] = {n: bindparam(f"new_{n}") for n in field_names(kind)}
            rows: list[dict[str, Plain]] = [
                {"row_id": record.id, **_prefixed(to_plain(record))} for record in group
            ]
            statement = table.update().where(table.c.id == bindparam("row_id")).values(columns)
            self._sql.execute(statement, rows)

    def happened(self, action: Action, participant_id: str | None, **params: Plain) -> None:
        """Name what this use case did; it becomes one step of undo."""
        if self._happened is not None:
            raise ValueError("a use case happens once")
        self._happened = (action, participant_id, params)

    def accessed(self, access: Access, participant_id: str | None, reason: str = "") -> None:
        """Note in the access log what :meth:`happened` does not say, in this transaction."""
        if reason and participant_id is not None:
            person = self.get(Participant, participant_id)
            reason = without_names(reason, person.name, person.reference)
        self._accesses.append(Noted(self.now, access, participant_id, reason))

    def set_setting(self, name: str, value: str) -> None:
        """Write a setting kept in the database."""
        self.execute("setting_write", name=name, value=value)

    def execute(self, statement: str, **values: object) -> int:
        """Run a named writing statement; the rows it touched."""
        cursor = self._connection.execute(statements.named(statement), values)
        return cast(int, cursor.rowcount)

    def undo(self, participant_id: str | None) -> JournalEntry:
        """Take back the latest change. Raises ``Refused``: nothing_to_undo, changed_elsewhere."""
        row = self._step("journal_to_undo", participant_id, "nothing_to_undo")
        for table, before, after in reversed(json.loads(row["changes"])):
            self._restore(table, expected=after, wanted=before)
        self.execute("journal_undone", number=row["number"])
        self.accessed(Access.CHANGED, row["participant_id"])
        return entry(row)

    def redo(self, participant_id: str | None) -> JournalEntry:
        """Do again what was undone last. Raises ``Refused``: nothing_to_redo, changed_elsewhere."""
        row = self._step("journal_to_redo", participant_id, "nothing_to_redo")
        for table, before, after in json.loads(row["changes"]):
            self._restore(table, expected=before, wanted=after)
        self.execute("journal_redone", number=row["number"])
        self.accessed(Access.CHANGED, row["participant_id"])
        return entry(row)

    def finish(self) -> None:
        """Write what follows from the use case; called just before the commit."""
        if self._happened is not None:
            action, participant_id, params = self._happened
            values = {
                "at": self.now.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
                "actor": self.actor,
                "participant_id": participant_id,
                "action": action.value,
                "params": json.dumps(params, ensure_ascii=False),
                "changes": json.dumps(self._changes, ensure_ascii=False),
                "schema_revision": HEAD,
            }
            self._sql.execute(journal_table.insert(), values)
            access = access_of(action)
            # A change has its reasons in the file itself; of a reading the log has to know why.
            reason = "" if access is Access.CHANGED else str(params.get("reason") or "")
            self.accessed(access, participant_id, reason)
        elif self._changes:
            raise ValueError("a use case that changes records says what happened")
        if self._accesses:
            append(self._connection, self._head, self._accesses)
        if self._touched:
            years = int(self._head.retention_years or 5)
            caseload.refresh(self, self._sql, sorted(self._touched), years)

    def _step(self, statement: str, participant_id: str | None, refusal: str) -> dict[str, Any]:
        found = self.rows(statement, participant_id=participant_id, revision=HEAD)
        if not found:
            raise Refused(refusal)
        return found[0]

    def _restore(self, table_name: str, *, expected: Image | None, wanted: Image | None) -> None:
        """Bring one row from the image it should have to the image it had."""
        kind = _KIND_OF_TABLE[table_name]
        table = METADATA.tables[table_name]
        image = wanted or expected
        if image is None:
            raise ValueError("a change has at least one image")
        found = self.find(kind, id=image["id"])
        current = to_plain(found[0]) if found else None
        if (current is None) != (expected is None) or (
            current is not None and expected is not None and not _same_content(current, expected)
        ):
            raise Refused("changed_elsewhere")
        self._touched.add(_participant_of(from_plain(kind, image)))
        if wanted is None:
            self._delete(table, cast(str, image["id"]), cast(int, (current or image)["version"]))
        elif current is None:
            self._sql.execute(table.insert(), wanted)
        else:
            version = cast(int, current["version"])
            self._overwrite({**wanted, "version": version + 1}, table, version)

    def _overwrite(self, image: Image, table: Table, version: int) -> None:
        statement = table.update().where(table.c.id == image["id"], table.c.version == version)
        if self._sql.execute(statement.values(image)).rowcount != 1:
            raise Refused("changed_elsewhere")

    def _delete(self, table: Table, id: str, version: int) -> None:
        statement = table.delete().where(table.c.id == id, table.c.version == version)
        try:
            deleted = self._sql.execute(statement).rowcount
        except IntegrityError:
            raise Refused("row_in_use", table=table.name) from None
        if deleted != 1:
            raise Refused("changed_elsewhere")

    def _by_kind(self, records: Iterable[Record]) -> dict[type[Record], list[Record]]:
        groups: dict[type[Record], list[Record]] = defaultdict(list)
        for record in records:
            groups[type(record)].append(record)
            self._touched.add(_participant_of(record))
        parents_first = [kind for kind in RECORD_TABLES if kind in groups]
        return {kind: groups[kind] for kind in parents_first}

    def _insert(self, records: Sequence[Record]) -> None:
        for kind, group in self._by_kind(records).items():
            rows = [to_plain(record) for record in group]
            self._sql.execute(RECORD_TABLES[kind].insert(), rows)
