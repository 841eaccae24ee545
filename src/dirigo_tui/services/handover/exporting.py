"""Handing on: one participant's whole file, sealed for another desk."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.records import (
    OWNED,
    OwnedRecord,
    Participant,
    Plain,
    Rating,
    Sharing,
    to_plain,
)
from dirigo_tui.domain.vocabulary import Action, EnvelopeFormat, Protection, SharedAs
from dirigo_tui.services.consents import note_handover
from dirigo_tui.services.handing_out import hand_out
from dirigo_tui.services.handover.row_history import RowHistory
from dirigo_tui.services.participants import ParticipantFile, file_of, find_by_reference
from dirigo_tui.services.ports import Desk, Envelope, Reader, UnitOfWork
from dirigo_tui.services.signing import own_signing_key

TEMPLATES = "rating_template"
"""The list of the payload that holds the questions as they were asked."""
EARLIER = "earlier"
"""The part of the payload that tells what each row has said before, as hashes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Where a sealed file goes, and who may open it.

    Attributes:
        path: a file that is not there yet.
        recipients: age recipients, any of whom can open it; or else a passphrase.
    """

    path: Path
    recipients: Sequence[str] = ()
    passphrase: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed(Target):
    """Whose file, where to, and who may open it."""

    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportParticipant(Sealed):
    """A whole file, to another desk of the same organisation."""


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
    """Write one participant's file, complete and sealed, and note that it left.

    It goes to another desk of the organisation, where the same secrecy holds, so that it takes no
    consent; what goes to anybody else does (:func:`export_extract`).

    Blocks while it reads, seals and writes: a full-screen front end calls it off its event loop.

    Raises:
        Refused: ``reference_unknown``; ``protected_identity`` for people with protected identity,
            whose rows leave no desk (DOMAIN.md §10); ``recipient_…``, ``passphrase_empty``;
            ``file_exists``, ``disk_full`` and the like. Nothing is left behind then.
    """
    outgoing = desk.read(_whole_file, command.reference)
    return seal_and_note(desk, command, EnvelopeFormat.PARTICIPANT, outgoing, note_handover)


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What is to leave, and whose it is."""

    participant_id: str
    payload: Mapping[str, Any]
    from_desk: str


def seal_and_note(
    desk: Desk,
    command: Sealed,
    format: EnvelopeFormat,
    outgoing: Outgoing,
    note_sharing: Callable[[UnitOfWork, str], None],
    **params: Plain,
) -> ExportReceipt:
    """Write a sealed file that is not there yet, and note that it left the desk.

    Args:
        desk: an unlocked desk.
        command: where to, and who may open it.
        format: of the document.
        outgoing: what it is to hold.
        note_sharing: notes in the person's file that it has gone out.
        **params: what the history says of it besides.

    Raises:
        Refused: ``recipient_…``, ``passphrase_empty``; ``file_exists``, ``disk_full`` and the like;
            what ``note_sharing`` refuses. Nothing is left behind then.
    """
    sealed, envelope = seal(
        desk,
        command,
        format,
        outgoing.payload,
        from_desk=outgoing.from_desk,
        counts=row_counts(outgoing.payload),
    )

    def note(unit: UnitOfWork) -> None:
        note_sharing(unit, outgoing.participant_id)
        unit.happened(
            Action.PARTICIPANT_EXPORTED,
            outgoing.participant_id,
            recipients=" ".join(command.recipients),
            sha256=envelope.sha256,
            **params,
        )

    hand_out(desk, command.path, sealed, note)
    return ExportReceipt(command.path, outgoing.participant_id, envelope.counts, envelope.sha256)


def seal(
    desk: Desk,
    target: Target,
    format: EnvelopeFormat,
    payload: Mapping[str, Any],
    *,
    from_desk: str,
    counts: Mapping[str, int],
) -> tuple[bytes, Envelope]:
    """A signed document for whoever may open it, and what it will be read as.

    Raises ``Refused``: ``recipient_…``, ``passphrase_empty``.
    """
    document = desk.envelopes.wrap(
        format,
        payload,
        practice=desk.practice,
        created=datetime.now(UTC),
        from_desk=from_desk,
        counts=counts,
        signing_key=own_signing_key(desk),
    )
    # The form that will be read is the form that is vouched for.
    envelope = desk.envelopes.unwrap(document)
    sealed = desk.containers.seal(
        document, recipients=target.recipients, passphrase=target.passphrase
    )
    return sealed, envelope


def exportable(reader: Reader, reference: str) -> ParticipantFile:
    """The file of somebody whose rows may leave the desk.

    Raises ``Refused``: ``reference_unknown``; ``protected_identity`` (DOMAIN.md §10).
    """
    participant = find_by_reference(reader, reference)
    if participant.protection is not Protection.NONE:
        raise Refused("protected_identity", reference=participant.reference)
    return file_of(reader, participant.id)


def _whole_file(reader: Reader, reference: str) -> Outgoing:
    file = exportable(reader, reference)
    return Outgoing(file.participant.id, payload_of(reader, file), reader.setting("desk"))


def payload_of(reader: Reader, file: ParticipantFile) -> dict[str, Any]:
    """A whole file as it goes to another desk."""
    payload: dict[str, Any] = {kind.table: [] for kind in OWNED}
    for record in file.records():
        if isinstance(record, OwnedRecord) and not _is_handover(record):
            payload[record.table].append(to_plain(record))
    payload[Participant.table] = to_plain(file.participant)
    payload[TEMPLATES] = templates_of(reader, file.ratings)
    payload[EARLIER] = RowHistory.of(reader, file.participant.id).earlier(file.records())
    return payload


def _is_handover(record: OwnedRecord) -> bool:
    """Whether it says that this desk has handed the file on, which is of no use elsewhere."""
    return isinstance(record, Sharing) and record.shared_as is SharedAs.HANDOVER


def templates_of(reader: Reader, ratings: Iterable[Rating]) -> list[dict[str, Any]]:
    """The questions that were answered, as they were asked."""
    used = {(rating.template, rating.template_version) for rating in ratings}
    return [
        row
        for row in reader.rows("rating_templates")
        if (row["template"], row["template_version"]) in used
    ]


def row_counts(payload: Mapping[str, Any]) -> dict[str, int]:
    """How many rows of each kind are in one person's payload."""
    rows = {name: len(rows) for name, rows in payload.items() if isinstance(rows, list)}
    return {Participant.table: 1, **rows}
