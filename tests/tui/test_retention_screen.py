"""Gallring and registerutdrag in the app."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openers import PASSPHRASE, CheapOpener
from pages import page, press, running, settle
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


async def test_two_people_and_it_is_gone(desk: Any) -> None:
    basics = Basics(reference="R1", name="Samira Nordin", birth_date=date(1980, 3, 7))
    samira = desk.write(register, RegisterParticipant(basics=basics, start=date(2015, 1, 7)))
    desk.write(
        end_participation,
        EndParticipation(
            participant_id=samira.id, on=date(2016, 3, 1), reason=EndReason.AS_PLANNED
        ),
    )
    async with running(desk) as pilot:
        pilot.app.push_screen(RetentionScreen())
        text = await settle(pilot)
        assert "R1  Samira Nordin" in text
        assert "klart senast 31 december 2022 · inte godkänd" in text
        await press(pilot, "g", *"Bo", "ctrl+s")
        text = await press(pilot, "g", *"Eva", "ctrl+s")
        assert "godkänd av Bo och Eva" in text
        text = await press(pilot, "x")
        assert "Gallra 1 akt?" in text
        await press(pilot, "right", "enter")
        text = await settle(pilot)
        assert "Intyg 1: en akt gallrades" in text
        text = await press(pilot, "escape")
        assert "Ingen akt ska gallras nu." in text


async def test_an_extract_is_written_from_the_page(
    desk: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    samira = Planner(desk, name="Samira Nordin")
    async with page(desk, samira.id) as pilot:
        await press(pilot, "6", "u")
        text = await press(pilot, *"u.txt", "ctrl+s")
        assert "Registerutdraget är skrivet" in text
    assert "Samira Nordin" in (tmp_path / "u.txt").read_text("utf-8")
