"""Saying that something takes a while, with words and a count that is true."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import reactive
from textual.visual import VisualType
from textual.widget import Widget

from dirigo_tui.i18n.catalogue import _
from dirigo_tui.i18n.formats import number
from dirigo_tui.tui.widgets.bars import EMPTY, FULL
from dirigo_tui.tui.widgets.safe_text import joined, safe

BAR_CELLS = 20


class Busy(Widget):
    """``Läser listan …  ████████░░░░ 412 av 1 798``; without a total only the words.

    Args:
        what: what is being done, as a present tense: ”Läser listan”.
    """

    DEFAULT_CSS = """
    Busy { height: 1; padding: 0 1; }
    """

    done: reactive[int] = reactive(0)
    total: reactive[int] = reactive(0)

    def __init__(self, what: str, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.what = what

    def render(self) -> VisualType:
        """The line."""
        words = safe(f"{self.what} …")
        if not self.total:
            return words
        full = self.done * BAR_CELLS // self.total
        drawn = Content(FULL * full + EMPTY * (BAR_CELLS - full))
        count = _("{done} av {total}").format(done=number(self.done), total=number(self.total))
        return joined(words, Content("  "), drawn, safe(f" {count}"))
