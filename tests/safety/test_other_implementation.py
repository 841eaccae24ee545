"""What we leave is what SQLCipher 4 says it is: an implementation that is not ours opens it too."""

from __future__ import annotations

import shutil
from pathlib import Path

import apsw
import safety_jobs
from openers import PASSPHRASE, CheapOpener
from safety_jobs import unsaid
from trials import Trials


def references(database: Path, key: bytes) -> list[str]:
    """Everybody in a database file, read by SQLite3 Multiple Ciphers."""
    other = apsw.Connection(str(database), flags=apsw.SQLITE_OPEN_READWRITE)
    for pragma in ("cipher='sqlcipher'", "legacy=4", f"key=\"x'{key.hex()}'\""):
        other.execute(f"PRAGMA {pragma}").fetchall()
    assert other.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    found = [reference for (reference,) in other.execute("SELECT reference FROM participant")]
    other.close()
    return found


def test_the_desk_and_its_backup(desk: Path, tmp_path: Path, trials: Trials) -> None:
    def trial(number: int) -> None:
        home = Path(shutil.copytree(desk, tmp_path / str(number)))
        safety_jobs.write_notes(unsaid, home, number)
        safety_jobs.back_up(unsaid, home)
        safety_jobs.restore(unsaid, home)
        key = CheapOpener(home)._vault().unlock_with_passphrase(PASSPHRASE)
        for folder in (home, home / safety_jobs.RESTORED):
            assert references(folder / "dirigo.db", key) == ["R1"]

    trials.run("another SQLCipher opens the desk and its backup", trial, quick=2, full=20)
