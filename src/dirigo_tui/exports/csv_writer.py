"""A table as CSV that a spreadsheet opens as it is meant, and runs nothing of."""

from __future__ import annotations

import codecs
import csv
import io
from typing import Final

from dirigo_tui.domain.text import visible
from dirigo_tui.services.workbook import Cell, PlainTable, Share

_FORMULA_BEGINS: Final = ("=", "+", "-", "@", "\t", "\r", "'")
"""How a text begins that a spreadsheet may run; and what is put before it, so that it can be taken
away again."""


def write(table: PlainTable) -> bytes:
    """The file; see :class:`dirigo_tui.services.ports.Papers`."""
    text = io.StringIO(newline="")
    rows = csv.writer(text, delimiter=";", lineterminator="\r\n")
    rows.writerow(map(_text, table.grid.columns))
    for row in table.grid.rows:
        rows.writerow([_cell(cell, table.decimal_sign) for cell in row])
    rows.writerow([])
    for label, said in table.about:
        rows.writerow([_text(label), _text(said)])
    return codecs.BOM_UTF8 + text.getvalue().encode()


def _cell(cell: Cell, decimal_sign: str) -> str:
    if isinstance(cell, Share):
        return f"{cell.value:.4f}".replace(".", decimal_sign)
    return _text(cell) if isinstance(cell, str) else str(cell)


def _text(text: str) -> str:
    """The text, with an apostrophe before what could be a formula."""
    shown = visible(text)
    return f"'{shown}" if shown.startswith(_FORMULA_BEGINS) else shown
