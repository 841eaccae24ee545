"""``dirigo summary -o``: files that open elsewhere, and files that are not written."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from calls import Dirigo
from desk_at_home import journal, write
from known_people import known_people, store

from dirigo_tui.exports import age_container

AS_OF = date(2014, 6, 30)
SUMMARY = ("summary", "--as-of", "2014-06-30")
IDENTITY, RECIPIENT = age_container.new_identity()


@pytest.fixture
def filled(desk: Dirigo) -> Dirigo:
    write(store, known_people(1, 60, AS_OF))
    return desk


def test_a_sealed_workbook_opens_with_any_age(filled: Dirigo, tmp_path: Path) -> None:
    if shutil.which("age") is None:
        pytest.skip("the age program is not installed")
    key, target, opened = (tmp_path / name for name in ("identity", "s.xlsx", "opened.xlsx"))
    key.write_text(IDENTITY + "\n", encoding="ascii")
    ran = filled(*SUMMARY, "-o", target, "--to", RECIPIENT)
    assert (ran.code, ran.out.strip()) == (0, str(target))
    assert "Bara mottagarna kan öppna den." in ran.err
    subprocess.run(["age", "-d", "-i", key, "-o", opened, target], check=True, timeout=30)
    assert zipfile.ZipFile(opened).testzip() is None


def test_what_is_told_of_a_file(filled: Dirigo, tmp_path: Path) -> None:
    shown = filled(*SUMMARY, "--json").data
    for form in ("csv", "json", "xlsx", "pdf"):
        target = tmp_path / f"s.{form}"
        told: dict[str, Any] = filled(*SUMMARY, "-o", target, "--json").data
        assert told == {
            "file": str(target),
            "form": form,
            "as_of": "2014-06-30",
            "people": shown["tables"][0]["rows"][-1]["count"],
            "fingerprint": shown["fingerprint"],
            "recipients": [],
            "notices": [],
        }
        assert target.stat().st_mode & 0o777 == 0o600
    assert journal()[0][0] == "summary_exported"
    assert len(journal()) == 4
    assert "inte krypterad" in filled(*SUMMARY, "-o", tmp_path / "t.csv").err


def test_a_second_file_that_differs_by_one_person_is_refused(
    filled: Dirigo, tmp_path: Path
) -> None:
    first, second = tmp_path / "first.csv", tmp_path / "second.csv"
    told = filled(*SUMMARY, "-o", first, "--json").data
    (person,) = known_people(99, 1, AS_OF)
    started = {"reference": "NY", "group": "sick_leave", "start": date(2014, 1, 1)}
    write(store, [person | started | {"end": None, "end_reason": None}])
    ran = filled(*SUMMARY, "-o", second)
    assert (ran.code, ran.out) == (1, "")
    assert "30 juni 2014" in ran.err
    assert told["fingerprint"] in ran.err
    assert not second.exists()
    # On the screen of the desk itself nothing leaves.
    assert filled(*SUMMARY).code == 0


def test_a_file_that_is_there_stays(filled: Dirigo, tmp_path: Path) -> None:
    target = tmp_path / "s.csv"
    target.write_text("annat", encoding="utf-8")
    ran = filled(*SUMMARY, "-o", target, "--json")
    assert (ran.code, ran.json["error"]["code"]) == (1, "file_exists")
    assert target.read_text("utf-8") == "annat"
    assert journal() == []


def test_a_recipient_of_nothing_is_wrong_usage(dirigo: Dirigo) -> None:
    assert dirigo(*SUMMARY, "--to", RECIPIENT).code == 2


def test_an_exact_summary_has_no_fingerprint_to_guess_at(filled: Dirigo) -> None:
    exact = filled(*SUMMARY, "--unprotected", "--reason", "kontroll", "--json").data
    assert exact["fingerprint"] is None
