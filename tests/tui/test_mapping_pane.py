"""The mapping: the participant's own words, the caseworker's note beside them, nothing lost."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from desks import TODAY, DirectDesk, open_desk
from front_end import lines, shown
from pages import EIGHTY, SIXTY, page, press
from people import days
from planners import Planner

from dirigo_tui.domain.vocabulary import MappingArea
from dirigo_tui.forms.draft_keys import DraftKey
from dirigo_tui.i18n.formats import sentence_case
from dirigo_tui.i18n.words import word
from dirigo_tui.services import drafts
from dirigo_tui.services.mapping import AreaView, WriteArea, mapping_of, write_area


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DirectDesk]:
    opened = open_desk(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def samira(desk: DirectDesk) -> Planner:
    return Planner(desk, name="Samira Nordin")


def write(desk: DirectDesk, person: Planner, area: MappingArea, **texts: str) -> None:
    desk.write(write_area, WriteArea(participant_id=person.id, area=area, **texts))


def area_of(desk: DirectDesk, person: Planner, area: MappingArea) -> AreaView:
    return next(view for view in desk.read(mapping_of, person.id) if view.area is area)


@pytest.mark.parametrize("size", [EIGHTY, SIXTY])
async def test_ten_areas_each_of_which_may_be_empty(
    desk: DirectDesk, samira: Planner, size: tuple[int, int]
) -> None:
    write(desk, samira, MappingArea.HOUSING, own_words="Egen lägenhet.")
    async with page(desk, samira.id, size=size) as pilot:
        text = await press(pilot, "2")
        for area in MappingArea:
            sign = "●" if area is MappingArea.HOUSING else "○"
            assert f"{sign} {sentence_case(word(area))}" in text
        assert "Samira Nordin har inte" in text
        assert "Enter" in text


async def test_the_layers_stand_apart_and_the_note_is_marked_as_the_caseworkers(
    desk: DirectDesk, samira: Planner
) -> None:
    write(
        desk,
        samira,
        MappingArea.HEALTH,
        own_words="Ont i ryggen.",
        strengths="Jag går varje dag.",
        obstacles="Sover dåligt.",
        note="Intyg till mars.",
    )
    async with page(desk, samira.id) as pilot:
        await press(pilot, "2")
        said = [line[33:].strip() for line in lines(pilot.app)]
        order = [
            "Så här är det för mig", "Ont i ryggen.", "Det här har jag", "Jag går varje dag.",
            "Det här är svårt", "Sover dåligt.", "── Handläggarens anteckning ──",
            "Intyg till mars.",
        ]  # fmt: skip
        places = [said.index(text) for text in order]
        assert places == sorted(places)
        assert "genomgånget 21 nov" in said


async def test_writing_keeps_a_draft_and_saves_on_ctrl_s(desk: DirectDesk, samira: Planner) -> None:
    key = DraftKey("mapping", "mapping.everyday_life", "everyday_life", samira.id)
    async with page(desk, samira.id) as pilot:
        await press(pilot, "2", "down", "enter", *"Stökigt", "escape")
        assert "Utkast" in lines(pilot.app)[-1]
        draft = desk.read(drafts.load, str(key))
        assert draft is not None
        assert "Stökigt" in draft.content
        assert area_of(desk, samira, MappingArea.EVERYDAY_LIFE).is_empty
        assert "Stökigt" in await press(pilot, "e")
        text = await press(pilot, "ctrl+s")
        assert "● Vardag" in text
        assert "Stökigt" in text
        assert "Sparat" in lines(pilot.app)[-1]
    assert desk.read(drafts.load, str(key)) is None
    assert area_of(desk, samira, MappingArea.EVERYDAY_LIFE).own_words == "Stökigt"


async def test_the_note_alone_does_not_say_that_the_participant_went_through_the_area(
    desk: DirectDesk, samira: Planner
) -> None:
    desk.database._today = lambda: days(-400)
    write(desk, samira, MappingArea.HEALTH, own_words="Ont.")
    desk.database._today = lambda: TODAY
    async with page(desk, samira.id) as pilot:
        assert "! genomgånget 17 okt 2025, för mer än tolv månader sedan" in " ".join(
            line[33:].strip() for line in (await press(pilot, "2")).splitlines()
        )
        await press(pilot, "enter", "tab", "tab", "tab", *"Obs", "ctrl+s")
        area = area_of(desk, samira, MappingArea.HEALTH)
        assert (area.note, area.own_words, area.updated_on) == ("Obs", "Ont.", days(-400))
        text = await press(pilot, "enter", "ctrl+s")
        assert "genomgånget 21 nov" in text
        assert area_of(desk, samira, MappingArea.HEALTH).updated_on == TODAY


async def test_what_was_changed_by_other_means_is_not_overwritten(
    desk: DirectDesk, samira: Planner
) -> None:
    async with page(desk, samira.id) as pilot:
        await press(pilot, "2", "enter", *"Mitt")
        write(desk, samira, MappingArea.HEALTH, own_words="Deras")
        text = await press(pilot, "ctrl+s")
        assert "Inte sparat: " in text
        assert "Mitt" in text
    assert area_of(desk, samira, MappingArea.HEALTH).own_words == "Deras"


async def test_the_marked_area_stays_when_another_person_is_shown(
    desk: DirectDesk, samira: Planner
) -> None:
    jonas = Planner(desk, "R2", name="Jonas Ek")
    write(desk, samira, MappingArea.ECONOMY, own_words="Samiras ekonomi")
    write(desk, jonas, MappingArea.ECONOMY, own_words="Jonas ekonomi")
    async with page(desk, samira.id, [samira.id, jonas.id]) as pilot:
        assert "Samiras ekonomi" in await press(pilot, "2", "down", "down")
        text = await press(pilot, "f7")
        assert "Jonas ekonomi" in text
        assert "Samira" not in text


async def test_a_long_text_is_scrolled_beside_the_list(desk: DirectDesk, samira: Planner) -> None:
    text = "\n".join(f"rad {n}" for n in range(60))
    write(desk, samira, MappingArea.HEALTH, own_words=text)
    async with page(desk, samira.id) as pilot:
        await press(pilot, "2")
        assert "rad 59" not in shown(pilot.app)
        assert "rad 59" in await press(pilot, "tab", "end")
        assert "● Hälsa" in shown(pilot.app)
