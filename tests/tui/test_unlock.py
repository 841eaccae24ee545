"""Unlocking: three keys, and a sentence of its own for everything that stands in the way."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from cheap_keys import MemoryKeyring
from contrast import weak_texts
from front_end import lines, paste, shown
from openers import PASSPHRASE, CheapOpener
from pages import EIGHTY, SIXTY, press, settle
from textual.app import App
from textual.pilot import Pilot

from dirigo_tui.domain.errors import Refused
from dirigo_tui.services.ports import Desk, SetUp
from dirigo_tui.settings.preferences import Preferences
from dirigo_tui.store.recovery_code import generate
from dirigo_tui.tui.commands import offers
from dirigo_tui.tui.entrances import make_app
from dirigo_tui.tui.themes import NAMES

EMPTY_LIST = "Här finns inga deltagare än."


def made(home: Path, *, keyring: MemoryKeyring | None = None) -> tuple[CheapOpener, str]:
    """A desk that is there already, and its recovery code."""
    opener = CheapOpener(home, keyring=keyring)
    desk, code = opener.create(SetUp(PASSPHRASE, keyring is not None, "", "", "Anna Lind"))
    desk.close()
    return opener, code


@asynccontextmanager
async def locked(
    opener: CheapOpener, size: tuple[int, int] = EIGHTY, theme: str = "dark"
) -> AsyncIterator[Pilot[None]]:
    app = make_app(opener, Preferences(theme=theme))
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        yield pilot
        await app.secure()


def said(pilot: Pilot[None]) -> str:
    return " ".join(shown(pilot.app).split())


@pytest.mark.parametrize("size", [EIGHTY, SIXTY])
async def test_the_passphrase_unlocks_and_is_never_seen(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    opener, _code = made(tmp_path / "home")
    async with locked(opener, size) as pilot:
        await paste(pilot, PASSPHRASE)
        text = await settle(pilot)
        assert PASSPHRASE not in text
        assert "•" * len(PASSPHRASE) in text
        await press(pilot, "ctrl+a", "ctrl+c", "ctrl+x")
        assert pilot.app.clipboard == ""
        assert EMPTY_LIST in await press(pilot, "enter")


async def test_a_wrong_passphrase_is_told_and_asked_for_again(tmp_path: Path) -> None:
    opener, _code = made(tmp_path / "home")
    async with locked(opener) as pilot:
        await paste(pilot, "något annat")
        await press(pilot, "enter")
        assert "! Lösenfrasen stämmer inte. Skriv den igen" in said(pilot)
        await paste(pilot, PASSPHRASE)
        text = await settle(pilot)
        assert "stämmer inte" not in text
        assert EMPTY_LIST in await press(pilot, "enter")


@pytest.mark.parametrize("theme", NAMES)
async def test_everything_stands_out_in_every_theme(tmp_path: Path, theme: str) -> None:
    opener, _code = made(tmp_path / "home")
    async with locked(opener, theme=theme) as pilot:
        assert not list(weak_texts(pilot.app))
        await paste(pilot, "något annat")
        await press(pilot, "enter")
        assert not list(weak_texts(pilot.app))


async def test_a_passphrase_file_unlocks_at_the_start_and_not_after_locking(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opener, _code = made(tmp_path / "home")
    words = tmp_path / "words"
    words.write_text(PASSPHRASE + "\n", encoding="utf-8")
    monkeypatch.setenv("DIRIGO_PASSPHRASE_FILE", str(words))
    async with locked(opener) as pilot:
        assert EMPTY_LIST in shown(pilot.app)
        assert "Lösenfras" in await press(pilot, "ctrl+l")


async def test_a_passphrase_file_that_does_not_open_leaves_the_question(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opener, _code = made(tmp_path / "home")
    monkeypatch.setenv("DIRIGO_PASSPHRASE_FILE", str(tmp_path / "nowhere"))
    async with locked(opener) as pilot:
        assert "nowhere" in said(pilot)
        await paste(pilot, PASSPHRASE)
        assert EMPTY_LIST in await press(pilot, "enter")


async def test_an_empty_passphrase_asks_nobody(tmp_path: Path) -> None:
    opener, _code = made(tmp_path / "home")
    async with locked(opener) as pilot:
        text = await press(pilot, "enter")
        assert "!" not in text


async def test_the_recovery_code_unlocks_and_its_slips_can_be_corrected(tmp_path: Path) -> None:
    opener, code = made(tmp_path / "home")
    async with locked(opener) as pilot:
        assert "Återställningskod" in await press(pilot, "f6")
        await paste(pilot, code[:-1])
        await press(pilot, "enter")
        assert "! Koden är felskriven någonstans." in said(pilot)
        assert code[:-1] in shown(pilot.app)
        await pilot.press("ctrl+u")
        await paste(pilot, generate())
        await press(pilot, "enter")
        assert "Koden är rätt skriven, men den öppnar inte den här databasen." in said(pilot)
        await pilot.press("ctrl+u")
        await paste(pilot, code.lower())
        await press(pilot, "enter")
        assert EMPTY_LIST in shown(pilot.app)


async def test_one_way_can_be_left_for_another(tmp_path: Path) -> None:
    opener, _code = made(tmp_path / "home")
    async with locked(opener) as pilot:
        assert "F5" not in lines(pilot.app)[-1]
        await press(pilot, "f6")
        assert "F5 lösenfras" in lines(pilot.app)[-1]
        await pilot.press("f5")
        await paste(pilot, PASSPHRASE)
        await press(pilot, "enter")
        assert EMPTY_LIST in shown(pilot.app)


async def test_the_keyring_unlocks_unasked_but_not_whoever_has_locked(tmp_path: Path) -> None:
    opener, _code = made(tmp_path / "home", keyring=MemoryKeyring())
    async with locked(opener) as pilot:
        assert EMPTY_LIST in shown(pilot.app)
        text = await press(pilot, "ctrl+l")
        assert "Lås upp" in text
        assert "F7 nyckelring" in lines(pilot.app)[-1]
        assert EMPTY_LIST in await press(pilot, "f7")


async def test_a_keyring_that_does_not_answer_leaves_the_passphrase(tmp_path: Path) -> None:
    keyring = MemoryKeyring()
    opener, _code = made(tmp_path / "home", keyring=keyring)
    keyring.secrets.clear()
    async with locked(opener) as pilot:
        assert "! Datorns nyckelring öppnar inte databasen." in said(pilot)
        await paste(pilot, PASSPHRASE)
        await press(pilot, "enter")
        assert EMPTY_LIST in shown(pilot.app)


@pytest.mark.parametrize(
    ("code", "params", "sentence"),
    [
        ("key_file_damaged", {}, "Nyckelfilen är skadad."),
        ("database_damaged", {}, "Databasen är skadad."),
        ("schema_newer", {"found": 9, "known": 1}, "Databasen kommer från en senare version"),
        ("already_open", {"pid": 4711, "since": None}, "redan öppen i ett annat fönster"),
    ],
)
async def test_what_else_stands_in_the_way_has_its_own_sentence(
    tmp_path: Path, code: str, params: dict[str, object], sentence: str
) -> None:
    opener, _code = made(tmp_path / "home")

    class Failing(CheapOpener):
        def unlock_with_passphrase(self, passphrase: str) -> Desk:
            raise Refused(code, **params)

    async with locked(Failing(opener.home)) as pilot:
        await paste(pilot, PASSPHRASE)
        await press(pilot, "enter")
        assert sentence in said(pilot)
        assert "stämmer inte" not in said(pilot)


async def test_a_desk_that_is_open_elsewhere_says_so(tmp_path: Path) -> None:
    opener, _code = made(tmp_path / "home")
    other = CheapOpener(opener.home).unlock_with_passphrase(PASSPHRASE)
    async with locked(opener) as pilot:
        await paste(pilot, PASSPHRASE)
        await press(pilot, "enter")
        assert "redan öppen i ett annat fönster" in said(pilot)
        other.close()
        await paste(pilot, PASSPHRASE)
        await press(pilot, "enter")
        assert EMPTY_LIST in shown(pilot.app)


async def test_a_damaged_key_file_is_told_before_anything_is_typed(tmp_path: Path) -> None:
    opener, _code = made(tmp_path / "home")
    (opener.home / "dirigo.keys").write_bytes(b"{")
    async with locked(opener) as pilot:
        assert "! Nyckelfilen är skadad." in said(pilot)


async def test_no_other_way_is_offered_while_one_is_being_tried(tmp_path: Path) -> None:
    opener, _code = made(tmp_path / "home")
    offered: list[str] = []

    class Watching(CheapOpener):
        def unlock_with_passphrase(self, passphrase: str) -> Desk:
            app: App[None] = pilot.app
            app.call_from_thread(
                lambda: offered.extend(offer.command.id for offer in offers(app.screen))
            )
            raise Refused("key_wrong")

    async with locked(Watching(opener.home)) as pilot:
        await paste(pilot, PASSPHRASE)
        await press(pilot, "enter")
        assert "unlock.by_code" not in offered
        assert "unlock.by_code" in {offer.command.id for offer in offers(pilot.app.screen)}
