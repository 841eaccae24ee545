"""A list of given choices, with the terminal's own cursor on the highlighted one."""

from __future__ import annotations

from textual.geometry import Offset
from textual.widgets import OptionList


class Options(OptionList):
    """The list."""

    def cursor_place(self) -> Offset:
        """Where the highlighted choice begins."""
        line = 0 if self.highlighted is None else self._index_to_line[self.highlighted]
        return Offset(0, line - self.scroll_offset.y)
