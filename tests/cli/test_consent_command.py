"""``dirigo consent``, and ``--for`` where something goes to somebody else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from calls import Dirigo

from dirigo_tui.exports import age_container

IDENTITY, RECIPIENT = age_container.new_identity()
REGION = "Region Stockholm"

LIST = """Referens;Namn;Målgrupp;Födelsedatum;Verksamhetsort;Kommun;Skyddad identitet
R1;Samira Nordin;sjukskriven;1985-04-02;Haninge;Haninge;nej
R3;Siv Skyddad;sjukskriven;1985-04-02;Haninge;Haninge;sekretessmarkering
"""


@pytest.fixture
def filled(desk: Dirigo, tmp_path: Path) -> Dirigo:
    """R1 with nothing but herself, R3 with protected identity."""
    path = tmp_path / "lista.csv"
    path.write_text(LIST, encoding="utf-8")
    assert desk("import", path).code == 0
    return desk


def give(dirigo: Dirigo, *options: str) -> int:
    asked = ("--to", REGION, "--purpose", "Samordna", "--until", "24 november 2026")
    return dirigo("consent", "give", "R1", *asked, *options).code


def test_given_listed_running_out_and_taken_back(filled: Dirigo) -> None:
    assert give(filled, "--category", "plan", "--category", "ratings", "--oral") == 0
    ran = filled("consent", "list", "R1", "--json")
    (consent,) = json.loads(ran.out)["data"]["consents"]
    assert (consent["recipient"], consent["categories"]) == (REGION, ["plan", "ratings"])
    assert (consent["form"], consent["state"], consent["sharings"]) == ("oral", "in_force", [])
    assert "Samtycke till Region Stockholm går ut 24 nov" in filled("list").out
    assert (
        "Region Stockholm går ut om 3 dagar: planen, egenskattningarna" in filled("show", "R1").out
    )
    ran = filled("consent", "withdraw", "R1", "--to", "region stockholm")
    assert ran.code == 0
    assert "Region Stockholm: taget tillbaka 21 nov" in ran.out
    assert "Samtycke" not in filled("list").out
    assert filled("consent", "withdraw", "R1", "--to", REGION).code == 1


def test_what_is_missing_is_named(filled: Dirigo, tmp_path: Path) -> None:
    target = tmp_path / "e.age"
    ran = filled("export", "participant", "R1", "-o", target, "--to", RECIPIENT, "--for", REGION)
    assert ran.code == 1
    assert "låter Region Stockholm få planen, kartläggningen" in ran.err
    assert not target.exists()
    assert give(filled, "--category", "status") == 0
    target_pdf = tmp_path / "p.txt"
    ran = filled("plan", "print", "R1", "-o", target_pdf, "--for", REGION, "--json")
    error = json.loads(ran.out)["error"]
    assert (ran.code, error["code"]) == (1, "consent_missing")
    assert "få planen." in error["message"]


def test_an_extract_is_sealed_listed_and_not_taken_in(filled: Dirigo, tmp_path: Path) -> None:
    assert give(filled, "--category", "status") == 0
    target, keys = tmp_path / "e.age", tmp_path / "keys.txt"
    ran = filled("export", "participant", "R1", "-o", target, "--to", RECIPIENT, "--for", REGION)
    assert ran.code == 0
    assert "utdrag i en fil (status)" in filled("consent", "list", "R1").out
    keys.write_text(IDENTITY)
    ran = filled("receive", target, "--identity-file", keys)
    assert ran.code == 1
    assert "utdrag till en mottagare" in ran.err


def test_of_somebody_protected_no_place_is_told(filled: Dirigo) -> None:
    shown = filled("show", "R3").out
    listed = next(line for line in filled("list").out.splitlines() if "R3" in line)
    data = json.loads(filled("show", "R3", "--json").out)["data"]
    for said in (shown, listed, json.dumps(data)):
        assert "Haninge" not in said
        assert "Siv" not in said
        assert "1985" not in said
        assert "41 år" not in said
    assert "R3" not in filled("list", "--search", "Haninge").out
    people = json.loads(filled("list", "--json").out)["data"]["participants"]
    assert {row["reference"]: row["site"] for row in people} == {"R1": "Haninge", "R3": ""}
