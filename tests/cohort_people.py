"""People made at random with everything a summary asks about, as records for any desk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from dirigo_tui.domain.records import (
    OwnedRecord,
    Participant,
    PlanVersion,
    Rating,
    Record,
    Status,
)
from dirigo_tui.domain.vocabulary import (
    AXIS_VALUES,
    Agreement,
    Axis,
    EndReason,
    NonAnswer,
    Protection,
    Rater,
    Sex,
    TargetGroup,
)

FIRST, LAST = date(2012, 1, 1), date(2014, 12, 31)
SITES = ("Haninge", "Järfälla", "Södertälje")

_RECORDED = datetime(2015, 1, 1, tzinfo=UTC)
_AXES = (Axis.WORK, Axis.STUDIES, Axis.JOB_SEEKER, Axis.READY, Axis.BENEFIT, Axis.SICK_LEAVE)


def people(count: int, seed: int) -> list[list[Record]]:
    """The file of each of so many people; the same arguments give the same people."""
    return [_file(Random(f"{seed}/{number}"), number) for number in range(count)]


def _file(chance: Random, number: int) -> list[Record]:
    person = _participant(chance, number)
    row = _rows_of(person, chance)
    records: list[Record] = [person]
    around = person.end or FIRST + timedelta(days=chance.randrange(900))
    for _ in range(chance.choice((0, 1, 2, 4))):
        from_on = around + timedelta(days=chance.randrange(-200, 12))
        records.append(row(Status, **_status(chance, from_on)))
    for version in range(1, chance.choice((1, 2, 3))):
        records.append(row(PlanVersion, number=version, opened_on=FIRST, **_answers(chance)))
    for item in ("m1", "m2"):
        for _ in range(chance.choice((0, 1, 1, 2))):
            on = around + timedelta(days=chance.randrange(-20, 20))
            records.append(row(Rating, item=item, on=on, **_rating(chance)))
    return records


def _participant(chance: Random, number: int) -> Participant:
    start = chance.choice((None, *[FIRST + timedelta(days=chance.randrange(500))] * 9))
    end = None
    if chance.random() < 0.7:
        end = (start or FIRST) + timedelta(days=chance.randrange(600))
    return Participant(
        id=f"{chance.getrandbits(128):032x}",
        recorded_at=_RECORDED,
        reference=f"SÖ-{number:05}",
        name=f"Påhittad {number}",
        sex=chance.choices(list(Sex), (5, 5, 1))[0],
        target_group=chance.choices([*TargetGroup, None], (5, 3, 3, 1))[0],
        site=chance.choice(SITES),
        start=start,
        end=end,
        end_reason=chance.choice(list(EndReason)) if end else None,
        protection=chance.choices(list(Protection), (30, 1, 1, 1))[0],
    )


def _rows_of(person: Participant, chance: Random) -> Callable[..., OwnedRecord]:
    def row(kind: type[OwnedRecord], **fields: Any) -> OwnedRecord:
        return kind(
            id=f"{chance.getrandbits(128):032x}",
            participant_id=person.id,
            recorded_at=_RECORDED + timedelta(seconds=chance.randrange(10_000)),
            **fields,
        )

    return row


def _status(chance: Random, from_on: date) -> dict[str, Any]:
    axis = chance.choice(_AXES)
    length = chance.choice((None, 0, 5, 190, 400))
    extents = (0, 25, 100) if axis is Axis.SICK_LEAVE else (None, 0, 50)
    return {
        "axis": axis,
        "value": chance.choice(AXIS_VALUES[axis] or ("",)),
        "extent": chance.choice(extents),
        "from_on": from_on,
        "to_on": None if length is None else from_on + timedelta(days=length),
        "struck_at": chance.choice((None, None, None, _RECORDED)),
    }


def _answers(chance: Random) -> dict[str, Any]:
    answers: dict[str, Any] = {}
    for who in ("participant", "caseworker"):
        answer = chance.choice((None, Agreement.YES, Agreement.YES, Agreement.YES, Agreement.NO))
        answers[f"{who}_answer"] = answer
        if answer:
            answers[f"{who}_answered_on"] = FIRST + timedelta(days=chance.randrange(700))
    return answers


def _rating(chance: Random) -> dict[str, Any]:
    value = chance.choice((None, -2, -1, 0, 1, 2))
    return {
        "occasion_id": f"{chance.getrandbits(128):032x}",
        "template": "dirigo_goals",
        "template_version": 1,
        "value": value,
        "non_answer": NonAnswer.PREFERS_NOT if value is None else None,
        "rater": chance.choice((Rater.PARTICIPANT, Rater.PARTICIPANT, Rater.CASEWORKER)),
    }
