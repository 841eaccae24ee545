"""The caseload on a real encrypted desk: order and reasons, search, lists, notes, undo, empty."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from contrast import weak_texts
from desks import DirectDesk, open_desk
from front_end import app_with, lines, shown
from hostile_text import FORBIDDEN_ON_SCREEN, HOSTILE
from pages import EIGHTY, FRAME, SIXTY, RealDesk, press, settle
from people import People, days
from textual.events import Key
from textual.pilot import Pilot

from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.records import Note, Participant, Rating, Status
from dirigo_tui.domain.vocabulary import Axis, Protection, TargetGroup
from dirigo_tui.i18n import catalogue
from dirigo_tui.i18n.caseload import FILTER_NAMES
from dirigo_tui.services import caseload, drafts
from dirigo_tui.services.goals import AddGoal, add_goal
from dirigo_tui.settings.preferences import Preferences
from dirigo_tui.tui.commands import offers
from dirigo_tui.tui.screens.caseload import CaseloadScreen
from dirigo_tui.tui.screens.participant import ParticipantScreen
from dirigo_tui.tui.themes import NAMES
from dirigo_tui.tui.widgets.virtual_list import VirtualList


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DirectDesk]:
    desk = open_desk(tmp_path)
    yield desk
    desk.close()


@pytest.fixture
def people(desk: DirectDesk) -> People:
    people = People(desk)
    mine = {"caseworker": "Anna Lind", "site": "Haninge"}
    people.person_due("H-1", days(-3), name="Samira Nordin", **mine)
    people.person_due("H-2", days(-1), name="Jonas Ek", **mine)
    people.person_due("H-3", days(0), name="Leila Amini", **mine)
    people.person_due("H-4", days(6), name="Åsa Öberg", **mine)
    people.person_due("S-5", days(2), name="Någon Annans", caseworker="Bo Dahl", site="Södertälje")
    return people


@asynccontextmanager
async def listing(
    desk: Any, size: tuple[int, int] = EIGHTY, theme: str = "dark"
) -> AsyncIterator[Pilot[None]]:
    """The app on its caseload."""
    app = app_with(CaseloadScreen, opener=RealDesk(desk), preferences=Preferences(theme=theme))
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        yield pilot


def marked(pilot: Pilot[None]) -> str:
    """The marked line."""
    (line,) = [line for line in lines(pilot.app) if line.startswith(" ▌ ")]
    return line


def id_of(pilot: Pilot[None]) -> str:
    """The id of the marked person."""
    id = pilot.app.screen.query_one(VirtualList).marked_id
    assert id
    return id


def row(pilot: Pilot[None], text: str) -> str:
    (line,) = [line for line in lines(pilot.app)[3:-5] if text in line]
    return line


# --- the picture --------------------------------------------------------------------------------


@pytest.mark.usefixtures("people")
async def test_the_list_groups_people_and_says_why_each_is_there(desk: DirectDesk) -> None:
    async with listing(desk) as pilot:
        text = lines(pilot.app)
        assert text[3:10] == [
            " Försenat · 2",
            " ▌ Samira Nordin        Uppföljning skulle ha skett 18 nov (3 dagar sedan)",
            "   Jonas Ek             Uppföljning skulle ha skett 20 nov (i går)",
            " I dag · 1",
            "   Leila Amini          Uppföljning av planen i dag",
            " Framåt · 1",
            "   Åsa Öberg            Uppföljning 27 nov (om 6 dagar)",
        ]
        assert "Anna Lind" in text[0]
        assert "Urval: Mina (4)" in text[1]


async def test_whoever_has_nobody_of_their_own_sees_everybody(desk: DirectDesk) -> None:
    People(desk).person_due("S-5", days(2), name="Någon Annans", caseworker="Bo Dahl")
    async with listing(desk) as pilot:
        assert "Urval: Alla (1)" in shown(pilot.app)
        assert "Någon Annans" in marked(pilot)


async def test_the_strip_answers_where_were_we(desk: DirectDesk) -> None:
    people = People(desk)
    id = people.person("H-1", name="Samira Nordin", target_group=TargetGroup.SICK_LEAVE)
    for day, value in ((-180, 3), (-1, 5)):
        people.add(
            Rating(
                **people.stamp(id), occasion_id="0" * 32, template="was", template_version=1,
                item="was", on=days(day), value=value,
            ),
        )  # fmt: skip
    people.add(Status(**people.stamp(id), axis=Axis.SICK_LEAVE, extent=75, from_on=days(-100)))
    async with listing(desk) as pilot:
        strip = "\n".join(lines(pilot.app)[-4:-1])
        assert "Samira Nordin · ingen plan än · inga aktiviteter · sjukskriven" in strip
        assert "Arbetsförmåga 3 → 5 av 10 sedan 25 maj · sjukskriven 75" in strip


async def test_a_reason_that_is_cut_short_stands_whole_below(desk: DirectDesk) -> None:
    People(desk).person_due("H-1", days(-300), name="Samira Nordin")
    whole = "Uppföljning skulle ha skett 25 jan (10 månader sedan)"
    async with listing(desk, SIXTY) as pilot:
        assert whole not in marked(pilot)
        assert whole in "\n".join(lines(pilot.app)[-4:])


@pytest.mark.usefixtures("people")
async def test_a_wide_screen_shows_more_of_each(desk: DirectDesk) -> None:
    async with listing(desk, (140, 24)) as pilot:
        assert "Haninge" in row(pilot, "Jonas Ek")


async def test_a_protected_person_is_a_reference_and_nothing_else(desk: DirectDesk) -> None:
    People(desk).person(
        "H-9", name="Hemlig Person", protection=Protection.SECRECY_MARKING, birth_date=days(-9000)
    )
    async with listing(desk) as pilot:
        assert "H-9" in marked(pilot)
        assert "H-9 · skyddade personuppgifter" in shown(pilot.app)
        assert "Hemlig" not in shown(pilot.app)
        assert ", 24" not in shown(pilot.app), "an age can tell who it is"
        await press(pilot, "f3", *"hemlig")
        assert "Ingen i urvalet" in shown(pilot.app)


@pytest.mark.parametrize("size", [EIGHTY, SIXTY])
async def test_hostile_names_stay_text_everywhere(desk: DirectDesk, size: tuple[int, int]) -> None:
    people = People(desk)
    for number, text in enumerate(HOSTILE):
        people.person_due(f"H-{number:02}", days(number - 5), name=text, site=text)
    async with listing(desk, size) as pilot:
        for _row in HOSTILE:
            seen = await press(pilot, "down")
            assert not FORBIDDEN_ON_SCREEN & set(seen.replace("\n", ""))
        await press(pilot, "a")
        assert not FORBIDDEN_ON_SCREEN & set(shown(pilot.app).replace("\n", ""))
        await press(pilot, "escape", "home", "f3", *"[red]x")
        assert "[red]x" in marked(pilot)


# --- empty --------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [EIGHTY, SIXTY])
async def test_an_empty_desk_says_the_next_key(desk: DirectDesk, size: tuple[int, int]) -> None:
    async with listing(desk, size) as pilot:
        text = " ".join(shown(pilot.app).split())
        assert "Här finns inga deltagare än. Tryck N och registrera den första" in text
        assert "F9 och läs in en lista." in text
        offered = {offer.command.id for offer in offers(pilot.app.screen)}
        assert "caseload.new" in offered
        assert not {"caseload.open", "caseload.note"} & offered


@pytest.mark.usefixtures("people")
async def test_an_empty_list_says_how_to_see_others(desk: DirectDesk) -> None:
    async with listing(desk) as pilot:
        text = await press(pilot, "f4", "8")
        assert "Ingen finns i urvalet ”Slutar snart” just nu. Tryck F4" in text
        text = await press(pilot, "f4", "2", "f3", *"zz[/]")
        assert "har ”zz[/]” i namn, referens eller ort" in " ".join(text.split())


# --- finding ------------------------------------------------------------------------------------


@pytest.mark.usefixtures("people")
async def test_every_letter_narrows_and_escape_brings_everybody_back(desk: DirectDesk) -> None:
    async with listing(desk) as pilot:
        text = await press(pilot, "f3", "å")
        assert "Åsa Öberg" in marked(pilot)
        assert "Samira" not in text
        text = await press(pilot, "backspace", *"hani", "down", "down")
        assert "Leila Amini" in marked(pilot)
        text = await press(pilot, "escape")
        assert "Åsa Öberg" in text
        assert "Leila Amini" in marked(pilot)


@pytest.mark.usefixtures("people")
async def test_a_search_that_finds_nobody_leads_back_to_where_one_was(desk: DirectDesk) -> None:
    async with listing(desk) as pilot:
        await press(pilot, "down", "down", "f3", *"zz")
        assert "Enter" not in lines(pilot.app)[-1]
        await press(pilot, "enter", "escape")
        assert "Leila Amini" in marked(pilot)


@pytest.mark.usefixtures("people")
async def test_escape_on_the_list_ends_a_search_that_was_left_standing(desk: DirectDesk) -> None:
    async with listing(desk) as pilot:
        await press(pilot, "f3", *"ek", "tab")
        assert "Samira" not in shown(pilot.app)
        assert "Samira" in await press(pilot, "escape")


@pytest.mark.usefixtures("people")
async def test_a_search_holds_in_another_list(desk: DirectDesk) -> None:
    async with listing(desk) as pilot:
        await press(pilot, "f3", *"ann", "f4", "2")
        text = shown(pilot.app)
        assert "Någon Annans" in text
        assert "Jonas" not in text


@pytest.mark.usefixtures("people")
async def test_the_lists_are_words_with_counts(desk: DirectDesk) -> None:
    async with listing(desk) as pilot:
        text = await press(pilot, "f4")
        counts = desk.read(caseload.counts)
        for choice, name in FILTER_NAMES.items():
            (line,) = [line for line in text.splitlines() if f"  {name}  " in line]
            assert line.strip("│ ").endswith(f" {counts[choice]}")
        text = await press(pilot, "down", "down", "enter")
        assert "Urval: Försenade (2)" in text
        assert "Leila" not in text


async def test_letters_typed_before_everybody_is_known_still_count(desk: DirectDesk) -> None:
    people = People(desk)
    for number in range(3):
        people.person_due(f"H-{number}", days(number), name=f"Person {number}")

    class SlowIndex(DirectDesk):
        """Reads everybody's search text only after a while."""

        def __init__(self) -> None:
            super().__init__(desk.database, desk.home)
            self.typed = False

        async def aread(self, use_case: Any, *args: Any, **kwargs: Any) -> Any:
            if use_case is caseload.search_index:
                await pilot.press("f3", "2")
            return await super().aread(use_case, *args, **kwargs)

    app = app_with(CaseloadScreen, opener=RealDesk(SlowIndex()))
    async with app.run_test(size=EIGHTY) as pilot:
        await settle(pilot)
        assert "Person 2" in marked(pilot)
        assert "Person 1" not in shown(app)


