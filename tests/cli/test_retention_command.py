"""``dirigo retention`` from the list to the certificate."""

from __future__ import annotations

from pathlib import Path

from calls import Dirigo

LIST = (
    "Referens;Namn;Födelsedatum;Målgrupp;Start;Slut;Avslutsorsak\n"
    "R1;Kim Ek;1980-03-07;sjukskriven;2015-01-07;2016-03-01;som planerat\n"
    "R2;Bo Dahl;1980-03-08;sjukskriven;2026-01-07;;\n"
)


def test_from_the_list_to_the_certificate(desk: Dirigo, tmp_path: Path) -> None:
    path = tmp_path / "lista.csv"
    path.write_text(LIST, encoding="utf-8")
    assert desk("import", path).code == 0
    before = desk("summary", "--as-of", "2025-12-31", "--json").data

    listed = desk("retention", "list", "--json").data["files"]
    assert [(file["reference"], file["finish_by"]) for file in listed] == [("R1", "2022-12-31")]
    assert desk("retention", "destroy").code == 1
    assert desk("retention", "approve", "R2").code == 1
    assert "klart senast 31 december 2022" in desk("retention", "list").out

    assert desk("retention", "hold", "R1", "--reason", "tvist").code == 0
    assert "får inte gallras: tvist" in desk("retention", "list").out
    assert desk("retention", "release", "R1").code == 0
    ran = desk("retention", "approve", "R1", "--by", "Anna Lind")
    assert "En person till" in ran.err
    assert desk("retention", "approve", "R1", "--by", "anna lind").code == 1
    done = desk("retention", "approve", "R1", "--by", "Bo Ek", "--json").data
    assert done["may_be_destroyed"]

    ran = desk("retention", "destroy")
    assert ran.code == 0
    assert "godkänt av Anna Lind och Bo Ek" in ran.out
    assert "Kim" not in ran.out
    (certificate,) = desk("retention", "certificates", "--json").data["certificates"]
    assert certificate["approved_by"] == ["Anna Lind", "Bo Ek"]
    assert certificate["rows"]["participant"] == 1
    assert desk("show", "R1").code == 1
    assert desk("log", "verify").code == 0
    assert "borttagen akt" in desk("log").out
    assert desk("summary", "--as-of", "2025-12-31", "--json").data == before
