"""The history: what was done to the file, and the notes; writing a note, taking back."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from dirigo_tui.cli.plain.menu import Entry, Menu, visit
from dirigo_tui.cli.plain.page import Page
from dirigo_tui.cli.plain.place import Place
from dirigo_tui.domain.dates import today_in_sweden
from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.records import JournalEntry, Note
from dirigo_tui.domain.vocabulary import NoteKind
from dirigo_tui.forms.person import QUICK_NOTE
from dirigo_tui.i18n.catalogue import _
from dirigo_tui.i18n.formats import clock, short_day
from dirigo_tui.i18n.history import told_of
from dirigo_tui.i18n.words import word
from dirigo_tui.services.caseload import row_of
from dirigo_tui.services.history import history as history_of
from dirigo_tui.services.history import redo, undo
from dirigo_tui.services.notes import WriteNote, notes_of, write_note

FRESH: Final = timedelta(hours=12)
"""What is older is not taken back without asking."""

AT_ONCE: Final = 10
"""So many entries are read out at a time."""


def history(page: Page) -> None:
    """Read what was done, a few entries at a time, or the notes in full."""
    console, begin = page.place.console, 0

    def older() -> None:
        nonlocal begin
        begin += AT_ONCE

    def look() -> Menu:
        today = page.person.today
        entries = page.place.desk.read(history_of, page.id)
        notes = page.place.desk.read(notes_of, page.id)
        return Menu(
            page.where(_("Historik")),
            [
                Entry(_("Det som är äldre"), older, len(entries) > begin + AT_ONCE),
                Entry(
                    _("Läs anteckningarna"),
                    lambda: console.say(*(_note(note, today) for note in notes)),
                    bool(notes),
                ),
            ],
            [_entry(entry, today) for entry in entries[begin : begin + AT_ONCE]]
            or [_("Inget har gjorts i akten än.")],
        )

    visit(console, look)


def _entry(entry: JournalEntry, today: date) -> str:
    day = short_day(today_in_sweden(entry.at), today)
    told = told_of(entry, today)
    said = _("ångrat: {what}").format(what=told) if entry.undone else told
    return f"{day} {clock(entry.at)}: {said}"


def _note(note: Note, today: date) -> str:
    return f"{short_day(note.on, today)}, {word(note.kind)}: {note.text}"


def write(page: Page) -> None:
    """Write a note."""

    def save(values: dict[str, Any]) -> Note:
        return page.place.write(write_note, WriteNote(participant_id=page.id, **values))

    page.ask(QUICK_NOTE, save, values={"kind": NoteKind.NOTE, "on": page.person.today})


def take_back(place: Place, participant_id: str | None = None) -> None:
    """Take back the latest change; ask first when it is not fresh."""
    try:
        entry = place.desk.write(undo, participant_id, datetime.now(UTC) - FRESH)
    except Refused as refused:
        older = refused.params.get("entry")
        if not isinstance(older, JournalEntry):
            raise
        day = short_day(today_in_sweden(older.at), today_in_sweden(datetime.now(UTC)))
        question = _("Det är från {day}: {what} Ta tillbaka det?")
        if not place.console.agree(question.format(day=day, what=_told(older))):
            return
        entry = place.desk.write(undo, participant_id)
    _say(place, _("Ångrat: {what}"), entry)


def do_again(place: Place, participant_id: str | None = None) -> None:
    """Do again what was taken back last."""
    entry = place.desk.write(redo, participant_id)
    _say(place, _("Gjort om: {what}"), entry)


def _say(place: Place, said: str, entry: JournalEntry) -> None:
    """Say what was done, and in whose file; there may be no such file any more."""
    with suppress(Refused):
        place.console.say(place.desk.read(row_of, entry.participant_id or "").name)
    place.console.say(said.format(what=_told(entry)))


def _told(entry: JournalEntry) -> str:
    return told_of(entry, today_in_sweden(datetime.now(UTC)))
