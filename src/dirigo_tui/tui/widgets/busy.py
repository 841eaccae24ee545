"""Saying that something takes a while, with words, a count that is true, and the time left."""

from __future__ import annotations

from textual.content import Content
from textual.visual import VisualType
from textual.widget import Widget

from dirigo_tui.i18n.catalogue import Lazy
from dirigo_tui.i18n.progress import STAGES, so_far, time_left
from dirigo_tui.services.progress import Pace, Stage
from dirigo_tui.tui.widgets.bars import EMPTY, FULL
from dirigo_tui.tui.widgets.safe_text import joined, safe

BAR_CELLS = 20


class Busy(Widget):
    """``Läser listan …  ████████░░░░ 412 av 1 798 · omkring 10 sekunder kvar``.

    Without a total there are only the words; what does not fit is left out from the end.

    Args:
        what: what is being done, as a present tense: ”Läser listan”.
    """

    DEFAULT_CSS = """
    Busy { height: 1; padding: 0 1; }
    """

    def __init__(self, what: Lazy | str, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._what: Lazy | str = what
        self._done = self._total = 0
        self._left: float | None = None
        self._pace = Pace()

    def tell(self, stage: Stage, done: int, total: int) -> None:
        """Show how far it has come, as ``services/progress.py`` tells it."""
        self._what, self._done, self._total = STAGES[stage], done, total
        self._left = self._pace.left(stage, done, total)
        self.refresh()

    def render(self) -> VisualType:
        """The line, as wide as there is room for."""
        return self.line(self.content_size.width)

    def line(self, width: int) -> Content:
        """What fits in so many cells."""
        line = safe(f"{self._what} …")
        if not self._total:
            return line
        full = self._done * BAR_CELLS // self._total
        drawn = Content(FULL * full + EMPTY * (BAR_CELLS - full))
        parts = [joined(drawn, safe(f" {so_far(self._done, self._total)}"))]
        if self._left is not None:
            parts.append(safe(time_left(self._left)))
        for part, between in zip(parts, ("  ", " · "), strict=False):
            longer = joined(line, part, between=between)
            if longer.cell_length <= width:
                line = longer
        return line
