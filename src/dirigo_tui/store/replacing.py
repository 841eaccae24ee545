"""Putting a changed copy of the database in its place: an upgraded one, or one with another key.

The file itself is never changed, so a kill at any moment leaves the old one or the new one, whole.
Whoever does it holds the desk's lock (``single_writer.py``); that only reads, and needs no lock, is
kept out here.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from dirigo_tui.safe_files import as_refused, take_place
from dirigo_tui.store.backup import copy_pages
from dirigo_tui.store.connection import connect, translate

if TYPE_CHECKING:
    from sqlcipher3 import dbapi2


@contextmanager
def replacement(path: Path, key: bytes, aside: Path) -> Iterator[dbapi2.Connection]:
    """Copy the database for the block to change and check, then put the copy in its place.

    The block gets the original, to compare with, and closes whatever it opens on the copy. While it
    runs nobody else can read or write the database; who tries is told that it is busy. When the
    block fails nothing has been replaced; what it leaves aside is the caller's to :func:`discard`.

    Args:
        path: the database file.
        key: its key, 32 bytes; to begin with that of the copy too.
        aside: where to put the copy; there must be none.

    Raises:
        Refused: ``database_busy`` when somebody else has it open, ``disk_full`` and what else
            :func:`dirigo_tui.store.connection.connect` raises.
    """
    try:
        with as_refused(), closing(connect(path, key)) as original:
            _keep_others_out(original)
            with closing(connect(aside, key, create=True)) as copy:
                copy_pages(original, copy)
            yield original
            take_place(aside, path)
    except Exception as error:
        raise translate(error) or error from None


def discard(aside: Path) -> None:
    """Remove a copy that is not to be put in place, and the files SQLite keeps beside it."""
    for suffix in ("", "-wal", "-shm", "-journal"):
        aside.with_name(aside.name + suffix).unlink(missing_ok=True)


def make_single_file(connection: dbapi2.Connection) -> None:
    """Fold the write-ahead log into the file and do without one until it is opened again."""
    connection.execute("PRAGMA journal_mode=DELETE").fetchall()


def _keep_others_out(connection: dbapi2.Connection) -> None:
    # Leaving the write-ahead log takes being alone, and in this mode the lock it takes is kept: an
    # old log can never meet a new file, and nobody is left writing to a file without a name.
    connection.execute("PRAGMA locking_mode=EXCLUSIVE").fetchall()
    make_single_file(connection)
