"""Reading in a list: finding the file, what would happen, what is wrong where, all or nothing."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from front_end import app_with, lines, paste, shown
from hostile_text import FORBIDDEN_ON_SCREEN, HOSTILE
from openers import CheapOpener
from pages import EIGHTY, SIXTY, RealDesk, press, settle
from textual.pilot import Pilot

from dirigo_tui.domain.records import Participant
from dirigo_tui.services.list_import.run import import_list
from dirigo_tui.services.ports import Desk, SetUp
from dirigo_tui.tui.screens.caseload import CaseloadScreen
from dirigo_tui.tui.screens.import_list import ImportScreen
from dirigo_tui.tui.widgets.file_choice import contents, named_folder

HEADER = "Referens;Namn;Födelsedatum;Verksamhetsort\n"
GOOD = HEADER + "H-1;Åsa Öberg;1985-03-05;Haninge\nH-2;[/];5 mars 1990;=1+1\n"
BAD = HEADER + "H-1;Åsa;2031-02-30;Haninge\n;Ingen;;\n"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk, _code = CheapOpener(tmp_path / "home").create(SetUp("fyra ord", False, "", "", ""))
    yield desk
    desk.close()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the files are, and where choosing one begins."""
    folder = tmp_path / "listor å %"
    folder.mkdir()
    monkeypatch.setattr(Path, "home", lambda: folder)
    return folder


@asynccontextmanager
async def importing(desk: Any, size: tuple[int, int] = EIGHTY) -> AsyncIterator[Pilot[None]]:
    app = app_with(CaseloadScreen, opener=RealDesk(desk))
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await press(pilot, "f9")
        assert isinstance(app.screen, ImportScreen)
        yield pilot


def people(desk: Desk) -> list[str]:
    return sorted(p.reference for p in desk.read(lambda reader: reader.find(Participant)))


@pytest.mark.parametrize("size", [EIGHTY, SIXTY])
async def test_a_good_file_is_shown_first_and_then_read_in(
    desk: Desk, folder: Path, size: tuple[int, int]
) -> None:
    (folder / "deltagare.csv").write_text(GOOD, encoding="utf-8")
    async with importing(desk, size) as pilot:
        assert "deltagare.csv" in shown(pilot.app)
        text = await press(pilot, "enter")
        assert "Läs in en lista · deltagare.csv" in lines(pilot.app)[0]
        (line,) = [line for line in text.splitlines() if line.startswith(" Deltagare ")]
        assert line.split() == ["Deltagare", "2", "2", "0", "0", "0"]
        assert "Filen är hel. Inget är inläst än." in text
        assert people(desk) == []
        text = await press(pilot, "ctrl+s")
        assert people(desk) == ["H-1", "H-2"]
        assert "Inläst: 2 nya rader, 0 ändrade." in text
        assert "Åsa Öberg" in text
        assert "[/]" in text


async def test_the_same_file_again_has_nothing_to_read_in(desk: Desk, folder: Path) -> None:
    (folder / "deltagare.csv").write_text(GOOD, encoding="utf-8")
    async with importing(desk) as pilot:
        await press(pilot, "enter", "enter")
        text = await press(pilot, "f9", "enter")
        assert "Allt i filen finns redan." in text
        assert "Ctrl+S" not in lines(pilot.app)[-1]


@pytest.mark.parametrize("size", [EIGHTY, SIXTY])
async def test_every_mistake_has_its_place_and_nothing_is_read_in(
    desk: Desk, folder: Path, size: tuple[int, int]
) -> None:
    file = folder / "fel.csv"
    file.write_text(BAD, encoding="utf-8")
    async with importing(desk, size) as pilot:
        text = await press(pilot, "enter")
        assert "2 fel. Inget läses in förrän de är rättade i filen." in text
        assert "rad 2, Födelsedatum: ”2031-02-30”" in text
        assert "rad 3, Referens" in text
        assert "Läs in\n" not in text
        await press(pilot, "ctrl+s")
        assert people(desk) == []
        file.write_text(GOOD, encoding="utf-8")
        assert "Filen är hel." in await press(pilot, "r")


