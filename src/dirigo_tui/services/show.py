"""One participant in full, as the JSON of ``dirigo show`` (CONTRACT.md): codes, never words.

Two desks that hold the same file show the same: rows stand in an order of their own and not in that
of recording; what is counted for locking, and that a desk has handed the file on, is left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dirigo_tui.domain import plan
from dirigo_tui.domain.consent import state_on as consent_state
from dirigo_tui.domain.freshness import lapses
from dirigo_tui.domain.records import Activity, Goal, PlanVersion, Record, plain_value, to_plain
from dirigo_tui.domain.status import state_on
from dirigo_tui.domain.vocabulary import SharedAs
from dirigo_tui.services import caseload
from dirigo_tui.services.caseload import CaseloadRow
from dirigo_tui.services.participants import ParticipantFile, file_of
from dirigo_tui.services.ports import Reader

_INTERNAL = frozenset({"version", "participant_id"})
_PROTECTED = {"birth_date": None, "site": "", "municipality": ""}
"""What is told of somebody with protected identity in place of what could lead to them."""


def show(reader: Reader, participant_id: str) -> dict[str, Any]:
    """Everything current about one participant, JSON-ready.

    Of somebody with protected identity it has neither name, numbers and birth date nor the places
    to find them at (DOMAIN.md §10).

    Raises ``Refused("not_found")``.
    """
    file = file_of(reader, participant_id)
    person = caseload.row_of(reader, participant_id)
    numbers = () if person.protected else file.identity_numbers
    return {
        **_plain(file.participant),
        **(_PROTECTED if person.protected else {}),
        "name": person.name,
        "protected": person.protected,
        "identity_numbers": _sorted(numbers, "valid_from"),
        "plan": {
            "state": person.plan_state.value,
            **_version(file),
            **_goals_and_activities(file),
            "lapses": [rule.value for rule in lapses(person.overdue, reader.today)],
        },
        "confirmations": [
            _confirmation(version)
            for version in sorted(file.plan_versions, key=lambda version: version.number)
        ],
        "ratings": _sorted(file.ratings, "on", "template", "item", "rater"),
        "status": [_plain(row) for row in state_on(file.statuses, reader.today)],
        "status_history": _sorted(file.statuses, "from_on", "axis"),
        "mapping": _sorted(file.mapping, "area"),
        "notes": _sorted(file.notes, "on"),
        "consents": [
            _plain(consent) | {"state": consent_state(consent, reader.today).value}
            for consent in sorted(file.consents, key=lambda c: (c.valid_to, c.recipient, c.id))
        ],
        "sharings": _sorted(
            (each for each in file.sharings if each.shared_as is not SharedAs.HANDOVER),
            "on",
            "recipient",
        ),
        **due(person),
    }


def due(person: CaseloadRow) -> dict[str, Any]:
    """What is overdue and what comes next, as ``dirigo list`` and ``dirigo show`` name it."""
    ahead = person.next
    return {
        "overdue": [
            {"rule": late.rule.value, "due": plain_value(late.due)} for late in person.overdue
        ],
        "next": {"what": ahead.rule.value, "due": plain_value(ahead.due)} if ahead else None,
    }


def _plain(record: Record) -> dict[str, Any]:
    return {name: value for name, value in to_plain(record).items() if name not in _INTERNAL}


def _sorted(records: Iterable[Record], *names: str) -> list[dict[str, Any]]:
    """Records by the given fields, then by id; what is empty comes first."""

    def place(plain: dict[str, Any]) -> list[str]:
        return [str(plain[name] or "") for name in (*names, "id")]

    return sorted((_plain(record) for record in records), key=place)


def _version(file: ParticipantFile) -> dict[str, Any]:
    """The version being worked on; nothing before the plan has begun."""
    current = max(file.plan_versions, key=lambda version: version.number, default=None)
    if current is None:
        return {"number": None, "opened_on": None, "next_follow_up": None, "confirmed_on": None}
    return {
        "number": current.number,
        "opened_on": plain_value(current.opened_on),
        "next_follow_up": plain_value(current.next_follow_up),
        "confirmed_on": plain_value(plan.jointly_confirmed(current)),
    }


def _goals_and_activities(file: ParticipantFile) -> dict[str, Any]:
    """Goals in plan order, each with its activities; those that serve no goal stand beside."""

    def place(row: Goal | Activity) -> tuple[int, str]:
        return row.position, row.id

    def activities(goal_id: str | None) -> list[dict[str, Any]]:
        return [
            _plain(activity)
            | {
                "occurrences": [
                    {"day": row["day"], "attendance": row["attendance"]}
                    for row in _sorted(file.occurrences, "day")
                    if row["activity_id"] == activity.id
                ]
            }
            for activity in sorted(file.activities, key=place)
            if activity.goal_id == goal_id
        ]

    return {
        "goals": [
            _plain(goal) | {"activities": activities(goal.id)}
            for goal in sorted(file.goals, key=place)
        ],
        "activities": activities(None),
    }


def _confirmation(version: PlanVersion) -> dict[str, Any]:
    plain = to_plain(version)
    names = ("answer", "answered_on", "reason")
    return {
        "number": version.number,
        "opened_on": plain["opened_on"],
        "participant": {name: plain[f"participant_{name}"] for name in names},
        "caseworker": {name: plain[f"caseworker_{name}"] for name in names},
        "confirmed_on": plain_value(plan.jointly_confirmed(version)),
    }
