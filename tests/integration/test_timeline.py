"""The timeline is how the counts of the summary have grown, quarter by quarter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from desks import DirectDesk, open_desk
from known_people import known_people, store

from dirigo_tui.services.cohort import ALL, Place, cohort
from dirigo_tui.services.summary import SummaryOrder, counted, summary
from dirigo_tui.services.timeline import SERIES, Quarter, Turns, timeline, turns

AS_OF = date(2014, 6, 20)
EVERYBODY = Place(ALL, ALL, ALL)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> DirectDesk:
    desk = open_desk(tmp_path_factory.mktemp("desk"))
    desk.write(lambda unit: store(unit, known_people(7, 250, AS_OF)))
    return desk


@pytest.fixture(scope="module")
def exact(desk: DirectDesk) -> Turns:
    return desk.read(turns, SummaryOrder(as_of=AS_OF))


def last_day(quarter: Quarter) -> date:
    after = quarter.next
    return date(after.year, 3 * after.number - 2, 1) - timedelta(days=1)


def test_each_quarter_is_how_much_the_summary_has_grown(desk: DirectDesk, exact: Turns) -> None:
    quarters = {quarter for _count, quarter in exact}
    assert len(quarters) > 8
    for quarter in quarters:
        day = min(last_day(quarter), AS_OF)
        before = date(quarter.year, 3 * quarter.number - 2, 1) - timedelta(days=1)
        now, then = (desk.read(cohort, on).counts[EVERYBODY] for on in (day, before))
        for count in SERIES:
            grown = now[count] - then[count]
            assert exact.get((count, quarter), 0) == grown, (count, quarter)


def test_it_adds_up_to_the_summary(desk: DirectDesk, exact: Turns) -> None:
    counted = desk.read(cohort, AS_OF).counts[EVERYBODY]
    for count in SERIES:
        assert counted[count] > 0
        assert sum(n for (one, _), n in exact.items() if one is count) == counted[count]


def test_all_desks_are_counted_alike(desk: DirectDesk, exact: Turns) -> None:
    assert desk.read(turns, SummaryOrder(as_of=AS_OF, all_desks=True)) == exact


def test_what_is_shown_is_true_and_nothing_small(desk: DirectDesk, exact: Turns) -> None:
    found = timeline(exact, desk.read(summary, SummaryOrder(as_of=AS_OF)))
    assert found.quarters[-1] == Quarter(2014, 2)
    for series in SERIES:
        assert found.totals[series] == desk.read(cohort, AS_OF).counts[EVERYBODY][series]
        for number, quarter in zip(found.counts[series], found.quarters, strict=True):
            assert number in (None, exact.get((series, quarter), 0))
            assert number is None or number == 0 or number >= 5


def test_a_total_that_is_hidden_hides_its_series(desk: DirectDesk, exact: Turns) -> None:
    people = desk.read(counted, SummaryOrder(as_of=AS_OF))
    in_work = people.people.counts[EVERYBODY][SERIES[-1]]
    found = timeline(exact, replace(people, threshold=in_work + 1).protected())
    assert found.totals[SERIES[-1]] is None
    assert set(found.counts[SERIES[-1]]) == {None}
