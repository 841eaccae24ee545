"""Lines to read through under a heading: who has read about somebody, what is due for deletion."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.content import Content

from dirigo_tui.tui.screen import DirigoScreen
from dirigo_tui.tui.widgets.safe_text import safe
from dirigo_tui.tui.widgets.virtual_list import VirtualList

_Line = tuple[int, str]


class LinesScreen(DirigoScreen[None]):
    """The lines, and nothing to do with them but to go back.

    Args:
        title: what they are.
        lines: one row each.
        empty: what to say when there are none.
        explained: what ``?`` says.
    """

    def __init__(self, title: str, lines: Sequence[str], empty: str, explained: str) -> None:
        super().__init__()
        self._title = title
        self._lines = list(enumerate(lines))
        self._empty = empty
        self._explained = explained

    def heading(self) -> Content:
        """What the lines are."""
        return safe(self._title)

    def aside(self) -> Content:
        """How many there are."""
        return safe(str(len(self._lines)), "$quiet")

    def body(self) -> ComposeResult:
        """The list."""
        yield VirtualList[_Line](
            load=self._load,
            draw=lambda line, _width: (safe(line[1]),),
            row_id=lambda line: str(line[0]),
            empty=self._empty,
        )

    async def _load(self, ids: Sequence[str]) -> Sequence[_Line]:
        return [self._lines[int(id)] for id in ids]

    def on_mount(self) -> None:
        """Show them."""
        listed = self.query_one(VirtualList)
        listed.focus()
        listed.show([str(number) for number, _line in self._lines], rows=self._lines)

    def explain(self) -> str:
        """What ``?`` says."""
        return self._explained
