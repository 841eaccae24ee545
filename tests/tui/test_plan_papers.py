"""The plan printed and written to a calendar from the participant's page, in keys."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from desks import TODAY
from openers import CheapOpener
from pages import EIGHTY, SIXTY, page, press
from planners import COURSE, Planner
from textual.app import App

from dirigo_tui.domain.records import Sharing
from dirigo_tui.domain.vocabulary import Protection
from dirigo_tui.services.ports import SetUp
from dirigo_tui.tui.screens.participant import ParticipantScreen
from dirigo_tui.tui.widgets.choice_box import ChoiceBox
from dirigo_tui.tui.widgets.entry import Entry


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    home = tmp_path / "h"
    home.mkdir()
    monkeypatch.setattr(Path, "home", lambda: home)
    monkeypatch.setenv("DIRIGO_TODAY", TODAY.isoformat())
    opened, _code = CheapOpener(tmp_path / "desk").create(SetUp("fyra ord", False, "", "", ""))
    yield opened
    opened.close()


@pytest.fixture
def samira(desk: Any) -> Planner:
    planner = Planner(desk, name="Samira Nordin")
    planner.goal("Orka jobba halvtid")
    planner.activity(**COURSE)
    planner.activity("Promenad")
    return planner


def put(app: App[None], name: str, text: str) -> None:
    app.screen.query_one(f"#{name}", Entry).value = text


@pytest.mark.parametrize("size", [EIGHTY, SIXTY])
async def test_it_says_where_the_paper_is_and_names_nobody_in_the_file_name(
    desk: Any, samira: Planner, size: tuple[int, int]
) -> None:
    async with page(desk, samira.id, size=size) as pilot:
        await press(pilot, "3", "p")
        file = Path(pilot.app.screen.query_one("#file", Entry).value)
        assert file.name == "min plan 2026-11-21.pdf"
        file = file.with_suffix(".txt")
        put(pilot.app, "file", str(file))
        pilot.app.screen.query_one("#spoken", ChoiceBox).code = "en"
        text = " ".join((await press(pilot, "ctrl+s")).split())
        assert isinstance(pilot.app.screen, ParticipantScreen)
        assert "Den är inte krypterad: lämna den till deltagaren" in text
        # A long path breaks anywhere.
        assert "minplan2026-11-21.txt" in text.replace(" ", "")
    paper = file.read_text()
    assert "Orka jobba halvtid" in paper
    assert "My plan" in paper


async def test_what_is_refused_stands_in_the_form(desk: Any, samira: Planner) -> None:
    async with page(desk, samira.id) as pilot:
        await press(pilot, "3", "p")
        put(pilot.app, "recipient", "Region Stockholm")
        assert "Inget samtycke som gäller i dag" in await press(pilot, "ctrl+s")
        put(pilot.app, "recipient", "")
        put(pilot.app, "file", "plan.docx")
        text = await press(pilot, "ctrl+s")
        assert ".pdf" in text
        assert not isinstance(pilot.app.screen, ParticipantScreen)
    assert not list(Path.home().iterdir())


async def test_the_days_go_to_a_calendar_file(desk: Any, samira: Planner) -> None:
    async with page(desk, samira.id) as pilot:
        await press(pilot, "3", "c")
        text = await press(pilot, "ctrl+s")
        assert "1 aktivitet har ingen dag" in text
        assert "skrev en kalenderfil" in await press(pilot, "6")
    (file,) = Path.home().iterdir()
    assert file.name == "mina dagar 2026-11-21.ics"
    assert "Samira" not in file.read_text()


async def test_a_second_paper_of_the_day_gets_a_name_of_its_own(desk: Any, samira: Planner) -> None:
    taken = Path.home() / "min plan 2026-11-21.pdf"
    taken.touch()
    async with page(desk, samira.id) as pilot:
        await press(pilot, "3", "p")
        name = pilot.app.screen.query_one("#file", Entry).value
    assert Path(name).name == "min plan 2026-11-21 2.pdf"


async def test_a_protected_identity_takes_a_reason(desk: Any) -> None:
    hidden = Planner(desk, name="Samira Nordin", protection=Protection.SECRECY_MARKING)
    hidden.goal()
    async with page(desk, hidden.id) as pilot:
        await press(pilot, "3", "p")
        await press(pilot, "ctrl+s")
        assert not isinstance(pilot.app.screen, ParticipantScreen)
        assert pilot.app.screen.query("#reason")
    assert not list(Path.home().iterdir())
    assert not desk.read(lambda reader: reader.find(Sharing))


async def test_an_empty_plan_says_why_not(desk: Any) -> None:
    empty = Planner(desk, name="Leila Amini")
    async with page(desk, empty.id) as pilot:
        assert "Planen är tom" in await press(pilot, "3", "p")
