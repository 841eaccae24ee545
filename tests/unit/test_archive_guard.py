"""Files that must be refused with the right code, before a parser sees them."""

from __future__ import annotations

import io
import os
import struct
import zipfile
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dirigo_tui.domain.errors import Refused
from dirigo_tui.exports import archive_guard, list_reader, sheet_scan
from dirigo_tui.exports.list_reader import read_list, read_list_bytes

SHEET = "xl/worksheets/sheet1.xml"


def workbook() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Deltagare"
    sheet.append(["Referens", "Namn"])
    sheet.append(["A1", "Åsa"])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def repacked(parts: Mapping[str, bytes | None], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The workbook with some parts replaced, added, or (None) left out."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook())) as source,
        zipfile.ZipFile(buffer, "w", compression) as target,
    ):
        whole = {name: source.read(name) for name in source.namelist()} | dict(parts)
        for name, data in whole.items():
            if data is not None:
                target.writestr(name, data)
    return buffer.getvalue()


def part(name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(workbook())) as source:
        return source.read(name)


def sheet_with(cells: str) -> bytes:
    return part(SHEET).replace(b"</sheetData>", cells.encode() + b"</sheetData>")


def refusal(content: bytes, name: str = "lista.xlsx") -> Refused:
    with pytest.raises(Refused) as caught:
        read_list_bytes(content, name)
    return caught.value


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "lista.xlsx", "import_file_empty"),
        (b" \r\n", "lista.csv", "import_file_empty"),
        (b"Referens;Namn\n", "lista.xlsx", "import_file_other_format"),
        (b"<html><table>", "lista.xls", "import_file_other_format"),
        (b"%PDF-1.7", "lista.pdf", "import_file_other_format"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "lista.xlsx", "import_file_encrypted"),
        (OLE + "Workbook".encode("utf-16-le"), "lista.xls", "import_file_old_excel"),
        (b"PK\x03\x04 and then nothing", "lista.xlsx", "import_file_damaged"),
    ],
)
def test_what_is_no_workbook(content: bytes, name: str, code: str) -> None:
    assert refusal(content, name).code == code


def test_the_bytes_count_before_the_name() -> None:
    (grid,) = read_list_bytes(workbook(), "lista.csv")
    assert grid.rows == [(1, ["Referens", "Namn"]), (2, ["A1", "Åsa"])]


def test_a_workbook_with_macros() -> None:
    assert refusal(repacked({"xl/vbaProject.bin": b"x"}), "a.xlsm").code == "import_file_has_macros"
    assert (
        refusal(repacked({"xl/macrosheets/sheet1.xml": b"<a/>"})).code == "import_file_has_macros"
    )


def test_other_office_files() -> None:
    opendocument = {"mimetype": b"x", "xl/workbook.xml": None}
    assert refusal(repacked(opendocument)).code == "import_file_other_format"
    binary = {"xl/workbook.xml": None, "xl/workbook.bin": b"x"}
    assert refusal(repacked(binary), "a.xlsb").code == "import_file_other_format"


def test_a_file_above_the_limit_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "stor.xlsx"
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    with pytest.raises(Refused) as caught:
        read_list(path)
    assert caught.value.code == "import_file_too_big"
    assert caught.value.params == {"size_mb": 200, "limit_mb": 64}


def test_a_folder_and_a_missing_file(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "saknas.xlsx"):
        with pytest.raises(Refused) as caught:
            read_list(path)
        assert caught.value.code == "import_file_unreadable"


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "rör.csv")
    with pytest.raises(Refused) as caught:
        read_list(tmp_path / "rör.csv")
    assert caught.value.code == "import_file_unreadable"


def test_a_bomb_is_stopped_while_it_unpacks() -> None:
    bomb = repacked({"xl/sharedStrings.xml": b" " * (40 * archive_guard.MEGABYTE)})
    assert len(bomb) < archive_guard.MEGABYTE
    assert refusal(bomb).code == "import_file_unpacks_too_big"


def test_many_middling_parts_are_a_bomb_too() -> None:
    parts = {f"xl/del{number}.xml": b" " * (4 * archive_guard.MEGABYTE) for number in range(9)}
    assert refusal(repacked(parts)).code == "import_file_unpacks_too_big"


def test_a_packed_size_that_lies(monkeypatch: pytest.MonkeyPatch) -> None:
    """The directory says 10 bytes; what is unpacked is not cut to that and passed on."""
    content = bytearray(repacked({}))
    directory = content.index(b"PK\x01\x02")
    while content[directory + 46 :][: len(SHEET)] != SHEET.encode():
        directory = content.index(b"PK\x01\x02", directory + 4)
    struct.pack_into("<L", content, directory + 24, 10)
    assert refusal(bytes(content)).code == "import_file_damaged"


def test_too_many_parts() -> None:
    parts = {f"xl/{number}.bin": b"" for number in range(archive_guard.MAX_PARTS)}
    assert refusal(repacked(parts)).code == "import_file_too_many_parts"


def test_two_parts_of_one_name() -> None:
    buffer = io.BytesIO(workbook())
    with pytest.warns(UserWarning), zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr(SHEET, b"<worksheet/>")
    assert refusal(buffer.getvalue()).code == "import_file_damaged"


