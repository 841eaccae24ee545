"""Hiding until every hidden count is proved to have more than one possible value."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, Generic

from dirigo_tui.domain.disclosure.search import Effort
from dirigo_tui.domain.disclosure.sheet import Sheet
from dirigo_tui.domain.disclosure.tables import Kind, Place, Tables
from dirigo_tui.domain.disclosure.worlds import World, Worlds

_EFFORTS: Final = (Effort(15, 20), Effort(30, 24, price=2), Effort(60, 30, price=1))
"""Taken in turn: first for a world as things are, then for one that takes hiding more."""
_ANY_PRICE: Final = Effort(20, 16, price=0)


@dataclass(frozen=True, slots=True)
class Decision(Generic[Kind, Place]):
    """What is hidden of some tables.

    Attributes:
        hidden, shown: the printed counts.
        proofs: for each count that must not come out, a world in which it is another one: how the
            counts of ``made_of`` differ there.
        made_of: the counts that all others are made of.
    """

    hidden: frozenset[tuple[Kind, Place]]
    shown: frozenset[tuple[Kind, Place]]
    proofs: Mapping[tuple[Kind, Place], Mapping[tuple[Kind, Place], int]]
    made_of: tuple[tuple[Kind, Place], ...]


def protect(
    tables: Tables[Kind, Place],
    threshold: int,
    settled: Decision[Kind, Place] | None = None,
    told: Callable[[int, int], None] = lambda _done, _total: None,
) -> Decision[Kind, Place]:
    """Decide what is hidden (DOMAIN.md §9.1, §9.2 and §9.6).

    Args:
        tables: what is to be printed.
        threshold: counts from 1 up to, not including, this are hidden.
        settled: what has been decided for some of the same counts; it stays.
        told: how many of how many hidden counts have their proof so far; what it raises ends it.
    """
    decided = (
        {**dict.fromkeys(settled.hidden, True), **dict.fromkeys(settled.shown, False)}
        if settled
        else {}
    )
    return _Audit(Sheet(tables, threshold, decided), settled).run(told)


class _Audit(Generic[Kind, Place]):
    """Goes through the hidden counts of a sheet and hides more where a proof takes it."""

    def __init__(self, sheet: Sheet[Kind, Place], settled: Decision[Kind, Place] | None) -> None:
        self._sheet = sheet
        self._settled = settled
        self._worlds = Worlds(sheet)
        self._proofs: dict[int, Mapping[int, int]] = {}

    def run(self, told: Callable[[int, int], None]) -> Decision[Kind, Place]:
        while (target := self._unproved()) is not None:
            told(self._proved(), sum(self._sheet.secret))
            world = self._world(target)
            if world is None:
                # With nothing left to compare with, any people at all would print the same; with
                # totals settled, all of them could be in any one part.
                self._sheet.hide_everything()
                break
            if world.hide:
                self._sheet.hide(world.hide)
                self._worlds.refresh()
            for cell in world.differ:
                self._proofs.setdefault(cell, world.changes)
        return self._result()

    def _unproved(self) -> int | None:
        for cell, secret in enumerate(self._sheet.secret):
            if secret and cell not in self._proofs:
                return cell
        return None

    def _proved(self) -> int:
        return sum(self._sheet.secret[cell] for cell in self._proofs)

    def _world(self, target: int) -> World | None:
        """Another world for a count, found with as little hiding and looking as it takes."""
        known = self._known_world(target)
        for effort in _EFFORTS:
            world = self._worlds.find_like(known, effort) if known else None
            world = world or self._worlds.find(target, effort)
            if world is not None:
                return world
        return self._worlds.find_at_any_price(target, _ANY_PRICE)

    def _known_world(self, target: int) -> Mapping[int, int]:
        """The world that proves a settled count safe among the settled ones; empty without one."""
        key = self._sheet.keys[target]
        if self._settled is None or key not in self._settled.proofs:
            return {}
        proof = self._settled.proofs[key]
        return {self._sheet.index[key]: proof.get(key, 0) for key in self._settled.made_of}

    def _result(self) -> Decision[Kind, Place]:
        keys = self._sheet.keys
        printed = list(self._sheet.printed())
        return Decision(
            hidden=frozenset(keys[cell] for cell in printed if self._sheet.open[cell]),
            shown=frozenset(keys[cell] for cell in printed if not self._sheet.open[cell]),
            proofs={
                keys[cell]: {keys[changed]: by for changed, by in changes.items()}
                for cell, changes in self._proofs.items()
                if self._sheet.secret[cell]
            },
            made_of=tuple(keys[cell] for cell in self._worlds.made_of),
        )
