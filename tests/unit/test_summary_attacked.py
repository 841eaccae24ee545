"""Nobody who has a summary finds out a hidden count, whatever they compute (DOMAIN.md §9.6)."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from attacker import COMPLEMENTS, GROUPS, KINDS, PROTECTED, SEXES, Attacker, Number, number
from hypothesis import given, settings
from hypothesis import strategies as st
from random_people import random_cohort

from dirigo_tui.domain.disclosure import sheet as sheet_module
from dirigo_tui.domain.disclosure.protection import _Audit
from dirigo_tui.services.cohort import Cohort, Count
from dirigo_tui.services.summary import as_plain, protected, protection
from dirigo_tui.services.summary.figures import Counted, _summary

COUNTS = {
    "started": Count.STARTED,
    "joint_plan": Count.JOINT_PLAN,
    "ended": Count.ENDED,
    "m1_answered": Count.M1_ANSWERED,
    "m1_up": Count.M1_UP,
    "m2_answered": Count.M2_ANSWERED,
    "m2_up": Count.M2_UP,
    "regained": Count.REGAINED_AT_EXIT,
    "active": Count.ACTIVE_AT_EXIT,
    "unknown": Count.UNKNOWN_AT_EXIT,
    "active_later": Count.ACTIVE_AFTER_HALF_YEAR,
}


def really(people: Cohort, name: Number) -> int:
    """A number as it is."""
    kinds, (group, sex, site) = name

    def count(kind: str, site: str) -> int:
        if site == PROTECTED:
            return count(kind, "all") - sum(count(kind, named) for named in people.sites)
        return people.counts[group, sex, site][COUNTS[kind]]  # type: ignore[index]

    return sum(times * count(kind, site) for kind, times in kinds)


def anybody_protected(people: Cohort) -> bool:
    return bool(people.sites) and any(
        really(people, number("started", (group, sex, PROTECTED)))
        for group, sex in product(GROUPS, SEXES)
    )


def secrets(people: Cohort, attacker: Attacker) -> set[Number]:
    """What must not come out: all that is hidden, small rests, and people with protection."""
    places = [(place.target_group, place.sex, place.site) for place in people.counts]
    rests = {number(rest, place) for rest, place in product(COMPLEMENTS, places)}
    found = attacker.hidden | {rest for rest in rests if 0 < really(people, rest) < 5}
    if anybody_protected(people):
        of_protected = (
            number(kind, (group, sex, PROTECTED))
            for kind, group, sex in product(KINDS, (*GROUPS, "all"), (*SEXES, "all"))
        )
        found |= {name for name in of_protected if really(people, name)}
    return found


def found_out(people: Cohort) -> list[Number]:
    """What an attacker finds out who knows that nobody has protection when nobody has."""
    data = as_plain(protected(people, 5))
    attacker = Attacker(data, protected=anybody_protected(people))
    return attacker.found_out(secrets(people, attacker))


@pytest.mark.parametrize("by_site", [False, True], ids=["all_sites", "by_site"])
@pytest.mark.parametrize(
    "seed",
    [seed if seed < 30 else pytest.param(seed, marks=pytest.mark.slow) for seed in range(300)],
)
def test_no_hidden_count_is_found_out(seed: int, by_site: bool) -> None:
    assert not found_out(random_cohort(seed, by_site=by_site))


@pytest.mark.parametrize("seed", range(6))
def test_nor_where_no_proof_was_found_for_sites(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    real = _Audit._world
    monkeypatch.setattr(
        _Audit, "_world", lambda self, target: None if self._settled else real(self, target)
    )
    assert not found_out(random_cohort(seed, by_site=True, most=40))


class TestTheAttackIsWorthSomething:
    """A weakened protection is found out."""

    def caught(self, *, by_site: bool, most: int = 40) -> bool:
        return any(found_out(random_cohort(seed, by_site=by_site, most=most)) for seed in range(8))

    def test_without_complementary_hiding(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sheet_module.Sheet, "_complete", lambda self: None)
        monkeypatch.setattr(_Audit, "_unproved", lambda self: None)
        assert self.caught(by_site=False)

    def test_without_the_audit(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(_Audit, "_unproved", lambda self: None)
        assert self.caught(by_site=True)

    def test_without_what_can_be_subtracted(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(protection, "_RESTS", ())
        assert self.caught(by_site=False)

    def test_without_the_lines_between_sites(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(
            protection, "_sums", lambda place, sites, real=protection._sums: real(place, ())
        )
        assert self.caught(by_site=True)


def rows(data: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    return [
        (f"{part['id']} {row['target_group']} {row['sex']} {row['site']}", row)
        for part in (*data["tables"], *data["goals"])
        for row in part["rows"]
    ]


@given(st.integers(1000, 10**6), st.booleans())
@settings(max_examples=25)
def test_hiding_changes_no_number_and_says_where_it_hides(seed: int, by_site: bool) -> None:
    people = random_cohort(seed, by_site=by_site, most=50)
    shown = rows(as_plain(protected(people, 5)))
    exact = rows(as_plain(_summary(Counted(people, 5, None), frozenset(), exact=True)))
    assert [name for name, _row in shown] == [name for name, _row in exact]
    for (_name, row), (_same, really) in zip(shown, exact, strict=True):
        for field, value in row.items():
            assert field == "suppressed" or value in {None, really[field]}
        withheld = any(row[field] is None and really[field] is not None for field in row)
        assert row["suppressed"] is withheld


@given(st.integers(1000, 10**6))
@settings(max_examples=10)
def test_sites_change_nothing_of_what_stands_under_all_sites(seed: int) -> None:
    whole = dict(rows(as_plain(protected(random_cohort(seed, by_site=False, most=40), 5))))
    by_site = dict(rows(as_plain(protected(random_cohort(seed, by_site=True, most=40), 5))))
    assert whole == {name: row for name, row in by_site.items() if name in whole}


def test_one_site_says_the_same_as_all_sites() -> None:
    seed = next(s for s in range(100) if len(random_cohort(s, by_site=True).sites) == 1)
    data = as_plain(protected(random_cohort(seed, by_site=True), 5))
    for _name, row in rows(data):
        if row["site"] != "all":
            twin = {**row, "site": "all"}
            assert twin in [other for _other, other in rows(data)]
