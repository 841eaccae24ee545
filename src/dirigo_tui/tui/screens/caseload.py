"""The caseload: whom to see first and why, found by a few letters, opened by Enter.

The first picture needs one page of rows. The whole order, the counts and everybody's search text
are read behind it; from then on narrowing the list asks nobody.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Static

from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.vocabulary import Access
from dirigo_tui.i18n.catalogue import N_, _
from dirigo_tui.services import caseload
from dirigo_tui.services.caseload import CaseloadRow, Filter, Group, Worklist
from dirigo_tui.services.ports import Reader
from dirigo_tui.services.set_up import DeskNames, desk_names
from dirigo_tui.tui.commands import REDO, SEARCH, UNDO, Command
from dirigo_tui.tui.save_state import SaveKind, SaveState
from dirigo_tui.tui.screen import DirigoScreen, tells_refusals, while_open
from dirigo_tui.tui.screens import caseload_words as words
from dirigo_tui.tui.screens.chosen_list import CHOOSE, Chosen
from dirigo_tui.tui.screens.listing import Listing
from dirigo_tui.tui.whole_desk import WholeDesk
from dirigo_tui.tui.widgets.safe_text import safe
from dirigo_tui.tui.widgets.search_field import SearchField
from dirigo_tui.tui.widgets.virtual_list import VirtualList
from dirigo_tui.tui.widgets.words import Words

if TYPE_CHECKING:
    from dirigo_tui.domain.records import JournalEntry, Participant

OPEN = Command("caseload.open", "enter", N_("öppna"), N_("Öppna deltagaren på raden."))
NEW = Command("caseload.new", "n,ctrl+n", N_("ny"), N_("Registrera en ny deltagare."))
NOTE = Command(
    "caseload.note", "a", N_("anteckna"), N_("Skriv en anteckning om deltagaren på raden.")
)
TOGETHER = Command(
    "caseload.together",
    "f5",
    N_("tillsammans"),
    N_("Sitt tillsammans vid skärmen med deltagaren på raden: bara hen går att nå."),
)

NEAR = 60
"""Rows read together with a list that has changed, on either side of the marked one."""


LETTERS_REST = 0.2
"""Seconds. Who is found first changes with every letter of a search; below the list it says where
you were with them when the letters rest: that costs a reading and a picture."""


class _Opening(NamedTuple):
    """What the first picture is made of."""

    chosen: Filter
    rows: Sequence[CaseloadRow]
    names: DeskNames
    today: date


def _opening(reader: Reader) -> _Opening:
    """The caseworker's own people, or everybody where nobody is theirs."""
    chosen = Filter.MINE
    rows = caseload.beginning(reader, chosen)
    if not rows:
        chosen = Filter.ALL
        rows = caseload.beginning(reader, chosen)
    return _Opening(chosen, rows, desk_names(reader), reader.today)


class People(VirtualList[CaseloadRow]):
    """The list, explained."""

    def explain(self) -> str:
        """What ``?`` says."""
        return _(
            "Deltagarna, det som är försenat längst först. Raden säger varför den står där,"
            " och längst ned står var ni var. Gå med ↑ ↓ PgUp PgDn Home och End."
        )


