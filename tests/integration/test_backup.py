"""Backing up and restoring a real encrypted file: beside a writer, killed, damaged, out of room."""

from __future__ import annotations

import resource
import signal
import stat
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openers import PASSPHRASE, CheapOpener

from dirigo_tui import bootstrap
from dirigo_tui.domain.errors import Refused
from dirigo_tui.services.ports import Backup, Desk, Locked, SetUp
from dirigo_tui.services.progress import Stage
from dirigo_tui.store import backup as backups
from dirigo_tui.store import backup_file

SET_UP = SetUp(
    passphrase=PASSPHRASE, use_keyring=False, organisation="", desk="Ängby", caseworker="Kim Ek"
)


@pytest.fixture
def opener(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CheapOpener:
    monkeypatch.setattr(bootstrap.Opener, "_vault", CheapOpener._vault)
    monkeypatch.setattr(bootstrap.Opener, "keyring", None, raising=False)
    return CheapOpener(tmp_path / "home")


@pytest.fixture
def desk(opener: CheapOpener) -> Iterator[Desk]:
    desk, _code = opener.create(SET_UP)
    yield desk
    desk.close()


def by_passphrase(passphrase: str = PASSPHRASE) -> Callable[[Locked[Backup]], Backup]:
    return lambda locked: locked.unlock_with_passphrase(passphrase)


def count(unit: Any, number: int) -> None:
    """One transaction that a consistent copy has whole or not at all."""
    unit.set_setting("first", str(number))
    unit.set_setting("second", str(number))


def everything_in(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_what_is_restored_is_what_was_backed_up(
    desk: Desk, opener: CheapOpener, tmp_path: Path
) -> None:
    desk.write(count, 1)
    made = desk.back_up(tmp_path / "copy")
    desk.write(count, 2)
    assert opener.restore(tmp_path / "copy", tmp_path / "new", by_passphrase()) == made
    assert made.counts["setting"] >= 2
    restored = CheapOpener(tmp_path / "new").unlock_with_passphrase(PASSPHRASE)
    assert restored.read(lambda reader: reader.setting("second")) == "1"
    assert restored.check().participants == 0
    restored.close()


def test_the_hash_tells_any_other_content_apart(desk: Desk, tmp_path: Path) -> None:
    first = desk.back_up(tmp_path / "1")
    assert desk.back_up(tmp_path / "2").sha256 == first.sha256
    desk.write(count, 1)
    assert desk.back_up(tmp_path / "3").sha256 != first.sha256


def test_nobody_else_can_read_it_and_nothing_in_it_is_plain(desk: Desk, tmp_path: Path) -> None:
    desk.back_up(tmp_path / "copy")
    assert stat.S_IMODE((tmp_path / "copy").stat().st_mode) == 0o600
    content = (tmp_path / "copy").read_bytes()
    assert b"SQLite format" not in content
    assert "Ängby".encode() not in content
    assert b"Kim Ek" not in content


def test_what_is_restored_nobody_else_can_read(
    desk: Desk, opener: CheapOpener, tmp_path: Path
) -> None:
    desk.back_up(tmp_path / "copy")
    opener.restore(tmp_path / "copy", tmp_path / "new", by_passphrase())
    for path in (tmp_path / "new", *(tmp_path / "new").rglob("*")):
        wanted = 0o700 if path.is_dir() else 0o600
        assert stat.S_IMODE(path.stat().st_mode) == wanted, path.name


def test_each_backup_beside_a_writer_is_one_moment(
    desk: Desk, opener: CheapOpener, tmp_path: Path
) -> None:
    done = threading.Event()

    def keep_writing() -> None:
        number = 0
        while not done.is_set():
            number += 1
            desk.write(count, number)

    writer = threading.Thread(target=keep_writing)
    writer.start()
    try:
        for number in range(5):
            desk.back_up(tmp_path / str(number))
    finally:
        done.set()
        writer.join()
    for number in range(5):
        home = tmp_path / f"home{number}"
        opener.restore(tmp_path / str(number), home, by_passphrase())
        restored = CheapOpener(home).unlock_with_passphrase(PASSPHRASE)
        first, second = restored.read(lambda r: (r.setting("first"), r.setting("second")))
        restored.close()
        assert first == second


def test_an_existing_file_or_folder_is_left_as_it_is(
    desk: Desk, opener: CheapOpener, tmp_path: Path
) -> None:
    taken = tmp_path / "taken"
    taken.write_bytes(b"mine")
    with pytest.raises(Refused, match="file_exists"):
        desk.back_up(taken)
    desk.back_up(tmp_path / "copy")
    desk.read(lambda _reader: None)  # behind what the access log had to write
    before = everything_in(opener.home)
    for into in (opener.home, taken):
        with pytest.raises(Refused, match="folder_not_empty"):
            opener.restore(tmp_path / "copy", into, by_passphrase())
    assert everything_in(opener.home) == before
    assert taken.read_bytes() == b"mine"
    (tmp_path / "empty").mkdir()
    opener.restore(tmp_path / "copy", tmp_path / "empty", by_passphrase())


def test_only_the_keys_of_that_day_restore(desk: Desk, opener: CheapOpener, tmp_path: Path) -> None:
    desk.back_up(tmp_path / "copy")
    desk.keys.add_passphrase("en senare lösenfras")
    code = desk.keys.renew_recovery()
    desk.back_up(tmp_path / "later")
    with pytest.raises(Refused, match="key_wrong"):
        opener.restore(tmp_path / "copy", tmp_path / "new", by_passphrase("en senare lösenfras"))
    assert not (tmp_path / "new").exists()
    opener.restore(
        tmp_path / "later", tmp_path / "new", lambda locked: locked.unlock_with_recovery_code(code)
    )


def test_a_practice_desk_is_restored_as_one(tmp_path: Path, opener: CheapOpener) -> None:
    desk = opener.twin().create_practice(participants=3, seed=1)
    made = desk.back_up(tmp_path / "copy")
    desk.close()
    assert made.practice
    assert made.counts["participant"] == 3
    new = tmp_path / "new"
    assert opener.restore(tmp_path / "copy", new, lambda locked: locked.unlock_practice()) == made
    restored = CheapOpener(new).twin().unlock_practice()
    assert restored.check().participants == 3
    restored.close()


def test_a_file_of_another_kind_is_told_from_a_damaged_one(
    desk: Desk, opener: CheapOpener, tmp_path: Path
) -> None:
    desk.back_up(tmp_path / "copy")
    whole = (tmp_path / "copy").read_bytes()
    changed = tmp_path / "changed"
    for content, code in [
        (b"", "backup_foreign"),
        (b"PK\x05\x06" + bytes(18), "backup_foreign"),
        ((opener.home / "dirigo.keys").read_bytes(), "backup_foreign"),
        (whole[:-1], "backup_damaged"),
        (whole[: len(whole) // 2], "backup_damaged"),
        (whole[:100], "backup_damaged"),
        (whole.replace(b'"version": 1', b'"version": 2'), "backup_damaged"),
    ]:
        changed.write_bytes(content)
        with pytest.raises(Refused, match=code):
            opener.restore(changed, tmp_path / "new", by_passphrase())
    for missing in (tmp_path / "nothing", tmp_path):
        with pytest.raises(Refused, match="backup_unreadable"):
            opener.restore(missing, tmp_path / "new", by_passphrase())
    assert not (tmp_path / "new").exists()
    assert not list(tmp_path.glob(".*"))


def test_a_newer_backup_is_named_as_such(
    desk: Desk, opener: CheapOpener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(backup_file, "VERSION", 2)
        desk.back_up(tmp_path / "copy")
    with pytest.raises(Refused, match="backup_newer"):
        opener.restore(tmp_path / "copy", tmp_path / "new", by_passphrase())


def test_a_manifest_that_promises_more_than_there_is_is_refused(
    desk: Desk, opener: CheapOpener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = backup_file._plain

    def boasting(backup: Backup, parts: Any) -> dict[str, Any]:
        return real(backup, parts) | {"counts": dict(backup.counts) | {"participant": 7}}

    with monkeypatch.context() as patch:
        patch.setattr(backup_file, "_plain", boasting)
        desk.back_up(tmp_path / "copy")
    with pytest.raises(Refused, match="backup_damaged"):
        opener.restore(tmp_path / "copy", tmp_path / "new", by_passphrase())


def test_a_copy_that_differs_gets_no_name(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = backups.content
    monkeypatch.setattr(
        backups, "content", lambda *a, **k: (real(*a, **k)[0] | {"participant": 7}, "hash")
    )
    with pytest.raises(Refused, match="backup_not_verified"):
        desk.back_up(tmp_path / "copy")
    assert not (tmp_path / "copy").exists()
    assert not list(tmp_path.glob(".*"))


def test_it_tells_how_far_it_has_come(desk: Desk, tmp_path: Path) -> None:
    told: list[tuple[Stage, int, int]] = []
    made = desk.back_up(tmp_path / "copy", lambda *so_far: told.append(so_far))
    stages = [Stage.COPY, Stage.VERIFY, Stage.PACK]
    assert list(dict.fromkeys(stage for stage, _done, _total in told)) == stages
    rows = sum(made.counts.values())
    assert {total for stage, _done, total in told if stage is Stage.VERIFY} == {rows}


@pytest.mark.parametrize("stage", [Stage.COPY, Stage.VERIFY, Stage.PACK])
def test_one_that_is_given_up_leaves_nothing(desk: Desk, tmp_path: Path, stage: Stage) -> None:
    def stop(now: Stage, _done: int, _total: int) -> None:
        if now is stage:
            raise Refused("stopped")

    before = sorted(tmp_path.iterdir())
    with pytest.raises(Refused, match="stopped"):
        desk.back_up(tmp_path / "copy", stop)
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize("stage", [Stage.READ, Stage.VERIFY])
def test_restoring_can_be_given_up(
    desk: Desk, opener: CheapOpener, tmp_path: Path, stage: Stage
) -> None:
    def stop(now: Stage, _done: int, _total: int) -> None:
        if now is stage:
            raise Refused("stopped")

    desk.back_up(tmp_path / "copy")
    before = sorted(tmp_path.iterdir())
    with pytest.raises(Refused, match="stopped"):
        opener.restore(tmp_path / "copy", tmp_path / "new", by_passphrase(), stop)
    assert sorted(tmp_path.iterdir()) == before


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(where=st.floats(0, 1, exclude_max=True), flip=st.integers(1, 255))
def test_a_changed_byte_is_refused_or_changes_nothing(
    opener: CheapOpener, tmp_path: Path, where: float, flip: int
) -> None:
    whole_file = tmp_path / "copy"
    if not whole_file.exists():
        desk, _code = opener.create(SET_UP)
        desk.back_up(whole_file)
        desk.close()
    content = bytearray(whole_file.read_bytes())
    # Half of the trials in the little that is not the database itself.
    edge = min(1500, len(content) // 2)
    place = int(where * len(content)) if flip % 2 else int(where * 2 * edge) - edge
    content[place] ^= flip
    changed, new = tmp_path / "changed", tmp_path / "new"
    changed.write_bytes(content)
    try:
        restored = opener.restore(changed, new, by_passphrase())
    except Refused as refused:
        assert refused.code in {"backup_foreign", "backup_damaged"}
        assert not new.exists()
    else:
        assert restored == backup_file.read_manifest(whole_file).backup
        (new / "backups").rmdir()
        for path in (new / "dirigo.db", new / "dirigo.keys"):
            path.unlink()
        new.rmdir()


_BACKS_UP = """
import sys
from pathlib import Path
from openers import PASSPHRASE, CheapOpener
desk = CheapOpener(Path(sys.argv[1])).unlock_with_passphrase(PASSPHRASE)
print("ready", flush=True)
for number in range(1000):
    desk.back_up(Path(sys.argv[2]) / str(number))
    print(number, flush=True)
"""


def test_a_kill_leaves_whole_backups_or_none(
    desk: Desk, opener: CheapOpener, tmp_path: Path
) -> None:
    desk.write(count, 1)
    desk.close()
    targets = tmp_path / "targets"
    for trial in range(6):
        folder = targets / str(trial)
        folder.mkdir(parents=True)
        child = subprocess.Popen(
            [sys.executable, "-c", _BACKS_UP, opener.home, folder], stdout=subprocess.PIPE
        )
        assert child.stdout is not None
        child.stdout.readline()
        child.stdout.readline()
        timer = threading.Timer(0.007 * trial, child.send_signal, [signal.SIGKILL])
        timer.start()
        child.wait(30)
        timer.join()
        child.stdout.close()
        found = [path for path in folder.iterdir() if not path.name.startswith(".")]
        assert found
        for number, path in enumerate(found):
            opener.restore(path, tmp_path / f"new{trial}-{number}", by_passphrase())
    CheapOpener(opener.home).unlock_with_passphrase(PASSPHRASE).close()


@pytest.fixture
def little_room() -> Iterator[Callable[[int], None]]:
    """No file may grow beyond so many bytes, as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    yield lambda size: resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    resource.setrlimit(resource.RLIMIT_FSIZE, before)
    signal.signal(signal.SIGXFSZ, handler)


def test_without_room_there_is_no_file_and_no_folder(
    desk: Desk, opener: CheapOpener, tmp_path: Path, little_room: Callable[[int], None]
) -> None:
    desk.back_up(tmp_path / "copy")
    size = (tmp_path / "copy").stat().st_size
    database = opener.home / "dirigo.db"
    for room in (1000, size // 2, size - 3000, size - 1):
        little_room(room)
        with pytest.raises(Refused, match=r"disk_full|disk_failed"):
            desk.back_up(tmp_path / "other")
        assert {path.name for path in tmp_path.iterdir()} == {"copy", "home"}
        if room < database.stat().st_size:
            with pytest.raises(Refused, match="disk_full"):
                opener.restore(tmp_path / "copy", tmp_path / "new", by_passphrase())
        assert {path.name for path in tmp_path.iterdir()} == {"copy", "home"}
    little_room(size * 4)
    desk.back_up(tmp_path / "other")
