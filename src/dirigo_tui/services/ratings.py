"""Self-ratings: asking a template's questions, recording one occasion, and reading the series back.

The rules are those of ``domain/ratings.py`` and ``domain/rating_templates.py`` (DOMAIN.md §6).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date

from dirigo_tui.domain import ratings as rules
from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.rating_templates import BUILT_IN, Item, Template, check_answer, lookup
from dirigo_tui.domain.ratings import Comparison, FirstAndLast, Question, SideBySide
from dirigo_tui.domain.records import Goal, Participant, Rating
from dirigo_tui.domain.text import clean
from dirigo_tui.domain.vocabulary import Action, GoalState, Mode, NonAnswer, Rater
from dirigo_tui.services.ports import Reader, UnitOfWork
from dirigo_tui.services.recording import stamp


@dataclass(frozen=True, slots=True)
class Answer:
    """A value, or why there is none; never both.

    Attributes:
        reason: the participant's words about a non-answer, may be "".
    """

    value: int | None = None
    non_answer: NonAnswer | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordRating:
    """What was answered in one sitting.

    Attributes:
        on: the day it was answered, not in the future; today when None.
        answers: by item; an item left out has not been asked.
        goal_id: for templates asked per goal.
    """

    participant_id: str
    template: str
    answers: Mapping[str, Answer] = field(default_factory=dict)
    on: date | None = None
    mode: Mode = Mode.TOGETHER
    rater: Rater = Rater.PARTICIPANT
    goal_id: str | None = None


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """What to ask.

    Attributes:
        goals: the open goals to ask about one by one; empty unless the template is asked per goal.
    """

    template: Template
    goals: tuple[Goal, ...] = ()


@dataclass(frozen=True, slots=True)
class ItemView:
    """One question over time.

    Attributes:
        days: the participant's rating and the caseworker's, day by day.
        change: the participant's own first and last value.
        caseworker_change: the caseworker's.
    """

    item: Item
    days: tuple[SideBySide, ...]
    change: FirstAndLast
    caseworker_change: FirstAndLast


@dataclass(frozen=True, slots=True)
class TemplateView:
    """A template version and what was answered to it; a chart never joins two of these.

    Attributes:
        goal: the goal it was asked about, or None.
        comparison: over the items: how many have both a first and a last own value, one or none.
    """

    template: Template
    goal: Goal | None
    items: tuple[ItemView, ...]
    comparison: Comparison


def ensure_templates(unit: UnitOfWork) -> None:
    """Keep the text of every built-in template beside the answers; what is kept stays as it is."""
    for template in BUILT_IN:
        unit.execute(
            "rating_template_write",
            template=template.code,
            template_version=template.version,
            content=json.dumps(asdict(template), ensure_ascii=False, sort_keys=True),
        )


def questions(reader: Reader, participant_id: str, template: str) -> Questionnaire:
    """The newest version of a template, and the goals to ask it about.

    Raises:
        Refused: ``unknown_template``; ``rating_needs_goal`` when it is asked per goal and there is
            no open goal.
    """
    asked = lookup(template)
    if not asked.per_goal:
        return Questionnaire(asked)
    goals = reader.find(Goal, participant_id=participant_id, state=GoalState.OPEN)
    if not goals:
        raise Refused("rating_needs_goal", template=template)
    return Questionnaire(asked, tuple(sorted(goals, key=lambda goal: goal.position)))


def previous_answer(
    reader: Reader,
    participant_id: str,
    template: str,
    item: str,
    *,
    rater: Rater = Rater.PARTICIPANT,
    goal_id: str | None = None,
    before: date | None = None,
) -> Rating | None:
    """The latest value given to a question before a day (today when None).

    It is shown after a new answer has been given, never before.

    Raises ``Refused("unknown_template")``.
    """
    question = Question(template, lookup(template).version, item, goal_id)
    given = reader.find(Rating, participant_id=participant_id, template=template, item=item)
    return rules.latest_value(given, question, rater, before or reader.today)


def record_rating(unit: UnitOfWork, command: RecordRating) -> tuple[Rating, ...]:
    """Record one occasion; the ratings in the order of the template's items.

    What the same rater answered the same day to the same template is corrected: a new answer takes
    the place of the old one, and items left out stand as they were.

    Raises:
        Refused: ``not_found``; ``day_in_future(on)``; ``rating_empty`` without any answer;
            ``unknown_template``, ``unknown_item``, ``rating_out_of_range``,
            ``rating_value_or_non_answer``, ``rating_needs_goal``, ``rating_takes_no_goal``.
    """
    unit.get(Participant, command.participant_id)
    template = lookup(command.template)
    on = command.on or unit.today
    _check(unit, command, template, on)
    earlier = _recorded_that_day(unit, command, template, on)
    occasion = next((rating.occasion_id for rating in earlier.values()), None) or unit.new_id()
    written: list[Rating] = []
    added: list[Rating] = []
    changed = False
    for item in template.items:
        before = earlier.get(item.code)
        answer = command.answers.get(item.code)
        if before is None:
            answer = answer or Answer(non_answer=NonAnswer.NOT_ASKED)
            rating = Rating(
                **stamp(unit),
                participant_id=command.participant_id,
                occasion_id=occasion,
                template=template.code,
                template_version=template.version,
                item=item.code,
                on=on,
                value=answer.value,
                non_answer=answer.non_answer,
                reason=clean(answer.reason, multiline=True),
                mode=command.mode,
                rater=command.rater,
                goal_id=command.goal_id,
            )
            added.append(rating)
        elif answer is None:
            rating = before
        else:
            rating = unit.change(
                before,
                value=answer.value,
                non_answer=answer.non_answer,
                reason=clean(answer.reason, multiline=True),
                mode=command.mode,
            )
        changed = changed or rating is not before
        written.append(rating)
    unit.add_all(added)
    if changed:
        unit.happened(
            Action.RATED,
            command.participant_id,
            template=template.code,
            on=on.isoformat(),
            rater=command.rater.value,
            corrected=bool(earlier),
        )
    return tuple(written)


def rating_view(reader: Reader, participant_id: str) -> tuple[TemplateView, ...]:
    """Everything a participant has been asked, per template version and goal.

    In the order of the built-in templates, newer versions after older ones, goals in plan order.

    Raises ``Refused("unknown_template")`` for answers to a template this program does not have.
    """
    given = reader.find(Rating, participant_id=participant_id)
    goals = {goal.id: goal for goal in reader.find(Goal, participant_id=participant_id)}
    asked = {(lookup(rating.template, rating.template_version), rating.goal_id) for rating in given}

    def place(key: tuple[Template, str | None]) -> tuple[int, int]:
        template, goal_id = key
        return BUILT_IN.index(template), goals[goal_id].position if goal_id else 0

    return tuple(
        _template_view(given, template, goals[goal_id] if goal_id else None)
        for template, goal_id in sorted(asked, key=place)
    )


def _check(unit: UnitOfWork, command: RecordRating, template: Template, on: date) -> None:
    if on > unit.today:
        raise Refused("day_in_future", on=on)
    if not command.answers:
        raise Refused("rating_empty")
    for item, answer in command.answers.items():
        check_answer(
            template,
            item,
            value=answer.value,
            non_answer=answer.non_answer,
            goal_id=command.goal_id,
        )
    if command.goal_id is not None:
        goal = unit.get(Goal, command.goal_id)
        if goal.participant_id != command.participant_id:
            raise Refused("not_found", kind=Goal.table)


def _recorded_that_day(
    unit: UnitOfWork, command: RecordRating, template: Template, on: date
) -> dict[str, Rating]:
    """What a new recording corrects, by item; of several, the last recorded."""
    found = unit.find(
        Rating,
        participant_id=command.participant_id,
        template=template.code,
        template_version=template.version,
        on=on,
        rater=command.rater,
        goal_id=command.goal_id,
    )
    return {rating.item: rating for rating in found}


def _template_view(given: Iterable[Rating], template: Template, goal: Goal | None) -> TemplateView:
    items = []
    for item in template.items:
        question = Question(template.code, template.version, item.code, goal.id if goal else None)
        items.append(
            ItemView(
                item,
                rules.side_by_side(given, question),
                rules.first_and_last(given, question),
                rules.first_and_last(given, question, Rater.CASEWORKER),
            )
        )
    return TemplateView(template, goal, tuple(items), rules.compare(view.change for view in items))
