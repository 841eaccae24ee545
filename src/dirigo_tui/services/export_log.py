"""The log of files about everybody that have left the desk, and what it forbids (DOMAIN.md §9.7).

A summary is safe by itself, and two together need not be: the same table with one person more tells
what came with that person. So each file is held against every earlier one, whatever day, sites and
desks it is about, since the same count stands in the same cell of all of them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from typing import Final

from dirigo_tui.domain.dates import today_in_sweden
from dirigo_tui.domain.disclosure import differ_by_few
from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.records import plain_value
from dirigo_tui.services.ports import Reader, UnitOfWork

COHORT: Final = "cohort"
"""The ``form`` of a file of de-identified rows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutgoingFile:
    """A file about everybody.

    Attributes:
        form: :data:`COHORT`, or what a summary is written as.
        recipients: how many can open it; 0 when anybody can.
        fingerprint: of the figures; of a cohort file, the hash of its payload.
        as_of: the cut-off; None for a cohort file, which has none.
        by_site, all_desks: what was asked for.
        threshold: smaller counts are hidden in it.
        cells: the counts a reader of it has, by what is counted and where; a cohort file has rows
            and no counts.
    """

    form: str
    recipients: int
    fingerprint: str
    as_of: date | None = None
    by_site: bool = False
    all_desks: bool = False
    threshold: int = 0
    cells: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LoggedFile:
    """One that has left.

    Attributes:
        at: UTC.
        actor: the caseworker at the desk.
    """

    at: datetime
    actor: str
    file: OutgoingFile


def files_that_left(reader: Reader) -> list[LoggedFile]:
    """What has left the desk, the latest first."""
    return [
        LoggedFile(
            at=datetime.fromisoformat(row["at"]),
            actor=row["actor"],
            file=OutgoingFile(
                form=row["form"],
                recipients=row["recipients"],
                fingerprint=row["fingerprint"],
                as_of=date.fromisoformat(row["as_of"]) if row["as_of"] else None,
                by_site=bool(row["by_site"]),
                all_desks=bool(row["all_desks"]),
                threshold=row["threshold"],
                cells=json.loads(row["cells"]),
            ),
        )
        for row in reader.rows("export_log")
    ]


def refuse_difference(reader: Reader, file: OutgoingFile) -> None:
    """Hold a file against all that have left. The same figures may leave any number of times.

    Raises:
        Refused: ``summary_differs_by_few`` (on, as_of, fingerprint, few) about the latest earlier
            file that differs in some count by fewer people than may show.
    """
    for earlier in files_that_left(reader):
        few = max(file.threshold, earlier.file.threshold)
        if differ_by_few(earlier.file.cells, file.cells, few):
            raise Refused(
                "summary_differs_by_few",
                on=today_in_sweden(earlier.at),
                as_of=earlier.file.as_of,
                fingerprint=earlier.file.fingerprint,
                few=few,
            )


def note_file(unit: UnitOfWork, file: OutgoingFile) -> None:
    """Note that a file leaves. Raises as :func:`refuse_difference`, and notes nothing then."""
    refuse_difference(unit, file)
    values = {each.name: getattr(file, each.name) for each in fields(file)}
    cells = json.dumps(values.pop("cells"), ensure_ascii=False)
    plain = {name: plain_value(value) for name, value in values.items()}
    unit.execute(
        "export_log_write", at=plain_value(unit.now), actor=unit.actor, cells=cells, **plain
    )
