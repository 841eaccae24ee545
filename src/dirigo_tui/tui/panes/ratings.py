"""How the participant sees it: each question with its latest answer, the marked one over time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from dirigo_tui.domain.rating_templates import AT_END, PERIODIC, lookup
from dirigo_tui.domain.ratings import question_of
from dirigo_tui.domain.records import Rating
from dirigo_tui.domain.vocabulary import Mode, Rule
from dirigo_tui.forms import sitting
from dirigo_tui.forms.draft_keys import DraftKey
from dirigo_tui.forms.sitting import Occasion
from dirigo_tui.i18n.catalogue import N_, _
from dirigo_tui.i18n.words import template_text
from dirigo_tui.services import drafts
from dirigo_tui.services.drafts import Draft
from dirigo_tui.services.ports import Reader
from dirigo_tui.services.rating_page import RatingPage, rating_page
from dirigo_tui.tui.commands import Command
from dirigo_tui.tui.panes import rating_words as words
from dirigo_tui.tui.panes.pane import Pane
from dirigo_tui.tui.panes.rating_words import Line
from dirigo_tui.tui.widgets.command_button import CommandButton
from dirigo_tui.tui.widgets.safe_text import joined, safe
from dirigo_tui.tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from dirigo_tui.forms.rating import What

START = Command("ratings.start", "s,enter", N_("skatta"), N_("Börja en ny skattning."))
GO_ON = Command(
    "ratings.go_on", "f", N_("fortsätt"), N_("Fortsätt skattningen som inte är klar."), footer=False
)
THROW = Command(
    "ratings.throw", "f8", N_("kasta"), N_("Kasta svaren som inte är sparade."), footer=False
)


LEAST_LINES = 3
"""Of the list, on the smallest screen."""

_EDGES = 3
"""Cells for blanks at both sides of the series, and its scroll bar."""


class Begun(NamedTuple):
    """A rating that has been begun and not saved."""

    occasion: Occasion
    draft: Draft


class Shown(NamedTuple):
    """What the section shows; ``begun`` has the latest first."""

    page: RatingPage
    begun: Sequence[Begun]


def shown_of(reader: Reader, participant_id: str) -> Shown:
    """The ratings of a participant. Raises as ``rating_page``."""
    kept = ((DraftKey.parse(draft.key), draft) for draft in drafts.drafts(reader))
    begun = [
        Begun(Occasion.of(key.about), draft)
        for key, draft in kept
        if key and key[:2] == (sitting.SECTION, sitting.FORM) and key[3] == participant_id
    ]
    return Shown(rating_page(reader, participant_id), begun)


class RatingsPane(Pane[Shown]):
    """What is due, the questions, the marked one over time."""

    commands = (START, GO_ON, THROW)

    DEFAULT_CSS = """
    RatingsPane Horizontal { height: auto; padding: 0 1; }
    RatingsPane Horizontal > Static { width: 1fr; height: auto; }
    RatingsPane VerticalScroll { height: 1fr; padding: 0 1; border-top: solid $rule;
        scrollbar-size: 1 1; }
    RatingsPane VerticalScroll:focus { border-top: heavy $foreground; }
    RatingsPane VerticalScroll > Static { height: auto; }
    """

    _shown: Shown | None = None
    _lines: Sequence[Line] = ()
    _other_cells = 0
    _next_marked: str | None = None

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        with Horizontal():
            yield Static(id="due")
            yield CommandButton(START)
        with Horizontal(id="begun"):
            yield Static(id="draft")
            yield CommandButton(GO_ON)
            yield CommandButton(THROW)
        yield VirtualList[Line](load=self._rows, draw=self._row, row_id=lambda line: line.id)
        with VerticalScroll():
            yield Static(id="series")

    async def load(self, participant_id: str) -> Shown:
        """Everything answered, and what is not finished."""
        return await self.read(shown_of, participant_id)

    def draw(self, view: Shown) -> None:
        """Show it."""
        self._shown = view
        groups = words.grouped(view.page.templates)
        self._lines = [line for _heading, lines in groups for line in lines]
        self._other_cells = words.other_cells(self._lines)
        self.query_one("#due", Static).update(words.due(view.page.due, self.person))
        self.query_one("#begun").display = bool(view.begun)
        if view.begun:
            self.query_one("#draft", Static).update(safe(_told(view.begun[0])))
        listed = self.query_one(VirtualList)
        listed.empty = words.nothing(self.person)
        listed.show(
            [line.id for line in self._lines],
            [(heading, len(lines)) for heading, lines in groups],
            rows=self._lines,
            marked=self._next_marked,
        )
        self._next_marked = None
        self.query_one(VerticalScroll).display = bool(self._lines)
        self._fit()
        self.refresh_bindings()

    def first_focus(self) -> Widget:
        """The list."""
        return self.query_one(VirtualList)

    def explain(self) -> str:
        """What ``?`` says."""
        return _(
            "Så ser deltagaren på det: varje fråga med det senaste svaret bredvid det förra."
            " Frågan på raden visas över tid nedanför; Tab går dit."
            " Bara personens egna svar jämförs, och bara svar på samma fråga."
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Going on takes something that has been begun."""
        if action in {"go_on", "throw"}:
            return self._shown is not None and bool(self._shown.begun)
        return super().check_action(action, parameters)

    # --- the list and the marked question -------------------------------------------------------

    async def _rows(self, ids: Sequence[str]) -> Sequence[Line]:
        return [line for line in self._lines if line.id in ids]

    def _row(self, line: Line, width: int) -> Sequence[Content]:
        return (words.row(line, width, self.person.today, self._other_cells),)

    @property
    def _marked(self) -> Line | None:
        marked = self.query_one(VirtualList).marked_id
        return next((line for line in self._lines if line.id == marked), None)

    @on(VirtualList.Highlighted)
    def _show_marked(self) -> None:
        line = self._marked
        if line is None:
            return
        others = [other for other in self._lines if other.id != line.id and _same(line, other)]
        said = words.series(line, others, self.person.today, self.size.width - _EDGES)
        self.query_one("#series", Static).update(joined(*said, between="\n"))
        self.query_one(VerticalScroll).scroll_home(animate=False)

    def on_resize(self) -> None:
        """Share the room between list and series."""
        self._fit()
        self._show_marked()

    def _fit(self) -> None:
        """Let the list take what it needs, but leave most of the room to the series."""
        listed = self.query_one(VirtualList)
        if not self._lines:
            listed.styles.height = "1fr"
            return
        headings = len(self._shown.page.templates) if self._shown else 0
        room = self.size.height * 2 // 5
        listed.styles.height = max(LEAST_LINES, min(len(self._lines) + headings, room))

    # --- what can be done -----------------------------------------------------------------------

    def action_start(self) -> None:
        """Ask what is to be rated, then ask the questions."""
        from dirigo_tui.tui.screens.rating_start import RatingStart, Start

        def begin(start: Start | None) -> None:
            if start is not None:
                self._ask(*start)

        if self._shown is not None:
            goals, person = self._shown.page.goals, self.person
            dialog = RatingStart(goals, self._first, person.name, person.today)
            self.app.push_screen(dialog, begin)

    @property
    def _first(self) -> What:
        """What to offer first: what is due, else what the marked question belongs to."""
        from dirigo_tui.forms.rating import What

        line, person = self._marked, self.person
        due = self._shown.page.due if self._shown else ()
        if any(d.rule is Rule.FINAL_RATING and d.is_shown(person.today) for d in due):
            return What(AT_END[0])
        if line is None:
            return What(PERIODIC[0])
        goal = line.template.goal
        return What(line.template.template.code, goal.id if goal else None)

    def _ask(self, occasion: Occasion, mode: Mode | None) -> None:
        from dirigo_tui.tui.screens.rating import RatingScreen

        def left(recorded: tuple[Rating, ...] | None) -> None:
            if recorded:
                self._next_marked = words.line_id(question_of(recorded[0]))
            # Also without a recording: there may be a draft, or one less.
            self.changed()

        self.app.push_screen(RatingScreen(self.person.id, occasion, mode), left)

    def action_go_on(self) -> None:
        """Go on with what was begun last."""
        if self._shown is not None and self._shown.begun:
            self._ask(self._shown.begun[0].occasion, None)

    def action_throw(self) -> None:
        """Ask, then forget the answers of what was begun last."""
        from dirigo_tui.tui.widgets.confirm import ConfirmDialog

        if self._shown is None or not self._shown.begun:
            return
        begun = self._shown.begun[0]

        async def throw(confirmed: bool | None) -> None:
            if confirmed:
                await self.desk.awrite(drafts.remove, begun.draft.key)
                self.changed()

        question = _("Kasta svaren på ”{title}” för {name}?").format(
            title=_title(begun), name=self.person.name
        )
        consequence = _("De är inte sparade och går inte att få tillbaka.")
        self.app.push_screen(ConfirmDialog(question, _("Kasta"), consequence), throw)

    def resume(self, form: str, about: str) -> None:
        """Go on with a rating."""
        if form == sitting.FORM:
            self._ask(Occasion.of(about), None)


def _title(begun: Begun) -> str:
    return template_text(lookup(begun.occasion.template).title)


def _told(begun: Begun) -> str:
    said = _("Påbörjad: {title}, {answered} av {count} svar")
    template = lookup(begun.occasion.template)
    return said.format(
        title=_title(begun),
        answered=sitting.answered(begun.draft.content),
        count=len(template.items),
    )


def _same(line: Line, other: Line) -> bool:
    """Whether both are the same question, of whatever version."""
    return _without_version(line) == _without_version(other)


def _without_version(line: Line) -> tuple[str, str | None, str]:
    goal = line.template.goal
    return line.template.template.code, goal.id if goal else None, line.view.item.code
