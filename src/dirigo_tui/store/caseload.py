"""Keeping one row a person with the dates every list is made of.

The rules are those of ``domain/deadlines.py``; here they meet the rows: one statement gathers the
facts of everybody concerned, one writes the result.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.dialects.sqlite import insert

from dirigo_tui.domain.deadlines import Deadline, Facts, deadlines
from dirigo_tui.domain.protection import shown_name, shown_site
from dirigo_tui.domain.text import fold, sort_key
from dirigo_tui.domain.vocabulary import EndReason, PlanState, Rule, TargetGroup
from dirigo_tui.store.reader import SqlReader
from dirigo_tui.store.tables import caseload as caseload_table

_PEOPLE_AT_A_TIME = 1000

_DAYS = (
    "sick_since",
    "birth_date",
    "start",
    "end",
    "last_rating_on",
    "last_final_rating_on",
    "plan_confirmed_on",
    "plan_started_on",
    "next_follow_up",
    "last_contact_on",
    "work_or_studies_since",
    "activities_ahead_until",
    "next_activity_follow_up",
    "mapping_updated_on",
    "consent_until",
    "last_noted_on",
)


def _facts(row: dict[str, Any], retention_years: int) -> Facts:
    days: dict[str, Any] = {
        name: date.fromisoformat(row[name]) if row[name] else None for name in _DAYS
    }
    return Facts(
        target_group=TargetGroup(row["target_group"]) if row["target_group"] else None,
        end_reason=EndReason(row["end_reason"]) if row["end_reason"] else None,
        consent_recipient=row["consent_recipient"] or "",
        any_activity_followed_up=bool(row["any_activity_followed_up"]),
        retention_years=retention_years,
        **days,
    )


def _plan_state(row: dict[str, Any]) -> PlanState:
    """As :func:`dirigo_tui.domain.plan.plan_state` has it."""
    if row["plan_confirmed_on"]:
        return PlanState.CONFIRMED
    return PlanState.DRAFT if row["plan_has_content"] else PlanState.NONE


def _row(row: dict[str, Any], retention_years: int) -> dict[str, Any]:
    dated = deadlines(_facts(row, retention_years))
    # Retention is read from a list of its own; it never makes a row urgent.
    pressing = [deadline for deadline in dated if deadline.rule != Rule.RETENTION]
    lasting = [deadline for deadline in pressing if deadline.until == date.max]
    name = shown_name(row["name"], row["reference"], row["protection"])
    site = shown_site(row["site"], row["protection"])

    def first(among: list[Deadline], *rules: Rule, attribute: str = "due") -> str | None:
        days = [getattr(d, attribute) for d in among if not rules or d.rule in rules]
        return min(days).isoformat() if days else None

    ratings = (Rule.SELF_RATING, Rule.FINAL_RATING)
    compensation_ends = first(pressing, Rule.ACTIVITY_COMPENSATION_ENDS)
    return {
        "participant_id": row["id"],
        "sort_name": sort_key(name),
        "search": "\n".join(fold(text) for text in (name, row["reference"], site)),
        "caseworker": row["caseworker"],
        "plan_state": _plan_state(row),
        "plan_number": row["plan_number"],
        "deadlines": json.dumps(
            [
                [d.rule, d.due.isoformat(), d.shown_from.isoformat(), d.until.isoformat(), d.about]
                for d in dated
            ]
        ),
        "taking_part_until": row["end"],
        "next_due": first(pressing),
        "next_due_after": first(lasting),
        "no_activity_due": first(pressing, Rule.NO_ACTIVITY_AHEAD),
        "no_follow_up_due": first(pressing, Rule.NO_FOLLOW_UP_DATE),
        "rating_from": first(pressing, *ratings, attribute="shown_from"),
        "rating_from_after": first(lasting, *ratings, attribute="shown_from"),
        "ending_on": min((day for day in (row["end"], compensation_ends) if day), default=None),
    }


def refresh(
    reader: SqlReader, sql: Connection, participant_ids: Sequence[str], retention_years: int
) -> None:
    """Write the caseload rows of the given people, so many at a time that memory stays small.

    People who no longer exist lose theirs by the foreign key.
    """
    statement = insert(caseload_table)
    columns = {
        column.name: statement.excluded[column.name]
        for column in caseload_table.columns
        if column.name != "participant_id"
    }
    upsert = statement.on_conflict_do_update(index_elements=["participant_id"], set_=columns)
    for begin in range(0, len(participant_ids), _PEOPLE_AT_A_TIME):
        some = participant_ids[begin : begin + _PEOPLE_AT_A_TIME]
        found = reader.rows("facts_of", ids=json.dumps(list(some)))
        if found:
            sql.execute(upsert, [_row(row, retention_years) for row in found])
