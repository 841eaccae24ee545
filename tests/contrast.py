"""How well things stand out, measured on the cells that are drawn (WCAG 2.2)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from rich.color import Color
from rich.segment import Segment

from dirigo_tui.tui.app import DirigoApp

ENOUGH = 7.0
"""For text: level AAA."""

ENOUGH_FOR_LINES = 3.0
"""For frames, bars and what shows where the focus is."""


def luminance(colour: Color) -> float:
    def linear(channel: int) -> float:
        share = channel / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = map(linear, colour.get_truecolor())
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@cache
def contrast(one: Color, other: Color) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


LINES = set("╭╮╰╯│─━▁▂▃▄▅▆▇▔▎▊▌ ")
"""Signs that draw frames and scroll bars rather than words."""


def segments(app: DirigoApp) -> Iterator[Segment]:
    """What is drawn."""
    for strip in app.screen._compositor.render_strips():
        yield from strip


def of_text(app: DirigoApp) -> Iterator[tuple[float, Segment]]:
    """Each piece of text that is drawn, with its contrast."""
    for segment in segments(app):
        style = segment.style
        if not set(segment.text) - LINES or style is None:
            continue
        assert style.color is not None, segment.text
        assert style.bgcolor is not None, segment.text
        assert not style.dim, segment.text
        yield contrast(style.color, style.bgcolor), segment


def of_lines(app: DirigoApp) -> Iterator[tuple[float, Segment]]:
    """Each piece of a frame or bar that is drawn, with its contrast."""
    for segment in segments(app):
        style = segment.style
        if style is None or set(segment.text) - LINES or not segment.text.strip():
            continue
        assert style.color is not None, segment.text
        assert style.bgcolor is not None, segment.text
        yield contrast(style.color, style.bgcolor), segment


def weak_texts(app: DirigoApp) -> Iterator[str]:
    """Drawn texts that are hard to read, with what they are drawn in."""
    for ratio, segment in of_text(app):
        if ratio < ENOUGH:
            yield f"{segment.text!r} {ratio:.1f} {segment.style}"
