"""Handing on what a supervisor needs to add desks together, and nothing that says who."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from dirigo_tui.domain.outcomes import RULES_VERSION
from dirigo_tui.domain.pseudonyms import fingerprint
from dirigo_tui.domain.vocabulary import Action, EnvelopeFormat
from dirigo_tui.safe_files import write_verified
from dirigo_tui.services.cohort_files.content import own_content
from dirigo_tui.services.cohort_files.payload import Sender, to_payload
from dirigo_tui.services.export_log import COHORT, OutgoingFile, note_file
from dirigo_tui.services.organisation_key import ensure_key, own_key
from dirigo_tui.services.ports import Desk, Reader, UnitOfWork
from dirigo_tui.services.progress import Progress, Stage, unheard
from dirigo_tui.services.signing import own_signing_key


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportCohort:
    """Where to, and who may open it.

    Attributes:
        path: a file that is not there yet.
        recipients: age recipients, any of whom can open it.
    """

    path: Path
    recipients: Sequence[str]


@dataclass(frozen=True, slots=True)
class CohortReceipt:
    """What has left the desk.

    Attributes:
        counts: how many people by pseudonym, shares in totals, and people with protected identity.
        sha256: of the payload, in hexadecimal.
        key_is_new: this desk had no organisation's key, and has drawn one.
    """

    path: Path
    counts: Mapping[str, int]
    sha256: str
    key_is_new: bool


def export_cohort(desk: Desk, command: ExportCohort, progress: Progress = unheard) -> CohortReceipt:
    """Write everybody who counts, de-identified and sealed, and note in the journal that it left.

    Blocks while it reads, seals and writes: a full-screen front end calls it off its event loop.

    Raises:
        Refused: ``recipient_…``; ``file_exists``, ``disk_full`` and the like; ``stopped`` by
            ``progress``. Nothing is left behind then.
    """
    for recipient in command.recipients:
        desk.containers.check_recipient(recipient)
    key_is_new = desk.write(_prepare)
    progress(Stage.COUNT, 0, 0)
    payload, from_desk = desk.read(_payload)
    document = desk.envelopes.wrap(
        EnvelopeFormat.COHORT,
        payload,
        practice=desk.practice,
        created=datetime.now(UTC),
        from_desk=from_desk,
        counts={name: len(payload[name]) for name in ("people", "shares", "protected")},
        signing_key=own_signing_key(desk),
    )
    # The form that will be read is the form that is vouched for.
    envelope = desk.envelopes.unwrap(document)
    progress(Stage.SEAL, 0, 0)
    write_verified(command.path, desk.containers.seal(document, recipients=command.recipients))
    try:
        desk.write(_note_export, command.recipients, envelope.sha256)
    except BaseException:
        command.path.unlink()
        raise
    return CohortReceipt(command.path, envelope.counts, envelope.sha256, key_is_new)


def _prepare(unit: UnitOfWork) -> bool:
    """See to it that the desk has an id and a key; whether the key is new."""
    if not unit.setting("desk_id"):
        unit.set_setting("desk_id", unit.new_id())
    return ensure_key(unit).is_new


def _payload(reader: Reader) -> tuple[dict[str, Any], str]:
    key = own_key(reader) or b""
    sender = Sender(
        desk_id=reader.setting("desk_id"),
        organisation_key=fingerprint(key),
        rules_version=RULES_VERSION,
    )
    return to_payload(sender, own_content(reader, key)), reader.setting("desk")


def _note_export(unit: UnitOfWork, recipients: Sequence[str], sha256: str) -> None:
    note_file(unit, OutgoingFile(form=COHORT, recipients=len(recipients), fingerprint=sha256))
    unit.happened(Action.COHORT_EXPORTED, None, recipients=" ".join(recipients), sha256=sha256)
