"""Gallring: what is due, who has approved it, and destroying it (DOMAIN.md §10).

A list, and never by itself. What is left is a certificate without content, the days on which the
person counts (``former_participants.py``) and the access log, which has ids alone.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.protection import shown_name
from dirigo_tui.domain.records import Participant, plain_value
from dirigo_tui.domain.retention import APPROVALS, BACKUP_DAYS, is_exempt
from dirigo_tui.domain.text import clean
from dirigo_tui.domain.vocabulary import Access
from dirigo_tui.services.former_participants import leave_behind
from dirigo_tui.services.participants import file_of, find_by_reference
from dirigo_tui.services.ports import Desk, Reader, UnitOfWork

_JOURNAL: Final = "journal"


@dataclass(frozen=True, slots=True, kw_only=True)
class DueFile:
    """A file whose time is up.

    Attributes:
        name: as lists show it.
        finished_by: the last day to be done with it.
        held: why it is not to be destroyed for now, or "".
        approved_by: who has approved, the first one first.
        birth_date_known: who is born when nobody knows may be exempt, and is not destroyed.
    """

    id: str
    reference: str
    name: str
    finished_by: date
    held: str
    approved_by: tuple[str, ...]
    birth_date_known: bool

    @property
    def may_be_destroyed(self) -> bool:
        """Whether nothing more is needed."""
        return self.birth_date_known and not self.held and len(self.approved_by) >= APPROVALS


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """That one file was destroyed, and nothing of what was in it.

    Attributes:
        at: UTC.
        finished_by: the day by which it was to be done.
        rows: how many rows of each table.
        backups_until: no backup of the desk's own holds the file after that day.
    """

    number: int
    at: datetime
    actor: str
    approved_by: tuple[str, ...]
    finished_by: date
    rows: Mapping[str, int]
    backups_until: date


def due_files(reader: Reader) -> list[DueFile]:
    """Every file that is due today, the first to be finished first."""
    return [_due(row) for row in reader.rows("retention_due", today=reader.today.isoformat())]


def approve(unit: UnitOfWork, reference: str, person: str = "") -> DueFile:
    """Approve that a file is destroyed; the file as it stands then.

    Args:
        unit: the unit of work.
        reference: whose file.
        person: who approves; "" for the caseworker at this desk.

    Raises:
        Refused: ``reference_unknown``, ``retention_exempt``, ``retention_not_due``,
            ``retention_birth_date_unknown``, ``retention_held`` (reason), ``retention_nobody`` when
            the desk has no caseworker's name either, ``retention_same_person``.
    """
    file = _due_file(unit, reference)
    person = clean(person) or unit.actor
    if not person:
        raise Refused("retention_nobody")
    if person.casefold() in {earlier.casefold() for earlier in file.approved_by}:
        raise Refused("retention_same_person", person=person)
    unit.execute(
        "retention_approve", participant_id=file.id, person=person, at=plain_value(unit.now)
    )
    unit.accessed(Access.DESTRUCTION_APPROVED, file.id)
    return _due_file(unit, reference)


def hold(unit: UnitOfWork, reference: str, reason: str) -> None:
    """Keep a file from being destroyed; approvals are void. Raises ``reference_unknown`` and
    ``retention_hold_without_reason``."""
    reason = clean(reason)
    if not reason:
        raise Refused("retention_hold_without_reason")
    participant_id = find_by_reference(unit, reference).id
    unit.execute("retention_unapprove", participant_id=participant_id)
    unit.execute(
        "retention_hold",
        participant_id=participant_id,
        at=plain_value(unit.now),
        actor=unit.actor,
        reason=reason,
    )
    unit.accessed(Access.CHANGED, participant_id)


def release(unit: UnitOfWork, reference: str) -> None:
    """Let a file be destroyed again when it is due. Raises ``reference_unknown``."""
    participant_id = find_by_reference(unit, reference).id
    unit.execute("retention_release", participant_id=participant_id)
    unit.accessed(Access.CHANGED, participant_id)


def destroy(desk: Desk) -> list[Certificate]:
    """Destroy every file that is due and approved, so that nothing of it can be read again.

    Own backups of before hold the files until they end (``backups_until``); a new one is made.
    Blocks for as long as it takes to write the database file anew.

    Raises:
        Refused: ``retention_nothing_approved``; ``database_busy`` and the like when the files are
            destroyed but the database could not be written anew: close other windows and run it
            again.
    """
    certificates = desk.write(_destroy_approved)
    desk.forget_deleted()
    return certificates


def certificates(reader: Reader) -> list[Certificate]:
    """Every certificate, the latest first."""
    return [_certificate(row) for row in reader.rows("certificates")]


def _destroy_approved(unit: UnitOfWork) -> list[Certificate]:
    approved = [file for file in due_files(unit) if file.may_be_destroyed]
    if not approved:
        raise Refused("retention_nothing_approved", needed=APPROVALS)
    for file in approved:
        _destroy(unit, file)
    return certificates(unit)[: len(approved)]


def _destroy(unit: UnitOfWork, due: DueFile) -> None:
    records = list(file_of(unit, due.id).records())
    participant = unit.get(Participant, due.id)
    rows: dict[str, int] = {}
    for record in records:
        rows[record.table] = rows.get(record.table, 0) + 1
    leave_behind(unit, due.id)
    rows[_JOURNAL] = unit.execute("destroy_journal", participant_id=due.id)
    unit.execute(
        "destroy_drafts",
        participant_id=due.id,
        reference=participant.reference,
        name=participant.name,
    )
    unit.execute("destroy_participant", participant_id=due.id)
    unit.execute(
        "certificate_write",
        at=plain_value(unit.now),
        actor=unit.actor,
        approved_by=json.dumps(due.approved_by, ensure_ascii=False),
        finished_by=due.finished_by.isoformat(),
        rows=json.dumps(rows),
        backups_until=(unit.now.date() + timedelta(days=BACKUP_DAYS)).isoformat(),
    )
    unit.accessed(Access.DESTROYED, due.id)


def _due_file(reader: Reader, reference: str) -> DueFile:
    """The file, if it may be destroyed now but for approvals."""
    participant = find_by_reference(reader, reference)
    if participant.birth_date is not None and is_exempt(participant.birth_date):
        raise Refused("retention_exempt")
    due = next((file for file in due_files(reader) if file.id == participant.id), None)
    if due is None:
        raise Refused("retention_not_due")
    if not due.birth_date_known:
        raise Refused("retention_birth_date_unknown")
    if due.held:
        raise Refused("retention_held", reason=due.held)
    return due


def _due(row: Mapping[str, Any]) -> DueFile:
    approvals: Sequence[tuple[str, str]] = json.loads(row["approvals"])
    return DueFile(
        id=row["id"],
        reference=row["reference"],
        name=shown_name(row["name"], row["reference"], row["protection"]),
        finished_by=date.fromisoformat(json.loads(row["deadline"])[1]),
        held=row["held"] or "",
        approved_by=tuple(person for person, _at in approvals),
        birth_date_known=row["birth_date"] is not None,
    )


def _certificate(row: Mapping[str, Any]) -> Certificate:
    return Certificate(
        number=row["number"],
        at=datetime.fromisoformat(row["at"]),
        actor=row["actor"],
        approved_by=tuple(json.loads(row["approved_by"])),
        finished_by=date.fromisoformat(row["finished_by"]),
        rows=json.loads(row["rows"]),
        backups_until=date.fromisoformat(row["backups_until"]),
    )
