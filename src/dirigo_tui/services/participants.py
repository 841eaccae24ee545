"""Participants: registering, changing what is known about them, and reading a whole file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from dirigo_tui.domain.eligibility import Doubt, doubts
from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.protection import lifts
from dirigo_tui.domain.records import (
    Activity,
    Consent,
    Goal,
    IdentityNumber,
    MappingEntry,
    Note,
    Occurrence,
    OwnedRecord,
    Participant,
    PlanVersion,
    Rating,
    Record,
    Sharing,
    Status,
)
from dirigo_tui.domain.text import clean
from dirigo_tui.domain.vocabulary import Action, Protection, Sex, TargetGroup
from dirigo_tui.services import identity_numbers, participation
from dirigo_tui.services.identity_numbers import NewNumber
from dirigo_tui.services.notes import WriteNote, add_note
from dirigo_tui.services.ports import Reader, UnitOfWork
from dirigo_tui.services.recording import as_seen, stamp


@dataclass(frozen=True, slots=True, kw_only=True)
class Basics:
    """What is filled in about a person; the fields are those of the record ``Participant``.

    ``start``, ``end`` and ``own_goal`` have use cases of their own.
    """

    reference: str
    name: str = ""
    birth_date: date | None = None
    sex: Sex = Sex.UNKNOWN
    target_group: TargetGroup | None = None
    site: str = ""
    municipality: str = ""
    caseworker: str = ""
    sick_since: date | None = None
    no_sgi: bool = False
    protection: Protection = Protection.NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterParticipant:
    """A new person.

    Attributes:
        identity_number: gives birth date and sex too, where ``basics`` leaves them open.
        start: the first day of participation, or None when that is not known yet.
        reason: why the person takes part although :func:`eligibility` has doubts; becomes a note.
    """

    basics: Basics
    identity_number: NewNumber | None = None
    start: date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeParticipant:
    """What is known about a person, from now on.

    Attributes:
        version: of the participant on the screen, or None not to compare.
        reason: as in :class:`RegisterParticipant`.
        second_person: the colleague who agrees that the identity no longer needs protection.
    """

    participant_id: str
    basics: Basics
    version: int | None = None
    reason: str = ""
    second_person: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantFile:
    """Everything recorded about one person, each kind in the order it was recorded."""

    participant: Participant
    identity_numbers: tuple[IdentityNumber, ...]
    mapping: tuple[MappingEntry, ...]
    goals: tuple[Goal, ...]
    activities: tuple[Activity, ...]
    occurrences: tuple[Occurrence, ...]
    plan_versions: tuple[PlanVersion, ...]
    ratings: tuple[Rating, ...]
    statuses: tuple[Status, ...]
    notes: tuple[Note, ...]
    consents: tuple[Consent, ...]
    sharings: tuple[Sharing, ...]

    def records(self) -> Iterator[Record]:
        """All of it, parents before children."""
        yield self.participant
        for field in fields(self)[1:]:
            yield from getattr(self, field.name)


def basics_of(participant: Participant) -> Basics:
    """What a form starts from when a person is to be changed."""
    return Basics(**{field.name: getattr(participant, field.name) for field in fields(Basics)})


def eligibility(reader: Reader, basics: Basics, start: date | None = None) -> tuple[Doubt, ...]:
    """What speaks against the chosen target group; asks for a reason and never stops anybody."""
    return doubts(
        basics.target_group,
        on=start or reader.today,
        sick_since=basics.sick_since,
        birth_date=basics.birth_date,
    )


def register(unit: UnitOfWork, command: RegisterParticipant) -> Participant:
    """Register a person.

    Raises:
        Refused: ``reference_missing``; ``reference_taken(reference)``; ``day_in_future(on)`` for a
            birth date or a sick leave that has not begun; ``identity_number_…``.
    """
    values = _checked(unit, command.basics)
    participant = unit.add(Participant(**stamp(unit), **values))
    if command.identity_number is not None:
        participant = identity_numbers.add_number(unit, participant, command.identity_number)
    if command.start is not None:
        participant = participation.add_start(unit, participant, command.start)
    _note_reason(unit, participant.id, command.reason)
    unit.happened(Action.PARTICIPANT_REGISTERED, participant.id, reference=participant.reference)
    return participant


def change_basics(unit: UnitOfWork, command: ChangeParticipant) -> Participant:
    """Change what is known about a person.

    Raises:
        Refused: as :func:`register`; ``not_found``; ``changed_elsewhere``;
            ``second_person_needed`` when protection of the identity would be lifted by one person
            alone (DOMAIN.md §10).
    """
    participant = as_seen(unit, Participant, command.participant_id, command.version)
    values = _checked(unit, command.basics, participant)
    second_person = clean(command.second_person)
    lifted = lifts(participant.protection, command.basics.protection)
    if lifted and second_person.casefold() in {"", unit.actor.casefold()}:
        raise Refused("second_person_needed")
    changed = unit.change(participant, **values)
    if changed is not participant:
        _note_reason(unit, participant.id, command.reason)
        names = [name for name, value in values.items() if value != getattr(participant, name)]
        unit.happened(
            Action.PARTICIPANT_CHANGED,
            participant.id,
            fields=",".join(names),
            second_person=second_person if lifted else None,
        )
    return changed


def write_own_goal(
    unit: UnitOfWork, participant_id: str, own_goal: str, version: int | None = None
) -> Participant:
    """Write the long-term goal in the participant's own words; "" takes it away.

    Raises:
        Refused: ``not_found``; ``changed_elsewhere``.
    """
    participant = as_seen(unit, Participant, participant_id, version)
    changed = unit.change(participant, own_goal=clean(own_goal, multiline=True))
    if changed is not participant:
        unit.happened(Action.OWN_GOAL_WRITTEN, participant.id, title=changed.own_goal)
    return changed


def get_participant(reader: Reader, participant_id: str) -> Participant:
    """The person's own record, the real name included. Raises ``Refused("not_found")``."""
    return reader.get(Participant, participant_id)


