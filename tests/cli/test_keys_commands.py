"""keys add-passphrase, remove and new-recovery: what opens the database before and after."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from calls import Dirigo

from dirigo_tui.store.single_writer import SingleWriter

NEW = "sju sjösjuka sjömän"


@pytest.fixture
def new_file(tmp_path: Path) -> Path:
    path = tmp_path / "new"
    path.write_text(f"{NEW}\n", encoding="utf-8")
    return path


def slots(desk: Dirigo) -> dict[str, str]:
    """The kind of each slot, by its id."""
    return {slot["slot"]: slot["kind"] for slot in desk("keys", "list", "--json").data["slots"]}


def of_kind(desk: Dirigo, kind: str) -> list[str]:
    return [slot for slot, its in slots(desk).items() if its == kind]


def use(monkeypatch: pytest.MonkeyPatch, passphrase_file: Path) -> None:
    monkeypatch.setenv("DIRIGO_PASSPHRASE_FILE", str(passphrase_file))


def test_an_added_passphrase_opens_beside_the_old_one(
    desk: Dirigo, new_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = desk("keys", "add-passphrase", "--new-passphrase-file", new_file, "--json")
    assert ran.code == 0
    assert slots(desk)[ran.data["slot"]] == "passphrase"
    assert desk("list").code == 0
    use(monkeypatch, new_file)
    assert desk("list").code == 0


def test_a_removed_passphrase_opens_nothing(
    desk: Dirigo, new_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (old,) = of_kind(desk, "passphrase")
    assert desk("keys", "add-passphrase", "--new-passphrase-file", new_file).code == 0
    assert desk("keys", "remove", old).code == 0
    assert desk("list").code == 3
    use(monkeypatch, new_file)
    assert desk("list").code == 0


def test_the_last_slot_stays(desk: Dirigo, isolated_home: Path) -> None:
    (recovery,) = of_kind(desk, "recovery")
    (passphrase,) = of_kind(desk, "passphrase")
    assert desk("keys", "remove", recovery).code == 0
    before = (isolated_home / "dirigo.keys").read_bytes()
    ran = desk("keys", "remove", passphrase, "--json")
    assert (ran.code, ran.json["error"]["code"]) == (1, "slot_last")
    assert (isolated_home / "dirigo.keys").read_bytes() == before


def test_an_unknown_slot_is_refused(desk: Dirigo) -> None:
    ran = desk("keys", "remove", "00000000")
    assert ran.code == 1
    assert "00000000" in ran.err


def test_a_new_recovery_code_replaces_the_old_one(
    dirigo: Dirigo, new_file: Path, isolated_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = dirigo("init", "--json").data["recovery_code"]
    ran = dirigo("keys", "new-recovery")
    new = ran.out.strip()
    assert ran.code == 0
    assert new != old
    assert new not in ran.err
    assert len(of_kind(dirigo, "recovery")) == 1
    for path in isolated_home.rglob("*"):
        assert path.is_dir() or new.encode() not in path.read_bytes()

    # Forgotten: the code on paper sets a new passphrase, the code it replaced does not.
    forgotten = ("keys", "add-passphrase", "--recovery-code", "--new-passphrase-file", new_file)
    monkeypatch.setattr("sys.stdin", io.StringIO(old + "\n"))
    assert dirigo(*forgotten).code == 3
    mistyped = new[:-1] + ("0" if new[-1] != "0" else "1")
    monkeypatch.setattr("sys.stdin", io.StringIO(mistyped + "\n"))
    assert dirigo(*forgotten, "--json").json["error"]["code"] == "recovery_code_mistyped"
    monkeypatch.setattr("sys.stdin", io.StringIO(new + "\n"))
    assert dirigo(*forgotten).code == 0
    use(monkeypatch, new_file)
    assert dirigo("list").code == 0


@pytest.mark.parametrize(
    ("content", "code"), [("kort\n", "passphrase_short"), ("\n", "passphrase_empty")]
)
def test_a_poor_passphrase_is_refused(
    desk: Dirigo, tmp_path: Path, content: str, code: str
) -> None:
    poor = tmp_path / "poor"
    poor.write_text(content, encoding="utf-8")
    before = slots(desk)
    ran = desk("keys", "add-passphrase", "--new-passphrase-file", poor, "--json")
    assert (ran.code, ran.json["error"]["code"]) == (1, code)
    assert slots(desk) == before


def test_typed_twice_and_differently_is_refused(
    desk: Dirigo, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = iter(["en lång lösenfras", "en annan lösenfras"])
    monkeypatch.setattr("dirigo_tui.cli.invocation.ask_secret", lambda _prompt: next(typed))
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    ran = desk("keys", "add-passphrase", "--json")
    assert ran.json["error"]["code"] == "passphrases_differ"


def test_with_nobody_to_ask_it_says_what_is_needed(
    desk: Dirigo, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    ran = desk("keys", "add-passphrase", "--json")
    assert (ran.code, ran.json["error"]["code"]) == (1, "passphrase_needed")


def test_the_key_file_is_not_changed_while_another_writes(
    desk: Dirigo, new_file: Path, isolated_home: Path
) -> None:
    (recovery,) = of_kind(desk, "recovery")
    before = (isolated_home / "dirigo.keys").read_bytes()
    with SingleWriter(isolated_home / "dirigo.lock"):
        for change in (
            ("add-passphrase", "--new-passphrase-file", new_file),
            ("remove", recovery),
            ("new-recovery",),
        ):
            ran = desk("keys", *change, "--json")
            assert (ran.code, ran.json["error"]["code"]) == (1, "already_open")
    assert (isolated_home / "dirigo.keys").read_bytes() == before
