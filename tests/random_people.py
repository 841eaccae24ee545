"""People at random as counts of nobody in particular, for tests of what a summary gives away."""

from __future__ import annotations

import random
from datetime import date
from typing import Final

from dirigo_tui.services.cohort import Cell, Cohort, Count, added_up

AS_OF: Final = date(2014, 6, 30)
_GROUPS: Final = {"sick_leave": 11, "activity_compensation": 5, "income_support": 2}
_SEXES: Final = {"women": 60, "men": 40, "unknown": 3}


def random_cohort(seed: int, *, by_site: bool, most: int = 80) -> Cohort:
    """Five people or more at up to five sites; in every third cohort a few have protection."""
    rng = random.Random(seed)
    people = rng.randint(5, most)
    sites = {f"Ort {number}": rng.uniform(0.2, 1.2) for number in range(rng.randint(1, 5))}
    protected = 0.03 if seed % 3 == 0 else 0.0

    def one_of(weighted: dict[str, float]) -> str:
        return rng.choices(list(weighted), list(weighted.values()))[0]

    return added_up(
        AS_OF,
        [
            (
                Cell(one_of(_GROUPS), one_of(_SEXES), one_of(sites), rng.random() < protected),
                _counted(rng),
            )
            for _ in range(people)
        ],
        by_site=by_site,
        without_target_group=rng.randint(0, 8),
    )


def _counted(rng: random.Random) -> dict[Count, int]:
    counted = {Count.STARTED}

    def perhaps(count: Count, chance: float) -> bool:
        if rng.random() < chance:
            counted.add(count)
            return True
        return False

    perhaps(Count.JOINT_PLAN, 0.8)
    if perhaps(Count.ENDED, 0.7):
        if perhaps(Count.M1_ANSWERED, 0.75):
            perhaps(Count.M1_UP, 0.7)
        if perhaps(Count.M2_ANSWERED, 0.75):
            perhaps(Count.M2_UP, 0.65)
        if not perhaps(Count.UNKNOWN_AT_EXIT, 0.15) and perhaps(Count.REGAINED_AT_EXIT, 0.45):
            perhaps(Count.ACTIVE_AT_EXIT, 0.75)
        if perhaps(Count.HALF_YEAR, 0.7):
            perhaps(Count.ACTIVE_AFTER_HALF_YEAR, 0.4)
    return dict.fromkeys(counted, 1)
