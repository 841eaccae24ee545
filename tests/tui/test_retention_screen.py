"""Gallring and registerutdrag in the app."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openers import PASSPHRASE, CheapOpener
from pages import EIGHTY, SIXTY, page, press, running, settle
from planners import Planner

from dirigo_tui.domain.vocabulary import EndReason
from dirigo_tui.services.participants import Basics, RegisterParticipant, register
from dirigo_tui.services.participation import EndParticipation, end_participation
from dirigo_tui.services.ports import SetUp
from dirigo_tui.tui.screens.retention import RetentionScreen

SET_UP = SetUp(PASSPHRASE, use_keyring=False, organisation="", desk="", caseworker="Anna Lind")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Any]:
    """With a thread of its own: files are written off the event loop."""
    opened = CheapOpener(tmp_path / "home").create(SET_UP)[0]
    yield opened
    opened.close()


@pytest.mark.parametrize("size", [EIGHTY, SIXTY])
async def test_two_people_and_it_is_gone(desk: Any, size: tuple[int, int]) -> None:
    basics = Basics(reference="R1", name="Samira Nordin", birth_date=date(1980, 3, 7))
    samira = desk.write(register, RegisterParticipant(basics=basics, start=date(2015, 1, 7)))
    desk.write(
        end_participation,
        EndParticipation(
            participant_id=samira.id, on=date(2016, 3, 1), reason=EndReason.AS_PLANNED
        ),
    )
    async with running(desk, size) as pilot:
        pilot.app.push_screen(RetentionScreen())
        text = await settle(pilot)
        assert "Samira Nordin  klart senast 31 december 2022" in text
        await press(pilot, "g", *"Bo", "ctrl+s")
        text = await press(pilot, "g", *"Anna", "ctrl+s")
        assert "Bo och Anna" in " ".join(text.split()) or size == SIXTY
        text = await press(pilot, "x")
        assert "Gallra 1 akt?" in text
        await press(pilot, "right", "enter")
        text = await settle(pilot)
        assert "Intyg 1: en akt gallrades" in text
        text = await press(pilot, "escape")
        assert "Ingen akt ska gallras nu." in text


async def test_an_extract_is_written_from_the_page(desk: Any, tmp_path: Path) -> None:
    samira = Planner(desk, name="Samira Nordin")
    target = tmp_path / "u.txt"
    async with page(desk, samira.id) as pilot:
        await press(pilot, "6", "u")
        text = await press(pilot, *str(target), "ctrl+s")
        assert "Registerutdraget är skrivet" in text
    assert "Samira Nordin" in target.read_text("utf-8")
