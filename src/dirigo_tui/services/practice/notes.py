"""Practice notes: what was said when the two met, and after the end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from dirigo_tui.domain.dates import add_months
from dirigo_tui.domain.records import Note
from dirigo_tui.domain.vocabulary import EndReason, NoteKind
from dirigo_tui.services.practice import words
from dirigo_tui.services.practice.chance import on_workday
from dirigo_tui.services.practice.journey import Journey
from dirigo_tui.services.practice.personas import Persona

_KINDS = (
    (NoteKind.CHECK_IN, 55),
    (NoteKind.PHONE, 30),
    (NoteKind.THREE_PARTY_MEETING, 15),
)
_OUT_OF_REACH = frozenset({EndReason.DECEASED, EndReason.MOVED, EndReason.REGISTERED_BY_MISTAKE})


def notes(persona: Persona, journey: Journey) -> Iterator[Note]:
    """One person's notes by day."""
    chance = persona.chance
    written: list[tuple[date, NoteKind, str]] = []
    for day in journey.visits:
        kind = chance.weighted(_KINDS)
        written.append((day, kind, chance.pick(words.NOTES[kind])))
    if chance.often(0.4):
        text = chance.pick(words.NOTES[NoteKind.NOTE])
        written.append((journey.planned_on, NoteKind.NOTE, text))
    if journey.work_on is not None:
        for months in (1, 3, 6, 12):
            day = on_workday(add_months(journey.work_on, months))
            written.append((day, NoteKind.PHONE, chance.pick(words.WORK_NOTES)))
    if persona.end is not None:
        written += _about_the_end(persona, persona.end)
    for day, kind, text in sorted(written, key=lambda note: note[0]):
        if day <= persona.today:
            yield Note(**persona.written(day), on=day, kind=kind, text=text)


def _about_the_end(persona: Persona, end: date) -> Iterator[tuple[date, NoteKind, str]]:
    reason = persona.end_reason or EndReason.AS_PLANNED
    kind = NoteKind.NOTE if reason in _OUT_OF_REACH else NoteKind.CHECK_IN
    yield end, kind, words.END_NOTES[reason]
    if reason in _OUT_OF_REACH:
        return
    for day in (end + timedelta(days=28), add_months(end, 6)):
        if persona.chance.often(0.85):
            text = persona.chance.pick(words.AFTER_END_NOTES)
            yield on_workday(day), NoteKind.PHONE, text
