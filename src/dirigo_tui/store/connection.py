"""Opening the encrypted database file, and its errors as refusals.

SQLCipher 4 with its own defaults and a raw 256-bit key, so that other implementations open the file
too.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path
from shutil import disk_usage
from typing import Any

from sqlcipher3 import dbapi2

from dirigo_tui.domain.errors import Refused
from dirigo_tui.store.key_file import KEY_LENGTH

PAGE_BYTES = 4096
BUSY_TIMEOUT_MS = 5000
CACHE_KIB = 64 * 1024

_ALWAYS = (
    "foreign_keys=ON",
    f"busy_timeout={BUSY_TIMEOUT_MS}",
    # Sorting must not leave plain text in the system's temporary folder.
    "temp_store=MEMORY",
    f"cache_size=-{CACHE_KIB}",
    # Against a file made by a forger: cells that lie about their size, schemas that call functions.
    "cell_size_check=ON",
    "trusted_schema=OFF",
)
_WRITING = (
    "journal_mode=WAL",
    # NORMAL loses acknowledged commits in a power cut.
    "synchronous=FULL",
    "secure_delete=ON",
)

_CODES = {
    dbapi2.SQLITE_BUSY: "database_busy",
    dbapi2.SQLITE_LOCKED: "database_busy",
    dbapi2.SQLITE_READONLY: "read_only",
    dbapi2.SQLITE_PERM: "read_only",
    dbapi2.SQLITE_FULL: "disk_full",
    dbapi2.SQLITE_IOERR: "disk_failed",
    dbapi2.SQLITE_CANTOPEN: "database_unreachable",
    dbapi2.SQLITE_CORRUPT: "database_damaged",
    dbapi2.SQLITE_NOTADB: "database_damaged",
}

_ROOM_TO_SHARE = 64 * 1024
"""Bytes: the file that readers and writer share begins with 32 KiB, at the first read already."""


def connect(
    path: Path, key: bytes, *, create: bool = False, read_only: bool = False
) -> dbapi2.Connection:
    """Open the database; the connection belongs to the thread that opened it.

    SQLCipher cannot tell a wrong key from a damaged first page. The key comes out of a key file
    that has vouched for it, so here it is the database that is damaged, or another key file's.

    Args:
        path: the database file.
        key: the database key, 32 bytes.
        create: make a new database (0600) where there must be none.
        read_only: for a file that is not to change, such as a backup.

    Raises:
        ValueError: the key is not 32 bytes; SQLCipher would take it for a passphrase.
        Refused: ``file_exists``, ``database_missing``, ``file_is_symlink``, ``file_not_regular``,
            ``database_damaged``, ``encryption_missing`` (the driver is a plain SQLite), and what
            :func:`translate` gives.
    """
    literal = _literal(key)
    if create:
        _create_empty(path)
    else:
        _check_existing(path)
    found = path.stat()
    try:
        connection = _open(path, literal, read_only=read_only)
    except BaseException:
        if create:
            path.unlink()
        raise
    if not os.path.samestat(found, path.stat()):
        # It was replaced while we waited for it (replacing.py): ours has no name any more.
        connection.close()
        raise Refused("database_busy")
    return connection


def rekey(connection: dbapi2.Connection, key: bytes) -> None:
    """Encrypt every page anew with another database key, 32 bytes."""
    connection.execute(f'PRAGMA rekey="{_literal(key)}"').fetchall()


def check_integrity(connection: dbapi2.Connection) -> None:
    """Check every page's authentication code, the structure, and the references between rows.

    The write-ahead log is folded into the file first: the page check reads the file alone. That is
    left out on a read-only connection, whose file must be one that nobody writes.

    Raises:
        Refused: ``database_damaged`` with ``check``, the check that failed; the connection is of no
            use after that. ``database_busy`` when another connection is reading.
    """
    try:
        busy = not _value(connection, "query_only") and _value(
            connection, "wal_checkpoint(TRUNCATE)"
        )
    except dbapi2.Error as error:
        raise _of_check("wal_checkpoint", error) from None
    if busy:
        raise Refused("database_busy")
    _check(connection, "cipher_integrity_check", [])
    _check(connection, "integrity_check", [("ok",)])
    _check(connection, "foreign_key_check", [])


def check_pages(connection: dbapi2.Connection) -> None:
    """Check the structure of a copy, and so the authentication code of every page in use.

    Takes a third of what :func:`check_integrity` takes, which reads the file once more and holds
    every index against its table; a copy has those as the original has them.

    Raises:
        Refused: ``database_damaged`` with ``check``; the connection is of no use after that.
    """
    _check(connection, "quick_check", [("ok",)])


def _check(connection: dbapi2.Connection, check: str, sound: list[tuple[str]]) -> None:
    try:
        found = connection.execute(f"PRAGMA {check}").fetchall()
    except dbapi2.Error as error:
        raise _of_check(check, error) from None
    if found != sound:
        raise Refused("database_damaged", check=check)


def _of_check(check: str, error: dbapi2.Error) -> Exception:
    refused = translate(error) or error
    if isinstance(refused, Refused):
        refused.params["check"] = check
    return refused


def translate(error: BaseException) -> Refused | None:
    """What a driver error, bare or inside SQLAlchemy's, means to a user.

    Returns:
        ``disk_full``, ``disk_failed``, ``read_only``, ``database_busy``, ``database_damaged`` or
        ``database_unreachable``; None when it is something else, for instance a constraint.
    """
    driver_error = getattr(error, "orig", error)
    if not isinstance(driver_error, dbapi2.Error):
        return None
    extended = getattr(driver_error, "sqlite_errorcode", None)
    code = None if extended is None else _CODES.get(extended & 0xFF)
    return None if code is None else Refused(code)


def out_of_room(path: Path) -> bool:
    """Whether a disk that failed is rather full: SQLite calls it a failure when there is no room
    for what it shares between readers and writer."""
    return disk_usage(path.parent).free < _ROOM_TO_SHARE


def _open(path: Path, key: str, *, read_only: bool) -> dbapi2.Connection:
    mode = "ro" if read_only else "rw"
    try:
        connection = dbapi2.connect(
            f"{path.absolute().as_uri()}?mode={mode}", uri=True, isolation_level=None
        )
        try:
            _prepare(connection, key, read_only=read_only)
        except BaseException:
            connection.close()
            raise
    except dbapi2.Error as error:
        refused = translate(error)
        if refused is not None and refused.code == "disk_failed" and out_of_room(path):
            refused = Refused("disk_full")
        raise refused or error from None
    return connection


def _prepare(connection: dbapi2.Connection, key: str, *, read_only: bool) -> None:
    # First of all: at a wrong key SQLCipher writes three lines over the screen.
    connection.execute("PRAGMA cipher_log_level=NONE")
    connection.execute(f'PRAGMA key="{key}"')
    if not _value(connection, "cipher_version") or _value(connection, "cipher_status") != "1":
        raise Refused("encryption_missing")
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    for pragma in (*_ALWAYS, *(("query_only=ON",) if read_only else _WRITING)):
        connection.execute(f"PRAGMA {pragma}").fetchall()


def _literal(key: bytes) -> str:
    if len(key) != KEY_LENGTH:
        raise ValueError(f"the database key has {KEY_LENGTH} bytes")
    return f"x'{key.hex()}'"


def _value(connection: dbapi2.Connection, pragma: str) -> Any:
    """The first value a pragma answers, or None: an unknown one answers nothing."""
    row = connection.execute(f"PRAGMA {pragma}").fetchone()
    return row and row[0]


def _create_empty(path: Path) -> None:
    # SQLite would create it readable to all; the log and shared memory take over this file's mode.
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
    try:
        os.close(os.open(path, flags, 0o600))
    except FileExistsError:
        raise Refused("file_exists") from None
    except OSError:
        raise Refused("database_unreachable") from None


def _check_existing(path: Path) -> None:
    try:
        status = path.lstat()
    except FileNotFoundError:
        raise Refused("database_missing") from None
    except OSError:
        raise Refused("database_unreachable") from None
    if stat.S_ISLNK(status.st_mode):
        raise Refused("file_is_symlink")
    if not stat.S_ISREG(status.st_mode):
        raise Refused("file_not_regular")
    if status.st_size < PAGE_BYTES:
        # SQLCipher takes an empty file for a new database and says nothing.
        raise Refused("database_damaged")
