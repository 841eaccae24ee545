"""Which of the lists is shown, told above it."""

from __future__ import annotations

from collections.abc import Mapping

from textual.visual import VisualType
from textual.widget import Widget

from dirigo_tui.i18n.catalogue import N_
from dirigo_tui.services.caseload import Filter
from dirigo_tui.tui.commands import Command
from dirigo_tui.tui.screens import caseload_words as words

CHOOSE = Command(
    "caseload.choose", "f4", N_("urval"), N_("Välj vilka som visas: mina, försenade, utan plan.")
)


class Chosen(Widget):
    """Which list is shown and how many it holds; a click chooses another."""

    DEFAULT_CSS = """
    Chosen { width: auto; height: 1; }
    """

    chosen = Filter.MINE
    counts: Mapping[Filter, int] | None = None

    def tell(self, chosen: Filter, counts: Mapping[Filter, int] | None) -> None:
        """Show this."""
        if (chosen, counts) != (self.chosen, self.counts):
            self.chosen, self.counts = chosen, counts
            self.refresh(layout=True)

    def render(self) -> VisualType:
        """``Urval: Mina (34)``."""
        return words.chosen(self.chosen, self.counts)

    def on_click(self) -> None:
        """Do what the key does."""
        self.app.simulate_key(CHOOSE.key_list[0])
