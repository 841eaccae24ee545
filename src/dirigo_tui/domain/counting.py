"""On which days somebody is counted: what one person adds to the figures of DOMAIN.md §8.

A figure asks about an as-of day, and what one person adds to it begins and ceases on few days.
Those days say all that any summary, on any day, needs to know of the person: neither what work it
was, nor which benefit, nor what was answered.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import MAXYEAR, date
from enum import StrEnum
from itertools import groupby

from dirigo_tui.domain.dates import add_months
from dirigo_tui.domain.outcomes import (
    EXIT_WINDOW,
    Moment,
    Person,
    State,
    answer_at_end,
    has_ended,
    has_joint_plan,
    has_started,
    in_work_or_studies,
    is_unknown,
    regained_work_ability,
    state_at,
    window,
)
from dirigo_tui.domain.vocabulary import EndReason

Days = tuple[date, ...]
"""Days in ascending order: counted from the first on, no longer from the second, again from the
third, and so on."""


class Count(StrEnum):
    """What is counted of people."""

    STARTED = "started"
    JOINT_PLAN = "joint_plan"
    ENDED = "ended"
    M1_ANSWERED = "m1_answered"
    M1_UP = "m1_up"
    M2_ANSWERED = "m2_answered"
    M2_UP = "m2_up"
    ACTIVE_AT_EXIT = "active_at_exit"
    REGAINED_AT_EXIT = "regained_at_exit"
    UNKNOWN_AT_EXIT = "unknown_at_exit"
    HALF_YEAR = "half_year"
    ACTIVE_AFTER_HALF_YEAR = "active_after_half_year"


_AMONG: Mapping[Count, Count] = {
    Count.JOINT_PLAN: Count.STARTED,
    Count.M1_ANSWERED: Count.ENDED,
    Count.M1_UP: Count.M1_ANSWERED,
    Count.M2_ANSWERED: Count.ENDED,
    Count.M2_UP: Count.M2_ANSWERED,
    Count.ACTIVE_AT_EXIT: Count.REGAINED_AT_EXIT,
    Count.REGAINED_AT_EXIT: Count.ENDED,
    Count.UNKNOWN_AT_EXIT: Count.ENDED,
    Count.HALF_YEAR: Count.ENDED,
    Count.ACTIVE_AFTER_HALF_YEAR: Count.HALF_YEAR,
}
"""Whoever is counted here is counted there as well."""

_Holds = Callable[[Person, date], bool]


def _jointly_planned(person: Person, as_of: date) -> bool:
    return has_started(person, as_of) and has_joint_plan(person, as_of)


def _answered(item: str) -> _Holds:
    return lambda person, as_of: (
        has_ended(person, as_of) and answer_at_end(person, item, as_of) is not None
    )


def _up(item: str) -> _Holds:
    return lambda person, as_of: (
        has_ended(person, as_of) and (answer_at_end(person, item, as_of) or 0) > 0
    )


def _state(moment: Moment, holds: Callable[[Iterable[State]], bool]) -> _Holds:
    def state_holds(person: Person, as_of: date) -> bool:
        state = state_at(person, moment, as_of)
        return state is not None and holds(state)

    return state_holds


_SINCE_START: Mapping[Count, _Holds] = {
    Count.STARTED: has_started,
    Count.JOINT_PLAN: _jointly_planned,
}
_SINCE_END: Mapping[Count, _Holds] = {
    Count.ENDED: has_ended,
    Count.M1_ANSWERED: _answered("m1"),
    Count.M1_UP: _up("m1"),
    Count.M2_ANSWERED: _answered("m2"),
    Count.M2_UP: _up("m2"),
}
_AT_EXIT: Mapping[Count, _Holds] = {
    Count.ACTIVE_AT_EXIT: _state(Moment.EXIT, in_work_or_studies),
    Count.REGAINED_AT_EXIT: _state(Moment.EXIT, regained_work_ability),
    Count.UNKNOWN_AT_EXIT: _state(Moment.EXIT, is_unknown),
}
_AFTER_HALF_YEAR: Mapping[Count, _Holds] = {
    Count.HALF_YEAR: lambda person, as_of: window(person, Moment.AFTER_6_MONTHS, as_of) is not None,
    Count.ACTIVE_AFTER_HALF_YEAR: _state(Moment.AFTER_6_MONTHS, in_work_or_studies),
}


def counted_days(person: Person) -> dict[Count, Days]:
    """The days on which a person begins, or ceases, to be counted; nothing that never is.

    What is dated later than the as-of day does not exist yet, so the answer can only turn on the
    days that what it asks about is dated.
    """
    counted: dict[Count, Days] = {}
    if person.end_reason is EndReason.REGISTERED_BY_MISTAKE:
        return counted
    if person.start is not None:
        counted |= _turns(person, _SINCE_START, {person.start, *_planning_days(person)})
    # The last year of the calendar stands for "no end", and has no day half a year later.
    if person.end is not None and person.end.year < MAXYEAR:
        end, last = person.end, person.end + EXIT_WINDOW
        begun = (row.from_on for row in person.states if end < row.from_on <= last)
        counted |= _turns(person, _SINCE_END, {end, *_answer_days(person)})
        counted |= _turns(person, _AT_EXIT, {end, *begun})
        counted |= _turns(person, _AFTER_HALF_YEAR, {add_months(end, 6)})
    return counted


def _turns(
    person: Person, counts: Mapping[Count, _Holds], days: Iterable[date]
) -> Iterator[tuple[Count, Days]]:
    ordered = sorted(days)
    for count, holds in counts.items():
        turns: list[date] = []
        for day in ordered:
            if holds(person, day) is not (len(turns) % 2 == 1):
                turns.append(day)
        if turns:
            yield count, tuple(turns)


def _planning_days(person: Person) -> Iterator[date]:
    for both in person.confirmations:
        yield from (day for day in both if day is not None)


def _answer_days(person: Person) -> Iterator[date]:
    return (answer.on for answer in person.answers)


def counts_on(days: Days, as_of: date) -> bool:
    """Whether somebody is counted on a day."""
    return bisect_right(days, as_of) % 2 == 1


def is_possible(counted: Iterable[tuple[Count, Days]]) -> bool:
    """Whether people can have been counted on such days: on none are there more of a part than of
    its whole.

    Args:
        counted: of one person, or of several in the same row of the tables.
    """
    turns = sorted(
        (day, count, -1 if place % 2 else 1)
        for count, days in counted
        for place, day in enumerate(days)
    )
    people: Counter[Count] = Counter()
    for _day, changes in groupby(turns, key=lambda turn: turn[0]):
        for _same_day, count, change in changes:
            people[count] += change
        if any(people[part] > people[whole] for part, whole in _AMONG.items()):
            return False
        known_or_not = people[Count.REGAINED_AT_EXIT] + people[Count.UNKNOWN_AT_EXIT]
        if known_or_not > people[Count.ENDED]:
            return False
    return True


def known_until(person: Person) -> tuple[date | None, int]:
    """The latest day that anything counted is dated, and how many days are: who knows more."""
    days = [day for day in (person.start, person.end) if day is not None]
    days += [day for row in person.states for day in (row.from_on, row.to_on) if day is not None]
    days += [*_planning_days(person), *_answer_days(person)]
    return max(days, default=None), len(days)