# --- a person -----------------------------------------------------------------------------------


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize("keys", [("down", "enter"), ("f3", "j", "enter")])
async def test_a_person_opens_and_the_place_is_kept(
    desk: DirectDesk, keys: tuple[str, ...]
) -> None:
    async with listing(desk) as pilot:
        await press(pilot, *keys)
        assert isinstance(pilot.app.screen, ParticipantScreen)
        assert "Jonas Ek" in shown(pilot.app)
        await press(pilot, "escape")
        assert "Jonas Ek" in marked(pilot)


@pytest.mark.usefixtures("people")
async def test_coming_back_marks_whoever_was_shown_last(desk: DirectDesk) -> None:
    async with listing(desk) as pilot:
        await press(pilot, "enter", "f7", "f7", "escape")
        assert "Leila Amini" in marked(pilot)


@pytest.mark.usefixtures("people")
async def test_a_note_is_written_without_leaving_the_list(desk: DirectDesk) -> None:
    async with listing(desk) as pilot:
        text = await press(pilot, "down", "a")
        assert "Anteckning · Jonas Ek" in text
        text = await press(pilot, *"ring igen", "ctrl+s")
        assert "Jonas Ek" in marked(pilot)
        assert "Sparat" in text
        await press(pilot, "down", "a")
        assert "Anteckning · Leila Amini" in shown(pilot.app)
    (note,) = desk.read(lambda reader: reader.find(Note))
    assert note.text == "ring igen"


