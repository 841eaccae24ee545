"""Practice ratings: every third month from the start, growing as the person's drive has it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import count

from dirigo_tui.domain.dates import add_months
from dirigo_tui.domain.deadlines import RATING_MONTHS
from dirigo_tui.domain.rating_templates import Template, lookup
from dirigo_tui.domain.records import Goal, Rating
from dirigo_tui.domain.vocabulary import Mode, NonAnswer, Rater
from dirigo_tui.services.practice import words
from dirigo_tui.services.practice.chance import on_workday
from dirigo_tui.services.practice.journey import Journey
from dirigo_tui.services.practice.personas import Lapse, Persona

_MODES = ((Mode.TOGETHER, 60), (Mode.ALONE, 20), (Mode.READ_ALOUD, 12), (Mode.INTERPRETER, 8))
_QUARTER_DAYS = 91


def ratings(persona: Persona, journey: Journey, goals: Sequence[Goal]) -> Iterator[Rating]:
    """Everything one person has answered, and what the caseworker put beside it."""
    chance = persona.chance
    mode = chance.weighted(_MODES)
    was, steps = lookup("was"), lookup("steps")
    levels = {
        template.code: [chance.spread(3.0, 2.5) for _ in template.items]
        for template in (was, steps)
    }
    for number, on in enumerate(_rating_days(persona, journey.start)):
        growth = persona.drive * (on - journey.start).days / _QUARTER_DAYS
        asked = (was, steps) if number % 2 == 0 else (was,)
        for template in asked:
            values = [level + growth for level in levels[template.code]]
            yield from _occasion(persona, template, on, mode, values)
        if chance.often(0.25):
            values = [level + growth + chance.spread(0, 2) for level in levels[was.code]]
            yield from _occasion(persona, was, on, mode, values, rater=Rater.CASEWORKER)
    yield from _about_goals(persona, journey, mode, goals)
    end = persona.end
    if end is not None and end <= persona.today and chance.often(0.95):
        yield from _at_the_end(persona, mode, end)


def _rating_days(persona: Persona, start: date) -> list[date]:
    """The days on which a rating was due, or a few days before; the first is the first day."""
    days = [start]
    for number in count(1):
        due = add_months(start, RATING_MONTHS * number)
        if due > persona.today or (persona.end is not None and due >= persona.end):
            break
        early = timedelta(days=persona.chance.between(0, 9))
        days.append(on_workday(due - early))
    return days[:-1] if persona.lapse is Lapse.RATING_MISSED else days


def _occasion(
    persona: Persona,
    template: Template,
    on: date,
    mode: Mode,
    values: Sequence[float],
    *,
    rater: Rater = Rater.PARTICIPANT,
    goal: Goal | None = None,
) -> Iterator[Rating]:
    chance = persona.chance
    occasion = chance.id()
    for item, level in zip(template.items, values, strict=True):
        value: int | None = min(max(round(level + chance.spread(0, 1.3)), item.low), item.high)
        non_answer, reason = None, ""
        if rater is Rater.PARTICIPANT and chance.often(0.04):
            value = None
            non_answer = chance.pick((NonAnswer.PREFERS_NOT, NonAnswer.COULD_NOT))
            reason = chance.pick(words.WHY_NO_ANSWER[non_answer])
        yield Rating(
            **persona.written(on),
            occasion_id=occasion,
            template=template.code,
            template_version=template.version,
            item=item.code,
            on=on,
            value=value,
            non_answer=non_answer,
            reason=reason,
            mode=mode,
            rater=rater,
            goal_id=goal.id if goal else None,
        )


def _about_goals(
    persona: Persona, journey: Journey, mode: Mode, goals: Sequence[Goal]
) -> Iterator[Rating]:
    """A talk about the first goal when the plan was made, and how it has gone since."""
    chance = persona.chance
    if not goals:
        return
    if chance.often(0.35):
        talk = lookup("mi")
        importance, confidence = chance.spread(8, 2), chance.spread(4, 3)
        values = (importance, confidence, (importance + confidence) / 2)
        yield from _occasion(persona, talk, journey.agreed_on, mode, values, goal=goals[0])
    later = [day for day in journey.visits if (day - journey.agreed_on).days > 60]
    if later and chance.often(0.2):
        scaling = lookup("gas")
        yield from _occasion(persona, scaling, later[0], mode, [persona.drive], goal=goals[0])


def _at_the_end(persona: Persona, mode: Mode, end: date) -> Iterator[Rating]:
    """The two questions asked when somebody ends; those who have gone could not be asked."""
    template = lookup("dirigo_goals")
    gained = 1.4 if persona.regains else persona.drive
    if persona.chance.often(0.82):
        yield from _occasion(persona, template, end, mode, [gained] * len(template.items))
        return
    occasion = persona.chance.id()
    for item in template.items:
        yield Rating(
            **persona.written(end),
            occasion_id=occasion,
            template=template.code,
            template_version=template.version,
            item=item.code,
            on=end,
            non_answer=NonAnswer.NOT_ASKED,
            mode=mode,
        )
