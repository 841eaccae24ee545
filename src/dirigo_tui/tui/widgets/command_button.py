"""A command as something to click, or to reach with Tab and press."""

from __future__ import annotations

from textual import actions
from textual.content import Content
from textual.dom import DOMNode
from textual.widgets import Button

from dirigo_tui.i18n.formats import sentence_case
from dirigo_tui.tui.commands import Command, declared
from dirigo_tui.tui.widgets.safe_text import joined, safe


class CommandButton(Button):
    """``B Boka``: does what the command's key does, where the nearest parent declares it.

    Args:
        command: one that a parent of the button declares.
    """

    DEFAULT_CSS = """
    CommandButton { width: auto; min-width: 4; margin: 0 1 0 0; }
    """

    def __init__(self, command: Command) -> None:
        super().__init__(_label(command))
        self._command = command

    def on_mount(self) -> None:
        """Be there only while the command can be done."""
        self.screen.bindings_updated_signal.subscribe(self, self._fit)
        self._fit()

    def _fit(self, _what: object = None) -> None:
        _namespace, name, parameters = actions.parse(self._command.action_name)
        place = self._place
        self.display = place is not None and bool(place.check_action(name, parameters))

    @property
    def _place(self) -> DOMNode | None:
        return next((n for n in self.ancestors if self._command in declared(type(n))), None)

    async def on_button_pressed(self, event: Button.Pressed) -> None:
        """Do it."""
        event.stop()
        if (place := self._place) is not None:
            await self.app.run_action(self._command.action_name, place)


def _label(command: Command) -> Content:
    words = safe(sentence_case(str(command.label)))
    return joined(safe(f"{command.key_text} ", "bold"), words) if command.keys else words
