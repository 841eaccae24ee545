"""What is asked before a self-rating: which questions, who answers, in which way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dirigo_tui.domain.rating_templates import BUILT_IN, Asked, Template, lookup
from dirigo_tui.domain.records import Goal
from dirigo_tui.domain.vocabulary import Mode, Rater
from dirigo_tui.forms.fields import Choice, Option, codes
from dirigo_tui.forms.form import Form
from dirigo_tui.i18n.catalogue import N_, NO_WORDS, _, n_
from dirigo_tui.i18n.history import shortened
from dirigo_tui.i18n.words import template_text

GOAL_LENGTH = 36


class What(NamedTuple):
    """A template, and the goal it is to be asked about."""

    template: str
    goal_id: str | None = None

    @property
    def code(self) -> str:
        """What the form calls it."""
        return f"{self.template}:{self.goal_id or ''}"


def rating_start(goals: Sequence[Goal]) -> Form:
    """What is to be rated, by whom and how.

    Args:
        goals: the open goals, for questions asked about each of them.
    """
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
