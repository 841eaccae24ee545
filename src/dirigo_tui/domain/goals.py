"""Goals for the whole undertaking, and how a group of people stands against them (DOMAIN.md §8)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from dirigo_tui.domain import outcomes
from dirigo_tui.domain.outcomes import Moment, Person
from dirigo_tui.domain.vocabulary import TargetGroup


class GoalId(StrEnum):
    """The figures that have a goal, in the order they are reported."""

    JOINT_PLAN = "joint_plan"
    WORK_ABILITY_PROSPECTS = "work_ability_prospects"
    CLOSER_TO_LABOUR_MARKET = "closer_to_labour_market"
    REGAINED_WORK_ABILITY = "regained_work_ability"
    IN_WORK_OF_REGAINED = "in_work_of_regained"


@dataclass(frozen=True, slots=True)
class PublishedGoal:
    """A goal as its source states it.

    Attributes:
        valid_from: the first as-of day it is shown for.
        target: a share from 0 to 1, or one for each target group.
        source: id of the text that names the source.
        notes: ids of texts to be shown wherever the goal is.
    """

    id: GoalId
    valid_from: date
    source: str
    target: float | Mapping[TargetGroup, float]
    notes: tuple[str, ...] = ()


def goals(as_of: date) -> tuple[PublishedGoal, ...]:
    """The goals in force on a day, in the order of :class:`GoalId`."""
    in_force: dict[GoalId, PublishedGoal] = {}
    for goal in sorted(_published(), key=lambda goal: goal.valid_from):
        if goal.valid_from <= as_of:
            in_force[goal.id] = goal
    return tuple(in_force[id] for id in GoalId if id in in_force)


@cache
def _published() -> tuple[PublishedGoal, ...]:
    import tomllib
    from importlib.resources import files

    text = files(__package__).joinpath("goals.toml").read_text(encoding="utf-8")
    return tuple(
        PublishedGoal(
            id=GoalId(entry["id"]),
            valid_from=entry["valid_from"],
            source=entry["source"],
            target=_target(entry["target"]),
            notes=tuple(entry.get("notes", ())),
        )
        for entry in tomllib.loads(text)["goal"]
    )


def _target(read: float | dict[str, float]) -> float | Mapping[TargetGroup, float]:
    if isinstance(read, float):
        return read
    return {TargetGroup(group): share for group, share in read.items()}


@dataclass(frozen=True, slots=True)
class Figure:
    """A numerator and a denominator, and how far those nobody knows about could move them.

    Attributes:
        missing: how many of those concerned have no answer.
        missing_in_denominator: whether the denominator holds them already.
    """

    numerator: int = 0
    denominator: int = 0
    missing: int = 0
    missing_in_denominator: bool = True

    @property
    def concerned(self) -> int:
        """Everybody the figure is about."""
        return self.denominator + (0 if self.missing_in_denominator else self.missing)

    @property
    def share(self) -> float | None:
        """Numerator / denominator; None when nobody is in the denominator."""
        return _quotient(self.numerator, self.denominator)

    @property
    def lower(self) -> float | None:
        """The share of everybody concerned if all who are missing failed."""
        return _quotient(self.numerator, self.concerned)

    @property
    def upper(self) -> float | None:
        """The share of everybody concerned if all who are missing succeeded."""
        return _quotient(self.numerator + self.missing, self.concerned)


def _quotient(part: int, whole: int) -> float | None:
    return part / whole if whole else None


@dataclass(frozen=True, slots=True)
class Part:
    """What one person adds to a figure."""

    numerator: bool = False
    denominator: bool = False
    missing: bool = False


_NOTHING = Part()
_RATED = frozenset({GoalId.WORK_ABILITY_PROSPECTS, GoalId.CLOSER_TO_LABOUR_MARKET})


def _joint_plan(person: Person, as_of: date) -> Part:
    if not outcomes.has_started(person, as_of):
        return _NOTHING
    return Part(numerator=outcomes.has_joint_plan(person, as_of), denominator=True)


def _rated(item: str) -> Callable[[Person, date], Part]:
    def part(person: Person, as_of: date) -> Part:
        if not outcomes.has_ended(person, as_of):
            return _NOTHING
        value = outcomes.answer_at_end(person, item, as_of)
        if value is None:
            return Part(missing=True)
        return Part(numerator=value > 0, denominator=True)

    return part


def _regained_work_ability(person: Person, as_of: date) -> Part:
    state = outcomes.state_at(person, Moment.EXIT, as_of)
    if state is None:
        return _NOTHING
    return Part(
        numerator=outcomes.regained_work_ability(state),
        denominator=True,
        missing=outcomes.is_unknown(state),
    )


def _in_work_of_regained(person: Person, as_of: date) -> Part:
    state = outcomes.state_at(person, Moment.EXIT, as_of)
    if state is None or not outcomes.regained_work_ability(state):
        return _NOTHING
    return Part(numerator=outcomes.in_work_or_studies(state), denominator=True)


_PARTS: Mapping[GoalId, Callable[[Person, date], Part]] = {
    GoalId.JOINT_PLAN: _joint_plan,
    GoalId.WORK_ABILITY_PROSPECTS: _rated("m1"),
    GoalId.CLOSER_TO_LABOUR_MARKET: _rated("m2"),
    GoalId.REGAINED_WORK_ABILITY: _regained_work_ability,
    GoalId.IN_WORK_OF_REGAINED: _in_work_of_regained,
}


def part(id: GoalId, person: Person, as_of: date) -> Part:
    """What a person adds to a goal's figure on the as-of day."""
    return _PARTS[id](person, as_of)


def figure(id: GoalId, people: Iterable[Person], as_of: date) -> Figure:
    """A goal's figure for a group of people on the as-of day."""
    numerator = denominator = missing = 0
    for person in people:
        added = part(id, person, as_of)
        numerator += added.numerator
        denominator += added.denominator
        missing += added.missing
    return Figure(numerator, denominator, missing, missing_in_denominator=id not in _RATED)
