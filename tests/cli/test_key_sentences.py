"""What is said when keys or files are not as they were: one sentence that tells what to do."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from calls import Dirigo, Ran
from cheap_keys import CHEAP, MemoryKeyring

from dirigo_tui import bootstrap
from dirigo_tui.store import recovery_code
from dirigo_tui.store.connection import PAGE_BYTES, connect
from dirigo_tui.store.vault import Vault

PASSPHRASE = "björn äter åkerbär"
ADD = ("keys", "add-passphrase", "--recovery-code", "--new-passphrase-file")


@dataclass
class Place:
    """A desk with a keyring slot, and the means to spoil it."""

    dirigo: Dirigo
    home: Path
    code: str
    keyring: MemoryKeyring
    monkeypatch: pytest.MonkeyPatch

    def type(self, line: str) -> None:
        self.monkeypatch.setattr("sys.stdin", io.StringIO(f"{line}\n"))

    def without_passphrase(self) -> None:
        self.monkeypatch.delenv("DIRIGO_PASSPHRASE_FILE")

    def passphrase_file(self, passphrase: str) -> Path:
        path = self.home.parent / "another"
        path.write_text(passphrase, encoding="utf-8")
        return path

    def give(self, passphrase: str) -> None:
        self.monkeypatch.setenv("DIRIGO_PASSPHRASE_FILE", str(self.passphrase_file(passphrase)))

    def execute(self, sql: str) -> None:
        key = Vault(self.home / "dirigo.keys", argon2=CHEAP).unlock_with_passphrase(PASSPHRASE)
        with closing(connect(self.home / "dirigo.db", key)) as connection:
            connection.execute(sql)


@pytest.fixture
def place(dirigo: Dirigo, isolated_home: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    keyring = MemoryKeyring()
    monkeypatch.setattr(
        bootstrap.Opener,
        "_vault",
        lambda self: Vault(self._folders.key_file, keyring=keyring, argon2=CHEAP),
    )
    monkeypatch.setattr("sys.stdin", io.StringIO())
    code = dirigo("init", "--json").data["recovery_code"]
    assert dirigo("keys", "add-keyring").code == 0
    return Place(dirigo, isolated_home, code, keyring, monkeypatch)


def rotated(place: Place) -> Ran:
    return place.dirigo("keys", "rotate")


def lost_keyring(place: Place) -> Ran:
    place.without_passphrase()
    assert place.dirigo("list").code == 0
    place.keyring.secrets.clear()
    return place.dirigo("list")


def forgotten(place: Place) -> Ran:
    place.give("en helt annan fras")
    return place.dirigo("list")


def with_the_code(place: Place) -> Ran:
    place.type(place.code)
    return place.dirigo(*ADD, place.passphrase_file("en ny lösenfras"))


def mistyped_code(place: Place) -> Ran:
    place.type(place.code[:-1] + ("A" if place.code[-1] != "A" else "B"))
    return place.dirigo(*ADD, place.passphrase_file("en ny lösenfras"))


def code_of_another_desk(place: Place) -> Ran:
    place.type(recovery_code.generate())
    return place.dirigo(*ADD, place.passphrase_file("en ny lösenfras"))


def damaged_page(place: Place) -> Ran:
    path = place.home / "dirigo.db"
    content = bytearray(path.read_bytes())
    content[20 * PAGE_BYTES + 100] ^= 1
    path.write_bytes(content)
    return place.dirigo("doctor")


def truncated(place: Place) -> Ran:
    path = place.home / "dirigo.db"
    path.write_bytes(path.read_bytes()[: 10 * PAGE_BYTES + 7])
    return place.dirigo("list")


def emptied(place: Place) -> Ran:
    (place.home / "dirigo.db").write_bytes(b"")
    return place.dirigo("list")


def newer_database(place: Place) -> Ran:
    place.execute("UPDATE alembic_version SET version_num = '9999'")
    return place.dirigo("list")


def damaged_key_file(place: Place) -> Ran:
    path = place.home / "dirigo.keys"
    path.write_bytes(path.read_bytes()[:-40])
    return place.dirigo("list")


def newer_key_file(place: Place) -> Ran:
    path = place.home / "dirigo.keys"
    path.write_text(json.dumps(json.loads(path.read_bytes()) | {"version": 2}))
    return place.dirigo("list")


def missing_key_file(place: Place) -> Ran:
    (place.home / "dirigo.keys").unlink()
    return place.dirigo("list")


DAMAGED = "Databasen är skadad. Återställ den senaste säkerhetskopian med dirigo restore."
WRONG = (
    "Det gick inte att låsa upp: nyckeln stämmer inte. Försök igen, eller sätt en ny lösenfras"
    " med återställningskoden och dirigo keys add-passphrase."
)


@pytest.mark.parametrize(
    ("happening", "exit_code", "sentence"),
    [
        (
            rotated,
            0,
            "Raden ovan är den nya återställningskoden. Skriv den på papper, lås in den och"
            " förstör den gamla: koden visas inte igen.",
        ),
        (
            lost_keyring,
            3,
            "Datorns nyckelring öppnar inte databasen."
            " Lås upp med lösenfras eller återställningskod.",
        ),
        (forgotten, 3, WRONG),
        (
            with_the_code,
            0,
            "Lösenfrasen öppnar databasen från och med nu. De gamla gör det också.",
        ),
        (
            mistyped_code,
            3,
            "Koden är felskriven någonstans. Jämför den med papperet, tecken för tecken.",
        ),
        (code_of_another_desk, 3, WRONG),
        (damaged_page, 1, DAMAGED),
        (truncated, 3, DAMAGED),
        (emptied, 3, DAMAGED),
        (
            newer_database,
            1,
            "Databasen kommer från en senare version av programmet. Uppdatera programmet.",
        ),
        (
            damaged_key_file,
            3,
            "Nyckelfilen är skadad. Lägg tillbaka den från en säkerhetskopia.",
        ),
        (
            newer_key_file,
            1,
            "Nyckelfilen kommer från en senare version av programmet. Uppdatera programmet.",
        ),
        (
            missing_key_file,
            3,
            "Nyckelfilen saknas. Lägg tillbaka den från en säkerhetskopia.",
        ),
    ],
    ids=lambda value: value.__name__ if callable(value) else "",
)
def test_one_sentence_says_what_to_do(
    place: Place, happening: Callable[[Place], Ran], exit_code: int, sentence: str
) -> None:
    ran = happening(place)
    assert ran.code == exit_code
    assert sentence in (ran.out + ran.err).replace("\n", " ")
    assert "Traceback" not in ran.err