class CaseloadScreen(DirigoScreen[None], WholeDesk):
    """The home screen."""

    commands = (OPEN, NEW, NOTE, SEARCH, CHOOSE, TOGETHER, UNDO, REDO, *WholeDesk.commands)

    DEFAULT_CSS = """
    CaseloadScreen #above { height: 2; border-bottom: solid $rule; padding: 0 1; }
    CaseloadScreen #label { width: auto; padding-right: 1; }
    CaseloadScreen SearchField { width: 1fr; margin-right: 2; }
    CaseloadScreen #strip { height: 4; border-top: solid $rule; padding: 0 1;
        text-wrap: nowrap; text-overflow: ellipsis; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._chosen = Filter.MINE
        self._counts: Mapping[Filter, int] | None = None
        self._listing = Listing()
        self._names = DeskNames("", "", "")
        self._today = date.min
        self._outdated = False
        self._wanted: str | None = None
        self._left: str | None = None
        self._told_about: str | None = None
        self._offered = (False, False)
        self._noted = False

    # --- what is drawn --------------------------------------------------------------------------

    def heading(self) -> Content:
        """What the list holds."""
        return safe(_("Deltagare"))

    def aside(self) -> Content:
        """At which desk one is, and as whom."""
        said = (self._names.desk, self._names.caseworker)
        return safe(" · ".join(name for name in said if name), "$quiet")

    def body(self) -> ComposeResult:
        """Search and choice above, the list, the marked person below."""
        with Horizontal(id="above"):
            yield Words(lambda: safe(_("Sök")), id="label")
            yield SearchField(self._narrow, placeholder=N_("namn, referens eller ort"))
            yield Chosen()
        yield People(
            load=self._load,
            draw=lambda person, width: (words.row(person, self._today, width),),
            row_id=lambda person: person.id,
            empty=_("Läser …"),
        )
        yield Static(id="strip")

    def say_again(self) -> None:
        """Tell it in the language in use by now."""
        self._show()
        self._describe()

    @property
    def _list(self) -> People:
        return self.query_one(People)

    @property
    def _field(self) -> SearchField:
        return self.query_one(SearchField)

    # --- reading --------------------------------------------------------------------------------

    def on_mount(self) -> None:
        """Show the first rows, then read the rest behind them."""
        self._list.focus()
        self._begin()

    @work(group="list", exclusive=True)
    @while_open
    async def _begin(self) -> None:
        opening = await self.read(_opening)
        self._chosen, self._names, self._today = opening.chosen, opening.names, opening.today
        sizes = {group: sum(row.group is group for row in opening.rows) for group in Group}
        self._listing.take(Worklist([row.id for row in opening.rows], sizes))
        self._show(opening.rows)
        self.refresh_header()
        self.watch(self.app, "save_state", self._written, init=False)
        self.call_after_refresh(self._read_all)

    async def _load(self, ids: Sequence[str]) -> Sequence[CaseloadRow]:
        with suppress(Refused):  # the desk is being locked
            return await self.read(caseload.page, ids)
        return []

    def _read_all(self, wanted: str | None = None) -> None:
        """Read the list again, and mark that person then."""
        self._wanted = wanted or self._wanted
        self._read()

    @work(group="list", exclusive=True)
    @while_open
    async def _read(self) -> None:
        self._outdated = False
        before = self._listing.shown
        people = await self.read(caseload.worklist, self._chosen)
        self._listing.take(people, self._field.value)
        ids = self._listing.shown.ids
        marked = self._wanted if self._wanted in ids else None
        marked = marked or self._listing.stand_in(self._list.marked_id, before)
        place = ids.index(marked) if marked else 0
        rows = await self.read(caseload.page, ids[max(place - NEAR, 0) : place + NEAR])
        self._wanted = None
        self._show(rows, marked)
        self._counts = await self.read(caseload.counts)
        index = await self.read(caseload.search_index)
        self._listing.take(people, self._field.value, index)
        self._show()
        if not self._noted:
            self._noted = True
            self.note_access(Access.LISTED)

    def _show(self, rows: Sequence[CaseloadRow] = (), marked: str | None = None) -> None:
        found = self._listing.shown
        whole = self._counts is not None
        groups = [
            (words.heading(group, size if whole else None), size)
            for group, size in found.sizes.items()
        ]
        everybody = self._counts[Filter.ALL] if self._counts is not None else len(found.ids)
        self._list.empty = words.nobody(self._chosen, self._listing.text, everybody)
        self._list.show(found.ids, groups, rows, marked=marked)
        self.query_one(Chosen).tell(self._chosen, self._counts)

    def _narrow(self, text: str) -> None:
        """Show whom the text fits, the first of them marked; called at every letter."""
        if not self._listing.text:
            self._left = self._list.marked_id
            if text:
                self.note_access(Access.SEARCHED)
        self._listing.search(text)
        ids = self._listing.shown.ids
        first = ids[0] if text and ids else None
        self._show(marked=first or self._list.marked_id or self._left)

    def _written(self, state: SaveState) -> None:
        """Something has been saved, here or on a screen above."""
        if state.kind is SaveKind.SAVED:
            self._outdated = True
            self.on_screen_resume()

    def on_screen_resume(self) -> None:
        """Show what has been changed meanwhile."""
        if self._outdated and self.is_current:
            self._read_all()

    # --- the marked person ----------------------------------------------------------------------

    @on(VirtualList.Highlighted)
    def _marked(self, event: VirtualList.Highlighted) -> None:
        if self._told_about not in (None, event.id):
            self._told_about = None
            self.notice("")  # it was about somebody else
        self._describe(LETTERS_REST if self._listing.text else 0)
        offered = (event.id is not None, bool(self._listing.text))
        if offered != self._offered:
            self._offered = offered
            self.refresh_bindings()

    @work(group="strip", exclusive=True)
    @while_open
    async def _describe(self, rest: float = 0) -> None:
        await asyncio.sleep(rest)
        person = self._list.marked_row
        said = Content("")
        if person is not None:
            with suppress(Refused):  # gone meanwhile, and soon off the list
                details = await self.read(caseload.details, person.id)
                said = words.strip(person, details, self._today, self._list.row_width)
        # Its height is fixed: arranging the screen anew costs more than all else about a key.
        self.query_one("#strip", Static).update(said, layout=False)

    # --- what can be done -----------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what is about a person where there is one, and the way back from a search."""
        if self.is_mounted and action in ("open", "note", "together"):
            return self._list.marked_id is not None
        if self.is_mounted and action == "back":
            return bool(self._listing.text)
        return super().check_action(action, parameters)

    async def action_back(self) -> None:
        """Show the whole list again."""
        self._field.value = ""

    def action_search(self) -> None:
        """Go to the search field, at once: the next letter belongs there."""
        self.set_focus(self._field)

    @on(Input.Submitted)
    def action_open(self) -> None:
        """Open the marked person."""
        from dirigo_tui.tui.screens.participant import ParticipantScreen

        if marked := self._list.marked_id:
            page = ParticipantScreen(marked, self._listing.shown.ids)
            self.app.push_screen(page, self._came_back)

    def _came_back(self, last_shown: str | None) -> None:
        if last_shown:
            self._list.mark(last_shown)

    def action_note(self) -> None:
        """Write a note about the marked person."""
        from dirigo_tui.tui.screens.quick_note import quick_note

        if person := self._list.marked_row:
            self.app.push_screen(quick_note(self, person, self._today))

    @tells_refusals
    async def action_together(self) -> None:
        """Begin a joint session with the marked person."""
        from dirigo_tui.tui.joint import begin

        if marked := self._list.marked_id:
            await begin(self.dirigo, marked, self._listing.shown.ids)

    def action_new(self) -> None:
        """Register somebody."""
        from dirigo_tui.tui.screens.registration import registration

        self.app.push_screen(registration(self, self._names.caseworker), self._registered)

    def _registered(self, person: Participant | None) -> None:
        if person is None:
            return
        if self._chosen is not Filter.MINE or person.caseworker != self._names.caseworker:
            self._chosen = Filter.ALL
        self._field.value = ""
        self._read_all(person.id)
        self.notice(_("{reference} är registrerad.").format(reference=person.reference))

    def action_choose(self) -> None:
        """Choose another list."""
        from dirigo_tui.tui.screens.caseload_choice import ChoiceDialog

        def choose(chosen: Filter | None) -> None:
            if chosen is not None:
                self._chosen = chosen
                self._read_all()

        self.app.push_screen(ChoiceDialog(self._chosen, self._counts), choose)

    @tells_refusals
    async def action_undo(self) -> None:
        """Take back the latest change to anybody on the list."""
        from dirigo_tui.services.history import undo

        await self._step(undo, _("Ångrat: {what}"))

    @tells_refusals
    async def action_redo(self) -> None:
        """Do again what was taken back last."""
        from dirigo_tui.services.history import redo

        await self._step(redo, _("Gjort igen: {what}"))

    async def _step(self, use_case: Callable[..., JournalEntry], said: str) -> None:
        from dirigo_tui.i18n.errors import sentence
        from dirigo_tui.i18n.history import told_of

        try:
            entry = await self.write(use_case)
        except Refused as refused:
            if refused.code not in ("nothing_to_undo", "nothing_to_redo"):
                raise
            self.notice(sentence(refused))  # no mistake, and nothing that was not saved
            return
        self._read_all(entry.participant_id)
        what = said.format(what=told_of(entry, self._today))
        name = await self._name_of(entry.participant_id)
        self._told_about = entry.participant_id
        self.notice(f"{name} · {what}" if name else what)

    async def _name_of(self, participant_id: str | None) -> str:
        """What to call somebody; "" when it is about nobody, or nobody any more."""
        with suppress(Refused):
            return (await self.read(caseload.row_of, participant_id or "")).name
        return ""
