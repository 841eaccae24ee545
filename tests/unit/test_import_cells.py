"""Sheets, headings and single cells of a list."""

from __future__ import annotations

import unicodedata
from datetime import date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from import_lists import ANNA, FILE, TODAY, cells, errors, faults, grid, people

from dirigo_tui.domain import vocabulary as v
from dirigo_tui.services.list_import.columns import COLUMNS, Sheet
from dirigo_tui.services.list_import.grid import BrokenCell, Cell, Fault, SheetGrid, column_letters
from dirigo_tui.services.list_import.report import CellError
from dirigo_tui.services.list_import.tables import read_tables


def values(*rows: str | list[Cell], columns: str) -> list[dict[str, object]]:
    tables, found = read_tables([people(*rows, columns=columns)], FILE, TODAY)
    assert not found
    table = tables[Sheet.PARTICIPANTS]
    assert not table.errors()
    return [dict(row.values) for row in table.rows]


def value(cell: Cell, column: str) -> object:
    (row,) = values(["A1", cell], columns=f"Referens | {column}")
    row.pop("reference")
    (only,) = row.values()
    return only


def refused(cell: Cell, column: str) -> str:
    (error,) = errors(people(["A1", cell], columns=f"Referens | {column}"))
    assert (error.row, error.column) == (2, column)
    return error.expected


def test_the_columns_of_the_contract_in_both_languages() -> None:
    english = {
        "participants": "reference | name | identity number | identity kind | birth date | sex"
        " | target group | site | municipality | caseworker | sick since | no sgi | start | end"
        " | end reason | protected",
        "plans": "reference | goal | confirmed by participant | confirmed by caseworker"
        " | next follow-up",
        "activities": "reference | activity | kind | time | taking part | responsible | status"
        " | follow-up",
        "ratings": "reference | date | template | item | answer | mode | rater",
        "status": "reference | axis | value | extent, % | from | to | source",
    }
    sheets = [SheetGrid(name, [(1, cells(line))]) for name, line in english.items()]
    tables, found = read_tables(sheets, FILE, TODAY)
    assert not found
    for sheet, table in tables.items():
        assert table.errors() == []
        assert set(COLUMNS[sheet]) - set(table.positions) <= {"goal"}


def test_names_in_capitals_with_blanks_and_decomposed_letters() -> None:
    heading = " REFERENS | Kön  | SJUKSKRIVEN\u00a0 sedan | Saknar_SGI "
    sheet = people("A1 | kvinna | 2026-01-01 | ja", columns=unicodedata.normalize("NFD", heading))
    tables, _ = read_tables([SheetGrid("  deltagare ", sheet.rows)], FILE, TODAY)
    assert list(tables[Sheet.PARTICIPANTS].positions) == [
        "reference",
        "sex",
        "sick_since",
        "no_sgi",
    ]


def test_deltagare_is_another_name_for_medverkande() -> None:
    heading = "Referens | Aktivitet | Ansvarig | Deltagare"
    sheet = grid("Aktiviteter", "A1 | Promenad | Åsa Ek | kursgrupp", heading=heading)
    assert faults(ANNA, sheet) == []


def test_names_in_errors_are_those_of_the_file() -> None:
    sheet = SheetGrid("DELTAGARE", [(1, ["referens", "KÖN"]), (2, ["A1", "hund"])])
    choices = "kvinna, man, okänt"
    assert errors(sheet) == [
        CellError(
            FILE,
            "DELTAGARE",
            2,
            "KÖN",
            "hund",
            "import_word_unknown",
            {"text": "hund", "choices": choices},
        )
    ]


def test_unknown_columns_are_named_wherever_they_stand() -> None:
    sheet = people("A1 | x | y", columns="Referens | Skostorlek | Hårfärg")
    assert faults(sheet) == [
        (1, "Skostorlek", "import_column_unknown"),
        (1, "Hårfärg", "import_column_unknown"),
    ]


def test_a_column_twice_a_column_missing_and_one_without_a_name() -> None:
    sheet = people("Anna | Berit | | x", columns="Namn | name | |")
    assert faults(sheet) == [
        (1, "name", "import_column_twice"),
        (1, "D", "import_column_nameless"),
        (1, "Referens", "import_column_missing"),
    ]


