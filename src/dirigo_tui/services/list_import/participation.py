"""Start and Slut of the sheet Deltagare as rows of the axis ``participation`` (CONTRACT.md).

The axis is what happened and the participant's dates are read off it, so what the two sheets say
about it, and what the desk knows, must tell the same start and end.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dirigo_tui.domain import status as rules
from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.records import Participant, Status
from dirigo_tui.domain.status import Spell
from dirigo_tui.domain.vocabulary import Axis
from dirigo_tui.services.list_import.existing import Existing
from dirigo_tui.services.list_import.participants import ParticipantRow
from dirigo_tui.services.list_import.statuses import StatusRow
from dirigo_tui.services.list_import.tables import Table

_DATES = ("start", "end", "end_reason")
_BEFORE_START = frozenset({"referred", "waiting"})


@dataclass(frozen=True, slots=True)
class Spells:
    """What Start and Slut mean for the axis.

    Attributes:
        stand: the rows they stand for; some may be there already.
        mistaken: rows at the desk that they correct.
    """

    stand: tuple[Spell, ...]
    mistaken: tuple[Status, ...]


def spells(
    row: ParticipantRow | None,
    stored: Participant | None,
    standing: Iterable[Status],
    told: Iterable[StatusRow],
) -> Spells:
    """What a person's Start and Slut mean beside the standing rows and those on the sheet Status.

    Raises ``Refused("ends_before_start", start, end)``.
    """
    if row is None:
        return Spells((), ())
    before = tuple(getattr(stored, name, None) for name in _DATES)
    after = tuple(row.said.get(name, was) for name, was in zip(_DATES, before, strict=True))
    stand = rules.participation_rows(*after)
    if before == after:
        return Spells(stand, ())
    start = after[0]
    kept = {(spell.value, spell.from_on) for spell in stand} | {
        (other.value, other.from_on) for other in told if other.axis is Axis.PARTICIPATION
    }
    gone = {(spell.value, spell.from_on) for spell in rules.participation_rows(*before)}
    mistaken = tuple(
        status
        for status in standing
        if status.axis is Axis.PARTICIPATION
        and (status.value, status.from_on) not in kept
        and (
            (status.value, status.from_on) in gone
            # Nobody is referred or waits any more once participation has started.
            or (start is not None and status.value in _BEFORE_START and status.from_on >= start)
        )
    )
    return Spells(stand, mistaken)


def check_participation(
    table: Table,
    rows: Sequence[ParticipantRow],
    told: Mapping[str, Sequence[StatusRow]],
    existing: Existing,
) -> None:
    """Note in the sheet Deltagare where Start or Slut contradicts the axis."""
    for row in rows:
        stored = existing.participants.get(row.reference)
        standing = existing.statuses[stored.id] if stored else []
        theirs = told.get(row.reference, [])
        try:
            said = spells(row, stored, standing, theirs)
        except Refused:
            continue
        others: list[Status | StatusRow] = [*standing, *theirs]
        axis = [
            *said.stand,
            *(
                Spell(other.value, other.from_on)
                for other in others
                if other.axis is Axis.PARTICIPATION and other not in said.mistaken
            ),
        ]
        dates = rules.participation_dates(axis)
        if row.said.get("start", dates.start) != dates.start:
            table.fault(row.source, "start", Refused("import_start_differs", on=dates.start))
        if row.said.get("end", dates.end) != dates.end:
            last = max(spell.from_on for spell in axis)
            table.fault(row.source, "end", Refused("import_end_differs", on=last))
        elif "end_reason" in row.said and dates.end is None and "end" not in row.source.wrong:
            refused = Refused("import_end_reason_without_end")
            table.fault(row.source, "end_reason", refused)
