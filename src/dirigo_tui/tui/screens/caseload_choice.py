"""F4 on the caseload: the ready-made lists in words, with how many each holds."""

from __future__ import annotations

from collections.abc import Mapping

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from dirigo_tui.i18n.caseload import CHOICES, FILTER_NAMES
from dirigo_tui.i18n.catalogue import _
from dirigo_tui.i18n.formats import number
from dirigo_tui.services.caseload import Filter
from dirigo_tui.tui.screen import DirigoDialog
from dirigo_tui.tui.widgets.chrome import FooterLine
from dirigo_tui.tui.widgets.options import Options
from dirigo_tui.tui.widgets.safe_text import joined, safe

NAME_CELLS = 32


class ChoiceDialog(DirigoDialog[Filter]):
    """The lists; the result is the one chosen.

    Args:
        chosen: the list shown at this moment.
        counts: how many each holds, or None while that is being read.
    """

    DEFAULT_CSS = """
    ChoiceDialog > .box { width: 50; }
    ChoiceDialog OptionList { height: auto; border: none; padding: 0;
        background: $background; color: $foreground; }
    ChoiceDialog FooterLine { dock: none; margin-top: 1; padding: 0; }
    """

    def __init__(self, chosen: Filter, counts: Mapping[Filter, int] | None) -> None:
        super().__init__()
        self._chosen = chosen
        self._counts = counts

    def compose(self) -> ComposeResult:
        """A line for each list."""
        with Vertical(classes="box") as box:
            box.border_title = self._title
            yield Options(*map(Option, map(self._line, CHOICES)), markup=False)
            yield FooterLine()

    def _line(self, choice: Filter) -> Content:
        digit = safe(f"{CHOICES.index(choice) + 1}  ", "bold")
        name = safe(FILTER_NAMES[choice])
        count = "" if self._counts is None else number(self._counts[choice])
        return joined(digit, name.pad_right(NAME_CELLS - name.cell_length), safe(count))

    @property
    def _title(self) -> Content:
        return safe(_("Vilka ska visas?"))

    def say_again(self) -> None:
        """Ask in the language in use by now."""
        self.query_one(".box").border_title = self._title
        for place, choice in enumerate(CHOICES):
            self.query_one(OptionList).replace_option_prompt_at_index(place, self._line(choice))

    def on_mount(self) -> None:
        """Begin on the list that is shown."""
        self.query_one(OptionList).highlighted = CHOICES.index(self._chosen)

    def on_key(self, event: events.Key) -> None:
        """Choose by digit."""
        if event.key.isdigit() and 0 < int(event.key) <= len(CHOICES):
            event.stop()
            self.dismiss(CHOICES[int(event.key) - 1])

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(CHOICES[event.option_index])

    def explain(self) -> str:
        """What ``?`` says."""
        return _("Välj med ↑ ↓ och Enter, eller med siffran.")