@pytest.mark.usefixtures("people")
async def test_a_half_written_note_is_a_draft(desk: DirectDesk) -> None:
    async with listing(desk) as pilot:
        await press(pilot, "a", *"halv", "escape")
        (draft,) = desk.read(drafts.drafts)
        assert "halv" in draft.content
        assert "halv" in await press(pilot, "a")


async def in_one_go(pilot: Pilot[None], *keys: str) -> str:
    """Press keys, all of them before the first is looked at."""
    for key in keys:
        pilot.app.post_message(Key(key, key if len(key) == 1 else None))
    await pilot.pause(FRAME)
    return await settle(pilot)


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize("key", ["a", "n", "ctrl+n"])
async def test_what_is_typed_right_after_a_command_belongs_to_what_it_opens(
    desk: DirectDesk, key: str
) -> None:
    async with listing(desk) as pilot:
        assert "nadya" in await in_one_go(pilot, key, *"nadya")


@pytest.mark.usefixtures("people")
async def test_keys_that_move_and_keys_that_do_keep_their_order(desk: DirectDesk) -> None:
    async with listing(desk) as pilot:
        assert "Anteckning · Jonas Ek" in await in_one_go(pilot, "down", "a")
        await press(pilot, "escape")
        text = await in_one_go(pilot, "enter", "n", *"ring")
        assert "Anteckning · Jonas Ek" in text
        assert "ring" in text


