"""The encrypted file itself: who can open it, what stands in it, and what damage looks like."""

from __future__ import annotations

import os
import secrets
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from sqlcipher3 import dbapi2

from dirigo_tui.domain.errors import Refused
from dirigo_tui.store import connection as module
from dirigo_tui.store.connection import check_integrity, connect, translate

posix = pytest.mark.skipif(os.name != "posix", reason="POSIX files")

KEY = bytes(range(32))
WORDS = "hemligt önskemål"
PAGE = 4096


@pytest.fixture
def path(tmp_path: Path) -> Path:
    folder = tmp_path / "å b%20c"
    folder.mkdir()
    return folder / "dirigo.db"


@pytest.fixture
def open_database(path: Path) -> Iterator[Any]:
    """A database with some pages of plain words, still open: some of it in the log only."""
    with closing(connect(path, KEY, create=True)) as connection:
        connection.execute("CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL)")
        connection.execute("BEGIN")
        connection.executemany("INSERT INTO note (text) VALUES (?)", [(WORDS * 50,)] * 300)
        connection.execute("COMMIT")
        yield connection


@pytest.fixture
def database(path: Path, open_database: Any) -> Path:
    """The same, closed."""
    open_database.close()
    return path


def refusal(path: Path, **options: bool) -> str:
    with pytest.raises(Refused) as refused:
        connect(path, KEY, **options).close()
    return refused.value.code


def files_of(path: Path) -> list[Path]:
    return sorted(path.parent.iterdir())


# Opening


def test_what_was_written_is_there_after_opening_again(database: Path) -> None:
    with closing(connect(database, KEY)) as connection:
        assert connection.execute("SELECT count(*), text FROM note").fetchone() == (300, WORDS * 50)


@pytest.mark.parametrize("length", [0, 16, 31, 33, 64])
@pytest.mark.parametrize("create", [True, False])
def test_a_key_of_another_length_is_refused(path: Path, length: int, create: bool) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        connect(path, bytes(length), create=create)
    assert files_of(path) == []


def test_every_setting_holds(open_database: Any) -> None:
    settings = {
        "foreign_keys": 1,
        "journal_mode": "wal",
        "synchronous": 2,
        "busy_timeout": 5000,
        "secure_delete": 1,
        "temp_store": 2,
        "cache_size": -65536,
        "cell_size_check": 1,
        "trusted_schema": 0,
        "cipher_memory_security": "0",
    }
    found = {name: open_database.execute(f"PRAGMA {name}").fetchone()[0] for name in settings}
    assert found == settings
    assert open_database.isolation_level is None


def test_creating_never_takes_over_a_file(database: Path) -> None:
    before = database.read_bytes()
    assert refusal(database, create=True) == "file_exists"
    assert database.read_bytes() == before


def test_opening_never_creates(path: Path) -> None:
    assert refusal(path) == "database_missing"
    assert files_of(path) == []


def test_a_folder_in_its_place_is_refused(path: Path) -> None:
    path.mkdir()
    assert refusal(path) == "file_not_regular"
    assert refusal(path, create=True) == "file_exists"


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none" / "x.db", create=True) == "database_unreachable"
    assert refusal(tmp_path / "none" / "x.db") == "database_missing"


@posix
def test_a_symbolic_link_is_refused(database: Path) -> None:
    link = database.with_name("link.db")
    link.symlink_to(database)
    assert refusal(link) == "file_is_symlink"
    dangling = database.with_name("dangling.db")
    dangling.symlink_to(database.with_name("elsewhere.db"))
    assert refusal(dangling, create=True) == "file_exists"
    assert not database.with_name("elsewhere.db").exists()


@posix
def test_every_file_is_private_whatever_the_umask(path: Path) -> None:
    before = os.umask(0)
    try:
        with closing(connect(path, KEY, create=True)) as connection:
            connection.execute("CREATE TABLE x (y)")
            names = [file.name for file in files_of(path)]
            modes = {stat.S_IMODE(file.stat().st_mode) for file in files_of(path)}
    finally:
        os.umask(before)
    assert names == ["dirigo.db", "dirigo.db-shm", "dirigo.db-wal"]
    assert modes == {0o600}


def test_closing_leaves_one_file(database: Path) -> None:
    assert files_of(database) == [database]


def test_a_driver_without_encryption_is_refused(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "dbapi2", sqlite3)
    assert refusal(path, create=True) == "encryption_missing"
    assert files_of(path) == []


