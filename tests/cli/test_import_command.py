"""``dirigo import`` on the workbooks that are shipped."""

from __future__ import annotations

import csv
import json
import stat
from pathlib import Path
from typing import Any

import pytest
from calls import Dirigo

FIXTURES = Path(__file__).parents[2] / "fixtures"
GOOD = FIXTURES / "deltagare_bra.xlsx"
BAD = FIXTURES / "deltagare_fel.xlsx"


def statements(desk: Dirigo) -> Any:
    return desk("list", "--json").data["participants"]


def test_a_good_workbook_comes_in_whole_and_a_second_time_changes_nothing(desk: Dirigo) -> None:
    first = desk("import", GOOD, "--json")
    assert first.code == 0
    assert first.data["sheets"]["Deltagare"] == {
        "rows": 60, "new": 60, "updated": 0, "unchanged": 0, "failed": 0,
    }  # fmt: skip
    assert first.data["errors"] == []
    listed = statements(desk)
    assert len(listed) == 60
    second = desk("import", GOOD, "--json")
    for counts in second.data["sheets"].values():
        assert counts["unchanged"] == counts["rows"]
    assert statements(desk) == listed


def test_a_dry_run_says_what_the_real_run_does_and_does_nothing(desk: Dirigo) -> None:
    dry = desk("import", GOOD, "--dry-run", "--json")
    assert statements(desk) == []
    real = desk("import", GOOD, "--json")
    assert (dry.data["dry_run"], real.data["dry_run"]) == (True, False)
    assert dry.data["sheets"] == real.data["sheets"]


def test_every_planted_error_is_told_with_its_place_and_nothing_comes_in(desk: Dirigo) -> None:
    desk("import", FIXTURES / "deltagare.csv")
    before = statements(desk)
    ran = desk("import", BAD, "--json")
    assert ran.code == 1
    told = {(e["sheet"], e["row"], e["column"]) for e in ran.data["errors"]}
    planted = json.loads((FIXTURES / "deltagare_fel.json").read_text(encoding="utf-8"))
    assert told == {(e["sheet"], e["row"], e["column"]) for e in planted}
    assert len(told) >= 25
    for error in ran.data["errors"]:
        assert error.keys() >= {"file", "sheet", "row", "column", "value", "expected"}
        assert error["expected"].endswith(".")
    assert ran.json["error"]["details"] == ran.data["errors"]
    assert statements(desk) == before


@pytest.mark.parametrize("suffix", [".csv", ".json"])
def test_all_errors_can_be_had_in_a_file(desk: Dirigo, tmp_path: Path, suffix: str) -> None:
    target = tmp_path / f"errors{suffix}"
    ran = desk("import", BAD, "--errors-to", target, "--json")
    text = target.read_text(encoding="utf-8-sig")
    count = len(json.loads(text)) if suffix == ".json" else len(list(csv.reader(
        text.splitlines(keepends=True), delimiter=";"))) - 1  # fmt: skip
    assert count == len(ran.data["errors"])
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_the_names_are_in_no_file(desk: Dirigo, isolated_home: Path) -> None:
    desk("import", GOOD)
    names = {word for row in statements(desk) for word in row["name"].split() if len(word) > 3}
    assert len(names) > 50
    for path in isolated_home.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            found = [n for n in names if n.encode() in content or n.encode("utf-16-le") in content]
            assert not found, path.name


def test_a_protected_person_is_listed_and_shown_without_name(desk: Dirigo, tmp_path: Path) -> None:
    table = tmp_path / "lista.csv"
    table.write_text(
        "Referens;Namn;Målgrupp;Skyddad identitet\nR1;Ebba Hemlig;sjukskriven;sekretessmarkering\n",
        encoding="utf-8",
    )
    assert desk("import", table).code == 0
    for arguments in (["list"], ["list", "--json"], ["show", "R1"], ["show", "R1", "--json"]):
        assert "Hemlig" not in desk(*arguments).out
    assert statements(desk)[0]["name"] == "R1"
    assert desk("list", "--search", "hemlig", "--json").data["participants"] == []


@pytest.mark.parametrize("name", ["saknas.xlsx", "bild.xlsx", "makro.xlsm"])
def test_what_is_no_list_is_refused_with_a_sentence(
    desk: Dirigo, tmp_path: Path, name: str
) -> None:
    target = tmp_path / name
    if not name.startswith("saknas"):
        target.write_bytes(b"\x89PNG\r\n\x1a\n" * 10)
    ran = desk("import", target)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.strip().endswith(".")


def test_hostile_names_come_back_as_they_are(desk: Dirigo, tmp_path: Path) -> None:
    names = ["[/]", "[red]x", "=1+1", "[@click=app.quit]", "a\u0308ngel", "Å" * 300, "%s {0} \\"]
    table = tmp_path / "lista.csv"
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(["Referens", "Namn"])
        writer.writerows([f"R{i}", name] for i, name in enumerate(names))
    assert desk("import", table).code == 0
    shown = {row["reference"]: row["name"] for row in statements(desk)}
    wanted = {f"R{i}": name for i, name in enumerate(names)} | {"R4": "ängel"}
    assert shown == wanted
    assert desk("list").code == 0
