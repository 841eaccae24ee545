"""Everything that has changed in a plan since both last agreed on it, a line for each."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from dirigo_tui.tui.screen import DirigoDialog
from dirigo_tui.tui.widgets.chrome import FooterLine
from dirigo_tui.tui.widgets.safe_text import safe


class ComparisonDialog(DirigoDialog[None]):
    """The changes.

    Args:
        heading: since when.
        changes: each in words.
    """

    DEFAULT_CSS = """
    ComparisonDialog .box { height: auto; max-height: 100%; }
    ComparisonDialog FooterLine { dock: none; margin-top: 1; padding: 0; }
    """

    def __init__(self, heading: str, changes: Sequence[str]) -> None:
        super().__init__()
        self._heading = heading
        self._changes = changes

    def compose(self) -> ComposeResult:
        """A line for each change."""
        with VerticalScroll(classes="box") as box:
            box.border_title = safe(self._heading)
            for change in self._changes:
                yield Static(safe(change))
            yield FooterLine()
