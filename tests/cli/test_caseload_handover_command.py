"""``dirigo export caseload`` and ``receive`` between two desks."""

from __future__ import annotations

from pathlib import Path

import pytest
from calls import Dirigo

FIXTURES = Path(__file__).parents[2] / "fixtures"


@pytest.fixture
def filled(desk: Dirigo) -> Dirigo:
    assert desk("import", FIXTURES / "deltagare_bra.xlsx").code == 0
    return desk


def test_a_caseload_goes_from_desk_to_desk(filled: Dirigo, tmp_path: Path) -> None:
    other = ["--home", str(tmp_path / "other")]
    filled("init", *other)
    to_them = filled("keys", "recipient", *other).out.strip()
    sealed = tmp_path / "all.age"
    everybody = len(filled("list", "--json").data["participants"])
    sent = filled("export", "caseload", "-o", sealed, "--to", to_them)
    assert sent.code == 0

    first = filled("receive", sealed, "--json", *other).data
    people = first["new"]
    assert f"{people} deltagare är med i filen." in sent.err
    assert f"{everybody - people} har skyddade personuppgifter och är inte med: " in sent.err
    assert first["receipt"] in sent.err
    assert {person["outcome"] for person in first["people"]} == {"new"}
    who = first["people"][0]["reference"]
    assert filled("show", who, "--json").data == filled("show", who, "--json", *other).data
    second = filled("receive", sealed, *other)
    assert f"{who}: oförändrad" in second.out
    assert f"0 nya, 0 ändrade, {people} oförändrade.\nKvitto: {first['receipt']}" in second.out


def test_nobody_to_hand_over_is_told(filled: Dirigo, tmp_path: Path) -> None:
    recipient = filled("keys", "recipient").out.strip()
    target = tmp_path / "all.age"
    order = ("export", "caseload", "-o", target, "--to", recipient)
    ran = filled(*order, "--caseworker", "Ingen Alls")
    assert (ran.code, "Kontrollera handläggarens namn" in ran.err) == (1, True)
    assert not target.exists()
