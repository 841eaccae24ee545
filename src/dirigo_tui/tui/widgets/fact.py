"""A label, what is known, and beside it what can be done about it."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Container, Horizontal
from textual.content import Content
from textual.widgets import Static

from dirigo_tui.i18n.catalogue import Lazy
from dirigo_tui.tui.commands import Command
from dirigo_tui.tui.widgets.command_button import CommandButton
from dirigo_tui.tui.widgets.safe_text import joined, safe


class Fact(Horizontal):
    """One or several lines under one label.

    Args:
        label: what it is about, at most eleven letters.
        commands: what can be done about it; a parent declares them.
    """

    LABEL_CELLS: ClassVar[int] = 12

    DEFAULT_CSS = """
    Fact { height: auto; }
    Fact > .label { width: 12; color: $quiet; }
    Fact > .right { width: 1fr; height: auto; layout: horizontal; }
    Fact .value { width: 1fr; height: auto; padding-right: 1; }
    Fact .buttons { width: auto; height: auto; }
    """

    def __init__(self, label: Lazy, *commands: Command, id: str | None = None) -> None:
        super().__init__(id=id)
        self._label = label
        self._commands = commands

    def compose(self) -> ComposeResult:
        """Label, value, buttons."""
        yield Static(safe(self._label), classes="label")
        with Container(classes="right"):
            yield Static(classes="value")
            if self._commands:
                with Horizontal(classes="buttons"):
                    yield from map(CommandButton, self._commands)

    def show(self, *lines: Content) -> None:
        """Say this, a line for each; without any the fact is left out."""
        self.display = bool(lines)
        self.query_one(".value", Static).update(joined(*lines, between="\n"))
