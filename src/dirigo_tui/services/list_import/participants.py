"""The sheet Deltagare: who takes part, from when to when, and their identity numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from dirigo_tui.domain import identity_number
from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.identity_number import ParsedNumber
from dirigo_tui.domain.records import IdentityNumber, Participant
from dirigo_tui.domain.vocabulary import Protection, Sex
from dirigo_tui.services.list_import.columns import Sheet
from dirigo_tui.services.list_import.existing import Existing
from dirigo_tui.services.list_import.tables import Table, TableRow
from dirigo_tui.services.list_import.work import Outcome, Work

_NOT_A_FIELD = frozenset({"identity_number", "identity_kind"})


@dataclass(frozen=True, slots=True)
class ParticipantRow:
    """One person as the file tells.

    Attributes:
        said: fields of ``Participant`` that have a value; a blank cell says nothing and never
            takes away what the desk knows.
    """

    source: TableRow
    reference: str
    said: Mapping[str, Any]
    number: ParsedNumber | None


def check_participants(table: Table, existing: Existing, today: date) -> list[ParticipantRow]:
    """The rows with a reference of their own; whatever is wrong is noted in the table."""
    first: dict[str, TableRow] = {}
    checked = []
    for row in table.rows:
        reference = row.values.get("reference")
        stored = existing.participants.get(reference or "")
        number = _number(table, row, today)
        _check_period(table, row, stored)
        if stored is not None:
            _check_protection(table, row, stored)
            _check_newer(table, row, number, existing.numbers[stored.id], today)
        if reference in first:
            taken = Refused("import_reference_twice", row=first[reference].number)
            table.fault(row, "reference", taken)
        elif reference is not None:
            first[reference] = row
            said = {key: value for key, value in row.values.items() if key not in _NOT_A_FIELD}
            checked.append(ParticipantRow(row, reference, said, number))
    return checked


def _number(table: Table, row: TableRow, today: date) -> ParsedNumber | None:
    text, kind = row.values.get("identity_number"), row.values.get("identity_kind")
    if text is None:
        return None
    if kind is None:
        if "identity_kind" not in row.wrong:
            # The kind is chosen, never guessed from the number (DOMAIN.md §11).
            table.fault(row, "identity_kind", Refused("required"))
        return None
    try:
        parsed = identity_number.parse(kind, text, today)
    except Refused as refused:
        table.fault(row, "identity_number", refused)
        return None
    born = row.values.get("birth_date")
    if None not in {born, parsed.birth_date} and born != parsed.birth_date:
        differs = Refused("import_birth_date_differs", on=parsed.birth_date)
        table.fault(row, "birth_date", differs)
    return parsed


def _check_period(table: Table, row: TableRow, stored: Participant | None) -> None:
    """The period as it would be stored: what the file leaves blank stays as the desk has it."""
    start = row.values.get("start") or (stored.start if stored else None)
    end = row.values.get("end") or (stored.end if stored else None)
    if start is not None and end is not None and end < start:
        key = "end" if "end" in row.values else "start"
        if key in row.values:
            table.fault(row, key, Refused("ends_before_start", start=start, end=end))


def _check_protection(table: Table, row: TableRow, stored: Participant) -> None:
    lifted = row.values.get("protection") is Protection.NONE
    if lifted and stored.protection is not Protection.NONE:
        # Lifting it takes two persons (DOMAIN.md §10), and a list has been agreed on by nobody.
        table.fault(row, "protection", Refused("second_person_needed"))


def _check_newer(
    table: Table,
    row: TableRow,
    number: ParsedNumber | None,
    known: Iterable[IdentityNumber],
    today: date,
) -> None:
    if number is None or _has(known, number):
        return
    since = [held.valid_from for held in known if held.valid_to is None and held.valid_from]
    if since and max(since) >= today:
        table.fault(row, "identity_number", Refused("identity_number_not_newer", on=max(since)))


def _has(known: Iterable[IdentityNumber], number: ParsedNumber) -> bool:
    return any((held.kind, held.number) == (number.kind, number.number) for held in known)


def merge_participants(rows: Sequence[ParticipantRow], existing: Existing, work: Work) -> None:
    """Register the new, and bring the others up to what the file says."""
    for row in rows:
        stored = existing.participants.get(row.reference)
        if stored is None:
            said = {"sex": Sex.UNKNOWN, **row.said}
            person = work.add(Participant(**work.stamp(), **_completed(said, row.number)))
            known: list[IdentityNumber] = []
        else:
            blank = {"birth_date": stored.birth_date, "sex": stored.sex}
            person = work.change(stored, **_completed(blank | dict(row.said), row.number))
            known = existing.numbers[stored.id]
        numbered = _merge_number(row.number, known, person, work)
        work.people[row.reference] = person
        if stored is None:
            outcome = Outcome.NEW
        else:
            changed = numbered or person != stored
            outcome = Outcome.UPDATED if changed else Outcome.UNCHANGED
        work.count(Sheet.PARTICIPANTS, outcome)


def _completed(said: dict[str, Any], number: ParsedNumber | None) -> dict[str, Any]:
    """What is said, with birth date and sex from the number where they are not known (§11)."""
    if number is None:
        return said
    if said.get("birth_date") is None:
        said = {**said, "birth_date": number.birth_date}
    if said["sex"] is Sex.UNKNOWN and number.sex is not None:
        said = {**said, "sex": number.sex}
    return said


def _merge_number(
    number: ParsedNumber | None,
    known: Sequence[IdentityNumber],
    person: Participant,
    work: Work,
) -> bool:
    """Give the person a number that is not known; the one there was ends the day before."""
    if number is None or _has(known, number):
        return False
    open_ones = [held for held in known if held.valid_to is None]
    for held in open_ones:
        work.change(held, valid_to=work.unit.today - timedelta(days=1))
    work.add(
        IdentityNumber(
            **work.stamp(),
            participant_id=person.id,
            kind=number.kind,
            number=number.number,
            valid_from=work.unit.today if open_ones else None,
        )
    )
    return True
