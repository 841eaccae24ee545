"""Everybody's data as counts: the figures behind the summary, exact and not yet protected.

Two statements whatever the number of people; screen, JSON and files are made of the same counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import product
from typing import NamedTuple

from dirigo_tui.domain.goals import Figure, GoalId
from dirigo_tui.domain.vocabulary import Sex, TargetGroup
from dirigo_tui.services.ports import Reader

ALL = "all"


class Count(StrEnum):
    """What is counted of people (DOMAIN.md §8); named as the columns of the statement."""

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


class Place(NamedTuple):
    """A row of every table: a target group, a sex and a site, or ``all`` of them."""

    target_group: str
    sex: str
    site: str


@dataclass(frozen=True, slots=True)
class Cohort:
    """Counts of people by place, sums over groups, sexes and sites included.

    Attributes:
        as_of: what is dated later does not exist yet.
        sites: in alphabetical order; empty unless asked for.
        counts: every combination of place; zeros included.
        without_target_group: how many have started but belong to no group yet, and so to no row.
    """

    as_of: date
    sites: tuple[str, ...]
    counts: Mapping[Place, Mapping[Count, int]]
    without_target_group: int

    def figure(self, goal: GoalId, place: Place) -> Figure:
        """A goal's numerator, denominator and missing for a row."""
        counted = self.counts[place]
        numerator, denominator = _FIGURES[goal]
        missing = 0
        if goal in _RATED:
            missing = counted[Count.ENDED] - counted[denominator]
        elif goal is GoalId.REGAINED_WORK_ABILITY:
            missing = counted[Count.UNKNOWN_AT_EXIT]
        return Figure(
            counted[numerator],
            counted[denominator],
            missing,
            missing_in_denominator=goal not in _RATED,
        )


_RATED = frozenset({GoalId.WORK_ABILITY_PROSPECTS, GoalId.CLOSER_TO_LABOUR_MARKET})
_FIGURES: Mapping[GoalId, tuple[Count, Count]] = {
    GoalId.JOINT_PLAN: (Count.JOINT_PLAN, Count.STARTED),
    GoalId.WORK_ABILITY_PROSPECTS: (Count.M1_UP, Count.M1_ANSWERED),
    GoalId.CLOSER_TO_LABOUR_MARKET: (Count.M2_UP, Count.M2_ANSWERED),
    GoalId.REGAINED_WORK_ABILITY: (Count.REGAINED_AT_EXIT, Count.ENDED),
    GoalId.IN_WORK_OF_REGAINED: (Count.ACTIVE_AT_EXIT, Count.REGAINED_AT_EXIT),
}


def cohort(reader: Reader, as_of: date, *, by_site: bool = False) -> Cohort:
    """Count everybody on a day.

    People with protected identity count under all sites only: a site is a place to find them
    (DOMAIN.md §9.8, §10).
    """
    day = as_of.isoformat()
    totals: Counter[tuple[Place, Count]] = Counter()
    sites = set()
    for row in reader.rows("cohort", as_of=day):
        named_site = by_site and not row["protected"]
        if named_site:
            sites.add(row["site"])
        for place in _sums(row["target_group"], row["sex"], row["site"] if named_site else ALL):
            for count in Count:
                totals[place, count] += row[count]
    (without,) = reader.rows("without_target_group", as_of=day)
    ordered = tuple(sorted(sites))
    return Cohort(
        as_of=as_of,
        sites=ordered,
        counts={
            place: {count: totals[place, count] for count in Count} for place in places(ordered)
        },
        without_target_group=without["people"],
    )


def _sums(target_group: str, sex: str, site: str) -> Iterator[Place]:
    """The places a person counts in."""
    for group, kind, where in product({target_group, ALL}, {sex, ALL}, {site, ALL}):
        yield Place(group, kind, where)


def places(sites: tuple[str, ...]) -> Iterator[Place]:
    """Every row of a table: groups and all, women, men, unknown and all, all sites first."""
    for site in (ALL, *sites):
        for group, sex in product((*TargetGroup, ALL), (*Sex, ALL)):
            yield Place(str(group), str(sex), site)
