"""Giving a self-rating: one calm question at a time, nothing told too early, nothing lost."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from desks import DirectDesk, open_desk
from front_end import lines, shown
from hostile_text import FORBIDDEN_ON_SCREEN, HOSTILE
from hypothesis import given
from hypothesis import strategies as st
from pages import EIGHTY, SIXTY, press, running, settle
from planners import Planner
from rich.cells import cell_len
from textual.pilot import Pilot

from dirigo_tui.domain.rating_templates import lookup
from dirigo_tui.domain.records import Rating
from dirigo_tui.domain.vocabulary import Mode, NonAnswer, Rater
from dirigo_tui.forms.sitting import Occasion
from dirigo_tui.i18n.catalogue import set_language
from dirigo_tui.services import drafts
from dirigo_tui.services.ratings import Answer, RecordRating, record_rating
from dirigo_tui.tui.screens.rating import RatingScreen
from dirigo_tui.tui.widgets.scale import NumberScale

WAS, STEPS, GOALS = Occasion("was"), Occasion("steps"), Occasion("dirigo_goals")
TOLD = "I maj valde du 3."


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DirectDesk]:
    opened = open_desk(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def samira(desk: DirectDesk) -> Planner:
    return Planner(desk, name="Samira Nordin")


def rate(desk: DirectDesk, person: Planner, on: date, value: int, **fields: Any) -> None:
    answers = {"was": Answer(value=value)}
    command = RecordRating(
        **{"participant_id": person.id, "template": "was", "answers": answers, "on": on} | fields
    )
    desk.write(record_rating, command)


def recorded(desk: DirectDesk, **equal: Any) -> list[Rating]:
    return desk.read(lambda reader: reader.find(Rating, **equal))


def kept(desk: DirectDesk) -> list[str]:
    return [draft.key for draft in desk.read(drafts.drafts)]


@asynccontextmanager
async def asked(
    desk: DirectDesk,
    person: Planner,
    occasion: Occasion = WAS,
    *,
    mode: Mode | None = Mode.TOGETHER,
    size: tuple[int, int] = EIGHTY,
    results: list[Any] | None = None,
) -> AsyncIterator[Pilot[None]]:
    async with running(desk, size) as pilot:
        taken = [].append if results is None else results.append
        pilot.app.push_screen(RatingScreen(person.id, occasion, mode), taken)
        await settle(pilot)
        yield pilot


# --- one question -------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [EIGHTY, SIXTY])
async def test_a_question_stands_alone(
    desk: DirectDesk, samira: Planner, size: tuple[int, int]
) -> None:
    Planner(desk, "R2", name="Jonas Ek")
    async with asked(desk, samira, size=size) as pilot:
        text = shown(pilot.app)
        assert "Hur är din arbetsförmåga just nu" in text
        assert "0    1    2    3    4    5    6    7    8    9    10" in text
        assert "kan inte alls arbeta" in text
        assert "Tio är 1 och sedan 0" in text
        assert "Enter Nästa   V Vill inte svara   K Kan inte svara" in text
        assert "Fråga 1 av 1" in lines(pilot.app)[0]
        for name in ("Samira", "Nordin", "Jonas", "Lind"):
            assert name not in text, "nobody is named"
        assert all(len(line) <= size[0] for line in lines(pilot.app))


async def test_the_number_is_pointed_at(desk: DirectDesk, samira: Planner) -> None:
    async with asked(desk, samira) as pilot:
        for value in (0, 7):
            await press(pilot, str(value))
            numbers = next(line for line in lines(pilot.app) if " 9    10" in line)
            pointer = next(line for line in lines(pilot.app) if "▲" in line)
            assert numbers[pointer.index("▲")] == str(value)
            assert f"Du valde {value}." in shown(pilot.app)


async def test_ten_is_one_and_then_nought(desk: DirectDesk, samira: Planner) -> None:
    async with asked(desk, samira) as pilot:
        assert "Du valde 1. Menar du 10? Tryck 0." in await press(pilot, "1")
        text = await press(pilot, "0")
        assert "Du valde 10." in text
        assert "Menar du" not in text
        assert "Du valde 0." in await press(pilot, "0")


async def test_arrows_home_and_end_move_and_stop_at_the_ends(
    desk: DirectDesk, samira: Planner
) -> None:
    async with asked(desk, samira) as pilot:
        scale = pilot.app.screen.query_one(NumberScale)
        seen = []
        for key in ("right", "right", "left", "left", "end", "right", "home", "backspace", "left"):
            await pilot.press(key)
            seen.append(scale.value)
        assert seen == [0, 1, 0, 0, 10, 10, 0, None, 10]


async def test_a_number_can_be_clicked(desk: DirectDesk, samira: Planner) -> None:
    async with asked(desk, samira) as pilot:
        await pilot.click(NumberScale, offset=(31, 0))
        assert "Du valde 6." in await settle(pilot)


async def test_without_an_answer_one_does_not_go_on(desk: DirectDesk, samira: Planner) -> None:
    async with asked(desk, samira) as pilot:
        text = await press(pilot, "enter")
        assert "Välj ett svar först." in text
        assert "Så här svarade du" not in text
        assert "Du valde 4." in await press(pilot, "4")


@given(st.lists(st.integers(0, 9), min_size=1, max_size=8))
def test_what_a_digit_chooses_depends_only_on_what_is_chosen(digits: list[int]) -> None:
    scale = NumberScale()
    scale.show(lookup("was").item("was"), None)
    for digit in digits:
        before = scale.value
        scale.action_digit(digit)
        assert scale.value == (10 if before == 1 and digit == 0 else digit)


# --- what was answered earlier ------------------------------------------------------------------


async def test_the_earlier_answer_is_told_after_this_one(desk: DirectDesk, samira: Planner) -> None:
    rate(desk, samira, date(2026, 5, 12), 3)
    async with asked(desk, samira) as pilot:
        assert "I maj" not in shown(pilot.app)
        for key in ("5", "right", "left", "1", "0", "5"):
            assert "I maj" not in await press(pilot, key), "choosing is not answering yet"
        assert f"Du valde 5.\n{' ' * 11}{TOLD}" in await press(pilot, "enter")
        assert TOLD in await press(pilot, "6"), "one may choose anew"
        text = await press(pilot, "enter")
        assert "Så här svarade du" in text
        assert "3 → 6  3 steg högre" in text


async def test_whoever_does_not_answer_is_not_told(desk: DirectDesk, samira: Planner) -> None:
    rate(desk, samira, date(2026, 5, 12), 3)
    async with asked(desk, samira) as pilot:
        await press(pilot, "v")
        text = await press(pilot, "enter")
        assert "Så här svarade du" in text
        assert TOLD not in text
        assert "3 →" not in text


async def test_only_ones_own_earlier_answer_is_told(desk: DirectDesk, samira: Planner) -> None:
    rate(desk, samira, date(2026, 5, 12), 9, rater=Rater.CASEWORKER)
    rate(desk, Planner(desk, "R2"), date(2026, 5, 12), 8)
    async with asked(desk, samira) as pilot:
        await press(pilot, "5")
        assert "Så här svarade du" in await press(pilot, "enter"), "there is none to tell"
    async with asked(desk, samira, Occasion("was", Rater.CASEWORKER)) as pilot:
        assert "Handläggarens skattning." in shown(pilot.app)
        await press(pilot, "5")
        assert "I maj valde du 9." in await press(pilot, "enter")


async def test_the_same_day_again_tells_what_came_before_that_day(
    desk: DirectDesk, samira: Planner
) -> None:
    rate(desk, samira, date(2026, 5, 12), 3)
    rate(desk, samira, date(2026, 11, 21), 4)
    async with asked(desk, samira) as pilot:
        await press(pilot, "5")
        assert TOLD in await press(pilot, "enter")
        await press(pilot, "enter", "enter")
    values = [r.value for r in recorded(desk, on=date(2026, 11, 21))]
    assert values == [5], "the answer of the day is corrected"


# --- not answering ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "non_answer", "said"),
    [
        ("v", NonAnswer.PREFERS_NOT, "Du vill inte svara."),
        ("k", NonAnswer.COULD_NOT, "Du kan inte svara."),
    ],
)
async def test_not_answering_with_a_reason(
    desk: DirectDesk, samira: Planner, key: str, non_answer: NonAnswer, said: str
) -> None:
    async with asked(desk, samira) as pilot:
        assert "säga varför" not in shown(pilot.app)
        text = await press(pilot, "5", key)
        assert said in text
        assert "▲" not in text
        assert "Vill du säga varför?" in text
        text = await press(pilot, "tab", *"vk7 trött", "enter")
        assert ": vk7 trött" in text
        await press(pilot, "enter")
    (rating,) = recorded(desk)
    assert (rating.value, rating.non_answer, rating.reason) == (None, non_answer, "vk7 trött")


async def test_a_digit_takes_a_non_answer_back(desk: DirectDesk, samira: Planner) -> None:
    async with asked(desk, samira) as pilot:
        text = await press(pilot, "k", "3")
        assert "Du valde 3." in text
        assert "varför" not in text
        await press(pilot, "enter", "enter")
    (rating,) = recorded(desk)
    assert (rating.value, rating.non_answer) == (3, None)


async def test_buttons_do_what_keys_do(desk: DirectDesk, samira: Planner) -> None:
    async with asked(desk, samira) as pilot:
        row = next(i for i, line in enumerate(lines(pilot.app)) if "Vill inte svara" in line)
        await pilot.click(offset=(lines(pilot.app)[row].index("Vill"), row))
        assert "Du vill inte svara." in await settle(pilot)
        await pilot.click(offset=(lines(pilot.app)[row].index("Nästa"), row))
        assert "Så här svarade du" in await settle(pilot)
        row = next(i for i, line in enumerate(lines(pilot.app)) if "Enter Spara" in line)
        await pilot.click(offset=(lines(pilot.app)[row].index("Spara"), row))
        await settle(pilot)
    assert [r.non_answer for r in recorded(desk)] == [NonAnswer.PREFERS_NOT]


# --- several questions --------------------------------------------------------------------------


async def test_keys_typed_ahead_belong_to_the_next_question(
    desk: DirectDesk, samira: Planner
) -> None:
    results: list[Any] = []
    async with asked(desk, samira, STEPS, results=results) as pilot:
        await pilot.press(*(key for value in "12345678" for key in (value, "enter")))
        text = await settle(pilot)
        assert "Så här svarade du" in text
        await press(pilot, "enter")
    assert [r.value for r in recorded(desk)] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert len({r.occasion_id for r in recorded(desk)}) == 1
    assert [r.item for r in results[0]] == [item.code for item in lookup("steps").items]


@pytest.mark.parametrize("size", [EIGHTY, SIXTY])
async def test_the_answers_are_read_through_and_one_can_go_back(
    desk: DirectDesk, samira: Planner, size: tuple[int, int]
) -> None:
    async with asked(desk, samira, STEPS, size=size) as pilot:
        await press(pilot, *(key for value in "55555555" for key in (value, "enter")))
        assert "Fråga" not in lines(pilot.app)[0]
        assert not recorded(desk), "nothing is saved before one says so"
        assert "Hur säker är du på att du kan få ett jobb?" in await press(pilot, "2")
        assert "Du valde 5." in shown(pilot.app)
        assert "Så här svarade du" in await press(pilot, "9", "enter")
        assert "Fråga 8 av 8" in await press(pilot, "escape")
        assert "Fråga 7 av 8" in await press(pilot, "escape")
        await press(pilot, "enter", "enter")
    assert [r.value for r in recorded(desk)] == [5, 9, 5, 5, 5, 5, 5, 5]


async def test_an_answer_can_be_clicked_to_change_it(desk: DirectDesk, samira: Planner) -> None:
    async with asked(desk, samira, GOALS) as pilot:
        await press(pilot, "1", "enter", "2", "enter")
        row = next(i for i, line in enumerate(lines(pilot.app)) if "Hur nära ett jobb" in line)
        await pilot.click(offset=(20, row))
        assert "Fråga 2 av 2" in await settle(pilot)


async def test_answers_in_words(desk: DirectDesk, samira: Planner) -> None:
    async with asked(desk, samira, GOALS) as pilot:
        text = shown(pilot.app)
        for number, said in enumerate(
            ("mycket mindre", "mindre", "lika stora", "större", "mycket större"), start=1
        ):
            assert f"{number}  {said}" in text
        assert "▸ 4  större" in await press(pilot, "4")
        assert "▸ 5  mycket större" in await press(pilot, "down", "down")
        assert "▸ 1  mycket mindre" in await press(pilot, "home")
        await press(pilot, "6")
        assert "Du valde ”mycket mindre”." in shown(pilot.app)
        await press(pilot, "5", "enter")
        await press(pilot, "up", "enter")
        text = shown(pilot.app)
        assert "····●  mycket större" in text
        await press(pilot, "enter")
    assert [r.value for r in recorded(desk)] == [2, 2]


async def test_it_is_about_a_goal_in_the_participants_own_words(
    desk: DirectDesk, samira: Planner
) -> None:
    goal = samira.goal("Våga ringa samtal")
    samira.goal("Något annat")
    async with asked(desk, samira, Occasion("mi", goal_id=goal.id)) as pilot:
        assert "Det här gäller målet: ”Våga ringa samtal”" in shown(pilot.app)
        await press(pilot, "8", "enter", "5", "enter", "3", "enter", "enter")
    assert [(r.value, r.goal_id) for r in recorded(desk)] == [(v, goal.id) for v in (8, 5, 3)]


async def test_a_goal_that_is_gone_is_not_asked_about(desk: DirectDesk, samira: Planner) -> None:
    goal = samira.goal()
    async with asked(desk, samira, Occasion("gas", goal_id="0" * 32)) as pilot:
        assert not isinstance(pilot.app.screen, RatingScreen)
    assert goal.id


async def test_how_it_was_given_is_recorded(desk: DirectDesk, samira: Planner) -> None:
    async with asked(desk, samira, mode=Mode.INTERPRETER) as pilot:
        await press(pilot, "7", "enter", "enter")
        assert "Sparat" in lines(pilot.app)[-1]
    (rating,) = recorded(desk)
    assert (rating.mode, rating.rater) == (Mode.INTERPRETER, Rater.PARTICIPANT)


# --- nothing is lost ----------------------------------------------------------------------------


async def test_opening_leaves_no_draft(desk: DirectDesk, samira: Planner) -> None:
    async with asked(desk, samira) as pilot:
        await press(pilot, "escape")
        assert not isinstance(pilot.app.screen, RatingScreen)
    assert kept(desk) == []


async def test_an_answer_is_written_down_as_soon_as_one_goes_on(
    desk: DirectDesk, samira: Planner
) -> None:
    async with asked(desk, samira, STEPS, mode=Mode.READ_ALOUD) as pilot:
        await press(pilot, "3", "enter", "4", "enter")
        await pilot.pause()
        # The program could be killed here: this is what the encrypted file holds.
        assert kept(desk) == [STEPS.draft_key(samira.id)]
    async with asked(desk, samira, STEPS, mode=None) as pilot:
        text = shown(pilot.app)
        assert "Svaren från" in text
        assert "Fråga 3 av 8" in text
        await press(pilot, *(key for value in "555555" for key in (value, "enter")), "enter")
    assert [r.value for r in recorded(desk)] == [3, 4, 5, 5, 5, 5, 5, 5]
    assert {r.mode for r in recorded(desk)} == {Mode.READ_ALOUD}
    assert kept(desk) == []


async def test_a_chosen_number_is_a_draft_within_a_second(
    desk: DirectDesk, samira: Planner
) -> None:
    rate(desk, samira, date(2026, 5, 12), 3)
    async with asked(desk, samira) as pilot:
        await press(pilot, "6")
        await pilot.pause(0.7)
        assert kept(desk) == [WAS.draft_key(samira.id)]
        assert "Utkast" in lines(pilot.app)[-1]
    async with asked(desk, samira) as pilot:
        assert "Du valde 6." in shown(pilot.app)
        assert TOLD not in shown(pilot.app), "it had not been answered"


@pytest.mark.parametrize("key", ["escape", "f10", "ctrl+l"])
async def test_leaving_keeps_the_answers(
    desk: DirectDesk, samira: Planner, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, "close", lambda: None)
    async with asked(desk, samira) as pilot:
        await press(pilot, "6", key)
        assert not isinstance(pilot.app.screen, RatingScreen)
    assert kept(desk) == [WAS.draft_key(samira.id)]
    assert not recorded(desk)


async def test_each_rater_has_a_draft_of_their_own(desk: DirectDesk, samira: Planner) -> None:
    for rater, value in ((Rater.PARTICIPANT, "3"), (Rater.CASEWORKER, "8")):
        async with asked(desk, samira, Occasion("was", rater)) as pilot:
            await press(pilot, value, "escape")
    async with asked(desk, samira) as pilot:
        assert "Du valde 3." in shown(pilot.app)


async def test_saving_twice_records_once(desk: DirectDesk, samira: Planner) -> None:
    async with asked(desk, samira) as pilot:
        await pilot.press("7", "enter", "enter", "enter", "enter")
        await settle(pilot)
    assert [r.value for r in recorded(desk)] == [7]
    assert kept(desk) == []


async def test_hostile_words_stay_words(desk: DirectDesk, samira: Planner) -> None:
    goals = [samira.goal(" ".join(HOSTILE[place::3])) for place in range(3)]
    async with running(desk, SIXTY) as pilot:
        for goal in goals:
            occasion = Occasion("gas", goal_id=goal.id)
            await pilot.app.push_screen(RatingScreen(samira.id, occasion, Mode.TOGETHER))
            text = await press(pilot, "k", "tab", "[", "/", "]")
            assert "[/]" in text
            assert not FORBIDDEN_ON_SCREEN & set(text.replace("\n", ""))
            assert all(cell_len(line) <= 60 for line in lines(pilot.app))
            await press(pilot, "escape")


async def test_it_speaks_english(desk: DirectDesk, samira: Planner) -> None:
    set_language("en")
    try:
        async with asked(desk, samira) as pilot:
            assert "How is your work ability right now" in shown(pilot.app)
            assert "cannot work at all" in shown(pilot.app)
    finally:
        set_language("sv")
