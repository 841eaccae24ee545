"""The first run, key by key, on a real key file and a real encrypted database."""

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
from textual.pilot import Pilot

from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.vocabulary import SlotKind
from dirigo_tui.i18n import catalogue
from dirigo_tui.services import practice
from dirigo_tui.services.ports import Desk, HomeState, SetUp
from dirigo_tui.services.set_up import desk_names, recovery_code_unproved
from dirigo_tui.settings.preferences import Preferences
from dirigo_tui.store.recovery_code import generate
from dirigo_tui.tui.entrances import make_app
from dirigo_tui.tui.themes import NAMES


@asynccontextmanager
async def first_run(
    opener: CheapOpener, size: tuple[int, int] = EIGHTY, theme: str = "dark"
) -> AsyncIterator[Pilot[None]]:
    app = make_app(opener, Preferences(theme=theme))
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        yield pilot
        await app.secure()


async def name_it(pilot: Pilot[None]) -> str:
    for name in ("Kommunen", "Haninge 2", "Anna Lind"):
        await paste(pilot, name)
        await pilot.press("enter")
    return await settle(pilot)


async def choose_passphrase(pilot: Pilot[None], first: str, second: str | None = None) -> str:
    for text in (first, first if second is None else second):
        await paste(pilot, text)
        await pilot.press("enter")
    return await settle(pilot)


def code_on(pilot: Pilot[None]) -> str:
    """The recovery code as it stands on the screen."""
    groups = [part for line in lines(pilot.app) for part in line.split()]
    return "-".join(g for g in groups if len(g) == 5 and g.isalnum() and g.upper() == g)


async def type_back(pilot: Pilot[None], code: str) -> str:
    await pilot.press("ctrl+u")
    await paste(pilot, code)
    return await press(pilot, "enter")


@pytest.mark.parametrize("size", [EIGHTY, SIXTY])
async def test_from_nothing_to_an_empty_list(tmp_path: Path, size: tuple[int, int]) -> None:
    opener = CheapOpener(tmp_path / "home")
    async with first_run(opener, size) as pilot:
        assert "Kom igång · 1 av 4" in lines(pilot.app)[0]
        assert "Kom igång · 2 av 4" in await name_it(pilot)
        text = await choose_passphrase(pilot, PASSPHRASE)
        assert "Kom igång · 3 av 4" in text
        assert PASSPHRASE not in text
        code = code_on(pilot)
        assert len(code) == 35
        text = await press(pilot, "enter")
        assert code[:5] not in text, "it is typed from the paper"
        text = await type_back(pilot, code.lower().replace("-", " "))
        assert "Kom igång · 4 av 4" in text
        text = await press(pilot, "2")
        assert "Här finns inga deltagare än." in text
        assert "Haninge 2 · Anna Lind" in text
    desk = opener.unlock_with_recovery_code(code)
    assert desk.read(desk_names).organisation == "Kommunen"
    assert not desk.read(recovery_code_unproved)
    desk.close()
    opener.unlock_with_passphrase(PASSPHRASE).close()


@pytest.mark.parametrize("theme", NAMES)
async def test_everything_stands_out_in_every_theme(tmp_path: Path, theme: str) -> None:
    async with first_run(CheapOpener(tmp_path / "home"), theme=theme) as pilot:
        assert not list(weak_texts(pilot.app))
        await press(pilot, "ctrl+s")
        assert not list(weak_texts(pilot.app))
        await name_it(pilot)
        assert not list(weak_texts(pilot.app))
        await choose_passphrase(pilot, PASSPHRASE)
        assert not list(weak_texts(pilot.app))
        code = code_on(pilot)
        await press(pilot, "enter")
        assert not list(weak_texts(pilot.app))
        await type_back(pilot, code)
        assert not list(weak_texts(pilot.app))


async def test_names_are_asked_for_and_kept_when_one_goes_back(tmp_path: Path) -> None:
    async with first_run(CheapOpener(tmp_path / "home")) as pilot:
        text = await press(pilot, "ctrl+s")
        assert "! Fältet får inte vara tomt." in text
        await name_it(pilot)
        text = await press(pilot, "escape")
        assert "1 av 4" in text
        assert "Haninge 2" in text
        assert "2 av 4" in await press(pilot, "ctrl+s")


async def test_locking_before_there_is_anything_to_lock_loses_nothing(tmp_path: Path) -> None:
    async with first_run(CheapOpener(tmp_path / "home")) as pilot:
        await paste(pilot, "Kommunen")
        assert "Kommunen" in await press(pilot, "ctrl+l")


async def test_the_strength_is_told_in_words_while_one_types(tmp_path: Path) -> None:
    async with first_run(CheapOpener(tmp_path / "home")) as pilot:
        await name_it(pilot)
        await paste(pilot, "hemligt")
        assert "Lätt att gissa." in shown(pilot.app)
        await paste(pilot, " hästen dansar på månen")
        assert "Svår att gissa." in shown(pilot.app)


