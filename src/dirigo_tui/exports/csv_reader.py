"""Reading a CSV file as one sheet."""

from __future__ import annotations

import codecs
import csv
import io
import re

from dirigo_tui.domain.errors import Refused
from dirigo_tui.services.list_import.grid import Cell, Row, SheetGrid

SHEET_NAME = "Deltagare"
"""A CSV file is this sheet of the import workbook (CONTRACT.md)."""

_DELIMITERS = ";\t,"
"""In order of preference where a file leaves the choice open: Swedish Excel writes semicolons."""

_SEPARATOR_LINE = re.compile(r'"?sep=(.)"?\r?\n', re.IGNORECASE)
_QUOTED = re.compile(r'"(?:[^"]|"")*"')


def read_csv(content: bytes) -> SheetGrid:
    """The rows of a CSV file: UTF-8 with or without byte order mark, or else Windows-1252.

    A line ``sep=;`` before the header is obeyed and not counted as a row. A row is a record: line
    breaks inside quotes stay in their cell, as they do in a spreadsheet.

    Raises:
        Refused: ``import_csv_not_text``, or ``import_csv_quotes`` (with ``row``) when a quoted cell
            is never closed or goes on after its closing quote.
    """
    text = _decoded(content)
    separator = _SEPARATOR_LINE.match(text)
    if separator:
        text = text[separator.end() :]
    delimiter = separator[1] if separator else _delimiter(text)
    rows: list[Row] = []
    number = 0
    try:
        # Not strict, an unclosed quote would swallow the rest of the file into one cell.
        for number, record in enumerate(
            csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True), 1
        ):
            cells: list[Cell] = [value if value.strip() else None for value in record]
            while cells and cells[-1] is None:
                cells.pop()
            if cells:
                rows.append((number, cells))
    except csv.Error as error:
        raise Refused("import_csv_quotes", row=number + 1) from error
    return SheetGrid(SHEET_NAME, rows)


def _decoded(content: bytes) -> str:
    if b"\0" in content:
        raise Refused("import_csv_not_text")
    try:
        return content.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError:
        pass
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError as error:
        raise Refused("import_csv_not_text") from error


def _delimiter(text: str) -> str:
    """The delimiter most frequent in the first line that holds anything, outside quotes."""
    unquoted = _QUOTED.sub("", text.lstrip()[:65_536]).lstrip("\r\n")
    header = unquoted.splitlines()[0] if unquoted else ""
    return max(_DELIMITERS, key=header.count)
