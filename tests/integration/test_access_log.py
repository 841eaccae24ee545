"""The access log of a real desk: what gets into it, that nothing leaves it, and what gives it away
when something did."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from openers import PASSPHRASE, CheapOpener
from sqlcipher3 import dbapi2

from dirigo_tui.domain.access_log import Anchor, Fault
from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.vocabulary import Access
from dirigo_tui.services.access_log import read_log, readers_of, sample
from dirigo_tui.services.history import undo
from dirigo_tui.services.notes import WriteNote, write_note
from dirigo_tui.services.participants import Basics, RegisterParticipant, register
from dirigo_tui.services.ports import SetUp
from dirigo_tui.store.access_log import Noted
from dirigo_tui.store.connection import connect
from dirigo_tui.store.database import Database


@pytest.fixture
def opener(tmp_path: Path) -> CheapOpener:
    """Of a desk with one participant."""
    opener = CheapOpener(tmp_path / "home")
    set_up = SetUp(PASSPHRASE, use_keyring=False, organisation="", desk="", caseworker="Anna Lind")
    desk, _code = opener.create(set_up)
    desk.write(register, RegisterParticipant(basics=Basics(reference="R1", name="Kim Ek")))
    desk.close()
    return opener


@pytest.fixture
def desk(opener: CheapOpener) -> Iterator[Any]:
    desk = opener.unlock_with_passphrase(PASSPHRASE)
    yield desk
    desk.close()


def kim(desk: Any) -> str:
    id: str = desk.read(lambda reader: reader.rows("references"))[0]["id"]
    return id


def actions(desk: Any) -> list[str]:
    """The whole log, oldest first."""
    return [line.action.value for line in reversed(desk.write(read_log))]


def tampered(opener: CheapOpener, change: Callable[[dbapi2.Connection], Any]) -> None:
    """Change a closed database as somebody would who has the key and another program."""
    key = opener._vault().unlock_with_passphrase(PASSPHRASE)
    with closing(connect(opener.paths()["database"], key)) as connection:
        for event in ("insert", "update", "delete"):
            connection.execute(f"DROP TRIGGER access_log_no_{event}")
        change(connection)


def check(opener: CheapOpener, given: Anchor | None = None) -> Any:
    with closing(opener.unlock_with_passphrase(PASSPHRASE)) as desk:
        return desk.check_access_log(given)


def test_unlocking_reading_and_changing_are_logged_once_each(desk: Any) -> None:
    desk.note_access(Access.OPENED, kim(desk))
    desk.write(write_note, WriteNote(participant_id=kim(desk), text="Ringde Kim."))
    desk.write(undo, kim(desk))
    assert actions(desk) == ["unlocked", "changed", "unlocked", "opened", "changed", "changed"]


def test_a_read_is_written_at_the_latest_on_closing(opener: CheapOpener) -> None:
    desk = opener.unlock_with_passphrase(PASSPHRASE)
    desk.note_access(Access.OPENED, "a" * 32)
    desk.close()
    with closing(opener.unlock_with_passphrase(PASSPHRASE)) as desk:
        assert actions(desk)[-2:] == ["opened", "unlocked"]


def test_what_cannot_be_written_now_waits(desk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.read(lambda _reader: None)
    log = desk._database.access_log

    def full(*_args: object) -> None:
        raise Refused("disk_full")

    with monkeypatch.context() as broken:
        broken.setattr("dirigo_tui.store.access_log.append", full)
        desk.note_access(Access.OPENED, kim(desk))
        desk.read(lambda _reader: None)
        assert log.is_waiting
    desk.note_access(Access.LISTED)
    desk.read(lambda _reader: None)
    assert not log.is_waiting
    assert actions(desk)[-3:] == ["unlocked", "opened", "listed"]


def test_a_refused_use_case_leaves_no_line(desk: Any) -> None:
    before = desk.check_access_log().head.number
    with pytest.raises(Refused):
        desk.write(write_note, WriteNote(participant_id=kim(desk), text=""))
    # The one that had waited since the unlocking.
    assert desk.check_access_log().head.number == before + 1


def test_failed_unlocks_come_in_with_the_next_that_succeeds(opener: CheapOpener) -> None:
    for wrong in ("fel en", "fel två"):
        with pytest.raises(Refused, match="key_wrong"):
            opener.unlock_with_passphrase(wrong)
    side_file = opener.paths()["home"] / "dirigo.failed-unlocks"
    assert side_file.stat().st_mode & 0o777 == 0o600
    with closing(opener.unlock_with_passphrase(PASSPHRASE)) as desk:
        assert actions(desk)[-3:] == ["unlock_failed", "unlock_failed", "unlocked"]
        assert not side_file.exists()


def test_who_has_read_about_me_leaves_out_the_others(desk: Any) -> None:
    desk.note_access(Access.OPENED, kim(desk))
    desk.note_access(Access.OPENED, "b" * 32)
    lines = desk.read(readers_of, kim(desk))
    assert [(line.action, line.actor, line.reference) for line in lines] == [
        (Access.OPENED, "Anna Lind", "R1"),
        (Access.CHANGED, "Anna Lind", "R1"),
    ]


def test_reading_the_log_is_logged(desk: Any) -> None:
    desk.write(read_log, "R1")
    desk.write(sample)
    assert actions(desk)[-2:] == ["log_read", "log_read"]
    assert desk.read(readers_of, kim(desk))[0].action is Access.LOG_READ


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE access_log SET actor = 'x'",
        "DELETE FROM access_log",
        "INSERT OR REPLACE INTO access_log SELECT * FROM access_log WHERE number = 1",
        "INSERT INTO access_log SELECT number + 5, at, actor, NULL, action, reason, link"
        " FROM access_log WHERE number = 1",
        "DROP TRIGGER access_log_no_delete",
        "DROP TABLE access_log",
        "ALTER TABLE access_log RENAME TO old_log",
        "PRAGMA writable_schema=ON",
    ],
)
def test_the_program_cannot_change_the_log(desk: Any, sql: str) -> None:
    with pytest.raises(dbapi2.DatabaseError, match=r"not authorized|only grows"):
        desk.read(lambda reader: reader._connection.execute(sql))


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE access_log SET actor = 'x'",
        "DELETE FROM access_log",
        "INSERT OR REPLACE INTO access_log SELECT * FROM access_log WHERE number = 1",
    ],
)
def test_no_program_changes_the_log_by_mistake(opener: CheapOpener, sql: str) -> None:
    key = opener._vault().unlock_with_passphrase(PASSPHRASE)
    with (
        closing(connect(opener.paths()["database"], key)) as connection,
        pytest.raises(dbapi2.DatabaseError, match="the access log only grows"),
    ):
        connection.execute(sql)


def test_a_log_nobody_has_touched_holds(opener: CheapOpener) -> None:
    found = check(opener)
    assert found.broken is None
    assert found.anchors["file"] == found.head
    assert found.anchors["backup"].number == 2


def test_an_edited_entry_is_found(opener: CheapOpener) -> None:
    tampered(opener, lambda sql: sql.execute("UPDATE access_log SET actor = 'X' WHERE number = 2"))
    found = check(opener).broken
    assert (found.number, found.fault) == (2, Fault.EDITED)


def test_a_cut_tail_is_found_and_stays_found(opener: CheapOpener) -> None:
    tampered(opener, lambda sql: sql.execute("DELETE FROM access_log WHERE number = 2"))
    found = check(opener).broken
    assert (found.number, found.fault, found.anchor) == (2, Fault.CUT, "file")
    # By now entries have been written over the place of the one that was cut.
    again = check(opener).broken
    assert (again.number, again.fault, again.anchor) == (2, Fault.REPLACED, "file")


def test_an_older_database_put_back_is_found(opener: CheapOpener) -> None:
    database = opener.paths()["database"]
    shutil.copy(database, database.with_name("older"))
    check(opener)
    check(opener)
    shutil.copy(database.with_name("older"), database)
    found = check(opener).broken
    assert (found.number, found.fault) == (3, Fault.CUT)


def test_without_the_file_the_own_backup_tells(opener: CheapOpener) -> None:
    database = opener.paths()["database"]
    shutil.copy(database, database.with_name("older"))
    shutil.rmtree(opener.paths()["backups"])
    with closing(opener.unlock_with_passphrase(PASSPHRASE)) as desk:
        person = desk.read(lambda reader: reader.rows("references"))[0]["id"]
        desk.write(write_note, WriteNote(participant_id=person, text="Ringde."))
    shutil.copy(database.with_name("older"), database)
    database.with_name("dirigo.log-anchor").unlink()
    found = check(opener).broken
    assert (found.fault, found.anchor) == (Fault.CUT, "backup")


def test_looking_changes_nothing_of_what_a_backup_vouches_for(desk: Any, tmp_path: Path) -> None:
    first = desk.back_up(tmp_path / "first")
    desk.note_access(Access.OPENED, kim(desk))
    second = desk.back_up(tmp_path / "second")
    assert (first.sha256, first.counts) == (second.sha256, second.counts)
    assert second.log.number > first.log.number


def test_the_keyring_knows_what_the_day_s_backup_knew(tmp_path: Path) -> None:
    opener = CheapOpener(tmp_path / "home", keyring=Secrets())
    set_up = SetUp(PASSPHRASE, use_keyring=True, organisation="", desk="", caseworker="Anna Lind")
    desk, _code = opener.create(set_up)
    desk.write(register, RegisterParticipant(basics=Basics(reference="R1", name="Kim Ek")))
    desk.close()
    found = check(opener)
    assert found.broken is None
    assert found.anchors["keyring"] == found.anchors["backup"]


class Secrets(dict[str, bytes]):
    """A keyring in this process."""

    def set(self, name: str, secret: bytes) -> None:
        self[name] = secret

    def delete(self, name: str) -> None:
        self.pop(name, None)


def test_a_receipt_from_elsewhere_is_compared_too(opener: CheapOpener) -> None:
    assert check(opener, Anchor(1, "0" * 64)).broken.anchor == "given"


def test_a_read_in_another_process_goes_on_from_what_this_one_wrote(desk: Any) -> None:
    key = desk._vault.unlock_with_passphrase(PASSPHRASE)
    with closing(connect(desk.home / "dirigo.db", key)) as connection:
        other = Database(connection, lambda: None)  # type: ignore[arg-type, return-value]
        for minute in range(3):
            desk.note_access(Access.OPENED, kim(desk))
            desk.read(lambda _reader: None)
            at = datetime(2026, 11, 21, 8, minute, tzinfo=UTC)
            other.access_log.note(Noted(at, Access.OPENED, "b" * 32))
            other.write_access_log()
    found = desk.check_access_log()
    assert (found.broken, found.head.number) == (None, 2 + 1 + 6)
