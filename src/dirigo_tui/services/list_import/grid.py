"""What a file of rows looks like to the import, whatever format it came in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum


class Fault(StrEnum):
    """Why a cell has no value to read."""

    ERROR = "error_value"
    """The cell shows an error such as ``#REF!``."""
    NOT_CALCULATED = "formula_not_calculated"
    """A formula whose result was never saved with the file."""


@dataclass(frozen=True, slots=True)
class BrokenCell:
    """A cell that holds something, but no value.

    Attributes:
        shown: what the spreadsheet shows there: ``#REF!``, or the formula.
    """

    fault: Fault
    shown: str


Cell = str | int | float | bool | date | datetime | time | BrokenCell | None
"""One value as the file stores it; None is a blank cell."""

Row = tuple[int, Sequence[Cell]]
"""A row's number as the spreadsheet counts (the first is 1) and its cells from column A."""


@dataclass(frozen=True, slots=True)
class SheetGrid:
    """A sheet of a workbook, or a whole CSV file.

    Attributes:
        name: the sheet's name as it stands in the file.
        rows: the rows with something in them, in order; rows may be of different length.
        hidden: the sheet is hidden, as lists of choices often are.
    """

    name: str
    rows: Sequence[Row]
    hidden: bool = False


def column_letters(index: int) -> str:
    """The spreadsheet's name of a column counted from 0: A, B ... Z, AA."""
    letters = ""
    number = index + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
