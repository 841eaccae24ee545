"""What a reader would hold another world against."""

from __future__ import annotations

from typing import Generic, NamedTuple

from dirigo_tui.domain.disclosure.elements import Elements, Terms, added
from dirigo_tui.domain.disclosure.sheet import Sheet
from dirigo_tui.domain.disclosure.tables import Kind, Place


class Column(NamedTuple):
    """What a change of some elements by one would do.

    Attributes:
        rows: to numbers looked at.
        telling: to those of them that do not follow from others.
        bounds: to rests.
        shown: positions of the elements that are shown.
    """

    rows: Terms
    telling: Terms
    bounds: Terms
    shown: frozenset[int]


class View(Generic[Kind, Place]):
    """Numbers that have to come out the same, as long as no more is hidden.

    Args:
        sheet: says what is hidden.
        elements: what its counts are made of.
        rows: positions of the counts looked at: shown, and sums of several elements.
    """

    def __init__(
        self, sheet: Sheet[Kind, Place], elements: Elements[Kind, Place], rows: frozenset[int]
    ) -> None:
        self.sheet = sheet
        self.elements = elements
        self._rows = rows
        # These are right when those they are the sum of are.
        self._following = {
            cell
            for cell, sources in (
                *sheet.sums,
                *((rest, (whole, *parts)) for rest, whole, parts in sheet.rests),
            )
            if not any(sheet.open[source] for source in sources)
        }
        self._columns: dict[tuple[int, ...], Column] = {}
        self._choices: dict[int, int] = {}

    def choices(self, row: int) -> int:
        """How many elements a number could be put right with."""
        if row not in self._choices:
            cells = self.elements.cells
            self._choices[row] = sum(
                self.sheet.open[cells[element]] for element, _times in self.elements.forms[row]
            )
        return self._choices[row]

    def weight(self, row: int) -> int:
        """1, or 0 for a number that follows from others."""
        return 0 if row in self._following else 1

    def column(self, bundle: tuple[int, ...]) -> Column:
        """What a change of these elements together would do."""
        if bundle not in self._columns:
            elements, is_open = self.elements, self.sheet.open
            reach = added(term for element in bundle for term in elements.reach[element])
            bounds = added(term for element in bundle for term in elements.bounds_of[element])
            rows = [term for term in reach.items() if term[0] in self._rows]
            cells = (elements.cells[element] for element in bundle)
            self._columns[bundle] = Column(
                rows=rows,
                telling=[term for term in rows if self.weight(term[0])],
                bounds=list(bounds.items()),
                shown=frozenset(cell for cell in cells if not is_open[cell]),
            )
        return self._columns[bundle]
