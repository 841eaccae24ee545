"""A participant as ``domain/counting.py`` asks: what is counted and nothing that is not."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from dirigo_tui.domain.outcomes import Answer, Confirmation, Person, State
from dirigo_tui.domain.vocabulary import Axis, EndReason, Sex, TargetGroup


def person_of(found: Mapping[str, Any]) -> Person:
    """The person in a row of the statements ``cohort_people`` and ``cohort_person``."""
    group, reason = found["target_group"], found["end_reason"]
    return Person(
        target_group=TargetGroup(group) if group else None,
        sex=Sex(found["sex"]),
        site=found["site"],
        start=_day(found["start"]),
        end=_day(found["end"]),
        end_reason=EndReason(reason) if reason else None,
        states=[
            State(Axis(axis), value, extent, date.fromisoformat(from_on), _day(to_on))
            for axis, value, extent, from_on, to_on in json.loads(found["states"])
        ],
        confirmations=[
            Confirmation(_day(participant_on), _day(caseworker_on))
            for participant_on, caseworker_on in json.loads(found["confirmations"])
        ],
        answers=[
            Answer(item, date.fromisoformat(on), value)
            for item, on, value in json.loads(found["answers"])
        ],
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
