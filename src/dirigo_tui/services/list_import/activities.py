"""The sheet Aktiviteter: what is done, when, with whom, and one responsible."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dirigo_tui.domain import fuzzy_time, plan
from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.records import Activity
from dirigo_tui.domain.vocabulary import ActivityStatus
from dirigo_tui.services.list_import import cells, words
from dirigo_tui.services.list_import.columns import SHORT_TEXT, Sheet
from dirigo_tui.services.list_import.existing import ByPerson, Existing
from dirigo_tui.services.list_import.matching import Match, agreeing, grouped, pair
from dirigo_tui.services.list_import.tables import Table, TableRow
from dirigo_tui.services.list_import.work import Outcome, Work

REASON_NOT_SAID = "–"
"""Why an activity was cancelled when a list says that it was: the sheet has no column for it."""


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """One activity as the file tells.

    Attributes:
        said: fields of ``Activity`` that have a value.
    """

    reference: str
    said: Mapping[str, Any]


def check_activities(table: Table, today: date) -> list[ActivityRow]:
    """The rows that say enough; whatever is wrong is noted in the table."""
    checked = []
    for row in table.rows:
        responsible = _responsible(table, row, today)
        if {"reference", "title"} <= row.values.keys() and responsible is not None:
            said = {**row.values, "responsible": responsible}
            checked.append(ActivityRow(said.pop("reference"), said))
    return checked


def _responsible(table: Table, row: TableRow, today: date) -> str | None:
    """Exactly one (DOMAIN.md §2), or None when there is a fault."""
    if "responsible" not in row.values:
        return None
    cell = row.values["responsible"]
    try:
        # As it stands: the line breaks that part several names are gone from a cleaned text.
        plan.check_activity(row.values.get("title", "…"), cells.shown(cell))
        name: str = cells.text(SHORT_TEXT)(cell, today)
    except Refused as refused:
        table.fault(row, "responsible", refused)
        return None
    return words.RESPONSIBLE.find(name) or name


def merge_activities(
    rows: Sequence[ActivityRow], existing: Existing, work: Work
) -> ByPerson[Activity]:
    """Add and change activities.

    Returns:
        Every activity of the people on the sheet, by participant id.
    """
    merged: ByPerson[Activity] = defaultdict(list)
    for reference, theirs in grouped(rows, lambda row: row.reference).items():
        person = work.people[reference]
        before = existing.activities[person.id]
        after = {activity.id: activity for activity in before}
        last = max((activity.position for activity in before), default=0)
        for row, stored in pair(theirs, before, _SAME, agreeing(theirs, before, _agrees)):
            if stored is None:
                last += 1
                activity = _new(row, person.id, last, work)
            else:
                activity = work.change(stored, **_differing(row, stored, work.unit.today))
            after[activity.id] = activity
            work.count(Sheet.ACTIVITIES, _outcome(stored, activity))
        merged[person.id] = list(after.values())
    return merged


def _agrees(row: ActivityRow, activity: Activity) -> bool:
    return all(getattr(activity, name) == value for name, value in row.said.items())


_SAME = (
    Match[ActivityRow, Activity](
        lambda row: (row.said["title"], row.said.get("time_text", ""), row.said["responsible"]),
        lambda activity: (activity.title, activity.time_text, activity.responsible),
    ),
    Match[ActivityRow, Activity](
        lambda row: (row.said["title"], row.said.get("time_text", "")),
        lambda activity: (activity.title, activity.time_text),
    ),
    # A time that was moved, where there is no doubt which activity is meant.
    Match[ActivityRow, Activity](
        lambda row: row.said["title"], lambda activity: activity.title, alone=True
    ),
)


def _new(row: ActivityRow, participant_id: str, position: int, work: Work) -> Activity:
    return work.add(
        Activity(
            **work.stamp(),
            participant_id=participant_id,
            position=position,
            **row.said,
            **_time(row, work.unit.today),
            **_reason(row, ""),
        )
    )


def _differing(row: ActivityRow, stored: Activity, today: date) -> dict[str, Any]:
    """What the row says; a time whose text stays is not read anew, for the day was another."""
    moved = row.said.get("time_text", stored.time_text) != stored.time_text
    said = dict(row.said) | _reason(row, stored.status_reason)
    return said | _time(row, today) if moved else said


def _time(row: ActivityRow, today: date) -> dict[str, Any]:
    if "time_text" not in row.said:
        return {}
    known = fuzzy_time.parse(row.said["time_text"], today)
    return {
        "time_start": known.start,
        "time_end": known.end,
        "time_precision": known.precision,
    }


def _reason(row: ActivityRow, stored: str) -> dict[str, Any]:
    cancelled = row.said.get("status") is ActivityStatus.CANCELLED
    return {"status_reason": stored or REASON_NOT_SAID} if cancelled else {}


def _outcome(stored: Activity | None, activity: Activity) -> Outcome:
    if stored is None:
        return Outcome.NEW
    return Outcome.UNCHANGED if activity is stored else Outcome.UPDATED
