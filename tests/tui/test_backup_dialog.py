"""Backing up from the app: which file, how far it has come, giving it up."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from front_end import app_with, paste
from openers import CheapOpener
from pages import EIGHTY, SIXTY, RealDesk, press, settle
from textual.pilot import Pilot

from dirigo_tui.services.ports import Backup, Desk, SetUp
from dirigo_tui.services.progress import Progress, Stage
from dirigo_tui.tui.screens.caseload import CaseloadScreen
from dirigo_tui.tui.widgets.work_dialog import WorkDialog


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    desk, _code = CheapOpener(tmp_path / "desk").create(SetUp("fyra ord", False, "", "", ""))
    yield desk
    desk.close()


@asynccontextmanager
async def asked(desk: Any, size: tuple[int, int] = EIGHTY) -> AsyncIterator[Pilot[None]]:
    app = app_with(CaseloadScreen, opener=RealDesk(desk))
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+p")
        await paste(pilot, "säkerhetskopia")
        await press(pilot, "enter")
        await pilot.press("ctrl+u")
        await paste(pilot, "kopia")
        yield pilot


@pytest.mark.parametrize("size", [EIGHTY, SIXTY])
async def test_it_is_written_and_told_where(
    desk: Desk, tmp_path: Path, size: tuple[int, int]
) -> None:
    async with asked(desk, size) as pilot:
        text = await press(pilot, "ctrl+s")
        assert isinstance(pilot.app.screen, CaseloadScreen)
        assert "Säkerhetskopian är skriven, öppnad och jämförd" in text
    assert (tmp_path / "kopia").is_file()


async def test_a_name_that_is_taken_is_told_in_the_form(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "kopia").touch()
    async with asked(desk) as pilot:
        assert "Filen finns redan" in await press(pilot, "ctrl+s")


async def test_escape_gives_it_up(desk: Desk, tmp_path: Path) -> None:
    class Slow:
        """Somebody presses Esc while the copy is compared."""

        def __getattr__(self, name: str) -> Any:
            return getattr(desk, name)

        def back_up(self, path: Path, progress: Progress) -> Backup:
            def watched(stage: Stage, done: int, total: int) -> None:
                if stage is Stage.VERIFY:
                    dialog = pilot.app.screen
                    assert isinstance(dialog, WorkDialog)
                    pilot.app.call_from_thread(dialog.action_back)
                progress(stage, done, total)

            return desk.back_up(path, watched)

    async with asked(Slow()) as pilot:
        text = await press(pilot, "ctrl+s")
        assert isinstance(pilot.app.screen, CaseloadScreen)
        assert "Avbrutet. Ingenting har ändrats." in text
    assert [path.name for path in tmp_path.iterdir()] == ["desk"]
