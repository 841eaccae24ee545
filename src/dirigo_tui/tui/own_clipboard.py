"""A clipboard of the app's own: what is copied in it stays in it, and not for long."""

from __future__ import annotations

from typing import Final

from textual.app import App
from textual.timer import Timer

KEPT: Final = 60.0
"""Seconds until what was copied is forgotten."""


class OwnClipboard(App[None]):
    """An app whose fields copy to and paste from each other.

    Textual would hand every copy to the terminal, and so to every program of the desktop, to its
    history of clippings and to whoever shares the screen. What is to leave goes on paper or in a
    file, where it is noted to whom.
    """

    _forgetting: Timer | None = None

    def copy_to_clipboard(self, text: str) -> None:
        """Keep a text that was explicitly copied, for a minute."""
        self._clipboard = text
        if self._forgetting is not None:
            self._forgetting.stop()
        self._forgetting = self.set_timer(KEPT, self.forget_copied)

    def forget_copied(self) -> None:
        """Forget it: the time is up, or the desk is being locked."""
        self._clipboard = ""
