"""Other worlds: people who would print the very same numbers (DOMAIN.md §9.6).

A hidden count is safe when there is another world in which it has another value: whole numbers
everywhere, none negative, every printed number the same. A world is written as what changes in the
counts that everything else is made of, one up or one down each. To have one proves the count safe
from whatever anybody computes. To find none proves nothing, and more has to be hidden.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Generic

from dirigo_tui.domain.disclosure.elements import Elements
from dirigo_tui.domain.disclosure.search import Effort, Search
from dirigo_tui.domain.disclosure.sheet import Sheet
from dirigo_tui.domain.disclosure.tables import Kind, Place
from dirigo_tui.domain.disclosure.view import View


@dataclass(frozen=True, slots=True)
class World:
    """Another world, by positions in the sheet.

    Attributes:
        changes: by how much the counts that everything is made of differ.
        differ: all counts that have another value in it.
        hide: shown counts among them; it is another world only when they are hidden.
    """

    changes: Mapping[int, int]
    differ: frozenset[int]
    hide: tuple[int, ...]


class Worlds(Generic[Kind, Place]):
    """Finds other worlds for a sheet; :meth:`refresh` after more has been hidden in it."""

    def __init__(self, sheet: Sheet[Kind, Place]) -> None:
        self._sheet = sheet
        self._elements = Elements(sheet)
        self.refresh()

    @property
    def made_of(self) -> list[int]:
        """Positions of the counts that everything else is made of."""
        return self._elements.cells

    def refresh(self) -> None:
        """Look at what is hidden."""
        self._rows = frozenset(
            cell
            for cell, is_open in enumerate(self._sheet.open)
            if not is_open and cell not in self._elements.number
        )
        self._view = View(self._sheet, self._elements, self._rows)

    def find(self, target: int, effort: Effort) -> World | None:
        """A world in which the count at a position has another value, or None if none was found."""
        return self._found(Search(self._view, effort, _either_way(target), target))

    def find_like(self, known: Mapping[int, int], effort: Effort) -> World | None:
        """A world in which settled counts differ as in one that is known, dealt out among others.

        Args:
            known: by how much each of the counts differs that the settled ones are made of.
            effort: how hard to look.
        """
        rows = (self._rows - self._sheet.settled) | known.keys()
        view = View(self._sheet, self._elements, rows)
        off = {cell: -by for cell, by in known.items() if by}
        return self._found(Search(view, effort, [off]))

    def find_at_any_price(self, target: int, effort: Effort) -> World | None:
        """The same as :meth:`find`, but whatever is not settled may be hidden for it.

        People are moved about whole, those first who were counted in few things: where there are
        few people, hardly anything that is counted of them can change alone.
        """
        form = self._elements.forms[target]
        kinds = dict.fromkeys(self._elements.kind(element) for element, _times in form)
        people = dict.fromkeys(
            chain.from_iterable(self._elements.people.get(kind, ()) for kind in kinds)
        )
        fixed = frozenset(row for row in self._rows if not self._sheet.may_hide(row))
        view = View(self._sheet, self._elements, fixed)
        for person in sorted(people, key=len):
            world = self._found(Search(view, effort, _either_way(target), target, person))
            if world is not None:
                return world
        return None

    def _found(self, search: Search[Kind, Place]) -> World | None:
        changes = search.run()
        if changes is None or not self._is_possible(changes):
            return None
        differ = self._elements.effect(changes)
        cells = self._elements.cells
        return World(
            changes={cells[element]: by for element, by in changes.items()},
            differ=differ,
            hide=tuple(sorted(filter(self._sheet.may_hide, differ))),
        )

    def _is_possible(self, changes: Mapping[int, int]) -> bool:
        """Whether it is a world at all: a proof is checked apart from how it was found."""
        sheet, elements = self._sheet, self._elements
        touched = {bound for element in changes for bound, _times in elements.bounds_of[element]}
        return (
            all(sheet.open[cell] or sheet.may_hide(cell) for cell in elements.effect(changes))
            and all(
                sheet.values[elements.cells[element]] + by >= 0 for element, by in changes.items()
            )
            and all(
                room + sum(times * changes.get(element, 0) for element, times in form) >= 0
                for form, room in (elements.bounds[bound] for bound in touched)
            )
        )


def _either_way(target: int) -> list[Mapping[int, int]]:
    return [{target: 1}, {target: -1}]
