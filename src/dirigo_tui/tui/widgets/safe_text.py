"""The one way from text to the screen: :func:`safe`.

Textual reads plain strings given to its widgets as markup (``[/]`` in a name raises,
``[@click=…]`` becomes a live link), and sends control characters in them to the terminal. So no
string is handed to a widget: whatever is drawn goes through here first, our own words too.
"""

from __future__ import annotations

from textual.content import Content

from dirigo_tui.domain.text import visible
from dirigo_tui.i18n.catalogue import Lazy


def safe(text: str | Lazy, style: str = "", *, multiline: bool = False) -> Content:
    """Content that shows the text exactly, hidden characters made visible.

    Args:
        text: anything a person has written, or words of our own.
        style: a Textual style for the whole of it, e.g. ``"bold $quiet"``; never user text.
        multiline: keep line breaks.
    """
    return Content.styled(visible(str(text), multiline=multiline), style)


def joined(*parts: Content, between: str = "") -> Content:
    """The parts in a row, with plain text between them."""
    return Content(between).join(parts) if between else Content.assemble(*parts)