@pytest.mark.usefixtures("people")
async def test_what_follows_enter_in_the_search_is_for_the_person_found(desk: DirectDesk) -> None:
    async with listing(desk) as pilot:
        text = await in_one_go(pilot, "f3", *"leila", "enter", "n", *"ring")
        assert "Anteckning · Leila Amini" in text
        assert "ring" in text


@pytest.mark.usefixtures("people")
async def test_undo_and_redo_say_what_and_whose_until_one_goes_on(desk: DirectDesk) -> None:
    async with listing(desk) as pilot:
        await press(pilot, "a", "x", "ctrl+s", "down", "down")
        text = await press(pilot, "ctrl+z")
        assert "Samira Nordin · Ångrat: Anna Lind skrev en anteckning 21 nov." in text
        assert "Samira Nordin" in marked(pilot)
        assert desk.read(lambda reader: reader.find(Note)) == []
        text = await press(pilot, "ctrl+r")
        assert "Samira Nordin · Gjort igen: Anna Lind skrev en anteckning 21 nov." in text
        assert len(desk.read(lambda reader: reader.find(Note))) == 1
        assert "Gjort igen" not in await press(pilot, "down")


async def test_nothing_to_undo_is_no_failure(desk: DirectDesk) -> None:
    async with listing(desk) as pilot:
        text = await press(pilot, "ctrl+z")
        assert "Det finns inget att ångra." in text
        assert "Inte sparat" not in text


@pytest.mark.usefixtures("people")
async def test_what_was_late_and_is_done_makes_room_for_the_next(desk: DirectDesk) -> None:
    async with listing(desk) as pilot:
        assert "Samira" in marked(pilot)
        desk.write(add_goal, AddGoal(participant_id=id_of(pilot), own_words="Orka mer"))
        await press(pilot, "enter", "b", "ctrl+u", *"om 2 veckor", "ctrl+s", "escape")
        assert "Försenat · 1" in shown(pilot.app)
        assert "Jonas Ek" in marked(pilot)


# --- registering --------------------------------------------------------------------------------


async def fill_in(pilot: Pilot[None], reference: str, name: str) -> None:
    await press(pilot, "n", *reference, "tab", *name, "tab", "f", "tab", "tab", "k")


async def test_somebody_is_registered_and_marked(desk: DirectDesk) -> None:
    async with listing(desk) as pilot:
        await fill_in(pilot, "H-7", "Ines Berg")
        text = await press(pilot, "ctrl+s")
        assert "Ines Berg" in marked(pilot)
        assert "H-7 är registrerad." in text
    (person,) = desk.read(lambda reader: reader.find(Participant))
    assert (person.name, person.caseworker) == ("Ines Berg", "Anna Lind")
    assert person.target_group is TargetGroup.INCOME_SUPPORT


