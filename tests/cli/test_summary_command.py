"""``dirigo summary``: against figures computed apart, and what it shows to whom."""

from __future__ import annotations

import ast
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import straight_line
from calls import Dirigo
from desk_at_home import journal, write
from known_people import known_people, store

from dirigo_tui.domain.vocabulary import Action
from dirigo_tui.services.summary import choose_threshold

AS_OF = date(2014, 6, 30)
EXACT = ("summary", "--unprotected", "--reason", "avstämning mot källan", "--json")


def without_words(data: dict[str, Any]) -> dict[str, Any]:
    """Tables and goals, without what the other computation does not know of."""
    goals = [
        {key: value for key, value in goal.items() if key not in {"source", "notes"}}
        for goal in data["goals"]
    ]
    return {"tables": data["tables"], "goals": goals}


class TestExactFigures:
    """What the program counts is what DOMAIN.md says, read by somebody else."""

    def test_the_other_reading_knows_nothing_of_the_program(self) -> None:
        tree = ast.parse(Path(straight_line.__file__).read_text("utf-8"))
        imported = [
            name.name if isinstance(node, ast.Import) else str(node.module)
            for node in ast.walk(tree)
            if isinstance(node, ast.Import | ast.ImportFrom)
            for name in node.names
        ]
        assert not [name for name in imported if name.startswith("dirigo")]

    @pytest.mark.parametrize("seed", range(6))
    def test_equal_those_computed_straight_from_the_domain(self, desk: Dirigo, seed: int) -> None:
        people = known_people(seed, 150, AS_OF)
        write(store, people)
        # The last day of a month that half a year leads to from two days, and one before the end.
        for as_of in (AS_OF, date(2014, 2, 28), date(2014, 7, 6)):
            for by_site in (False, True):
                options = ["--by", "site"] if by_site else []
                data = desk(*EXACT, "--as-of", as_of.isoformat(), *options).data
                wanted = straight_line.summary(people, as_of, by_site=by_site)
                assert without_words(data) == wanted
                without = straight_line.without_group(people, as_of)
                assert data["without_target_group"] == {"count": without, "suppressed": False}

    def test_the_people_reach_every_corner(self) -> None:
        """Each figure has its yes and its no, also by a day."""
        people = [p for seed in range(6) for p in known_people(seed, 150, AS_OF)]
        added = [straight_line.adds(person, AS_OF) for person in people]
        for what in added[0]:
            if what not in {"joint_plan missing", "in_work_of_regained missing"}:
                assert 0 < sum(one[what] for one in added) < len(added)
        gaps = {
            (begins - person["end"]).days
            for person in people
            if person["end"]
            for _axis, _value, _extent, begins, _ends, _struck in person["rows"]
        }
        assert {6, 7, 8} <= gaps
        assert {person["end"] for person in people} >= {AS_OF, date(2014, 7, 1)}
        assert any(person["end_reason"] == "registered_by_mistake" for person in people)


class TestTheExampleOfTheDomain:
    """DOMAIN.md §9: what is hidden, and that every total prints."""

    SHOWN = (
        ("sick_leave", 12, 9, 21),
        ("activity_compensation", None, None, 9),
        ("income_support", None, None, 10),
        ("all", 23, 17, 40),
    )

    def test_prints_exactly_as_given_there(self, desk: Dirigo) -> None:
        counts = {"sick_leave": (12, 9), "activity_compensation": (3, 6), "income_support": (8, 2)}
        (someone,) = known_people(0, 1, AS_OF)
        who = [
            (group, sex)
            for group, both in counts.items()
            for sex, count in zip(("women", "men"), both, strict=True)
            for _one in range(count)
        ]
        started = someone | {"start": AS_OF, "end": None, "end_reason": None, "protected": False}
        nothing = {"versions": [], "answers": [], "rows": []}
        people = [
            started | nothing | {"reference": f"R{place}", "group": group, "sex": sex}
            for place, (group, sex) in enumerate(who)
        ]
        write(store, people)
        data = desk("summary", "--as-of", "2014-06-30", "--json").data
        (rows,) = (table["rows"] for table in data["tables"] if table["id"] == "started")
        found = {(row["target_group"], row["sex"]): row["count"] for row in rows}
        for group, *shown in self.SHOWN:
            assert [found[group, sex] for sex in ("women", "men", "all")] == shown
            assert found[group, "unknown"] == 0
        out = desk("summary", "--as-of", "2014-06-30").out
        lines = [line.split() for line in out.partition("Har börjat")[2].splitlines()]
        assert ["aktivitetsersättning", "..", "..", "9"] in lines
        assert ["försörjningsstöd", "..", "..", "10"] in lines
        assert ["alla", "målgrupper", "23", "17", "40"] in lines


