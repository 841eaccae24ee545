"""The sections of a page on one line, the one that is shown underlined; a click shows another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.reactive import reactive
from textual.visual import VisualType
from textual.widget import Widget

from dirigo_tui.i18n.catalogue import Lazy
from dirigo_tui.i18n.formats import sentence_case
from dirigo_tui.tui.widgets.safe_text import joined, safe

LIGHT, HEAVY = "─", "━"


@dataclass(frozen=True, slots=True)
class Tab:
    """A section on the bar; ``short``, in lower case, is used where room is scarce."""

    name: str
    key: str
    label: Lazy
    short: Lazy


class SectionBar(Widget):
    """The bar; showing a section is left to the screen's ``action_show``.

    Args:
        tabs: in their order.
    """

    DEFAULT_CSS = """
    SectionBar { height: 2; padding: 0 1; }
    """

    current: reactive[str] = reactive("")

    def __init__(self, tabs: Sequence[Tab]) -> None:
        super().__init__()
        self._tabs = tabs
        self._spans: list[tuple[int, int, Tab]] = []

    def render(self) -> VisualType:
        """The names, and a line that is heavy below the current one."""
        names, gap = self._fitted(self.size.width)
        line = Content("")
        rule = Content("")
        self._spans = []
        for tab, name in zip(self._tabs, names, strict=True):
            chosen = tab.name == self.current
            start = line.cell_length
            style = "bold" if chosen else "$quiet"
            line = joined(line, safe(f"{tab.key} ", "bold"), safe(name, style))
            self._spans.append((start, line.cell_length, tab))
            cells = line.cell_length - start
            rule += safe((HEAVY if chosen else LIGHT) * cells, "$foreground" if chosen else "$rule")
            line += Content(" " * gap)
            rule += safe(LIGHT * gap, "$rule")
        width = self.size.width
        rule += safe(LIGHT * max(width - rule.cell_length, 0), "$rule")
        return joined(line.truncate(width), Content("\n"), rule.truncate(width))

    def _fitted(self, width: int) -> tuple[list[str], int]:
        """The names in the longest form that fits, and the blanks between them."""
        full = [str(tab.label) for tab in self._tabs]
        short = [sentence_case(str(tab.short)) for tab in self._tabs]
        mixed = [
            long if tab.name == self.current else brief
            for tab, long, brief in zip(self._tabs, full, short, strict=True)
        ]
        for names, gap in ((full, 2), (full, 1), (mixed, 2), (mixed, 1), (short, 1)):
            if sum(len(name) + 2 + gap for name in names) - gap <= width:
                return names, gap
        return short, 1

    def on_click(self, event: events.Click) -> None:
        """Show the section that was clicked."""
        column = event.x - self.styles.padding.left
        for start, end, tab in self._spans:
            if start <= column < end:
                self.app.call_later(self.screen.run_action, f"show('{tab.name}')")
                return
