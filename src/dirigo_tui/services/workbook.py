"""A workbook as a front end has worded it: sheets of rows, for ``exports`` to write.

Nothing in it is a formula, a link or a code: every text is written as it stands, and every number
is a number.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, from 0 to 1, written in per cent."""

    value: float


Cell = str | int | Share


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows under headings; columns that hold text come first."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet.

    Attributes:
        name: on its tab; at most 31 characters, and different from all others.
        title: its first line.
        lead, notes: lines before and after the rows.
    """

    name: str
    title: str
    lead: tuple[str, ...]
    grid: Grid
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Workbook:
    """One file of sheets.

    Attributes:
        created: what the file says of when it was made.
        running: what stands at the foot of every printed page.
        pages: the page number in words, with ``{page}`` and ``{pages}``.
    """

    title: str
    created: datetime
    running: str
    pages: str
    sheets: tuple[Sheet, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainTable:
    """A table as a text file.

    Attributes:
        about: labels and what stands beside them, after the rows.
        decimal_sign: of the reader's language.
    """

    grid: Grid
    about: tuple[tuple[str, str], ...]
    decimal_sign: str
