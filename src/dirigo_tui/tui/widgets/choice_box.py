"""One answer out of some given ones, on one line: arrows step, a letter jumps, space lists them."""

from __future__ import annotations

from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.visual import VisualType
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option as ListOption

from dirigo_tui.domain.text import fold
from dirigo_tui.forms.fields import Choice
from dirigo_tui.i18n.catalogue import N_, _
from dirigo_tui.tui.commands import Command, HasCommands
from dirigo_tui.tui.screen import DirigoDialog
from dirigo_tui.tui.widgets.chrome import FooterLine
from dirigo_tui.tui.widgets.options import Options
from dirigo_tui.tui.widgets.safe_text import joined, safe


class ChoiceBox(Widget, can_focus=True):
    """Shows the chosen answer; its :attr:`code` is "" until one is chosen.

    Args:
        field: what can be chosen.
        code: what is chosen.
    """

    DEFAULT_CSS = """
    ChoiceBox { height: 1; background: $surface; }
    ChoiceBox:focus { background: $mark; color: $mark-text; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", show=False),
        Binding("right", "step(1)", show=False),
        Binding("space", "list_all", show=False),
        Binding("delete,backspace", "clear", show=False),
    ]

    code: reactive[str] = reactive("", init=False)

    class Changed(Message):
        """Another answer has been chosen."""

        def __init__(self, box: ChoiceBox, code: str) -> None:
            super().__init__()
            self.box = box
            self.code = code

    def __init__(self, field: Choice[Any], code: str = "", *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._field = field
        self._codes = [option.code for option in field.options]
        self.set_reactive(ChoiceBox.code, code if code in self._codes else "")

    def render(self) -> VisualType:
        """The answer between arrows while one can step, and where it stands among the others."""
        if self.code:
            index = self._codes.index(self.code)
            word = safe(str(self._field.options[index].word))
            place = safe(f"  {index + 1}/{len(self._codes)}")
        else:
            word, place = safe(_("– välj –")), Content("")
        around = (safe("‹ "), safe(" ›"), place) if self.has_focus else ()
        room = self.size.width - sum(part.cell_length for part in around)
        word = word.truncate(max(room, 1), ellipsis=True)
        return joined(around[0], word, *around[1:]) if around else word

    def watch_code(self) -> None:
        """Tell the form."""
        self.post_message(self.Changed(self, self.code))

    def action_step(self, by: int) -> None:
        """Choose the next or the one before."""
        if not self._codes:
            return
        if not self.code:
            self.code = self._codes[0 if by > 0 else -1]
        else:
            self.code = self._codes[(self._codes.index(self.code) + by) % len(self._codes)]

    def action_clear(self) -> None:
        """Choose nothing, where that is allowed."""
        if not self._field.required:
            self.code = ""

    def action_list_all(self) -> None:
        """Show every answer in a list."""
        self.app.push_screen(PickDialog(self._field, self.code), self._picked)

    def _picked(self, code: str | None) -> None:
        if code is not None:
            self.code = code

    def on_key(self, event: events.Key) -> None:
        """Jump to the next answer that begins with the letter."""
        letter = fold(event.character or "")
        if not event.is_printable or not letter.isalnum():
            return
        start = self._codes.index(self.code) + 1 if self.code else 0
        for index in (*range(start, len(self._codes)), *range(start)):
            if fold(str(self._field.options[index].word)).startswith(letter):
                self.code = self._codes[index]
                break
        event.stop()

    def check_consume_key(self, key: str, character: str | None) -> bool:  # noqa: ARG002
        """Letters are for jumping, so no command of the screen gets them."""
        return character is not None and character.isalnum()

    def on_click(self) -> None:
        """List the answers."""
        self.action_list_all()

    def explain(self) -> str:
        """What ``?`` says."""
        return _("Välj med ← och →, eller med första bokstaven. Mellanslag visar alla.")


PICK = Command("choice.pick", "enter", N_("välj"), N_("Välj svaret på raden."), action="select")


class Answers(Options, HasCommands):
    """The list, where Enter picks."""

    commands = (PICK,)


class PickDialog(DirigoDialog[str]):
    """Every answer of a field in a list; the result is a code."""

    DEFAULT_CSS = """
    PickDialog OptionList { height: auto; max-height: 16; }
    PickDialog FooterLine { dock: none; margin-top: 1; padding: 0; }
    """

    def __init__(self, field: Choice[Any], code: str) -> None:
        super().__init__()
        self._field = field
        self._code = code

    def compose(self) -> ComposeResult:
        """The list, on the answer chosen before."""
        with Vertical(classes="box") as box:
            box.border_title = safe(self._field.label)
            yield Answers(
                *(ListOption(safe(option.word)) for option in self._field.options), markup=False
            )
            yield FooterLine()

    def on_mount(self) -> None:
        """Mark the answer chosen before."""
        codes = [option.code for option in self._field.options]
        self.query_one(OptionList).highlighted = (
            codes.index(self._code) if self._code in codes else 0
        )

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Answer with what was picked."""
        self.dismiss(self._field.options[event.option_index].code)