def test_a_wrong_key_says_nothing_on_the_screen(
    database: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(Refused, match="database_damaged"):
        connect(database, secrets.token_bytes(32))
    assert capfd.readouterr() == ("", "")


def test_read_only_reads_what_is_in_the_log_and_changes_nothing(
    path: Path, open_database: Any
) -> None:
    before = path.read_bytes()
    with closing(connect(path, KEY, read_only=True)) as connection:
        assert connection.execute("SELECT count(*) FROM note").fetchone() == (300,)
        with pytest.raises(dbapi2.Error) as error:
            connection.execute("DELETE FROM note")
    refused = translate(error.value)
    assert refused is not None
    assert refused.code == "read_only"
    assert path.read_bytes() == before


# Encryption


def test_no_plain_text_stands_in_any_file(path: Path, open_database: Any) -> None:
    assert len(files_of(path)) == 3
    for file in files_of(path):
        content = file.read_bytes()
        for text in (WORDS.encode(), b"hemligt", b"CREATE TABLE", b"SQLite format", b"note"):
            assert text not in content, (file.name, text)
        assert KEY not in content
        assert KEY.hex().encode() not in content


def decrypted(path: Path) -> bytes:
    """The pages after the first as whoever has the key sees them, free space too."""
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

    content, plain = path.read_bytes(), []
    for start in range(PAGE, len(content), PAGE):
        # SQLCipher 4: AES-256-CBC, then 16 bytes of initialisation vector and 64 of HMAC.
        page = content[start : start + PAGE]
        reader = Cipher(algorithms.AES(KEY), modes.CBC(page[-80:-64])).decryptor()
        plain.append(reader.update(page[:-80]))
    return b"".join(plain)


def test_deleted_text_is_gone_from_the_free_pages(path: Path, open_database: Any) -> None:
    open_database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert WORDS.encode() in decrypted(path)
    open_database.execute("DELETE FROM note")
    open_database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert path.stat().st_size > PAGE * 10
    assert b"hemligt" not in decrypted(path)


def test_a_plain_sqlite_cannot_read_it(database: Path) -> None:
    with closing(sqlite3.connect(database)) as plain, pytest.raises(sqlite3.DatabaseError):
        plain.execute("SELECT * FROM sqlite_master")


def test_a_plain_database_is_not_opened(path: Path) -> None:
    with closing(sqlite3.connect(path)) as plain:
        plain.execute("CREATE TABLE note (text)")
    assert refusal(path) == "database_damaged"


def test_another_implementation_opens_it_with_the_same_key(database: Path) -> None:
    import apsw

    other = apsw.Connection(str(database))
    for pragma in ("cipher='sqlcipher'", "legacy=4", f"key=\"x'{KEY.hex()}'\""):
        other.execute(f"PRAGMA {pragma}").fetchall()
    assert other.execute("SELECT count(*), text FROM note").fetchall() == [(300, WORDS * 50)]
    assert other.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    other.close()


# Damage


def test_a_wrong_key_is_a_database_that_is_not_the_key_files(database: Path) -> None:
    before = database.read_bytes()
    with pytest.raises(Refused, match="database_damaged"):
        connect(database, secrets.token_bytes(32))
    assert database.read_bytes() == before


@pytest.mark.parametrize("size", [0, 1, PAGE - 1, PAGE, PAGE + 1, PAGE * 20])
def test_a_truncated_file_is_damaged(database: Path, size: int) -> None:
    os.truncate(database, size)
    with pytest.raises(Refused) as refused:
        check_integrity(connect(database, KEY))
    assert refused.value.code == "database_damaged"


@pytest.mark.parametrize("place", [0, 20, 200, PAGE - 1])
def test_a_changed_first_page_is_damaged(database: Path, place: int) -> None:
    flip(database, place)
    assert refusal(database) == "database_damaged"


def flip(path: Path, place: int) -> None:
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize("page", [2, 9, 40])
def test_a_changed_page_is_found_by_the_check_and_by_reading_it(database: Path, page: int) -> None:
    flip(database, page * PAGE + 77)
    with closing(connect(database, KEY)) as connection:
        with pytest.raises(Refused) as refused:
            check_integrity(connection)
        assert refused.value.params == {"check": "cipher_integrity_check"}
    with closing(connect(database, KEY)) as connection:
        with pytest.raises(dbapi2.Error) as error:
            connection.execute("SELECT sum(length(text)) FROM note").fetchall()
        refused_reading = translate(error.value)
        assert refused_reading is not None
        assert refused_reading.code == "database_damaged"


def test_swapped_pages_are_damage(database: Path) -> None:
    content = database.read_bytes()
    pages = [content[start : start + PAGE] for start in range(0, len(content), PAGE)]
    pages[5], pages[6] = pages[6], pages[5]
    database.write_bytes(b"".join(pages))
    with closing(connect(database, KEY)) as connection, pytest.raises(Refused):
        check_integrity(connection)


def test_a_sound_database_passes(open_database: Any) -> None:
    check_integrity(open_database)
    check_integrity(open_database)


def test_a_sound_copy_passes_read_only(database: Path) -> None:
    with closing(connect(database, KEY, read_only=True)) as connection:
        check_integrity(connection)


def test_a_broken_reference_is_found(open_database: Any) -> None:
    open_database.execute("CREATE TABLE child (note INTEGER REFERENCES note (id))")
    open_database.execute("PRAGMA foreign_keys=OFF")
    open_database.execute("INSERT INTO child VALUES (4711)")
    with pytest.raises(Refused) as refused:
        check_integrity(open_database)
    assert (refused.value.code, refused.value.params) == (
        "database_damaged",
        {"check": "foreign_key_check"},
    )


def test_a_process_killed_while_writing_loses_nothing_it_committed(path: Path) -> None:
    script = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from dirigo_tui.store.connection import connect\n"
        "c = connect(Path(sys.argv[1]), bytes(range(32)), create=True)\n"
        "c.execute('CREATE TABLE x (y)')\n"
        "c.execute('INSERT INTO x VALUES (1)')\n"
        "c.execute('BEGIN IMMEDIATE')\n"
        "c.execute('INSERT INTO x VALUES (2)')\n"
        "os.kill(os.getpid(), 9)\n"
    )
    subprocess.run([sys.executable, "-c", script, path], check=False)
    with closing(connect(path, KEY)) as connection:
        assert connection.execute("SELECT y FROM x").fetchall() == [(1,)]
        check_integrity(connection)


