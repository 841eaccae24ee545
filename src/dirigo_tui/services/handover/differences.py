"""What a row says here and in a file that came, field by field, and one row made of both."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from dirigo_tui.domain.records import (
    Activity,
    Goal,
    MappingEntry,
    Note,
    Participant,
    Record,
    field_names,
)

ROW: Final = "row"
"""In place of a field: whether there is such a row at all."""

_BY_FIELD: Final = (Participant, MappingEntry, Goal, Activity, Note)
"""Whose fields can be chosen one by one; of the others half of each would say what nobody said."""

_UNSAID: Final = frozenset({"id", "participant_id", "version", "recorded_at", "recorded_by"})


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that is not the same.

    Attributes:
        field: a column's name, or :data:`ROW`.
        here, there: the values; of :data:`ROW` whether the row is there.
    """

    field: str
    here: object
    there: object


def differences(here: Record | None, there: Record | None) -> tuple[Difference, ...]:
    """What the two say differently; of a row that is not here, everything that it says."""
    if there is None:
        return (Difference(ROW, True, False),)
    told = [name for name in field_names(type(there)) if name not in _UNSAID]
    found = [
        Difference(name, None if here is None else getattr(here, name), getattr(there, name))
        for name in told
    ]
    return tuple(change for change in found if change.here != change.there)


def can_choose_fields(row: Record | None) -> bool:
    """Whether the fields of such a row can be chosen one by one."""
    return isinstance(row, _BY_FIELD)


def merged(here: Record, there: Record, chosen: frozenset[str]) -> Record:
    """The row of this desk with the chosen fields of the other's."""
    version = max(here.version, there.version) + 1
    return replace(here, version=version, **{name: getattr(there, name) for name in chosen})
