"""Fields one types in, safe against hostile and careless pasting."""

from __future__ import annotations

from rich.cells import cell_len
from textual import events
from textual.geometry import Offset
from textual.widgets import Input

from dirigo_tui.domain.text import clean, visible
from dirigo_tui.i18n.catalogue import NO_WORDS, Lazy


def pasted(text: str, *, multiline: bool = False) -> str:
    """Clipboard text without hidden characters; line breaks become blanks in a one-line field.

    A blank at either end stays, since what is pasted may be the middle of a sentence.
    """
    kept = clean(text, multiline=multiline)
    before = " " if text[:1] == " " and kept else ""
    after = " " if text[-1:] == " " and kept else ""
    return before + kept + after


class Entry(Input):
    """A one-line field. Focus selects nothing, or one key would wipe what stands there."""

    def __init__(
        self,
        value: str = "",
        *,
        password: bool = False,
        placeholder: Lazy = NO_WORDS,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(
            value=visible(value),
            placeholder=visible(str(placeholder)),
            password=password,
            select_on_focus=False,
            compact=True,
            id=id,
            classes=classes,
        )
        self.cursor_blink = False
        self._hint = placeholder

    def cursor_place(self) -> Offset:
        """Where the next letter goes. Textual tells the cell after it at the end of a text."""
        before = self.value[: self.cursor_position]
        cells = len(before) if self.password else cell_len(before)
        return Offset(cells - self.scroll_offset.x, 0)

    def say_again(self) -> None:
        """Hint in the language in use by now."""
        self.placeholder = visible(str(self._hint))

    def _on_paste(self, event: events.Paste) -> None:
        if text := pasted(event.text):
            self.replace(text, *self.selection)
        event.stop()
        event.prevent_default()


class SecretEntry(Entry):
    """A field for a passphrase: shown as dots and never copied to the clipboard."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(password=True, id=id)

    def action_copy(self) -> None:
        """Copy nothing."""

    def action_cut(self) -> None:
        """Cut nothing."""
