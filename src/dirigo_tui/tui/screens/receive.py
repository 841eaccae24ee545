"""Taking in a file from another desk: choose it, see what it would change, then take it in."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Button, ContentSwitcher, Input, Static

from dirigo_tui.domain.errors import Refused
from dirigo_tui.i18n.catalogue import N_, _
from dirigo_tui.i18n.errors import sentence
from dirigo_tui.i18n.progress import STAGES
from dirigo_tui.services.handover import Conflict, Receive, ReceiveReport, receive
from dirigo_tui.services.progress import Stage
from dirigo_tui.tui.commands import Command
from dirigo_tui.tui.following import Following
from dirigo_tui.tui.screen import LOCKED, DirigoScreen, while_open
from dirigo_tui.tui.screens import receive_words as words
from dirigo_tui.tui.widgets.busy import Busy
from dirigo_tui.tui.widgets.entry import Entry
from dirigo_tui.tui.widgets.file_choice import FileChoice
from dirigo_tui.tui.widgets.safe_text import joined, safe
from dirigo_tui.tui.widgets.virtual_list import VirtualList
from dirigo_tui.tui.widgets.words import WordButton, Words

TAKE_IN = Command(
    "receive.take_in",
    "ctrl+s",
    N_("ta emot"),
    N_("Ta emot filen. Det går att ångra på varje deltagares sida."),
)
CHOOSE = Command(
    "receive.choose",
    "space",
    N_("här/i filen"),
    N_("Välj vad som ska stå kvar: det som står här, eller det i filen."),
)

SUFFIXES = (".age",)


class ReceiveScreen(DirigoScreen[bool]):
    """The result is True when something was taken in."""

    commands = (TAKE_IN, CHOOSE)

    DEFAULT_CSS = """
    ReceiveScreen ContentSwitcher { height: 1fr; padding: 1 1 0 1; }
    ReceiveScreen .intro { margin-bottom: 1; }
    ReceiveScreen #sender { height: auto; }
    ReceiveScreen #verdict { height: auto; margin-bottom: 1; text-style: bold; }
    ReceiveScreen #report { height: 1fr; }
    ReceiveScreen #whole { height: auto; max-height: 5; border-top: solid $rule; }
    ReceiveScreen Button { margin-bottom: 1; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._path = Path()
        self._passphrase = ""
        self._report: ReceiveReport | None = None
        self._findings: dict[str, words.Finding] = {}
        self._chosen: dict[str, frozenset[str]] = {}
        self._following: Following | None = None

    def heading(self) -> Content:
        """What this is, and of which file."""
        title = _("Ta emot en fil")
        return safe(f"{title} · {self._path.name}" if self._path.name else title)

    def body(self) -> ComposeResult:
        """Four pages that take turns: choosing, the passphrase, waiting, what would happen."""
        intro = N_(
            "Välj en krypterad fil (.age) från en annan arbetsplats. Ingenting sparas förrän du"
            " har sett vad som skulle hända."
        )
        ask = N_("Filen öppnas med en lösenfras. Skriv den och tryck Enter.")
        yield ContentSwitcher(
            Vertical(
                Words(lambda: safe(intro), classes="intro"),
                FileChoice(SUFFIXES, Path.home()),
                id="choice",
            ),
            Vertical(
                Words(lambda: safe(ask), classes="intro"),
                Entry(password=True, id="passphrase"),
                id="locked",
            ),
            Busy(STAGES[Stage.OPEN], id="busy"),
            Vertical(
                Static(id="sender"),
                Static(id="verdict"),
                WordButton(N_("Ta emot")),
                VirtualList[tuple[str, words.Finding]](
                    load=self._load,
                    draw=lambda row, _width: words.drawn(row[1], self._chosen),
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
        self.query_one(FileChoice).query_one(Entry).focus()

    def say_again(self) -> None:
        """Tell it in the language in use by now."""
        if self._report is not None:
            self._describe(self._report)

    def _turn_to(self, page: str) -> None:
        self.query_one(ContentSwitcher).current = page
        self.refresh_header()
        self.refresh_bindings()

    @property
    def _page(self) -> str | None:
        return self.query_one(ContentSwitcher).current if self.is_mounted else None

    @property
    def _marked(self) -> words.Finding | None:
        return self._findings.get(self.query_one(VirtualList).marked_id or "")

    @on(VirtualList.Highlighted)
    def _show_whole(self) -> None:
        """Tell the whole of what its line may have cut short."""
        found = self._marked
        whole = self.query_one("#whole", Static)
        whole.display = found is not None
        if found is not None:
            whole.update(joined(*words.drawn(found, self._chosen), between="\n"))
        self.refresh_bindings()

    # --- the file -------------------------------------------------------------------------------

    @on(FileChoice.Chosen)
    def _file_chosen(self, event: FileChoice.Chosen) -> None:
        self._path, self._passphrase = event.path, ""
        self._look("choice")

    @on(Input.Submitted, "#passphrase")
    def _passphrase_given(self, event: Input.Submitted) -> None:
        event.stop()
        if event.value:
            self._passphrase = event.value
            self._look("locked")

    @work(exclusive=True)
    @while_open
    async def _look(self, page: str) -> None:
        """Find out what taking in the file would do; ``page`` is where to be if it is refused."""
        try:
            report = await self._receive(dry_run=True)
        except Refused as refused:
            needed = refused.code == "container_needs_passphrase"
            self._give_up(refused, "locked" if needed else page)
        else:
            self._tell(report)

    @work(group="take in")
    @while_open
    async def _take_in(self) -> None:
        try:
            report = await self._receive(dry_run=False)
        except Refused as refused:
            self._give_up(refused, "report")
            return
        self.dirigo.saved()
        self.dismiss(True)
        self.app.call_later(self.notice, words.done(report))

    async def _receive(self, *, dry_run: bool) -> ReceiveReport:
        """Show that it is under way, and do it on a thread of its own."""
        self.notice("")
        self._turn_to("busy")
        self._following = Following(self.query_one(Busy))
        order = Receive(
            path=self._path,
            passphrase=self._passphrase,
            choices={} if dry_run else self._chosen,
            dry_run=dry_run,
        )
        return await asyncio.to_thread(receive, self.desk, order, self._following)

    def _give_up(self, refused: Refused, page: str) -> None:
        if refused.code in LOCKED:
            raise refused
        self._turn_to(page)
        self._focus()
        self.dirigo.notice(sentence(refused))

    # --- what it would do -----------------------------------------------------------------------

    def _tell(self, report: ReceiveReport) -> None:
        self._report = report
        found = words.findings(report)
        self._findings = {str(number): finding for number, finding in enumerate(found)}
        rows = [finding.row for finding in found if finding.can_choose]
        self._chosen = {row.id: frozenset() for row in rows if row is not None}
        self._describe(report)
        self.query_one(Button).display = self._can_take_in
        findings = self.query_one(VirtualList)
        findings.display = bool(found)
        findings.forget()
        findings.show(list(self._findings))
        self._turn_to("report")
        self._focus()

    def _describe(self, report: ReceiveReport) -> None:
        self.query_one("#sender", Static).update(safe(words.sender(report)))
        said = words.verdict(report, can_take_in=self._can_take_in)
        self.query_one("#verdict", Static).update(safe(said))
        self._show_whole()

    @property
    def _can_take_in(self) -> bool:
        """Whether it would come to anything: a receipt for what is here already is something."""
        report = self._report
        if report is None or report.superseded:
            return False
        undecided = [c for c in report.conflicts if c.id not in self._chosen]
        return bool(report.new or report.updated or report.unchanged) or not undecided

    def _focus(self) -> None:
        if self._page == "choice":
            self.query_one(FileChoice).query_one(Entry).focus()
        elif self._page == "locked":
            self.query_one("#passphrase", Entry).focus()
        elif self._can_take_in and not self._chosen:
            self.query_one(Button).focus()
        else:
            self.query_one(VirtualList).focus()

    # --- what can be done -----------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what fits the page."""
        if action == "take_in":
            return self._page == "report" and self._can_take_in
        if action == "choose":
            found = self._marked if self._page == "report" else None
            return found is not None and found.can_choose
        return super().check_action(action, parameters)

    @on(Button.Pressed)
    def action_take_in(self) -> None:
        """Take it in."""
        self._take_in()

    def action_choose(self) -> None:
        """Take what stands in the file instead of what stands here, or the other way round."""
        found = self._marked
        if found is None or found.difference is None or not isinstance(found.row, Conflict):
            return
        every = frozenset(difference.field for difference in found.row.differences)
        one = frozenset({found.difference.field}) if found.row.by_field else every
        self._chosen[found.row.id] = self._chosen[found.row.id] ^ one
        self.query_one(VirtualList).refresh()
        self._show_whole()

    async def action_back(self) -> None:
        """Stop what is under way, or go back to the files, or leave."""
        if self._page == "busy" and self._following is not None:
            self._following.stop()
        elif self._page in {"report", "locked"}:
            self._report, self._path = None, Path()
            self.query_one("#passphrase", Entry).value = ""
            self._turn_to("choice")
            self._focus()
        else:
            await super().action_back()

    def explain(self) -> str:
        """What ``?`` says."""
        return _(
            "Här står vem filen är från och vad den skulle ändra, innan något sparas. Där något är"
            " ändrat både här och där väljer du vad som ska stå kvar; annars står det som finns"
            " här kvar. Läs upp kvittot för avsändaren."
        )
