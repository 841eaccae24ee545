"""A new database key: what opens afterwards, what does not, and what a kill leaves."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from cheap_keys import CHEAP, MemoryKeyring
from killed import killed_at_every_line
from openers import PASSPHRASE, CheapOpener

from dirigo_tui import safe_files
from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.vocabulary import SlotKind
from dirigo_tui.exports.age_container import AgeContainers
from dirigo_tui.services.ports import SetUp
from dirigo_tui.store import connection as connections
from dirigo_tui.store import replacing, rotation
from dirigo_tui.store.connection import check_integrity, connect
from dirigo_tui.store.rotation import Rotation
from dirigo_tui.store.single_writer import SingleWriter
from dirigo_tui.store.vault import Vault

SET_UP = SetUp(passphrase=PASSPHRASE, use_keyring=True, organisation="", desk="", caseworker="")


def code_of(action: Callable[[], object]) -> str:
    with pytest.raises(Refused) as refused:
        action()
    return refused.value.code


def files_in(folder: Path) -> list[str]:
    """Without what a killed process left of a file it had not named yet."""
    return sorted(path.name for path in folder.iterdir() if path.suffix != ".part")


# The desk


@pytest.fixture
def opener(tmp_path: Path) -> CheapOpener:
    return CheapOpener(tmp_path / "home", keyring=MemoryKeyring())


@pytest.fixture
def old_code(opener: CheapOpener) -> str:
    """The recovery code of a desk with something in it."""
    desk, code = opener.create(SET_UP)
    desk.write(lambda unit: unit.set_setting("desk", "Farsta"))
    desk.close()
    return code


def desk_name(opener: CheapOpener) -> str:
    desk = opener.unlock_with_keyring()
    try:
        return desk.read(lambda reader: reader.setting("desk"))
    finally:
        desk.close()


def test_everything_is_there_under_another_key(opener: CheapOpener, old_code: str) -> None:
    before = opener._vault().unlock_with_passphrase(PASSPHRASE)
    rotated = opener.rotate(PASSPHRASE)
    after = opener._vault().unlock_with_passphrase(PASSPHRASE)
    assert after != before
    assert rotated.lost == ()
    assert desk_name(opener) == "Farsta"
    opener.unlock_with_recovery_code(rotated.recovery_code).close()
    assert code_of(lambda: opener.unlock_with_recovery_code(old_code)) == "key_wrong"
    assert code_of(lambda: connect(opener.paths()["database"], before)) == "database_damaged"
    assert not list(opener.home.glob("*.rekeyed*"))


def test_the_keyring_keeps_one_secret(opener: CheapOpener, old_code: str) -> None:
    keyring = opener.keyring
    before = set(keyring.secrets.values())
    opener.rotate(PASSPHRASE)
    slots = [name for name in keyring.secrets if not name.endswith(".log")]
    assert len(slots) == 1
    assert keyring.secrets[slots[0]] not in before


def test_what_cannot_come_along_is_told(opener: CheapOpener, old_code: str) -> None:
    desk = opener.unlock_with_passphrase(PASSPHRASE)
    desk.keys.add_passphrase("en helt annan fras")
    desk.close()
    opener.keyring.secrets.clear()
    rotated = opener.rotate(PASSPHRASE)
    assert [slot.kind for slot in rotated.lost] == [SlotKind.KEYRING, SlotKind.PASSPHRASE]
    assert code_of(lambda: opener.unlock_with_passphrase("en helt annan fras")) == "key_wrong"
    opener.unlock_with_passphrase(PASSPHRASE).close()


def test_the_keyring_alone_is_not_left(opener: CheapOpener, old_code: str) -> None:
    recovery = next(slot for slot in opener.slots() if slot.kind is SlotKind.RECOVERY)
    desk = opener.unlock_with_keyring()
    desk.keys.remove(recovery.id)
    desk.close()
    before = opener.paths()["key_file"].read_bytes()
    assert code_of(lambda: opener.rotate("")) == "passphrase_needed"
    assert opener.paths()["key_file"].read_bytes() == before
    assert desk_name(opener) == "Farsta"


def test_a_fresh_backup_has_the_new_key(opener: CheapOpener, old_code: str) -> None:
    for earlier in opener.paths()["backups"].iterdir():
        earlier.unlink()
    opener.rotate(PASSPHRASE)
    desk = opener.unlock_with_passphrase(PASSPHRASE)
    assert desk.last_good_backup() is not None
    desk.close()


def test_an_open_desk_is_not_rotated(opener: CheapOpener, old_code: str) -> None:
    desk = opener.unlock_with_passphrase(PASSPHRASE)
    assert code_of(lambda: opener.rotate(PASSPHRASE)) == "already_open"
    desk.close()
    with closing(connect(opener.paths()["database"], opener._vault().unlock_with_keyring())):
        assert code_of(lambda: opener.rotate(PASSPHRASE)) == "database_busy"
    assert desk_name(opener) == "Farsta"


def test_a_wrong_passphrase_changes_nothing(opener: CheapOpener, old_code: str) -> None:
    before = opener.paths()["key_file"].read_bytes()
    assert code_of(lambda: opener.rotate("en helt annan fras")) == "key_wrong"
    assert opener.paths()["key_file"].read_bytes() == before
    SingleWriter(opener.paths()["lock"]).acquire()


def test_a_rotation_cut_short_is_settled_at_the_next_unlocking(
    opener: CheapOpener, old_code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = rotation.take_place
    monkeypatch.setattr(rotation, "take_place", lambda *_: None)
    opener.rotate(PASSPHRASE)
    monkeypatch.setattr(rotation, "take_place", real)
    assert opener.home.joinpath("dirigo.keys.rekeyed").exists()
    assert desk_name(opener) == "Farsta"
    assert not list(opener.home.glob("*.rekeyed*"))


def test_who_read_the_key_file_before_a_rotation_is_told_to_try_again(
    opener: CheapOpener, old_code: str
) -> None:
    old = opener._vault().unlock_with_passphrase(PASSPHRASE)
    opener.rotate(PASSPHRASE)
    assert code_of(lambda: opener._open(old)) == "database_busy"


def test_a_copy_that_differs_is_not_put_in_place(
    opener: CheapOpener, old_code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def careless(connection: connections.dbapi2.Connection, key: bytes) -> None:
        connection.execute("DELETE FROM setting")
        connections.rekey(connection, key)

    monkeypatch.setattr(rotation, "rekey", careless)
    assert code_of(lambda: opener.rotate(PASSPHRASE)) == "rotation_not_verified"
    assert desk_name(opener) == "Farsta"
    assert not list(opener.home.glob("*.rekeyed*"))


# Kills


class Small:
    """A key file and a database of one row, quick to make and to rotate."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.database, self.key_file = folder / "dirigo.db", folder / "dirigo.keys"
        self.vault = Vault(self.key_file, argon2=CHEAP)
        self.rotation = Rotation(self.database, self.key_file)

    def make(self) -> None:
        self.folder.mkdir()
        key = self.vault.create(passphrase=PASSPHRASE).key
        with closing(connect(self.database, key, create=True)) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 'everything' AS text")

    def copy_of(self, other: Small) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(other.folder, self.folder)

    def rotate(self) -> None:
        key = self.vault.unlock_with_passphrase(PASSPHRASE)
        self.rotation.rotate(self.vault, key, PASSPHRASE, AgeContainers(inline=True))

    def settled_key(self) -> bytes:
        """The key, after a new start; the database and nothing else must be as it was."""
        self.rotation.settle()
        key = self.vault.unlock_with_passphrase(PASSPHRASE)
        with closing(connect(self.database, key)) as connection:
            check_integrity(connection)
            assert connection.execute("SELECT text FROM kept").fetchall() == [("everything",)]
        assert files_in(self.folder) == ["dirigo.db", "dirigo.keys"]
        return key


