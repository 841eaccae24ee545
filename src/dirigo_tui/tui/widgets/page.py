"""A calm page: a title, a few sentences, one thing to fill in, what was said about it."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from dirigo_tui.i18n.catalogue import Lazy
from dirigo_tui.tui.widgets.safe_text import safe
from dirigo_tui.tui.widgets.words import Words


class Page(VerticalScroll, can_focus=False):
    """The page.

    Args:
        title: what it is about.
        text: what to know before filling anything in, sentence by sentence.
        parts: what is filled in.
    """

    DEFAULT_CSS = """
    Page { padding: 1 3; max-width: 78; }
    Page > .title { text-style: bold; margin-bottom: 1; }
    Page > .text { margin-bottom: 1; }
    Page > .told { margin-top: 1; height: auto; }
    Page > .told.-bad { color: $bad; text-style: bold; }
    Page Button { margin-top: 1; }
    """

    def __init__(
        self, title: Lazy, text: Sequence[Lazy], *parts: Widget, id: str | None = None
    ) -> None:
        super().__init__(id=id)
        self._title = title
        self._text = text
        self._parts = parts

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        yield Words(lambda: safe(self._title), classes="title")
        if self._text:
            yield Words(lambda: safe(" ".join(map(str, self._text))), classes="text")
        yield from self._parts
        yield Static(classes="told")

    def say(self, text: str, *, bad: bool = False) -> None:
        """Tell something below; an empty text takes it away."""
        told = self.query_one(".told", Static)
        told.update(safe(f"! {text}" if bad else text, multiline=True))
        told.set_class(bad, "-bad")

    def say_again(self) -> None:
        """What was told in passing was told."""
        self.say("")
