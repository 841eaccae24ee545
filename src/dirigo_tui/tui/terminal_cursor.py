"""Where the terminal's own cursor stands: on what has the focus, because screen readers follow it.

Textual keeps the cursor hidden and moves it in text fields alone; a braille line, a magnifier or a
speaking terminal asks where it is all the same. A widget that holds several things says which line
and column of its content it is at by a method ``cursor_place() -> Offset``.
"""

from __future__ import annotations

from typing import Any

from textual.geometry import Offset
from textual.screen import Screen


def cursor_on(screen: Screen[Any]) -> Offset:
    """The cell of the screen it stands on; the upper left one where nothing has the focus."""
    focused = screen.focused
    if focused is None:
        return Offset(0, 0)
    cursor_place = getattr(focused, "cursor_place", None)
    typed_at: Offset | None = getattr(focused, "cursor_screen_offset", None)
    if cursor_place is None and typed_at is not None:
        return typed_at
    region = focused.content_region
    place = cursor_place() if cursor_place is not None else Offset(0, 0)
    # A part that is scrolled out of sight is beside the part that is not.
    return Offset(
        min(max(region.x + place.x, region.x), max(region.right - 1, region.x)),
        min(max(region.y + place.y, region.y), max(region.bottom - 1, region.y)),
    )
