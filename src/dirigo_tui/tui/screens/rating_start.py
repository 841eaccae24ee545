"""What is to be rated, by whom and how, before the first question."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from dirigo_tui.domain.records import Goal
from dirigo_tui.domain.vocabulary import Mode, Rater
from dirigo_tui.forms.rating import What, rating_start
from dirigo_tui.forms.sitting import Occasion
from dirigo_tui.i18n.catalogue import N_, _
from dirigo_tui.tui.commands import Command
from dirigo_tui.tui.screen import DirigoDialog
from dirigo_tui.tui.widgets.chrome import FooterLine
from dirigo_tui.tui.widgets.command_button import CommandButton
from dirigo_tui.tui.widgets.form_pane import FormPane
from dirigo_tui.tui.widgets.safe_text import joined, safe

BEGIN = Command("rating_start.begin", "enter,ctrl+s", N_("börja"), N_("Visa den första frågan."))


class Start(NamedTuple):
    """What was chosen."""

    occasion: Occasion
    mode: Mode


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
        self._form = rating_start(goals)
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
            box.border_title = self._title
            yield FormPane(self._form, texts, self._today)
            yield CommandButton(BEGIN)
            yield FooterLine()

    @property
    def _title(self) -> Content:
        return joined(safe(self._form.title), safe(self._whose), between=" · ")

    def say_again(self) -> None:
        """Ask in the language in use by now."""
        self.query_one(".box").border_title = self._title

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
