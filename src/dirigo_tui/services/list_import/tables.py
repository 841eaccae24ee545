"""From grids to tables: which sheet is which, which column is which, and every cell read.

Nothing here looks beyond one cell; rows and sheets are checked against each other in :mod:`.check`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from dirigo_tui.domain.errors import Refused
from dirigo_tui.services.list_import import cells
from dirigo_tui.services.list_import.columns import (
    COLUMNS,
    Column,
    Sheet,
    column_called,
    heading,
    sheet_called,
)
from dirigo_tui.services.list_import.grid import Cell, Row, SheetGrid, column_letters
from dirigo_tui.services.list_import.report import CellError

SHOWN_LENGTH = 200
"""Characters of a wrong value that an error repeats."""

_TITLE_ROWS = 10
"""How far down the headings may stand below titles of one cell each."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row with what its cells mean.

    Attributes:
        number: as the spreadsheet counts.
        values: by column key; a blank cell, and one that could not be read, has none.
        wrong: keys of the cells that could not be read.
    """

    number: int
    values: Mapping[str, Any]
    wrong: frozenset[str]
    _cells: Sequence[Cell]

    def cell(self, position: int | None) -> Cell:
        """The cell in a column counted from 0, blank beyond the end."""
        if position is None or position >= len(self._cells):
            return None
        return self._cells[position]


@dataclass(slots=True)
class Table:
    """One sheet of the workbook as it was read.

    Attributes:
        name: as it stands in the file.
        positions: where each column stands, counted from 0.
        headings: the columns' names as they stand in the file.
    """

    file: str
    sheet: Sheet
    name: str
    positions: dict[str, int] = field(default_factory=dict)
    headings: dict[str, str] = field(default_factory=dict)
    rows: list[TableRow] = field(default_factory=list)
    _found: list[tuple[int, int, CellError]] = field(default_factory=list)

    def fault(self, row: TableRow, key: str, refused: Refused) -> None:
        """Note that a cell is wrong."""
        position = self.positions.get(key)
        name = self.headings.get(key, heading(self.sheet, key))
        self._note(row.number, position or 0, name, row.cell(position), refused)

    def heading_fault(self, row: int, position: int, name: str, refused: Refused) -> None:
        """Note that a column is wrong as such."""
        self._note(row, position, name, name, refused)

    def errors(self) -> list[CellError]:
        """What is wrong, row by row from left to right."""
        return [error for _, _, error in sorted(self._found, key=lambda found: found[:2])]

    def failed(self) -> set[int]:
        """The numbers of the rows with something wrong in them."""
        return {row for row, _, _ in self._found} & {row.number for row in self.rows}

    def _note(self, row: int, position: int, name: str, cell: Cell, refused: Refused) -> None:
        value = cells.shown(cell)
        if len(value) > SHOWN_LENGTH:
            value = value[: SHOWN_LENGTH - 1] + "…"
        error = CellError(self.file, self.name, row, name, value, refused.code, refused.params)
        self._found.append((row, position, error))


def read_tables(
    grids: Iterable[SheetGrid], file: str, today: date
) -> tuple[dict[Sheet, Table], list[CellError]]:
    """The known sheets of a file, and what is wrong with the choice of sheets.

    Unknown sheets are named unless they are empty or hidden: Excel adds the first kind by itself,
    and lists of choices live on the second.
    """
    tables: dict[Sheet, Table] = {}
    errors: list[CellError] = []
    for grid in grids:
        sheet = sheet_called(grid.name)
        if sheet is None:
            if grid.rows and not grid.hidden:
                unknown = Refused("import_sheet_unknown", choices=", ".join(Sheet))
                errors.append(_sheet_error(file, grid.name, unknown))
        elif sheet in tables:
            twice = Refused("import_sheet_twice", other=tables[sheet].name)
            errors.append(_sheet_error(file, grid.name, twice))
        else:
            tables[sheet] = _read_table(grid, sheet, file, today)
    if Sheet.PARTICIPANTS not in tables:
        missing = Refused("import_sheet_missing")
        errors.append(_sheet_error(file, Sheet.PARTICIPANTS.value, missing))
    return tables, errors


def _sheet_error(file: str, name: str, refused: Refused) -> CellError:
    return CellError(file, name, 1, "", name, refused.code, refused.params)


def _read_table(grid: SheetGrid, sheet: Sheet, file: str, today: date) -> Table:
    table = Table(file, sheet, grid.name)
    header = _header(sheet, grid.rows)
    number, names = grid.rows[header] if grid.rows else (1, ())
    body = grid.rows[header + 1 :]
    _read_header(table, number, names)
    _refuse_nameless(table, number, names, body)
    columns = [
        (key, column, table.positions[key])
        for key, column in COLUMNS[sheet].items()
        if key in table.positions
    ]
    for row in body:
        if read := _read_row(table, row, columns, today):
            table.rows.append(read)
    return table


def _header(sheet: Sheet, rows: Sequence[Row]) -> int:
    """The index of the row with the column names: the first, or below titles of one cell each."""
    for index, (_, row) in enumerate(rows[:_TITLE_ROWS]):
        filled = [cells.shown(cell) for cell in row if not cells.is_blank(cell)]
        if "reference" in {column_called(sheet, name) for name in filled}:
            return index
        if len(filled) > 1:
            break
    return 0


def _read_header(table: Table, number: int, names: Sequence[Cell]) -> None:
    for position, cell in enumerate(names):
        if cells.is_blank(cell):
            continue
        name = cells.shown(cell)
        key = column_called(table.sheet, name)
        if key is None:
            known = ", ".join(column.names[0] for column in COLUMNS[table.sheet].values())
            refused = Refused("import_column_unknown", choices=known)
            table.heading_fault(number, position, name, refused)
        elif key in table.positions:
            refused = Refused("import_column_twice", other=table.headings[key])
            table.heading_fault(number, position, name, refused)
        else:
            table.positions[key] = position
            table.headings[key] = name
    for key, column in COLUMNS[table.sheet].items():
        if column.required and key not in table.positions:
            refused = Refused("import_column_missing", name=column.names[0])
            table.heading_fault(number, len(names), column.names[0], refused)


def _refuse_nameless(table: Table, number: int, names: Sequence[Cell], body: Sequence[Row]) -> None:
    """Values under a heading that is blank would be lost without a word."""
    width = max((len(row) for _, row in body), default=0)
    nameless = [
        position
        for position in range(width)
        if position >= len(names) or cells.is_blank(names[position])
    ]
    for position in nameless:
        column = (row[position] for _, row in body if position < len(row))
        if not all(map(cells.is_blank, column)):
            letters = column_letters(position)
            table.heading_fault(number, position, letters, Refused("import_column_nameless"))


def _read_row(
    table: Table, row: Row, columns: Iterable[tuple[str, Column, int]], today: date
) -> TableRow | None:
    """The row with every cell read, or None when it is blank."""
    number, raw = row
    values: dict[str, Any] = {}
    refusals: dict[str, Refused] = {}
    missing: list[str] = []
    for key, column, position in columns:
        cell = raw[position] if position < len(raw) else None
        if cells.is_blank(cell):
            if column.required:
                missing.append(key)
            continue
        try:
            cells.refuse_broken(cell)
            values[key] = column.read(cell, today)
        except Refused as refused:
            refusals[key] = refused
    if not values and not refusals:
        return None
    refusals.update((key, Refused("required")) for key in missing)
    read = TableRow(number, values, frozenset(refusals), raw)
    for key, refusal in refusals.items():
        table.fault(read, key, refusal)
    return read


def references(tables: Iterable[Table]) -> Iterator[str]:
    """Every reference in the file, as often as it stands there."""
    for table in tables:
        for row in table.rows:
            if reference := row.values.get("reference"):
                yield reference
