"""A note written from the list, without opening the person."""

from __future__ import annotations

from datetime import date
from typing import Any

from dirigo_tui.domain.records import Note
from dirigo_tui.domain.vocabulary import NoteKind
from dirigo_tui.forms.draft_keys import DraftKey
from dirigo_tui.forms.person import QUICK_NOTE
from dirigo_tui.services.caseload import CaseloadRow
from dirigo_tui.services.notes import WriteNote, write_note
from dirigo_tui.services.person import Person
from dirigo_tui.tui.screen import UsesDesk
from dirigo_tui.tui.widgets.form_dialog import FormDialog


def quick_note(screen: UsesDesk, person: CaseloadRow | Person, today: date) -> FormDialog[Note]:
    """The dialog; its draft is the one of the person's own page."""

    async def save(values: dict[str, Any]) -> Note:
        return await screen.write(write_note, WriteNote(participant_id=person.id, **values))

    return FormDialog(
        QUICK_NOTE,
        save,
        whose=person.name,
        values={"kind": NoteKind.NOTE, "on": today},
        draft_key=str(DraftKey("", QUICK_NOTE.id, "", person.id)),
        participant_id=person.id,
    )
