"""Lists to import, written as text: one line a row, cells parted by ``|``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from dirigo_tui.services.list_import.check import check
from dirigo_tui.services.list_import.existing import Existing
from dirigo_tui.services.list_import.grid import Cell, SheetGrid
from dirigo_tui.services.list_import.report import CellError
from dirigo_tui.services.list_import.tables import read_tables

TODAY = date(2026, 11, 21)
FILE = "lista.xlsx"

HEADINGS = {
    "Deltagare": "Referens | Namn | Identitetsnummer | Identitetstyp | Födelsedatum | Kön"
    " | Målgrupp | Verksamhetsort | Kommun | Handläggare | Sjukskriven sedan | Saknar SGI"
    " | Start | Slut | Avslutsorsak | Skyddad identitet",
    "Plan": "Referens | Mål | Bekräftad av deltagare | Bekräftad av handläggare"
    " | Nästa uppföljning",
    "Aktiviteter": "Referens | Aktivitet | Typ | Tidpunkt | Medverkande | Ansvarig | Status"
    " | Uppföljning",
    "Skattningar": "Referens | Datum | Mall | Fråga | Svar | Sätt | Vem",
    "Status": "Referens | Axel | Värde | Omfattning | Från | Till | Källa",
}


def cells(line: str) -> list[Cell]:
    return [cell.strip() or None for cell in line.split("|")]


def grid(name: str, *rows: str | list[Cell], heading: str | None = None) -> SheetGrid:
    """A sheet with its usual headings in row 1; a row is a line, or a list of cells of any kind."""
    header = cells(HEADINGS[name] if heading is None else heading)
    body = [cells(row) if isinstance(row, str) else row for row in rows]
    return SheetGrid(name, list(enumerate([header, *body], 1)))


def people(*rows: str | list[Cell], columns: str = "Referens") -> SheetGrid:
    """The sheet Deltagare with only these columns."""
    return grid("Deltagare", *rows, heading=columns)


ANNA = people("A1")
"""One participant, for sheets that need somebody to be about."""


def nothing() -> Existing:
    """A desk with nobody."""
    return Existing({}, *(defaultdict(list) for _ in range(6)))


def errors(*grids: SheetGrid, existing: Existing | None = None) -> list[CellError]:
    """What is wrong with a file, sheet by sheet."""
    tables, found = read_tables(grids, FILE, TODAY)
    check(tables, existing or nothing(), TODAY)
    return found + [error for table in tables.values() for error in table.errors()]


def faults(*grids: SheetGrid, existing: Existing | None = None) -> list[tuple[Any, ...]]:
    """The same, short: row, column and code of what was expected."""
    return [(e.row, e.column, e.expected) for e in errors(*grids, existing=existing)]


def words(found: Iterable[CellError]) -> list[str]:
    return [error.expected for error in found]