async def test_a_short_or_misspelt_passphrase_makes_nothing(tmp_path: Path) -> None:
    opener = CheapOpener(tmp_path / "home")
    async with first_run(opener) as pilot:
        await name_it(pilot)
        assert "minst 8 tecken" in await choose_passphrase(pilot, "kort")
        await press(pilot, "ctrl+u")
        text = await choose_passphrase(pilot, PASSPHRASE, "något helt annat")
        assert "De två lösenfraserna är olika." in text
        assert opener.state() is HomeState.EMPTY


async def test_a_slip_of_the_hand_is_told_from_another_code(tmp_path: Path) -> None:
    async with first_run(CheapOpener(tmp_path / "home")) as pilot:
        await name_it(pilot)
        await choose_passphrase(pilot, PASSPHRASE)
        code = code_on(pilot)
        await press(pilot, "enter")
        slip = ("2" if code[0] != "2" else "3") + code[1:]
        assert "felskriven någonstans" in await type_back(pilot, slip)
        text = " ".join((await type_back(pilot, generate())).split())
        assert "Det är en riktig kod, men inte den som visades nyss." in text
        assert code_on(pilot) != code
        await press(pilot, "escape")
        assert code_on(pilot) == code, "it can be looked at again"
        await press(pilot, "enter")
        assert "4 av 4" in await type_back(pilot, code)


async def test_a_code_that_was_never_typed_back_is_replaced(tmp_path: Path) -> None:
    opener = CheapOpener(tmp_path / "home")
    async with first_run(opener) as pilot:
        await name_it(pilot)
        await choose_passphrase(pilot, PASSPHRASE)
        first = code_on(pilot)
        text = await press(pilot, "ctrl+l")
        assert "Lås upp" in text
        await paste(pilot, PASSPHRASE)
        text = await press(pilot, "enter")
        assert "En ny återställningskod" in text
        second = code_on(pilot)
        assert second != first
        await press(pilot, "enter")
        assert "Här finns inga deltagare än." in await type_back(pilot, second)
    with pytest.raises(Refused, match="key_wrong"):
        opener.unlock_with_recovery_code(first)
    opener.unlock_with_recovery_code(second).close()


async def test_a_desk_made_on_the_command_line_is_not_asked_for_its_code(tmp_path: Path) -> None:
    opener = CheapOpener(tmp_path / "home")
    opener.create(SetUp(PASSPHRASE, False, "", "", ""))[0].close()
    async with first_run(opener) as pilot:
        await paste(pilot, PASSPHRASE)
        text = await press(pilot, "enter")
        assert "Här finns inga deltagare än." in text


async def test_the_keyring_may_do_without_a_passphrase(tmp_path: Path) -> None:
    opener = CheapOpener(tmp_path / "home", keyring=MemoryKeyring())
    async with first_run(opener) as pilot:
        text = await name_it(pilot)
        assert "nyckelring" in text
        assert "3 av 4" in await press(pilot, "ctrl+s")
    assert opener.slot_kinds() == {SlotKind.KEYRING, SlotKind.RECOVERY}
    opener.unlock_with_keyring().close()


async def test_without_keyring_and_passphrase_nothing_is_made(tmp_path: Path) -> None:
    opener = CheapOpener(tmp_path / "home", keyring=MemoryKeyring())
    async with first_run(opener) as pilot:
        await name_it(pilot)
        text = await press(pilot, "shift+tab", "n", "ctrl+s")
        assert "Det behövs en lösenfras." in text
    assert opener.state() is HomeState.EMPTY


async def test_a_folder_that_will_not_do_is_told_and_can_be_tried_again(tmp_path: Path) -> None:
    class Full(CheapOpener):
        full = True

        def create(self, set_up: SetUp) -> tuple[Desk, str]:
            if self.full:
                raise Refused("disk_full")
            return super().create(set_up)

    opener = Full(tmp_path / "home")
    async with first_run(opener) as pilot:
        await name_it(pilot)
        text = await choose_passphrase(pilot, PASSPHRASE)
        assert "! Det finns inte plats på disken." in text
        opener.full = False
        assert "3 av 4" in await press(pilot, "ctrl+s")


async def test_one_may_practise_first_and_come_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(practice, "PARTICIPANTS", 5)
    opener = CheapOpener(tmp_path / "home")
    async with first_run(opener) as pilot:
        await name_it(pilot)
        await choose_passphrase(pilot, PASSPHRASE)
        code = code_on(pilot)
        await press(pilot, "enter")
        await type_back(pilot, code)
        await press(pilot, "3")
        text = await settle(pilot)
        assert lines(pilot.app)[0].startswith(" ÖVNING · Deltagare")
        assert "Urval: " in text
        await press(pilot, "ctrl+p", *"sluta öva", "enter")
        text = await settle(pilot)
        assert "Lås upp" in text
        assert "ÖVNING" not in text


async def test_it_speaks_english(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogue, "_current", "en")
    async with first_run(CheapOpener(tmp_path / "home")) as pilot:
        text = shown(pilot.app)
        assert "Getting started · 1 of 4" in text
        assert "Caseworker *" in text
