"""What the cohort screen lists: all goals, a goal by target group, a group by site."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from dirigo_tui.domain.vocabulary import TargetGroup
from dirigo_tui.i18n.catalogue import _
from dirigo_tui.i18n.definitions import GROUPS_IN_TABLES, goal_title, table_title
from dirigo_tui.services.cohort import ALL, Place
from dirigo_tui.services.summary import CountRow, CountTable, GoalRow, GoalTable, Summary

Measure = GoalTable | CountTable


class Spot(NamedTuple):
    """How far down one has gone.

    Attributes:
        measure: id of a goal or table; "" for all of them.
        group: a target group of it, or ``all``; "" for each of them.
    """

    measure: str = ""
    group: str = ""

    @property
    def above(self) -> Spot:
        """One level up."""
        return Spot(self.measure) if self.group else Spot()


@dataclass(frozen=True)
class Figures:
    """A row: a goal or a table for one target group at one site.

    Attributes:
        id: tells it from the others of its list.
        title: what it is called there.
        below: where it leads, None at the bottom.
        heading: begins a part of the list; "" for none.
    """

    id: str
    title: str
    measure: Measure
    group: str
    site: str
    below: Spot | None
    heading: str = ""

    @cached_property
    def by_sex(self) -> Mapping[str, GoalRow | CountRow]:
        """What is shown of each sex and of all."""
        return {
            row.place.sex: row
            for row in self.measure.rows
            if (row.place.target_group, row.place.site) == (self.group, self.site)
        }

    @property
    def target(self) -> float | None:
        """The goal of this row, from 0 to 1; None when there is none."""
        if isinstance(self.measure, CountTable):
            return None
        target = self.measure.goal.target
        if isinstance(target, Mapping):
            return None if self.group == ALL else target[TargetGroup(self.group)]
        return target

    @property
    def place(self) -> Place:
        """Everybody in it."""
        return Place(self.group, ALL, self.site)


def rows_at(summary: Summary, spot: Spot) -> list[Figures]:
    """The list at a spot."""
    if not spot.measure:
        return list(_measures(summary))
    measure = measure_at(summary, spot)
    if not spot.group:
        return list(_groups(measure, id=""))
    return [
        Figures(f"site {site}", site_name(site), measure, spot.group, site, None)
        for site in (ALL, *summary.sites)
    ]


def measure_at(summary: Summary, spot: Spot) -> Measure:
    """The goal or table that a spot is about."""
    every: tuple[Measure, ...] = (*summary.goals, *summary.tables)
    return next(measure for measure in every if id_of(measure) == spot.measure)


def id_of(measure: Measure) -> str:
    """The id of a goal or a table."""
    return str(measure.goal.id if isinstance(measure, GoalTable) else measure.id)


def title_of(measure: Measure) -> str:
    """What a goal or a table is called."""
    if isinstance(measure, GoalTable):
        return goal_title(measure.goal.id)
    return table_title(measure.id)


def group_name(group: str) -> str:
    """A target group as the heading of a row."""
    return _("alla målgrupper") if group == ALL else str(GROUPS_IN_TABLES[group])


def site_name(site: str) -> str:
    """A site as the heading of a row."""
    if site == ALL:
        return _("alla orter")
    return site or _("utan ort")


def _measures(summary: Summary) -> Iterator[Figures]:
    for goal in summary.goals:
        yield _whole(goal)
        if isinstance(goal.goal.target, Mapping):
            groups = _groups(goal, id=id_of(goal))
            yield from (row for row in groups if row.group != ALL)
    for place, table in enumerate(summary.tables):
        yield _whole(table, heading="" if place else _("Hur många"))


def _whole(measure: Measure, heading: str = "") -> Figures:
    id = id_of(measure)
    return Figures(id, title_of(measure), measure, ALL, ALL, Spot(id), heading)


def _groups(measure: Measure, id: str) -> Iterator[Figures]:
    for group in (*map(str, TargetGroup), ALL):
        below = Spot(id_of(measure), group)
        yield Figures(f"{id}/{group}", group_name(group), measure, group, ALL, below)
