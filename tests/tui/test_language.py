"""The other language while the app runs: every word changes, what is typed and the place do not."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from front_end import paste, shown
from openers import PASSPHRASE, CheapOpener
from pages import EIGHTY, press, settle
from textual.pilot import Pilot
from textual.widgets import Input

from dirigo_tui.i18n import catalogue
from dirigo_tui.services.ports import SetUp
from dirigo_tui.settings.preferences import Preferences
from dirigo_tui.tui.entrances import make_app
from dirigo_tui.tui.screens.caseload import CaseloadScreen
from dirigo_tui.tui.screens.cohort import CohortScreen
from dirigo_tui.tui.screens.joint_home import JointHome
from dirigo_tui.tui.screens.joint_plan import JointPlan
from dirigo_tui.tui.screens.participant import ParticipantScreen
from dirigo_tui.tui.screens.set_up import PassphraseScreen, SetUpScreen
from dirigo_tui.tui.screens.unlock import UnlockScreen
from dirigo_tui.tui.widgets.form_dialog import FormDialog
from dirigo_tui.tui.widgets.virtual_list import VirtualList


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("practised")
    CheapOpener(home, practice=True).unlock_practice().close()
    return home


@pytest.fixture(autouse=True)
def language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogue, "_current", "sv")


@asynccontextmanager
async def running(home: Path, *, practice: bool = False) -> AsyncIterator[Pilot[None]]:
    app = make_app(CheapOpener(home, practice=practice), Preferences())
    async with app.run_test(size=EIGHTY) as pilot:
        await settle(pilot)
        yield pilot
        await app.secure()


async def change(pilot: Pilot[None]) -> str:
    """Choose the other language as one does: from the palette."""
    other = catalogue.language() == "en"
    await pilot.press("ctrl+p")
    await paste(pilot, "languag" if other else "språk")
    return await press(pilot, "enter")


async def test_on_the_list_and_on_a_page(practice: Path, tmp_path: Path) -> None:
    home = Path(shutil.copytree(practice, tmp_path / "home"))
    async with running(home, practice=True) as pilot:
        app = pilot.app
        await pilot.press("f4", "2", "f3")
        await settle(pilot)
        await paste(pilot, "an")
        swedish = await press(pilot, "down", "down")
        marked = app.screen.query_one(VirtualList).marked_id
        english = await change(pilot)
        assert isinstance(app.screen, CaseloadScreen)
        assert app.screen.query_one(Input).value == "an"
        assert app.screen.query_one(VirtualList).marked_id == marked
        assert {"Search", "search"} & set(english.split())
        assert "Sök" not in english
        assert await change(pilot) == swedish

        await pilot.press("enter")
        swedish = await press(pilot, "5")
        english = await change(pilot)
        page = app.screen
        assert isinstance(page, ParticipantScreen)
        assert page.participant_id == marked
        assert "Sick leave" in english
        await press(pilot, "6")
        await press(pilot, "5")
        assert await change(pilot) == swedish


async def test_in_a_form(practice: Path, tmp_path: Path) -> None:
    home = Path(shutil.copytree(practice, tmp_path / "home"))
    async with running(home, practice=True) as pilot:
        await press(pilot, "a")
        dialog = pilot.app.screen
        assert isinstance(dialog, FormDialog)
        await pilot.press("tab")
        await paste(pilot, "halvskriven mening")
        await pilot.press(*["left"] * 6)
        swedish = await settle(pilot)
        focused = dialog.focused
        english = await change(pilot)
        assert pilot.app.screen is dialog
        assert dialog.focused is focused
        assert "halvskriven mening" in english
        assert "Note" in english
        await pilot.press("x")
        assert "halvskriven xmening" in await settle(pilot)
        await pilot.press("backspace")
        assert await change(pilot) == swedish


async def test_together(practice: Path, tmp_path: Path) -> None:
    home = Path(shutil.copytree(practice, tmp_path / "home"))
    async with running(home, practice=True) as pilot:
        await press(pilot, "f5")
        assert isinstance(pilot.app.screen, JointHome)
        swedish = await press(pilot, "1")
        english = await change(pilot)
        assert isinstance(pilot.app.screen, JointPlan)
        assert "My plan" in english
        assert len(pilot.app.screen_stack) == 3
        assert not any(isinstance(screen, CaseloadScreen) for screen in pilot.app.screen_stack)
        await press(pilot, "escape")
        assert "My plan" in shown(pilot.app)
        await press(pilot, "1")
        assert await change(pilot) == swedish


async def test_with_everybodys_figures(practice: Path, tmp_path: Path) -> None:
    home = Path(shutil.copytree(practice, tmp_path / "home"))
    async with running(home, practice=True) as pilot:
        await press(pilot, "f6")
        swedish = await press(pilot, "enter")
        english = await change(pilot)
        assert isinstance(pilot.app.screen, CohortScreen)
        assert "Alla målgrupper" in swedish
        assert "All target groups" in english
        assert await change(pilot) == swedish


async def test_before_the_desk_is_there_and_while_it_is_locked(tmp_path: Path) -> None:
    async with running(tmp_path / "home") as pilot:
        app = pilot.app
        await paste(pilot, "Samordningsförbundet")
        english = await change(pilot)
        assert isinstance(app.screen, SetUpScreen)
        assert "Welcome" in english
        assert "Samordningsförbundet" in english
        await pilot.press("enter")
        await paste(pilot, "Haninge")
        await pilot.press("enter")
        await paste(pilot, "Anna Lind")
        await press(pilot, "enter")
        await paste(pilot, "fyra korta")
        swedish = await change(pilot)
        assert isinstance(app.screen, PassphraseScreen)
        assert "Hur ska databasen låsas upp?" in swedish
        assert app.screen.query_one("#passphrase", Input).value == "fyra korta"
        assert "Välkommen" in await press(pilot, "escape")


async def test_while_it_is_locked(tmp_path: Path) -> None:
    CheapOpener(tmp_path / "home").create(SetUp(PASSPHRASE, False, "", "", "Anna"))[0].close()
    async with running(tmp_path / "home") as pilot:
        await press(pilot, "f6")
        await paste(pilot, "ABCDE")
        english = await change(pilot)
        assert isinstance(pilot.app.screen, UnlockScreen)
        assert "Recovery code" in english
        assert "ABCDE" in english


async def test_a_question_is_answered_in_the_language_it_was_asked_in(
    practice: Path, tmp_path: Path
) -> None:
    home = Path(shutil.copytree(practice, tmp_path / "home"))
    async with running(home, practice=True) as pilot:
        await press(pilot, "question_mark")
        assert "Byt språk" not in await press(pilot, "ctrl+p")
