"""The open database: its one thread, its one connection, its transactions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from dirigo_tui.domain.errors import Refused
from dirigo_tui.services.ports import Health
from dirigo_tui.store.access_log import AccessLog, guard
from dirigo_tui.store.connection import check_integrity, connect, translate
from dirigo_tui.store.reader import SqlReader
from dirigo_tui.store.schema import bring_to_head, is_older, revision

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlcipher3 import dbapi2

    from dirigo_tui.domain.access_log import Anchor
    from dirigo_tui.services.ports import LogCheck
    from dirigo_tui.store.log_files import AnchorFile

T = TypeVar("T")
P = ParamSpec("P")


def open_database(
    path: Path,
    key: bytes,
    today: Callable[[], date],
    *,
    create: bool = False,
    before_upgrade: Callable[[], None] = lambda: None,
) -> Database:
    """Open the file and bring its schema to the one this program knows.

    Args:
        path: of the database file.
        key: 32 bytes.
        today: gives the day it is for rules.
        create: make the file, which must not be there yet.
        before_upgrade: called before a file with an older schema is replaced by an upgraded copy;
            may refuse.

    Raises:
        Refused: what :func:`dirigo_tui.store.connection.connect` raises, ``schema_newer``, and what
            ``before_upgrade`` and :func:`dirigo_tui.store.upgrade.upgrade` raise.
    """
    connection = connect(path, key, create=create)
    try:
        if create:
            bring_to_head(connection)
        elif is_older(connection):
            # Not on the file itself, and not while we have it open.
            connection.close()
            before_upgrade()
            connection = _upgraded(path, key)
    except BaseException as error:
        connection.close()
        raise translate(error) or error from None
    return Database(connection, today)


def _upgraded(path: Path, key: bytes) -> dbapi2.Connection:
    from dirigo_tui.store.upgrade import upgrade

    upgrade(path, key)
    return connect(path, key)


class Database:
    """Transactions on one keyed connection. Every method runs on the database thread.

    Args:
        connection: an open ``sqlcipher3`` connection at the current schema.
        today: gives the day it is for rules.
    """

    def __init__(self, connection: Any, today: Callable[[], date]) -> None:
        self._connection = connection
        self._today = today
        guard(connection)
        self.access_log = AccessLog(connection)

    @cached_property
    def _engine(self) -> Engine:
        from dirigo_tui.store.sql import engine_on

        return engine_on(self._connection)

    def warm_up(self) -> None:
        """Import what the first write needs, while nobody waits for it."""
        from dirigo_tui.store import unit_of_work  # noqa: F401

        self._engine  # noqa: B018

    def read(
        self,
        use_case: Callable[Concatenate[Any, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """Run ``use_case(reader, ...)`` against one consistent state."""
        try:
            self._connection.execute("BEGIN")
            try:
                reader = SqlReader(self._connection, self._today())
                return use_case(reader, *args, **kwargs)
            finally:
                # Some errors of the disk make SQLite roll back by itself.
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
        except Exception as error:
            raise translate(error) or error from None

    def write(
        self,
        use_case: Callable[Concatenate[Any, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """Run ``use_case(unit, ...)`` and commit; whatever it raises rolls everything back."""
        from dirigo_tui.store.unit_of_work import SqlUnitOfWork

        try:
            with self._engine.begin() as sql:
                unit = SqlUnitOfWork(sql, self._connection, self._today(), datetime.now(UTC))
                result = use_case(unit, *args, **kwargs)
                unit.finish()
                return result
        except Exception as error:
            raise translate(error) or error from None

    def write_access_log(self) -> None:
        """Write what was noted of reading; when that fails, it waits for the next time."""
        try:
            self.access_log.write()
        except Exception as error:
            raise translate(error) or error from None

    def forget_deleted(self) -> None:
        """Write every page anew: what has been deleted is then in none of them."""
        try:
            self._connection.execute("VACUUM")
            busy = self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        except Exception as error:
            raise translate(error) or error from None
        if busy:
            raise Refused("database_busy")

    def check_access_log(self, anchors: Mapping[str, Anchor]) -> LogCheck:
        """Check every entry, and against what is known of the log from elsewhere."""
        try:
            return self.access_log.check(anchors)
        except Exception as error:
            raise translate(error) or error from None

    def settle_access_log(self, file: AnchorFile) -> None:
        """Write what was noted, and keep outside what the log has come to.

        An anchor that the log no longer holds to stays: it is the one trace of what was done to it.
        """
        self.write_access_log()
        kept = file.read()
        if kept is None or self.access_log.holds(kept):
            anchor = self.access_log.anchor()
            if anchor != kept:
                file.write(anchor)

    def check(self) -> Health:
        """Check every page and reference. Raises ``Refused("database_damaged")``."""
        check_integrity(self._connection)
        value = self._connection.execute
        return Health(
            schema=revision(self._connection),
            cipher=value("PRAGMA cipher_version").fetchone()[0],
            participants=value("SELECT count(*) FROM participant").fetchone()[0],
        )

    def close(self) -> None:
        """Fold the write-ahead log into the file and close."""
        try:
            self._connection.execute("PRAGMA optimize")
        except Exception as error:
            # Statistics for the planner: not worth a word, and a damaged file has told of itself.
            if translate(error) is None:
                raise
        finally:
            self._connection.close()
