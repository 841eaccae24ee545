"""A field of several lines, apart from the others: it brings a whole editor along."""

from __future__ import annotations

from textual import events
from textual.widgets import TextArea

from dirigo_tui.domain.text import visible
from dirigo_tui.tui.widgets.entry import pasted


class LongEntry(TextArea):
    """A field of several lines; Tab leaves it."""

    def __init__(self, text: str = "", *, id: str | None = None) -> None:
        super().__init__(
            visible(text, multiline=True),
            id=id,
            compact=True,
            highlight_cursor_line=False,
            max_checkpoints=200,
        )
        self.cursor_blink = False
        self.match_cursor_bracket = False

    async def _on_paste(self, event: events.Paste) -> None:
        text = pasted(event.text, multiline=True)
        if text and (result := self._replace_via_keyboard(text, *self.selection)):
            self.move_cursor(result.end_location)
        event.stop()
        event.prevent_default()
