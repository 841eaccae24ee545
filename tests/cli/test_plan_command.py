"""``dirigo plan print`` and ``dirigo plan calendar``, from a workbook to the files."""

from __future__ import annotations

from pathlib import Path

import icalendar
import openpyxl
import pytest
from calls import Dirigo
from poppler import needs_poppler, one_line, pdf_info, pdf_text

GOAL = ("Jag vill orka arbeta och ha kraft kvar till barnen. " * 9)[:400].strip()
ARABIC = "مركز التدريب"


@pytest.fixture
def filled(desk: Dirigo, tmp_path: Path) -> Dirigo:
    """R1 with a long goal and thirty activities, R2 with none, R3 with protected identity."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    rows = {
        "Deltagare": [
            ("Referens", "Namn", "Skyddad identitet"),
            ("R1", "Åsa Öberg", "nej"),
            ("R2", "Ömer Ärlig", "nej"),
            ("R3", "Siv Skyddad", "sekretessmarkering"),
        ],
        "Plan": [
            ("Referens", "Mål", "Bekräftad av deltagare", "Bekräftad av handläggare"),
            ("R1", GOAL, "2026-11-01", "2026-11-02"),
            ("R3", "Bo tryggt", None, None),
        ],
        "Aktiviteter": [
            ("Referens", "Aktivitet", "Tidpunkt", "Medverkande", "Ansvarig", "Uppföljning"),
            ("R1", "Gå till kören 😀", "27 november", ARABIC, "deltagaren", "2026-12-15"),
            *(("R1", f"Övning {n}", "januari", "Åsa Öst", "Kommunen", None) for n in range(29)),
            ("R3", "Möte", "27 november", None, "deltagaren", None),
        ],
    }
    for name, cells in rows.items():
        sheet = book.create_sheet(name)
        for row in cells:
            sheet.append(row)
    path = tmp_path / "lista.xlsx"
    book.save(path)
    assert desk("import", path).code == 0
    return desk


@needs_poppler
@pytest.mark.parametrize("options", [(), ("--large-print",), ("--lang", "en")])
def test_a_long_goal_thirty_activities_emoji_and_arabic_print(
    filled: Dirigo, tmp_path: Path, options: tuple[str, ...]
) -> None:
    target = tmp_path / "p.pdf"
    ran = filled("plan", "print", "R1", "-o", target, *options)
    assert (ran.code, ran.out) == (0, f"{target}\n")
    assert pdf_info(target)["Tagged"] == "yes"
    said = one_line(pdf_text(target))
    assert GOAL in said
    assert said.count("Övning ") == 29
    for part in ("Åsa Öberg", "Gå till kören 😀", ARABIC, "Kommunen"):
        assert part in said
    assert "UTKAST" not in said


def test_the_json_tells_what_was_printed(filled: Dirigo, tmp_path: Path) -> None:
    target = tmp_path / "p.txt"
    ran = filled("plan", "print", "R1", "-o", target, "--json")
    assert ran.json["command"] == "plan print"
    assert ran.err == ""
    assert ran.data == {
        "file": str(target),
        "reference": "R1",
        "form": "txt",
        "version": 1,
        "draft": False,
        "notices": [],
    }
    lines = target.read_text(encoding="utf-8").splitlines()
    assert max(map(len, lines)) <= 72
    assert "Aktivitet: Övning 28" in lines


def test_a_missing_glyph_is_told(filled: Dirigo, tmp_path: Path) -> None:
    cover = tmp_path / "cover.txt"
    cover.write_text("漢字", encoding="utf-8")
    ran = filled("plan", "print", "R1", "-o", tmp_path / "p.pdf", "--cover-text", cover)
    assert ran.code == 0
    assert "typsnitt" in ran.err
    again = filled("plan", "print", "R1", "-o", tmp_path / "q.pdf", "--cover-text", cover, "--json")
    assert again.data["notices"] == ["paper_characters_missing"]


def test_the_cover_text_comes_first(filled: Dirigo, tmp_path: Path) -> None:
    cover, target = tmp_path / "cover.txt", tmp_path / "p.txt"
    cover.write_bytes("\ufeffSoo dhawoow\r\nእንቋዕ ብደሓን መጻእኩም\r\n".encode())
    assert filled("plan", "print", "R1", "-o", target, "--cover-text", cover).code == 0
    assert target.read_text(encoding="utf-8").startswith("Soo dhawoow\nእንቋዕ ብደሓን መጻእኩም\n\n===")


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"x" * 100_001, b""])
def test_a_cover_text_that_is_no_short_text_is_refused(
    filled: Dirigo, tmp_path: Path, content: bytes
) -> None:
    cover, target = tmp_path / "cover.txt", tmp_path / "p.txt"
    cover.write_bytes(content)
    ran = filled("plan", "print", "R1", "-o", target, "--cover-text", cover, "--json")
    assert (ran.code, ran.json["error"]["code"]) == (1, "cover_text_unreadable")
    assert not target.exists()


@pytest.mark.parametrize(
    ("reference", "file", "code", "error"),
    [
        ("R2", "p.pdf", 1, "print_plan_empty"),
        ("R3", "p.pdf", 1, "print_without_reason"),
        ("R9", "p.pdf", 1, "reference_unknown"),
        ("R1", "p.docx", 2, "paper_form_unknown"),
        ("R1", "nowhere/p.pdf", 1, "folder_missing"),
    ],
)
def test_what_is_refused_leaves_no_file(
    filled: Dirigo, tmp_path: Path, reference: str, file: str, code: int, error: str
) -> None:
    target = tmp_path / file
    ran = filled("plan", "print", reference, "-o", target, "--json")
    assert (ran.code, ran.json["error"]["code"]) == (code, error)
    assert not target.exists()


def test_protected_identity_prints_with_a_reason_and_without_a_name(
    filled: Dirigo, tmp_path: Path
) -> None:
    target = tmp_path / "p.txt"
    assert filled("plan", "print", "R3", "-o", target, "--reason", "Bad om den").code == 0
    said = target.read_text(encoding="utf-8")
    assert "Siv" not in said
    assert "UTKAST" in said


def test_the_calendar_is_accepted_and_bears_no_name(filled: Dirigo, tmp_path: Path) -> None:
    target = tmp_path / "p.ics"
    ran = filled("plan", "calendar", "R1", "-o", target, "--json")
    assert ran.data == {"file": str(target), "reference": "R1", "events": 31, "undated": 0}
    content = target.read_bytes()
    assert len(icalendar.Calendar.from_ical(content).walk("VEVENT")) == 31
    for private in ("Åsa", "Öberg", "R1", "kören", "Övning"):
        assert private not in content.decode("utf-8")


def test_practice_is_marked_on_both(dirigo: Dirigo, tmp_path: Path) -> None:
    assert dirigo("demo", "--participants", "5", "--no-open").code == 0
    people = dirigo("--practice", "list", "--json").data["participants"]
    marked = 0
    for row in people:
        target = tmp_path / f"{row['id']}.txt"
        if dirigo("--practice", "plan", "print", row["reference"], "-o", target).code == 0:
            assert "ÖVNING" in target.read_text(encoding="utf-8")
            marked += 1
    assert marked
