"""``?``: what the focused thing is, then everything that can be done here and with which key."""

from __future__ import annotations

from typing import Any

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Static

from dirigo_tui.i18n.catalogue import _
from dirigo_tui.tui.commands import Offer, offers
from dirigo_tui.tui.screen import DirigoDialog
from dirigo_tui.tui.widgets.chrome import FooterLine
from dirigo_tui.tui.widgets.safe_text import joined, safe


def explanation(screen: Screen[Any]) -> str:
    """What the nearest of the focused widget, its parents and the screen says about itself.

    A widget or screen explains itself by a method ``explain() -> str`` in the reader's language.
    """
    start = screen.focused or screen
    for node in start.ancestors_with_self:
        if (explain := getattr(node, "explain", None)) is not None:
            return str(explain())
    return ""


class HelpDialog(DirigoDialog[None]):
    """The help for the screen it was asked on."""

    DEFAULT_CSS = """
    HelpDialog .box { height: 100%; }
    HelpDialog VerticalScroll { height: 1fr; }
    HelpDialog .about { margin-bottom: 1; }
    """

    def __init__(self, about: Screen[Any]) -> None:
        super().__init__()
        self._about = explanation(about)
        self._offers = offers(about)

    def compose(self) -> ComposeResult:
        """The explanation, then a line for each command."""
        with VerticalScroll(classes="box") as box:
            box.border_title = safe(_("Hjälp"))
            if self._about:
                yield Static(safe(self._about, multiline=True), classes="about")
            keys = [offer.command.all_keys_text for offer in self._offers]
            width = max(map(len, keys), default=0)
            for key, offer in zip(keys, self._offers, strict=True):
                yield Static(self._line(key.ljust(width), offer))
            yield FooterLine()

    @staticmethod
    def _line(key: str, offer: Offer) -> Any:
        text = str(offer.command.help)
        if not offer.enabled:
            text = _("{text} (går inte just nu)").format(text=text)
        return joined(safe(key, "bold"), safe(f"  {text}"))