@pytest.mark.usefixtures("people")
async def test_a_reference_that_is_taken_is_told_beside_it(desk: DirectDesk) -> None:
    async with listing(desk) as pilot:
        await fill_in(pilot, "H-1", "Ines Berg")
        text = await press(pilot, "ctrl+s")
        assert "! Referensen H-1 finns redan." in text


async def test_a_doubtful_target_group_asks_for_a_reason_and_takes_it(desk: DirectDesk) -> None:
    async with listing(desk, (80, 30)) as pilot:
        await press(pilot, "n", *"H-7", "tab", *"Ines Berg", "tab", "s", "tab", "tab", "k")
        text = " ".join((await press(pilot, "ctrl+s")).split())
        assert "Det står inte sedan när personen är sjukskriven." in text
        await press(pilot, *"Läkaren säger så.", "ctrl+s")
        assert "Ines Berg" in marked(pilot)
    (note,) = desk.read(lambda reader: reader.find(Note))
    assert note.text == "Läkaren säger så."


@pytest.mark.usefixtures("people")
async def test_a_new_person_is_shown_whatever_was_listed(desk: DirectDesk) -> None:
    async with listing(desk) as pilot:
        await press(pilot, "f4", "3", "f3", *"sam", "tab")
        await fill_in(pilot, "H-7", "Ines Berg")
        text = await press(pilot, "ctrl+s")
        assert "Ines Berg" in marked(pilot)
        assert "Urval: Alla (6)" in text


# --- the frame ----------------------------------------------------------------------------------


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize("size", [EIGHTY, SIXTY, (120, 40)])
@pytest.mark.parametrize("language", ["sv", "en"])
async def test_every_key_in_the_footer_does_something(
    desk: DirectDesk, size: tuple[int, int], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catalogue, "_current", language)
    async with listing(desk, size) as pilot:
        footer = lines(pilot.app)[-1]
        assert "Enter" in footer
        assert "N " in footer
        assert not footer.rstrip().endswith("…")
        await press(pilot, "f3")
        footer = lines(pilot.app)[-1]
        assert "Enter" in footer
        assert " N " not in footer, "a letter is only a letter while one searches"


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize("theme", NAMES)
async def test_everything_stands_out_in_every_theme(desk: DirectDesk, theme: str) -> None:
    async with listing(desk, theme=theme) as pilot:
        assert not list(weak_texts(pilot.app))
        await press(pilot, "f3")
        assert not list(weak_texts(pilot.app))
        await press(pilot, *"zzz", "f4")
        assert not list(weak_texts(pilot.app))


@pytest.mark.usefixtures("people")
async def test_the_mouse_reaches_search_lists_and_people(desk: DirectDesk) -> None:
    async with listing(desk) as pilot:
        await pilot.click("Chosen")
        assert "Vilka ska visas?" in await settle(pilot)
        await press(pilot, "escape")
        await pilot.click("People", offset=(5, 2))
        await settle(pilot)
        assert "Jonas Ek" in marked(pilot)
        await pilot.click("People", offset=(5, 2))
        await settle(pilot)
        assert isinstance(pilot.app.screen, ParticipantScreen)


@pytest.mark.usefixtures("people")
async def test_locking_in_the_middle_of_reading_is_quiet(desk: DirectDesk) -> None:
    class Shutting(DirectDesk):
        """Is locked while it is being read."""

        shut = False

        async def aread(self, use_case: Any, *args: Any, **kwargs: Any) -> Any:
            if self.shut:
                raise Refused("desk_closed")
            return await super().aread(use_case, *args, **kwargs)

    shutting = Shutting(desk.database, desk.home)
    async with listing(shutting) as pilot:
        shutting.shut = True
        await press(pilot, "down", "f4", "2")
        assert "Inte sparat" not in shown(pilot.app)


@pytest.mark.usefixtures("people")
async def test_what_another_screen_writes_shows_when_one_comes_back(desk: DirectDesk) -> None:
    async with listing(desk) as pilot:
        await press(pilot, "end")
        assert "Åsa Öberg" in marked(pilot)
        desk.write(add_goal, AddGoal(participant_id=id_of(pilot), own_words="Orka mer"))
        await press(pilot, "enter", "b", "ctrl+u", *"i dag", "ctrl+s", "escape")
        text = shown(pilot.app)
        assert "I dag · 2" in text
        assert "Framåt" not in text