@pytest.fixture
def small(tmp_path: Path) -> Small:
    small = Small(tmp_path / "small")
    small.make()
    return small


def test_a_kill_at_any_line_leaves_the_old_key_or_the_new(small: Small, tmp_path: Path) -> None:
    old = small.vault.unlock_with_passphrase(PASSPHRASE)
    work = Small(tmp_path / "work")
    work.copy_of(small)
    found = []
    for _trial in killed_at_every_line([rotation, replacing, safe_files], work.rotate):
        found.append(work.settled_key() == old)
        work.copy_of(small)
    assert len(found) > 50
    assert found == sorted(found, reverse=True)
    assert {found[0], found[-1]} == {True, False}


@pytest.mark.parametrize("half", ["before the database", "after the database"])
def test_a_kill_while_settling_is_settled_the_same_way(
    small: Small, tmp_path: Path, half: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut, work = Small(tmp_path / "cut"), Small(tmp_path / "work")
    cut.copy_of(small)
    old = cut.vault.unlock_with_passphrase(PASSPHRASE)
    with monkeypatch.context() as patched:
        patched.setattr(Rotation, "settle", lambda _self: None)
        if half == "before the database":
            patched.setattr(replacing, "take_place", lambda *_: None)
        cut.rotate()
    assert len(files_in(cut.folder)) == (4 if half == "before the database" else 3)
    work.copy_of(cut)
    trials = 0
    for _trial in killed_at_every_line([rotation, replacing, safe_files], work.rotation.settle):
        assert (work.settled_key() == old) == (half == "before the database")
        work.copy_of(cut)
        trials += 1
    assert trials > 5
