"""One question and a few answers, each with its digit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from dirigo_tui.i18n.catalogue import du
from dirigo_tui.tui.screen import DirigoDialog
from dirigo_tui.tui.widgets.chrome import FooterLine
from dirigo_tui.tui.widgets.options import Options
from dirigo_tui.tui.widgets.safe_text import joined, safe

T = TypeVar("T")


class NumberedDialog(DirigoDialog[T]):
    """The result is what was chosen, or None.

    Args:
        question: what is asked.
        answers: what each stands for, and its words; at most nine.
        first: the place of the answer one begins at.
    """

    DEFAULT_CSS = """
    NumberedDialog > .box { width: 60; padding: 1 2; }
    NumberedDialog OptionList { height: auto; }
    NumberedDialog FooterLine { dock: none; margin-top: 1; padding: 0; }
    """

    def __init__(self, question: str, answers: Sequence[tuple[T, str]], first: int = 0) -> None:
        super().__init__()
        self._question = question
        self._answers = answers
        self._first = first

    def compose(self) -> ComposeResult:
        """A line for each answer."""
        with Vertical(classes="box") as box:
            box.border_title = safe(self._question)
            yield Options(
                *(
                    Option(joined(safe(f"{number}  ", "bold"), safe(words)))
                    for number, (_value, words) in enumerate(self._answers, start=1)
                ),
                markup=False,
            )
            yield FooterLine()

    def on_mount(self) -> None:
        """Begin at the answer that is likely."""
        self.query_one(OptionList).highlighted = self._first

    def on_key(self, event: events.Key) -> None:
        """Choose by digit."""
        if event.key.isdecimal() and 0 < int(event.key) <= len(self._answers):
            event.stop()
            self._choose(int(event.key) - 1)

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        self._choose(event.option_index)

    def _choose(self, place: int) -> None:
        value, _words = self._answers[place]
        self.dismiss(value)

    def explain(self) -> str:
        """What ``?`` says."""
        return du("Tryck en siffra, eller gå med ↑ och ↓ och tryck Enter.")
