"""What a row of a summary says, and what it leaves out (DOMAIN.md §8 and §9.3)."""

from __future__ import annotations

from datetime import date

import pytest

from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.goals import GoalId
from dirigo_tui.services.cohort import ALL, Cell, Cohort, Count, Place, added_up
from dirigo_tui.services.summary import (
    Advice,
    GoalRow,
    Summary,
    TableId,
    as_plain,
    choose_threshold,
    protected,
)

AS_OF = date(2014, 6, 30)
WOMEN = Place("sick_leave", "women", ALL)


def people(
    counts: dict[Count, int], *others: tuple[Cell, dict[Count, int]], by_site: bool = False
) -> Cohort:
    """Women on sick leave at Haninge, and others."""
    cell = Cell("sick_leave", "women", "Haninge", protected=False)
    return added_up(AS_OF, [(cell, counts), *others], by_site=by_site, without_target_group=0)


def goal(summary: Summary, id: GoalId, place: Place = WOMEN) -> GoalRow:
    (table,) = (table for table in summary.goals if table.goal.id is id)
    (row,) = (row for row in table.rows if row.place == place)
    return row


class TestShares:
    def test_stand_beside_their_counts(self) -> None:
        row = goal(
            protected(people({Count.STARTED: 40, Count.JOINT_PLAN: 30}), 5), GoalId.JOINT_PLAN
        )
        assert (row.numerator, row.denominator, row.missing) == (30, 40, 0)
        assert (row.share, row.lower, row.upper) == (0.75, 0.75, 0.75)
        assert not row.suppressed

    @pytest.mark.parametrize("reached", [0, 9])
    def test_none_and_all_of_few_show_as_counts_only(self, reached: int) -> None:
        row = goal(
            protected(people({Count.STARTED: 9, Count.JOINT_PLAN: reached}), 5), GoalId.JOINT_PLAN
        )
        assert (row.numerator, row.denominator) == (reached, 9)
        assert (row.share, row.lower, row.upper) == (None, None, None)
        assert row.suppressed

    @pytest.mark.parametrize(("reached", "share"), [(0, 0.0), (10, 1.0)])
    def test_of_twice_the_threshold_they_show(self, reached: int, share: float) -> None:
        counts = {Count.STARTED: 10, Count.JOINT_PLAN: reached}
        assert goal(protected(people(counts), 5), GoalId.JOINT_PLAN).share == share

    def test_of_nobody_there_is_none_and_nothing_is_hidden(self) -> None:
        row = goal(protected(people({Count.STARTED: 40}), 5), GoalId.REGAINED_WORK_ABILITY)
        assert (row.numerator, row.denominator, row.share, row.upper) == (0, 0, None, None)
        assert not row.suppressed

    def test_the_upper_bound_would_tell_how_few_are_missing(self) -> None:
        counts = {
            Count.STARTED: 60,
            Count.ENDED: 40,
            Count.REGAINED_AT_EXIT: 20,
            Count.UNKNOWN_AT_EXIT: 3,
        }
        row = goal(protected(people(counts), 5), GoalId.REGAINED_WORK_ABILITY)
        assert (row.numerator, row.denominator, row.missing) == (20, 40, None)
        assert (row.share, row.lower, row.upper) == (0.5, 0.5, None)
        assert row.suppressed

    def test_missing_and_who_answered_add_up_to_who_has_ended(self) -> None:
        counts = {
            Count.STARTED: 60,
            Count.ENDED: 40,
            Count.M1_ANSWERED: 37,
            Count.M1_UP: 20,
        }
        row = goal(protected(people(counts), 5), GoalId.WORK_ABILITY_PROSPECTS)
        assert (row.denominator, row.missing, row.share) == (None, None, None)
        assert row.numerator == 20


class TestOneCountIsOneCount:
    def test_in_whatever_table_it_stands(self) -> None:
        counts = {
            Count.STARTED: 60,
            Count.ENDED: 40,
            Count.REGAINED_AT_EXIT: 20,
            Count.ACTIVE_AT_EXIT: 18,
        }
        summary = protected(people(counts), 5)
        shown = {
            table.id: next(row.count for row in table.rows if row.place == WOMEN)
            for table in summary.tables
        }
        of_regained = goal(summary, GoalId.IN_WORK_OF_REGAINED)
        regained = goal(summary, GoalId.REGAINED_WORK_ABILITY)
        # Two of twenty are not in work: the eighteen are hidden wherever they stand.
        assert shown[TableId.OUTCOME_A_EXIT] is None
        assert of_regained.numerator is None
        assert shown[TableId.OUTCOME_B_EXIT] == of_regained.denominator == regained.numerator == 20
        assert shown[TableId.ENDED] == regained.denominator == 40


class TestSites:
    def test_a_site_by_the_name_of_the_total_counts_in_totals_only(self) -> None:
        other = (Cell("sick_leave", "men", "all", protected=False), {Count.STARTED: 30})
        data = as_plain(protected(people({Count.STARTED: 40}, other, by_site=True), 5))
        rows = data["tables"][0]["rows"]
        assert len(rows) == 32
        total = {"target_group": "all", "sex": "all", "site": "all"}
        (row,) = (row for row in rows if row.items() >= total.items())
        assert row["count"] == 70


class TestAdvice:
    def test_none_while_most_of_it_shows(self) -> None:
        assert protected(people({Count.STARTED: 40}), 5).advice is None
        assert protected(people({}), 5).advice is None

    def test_sites_first_then_target_groups(self) -> None:
        few = [
            (Cell("sick_leave", "men", site, protected=False), {Count.STARTED: 3})
            for site in ("Haninge", "Järfälla", "Östermalm")
        ]
        summary = protected(people({Count.STARTED: 40}, *few, by_site=True), 5)
        assert summary.advice is Advice.MERGE_SITES
        assert protected(people({Count.STARTED: 3}), 5).advice is Advice.MERGE_TARGET_GROUPS


def test_a_threshold_below_three_is_refused() -> None:
    with pytest.raises(Refused, match="threshold_too_low"):
        choose_threshold(None, 2)  # type: ignore[arg-type]
