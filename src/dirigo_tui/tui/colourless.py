"""Drawing without colours, for ``NO_COLOR``: what colours tell is told by attributes instead.

Textual's own answer is shades of grey, which are colours to a terminal all the same. Here the
terminal's two own colours are all there is: what is chosen is reversed, a field is underlined.
"""

from __future__ import annotations

from functools import lru_cache

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

from dirigo_tui.tui.themes import Palette


class Colourless(LineFilter):
    """Takes the colours away.

    Args:
        palette: the colours things are drawn in.
    """

    def __init__(self, palette: Palette) -> None:
        super().__init__()
        self._standing_out = frozenset({palette.mark, palette.foreground})
        self._field = palette.surface
        self._style = lru_cache(1024)(self._without_colour)

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002
        """The same text."""
        return [
            Segment(text, self._style(style) if style else None, control)
            for text, style, control in segments
        ]

    def _without_colour(self, style: Style) -> Style:
        ground = style.bgcolor.get_truecolor().hex if style.bgcolor else ""
        return Style(
            bold=style.bold,
            italic=style.italic,
            reverse=bool(style.reverse) != (ground in self._standing_out),
            underline=bool(style.underline) or ground == self._field,
        )
