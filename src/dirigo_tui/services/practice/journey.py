"""The way of one made-up person as dates: when the course began, the training, the work."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from dirigo_tui.services.practice import words
from dirigo_tui.services.practice.chance import on_workday
from dirigo_tui.services.practice.personas import Persona, Situation

WHOLE_WAY = 480
"""Days from start to end that somebody still under way is expected to need."""

COURSE_WEEKS = 8


@dataclass(frozen=True, slots=True)
class Journey:
    """Milestones; any of them may lie after today and is then a plan, or None and never comes.

    Attributes:
        mapped_on: the day the mapping was last gone through.
        planned_on, agreed_on: when the plan was begun and first agreed.
        training_on, place: work training and where.
        work_on: first day of work or studies.
        visits: days on which somebody met or spoke to the participant, while taking part.
    """

    start: date
    mapped_on: date
    planned_on: date
    agreed_on: date
    course_on: date
    confidence_on: date | None
    training_on: date | None
    place: str
    work_on: date | None
    visits: tuple[date, ...]

    def after(self, persona: Persona, share: float) -> date:
        """The day after that share of the whole way."""
        whole = ((persona.end or self.start + timedelta(days=WHOLE_WAY)) - self.start).days
        return self.start + timedelta(days=int(whole * share))


def journey_of(persona: Persona, start: date) -> Journey:
    """The way of a person who has started."""
    chance = persona.chance

    def day(low: int, high: int) -> date:
        return on_workday(start + timedelta(days=chance.between(low, high)))

    planned_on = min(day(8, 24), persona.last_day)
    trains = persona.regains or chance.often(0.4)
    training_on = day(130, 230) if trains else None
    return Journey(
        start=start,
        mapped_on=_mapped_on(persona, max(start, day(2, 14))),
        planned_on=planned_on,
        agreed_on=min(day(26, 48), persona.last_day),
        course_on=day(30, 60),
        confidence_on=day(118, 150) if chance.often(0.25) else None,
        training_on=training_on,
        place=chance.pick(words.PLACES),
        work_on=_work_on(persona, start),
        visits=tuple(_visits(persona, start)),
    )


def _mapped_on(persona: Persona, first: date) -> date:
    """The mapping is gone through again before it is a year old."""
    last = persona.last_day
    if (last - first).days < 330:
        return min(first, last)
    return on_workday(last - timedelta(days=persona.chance.between(20, 300)))


def _work_on(persona: Persona, start: date) -> date | None:
    if not persona.goes_to:
        return None
    if persona.end is not None:
        lead = timedelta(days=persona.chance.between(0, 45))
        return max(start, on_workday(persona.end - lead))
    if persona.situation is Situation.UNDER_WAY:
        return on_workday(start + timedelta(days=persona.chance.between(320, WHOLE_WAY)))
    return None


def _visits(persona: Persona, start: date) -> list[date]:
    days = []
    day = start + timedelta(days=persona.chance.between(18, 40))
    while day <= persona.last_day:
        days.append(on_workday(day))
        day += timedelta(days=persona.chance.between(36, 62))
    return days
