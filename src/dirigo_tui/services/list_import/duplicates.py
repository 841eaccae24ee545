"""People who may be in the list twice, or in the list and at the desk: reported, never merged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from dirigo_tui.domain.records import Participant
from dirigo_tui.domain.text import fold
from dirigo_tui.services.list_import.existing import Existing
from dirigo_tui.services.list_import.participants import ParticipantRow
from dirigo_tui.services.list_import.report import Likeness, PossibleDuplicate

Sign = tuple[Likeness, str, date | None]
"""What two people must share to be suspected of being one."""


def possible_duplicates(
    rows: Iterable[ParticipantRow], existing: Existing
) -> tuple[PossibleDuplicate, ...]:
    """Pairs with the same identity number, or the same name and birth date, in the file's order.

    Each pair is told once for each reason; pairs of which nobody is in the file are left out.
    """
    seen: dict[Sign, list[str]] = defaultdict(list)
    in_file = {row.reference: row for row in rows}
    for person in existing.participants.values():
        if person.reference not in in_file:
            for sign in _of_person(person, existing):
                seen[sign].append(person.reference)
    found = []
    for row in in_file.values():
        stored = existing.participants.get(row.reference)
        for sign in dict.fromkeys((*_of_row(row, stored), *_of_person(stored, existing))):
            found += [PossibleDuplicate(row.reference, other, sign[0]) for other in seen[sign]]
            seen[sign].append(row.reference)
    return tuple(dict.fromkeys(found))


def _of_person(person: Participant | None, existing: Existing) -> Iterator[Sign]:
    if person is None:
        return
    for held in existing.numbers[person.id]:
        yield Likeness.IDENTITY_NUMBER, held.number, None
    yield from _name_and_birth_date(person.name, person.birth_date)


def _of_row(row: ParticipantRow, stored: Participant | None) -> Iterator[Sign]:
    born = row.said.get("birth_date")
    if row.number is not None:
        yield Likeness.IDENTITY_NUMBER, row.number.number, None
        born = born or row.number.birth_date
    name = row.said.get("name", stored.name if stored else "")
    yield from _name_and_birth_date(name, born or (stored.birth_date if stored else None))


def _name_and_birth_date(name: str, born: date | None) -> Iterator[Sign]:
    if name and born is not None:
        yield Likeness.NAME_AND_BIRTH_DATE, fold(name), born