async def test_possible_duplicates_are_told_and_do_not_stop_anything(
    desk: Desk, folder: Path
) -> None:
    twins = HEADER + "H-1;Åsa Öberg;1985-03-05;\nH-2;Åsa Öberg;1985-03-05;\n"
    (folder / "tvillingar.csv").write_text(twins, encoding="utf-8")
    async with importing(desk) as pilot:
        text = await press(pilot, "enter")
        assert "kan vara samma person" in text
        assert "samma namn och födelsedatum" in text
        await press(pilot, "ctrl+s")
    assert people(desk) == ["H-1", "H-2"]


async def test_a_file_that_is_no_list_is_refused_in_a_sentence(desk: Desk, folder: Path) -> None:
    (folder / "bild.xlsx").write_bytes(b"PK\x03\x04 nonsense")
    async with importing(desk) as pilot:
        text = await press(pilot, "enter")
        assert "Filen är skadad." in text
        assert "bild.xlsx" in text, "another one can be chosen"


async def test_letters_and_paths_find_the_file(desk: Desk, folder: Path) -> None:
    below = folder / "här under"
    below.mkdir()
    (below / "Åtta.csv").write_text(GOOD, encoding="utf-8")
    (below / "nio.csv").write_text(GOOD, encoding="utf-8")
    (folder / "brev.docx").write_bytes(b"x")
    async with importing(desk) as pilot:
        assert "brev.docx" not in shown(pilot.app)
        text = await press(pilot, "enter")
        assert "nio.csv" in text
        await paste(pilot, "åt")
        text = await settle(pilot)
        assert "Åtta.csv" in text
        assert "nio.csv" not in text
        await pilot.press("ctrl+u")
        await paste(pilot, str(below / "nio.csv"))
        assert "nio.csv" in (await press(pilot, "enter")).splitlines()[0]
        text = await press(pilot, "escape")
        assert "Välj organisationens arbetsbok" in text
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, CaseloadScreen)


async def test_hostile_names_and_values_stay_text(desk: Desk, folder: Path) -> None:
    for number, text in enumerate(HOSTILE):
        name = text.replace("/", "").replace("\x00", "")[:40]
        rows = "Referens;Födelsedatum\n" + f'H-1;"{text}"\n'
        (folder / f"{number}{name}.csv").write_text(rows, encoding="utf-8")
    async with importing(desk) as pilot:
        for _file in range(3):
            assert not FORBIDDEN_ON_SCREEN & set(shown(pilot.app).replace("\n", ""))
            seen = await press(pilot, "enter")
            assert not FORBIDDEN_ON_SCREEN & set(seen.replace("\n", ""))
            await press(pilot, "escape", "down")


async def test_reading_in_can_be_stopped(desk: Desk, folder: Path) -> None:
    (folder / "deltagare.csv").write_text(GOOD, encoding="utf-8")

    class Stopped:
        """Somebody presses Esc when the writing is about to begin."""

        def __getattr__(self, name: str) -> Any:
            return getattr(desk, name)

        async def awrite(self, use_case: Any, *args: Any) -> Any:
            if use_case is import_list and not args[0].dry_run:
                await pilot.app.screen.run_action("back")
            return await desk.awrite(use_case, *args)

    async with importing(Stopped()) as pilot:
        await press(pilot, "enter")
        text = await press(pilot, "ctrl+s")
        assert "Avbrutet. Ingenting har ändrats." in text
        assert "Filen är hel." in text, "it can be begun again"
    assert people(desk) == []


def test_what_a_text_points_at() -> None:
    here = Path("/tmp/här")
    assert named_folder(here, "") == (here, "")
    assert named_folder(here, "lista") == (here, "lista")
    assert named_folder(here, "under/lis") == (here / "under", "lis")
    assert named_folder(here, "/etc/pass") == (Path("/etc"), "pass")
    assert named_folder(here, "~/lis") == (Path.home(), "lis")


def test_files_the_latest_first_then_folders(tmp_path: Path) -> None:
    for age, name in enumerate(("ny.csv", "gammal.CSV")):
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (1000 - age, 1000 - age))
    for name in ("mapp", "Amapp"):
        (tmp_path / name).mkdir()
    (tmp_path / ".gömd.csv").touch()
    names = [path.name for path in contents(tmp_path, "", (".csv",))]
    assert names == ["ny.csv", "gammal.CSV", "Amapp", "mapp"]
    assert [path.name for path in contents(tmp_path, "AMA", (".csv",))] == ["Amapp"]
    assert contents(tmp_path / "saknas", "", (".csv",)) == []
