"""Somebody who has a printed summary, knows every rule, and can solve integer programs.

What is not printed is unknown: how many people there are of each kind in each smallest cell. What
is printed gives equations, what the words mean gives inequalities. A count is found out when every
solution in whole numbers gives it the same value. Written from DOMAIN.md §8 and §9 and CONTRACT.md;
knows nothing of how the program decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import product
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csc_array

GROUPS = ("sick_leave", "activity_compensation", "income_support")
SEXES = ("women", "men", "unknown")
PROTECTED = "people with protected identity"

PARTS = {
    "joint_plan": "started",
    "ended": "started",
    "m1_answered": "ended",
    "m1_up": "m1_answered",
    "m2_answered": "ended",
    "m2_up": "m2_answered",
    "regained": "ended",
    "active": "regained",
    "unknown": "ended",
    "active_later": "ended",
}
"""Whoever is in the first is in the second."""
KINDS = ("started", *PARTS)
TABLES = {
    "started": "started",
    "ended": "ended",
    "outcome_a_exit": "active",
    "outcome_b_exit": "regained",
    "outcome_a_6_months": "active_later",
}
GOALS = {
    "joint_plan": ("joint_plan", "started", {}),
    "work_ability_prospects": ("m1_up", "m1_answered", {"ended": 1, "m1_answered": -1}),
    "closer_to_labour_market": ("m2_up", "m2_answered", {"ended": 1, "m2_answered": -1}),
    "regained_work_ability": ("regained", "ended", {"unknown": 1}),
    "in_work_of_regained": ("active", "regained", {}),
}
"""Numerator, denominator and what the missing are."""
CONCERNED = {"work_ability_prospects": "ended", "closer_to_labour_market": "ended"}
"""Everybody concerned, where it is not the denominator."""

Kinds = Mapping[str, int]
"""A number as kinds added and subtracted."""
Number = tuple[tuple[tuple[str, int], ...], tuple[str, str, str]]
"""The same, and the row it stands in."""


def number(kinds: Kinds | str, place: tuple[str, str, str]) -> Number:
    kinds = {kinds: 1} if isinstance(kinds, str) else kinds
    return tuple(sorted(kinds.items())), place


def difference(whole: str, *parts: str) -> dict[str, int]:
    return {whole: 1, **dict.fromkeys(parts, -1)}


COMPLEMENTS = (
    *(difference(whole, part) for part, whole, _missing in GOALS.values()),
    # What the upper bound leaves: known not to have regained anything.
    difference("ended", "regained", "unknown"),
)


class Attacker:
    """Reads a summary.

    Args:
        data: ``data`` of ``summary --json``.
        protected: whether people with protected identity may be in the totals; False for somebody
            who knows that there are none.
    """

    def __init__(self, data: Mapping[str, Any], *, protected: bool) -> None:
        self.data = data
        rows = data["tables"][0]["rows"]
        self.sites = list(dict.fromkeys(row["site"] for row in rows if row["site"] != "all"))
        cells = [*self.sites, *([PROTECTED] if protected else [])] if self.sites else ["all"]
        self._cells = cells
        names = list(product(KINDS, GROUPS, SEXES, cells))
        self._position = {name: position for position, name in enumerate(names)}
        self.printed: dict[Number, int] = {}
        self.hidden: set[Number] = set()
        self._shares: list[tuple[Number, Number, float]] = []
        self._read()
        self._constraints = self._known()
        self._first = self._solve(np.zeros(len(names)))

    # --- What is printed

    def _read(self) -> None:
        for table in self.data["tables"]:
            for row in table["rows"]:
                self._take(number(TABLES[table["id"]], _place(row)), row["count"])
        for goal in self.data["goals"]:
            part, whole, missing = GOALS[goal["id"]]
            concerned = CONCERNED.get(goal["id"], whole)
            most = {kind: missing.get(kind, 0) + (kind == part) for kind in {*missing, part}}
            for row in goal["rows"]:
                place = _place(row)
                self._take(number(part, place), row["numerator"])
                self._take(number(whole, place), row["denominator"])
                if missing:
                    self._take(number(missing, place), row["missing"])
                else:
                    assert row["missing"] == 0
                if None not in (row["numerator"], row["denominator"], row["missing"]):
                    continue  # A share says no more than its counts.
                for name, above, below in (
                    ("share", part, whole),
                    ("lower", part, concerned),
                    ("upper", most, concerned),
                ):
                    if row[name] is not None:
                        share = (number(above, place), number(below, place), row[name])
                        self._shares.append(share)
        both = self.hidden & self.printed.keys()
        assert not both, f"hidden in one place and printed in another: {both}"

    def _take(self, name: Number, value: int | None) -> None:
        if value is None:
            self.hidden.add(name)
        else:
            assert self.printed.setdefault(name, value) == value

    # --- What follows

    def form(self, name: Number) -> dict[int, int]:
        """A number as a sum of unknowns."""
        kinds, (group, sex, site) = name
        return {
            self._position[kind, g, s, cell]: times
            for kind, times in kinds
            for g in (GROUPS if group == "all" else (group,))
            for s in (SEXES if sex == "all" else (sex,))
            for cell in (self._cells if site == "all" else (site,))
        }

    def _known(self) -> LinearConstraint:
        forms: list[Mapping[int, float]] = []
        least: list[float] = []
        most: list[float] = []

        def add(form: Mapping[int, float], low: float, high: float) -> None:
            forms.append(form)
            least.append(low)
            most.append(high)

        for name, value in self.printed.items():
            add(self.form(name), value, value)
        for above, below, share in self._shares:
            form: dict[int, float] = dict(self.form(above))
            for position, times in self.form(below).items():
                form[position] = form.get(position, 0) - share * times
            add(form, -1e-6, 1e-6)
        for kinds in (*(difference(w, p) for p, w in PARTS.items()), COMPLEMENTS[-1]):
            for group, sex, cell in product(GROUPS, SEXES, self._cells):
                add(self.form(number(kinds, (group, sex, cell))), 0, np.inf)
        lines = [line for line, form in enumerate(forms) for _ in form]
        columns = [column for form in forms for column in form]
        values = [value for form in forms for value in form.values()]
        shape = (len(forms), len(self._position))
        return LinearConstraint(csc_array((values, (lines, columns)), shape=shape), least, most)

    def _solve(self, objective: Any, *, presolve: bool = True) -> Any:
        """A solution in whole numbers with the smallest objective."""
        most = 500 + 4 * max(self.printed.values(), default=0)
        found = milp(
            objective,
            constraints=self._constraints,
            bounds=Bounds(0, most),
            integrality=np.ones(len(self._position)),
            options={"presolve": presolve},
        )
        if found.x is None:
            assert presolve, found.message
            return self._solve(objective, presolve=False)
        solution = np.round(found.x)
        reached = self._constraints.A @ solution
        assert (solution >= 0).all()
        assert (reached >= np.array(self._constraints.lb) - 1e-5).all()
        assert (reached <= np.array(self._constraints.ub) + 1e-5).all()
        return solution

    def found_out(self, wanted: Iterable[Number]) -> list[Number]:
        """Those of some numbers that cannot have another value."""
        left = {name: self.form(name) for name in sorted(wanted)}
        weights = np.random.default_rng(0)
        for sign in (1, -1, 1, -1):
            if left:
                objective = np.zeros(len(self._position))
                for form in left.values():
                    weight = sign * weights.random()
                    for position, times in form.items():
                        objective[position] += weight * times
                self._cross_off(left, self._solve(objective))
        found = []
        while left:
            name, form = next(iter(left.items()))
            objective = np.zeros(len(self._position))
            for position, times in form.items():
                objective[position] = times
            # The solver's presolve loses solutions now and then: a find is not believed with it.
            for presolve, sign in product((True, False), (1, -1)):
                if name in left:
                    self._cross_off(left, self._solve(sign * objective, presolve=presolve))
            if left.pop(name, None) is not None:
                found.append(name)
        return found

    def _cross_off(self, left: dict[Number, dict[int, int]], solution: Any) -> None:
        differ = solution - self._first
        for name, form in list(left.items()):
            if sum(times * differ[position] for position, times in form.items()):
                del left[name]


def _place(row: Mapping[str, Any]) -> tuple[str, str, str]:
    return row["target_group"], row["sex"], row["site"]
