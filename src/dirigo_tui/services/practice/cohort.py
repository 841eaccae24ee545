"""The practice cohort: everything about so many made-up people, one person after another."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time

from dirigo_tui.domain.records import Participant, Record, field_names
from dirigo_tui.services.practice import words
from dirigo_tui.services.practice.answers import ratings
from dirigo_tui.services.practice.consents import consents
from dirigo_tui.services.practice.journey import journey_of
from dirigo_tui.services.practice.notes import notes
from dirigo_tui.services.practice.personas import Persona, personas
from dirigo_tui.services.practice.plans import mapping, plan_of
from dirigo_tui.services.practice.statuses import statuses

_NOT_OF_THE_PERSONA = frozenset(
    {"version", "recorded_at", "recorded_by", "site", "municipality", "own_goal"}
)
_SHARED = tuple(name for name in field_names(Participant) if name not in _NOT_OF_THE_PERSONA)


def cohort(count: int, seed: int, today: date) -> Iterator[list[Record]]:
    """The files of so many people, parents before children.

    The same arguments give the same records, ids included. Nothing is kept from one person to the
    next, so any number can be streamed.
    """
    for persona in personas(count, seed, today):
        yield list(_file(persona))


def _file(persona: Persona) -> Iterator[Record]:
    yield _participant(persona)
    if persona.start is None:
        yield from statuses(persona, None)
        return
    journey = journey_of(persona, persona.start)
    plan = plan_of(persona, journey)
    if journey.mapped_on <= persona.last_day:
        yield from mapping(persona, journey)
    yield from plan.goals
    yield from plan.activities
    yield from plan.occurrences
    yield from plan.versions
    yield from ratings(persona, journey, plan.goals)
    yield from statuses(persona, journey)
    yield from notes(persona, journey)
    yield from consents(persona, journey)


def _participant(persona: Persona) -> Participant:
    # Before anything else of that day.
    registered_at = datetime.combine(persona.registered_on, time(6, 30), UTC)
    group = persona.target_group
    return Participant(
        recorded_at=registered_at,
        recorded_by=persona.caseworker,
        site=persona.site.name,
        municipality=persona.site.municipality,
        own_goal=persona.chance.pick(words.OWN_GOALS[group]) if persona.start else "",
        **{name: getattr(persona, name) for name in _SHARED},
    )
