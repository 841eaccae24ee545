"""What is to be rated, by whom and how, before the first question."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from textual.app import ComposeResult
from textual.containers import Vertical

from dirigo_tui.domain.rating_templates import BUILT_IN, Asked, Template, lookup
from dirigo_tui.domain.records import Goal
from dirigo_tui.domain.vocabulary import Mode, Rater
from dirigo_tui.forms.fields import Choice, Option, codes
from dirigo_tui.forms.form import Form
from dirigo_tui.i18n.catalogue import N_, NO_WORDS, _, n_
from dirigo_tui.i18n.history import shortened
from dirigo_tui.i18n.words import template_text
from dirigo_tui.tui.commands import Command
from dirigo_tui.tui.screen import DirigoDialog
from dirigo_tui.tui.sitting import Occasion
from dirigo_tui.tui.widgets.chrome import FooterLine
from dirigo_tui.tui.widgets.command_button import CommandButton
from dirigo_tui.tui.widgets.form_pane import FormPane
from dirigo_tui.tui.widgets.safe_text import joined, safe

BEGIN = Command("rating_start.begin", "enter,ctrl+s", N_("börja"), N_("Visa den första frågan."))

GOAL_LENGTH = 36


class What(NamedTuple):
    """A template, and the goal it is to be asked about."""

    template: str
    goal_id: str | None = None

    @property
    def code(self) -> str:
        """What the form calls it."""
        return f"{self.template}:{self.goal_id or ''}"


class Start(NamedTuple):
    """What was chosen."""

    occasion: Occasion
    mode: Mode


def _form(goals: Sequence[Goal]) -> Form:
    no_goals = N_("Frågorna om ett mål kommer med här när planen har ett mål.")
    return Form(
        "rating_start",
        N_("Ny skattning"),
        (
            Choice(
                name="what",
                label=N_("Vad"),
                help=NO_WORDS if goals else no_goals,
                required=True,
                options=tuple(Option(what, what.code, said) for what, said in _offered(goals)),
            ),
            Choice(name="rater", label=N_("Vem skattar"), required=True, options=codes(Rater)),
            Choice(name="mode", label=N_("På vilket sätt"), required=True, options=codes(Mode)),
        ),
    )


def _offered(goals: Sequence[Goal]) -> Iterator[tuple[What, str]]:
    """The newest version of each template, those asked per goal once for each goal."""
    for template in BUILT_IN:
        if template is not lookup(template.code):
            continue
        if not template.per_goal:
            yield What(template.code), _title(template)
        for goal in goals if template.per_goal else ():
            quoted = shortened(goal.own_words, GOAL_LENGTH)
            yield What(template.code, goal.id), f"{_title(template)}: ”{quoted}”"


def _title(template: Template) -> str:
    title = template_text(template.title)
    if template.asked is Asked.AT_END:
        return _("{title} (vid avslut)").format(title=title)
    count = len(template.items)
    if template.per_goal or count == 1:
        return title
    said = n_("{title} ({n} fråga)", "{title} ({n} frågor)", count)
    return said.format(title=title, n=count)


class RatingStart(DirigoDialog[Start]):
    """The dialog; its result is what was chosen, or None.

    Args:
        goals: the open goals.
        first: what to begin with.
        whose: the name of the person whose file it is.
        today: the day it is.
    """

    commands = (BEGIN,)

    DEFAULT_CSS = """
    RatingStart FooterLine { dock: none; margin: 1 0 0 0; padding: 0; }
    RatingStart CommandButton { margin-top: 1; }
    """

    def __init__(self, goals: Sequence[Goal], first: What, whose: str, today: date) -> None:
        super().__init__()
        self._form = _form(goals)
        self._first = first
        self._whose = whose
        self._today = today

    def compose(self) -> ComposeResult:
        """Three choices, most of them right from the beginning."""
        texts = {
            "what": self._first.code,
            "rater": Rater.PARTICIPANT.value,
            "mode": Mode.TOGETHER.value,
        }
        with Vertical(classes="box") as box:
            box.border_title = joined(safe(self._form.title), safe(self._whose), between=" · ")
            yield FormPane(self._form, texts, self._today)
            yield CommandButton(BEGIN)
            yield FooterLine()

    def explain(self) -> str:
        """What ``?`` says."""
        return _("Välj vad som ska skattas, av vem och hur. Mellanslag visar alla svar.")

    def action_begin(self) -> None:
        """Answer with what was chosen."""
        values = self.query_one(FormPane).parse()
        if values is not None:
            template, goal_id = values["what"]
            occasion = Occasion(template, values["rater"], goal_id)
            self.dismiss(Start(occasion, values["mode"]))
