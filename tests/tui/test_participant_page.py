"""A participant's page: who it is, sections that take turns, neighbours, undo, the way back."""

import asyncio
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from desks import DirectDesk, open_desk
from front_end import lines, shown
from pages import EIGHTY, SIXTY, page, press, settle
from planners import Planner
from textual.events import Key

from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.records import Participant
from dirigo_tui.domain.vocabulary import Agreement, Protection, Rater, TargetGroup
from dirigo_tui.services.participants import get_participant, write_own_goal
from dirigo_tui.tui.panes.overview import Glance, OverviewPane
from dirigo_tui.tui.panes.sections import SECTIONS
from dirigo_tui.tui.screens.participant import ParticipantScreen
from dirigo_tui.tui.widgets.form_dialog import FormDialog
from dirigo_tui.tui.widgets.section_bar import SectionBar


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DirectDesk]:
    opened = open_desk(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def samira(desk: DirectDesk) -> Planner:
    return Planner(
        desk,
        name="Samira Nordin",
        target_group=TargetGroup.SICK_LEAVE,
        sick_since=date(2026, 3, 3),
        birth_date=date(1985, 4, 2),
    )


@pytest.fixture
def jonas(desk: DirectDesk) -> Planner:
    return Planner(desk, "R2", name="Jonas Ek", target_group=TargetGroup.INCOME_SUPPORT)


def record(desk: DirectDesk, person: Planner) -> Participant:
    return desk.read(get_participant, person.id)


# --- who it is ----------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [EIGHTY, SIXTY])
async def test_the_header_says_whose_page_it_is(
    desk: DirectDesk, samira: Planner, jonas: Planner, size: tuple[int, int]
) -> None:
    async with page(desk, samira.id, [jonas.id, samira.id], size=size) as pilot:
        header = lines(pilot.app)[0]
        assert "Samira Nordin · sjukskriven s" in header
        assert header.endswith("2 av 2  ingen plan")
        assert all(len(line) <= size[0] for line in lines(pilot.app))


@pytest.mark.parametrize(
    ("answers", "mark"),
    [
        ((), "v1 ··"),
        (((Rater.PARTICIPANT, Agreement.YES),), "v1 ✓·"),
        (((Rater.PARTICIPANT, Agreement.YES), (Rater.CASEWORKER, Agreement.YES)), "v1 ✓✓"),
        (((Rater.CASEWORKER, Agreement.NO),), "v1 ·✗"),
        (((Rater.PARTICIPANT, Agreement.COULD_NOT_ANSWER),), "v1 –·"),
    ],
)
async def test_the_header_says_who_has_agreed_to_which_version(
    desk: DirectDesk,
    samira: Planner,
    answers: tuple[tuple[Rater, Agreement], ...],
    mark: str,
) -> None:
    samira.goal()
    for who, answer in answers:
        samira.answer(who, answer, "inte klart")
    async with page(desk, samira.id) as pilot:
        assert lines(pilot.app)[0].endswith(mark)


async def test_protected_identity_has_an_alias_and_no_name_anywhere(desk: DirectDesk) -> None:
    hidden = Planner(
        desk,
        "R7",
        name="Maja Öberg",
        birth_date=date(1990, 1, 2),
        site="Haninge",
        municipality="Nynäshamn",
        protection=Protection.SECRECY_MARKING,
    )
    async with page(desk, hidden.id) as pilot:
        assert lines(pilot.app)[0].startswith(" ÖVNING · R7 · skyddade personuppgifter")
        seen = shown(pilot.app)
        for section in SECTIONS:
            seen += await press(pilot, section.key)
        seen += await press(pilot, "n")
        for secret in ("Maja", "Öberg", "1990", "Haninge", "Nynäshamn"):
            assert secret not in seen


async def test_the_protected_name_is_shown_only_to_who_asks_for_it(desk: DirectDesk) -> None:
    hidden = Planner(desk, "R7", name="Maja Öberg", protection=Protection.SECRECY_MARKING)
    async with page(desk, hidden.id) as pilot:
        asked = await press(pilot, "f2")
        assert "Visa de skyddade uppgifterna om R7 på skärmen?" in asked
        assert "Maja" not in asked
        assert "Maja" not in await press(pilot, "enter")
        assert "Maja Öberg" in await press(pilot, "f2", "right", "enter")


# --- sections -----------------------------------------------------------------------------------


async def test_a_digit_or_a_click_shows_a_section(desk: DirectDesk, samira: Planner) -> None:
    async with page(desk, samira.id) as pilot:
        bar = pilot.app.screen.query_one(SectionBar)
        assert bar.current == "overview"
        for section in SECTIONS:
            await press(pilot, section.key)
            assert bar.current == section.name
            assert pilot.app.focused is not None
        column = lines(pilot.app)[1].index("Kartläggning")
        await pilot.click(SectionBar, offset=(column, 0))
        await settle(pilot)
        assert bar.current == "mapping"


async def test_a_letter_typed_right_after_a_digit_is_for_that_section(
    desk: DirectDesk, samira: Planner
) -> None:
    async with page(desk, samira.id) as pilot:
        for key in ("3", "m", *"jobba"):  # all before the first is looked at
            pilot.app.post_message(Key(key, key))
        text = await settle(pilot)
        assert "jobba" in text
        assert isinstance(pilot.app.screen, FormDialog)
        assert pilot.app.screen._draft_key.startswith("plan/")


async def test_the_palette_knows_every_section(desk: DirectDesk, samira: Planner) -> None:
    async with page(desk, samira.id) as pilot:
        await press(pilot, "ctrl+p", *"kartläggningen")
        await press(pilot, "enter")
        assert pilot.app.screen.query_one(SectionBar).current == "mapping"


async def test_sections_are_kept_and_read_again_only_after_a_change(
    desk: DirectDesk, samira: Planner
) -> None:
    async with page(desk, samira.id) as pilot:
        await press(pilot, "2")
        kept = pilot.app.screen.query("Pane").nodes[:]
        reads = 0
        real = desk.aread

        async def counted(*args: Any, **kwargs: Any) -> Any:
            nonlocal reads
            reads += 1
            return await real(*args, **kwargs)

        desk.aread = counted  # type: ignore[method-assign]
        await press(pilot, "1", "2", "1")
        assert reads == 0
        assert pilot.app.screen.query("Pane").nodes[:] == kept
        pilot.app.screen.reload()  # type: ignore[attr-defined]
        await settle(pilot)
        assert reads


async def test_a_digit_typed_in_a_form_stays_there(desk: DirectDesk, samira: Planner) -> None:
    async with page(desk, samira.id) as pilot:
        await press(pilot, "n", *"2 mot 6")
        assert "2 mot 6" in shown(pilot.app)
        await press(pilot, "escape")
        assert pilot.app.screen.query_one(SectionBar).current == "overview"


# --- neighbours ---------------------------------------------------------------------------------


async def test_neighbours_of_the_list_without_going_back(
    desk: DirectDesk, samira: Planner, jonas: Planner
) -> None:
    results: list[str | None] = []
    among = [samira.id, jonas.id]
    async with page(desk, samira.id, among, results=results) as pilot:
        assert "F7 nästa" in shown(pilot.app)
        text = await press(pilot, "2", "f7")
        assert "Jonas Ek" in text
        assert "2 av 2" in text
        assert "Samira" not in text
        assert pilot.app.screen.query_one(SectionBar).current == "mapping"
        assert "F7 nästa" not in text
        assert "Jonas Ek" in await press(pilot, "f7")
        assert "Samira Nordin" in await press(pilot, "f6")
        await press(pilot, "f7", "escape")
        assert results == [jonas.id]


async def test_who_is_not_on_the_list_has_no_neighbours(
    desk: DirectDesk, samira: Planner, jonas: Planner
) -> None:
    async with page(desk, samira.id, [jonas.id]) as pilot:
        assert " av 1" not in lines(pilot.app)[0]
        assert "Samira" in await press(pilot, "f7", "f6")


async def test_what_is_read_too_late_is_never_drawn_under_another_name(
    desk: DirectDesk, samira: Planner, jonas: Planner
) -> None:
    jonas_goal = "Jonas eget mål"
    desk.write(write_own_goal, jonas.id, jonas_goal)
    desk.write(write_own_goal, samira.id, "Samiras eget mål")
    async with page(desk, samira.id, [samira.id, jonas.id]) as pilot:
        real, gate = desk.aread, asyncio.Event()

        async def slow(*args: Any, **kwargs: Any) -> Any:
            result = await real(*args, **kwargs)
            await gate.wait()
            return result

        desk.aread = slow  # type: ignore[method-assign]
        await pilot.press("f7")
        await pilot.pause()
        half_way = shown(pilot.app)
        assert "Samira Nordin" in half_way
        assert jonas_goal not in half_way
        await pilot.press("ctrl+z")  # takes back what was done to the one on the screen
        await pilot.press("f6")
        gate.set()
        text = await settle(pilot)
        assert "Samira Nordin" in text
        assert "Jonas" not in text
        assert record(desk, samira).own_goal == ""
        assert record(desk, jonas).own_goal == jonas_goal


async def test_only_the_last_one_asked_for_is_drawn(
    desk: DirectDesk, samira: Planner, jonas: Planner, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[tuple[str, str]] = []
    real_draw = OverviewPane.draw

    def draw(pane: OverviewPane, view: Glance) -> None:
        drawn.append((pane.person.name, view.overview.person.name))
        real_draw(pane, view)

    monkeypatch.setattr(OverviewPane, "draw", draw)
    async with page(desk, samira.id, [samira.id, jonas.id]) as pilot:
        real_read, reads = desk.aread, 0

        async def turning_back(*args: Any, **kwargs: Any) -> Any:
            nonlocal reads
            reads += 1
            if reads == 2:  # between header and section
                await pilot.press("f6")
            return await real_read(*args, **kwargs)

        desk.aread = turning_back  # type: ignore[method-assign]
        await press(pilot, "f7")
    assert drawn == [("Samira Nordin", "Samira Nordin")] * 2


@pytest.mark.parametrize("key", ["escape", "f12"])
async def test_two_keys_go_back(desk: DirectDesk, samira: Planner, key: str) -> None:
    async with page(desk, samira.id) as pilot:
        assert isinstance(pilot.app.screen, ParticipantScreen)
        await press(pilot, key)
        assert not isinstance(pilot.app.screen, ParticipantScreen)


# --- undo and redo ------------------------------------------------------------------------------


async def test_undo_says_what_was_taken_back_and_redo_what_is_there_again(
    desk: DirectDesk, samira: Planner, jonas: Planner
) -> None:
    async with page(desk, samira.id) as pilot:
        await press(pilot, "m", *"Orka", "ctrl+s")
        jonas.goal("Jonas mål")  # somebody else's: no concern of this page
        text = await press(pilot, "ctrl+z")
        assert "Ångrat: Anna Lind skrev ner det egna målet ”Orka”. Ctrl+R gör om det." in text
        assert record(desk, samira).own_goal == ""
        assert "Sparat" in lines(pilot.app)[-1]
        text = await press(pilot, "ctrl+r")
        assert "Gjort om: Anna Lind skrev ner det egna målet ”Orka”." in text
        assert "”Orka”" in text
        assert record(desk, samira).own_goal == "Orka"
        assert len(jonas.plan().goals) == 1


async def test_what_is_not_fresh_is_asked_about_first(desk: DirectDesk, samira: Planner) -> None:
    samira.goal("Orka jobba halvtid")
    desk.database._connection.execute("UPDATE journal SET at = '2026-11-14T09:00:00.000Z'")
    async with page(desk, samira.id) as pilot:
        text = await press(pilot, "ctrl+z")
        assert "Ta tillbaka något från 14 november 2026?" in text
        assert "Anna Lind lade till målet ”Orka jobba halvtid”." in text
        await press(pilot, "enter")
        assert len(samira.plan().goals) == 1
        text = await press(pilot, "ctrl+z", "right", "enter")
        assert "Ångrat: Anna Lind lade till målet" in text
        assert samira.plan().goals == ()


async def test_help_explains_the_section(desk: DirectDesk, samira: Planner) -> None:
    async with page(desk, samira.id) as pilot:
        for key, about in (("1", "Översikten"), ("2", "Kartläggningen"), ("6", "Historiken")):
            assert f"{about}" in await press(pilot, key, "question_mark")
            await press(pilot, "escape")


async def test_nothing_to_take_back_is_no_failure(desk: DirectDesk, samira: Planner) -> None:
    async with page(desk, samira.id) as pilot:
        text = await press(pilot, "ctrl+r")
        assert "Inte sparat" not in text
        assert "Det finns inget att göra om." in text


async def test_taking_back_the_registration_leaves_the_page(
    desk: DirectDesk, samira: Planner
) -> None:
    async with page(desk, samira.id) as pilot:
        text = await press(pilot, "ctrl+z")
        assert not isinstance(pilot.app.screen, ParticipantScreen)
        assert "Samira" not in text


async def test_what_was_said_in_passing_is_gone_in_the_next_section(
    desk: DirectDesk, samira: Planner
) -> None:
    async with page(desk, samira.id) as pilot:
        assert "inget att göra om" in await press(pilot, "ctrl+r")
        assert "inget att göra om" not in await press(pilot, "2")


# --- basics -------------------------------------------------------------------------------------


async def test_basics_are_changed_and_the_header_follows(desk: DirectDesk, samira: Planner) -> None:
    async with page(desk, samira.id) as pilot:
        await press(pilot, "f2", "tab", *" Ek", "ctrl+s")
        assert "Samira Nordin Ek" in lines(pilot.app)[0]
        assert record(desk, samira).name == "Samira Nordin Ek"


async def test_a_reference_that_is_taken_is_told_beside_it(
    desk: DirectDesk, samira: Planner, jonas: Planner
) -> None:
    async with page(desk, samira.id) as pilot:
        text = await press(pilot, "f2", "end", "backspace", "2", "ctrl+s")
        assert "Inte sparat: " in text
        assert "R2" in text
        assert record(desk, samira).reference == "R1"


async def test_a_fresh_doubt_about_the_target_group_asks_why_once(
    desk: DirectDesk, jonas: Planner
) -> None:
    async with page(desk, jonas.id) as pilot:
        await press(pilot, "f2", "tab", "tab", "s", "ctrl+s")
        assert record(desk, jonas).target_group is TargetGroup.INCOME_SUPPORT
        await press(pilot, *"intyg", "ctrl+s")
        assert record(desk, jonas).target_group is TargetGroup.SICK_LEAVE
        assert "intyg" in shown(pilot.app)
        await press(pilot, "f2", "tab", *" Berg", "ctrl+s")
        assert record(desk, jonas).name == "Jonas Ek Berg"


async def test_one_person_alone_lifts_no_protection(
    desk: DirectDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    hidden = Planner(desk, "R7", name="Maja", protection=Protection.SECRECY_MARKING, sex="women")

    def check_secret(secret: str) -> None:
        if secret != "åtta ord":
            raise Refused("key_wrong")

    monkeypatch.setattr(desk, "keys", SimpleNamespace(check_secret=check_secret), raising=False)
    async with page(desk, hidden.id) as pilot:
        await press(pilot, "f2", "right", "enter")
        form = pilot.app.screen
        form.query_one("#protection").code = "none"  # type: ignore[attr-defined]
        form.query_one("#target_group").code = "income_support"  # type: ignore[attr-defined]
        text = await press(pilot, "ctrl+s")
        assert "Inte sparat: " in text
        assert record(desk, hidden).protection is Protection.SECRECY_MARKING
        assert "Lösenfrasen stämmer inte" in await press(pilot, *"Bo", "ctrl+s")
        assert record(desk, hidden).protection is Protection.SECRECY_MARKING
        await press(pilot, *"åtta ord", "ctrl+s")
        assert record(desk, hidden).protection is Protection.NONE
        assert "Maja" in lines(pilot.app)[0]
