"""A paper as a front end has worded it: blocks in reading order, for ``exports`` to set.

Nothing in it is a code and nothing in it is markup: every string is printed as it stands.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Heading:
    """Begins a part of the paper."""

    text: str


@dataclass(frozen=True, slots=True)
class Words:
    """Somebody's own words, set apart from what the paper says.

    Attributes:
        text: may have line breaks, and be in any language.
        foremost: set larger than anything around it.
    """

    text: str
    foremost: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """What the paper itself says."""

    text: str


@dataclass(frozen=True, slots=True)
class Checklist:
    """Things to do, each with a box to tick."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels and what stands beside them; "" is a line to write on."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings, the first cell of each naming the row."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Measure:
    """A number, with what it is a number of.

    Attributes:
        text: the number as it is written.
        beside: lines that belong to it.
        share: from 0 to 1, drawn as a bar; None for no bar.
        target: from 0 to 1, a mark on the bar; None for none.
    """

    text: str
    beside: tuple[str, ...] = ()
    share: float | None = None
    target: float | None = None


@dataclass(frozen=True, slots=True)
class Measures:
    """Numbers to compare along each row; the first column names the rows."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Measure, ...]], ...]


@dataclass(frozen=True, slots=True)
class Signatory:
    """Somebody who signs.

    Attributes:
        said: what they have said so far.
        line: whose signature it is to be.
        name: theirs, or "".
    """

    said: str
    line: str
    name: str


@dataclass(frozen=True, slots=True)
class Signatures:
    """A line to sign, and one to date, for each person; ``day`` is what that one is called."""

    people: tuple[Signatory, ...]
    day: str


Block = Heading | Words | Text | Checklist | Facts | Table | Measures | Signatures


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One document.

    Attributes:
        language: ISO 639-1 code of what the paper itself says.
        title: its first line, and its name to a reader program.
        day: the day it shows; the file's only date.
        lead: what stands under the title, line by line.
        marks: what it must never be mistaken without, on every page (UTKAST, ÖVNING).
        running: what stands at the foot of every page.
        pages: the page number in words, with ``{page}`` and ``{pages}``.
        cover: a text of its own before the paper, in any language, or "".
    """

    language: str
    title: str
    day: date
    lead: tuple[str, ...]
    marks: tuple[str, ...]
    running: str
    pages: str
    cover: str
    blocks: tuple[Block, ...]
