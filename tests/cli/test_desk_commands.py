"""init, where, keys, doctor, list and what all commands share."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from calls import Dirigo

from dirigo_tui import open_desk
from dirigo_tui.domain.errors import Refused
from dirigo_tui.exports import paper_pdf


def test_init_tells_the_recovery_code_once(dirigo: Dirigo, isolated_home: Path) -> None:
    ran = dirigo("init", "--no-keyring", "--json")
    assert ran.code == 0
    code = ran.data["recovery_code"]
    assert len(code.replace("-", "")) >= 26
    for path in isolated_home.rglob("*"):
        assert path.is_dir() or code.encode() not in path.read_bytes()


def test_init_makes_files_nobody_else_can_read(desk: Dirigo, isolated_home: Path) -> None:
    for path in (isolated_home, *isolated_home.rglob("*")):
        wanted = 0o700 if path.is_dir() else 0o600
        assert stat.S_IMODE(path.stat().st_mode) == wanted, path.name


def test_a_second_init_is_refused_and_changes_nothing(desk: Dirigo, isolated_home: Path) -> None:
    before = (isolated_home / "dirigo.keys").read_bytes()
    ran = desk("init", "--json")
    assert (ran.code, ran.json["error"]["code"]) == (1, "already_created")
    assert (isolated_home / "dirigo.keys").read_bytes() == before


def test_a_failed_init_leaves_nothing_behind(
    dirigo: Dirigo, isolated_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object, **_kwargs: object) -> None:
        raise Refused("disk_full")

    monkeypatch.setattr(open_desk.OpenDesk, "write", full)
    assert dirigo("init").code == 1
    assert not [path for path in isolated_home.iterdir() if path.name.startswith("dirigo.")
                and path.suffix != ".lock"]  # fmt: skip
    monkeypatch.undo()


def test_the_three_ways_to_stay_shut_are_three_sentences(
    desk: Dirigo, isolated_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = isolated_home.parent / "other"
    other.write_text("någonting annat\n", encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setenv("DIRIGO_PASSPHRASE_FILE", str(other))
        wrong = desk("list")
    database = isolated_home / "dirigo.db"
    whole = database.read_bytes()
    database.write_bytes(bytes(len(whole)))
    damaged = desk("list")
    database.write_bytes(whole)
    assert desk("list").code == 0

    def newer(*_args: object) -> str:
        return "9999"

    monkeypatch.setattr("dirigo_tui.store.schema.revision", newer)
    monkeypatch.setattr("dirigo_tui.store.database.revision", newer)
    too_new = desk("list")
    assert (wrong.code, damaged.code, too_new.code) == (3, 3, 1)
    assert len({wrong.err, damaged.err, too_new.err}) == 3
    for ran in (wrong, damaged, too_new):
        assert ran.out == ""
        assert "(" not in ran.err.split(".")[0], "a code in place of a sentence"


def test_without_a_database_or_a_key_it_says_so(
    dirigo: Dirigo, monkeypatch: pytest.MonkeyPatch
) -> None:
    missing = dirigo("list", "--json")
    assert (missing.code, missing.json["error"]["code"]) == (1, "no_database")
    assert dirigo("init").code == 0
    monkeypatch.delenv("DIRIGO_PASSPHRASE_FILE")
    locked = dirigo("list", "--json")
    assert (locked.code, locked.json["error"]["code"]) == (3, "locked")


def test_a_passphrase_file_that_cannot_be_read_is_wrong_usage(
    desk: Dirigo, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DIRIGO_PASSPHRASE_FILE", str(tmp_path / "nowhere"))
    assert desk("list").code == 2


@pytest.mark.parametrize("before", [True, False])
def test_shared_options_stand_before_or_after_the_command(
    desk: Dirigo, tmp_path: Path, before: bool
) -> None:
    options = ["--home", str(tmp_path / "elsewhere"), "--json"]
    ran = desk(*options, "where") if before else desk("where", *options)
    assert ran.json["command"] == "where"
    assert ran.data["database"] == str(tmp_path / "elsewhere" / "dirigo.db")


def test_the_json_object_names_schema_and_command_also_in_failure(dirigo: Dirigo) -> None:
    ran = dirigo("list", "--json")
    assert ran.json.keys() == {"schema", "command", "error"}
    assert ran.json["error"].keys() == {"code", "message", "details"}
    assert (ran.json["schema"], ran.json["command"]) == (1, "list")


@pytest.mark.parametrize(
    "arguments", [["nothing"], ["list", "--nothing"], ["show"], ["rate", "R1"], ["demo", "--seed"]]
)
def test_wrong_usage_is_two(dirigo: Dirigo, arguments: list[str]) -> None:
    ran = dirigo(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err


def test_an_error_of_ours_tells_no_value(desk: Dirigo, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: object, **_kwargs: object) -> None:
        raise RuntimeError("Samira Nordin")

    monkeypatch.setattr("dirigo_tui.services.caseload.worklist", broken)
    ran = desk("list")
    assert ran.code == 1
    assert "Samira" not in ran.out + ran.err
    assert "RuntimeError" in ran.err


def test_doctor_finds_a_whole_database_well_and_a_damaged_one_not(
    desk: Dirigo, isolated_home: Path
) -> None:
    ran = desk("doctor", "--json")
    assert (ran.code, ran.data["ok"]) == (0, True)
    database = isolated_home / "dirigo.db"
    content = bytearray(database.read_bytes())
    content[-2000] ^= 1
    database.write_bytes(bytes(content))
    ran = desk("doctor", "--json")
    assert (ran.code, ran.data["ok"]) == (1, False)


def test_doctor_is_well_before_the_first_run(dirigo: Dirigo) -> None:
    assert dirigo("doctor").code == 0


def test_doctor_finds_settings_that_are_no_toml(desk: Dirigo, isolated_home: Path) -> None:
    (isolated_home / "settings.toml").write_text("theme = [", encoding="utf-8")
    ran = desk("doctor", "--json")
    assert ran.code == 1
    wrong = [check for check in ran.data["checks"] if check["verdict"] == "wrong"]
    assert [check["check"] for check in wrong] == ["settings"]
    assert "rad 1" in wrong[0]["said"]


def test_doctor_sets_a_paper_in_all_its_scripts(
    dirigo: Dirigo, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def verdict() -> str:
        checks = dirigo("doctor", "--json").data["checks"]
        return str({check["check"]: check for check in checks}["fonts"]["verdict"])

    assert verdict() == "ok"
    monkeypatch.setattr(paper_pdf, "_FONTS", tmp_path)
    paper_pdf._fonts.cache_clear()
    assert verdict() == "wrong"
    paper_pdf._fonts.cache_clear()


def test_keys_list_shows_slots_and_no_key(desk: Dirigo) -> None:
    slots = desk("keys", "list", "--json").data["slots"]
    assert {slot["kind"] for slot in slots} == {"passphrase", "recovery"}
    assert all(slot.keys() == {"slot", "kind", "created"} for slot in slots)


def test_keys_recipient_is_an_age_recipient(desk: Dirigo) -> None:
    ran = desk("keys", "recipient")
    assert ran.out.startswith("age1")
    assert len(ran.out.split()) == 1


@pytest.mark.parametrize("command", ["list", "init", "import", "doctor"])
def test_a_folder_one_may_not_look_into_is_told(
    dirigo: Dirigo, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    def denied(path: Path) -> bool:
        raise PermissionError(path)

    monkeypatch.setattr(Path, "exists", denied)
    ran = dirigo(command, *(["x.csv"] if command == "import" else []), "--plain")
    assert ran.code == 1
    assert "Databasen går inte att öppna" in ran.out + ran.err


@pytest.mark.parametrize("given", ["idag", "2026-02-30", "9999-12-31"])
def test_an_invalid_today_is_told(
    desk: Dirigo, monkeypatch: pytest.MonkeyPatch, given: str
) -> None:
    monkeypatch.setenv("DIRIGO_TODAY", given)
    ran = desk("list", "--json")
    assert ran.json["error"]["code"] == "today_invalid"


@pytest.mark.parametrize(
    ("arguments", "command"),
    [
        (["list", "--nope"], "list"),
        (["export", "participant", "R-1"], "export participant"),
        (["nope"], "dirigo"),
    ],
)
def test_wrong_usage_names_the_command_it_is_about(
    dirigo: Dirigo, arguments: list[str], command: str
) -> None:
    ran = dirigo(*arguments, "--json")
    assert (ran.code, ran.json["command"], ran.json["error"]["code"]) == (2, command, "usage")
