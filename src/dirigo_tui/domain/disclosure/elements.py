"""Counts as sums of the few that everything else is made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, product
from typing import Generic

from dirigo_tui.domain.disclosure.sheet import Sheet
from dirigo_tui.domain.disclosure.tables import Kind, Place, Role

Terms = list[tuple[int, int]]
"""Pairs of a position and how many times what stands there is taken."""


def added(terms: Iterable[tuple[int, int]]) -> dict[int, int]:
    """How many times each position is taken altogether; those that are not left out."""
    found: dict[int, int] = {}
    for position, times in terms:
        found[position] = found.get(position, 0) + times
    return {position: times for position, times in found.items() if times}


class Elements(Generic[Kind, Place]):
    """What the counts of a sheet are made of; it does not depend on what is hidden.

    Attributes:
        cells: the position in the sheet of each element.
        number: the element at a position.
        forms: every count as a sum of elements.
        reach: the counts each element is in, itself included.
        bounds: rests of elements by elements: their form, and what they really are.
        bounds_of: the bounds each element is in.
        bundles: for each element, those that may change together with it so that rests stay.
        people: for each kind, what else people have been counted in who were counted in it.
    """

    def __init__(self, sheet: Sheet[Kind, Place]) -> None:
        self._sheet = sheet
        made = {total for total, _ in sheet.sums} | {rest for rest, _, _ in sheet.rests}
        self.cells = [cell for cell in range(len(sheet.keys)) if cell not in made]
        self.number = {cell: element for element, cell in enumerate(self.cells)}
        self._at = {sheet.keys[cell]: element for element, cell in enumerate(self.cells)}
        self.forms = self._forms()
        self.reach: list[Terms] = [[] for _ in self.cells]
        for cell, form in enumerate(self.forms):
            for element, times in form:
                self.reach[element].append((cell, times))
        self.bounds = [
            (self.forms[rest], sheet.values[rest])
            for rest, whole, parts in sheet.rests
            if all(cell in self.number for cell in (whole, *parts))
        ]
        self.bounds_of: list[Terms] = [[] for _ in self.cells]
        for bound, (form, _really) in enumerate(self.bounds):
            for element, times in form:
                self.bounds_of[element].append((bound, times))
        self.bundles = self._bundles()
        self.people = self._people()

    def kind(self, element: int) -> Kind:
        """What an element counts."""
        return self._sheet.keys[self.cells[element]][0]

    def beside(self, element: int, kinds: Iterable[Kind]) -> tuple[int, ...]:
        """The elements of some kinds in the place of an element."""
        place = self._sheet.keys[self.cells[element]][1]
        return tuple(self._at[kind, place] for kind in kinds)

    def effect(self, changes: Mapping[int, int]) -> frozenset[int]:
        """The counts that differ when elements change by so much."""
        return frozenset(
            added(
                (cell, times * by)
                for element, by in changes.items()
                for cell, times in self.reach[element]
            )
        )

    def _forms(self) -> list[Terms]:
        terms: dict[int, Terms] = {}
        for total, parts in self._sheet.sums:
            terms.setdefault(total, [(part, 1) for part in parts])
        for rest, whole, parts in self._sheet.rests:
            terms[rest] = [(whole, 1), *((part, -1) for part in parts)]
        forms: dict[int, Terms] = {cell: [(element, 1)] for element, cell in enumerate(self.cells)}

        def form(cell: int) -> Terms:
            if cell not in forms:
                found = added(
                    (element, times * factor)
                    for part, times in terms[cell]
                    for element, factor in form(part)
                )
                forms[cell] = list(found.items())
            return forms[cell]

        return [form(cell) for cell in range(len(self._sheet.keys))]

    def _bundles(self) -> list[list[tuple[int, ...]]]:
        partners: list[list[int]] = [[] for _ in self.cells]
        for rest, whole, parts in self._sheet.rests:
            if (
                self._sheet.roles[rest] is not Role.ROOM
                and len(parts) == 1
                and whole in self.number
            ):
                partners[self.number[whole]].append(self.number[parts[0]])
        return [
            [
                (element, *chain.from_iterable(chosen))
                for chosen in product(*(((), (partner,)) for partner in others))
            ]
            for element, others in enumerate(partners)
        ]

    def _people(self) -> dict[Kind, list[tuple[Kind, ...]]]:
        found: dict[Kind, dict[tuple[Kind, ...], None]] = {}
        for element, cell in enumerate(self.cells):
            if self._sheet.values[cell]:
                for person in self._persons(element):
                    kinds = tuple(map(self.kind, sorted(person)))
                    for kind in kinds:
                        found.setdefault(kind, {})[kinds] = None
        return {kind: list(people) for kind, people in found.items()}

    def _persons(self, element: int) -> Iterator[frozenset[int]]:
        """Smallest sets, the element among them, that can all be one less in their place."""
        person = self._without_room(frozenset({element}))
        yield person
        wholes = person | {
            whole
            for member in person
            for bound, times in self.bounds_of[member]
            if times < 0
            for whole, sign in self.bounds[bound][0]
            if sign > 0
        }
        if wholes > person:
            yield self._without_room(wholes)

    def _without_room(self, counted: frozenset[int]) -> frozenset[int]:
        for element in sorted(counted):
            for bound, _times in self.bounds_of[element]:
                form, room = self.bounds[bound]
                if room < sum(times for member, times in form if member in counted):
                    for member, times in form:
                        free = member not in counted and self._sheet.values[self.cells[member]]
                        if times < 0 and free:
                            return self._without_room(counted | {member})
        return counted
