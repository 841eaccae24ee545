"""Everything answered in one sitting, in words, before it is saved."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from dirigo_tui.domain.rating_templates import Item
from dirigo_tui.forms.sitting import Sitting
from dirigo_tui.i18n import ratings as words
from dirigo_tui.i18n.catalogue import Ndu, du
from dirigo_tui.i18n.words import template_text, word
from dirigo_tui.services.caseload import RatedOn
from dirigo_tui.services.ratings import Answer
from dirigo_tui.tui.commands import Command, HasCommands
from dirigo_tui.tui.widgets.bars import movement
from dirigo_tui.tui.widgets.command_button import CommandButton
from dirigo_tui.tui.widgets.safe_text import joined, safe
from dirigo_tui.tui.widgets.words import Words

RECORD = Command("answers.record", "enter", Ndu("spara"), Ndu("Spara svaren."), footer=False)


class AnswerLine(Horizontal):
    """A question and its answer; a click goes back to it.

    Args:
        place: of the question, from 0.
    """

    DEFAULT_CSS = """
    AnswerLine { height: auto; margin-bottom: 1; }
    AnswerLine > .number { width: 4; text-style: bold; }
    AnswerLine > .answer { width: 1fr; height: auto; }
    """

    def __init__(self, place: int) -> None:
        super().__init__()
        self._place = place

    def compose(self) -> ComposeResult:
        """The number to press, and the words."""
        yield Static(safe(str(self._place + 1)), classes="number")
        yield Static(classes="answer")

    def show(self, content: Content) -> None:
        """Say this."""
        self.query_one(".answer", Static).update(content)

    def on_click(self) -> None:
        """Go back to the question."""
        self.post_message(AnswersPage.Change(self._place))


class AnswersPage(HasCommands, VerticalScroll, can_focus=True):
    """The page; a digit goes back to the question with that number."""

    commands = (RECORD,)

    DEFAULT_CSS = """
    AnswersPage { height: 1fr; align: center top; padding: 1 1 0 1; scrollbar-size: 1 1; }
    AnswersPage > * { width: 58; max-width: 100%; height: auto; }
    AnswersPage .title { text-style: bold; margin-bottom: 1; }
    AnswersPage .how { color: $quiet; margin-bottom: 1; }
    AnswersPage .buttons { height: 1; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(str(digit), f"change({digit - 1})", show=False) for digit in range(1, 10)
    ]

    class Record(Message):
        """Everything is as it should be."""

    class Change(Message):
        """Another answer is to be given to a question."""

        def __init__(self, place: int) -> None:
            super().__init__()
            self.place = place

    def compose(self) -> ComposeResult:
        """What stands around the answers."""
        yield Words(lambda: safe(du("Så här svarade du")), classes="title")
        yield Words(
            lambda: safe(du("Enter sparar. Vill du ändra ett svar? Tryck frågans siffra.")),
            classes="how",
        )
        with Horizontal(classes="buttons"):
            yield CommandButton(RECORD)

    async def begin(self, questions: int) -> None:
        """Make room for that many answers."""
        await self.mount(*map(AnswerLine, range(questions)), before=".how")

    def show(self, sitting: Sitting, before: Mapping[str, RatedOn]) -> None:
        """Show the answers, each beside the one before."""
        for line, item in zip(self.query(AnswerLine), sitting.template.items, strict=True):
            answer = sitting.answers.get(item.code, Answer())
            earlier = before.get(item.code)
            line.show(
                joined(
                    safe(template_text(item.text)),
                    answer_line(item, answer, earlier.value if earlier else None),
                    between="\n",
                )
            )
        self.scroll_home(animate=False)
        self.screen.set_focus(self)

    def action_record(self) -> None:
        """Everything is as it should be."""
        self.post_message(self.Record())

    def action_change(self, place: int) -> None:
        """Go back to a question."""
        if place < len(self.query(AnswerLine)):
            self.post_message(self.Change(place))

    def explain(self) -> str:
        """What ``?`` says."""
        return du("Här står dina svar. Inget är sparat än. Esc går tillbaka till frågorna.")


def answer_line(item: Item, answer: Answer, before: int | None) -> Content:
    """``···○━●·····  3 → 5  2 steg högre``, or the words of the answers for a worded scale."""
    if answer.value is None:
        said = word(answer.non_answer) if answer.non_answer else ""
        return safe(f"{said}: {answer.reason}" if answer.reason else said)
    values = [answer.value] if before is None else [before, answer.value]
    said = " → ".join(words.answer(item, value) for value in values)
    if before is not None and not item.worded:
        said += f"  {words.change(before, answer.value)}"
    return joined(movement(values, item.low, item.high), safe(f"  {said}"))
