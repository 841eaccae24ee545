"""The mapping: ten areas in the participant's own words, with the caseworker's note beside them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from dirigo_tui.domain.records import MappingEntry, Participant
from dirigo_tui.domain.text import clean
from dirigo_tui.domain.vocabulary import Action, MappingArea
from dirigo_tui.services.ports import Reader, UnitOfWork
from dirigo_tui.services.recording import as_seen, stamp

_PARTICIPANT_LAYERS = ("own_words", "strengths", "obstacles")


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteArea:
    """What to write in one area. None leaves a text as it stands, "" empties it.

    Attributes:
        own_words, strengths, obstacles: the participant's; giving any of them, changed or not,
            means that the participant has gone through the area today.
        note: the caseworker's own layer (DOMAIN.md §1); writing it alone leaves the participant's
            words and their date as they are.
        version: of the area on the screen (:attr:`AreaView.version`), or None not to compare.
    """

    participant_id: str
    area: MappingArea
    own_words: str | None = None
    strengths: str | None = None
    obstacles: str | None = None
    note: str | None = None
    version: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaView:
    """One area for a screen, also when nothing has been written in it.

    Attributes:
        updated_on: when the participant last went through it, or None.
        version: to send back with :class:`WriteArea`; 0 when nothing has been written.
    """

    area: MappingArea
    own_words: str = ""
    strengths: str = ""
    obstacles: str = ""
    note: str = ""
    updated_on: date | None = None
    version: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to read in any layer."""
        return not (self.own_words or self.strengths or self.obstacles or self.note)


def write_area(unit: UnitOfWork, command: WriteArea) -> MappingEntry:
    """Write in one area of the mapping.

    Raises:
        Refused: ``not_found``; ``changed_elsewhere``.
    """
    texts: dict[str, Any] = {
        layer: clean(text, multiline=True)
        for layer in (*_PARTICIPANT_LAYERS, "note")
        if (text := getattr(command, layer)) is not None
    }
    gone_through = not texts.keys().isdisjoint(_PARTICIPANT_LAYERS)
    found = unit.find(MappingEntry, participant_id=command.participant_id, area=command.area)
    if found:
        entry = as_seen(unit, MappingEntry, found[0].id, command.version)
        day = unit.today if gone_through else entry.updated_on
        written = unit.change(entry, **texts, updated_on=day)
        if written is entry:
            return entry
    else:
        unit.get(Participant, command.participant_id)
        written = unit.add(
            MappingEntry(
                **stamp(unit),
                participant_id=command.participant_id,
                area=command.area,
                updated_on=unit.today,
                **texts,
            )
        )
    unit.happened(
        Action.MAPPING_WRITTEN,
        command.participant_id,
        area=command.area.value,
        layer="participant" if gone_through else "caseworker",
    )
    return written


def rewritten(participant_id: str, area: AreaView, **texts: str) -> WriteArea:
    """The command for all texts of an area as somebody leaves them.

    The note stands alone when only it has changed, since the participant has not gone through the
    area then; otherwise everything is written, changed or not.
    """
    own = any(texts[layer] != getattr(area, layer) for layer in _PARTICIPANT_LAYERS)
    note_alone = texts["note"] != area.note and not own
    return WriteArea(
        participant_id=participant_id,
        area=area.area,
        version=area.version,
        **({"note": texts["note"]} if note_alone else texts),
    )


def mapping_of(reader: Reader, participant_id: str) -> tuple[AreaView, ...]:
    """All ten areas in the order of DOMAIN.md §5, the empty ones included."""
    written = {
        entry.area: entry for entry in reader.find(MappingEntry, participant_id=participant_id)
    }
    return tuple(_view(area, written.get(area)) for area in MappingArea)


def _view(area: MappingArea, entry: MappingEntry | None) -> AreaView:
    if entry is None:
        return AreaView(area=area)
    return AreaView(
        area=area,
        own_words=entry.own_words,
        strengths=entry.strengths,
        obstacles=entry.obstacles,
        note=entry.note,
        updated_on=entry.updated_on,
        version=entry.version,
    )
