"""Reading in a list: choose the file, see what would happen, then all of it or nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Button, ContentSwitcher, Static

from dirigo_tui.domain.errors import Refused
from dirigo_tui.i18n.catalogue import N_, _
from dirigo_tui.i18n.errors import sentence
from dirigo_tui.i18n.progress import STAGES
from dirigo_tui.services.list_import.grid import SheetGrid
from dirigo_tui.services.list_import.report import ImportReport
from dirigo_tui.services.list_import.run import ImportList, import_list
from dirigo_tui.services.progress import Stage
from dirigo_tui.tui.commands import Command
from dirigo_tui.tui.following import Following
from dirigo_tui.tui.screen import LOCKED, DirigoScreen, while_open
from dirigo_tui.tui.screens import import_words as words
from dirigo_tui.tui.widgets.busy import Busy
from dirigo_tui.tui.widgets.entry import Entry
from dirigo_tui.tui.widgets.file_choice import FileChoice
from dirigo_tui.tui.widgets.safe_text import joined, safe
from dirigo_tui.tui.widgets.virtual_list import VirtualList
from dirigo_tui.tui.widgets.words import WordButton, Words

TAKE_IN = Command(
    "import.take_in", "ctrl+s", N_("läs in"), N_("Läs in allt i filen. Det går inte att ångra.")
)
AGAIN = Command("import.again", "r", N_("läs igen"), N_("Läs filen igen, när den är rättad."))

SUFFIXES = (".xlsx", ".csv")


class ImportScreen(DirigoScreen[bool]):
    """The result is True when something was read in."""

    commands = (TAKE_IN, AGAIN)

    DEFAULT_CSS = """
    ImportScreen ContentSwitcher { height: 1fr; padding: 1 1 0 1; }
    ImportScreen #verdict { margin: 1 0; text-style: bold; }
    ImportScreen .intro { margin-bottom: 1; }
    ImportScreen #report { height: 1fr; }
    ImportScreen #whole { height: auto; max-height: 4; border-top: solid $rule; }
    ImportScreen #table { height: auto; }
    ImportScreen Button { margin-bottom: 1; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._path: Path | None = None
        self._grids: Sequence[SheetGrid] = ()
        self._report: ImportReport | None = None
        self._findings: dict[str, words.Finding] = {}
        self._following: Following | None = None

    def heading(self) -> Content:
        """What this is, and of which file."""
        title = _("Läs in en lista")
        return safe(f"{title} · {self._path.name}" if self._path and self._report else title)

    def body(self) -> ComposeResult:
        """Three pages that take turns: choosing, waiting, what would happen."""
        intro = N_(
            "Välj organisationens arbetsbok (.xlsx) eller en CSV-fil. Ingenting sparas förrän du"
            " har sett vad som skulle hända."
        )
        yield ContentSwitcher(
            Vertical(
                Words(lambda: safe(intro), classes="intro"),
                FileChoice(SUFFIXES, Path.home()),
                id="choice",
            ),
            Busy(STAGES[Stage.READ], id="busy"),
            Vertical(
                Static(id="table"),
                Static(id="verdict"),
                WordButton(N_("Läs in")),
                VirtualList[tuple[str, words.Finding]](
                    load=self._load,
                    draw=lambda row, _width: words.finding(row[1]),
                    row_id=lambda row: row[0],
                    row_height=2,
                ),
                Static(id="whole"),
                id="report",
            ),
            initial="choice",
        )

    async def _load(self, ids: Sequence[str]) -> Sequence[tuple[str, words.Finding]]:
        return [(id, self._findings[id]) for id in ids]

    def on_mount(self) -> None:
        """Begin in the field."""
        self.query_one(Entry).focus()

    def say_again(self) -> None:
        """Tell it in the language in use by now."""
        if self._report is not None:
            self._describe(self._report)

    @on(VirtualList.Highlighted)
    def _marked(self) -> None:
        """Tell the whole of what its line may have cut short."""
        found = self._findings.get(self.query_one(VirtualList).marked_id or "")
        whole = self.query_one("#whole", Static)
        whole.display = found is not None
        if found is not None:
            whole.update(joined(*words.finding(found), between="\n"))

    def _turn_to(self, page: str) -> None:
        self.query_one(ContentSwitcher).current = page
        self.refresh_header()
        self.refresh_bindings()

    @property
    def _page(self) -> str | None:
        return self.query_one(ContentSwitcher).current if self.is_mounted else None

    # --- reading the file -----------------------------------------------------------------------

    @on(FileChoice.Chosen)
    def _chosen(self, event: FileChoice.Chosen) -> None:
        self._path = event.path
        self._try(event.path)

    @work(exclusive=True)
    @while_open
    async def _try(self, path: Path) -> None:
        """Find out what reading in the file would do."""
        progress = self._begin()
        try:
            self._grids = await asyncio.to_thread(self.desk.list_files.read_list, path)
            order = ImportList(grids=self._grids, file_name=path.name, dry_run=True)
            report = await self.desk.awrite(import_list, order, progress)
        except Refused as refused:
            self._give_up(refused, "choice")
        else:
            self._tell(report)

    @work(group="take in")
    @while_open
    async def _take_in(self, path: Path) -> None:
        """Read in what the report is about: the same rows, whatever has become of the file."""
        progress = self._begin()
        order = ImportList(grids=self._grids, file_name=path.name)
        try:
            report = await self.write(import_list, order, progress)
        except Refused as refused:
            self._give_up(refused, "report")
            return
        self.dismiss(True)
        self.app.call_later(self.notice, words.done(report))

    def _begin(self) -> Following:
        """Show that it is under way."""
        self.notice("")
        self._turn_to("busy")
        self._following = Following(self.query_one(Busy))
        return self._following

    def _give_up(self, refused: Refused, page: str) -> None:
        if refused.code in LOCKED:
            raise refused
        self._turn_to(page)
        self._focus()
        self.dirigo.notice(sentence(refused))

    def _tell(self, report: ImportReport) -> None:
        self._report = report
        found: tuple[words.Finding, ...] = (*report.errors, *report.possible_duplicates)
        self._findings = {str(number): finding for number, finding in enumerate(found)}
        self._describe(report)
        self.query_one(Button).display = self._can_take_in
        findings = self.query_one(VirtualList)
        findings.display = bool(found)
        findings.forget()
        findings.show(list(self._findings))
        self._turn_to("report")
        self._focus()

    def _describe(self, report: ImportReport) -> None:
        self.query_one("#table", Static).update(words.table(report))
        self.query_one("#verdict", Static).update(safe(words.verdict(report)))
        self._marked()

    @property
    def _can_take_in(self) -> bool:
        return self._report is not None and words.changes(self._report) > 0

    def _focus(self) -> None:
        if self._page == "choice":
            self.query_one(Entry).focus()
        elif self._can_take_in:
            self.query_one(Button).focus()
        else:
            self.query_one(VirtualList).focus()

    # --- what can be done -----------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what fits the page."""
        if action == "take_in":
            return self._page == "report" and self._can_take_in
        if action == "again":
            return self._page == "report"
        return super().check_action(action, parameters)

    @on(Button.Pressed)
    def action_take_in(self) -> None:
        """Read it in."""
        if self._path is not None:
            self._take_in(self._path)

    def action_again(self) -> None:
        """Read the file again."""
        if self._path is not None:
            self._try(self._path)

    async def action_back(self) -> None:
        """Stop what is under way, or go back to the files, or leave."""
        if self._page == "busy" and self._following is not None:
            self._following.stop()
        elif self._page == "report":
            self._report = None
            self._turn_to("choice")
            self._focus()
        else:
            await super().action_back()

    def explain(self) -> str:
        """What ``?`` says."""
        return _(
            "Hela listan läses in, eller inget alls. Innan något sparas står det här vad som"
            " skulle hända, och är något fel står det på vilket blad, vilken rad och i vilken"
            " kolumn. Samma fil två gånger ändrar ingenting."
        )
