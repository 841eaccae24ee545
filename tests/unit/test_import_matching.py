"""Which row is about which record."""

from __future__ import annotations

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st
from made import activity

from dirigo_tui.domain.records import Activity
from dirigo_tui.services.list_import.matching import Match, agreeing, pair

TITLE = Match[str, Activity](lambda row: row, lambda record: record.title)
ALONE = Match[str, Activity](lambda row: row[0], lambda record: record.title[0], alone=True)


def pairs(rows: list[str], titles: list[str], *ways: Match[str, Activity]) -> list[str | None]:
    records = [activity(title) for title in titles]
    return [record and record.title for _, record in pair(rows, records, ways)]


def test_rows_and_records_with_one_key_go_together_in_order() -> None:
    records = [activity("Promenad"), activity("Praktik"), activity("Promenad")]
    paired = list(pair(["Promenad", "Promenad", "Promenad", "Kurs"], records, [TITLE]))
    assert [record for _, record in paired] == [records[0], records[2], None, None]


def test_a_surer_way_goes_before_an_earlier_row() -> None:
    assert pairs(["Pa", "Pb"], ["Pb"], TITLE, ALONE) == [None, "Pb"]


def test_what_must_stand_alone_does_not_choose() -> None:
    assert pairs(["Px"], ["Pa", "Pb"], ALONE) == [None]
    assert pairs(["Px", "Py"], ["Pa"], ALONE) == [None, None]
    assert pairs(["Px"], ["Pa"], ALONE) == ["Pa"]


def test_what_is_settled_stays_settled() -> None:
    records = [activity("Promenad"), activity("Promenad")]
    paired = pair(["Promenad", "Promenad"], records, [TITLE], {1: records[0]})
    assert [record for _, record in paired] == [records[1], records[0]]


def test_a_row_that_agrees_with_several_leaves_room_for_one_that_does_not() -> None:
    one, other = activity("b"), activity("a")
    found = agreeing(["ab", "b"], [one, other], lambda row, record: record.title in row)
    assert found == {0: other, 1: one}


@given(st.lists(st.frozensets(st.sampled_from("abcd")), max_size=4))
def test_as_many_rows_as_can_be_agree(rows: list[frozenset[str]]) -> None:
    records = [activity(title) for title in "abcd"]
    found = agreeing(rows, records, lambda row, record: record.title in row)
    assert len({record.id for record in found.values()}) == len(found)
    assert all(record.title in rows[index] for index, record in found.items())
    most = max(
        sum(title in row for row, title in zip(rows, titles, strict=False))
        for titles in permutations("abcd")
    )
    assert len(found) == most
