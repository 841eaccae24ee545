"""backup and restore on the command line."""

from __future__ import annotations

from pathlib import Path

from calls import Dirigo

FIXTURES = Path(__file__).parents[2] / "fixtures"
SAME = ("created", "practice", "schema", "counts", "sha256")


def test_both_sides_tell_the_same(desk: Dirigo, tmp_path: Path, isolated_home: Path) -> None:
    made = desk("backup", "-o", tmp_path / "copy", "--json")
    assert made.code == 0
    before = {path: path.read_bytes() for path in isolated_home.iterdir() if path.is_file()}
    restored = desk("restore", tmp_path / "copy", "--into", tmp_path / "new", "--json")
    assert restored.code == 0
    assert {name: made.data[name] for name in SAME} == {name: restored.data[name] for name in SAME}
    assert made.data["counts"]["participant"] == 0
    assert {path: path.read_bytes() for path in isolated_home.iterdir() if path.is_file()} == before
    assert desk("list", "--home", tmp_path / "new").code == 0


def test_refusals_have_their_exit_codes(desk: Dirigo, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    assert desk("backup", "-o", copy).code == 0
    assert desk("backup", "-o", copy).code == 1
    assert desk("restore", tmp_path / "none", "--into", tmp_path / "new").code == 1
    assert desk("restore", copy, "--into", tmp_path).code == 1
    (tmp_path / "half").write_bytes(copy.read_bytes()[:5000])
    assert desk("restore", tmp_path / "half", "--into", tmp_path / "new").code == 3
    (tmp_path / "other").write_text("något annat\n", encoding="utf-8")
    ran = desk("restore", tmp_path / "other", "--into", tmp_path / "new", "--json")
    assert (ran.code, ran.json["error"]["code"]) == (3, "backup_foreign")
    assert not (tmp_path / "new").exists()


def test_restoring_needs_no_database_here(desk: Dirigo, tmp_path: Path) -> None:
    assert desk("backup", "-o", tmp_path / "copy").code == 0
    elsewhere = tmp_path / "elsewhere"
    ran = desk("--home", elsewhere, "restore", tmp_path / "copy", "--into", tmp_path / "new")
    assert ran.code == 0
    assert ran.out.strip() == str(tmp_path / "new")
    assert not elsewhere.exists()


def test_the_wrong_passphrase_restores_nothing(desk: Dirigo, tmp_path: Path) -> None:
    assert desk("backup", "-o", tmp_path / "copy").code == 0
    passphrase = tmp_path / "passphrase"
    passphrase.write_text("något helt annat\n", encoding="utf-8")
    ran = desk("restore", tmp_path / "copy", "--into", tmp_path / "new", "--json")
    assert (ran.code, ran.json["error"]["code"]) == (3, "key_wrong")
    assert not (tmp_path / "new").exists()


def test_doctor_tells_when_the_last_good_backup_was(desk: Dirigo, isolated_home: Path) -> None:
    def finding() -> dict[str, str]:
        checks = desk("doctor", "--json").data["checks"]
        return {check["check"]: check for check in checks}["backup"]

    assert finding()["verdict"] == "note"
    assert desk("import", FIXTURES / "deltagare_bra.xlsx").code == 0
    assert finding()["verdict"] == "ok"
    (own,) = (isolated_home / "backups").glob("*.backup")
    own.write_bytes(own.read_bytes()[:-1])
    assert finding()["verdict"] == "note"
