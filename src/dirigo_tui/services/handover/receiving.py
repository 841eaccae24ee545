"""Taking in a participant's file from another desk: all of it or nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.merging import Verdict, decide
from dirigo_tui.domain.records import (
    PARTICIPANT_KINDS,
    MappingEntry,
    Occurrence,
    Participant,
    PlanVersion,
    Record,
    field_names,
    plain_value,
)
from dirigo_tui.domain.text import clean
from dirigo_tui.domain.vocabulary import Action, EnvelopeFormat
from dirigo_tui.services.handover.incoming import Incoming, read_payload
from dirigo_tui.services.handover.row_history import RowHistory
from dirigo_tui.services.participants import file_of
from dirigo_tui.services.ports import Desk, Envelope, Reader, UnitOfWork
from dirigo_tui.services.set_up import own_identity

_LARGEST_FILE = 512 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Receive:
    """A file that came, and what opens it.

    Attributes:
        identities: secret age keys; without any, and without a passphrase, the desk's own.
        dry_run: say what would happen and change nothing.
    """

    path: Path
    identities: Sequence[str] = ()
    passphrase: str = field(default="", repr=False)
    dry_run: bool = False


class Why(StrEnum):
    """Why a row cannot be taken in."""

    CHANGED_AT_BOTH_DESKS = "changed_at_both_desks"
    REFERENCE_TAKEN = "reference_taken"
    ANOTHER_ROW_HERE = "another_row_here"


@dataclass(frozen=True, slots=True)
class Conflict:
    """A row about which a person must decide; while there is one, nothing is taken in."""

    table: str
    id: str
    why: Why


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiveReport:
    """What was, or would be, taken in; people are counted, not rows.

    Attributes:
        kind: the envelope's format.
        from_desk: what the sender called itself; age does not prove it.
        receipt: a short code to tell the sender, "" when nothing has been taken in.
    """

    kind: str
    from_desk: str
    dry_run: bool
    reference: str
    participant_id: str
    new: int = 0
    updated: int = 0
    unchanged: int = 0
    conflicts: tuple[Conflict, ...] = ()
    receipt: str = ""


class _NotForReal(Exception):  # noqa: N818 - nothing has gone wrong
    """Ends a dry run, so that the transaction is rolled back."""

    def __init__(self, report: ReceiveReport) -> None:
        super().__init__()
        self.report = report


def receive(desk: Desk, command: Receive) -> ReceiveReport:
    """Take in a file. The same file a second time changes nothing.

    A row goes over the one here only when it has gone on from what is here; a row that has gone its
    own way at both desks is a conflict, and then nothing at all is taken in. A dry run does it all
    and takes it back, so it says precisely what the real run would.

    Blocks, as :func:`~dirigo_tui.services.handover.export_participant` does.

    Raises:
        Refused: ``file_missing``, ``file_not_readable``; ``container_…``, ``identity_…``;
            ``container_kind`` for another kind of file; ``practice_into_real`` and
            ``real_into_practice``; ``container_content_invalid``, ``template_unknown``,
            ``template_differs``; ``row_refused`` when a table's bounds say no.
    """
    identities = list(command.identities)
    if not identities and not command.passphrase:
        identities = [identity for identity in (desk.read(own_identity),) if identity]
    document = desk.containers.open(
        _content(command.path), identities=identities, passphrase=command.passphrase
    )
    envelope = desk.envelopes.unwrap(document)
    if envelope.format is not EnvelopeFormat.PARTICIPANT:
        raise Refused("container_kind", kind=envelope.format.value)
    if envelope.practice != desk.practice:
        raise Refused("practice_into_real" if envelope.practice else "real_into_practice")
    try:
        return desk.write(_take_in, envelope, dry_run=command.dry_run)
    except _NotForReal as end:
        return end.report


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > _LARGEST_FILE:
            raise Refused("container_too_large", megabytes=_LARGEST_FILE >> 20)
        return path.read_bytes()
    except FileNotFoundError:
        raise Refused("file_missing") from None
    except OSError:
        raise Refused("file_not_readable") from None


def _take_in(unit: UnitOfWork, envelope: Envelope, *, dry_run: bool) -> ReceiveReport:
    incoming = read_payload(unit, envelope.payload)
    steps = _compare(unit, incoming)
    conflicts = tuple(step for step in steps if isinstance(step, Conflict))
    changes = [step for step in steps if isinstance(step, _Change)]
    counted = _counted(changes, conflicts)
    from_desk = clean(envelope.from_desk)
    if not conflicts:
        for change in changes:
            change.apply(unit)
        receipt = _receipt(unit, envelope, from_desk)
        if changes:
            unit.happened(
                Action.PARTICIPANT_RECEIVED,
                incoming.participant.id,
                from_desk=from_desk,
                receipt=receipt,
            )
    report = ReceiveReport(
        kind=envelope.format.value,
        from_desk=from_desk,
        dry_run=dry_run,
        reference=incoming.participant.reference,
        participant_id=incoming.participant.id,
        conflicts=conflicts,
        receipt="" if conflicts or dry_run else receipt,
        **counted,
    )
    if dry_run:
        raise _NotForReal(report)
    return report


def _counted(changes: Sequence[_Change], conflicts: Sequence[Conflict]) -> dict[str, Any]:
    if conflicts:
        return {}
    if not changes:
        return {"unchanged": 1}
    is_new = any(isinstance(c.after, Participant) and c.before is None for c in changes)
    return {"new": 1} if is_new else {"updated": 1}


def _receipt(unit: UnitOfWork, envelope: Envelope, from_desk: str) -> str:
    """The code of what was taken in, the same for the same content."""
    digits = envelope.sha256[:12]
    receipt = "-".join(digits[start : start + 4] for start in range(0, 12, 4))
    unit.execute(
        "received_write",
        sha256=envelope.sha256,
        format=envelope.format.value,
        from_desk=from_desk,
        received_at=plain_value(unit.now),
        receipt=receipt,
    )
    return receipt


@dataclass(frozen=True, slots=True)
class _Change:
    """A row to write; no ``before`` is a new one, no ``after`` one to delete."""

    before: Record | None
    after: Record | None

    def apply(self, unit: UnitOfWork) -> None:
        if self.before is None and self.after is not None:
            unit.add(self.after)
        elif self.before is not None and self.after is not None:
            values = {name: getattr(self.after, name) for name in field_names(type(self.after))}
            unit.change(self.before, **values)
        elif self.before is not None:
            unit.remove(self.before)


def _compare(reader: Reader, incoming: Incoming) -> list[Conflict | _Change]:
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
        if verdict is Verdict.TAKE and after is None:
            deleted.append(_Change(before, None))
        elif verdict is Verdict.TAKE and places.get(_place(after), id) != id:
            written.append(Conflict((after or person).table, id, Why.ANOTHER_ROW_HERE))
        elif verdict is Verdict.TAKE:
            written.append(_Change(before, after))
        elif verdict is Verdict.CONFLICT:
            table = (before or after or person).table
            written.append(Conflict(table, id, Why.CHANGED_AT_BOTH_DESKS))
    return [*written, *reversed(deleted)]


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
