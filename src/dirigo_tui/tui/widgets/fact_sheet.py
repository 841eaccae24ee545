"""What is known, label by label, and beside it what can be done about it.

One widget, however much it shows: with a widget for each label, text and button, laying the page
out would take ten times as long as reading it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.visual import VisualType
from textual.widget import Widget

from dirigo_tui.i18n.catalogue import Lazy
from dirigo_tui.tui.commands import Command, Offer, offer_of
from dirigo_tui.tui.widgets.command_button import button_text
from dirigo_tui.tui.widgets.safe_text import joined, safe

LABEL_CELLS = 12
GAP = 2
"""Blanks at least between a text and the buttons to the right of it."""

NARROW = 60
"""With fewer cells than this, the buttons stand below the text instead."""


@dataclass(frozen=True, slots=True)
class Fact:
    """Some lines under one label.

    Attributes:
        label: what it is about, shorter than :data:`LABEL_CELLS`.
        lines: what is known, given the cells there are; a fact without any is left out.
        commands: what can be done about it; a parent of the sheet declares them, and they are shown
            while they can be done.
    """

    label: Lazy
    lines: Callable[[int], Iterable[Content]]
    commands: Sequence[Command] = ()


class _Button(NamedTuple):
    """The cells of a button, from ``start`` to before ``end``."""

    start: int
    end: int
    offer: Offer


class _Line(NamedTuple):
    content: Content
    buttons: Sequence[_Button] = ()


class FactSheet(Widget):
    """The facts one below the other, apart from each other where there is room for that."""

    DEFAULT_CSS = """
    FactSheet { width: 1fr; height: auto; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._facts: Sequence[Fact] = ()
        self._lines: list[_Line] = []
        self._room = Size(0, 0)

    def show(self, facts: Sequence[Fact]) -> None:
        """Show these."""
        self._facts = facts
        self._fit()
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """As many lines as it takes."""
        room = Size(width, container.height)
        if room != self._room:
            self._room = room
            self._fit()
        return len(self._lines)

    def render(self) -> VisualType:
        """The lines as they were laid out."""
        return joined(*(line.content for line in self._lines), between="\n")

    def _fit(self) -> None:
        """Lay everything out for the room there was last."""
        width, height = self._room
        groups = [lines for fact in self._facts if (lines := self._lay_out(fact, width))]
        apart = sum(map(len, groups)) + len(groups) <= height
        self._lines = [line for lines in groups for line in (*lines, *[_Line(Content(""))] * apart)]

    def _lay_out(self, fact: Fact, width: int) -> list[_Line]:
        offers = [offer for command in fact.commands if (offer := offer_of(self, command))]
        row, buttons = _row_of([offer for offer in offers if offer.enabled])
        beside = width >= NARROW
        room = width - LABEL_CELLS - (row.cell_length + GAP if buttons and beside else 0)
        lines = [_Line(part) for line in fact.lines(room) for part in line.wrap(max(room, 1))]
        if lines and buttons and beside:
            text = lines[0].content
            padded = text.pad_right(width - LABEL_CELLS - row.cell_length - text.cell_length)
            lines[0] = _Line(padded + row, _moved(buttons, width - row.cell_length))
        elif lines and buttons:
            lines.append(_Line(row, _moved(buttons, LABEL_CELLS)))
        labels = [str(fact.label), *[""] * len(lines)]
        return [
            _Line(safe(label.ljust(LABEL_CELLS), "$quiet") + line.content, line.buttons)
            for label, line in zip(labels, lines, strict=False)
        ]

    def on_click(self, event: events.Click) -> None:
        """Do the command that was clicked."""
        if event.y >= len(self._lines):
            return
        for button in self._lines[event.y].buttons:
            if button.start <= event.x < button.end:
                self.app.call_later(button.offer.run)


def _row_of(offers: Sequence[Offer]) -> tuple[Content, list[_Button]]:
    """The buttons on one line, and where each of them is."""
    row = Content("")
    buttons: list[_Button] = []
    for offer in offers:
        start = row.cell_length + bool(buttons)
        text = joined(Content(" "), button_text(offer.command), Content(" "))
        row = joined(row, Content(" " * bool(buttons)), text.stylize("on $surface"))
        buttons.append(_Button(start, row.cell_length, offer))
    return row, buttons


def _moved(buttons: Sequence[_Button], by: int) -> list[_Button]:
    return [_Button(start + by, end + by, offer) for start, end, offer in buttons]
