"""Desks of one organisation, real and encrypted, that know of each other by file only."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path
from typing import Any

from desks import DirectDesk, open_desk

from dirigo_tui.domain.records import Record
from dirigo_tui.domain.vocabulary import EnvelopeFormat
from dirigo_tui.exports import age_container, envelope
from dirigo_tui.services.cohort_files import ExportCohort, export_cohort
from dirigo_tui.services.handover import Receive, ReceiveReport, receive
from dirigo_tui.services.opening import Opening
from dirigo_tui.services.organisation_key import export_key, import_key

IDENTITY, RECIPIENT = age_container.new_identity()
TODAY = date(2015, 1, 1)

_numbers = count()


class Organisation:
    """Desks with one key; each is told the others' people by file only."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.desks: list[DirectDesk] = []

    def __enter__(self) -> Organisation:
        return self

    def __exit__(self, *_exception: object) -> None:
        for desk in self.desks:
            desk.close()

    def desk(self, *files: Iterable[Record], named: str = "") -> DirectDesk:
        """A desk with these people, and the organisation's key."""
        desk = self.without_key(*files, named=named)
        key = self._folder / f"{next(_numbers)}.key.age"
        first = self.desks[0]
        export_key(first, key, [RECIPIENT])
        if desk is not first:
            import_key(desk, Opening(path=key, identities=[IDENTITY]))
        return desk

    def without_key(self, *files: Iterable[Record], named: str = "") -> DirectDesk:
        """A desk with these people."""
        desk = open_desk(self._folder, TODAY)
        self.desks.append(desk)
        desk.write(lambda unit: unit.set_setting("desk", named))
        fill(desk, *files)
        return desk


def fill(desk: DirectDesk, *files: Iterable[Record]) -> None:
    """Put these people in place of those who are there, and forget what others have told."""

    def use_case(unit: Any) -> None:
        for table in ("participant", "cohort_file"):
            unit._connection.execute(f"DELETE FROM {table}")
        unit.add_many([record for file in files for record in file])

    desk.write(use_case)


def export(desk: DirectDesk, **fields: Any) -> Path:
    path = desk.home / f"{next(_numbers)}.age"
    export_cohort(desk, ExportCohort(path=path, recipients=[RECIPIENT], **fields))
    return path


def take_in(desk: DirectDesk, path: Path, **fields: Any) -> ReceiveReport:
    return receive(desk, Receive(path=path, identities=[IDENTITY], **fields))


def opened(path: Path) -> dict[str, Any]:
    document = age_container.AgeContainers().open(path.read_bytes(), identities=[IDENTITY])
    return dict(json.loads(document))


def outcome(report: ReceiveReport) -> tuple[int, int, int]:
    return report.new, report.updated, report.unchanged


def stored(desk: DirectDesk) -> list[Any]:
    connection = desk.database._connection
    tables = ("cohort_file", "received", "journal", "setting", "participant")
    return [connection.execute(f"SELECT * FROM {table}").fetchall() for table in tables]


def sealed(
    desk: DirectDesk,
    payload: Any,
    format: EnvelopeFormat = EnvelopeFormat.COHORT,
    created: datetime | None = None,
) -> Path:
    document = envelope.wrap(
        format,
        payload,
        practice=False,
        created=created or datetime.now(UTC),
        from_desk="Järfälla",
        counts={},
    )
    path = desk.home / f"{next(_numbers)}.age"
    path.write_bytes(desk.containers.seal(document, recipients=[RECIPIENT]))
    return path
