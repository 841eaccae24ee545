"""Status: what holds on each axis today, and how it came to be.

A row is never overwritten: a new one ends the old, a mistake is struck and stands there struck.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Static

from dirigo_tui.domain.records import Status
from dirigo_tui.domain.status import ENDED
from dirigo_tui.domain.vocabulary import Axis
from dirigo_tui.forms import status as questions
from dirigo_tui.forms.definitions import STATUS_ENDS
from dirigo_tui.i18n.catalogue import N_, _
from dirigo_tui.i18n.status import named, over_full_time, recorded
from dirigo_tui.services.status import (
    CorrectStatus,
    Recorded,
    SetStatus,
    StatusView,
    correct_status,
    end_status,
    set_status,
    status_view,
    strike_status,
)
from dirigo_tui.tui.commands import Command
from dirigo_tui.tui.panes import status_words as words
from dirigo_tui.tui.panes.pane import Pane
from dirigo_tui.tui.panes.status_words import Row
from dirigo_tui.tui.panes.taking_part import ask_end, ask_start
from dirigo_tui.tui.screen import tells_refusals
from dirigo_tui.tui.why_not import SaysWhyNot
from dirigo_tui.tui.widgets.block_list import BlockList
from dirigo_tui.tui.widgets.command_button import CommandButton
from dirigo_tui.tui.widgets.safe_text import safe

OPEN = Command(
    "status.open",
    "enter",
    N_("välj"),
    N_("Skriv vad som gäller härefter; på en rad i historiken, rätta den."),
    footer=False,
    palette=False,
)
SET = Command(
    "status.set",
    "s",
    N_("ny status"),
    N_("Skriv vad som gäller härefter, i stället för det förra."),
)
ENDS = Command(
    "status.ends",
    "g",
    N_("slutade gälla"),
    N_("Skriv vilken dag det på raden slutade gälla."),
    footer=False,
)
CORRECT = Command(
    "status.correct",
    "r",
    N_("rätta"),
    N_("Rätta raden. Den gamla står kvar, struken."),
    footer=False,
)
STRIKE = Command(
    "status.strike",
    "x,delete",
    N_("stryk"),
    N_("Stryk raden. Den står kvar, struken."),
    footer=False,
)
START = Command(
    "status.start",
    "t",
    N_("starta"),
    N_("Skriv in när deltagandet började, eller rätta dagen."),
    footer=False,
)
END = Command(
    "status.end",
    "a",
    N_("avsluta"),
    N_("Skriv in när och varför deltagandet slutade."),
    footer=False,
)


class StatusPane(Pane[StatusView], SaysWhyNot):
    """The axes, what holds first, then the history of each."""

    commands = (OPEN, SET, ENDS, CORRECT, STRIKE, START, END)
    left_out = frozenset({"ends", "correct", "strike", "start", "end"})

    DEFAULT_CSS = """
    StatusPane Horizontal { height: 1; padding: 0 1; }
    StatusPane Static { height: auto; padding: 0 1; display: none; }
    StatusPane Static.-shown { display: block; }
    StatusPane .over { color: $warn; text-style: bold; }
    """

    _view: StatusView | None = None
    _rows: Sequence[Row] = ()

    def compose(self) -> ComposeResult:
        """A warning if there is one, the rows, what can be done with the marked one."""
        yield Static(classes="over")
        yield Static(classes="empty quiet")
        yield BlockList()
        with Horizontal():
            yield from map(CommandButton, (SET, ENDS, CORRECT, STRIKE, START, END))

    async def load(self, participant_id: str) -> StatusView:
        """What holds, and how it came to be."""
        return await self.read(status_view, participant_id)

    def draw(self, view: StatusView) -> None:
        """Show it."""
        self._view = view
        self._rows = words.rows(view)
        over = view.over_full_time
        self._say(".over", over_full_time(over) if over is not None else "")
        self._say(".empty", "" if view.history else words.nothing(self.person))
        self.query_one(BlockList).show(list(words.blocks(self._rows, self.person.today)))
        self.refresh_bindings()

    def _say(self, where: str, text: str) -> None:
        line = self.query_one(where, Static)
        line.update(safe(text))
        line.set_class(bool(text), "-shown")

    def first_focus(self) -> Widget:
        """The rows."""
        return self.query_one(BlockList)

    def explain(self) -> str:
        """What ``?`` says."""
        return _(
            "Hur det är nu, område för område, och därunder hur det har varit: ● gäller,"
            " ○ har gällt, → kommer att gälla, ✗ struket. Ny status avslutar den förra."
        )

    # --- the marked row -------------------------------------------------------------------------

    @property
    def _row(self) -> Row | None:
        marked = self.query_one(BlockList).marked_id
        return next((row for row in self._rows if row.id == marked), None)

    @on(BlockList.Highlighted)
    def _moved(self) -> None:
        self.unsay_why()
        self.refresh_bindings()

    def why_not(self, action: str) -> str:
        """Most of what can be done takes a row that stands."""
        row = self._row
        if row is None or action not in self.left_out:
            return ""
        if action in {"start", "end"}:
            return self._why_not_taking_part(row, action)
        if row.status is None:
            return _("Här är inget noterat än. Tryck S.")
        if row.status.struck_at is not None:
            return _("Raden är redan struken.")
        return _why_not_ending(row.status) if action == "ends" else ""

    def _why_not_taking_part(self, row: Row, action: str) -> str:
        if row.axis is not Axis.PARTICIPATION:
            return _("Gå till raden om deltagande först.")
        if action == "end" and self.person.start is None:
            return _("Deltagandet har inte börjat än. Tryck T.")
        return ""

    # --- what can be done -----------------------------------------------------------------------

    def action_open(self) -> None:
        """Do the usual thing: something new, or a correction in the history."""
        row = self._row
        if row is not None and row.past is not None and not self.why_not("correct"):
            self.action_correct()
        else:
            self.action_set()

    def action_set(self) -> None:
        """Record what holds from a day on."""
        if (row := self._row) is not None:
            self._ask_new(row.axis)

    def _ask_new(self, axis: Axis) -> None:
        person = self.person
        held = self._view.current.get(axis, ()) if self._view else ()

        async def save(values: dict[str, Any]) -> Recorded:
            command = SetStatus(participant_id=person.id, axis=axis, **values)
            return await self.write(set_status, command)

        form, values = questions.new(axis, held, person.today)
        self.ask(form, save, values=values, about=axis, done=self._tell)

    def action_correct(self) -> None:
        """Strike the marked row and record what it should have said."""
        row = self._row
        if row is None or row.status is None:
            return
        if row.axis is Axis.PARTICIPATION and row.status.value in ENDED:
            ask_end(self)
        else:
            self._ask_correction(row.status)

    def _ask_correction(self, wrong: Status) -> None:
        async def save(values: dict[str, Any]) -> Recorded:
            command = CorrectStatus(status_id=wrong.id, version=wrong.version, **values)
            return await self.write(correct_status, command)

        form, values = questions.corrected(wrong)
        self.ask(form, save, values=values, about=wrong.id, done=self._tell)

    def action_ends(self) -> None:
        """Say which day was the last of the marked row."""
        row = self._row
        if row is not None and row.status is not None:
            self._ask_last_day(row.status)

    def _ask_last_day(self, held: Status) -> None:
        async def save(values: dict[str, Any]) -> Status:
            return await self.write(end_status, held.id, values["on"], held.version)

        form, values = questions.ends(held, self.person.today)
        self.ask(form, save, values=values, about=held.id)

    def action_strike(self) -> None:
        """Ask, then strike the marked row."""
        from dirigo_tui.tui.widgets.confirm import ConfirmDialog

        row = self._row
        if row is None or row.status is None:
            return
        wrong = row.status

        async def strike(confirmed: bool | None) -> None:
            if confirmed:
                await self._strike(wrong)

        question = _("Stryk ”{what}” för {name}?").format(
            what=named(wrong, self.person.today), name=self.person.name
        )
        consequence = _("Raden står kvar, struken. Det den avslutade gäller igen. Ctrl+Z ångrar.")
        self.app.push_screen(ConfirmDialog(question, _("Stryk"), consequence), strike)

    @tells_refusals
    async def _strike(self, wrong: Status) -> None:
        await self.write(strike_status, wrong.id, wrong.version)
        self.changed()

    def action_start(self) -> None:
        """Record when participation began."""
        ask_start(self)

    def action_end(self) -> None:
        """Record when and why participation ended."""
        ask_end(self)

    def _tell(self, result: Recorded) -> None:
        """Say what the new row has ended, and whether it is too much."""
        self.notice(recorded(result, self.person.today))

    def resume(self, form: str, about: str) -> None:
        """Open the form again, standing where it was asked for."""
        if about in set(Axis):
            axis = Axis(about)
            self.query_one(BlockList).mark(next(r.id for r in self._rows if r.axis is axis))
            self._ask_new(axis)
            return
        found = next((r for r in reversed(self._rows) if r.status and r.status.id == about), None)
        if found is not None and found.status is not None:
            self.query_one(BlockList).mark(found.id)
            if form == STATUS_ENDS.id:
                self._ask_last_day(found.status)
            else:
                self._ask_correction(found.status)
        elif form == "end":
            ask_end(self)
        elif form == "start":
            ask_start(self)


def _why_not_ending(held: Status) -> str:
    if held.axis is Axis.PARTICIPATION:
        return _("Deltagandet avslutas med A, som också frågar varför.")
    return _("Raden har redan en sista dag. R rättar den.") if held.to_on else ""
