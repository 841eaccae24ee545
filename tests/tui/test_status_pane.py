"""Status: what holds on each axis, how it has been, and what a key does about it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from contrast import weak_texts
from desks import TODAY, DirectDesk, open_desk
from front_end import lines
from pages import EIGHTY, SIXTY, page, press, settle
from people import days
from planners import Planner

from dirigo_tui.domain.records import Status
from dirigo_tui.domain.vocabulary import Axis, EndReason, Source
from dirigo_tui.i18n.catalogue import set_language
from dirigo_tui.i18n.status import recorded
from dirigo_tui.services import drafts
from dirigo_tui.services.participants import get_participant
from dirigo_tui.services.participation import (
    EndParticipation,
    StartParticipation,
    end_participation,
    start_participation,
)
from dirigo_tui.services.status import Recorded, SetStatus, set_status, status_view, strike_status
from dirigo_tui.tui import themes
from dirigo_tui.tui.panes import status_words
from dirigo_tui.tui.widgets.block_list import BlockList
from dirigo_tui.tui.widgets.confirm import ConfirmDialog
from dirigo_tui.tui.widgets.form_dialog import FormDialog

AXES = list(Axis)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DirectDesk]:
    opened = open_desk(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def samira(desk: DirectDesk) -> Planner:
    return Planner(desk, name="Samira Nordin")


def put(desk: DirectDesk, person: Planner, axis: Axis, value: str = "", **fields: Any) -> Status:
    command = SetStatus(**{"participant_id": person.id, "axis": axis, "value": value} | fields)
    return desk.write(set_status, command).status


def rows(desk: DirectDesk, **equal: Any) -> list[Status]:
    found = desk.read(lambda reader: reader.find(Status, **equal))
    return sorted(found, key=lambda row: (row.from_on, row.recorded_at))


def down_to(axis: Axis) -> list[str]:
    """The keys from the first axis to another, where no axis holds more than one row."""
    return ["down"] * AXES.index(axis)


def flat(text: str) -> str:
    return " ".join(text.replace("│", " ").split())


@pytest.fixture
def settled(desk: DirectDesk, samira: Planner) -> Planner:
    """Sick leave that has gone down, a measure, and a day of start."""
    put(desk, samira, Axis.SICK_LEAVE, extent=100, from_on=date(2026, 3, 3))
    put(
        desk,
        samira,
        Axis.SICK_LEAVE,
        extent=75,
        from_on=date(2026, 11, 3),
        source=Source.CERTIFICATE,
    )
    put(desk, samira, Axis.MEASURE, "mobilisation_course", from_on=date(2026, 11, 3))
    command = StartParticipation(participant_id=samira.id, on=date(2026, 5, 12))
    desk.write(start_participation, command)
    return samira


# --- what is shown ------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [EIGHTY, SIXTY])
async def test_nothing_known_says_whose_and_which_key(
    desk: DirectDesk, samira: Planner, size: tuple[int, int]
) -> None:
    async with page(desk, samira.id, size=size) as pilot:
        text = await press(pilot, "5")
        assert "Inget är känt om hur det är för Samira Nordin. Tryck S" in flat(text)
        assert text.count("inget noterat") == len(AXES)
        assert all(len(line) <= size[0] for line in lines(pilot.app))


@pytest.mark.parametrize("size", [EIGHTY, SIXTY])
async def test_what_holds_comes_first_then_how_it_has_been(
    desk: DirectDesk, settled: Planner, size: tuple[int, int]
) -> None:
    async with page(desk, settled.id, size=size) as pilot:
        text = flat(await press(pilot, "5"))
        assert "Nu ▌ Försörjning inget noterat Sjukskrivning sjukskriven 75 % · sedan 3 nov" in text
        assert "Insats mobiliseringskurs" in text
        assert "Deltagande deltar · sedan 12 maj" in text
        text = flat(await press(pilot, *down_to(Axis.PARTICIPATION), "down", "down"))
        assert "Så har det varit Sjukskrivning" in text
        assert "● sedan 3 nov sjukskriven 75 % · källa intyg · minskar" in text
        assert "○ 3 mars – 2 nov sjukskriven 100 % · källa handläggaren · börjar" in text
        assert all(len(line) <= size[0] for line in lines(pilot.app))


async def test_several_benefits_hold_at_once_under_one_name(
    desk: DirectDesk, samira: Planner
) -> None:
    put(desk, samira, Axis.BENEFIT, "sickness_benefit", from_on=days(-20))
    put(desk, samira, Axis.BENEFIT, "income_support", from_on=days(-10))
    async with page(desk, samira.id) as pilot:
        text = await press(pilot, "5")
        now = text[: text.index("Så har det varit")]
        assert "sjukpenning · sedan 1 nov" in now
        assert "försörjningsstöd · sedan 11 nov" in now
        assert now.count("Försörjning ") == 1


async def test_both_say_when_somebody_is_ready(desk: DirectDesk, samira: Planner) -> None:
    async with page(desk, samira.id) as pilot:
        await press(pilot, "5", *down_to(Axis.READY), "s")
        await press(pilot, "e", "ctrl+s")
        text = flat(await settle(pilot))
        assert "Redo för arbetsmarknaden enligt deltagaren · sedan 21 nov" in text
        await press(pilot, "s", "e", "e", "ctrl+s")
        assert "enligt handläggaren · sedan 21 nov" in await settle(pilot)
    assert {row.value for row in rows(desk, to_on=None)} == {"participant", "caseworker"}


async def test_what_lies_ahead_is_not_what_holds(desk: DirectDesk, samira: Planner) -> None:
    put(desk, samira, Axis.MEASURE, "work_training", extent=50, from_on=days(20))
    async with page(desk, samira.id) as pilot:
        text = flat(await press(pilot, "5"))
        assert "Insats inget noterat" in text
        assert "→ från 11 dec arbetsträning 50 %" in text


@pytest.mark.parametrize(
    ("struck", "from_on", "to_on", "sign"),
    [
        (False, days(-5), None, "●"),
        (False, TODAY, TODAY, "●"),
        (False, days(-5), days(-1), "○"),
        (False, days(1), None, "→"),
        (True, days(-5), None, "✗"),
    ],
)
def test_signs(
    desk: DirectDesk, samira: Planner, struck: bool, from_on: date, to_on: date | None, sign: str
) -> None:
    row = put(desk, samira, Axis.MEASURE, "mapping", from_on=from_on, to_on=to_on)
    if struck:
        row = desk.write(strike_status, row.id)
    assert status_words.sign(row, TODAY) == sign


# --- something new ------------------------------------------------------------------------------


async def test_a_new_row_ends_the_old_and_says_so(desk: DirectDesk, settled: Planner) -> None:
    async with page(desk, settled.id) as pilot:
        await press(pilot, "5", *down_to(Axis.SICK_LEAVE), "s")
        text = flat(await settle(pilot))
        assert "Nu: sjukskriven 75 %, sedan 3 nov. Det nya avslutar det, dagen före." in text
        await press(pilot, "5", "ctrl+s")
        text = await settle(pilot)
        assert "Sjukskriven 75 % slutade gälla 20 nov." in text
        assert "sjukskriven 50 % · sedan 21 nov" in text
        assert "Sparat" in lines(pilot.app)[-1]
    assert [(row.extent, row.to_on) for row in rows(desk, axis=Axis.SICK_LEAVE)] == [
        (100, date(2026, 11, 2)),
        (75, date(2026, 11, 20)),
        (50, None),
    ]


async def test_work_training_at_half_time(desk: DirectDesk, settled: Planner) -> None:
    async with page(desk, settled.id) as pilot:
        await press(pilot, "5", *down_to(Axis.MEASURE), "enter")
        await press(pilot, "a", "down", *"50", "ctrl+s")
        assert "arbetsträning 50 % · sedan 21 nov" in flat(await settle(pilot))
        assert "mobiliseringskurs · sedan 3 nov" in flat(await press(pilot, "ctrl+z"))
        assert "arbetsträning 50 % · sedan 21 nov" in flat(await press(pilot, "ctrl+r"))


async def test_too_much_is_told_and_allowed(desk: DirectDesk, settled: Planner) -> None:
    async with page(desk, settled.id) as pilot:
        await press(pilot, "5", *down_to(Axis.WORK), "s", "a", "down", *"50", "ctrl+s")
        text = await settle(pilot)
        warning = "! Arbete, studier och sjukskrivning är tillsammans 125 %."
        assert text.count(warning) == 1
        assert "anställning 50 %" in text
        assert warning not in await press(pilot, "ctrl+z")


def test_too_much_on_another_day_is_told_when_it_is_saved(
    desk: DirectDesk, settled: Planner
) -> None:
    ahead = SetStatus(
        participant_id=settled.id,
        axis=Axis.STUDIES,
        value="sfi",
        extent=50,
        from_on=days(30),
    )
    result: Recorded = desk.write(set_status, ahead)
    assert "tillsammans 125 %" in recorded(result, TODAY)


async def test_what_is_wrong_is_told_and_nothing_is_saved(
    desk: DirectDesk, samira: Planner
) -> None:
    async with page(desk, samira.id) as pilot:
        await press(pilot, "5", *down_to(Axis.STUDIES), "s", "s", "down", "down", "down")
        text = await press(pilot, *"2026-01-01", "ctrl+s")
        assert isinstance(pilot.app.screen, FormDialog)
        assert "ligger före" in text
    assert not rows(desk)


# --- what was wrong -----------------------------------------------------------------------------


async def test_a_correction_strikes_and_replaces(desk: DirectDesk, settled: Planner) -> None:
    async with page(desk, settled.id) as pilot:
        await press(pilot, "5", *down_to(Axis.SICK_LEAVE), "r")
        text = await settle(pilot)
        assert "Rätta status · Samira Nordin" in text
        assert "75 %" in text
        assert "intyg" in text
        await press(pilot, "5", "ctrl+s")
        text = flat(await press(pilot, "end", "pageup"))
        assert "✗ sedan 3 nov struken: sjukskriven 75 %" in text
        assert "● sedan 3 nov sjukskriven 50 % · källa intyg · minskar" in text
    standing = rows(desk, axis=Axis.SICK_LEAVE, struck_at=None)
    assert [(row.extent, row.from_on) for row in standing] == [
        (100, date(2026, 3, 3)),
        (50, date(2026, 11, 3)),
    ]


async def test_enter_in_the_history_corrects(desk: DirectDesk, settled: Planner) -> None:
    async with page(desk, settled.id) as pilot:
        await press(pilot, "5", *down_to(Axis.PARTICIPATION), "down", "enter")
        assert "Rätta status" in await settle(pilot)


async def test_a_mistake_is_struck_by_name_and_stays_there(
    desk: DirectDesk, settled: Planner
) -> None:
    async with page(desk, settled.id) as pilot:
        await press(pilot, "5", *down_to(Axis.SICK_LEAVE), "x")
        assert isinstance(pilot.app.screen, ConfirmDialog)
        said = flat(await settle(pilot))
        assert "Stryk ”sjukskriven 75 %, sedan 3 nov” för Samira Nordin?" in said
        await press(pilot, "enter")
        assert len(rows(desk, axis=Axis.SICK_LEAVE, struck_at=None)) == 2, "no is the first answer"
        await press(pilot, "x", "right", "enter")
        text = flat(await settle(pilot))
        assert "Sjukskrivning sjukskriven 100 % · sedan 3 mars" in text
        assert "✗ sedan 3 nov struken: sjukskriven 75 %" in text
        assert "75 % · sedan 3 nov" in flat(await press(pilot, "ctrl+z"))


async def test_something_ends_without_a_successor(desk: DirectDesk, samira: Planner) -> None:
    put(desk, samira, Axis.BENEFIT, "income_support", from_on=days(-20))
    async with page(desk, samira.id) as pilot:
        await press(pilot, "5", "g")
        text = flat(await settle(pilot))
        assert "Sista dagen" in text
        await press(pilot, *"19/11", "ctrl+s")
        text = flat(await settle(pilot))
        assert "Försörjning inget noterat" in text
        assert "○ 1 nov – 19 nov försörjningsstöd" in text
    assert [row.struck_at for row in rows(desk)] == [None]


async def test_what_cannot_be_done_is_not_offered_and_says_why(
    desk: DirectDesk, settled: Planner
) -> None:
    async with page(desk, settled.id) as pilot:
        text = await press(pilot, "5")
        assert "S Ny status" in text
        assert "R Rätta" not in text
        assert "Här är inget noterat än. Tryck S." in await press(pilot, "r")
        text = await press(pilot, *down_to(Axis.SICK_LEAVE))
        assert "Här är inget noterat än" not in text
        assert "G Slutade gälla   R Rätta   X Stryk" in text
        assert "Gå till raden om deltagande först." in await press(pilot, "a")
        text = await press(pilot, "end", "pageup")
        assert "Raden har redan en sista dag" in await press(pilot, "g") or text


# --- taking part --------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [EIGHTY, SIXTY])
async def test_starting_and_ending(
    desk: DirectDesk, samira: Planner, size: tuple[int, int]
) -> None:
    async with page(desk, samira.id, size=size) as pilot:
        text = await press(pilot, "5", *down_to(Axis.PARTICIPATION))
        assert "T Starta" in text
        assert "A Avsluta" not in text
        assert "Deltagandet har inte börjat än. Tryck T." in flat(await press(pilot, "a"))
        await press(pilot, "t", *["backspace"] * 10, *"12 maj", "ctrl+s")
        assert "deltar · sedan 12 maj" in flat(await settle(pilot))
        assert "A Avsluta" in await settle(pilot)
        await press(pilot, "a", "tab", "s", "ctrl+s")
        assert "avslutad · sedan 21 nov" in flat(await settle(pilot))
        assert "deltar · sedan 12 maj" in flat(await press(pilot, "ctrl+z"))
    assert desk.read(get_participant, samira.id).start == date(2026, 5, 12)


async def test_ending_asks_why_and_correcting_it_asks_again(
    desk: DirectDesk, settled: Planner
) -> None:
    command = EndParticipation(participant_id=settled.id, on=days(-1), reason=EndReason.MOVED)
    desk.write(end_participation, command)
    async with page(desk, settled.id) as pilot:
        await press(pilot, "5", *down_to(Axis.PARTICIPATION), "r")
        text = await settle(pilot)
        assert "Avsluta deltagandet" in text
        assert "2026-11-20" in text
        assert "flyttat" in text
        await press(pilot, "tab", "e", "ctrl+s")
        assert "avbrott · sedan 20 nov" in flat(await settle(pilot))
    assert desk.read(get_participant, settled.id).end_reason is EndReason.OWN_CHOICE


async def test_an_end_is_not_chosen_as_a_status(desk: DirectDesk, settled: Planner) -> None:
    async with page(desk, settled.id) as pilot:
        text = await press(pilot, "5", *down_to(Axis.PARTICIPATION), "s", "space")
        assert "paus" in text
        assert "avslutad" not in text
        await press(pilot, "end", "enter", "ctrl+s")
        assert "paus · sedan 21 nov" in flat(await settle(pilot))


# --- drafts, keys, looks ------------------------------------------------------------------------


async def test_a_half_written_status_comes_back(desk: DirectDesk, settled: Planner) -> None:
    async with page(desk, settled.id) as pilot:
        await press(pilot, "5", *down_to(Axis.MEASURE), "s")
        await press(pilot, "a", "down", *"50", "escape")
    (draft,) = desk.read(drafts.drafts)
    assert draft.key == f"status/status.measure/measure/{settled.id}"
    async with page(desk, settled.id) as pilot:
        await press(pilot, "5")
        pane = next(p for p in pilot.app.screen.query("StatusPane"))
        pane.resume("status.measure", "measure")  # type: ignore[attr-defined]
        text = await settle(pilot)
        assert "arbetsträning" in text
        assert "50" in text


@pytest.mark.parametrize(
    ("keys", "form"), [("r", "status_correction.measure"), ("g", "status_ends")]
)
async def test_drafts_about_a_row_come_back_to_it(
    desk: DirectDesk, settled: Planner, keys: str, form: str
) -> None:
    row = rows(desk, axis=Axis.MEASURE)[0]
    async with page(desk, settled.id) as pilot:
        await press(pilot, "5")
        pane = next(p for p in pilot.app.screen.query("StatusPane"))
        pane.resume(form, row.id)  # type: ignore[attr-defined]
        text = await settle(pilot)
        assert ("Rätta status" if keys == "r" else "Gäller inte längre") in text
        marked = pilot.app.screen_stack[-2].query_one(BlockList).marked_id
        assert marked is not None
        assert marked.endswith(row.id)


async def test_everything_is_in_the_palette(desk: DirectDesk, settled: Planner) -> None:
    async with page(desk, settled.id) as pilot:
        await press(pilot, "5", *down_to(Axis.MEASURE), "ctrl+p")
        assert "Rätta raden." in await press(pilot, *"rätta")
        await press(pilot, "enter")
        assert "Rätta status" in await settle(pilot)


async def test_another_person_is_another_page(desk: DirectDesk, settled: Planner) -> None:
    jonas = Planner(desk, "R2", name="Jonas Ek")
    put(desk, jonas, Axis.STUDIES, "sfi", extent=25)
    async with page(desk, settled.id, [settled.id, jonas.id]) as pilot:
        await press(pilot, "5")
        text = await press(pilot, "f7")
        assert "sfi 25 %" in text
        assert "sjukskriven" not in text


@pytest.mark.parametrize("theme", themes.NAMES)
async def test_every_word_stands_out(desk: DirectDesk, settled: Planner, theme: str) -> None:
    put(desk, settled, Axis.WORK, "employment", extent=50)
    mistake = put(desk, settled, Axis.STUDIES, "sfi", extent=50)
    desk.write(strike_status, mistake.id)
    async with page(desk, settled.id, theme=theme, size=(80, 40)) as pilot:
        await press(pilot, "5")
        assert not list(weak_texts(pilot.app))
        await press(pilot, "end")
        assert not list(weak_texts(pilot.app))


async def test_it_speaks_english(desk: DirectDesk, settled: Planner) -> None:
    set_language("en")
    try:
        async with page(desk, settled.id) as pilot:
            assert "Status" in await press(pilot, "5")
    finally:
        set_language("sv")


def test_rows_are_told_apart(desk: DirectDesk, settled: Planner) -> None:
    listed = status_words.rows(desk.read(status_view, settled.id))
    assert len({row.id for row in listed}) == len(listed)
    assert [row.axis for row in listed if row.past is None] == AXES
