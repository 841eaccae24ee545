"""Identity numbers: dated attributes of a person, since people change them (DOMAIN.md §11)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.identity_number import parse
from dirigo_tui.domain.records import IdentityNumber, Participant
from dirigo_tui.domain.vocabulary import Action, IdentityKind, Sex
from dirigo_tui.services.ports import Reader, UnitOfWork
from dirigo_tui.services.recording import stamp


@dataclass(frozen=True, slots=True, kw_only=True)
class NewNumber:
    """A number as written, of a kind that somebody chose.

    Attributes:
        valid_from: the first day it is the person's number, or None when that is not known.
    """

    kind: IdentityKind
    number: str
    valid_from: date | None = None


def set_identity_number(unit: UnitOfWork, participant_id: str, new: NewNumber) -> Participant:
    """Give a person a number; the one there was is kept, valid until the day before.

    Birth date and sex follow from the number where they are not known.

    Raises:
        Refused: ``not_found``; ``identity_number_…`` from
            :func:`dirigo_tui.domain.identity_number.parse`; ``identity_number_not_newer(on)`` when
            the number there was is valid from that day or a later one.
    """
    participant = unit.get(Participant, participant_id)
    changed = add_number(unit, participant, new)
    unit.happened(Action.PARTICIPANT_CHANGED, participant_id, fields="identity_number")
    return changed


def add_number(unit: UnitOfWork, participant: Participant, new: NewNumber) -> Participant:
    """Give a person a number as one part of a larger use case. Raises as above."""
    parsed = parse(new.kind, new.number, unit.today)
    earlier = [row for row in numbers_of(unit, participant.id) if row.valid_to is None]
    valid_from = new.valid_from or (unit.today if earlier else None)
    for row in earlier:
        if valid_from is None or (row.valid_from is not None and row.valid_from >= valid_from):
            raise Refused("identity_number_not_newer", on=row.valid_from)
        unit.change(row, valid_to=valid_from - timedelta(days=1))
    unit.add(
        IdentityNumber(
            **stamp(unit),
            participant_id=participant.id,
            kind=parsed.kind,
            number=parsed.number,
            valid_from=valid_from,
        )
    )
    sex_known = participant.sex is not Sex.UNKNOWN
    return unit.change(
        participant,
        birth_date=participant.birth_date or parsed.birth_date,
        sex=participant.sex if sex_known else parsed.sex or Sex.UNKNOWN,
    )


def remove_identity_number(unit: UnitOfWork, number_id: str) -> None:
    """Take away a number that was never the person's. Raises ``Refused("not_found")``."""
    number = unit.get(IdentityNumber, number_id)
    unit.remove(number)
    unit.happened(Action.PARTICIPANT_CHANGED, number.participant_id, fields="identity_number")


def numbers_of(reader: Reader, participant_id: str) -> tuple[IdentityNumber, ...]:
    """A person's numbers, in the order they were given."""
    return tuple(reader.find(IdentityNumber, participant_id=participant_id))
