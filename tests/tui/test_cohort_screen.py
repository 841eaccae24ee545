"""The supervisor's screen: goals down to sites, over time, on a day; nothing small anywhere."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from contrast import weak_texts
from desks import DirectDesk, open_desk
from front_end import app_with, lines
from hostile_text import FORBIDDEN_ON_SCREEN
from known_people import known_people, store
from pages import EIGHTY, SIXTY, RealDesk, press, settle
from textual.pilot import Pilot

from dirigo_tui.domain.errors import Refused
from dirigo_tui.i18n.catalogue import set_language
from dirigo_tui.services.cohort import cohort
from dirigo_tui.services.cohort_files import ExportCohort, export_cohort
from dirigo_tui.services.handover import Receive, receive
from dirigo_tui.services.organisation_key import own_key
from dirigo_tui.services.progress import Progress, Stage
from dirigo_tui.services.summary import Counted, Summary
from dirigo_tui.settings.preferences import Preferences
from dirigo_tui.tui import themes
from dirigo_tui.tui.screens.caseload import CaseloadScreen
from dirigo_tui.tui.screens.cohort import CohortScreen
from dirigo_tui.tui.widgets.block_list import BlockList

TODAY = date(2014, 6, 20)


def at_two_sites(people: list[dict[str, Any]], one: str) -> list[dict[str, Any]]:
    """With more sites the hiding would take the tests seconds."""
    return [
        person | {"site": ("Södertälje", one)[number % 2]} for number, person in enumerate(people)
    ]


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> DirectDesk:
    desk = open_desk(tmp_path_factory.mktemp("many"), TODAY)
    desk.write(lambda unit: store(unit, at_two_sites(known_people(3, 400, TODAY), "Haninge")))
    return desk


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> DirectDesk:
    """So few that most of what is counted is small, and a site whose name is no name."""
    desk = open_desk(tmp_path_factory.mktemp("few"), TODAY)
    people = at_two_sites(known_people(11, 30, TODAY), "[/]\x1b[31m\u202e")
    desk.write(lambda unit: store(unit, people))
    return desk


@asynccontextmanager
async def cohort_screen(
    desk: Any, size: tuple[int, int] = EIGHTY, theme: str = "dark"
) -> AsyncIterator[Pilot[None]]:
    app = app_with(CaseloadScreen, opener=RealDesk(desk), preferences=Preferences(theme=theme))
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await press(pilot, "f6")
        assert isinstance(app.screen, CohortScreen)
        yield pilot


def listed(pilot: Pilot[None]) -> str:
    """Every line of the list, also those one would have to scroll to."""
    blocks = pilot.app.screen.query_one(BlockList)
    return "\n".join(line.plain for line, _block in blocks._lines)


@pytest.mark.parametrize("size", [EIGHTY, SIXTY])
async def test_goals_then_groups_then_sites_and_back(
    many: DirectDesk, size: tuple[int, int]
) -> None:
    async with cohort_screen(many, size) as pilot:
        text = "\n".join(lines(pilot.app))
        assert "till och med 20 juni" in lines(pilot.app)[0]
        assert "Gemensam egen handlingsplan" in text
        assert "mål minst 90 %" in text.replace("\u00a0", " ")
        assert ".. = för få personer för att visas." in text
        text = await press(pilot, "enter")
        assert "Sjukskrivna" in text
        text = await press(pilot, "enter")
        assert "Gemensam egen handlingsplan › sjukskrivna" in text
        assert "Alla orter" in text
        assert "Haninge" in listed(pilot)
        await press(pilot, "enter")  # there is nothing below
        text = await press(pilot, "escape")
        assert "▌ Sjukskrivna" in text
        text = await press(pilot, "escape")
        assert "▌ Gemensam egen handlingsplan" in text
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, CaseloadScreen)


async def test_the_narrow_screen_says_the_same(many: DirectDesk) -> None:
    def numbers(text: str) -> list[str]:
        return sorted(set(re.findall(r"[\d.\u00a0]+ av [\d.\u00a0]+", text)))

    async with cohort_screen(many, SIXTY) as pilot:
        narrow = numbers(listed(pilot))
    async with cohort_screen(many, EIGHTY) as pilot:
        assert numbers(listed(pilot)) == narrow


async def test_how_it_is_counted(many: DirectDesk) -> None:
    async with cohort_screen(many) as pilot:
        text = await press(pilot, "down", "question_mark")
        assert "Möjligheterna att arbeta har ökat · alla målgrupper · alla orter" in text
        assert "Täljare: de som svarade större eller mycket större." in text
        assert "Bortfall: de som har slutat utan att svara." in text
        assert "Källa: Dirigo 2" in text
        text = await press(pilot, "escape", "t", "question_mark")
        assert "efter det kvartal då de började räknas" in text
    set_language("en")
    async with cohort_screen(many) as pilot:
        text = await press(pilot, "down", "question_mark")
        assert "Numerator" in text


@pytest.mark.parametrize("size", [EIGHTY, pytest.param(SIXTY, marks=pytest.mark.slow)])
async def test_nothing_small_is_drawn_anywhere(few: DirectDesk, size: tuple[int, int]) -> None:
    """Every number of people on every level is 0, or as many as may be shown."""
    async with cohort_screen(few, size) as pilot:
        seen = [listed(pilot), await press(pilot, "question_mark")]
        await press(pilot, "escape")
        for down in (0, 2, 1):
            await press(pilot, *["down"] * down, "enter")
            seen.append(listed(pilot))
            await press(pilot, "enter")
            seen.append(listed(pilot))
            await press(pilot, "escape", "escape")
        await press(pilot, "t")
        seen.append(listed(pilot))
    text = "\n".join(seen)
    assert ".. av" in text
    assert not FORBIDDEN_ON_SCREEN & set(text.replace("\n", ""))
    counts = [
        *re.findall(r"(\d+) av", text),
        *re.findall(r"av (\d+)", text),
        *re.findall(r"bortfall (\d+)", text),
        *re.findall(r"(?:kvinnor|män|okänt|alla) (\d+)\b", text),
        *re.findall(r"kv \d +(\d+)", text),
    ]
    assert len(counts) > 20
    assert [count for count in counts if 0 < int(count) < 5] == []


async def test_another_day(many: DirectDesk) -> None:
    async with cohort_screen(many) as pilot:
        await press(pilot, "enter", "d")
        text = await press(pilot, *"2015-01-01", "ctrl+s")
        assert "har inte varit än" in text
        await pilot.press("ctrl+u")
        await press(pilot, *"2013-06-30", "ctrl+s")
        assert "till och med 30 juni 2013" in lines(pilot.app)[0]
        then = many.read(cohort, date(2013, 6, 30))
        everybody = next(place for place in then.counts if set(place) == {"all"})
        assert f"av {then.counts[everybody]['started']}" in listed(pilot)


async def test_all_desks_only_where_there_are_any(many: DirectDesk) -> None:
    async with cohort_screen(many) as pilot:
        before = lines(pilot.app)
        await press(pilot, "a")
        assert lines(pilot.app) == before


async def test_all_desks_where_another_has_handed_over(tmp_path: Path) -> None:
    desk, other = (open_desk(tmp_path, TODAY) for _ in range(2))
    other.write(lambda unit: store(unit, known_people(5, 40, TODAY)))
    identity, recipient = other.containers.new_identity()
    file = tmp_path / "cohort.age"
    export_cohort(other, ExportCohort(path=file, recipients=[recipient]))
    key = other.read(own_key)
    assert key is not None
    desk.write(lambda unit: unit.set_setting("organisation_key", key.hex()))
    receive(desk, Receive(path=file, identities=[identity]))
    async with cohort_screen(desk) as pilot:
        assert "0 av 0" in listed(pilot)
        text = await press(pilot, "a")
        assert "Alla arbetsplatser: den här, och filer från" in text
        assert "0 av 0" not in listed(pilot).split("Möjligheterna")[0]
        assert "Alla arbetsplatser" not in await press(pilot, "a")


async def test_a_search_that_takes_long_is_shown_and_can_be_given_up(
    many: DirectDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Callable[[], None]] = []

    def slow(counted: Counted, progress: Progress) -> Summary:
        progress(Stage.PROTECT, 30, 120)
        told[0]()
        progress(Stage.PROTECT, 60, 120)
        raise AssertionError("nobody waits for it any more")

    async with cohort_screen(many) as pilot:
        screen = pilot.app.screen
        await press(pilot, "enter")
        before = lines(screen.app)
        told.append(lambda: screen._following.stop())  # type: ignore[attr-defined] # noqa: PLW0108
        monkeypatch.setattr(Counted, "protected", slow)
        await press(pilot, "enter")
        assert lines(screen.app) == before


async def test_what_cannot_be_counted_is_told(
    many: DirectDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with cohort_screen(many) as pilot:
        await press(pilot, "enter")

        def refuse(counted: Counted, progress: Progress) -> Summary:
            raise Refused("organisation_key_missing")

        monkeypatch.setattr(Counted, "protected", refuse)
        assert "organisation" in (await press(pilot, "enter")).lower()


@pytest.mark.parametrize("theme", themes.NAMES)
async def test_text_stands_out(few: DirectDesk, theme: str) -> None:
    async with cohort_screen(few, theme=theme) as pilot:
        for keys in ([], ["down"], ["enter"], ["escape", "t"]):
            await press(pilot, *keys)
            assert not list(weak_texts(pilot.app))
