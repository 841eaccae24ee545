"""Every section with hostile text, at both sizes, in every colour, in both languages."""

from collections.abc import AsyncIterator, Iterator
from datetime import date
from itertools import count
from pathlib import Path

import pytest
from contrast import weak_texts
from desks import TODAY, DirectDesk, open_desk
from front_end import shown
from hostile_text import FORBIDDEN_ON_SCREEN, HOSTILE
from pages import EIGHTY, SIXTY, page, press
from people import People
from rich.cells import cell_len
from textual.pilot import Pilot

from dirigo_tui.domain.records import Activity, Goal, MappingEntry, Note, PlanVersion, Rating
from dirigo_tui.domain.vocabulary import MappingArea, TargetGroup
from dirigo_tui.i18n.catalogue import set_language
from dirigo_tui.services import history
from dirigo_tui.services.notes import WriteNote, write_note
from dirigo_tui.services.participants import write_own_goal
from dirigo_tui.tui import themes
from dirigo_tui.tui.app import DirigoApp
from dirigo_tui.tui.panes.sections import SECTIONS

_numbers = count(1)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DirectDesk]:
    opened = open_desk(tmp_path)
    yield opened
    opened.close()
    set_language("sv")


def somebody(people: People, text: str) -> str:
    """Somebody with the text wherever there is one; stored as it stands, as from another desk."""
    id = people.person(
        f"R{next(_numbers)}",
        name=text,
        site=text,
        municipality=text,
        caseworker=text,
        own_goal=text,
        target_group=TargetGroup.SICK_LEAVE,
        sick_since=date(2026, 3, 3),
        birth_date=date(1985, 4, 2),
        start=date(2026, 5, 1),
    )
    goal = Goal(**people.stamp(id), position=1, own_words=text, note=text)
    rated = {"occasion_id": "o", "template": "was", "template_version": 1, "item": "was"}
    people.add(
        goal,
        Activity(
            **people.stamp(id),
            goal_id=goal.id,
            position=1,
            title=text,
            time_text=text,
            taking_part=text,
            responsible=text,
            status_reason=text,
        ),
        PlanVersion(**people.stamp(id), number=1, opened_on=TODAY, participant_reason=text),
        MappingEntry(
            **people.stamp(id),
            area=MappingArea.HEALTH,
            own_words=text,
            strengths=text,
            obstacles=text,
            note=text,
            updated_on=TODAY,
        ),
        Note(**people.stamp(id), on=TODAY, text=text),
        Rating(**people.stamp(id), **rated, on=date(2026, 5, 3), value=3),
        Rating(**people.stamp(id), **rated, on=date(2026, 11, 3), value=5),
    )
    return id


async def every_section(pilot: Pilot[None]) -> AsyncIterator[str]:
    """What each section shows, with the focus on its first place and on the next."""
    for section in SECTIONS:
        yield await press(pilot, section.key)
        yield await press(pilot, "tab")


@pytest.mark.parametrize("size", [EIGHTY, SIXTY])
async def test_hostile_text_is_shown_and_does_nothing(
    desk: DirectDesk, size: tuple[int, int]
) -> None:
    people = People(desk)
    ids = [somebody(people, text) for text in (" ".join(HOSTILE), "[/]", "x" * 300)]
    async with page(desk, ids[0], ids, size=size) as pilot:
        for _person in ids:
            async for seen in every_section(pilot):
                assert not FORBIDDEN_ON_SCREEN & set(seen.replace("\n", ""))
                assert all(cell_len(line) <= size[0] for line in seen.splitlines())
            await press(pilot, "f7")


async def test_the_words_keep_their_meaning(desk: DirectDesk) -> None:
    id = somebody(People(desk), "[red]x [trött] =1+1")
    async with page(desk, id) as pilot:
        assert "[red]x [trött] =1+1 · sjukskriven" in shown(pilot.app)
        async for seen in every_section(pilot):
            assert "[red]x [trött] =1+1" in seen


@pytest.mark.parametrize("theme", themes.NAMES)
async def test_every_section_stands_out(desk: DirectDesk, theme: str) -> None:
    people = People(desk)
    samira, empty = somebody(people, "Samira Nordin"), people.person("Jonas", name="Jonas Ek")
    desk.write(write_note, WriteNote(participant_id=samira, text="Hej"))
    desk.write(write_own_goal, samira, "Orka")
    desk.write(history.undo, samira)
    async with page(desk, samira, [samira, empty], theme=theme) as pilot:
        assert isinstance(pilot.app, DirigoApp)
        for _person in (samira, empty):
            async for _seen in every_section(pilot):
                assert not list(weak_texts(pilot.app))
            await press(pilot, "f7")


@pytest.mark.parametrize("size", [EIGHTY, SIXTY])
async def test_the_other_language_fits_too(desk: DirectDesk, size: tuple[int, int]) -> None:
    set_language("en")
    samira = somebody(People(desk), "Samira Nordin")
    async with page(desk, samira, size=size) as pilot:
        async for seen in every_section(pilot):
            assert "Samira Nordin" in seen.splitlines()[0]
            assert all(cell_len(line) <= size[0] for line in seen.splitlines())
