"""The history: what was done to the file, in sentences, and the notes in full."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from dirigo_tui.domain.dates import today_in_sweden
from dirigo_tui.domain.records import JournalEntry, Note
from dirigo_tui.i18n.catalogue import N_, _, n_
from dirigo_tui.i18n.formats import clock, full_day, month, sentence_case, short_day
from dirigo_tui.i18n.history import shortened, told_of
from dirigo_tui.i18n.words import word
from dirigo_tui.services.history import history
from dirigo_tui.services.notes import notes_of
from dirigo_tui.services.ports import Reader
from dirigo_tui.tui.commands import Command
from dirigo_tui.tui.panes.pane import Pane
from dirigo_tui.tui.screen import tells_refusals
from dirigo_tui.tui.widgets.safe_text import joined, safe
from dirigo_tui.tui.widgets.virtual_list import VirtualList

NOTES = Command(
    "history.notes", "a", N_("anteckningar"), N_("Visa anteckningarna, eller allt som gjorts.")
)

READERS = Command(
    "history.readers",
    "v",
    N_("vem har läst"),
    N_("Visa vem som har läst och gjort vad i akten, ur loggen."),
)
EXTRACT = Command(
    "history.extract",
    "u",
    N_("utdrag"),
    N_("Registerutdrag: allt som finns sparat om deltagaren, i en fil till deltagaren."),
    footer=False,
)

Line = JournalEntry | Note


class Past(NamedTuple):
    """What the section shows, both lists latest first."""

    entries: Sequence[JournalEntry]
    notes: Sequence[Note]


def past_of(reader: Reader, participant_id: str) -> Past:
    """What was done to somebody's file, and the notes in it."""
    return Past(history(reader, participant_id), notes_of(reader, participant_id))


class Lines(VirtualList[Line]):
    """The list, explained."""

    def explain(self) -> str:
        """What ``?`` says."""
        return _(
            "Historiken: vem som gjorde vad, det senaste först. Det som är ångrat står kvar,"
            " markerat med ↶. Gå med ↑ ↓ PgUp PgDn, Tab går till texten."
        )


class HistoryPane(Pane[Past]):
    """The list above, the marked line in full below."""

    commands = (NOTES, READERS, EXTRACT)

    DEFAULT_CSS = """
    HistoryPane .showing { height: 1; padding: 0 1; color: $quiet; }
    HistoryPane VerticalScroll { height: 6; padding: 0 1; border-top: solid $rule;
        scrollbar-size: 1 1; }
    HistoryPane VerticalScroll:focus { border-top: heavy $foreground; }
    """

    _past = Past((), ())
    _notes_only = False

    def compose(self) -> ComposeResult:
        """Which list it is, the list, the text."""
        yield Static(classes="showing")
        yield Lines(load=self._rows, draw=self._row, row_id=_id)
        with VerticalScroll():
            yield Static(classes="marked")

    async def load(self, participant_id: str) -> Past:
        """Everything that was done, and the notes."""
        return await self.read(past_of, participant_id)

    def draw(self, view: Past) -> None:
        """Show it."""
        self._past = view
        self._list()

    def first_focus(self) -> Widget:
        """The list."""
        return self.query_one(VirtualList)

    def action_notes(self) -> None:
        """Show the notes alone, or everything again."""
        self._notes_only = not self._notes_only
        self._list()

    @tells_refusals
    async def action_readers(self) -> None:
        """Show who has read about the one who is drawn."""
        from dirigo_tui.tui.screens.readers import readers_screen

        self.app.push_screen(await readers_screen(self, self.person))

    def action_extract(self) -> None:
        """Ask where to write everything about the one who is drawn."""
        from dirigo_tui.tui.screens.subject_access import subject_access_dialog

        dialog = subject_access_dialog(self, self.person)
        self.app.push_screen(dialog, self._extracted)

    def _extracted(self, files: tuple[Path, ...] | None) -> None:
        if files is not None:
            said = _("Registerutdraget är skrivet och inte krypterat: {files}")
            self.notice(said.format(files=", ".join(map(str, files))))

    @property
    def _lines(self) -> Sequence[Line]:
        return self._past.notes if self._notes_only else self._past.entries

    async def _rows(self, ids: Sequence[str]) -> Sequence[Line]:
        wanted = set(ids)
        return [line for line in self._lines if _id(line) in wanted]

    def _list(self) -> None:
        lines = self._lines
        if self._notes_only:
            said = n_(
                "{n} anteckning. A visar allt.", "{n} anteckningar. A visar allt.", len(lines)
            )
            nothing = _("Inga anteckningar om {name} än. Tryck N och skriv den första.")
        else:
            said = _("Allt som gjorts här. A visar anteckningarna.")
            nothing = _("Inget har gjorts i akten för {name} än. Det första som skrivs syns här.")
        self.query_one(".showing", Static).update(safe(said.format(n=len(lines))))
        listed = self.query_one(VirtualList)
        listed.empty = nothing.format(name=self.person.name)
        months = groupby(self._past.entries, lambda entry: month(_day(entry)))
        groups = [(sentence_case(name), len(list(group))) for name, group in months]
        listed.show([_id(line) for line in lines], () if self._notes_only else groups, rows=lines)

    def _row(self, line: Line, width: int) -> Sequence[Content]:  # noqa: ARG002 - the list cuts
        day = short_day(_day(line), self.person.today)
        if isinstance(line, Note):
            said = f"{day}  {sentence_case(word(line.kind))}: {shortened(line.text, 200)}"
            return (safe(said),)
        told = told_of(line, self.person.today)
        mark = _("↶ ångrat: ") if line.undone else ""
        return (safe(f"{day} {clock(line.at)}  {mark}{told}"),)

    @on(VirtualList.Highlighted)
    def _show_marked(self) -> None:
        marked = self.query_one(VirtualList).marked_id
        line = next((line for line in self._lines if _id(line) == marked), None)
        said = joined(*self._text(line), between="\n") if line else Content("")
        self.query_one(".marked", Static).update(said)
        self.query_one(VerticalScroll).scroll_home(animate=False)

    def _text(self, line: Line) -> Iterator[Content]:
        head = sentence_case(full_day(_day(line)))
        if isinstance(line, Note):
            by = f" · {line.recorded_by}" if line.recorded_by else ""
            yield safe(f"{sentence_case(word(line.kind))} · {head}{by}", "$quiet")
            yield safe(line.text, multiline=True)
        else:
            yield safe(f"{head} {clock(line.at)}", "$quiet")
            yield safe(told_of(line, self.person.today))
            if line.undone:
                yield safe(_("↶ Det är ångrat och gäller inte."), "$warn")


def _id(line: Line) -> str:
    return line.id if isinstance(line, Note) else str(line.number)


def _day(line: Line) -> date:
    return line.on if isinstance(line, Note) else today_in_sweden(line.at)
