"""The supervisor's screen: goals reached or not, by target group and site, and over time.

Nothing but the protected summary is shown. Counting runs on the database thread; hiding small
numbers takes no database but up to seconds, so it has a thread of its own.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from textual import work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from dirigo_tui.domain.errors import Refused
from dirigo_tui.forms.fields import Day
from dirigo_tui.forms.form import Form
from dirigo_tui.i18n.catalogue import N_, _
from dirigo_tui.i18n.definitions import advice, whose
from dirigo_tui.i18n.errors import sentence
from dirigo_tui.i18n.formats import sentence_case, short_day
from dirigo_tui.i18n.progress import STAGES
from dirigo_tui.services.cohort_files import received_files
from dirigo_tui.services.ports import Reader
from dirigo_tui.services.progress import Progress, Stage
from dirigo_tui.services.summary import Counted, Summary, SummaryOrder, counted
from dirigo_tui.services.timeline import Timeline, Turns, timeline, turns
from dirigo_tui.tui.commands import Command
from dirigo_tui.tui.following import Following
from dirigo_tui.tui.screen import LOCKED, DirigoScreen
from dirigo_tui.tui.screens import cohort_timeline
from dirigo_tui.tui.screens import cohort_words as words
from dirigo_tui.tui.screens.cohort_rows import (
    Figures,
    Spot,
    group_name,
    measure_at,
    rows_at,
    title_of,
)
from dirigo_tui.tui.widgets.block_list import Block, BlockList
from dirigo_tui.tui.widgets.busy import Busy
from dirigo_tui.tui.widgets.safe_text import safe

if TYPE_CHECKING:
    from dirigo_tui.services.summary_files import ExportSummary

DRILL = Command(
    "cohort.drill", "enter", N_("dela upp"), N_("Dela upp talen: på målgrupp, sedan på ort.")
)
TIMELINE = Command(
    "cohort.timeline", "t", N_("tidslinje"), N_("Visa hur det har gått, kvartal för kvartal.")
)
EXPORT = Command(
    "cohort.export", "x", N_("exportera"), N_("Skriv talen till en fil som går att lämna vidare.")
)
AS_OF = Command("cohort.as_of", "d", N_("dag"), N_("Välj till och med vilken dag det räknas."))
DESKS = Command(
    "cohort.desks",
    "a",
    N_("arbetsplatser"),
    N_("Räkna med dem som andra arbetsplatser har lämnat över, eller bara de egna."),
)

AS_OF_FORM = Form(
    "cohort_as_of",
    N_("Räkna till och med"),
    (
        Day(
            name="as_of",
            label=N_("Dag"),
            help=N_("Det som är daterat senare räknas inte. Tomt är i dag."),
            past=True,
        ),
    ),
)


class _Read(NamedTuple):
    """What the database says, exactly: not to be shown."""

    counted: Counted
    turns: Turns
    has_files: bool
    today: date


def _read(reader: Reader, order: SummaryOrder, progress: Progress) -> _Read:
    return _Read(
        counted(reader, order, progress),
        turns(reader, order),
        bool(received_files(reader)),
        reader.today,
    )


class FigureList(BlockList):
    """The rows; a screen explains the marked one."""


class CohortScreen(DirigoScreen[None]):
    """The screen."""

    commands = (DRILL, TIMELINE, EXPORT, AS_OF, DESKS)

    DEFAULT_CSS = """
    CohortScreen #where { height: auto; padding: 0 1; color: $quiet; }
    CohortScreen #columns { height: auto; padding: 0 0 0 3; }
    CohortScreen #foot { height: auto; border-top: solid $rule; padding: 0 1; }
    CohortScreen Busy { display: none; }
    CohortScreen Busy.-shown { display: block; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._order = SummaryOrder()
        self._summary: Summary | None = None
        self._timeline: Timeline | None = None
        self._spot = Spot()
        self._over_time = False
        self._has_files = False
        self._today = date.min
        self._rows: dict[str, Figures] = {}
        self._following: Following | None = None
        self._exporting = False

    # --- what is drawn --------------------------------------------------------------------------

    def heading(self) -> Content:
        """What is counted, and until when."""
        title = safe(_("Mål och resultat"))
        if self._summary is None:
            return title
        day = short_day(self._summary.as_of, self._today)
        return title + safe(" · " + _("till och med {day}").format(day=day), "$quiet")

    def aside(self) -> Content:
        """By which rules, where there is room for it; ``?`` tells it anyway."""
        if self._summary is None or self.size.width < words.WIDE:
            return Content("")
        said = _("regler v{version} k={threshold}").format(
            version=self._summary.rules_version, threshold=self._summary.threshold
        )
        return safe(said, "$quiet")

    def body(self) -> ComposeResult:
        """Where one is, whose the columns are, the figures, and what is hidden."""
        yield Static(id="where")
        yield Static(id="columns")
        yield FigureList()
        yield Busy(STAGES[Stage.COUNT])
        yield Static(id="foot")

    def on_mount(self) -> None:
        """Count."""
        self.query_one(FigureList).focus()
        self._count(self._order, self._spot)

    def on_resize(self) -> None:
        """Fit the columns."""
        self._show()

    def say_again(self) -> None:
        """Show it in the language in use by now."""
        self._show()

    def _show(self) -> None:
        summary = self._summary
        if summary is None:
            return
        listed = self.query_one(FigureList)
        if self._over_time and self._timeline is not None:
            listed.show(cohort_timeline.blocks(self._timeline))
        else:
            rows = rows_at(summary, self._spot)
            self._rows = {row.id: row for row in rows}
            listed.show([_block(row) for row in rows])
        self._show_frame(summary)
        self.refresh_header()
        self.refresh_bindings()

    def _show_frame(self, summary: Summary) -> None:
        where = self.query_one("#where", Static)
        said = " › ".join(self._way(summary))
        where.update(safe(said))
        where.display = bool(said)
        width = self.query_one(FigureList).size.width - 3
        columns = self.query_one("#columns", Static)
        columns.display = self._over_time or width >= words.WIDE
        draw = cohort_timeline.headings if self._over_time else words.headings
        columns.update(draw(max(width, 1)))
        foot = [_(".. = för få personer för att visas.")]
        if summary.received is not None:
            foot.append(whose(summary))
        if summary.advice is not None and (self._spot.group or not summary.sites):
            foot.append(sentence_case(advice(summary.advice)))
        self.query_one("#foot", Static).update(safe("\n".join(foot), "$quiet", multiline=True))

    def _way(self, summary: Summary) -> list[str]:
        if self._over_time:
            return [_("Tidslinje"), _("alla deltagare")]
        way = [title_of(measure_at(summary, self._spot))] if self._spot.measure else []
        return [*way, *([group_name(self._spot.group)] if self._spot.group else [])]

    def explain(self) -> str:
        """What ``?`` says: how the marked figures are counted."""
        if self._summary is None:
            return ""
        if self._over_time:
            return cohort_timeline.explained(self._summary)
        row = self._rows.get(self.query_one(FigureList).marked_id or "")
        return words.explained(row, self._summary) if row else ""

    # --- counting -------------------------------------------------------------------------------

    @work(exclusive=True)
    async def _count(self, order: SummaryOrder, spot: Spot) -> None:
        """Count by this order, and go to that spot then; where it fails all stays as it was."""
        following = self._begin()
        try:
            read = await self.read(_read, order, following)
            summary = await asyncio.to_thread(read.counted.protected, following)
        except Refused as refused:
            self._give_up(refused, following)
            return
        finally:
            self._end(following)
        self._order, self._summary, self._spot = order, summary, spot
        self._timeline = timeline(read.turns, summary)
        self._has_files, self._today = read.has_files, read.today
        self._show()

    def _begin(self) -> Following:
        if self._following is not None:
            self._following.stop()  # it is overtaken
        self.notice("")
        busy = self.query_one(Busy)
        busy.add_class("-shown")
        self._following = following = Following(busy)
        following(Stage.COUNT, 0, 0)
        return following

    def _end(self, following: Following) -> None:
        if self._following is following:
            self._following = None
            if self.is_mounted:
                self.query_one(Busy).remove_class("-shown")
                self.refresh_bindings()

    def _give_up(self, refused: Refused, following: Following) -> None:
        if refused.code not in LOCKED and not following.stopped:
            self.notice(sentence(refused))

    # --- what can be done -----------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what leads somewhere."""
        if action == "desks":
            return self._has_files and not self._exporting
        if self._exporting and action in ("drill", "export", "as_of"):
            return None
        if action == "drill" and self.is_mounted:
            return None if self._over_time or self._below() is None else True
        return super().check_action(action, parameters)

    def _below(self) -> Spot | None:
        row = self._rows.get(self.query_one(FigureList).marked_id or "")
        return row.below if row else None

    def on_block_list_highlighted(self) -> None:
        """Offer what fits the row."""
        self.refresh_bindings()

    def action_drill(self) -> None:
        """Divide the marked figures further."""
        below = self._below()
        if self._over_time or below is None:
            return
        if below.group and not self._order.by_site:
            self._count(replace(self._order, by_site=True), below)
        else:
            self._spot = below
            self._show()

    async def action_back(self) -> None:
        """Stop what is under way, or go up a level, or leave."""
        if self._following is not None and self._summary is not None:
            self._following.stop()
        elif self._over_time:
            self.action_timeline()
        elif self._spot != Spot():
            left, self._spot = self._spot, self._spot.above
            self._show()
            self._mark(left)
        else:
            if self._following is not None:
                self._following.stop()
            await super().action_back()

    def _mark(self, left: Spot) -> None:
        """Mark the row one has come from."""
        for row in self._rows.values():
            if row.below == left:
                self.query_one(FigureList).mark(row.id)

    def action_timeline(self) -> None:
        """Show the quarters, or the goals again."""
        if self._summary is not None:
            self._over_time = not self._over_time
            self._show()

    def action_export(self) -> None:
        """Ask what to write where, for whom."""
        from dirigo_tui.tui.screens import cohort_export
        from dirigo_tui.tui.widgets.form_dialog import FormDialog

        if self._summary is None:
            return

        async def chosen(values: dict[str, Any]) -> ExportSummary:
            return cohort_export.ordered(values, self._order, self.desk.containers)

        def write(order: ExportSummary | None) -> None:
            if order is not None:
                self._write(order)

        values = cohort_export.proposed(self._summary, by_site=bool(self._spot.group))
        self.app.push_screen(FormDialog(cohort_export.FORM, chosen, values=values), write)

    @work(group="export", exclusive=True)
    async def _write(self, order: ExportSummary) -> None:
        from dirigo_tui.i18n import summary_files
        from dirigo_tui.services.summary_files import export_summary
        from dirigo_tui.tui.screens import cohort_export

        following = self._begin()
        self._exporting = True
        self.refresh_bindings()
        try:
            written = await asyncio.to_thread(
                export_summary, self.desk, order, summary_files, following
            )
        except Refused as refused:
            if refused.code not in LOCKED:
                self.notice(sentence(refused))
        else:
            self.notice(cohort_export.done(written))
        finally:
            self._exporting = False
            self._end(following)

    def action_desks(self) -> None:
        """Count everybody at all desks, or at this one."""
        self._count(replace(self._order, all_desks=not self._order.all_desks), self._spot)

    def action_as_of(self) -> None:
        """Ask for the day."""
        from dirigo_tui.tui.widgets.form_dialog import FormDialog

        async def chosen(values: dict[str, Any]) -> date | None:
            day: date | None = values["as_of"]
            if day is not None and day > self._today:
                raise Refused("day_in_future", on=day, field="as_of")
            self._count(replace(self._order, as_of=day), self._spot)
            return day

        values = {"as_of": self._order.as_of}
        self.app.push_screen(FormDialog(AS_OF_FORM, chosen, values=values))


def _block(row: Figures) -> Block:
    def above(width: int) -> list[Content]:
        if row.heading:
            return [Content(""), safe(row.heading, "bold").pad_right(max(width, 1))]
        return []

    return Block(row.id, lambda width: words.figures(row, width), above)
