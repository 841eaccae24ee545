"""What the desk holds already about the people in a file, read table by table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TypeVar

from dirigo_tui.domain.records import (
    Activity,
    Goal,
    IdentityNumber,
    OwnedRecord,
    Participant,
    PlanVersion,
    Rating,
    Status,
)
from dirigo_tui.services.ports import Reader

O = TypeVar("O", bound=OwnedRecord)  # noqa: E741

ByPerson = defaultdict[str, list[O]]
"""Records by participant id, in the order they were recorded; nobody's are an empty list."""

_ONE_BY_ONE = 50
"""Up to so many people, their rows are asked for one by one; beyond, whole tables are faster."""


@dataclass(frozen=True, slots=True)
class Existing:
    """What is compared with the file.

    Attributes:
        participants: everybody at the desk, by reference.
        numbers: everybody's identity numbers; the rest only of those who are in the file.
        statuses: the standing ones; struck rows count nowhere.
    """

    participants: dict[str, Participant]
    numbers: ByPerson[IdentityNumber]
    goals: ByPerson[Goal]
    activities: ByPerson[Activity]
    versions: ByPerson[PlanVersion]
    ratings: ByPerson[Rating]
    statuses: ByPerson[Status]


def load(reader: Reader, references: Collection[str]) -> Existing:
    """Read what is there about the people with these references."""
    participants = {person.reference: person for person in reader.find(Participant)}
    known = [participants[reference].id for reference in references if reference in participants]
    statuses = _owned(reader, Status, known)
    return Existing(
        participants=participants,
        numbers=_by_person(reader.find(IdentityNumber)),
        goals=_owned(reader, Goal, known),
        activities=_owned(reader, Activity, known),
        versions=_owned(reader, PlanVersion, known),
        ratings=_owned(reader, Rating, known),
        statuses=_by_person(
            row for rows in statuses.values() for row in rows if row.struck_at is None
        ),
    )


def _owned(reader: Reader, kind: type[O], ids: Collection[str]) -> ByPerson[O]:
    if len(ids) > _ONE_BY_ONE:
        wanted = set(ids)
        return _by_person(row for row in reader.find(kind) if row.participant_id in wanted)
    return _by_person(row for id in ids for row in reader.find(kind, participant_id=id))


def _by_person(records: Iterable[O]) -> ByPerson[O]:
    groups: ByPerson[O] = defaultdict(list)
    for record in records:
        groups[record.participant_id].append(record)
    return groups
