"""What a reader of a summary has in hand, to be held against other summaries."""

from __future__ import annotations

from collections.abc import Iterator

from dirigo_tui.services.cohort import Place
from dirigo_tui.services.summary import GoalRow, Summary


def readable_counts(summary: Summary) -> dict[str, int]:
    """Every count that is printed, and who is left when a numerator is taken from its whole.

    Keys name what is counted and where; the same count has the same key in every summary.
    """
    found = {
        _cell(table.id, row.place): row.count for table in summary.tables for row in table.rows
    }
    for table in summary.goals:
        for row in table.rows:
            for name, count in _counts(row):
                found[_cell(f"{table.goal.id}.{name}", row.place)] = count
    found["without_target_group"] = summary.without_target_group
    return {cell: count for cell, count in found.items() if count is not None}


def _counts(row: GoalRow) -> Iterator[tuple[str, int | None]]:
    yield "numerator", row.numerator
    yield "denominator", row.denominator
    yield "missing", row.missing
    if row.numerator is not None and row.denominator is not None:
        yield "not_reached", row.denominator - row.numerator


def _cell(counted: str, place: Place) -> str:
    return "|".join((counted, *place))
