"""Writing the summary to a file from the supervisor's screen."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from front_end import app_with, lines, paste
from known_people import known_people, store
from openers import CheapOpener
from pages import EIGHTY, SIXTY, RealDesk, press, settle
from textual.pilot import Pilot

from dirigo_tui.domain.errors import Refused
from dirigo_tui.exports.age_container import new_identity, open_sealed
from dirigo_tui.services.ports import Desk, SetUp
from dirigo_tui.services.summary import Counted, Summary
from dirigo_tui.tui.screens.caseload import CaseloadScreen
from dirigo_tui.tui.screens.cohort import CohortScreen

TODAY = date(2014, 6, 20)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setenv("DIRIGO_TODAY", TODAY.isoformat())
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    desk, _code = CheapOpener(tmp_path / "desk").create(SetUp("fyra ord", False, "", "", ""))
    desk.write(lambda unit: store(unit, known_people(3, 60, TODAY)))
    yield desk
    desk.close()


@asynccontextmanager
async def form(desk: Any, size: tuple[int, int] = EIGHTY) -> AsyncIterator[Pilot[None]]:
    app = app_with(CaseloadScreen, opener=RealDesk(desk))
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await press(pilot, "f6", "x")
        yield pilot


async def named(pilot: Pilot[None], name: str) -> None:
    await pilot.press("ctrl+u")
    await paste(pilot, name)


async def save(pilot: Pilot[None]) -> str:
    return " ".join((await press(pilot, "ctrl+s")).replace("\n", " ").split())


@pytest.mark.parametrize("size", [EIGHTY, pytest.param(SIXTY, marks=pytest.mark.slow)])
async def test_a_file_that_only_the_recipients_open(
    desk: Desk, tmp_path: Path, size: tuple[int, int]
) -> None:
    identity, recipient = new_identity()
    async with form(desk, size) as pilot:
        await named(pilot, "ut.json")
        await pilot.press("tab")
        await paste(pilot, recipient)
        text = await save(pilot)
        assert isinstance(pilot.app.screen, CohortScreen)
        # A long path breaks anywhere.
        assert "ut.json.age" in text.replace(" ", "")
        assert "Bara 1 mottagare kan öppna den." in text
    document = json.loads(
        open_sealed((tmp_path / "ut.json.age").read_bytes(), identities=[identity])
    )
    assert document["payload"]["as_of"] == "2014-06-20"


async def test_what_is_wrong_is_told_at_its_field(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "finns.csv").touch()
    async with form(desk) as pilot:
        await named(pilot, "finns.csv")
        assert "Filen finns redan" in await save(pilot)
        await named(pilot, "ut.doc")
        assert "Byt filändelse" in await save(pilot)
        await named(pilot, "ut.csv")
        await pilot.press("tab")
        await paste(pilot, "age1fel")
        await save(pilot)
        assert not isinstance(pilot.app.screen, CohortScreen)
    assert not list(tmp_path.glob("ut*"))


async def test_an_export_that_is_given_up_leaves_nothing(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with form(desk) as pilot:
        screen = pilot.app.screen_stack[-2]

        def slow(counted: Counted, progress: Any) -> Summary:
            screen._following.stop()  # type: ignore[attr-defined]
            raise Refused("stopped")

        monkeypatch.setattr(Counted, "protected", slow)
        await named(pilot, "ut.csv")
        assert "Avbrutet. Ingenting har ändrats." in await save(pilot)
        assert "X exportera" in lines(pilot.app)[-1]
    assert not list(tmp_path.glob("ut*"))
