"""``dirigo rate``, ``export participant`` and ``receive`` between two desks, with the real age."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from calls import Dirigo

FIXTURES = Path(__file__).parents[2] / "fixtures"


@pytest.fixture
def filled(desk: Dirigo) -> Dirigo:
    assert desk("import", FIXTURES / "deltagare_bra.xlsx").code == 0
    return desk


@pytest.fixture
def key(tmp_path: Path) -> tuple[Path, str]:
    """An identity file of the real age, and its recipient."""
    if shutil.which("age-keygen") is None:
        pytest.skip("the age program is not installed")
    path = tmp_path / "key"
    subprocess.run(["age-keygen", "-o", path], check=True, capture_output=True)
    shown = subprocess.run(["age-keygen", "-y", path], check=True, capture_output=True, text=True)
    return path, shown.stdout.strip()


def reference(desk: Dirigo) -> str:
    """Somebody with a plan, activities, ratings and statuses."""
    for row in desk("list", "--json").data["participants"]:
        shown = desk("show", row["reference"], "--json").data
        if shown["plan"]["goals"] and shown["ratings"] and shown["status"]:
            return str(row["reference"])
    raise AssertionError("the workbook has nobody with everything")


def test_a_file_goes_from_desk_to_desk(
    filled: Dirigo, key: tuple[Path, str], tmp_path: Path
) -> None:
    path, recipient = key
    who = reference(filled)
    sealed = tmp_path / "p.age"
    assert filled("export", "participant", who, "-o", sealed, "--to", recipient).code == 0

    opened = subprocess.run(["age", "-d", "-i", path, sealed], check=True, capture_output=True)
    payload = json.loads(opened.stdout)["payload"]
    assert {"participant", "goal", "activity", "rating", "status"} <= payload.keys()

    other = ["--home", str(tmp_path / "other")]
    assert filled("init", *other).code == 0
    dry = filled("receive", sealed, "--identity-file", path, "--dry-run", "--json", *other).data
    first = filled("receive", sealed, "--identity-file", path, "--json", *other).data
    second = filled("receive", sealed, "--identity-file", path, "--json", *other).data
    counts = [(r["new"], r["updated"], r["unchanged"]) for r in (dry, first, second)]
    assert counts == [(1, 0, 0), (1, 0, 0), (0, 0, 1)]
    assert first["receipt"]
    here, there = filled("show", who, "--json"), filled("show", who, "--json", *other)
    assert here.data == there.data


def test_a_passphrase_seals_and_opens(filled: Dirigo, tmp_path: Path) -> None:
    words = tmp_path / "words"
    words.write_text("kaffe och bulle\n", encoding="utf-8")
    who, sealed = reference(filled), tmp_path / "p.age"
    assert filled("export", "participant", who, "-o", sealed, "--passphrase-file", words).code == 0
    other = ["--home", str(tmp_path / "other")]
    filled("init", *other)
    assert filled("receive", sealed, *other).code == 3
    assert filled("receive", sealed, "--passphrase-file", words, *other).code == 0


def test_a_file_sealed_to_a_desk_opens_there_without_more(filled: Dirigo, tmp_path: Path) -> None:
    other = ["--home", str(tmp_path / "other")]
    filled("init", *other)
    recipient = filled("keys", "recipient", *other).out.strip()
    who, sealed = reference(filled), tmp_path / "p.age"
    filled("export", "participant", who, "-o", sealed, "--to", recipient)
    assert filled("receive", sealed, "--json", *other).data["new"] == 1


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ([], 2),
        (["--to", "age1nonsense"], 1),
        (["--to", "AGE-SECRET-KEY-1QQQQQQ"], 1),
    ],
)
def test_an_export_without_a_good_recipient_writes_nothing(
    filled: Dirigo, tmp_path: Path, arguments: list[str], code: int
) -> None:
    target = tmp_path / "p.age"
    ran = filled("export", "participant", "SÖ-10001", "-o", target, *arguments)
    assert ran.code == code
    assert not target.exists()


@pytest.mark.parametrize("content", [b"", b"hello", b"age-encryption.org/v1\n-> X25519 x\n"])
def test_what_is_no_container_stays_shut(filled: Dirigo, tmp_path: Path, content: bytes) -> None:
    target = tmp_path / "p.age"
    target.write_bytes(content)
    assert filled("receive", target).code == 3


def test_a_rating_from_a_file(filled: Dirigo, tmp_path: Path) -> None:
    answers = tmp_path / "answers.json"
    answers.write_text('{"was": 7}', encoding="utf-8")
    who = reference(filled)
    options = ["--mode", "read_aloud", "--rater", "participant", "--json"]
    ran = filled("rate", who, "--template", "was", "--answers", answers, *options)
    assert (ran.code, ran.data["answers"][0]["value"]) == (0, 7)
    latest = filled("show", who, "--json").data["ratings"][-1]
    assert (latest["item"], latest["value"], latest["on"]) == ("was", 7, "2026-11-21")
    assert latest["mode"] == "read_aloud"


@pytest.mark.parametrize("content", ['{"was": 77}', '{"was": "7"}', '{"no": 1}', "[7]", "{", "{}"])
def test_a_rating_that_cannot_be_is_refused(filled: Dirigo, tmp_path: Path, content: str) -> None:
    answers = tmp_path / "answers.json"
    answers.write_text(content, encoding="utf-8")
    who = reference(filled)
    before = filled("show", who, "--json").data["ratings"]
    ran = filled("rate", who, "--template", "was", "--answers", answers)
    assert (ran.code, ran.out) == (1, "")
    assert filled("show", who, "--json").data["ratings"] == before
