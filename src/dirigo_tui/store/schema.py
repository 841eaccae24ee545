"""Which schema a database has, and bringing it to the one this program knows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from dirigo_tui.domain.errors import Refused

HEAD = "0002"
"""The newest revision in ``migrations/versions`` (a test compares)."""


def migrations_folder() -> Path:
    """Where the Alembic revisions are: inside the installed package, else in the checkout.

    Raises ``Refused("installation_incomplete")`` when they are in neither place.
    """
    package = Path(__file__).resolve().parent.parent
    for folder in (package / "migrations", package.parent.parent / "migrations"):
        if (folder / "env.py").is_file():
            return folder
    raise Refused("installation_incomplete", missing="migrations")


def revision(connection: Any) -> str:
    """The database's schema revision, or "" when it holds none.

    One plain SELECT, so that Alembic need not be imported to find that nothing is to be done.
    """
    tables = connection.execute(
        "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'alembic_version'"
    ).fetchall()
    if not tables:
        return ""
    return str(connection.execute("SELECT version_num FROM alembic_version").fetchone()[0])


def is_older(connection: Any) -> bool:
    """Whether the database has the schema of an older program.

    Raises ``Refused("schema_newer")`` when it is that of a newer one.
    """
    found = revision(connection)
    if found > HEAD:
        raise Refused("schema_newer", found=found, known=HEAD)
    return found < HEAD


def bring_to_head(connection: Any) -> None:
    """Create or upgrade the schema on an open connection, in one transaction.

    A migration that rebuilds a table would, with foreign keys on, delete every row that refers to
    it: they are off while it runs and checked before the commit.

    Raises ``Refused("schema_newer")`` when the database is from a newer program.
    """
    if not is_older(connection):
        return
    from alembic import command
    from alembic.config import Config

    from dirigo_tui.store.sql import engine_on

    config = Config()
    config.set_main_option("script_location", str(migrations_folder()).replace("%", "%%"))
    connection.execute("PRAGMA foreign_keys=OFF")
    try:
        with engine_on(connection).begin() as sql:
            config.attributes["connection"] = sql
            command.upgrade(config, "head")
            if connection.execute("PRAGMA foreign_key_check").fetchall():
                raise Refused("database_damaged")
    finally:
        connection.execute("PRAGMA foreign_keys=ON")
