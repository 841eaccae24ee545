"""Bringing the rows of the sheet Status, and of Start and Slut, to the axes of each person.

Imported rows keep the dates they come with; an open one is closed by the next of its axis. What the
file tells otherwise is struck and replaced, never overwritten (DOMAIN.md §7).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from dirigo_tui.domain import status as rules
from dirigo_tui.domain.records import Status
from dirigo_tui.domain.status import SEVERAL_AT_ONCE, Spell
from dirigo_tui.domain.vocabulary import Axis
from dirigo_tui.services.list_import.columns import Sheet
from dirigo_tui.services.list_import.existing import Existing
from dirigo_tui.services.list_import.matching import Match, pair
from dirigo_tui.services.list_import.participants import ParticipantRow
from dirigo_tui.services.list_import.participation import spells
from dirigo_tui.services.list_import.statuses import StatusRow
from dirigo_tui.services.list_import.work import Outcome, Work

_SAME = (
    Match[StatusRow, Status](
        lambda row: (row.axis, row.value, row.from_on),
        lambda status: (status.axis, status.value, status.from_on),
    ),
    # Another value from the same day on is a correction, where only one can hold.
    Match[StatusRow, Status](
        lambda row: None if row.axis in SEVERAL_AT_ONCE else (row.axis, row.from_on),
        lambda status: (status.axis, status.from_on),
        alone=True,
    ),
)


def merge_statuses(
    told: Mapping[str, Sequence[StatusRow]],
    rows: Sequence[ParticipantRow],
    existing: Existing,
    work: Work,
) -> None:
    """Add, correct and close rows, and read each person's start and end off the axis."""
    said = {row.reference: row for row in rows}
    for reference in dict.fromkeys((*said, *told)):
        stored = existing.participants.get(reference)
        standing = existing.statuses[stored.id] if stored else []
        axes = _Axes(reference, standing, work)
        theirs = told.get(reference, [])
        meant = spells(said.get(reference), stored, axes.rows, theirs)
        for mistaken in meant.mistaken:
            axes.strike(mistaken)
        axes.tell(theirs)
        axes.stand(meant.stand)
        axes.close()
        axes.keep_dates()


class _Axes:
    """One person's standing rows while the file is brought into them."""

    def __init__(self, reference: str, standing: Iterable[Status], work: Work) -> None:
        self._reference = reference
        self._work = work
        self._standing = {status.id: status for status in standing}

    @property
    def rows(self) -> tuple[Status, ...]:
        """The rows as they are going to stand."""
        return tuple(self._standing.values())

    def tell(self, told: Sequence[StatusRow]) -> None:
        """Bring in what the sheet Status says."""
        for row, stored in list(pair(told, self.rows, _SAME)):
            self._work.count(Sheet.STATUSES, self._tell_one(row, stored))

    def stand(self, spells: Iterable[Spell]) -> None:
        """Bring in what Start and Slut say; the rest of the axis decides how long it lasts."""
        for spell in spells:
            # Who starts and ends on one day has no day before the end to close the start on.
            to_on = spell.to_on if spell.to_on == spell.from_on else None
            same = [row for row in self._participation() if _is(row, spell)]
            if not same:
                self._add(Axis.PARTICIPATION, spell.value, spell.from_on, {"to_on": to_on})
            elif to_on is not None and same[0].to_on is None:
                self._change(same[0], to_on=to_on)

    def strike(self, mistaken: Status) -> None:
        """Strike a row; what it had closed lasts on again."""
        for other, last in rules.reopening(self.rows, mistaken):
            self._change(other, to_on=last)
        self._strike(mistaken)

    def close(self) -> None:
        """Let each open row end where the next of its axis begins."""
        for row, closed in zip(self.rows, rules.close_imported(self.rows), strict=True):
            self._change(row, to_on=closed.to_on)

    def keep_dates(self) -> None:
        """Read start and end off the axis onto the participant."""
        axis = self._participation()
        if not axis:
            return
        person = self._work.people[self._reference]
        start, end = rules.participation_dates(axis)
        reason = person.end_reason if end else None
        changed = self._work.change(person, start=start, end=end, end_reason=reason)
        self._work.people[self._reference] = changed

    def _tell_one(self, row: StatusRow, stored: Status | None) -> Outcome:
        if stored is None:
            self._add(row.axis, row.value, row.from_on, row.said)
            return Outcome.NEW
        told = replace(stored, value=row.value, **row.said)
        if told == stored:
            return Outcome.UNCHANGED
        if stored.to_on is None and replace(told, to_on=None) == stored:
            self._change(stored, to_on=told.to_on)
        else:
            self._strike(stored)
            said = {"extent": told.extent, "to_on": told.to_on, "source": told.source}
            self._add(row.axis, row.value, row.from_on, said)
        return Outcome.UPDATED

    def _participation(self) -> list[Status]:
        return [row for row in self.rows if row.axis is Axis.PARTICIPATION]

    def _add(self, axis: Axis, value: str, from_on: date, said: Mapping[str, Any]) -> None:
        added = self._work.add(
            Status(
                **self._work.stamp(),
                participant_id=self._work.people[self._reference].id,
                axis=axis,
                value=value,
                from_on=from_on,
                **said,
            )
        )
        self._standing[added.id] = added

    def _change(self, row: Status, **fields: Any) -> None:
        self._standing[row.id] = self._work.change(row, **fields)

    def _strike(self, row: Status) -> None:
        self._work.change(self._standing.pop(row.id), struck_at=self._work.unit.now)


def _is(row: Status, spell: Spell) -> bool:
    return (row.value, row.from_on) == (spell.value, spell.from_on)
