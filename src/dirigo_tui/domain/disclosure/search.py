"""The search for another world.

It goes by levels and keeps the most promising unfinished worlds of each (beam search). Every step
puts one thing right: a printed number that would be another, or a rest that would be negative.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from heapq import nsmallest
from itertools import chain
from typing import Generic, NamedTuple

from dirigo_tui.domain.disclosure.tables import Kind, Place
from dirigo_tui.domain.disclosure.view import View

_NEGATIVE_REST = 2
"""What a negative rest costs against a printed number that is one off."""
_NONE: frozenset[int] = frozenset()


class Effort(NamedTuple):
    """How hard to look.

    Attributes:
        width: unfinished worlds kept at each level.
        depth: levels.
        price: what hiding one more number costs against one that is one off; None: hide no more.
    """

    width: int
    depth: int
    price: float | None = None


class _Node(NamedTuple):
    """An unfinished world.

    Attributes:
        changes: by element.
        off: by how much a number would be another, by its position.
        used: by how much a rest would be another, by bound.
        hide: positions of numbers given up.
        id: the same for the same changes and sacrifices in whatever order.
    """

    changes: dict[int, int]
    off: dict[int, int]
    used: dict[int, int]
    hide: frozenset[int]
    id: int


class _Step(NamedTuple):
    """A step on from a node: elements change by ``by``, or the numbers of ``hide`` are hidden."""

    score: float
    order: int
    node: _Node
    elements: tuple[int, ...]
    by: int
    hide: frozenset[int]


class Search(Generic[Kind, Place]):
    """One search.

    Args:
        view: the numbers that have to come out the same.
        effort: how hard to look.
        off: positions of counts, and by how much they have to change in the other direction; any
            one of these will do to begin with.
        aim: a position that is off, and not among the numbers of the view.
        person: kinds that change together or not at all.
    """

    def __init__(
        self,
        view: View[Kind, Place],
        effort: Effort,
        off: Sequence[Mapping[int, int]],
        aim: int | None = None,
        person: tuple[Kind, ...] = (),
    ) -> None:
        self._view = view
        self._sheet = view.sheet
        self._elements = view.elements
        self._effort = effort
        self._price = effort.price or 0.0
        self._off = off
        self._aim = aim
        self._aims = {} if aim is None else dict(view.elements.forms[aim])
        self._person = person
        self._steps: list[_Step] = []
        self._seen: set[int] = set()

    def run(self) -> Mapping[int, int] | None:
        """What changes in the world found, by element; None when none was found."""
        for off in self._off:
            start = _Node({}, dict(off), {}, _NONE, hash(frozenset(off.items())))
            self._repair(start, float(sum(map(abs, off.values()))))
        for _level in range(self._effort.depth):
            best = nsmallest(self._effort.width, self._steps)
            self._steps = []
            for step in best:
                node = self._taken(step)
                if not self._repair(node, step.score):
                    return node.changes
        return None

    def _repair(self, node: _Node, score: float) -> bool:
        """Offer every way to put one wrong thing right; False when nothing is wrong."""
        bounds = self._elements.bounds
        for bound, used in node.used.items():
            form, room = bounds[bound]
            if room + used < 0:
                for element, times in form:
                    self._offer(node, score, element, times)
                return True
        if not node.off:
            return False
        row = min(node.off, key=self._view.choices)
        sign = -1 if node.off[row] > 0 else 1
        for element, times in self._elements.forms[row]:
            self._offer(node, score, element, sign * times)
        if self._effort.price is not None:
            hideable = frozenset(filter(self._sheet.may_hide, node.off))
            self._offer_to_hide(node, score, hideable & {row})
            self._offer_to_hide(node, score, hideable)
        return True

    def _offer(self, node: _Node, score: float, element: int, by: int) -> None:
        if not self._can(node, element, by):
            return
        bundles = self._elements.bundles[element]
        if self._elements.kind(element) in self._person:
            bundles = [self._elements.beside(element, self._person)]
        for bundle in bundles:
            id = _changed(node.id, bundle, by)
            if id not in self._seen and all(
                self._can(node, other, by) for other in bundle if other != element
            ):
                self._seen.add(id)
                cost = self._cost(node, bundle, by)
                self._steps.append(_Step(score + cost, len(self._seen), node, bundle, by, _NONE))

    def _can(self, node: _Node, element: int, by: int) -> bool:
        cell = self._elements.cells[element]
        return (
            element not in node.changes
            and self._sheet.values[cell] + by >= 0
            and (
                self._sheet.open[cell]
                or (self._effort.price is not None and self._sheet.may_hide(cell))
            )
        )

    def _cost(self, node: _Node, bundle: tuple[int, ...], by: int) -> float:
        """How much further from done a change leads."""
        column = self._view.column(bundle)
        off, used, bounds = node.off, node.used, self._elements.bounds
        cost = self._price * len(column.shown - node.hide)
        for row, times in column.telling:
            if row in off:
                cost += abs(off[row] + times * by) - abs(off[row])
            elif row not in node.hide:
                cost += abs(times)
        if self._aim is not None:
            was = off.get(self._aim, 0)
            more = by * sum(self._aims.get(element, 0) for element in bundle)
            cost += abs(was + more) - abs(was)
        for bound, times in column.bounds:
            room = bounds[bound][1] + used.get(bound, 0)
            cost += _NEGATIVE_REST * ((room + times * by < 0) - (room < 0))
        return cost

    def _offer_to_hide(self, node: _Node, score: float, rows: frozenset[int]) -> None:
        id = node.id ^ hash(rows)
        if rows and id not in self._seen:
            self._seen.add(id)
            saved = sum(self._view.weight(row) * abs(node.off[row]) for row in rows)
            cost = self._price * len(rows) - saved
            self._steps.append(_Step(score + cost, len(self._seen), node, (), 0, rows))

    def _taken(self, step: _Step) -> _Node:
        changes, off, used, hide, id = step.node
        if step.hide:
            off = {row: by for row, by in off.items() if row not in step.hide}
            return _Node(changes, off, used, hide | step.hide, id ^ hash(step.hide))
        changes, off, used = dict(changes), dict(off), dict(used)
        for element in step.elements:
            changes[element] = step.by
        column = self._view.column(step.elements)
        rows = chain(column.rows, self._towards_aim(step.elements))
        for row, times in rows:
            if row not in hide:
                off[row] = off.get(row, 0) + times * step.by
                if not off[row]:
                    del off[row]
        for bound, times in column.bounds:
            used[bound] = used.get(bound, 0) + times * step.by
        id = _changed(id, step.elements, step.by)
        return _Node(changes, off, used, hide | column.shown, id)

    def _towards_aim(self, elements: tuple[int, ...]) -> list[tuple[int, int]]:
        if self._aim is None:
            return []
        return [(self._aim, self._aims.get(element, 0)) for element in elements]


def _changed(id: int, elements: tuple[int, ...], by: int) -> int:
    """The id of a node with further changes."""
    for element in elements:
        id ^= hash((element, by))
    return id
