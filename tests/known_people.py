"""People whose every fact is known, drawn so that rules are touched from both sides.

What happens to a person is dated around the days the rules ask about: the as-of day, the end, the
week after it, the day half a year later; some facts touch them, some just miss.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Final

from dirigo_tui.domain.records import Participant, PlanVersion, Rating, Record, Status
from dirigo_tui.services.ports import UnitOfWork

DAY: Final = timedelta(days=1)
GROUPS: Final = ("sick_leave", "activity_compensation", "income_support", None)
SITES: Final = ("Haninge", "Järfälla", "Östermalm", "Södertälje", "")
VALUES: Final = {
    "work": ("none", "employment", "subsidised", "own_business", "social_enterprise"),
    "studies": ("none", "sfi", "folk_high_school", "vocational_or_higher"),
    "job_seeker": ("not_registered", "registered", "registered_available"),
    "ready": ("participant", "caseworker"),
    "sick_leave": ("",),
    "benefit": ("sickness_benefit", "income_support", "no_public_income"),
    "measure": ("work_training", "mapping"),
}
END_REASONS: Final = ("as_planned", "too_ill", "moved", "own_choice", "registered_by_mistake")
NON_ANSWERS: Final = ("not_asked", "prefers_not", "could_not", "missing")


def known_people(seed: int, number: int, as_of: date) -> list[dict[str, Any]]:
    """Facts as ``straight_line`` takes them."""
    rng = random.Random(seed)
    return [_person(rng, f"R{place:04}", as_of) for place in range(number)]


def _around(rng: random.Random, *days: date) -> date:
    """A day at one of these, or a little before or after."""
    return rng.choice(days) + rng.choice((0, 0, 1, -1, 2, -2, 6, 7, 8, -7)) * DAY


def _person(rng: random.Random, reference: str, as_of: date) -> dict[str, Any]:
    start: date | None = _around(rng, as_of, *[as_of - rng.randrange(900) * DAY] * 12)
    end: date | None = None
    reason: str | None = None
    if rng.random() < 0.75:
        half_a_year_ago = as_of - 183 * DAY
        long_ago = as_of - rng.randrange(700) * DAY
        end = max(_around(rng, as_of, as_of - 7 * DAY, half_a_year_ago, *[long_ago] * 6), start)
        reason = rng.choice(END_REASONS)
    if rng.random() < 0.03:
        start = None
    return {
        "reference": reference,
        "group": rng.choices(GROUPS, (11, 5, 2, 0.5))[0],
        "sex": rng.choices(("women", "men", "unknown"), (6, 4, 1))[0],
        "site": rng.choice(SITES),
        "start": start,
        "end": end,
        "end_reason": reason,
        "protected": rng.random() < 0.08,
        "versions": _versions(rng, start, as_of),
        "answers": _answers(rng, end or as_of, as_of),
        "rows": _rows(rng, end or as_of, as_of),
    }


def _versions(rng: random.Random, start: date | None, as_of: date) -> list[tuple[Any, ...]]:
    """Plans confirmed by both, by one, by none; earlier versions too, and some after the day."""
    found = []
    for _version in range(rng.choice((0, 1, 1, 2, 3))):
        answers: list[Any] = []
        for _who in range(2):
            answer = rng.choices(("yes", "no", "could_not_answer", None), (8, 1, 1, 2))[0]
            on = _around(rng, as_of, *[(start or as_of) + rng.randrange(120) * DAY] * 5)
            answers += [answer, on if answer else None]
        found.append(tuple(answers))
    return found


def _answers(rng: random.Random, end: date, as_of: date) -> list[tuple[Any, ...]]:
    found = []
    for item in ("m1", "m2"):
        for _time in range(rng.choice((0, 1, 1, 2, 3))):
            value = rng.choice((-2, -1, 0, 1, 1, 2, 2, None))
            who = rng.choices(("participant", "caseworker"), (5, 1))[0]
            found.append((item, _around(rng, end, end, as_of), value, who))
    # Two on one day: the one written down later counts.
    if found and rng.random() < 0.3:
        item, on, _value, who = rng.choice(found)
        found.append((item, on, rng.choice((-1, 1, None)), who))
    return found


def _rows(rng: random.Random, end: date, as_of: date) -> list[tuple[Any, ...]]:
    later = end + 183 * DAY
    found = []
    for _row in range(rng.choice((0, 0, 1, 2, 3, 4, 6))):
        axis = rng.choice(("work", "work", "studies", *VALUES))
        value = rng.choice(VALUES[axis])
        extent = rng.choice((None, 0, 25, 50, 100))
        begins = _around(rng, end, end + 7 * DAY, end - 60 * DAY, later, as_of)
        ends = None
        if rng.random() < 0.6:
            ends = max(begins, _around(rng, end, begins + 30 * DAY, later, as_of))
        found.append((axis, value, extent, begins, ends, rng.random() < 0.1))
    if rng.random() < 0.15:
        # Available and ready by all three: the other way to outcome B.
        for axis, value in (
            ("job_seeker", "registered_available"),
            ("ready", "participant"),
            ("ready", "caseworker"),
        ):
            begins = _around(rng, end, end + 7 * DAY, end - 20 * DAY)
            found.append((axis, value, None, begins, None, False))
    return found


def store(unit: UnitOfWork, people: Sequence[dict[str, Any]]) -> None:
    """Write them down at a desk."""
    records: list[Record] = []
    for person in people:
        owner = unit.new_id()
        records.append(
            _record(
                unit,
                Participant,
                id=owner,
                reference=person["reference"],
                sex=person["sex"],
                target_group=person["group"],
                site=person["site"],
                start=person["start"],
                end=person["end"],
                end_reason=person["end_reason"],
                protection="secrecy_marking" if person["protected"] else "none",
            )
        )
        records += _plan(unit, owner, person)
        records += _ratings(unit, owner, person)
        records += [
            _record(
                unit,
                Status,
                participant_id=owner,
                axis=axis,
                value=value,
                extent=extent,
                from_on=begins,
                to_on=ends,
                source="caseworker",
                struck_at=unit.now if struck else None,
            )
            for axis, value, extent, begins, ends, struck in person["rows"]
        ]
    unit.add_many(records)


def _record(unit: UnitOfWork, kind: type[Record], **fields: Any) -> Record:
    return kind(**{"id": unit.new_id(), "recorded_at": unit.now} | fields)


def _plan(unit: UnitOfWork, owner: str, person: dict[str, Any]) -> list[Record]:
    return [
        _record(
            unit,
            PlanVersion,
            participant_id=owner,
            number=number,
            opened_on=person["start"] or date(2012, 1, 1),
            participant_answer=hers,
            participant_answered_on=her_day,
            caseworker_answer=theirs,
            caseworker_answered_on=their_day,
        )
        for number, (hers, her_day, theirs, their_day) in enumerate(person["versions"], 1)
    ]


def _ratings(unit: UnitOfWork, owner: str, person: dict[str, Any]) -> list[Record]:
    rng = random.Random(owner and person["reference"])
    return [
        _record(
            unit,
            Rating,
            recorded_at=unit.now + order * timedelta(seconds=1),
            participant_id=owner,
            occasion_id=unit.new_id(),
            template="dirigo_goals",
            template_version=1,
            item=item,
            on=on,
            value=value,
            non_answer=rng.choice(NON_ANSWERS) if value is None else None,
            rater=who,
        )
        for order, (item, on, value, who) in enumerate(person["answers"])
    ]
