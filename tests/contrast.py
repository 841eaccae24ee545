"""How well text stands out, measured on the cells that are drawn (WCAG 2.2)."""

from __future__ import annotations

from collections.abc import Iterator

from rich.color import Color

from dirigo_tui.tui.app import DirigoApp

ENOUGH = 7.0


def luminance(colour: Color) -> float:
    def linear(channel: int) -> float:
        share = channel / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = map(linear, colour.get_truecolor())
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Color, other: Color) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


FRAME = set("╭╮╰╯│─━▁▔▎▊ ")


def weak_texts(app: DirigoApp) -> Iterator[str]:
    """Rendered texts that are hard to read, with what they are drawn in."""
    for strip in app.screen._compositor.render_strips():
        for segment in strip:
            style = segment.style
            if not set(segment.text) - FRAME or style is None:
                continue
            assert style.color is not None, segment.text
            assert style.bgcolor is not None, segment.text
            colours = style.color, style.bgcolor
            if (ratio := contrast(*colours)) < ENOUGH:
                yield f"{segment.text!r} {ratio:.1f} {[c.name for c in colours]}"
            assert not style.dim, segment.text
