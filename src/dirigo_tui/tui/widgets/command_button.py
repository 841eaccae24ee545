"""A command as something to click, or to reach with Tab and press."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Button

from dirigo_tui.i18n.catalogue import NO_WORDS, Lazy
from dirigo_tui.i18n.formats import sentence_case
from dirigo_tui.tui.commands import Command, offer_of
from dirigo_tui.tui.widgets.safe_text import joined, safe


class CommandButton(Button):
    """``B Boka``: does what the command's key does, and is there only while it can be done.

    Args:
        command: one that a parent of the button declares.
        words: what stands on it where there is room for more than the command's label.
    """

    DEFAULT_CSS = """
    CommandButton { width: auto; min-width: 4; margin: 0 1 0 0; }
    """

    def __init__(self, command: Command, words: Lazy = NO_WORDS) -> None:
        super().__init__(button_text(command, words))
        self._command = command
        self._words = words

    def say_again(self) -> None:
        """Say it in the language in use by now."""
        self.label = button_text(self._command, self._words)

    def on_mount(self) -> None:
        """Follow what can be done."""
        self.screen.bindings_updated_signal.subscribe(self, self._fit)
        self._fit()

    def _fit(self, _what: object = None) -> None:
        offer = offer_of(self, self._command)
        self.display = offer is not None and offer.enabled

    async def on_button_pressed(self, event: Button.Pressed) -> None:
        """Do it."""
        event.stop()
        if offer := offer_of(self, self._command):
            await offer.run()


def button_text(command: Command, words: Lazy = NO_WORDS) -> Content:
    """What stands on a button: the key, and what it does."""
    said = safe(str(words) or sentence_case(str(command.label)))
    return joined(safe(f"{command.key_text} ", "bold"), said) if command.keys else said
