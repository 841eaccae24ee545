"""Taking in a file from another desk: who it is from, what it would change, deciding, taking in."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from front_end import app_with, lines, paste
from openers import CheapOpener
from pages import EIGHTY, SIXTY, RealDesk, press, settle
from textual.pilot import Pilot

from dirigo_tui.domain.records import MappingEntry, Participant
from dirigo_tui.domain.vocabulary import MappingArea
from dirigo_tui.services import history
from dirigo_tui.services.handover import (
    ExportCaseload,
    ExportParticipant,
    Receive,
    export_caseload,
    export_participant,
    receive,
)
from dirigo_tui.services.mapping import WriteArea, write_area
from dirigo_tui.services.participants import Basics, RegisterParticipant, register
from dirigo_tui.services.ports import Desk, SetUp
from dirigo_tui.services.set_up import own_recipient
from dirigo_tui.tui.screens.caseload import CaseloadScreen
from dirigo_tui.tui.screens.receive import ReceiveScreen


def new_desk(home: Path, name: str) -> Desk:
    desk, _code = CheapOpener(home).create(SetUp("fyra ord", False, "", "", ""))
    desk.write(lambda unit: unit.set_setting("desk", name))
    return desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = new_desk(tmp_path / "here", "Haninge")
    yield desk
    desk.close()


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Desk]:
    desk = new_desk(tmp_path / "there", "Järfälla")
    for reference in ("R1", "R2"):
        basics = Basics(reference=reference, name="Åsa Öberg")
        write(desk, desk.write(register, RegisterParticipant(basics=basics)).id, "Ont")
    yield desk
    desk.close()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the files are, and where choosing one begins."""
    folder = tmp_path / "filer å %"
    folder.mkdir()
    monkeypatch.setattr(Path, "home", lambda: folder)
    return folder


def write(desk: Desk, id: str, own_words: str) -> None:
    command = WriteArea(participant_id=id, area=MappingArea.HEALTH, own_words=own_words)
    desk.write(write_area, command)


def people(desk: Desk) -> dict[str, str]:
    return {p.reference: p.id for p in desk.read(lambda reader: reader.find(Participant))}


def said(desk: Desk) -> list[str]:
    return [entry.own_words for entry in desk.read(lambda reader: reader.find(MappingEntry))]


@asynccontextmanager
async def receiving(desk: Any, size: tuple[int, int] = EIGHTY) -> AsyncIterator[Pilot[None]]:
    app = app_with(CaseloadScreen, opener=RealDesk(desk))
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        app.screen.action_receive()  # type: ignore[attr-defined]
        await settle(pilot)
        assert isinstance(app.screen, ReceiveScreen)
        yield pilot


def send_all(desk: Desk, other: Desk, path: Path) -> str:
    order = ExportCaseload(path=path, recipients=[desk.read(own_recipient)])
    return export_caseload(other, order).receipt


@pytest.mark.parametrize("size", [EIGHTY, SIXTY])
async def test_a_caseload_is_shown_first_and_then_taken_in(
    desk: Desk, other: Desk, folder: Path, size: tuple[int, int]
) -> None:
    receipt = send_all(desk, other, folder / "alla.age")
    async with receiving(desk, size) as pilot:
        text = await press(pilot, "enter")
        assert "Ta emot en fil · alla.age" in lines(pilot.app)[0]
        assert "Från: Järfälla (ny avsändare, nyckel" in text
        assert "2 nya, 0 ändrade, 0 oförändrade." in text
        assert "Inget är mottaget än." in " ".join(text.split())
        assert people(desk) == {}
        text = await press(pilot, "ctrl+s")
        assert people(desk) == people(other)
        assert f"Kvitto: {receipt}" in " ".join(text.split())
        assert isinstance(pilot.app.screen, CaseloadScreen)
        assert "Åsa Öberg" in text
    desk.write(history.undo, people(desk)["R2"])
    assert set(people(desk)) == {"R1"}


async def test_a_passphrase_is_asked_for(desk: Desk, other: Desk, folder: Path) -> None:
    order = ExportParticipant(reference="R1", path=folder / "en.age", passphrase="kaffe och bulle")
    export_participant(other, order)
    async with receiving(desk) as pilot:
        assert "Filen öppnas med en lösenfras." in await press(pilot, "enter")
        await paste(pilot, "te och bulle")
        assert "Lösenfrasen till filen stämmer inte." in await press(pilot, "enter")
        await press(pilot, "ctrl+u")
        await paste(pilot, "kaffe och bulle")
        text = await press(pilot, "enter")
        assert "kaffe" not in text
        assert "1 nya, 0 ändrade" in text
        await press(pilot, "ctrl+s")
    assert set(people(desk)) == {"R1"}


@pytest.mark.parametrize(("keys", "expected"), [([], "Bättre"), (["space"], "Sämre")])
async def test_what_has_changed_at_both_desks_is_decided(
    desk: Desk, other: Desk, folder: Path, keys: list[str], expected: str
) -> None:
    first = folder.parent / "first.age"
    send_all(desk, other, first)
    receive(desk, Receive(path=first))
    write(desk, people(desk)["R1"], "Bättre")
    write(other, people(desk)["R1"], "Sämre")
    send_all(desk, other, folder / "igen.age")
    async with receiving(desk) as pilot:
        text = await press(pilot, "enter")
        assert "Från: Järfälla (känd avsändare)" in text
        assert "1 krockar." in " ".join(text.split())
        text = await press(pilot, "down")
        assert "behåll det här" in text
        assert "här: Bättre | i filen: Sämre" in text
        text = await press(pilot, *keys)
        assert ("ta det i filen" in text) == bool(keys)
        await press(pilot, "ctrl+s")
    assert sorted(said(desk)) == sorted(["Ont", expected])


async def test_the_same_file_again_gives_the_receipt(desk: Desk, other: Desk, folder: Path) -> None:
    receipt = send_all(desk, other, folder / "alla.age")
    receive(desk, Receive(path=folder / "alla.age"))
    async with receiving(desk) as pilot:
        assert "Allt i filen finns redan." in await press(pilot, "enter")
        assert f"Kvitto: {receipt}" in " ".join((await press(pilot, "ctrl+s")).split())


async def test_esc_goes_back_to_the_files_and_takes_nothing_in(
    desk: Desk, other: Desk, folder: Path
) -> None:
    send_all(desk, other, folder / "alla.age")
    async with receiving(desk) as pilot:
        await press(pilot, "enter")
        assert "Välj en krypterad fil" in await press(pilot, "escape")
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, CaseloadScreen)
    assert people(desk) == {}


async def test_a_file_that_is_none_is_refused_in_a_sentence(desk: Desk, folder: Path) -> None:
    (folder / "bild.age").write_bytes(b"nonsense")
    async with receiving(desk) as pilot:
        text = await press(pilot, "enter")
        assert "bild.age" in text, "another one can be chosen"
        assert "Filen är ingen age-fil." in text
