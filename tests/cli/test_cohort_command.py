"""``dirigo keys organisation``, ``export cohort`` and ``receive`` between desks."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from calls import Dirigo, Ran

HEAD = "Referens;Namn;Kön;Målgrupp;Verksamhetsort;Start;Slut;Avslutsorsak;Skyddad identitet"
PEOPLE = {
    "R1": "Samira;kvinna;sjukskriven;Haninge;2026-01-01;2026-06-01;as_planned;nej",
    "R2": "Bo;man;sjukskriven;Haninge;2026-02-01;;;nej",
    "R3": "Eva;kvinna;försörjningsstöd;Järfälla;2026-03-01;;;nej",
    "R4": "Ali;man;försörjningsstöd;Järfälla;2026-03-01;;;sekretessmarkering",
}

Desk = Callable[..., Ran]


@pytest.fixture
def desks(dirigo: Dirigo, tmp_path: Path) -> Callable[..., Desk]:
    """Makes a desk with some of the people; calling it runs ``dirigo`` there."""

    def make(name: str, *references: str) -> Desk:
        home = ["--home", str(tmp_path / name)]
        assert dirigo("init", *home).code == 0
        if references:
            listed = tmp_path / f"{name}.csv"
            rows = [f"{reference};{PEOPLE[reference]}" for reference in references]
            listed.write_text("\n".join([HEAD, *rows]), encoding="utf-8")
            assert dirigo("import", listed, *home).code == 0
        return lambda *arguments: dirigo(*arguments, *home)

    return make


def recipient(desk: Desk) -> str:
    return desk("keys", "recipient").out.strip()


def share_key(tmp_path: Path, first: Desk, *others: Desk) -> None:
    path = tmp_path / f"key{len(list(tmp_path.iterdir()))}.age"
    to = [part for desk in others for part in ("--to", recipient(desk))]
    assert first("keys", "organisation", "--export", path, *to).code == 0
    for desk in others:
        assert desk("keys", "organisation", "--import", path).code == 0


def send(tmp_path: Path, desk: Desk, receiver: Desk) -> dict[str, Any]:
    path = tmp_path / f"cohort{len(list(tmp_path.iterdir()))}.age"
    assert desk("export", "cohort", "-o", path, "--to", recipient(receiver)).code == 0
    return dict(receiver("receive", path, "--json").data)


def test_the_key_goes_round_and_says_which_it_is(
    desks: Callable[..., Desk], tmp_path: Path
) -> None:
    first, second = desks("first"), desks("second")
    none = first("keys", "organisation", "--json").data
    assert none == {"fingerprint": None, "new": False}
    share_key(tmp_path, first, second)
    here, there = (desk("keys", "organisation").out.strip() for desk in (first, second))
    assert here == there
    assert len(here) == 16


def test_a_different_key_stays_until_told_otherwise(
    desks: Callable[..., Desk], tmp_path: Path
) -> None:
    first, second = desks("first"), desks("second")
    path = tmp_path / "key.age"
    first("keys", "organisation", "--export", path, "--to", recipient(second))
    own = second("export", "cohort", "-o", tmp_path / "c.age", "--to", recipient(first), "--json")
    assert own.data["new_organisation_key"]
    before = second("keys", "organisation").out
    refused = second("keys", "organisation", "--import", path, "--json")
    assert (refused.code, refused.json["error"]["code"]) == (1, "organisation_key_differs")
    assert second("keys", "organisation").out == before
    assert second("keys", "organisation", "--import", path, "--replace", "--json").data["new"]
    assert second("keys", "organisation").out == first("keys", "organisation").out
    assert not second("keys", "organisation", "--import", path, "--json").data["new"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["--export", "k.age"],
        ["--to", "age1x"],
        ["--export", "k.age", "--to", "age1x", "--import", "k.age"],
        ["--replace"],
        ["--identity-file", "k"],
    ],
)
def test_what_does_not_belong_together_is_wrong_usage(
    desks: Callable[..., Desk], arguments: list[str]
) -> None:
    assert desks("first")("keys", "organisation", *arguments).code == 2


def test_a_cohort_opens_with_any_age_and_names_nobody(
    desks: Callable[..., Desk], tmp_path: Path
) -> None:
    if shutil.which("age-keygen") is None:
        pytest.skip("the age program is not installed")
    key, sealed = tmp_path / "identity", tmp_path / "c.age"
    subprocess.run(["age-keygen", "-o", key], check=True, capture_output=True)
    shown = subprocess.run(["age-keygen", "-y", key], check=True, capture_output=True, text=True)
    desk = desks("first", *PEOPLE)
    ran = desk("export", "cohort", "-o", sealed, "--to", shown.stdout.strip(), "--json")
    assert ran.data["counts"] == {"people": 3, "shares": 1, "protected": 1}

    opened = subprocess.run(["age", "-d", "-i", key, sealed], check=True, capture_output=True)
    document = json.loads(opened.stdout)
    assert (document["format"], document["counts"]) == ("dirigo.cohort", ran.data["counts"])
    assert document["sha256"] == ran.data["sha256"]
    text = opened.stdout.decode()
    assert not any(word in text for word in (*PEOPLE, "Samira", "Ali", "as_planned", "marking"))


def test_a_cohort_is_taken_in_once(desks: Callable[..., Desk], tmp_path: Path) -> None:
    desk, supervisor = desks("desk", "R1", "R2"), desks("supervisor")
    path = tmp_path / "c.age"
    desk("export", "cohort", "-o", path, "--to", recipient(supervisor))
    dry, first, second = (
        supervisor("receive", path, "--json", *more).data for more in (["--dry-run"], [], [])
    )
    assert [(d["new"], d["updated"], d["unchanged"]) for d in (dry, first, second)] == [
        (2, 0, 0), (2, 0, 0), (0, 0, 2),
    ]  # fmt: skip
    assert first["kind"] == "dirigo.cohort"
    assert first["receipt"] == second["receipt"] != ""
    assert (dry["receipt"], first["conflicts"]) == ("", [])


def test_an_older_file_says_that_there_is_a_newer(
    desks: Callable[..., Desk], tmp_path: Path
) -> None:
    desk, supervisor = desks("desk", "R1"), desks("supervisor")
    for name in ("older", "newer"):
        desk("export", "cohort", "-o", tmp_path / name, "--to", recipient(supervisor))
    assert supervisor("receive", tmp_path / "newer").code == 0
    ran = supervisor("receive", tmp_path / "older")
    assert (ran.code, "nyare fil" in ran.err) == (0, True)
    assert supervisor("receive", tmp_path / "older", "--json").data["superseded"]


@pytest.mark.parametrize("arguments", [[], ["--to", "age1nonsense"], ["--to", "AGE-SECRET-KEY-1Q"]])
def test_a_cohort_without_a_good_recipient_is_not_written(
    desks: Callable[..., Desk], tmp_path: Path, arguments: list[str]
) -> None:
    path = tmp_path / "c.age"
    assert desks("desk", "R1")("export", "cohort", "-o", path, *arguments).code in {1, 2}
    assert not path.exists()
