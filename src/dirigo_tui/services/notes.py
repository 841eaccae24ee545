"""Dated notes by the caseworker: what was said and done at a check-in, a meeting, a call."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.records import Note, Participant
from dirigo_tui.domain.text import clean
from dirigo_tui.domain.vocabulary import Action, NoteKind
from dirigo_tui.services.ports import Reader, UnitOfWork
from dirigo_tui.services.recording import stamp


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteNote:
    """What happened, on a day that is not in the future.

    Attributes:
        text: may be "" for a contact whose kind says it all, e.g. a call.
        on: today when None.
    """

    participant_id: str
    text: str = ""
    kind: NoteKind = NoteKind.NOTE
    on: date | None = None


def write_note(unit: UnitOfWork, command: WriteNote) -> Note:
    """Write a note into a participant's file.

    Raises:
        Refused: ``not_found``; ``note_empty``; ``day_in_future(on)``.
    """
    unit.get(Participant, command.participant_id)
    note = add_note(unit, command)
    unit.happened(
        Action.NOTE_WRITTEN, note.participant_id, kind=note.kind.value, on=note.on.isoformat()
    )
    return note


def add_note(unit: UnitOfWork, command: WriteNote) -> Note:
    """Add a note as one part of a larger use case. Raises as :func:`write_note`."""
    on = command.on or unit.today
    text = clean(command.text, multiline=True)
    if on > unit.today:
        raise Refused("day_in_future", on=on)
    if not text and command.kind is NoteKind.NOTE:
        raise Refused("note_empty")
    return unit.add(
        Note(
            **stamp(unit),
            participant_id=command.participant_id,
            on=on,
            kind=command.kind,
            text=text,
        )
    )


def notes_of(reader: Reader, participant_id: str) -> tuple[Note, ...]:
    """A participant's notes, the latest first; of the same day, the one written last first."""
    found = reader.find(Note, participant_id=participant_id)
    return tuple(sorted(found, key=lambda note: (note.on, note.recorded_at), reverse=True))
