"""Which numbers are hidden: small ones, and those that would give them away (DOMAIN.md §9.1–2)."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from typing import Generic

from dirigo_tui.domain.disclosure.tables import Kind, Place, Role, Tables


class Sheet(Generic[Kind, Place]):
    """All counts of some tables by position, and what is hidden of them so far.

    Args:
        tables: what is to be printed.
        threshold: counts from 1 up to, not including, this are hidden.
        settled: counts decided elsewhere: whether they are hidden.

    Attributes:
        keys, values, roles: one entry for each count.
        sums: ``(total, parts)``.
        rests: ``(rest, whole, parts)``.
        settled: positions of the counts decided elsewhere.
        open: the reader does not see it: it is hidden, or never printed.
        secret: it must be left with more than one possible value.
    """

    def __init__(
        self,
        tables: Tables[Kind, Place],
        threshold: int,
        settled: Mapping[tuple[Kind, Place], bool],
    ) -> None:
        self.keys: list[tuple[Kind, Place]] = []
        self.values: list[int] = []
        self.roles: list[Role] = []
        self.index: dict[tuple[Kind, Place], int] = {}
        self._fill(tables)
        at = self.index
        self.sums = [
            (at[kind, line.total], tuple(at[kind, part] for part in line.parts))
            for line in tables.sums
            for kind in self._added_up(tables)
        ]
        self.rests = [
            (at[rest.rest, place], at[rest.whole, place], tuple(at[k, place] for k in rest.parts))
            for rest in tables.rests
            for place in tables.places
            if (rest.rest, place) in at
        ]
        self._lines = self.sums + [(whole, (rest, *parts)) for rest, whole, parts in self.rests]
        self._lines_of: list[list[int]] = [[] for _ in self.keys]
        for number, (total, parts) in enumerate(self._lines):
            for cell in (total, *parts):
                self._lines_of[cell].append(number)
        self.settled = frozenset(at[key] for key in settled)
        self._look_again = deque(range(len(self._lines)))
        self.open: list[bool] = []
        self.secret: list[bool] = []
        for key, value, role in zip(self.keys, self.values, self.roles, strict=True):
            small = 0 < value < threshold
            if role is Role.PRINTED:
                is_open = is_secret = settled.get(key, small)
            elif role is Role.PRIVATE:
                # Somebody may know that nobody is there: no proof may count on there being one.
                is_open = is_secret = value > 0
            else:
                is_open, is_secret = True, role is Role.DERIVED and small
            self.open.append(is_open)
            self.secret.append(is_secret)
        self._complete()

    def _fill(self, tables: Tables[Kind, Place]) -> None:
        totals = {line.total for line in tables.sums}
        for place in tables.places:
            private = place in tables.private
            for kind in tables.kinds:
                role = Role.PRIVATE if private else Role.PRINTED
                self._add((kind, place), tables.counts[kind, place], role)
            for rest in tables.rests:
                role = rest.role
                if private:
                    role = Role.PRIVATE if role is Role.PRINTED else Role.ROOM
                parts = sum(tables.counts[part, place] for part in rest.parts)
                left = tables.counts[rest.whole, place] - parts
                # That no total of it is negative follows from its parts.
                room = role is not Role.ROOM or place not in totals
                if role is Role.PRINTED or (left >= 0 and room):
                    self._add((rest.rest, place), left, role)

    def _add(self, key: tuple[Kind, Place], value: int, role: Role) -> None:
        self.index[key] = len(self.keys)
        self.keys.append(key)
        self.values.append(value)
        self.roles.append(role)

    @staticmethod
    def _added_up(tables: Tables[Kind, Place]) -> list[Kind]:
        """Kinds whose sums a reader sees: the others' follow from these."""
        return [
            *tables.kinds,
            *(rest.rest for rest in tables.rests if rest.role is Role.PRINTED),
        ]

    def may_hide(self, cell: int) -> bool:
        """Whether a count is shown so far and not settled."""
        return self.roles[cell] is Role.PRINTED and not self.open[cell] and cell not in self.settled

    def hide(self, cells: Iterable[int]) -> None:
        """Hide counts, and what would give them away."""
        for cell in cells:
            self._hide(cell)
        self._complete()

    def hide_everything(self) -> None:
        """Hide all that is not settled, but for zeros that settled ones tell anyway."""
        told: set[int] = set()
        while more := {
            cell
            for total, parts in self._lines
            if self.values[total] == 0 and not self.open[total]
            if total in told or not self.may_hide(total)
            for cell in parts
            if self.may_hide(cell) and cell not in told
        }:
            told |= more
        for cell in range(len(self.keys)):
            if self.may_hide(cell) and cell not in told:
                self._hide(cell)

    def printed(self) -> Iterator[int]:
        """The counts that are printed unless they are hidden."""
        return (cell for cell, role in enumerate(self.roles) if role is Role.PRINTED)

    def _hide(self, cell: int) -> None:
        self.open[cell] = self.secret[cell] = True
        self._look_again.extend(self._lines_of[cell])

    def _complete(self) -> None:
        """Leave no line with a single unknown (DOMAIN.md §9.2).

        Of several such lines the one comes first whose partner helps most of the others too: the
        rule hides the fewest numbers so.
        """
        partners: dict[int, int] = {}
        while True:
            while self._look_again:
                number = self._look_again.popleft()
                partner = self._partner_wanted(*self._lines[number])
                if partner is None:
                    partners.pop(number, None)
                else:
                    partners[number] = partner
            if not partners:
                return

            def helped(number: int) -> int:
                return sum(line in partners for line in self._lines_of[partners[number]])

            self._hide(partners[max(partners, key=helped)])

    def _partner_wanted(self, total: int, parts: tuple[int, ...]) -> int | None:
        unknown = [cell for cell in (*parts, total) if self.open[cell]]
        if len(unknown) != 1 or not self.secret[unknown[0]]:
            return None
        return self._partner(total, parts)

    def _partner(self, total: int, parts: tuple[int, ...]) -> int | None:
        """The smallest other part that is not zero; if none, a zero; then the total."""
        free = [cell for cell in parts if self.may_hide(cell)]
        filled = [cell for cell in free if self.values[cell]]
        if filled:
            return min(filled, key=self.values.__getitem__)
        for cell in free:
            if not self._must_be_zero(cell):
                return cell
        return total if self.may_hide(total) else None

    def _must_be_zero(self, cell: int) -> bool:
        """Whether it is part of a total that is shown to be zero: hiding it would be in vain."""
        return self.values[cell] == 0 and any(
            total != cell and self.values[total] == 0 and not self.open[total]
            for total, _parts in (self._lines[number] for number in self._lines_of[cell])
        )
