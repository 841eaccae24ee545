"""A workbook as an Excel file: numbers as numbers, and nothing that runs or leads anywhere."""

from __future__ import annotations

import io
from textwrap import wrap
from typing import Any, Final

from dirigo_tui.domain.text import visible
from dirigo_tui.services.workbook import Cell, Share, Sheet, Workbook

_OPTIONS: Final = {
    # No figures in temporary files.
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_ACCENT: Final = "#0f4c5c"
_TINT: Final = "#eef3f4"
_A4: Final = 9
_WIDEST: Final = 44
_LINE: Final = 15
"""Points; spreadsheets do not all make room for wrapped text by themselves."""
_ROOM: Final = 2
"""Characters beside the longest text of a column."""


def write(workbook: Workbook) -> bytes:
    """The file; see :class:`dirigo_tui.services.ports.Papers`."""
    import xlsxwriter

    content = io.BytesIO()
    with xlsxwriter.Workbook(content, _OPTIONS) as book:
        book.set_properties(
            {
                "title": visible(workbook.title),
                "created": workbook.created.replace(tzinfo=None),
            }
        )
        styles = {
            "title": book.add_format({"bold": True, "font_size": 14, "font_color": _ACCENT}),
            "head": book.add_format(
                {"bold": True, "bg_color": _TINT, "bottom": 1, "text_wrap": True, "valign": "top"}
            ),
            "text": book.add_format({"valign": "top"}),
            "long": book.add_format({"text_wrap": True, "valign": "top"}),
            "count": book.add_format({"num_format": "#,##0", "valign": "top"}),
            "share": book.add_format({"num_format": "0%", "valign": "top"}),
            "mark": book.add_format({"align": "right", "valign": "top"}),
        }
        for sheet in workbook.sheets:
            page = book.add_worksheet(sheet.name)
            _fill(page, sheet, styles)
            _set_up_print(page, workbook)
    return content.getvalue()


def _fill(page: Any, sheet: Sheet, styles: dict[str, Any]) -> None:
    page.write_string(0, 0, visible(sheet.title), styles["title"])
    _write_lines(page, 1, sheet.lead)
    head = len(sheet.lead) + 2
    for column, heading in enumerate(sheet.grid.columns):
        page.write_string(head, column, visible(heading), styles["head"])
        page.set_column(column, column, _width(sheet, column))
    page.repeat_rows(head)
    for row, cells in enumerate(sheet.grid.rows, start=head + 1):
        page.set_row(row, _LINE * max(map(_lines, cells)))
        for column, cell in enumerate(cells):
            _write(page, row, column, cell, styles)
    _write_lines(page, head + len(sheet.grid.rows) + 2, sheet.notes)


def _write_lines(page: Any, first: int, lines: tuple[str, ...]) -> None:
    for row, line in enumerate(lines, start=first):
        page.write_string(row, 0, visible(line))


def _write(page: Any, row: int, column: int, cell: Cell, styles: dict[str, Any]) -> None:
    if isinstance(cell, Share):
        page.write_number(row, column, cell.value, styles["share"])
    elif isinstance(cell, int):
        page.write_number(row, column, cell, styles["count"])
    else:
        shown = visible(cell)
        style = "mark" if shown in {"..", "–"} else "long" if _lines(cell) > 1 else "text"
        page.write_string(row, column, shown, styles[style])


def _lines(cell: Cell) -> int:
    return len(wrap(visible(cell), _WIDEST)) or 1 if isinstance(cell, str) else 1


def _width(sheet: Sheet, column: int) -> int:
    texts = [sheet.grid.columns[column], *(row[column] for row in sheet.grid.rows)]
    longest = max(len(text) for text in texts if isinstance(text, str))
    return min(longest, _WIDEST) + _ROOM


def _set_up_print(page: Any, workbook: Workbook) -> None:
    page.set_landscape()
    page.set_paper(_A4)
    page.fit_to_pages(1, 0)
    running = visible(workbook.running, multiline=True).replace("&", "&&")
    numbered = workbook.pages.replace("&", "&&").format(page="&P", pages="&N")
    page.set_footer(f"&L{running}&R{numbered}")
