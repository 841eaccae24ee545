"""The summary as files: the same figures in every form, and nothing in them that runs."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from datetime import date
from functools import partial
from itertools import cycle
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from desks import open_desk
from known_people import known_people, store
from poppler import needs_poppler, one_line, pdf_info, pdf_tags, pdf_text

from dirigo_tui.exports import age_container, envelope
from dirigo_tui.i18n import summary_files as words
from dirigo_tui.i18n.catalogue import set_language
from dirigo_tui.i18n.definitions import goal_definition, goal_target, goal_title, hiding_rule
from dirigo_tui.i18n.formats import number, percent
from dirigo_tui.i18n.summary_sheets import _share
from dirigo_tui.services.summary import (
    GoalRow,
    Summary,
    SummaryOrder,
    as_plain,
    protection,
    summary,
)
from dirigo_tui.services.summary import figures as figures_module
from dirigo_tui.services.summary_files import ExportedSummary, ExportSummary, export_summary
from dirigo_tui.services.workbook import Share

AS_OF = date(2014, 6, 30)
ORDER = SummaryOrder(as_of=AS_OF, by_site=True)
IDENTITY, RECIPIENT = age_container.new_identity()
RUNS = ('=HYPERLINK("http://x.example";"klicka")', "+46", "@SUM(A1)", "'=1")
"""Sites by names that a spreadsheet would run, or that look as if they had been made safe."""


_AS_CSV = "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false,false,false,1"
"""LibreOffice's way to say: semicolons, quotes, UTF-8, as shown, the first sheet."""


class Files:
    """Every form of one summary, written by one desk; in English, a practice desk."""

    def __init__(self, folder: Path, language: str) -> None:
        set_language(language)
        self.language = language
        self.desk = open_desk(folder)
        people = known_people(7, 160, AS_OF)
        for person, site in zip(people, cycle(RUNS), strict=False):
            person["site"] = site
        self.desk.write(store, people)
        self.desk.practice = language == "en"  # type: ignore[misc]
        self.summary: Summary = self.desk.read(summary, ORDER)
        self.written: dict[str, ExportedSummary] = {}
        for form in ("xlsx", "pdf", "csv", "json"):
            order = ExportSummary(order=ORDER, path=folder / f"s.{form}")
            self.written[form] = export_summary(self.desk, order, words)

    def path(self, form: str) -> Path:
        return self.written[form].path