class TestProtectedFigures:
    def test_are_what_one_gets(self, desk: Dirigo) -> None:
        people = known_people(1, 60, AS_OF)
        write(store, people)
        ran = desk("summary", "--as-of", "2014-06-30", "--json")
        assert (ran.code, ran.json["command"]) == (0, "summary")
        data = ran.data
        assert (data["as_of"], data["threshold"], data["exact"]) == ("2014-06-30", 5, False)
        assert data["rules_version"] == "1"
        shown = [row["count"] for table in data["tables"] for row in table["rows"]]
        assert None in shown
        assert not {1, 2, 3, 4} & set(shown)
        exact = straight_line.summary(people, AS_OF, by_site=False)
        for table, wanted in zip(data["tables"], exact["tables"], strict=True):
            for row, other in zip(table["rows"], wanted["rows"], strict=True):
                assert row["suppressed"] is (row["count"] is None)
                assert row["count"] in {None, other["count"]}

    def test_by_site_have_a_row_for_each_and_protected_people_in_totals_only(
        self, desk: Dirigo
    ) -> None:
        people = known_people(2, 60, AS_OF)
        for person in people:
            person["protected"] = person["site"] == "Haninge"
        write(store, people)
        data = desk("summary", "--as-of", "2014-06-30", "--by", "site", "--json").data
        rows = data["tables"][0]["rows"]
        sites = list(dict.fromkeys(row["site"] for row in rows))
        assert sites == ["all", "", "Järfälla", "Södertälje", "Östermalm"]
        assert len(rows) == 16 * len(sites)

    def test_the_day_is_today_unless_it_is_said(self, desk: Dirigo) -> None:
        assert desk("summary", "--json").data["as_of"] == "2026-11-21"

    def test_the_threshold_is_the_desks(self, desk: Dirigo) -> None:
        write(choose_threshold, 3)
        assert desk("summary", "--json").data["threshold"] == 3

    def test_few_who_have_no_group_are_hidden_too(self, desk: Dirigo) -> None:
        people = known_people(3, 8, AS_OF)
        for number, person in enumerate(people):
            person["group"] = None if number < 3 else "sick_leave"
            person["start"], person["end"], person["end_reason"] = AS_OF, None, None
        write(store, people)
        data = desk("summary", "--as-of", "2014-06-30", "--json").data
        assert data["without_target_group"] == {"count": None, "suppressed": True}

    def test_goals_come_with_target_and_source(self, desk: Dirigo) -> None:
        goals = {goal["id"]: goal for goal in desk("summary", "--json").data["goals"]}
        assert goals["joint_plan"]["target"] == 0.9
        assert goals["regained_work_ability"]["target"]["activity_compensation"] == 0.1
        assert goals["regained_work_ability"]["source"] == "dirigo_2"
        assert goals["in_work_of_regained"]["notes"] == ["estimate_not_goal"]


class TestTheText:
    def test_says_what_every_figure_is(self, desk: Dirigo) -> None:
        write(store, known_people(4, 150, AS_OF))
        out = desk("summary", "--as-of", "2014-06-30").out
        assert out.startswith("Mål och resultat till och med 30 juni 2014")
        for words in (
            "Gemensam egen handlingsplan",
            "Mål: minst 90 %",
            "Källa: Dirigo 2",
            "Så räknas det:",
            "bortfall",
            "sjukskrivna minst 52 %",
            "429, 56 och 23 personer",
            "omkring 75 %",
            ".. = för få personer för att visas: antal från 1 till 4",
        ):
            assert words in out.replace("\u00a0", " ").replace("\n", " ")
        assert " .." in out
        assert "Ort:" not in out
        assert max(map(len, out.splitlines())) <= 80

    def test_speaks_english(self, desk: Dirigo) -> None:
        out = desk("summary", "--lang", "en").out
        assert out.startswith("Goals and results up to and including 21 November 2026")
        assert "Målgrupp" not in out

    def test_women_come_before_men_and_unknown_only_if_there_is_anybody(self, desk: Dirigo) -> None:
        people = known_people(5, 80, AS_OF)
        for person in people:
            person["sex"] = "women" if person["sex"] == "unknown" else person["sex"]
        write(store, people)
        out = desk("summary", "--as-of", "2014-06-30").out
        assert "okänt" not in out
        assert out.index("kvinnor") < out.index("män")

    def test_has_a_part_for_each_site(self, desk: Dirigo) -> None:
        write(store, known_people(4, 60, AS_OF))
        out = desk("summary", "--as-of", "2014-06-30", "--by", "site").out
        assert "Alla orter" in out
        assert "Ort: Södertälje" in out
        assert out.count("Så räknas det:") == 5


class TestUnprotected:
    def test_takes_a_reason(self, desk: Dirigo) -> None:
        for reason in ([], ["--reason", "  "]):
            ran = desk("summary", "--unprotected", *reason, "--json")
            assert (ran.code, ran.json["error"]["code"]) == (1, "exact_needs_reason")

    def test_never_goes_to_a_file(self, desk: Dirigo, tmp_path: Path) -> None:
        target = tmp_path / "s.json"
        ran = desk(*EXACT, "-o", target)
        assert (ran.code, ran.json["error"]["code"]) == (1, "exact_not_to_file")
        assert not target.exists()

    def test_is_written_down_and_cannot_be_undone(self, desk: Dirigo) -> None:
        assert desk(*EXACT, "--as-of", "2014-06-30").data["exact"] is True

        assert journal()[0] == (
            Action.EXACT_SUMMARY_SHOWN,
            {
                "as_of": "2014-06-30",
                "by_site": False,
                "all_desks": False,
                "reason": "avstämning mot källan",
            },
        )

    def test_a_protected_one_is_not(self, desk: Dirigo) -> None:
        assert desk("summary", "--json").code == 0
        assert not journal()

    def test_says_on_the_paper_that_it_is_exact(self, desk: Dirigo) -> None:
        out = desk("summary", "--unprotected", "--reason", "kontroll").out
        assert "EXAKTA SIFFROR" in out
        assert "för få personer" not in out
