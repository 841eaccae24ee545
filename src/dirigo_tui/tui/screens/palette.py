"""``ctrl+p``: search among everything that can be done here, and nothing else."""

from __future__ import annotations

from typing import Any

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from dirigo_tui.domain.text import fold
from dirigo_tui.i18n.catalogue import N_, _
from dirigo_tui.tui.commands import Offer, offers
from dirigo_tui.tui.screen import DirigoDialog
from dirigo_tui.tui.widgets.entry import Entry
from dirigo_tui.tui.widgets.options import Options
from dirigo_tui.tui.widgets.safe_text import joined, safe


def matching(found: list[Offer], query: str) -> list[Offer]:
    """The offers in whose label or help every word of the query occurs."""
    words = fold(query).split()
    return [
        offer
        for offer in found
        if all(word in fold(f"{offer.command.label} {offer.command.help}") for word in words)
    ]


class PaletteDialog(DirigoDialog[None]):
    """The commands of the screen it was opened on."""

    DEFAULT_CSS = """
    PaletteDialog OptionList { height: auto; max-height: 14; }
    PaletteDialog .none { display: none; }
    """

    def __init__(self, about: Screen[Any]) -> None:
        super().__init__()
        self._offers = [offer for offer in offers(about) if offer.command.palette and offer.enabled]
        self._shown: list[Offer] = []

    def compose(self) -> ComposeResult:
        """A field and the commands that match it."""
        with Vertical(classes="box") as box:
            box.border_title = safe(_("Vad vill du göra?"))
            yield Entry(placeholder=N_("Skriv för att söka"))
            yield Options(markup=False)
            yield Static(safe(_("Inget här heter så.")), classes="none quiet")

    def on_mount(self) -> None:
        """Show everything first."""
        self.query_one(OptionList).can_focus = False
        self._show("")

    def _show(self, query: str) -> None:
        self._shown = matching(self._offers, query)
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options([Option(self._line(offer)) for offer in self._shown])
        options.highlighted = 0 if self._shown else None
        options.display = bool(self._shown)
        self.query_one(".none").display = not self._shown

    @staticmethod
    def _line(offer: Offer) -> Content:
        key = offer.command.key_text
        return joined(safe(key.ljust(8), "bold"), safe(offer.command.help))

    @on(Input.Changed)
    def _search(self, event: Input.Changed) -> None:
        self._show(event.value)

    def on_key(self, event: events.Key) -> None:
        """Arrows move in the list while one types in the field."""
        if event.key in ("up", "down"):
            options = self.query_one(OptionList)
            if event.key == "up":
                options.action_cursor_up()
            else:
                options.action_cursor_down()
            event.stop()

    @on(Input.Submitted)
    def _submitted(self) -> None:
        chosen = self.query_one(OptionList).highlighted
        if chosen is not None:
            self._run(self._shown[chosen])

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        self._run(self._shown[event.option_index])

    def _run(self, offer: Offer) -> None:
        # After the dialog has closed, so that the command finds its own screen on top.
        self.dismiss(None)
        self.app.call_later(offer.run)
