"""Practice statuses: the parallel axes of a made-up way, through to work where it leads there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from dirigo_tui.domain.records import Status
from dirigo_tui.domain.status import participation_rows
from dirigo_tui.domain.vocabulary import Axis, Source, TargetGroup
from dirigo_tui.services.practice.journey import COURSE_WEEKS, Journey
from dirigo_tui.services.practice.personas import Persona, Situation

_DAY = timedelta(days=1)


class Spell(NamedTuple):
    """A state from a day on, and to a day when that is known."""

    value: str
    from_on: date
    extent: int | None = None
    to_on: date | None = None


_SOURCES = {
    Axis.BENEFIT: Source.AUTHORITY,
    Axis.SICK_LEAVE: Source.CERTIFICATE,
    Axis.JOB_SEEKER: Source.AUTHORITY,
    Axis.WORK: Source.PARTICIPANT,
    Axis.STUDIES: Source.PARTICIPANT,
}
_WORK = (("employment", 60), ("subsidised", 28), ("own_business", 6), ("social_enterprise", 6))
_STUDIES = {
    TargetGroup.SICK_LEAVE: ("vocational_or_higher", "folk_high_school"),
    TargetGroup.ACTIVITY_COMPENSATION: ("folk_high_school", "basic_or_upper_secondary"),
    TargetGroup.INCOME_SUPPORT: ("sfi", "basic_or_upper_secondary"),
}


def statuses(persona: Persona, journey: Journey | None) -> Iterator[Status]:
    """Everything recorded on the axes of one person."""
    yield from _rows(persona, Axis.PARTICIPATION, _participation(persona))
    if journey is None:
        yield from _rows(persona, Axis.SICK_LEAVE, _sick_leave(persona, None, None))
        return
    goes_on = _work_or_studies(persona, journey)
    extent = goes_on[1].extent if goes_on else None
    begun_on = goes_on[1].from_on if goes_on else None
    yield from _rows(persona, Axis.MEASURE, _measures(persona, journey))
    # Of a few nothing more is known: they are the missing of the reports.
    if persona.end and not goes_on and persona.chance.often(0.06):
        return
    yield from _rows(persona, Axis.SICK_LEAVE, _sick_leave(persona, journey, extent))
    for spell in _benefits(persona, journey, begun_on, full_time=extent == 100):
        yield from _rows(persona, Axis.BENEFIT, [spell])
    work = [Spell("none", journey.start)] if persona.chance.often(0.85) else []
    studies: list[Spell] = []
    if goes_on:
        (work if goes_on[0] is Axis.WORK else studies).append(goes_on[1])
    yield from _rows(persona, Axis.WORK, work)
    yield from _rows(persona, Axis.STUDIES, studies)
    yield from _rows(persona, Axis.JOB_SEEKER, _job_seeker(persona, journey))
    if persona.regains and persona.end:
        for who in ("participant", "caseworker"):
            ready_on = journey.after(persona, 0.9)
            yield from _rows(persona, Axis.READY, [Spell(who, ready_on)])


def _rows(persona: Persona, axis: Axis, spells: Sequence[Spell]) -> Iterator[Status]:
    """The rows of an axis as far as they have come; each ends the day before the next begins.

    On a short way several may fall on one day, and the last of them counts. Only an end of
    participation is known beforehand.
    """
    ahead = axis is Axis.PARTICIPATION
    by_day = {spell.from_on: spell for spell in spells if ahead or spell.from_on <= persona.today}
    known = [by_day[day] for day in sorted(by_day)]
    ends = [following.from_on - _DAY for following in known[1:]]
    for spell, to_on in zip(known, [*ends, *(spell.to_on for spell in known[-1:])], strict=True):
        yield Status(
            **persona.written(max(spell.from_on, persona.registered_on)),
            axis=axis,
            value=spell.value,
            extent=spell.extent,
            from_on=spell.from_on,
            to_on=to_on,
            source=_SOURCES.get(axis, Source.CASEWORKER),
        )


def _participation(persona: Persona) -> list[Spell]:
    referred_on = (persona.start or persona.today) - timedelta(days=persona.chance.between(14, 60))
    spells = [Spell("referred", referred_on)]
    if persona.start is None or persona.chance.often(0.4):
        spells.append(Spell("waiting", referred_on + timedelta(days=7)))
    spells += (
        Spell(spell.value, spell.from_on, to_on=spell.to_on)
        for spell in participation_rows(persona.start, persona.end, persona.end_reason)
    )
    if persona.situation is Situation.PAUSED:
        since = persona.today - timedelta(days=persona.chance.between(5, 45))
        spells.append(Spell("paused", since))
    return spells


def _measures(persona: Persona, journey: Journey) -> list[Spell]:
    """Mapping, then the course, then what follows, until the end or until work begins."""
    spells = [Spell("mapping", journey.start)]
    course_over = journey.course_on + timedelta(weeks=COURSE_WEEKS)
    spells.append(Spell("mobilisation_course", journey.course_on))
    if journey.confidence_on is not None and journey.confidence_on > course_over:
        spells.append(Spell("confidence_course", journey.confidence_on))
    else:
        after = persona.chance.pick(("pre_rehabilitation", "treatment", "waiting"))
        spells.append(Spell(after, course_over))
    if journey.training_on is not None and journey.training_on > course_over:
        kind = persona.chance.weighted(
            [("work_training", 6), ("placement", 2), ("supported_employment", 2)]
        )
        spells.append(Spell(kind, journey.training_on, persona.chance.pick((25, 50, 50, 75))))
    over = min((day for day in (persona.end, journey.work_on) if day), default=None)
    kept = [spell for spell in spells if over is None or spell.from_on < over]
    if kept and over is not None and over <= persona.today:
        kept[-1] = kept[-1]._replace(to_on=over)
    return kept


def _sick_leave(persona: Persona, journey: Journey | None, working: int | None) -> list[Spell]:
    """Down in steps as things get better; never more than work leaves room for."""
    if persona.sick_since is None:
        return []
    chance = persona.chance
    first = chance.pick((100, 100, 100, 75, 50))
    spells = [Spell("", persona.sick_since, first)]
    if journey is None:
        return spells
    if persona.regains:
        steps = [(0.4, 75), (0.6, 50), (0.8, 25)]
        if not persona.goes_to:
            steps.append((0.97, 0))
    elif persona.drive > 0.3:
        steps = [(0.55, chance.pick((75, 50)))]
    else:
        steps = []
    for share, extent in steps:
        day = journey.after(persona, share)
        if extent < first and (journey.work_on is None or day < journey.work_on):
            spells.append(Spell("", day, extent))
    if working is not None and journey.work_on is not None:
        room = 100 - working
        spells.append(Spell("", journey.work_on, min(room, spells[-1].extent or 0)))
    elif not persona.regains and chance.often(0.06):
        spells.append(Spell("", journey.after(persona, 0.7), 100))
    return spells


def _benefits(
    persona: Persona, journey: Journey, begun_on: date | None, *, full_time: bool
) -> Iterator[Spell]:
    chance = persona.chance
    until = begun_on - _DAY if begun_on and full_time and begun_on <= persona.today else None
    before = journey.start - timedelta(days=chance.between(60, 500))
    if persona.target_group is TargetGroup.ACTIVITY_COMPENSATION:
        yield Spell("activity_compensation_active", before, to_on=until)
        if until is not None and begun_on is not None:
            yield Spell("activity_compensation_dormant", begun_on)
        return
    if persona.target_group is TargetGroup.INCOME_SUPPORT or (persona.no_sgi and chance.often(0.6)):
        yield Spell("income_support", before, to_on=until)
    elif persona.no_sgi:
        yield Spell("no_public_income", before, to_on=until)
    elif persona.sick_since is not None:
        yield Spell("sickness_benefit", persona.sick_since, to_on=until)
    if journey.training_on is not None and chance.often(0.35):
        over = min((day for day in (persona.end, until) if day), default=None)
        if over is None or journey.training_on <= over:
            yield Spell("activity_support", journey.training_on, to_on=over)


def _work_or_studies(persona: Persona, journey: Journey) -> tuple[Axis, Spell] | None:
    """What the way has led to by today."""
    if journey.work_on is None or journey.work_on > persona.today:
        return None
    chance = persona.chance
    if persona.goes_to == "studies":
        value = chance.pick(_STUDIES[persona.target_group])
        return Axis.STUDIES, Spell(value, journey.work_on, chance.pick((50, 75, 100, 100)))
    value = chance.weighted(_WORK)
    return Axis.WORK, Spell(value, journey.work_on, chance.pick((50, 50, 75, 100, 100)))


def _job_seeker(persona: Persona, journey: Journey) -> list[Spell]:
    spells = []
    if persona.chance.often(0.7):
        spells.append(Spell("not_registered", journey.start))
    if persona.regains or persona.drive > 0.7:
        spells.append(Spell("registered", journey.after(persona, 0.6)))
    if persona.regains:
        spells.append(Spell("registered_available", journey.after(persona, 0.88)))
    return spells