def test_a_password_on_the_archive() -> None:
    content = bytearray(workbook())
    content[content.index(b"PK\x01\x02") + 8] |= 1
    assert refusal(bytes(content)).code == "import_file_encrypted"


ENTITIES = b'<!DOCTYPE a [<!ENTITY b "cc"><!ENTITY d "&b;&b;">]>'


@pytest.mark.parametrize("name", [SHEET, "xl/workbook.xml", "xl/_rels/workbook.xml.rels"])
def test_entities_are_refused_in_every_part(name: str) -> None:
    assert refusal(repacked({name: ENTITIES + part(name)})).code == "import_file_defines_entities"


def test_entities_written_in_another_encoding() -> None:
    text = "<?xml version='1.0' encoding='utf-16'?>" + ENTITIES.decode() + "<worksheet/>"
    hidden = repacked({SHEET: text.encode("utf-16")})
    assert refusal(hidden).code in {"import_file_defines_entities", "import_file_damaged"}


@pytest.mark.parametrize("missing", [SHEET, "xl/_rels/workbook.xml.rels"])
def test_a_part_that_is_missing(missing: str) -> None:
    assert refusal(repacked({missing: None})).code == "import_file_damaged"


def test_a_workbook_without_sheets() -> None:
    workbook_xml = part("xl/workbook.xml")
    start, end = workbook_xml.index(b"<sheets>"), workbook_xml.index(b"</sheets>")
    without = workbook_xml[:start] + b"<sheets>" + workbook_xml[end:]
    assert refusal(repacked({"xl/workbook.xml": without})).code == "import_file_no_sheets"


@pytest.mark.parametrize(
    "far",
    [
        '<row r="1048576"><c r="XFD1048576" t="n"><v>1</v></c></row>',
        "<row r='1048576'><c r = 'XFD1048576'><v>1</v></c></row>",
        '<row r="9"><c a=">" r="XFD1048576"><v>1</v></c></row>',
        '<row r="9999999"><c><v>1</v></c><c r="ABC9999999"><v>1</v></c></row>',
        '<row r="1048576"><c r="B1048576"/><c/><c/><c/><c/><c/><c/><c/><c/><c><v>1</v></c></row>',
    ],
)
def test_a_value_in_the_last_corner(far: str) -> None:
    refused = refusal(repacked({SHEET: sheet_with(far)}))
    assert refused.code == "import_sheet_too_large"
    assert refused.params["sheet"] == "Deltagare"


def test_a_dimension_that_lies_is_not_believed() -> None:
    lying = part(SHEET).replace(b'ref="A1:B2"', b'ref="A1:XFD1048576"')
    assert lying != part(SHEET)
    (grid,) = read_list_bytes(repacked({SHEET: lying}), "lista.xlsx")
    assert len(grid.rows) == 2


def test_formatted_blanks_far_away_do_no_harm() -> None:
    far = '<row r="1048576"><c r="XFD1048576" s="1"/></row>'
    (grid,) = read_list_bytes(repacked({SHEET: sheet_with(far)}), "lista.xlsx")
    assert len(grid.rows) == 2


@pytest.mark.parametrize("reference", ["1A", "A", "7", "A-1", "&#65;9", "A99999999", "ABCD1"])
def test_a_reference_that_is_none(reference: str) -> None:
    cell = f'<row r="3"><c r="{reference}"><v>1</v></c></row>'
    try:
        (grid,) = read_list_bytes(repacked({SHEET: sheet_with(cell)}), "lista.xlsx")
    except Refused as refused:
        assert refused.code in {"import_file_damaged", "import_sheet_too_large"}
    else:
        assert len(grid.rows) <= 3


def test_the_quick_pass_gives_what_the_exact_one_gives() -> None:
    xml = part(SHEET)
    assert sheet_scan.scan(xml, "Deltagare") == sheet_scan._scan_elements(xml)
    assert (sheet_scan.scan(xml, "x").rows, sheet_scan.scan(xml, "x").columns) == (2, 2)


@settings(max_examples=50, deadline=None)
@given(st.data())
def test_any_damage_is_refused_or_read(data: st.DataObject) -> None:
    """No byte changed anywhere gives anything but grids or a refusal."""
    content = bytearray(repacked({}, zipfile.ZIP_STORED))
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        assert read_list_bytes(bytes(content), "lista.xlsx")
    except Refused as refused:
        assert refused.code.startswith("import_")


@settings(max_examples=50, deadline=None)
@given(st.data())
def test_any_damage_inside_a_part_is_refused_or_read(data: st.DataObject) -> None:
    """The same behind a sound archive: checksums do not shield the parser."""
    name = data.draw(st.sampled_from([SHEET, "xl/workbook.xml", "xl/styles.xml"]))
    xml = bytearray(part(name))
    position = data.draw(st.integers(0, len(xml) - 1))
    xml[position : position + data.draw(st.integers(0, 9))] = data.draw(st.binary(max_size=9))
    try:
        assert read_list_bytes(repacked({name: bytes(xml)}), "lista.xlsx")
    except Refused as refused:
        assert refused.code.startswith("import_")


def test_the_limit_is_well_below_what_must_be_refused() -> None:
    assert list_reader.MAX_SIZE < 200 * 1024 * 1024
