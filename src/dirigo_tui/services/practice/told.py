"""What the caseworkers did, so that a made-up person's history reads like anybody's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import NamedTuple

from dirigo_tui.domain.plan import jointly_confirmed
from dirigo_tui.domain.records import (
    Consent,
    Note,
    Participant,
    Plain,
    PlanVersion,
    Rating,
    Record,
    Sharing,
    Status,
)
from dirigo_tui.domain.vocabulary import Action, Axis, Rater

_TOLD_AXES = frozenset({Axis.PARTICIPATION, Axis.WORK, Axis.STUDIES})


class Deed(NamedTuple):
    """One entry of a history; the parameters are those that the use case would have given."""

    at: datetime
    actor: str
    action: Action
    params: dict[str, Plain]


def deeds(file: Iterable[Record]) -> list[Deed]:
    """The main things done to one person's file, the first one first."""
    occasions: set[str] = set()
    told: list[Deed] = []
    for record in file:
        if isinstance(record, Rating):
            if record.occasion_id in occasions:
                continue
            occasions.add(record.occasion_id)
        told += (
            Deed(at or record.recorded_at, record.recorded_by, action, params)
            for at, action, params in _of(record)
        )
    return sorted(told, key=lambda deed: deed.at)


_Did = tuple[datetime | None, Action, dict[str, Plain]]


def _of(record: Record) -> Iterator[_Did]:
    match record:
        case Participant():
            yield None, Action.PARTICIPANT_REGISTERED, {"reference": record.reference}
        case PlanVersion():
            yield from _answers(record)
        case Rating():
            params: dict[str, Plain] = {
                "template": record.template,
                "on": record.on.isoformat(),
                "rater": record.rater.value,
            }
            yield None, Action.RATED, params
        case Status() if record.axis in _TOLD_AXES:
            params = {
                "axis": record.axis.value,
                "value": record.value,
                "extent": record.extent,
                "from_on": record.from_on.isoformat(),
            }
            yield None, Action.STATUS_SET, params
        case Consent():
            params = {
                "recipient": record.recipient,
                "valid_to": record.valid_to.isoformat(),
                "categories": ",".join(record.categories),
            }
            yield None, Action.CONSENT_GIVEN, params
        case Sharing():
            yield None, Action.PLAN_PRINTED, {"recipient": record.recipient}
        case Note():
            params = {"kind": record.kind.value, "on": record.on.isoformat()}
            yield None, Action.NOTE_WRITTEN, params


def _answers(version: PlanVersion) -> Iterator[_Did]:
    for who, answer, on, reason in (
        (
            Rater.PARTICIPANT,
            version.participant_answer,
            version.participant_answered_on,
            version.participant_reason,
        ),
        (
            Rater.CASEWORKER,
            version.caseworker_answer,
            version.caseworker_answered_on,
            version.caseworker_reason,
        ),
    ):
        if answer is not None and on is not None:
            params: dict[str, Plain] = {
                "number": version.number,
                "who": who.value,
                "answer": answer.value,
                "reason": reason,
                "joint": who is Rater.CASEWORKER and jointly_confirmed(version) is not None,
            }
            yield _at(on, version.recorded_at), Action.PLAN_ANSWERED, params


def _at(on: date, time_of_day: datetime) -> datetime:
    return datetime.combine(on, time_of_day.timetz())
