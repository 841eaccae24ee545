"""Words that follow the language, where whatever is drawn once would keep the old one.

Everything that is drawn from scratch each time speaks the language in use by itself. What keeps
words (these widgets, a list, a screen) has a method ``say_again() -> None``: the app calls it when
the language has changed. Nothing else about it changes then: not what is typed, not where one is.
"""

from __future__ import annotations

from collections.abc import Callable

from textual.content import Content
from textual.widgets import Button, Static

from dirigo_tui.i18n.catalogue import Lazy
from dirigo_tui.tui.widgets.safe_text import safe


class Words(Static):
    """A text.

    Args:
        say: the text in the language in use.
    """

    def __init__(
        self, say: Callable[[], Content], *, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(say(), id=id, classes=classes)
        self._say = say

    def say_again(self) -> None:
        """Say it in the language in use by now."""
        self.update(self._say())


class WordButton(Button):
    """A button.

    Args:
        words: what stands on it.
    """

    def __init__(self, words: Lazy) -> None:
        super().__init__(safe(words))
        self._words = words

    def say_again(self) -> None:
        """Say it in the language in use by now."""
        self.label = safe(self._words)
