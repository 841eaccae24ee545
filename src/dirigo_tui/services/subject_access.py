"""Registerutdrag: everything that is stored about one person, for that person (DOMAIN.md §10).

Every version, also of what was struck or undone, and the access log. It goes to the participant and
needs no consent. One month is what the law gives to answer; nothing here counts it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.records import (
    OWNED,
    JournalEntry,
    OwnedRecord,
    Participant,
    PlanVersion,
    plain_value,
    to_plain,
)
from dirigo_tui.domain.vocabulary import Access
from dirigo_tui.safe_files import write_verified
from dirigo_tui.services.access_log import LogLine, readers_of
from dirigo_tui.services.drafts import Draft, drafts
from dirigo_tui.services.history import history
from dirigo_tui.services.paper import Paper
from dirigo_tui.services.participants import find_by_reference
from dirigo_tui.services.plan_paper import may_hand_out
from dirigo_tui.services.ports import Desk, Reader, UnitOfWork

FORMAT: Final = "dirigo.subject_access"
VERSION: Final = 1


class ExtractForm(StrEnum):
    """What the extract is written as, by the file's suffix."""

    TEXT = "txt"
    PDF = "pdf"
    JSON = "json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """Everything about one person.

    Attributes:
        made_on: the day it is made.
        records: every row of the person's file by kind, in the order it was recorded.
        history: what was done to the file, latest first.
        log: who has read and done what, latest first.
        drafts: what is being written about the person and is not saved yet.
    """

    made_on: date
    practice: bool
    organisation: str
    desk: str
    participant: Participant
    records: Mapping[type[OwnedRecord], Sequence[OwnedRecord]]
    history: Sequence[JournalEntry]
    log: Sequence[LogLine]
    drafts: Sequence[Draft]

    def plain(self) -> dict[str, Any]:
        """JSON-ready: codes as they are stored, one list for each table."""
        return {
            "format": FORMAT,
            "version": VERSION,
            "practice": self.practice,
            "made_on": self.made_on.isoformat(),
            "organisation": self.organisation,
            "desk": self.desk,
            "participant": to_plain(self.participant),
            **{kind.table: [_plain(row) for row in rows] for kind, rows in self.records.items()},
            "history": [
                {
                    "at": plain_value(entry.at),
                    "actor": entry.actor,
                    "action": entry.action,
                    "params": dict(entry.params),
                    "undone": entry.undone,
                }
                for entry in self.history
            ],
            "access_log": [line.plain() for line in self.log],
            "drafts": [
                {"saved_at": plain_value(draft.saved_at), "content": draft.content}
                for draft in self.drafts
            ],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteExtract:
    """Whose extract, and where to.

    Attributes:
        path: ``F.txt``, ``F.pdf`` or ``F.json``, which is not there yet; without a suffix both
            ``F.txt`` and ``F.json`` are written.
        reason: needed for somebody with protected identity.
    """

    reference: str
    path: Path
    reason: str = ""


def everything_about(reader: Reader, participant_id: str, *, practice: bool) -> Extract:
    """All that is stored about a participant. Raises ``Refused("not_found")``."""
    return Extract(
        made_on=reader.today,
        practice=practice,
        organisation=reader.setting("organisation"),
        desk=reader.setting("desk"),
        participant=reader.get(Participant, participant_id),
        records={kind: reader.find(kind, participant_id=participant_id) for kind in OWNED},
        history=history(reader, participant_id),
        log=readers_of(reader, participant_id),
        drafts=[draft for draft in drafts(reader) if draft.participant_id == participant_id],
    )


def write_extract(
    desk: Desk, command: WriteExtract, worded: Callable[[Extract], Paper]
) -> tuple[Path, ...]:
    """Write the extract, and note in the access log that it was made; the files written.

    Blocks while it reads and writes: a full-screen front end calls it off its event loop.

    Args:
        desk: the desk.
        command: whose, and where to.
        worded: puts it into words.

    Raises:
        Refused: ``reference_unknown``; ``print_without_reason`` for somebody with protected
            identity; ``paper_form_unknown`` for another suffix; ``file_exists``, ``disk_full`` and
            the like. Nothing is left behind then.
    """
    targets = _targets(command.path)
    extract = desk.read(_extract, command, desk.practice)
    written: list[Path] = []
    try:
        for path, form in targets:
            write_verified(path, _content(desk, extract, form, worded))
            written.append(path)
        desk.write(_note, extract.participant.id, command.reason)
    except BaseException:
        for path in written:
            path.unlink()
        raise
    return tuple(written)


def _targets(path: Path) -> list[tuple[Path, ExtractForm]]:
    if not path.suffix:
        both = (ExtractForm.TEXT, ExtractForm.JSON)
        return [(path.with_name(f"{path.name}.{form}"), form) for form in both]
    try:
        return [(path, ExtractForm(path.suffix.lower().removeprefix(".")))]
    except ValueError:
        raise Refused("paper_form_unknown", forms=[f".{form}" for form in ExtractForm]) from None


def _extract(reader: Reader, command: WriteExtract, practice: bool) -> Extract:
    participant = find_by_reference(reader, command.reference)
    may_hand_out(participant, command.reason)
    return everything_about(reader, participant.id, practice=practice)


def _content(
    desk: Desk, extract: Extract, form: ExtractForm, worded: Callable[[Extract], Paper]
) -> bytes:
    if form is ExtractForm.JSON:
        return json.dumps(extract.plain(), ensure_ascii=False, indent=2).encode() + b"\n"
    paper = worded(extract)
    if form is ExtractForm.TEXT:
        return desk.papers.text(paper)
    content, _notices = desk.papers.pdf(paper, large=False)
    return content


def _note(unit: UnitOfWork, participant_id: str, reason: str) -> None:
    unit.accessed(Access.SUBJECT_ACCESS, participant_id, reason)


def _plain(record: OwnedRecord) -> dict[str, Any]:
    plain: dict[str, Any] = dict(to_plain(record))
    if isinstance(record, PlanVersion) and record.snapshot:
        # A text within a text could be read by a program only.
        plain["snapshot"] = json.loads(record.snapshot)
    return plain