@pytest.fixture(scope="module")
def hidden_once() -> Iterator[None]:
    """All files are about the same people: what is hidden takes seconds and is found once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(figures_module, "hidden", partial(_hidden, []))
        yield


def _hidden(found: list[Any], *arguments: Any) -> Any:
    if not found:
        found.append(protection.hidden(*arguments))
    return found[0]


@pytest.fixture(scope="module", params=["sv", "en"])
def written(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    hidden_once: None,
) -> Iterator[Files]:
    files = Files(tmp_path_factory.mktemp("files"), request.param)
    yield files
    files.desk.close()


@pytest.fixture
def files(written: Files) -> Files:
    set_language(written.language)
    return written


def shown(files: Files) -> list[tuple[str, GoalRow]]:
    """The rows of goals that the files have: unknown too, since there are some."""
    return [(goal_title(table.goal.id), row) for table in files.summary.goals for row in table.rows]


def figures(row: GoalRow) -> list[float | int | str]:
    """A row as it must stand in a table."""
    values = (row.share, row.numerator, row.denominator, row.missing, row.lower, row.upper)
    return [".." if value is None and row.suppressed else value for value in values]  # type: ignore[misc]


def same(cell: Any, value: Any) -> bool:
    if value is None or value == "..":
        # Whether a share is hidden or there is none, the row alone does not tell.
        return cell in {"..", "–"}
    return isinstance(cell, int | float) and cell == pytest.approx(value, abs=5e-5)


class TestTheWorkbook:
    def test_has_the_same_figures_as_numbers(self, files: Files) -> None:
        book = openpyxl.load_workbook(files.path("xlsx"))
        goals, (counts, *_others) = book.worksheets[:5], book.worksheets[5:]
        found = []
        for sheet in goals:
            rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
            head = next(n for n, row in enumerate(rows) if row[1] is not None)
            title = rows[0][0]
            for cells in rows[head + 1 :]:
                if cells[1] is not None:
                    found.append((title, cells[3:]))
        assert len(found) == len(shown(files))
        for (title, cells), (wanted, row) in zip(found, shown(files), strict=True):
            assert title == wanted
            assert all(map(same, cells, figures(row)))
        numbers = [[c for c in row if c is not None] for row in counts.iter_rows(values_only=True)]
        tables = zip(*(table.rows for table in files.summary.tables), strict=True)
        rows = [row[3:] for row in numbers if len(row) == 8][1:]
        assert rows == [[".." if r.count is None else r.count for r in same_] for same_ in tables]

    def test_holds_nothing_that_runs_or_leads_anywhere(self, files: Files) -> None:
        path = files.path("xlsx")
        for sheet in openpyxl.load_workbook(path).worksheets:
            for row in sheet.iter_rows():
                assert not [cell for cell in row if cell.data_type == "f" or cell.hyperlink]
        with zipfile.ZipFile(path) as parts:
            names = parts.namelist()
            sheets = [parts.read(name).decode() for name in names if "worksheets/sheet" in name]
        assert not [
            name for name in names if re.search("external|vba|connection|_rels/sheet", name)
        ]
        assert len(sheets) == 8
        assert not [sheet for sheet in sheets if re.search("<f[ >]|hyperlink", sheet)]
        sites = {
            cell.value for cell in openpyxl.load_workbook(path).worksheets[0]["A"] if cell.value
        }
        assert set(RUNS) <= sites

    def test_prints_with_rule_fingerprint_and_page(self, files: Files) -> None:
        for sheet in openpyxl.load_workbook(files.path("xlsx")).worksheets:
            footer = sheet.oddFooter.left.text + (sheet.oddFooter.right.text or "")
            assert files.written["xlsx"].fingerprint in footer
            assert "1" in footer and "4" in footer
            assert "&P" in footer and "&N" in footer
            assert len(sheet.title) <= 31

    @pytest.mark.slow
    @pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
    def test_opens_in_libreoffice(self, files: Files, tmp_path: Path) -> None:
        convert = [
            "soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless",
            "--convert-to", _AS_CSV,
            "--outdir", str(tmp_path), str(files.path("xlsx")),
        ]  # fmt: skip
        subprocess.run(convert, check=True, capture_output=True, timeout=120)
        (text,) = (path.read_text("utf-8") for path in tmp_path.glob("*.csv"))
        rows = [
            row for row in csv.reader(io.StringIO(text), delimiter=";") if len(row) > 4 and row[4]
        ]
        (table, *_others) = files.summary.goals
        for cells, row in zip(rows[1:], table.rows, strict=True):
            wanted = ".." if row.numerator is None else str(row.numerator)
            assert re.sub(r"\D", "", cells[4]) == re.sub(r"\D", "", wanted)


class TestTheTable:
    def rows(self, files: Files) -> list[list[str]]:
        text = files.path("csv").read_bytes().decode("utf-8-sig")
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))

    def test_has_the_same_figures(self, files: Files) -> None:
        rows = self.rows(files)
        table = rows[1 : rows.index([])]
        practice = files.desk.practice
        cells = [row[practice:] for row in table]
        sign = "." if practice else ","
        counts = [row for table in files.summary.tables for row in table.rows]
        for row, wanted in zip(cells[: len(counts)], counts, strict=True):
            assert row[5] == (".." if wanted.count is None else str(wanted.count))
        for row, (title, wanted) in zip(cells[len(counts) :], shown(files), strict=True):
            assert row[0] == title
            parsed = [
                cell if cell in {"..", "–"} else float(cell.replace(sign, ".")) for cell in row[4:]
            ]
            assert all(map(same, parsed, figures(wanted)))

    def test_is_no_formula_anywhere_and_can_be_read_back(self, files: Files) -> None:
        assert files.path("csv").read_bytes().startswith(b"\xef\xbb\xbf")
        rows = self.rows(files)
        assert not [cell for row in rows for cell in row if cell.startswith(tuple("=+-@\t\r"))]
        column = 1 + files.desk.practice
        sites = {row[column] for row in rows[1 : rows.index([])]} - {"alla orter", "all sites"}
        assert {site[1:] if site.startswith("'") else site for site in sites} == set(RUNS)


@needs_poppler
class TestThePaper:
    def test_is_tagged_and_has_the_same_numbers(self, files: Files) -> None:
        path = files.path("pdf")
        assert pdf_info(path)["Tagged"] == "yes"
        assert b"<pdfuaid:part>1</pdfuaid:part>" in path.read_bytes()
        assert {"H1", "H2", "Table", "THead", "TH", "TD"} <= set(pdf_tags(path))
        text = one_line(pdf_text(path, as_written=True))
        at = 0
        for site in ("all", *files.summary.sites):
            for table in files.summary.goals:
                for row in (row for row in table.rows if row.place.site == site):
                    found = _beside(row).search(text, at)
                    assert found
                    at = found.end()
        for table in files.summary.tables:
            for row in table.rows:
                assert row.count is None or number(row.count) in text

    def test_every_page_says_what_is_hidden_and_which_it_is(self, files: Files) -> None:
        pages = pdf_text(files.path("pdf")).split("\f")[:-1]
        for place, page in enumerate(pages, 1):
            said = one_line(page)
            assert one_line(hiding_rule(5)) in said
            assert files.written["pdf"].fingerprint in said
            assert re.search(rf"(Sida|Page) {place} (av|of) {len(pages)}", said)


def _beside(row: GoalRow) -> re.Pattern[str]:
    """The numbers of a row, one after the other, with nothing but words between."""
    counts = (row.numerator, row.denominator, row.missing)
    said = [".." if count is None else number(count) for count in counts]
    share = [] if row.share is None else [percent(row.share)]
    parts = (re.escape(one_line(part)) for part in (*share, *said))
    return re.compile(r"(?<![\d.])" + r"[^\d.%]{1,20}".join(parts))


class TestEveryForm:
    def test_says_what_the_figures_are(self, files: Files) -> None:
        book = openpyxl.load_workbook(files.path("xlsx"))
        sheets = "\n".join(
            str(cell) for s in book for row in s.iter_rows(values_only=True) for cell in row if cell
        )
        papers = [sheets]
        if shutil.which("pdftotext"):
            papers.append(pdf_text(files.path("pdf")))
        for paper in papers:
            said = one_line(paper)
            for table in files.summary.goals:
                assert one_line(goal_definition(table.goal.id)) in said
                assert one_line(goal_target(table.goal)) in said
            for part in ("2014", "Dirigo 2", files.written["pdf"].fingerprint):
                assert part in said
            assert one_line(hiding_rule(5)) in said
        about = files.path("csv").read_text("utf-8-sig")
        assert files.written["csv"].fingerprint in about
        assert hiding_rule(5) in about

    def test_is_marked_when_the_people_are_made_up(self, files: Files) -> None:
        mark = "PRACTICE"
        texts = [
            files.path("csv").read_text("utf-8-sig").splitlines()[1],
            *(
                str(list(sheet.iter_rows(values_only=True))[1:8])
                for sheet in openpyxl.load_workbook(files.path("xlsx"))
            ),
        ]
        if shutil.which("pdftotext"):
            texts += pdf_text(files.path("pdf")).split("\f")[:-1]
        assert [mark in text for text in texts] == [files.desk.practice] * len(texts)
        document = envelope.unwrap(files.path("json").read_bytes())
        assert document.practice is files.desk.practice

    def test_has_a_fingerprint_that_anybody_can_make_from_it(self, files: Files) -> None:
        document = envelope.unwrap(files.path("json").read_bytes())
        assert document.payload == as_plain(files.summary)
        names = (
            "as_of", "rules_version", "threshold", "without_target_group", "tables", "goals",
        )  # fmt: skip
        canonical = json.dumps(
            {name: document.payload[name] for name in names},
            ensure_ascii=False, sort_keys=True, separators=(",", ":"),
        )  # fmt: skip
        made = hashlib.sha256(canonical.encode()).hexdigest()[:16]
        assert {written.fingerprint for written in files.written.values()} == {made}


def test_a_share_of_nobody_is_no_number() -> None:
    assert _share(None, 0, 0) == "–"
    assert _share(None, None, 3) == ".."
    assert _share(0.5, 3, 6) == Share(0.5)
