"""Reading ratings: the answer before, series over time, first and last, two raters side by side.

Source: DOMAIN.md §6. Only answers to the same question of the same template version are compared. A
non-answer is never a number. Of several ratings of a question on one day by one rater the last
recorded counts.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import NamedTuple

from dirigo_tui.domain.records import Rating
from dirigo_tui.domain.vocabulary import Rater


class Question(NamedTuple):
    """What answers must have in common to be compared."""

    template: str
    version: int
    item: str
    goal_id: str | None = None


def question_of(rating: Rating) -> Question:
    """The question a rating answers."""
    return Question(rating.template, rating.template_version, rating.item, rating.goal_id)


def _daily(ratings: Iterable[Rating], rater: Rater) -> list[Rating]:
    """The last recorded of each day by one rater, in the order of days."""
    theirs = [rating for rating in ratings if rating.rater is rater]
    theirs.sort(key=lambda rating: (rating.on, rating.recorded_at, rating.id))
    return list({rating.on: rating for rating in theirs}.values())


def _values(ratings: Iterable[Rating], question: Question, rater: Rater) -> list[Rating]:
    answers = (rating for rating in ratings if question_of(rating) == question)
    return [rating for rating in _daily(answers, rater) if rating.value is not None]


def series(
    ratings: Iterable[Rating],
    template: str,
    item: str,
    *,
    goal_id: str | None = None,
    rater: Rater = Rater.PARTICIPANT,
) -> tuple[tuple[Rating, ...], ...]:
    """One person's ratings of an item for a chart, broken wherever the template version changes.

    Non-answers are in it, so that a gap can be told from a low value.
    """
    of_item = (
        rating
        for rating in ratings
        if (rating.template, rating.item, rating.goal_id) == (template, item, goal_id)
    )
    runs = groupby(_daily(of_item, rater), key=lambda rating: rating.template_version)
    return tuple(tuple(run) for _, run in runs)


def latest_value(
    ratings: Iterable[Rating], question: Question, rater: Rater, before: date
) -> Rating | None:
    """The latest value a rater gave to a question before a day."""
    given = _values((rating for rating in ratings if rating.on < before), question, rater)
    return given[-1] if given else None


class FirstAndLast(NamedTuple):
    """A person's first and last value for a question; ``last`` is None when there is but one."""

    first: int | None
    last: int | None


def first_and_last(
    ratings: Iterable[Rating], question: Question, rater: Rater = Rater.PARTICIPANT
) -> FirstAndLast:
    """One person's first and last value for a question, on different days."""
    values = [rating.value for rating in _values(ratings, question, rater)]
    if not values:
        return FirstAndLast(None, None)
    return FirstAndLast(values[0], values[-1] if len(values) > 1 else None)


@dataclass(frozen=True, slots=True)
class Comparison:
    """How a question was answered first and last by many people.

    Attributes:
        pairs: first and last value of each person who has both.
        one, none: how many have one value only, or none. Every figure shows all three.
    """

    pairs: tuple[tuple[int, int], ...]
    one: int
    none: int

    @property
    def both(self) -> int:
        """How many have a first and a last value."""
        return len(self.pairs)


def compare(people: Iterable[FirstAndLast]) -> Comparison:
    """Put many people's first and last values together."""
    pairs: list[tuple[int, int]] = []
    one = none = 0
    for first, last in people:
        if first is None:
            none += 1
        elif last is None:
            one += 1
        else:
            pairs.append((first, last))
    return Comparison(tuple(pairs), one, none)


class SideBySide(NamedTuple):
    """The two ratings of a question on one day; both are shown, never averaged."""

    on: date
    participant: Rating | None
    caseworker: Rating | None


def side_by_side(ratings: Iterable[Rating], question: Question) -> tuple[SideBySide, ...]:
    """What the participant and the caseworker said to a question, day by day."""
    answers = [rating for rating in ratings if question_of(rating) == question]
    own = {rating.on: rating for rating in _daily(answers, Rater.PARTICIPANT)}
    other = {rating.on: rating for rating in _daily(answers, Rater.CASEWORKER)}
    return tuple(SideBySide(day, own.get(day), other.get(day)) for day in sorted(own | other))
