"""Handing on: the files of a desk, or of one caseworker at it, in one sealed file."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.records import Participant, plain_value
from dirigo_tui.domain.text import clean, fold
from dirigo_tui.domain.vocabulary import Access, Action, EnvelopeFormat, Protection
from dirigo_tui.services.consents import note_handover
from dirigo_tui.services.handing_out import hand_out
from dirigo_tui.services.handover.exporting import Target, payload_of, row_counts, seal
from dirigo_tui.services.handover.report import receipt_code
from dirigo_tui.services.participants import file_of
from dirigo_tui.services.ports import Desk, Reader, UnitOfWork
from dirigo_tui.services.progress import Progress, Stage, unheard

PEOPLE: Final = "participants"
"""The list of the payload that holds everybody's, each as in a participant's own file."""

MOST_PEOPLE: Final = 1000
"""Many times what one caseworker has, and what a computer can hold in memory without effort."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportCaseload(Target):
    """Whole files, to another desk of the same organisation.

    Attributes:
        caseworker: whose people; everybody at the desk when "".
    """

    caseworker: str = ""


@dataclass(frozen=True, slots=True)
class CaseloadReceipt:
    """What has left the desk, and what to expect from whoever takes it in.

    Attributes:
        protected: references of those who stay, as their identity is protected (DOMAIN.md §10).
        counts: number of rows by table, and of people.
        sha256: of the payload, in hexadecimal.
        receipt: what the other desk shows when everybody has been taken in.
    """

    path: Path
    protected: tuple[str, ...]
    counts: Mapping[str, int]
    sha256: str
    receipt: str


@dataclass(frozen=True, slots=True)
class _Caseload:
    """What is to leave, and whose it is."""

    ids: Sequence[str]
    files: Sequence[Mapping[str, Any]]
    protected: tuple[str, ...]
    from_desk: str

    @property
    def counts(self) -> dict[str, int]:
        rows = sum((Counter(row_counts(file)) for file in self.files), Counter())
        return {PEOPLE: len(self.files), **rows}


def export_caseload(
    desk: Desk, command: ExportCaseload, progress: Progress = unheard
) -> CaseloadReceipt:
    """Write everybody's file, complete and sealed, and note of each person that it left.

    Blocks while it reads, seals and writes: a full-screen front end calls it off its event loop.

    Raises:
        Refused: ``caseload_empty`` when nobody's file may leave; ``caseload_too_large`` (most);
            ``recipient_…``, ``passphrase_empty``; ``file_exists``, ``disk_full`` and the like;
            ``stopped`` by ``progress``. Nothing is left behind then.
    """
    caseload = desk.read(_caseload, command.caseworker, progress)
    progress(Stage.SEAL, 0, 0)
    sealed, envelope = seal(
        desk,
        command,
        EnvelopeFormat.CASELOAD,
        {PEOPLE: caseload.files},
        from_desk=caseload.from_desk,
        counts=caseload.counts,
    )

    def note(unit: UnitOfWork) -> None:
        for id in caseload.ids:
            _note(unit, id, recipients=" ".join(command.recipients), sha256=envelope.sha256)

    hand_out(desk, command.path, sealed, note)
    return CaseloadReceipt(
        command.path,
        caseload.protected,
        envelope.counts,
        envelope.sha256,
        receipt_code(envelope.sha256),
    )


def _caseload(reader: Reader, caseworker: str, progress: Progress) -> _Caseload:
    wanted = fold(clean(caseworker))
    people = [
        person
        for person in reader.find(Participant)
        if not wanted or fold(person.caseworker) == wanted
    ]
    open_people = [person for person in people if person.protection is Protection.NONE]
    protected = tuple(p.reference for p in people if p.protection is not Protection.NONE)
    if not open_people:
        raise Refused("caseload_empty")
    if len(open_people) > MOST_PEOPLE:
        raise Refused("caseload_too_large", most=MOST_PEOPLE)
    files = []
    for done, person in enumerate(open_people):
        progress(Stage.READ, done, len(open_people))
        files.append(payload_of(reader, file_of(reader, person.id)))
    return _Caseload([p.id for p in open_people], files, protected, reader.setting("desk"))


def _note(unit: UnitOfWork, participant_id: str, **params: str) -> None:
    """What :meth:`UnitOfWork.happened` would say, which happens once: the file leaves for all."""
    note_handover(unit, participant_id)
    unit.execute(
        "journal_told",
        at=plain_value(unit.now),
        actor=unit.actor,
        participant_id=participant_id,
        action=Action.PARTICIPANT_EXPORTED.value,
        params=json.dumps(params, ensure_ascii=False),
    )
    unit.accessed(Access.EXPORTED, participant_id)
