"""A quick note about somebody, from wherever one is: one draft a person, whichever the way."""

from __future__ import annotations

from datetime import date
from typing import Any, Protocol

from dirigo_tui.domain.records import Note
from dirigo_tui.domain.vocabulary import NoteKind
from dirigo_tui.forms.definitions import NOTE
from dirigo_tui.services.notes import WriteNote, write_note
from dirigo_tui.tui.draft_keys import DraftKey
from dirigo_tui.tui.screen import UsesDesk
from dirigo_tui.tui.widgets.form_dialog import FormDialog


class Somebody(Protocol):
    """Whom a note is about."""

    @property
    def id(self) -> str:
        """Participant id."""

    @property
    def name(self) -> str:
        """What to call the person; an alias when the identity is protected."""


def note_about(place: UsesDesk, person: Somebody, today: date) -> FormDialog[Note]:
    """The dialog, to be pushed; its result is the note, or None.

    Args:
        place: the screen or section that asks.
    """

    async def save(values: dict[str, Any]) -> Note:
        return await place.write(write_note, WriteNote(participant_id=person.id, **values))

    return FormDialog(
        NOTE,
        save,
        values={"kind": NoteKind.NOTE, "on": today},
        draft_key=str(DraftKey("", NOTE.id, "", person.id)),
        participant_id=person.id,
        whose=person.name,
    )
