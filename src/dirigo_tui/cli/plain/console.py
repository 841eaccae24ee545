"""The conversation: lines out, lines in, and the ways to leave it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TextIO

from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.text import visible
from dirigo_tui.i18n.catalogue import _
from dirigo_tui.i18n.errors import sentence

BACK, HELP, QUIT = "0", "?", "q"
"""What works in every menu."""


class Ended(Exception):  # noqa: N818 - a way to leave, not a mistake
    """The input is at its end, or somebody quits; everything written so far is kept."""


class LockedByItself(Exception):  # noqa: N818
    """Nobody has answered for as long as the desk may stand open."""


class Console:
    """Says lines and asks for lines; never shows what could steer a terminal.

    Args:
        read: the next line with its line break, "" at the end of the input.
        out: where everything is said.
        echoes: whether what is typed stands on the screen by itself, line break included.

    Attributes:
        may_quit: whether ``q`` quits; not while somebody sits there who may not leave.
    """

    may_quit = True

    def __init__(
        self, read: Callable[[], str], out: TextIO | None = None, *, echoes: bool = True
    ) -> None:
        self._read = read
        self._out = out or sys.stdout
        self._echoes = echoes

    def say(self, *lines: str) -> None:
        """Say something, a paragraph for each text."""
        for line in lines:
            self._out.write(visible(line, multiline=True) + "\n")
        self._out.flush()

    def refuse(self, refused: Refused) -> None:
        """Say why not, in the sentence of the screens."""
        self.say(sentence(refused))

    def ask(self, prompt: str) -> str:
        """One line of an answer, without blanks around it. Raises :class:`Ended`."""
        return self.ask_line(f"{prompt} " if prompt.endswith("?") else f"{prompt}: ").strip()

    def ask_line(self, prompt: str) -> str:
        """One line as it was written, after a prompt as it stands. Raises :class:`Ended`."""
        self._out.write(visible(prompt))
        self._out.flush()
        typed = self._read()
        if not self._echoes or not typed:
            self._out.write("\n")
            self._out.flush()
        if not typed:
            raise Ended
        return typed.rstrip("\r\n")

    def agree(self, question: str) -> bool:
        """Whether the answer is yes; an empty one is no. Raises :class:`Ended`."""
        from dirigo_tui.forms.fields import YesNo

        answers = YesNo(name="yes", label=question)
        while True:
            typed = self.ask(_("{question} (ja, Enter är nej)").format(question=question))
            if not typed or typed == BACK:
                return False
            try:
                return answers.chosen(typed).value
            except Refused as refused:
                self.refuse(refused)
