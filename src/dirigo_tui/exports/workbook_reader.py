"""Reading .xlsx workbooks into grids, through calamine."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from dirigo_tui.domain.errors import Refused
from dirigo_tui.exports import archive_guard, office_xml, sheet_scan
from dirigo_tui.exports.sheet_scan import SheetFacts
from dirigo_tui.services.list_import.grid import Cell, Row, SheetGrid

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

CalamineValue = int | float | str | bool | time | date | datetime | timedelta


def read_workbook(content: bytes) -> list[SheetGrid]:
    """The worksheets of an .xlsx file, in the workbook's order.

    Formulas give their saved results, merged cells their value in the first cell, whole numbers
    stored as 1234.0 come as 1234. Chart sheets are left out. Nothing outside the file is opened.

    Raises:
        Refused: any code of :mod:`.archive_guard` and :mod:`.sheet_scan`, or
            ``import_file_no_sheets``.
    """
    from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    parts = archive_guard.checked_parts(content)
    part_of = office_xml.sheet_parts(parts)
    grids = []
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(archive_guard.packed(parts))) as workbook:
            for meta in workbook.sheets_metadata:
                if meta.typ != SheetTypeEnum.WorkSheet:
                    continue
                part = parts.get(part_of.get(meta.name, ""))
                if part is None:
                    raise Refused("import_file_damaged")
                facts = sheet_scan.scan(part, meta.name)
                rows = list(_rows(workbook.get_sheet_by_name(meta.name), facts))
                hidden = meta.visible != SheetVisibleEnum.Visible
                grids.append(SheetGrid(meta.name, rows, hidden))
    except CalamineError as error:
        raise Refused("import_file_damaged") from error
    if not grids:
        raise Refused("import_file_no_sheets")
    return grids


def _rows(sheet: CalamineSheet, facts: SheetFacts) -> Iterator[Row]:
    left: list[Cell] = [None] * (sheet.start[1] if sheet.start else 0)
    broken_rows = {row for row, _ in facts.broken}
    last = 0
    for last, values in enumerate(sheet.iter_rows(), 1):
        cells = left + [_cell(value) for value in values]
        if last in broken_rows:
            _put_broken(cells, last, facts)
        if trimmed := _trimmed(cells):
            yield last, trimmed
    # calamine ends at the last value; broken cells may stand below it.
    for row in sorted(row for row in broken_rows if row > last):
        cells = []
        _put_broken(cells, row, facts)
        yield row, cells


def _put_broken(cells: list[Cell], row: int, facts: SheetFacts) -> None:
    for (at_row, column), broken in facts.broken.items():
        if at_row == row:
            cells.extend([None] * (column + 1 - len(cells)))
            cells[column] = broken


def _cell(value: CalamineValue) -> Cell:
    if isinstance(value, str):
        return value if value.strip() else None
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    if isinstance(value, datetime) and value.time() == time():
        return value.date()
    if isinstance(value, timedelta):
        return str(value)
    return value


def _trimmed(cells: list[Cell]) -> Sequence[Cell]:
    while cells and cells[-1] is None:
        cells.pop()
    return cells
