"""What the XML of a worksheet says that calamine does not pass on.

calamine gives an empty text for an error cell and for a formula without a saved result, and it
makes room for the whole rectangle up to the furthest cell before anybody can ask how large that is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from dirigo_tui.domain.errors import Refused
from dirigo_tui.exports import office_xml
from dirigo_tui.services.list_import.grid import BrokenCell, Fault

MAX_AREA = 8_000_000
"""Rows times columns of one sheet: 180 000 participants with every column are under 3 million."""

_CELL = re.compile(rb"""<(?:\w+:)?c(?:\s+r\s*=\s*["']([A-Za-z]{1,3})([0-9]{1,7})["'])?(?=[\s/>])""")
"""A cell's tag, with where it stands when that is said first, as every common writer does."""
_FORMULA_OR_ERROR = (
    *(
        before + b"f" + after
        for before in (b"<", b":")
        for after in (b">", b" ", b"/", b"\t", b"\r", b"\n")
    ),
    b'"e"',
    b"'e'",
)
"""What the XML of a formula or an error cell cannot do without."""
_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")

Place = tuple[int, int]
"""Row as the spreadsheet counts, and column from 0."""


@dataclass(slots=True)
class SheetFacts:
    """What one pass over a worksheet found.

    Attributes:
        rows, columns: the extent of the cells that hold something.
        broken: the cells that hold something but no value.
    """

    rows: int = 0
    columns: int = 0
    broken: dict[Place, BrokenCell] = field(default_factory=dict)


def scan(xml: bytes, sheet: str) -> SheetFacts:
    """The facts of a worksheet part, refusing one that claims an absurd extent.

    Args:
        xml: the part, free of entity definitions.
        sheet: the sheet's name, for the refusal.

    Raises:
        Refused: ``import_sheet_too_large`` or ``import_file_damaged``.
    """
    cells = _CELL.findall(xml)
    # Cells may leave out where they stand; only the slow pass counts along with those.
    if (b"", b"") not in cells and not any(sign in xml for sign in _FORMULA_OR_ERROR):
        letters = {letters.decode() for letters, _ in cells}
        facts = SheetFacts(
            rows=max(map(int, {row for _, row in cells}), default=0),
            columns=1 + max(map(_column, letters), default=-1),
        )
        if facts.rows * facts.columns <= MAX_AREA:
            return facts
    facts = _scan_elements(xml)
    if facts.rows * facts.columns > MAX_AREA:
        raise Refused("import_sheet_too_large", sheet=sheet, rows=facts.rows, columns=facts.columns)
    return facts


def _column(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _scan_elements(xml: bytes) -> SheetFacts:
    """Every cell element in turn: exact, where the quick pass only gives an upper bound."""
    facts = SheetFacts()
    row = column = 0
    for event, element in office_xml.elements(xml):
        tag = office_xml.plain_name(element.tag)
        if event == "start":
            if tag == "row":
                row, column = _number(element.get("r"), row + 1), -1
        elif tag == "c":
            at_row, column = _place(element.get("r"), row, column + 1)
            if len(element):
                facts.rows = max(facts.rows, at_row)
                facts.columns = max(facts.columns, column + 1)
                if broken := _broken(element):
                    facts.broken[at_row, column] = broken
        elif tag == "row":
            element.clear()
    return facts


def _number(text: str | None, otherwise: int) -> int:
    if text is None:
        return otherwise
    if not text.isdecimal() or len(text) > 7:
        raise Refused("import_file_damaged")
    return int(text)


def _place(reference: str | None, row: int, column: int) -> Place:
    if reference is None:
        return row, column
    found = _PLACE.fullmatch(reference.upper())
    if found is None:
        raise Refused("import_file_damaged")
    return int(found[2]), _column(found[1])


def _broken(cell: Element) -> BrokenCell | None:
    texts = {office_xml.plain_name(child.tag): child.text or "" for child in cell}
    kind = cell.get("t")
    if kind == "e":
        return BrokenCell(Fault.ERROR, texts.get("v", ""))
    # A formula whose result is an empty text is marked as text; one never calculated is not.
    if "f" in texts and not texts.get("v") and kind != "str":
        return BrokenCell(Fault.NOT_CALCULATED, "=" + texts["f"])
    return None
