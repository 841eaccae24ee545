"""CSV files as Swedish Excel, Google Sheets and LibreOffice write them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dirigo_tui.domain.errors import Refused
from dirigo_tui.exports.csv_reader import read_csv
from dirigo_tui.exports.list_reader import read_list_bytes

ROWS = [(1, ["Referens", "Namn", "Kön"]), (2, ["0012", "Åsa Öberg", "kvinna"])]


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_delimiters_encodings_and_line_ends(delimiter: str, encoding: str, end: str) -> None:
    text = end.join(delimiter.join(cells) for _, cells in ROWS) + end
    grid = read_csv(text.encode(encoding))
    assert grid.name == "Deltagare"
    assert grid.rows == ROWS


@pytest.mark.parametrize("first", ["sep=;\r\n", "SEP=;\n", '"sep=;"\r\n'])
def test_a_separator_line_is_obeyed_and_not_counted(first: str) -> None:
    text = first + "Referens;Namn,som den står\nA1;Åsa\n"
    expected = [(1, ["Referens", "Namn,som den står"]), (2, ["A1", "Åsa"])]
    assert read_csv(text.encode("utf-8-sig")).rows == expected


def test_commas_in_quotes_do_not_decide_the_delimiter() -> None:
    assert read_csv(b'"a,b,c";d\n"1,2";3\n').rows == [(1, ["a,b,c", "d"]), (2, ["1,2", "3"])]


def test_a_line_break_in_quotes_stays_in_its_cell_and_a_row_is_a_record() -> None:
    text = 'Referens;Namn\nA1;"Åsa\nÖberg"\nA2;"säger ""hej"""\n'
    assert read_csv(text.encode()).rows == [
        (1, ["Referens", "Namn"]),
        (2, ["A1", "Åsa\nÖberg"]),
        (3, ["A2", 'säger "hej"']),
    ]


def test_blank_rows_and_trailing_blanks() -> None:
    text = "\nReferens;Namn;;\n;;;\n\nA1; ;\u00a0;\n;;;;;\n"
    assert read_csv(text.encode()).rows == [(2, ["Referens", "Namn"]), (5, ["A1"])]


def test_a_lone_column_has_no_delimiter() -> None:
    assert read_csv(b"Referens\nA1\nA2").rows == [(1, ["Referens"]), (2, ["A1"]), (3, ["A2"])]


def test_nothing_is_taken_for_a_formula_or_a_number() -> None:
    cells = ["=1+1", "007", "+46", "-5", "@x", "1e5", "TRUE"]
    assert read_csv(";".join(cells).encode()).rows == [(1, cells)]


@pytest.mark.parametrize("text", ['Referens;Namn\nA1;"Åsa\nA2;Bo\n', 'Referens;Namn\n"A"1;Åsa\n'])
def test_quotes_that_would_swallow_rows_are_refused(text: str) -> None:
    with pytest.raises(Refused) as caught:
        read_csv(text.encode())
    assert caught.value.code == "import_csv_quotes"
    assert caught.value.params == {"row": 2}


@pytest.mark.parametrize("content", [b"Referens\0;Namn", "Referens".encode("utf-16"), b"\xff\x81x"])
def test_what_is_no_text(content: bytes) -> None:
    with pytest.raises(Refused) as caught:
        read_list_bytes(content, "lista.csv")
    assert caught.value.code == "import_csv_not_text"


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    try:
        grids = read_list_bytes(content, "lista.csv")
    except Refused as refused:
        assert refused.code.startswith("import_")
    else:
        assert [grid.name for grid in grids] == ["Deltagare"]
