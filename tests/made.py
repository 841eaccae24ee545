"""Records made with the fields a test cares about; everything else is filled in."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from dirigo_tui.domain.records import Activity, Consent, Goal, PlanVersion, Rating, Status
from dirigo_tui.domain.vocabulary import Agreement, Axis, ConsentForm

_numbers = count(1)
_MORNING = datetime(2026, 1, 1, 8, tzinfo=UTC)


def _row() -> dict[str, Any]:
    """An id and a time of recording, each later than the one before."""
    number = next(_numbers)
    return {
        "id": f"{number:032x}",
        "participant_id": "p",
        "recorded_at": _MORNING + timedelta(seconds=number),
    }


def goal(own_words: str = "Orka jobba halvtid", **fields: Any) -> Goal:
    return Goal(**_row() | {"position": 1, "own_words": own_words} | fields)


def activity(title: str = "Promenad", **fields: Any) -> Activity:
    return Activity(**_row() | {"position": 1, "title": title} | fields)


def version(number: int = 1, **fields: Any) -> PlanVersion:
    return PlanVersion(**_row() | {"number": number, "opened_on": date(2026, 1, 1)} | fields)


def confirmed(on: date, caseworker_on: date | None = None, **fields: Any) -> PlanVersion:
    """A version both said yes to, on one day or on two."""
    return version(
        participant_answer=Agreement.YES,
        participant_answered_on=on,
        caseworker_answer=Agreement.YES,
        caseworker_answered_on=caseworker_on or on,
        **fields,
    )


def rating(on: date, value: int | None, item: str = "was", **fields: Any) -> Rating:
    given = {
        "occasion_id": "o",
        "template": "was",
        "template_version": 1,
        "item": item,
        "on": on,
        "value": value,
    }
    return Rating(**_row() | given | fields)


def consent(recipient: str = "Region Stockholm", **fields: Any) -> Consent:
    """A consent about the plan for the year 2026, but for what is given."""
    given = {
        "recipient": recipient,
        "plan": True,
        "purpose": "Samordna rehabiliteringen",
        "valid_from": date(2026, 1, 1),
        "valid_to": date(2026, 12, 31),
        "form": ConsentForm.WRITTEN,
    }
    return Consent(**_row() | given | fields)


def status(axis: Axis, value: str, from_on: date, to_on: date | None = None, **f: Any) -> Status:
    return Status(**_row() | {"axis": axis, "value": value, "from_on": from_on, "to_on": to_on} | f)
