"""When people started, agreed on a plan and came into work, by quarter of the year.

Each series adds up to a number of the summary for the same day: who has started, who has a jointly
confirmed plan, who was in work or studies at exit. A person stands in the quarter in which they
began to be counted there. Everybody together, and no rows for groups, sexes or sites: a quarter
divided further is soon a handful of people.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Final, NamedTuple

from dirigo_tui.domain.counting import Count, counts_on
from dirigo_tui.domain.disclosure import Behind, protect_series
from dirigo_tui.domain.goals import GoalId
from dirigo_tui.services.cohort import ALL, Place
from dirigo_tui.services.cohort_files import Joined, joined
from dirigo_tui.services.former_participants import former_participants
from dirigo_tui.services.ports import Reader
from dirigo_tui.services.summary import Summary, SummaryOrder, TableId

SERIES: Final = (Count.STARTED, Count.JOINT_PLAN, Count.ACTIVE_AT_EXIT)

_EVERYBODY: Final = Place(ALL, ALL, ALL)
_BEHIND: Final = (
    Behind(Count.JOINT_PLAN, Count.STARTED, secret=True),
    # Who has started and is not in work at exit may well still take part: nobody's figure.
    Behind(Count.ACTIVE_AT_EXIT, Count.STARTED, secret=False),
)


class Quarter(NamedTuple):
    """A quarter of a year; ``number`` from 1 to 4."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Quarter:
        """The quarter a day is in."""
        return cls(day.year, (day.month + 2) // 3)

    @property
    def next(self) -> Quarter:
        """The quarter after it."""
        return Quarter(self.year, self.number + 1) if self.number < 4 else Quarter(self.year + 1, 1)


@dataclass(frozen=True, slots=True)
class Timeline:
    """How many began to be counted in each quarter.

    Attributes:
        quarters: without gaps; from the first in which anybody was, to that of the as-of day.
        counts: for each of :data:`SERIES` a number for every quarter; None when it is hidden.
        totals: of all quarters, as the summary shows them.
    """

    quarters: tuple[Quarter, ...]
    counts: Mapping[Count, tuple[int | None, ...]]
    totals: Mapping[Count, int | None]


Turns = Mapping[tuple[Count, Quarter], int]
"""How many people began to be counted in a quarter, exactly."""


def turns(reader: Reader, order: SummaryOrder) -> Turns:
    """Of everybody a summary is about. Raises as :func:`dirigo_tui.services.summary.counted`."""
    as_of = order.as_of or reader.today
    if order.all_desks:
        return _turns_of_all(joined(reader), as_of)
    began = Counter(
        {
            (Count(row["count"]), Quarter(row["year"], row["quarter"])): row["people"]
            for row in reader.rows("timeline", as_of=as_of.isoformat())
        }
    )
    began.update(
        (count, Quarter.of(days[0]))
        for one in former_participants(reader)
        if one.target_group is not None
        for count, days in one.days.items()
        if count in SERIES and counts_on(days, as_of)
    )
    return began


def _turns_of_all(people: Joined, as_of: date) -> Turns:
    of_rows = (
        (count, days[0])
        for row in people.rows
        if row.target_group is not None
        for count, days in row.days.items()
        if counts_on(days, as_of)
    )
    first_days: dict[tuple[Count, str], date] = {}
    for share in people.shares:
        if share.target_group is not None and counts_on(share.days, as_of):
            sign = (share.count, share.sign)
            first_days[sign] = min(share.days[0], first_days.get(sign, share.days[0]))
    of_shares = ((count, day) for (count, _sign), day in first_days.items())
    return Counter(
        (count, Quarter.of(day)) for count, day in chain(of_rows, of_shares) if count in SERIES
    )


def timeline(exact: Turns, summary: Summary) -> Timeline:
    """The series with small numbers hidden, as docs/disclosure.md says.

    Args:
        summary: of the same people, protected. Where it does not show the number of all of them the
            series is hidden as a whole, since it could give that number away.
    """
    quarters = _quarters(exact, summary.as_of)
    counts = {
        count: tuple(exact.get((count, quarter), 0) for quarter in quarters) for count in SERIES
    }
    totals = _totals(summary)
    hidden = protect_series(counts, _BEHIND, summary.threshold)
    for count, total in totals.items():
        if total is None:
            hidden[count] = frozenset(range(len(quarters)))
    return Timeline(
        quarters,
        {
            count: tuple(None if at in hidden[count] else n for at, n in enumerate(numbers))
            for count, numbers in counts.items()
        },
        totals,
    )


def _totals(summary: Summary) -> dict[Count, int | None]:
    """What the summary shows of the number of all people in each series."""
    tables = {table.id: table for table in summary.tables}
    goals = {table.goal.id: table for table in summary.goals}

    def count(table: TableId) -> int | None:
        return next(row.count for row in tables[table].rows if row.place == _EVERYBODY)

    # A goal has figures from its first day on; who has a plan before that is nobody's figure.
    rows = goals[GoalId.JOINT_PLAN].rows if GoalId.JOINT_PLAN in goals else ()
    return {
        Count.STARTED: count(TableId.STARTED),
        Count.JOINT_PLAN: next((row.numerator for row in rows if row.place == _EVERYBODY), None),
        Count.ACTIVE_AT_EXIT: count(TableId.OUTCOME_A_EXIT),
    }


def _quarters(exact: Turns, as_of: date) -> tuple[Quarter, ...]:
    last = Quarter.of(as_of)
    quarter = min((quarter for (_count, quarter), people in exact.items() if people), default=last)
    found = [quarter]
    while (quarter := quarter.next) <= last:
        found.append(quarter)
    return tuple(found)
