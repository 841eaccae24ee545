"""A list that is damaged, or filled in in any way at all, is read whole or not at all."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from desks import DirectDesk, open_desk
from fixture_files import FOLDER
from mutations import VALUES, changed_bytes
from trials import Trials

from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.records import Participant
from dirigo_tui.exports.list_reader import read_list
from dirigo_tui.i18n.errors import sentence
from dirigo_tui.services.list_import.run import ImportList, import_list


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DirectDesk]:
    desk = open_desk(tmp_path)
    yield desk
    desk.database.check()
    desk.close()


def take_in(desk: DirectDesk, file: Path) -> None:
    """Import a file twice: all of it or nothing, and the second time nothing more."""
    before = len(desk.read(lambda reader: reader.find(Participant)))
    try:
        grids = tuple(read_list(file))
        report = desk.write(import_list, ImportList(file_name=file.name, grids=grids))
    except Refused as refused:
        assert sentence(refused)
        assert len(desk.read(lambda reader: reader.find(Participant))) == before
        return
    people = report.sheets["Deltagare"]
    after = len(desk.read(lambda reader: reader.find(Participant)))
    assert after == before + (0 if report.errors else people.new)
    for error in report.errors:
        assert sentence(Refused(error.expected, **error.params))
    if not report.errors:
        again = desk.write(import_list, ImportList(file_name=file.name, grids=grids))
        assert all(c.unchanged == c.rows for c in again.sheets.values())


def test_any_cells(desk: DirectDesk, tmp_path: Path, trials: Trials) -> None:
    with (FOLDER / "deltagare.csv").open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file, delimiter=";")
    words = [cell for row in rows for cell in row] + [str(value)[:400] for value in VALUES]

    def trial(number: int) -> None:
        chance = Random(number)
        chosen = [list(row) for row in chance.sample(rows, 3)]
        for _ in range(chance.randrange(4)):
            row = chance.choice(chosen)
            row[chance.randrange(len(row))] = chance.choice(words)
        content = io.StringIO(newline="")
        csv.writer(content, delimiter=chance.choice(";,")).writerows([header, *chosen])
        path = tmp_path / "lista.csv"
        encoding = chance.choice(("utf-8", "utf-8-sig", "cp1252"))
        path.write_bytes(content.getvalue().encode(encoding, "replace"))
        take_in(desk, path)

    trials.run("CSV with any cells: all of it or nothing", trial, quick=40, full=3000)


def test_damaged_csv(desk: DirectDesk, tmp_path: Path, trials: Trials) -> None:
    whole = (FOLDER / "deltagare.csv").read_bytes()[:1500]

    def trial(number: int) -> None:
        path = tmp_path / "lista.csv"
        path.write_bytes(changed_bytes(whole, Random(number)))
        take_in(desk, path)

    trials.run("damaged CSV: all of it or nothing", trial, quick=40, full=3000)


def test_damaged_workbooks(desk: DirectDesk, tmp_path: Path, trials: Trials) -> None:
    with zipfile.ZipFile(FOLDER / "deltagare_bra.xlsx") as workbook:
        parts = {name: workbook.read(name) for name in workbook.namelist()}
    whole = (FOLDER / "deltagare_bra.xlsx").read_bytes()

    def trial(number: int) -> None:
        chance = Random(number)
        path = tmp_path / "lista.xlsx"
        if chance.random() < 0.3:
            path.write_bytes(changed_bytes(whole, chance))
        else:
            changed = dict(parts)
            name = chance.choice(list(parts))
            changed[name] = changed_bytes(parts[name], chance)
            with zipfile.ZipFile(path, "w") as workbook:
                for part, content in changed.items():
                    workbook.writestr(part, content)
        take_in(desk, path)

    trials.run("damaged workbooks: all of it or nothing", trial, quick=8, full=1000)
