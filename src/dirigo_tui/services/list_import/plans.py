"""The sheet Plan: goals in the participants' own words, and when the plan was confirmed by whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.records import Goal
from dirigo_tui.services.list_import.columns import Sheet
from dirigo_tui.services.list_import.existing import ByPerson, Existing
from dirigo_tui.services.list_import.matching import Match, pair
from dirigo_tui.services.list_import.tables import Table, TableRow
from dirigo_tui.services.list_import.work import Outcome, Work

_DATES = ("participant_on", "caseworker_on", "next_follow_up")
"""Columns that say the same on every row of a person, or stand on one of them only."""


@dataclass(frozen=True, slots=True)
class PlanDates:
    """When a plan was confirmed and is to be followed up; None where the file does not say."""

    participant_on: date | None = None
    caseworker_on: date | None = None
    next_follow_up: date | None = None


@dataclass(frozen=True, slots=True)
class Plans:
    """The sheet, checked; both by reference.

    Attributes:
        goals: in the participant's own words, in the order of the rows.
    """

    goals: dict[str, list[str]]
    dates: dict[str, PlanDates]


def check_plans(table: Table) -> Plans:
    """Goals and dates by person; whatever is wrong is noted in the table."""
    goals: dict[str, dict[str, TableRow]] = defaultdict(dict)
    dated: dict[str, dict[str, TableRow]] = defaultdict(dict)
    for row in table.rows:
        reference, own_words = row.values.get("reference"), row.values.get("goal")
        if reference is None:
            continue
        _check_dates(table, row, dated[reference])
        if own_words is None:
            continue
        first = goals[reference].setdefault(own_words, row)
        if first is not row:
            table.fault(row, "goal", Refused("import_row_twice", row=first.number))
    return Plans(
        {reference: list(rows) for reference, rows in goals.items()},
        {
            reference: PlanDates(**{key: row.values[key] for key, row in rows.items()})
            for reference, rows in dated.items()
        },
    )


def _check_dates(table: Table, row: TableRow, first: dict[str, TableRow]) -> None:
    for key in _DATES:
        on = row.values.get(key)
        if on is None:
            continue
        said = first.setdefault(key, row)
        if said.values[key] != on:
            differs = Refused("import_differs_from_row", row=said.number, on=said.values[key])
            table.fault(row, key, differs)


def merge_goals(
    plans: Plans, existing: Existing, work: Work
) -> tuple[ByPerson[Goal], dict[str, list[Outcome]]]:
    """Add the goals that are not there.

    Returns:
        Every goal of the people on the sheet by participant id, and the outcome of their rows by
        reference; to be counted when the plans' dates have been merged too.
    """
    goals: ByPerson[Goal] = defaultdict(list)
    outcomes: dict[str, list[Outcome]] = {}
    same_words = Match[str, Goal](lambda own_words: own_words, lambda goal: goal.own_words)
    for reference, wanted in plans.goals.items():
        person = work.people[reference]
        theirs = list(existing.goals[person.id])
        paired = list(pair(wanted, theirs, [same_words]))
        outcomes[reference] = [
            Outcome.NEW if goal is None else Outcome.UNCHANGED for _, goal in paired
        ]
        last = max((goal.position for goal in theirs), default=0)
        theirs += _new_goals(
            [words for words, goal in paired if goal is None], person.id, last, work
        )
        goals[person.id] = theirs
    return goals, outcomes


def _new_goals(wanted: Sequence[str], participant_id: str, last: int, work: Work) -> list[Goal]:
    return [
        work.add(
            Goal(
                **work.stamp(),
                participant_id=participant_id,
                position=position,
                own_words=own_words,
            )
        )
        for position, own_words in enumerate(wanted, last + 1)
    ]


def count_plans(outcomes: dict[str, list[Outcome]], told: Collection[str], work: Work) -> None:
    """Count the rows, now that it is known what their dates told.

    Args:
        outcomes: of the goals, by reference.
        told: references of those whose dates said something that was not known. The dates are one
            thing said about all rows of a person, so the first row stands for it.
        work: what is going to be written.
    """
    for reference, (first, *others) in outcomes.items():
        updated = reference in told and first is Outcome.UNCHANGED
        for outcome in (Outcome.UPDATED if updated else first, *others):
            work.count(Sheet.PLANS, outcome)
