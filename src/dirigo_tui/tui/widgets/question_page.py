"""One question of a self-rating, alone on the screen, with room around it.

What was answered earlier is told once the new answer has been given with Enter, never before
(DOMAIN.md §6). Whoever then wants to choose anew does so; Enter goes on.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, Static

from dirigo_tui.domain.rating_templates import Item
from dirigo_tui.domain.vocabulary import NonAnswer
from dirigo_tui.i18n import ratings as words
from dirigo_tui.i18n.catalogue import Ndu, du
from dirigo_tui.i18n.words import template_text
from dirigo_tui.services.caseload import RatedOn
from dirigo_tui.services.ratings import Answer
from dirigo_tui.tui.commands import Command, HasCommands
from dirigo_tui.tui.widgets.command_button import CommandButton
from dirigo_tui.tui.widgets.entry import Entry
from dirigo_tui.tui.widgets.safe_text import safe
from dirigo_tui.tui.widgets.scale import NumberScale, Scale, WordedScale

NEXT = Command("question.next", "enter", Ndu("nästa"), Ndu("Gå vidare."), footer=False)
PREFERS_NOT = Command(
    "question.prefers_not",
    "v",
    Ndu("vill inte svara"),
    Ndu("Du vill inte svara. Du får säga varför, men du måste inte."),
    footer=False,
)
COULD_NOT = Command(
    "question.could_not",
    "k",
    Ndu("kan inte svara"),
    Ndu("Du kan inte svara. Du får säga varför, men du måste inte."),
    footer=False,
)


class QuestionPage(HasCommands, Vertical):
    """The page; :meth:`show` asks another question on it.

    Args:
        edited: told that :attr:`answer` has changed.
        passed: told that the question has been answered, and that one wants to go on.
    """

    commands = (NEXT, PREFERS_NOT, COULD_NOT)

    DEFAULT_CSS = """
    QuestionPage { height: 1fr; align: center middle; }
    QuestionPage > .column { width: 58; max-width: 100%; height: auto; }
    QuestionPage Static { height: auto; }
    QuestionPage .intro { color: $quiet; margin-bottom: 1; }
    QuestionPage .question { text-style: bold; margin-bottom: 2; }
    QuestionPage .said { margin-top: 1; min-height: 2; }
    QuestionPage .reason { visibility: hidden; margin-bottom: 1; }
    QuestionPage .reason.-shown { visibility: visible; }
    QuestionPage .buttons { height: 1; }
    """

    def __init__(self, edited: Callable[[], None], passed: Callable[[], None]) -> None:
        super().__init__()
        self._edited = edited
        self._passed = passed
        self._non_answer: NonAnswer | None = None
        self._before: RatedOn | None = None
        self._told = False
        self._today = date.min

    def compose(self) -> ComposeResult:
        """Both kinds of scale are there; the question shows the one it needs."""
        with Vertical(classes="column"):
            yield Static(classes="intro")
            yield Static(classes="question")
            yield NumberScale()
            yield WordedScale()
            yield Static(classes="said")
            yield Entry(placeholder=Ndu("Vill du säga varför?"), classes="reason")
            with Horizontal(classes="buttons"):
                yield from map(CommandButton, self.commands)

    def begin(self, intro: str, today: date) -> None:
        """Say what all the questions are about."""
        self._today = today
        said = self.query_one(".intro", Static)
        said.update(safe(intro))
        said.display = bool(intro)

    def show(
        self, item: Item, answer: Answer | None, before: RatedOn | None, *, told: bool
    ) -> None:
        """Ask a question.

        Args:
            answer: what has been answered in this sitting.
            before: what was answered earlier.
            told: whether that has been told already.
        """
        answer = answer or Answer()
        self._non_answer, self._before, self._told = answer.non_answer, before, told
        self.query_one(".question", Static).update(safe(template_text(item.text)))
        for kind in (NumberScale, WordedScale):
            self.query_one(kind).display = (kind is WordedScale) == item.worded
        self.scale.show(item, answer.value)
        self._reason.value = answer.reason
        self._say()
        self.screen.set_focus(self.scale)

    def say_again(self) -> None:
        """Ask in the language in use by now."""
        scale = self.scale
        if scale.asks:
            self.query_one(".question", Static).update(safe(template_text(scale.item.text)))
            self._say()

    @property
    def scale(self) -> Scale:
        """The scale of the question."""
        return next(scale for scale in self.query(Scale) if scale.display)

    # The scale is asked, not what it has told: a key pressed just before may be told later.
    @property
    def answer(self) -> Answer | None:
        """What has been answered so far."""
        value = self.scale.value
        if value is not None:
            return Answer(value=value)
        if self._non_answer is not None:
            return Answer(non_answer=self._non_answer, reason=self._reason.value)
        return None

    @property
    def _reason(self) -> Entry:
        return self.query_one(".reason", Entry)

    def _say(self, text: str = "") -> None:
        answer, scale = self.answer, self.scale
        # Hidden rather than taken away, so that nothing on the page moves.
        self._reason.set_class(answer is not None and answer.non_answer is not None, "-shown")
        said = [text] if text else []
        if answer is None:
            said = said or [scale.how()]
        elif answer.non_answer is not None:
            said = [words.declined(answer.non_answer)]
        elif answer.value is not None:
            said = [words.chosen(scale.item, answer.value)]
            if isinstance(scale, NumberScale) and scale.could_be_ten:
                said[0] += " " + du("Menar du 10? Tryck 0.")
            if self._told and self._before is not None:
                said.append(words.earlier(scale.item, self._before, self._today))
        self.query_one(".said", Static).update(safe("\n".join(said), multiline=True))

    @on(Scale.Changed)
    @on(Input.Changed)
    def _changed(self, event: Scale.Changed | Input.Changed) -> None:
        event.stop()
        if self.scale.value is not None:
            self._non_answer = None
        self._say()
        self._edited()

    def action_prefers_not(self) -> None:
        """Take down that the question is not to be answered."""
        self._decline(NonAnswer.PREFERS_NOT)

    def action_could_not(self) -> None:
        """Take down that the question cannot be answered."""
        self._decline(NonAnswer.COULD_NOT)

    def _decline(self, non_answer: NonAnswer) -> None:
        self._non_answer = non_answer
        self.scale.value = None
        self._say()
        self._edited()

    @on(Input.Submitted)
    def action_next(self) -> None:
        """Tell what was answered earlier, then go on."""
        answer = self.answer
        if answer is None:
            self._say(du("Välj ett svar först. V om du inte vill svara, K om du inte kan."))
        elif answer.value is not None and self._before is not None and not self._told:
            self._told = True
            self._say()
        else:
            self._passed()

    def explain(self) -> str:
        """What ``?`` says."""
        return self.scale.how()
