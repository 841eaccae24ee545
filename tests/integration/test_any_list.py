"""Whatever list comes, on whatever has been taken in before: all or nothing, and then no change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from desks import TODAY, DirectDesk, open_desk
from hypothesis import given, settings
from hypothesis import strategies as st
from import_lists import HEADINGS, cells

from dirigo_tui.domain import status as rules
from dirigo_tui.domain.records import PARTICIPANT_KINDS, Participant, PlanVersion, Status
from dirigo_tui.domain.vocabulary import Action, Axis
from dirigo_tui.services.list_import import words
from dirigo_tui.services.list_import.grid import Cell, SheetGrid
from dirigo_tui.services.list_import.run import ImportList, import_list
from dirigo_tui.services.ports import UnitOfWork

DAYS = st.integers(-6, 6).map(lambda months: TODAY + timedelta(days=30 * months))
PAST = st.integers(-6, 0).map(lambda months: TODAY + timedelta(days=30 * months))
PERIODS = st.tuples(DAYS, st.none() | st.integers(0, 90)).map(
    lambda period: (period[0], None if period[1] is None else period[0] + timedelta(days=period[1]))
)
"""First and last day, the last often left open."""

REFERENCES = st.sampled_from(["A1", "A2", "A3"])


def maybe(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(st.none(), values)


def word(known: words.Words[Any]) -> st.SearchStrategy[str]:
    return st.sampled_from(list(known.usual.values()))


def row(reference: st.SearchStrategy[Any], *columns: st.SearchStrategy[Any]) -> Any:
    return st.tuples(reference, *columns).map(list)


PERSON = (
    maybe(st.sampled_from(["Åsa Öberg", "Bo Ek"])),
    st.none(),
    st.none(),
    maybe(st.just("1990-01-01")),
    maybe(word(words.SEX)),
    maybe(word(words.TARGET_GROUP)),
    maybe(st.sampled_from(["Solna", "Haninge"])),
    st.none(),
    st.none(),
    maybe(PAST),
    maybe(word(words.YES_OR_NO)),
)
START, MIDDLE, END = (TODAY - timedelta(days=days) for days in (300, 200, 100))
TAKING_PART = st.sampled_from(
    [
        (None, None, None),
        (START, None, None),
        (MIDDLE, None, None),
        (START, MIDDLE, "enligt plan"),
        (START, END, "eget val"),
        (MIDDLE, MIDDLE, "flyttat"),
        (None, END, "avliden"),
        (None, None, "avliden"),
    ]
)
GOALS = ("Orka mer", "Våga ringa", "Sova bättre")
ACTIVITY = (
    st.sampled_from(["Promenad", "Praktik"]),
    maybe(word(words.ACTIVITY_KIND)),
    maybe(st.sampled_from(["oktober", "pågår", "när det går"])),
    maybe(st.just("gruppen")),
    st.sampled_from(["deltagaren", "Bo Al"]),
    maybe(word(words.ACTIVITY_STATUS)),
    maybe(DAYS),
)
RATING = (
    PAST,
    st.just("was"),
    st.just("was"),
    st.sampled_from([0, 7, "vill inte svara"]),
    maybe(word(words.MODE)),
    st.sampled_from(["deltagare", "handläggare"]),
)


def on_axis(axis: Axis) -> st.SearchStrategy[list[Cell]]:
    known = words.AXIS_VALUE.get(axis)
    value: st.SearchStrategy[Any] = word(known) if known else st.none()
    extent: st.SearchStrategy[Any] = maybe(st.sampled_from([25, 50])) if known else st.just(75)
    return row(REFERENCES, st.just(axis.value), value, extent, PERIODS, st.none()).map(
        lambda cells: [*cells[:4], *cells[4], cells[5]]
    )


def a_sheet(name: str, rows: list[list[Cell]]) -> SheetGrid:
    return SheetGrid(name, list(enumerate([cells(HEADINGS[name]), *rows], 1)))


@st.composite
def lists(draw: st.DrawFn) -> tuple[SheetGrid, ...]:
    """A workbook, more often right than wrong, about the same three people each time."""
    people: list[list[Cell]] = [
        [f"A{number}", *draw(st.tuples(*PERSON)), *draw(TAKING_PART), None] for number in (1, 2, 3)
    ]
    plans: list[list[Cell]] = []
    for reference in draw(st.lists(REFERENCES, unique=True)):
        dates = draw(st.tuples(maybe(PAST), maybe(PAST), maybe(DAYS)))
        goals = draw(st.lists(st.sampled_from(GOALS), unique=True, min_size=1))
        plans += [[reference, goal, *dates] for goal in goals]
    ratings = st.lists(row(REFERENCES, *RATING), unique_by=lambda cells: (*cells[:2], cells[-1]))
    statuses = st.lists(st.sampled_from(Axis).flatmap(on_axis), max_size=5)
    return (
        a_sheet("Deltagare", people),
        a_sheet("Plan", plans),
        a_sheet("Aktiviteter", draw(st.lists(row(REFERENCES, *ACTIVITY), max_size=5))),
        a_sheet("Skattningar", draw(ratings)),
        a_sheet("Status", draw(statuses)),
    )


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DirectDesk]:
    opened = open_desk(tmp_path_factory.mktemp("desk"))
    yield opened
    opened.close()


def everything(desk: DirectDesk) -> list[Any]:
    return [
        record
        for kind in PARTICIPANT_KINDS
        for record in desk.read(lambda reader, kind=kind: reader.find(kind))
    ]


def empty(desk: DirectDesk) -> None:
    def remove_all(unit: UnitOfWork) -> None:
        for person in unit.find(Participant):
            unit.remove(person)
        unit.happened(Action.PARTICIPANT_CHANGED, None)

    desk.write(remove_all)


@settings(max_examples=40, deadline=None)
@given(st.lists(lists(), min_size=1, max_size=3))
def test_any_lists_one_after_the_other(
    desk: DirectDesk, books: list[tuple[SheetGrid, ...]]
) -> None:
    empty(desk)
    for grids in books:
        take_in(desk, grids)


def take_in(desk: DirectDesk, grids: tuple[SheetGrid, ...]) -> None:
    before = everything(desk)
    order = ImportList(grids=grids, file_name="lista.xlsx")
    foretold = desk.write(import_list, replace(order, dry_run=True))
    assert everything(desk) == before
    done = desk.write(import_list, order)
    assert replace(foretold, dry_run=False) == done
    after = everything(desk)
    if done.errors:
        assert after == before
        return
    for counts in desk.write(import_list, order).sheets.values():
        assert counts.rows == counts.unchanged
    assert everything(desk) == after
    check_invariants(after)


def check_invariants(records: list[Any]) -> None:
    """What every other part of the program relies on."""
    standing = [r for r in records if isinstance(r, Status) and r.struck_at is None]
    for person in (r for r in records if isinstance(r, Participant)):
        theirs = [status for status in standing if status.participant_id == person.id]
        axis = [status for status in theirs if status.axis is Axis.PARTICIPATION]
        assert (person.start, person.end) == rules.participation_dates(axis)
        assert person.end is not None or person.end_reason is None
        for status in theirs:
            later = rules.bounded(theirs, status)
            assert later == status
        versions = [r for r in records if isinstance(r, PlanVersion)]
        numbers = sorted(v.number for v in versions if v.participant_id == person.id)
        assert numbers == list(range(1, len(numbers) + 1))
