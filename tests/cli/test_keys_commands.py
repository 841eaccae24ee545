"""keys add-passphrase, remove and new-recovery: what opens the database before and after."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from calls import Dirigo

from dirigo_tui.exports.age_container import new_identity
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
    ("content", "exit_code", "code"),
    [("kort\n", 1, "passphrase_short"), ("\n", 2, "passphrase_file_empty")],
)
def test_a_poor_passphrase_is_refused(
    desk: Dirigo, tmp_path: Path, content: str, exit_code: int, code: str
) -> None:
    poor = tmp_path / "poor"
    poor.write_text(content, encoding="utf-8")
    before = slots(desk)
    ran = desk("keys", "add-passphrase", "--new-passphrase-file", poor, "--json")
    assert (ran.code, ran.json["error"]["code"]) == (exit_code, code)
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


# The organisation's key, and a new database key


@pytest.fixture
def organisation(tmp_path: Path) -> tuple[str, Path]:
    """The organisation's recipient, and the file with its secret key."""
    secret, recipient = new_identity()
    path = tmp_path / "organisation.txt"
    path.write_text(f"# dirigo\n{secret}\n", encoding="ascii")
    return recipient, path


def test_the_organisation_opens_when_all_else_is_lost(
    desk: Dirigo, organisation: tuple[str, Path], new_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recipient, secret_key = organisation
    ran = desk("keys", "add-escrow", "--to", recipient, "--json")
    assert ran.code == 0
    added = desk("keys", "list", "--json").data["slots"][-1]
    assert (added["slot"], added["kind"], added["recipient"]) == (
        ran.data["slot"],
        "escrow",
        recipient,
    )
    monkeypatch.delenv("DIRIGO_PASSPHRASE_FILE")
    by_organisation = ("--identity-file", secret_key, "--new-passphrase-file", new_file)
    assert desk("keys", "add-passphrase", *by_organisation).code == 0
    use(monkeypatch, new_file)
    assert desk("list").code == 0


def test_somebody_elses_key_is_not_the_organisations(
    desk: Dirigo, organisation: tuple[str, Path], new_file: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.txt"
    other.write_text(new_identity()[0], encoding="ascii")
    by_other = ("add-passphrase", "--identity-file", other, "--new-passphrase-file", new_file)
    assert desk("keys", *by_other, "--json").json["error"]["code"] == "no_slot"
    assert desk("keys", "add-escrow", "--to", organisation[0]).code == 0
    ran = desk("keys", *by_other, "--json")
    assert (ran.code, ran.json["error"]["code"]) == (3, "key_wrong")
    again = desk("keys", "add-escrow", "--to", organisation[0], "--json")
    assert (again.code, again.json["error"]["code"]) == (1, "escrow_exists")
    ran = desk("keys", "add-escrow", "--to", organisation[1].read_text().splitlines()[1], "--json")
    assert ran.json["error"]["code"] == "recipient_is_secret_key"
    both = desk("keys", *by_other, "--recovery-code")
    assert both.code == 2


def test_the_organisation_restores_a_backup(
    desk: Dirigo, organisation: tuple[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recipient, secret_key = organisation
    assert desk("keys", "add-escrow", "--to", recipient).code == 0
    assert desk("backup", "-o", tmp_path / "b.backup").code == 0
    monkeypatch.delenv("DIRIGO_PASSPHRASE_FILE")
    into = ("restore", tmp_path / "b.backup", "--into", tmp_path / "new")
    assert desk(*into, "--identity-file", secret_key).code == 0


def test_rotating_tells_the_new_code_and_keeps_what_it_can(
    desk: Dirigo, organisation: tuple[str, Path], new_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert desk("keys", "add-escrow", "--to", organisation[0]).code == 0
    added = desk("keys", "add-passphrase", "--new-passphrase-file", new_file, "--json").data["slot"]
    ran = desk("keys", "rotate", "--json")
    assert ran.code == 0
    assert [slot["slot"] for slot in ran.data["lost"]] == [added]
    assert desk("list").code == 0
    assert sorted(slots(desk).values()) == ["escrow", "passphrase", "recovery"]
    renewed = ("keys", "add-passphrase", "--new-passphrase-file", new_file)
    monkeypatch.setattr("sys.stdin", io.StringIO(ran.data["recovery_code"] + "\n"))
    assert desk(*renewed, "--recovery-code").code == 0
    assert desk(*renewed, "--identity-file", organisation[1]).code == 0


def test_practice_rotates_too_and_says_what_it_does(dirigo: Dirigo) -> None:
    assert dirigo("demo", "--participants", "2").code == 0
    ran = dirigo("keys", "rotate", "--practice")
    assert (ran.code, ran.out) == (0, "")
    assert dirigo("list", "--practice").code == 0


def test_a_new_database_has_the_same_rule_for_passphrases(
    dirigo: Dirigo, tmp_path: Path, isolated_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    poor = tmp_path / "poor"
    poor.write_text("kort\n", encoding="utf-8")
    use(monkeypatch, poor)
    ran = dirigo("init", "--json")
    assert (ran.code, ran.json["error"]["code"]) == (1, "passphrase_short")
    assert not (isolated_home / "dirigo.keys").exists()
