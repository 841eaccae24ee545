"""What taking in a file has done, or would do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from dirigo_tui.domain.records import plain_value
from dirigo_tui.domain.text import clean
from dirigo_tui.services.handover.differences import Difference
from dirigo_tui.services.ports import Envelope, UnitOfWork
from dirigo_tui.services.signing import Sender, fingerprint


class Why(StrEnum):
    """Why a row cannot be taken in."""

    CHANGED_AT_BOTH_DESKS = "changed_at_both_desks"
    REFERENCE_TAKEN = "reference_taken"
    ANOTHER_ROW_HERE = "another_row_here"
    PROTECTED_HERE = "protected_here"
    ROW_REFUSED = "row_refused"


class Outcome(StrEnum):
    """What became of a person in a file, or would."""

    NEW = "new"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class Conflict:
    """A row about which a person must decide; while there is one, nothing is taken in.

    Attributes:
        differences: what it says here and there, for a row that was changed at both desks.
        by_field: whether they can be chosen one by one.
    """

    table: str
    id: str
    why: Why
    differences: tuple[Difference, ...] = ()
    by_field: bool = False


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row that is, or would be, written."""

    table: str
    id: str
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class PersonReport:
    """What became of one person's file, or would.

    Attributes:
        changes: rows that differ from those here, but for conflicts.
    """

    reference: str
    participant_id: str
    outcome: Outcome
    changes: tuple[RowChange, ...] = ()
    conflicts: tuple[Conflict, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiveReport:
    """What was, or would be, taken in; people are counted, not rows.

    Attributes:
        kind: the envelope's format.
        from_desk: what the sender called itself.
        sender: what is known of it.
        sender_key: fingerprint of the key that the file is signed with; "" for none.
        people: each person of a participant's file or of a caseload; a cohort names nobody.
        left: how many people of a caseload have not been come to.
        superseded: a newer file from the desk is here already, so this one was let be.
        receipt: a short code to tell the sender, "" when nothing has been taken in.
    """

    kind: str
    from_desk: str
    sender: Sender = Sender.UNSIGNED
    sender_key: str = ""
    dry_run: bool = False
    people: tuple[PersonReport, ...] = ()
    left: int = 0
    new: int = 0
    updated: int = 0
    unchanged: int = 0
    superseded: bool = False
    receipt: str = ""

    @property
    def changes(self) -> tuple[RowChange, ...]:
        """Everybody's rows that differ from those here, but for conflicts."""
        return tuple(change for person in self.people for change in person.changes)

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """All that a person must decide about."""
        return tuple(conflict for person in self.people for conflict in person.conflicts)


def report_on(envelope: Envelope, sender: Sender, people: Sequence[PersonReport]) -> ReceiveReport:
    """What became of the people in a file, counted."""
    counted = Counter(person.outcome for person in people)
    return ReceiveReport(
        kind=envelope.format.value,
        from_desk=clean(envelope.from_desk),
        sender=sender,
        sender_key=fingerprint(envelope.signed_by),
        people=tuple(people),
        new=counted[Outcome.NEW],
        updated=counted[Outcome.UPDATED],
        unchanged=counted[Outcome.UNCHANGED],
    )


def receipt_code(sha256: str) -> str:
    """A short code for the content of a file: what its receiver tells its sender."""
    digits = sha256[:12]
    return "-".join(digits[start : start + 4] for start in range(0, 12, 4))


def note_received(unit: UnitOfWork, envelope: Envelope) -> str:
    """Note that a file was taken in; its receipt, the same for the same content."""
    receipt = receipt_code(envelope.sha256)
    unit.execute(
        "received_write",
        sha256=envelope.sha256,
        format=envelope.format.value,
        from_desk=clean(envelope.from_desk),
        received_at=plain_value(unit.now),
        receipt=receipt,
    )
    return receipt
