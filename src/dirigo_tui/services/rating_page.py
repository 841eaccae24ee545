"""A participant's ratings on one page, and what to know while a new one is being given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from dirigo_tui.domain.deadlines import Deadline
from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.rating_templates import Template
from dirigo_tui.domain.records import Goal
from dirigo_tui.domain.vocabulary import GoalState, Rater, Rule
from dirigo_tui.services.caseload import RatedOn, deadlines_of
from dirigo_tui.services.ports import Reader
from dirigo_tui.services.ratings import TemplateView, previous_answer, questions, rating_view

RATING_RULES = frozenset({Rule.SELF_RATING, Rule.FINAL_RATING})


@dataclass(frozen=True, slots=True)
class RatingPage:
    """What a participant has answered, and what to ask next.

    Attributes:
        templates: as ``ratings.rating_view``.
        due: when a self-rating is due, overdue or ahead.
        goals: the open goals, for templates asked per goal.
    """

    templates: tuple[TemplateView, ...]
    due: tuple[Deadline, ...]
    goals: tuple[Goal, ...]


@dataclass(frozen=True, slots=True)
class Asking:
    """What a rating being given is about.

    Attributes:
        before: the latest earlier value to each question that has one, by item; to be told after
            the new answer, never before (DOMAIN.md §6).
        today: the day it is.
    """

    template: Template
    goal: Goal | None
    before: Mapping[str, RatedOn]
    today: date


def rating_page(reader: Reader, participant_id: str) -> RatingPage:
    """The page. Raises ``Refused("not_found")``, and as ``ratings.rating_view``."""
    due = (d for d in deadlines_of(reader, participant_id) if d.rule in RATING_RULES)
    goals = reader.find(Goal, participant_id=participant_id, state=GoalState.OPEN)
    return RatingPage(
        rating_view(reader, participant_id),
        tuple(due),
        tuple(sorted(goals, key=lambda goal: goal.position)),
    )


def asking(
    reader: Reader,
    participant_id: str,
    template: str,
    *,
    rater: Rater = Rater.PARTICIPANT,
    goal_id: str | None = None,
) -> Asking:
    """What to ask in one sitting.

    Raises:
        Refused: as ``ratings.questions``; ``not_found`` when the goal is no longer an open one.
    """
    asked = questions(reader, participant_id, template)
    goal = next((goal for goal in asked.goals if goal.id == goal_id), None)
    if goal is None and (asked.goals or goal_id):
        raise Refused("not_found", kind=Goal.table)
    before = {}
    for item in asked.template.items:
        rating = previous_answer(
            reader, participant_id, template, item.code, rater=rater, goal_id=goal_id
        )
        if rating is not None and rating.value is not None:
            before[item.code] = RatedOn(rating.on, rating.value)
    return Asking(asked.template, goal, before, reader.today)
