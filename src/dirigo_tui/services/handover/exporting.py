"""Handing on: one participant's whole file, sealed for another desk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.records import OWNED, OwnedRecord, Participant, to_plain
from dirigo_tui.domain.vocabulary import Action, EnvelopeFormat, Protection
from dirigo_tui.safe_files import write_verified
from dirigo_tui.services.handover.row_history import RowHistory
from dirigo_tui.services.participants import file_of, find_by_reference
from dirigo_tui.services.ports import Desk, Reader, UnitOfWork

TEMPLATES = "rating_template"
"""The list of the payload that holds the questions as they were asked."""
EARLIER = "earlier"
"""The part of the payload that tells what each row has said before, as hashes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportParticipant:
    """Whose file, where to, and who may open it.

    Attributes:
        path: a file that is not there yet.
        recipients: age recipients, any of whom can open it; or else a passphrase.
    """

    reference: str
    path: Path
    recipients: Sequence[str] = ()
    passphrase: str = ""


@dataclass(frozen=True, slots=True)
class ExportReceipt:
    """What has left the desk.

    Attributes:
        counts: number of rows by table.
        sha256: of the payload, in hexadecimal.
    """

    path: Path
    participant_id: str
    counts: Mapping[str, int]
    sha256: str


def export_participant(desk: Desk, command: ExportParticipant) -> ExportReceipt:
    """Write one participant's file, complete and sealed, and note in the history that it left.

    Blocks while it reads, seals and writes: a full-screen front end calls it off its event loop.

    Raises:
        Refused: ``reference_unknown``; ``protected_identity`` for people with protected identity,
            whose rows leave no desk (DOMAIN.md §10); ``recipient_…``, ``passphrase_empty``;
            ``file_exists``, ``disk_full`` and the like. Nothing is left behind then.
    """
    participant_id, payload, from_desk = desk.read(_payload, command.reference)
    document = desk.envelopes.wrap(
        EnvelopeFormat.PARTICIPANT,
        payload,
        practice=desk.practice,
        created=datetime.now(UTC),
        from_desk=from_desk,
        counts=_counts(payload),
    )
    # The form that will be read is the form that is vouched for.
    envelope = desk.envelopes.unwrap(document)
    sealed = desk.containers.seal(
        document, recipients=command.recipients, passphrase=command.passphrase
    )
    write_verified(command.path, sealed)
    try:
        desk.write(_note_export, participant_id, tuple(command.recipients), envelope.sha256)
    except BaseException:
        command.path.unlink()
        raise
    return ExportReceipt(command.path, participant_id, envelope.counts, envelope.sha256)


def _payload(reader: Reader, reference: str) -> tuple[str, dict[str, Any], str]:
    participant = find_by_reference(reader, reference)
    if participant.protection is not Protection.NONE:
        raise Refused("protected_identity", reference=participant.reference)
    file = file_of(reader, participant.id)
    payload: dict[str, Any] = {kind.table: [] for kind in OWNED}
    for record in file.records():
        if isinstance(record, OwnedRecord):
            payload[record.table].append(to_plain(record))
    payload[Participant.table] = to_plain(participant)
    used = {(rating.template, rating.template_version) for rating in file.ratings}
    payload[TEMPLATES] = [
        row
        for row in reader.rows("rating_templates")
        if (row["template"], row["template_version"]) in used
    ]
    payload[EARLIER] = RowHistory.of(reader, participant.id).earlier(file.records())
    return participant.id, payload, reader.setting("desk")


def _counts(payload: Mapping[str, Any]) -> dict[str, int]:
    rows = {name: len(rows) for name, rows in payload.items() if isinstance(rows, list)}
    return {Participant.table: 1, **rows}


def _note_export(
    unit: UnitOfWork, participant_id: str, recipients: Sequence[str], sha256: str
) -> None:
    unit.happened(
        Action.PARTICIPANT_EXPORTED,
        participant_id,
        recipients=" ".join(recipients),
        sha256=sha256,
    )