def test_a_blank_column_without_a_name_is_nothing() -> None:
    """As beside a heading that spans two columns."""
    (row,) = values("A1 | Åsa | | ja", columns="Referens | Namn | | Saknar SGI |")
    assert row == {"reference": "A1", "name": "Åsa", "no_sgi": True}


def test_unknown_sheets_unless_empty_or_hidden() -> None:
    extra = [
        SheetGrid("Blad2", []),
        SheetGrid("Listor", [(1, ["kvinna"])], hidden=True),
        SheetGrid("Planer 2026", [(1, ["Referens"])]),
    ]
    (error,) = errors(ANNA, *extra)
    assert (error.sheet, error.row, error.expected) == ("Planer 2026", 1, "import_sheet_unknown")


def test_a_sheet_under_two_names_and_no_sheet_of_participants() -> None:
    found = errors(grid("Plan"), SheetGrid("plans", []))
    assert [(e.sheet, e.expected) for e in found] == [
        ("plans", "import_sheet_twice"),
        ("Deltagare", "import_sheet_missing"),
    ]


def test_without_the_participants_the_others_are_not_all_unknown() -> None:
    found = errors(grid("Plan", "A1 | Orka mer"))
    assert [error.expected for error in found] == ["import_sheet_missing"]


def test_a_title_above_the_headings() -> None:
    rows = [(1, ["Våra deltagare 2026"]), (3, ["Referens", "Namn"]), (4, ["A1", "Åsa"])]
    tables, found = read_tables([SheetGrid("Deltagare", rows)], FILE, TODAY)
    table = tables[Sheet.PARTICIPANTS]
    assert (found, table.errors()) == ([], [])
    assert [(row.number, row.values["name"]) for row in table.rows] == [(4, "Åsa")]


def test_data_is_never_taken_for_a_title() -> None:
    rows = [(1, ["Ref", "Namn"]), (2, ["A1", "Åsa"]), (3, ["Referens", "Namn"])]
    assert (1, "Ref", "import_column_unknown") in faults(SheetGrid("Deltagare", rows))


def test_blank_rows_are_no_rows() -> None:
    rows = [(1, ["Referens", "Namn"]), (2, ["A1"]), (5, [None, " \u00a0"]), (9, ["A2", "\u200b"])]
    tables, _ = read_tables([SheetGrid("Deltagare", rows)], FILE, TODAY)
    table = tables[Sheet.PARTICIPANTS]
    assert ([row.number for row in table.rows], table.errors()) == ([2, 9], [])


def test_a_row_without_reference() -> None:
    assert faults(people("| Åsa", columns="Referens | Namn")) == [(2, "Referens", "required")]


@pytest.mark.parametrize(
    ("cell", "reference"),
    [
        (1234, "1234"),
        ("1234", "1234"),
        ("0012", "0012"),
        (" A 1 ", "A 1"),
        ("a\u030a1", "å1"),
        (12.5, "12.5"),
        (10**20, "100000000000000000000"),
    ],
)
def test_references(cell: Cell, reference: str) -> None:
    assert values([cell], columns="Referens") == [{"reference": reference}]


@pytest.mark.parametrize(
    "cell",
    [
        date(2026, 3, 5),
        datetime.fromisoformat("2026-03-05T10:30"),
        "2026-03-05",
        "5/3 2026",
        "5 mars 2026",
        " 5 MARS 2026 ",
        "20260305",
        20260305,
    ],
)
def test_dates_that_say_which_day(cell: Cell) -> None:
    assert value(cell, "Start") == date(2026, 3, 5)


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("5 mars", "day_not_understood"),
        ("03/05/26", "day_not_understood"),
        ("igår", "day_not_understood"),
        (46000, "day_not_understood"),
        (True, "day_not_understood"),
        (time(10, 30), "day_not_understood"),
        ("2026-02-30", "no_such_day"),
        ("måndag 5 mars 2026", "weekday_differs"),
        (BrokenCell(Fault.ERROR, "#REF!"), "import_error_value"),
        (BrokenCell(Fault.NOT_CALCULATED, "=B2"), "import_formula_not_calculated"),
    ],
)
def test_dates_are_never_guessed(cell: Cell, code: str) -> None:
    assert refused(cell, "Start") == code


