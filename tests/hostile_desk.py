"""A practice desk in which every free text is hostile, put there behind the back of what cleans."""

from __future__ import annotations

from contextlib import closing
from dataclasses import fields
from pathlib import Path
from random import Random
from typing import Any, get_type_hints

from hostile_text import HOSTILE

from dirigo_tui.bootstrap import Opener
from dirigo_tui.domain.records import PARTICIPANT_KINDS, Participant, Record
from dirigo_tui.domain.vocabulary import Action
from dirigo_tui.services.ports import UnitOfWork
from dirigo_tui.settings.folders import Folders

NOT_FREE = (
    "id",
    "reference",
    "template",
    "item",
    "series",
    "municipality",
    "recorded_by",
    "value",
    "snapshot",
    "recipient",
)
"""Texts that are looked up by what they say."""

PEOPLE = 3


def free_texts(kind: type[Record]) -> list[str]:
    """The names of a record's fields that hold what people write."""
    types = get_type_hints(kind)
    return [
        field.name
        for field in fields(kind)
        if types[field.name] is str
        and not field.name.endswith("_id")
        and field.name not in NOT_FREE
    ]


def make_hostile_desk(home: Path) -> None:
    """Make the practice desk of a home folder anew, with hostile texts in it."""
    folders = Folders(home, home).for_practice()
    home.mkdir(mode=0o700, exist_ok=True)
    opener = Opener(folders, practice=True, exclusive=True)
    with closing(opener.create_practice(participants=PEOPLE)) as desk:
        desk.write(_make_hostile)


def _make_hostile(unit: UnitOfWork) -> None:
    chance = Random(1)
    for kind in PARTICIPANT_KINDS:
        names = free_texts(kind)
        for record in unit.find(kind):
            changed: dict[str, Any] = {
                name: "".join(chance.sample(HOSTILE[:-1], 3)) for name in names
            }
            if changed:
                unit.change(record, **changed)
    for person in unit.find(Participant):
        unit.change(person, caseworker="Anna Lind")
    unit.happened(Action.PARTICIPANT_CHANGED, None)
