"""The history: sentences with the actor first, what was undone, and the notes in full."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from desks import DirectDesk, open_desk
from front_end import lines, shown
from pages import EIGHTY, SIXTY, page, press
from planners import Planner

from dirigo_tui.domain.vocabulary import Access, NoteKind
from dirigo_tui.services.access_log import readers_of
from dirigo_tui.services.notes import WriteNote, write_note


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DirectDesk]:
    opened = open_desk(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def samira(desk: DirectDesk) -> Planner:
    return Planner(desk, name="Samira Nordin")


@pytest.mark.parametrize("size", [EIGHTY, SIXTY])
async def test_the_latest_first_in_sentences(
    desk: DirectDesk, samira: Planner, size: tuple[int, int]
) -> None:
    samira.goal("Orka jobba halvtid")
    samira.activity("Promenad")
    async with page(desk, samira.id, size=size) as pilot:
        text = await press(pilot, "6")
        told = [line for line in text.splitlines() if "Anna Lind" in line]
        assert "lade till aktiviteten ”" in told[0]
        assert "lade till målet" in told[1]
        assert "registrerade deltagaren" in told[2]
        assert "Anna Lind lade till aktiviteten ”Promenad”." in text


async def test_what_was_undone_stays_and_says_so(desk: DirectDesk, samira: Planner) -> None:
    samira.goal("Orka jobba halvtid")
    async with page(desk, samira.id) as pilot:
        text = await press(pilot, "6", "ctrl+z")
        assert "↶ ångrat: Anna Lind lade till målet ”Orka jobba halvtid”." in text
        assert "Det är ångrat och gäller inte." in text
        text = await press(pilot, "ctrl+r")
        assert "ångrat" not in text


async def test_notes_alone_and_in_full(desk: DirectDesk, samira: Planner) -> None:
    long = " ".join(["En lång text om hur det går."] * 20) + " Slut."
    for day, kind, text in (
        (date(2026, 8, 11), NoteKind.PHONE, "Ringde."),
        (date(2026, 11, 3), NoteKind.CHECK_IN, long),
    ):
        command = WriteNote(participant_id=samira.id, on=day, kind=kind, text=text)
        desk.write(write_note, command)
    async with page(desk, samira.id) as pilot:
        text = await press(pilot, "6", "a")
        assert "2 anteckningar. A visar allt." in text
        assert "3 nov  Avstämning: En lång text" in text
        assert "Avstämning · Tisdag 3 november 2026 · Anna Lind" in text
        assert "Slut." not in text
        assert "Slut." in await press(pilot, "tab", "end")
        assert "Ringde." in await press(pilot, "shift+tab", "end")
        text = await press(pilot, "a")
        assert "Anna Lind skrev om avstämning 3 nov." in text


async def test_no_notes_says_what_to_do(desk: DirectDesk, samira: Planner) -> None:
    async with page(desk, samira.id) as pilot:
        text = " ".join((await press(pilot, "6", "a")).split())
        assert "Inga anteckningar om Samira Nordin än. Tryck N och skriv den första." in text
        await press(pilot, "n", *"Hej", "ctrl+s")
        assert "21 nov  Anteckning: Hej" in shown(pilot.app)


async def test_a_file_that_came_without_a_history_says_so(
    desk: DirectDesk, samira: Planner
) -> None:
    from people import People

    imported = People(desk).person("R9", name="Ines Berg")
    async with page(desk, imported) as pilot:
        assert "Inget har gjorts i akten för Ines Berg än." in await press(pilot, "6")
        assert "Ctrl+Z ångra" in lines(pilot.app)[-1]


async def test_who_has_read_is_shown_and_a_page_read_again_is_one_reading(
    desk: DirectDesk, samira: Planner
) -> None:
    async with page(desk, samira.id) as pilot:
        text = await press(pilot, "2", "1", "6", "v")
        assert "Vem har läst om Samira Nordin" in text
        assert text.count("öppnade akten") == 1
        text = await press(pilot, "escape", "v")
        assert text.count("läste loggen") == 1


async def test_each_neighbour_looked_at_is_a_reading(desk: DirectDesk, samira: Planner) -> None:
    kim = Planner(desk, "R2", name="Kim Ek")
    async with page(desk, samira.id, among=[samira.id, kim.id]) as pilot:
        await press(pilot, "f7")
    for person in (samira, kim):
        actions = [line.action for line in desk.read(readers_of, person.id)]
        assert actions.count(Access.OPENED) == 1
