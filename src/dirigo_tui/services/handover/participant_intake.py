"""Taking in a participant's file from another desk, row by row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dirigo_tui.domain.merging import Verdict, decide
from dirigo_tui.domain.protection import lifts
from dirigo_tui.domain.records import (
    PARTICIPANT_KINDS,
    MappingEntry,
    Occurrence,
    Participant,
    PlanVersion,
    Record,
    field_names,
)
from dirigo_tui.domain.text import clean
from dirigo_tui.domain.vocabulary import Action
from dirigo_tui.services.handover.differences import can_choose_fields, differences, merged
from dirigo_tui.services.handover.incoming import Incoming, check_rules
from dirigo_tui.services.handover.report import (
    Conflict,
    Outcome,
    PersonReport,
    RowChange,
    Why,
    receipt_code,
)
from dirigo_tui.services.handover.row_history import RowHistory
from dirigo_tui.services.participants import file_of
from dirigo_tui.services.ports import Envelope, Reader, UnitOfWork

Choices = Mapping[str, frozenset[str]]
"""By a row's id: the fields to take from the file; none of them keeps the row as it is here."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a person's rows come from, as the history tells it.

    Attributes:
        from_desk: what the sender called itself.
        receipt: of the file.
    """

    from_desk: str
    receipt: str

    @classmethod
    def of(cls, envelope: Envelope) -> Origin:
        """The origin of what is in a file."""
        return cls(clean(envelope.from_desk), receipt_code(envelope.sha256))


def take_in(unit: UnitOfWork, incoming: Incoming, origin: Origin, choices: Choices) -> PersonReport:
    """Take in what came of one person: all of it or nothing.

    A row goes over the one here only when it has gone on from what is here; a row that has gone its
    own way at both desks is a conflict, and while there is one nothing at all is taken in.

    Args:
        unit: to write with.
        incoming: what came.
        origin: where it comes from.
        choices: what a person has decided about conflicts.

    Raises:
        Refused: ``row_refused`` when a table's bounds say no; ``container_content_invalid`` when
            what was chosen does not go together.
    """
    steps = _compare(unit, incoming, choices)
    conflicts = tuple(step for step in steps if isinstance(step, Conflict))
    changes = [step for step in steps if isinstance(step, _Change)]
    person = incoming.participant
    if changes and not conflicts:
        for change in changes:
            change.apply(unit)
        unit.happened(
            Action.PARTICIPANT_RECEIVED,
            person.id,
            from_desk=origin.from_desk,
            receipt=origin.receipt,
        )
    return PersonReport(
        person.reference,
        person.id,
        _outcome(changes, conflicts),
        changes=tuple(change.told() for change in changes),
        conflicts=conflicts,
    )


def _outcome(changes: Sequence[_Change], conflicts: Sequence[Conflict]) -> Outcome:
    if conflicts:
        return Outcome.CONFLICT
    if not changes:
        return Outcome.UNCHANGED
    is_new = any(isinstance(c.after, Participant) and c.before is None for c in changes)
    return Outcome.NEW if is_new else Outcome.UPDATED


@dataclass(frozen=True, slots=True)
class _Change:
    """A row to write; no ``before`` is a new one, no ``after`` one to delete.

    Attributes:
        kept: what a person has made of ``before`` and ``after``. It is written over what came, so
            that this desk has seen that, and the other desk will take this.
    """

    before: Record | None
    after: Record | None
    kept: Record | None = None

    def told(self) -> RowChange:
        """What the row will say differently."""
        last = self.kept or self.after
        table, id = next((row.table, row.id) for row in (last, self.before) if row is not None)
        return RowChange(table, id, differences(self.before, last))

    def apply(self, unit: UnitOfWork) -> None:
        """Write it."""
        self._take(unit)
        if self.after is not None and self.kept is not None:
            came = unit.get(type(self.after), self.after.id)
            unit.change(came, **_values(self.kept))

    def _take(self, unit: UnitOfWork) -> None:
        if self.before is None and self.after is not None:
            unit.add(self.after)
        elif self.before is not None and self.after is not None:
            unit.change(self.before, **_values(self.after))
        elif self.before is not None:
            unit.remove(self.before)


def _values(record: Record) -> dict[str, Any]:
    return {name: getattr(record, name) for name in field_names(type(record))}


def _compare(reader: Reader, incoming: Incoming, choices: Choices) -> list[Conflict | _Change]:
    """What to do, in an order that the references between rows allow."""
    person = incoming.participant
    taken = reader.find(Participant, reference=person.reference)
    if taken and taken[0].id != person.id:
        return [Conflict(Participant.table, person.id, Why.REFERENCE_TAKEN)]
    here: dict[str, Record] = {}
    if reader.find(Participant, id=person.id):
        here = {record.id: record for record in file_of(reader, person.id).records()}
    history = RowHistory.of(reader, person.id)
    places = {_place(row): row.id for row in here.values()}
    written: list[Conflict | _Change] = []
    deleted: list[Conflict | _Change] = []
    for id in _ids(incoming, here):
        before, after = here.get(id), incoming.rows.get(id)
        side = history.side(id, before)
        verdict = decide(side, incoming.side(id), untouched=history.untouched(side, id))
        kept: Record | None = None
        if verdict is Verdict.CONFLICT and id in choices:
            verdict, kept = _decided(before, after, choices[id], reader.today)
        if verdict is Verdict.TAKE and _lifts_protection(before, kept or after):
            written.append(Conflict(Participant.table, id, Why.PROTECTED_HERE))
        elif verdict is Verdict.TAKE and after is None:
            deleted.append(_Change(before, None))
        elif verdict is Verdict.TAKE and places.get(_place(after), id) != id:
            written.append(Conflict((after or person).table, id, Why.ANOTHER_ROW_HERE))
        elif verdict is Verdict.TAKE:
            written.append(_Change(before, after, kept))
        elif verdict is Verdict.CONFLICT:
            table = (before or after or person).table
            written.append(
                Conflict(
                    table,
                    id,
                    Why.CHANGED_AT_BOTH_DESKS,
                    differences(before, after),
                    by_field=before is not None and can_choose_fields(after),
                )
            )
    return [*written, *reversed(deleted)]


def _decided(
    before: Record | None, after: Record | None, chosen: frozenset[str], today: date
) -> tuple[Verdict, Record | None]:
    """What a choice comes to, and the row made of both, if it is neither's.

    Raises ``Refused("container_content_invalid")`` when the two do not go together.
    """
    told = {difference.field for difference in differences(before, after)}
    if before is None or after is None:
        return (Verdict.TAKE if chosen else Verdict.KEEP), None
    if chosen and (told <= chosen or not can_choose_fields(after)):
        return Verdict.TAKE, None
    kept = merged(before, after, chosen & told)
    check_rules(kept, today)
    return Verdict.TAKE, kept


def _lifts_protection(before: Record | None, after: Record | None) -> bool:
    """No file takes protection of an identity away: that takes two persons at this desk."""
    return (
        isinstance(before, Participant)
        and isinstance(after, Participant)
        and lifts(before.protection, after.protection)
    )


def _ids(incoming: Incoming, here: dict[str, Record]) -> Iterator[str]:
    """Every row that came, then those here that did not, parents before children."""
    yield from incoming.rows
    for kind in PARTICIPANT_KINDS:
        yield from (id for id, row in here.items() if type(row) is kind and id not in incoming.rows)


def _place(row: Record | None) -> tuple[str, ...]:
    """What no two rows of a file may share; the tables hold the same."""
    match row:
        case MappingEntry():
            return (row.table, row.area)
        case PlanVersion():
            return (row.table, str(row.number))
        case Occurrence():
            return (row.table, row.activity_id, row.day.isoformat())
    return (row.id,) if row else ()
