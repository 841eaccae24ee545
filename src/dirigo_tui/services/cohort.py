"""Everybody's data as counts: the figures behind the summary, exact and not yet protected.

Three statements whatever the number of people; screen, JSON and files are made of the same counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain, product
from typing import NamedTuple

from dirigo_tui.domain.counting import Count
from dirigo_tui.domain.goals import Figure, GoalId
from dirigo_tui.domain.text import sort_key
from dirigo_tui.domain.vocabulary import Sex, TargetGroup
from dirigo_tui.services.former_participants import former_participants
from dirigo_tui.services.ports import Reader

__all__ = ["ALL", "FIGURES", "Cell", "Cohort", "Count", "Place", "added_up", "cohort", "places"]

ALL = "all"


class Place(NamedTuple):
    """A row of every table: a target group, a sex and a site, or ``all`` of them."""

    target_group: str
    sex: str
    site: str


class Cell(NamedTuple):
    """People who count in the same rows of the tables.

    Attributes:
        protected: whether their identity is; then they count under all sites only.
    """

    target_group: str
    sex: str
    site: str
    protected: bool


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
        numerator, denominator = FIGURES[goal]
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
FIGURES: Mapping[GoalId, tuple[Count, Count]] = {
    GoalId.JOINT_PLAN: (Count.JOINT_PLAN, Count.STARTED),
    GoalId.WORK_ABILITY_PROSPECTS: (Count.M1_UP, Count.M1_ANSWERED),
    GoalId.CLOSER_TO_LABOUR_MARKET: (Count.M2_UP, Count.M2_ANSWERED),
    GoalId.REGAINED_WORK_ABILITY: (Count.REGAINED_AT_EXIT, Count.ENDED),
    GoalId.IN_WORK_OF_REGAINED: (Count.ACTIVE_AT_EXIT, Count.REGAINED_AT_EXIT),
}
"""Numerator and denominator of each goal."""


def cohort(reader: Reader, as_of: date, *, by_site: bool = False) -> Cohort:
    """Count everybody at this desk on a day."""
    day = as_of.isoformat()
    (without,) = reader.rows("without_target_group", as_of=day)
    gone = former_participants(reader)
    of_rows = (
        (
            Cell(row["target_group"], row["sex"], row["site"], bool(row["protected"])),
            {count: row[count] for count in Count},
        )
        for row in reader.rows("cohort", as_of=day)
    )
    of_gone = (
        (Cell(one.target_group, one.sex, one.site, one.protected), one.counts(as_of))
        for one in gone
        if one.target_group is not None
    )
    in_no_group = sum(one.counts(as_of)[Count.STARTED] for one in gone if one.target_group is None)
    return added_up(
        as_of,
        chain(of_rows, of_gone),
        by_site=by_site,
        without_target_group=without["people"] + in_no_group,
    )


def added_up(
    as_of: date,
    counted: Iterable[tuple[Cell, Mapping[Count, int]]],
    *,
    by_site: bool,
    without_target_group: int,
) -> Cohort:
    """The counts of a cohort with every sum.

    People with protected identity count under all sites only: a site is a place to find them
    (DOMAIN.md §9.8, §10).

    Args:
        counted: how many of the people of each cell are counted; a count left out is 0.
    """
    totals: Counter[tuple[Place, Count]] = Counter()
    sites = set()
    for cell, counts in counted:
        # A site by the name of the total would be mixed up with it.
        named_site = by_site and not cell.protected and cell.site != ALL
        if named_site:
            sites.add(cell.site)
        site = cell.site if named_site else ALL
        for place in _sums(cell.target_group, cell.sex, site):
            for count, people in counts.items():
                totals[place, count] += people
    ordered = tuple(sorted(sites, key=lambda site: (sort_key(site), site)))
    return Cohort(
        as_of=as_of,
        sites=ordered,
        counts={
            place: {count: totals[place, count] for count in Count} for place in places(ordered)
        },
        without_target_group=without_target_group,
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
