"""DOMAIN.md §9: which counts are hidden, and that every hidden one is proved safe."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dirigo_tui.domain.disclosure import (
    Decision,
    Rest,
    Role,
    Sum,
    Tables,
    may_show_share,
    protect,
)
from dirigo_tui.domain.disclosure.worlds import Worlds

Place = tuple[str, str]
SEXES = ("women", "men")
GROUPS = ("sick_leave", "activity_compensation", "income_support")


def places(groups: tuple[str, ...], sexes: tuple[str, ...]) -> list[Place]:
    return list(product((*groups, "all"), (*sexes, "all")))


def sums(groups: tuple[str, ...], sexes: tuple[str, ...]) -> list[Sum[Place]]:
    return [
        *(Sum((g, "all"), tuple((g, s) for s in sexes)) for g in (*groups, "all")),
        *(Sum(("all", s), tuple((g, s) for g in groups)) for s in (*sexes, "all")),
    ]


def table(
    rows: Mapping[str, tuple[int, ...]],
    sexes: tuple[str, ...] = SEXES,
    kind: str = "people",
) -> Tables[str, Place]:
    """One table with its totals."""
    groups = tuple(rows)
    counts: dict[tuple[str, Place], int] = {}
    for place in places(groups, sexes):
        counts[kind, place] = sum(
            count
            for group, row in rows.items()
            for sex, count in zip(sexes, row, strict=True)
            if place[0] in {group, "all"} and place[1] in {sex, "all"}
        )
    return Tables(
        kinds=(kind,),
        places=places(groups, sexes),
        counts=counts,
        sums=sums(groups, sexes),
    )


def hidden(decision: Decision[str, Place]) -> set[Place]:
    return {place for _kind, place in decision.hidden}


EXAMPLE = {"sick_leave": (12, 9), "activity_compensation": (3, 6), "income_support": (8, 2)}


class TestTheExampleOfTheDomain:
    def test_prints_exactly_as_given_there(self):
        assert hidden(protect(table(EXAMPLE), 5)) == {
            ("activity_compensation", "women"),
            ("activity_compensation", "men"),
            ("income_support", "women"),
            ("income_support", "men"),
        }

    def test_also_with_nobody_of_unknown_sex(self):
        rows = {group: (*row, 0) for group, row in EXAMPLE.items()}
        with_unknown = protect(table(rows, (*SEXES, "unknown")), 5)
        assert hidden(with_unknown) == hidden(protect(table(EXAMPLE), 5))


class TestPrimary:
    def test_counts_below_the_threshold_and_zero_shows(self):
        found = hidden(protect(table({"a": (4, 5), "b": (0, 30), "c": (1, 40)}), 5))
        assert {("a", "women"), ("c", "women")} <= found
        assert ("b", "women") not in found

    def test_totals_alike(self):
        assert ("a", "all") in hidden(protect(table({"a": (2, 2), "b": (30, 30)}), 5))

    def test_the_threshold_is_a_setting(self):
        assert not hidden(protect(table({"a": (3, 9), "b": (8, 7)}), 3))
        assert hidden(protect(table({"a": (3, 9), "b": (8, 7)}), 4))

    def test_nothing_to_hide(self):
        assert not hidden(protect(table({"a": (5, 9), "b": (8, 0)}), 5))
        assert not hidden(protect(table({"a": (0, 0), "b": (0, 0)}), 5))


class TestComplementary:
    def test_the_smallest_other_that_is_not_zero(self):
        found = hidden(protect(table({"a": (3, 20, 9), "b": (70, 60, 50)}, ("w", "m", "u")), 5))
        assert found == {("a", "w"), ("a", "u"), ("b", "w"), ("b", "u")}

    def test_a_zero_when_there_is_no_other_and_a_total_last(self):
        found = hidden(protect(table({"a": (3, 0), "b": (0, 6)}), 5))
        # a is 3 in all: hidden, and so are b and everything a reader could subtract them from.
        assert ("a", "women") in found
        assert ("a", "all") in found

    def test_a_zero_that_a_total_of_zero_tells_is_not_hidden_in_vain(self):
        found = hidden(protect(table({"a": (3, 0, 9), "b": (8, 0, 2)}, ("w", "m", "u")), 5))
        assert not {place for place in found if place[1] == "m"}

    def test_the_fewest_numbers(self):
        # One small count takes three others, wherever they are.
        rows = {"a": (663, 379, 13), "b": (247, 229, 4), "c": (93, 97, 0)}
        found = hidden(protect(table(rows, ("w", "m", "u")), 5))
        assert found == {("b", "u"), ("b", "m"), ("a", "u"), ("a", "m")}


def shares(rows: Mapping[str, tuple[int, ...]], parts: Mapping[str, tuple[int, ...]]) -> Tables:
    """A table and another of those of them who reached something."""
    whole, part = table(rows), table(parts, kind="reached")
    return Tables(
        kinds=("people", "reached"),
        places=whole.places,
        counts={**whole.counts, **part.counts},
        sums=whole.sums,
        rests=[Rest("not reached", "people", ("reached",), Role.DERIVED)],
    )


class TestWhatCanBeSubtracted:
    def test_few_who_did_not_reach_it_hide_how_many_did(self):
        decision = protect(
            shares({"a": (20, 30), "b": (40, 50)}, {"a": (18, 10), "b": (20, 20)}), 5
        )
        assert ("reached", ("a", "women")) in decision.hidden
        assert not {place for kind, place in decision.hidden if kind == "people"}

    def test_none_who_did_not_reach_it_may_show(self):
        decision = protect(shares({"a": (20, 30), "b": (40, 50)}, {"a": (20, 10), "b": (0, 20)}), 5)
        assert not decision.hidden

    def test_a_rest_that_is_printed_counts_as_any(self):
        plain = shares({"a": (20, 30), "b": (40, 50)}, {"a": (18, 10), "b": (20, 20)})
        tables = Tables(
            kinds=plain.kinds,
            places=plain.places,
            counts=plain.counts,
            sums=plain.sums,
            rests=[Rest("missing", "people", ("reached",), Role.PRINTED)],
        )
        decision = protect(tables, 5)
        assert ("missing", ("a", "women")) in decision.hidden
        assert ("reached", ("a", "women")) in decision.hidden

    def test_parts_that_are_no_parts_tell_nothing(self):
        decision = protect(
            shares({"a": (20, 30), "b": (40, 50)}, {"a": (22, 10), "b": (20, 20)}), 5
        )
        assert not decision.hidden


class TestPrivatePlaces:
    def two_sites(self, first: int, second: int, private: int) -> Tables[str, str]:
        counts = {"all": first + second + private, "1": first, "2": second, "private": private}
        return Tables(
            kinds=("people",),
            places=("all", "1", "2", "private"),
            counts={("people", place): count for place, count in counts.items()},
            sums=[Sum("all", ("1", "2", "private"))],
            private={"private"},
        )

    def test_somebody_there_must_not_come_out_by_subtraction(self):
        decision = protect(self.two_sites(20, 30, 1), 5)
        assert decision.hidden == {("people", "1")}
        assert ("people", "private") not in decision.shown | decision.hidden

    def test_nor_many(self):
        assert protect(self.two_sites(20, 30, 50), 5).hidden == {("people", "1")}

    def test_that_nobody_is_there_may(self):
        assert not protect(self.two_sites(20, 30, 0), 5).hidden

    def test_no_proof_counts_on_somebody_being_there(self):
        assert protect(self.two_sites(3, 30, 0), 5).hidden == {("people", "1"), ("people", "2")}


class TestSettled:
    def test_stays_as_it_is(self):
        whole = protect(table(EXAMPLE), 5)
        halves = {group: tuple(count // 2 for count in row) for group, row in EXAMPLE.items()}
        sites = ("all", "1", "2")
        counts: dict[tuple[str, tuple[str, Place]], int] = {}
        for place in places(GROUPS, SEXES):
            in_all = table(EXAMPLE).counts["people", place]
            in_one = table(halves).counts["people", place]
            counts |= {
                ("people", ("all", place)): in_all,
                ("people", ("1", place)): in_one,
                ("people", ("2", place)): in_all - in_one,
            }
        by_site = Tables(
            kinds=("people",),
            places=[(site, place) for site in sites for place in places(GROUPS, SEXES)],
            counts=counts,
            sums=[
                *(Sum(("all", p), (("1", p), ("2", p))) for p in places(GROUPS, SEXES)),
                *(
                    Sum((site, line.total), tuple((site, part) for part in line.parts))
                    for site in sites
                    for line in sums(GROUPS, SEXES)
                ),
            ],
        )
        settled = Decision(
            hidden=frozenset((kind, ("all", place)) for kind, place in whole.hidden),
            shown=frozenset((kind, ("all", place)) for kind, place in whole.shown),
            proofs={},
            made_of=(),
        )
        decision = protect(by_site, 5, settled)
        in_all = {place for _kind, (site, place) in decision.hidden if site == "all"}
        assert in_all == hidden(whole)


def random_tables() -> st.SearchStrategy[Tables[str, Place]]:
    sexes = ("w", "m", "u")
    cell = st.integers(0, 12)

    @st.composite
    def drawn(draw: st.DrawFn) -> Tables[str, Place]:
        people: dict[str, tuple[int, ...]] = {}
        reached: dict[str, tuple[int, ...]] = {}
        for group in "abc":
            people[group] = tuple(draw(cell) for _ in sexes)
            reached[group] = tuple(draw(st.integers(0, count)) for count in people[group])
        whole, part = table(people, sexes), table(reached, sexes, "reached")
        return Tables(
            kinds=("people", "reached"),
            places=whole.places,
            counts={**whole.counts, **part.counts},
            sums=whole.sums,
            rests=[Rest("not reached", "people", ("reached",), Role.DERIVED)],
        )

    return drawn()


class TestEveryDecision:
    @given(random_tables(), st.integers(3, 7))
    def test_hides_every_small_count(self, tables, threshold):
        decision = protect(tables, threshold)
        small = {key for key, count in tables.counts.items() if 0 < count < threshold}
        assert small <= decision.hidden
        assert decision.hidden | decision.shown == tables.counts.keys()
        assert not decision.hidden & decision.shown

    @given(random_tables())
    def test_comes_with_another_world_for_every_hidden_count(self, tables):
        """Checked from the definition: add the changes up, and compare what is printed."""
        decision = protect(tables, 5)
        rests = {
            ("not reached", place)
            for place in tables.places
            if 0 < tables.counts["people", place] - tables.counts["reached", place] < 5
        }
        assert decision.proofs.keys() == decision.hidden | rests
        for (kind, place), changes in decision.proofs.items():
            world = {key: tables.counts[key] + changes.get(key, 0) for key in decision.made_of}
            assert min(world.values()) >= 0
            for inner in {place for _kind, place in decision.made_of}:
                assert world["reached", inner] <= world["people", inner]

            def count(kind, place, world=world):
                if kind == "not reached":
                    return count("people", place) - count("reached", place)
                group, sex = place
                return sum(
                    value
                    for (of, (g, s)), value in world.items()
                    if of == kind and group in {g, "all"} and sex in {s, "all"}
                )

            assert all(count(*shown) == tables.counts[shown] for shown in decision.shown)
            really = (
                tables.counts["people", place] - tables.counts["reached", place]
                if kind == "not reached"
                else tables.counts[kind, place]
            )
            assert count(kind, place) != really

    @given(random_tables())
    @settings(max_examples=30)
    def test_is_the_same_every_time(self, tables):
        assert protect(tables, 5) == protect(tables, 5)


def test_where_no_proof_is_found_everything_is_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("find", "find_at_any_price"):
        monkeypatch.setattr(Worlds, name, lambda *_args: None)
    decision = protect(table(EXAMPLE), 5)
    assert not decision.shown


@pytest.mark.parametrize(
    ("part", "whole", "shows"),
    [
        (0, 4, False),
        (3, 20, False),
        (17, 20, False),
        (5, 10, True),
        (15, 20, True),
        (0, 9, False),
        (9, 9, False),
        (0, 10, True),
        (10, 10, True),
    ],
)
def test_shares(part: int, whole: int, shows: bool) -> None:
    assert may_show_share(part, whole, 5) is shows
