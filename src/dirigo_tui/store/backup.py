"""Backing up the database beside whoever writes to it, and holding the copy to the original."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from dirigo_tui.domain.access_log import Anchor
from dirigo_tui.domain.errors import Refused
from dirigo_tui.safe_files import as_refused, written_aside
from dirigo_tui.services.ports import Backup
from dirigo_tui.services.progress import Progress, Stage, unheard
from dirigo_tui.store import backup_file, key_file
from dirigo_tui.store.access_log import FIRST_WITH_LOG, AccessLog
from dirigo_tui.store.connection import check_pages, connect, out_of_room, translate
from dirigo_tui.store.schema import revision

if TYPE_CHECKING:
    from sqlcipher3 import dbapi2


_TOLD_EVERY: Final = 1_000
"""Rows between two tellings of how many have been read."""


def back_up(
    database: Path, keys: Path, key: bytes, target: Path, progress: Progress = unheard
) -> Backup:
    """Write a backup file, whole or not at all, that has been opened and compared.

    It is one consistent state, whatever is written meanwhile, and only reads.

    Args:
        database: the database file.
        keys: its key file.
        key: the database key, 32 bytes.
        target: the file to write; refused when there is one.

    Raises:
        Refused: ``backup_not_verified`` when the copy does not say what the original says;
            ``database_damaged``, ``disk_full`` and what else
            :func:`dirigo_tui.store.connection.connect` raises; ``key_file_damaged`` and its like;
            what :func:`dirigo_tui.safe_files.written_aside` and ``progress`` raise.
    """
    with written_aside(target) as aside, as_refused():
        key_bytes, practice = _key_file_of(keys, key)
        with tempfile.TemporaryDirectory(prefix=".", suffix=".part", dir=target.parent) as folder:
            copy = Path(folder) / backup_file.DATABASE
            original = _copy(database, key, copy, progress, practice=practice)
            # What is hashed is the copy: to hash the original too would take as long again, and
            # what a page says is held to by its authentication code.
            found = content_of_file(copy, key, original, progress)
            if replace(found, sha256="") != original:
                raise Refused("backup_not_verified")
            progress(Stage.PACK, 0, 0)
            backup_file.pack(aside, found, copy, key_bytes)
    return found


def verified(source: Path, key: bytes) -> Backup:
    """What a backup file holds, after it has been unpacked, opened and compared.

    Raises:
        Refused: ``backup_damaged`` and what else
            :func:`dirigo_tui.store.backup_file.read_manifest` raises; ``disk_full`` and its like.
    """
    manifest = backup_file.read_manifest(source)
    with (
        as_refused(),
        tempfile.TemporaryDirectory(prefix=".", suffix=".part", dir=source.parent) as folder,
    ):
        copy = Path(folder) / backup_file.DATABASE
        backup_file.unpack(source, manifest, copy, Path(folder) / backup_file.KEY_FILE)
        return check_copy(copy, key, manifest.backup)


def check_copy(copy: Path, key: bytes, said: Backup, progress: Progress = unheard) -> Backup:
    """What is said of a copy, if it opens, is whole and holds that; else ``backup_damaged``."""
    try:
        found = content_of_file(copy, key, said, progress)
    except Refused as refused:
        if refused.code != "database_damaged":
            raise
        raise Refused("backup_damaged") from None
    if found != said:
        raise Refused("backup_damaged")
    return said


def content_of_file(path: Path, key: bytes, backup: Backup, progress: Progress = unheard) -> Backup:
    """The backup with schema, counts and hash as a database file that nobody writes has them.

    Raises:
        Refused: ``database_damaged`` and what else
            :func:`dirigo_tui.store.connection.connect` and ``progress`` raise.
    """
    with closing(connect(path, key, read_only=True)) as connection:
        check_pages(connection)
        try:
            counts, sha256 = content(connection, partial(progress, Stage.VERIFY), with_log=False)
            return replace(
                backup,
                schema=revision(connection),
                counts=counts,
                sha256=sha256,
                log=_log(connection),
            )
        except Exception as error:
            raise translate(error) or error from None


def _copy(database: Path, key: bytes, copy: Path, progress: Progress, *, practice: bool) -> Backup:
    """Copy the database as it is in one moment; what the original says then, without a hash."""
    try:
        with (
            closing(connect(database, key, read_only=True)) as source,
            closing(connect(copy, key, create=True)) as target,
        ):
            # Nothing else knows this file yet, and when it is whole it is flushed as a backup.
            target.execute("PRAGMA journal_mode=OFF").fetchall()
            target.execute("PRAGMA synchronous=OFF")
            source.execute("BEGIN")
            backup = Backup(
                created=datetime.now(UTC).replace(microsecond=0),
                practice=practice,
                schema=revision(source),
                counts=_counts(source, with_log=False),
                sha256="",
                log=_log(source),
            )
            progress(Stage.COPY, 0, 0)
            copy_pages(source, target)
            source.execute("ROLLBACK")
            # Without a write-ahead log it is one file that opens read-only.
            target.execute("PRAGMA journal_mode=DELETE").fetchall()
    except Exception as error:
        refused = translate(error)
        if refused is not None and refused.code == "disk_failed" and out_of_room(copy):
            refused = Refused("disk_full")
        raise refused or error from None
    return backup


def copy_pages(source: dbapi2.Connection, target: dbapi2.Connection) -> None:
    """Copy a database over another. Raises ``Refused``: ``disk_full``, ``disk_failed``."""
    from sqlcipher3 import dbapi2

    try:
        source.backup(target, pages=-1)
    except dbapi2.Error as error:
        # Here alone the driver gives no code with its errors.
        full = str(error) == "database or disk is full" or out_of_room(_file_of(target))
        raise Refused("disk_full" if full else "disk_failed") from None


def _file_of(connection: dbapi2.Connection) -> Path:
    return Path(connection.execute("PRAGMA database_list").fetchone()[2])


def content(
    connection: dbapi2.Connection,
    told: Callable[[int, int], None] = lambda _done, _total: None,
    *,
    with_log: bool = True,
) -> tuple[dict[str, int], str]:
    """The number of rows of every table, and a hash over all of them (docs/formats.md).

    Not what can be made anew from the rest: the search index, and what SQLite keeps for itself.

    Args:
        told: how many of how many rows have been read, now and then; what it raises ends it.
        with_log: also of the access log, which grows with every look at the content.
    """
    counts = _counts(connection, with_log=with_log)
    done, total = 0, sum(counts.values())
    digest = hashlib.sha256()
    for table in counts:
        columns = ", ".join(
            f'"{row[1]}"' for row in connection.execute(f'PRAGMA table_info("{table}")')
        )
        digest.update(f"{table}({columns})\n".encode())
        # Two thirds of the time goes if SQLite writes the lines and not Python.
        lines = connection.execute(
            f'SELECT json_array({columns}) FROM "{table}" ORDER BY {columns}'  # noqa: S608
        )
        while some := lines.fetchmany(_TOLD_EVERY):
            told(done, total)
            digest.update("".join(f"{line}\n" for (line,) in some).encode())
            done += len(some)
    return counts, digest.hexdigest()


def _counts(connection: dbapi2.Connection, *, with_log: bool) -> dict[str, int]:
    """The number of rows of every table that holds content, by name."""
    tables = connection.execute(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
        " AND name NOT LIKE 'sqlite~_%' ESCAPE '~' AND name <> 'alembic_version' ORDER BY name"
    ).fetchall()
    return {
        table: connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]  # noqa: S608
        for (table,) in tables
        if with_log or table != "access_log"
    }


def _log(connection: dbapi2.Connection) -> Anchor | None:
    """What the access log has come to; None for a backup of before there was one."""
    if revision(connection) < FIRST_WITH_LOG:
        return None
    return AccessLog(connection).anchor()


def _key_file_of(path: Path, key: bytes) -> tuple[bytes, bool]:
    """The bytes of the key file, which opens this very database, and whether it is for practice."""
    from dirigo_tui.store.key_slots import verify

    content = key_file.read_bytes(path)
    parsed = key_file.parse(content)
    verify(parsed, key)
    return content, parsed.practice