# Errors in words


def test_a_writer_in_the_way_is_busy(path: Path, open_database: Any) -> None:
    open_database.execute("BEGIN IMMEDIATE")
    with closing(connect(path, KEY)) as second:
        second.execute("PRAGMA busy_timeout=0")
        with pytest.raises(dbapi2.Error) as error:
            second.execute("BEGIN IMMEDIATE")
    refused = translate(error.value)
    assert refused is not None
    assert refused.code == "database_busy"


def test_a_reader_in_the_way_of_the_check_is_busy(path: Path, open_database: Any) -> None:
    with closing(connect(path, KEY)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM note").fetchone()
        open_database.execute("DELETE FROM note WHERE id = 1")
        open_database.execute("PRAGMA busy_timeout=0")
        with pytest.raises(Refused, match="database_busy"):
            check_integrity(open_database)


def test_a_full_disk_is_said(open_database: Any) -> None:
    pages = open_database.execute("PRAGMA page_count").fetchone()[0]
    open_database.execute(f"PRAGMA max_page_count={pages}")
    with pytest.raises(dbapi2.Error) as error:
        open_database.execute("INSERT INTO note (text) VALUES (?)", ("x" * PAGE * 9,))
    refused = translate(error.value)
    assert refused is not None
    assert refused.code == "disk_full"


@pytest.mark.parametrize(("free", "code"), [(0, "disk_full"), (10**9, "disk_failed")])
def test_a_disk_too_full_to_open_on_is_not_called_broken(
    path: Path, monkeypatch: pytest.MonkeyPatch, free: int, code: str
) -> None:
    def fail(*_args: object, **_options: object) -> None:
        error = dbapi2.OperationalError("disk I/O error")
        error.sqlite_errorcode = dbapi2.SQLITE_IOERR
        raise error

    connect(path, KEY, create=True).close()
    monkeypatch.setattr(module, "_prepare", fail)
    monkeypatch.setattr(module, "disk_usage", lambda _folder: SimpleNamespace(free=free))
    assert refusal(path) == code


def test_an_error_inside_sqlalchemys_is_understood(open_database: Any) -> None:
    from sqlalchemy.exc import OperationalError

    open_database.execute("PRAGMA query_only=ON")
    with pytest.raises(dbapi2.Error) as error:
        open_database.execute("DELETE FROM note")
    refused = translate(OperationalError("DELETE", None, error.value))
    assert refused is not None
    assert refused.code == "read_only"


@pytest.mark.parametrize(
    ("extended", "code"),
    [
        (5 | 1 << 8, "database_busy"),
        (8 | 4 << 8, "read_only"),
        (10 | 3 << 8, "disk_failed"),
        (11 | 3 << 8, "database_damaged"),
        (14 | 2 << 8, "database_unreachable"),
    ],
)
def test_extended_result_codes_mean_what_their_first_byte_does(extended: int, code: str) -> None:
    error = dbapi2.OperationalError("text that may hold anything")
    error.sqlite_errorcode = extended
    refused = translate(error)
    assert refused is not None
    assert (refused.code, refused.params) == (code, {})


def test_other_errors_are_left_to_others(open_database: Any) -> None:
    with pytest.raises(dbapi2.IntegrityError) as error:
        open_database.execute("INSERT INTO note (text) VALUES (NULL)")
    assert translate(error.value) is None
    assert translate(ValueError()) is None
    assert translate(Refused("already")) is None
