"""The lists in ``fixtures/``: as made by the script beside them, good and bad as they claim."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from desks import DirectDesk, open_desk
from fixture_files import FOLDER, generator, hostile_texts

from dirigo_tui.domain.records import Participant
from dirigo_tui.domain.text import clean
from dirigo_tui.exports.list_reader import read_list, read_list_bytes
from dirigo_tui.services.caseload import worklist
from dirigo_tui.services.list_import.columns import Sheet
from dirigo_tui.services.list_import.report import ImportReport
from dirigo_tui.services.list_import.run import ImportList, import_list

REMAKE = "run: python fixtures/make_workbook.py --committed"
GOOD, BAD = FOLDER / "deltagare_bra.xlsx", FOLDER / "deltagare_fel.xlsx"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DirectDesk]:
    opened = open_desk(tmp_path)
    yield opened
    opened.close()


def take_in(desk: DirectDesk, content: bytes, name: str) -> ImportReport:
    command = ImportList(grids=read_list_bytes(content, name), file_name=name)
    report: ImportReport = desk.write(import_list, command)
    return report


def take_in_file(desk: DirectDesk, path: Path) -> ImportReport:
    return take_in(desk, path.read_bytes(), path.name)


def people(desk: DirectDesk) -> list[Any]:
    found: list[Any] = desk.read(lambda reader: reader.find(Participant))
    return found


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    files: dict[str, bytes] = generator().committed()
    return files


@pytest.mark.parametrize(
    "name",
    [
        "deltagare_bra.xlsx",
        "deltagare_fel.xlsx",
        "deltagare.csv",
        "deltagare_google.csv",
        "deltagare_windows.csv",
    ],
)
def test_kept_lists_hold_what_the_script_makes(name: str, made: dict[str, bytes]) -> None:
    assert read_list(FOLDER / name) == read_list_bytes(made[name], name), REMAKE


def test_the_kept_list_of_errors_is_what_the_script_makes(made: dict[str, bytes]) -> None:
    assert (FOLDER / "deltagare_fel.json").read_bytes() == made["deltagare_fel.json"], REMAKE


def test_the_same_seed_gives_the_same_bytes() -> None:
    module = generator()
    first, again = (module.workbook(module.sheets(5, 3)) for _ in range(2))
    assert first == again
    assert first != module.workbook(module.sheets(5, 4))


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_any_size_from_the_command_line(tmp_path: Path, suffix: str) -> None:
    output = tmp_path / f"lista{suffix}"
    script = FOLDER / "make_workbook.py"
    options = ["--participants", "7", "--seed", "2", "-o", str(output)]
    subprocess.run([sys.executable, script, *options], check=True, timeout=60)
    assert len(read_list(output)[0].rows) == 8


def test_sixty_people_of_three_groups_at_five_sites(desk: DirectDesk) -> None:
    report = take_in_file(desk, GOOD)
    assert report.errors == ()
    assert list(report.sheets) == [sheet.value for sheet in Sheet]
    counted = report.sheets["Deltagare"]
    assert (counted.new, counted.failed) == (60, 0)
    everybody = people(desk)
    assert len({person.target_group for person in everybody}) == 3
    assert len({person.site for person in everybody}) == 5
    assert set("åäö") <= set("".join(person.name for person in everybody).casefold())


def test_the_good_list_again_changes_nothing(desk: DirectDesk) -> None:
    take_in_file(desk, GOOD)
    before = people(desk)
    for counted in take_in_file(desk, GOOD).sheets.values():
        assert counted.rows == counted.unchanged > 0
    assert people(desk) == before


@pytest.mark.parametrize(
    ("name", "at_least"),
    [("deltagare.csv", 60), ("deltagare_google.csv", 60), ("deltagare_windows.csv", 50)],
)
def test_the_same_people_from_csv(desk: DirectDesk, name: str, at_least: int) -> None:
    take_in_file(desk, GOOD)
    counted = take_in_file(desk, FOLDER / name).sheets["Deltagare"]
    assert counted.rows == counted.unchanged >= at_least


def test_every_planted_error_is_found_and_no_other(desk: DirectDesk) -> None:
    planted = json.loads((FOLDER / "deltagare_fel.json").read_text(encoding="utf-8"))
    assert len({error["kind"] for error in planted}) == len(planted) >= 25
    report = take_in_file(desk, BAD)
    found = Counter((e.sheet, e.row, e.column, e.expected) for e in report.errors)
    assert found == Counter((e["sheet"], e["row"], e["column"], e["expected"]) for e in planted)
    assert {error.file for error in report.errors} == {"deltagare_fel.xlsx"}
    assert people(desk) == []


def test_the_people_stand_on_the_caseload_at_once(desk: DirectDesk) -> None:
    take_in_file(desk, GOOD)
    assert len(desk.read(worklist).ids) == 60


def test_no_identity_number_of_anybody() -> None:
    for name in ("deltagare_bra.xlsx", "deltagare.csv"):
        grid = read_list(FOLDER / name)[0]
        (_, header), *rows = grid.rows
        column = list(header).index("Identitetsnummer")
        assert all(cells[column] is None for _, cells in rows)


HOSTILE = {f"H{number}": text for number, text in enumerate(hostile_texts().values())}


def test_hostile_text_in_a_workbook_keeps_its_meaning(desk: DirectDesk) -> None:
    rows = {sheet: [] for sheet in Sheet} | {
        Sheet.PARTICIPANTS: [
            {"reference": reference, "name": text, "site": text}
            for reference, text in HOSTILE.items()
        ],
        Sheet.PLANS: [
            {"reference": reference, "goal": text} for reference, text in HOSTILE.items()
        ],
        Sheet.ACTIVITIES: [
            {"reference": reference, "title": text, "responsible": "Anna", "time_text": text}
            for reference, text in HOSTILE.items()
        ],
    }
    book = generator().workbook(rows)
    assert take_in(desk, book, "lista.xlsx").errors == ()
    for person in people(desk):
        assert person.name == person.site == clean(HOSTILE[person.reference])
    again = take_in(desk, book, "lista.xlsx").sheets
    assert [again[name].unchanged for name in ("Deltagare", "Plan", "Aktiviteter")] == 3 * [
        len(HOSTILE)
    ]


def test_hostile_text_in_csv_keeps_its_meaning(desk: DirectDesk) -> None:
    fit = {reference: text for reference, text in HOSTILE.items() if "\0" not in text}
    rows = [{"reference": reference, "name": text} for reference, text in fit.items()]
    content = generator().comma_separated({Sheet.PARTICIPANTS: rows})
    assert take_in(desk, content.encode(), "lista.csv").errors == ()
    assert {p.reference: p.name for p in people(desk)} == {r: clean(t) for r, t in fit.items()}


def test_hostile_text_for_a_code_is_told_as_it_stands(desk: DirectDesk) -> None:
    fit = [text for text in HOSTILE.values() if "\0" not in text]
    rows = [{"reference": str(number), "sex": text} for number, text in enumerate(fit)]
    content = generator().comma_separated({Sheet.PARTICIPANTS: rows})
    errors = take_in(desk, content.encode(), "lista.csv").errors
    assert len(errors) == len(fit)
    assert all(e.value.rstrip("…") in text for e, text in zip(errors, fit, strict=True))
