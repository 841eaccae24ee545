"""A paper as plain text: 72 columns, no boxes, reads well aloud."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import singledispatch

from dirigo_tui.domain.text import visible
from dirigo_tui.services.paper import (
    Block,
    Checklist,
    Facts,
    Heading,
    Measures,
    Paper,
    Signatures,
    Table,
    Text,
    Words,
)

WIDTH = 72
_INDENT = "  "
_LINE = "_" * 30


def write(paper: Paper) -> bytes:
    """The text as UTF-8; see :class:`dirigo_tui.services.ports.Papers`."""
    parts = [*_head(paper), *(_lines(block) for block in paper.blocks), *_marks(paper)]
    text = "\n\n".join("\n".join(part) for part in map(list, parts))
    return (text + "\n").encode()


def _head(paper: Paper) -> Iterator[Iterator[str]]:
    if paper.cover:
        yield _wrapped(paper.cover)
        yield iter(["=" * WIDTH])
    yield from _marks(paper)
    yield _underlined(paper.title, "=")
    yield (line for text in paper.lead for line in _wrapped(text))


def _marks(paper: Paper) -> Iterator[Iterator[str]]:
    if paper.marks:
        yield _wrapped("*** " + " – ".join(paper.marks) + " ***")


@singledispatch
def _lines(block: Block) -> Iterator[str]:
    raise TypeError(type(block).__name__)


@_lines.register
def _(block: Heading) -> Iterator[str]:
    return _underlined(block.text, "-")


@_lines.register
def _(block: Words) -> Iterator[str]:
    return _wrapped(block.text, _INDENT)


@_lines.register
def _(block: Text) -> Iterator[str]:
    return _wrapped(block.text)


@_lines.register
def _(block: Checklist) -> Iterator[str]:
    for item in block.items:
        yield from _wrapped(item, "[ ] ", "    ")


@_lines.register
def _(block: Facts) -> Iterator[str]:
    for label, text in block.rows:
        yield from _wrapped(f"{label}: {text or _LINE}", "", _INDENT)


@_lines.register
def _(block: Table) -> Iterator[str]:
    """Row by row: what it is about, then each of the other cells behind its heading."""
    for number, row in enumerate(block.rows):
        if number:
            yield ""
        yield from _wrapped(f"{block.columns[0]}: {row[0]}", "", _INDENT)
        for heading, cell in zip(block.columns[1:], row[1:], strict=True):
            yield from _wrapped(f"{heading}: {cell}", _INDENT, _INDENT * 2)


@_lines.register
def _(block: Measures) -> Iterator[str]:
    for number, (name, measures) in enumerate(block.rows):
        if number:
            yield ""
        yield from _wrapped(name)
        for heading, measure in zip(block.columns[1:], measures, strict=True):
            said = ", ".join((measure.text, *measure.beside))
            yield from _wrapped(f"{heading}: {said}", _INDENT, _INDENT * 2)


@_lines.register
def _(block: Signatures) -> Iterator[str]:
    for number, person in enumerate(block.people):
        if number:
            yield ""
        yield from _wrapped(person.said)
        yield ""
        yield from _wrapped(f"{block.day}: {_LINE}")
        yield ""
        yield from _wrapped(f"{person.line}: {_LINE}")
        yield from _wrapped(person.name)


def _underlined(text: str, rule: str) -> Iterator[str]:
    lines = list(_wrapped(text))
    yield from lines
    yield rule * max(map(_cells, lines))


def _wrapped(text: str, first: str = "", following: str | None = None) -> Iterator[str]:
    """The text in lines of at most :data:`WIDTH` columns, its own line breaks kept.

    Args:
        text: what to print.
        first: what the first line begins with.
        following: what every further line begins with, if that is something else.
    """
    begin, after = first, first if following is None else following
    room = WIDTH - max(len(begin), len(after))
    for line in visible(text, multiline=True).split("\n"):
        for row in _rows(line, room):
            yield (begin + row).rstrip()
            begin = after


def _rows(line: str, room: int) -> Iterator[str]:
    """A line as rows of at most ``room`` columns; only a word longer than that is cut."""
    row = ""
    for word in line.split():
        if row and _cells(f"{row} {word}") > room:
            yield row
            row = ""
        row = f"{row} {word}" if row else word
        while _cells(row) > room:
            cut = _fitting(row, room)
            yield row[:cut]
            row = row[cut:]
    yield row


def _fitting(text: str, room: int) -> int:
    """How many characters of the text fit in so many columns."""
    columns = 0
    for number, character in enumerate(text):
        columns += _cell(character)
        if columns > room:
            return number
    return len(text)


def _cells(text: str) -> int:
    return sum(map(_cell, text))


def _cell(character: str) -> int:
    """The columns a character takes: two when wide, none when it joins the one before."""
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1
