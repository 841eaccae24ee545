"""A real desk on a real encrypted file, for the tests."""

from __future__ import annotations

import secrets
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from dirigo_tui.exports import papers
from dirigo_tui.store.access_log import Noted
from dirigo_tui.store.database import Database, open_database

TODAY = date(2026, 11, 21)


class DirectDesk:
    """A ``Desk`` without a thread of its own: use cases run where the test runs."""

    practice = False

    def __init__(
        self, database: Database, home: Path, containers: Any = None, envelopes: Any = None
    ) -> None:
        self.database = database
        self.home = home
        self.containers = containers
        self.envelopes = envelopes
        self.papers = papers
        self.read = database.read
        self.write = database.write
        self.close = database.close
        self.forget_deleted = database.forget_deleted

    def note_access(self, *noted: Any) -> None:
        self.database.access_log.note(Noted(datetime.now(UTC), *noted))
        self.database.write_access_log()

    async def aread(self, use_case: Any, *args: Any, **kwargs: Any) -> Any:
        return self.database.read(use_case, *args, **kwargs)

    async def awrite(self, use_case: Any, *args: Any, **kwargs: Any) -> Any:
        return self.database.write(use_case, *args, **kwargs)


def open_desk(folder: Path, today: date = TODAY) -> DirectDesk:
    """A fresh desk in the folder; the caseworker there is Anna Lind."""
    from dirigo_tui.exports import envelope
    from dirigo_tui.exports.age_container import AgeContainers
    from dirigo_tui.services.ratings import ensure_templates

    path = folder / f"{secrets.token_hex(4)}.db"
    database = open_database(path, secrets.token_bytes(32), lambda: today, create=True)
    database.write(lambda unit: unit.set_setting("caseworker", "Anna Lind"))
    database.write(ensure_templates)
    return DirectDesk(database, folder, AgeContainers(), envelope)
