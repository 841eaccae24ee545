"""What is shown while the practice desk opens, which takes a moment the first time."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.content import Content

from dirigo_tui.i18n.catalogue import N_, _
from dirigo_tui.tui.screen import DirigoScreen
from dirigo_tui.tui.widgets.busy import Busy
from dirigo_tui.tui.widgets.safe_text import safe


class WaitingScreen(DirigoScreen[None]):
    """Says what is going on."""

    def heading(self) -> Content:
        """What one is waiting for."""
        return safe(_("Övning"))

    def body(self) -> ComposeResult:
        """One line."""
        yield Busy(N_("Gör i ordning övningen"))
