"""Checking rows and sheets against each other, and against what the desk holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dirigo_tui.domain.errors import Refused
from dirigo_tui.services.list_import.activities import ActivityRow, check_activities
from dirigo_tui.services.list_import.columns import Sheet
from dirigo_tui.services.list_import.existing import Existing
from dirigo_tui.services.list_import.matching import grouped
from dirigo_tui.services.list_import.participants import ParticipantRow, check_participants
from dirigo_tui.services.list_import.participation import check_participation
from dirigo_tui.services.list_import.plans import Plans, check_plans
from dirigo_tui.services.list_import.ratings import RatingRow, check_ratings, goal_words
from dirigo_tui.services.list_import.statuses import StatusRow, check_statuses
from dirigo_tui.services.list_import.tables import Table


@dataclass(frozen=True, slots=True)
class Checked:
    """The rows of each sheet that say enough; complete when no table has a fault."""

    participants: Sequence[ParticipantRow]
    plans: Plans
    activities: Sequence[ActivityRow]
    ratings: Sequence[RatingRow]
    statuses: Mapping[str, Sequence[StatusRow]]


def check(tables: Mapping[Sheet, Table], existing: Existing, today: date) -> Checked:
    """Turn tables into rows; whatever is wrong is noted in the tables."""
    empty = {sheet: Table("", sheet, sheet.value) for sheet in Sheet}
    table = empty | dict(tables)
    participants = check_participants(table[Sheet.PARTICIPANTS], existing, today)
    if "reference" in table[Sheet.PARTICIPANTS].positions:
        _check_references(table, existing)
    plans = check_plans(table[Sheet.PLANS])
    activities = check_activities(table[Sheet.ACTIVITIES], today)
    ratings = check_ratings(table[Sheet.RATINGS], goal_words(existing, plans.goals))
    statuses = grouped(check_statuses(table[Sheet.STATUSES]), lambda row: row.reference)
    check_participation(table[Sheet.PARTICIPANTS], participants, statuses, existing)
    return Checked(participants, plans, activities, ratings, statuses)


def _check_references(table: Mapping[Sheet, Table], existing: Existing) -> None:
    """Everybody on the other sheets is on the sheet Deltagare, or at the desk already."""
    known = existing.participants.keys() | {
        row.values.get("reference") for row in table[Sheet.PARTICIPANTS].rows
    }
    for sheet in set(Sheet) - {Sheet.PARTICIPANTS}:
        for row in table[sheet].rows:
            reference = row.values.get("reference")
            if reference is not None and reference not in known:
                table[sheet].fault(
                    row, "reference", Refused("reference_unknown", reference=reference)
                )
