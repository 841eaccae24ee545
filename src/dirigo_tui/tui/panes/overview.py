"""The first section: what comes next, the participant's own goal, and where you were."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from dirigo_tui.services.overview import Overview, overview_of
from dirigo_tui.tui.panes.pane import Pane
from dirigo_tui.tui.widgets.safe_text import safe


class OverviewPane(Pane[Overview]):
    """A participant at a glance."""

    def compose(self) -> ComposeResult:
        """The page scrolls where it does not fit."""
        with VerticalScroll():
            yield Static()

    async def load(self, participant_id: str) -> Overview:
        """Everything at a glance."""
        return await self.read(overview_of, participant_id)

    def draw(self, view: Overview) -> None:
        """Show it."""
        self.query_one(Static).update(safe(view.own_goal))
