"""Asking before something that cannot be taken back by going back. It names what it is about."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Static

from dirigo_tui.i18n.catalogue import _
from dirigo_tui.tui.screen import DirigoDialog
from dirigo_tui.tui.widgets.chrome import FooterLine
from dirigo_tui.tui.widgets.safe_text import safe


class ConfirmDialog(DirigoDialog[bool]):
    """The result is True when confirmed; the focus begins on the answer that changes nothing.

    Args:
        question: names the object: ”Ta bort målet ’Våga ringa’?”.
        yes: what the confirming button does, in a word or two: ”Ta bort”.
        consequence: what happens then, and how it can be undone.
    """

    DEFAULT_CSS = """
    ConfirmDialog .question { text-style: bold; margin-bottom: 1; }
    ConfirmDialog Horizontal { height: auto; margin-top: 1; }
    ConfirmDialog Button { margin-right: 2; }
    ConfirmDialog FooterLine { dock: none; margin-top: 1; padding: 0; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,up", "app.focus_previous", show=False),
        Binding("right,down", "app.focus_next", show=False),
    ]

    def __init__(self, question: str, yes: str, consequence: str = "") -> None:
        super().__init__()
        self._question = question
        self._yes = yes
        self._consequence = consequence

    def compose(self) -> ComposeResult:
        """The question, what follows, two buttons."""
        with Vertical(classes="box"):
            yield Static(safe(self._question, multiline=True), classes="question")
            if self._consequence:
                yield Static(safe(self._consequence, multiline=True))
            with Horizontal():
                yield Button(safe(_("Nej, låt vara")), id="no")
                yield Button(safe(self._yes), id="yes")
            yield FooterLine()

    @on(Button.Pressed)
    def _answered(self, event: Button.Pressed) -> None:
        self.dismiss(event.button.id == "yes")

    def explain(self) -> str:
        """What ``?`` says."""
        return _("Välj med ← och →, svara med Enter. Esc ändrar ingenting.")
