"""What writing use cases begin with: a new record's stamp, and the record a screen showed."""

from __future__ import annotations

from datetime import datetime
from typing import TypedDict, TypeVar

from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.records import Record
from dirigo_tui.services.ports import UnitOfWork

R = TypeVar("R", bound=Record)


class Stamp(TypedDict):
    """The fields of a record that say which, when and by whom."""

    id: str
    recorded_at: datetime
    recorded_by: str


def stamp(unit: UnitOfWork) -> Stamp:
    """The stamp of a record about to be written: ``Goal(**stamp(unit), ...)``."""
    return {"id": unit.new_id(), "recorded_at": unit.now, "recorded_by": unit.actor}


def as_seen(unit: UnitOfWork, kind: type[R], id: str, version: int | None) -> R:
    """The record to change, if it is still the one that was seen.

    Args:
        unit: the unit of work.
        kind: the record's type.
        id: its id.
        version: the version that was on the screen, or None when whatever stands may be changed.

    Raises:
        Refused: ``not_found``; ``changed_elsewhere`` when it has another version by now.
    """
    record = unit.get(kind, id)
    if version not in {None, record.version}:
        raise Refused("changed_elsewhere")
    return record
