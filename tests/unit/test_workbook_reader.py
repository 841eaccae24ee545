"""Workbooks as real writers make them: what arrives in the cells."""

from __future__ import annotations

import datetime as dt
import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from dirigo_tui.exports.workbook_reader import read_workbook
from dirigo_tui.services.list_import.grid import BrokenCell, Cell, Fault, Row, SheetGrid

MOMENT = dt.datetime.fromisoformat("2027-03-05T10:30")
"""A cell holds no time zone."""

Fill = Callable[[openpyxl.worksheet.worksheet.Worksheet], None]


def by_openpyxl(fill: Fill) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, openpyxl.worksheet.worksheet.Worksheet)
    sheet.title = "Deltagare"
    fill(sheet)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def by_xlsxwriter(
    fill: Callable[[xlsxwriter.Workbook, xlsxwriter.worksheet.Worksheet], None],
    **options: bool,
) -> bytes:
    buffer = io.BytesIO()
    plain = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(buffer, plain | options)
    fill(book, book.add_worksheet("Deltagare"))
    book.close()
    return buffer.getvalue()


def rows(content: bytes) -> list[Row]:
    (grid,) = read_workbook(content)
    return [(number, list(cells)) for number, cells in grid.rows]


def everyday(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
    """A sheet with one of everything that lists hold."""
    sheet.append(["Referens", " Namn ", "Start", "Tid", "Ja"])
    sheet.append(["A1", "Åsa Öberg", dt.date(2027, 3, 5), dt.time(10, 30), True])
    sheet.append([1234.0, "0123", MOMENT, 7.5, False])
    sheet["A7"] = 200001012384
    sheet["B7"] = "=1+1 är text"
    sheet["B7"].data_type = "s"


EVERYDAY: list[Row] = [
    (1, ["Referens", " Namn ", "Start", "Tid", "Ja"]),
    (2, ["A1", "Åsa Öberg", dt.date(2027, 3, 5), dt.time(10, 30), True]),
    (3, [1234, "0123", MOMENT, 7.5, False]),
    (7, [200001012384, "=1+1 är text"]),
]


def test_characters_that_xml_cannot_hold_are_read_as_excel_does() -> None:
    # Saved as Kim_x000D_Ek, and as a_x005F_x000D_b: text that only looks like it.
    content = by_xlsxwriter(lambda _book, sheet: sheet.write_row(0, 0, ["Kim\rEk", "a_x000D_b"]))
    assert rows(content) == [(1, ["Kim\rEk", "a_x000D_b"])]
    saved = by_openpyxl(lambda sheet: sheet.append(["Kim_x000D_Ek"]))
    assert rows(saved) == [(1, ["Kim\rEk"])]


def test_values_keep_their_kind_and_rows_their_number() -> None:
    read = rows(by_openpyxl(everyday))
    assert read == EVERYDAY
    assert [type(read[2][1][column]) for column in (0, 3, 4)] == [int, float, bool]


def test_the_same_values_written_by_xlsxwriter() -> None:
    def fill(book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet) -> None:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        clock = book.add_format({"num_format": "hh:mm"})
        sheet.write_row(0, 0, ["Referens", " Namn ", "Start", "Tid", "Ja"])
        sheet.write_row(1, 0, ["A1", "Åsa Öberg"])
        sheet.write_datetime(1, 2, dt.date(2027, 3, 5), day)
        sheet.write_datetime(1, 3, dt.time(10, 30), clock)
        sheet.write(1, 4, True)
        sheet.write_row(2, 0, [1234, "0123"])
        sheet.write_datetime(2, 2, MOMENT, moment)
        sheet.write_row(2, 3, [7.5, False])
        sheet.write_row(6, 0, [200001012384, "=1+1 är text"])
        sheet.write_blank(40, 3, None, day)

    assert rows(by_xlsxwriter(fill)) == EVERYDAY


def test_dates_in_the_old_macintosh_calendar() -> None:
    def fill(book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet) -> None:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_datetime(0, 0, dt.date(2027, 3, 5), day)

    assert rows(by_xlsxwriter(fill, date_1904=True)) == [(1, [dt.date(2027, 3, 5)])]


def test_leading_and_trailing_blanks_around_the_cells() -> None:
    def fill(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
        sheet["C3"] = "Referens"
        sheet["C4"] = "A1"
        sheet["D4"] = "   "
        sheet["F9"] = "\u00a0"

    assert rows(by_openpyxl(fill)) == [(3, [None, None, "Referens"]), (4, [None, None, "A1"])]


def test_a_merged_cell_has_its_value_in_its_first_cell() -> None:
    def fill(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
        sheet.append(["Referens", "Namn", None, "Kön"])
        sheet.merge_cells("B1:C1")
        sheet.append(["A1", "Åsa", None, "kvinna"])

    assert rows(by_openpyxl(fill)) == [
        (1, ["Referens", "Namn", None, "Kön"]),
        (2, ["A1", "Åsa", None, "kvinna"]),
    ]


def test_a_formula_gives_its_saved_result() -> None:
    def fill(book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet) -> None:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_formula(0, 0, '="A"&1', None, "A1")
        sheet.write_formula(0, 1, "=1+1", None, 2)
        sheet.write_formula(0, 2, "=TODAY()", day, 46451)
        sheet.write_formula(0, 3, "=1=1", None, True)

    assert rows(by_xlsxwriter(fill)) == [(1, ["A1", 2, dt.date(2027, 3, 5), True])]


def test_a_formula_that_was_never_calculated_is_no_blank() -> None:
    def fill(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
        sheet["A1"] = "Referens"
        sheet["A2"] = "=B2"
        sheet["C4"] = "=1+1"

    assert rows(by_openpyxl(fill)) == [
        (1, ["Referens"]),
        (2, [BrokenCell(Fault.NOT_CALCULATED, "=B2")]),
        (4, [None, None, BrokenCell(Fault.NOT_CALCULATED, "=1+1")]),
    ]


@pytest.mark.parametrize("shown", ["#REF!", "#N/A", "#DIV/0!", "#NAME?", "#VALUE!", "#NULL!"])
def test_an_error_is_no_blank(shown: str) -> None:
    def fill(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
        sheet["A1"] = "Referens"
        sheet["B3"] = shown

    assert rows(by_openpyxl(fill)) == [
        (1, ["Referens"]),
        (3, [None, BrokenCell(Fault.ERROR, shown)]),
    ]


def test_an_error_that_a_formula_ended_in() -> None:
    def fill(book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet) -> None:
        sheet.write_formula(0, 0, "=A9/0", None, "#DIV/0!")
        sheet.write(0, 1, "x")

    assert rows(by_xlsxwriter(fill)) == [(1, [BrokenCell(Fault.ERROR, "#DIV/0!"), "x"])]


def test_rich_text_and_line_breaks_are_text() -> None:
    def fill(book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet) -> None:
        sheet.write_rich_string(0, 0, "Å", book.add_format({"bold": True}), "s", "a")
        sheet.write(0, 1, "en rad\nen till")

    assert rows(by_xlsxwriter(fill)) == [(1, ["Åsa", "en rad\nen till"])]


def test_sheets_come_in_order_and_hidden_ones_say_so() -> None:
    book = openpyxl.Workbook()
    book.create_sheet("Listor").sheet_state = "hidden"
    book["Listor"]["A1"] = "kvinna"
    book.create_chartsheet("Diagram")
    book.create_sheet("Plan & mål")["A1"] = "Referens"
    buffer = io.BytesIO()
    book.save(buffer)
    grids = read_workbook(buffer.getvalue())
    assert [(grid.name, grid.hidden, len(grid.rows)) for grid in grids] == [
        ("Sheet", False, 0),
        ("Listor", True, 1),
        ("Plan & mål", False, 1),
    ]


def test_a_formula_on_another_file_gives_what_was_saved_and_opens_nothing() -> None:
    def fill(book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet) -> None:
        sheet.write_formula(0, 0, "='/etc/[passwd.xlsx]Blad1'!$A$1", None, "sparat")

    assert rows(by_xlsxwriter(fill)) == [(1, ["sparat"])]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_workbook_saved_by_libreoffice(tmp_path: Path) -> None:
    def fill(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
        everyday(sheet)
        sheet["A9"] = "=1+1"
        sheet["B9"] = "=1/0"
        sheet["C9"] = '="Åsa"'
        sheet["D9"] = '=""'
        sheet["A9"].font = openpyxl.styles.Font(bold=True)
        for column in range(1, 60):
            sheet.cell(20_000, column).fill = openpyxl.styles.PatternFill("solid", "FFFF00")

    source = tmp_path / "lista.xlsx"
    source.write_bytes(by_openpyxl(fill))
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}",
            "--headless",
            "--convert-to",
            "xlsx:Calc MS Excel 2007 XML",
            "--outdir",
            tmp_path / "ut",
            source,
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    assert rows((tmp_path / "ut" / "lista.xlsx").read_bytes()) == [
        *EVERYDAY,
        (9, [2, BrokenCell(Fault.ERROR, "#DIV/0!"), "Åsa"]),
    ]


SHEET = "xl/worksheets/sheet1.xml"


def with_row(xml: str) -> bytes:
    """A workbook whose second row is written as other programs write it."""
    written = by_openpyxl(lambda sheet: sheet.append(["Referens"]))
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(written)) as source, zipfile.ZipFile(buffer, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            if name == SHEET:
                part = part.replace(b"</sheetData>", xml.encode() + b"</sheetData>")
            target.writestr(name, part)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("xml", "expected"),
    [
        (
            '<row r="2"><c r="A2" t="inlineStr"><is><t>Åsa</t></is></c>'
            '<c r="B2" t="inlineStr"><is><r><t>Å</t></r><r><t>sa</t></r></is></c></row>',
            ["Åsa", "Åsa"],
        ),
        (
            '<row r="2"><c r="A2" t="d"><v>2027-03-05</v></c>'
            '<c r="B2" t="d"><v>2027-03-05T00:00:00.000</v></c>'
            '<c r="C2" t="d"><v>2027-03-05T10:30:00</v></c></row>',
            [dt.date(2027, 3, 5), dt.date(2027, 3, 5), MOMENT],
        ),
        ('<row><c><v>5</v></c><c t="b"><v>1</v></c></row>', [5, True]),
        (
            '<row r="2"><c t="e" r="A2"><v>#N/A</v></c><c r="B2"><f>1+1</f></c></row>',
            [BrokenCell(Fault.ERROR, "#N/A"), BrokenCell(Fault.NOT_CALCULATED, "=1+1")],
        ),
    ],
)
def test_other_ways_to_write_a_row(xml: str, expected: list[Cell]) -> None:
    assert rows(with_row(xml)) == [(1, ["Referens"]), (2, expected)]


def test_an_empty_sheet_has_no_rows() -> None:
    assert read_workbook(by_openpyxl(lambda sheet: None)) == [SheetGrid("Deltagare", [])]
