"""An extract for somebody outside the organisation: what the participant has agreed to, sealed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from dirigo_tui.domain import consent
from dirigo_tui.domain.consent import Permit
from dirigo_tui.domain.records import OwnedRecord, Participant, Rating, to_plain
from dirigo_tui.domain.text import clean
from dirigo_tui.domain.vocabulary import ConsentCategory, EnvelopeFormat, SharedAs
from dirigo_tui.services.consents import note_sharing, permitted_to
from dirigo_tui.services.handover.exporting import (
    TEMPLATES,
    ExportReceipt,
    Outgoing,
    Sealed,
    exportable,
    seal_and_note,
    templates_of,
)
from dirigo_tui.services.ports import Desk, Reader, UnitOfWork

_KNOWN = frozenset({"reference", "name", "birth_date"})
"""What tells the recipient whom it is about; whatever else stands with the person is of a category
(``_OF_CATEGORY``) or stays."""

_OF_CATEGORY = {
    "own_goal": ConsentCategory.PLAN,
    "start": ConsentCategory.STATUS,
    "end": ConsentCategory.STATUS,
    "sick_since": ConsentCategory.MEDICAL,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportExtract(Sealed):
    """An extract of somebody's file.

    Attributes:
        recipient: whom it is for, as the consent names them.
    """

    recipient: str


def export_extract(desk: Desk, command: ExportExtract) -> ExportReceipt:
    """Write what the participant lets the recipient have, sealed, and note that it left.

    Only the categories that consents cover today are in it. It is a file to read and not one to
    take in: half a file laid over a whole one would blot it out.

    Raises:
        Refused: ``reference_unknown``, ``protected_identity``; ``consent_missing`` when no consent
            to that recipient is in force; what :func:`seal_and_note` refuses.
    """
    outgoing, permitted = desk.read(_extract, command)
    note = partial(_note, permitted=permitted)
    recipient = next(iter(permitted.values())).recipient
    return seal_and_note(desk, command, EnvelopeFormat.EXTRACT, outgoing, note, recipient=recipient)


def _extract(reader: Reader, command: ExportExtract) -> tuple[Outgoing, Permit]:
    file = exportable(reader, command.reference)
    id = file.participant.id
    permitted = permitted_to(reader, id, command.recipient)
    if not permitted:
        consent.require(permitted, ConsentCategory, clean(command.recipient))
    owned = [record for record in file.records() if isinstance(record, OwnedRecord)]
    rows = consent.extract(owned, permitted)
    payload = {
        "recipient": next(iter(permitted.values())).recipient,
        "categories": [category.value for category in ConsentCategory if category in permitted],
        "participant": _person(file.participant, permitted),
        **_by_table(rows),
        TEMPLATES: templates_of(reader, (row for row in rows if isinstance(row, Rating))),
    }
    return Outgoing(id, payload, reader.setting("desk")), permitted


def _person(participant: Participant, permitted: Permit) -> dict[str, Any]:
    plain = to_plain(participant)
    names = [*_KNOWN, *(name for name, category in _OF_CATEGORY.items() if category in permitted)]
    return {name: plain[name] for name in sorted(names)}


def _by_table(rows: Sequence[OwnedRecord]) -> dict[str, list[dict[str, Any]]]:
    tables: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        tables.setdefault(row.table, []).append(dict(to_plain(row)))
    return tables


def _note(unit: UnitOfWork, participant_id: str, *, permitted: Permit) -> None:
    note_sharing(unit, participant_id, SharedAs.EXTRACT, permitted)
