"""The backups a desk makes by itself, on a real encrypted file."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openers import PASSPHRASE, CheapOpener

from dirigo_tui import bootstrap
from dirigo_tui.domain.errors import Refused
from dirigo_tui.services.ports import Desk, SetUp
from dirigo_tui.store import backup as backups
from dirigo_tui.store import own_backups, schema, upgrade
from dirigo_tui.store.single_writer import SingleWriter

SET_UP = SetUp(passphrase=PASSPHRASE, use_keyring=False, organisation="", desk="", caseworker="")


@pytest.fixture
def opener(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CheapOpener:
    monkeypatch.setattr(bootstrap.Opener, "_vault", CheapOpener._vault)
    monkeypatch.setattr(bootstrap.Opener, "keyring", None, raising=False)
    return CheapOpener(tmp_path / "home")


@pytest.fixture
def desk(opener: CheapOpener) -> Iterator[Desk]:
    opener.create(SET_UP)[0].close()
    desk = opener.unlock_with_passphrase(PASSPHRASE)
    yield desk
    desk.close()


def names(opener: CheapOpener) -> list[str]:
    return sorted(path.name for path in opener.paths()["backups"].iterdir())


def write(unit: Any, number: int = 1) -> None:
    unit.set_setting("desk", str(number))


def place(opener: CheapOpener, day: str) -> Path:
    """Something that looks like an earlier backup."""
    path = opener.paths()["backups"] / f"dirigo-{day}T120000Z.backup"
    path.write_bytes(b"earlier")
    return path


def test_the_first_write_of_a_day_is_backed_up_and_no_other(
    desk: Desk, opener: CheapOpener, tmp_path: Path
) -> None:
    assert names(opener) == []
    desk.write(write)
    desk.close()
    (name,) = names(opener)
    again = opener.unlock_with_passphrase(PASSPHRASE)
    again.write(write, 2)
    again.close()
    assert names(opener) == [name]
    opener.restore(
        opener.paths()["backups"] / name,
        tmp_path / "new",
        lambda locked: locked.unlock_with_passphrase(PASSPHRASE),
    )
    restored = CheapOpener(tmp_path / "new").unlock_with_passphrase(PASSPHRASE)
    assert restored.read(lambda reader: reader.setting("desk")) == "1"
    restored.close()


def test_reading_and_practice_make_none(desk: Desk, opener: CheapOpener) -> None:
    desk.read(lambda reader: reader.setting("desk"))
    desk.close()
    practice = opener.twin().create_practice(participants=2, seed=1)
    practice.write(write)
    practice.close()
    assert names(opener) == []
    assert names(opener.twin()) == []


def test_the_oldest_make_room_and_nothing_is_overwritten(desk: Desk, opener: CheapOpener) -> None:
    opener.paths()["settings"].write_text("backups_kept = 3\n", encoding="utf-8")
    earlier = [place(opener, f"2026-01-0{day}") for day in range(1, 6)]
    stranger = opener.paths()["backups"] / "keep.txt"
    stranger.write_bytes(b"not ours")
    desk.write(write)
    desk.close()
    assert [path.exists() for path in earlier] == [False, False, False, True, True]
    assert earlier[-1].read_bytes() == b"earlier"
    assert stranger.exists()
    assert len(names(opener)) == 4


def test_a_backup_has_an_end(desk: Desk, opener: CheapOpener) -> None:
    ended, lasting, latest = (
        place(opener, day) for day in ("2026-01-01", "2026-01-02", "2026-04-02")
    )
    desk.write(write)
    desk.close()
    assert [path.exists() for path in (ended, lasting, latest)] == [False, True, True]


def test_a_clock_that_is_ahead_today_costs_none(desk: Desk, opener: CheapOpener) -> None:
    # To it, now is years later than all there is.
    earlier = place(opener, "2020-01-01")
    desk.write(write)
    desk.close()
    assert earlier.exists()


def test_a_clock_that_was_ahead_does_not_cost_the_new_one(desk: Desk, opener: CheapOpener) -> None:
    opener.paths()["settings"].write_text("backups_kept = 1\n", encoding="utf-8")
    ahead = place(opener, "2099-01-01")
    desk.write(write)
    desk.close()
    assert not ahead.exists()
    assert len(names(opener)) == 1


def test_a_failed_backup_fails_nobodys_work(
    desk: Desk, opener: CheapOpener, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object) -> None:
        raise Refused("disk_full")

    earlier = place(opener, "2026-01-01")
    monkeypatch.setattr(backups, "back_up", full)
    desk.write(write)
    desk.close()
    assert names(opener) == [earlier.name]


def test_what_a_killed_process_left_is_swept_away_after_a_day(
    desk: Desk, opener: CheapOpener
) -> None:
    folder = opener.paths()["backups"]
    old, fresh, tree = folder / ".old.part", folder / ".fresh.part", folder / ".tree.part"
    tree.mkdir()
    for path in (old, fresh, tree / "dirigo.db"):
        path.write_bytes(b"half")
    for path in (old, tree):
        os.utime(path, (0, 0))
    desk.write(write)
    desk.close()
    assert [path.exists() for path in (old, fresh, tree)] == [False, True, False]


def test_an_upgrade_begins_with_a_backup(
    desk: Desk, opener: CheapOpener, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.close()
    upgraded: list[list[str]] = []
    monkeypatch.setattr(schema, "HEAD", "9999")
    monkeypatch.setattr(upgrade, "upgrade", lambda *_: upgraded.append(names(opener)))
    opener.unlock_with_passphrase(PASSPHRASE).close()
    assert [len(before) for before in upgraded] == [1]


def test_no_upgrade_without_its_backup(
    desk: Desk, opener: CheapOpener, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.close()

    def full(*_args: object) -> None:
        raise Refused("disk_full")

    monkeypatch.setattr(backups, "back_up", full)
    monkeypatch.setattr(schema, "HEAD", "9999")
    monkeypatch.setattr(upgrade, "upgrade", lambda *_: pytest.fail("upgraded"))
    with pytest.raises(Refused, match="disk_full"):
        opener.unlock_with_passphrase(PASSPHRASE)
    SingleWriter(opener.paths()["lock"]).acquire()


def test_a_newer_database_is_refused_without_a_backup(
    desk: Desk, opener: CheapOpener, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.close()
    monkeypatch.setattr(schema, "HEAD", "0000")
    with pytest.raises(Refused, match="schema_newer"):
        opener.unlock_with_passphrase(PASSPHRASE)
    assert names(opener) == []


def test_the_last_good_one_is_found_by_restoring_it(desk: Desk, opener: CheapOpener) -> None:
    assert desk.last_good_backup() is None
    desk.write(write)
    desk.check()
    made = desk.last_good_backup()
    assert made is not None
    damaged = place(opener, "2099-01-01")
    (whole,) = [path for path in opener.paths()["backups"].iterdir() if path != damaged]
    damaged.write_bytes(whole.read_bytes()[:-9000])
    assert desk.last_good_backup() == made
    whole.unlink()
    assert desk.last_good_backup() is None


def test_names_are_dated_and_sort_by_time(desk: Desk, opener: CheapOpener) -> None:
    desk.write(write)
    desk.close()
    (name,) = names(opener)
    assert date.fromisoformat(name.removeprefix("dirigo-")[:10])
    assert own_backups._NAME.format(date(2026, 1, 2)) == "dirigo-2026-01-02T000000Z.backup"
