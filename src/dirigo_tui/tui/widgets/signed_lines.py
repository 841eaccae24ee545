"""Lines that begin with a sign or a digit; what wraps stays to the right of it."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from dirigo_tui.tui.widgets.safe_text import safe


class SignedLine(Horizontal):
    """One of them.

    Args:
        sign: one cell, or "" for none.
        said: the rest.
    """

    DEFAULT_CSS = """
    SignedLine { height: auto; }
    SignedLine > .sign { width: 3; text-style: bold; }
    SignedLine > .said { width: 1fr; height: auto; }
    """

    def __init__(self, sign: str, said: Content) -> None:
        super().__init__()
        self._sign = sign
        self._said = said

    def compose(self) -> ComposeResult:
        """Sign and words."""
        if self._sign:
            yield Static(safe(self._sign), classes="sign")
        yield Static(self._said, classes="said")


class SignedLines(Vertical):
    """All of them."""

    DEFAULT_CSS = """
    SignedLines { height: auto; }
    """

    async def show(self, lines: Sequence[tuple[str, Content]]) -> None:
        """Show these in place of those before."""
        await self.remove_children()
        await self.mount_all(SignedLine(sign, said) for sign, said in lines)
        self.display = bool(lines)
