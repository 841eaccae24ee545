"""Writing and reading the access log: entries wait here until nobody waits for them.

What is read is noted at once in memory and written right after by the database thread, so that no
page is drawn later for it; what is changed is noted in the transaction of the change.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from dirigo_tui.store import statements

if TYPE_CHECKING:
    from dirigo_tui.domain.access_log import Anchor, Entry
    from dirigo_tui.services.ports import LogCheck

FIRST_WITH_LOG = "0002"
"""The first schema that has a log."""


class Noted(NamedTuple):
    """What is to become an entry; the fields are those of ``domain.access_log.Entry``."""

    at: datetime
    action: str
    participant_id: str | None = None
    reason: str = ""


class Head(NamedTuple):
    """What every transaction that writes begins by reading, in one statement.

    Attributes:
        actor: the caseworker at this desk.
        retention_years: the setting, "" when there is none.
        number, link: of the log's last entry.
    """

    actor: str
    retention_years: str
    number: int
    link: str


def head_of(connection: Any) -> Head:
    """How the desk and its log stand, inside a transaction."""
    return Head(*connection.execute(statements.named("head")).fetchone())


def append(connection: Any, head: Head, noted: Sequence[Noted]) -> None:
    """Write entries behind the head just read, inside the same transaction."""
    from dirigo_tui.domain.access_log import link_of

    rows: list[tuple[object, ...]] = []
    number, link = head.number, head.link
    for at, action, participant_id, reason in noted:
        number += 1
        moment = at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        entry = (number, moment, head.actor, participant_id, str(action), reason)
        link = link_of(link, entry)
        rows.append((*entry, link))
    connection.executemany(statements.named("access_log_append"), rows)


class AccessLog:
    """The log of an open database.

    :meth:`note` may be called from any thread, everything else is for the database thread.

    Args:
        connection: an open ``sqlcipher3`` connection.
    """

    def __init__(self, connection: Any) -> None:
        self._connection = connection
        self._waiting: list[Noted] = []

    def note(self, noted: Noted) -> None:
        """Let an entry wait to be written."""
        self._waiting.append(noted)

    @property
    def is_waiting(self) -> bool:
        """Whether anything is noted that is not written."""
        return bool(self._waiting)

    def write(self) -> None:
        """Write what waits, in a transaction of its own; when it fails, it all waits on."""
        noted = tuple(self._waiting)
        if not noted:
            return
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            append(self._connection, head_of(self._connection), noted)
            self._connection.execute("COMMIT")
        except BaseException:
            # On a full disk SQLite has rolled back by itself.
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise
        del self._waiting[: len(noted)]

    def check(self, anchors: Mapping[str, Anchor]) -> LogCheck:
        """Check every entry, and against what is known of the log from elsewhere."""
        from dirigo_tui.domain.access_log import first_break
        from dirigo_tui.services.ports import LogCheck

        self._connection.execute("BEGIN")
        try:
            broken = first_break(self._entries(), tuple(anchors.items()))
            return LogCheck(self.anchor(), anchors, broken)
        finally:
            self._connection.execute("ROLLBACK")

    def anchor(self) -> Anchor:
        """What the log has come to."""
        from dirigo_tui.domain.access_log import Anchor

        head = head_of(self._connection)
        return Anchor(head.number, head.link)

    def holds(self, anchor: Anchor) -> bool:
        """Whether the entry that was anchored is still what it was."""
        found = self._connection.execute(
            statements.named("access_log_link"), {"number": anchor.number}
        ).fetchone()
        return anchor.number == 0 or found == (anchor.link,)

    def _entries(self) -> Iterator[Entry]:
        from dirigo_tui.domain.access_log import Entry

        rows = self._connection.execute(statements.named("access_log_all"))
        return (Entry(*row) for row in rows)


def guard(connection: Any) -> None:
    """Let this connection add to the log and nothing else, whatever SQL it is given.

    The triggers of the table say the same to every program; this one cannot take them away either.
    """
    from sqlcipher3 import dbapi2

    changing = {dbapi2.SQLITE_UPDATE, dbapi2.SQLITE_DELETE, dbapi2.SQLITE_DROP_TABLE}
    dropping = {dbapi2.SQLITE_DROP_TRIGGER, dbapi2.SQLITE_ALTER_TABLE}

    def allow(
        code: int, first: str | None, second: str | None, _database: str | None, _by: str | None
    ) -> int:
        denied = (
            (code in changing and first == "access_log")
            or (code in dropping and second == "access_log")
            or (code == dbapi2.SQLITE_PRAGMA and first == "writable_schema")
        )
        return int(dbapi2.SQLITE_DENY if denied else dbapi2.SQLITE_OK)

    connection.set_authorizer(allow)