@pytest.mark.parametrize("column", ["Födelsedatum", "Sjukskriven sedan"])
def test_what_has_been_is_not_in_the_future(column: str) -> None:
    assert value("2026-11-21", column) == TODAY
    assert refused("2026-11-22", column) == "day_in_future"


def test_a_start_may_lie_ahead() -> None:
    assert value("2027-01-08", "Start") == date(2027, 1, 8)


@pytest.mark.parametrize(
    ("cell", "column", "expected"),
    [
        ("Kvinna", "Kön", v.Sex.WOMEN),
        ("men", "Kön", v.Sex.MEN),
        ("sjukskriven", "Målgrupp", v.TargetGroup.SICK_LEAVE),
        ("income_support", "Målgrupp", v.TargetGroup.INCOME_SUPPORT),
        ("Ja", "Saknar SGI", True),
        (False, "Saknar SGI", False),
        ("nej", "Skyddad identitet", v.Protection.NONE),
        ("Skyddad folkbokföring", "Skyddad identitet", v.Protection.PROTECTED_REGISTRATION),
        ("=1+1", "Namn", "=1+1"),
        ("\x1b[31m Åsa\u202e\n Ek ", "Namn", "[31m Åsa Ek"),
        (7, "Namn", "7"),
    ],
)
def test_values(cell: Cell, column: str, expected: object) -> None:
    assert value(cell, column) == expected


@pytest.mark.parametrize(
    ("cell", "column", "code"),
    [
        ("hona", "Kön", "import_word_unknown"),
        (1, "Kön", "import_word_unknown"),
        ("kanske", "Saknar SGI", "import_word_unknown"),
        ("ja", "Skyddad identitet", "import_word_unknown"),
        ("sjuk", "Målgrupp", "import_word_unknown"),
        ("x" * 501, "Namn", "text_too_long"),
    ],
)
def test_values_that_are_refused(cell: Cell, column: str, code: str) -> None:
    assert refused(cell, column) == code


def test_three_hundred_characters_are_a_name() -> None:
    assert value("å" * 300, "Namn") == "å" * 300


def test_a_long_wrong_value_is_cut_in_the_error() -> None:
    (error,) = errors(people(["A1", "x" * 10_000], columns="Referens | Namn"))
    assert (len(error.value), error.value[-1]) == (200, "…")


def test_several_wrong_cells_in_a_row_are_several_errors_from_left_to_right() -> None:
    sheet = people("| hund | 2026-13-01", columns="Referens | Kön | Start")
    assert faults(sheet) == [
        (2, "Referens", "required"),
        (2, "Kön", "import_word_unknown"),
        (2, "Start", "no_such_day"),
    ]


@pytest.mark.parametrize(("index", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (16383, "XFD")])
def test_column_letters(index: int, letters: str) -> None:
    assert column_letters(index) == letters


CELL = st.one_of(
    st.none(),
    st.text(max_size=12),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.builds(BrokenCell, st.sampled_from(Fault), st.text(max_size=5)),
    st.sampled_from(["A1", "was", "work", "m1", "ja", "2026-01-01", "50 %", "deltagare", "7"]),
)
HEADING = st.sampled_from([name for c in COLUMNS.values() for k in c.values() for name in k.names])
NAME = st.sampled_from([*Sheet, "participants", "Blad1"])


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.tuples(NAME, st.lists(HEADING, max_size=9), st.lists(st.lists(CELL, max_size=9))),
        max_size=4,
    )
)
def test_any_cells_give_a_report(sheets: list[tuple[str, list[str], list[list[Cell]]]]) -> None:
    for error in errors(
        *(
            SheetGrid(name, list(enumerate([list(heading), *rows], 1)))
            for name, heading, rows in sheets
        )
    ):
        assert error.expected
        assert error.row >= 1
