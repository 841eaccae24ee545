"""The summary, computed one person at a time straight from DOMAIN.md §8 and CONTRACT.md.

It shares nothing with the program, so that the two can be wrong only apart: no import of it, its
own words for every code, its own arithmetic on days. Facts are plain dictionaries.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

Facts = Mapping[str, Any]
"""One person: ``group, sex, site, start, end, end_reason, protected``, and lists of

- ``versions``: ``(participant's answer, its day, caseworker's answer, its day)``
- ``answers``: ``(item, day, value or None, who)`` in the order they were written down
- ``rows``: ``(axis, value, extent or None, from, to or None, struck)``
"""

GROUPS = ("sick_leave", "activity_compensation", "income_support")
SEXES = ("women", "men", "unknown")
TARGETS: Mapping[str, Any] = {
    "joint_plan": 0.90,
    "work_ability_prospects": 0.75,
    "closer_to_labour_market": 0.70,
    "regained_work_ability": {
        "sick_leave": 0.52,
        "activity_compensation": 0.10,
        "income_support": 0.15,
    },
    "in_work_of_regained": 0.75,
}


def six_months_after(day: date) -> date:
    year, month = (day.year, day.month + 6) if day.month <= 6 else (day.year + 1, day.month - 6)
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def started(person: Facts, as_of: date) -> bool:
    if person["end_reason"] == "registered_by_mistake":
        return False
    return person["start"] is not None and person["start"] <= as_of


def ended(person: Facts, as_of: date) -> bool:
    if person["end_reason"] == "registered_by_mistake":
        return False
    return person["end"] is not None and person["end"] <= as_of


def held(person: Facts, first: date, last: date) -> list[tuple[str, str, int | None]]:
    """The rows that hold on some day from the first to the last, both included."""
    found = []
    for axis, value, extent, begins, ends, struck in person["rows"]:
        if struck or begins > last:
            continue
        if ends is None or ends >= first:
            found.append((axis, value, extent))
    return found


def at_exit(person: Facts, as_of: date) -> list[tuple[str, str, int | None]]:
    return held(person, person["end"], min(person["end"] + timedelta(days=7), as_of))


def outcome_a(rows: Iterable[tuple[str, str, int | None]]) -> bool:
    return any(
        axis in ("work", "studies") and value != "none" and (extent is None or extent > 0)
        for axis, value, extent in rows
    )


def outcome_b(rows: Sequence[tuple[str, str, int | None]]) -> bool:
    has = {(axis, value) for axis, value, _extent in rows}
    available = ("job_seeker", "registered_available") in has
    both_say_ready = ("ready", "participant") in has and ("ready", "caseworker") in has
    return outcome_a(rows) or (available and both_say_ready)


def nothing_known(rows: Iterable[tuple[str, str, int | None]]) -> bool:
    telling = {"work", "studies", "job_seeker", "sick_leave", "benefit"}
    return not any(axis in telling for axis, _value, _extent in rows)


def jointly_confirmed(person: Facts, as_of: date) -> bool:
    for hers, her_day, theirs, their_day in person["versions"]:
        if hers == "yes" and theirs == "yes" and her_day <= as_of and their_day <= as_of:
            return True
    return False


def last_answer(person: Facts, item: str, as_of: date) -> int | None:
    latest_day, latest = date.min, None
    for asked, day, value, who in person["answers"]:
        if asked == item and who == "participant" and day <= as_of and day >= latest_day:
            latest_day, latest = day, value
    return latest


def adds(person: Facts, as_of: date) -> dict[str, bool]:
    """What one person adds to each table, and to the three numbers of each goal."""
    is_started, is_ended = started(person, as_of), ended(person, as_of)
    rows = at_exit(person, as_of) if is_ended else []
    later = False
    if is_ended and six_months_after(person["end"]) <= as_of:
        day = six_months_after(person["end"])
        later = outcome_a(held(person, day, day))
    a, b = is_ended and outcome_a(rows), is_ended and outcome_b(rows)
    found = {
        "started": is_started,
        "ended": is_ended,
        "outcome_a_exit": a,
        "outcome_b_exit": b,
        "outcome_a_6_months": later,
        "joint_plan numerator": is_started and jointly_confirmed(person, as_of),
        "joint_plan denominator": is_started,
        "joint_plan missing": False,
        "regained_work_ability numerator": b,
        "regained_work_ability denominator": is_ended,
        "regained_work_ability missing": is_ended and nothing_known(rows),
        "in_work_of_regained numerator": a,
        "in_work_of_regained denominator": b,
        "in_work_of_regained missing": False,
    }
    for item, goal in (("m1", "work_ability_prospects"), ("m2", "closer_to_labour_market")):
        value = last_answer(person, item, as_of) if is_ended else None
        found[f"{goal} numerator"] = value is not None and value > 0
        found[f"{goal} denominator"] = value is not None
        found[f"{goal} missing"] = is_ended and value is None
    return found


def summary(people: Iterable[Facts], as_of: date, *, by_site: bool) -> dict[str, Any]:
    """``tables`` and ``goals`` as CONTRACT.md shows them, exact."""
    in_a_group = [person for person in people if person["group"] is not None]
    counted = [(person, adds(person, as_of)) for person in in_a_group]
    sites = ["all"]
    if by_site:
        # Also where nobody has begun yet: all rows of such a site are zeros.
        sites += sorted(
            {
                person["site"]
                for person in in_a_group
                if not person["protected"] and person["end_reason"] != "registered_by_mistake"
            }
        )

    def count(what: str, place: Mapping[str, str]) -> int:
        return sum(
            added[what]
            for person, added in counted
            if place["target_group"] in (person["group"], "all")
            and place["sex"] in (person["sex"], "all")
            and (
                place["site"] == "all"
                or (place["site"] == person["site"] and not person["protected"])
            )
        )

    places = [
        {"target_group": group, "sex": sex, "site": site}
        for site in sites
        for group in (*GROUPS, "all")
        for sex in (*SEXES, "all")
    ]
    tables = ("started", "ended", "outcome_a_exit", "outcome_b_exit", "outcome_a_6_months")
    return {
        "tables": [
            {
                "id": table,
                "rows": [
                    {**place, "count": count(table, place), "suppressed": False} for place in places
                ],
            }
            for table in tables
        ],
        "goals": [
            {
                "id": goal,
                "target": target,
                "rows": [
                    {
                        **place,
                        **figures(
                            goal,
                            count(f"{goal} numerator", place),
                            count(f"{goal} denominator", place),
                            count(f"{goal} missing", place),
                        ),
                        "suppressed": False,
                    }
                    for place in places
                ],
            }
            for goal, target in TARGETS.items()
        ],
    }


def without_group(people: Iterable[Facts], as_of: date) -> int:
    """How many have started and are in no row."""
    return sum(person["group"] is None and started(person, as_of) for person in people)


def figures(goal: str, numerator: int, denominator: int, missing: int) -> dict[str, Any]:
    everybody = denominator
    if goal in ("work_ability_prospects", "closer_to_labour_market"):
        everybody = denominator + missing
    return {
        "numerator": numerator,
        "denominator": denominator,
        "missing": missing,
        "share": numerator / denominator if denominator else None,
        "lower": numerator / everybody if everybody else None,
        "upper": (numerator + missing) / everybody if everybody else None,
    }
