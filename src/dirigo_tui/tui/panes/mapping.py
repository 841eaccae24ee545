"""The mapping: ten areas in the participant's own words, the caseworker's note as its own layer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from dirigo_tui.domain.dates import add_months
from dirigo_tui.domain.records import MappingEntry
from dirigo_tui.domain.vocabulary import MappingArea
from dirigo_tui.forms.definitions import mapping_area
from dirigo_tui.i18n.catalogue import N_, _
from dirigo_tui.i18n.formats import sentence_case, short_day
from dirigo_tui.i18n.words import word
from dirigo_tui.services.mapping import AreaView, mapping_of, rewritten, write_area
from dirigo_tui.tui.commands import Command
from dirigo_tui.tui.panes.pane import Pane
from dirigo_tui.tui.widgets.command_button import CommandButton
from dirigo_tui.tui.widgets.safe_text import joined, safe
from dirigo_tui.tui.widgets.virtual_list import VirtualList

WRITE = Command(
    "mapping.write", "enter,e", N_("skriv"), N_("Skriv i området på raden, eller ändra i det.")
)

WRITTEN, EMPTY = "●", "○"

LAYERS = ("own_words", "strengths", "obstacles")
"""The participant's own, in the order they are asked for."""

MONTHS_FRESH = 12
"""From then on the mapping is old (DOMAIN.md §5)."""


class Areas(VirtualList[AreaView]):
    """The list, explained."""

    def explain(self) -> str:
        """What ``?`` says."""
        return _(
            "Kartläggningen, med deltagarens egna ord. Varje område får lämnas tomt."
            " Det handläggaren skriver står för sig. Gå med ↑ ↓, Tab går till texten."
        )


class MappingPane(Pane[tuple[AreaView, ...]]):
    """The areas to the left, the marked one in full to the right."""

    commands = (WRITE,)

    DEFAULT_CSS = """
    MappingPane VirtualList { width: 32; }
    MappingPane VerticalScroll { width: 1fr; padding: 0 1; border-left: solid $rule;
        scrollbar-size: 1 1; }
    MappingPane VerticalScroll:focus { border-left: heavy $foreground; }
    MappingPane CommandButton { margin-top: 1; }
    """

    _areas: tuple[AreaView, ...] = ()

    def compose(self) -> ComposeResult:
        """List and text."""
        with Horizontal():
            yield Areas(load=self._rows, draw=_row, row_id=lambda area: area.area.value)
            with VerticalScroll():
                yield Static()
                yield CommandButton(WRITE)

    async def load(self, participant_id: str) -> tuple[AreaView, ...]:
        """All ten areas."""
        return await self.read(mapping_of, participant_id)

    def draw(self, view: tuple[AreaView, ...]) -> None:
        """Show them."""
        self._areas = view
        self.query_one(VirtualList).show([area.area.value for area in view], rows=view)

    def first_focus(self) -> Widget:
        """The list."""
        return self.query_one(VirtualList)

    async def _rows(self, ids: Sequence[str]) -> Sequence[AreaView]:
        return [area for area in self._areas if area.area.value in ids]

    # --- the marked area ------------------------------------------------------------------------

    @property
    def _marked(self) -> AreaView | None:
        marked = self.query_one(VirtualList).marked_id
        return next((area for area in self._areas if area.area.value == marked), None)

    @on(VirtualList.Highlighted)
    def _show_marked(self) -> None:
        if (area := self._marked) is not None:
            self.query_one(Static).update(joined(*self._text(area), between="\n"))
            self.query_one(VerticalScroll).scroll_home(animate=False)

    def _text(self, area: AreaView) -> Iterator[Content]:
        yield safe(sentence_case(word(area.area)), "bold")
        if area.updated_on is not None:
            yield self._gone_through(area)
        if area.is_empty:
            said = _(
                "{name} har inte skrivit något här än. Tryck Enter och skriv tillsammans,"
                " eller låt det vara tomt."
            )
            yield Content("")
            yield safe(said.format(name=self.person.name), "$quiet")
            return
        form = mapping_area(area.area)
        for layer in LAYERS:
            if text := getattr(area, layer):
                yield Content("")
                yield safe(form.field(layer).label, "$quiet")
                yield safe(text, multiline=True)
        if area.note:
            yield Content("")
            yield safe(f"── {form.field('note').label} ──", "$quiet")
            yield safe(area.note, "italic", multiline=True)

    def _gone_through(self, area: AreaView) -> Content:
        day = area.updated_on or self.person.today
        said = _("genomgånget {day}").format(day=short_day(day, self.person.today))
        if add_months(day, MONTHS_FRESH) < self.person.today:
            said = _("! {said}, för mer än tolv månader sedan").format(said=said)
            return safe(said, "$warn")
        return safe(said, "$quiet")

    def resume(self, form: str, about: str) -> None:  # noqa: ARG002 - one form an area
        """Write in that area again."""
        if about in set(MappingArea):
            self.query_one(VirtualList).mark(about)
            self.action_write()

    def action_write(self) -> None:
        """Write in the marked area."""
        area = self._marked
        if area is None:
            return

        async def save(values: dict[str, Any]) -> MappingEntry:
            return await self.write(write_area, rewritten(self.person.id, area, **values))

        names = (*LAYERS, "note")
        self.ask(
            mapping_area(area.area),
            save,
            values={name: getattr(area, name) for name in names},
            about=area.area.value,
        )


def _row(area: AreaView, width: int) -> Sequence[Content]:  # noqa: ARG001 - the list cuts
    sign = EMPTY if area.is_empty else WRITTEN
    return (safe(f"{sign} {sentence_case(word(area.area))}"),)