def find_by_reference(reader: Reader, reference: str) -> Participant:
    """The person with that reference. Raises ``Refused("reference_unknown", reference=...)``."""
    wanted = clean(reference)
    found = reader.find(Participant, reference=wanted)
    if not found:
        raise Refused("reference_unknown", reference=wanted)
    return found[0]


def file_of(reader: Reader, participant_id: str) -> ParticipantFile:
    """Everything recorded about one person. Raises ``Refused("not_found")``."""

    def all_of(kind: type[OwnedRecord]) -> tuple[Any, ...]:
        return tuple(reader.find(kind, participant_id=participant_id))

    return ParticipantFile(
        participant=reader.get(Participant, participant_id),
        identity_numbers=all_of(IdentityNumber),
        mapping=all_of(MappingEntry),
        goals=all_of(Goal),
        activities=all_of(Activity),
        occurrences=all_of(Occurrence),
        plan_versions=all_of(PlanVersion),
        ratings=all_of(Rating),
        statuses=all_of(Status),
        notes=all_of(Note),
        consents=all_of(Consent),
        sharings=all_of(Sharing),
    )


def _checked(unit: UnitOfWork, basics: Basics, before: Participant | None = None) -> dict[str, Any]:
    """The basics as they may be stored, keyed by field."""
    values = {field.name: getattr(basics, field.name) for field in fields(basics)}
    for name, value in values.items():
        # A StrEnum is a string too, but one that is fit to store as it is.
        if type(value) is str:
            values[name] = clean(value)
    if not values["reference"]:
        raise Refused("reference_missing")
    for day in (basics.birth_date, basics.sick_since):
        if day is not None and day > unit.today:
            raise Refused("day_in_future", on=day)
    taken = unit.find(Participant, reference=values["reference"])
    if taken and (before is None or taken[0].id != before.id):
        raise Refused("reference_taken", reference=values["reference"])
    return values


def _note_reason(unit: UnitOfWork, participant_id: str, reason: str) -> None:
    if reason.strip():
        add_note(unit, WriteNote(participant_id=participant_id, text=reason))
