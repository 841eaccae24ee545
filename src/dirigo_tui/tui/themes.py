"""Our own themes: dark, light and high contrast. Text reaches 7:1 on rendered cells, frames and
what shows the focus 3:1, by test.

Styles use these variables and no other colour: ``$foreground``, ``$background``, ``$surface``
(fields, dialogs), ``$quiet`` (secondary text), ``$bad``, ``$warn``, ``$good`` (always beside a
word or a sign), ``$mark`` and ``$mark-text`` (the chosen row or value), ``$rule`` (lines).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.theme import Theme

NAMES = ("dark", "light", "contrast")
"""What ``DIRIGO_THEME`` and the settings may say."""


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of a theme, each as ``#rrggbb``."""

    dark: bool
    background: str
    surface: str
    foreground: str
    quiet: str
    rule: str
    mark: str
    mark_text: str
    bad: str
    warn: str
    good: str


PALETTES: dict[str, Palette] = {
    "dark": Palette(
        dark=True,
        background="#14171c",
        surface="#1d2229",
        foreground="#f2f1ec",
        quiet="#c3c8cf",
        rule="#7d8794",
        mark="#7fb4e0",
        mark_text="#0a1420",
        bad="#ffb3a7",
        warn="#ffd78a",
        good="#a9e5a5",
    ),
    "light": Palette(
        dark=False,
        background="#fbfaf6",
        surface="#f0eee7",
        foreground="#17191c",
        quiet="#3f4349",
        rule="#71767d",
        mark="#0d4471",
        mark_text="#ffffff",
        bad="#86160f",
        warn="#5c4000",
        good="#154c1a",
    ),
    "contrast": Palette(
        dark=True,
        background="#000000",
        surface="#262626",
        foreground="#ffffff",
        quiet="#ffffff",
        rule="#ffffff",
        mark="#ffe600",
        mark_text="#000000",
        bad="#ff9d9d",
        warn="#ffe600",
        good="#8dff8d",
    ),
}


def variables(palette: Palette) -> dict[str, str]:
    """The style variables of a palette: ours, and those Textual's own widgets draw with."""
    fore, back, surface = palette.foreground, palette.background, palette.surface
    mark, mark_text = palette.mark, palette.mark_text
    return {
        "quiet": palette.quiet,
        "rule": palette.rule,
        "mark": mark,
        "mark-text": mark_text,
        "bad": palette.bad,
        "warn": palette.warn,
        "good": palette.good,
        "text": fore,
        "text-muted": palette.quiet,
        "text-disabled": palette.quiet,
        "border": palette.rule,
        "border-blurred": palette.rule,
        "block-cursor-background": mark,
        "block-cursor-foreground": mark_text,
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-background": mark,
        "block-cursor-blurred-foreground": mark_text,
        "block-cursor-blurred-text-style": "none",
        "block-hover-background": surface,
        "input-cursor-background": fore,
        "input-cursor-foreground": back,
        "input-cursor-text-style": "none",
        "input-selection-background": mark,
        "input-selection-foreground": mark_text,
        "screen-selection-background": mark,
        "screen-selection-foreground": mark_text,
        "button-foreground": fore,
        "button-color-foreground": mark_text,
        "button-focus-text-style": "bold reverse",
        "scrollbar": palette.rule,
        "scrollbar-hover": fore,
        "scrollbar-active": fore,
        "scrollbar-background": back,
        "scrollbar-background-hover": back,
        "scrollbar-background-active": back,
        "scrollbar-corner-color": back,
    }


def theme(name: str) -> Theme:
    """The Textual theme of that name; one of :data:`NAMES`."""
    from textual.theme import Theme

    palette = PALETTES[name]
    return Theme(
        name=name,
        primary=palette.mark,
        secondary=palette.rule,
        accent=palette.mark,
        warning=palette.warn,
        error=palette.bad,
        success=palette.good,
        foreground=palette.foreground,
        background=palette.background,
        surface=palette.surface,
        panel=palette.surface,
        dark=palette.dark,
        text_alpha=1.0,
        variables=variables(palette),
    )
