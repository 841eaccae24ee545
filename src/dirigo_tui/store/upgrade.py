"""Upgrading the schema of a database that has been used: on a copy, which is checked first."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from dirigo_tui.domain.errors import Refused
from dirigo_tui.store.connection import check_integrity, connect
from dirigo_tui.store.replacing import discard, make_single_file, replacement
from dirigo_tui.store.schema import bring_to_head

if TYPE_CHECKING:
    from sqlcipher3 import dbapi2


def upgrade(path: Path, key: bytes) -> None:
    """Bring the schema of a database file to the one this program knows, or leave it as it is.

    The desk's lock must be held, and nobody may have the file open.

    Args:
        path: of the database file.
        key: 32 bytes.

    Raises:
        Refused: ``upgrade_not_verified`` with ``table`` when rows would be lost;
            ``database_damaged``; what :func:`dirigo_tui.store.replacing.replacement` raises.
    """
    aside = path.with_name(path.name + ".upgrading")
    discard(aside)  # of a process that was killed
    try:
        with (
            replacement(path, key, aside) as original,
            closing(connect(aside, key)) as copy,
        ):
            bring_to_head(copy)
            check_integrity(copy)
            _check_rows(_rows(original), _rows(copy))
            make_single_file(copy)
    finally:
        discard(aside)


def _check_rows(before: dict[str, int], after: dict[str, int]) -> None:
    """A table may go and rows may come, but no table that stays may hold fewer than before."""
    for table in before.keys() & after.keys():
        if after[table] < before[table]:
            raise Refused("upgrade_not_verified", table=table)


def _rows(connection: dbapi2.Connection) -> dict[str, int]:
    names = connection.execute(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
    ).fetchall()
    count = 'SELECT count(*) FROM "{}"'
    return {table: connection.execute(count.format(table)).fetchone()[0] for (table,) in names}
