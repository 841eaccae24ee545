"""The ratings of a participant: each answer beside the one before, over time, and what is due."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from contrast import weak_texts
from desks import TODAY, DirectDesk, open_desk
from front_end import lines, shown
from hostile_text import FORBIDDEN_ON_SCREEN, HOSTILE
from pages import EIGHTY, SIXTY, page, press, settle
from planners import Planner
from rich.cells import cell_len

from dirigo_tui.domain import rating_templates
from dirigo_tui.domain.rating_templates import BUILT_IN, Words, lookup
from dirigo_tui.domain.records import Rating
from dirigo_tui.domain.vocabulary import EndReason, Mode, NonAnswer, Rater
from dirigo_tui.i18n.catalogue import set_language
from dirigo_tui.services import drafts, ratings
from dirigo_tui.services.participation import (
    EndParticipation,
    StartParticipation,
    end_participation,
    start_participation,
)
from dirigo_tui.services.ratings import Answer, RecordRating, record_rating
from dirigo_tui.tui import themes
from dirigo_tui.tui.panes import rating_words
from dirigo_tui.tui.screens.rating import RatingScreen
from dirigo_tui.tui.screens.rating_start import RatingStart
from dirigo_tui.tui.widgets.confirm import ConfirmDialog
from dirigo_tui.tui.widgets.virtual_list import VirtualList

MAY, AUGUST, NOVEMBER = date(2026, 5, 12), date(2026, 8, 12), date(2026, 11, 12)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DirectDesk]:
    opened = open_desk(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def samira(desk: DirectDesk) -> Planner:
    person = Planner(desk, name="Samira Nordin")
    desk.write(start_participation, StartParticipation(participant_id=person.id, on=MAY))
    return person


def rate(
    desk: DirectDesk, person: Planner, on: date, value: int | None, item: str = "was", **fields: Any
) -> None:
    answer = Answer(value=value) if value is not None else Answer(non_answer=NonAnswer.PREFERS_NOT)
    given = {"template": "was", "answers": {item: answer}, "on": on, "participant_id": person.id}
    desk.write(record_rating, RecordRating(**given | fields))


def recorded(desk: DirectDesk) -> list[Rating]:
    return desk.read(lambda reader: reader.find(Rating))


@pytest.fixture
def rated(desk: DirectDesk, samira: Planner) -> Planner:
    """Three answers of Samira's, one of the caseworker's, and one that was not given."""
    for on, value in ((MAY, 3), (AUGUST, 4), (NOVEMBER, 5)):
        rate(desk, samira, on, value)
    rate(desk, samira, NOVEMBER, 4, rater=Rater.CASEWORKER)
    rate(desk, samira, date(2026, 10, 1), None, mode=Mode.INTERPRETER)
    return samira


# --- what is shown ------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [EIGHTY, SIXTY])
async def test_an_empty_section_says_whose_and_which_key(
    desk: DirectDesk, samira: Planner, size: tuple[int, int]
) -> None:
    async with page(desk, samira.id, size=size) as pilot:
        text = " ".join((await press(pilot, "4")).split())
        assert "Samira Nordin har inte skattat något än. Tryck S" in text
        assert "S Skatta" in text


@pytest.mark.parametrize("size", [EIGHTY, SIXTY])
async def test_the_last_answer_stands_beside_the_one_before(
    desk: DirectDesk, rated: Planner, size: tuple[int, int]
) -> None:
    async with page(desk, rated.id, size=size) as pilot:
        text = await press(pilot, "4")
        row = next(line for line in lines(pilot.app) if "▌" in line)
        assert "····○●·····  4 → 5    ◇ 4" in row
        assert "Hur är din arbetsförmåga just nu, jämfört med när den var" in text
        assert "█████░░░░░ 5" in text
        assert "████░░░░░░ 4" in text
        assert all(len(line) <= size[0] for line in lines(pilot.app))


async def test_one_question_over_time(desk: DirectDesk, rated: Planner) -> None:
    async with page(desk, rated.id) as pilot:
        said = [line.strip() for line in (await press(pilot, "4")).splitlines()]
        assert "● Deltagaren    12 nov      █████░░░░░ 5  innan  12 aug      ████░░░░░░ 4" in said
        assert "◇ Handläggaren  12 nov      ████░░░░░░ 4" in said
        assert "Deltagaren sedan 12 maj: 3 → 5, 2 steg högre" in said
        assert "Av 1 fråga: 1 med både första och senaste svar, 0 med ett, 0 utan." in said
        assert said[said.index(next(line for line in said if line.startswith("Över tid"))) :][
            1:5
        ] == [
            "12 nov       ····◇●·····  5 · handläggaren 4",
            "1 okt        ···········  vill inte svara · genom tolk",
            "12 aug       ····●······  4",
            "12 maj       ···●·······  3",
        ]


async def test_a_change_says_how_many_questions_it_is_about(
    desk: DirectDesk, samira: Planner
) -> None:
    for on, answers in (
        (MAY, {"health": Answer(value=2), "belief": Answer(value=4)}),
        (AUGUST, {"health": Answer(value=2)}),
    ):
        command = RecordRating(participant_id=samira.id, template="steps", answers=answers, on=on)
        desk.write(record_rating, command)
    async with page(desk, samira.id) as pilot:
        text = await press(pilot, "4")
        assert "Av 8 frågor: 1 med både första och senaste svar, 1 med ett, 6 utan." in text
        assert "2 → 2, samma som då" in text
        assert "··◉········  2 → 2" in text


async def test_answers_in_words_are_shown_in_words(desk: DirectDesk, samira: Planner) -> None:
    goal = samira.goal("Våga ringa samtal")
    for on, value in ((MAY, -2), (AUGUST, 1)):
        rate(desk, samira, on, value, "level", template="gas", goal_id=goal.id)
    async with page(desk, samira.id) as pilot:
        text = await press(pilot, "4")
        assert "Så har det gått med målet · ”Våga ringa samtal”" in text
        assert "○━━●·        bättre än vi trodde" in text
        assert "Deltagaren sedan 12 maj: långt kvar → bättre än vi trodde" in text
        assert "-2" not in text
        assert "█" not in text, "no bars of what is no amount"


async def test_a_new_version_of_a_question_breaks_the_series(
    desk: DirectDesk, samira: Planner, monkeypatch: pytest.MonkeyPatch
) -> None:
    rate(desk, samira, MAY, 3)
    first = lookup("was")
    item = replace(first.items[0], text=Words("Hur mycket kan du arbeta?", "How much?"))
    second = replace(first, version=2, items=(item,))
    versions = (first, second, *BUILT_IN[1:])
    monkeypatch.setattr(rating_templates, "BUILT_IN", versions)
    monkeypatch.setattr(ratings, "BUILT_IN", versions)
    desk.write(ratings.ensure_templates)
    rate(desk, samira, NOVEMBER, 8)
    async with page(desk, samira.id) as pilot:
        text = await press(pilot, "4")
        assert "Arbetsförmåga · äldre frågor, version 1" in text
        assert "3 → 8" not in text
        marked = next(line for line in lines(pilot.app) if "▌" in line)
        assert "Hur mycket kan du arbeta?" in marked, "the newest first"
        assert "Frågan är ny. Svaren nedan gäller version 1 och jämförs inte." in text
        assert text.index("········●··  8") < text.index("Frågan är ny") < text.rindex("  3")
        assert "Frågan har fått en ny text." in await press(pilot, "down")


async def test_nobody_elses_answers_are_shown(desk: DirectDesk, rated: Planner) -> None:
    jonas = Planner(desk, "R2", name="Jonas Ek")
    rate(desk, jonas, MAY, 9)
    async with page(desk, rated.id, [rated.id, jonas.id]) as pilot:
        assert " 9" not in (await press(pilot, "4")).replace(" 9    10", "")
        text = await press(pilot, "f7")
        assert "Jonas Ek" in text
        assert "█████████░ 9" in text
        assert "4 → 5" not in text
        assert "innan" not in text


@pytest.mark.parametrize(
    ("ended", "said"),
    [
        (None, "! Egenskattning skulle ha gjorts 12 maj"),
        (date(2026, 11, 20), "! Egenskattning vid avslut skulle ha gjorts 20 nov"),
    ],
)
async def test_what_is_due_is_said_first_and_offered_first(
    desk: DirectDesk, samira: Planner, ended: date | None, said: str
) -> None:
    if ended:
        rate(desk, samira, NOVEMBER, 5)
        command = EndParticipation(participant_id=samira.id, on=ended, reason=EndReason.AS_PLANNED)
        desk.write(end_participation, command)
    async with page(desk, samira.id) as pilot:
        assert said in await press(pilot, "4")
        text = await press(pilot, "s")
        assert ("När du slutar (vid avslut)" if ended else "Arbetsförmåga") in text


async def test_the_next_one_is_told_before_it_is_due(desk: DirectDesk, rated: Planner) -> None:
    async with page(desk, rated.id) as pilot:
        assert "Egenskattning 12 feb 2027 (om 3 månader)" in await press(pilot, "4")


async def test_without_a_start_nothing_is_due(desk: DirectDesk) -> None:
    person = Planner(desk, name="Jonas Ek")
    async with page(desk, person.id) as pilot:
        assert "räknas från att deltagandet börjar" in await press(pilot, "4")


# --- giving one ---------------------------------------------------------------------------------


async def test_from_the_section_to_a_saved_rating(desk: DirectDesk, rated: Planner) -> None:
    async with page(desk, rated.id) as pilot:
        await press(pilot, "4", "s")
        assert isinstance(pilot.app.screen, RatingStart)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, RatingScreen)
        await press(pilot, "7", "enter", "enter")
        text = await press(pilot, "enter")
        assert "5 → 7" in text
        assert "Sparat" in lines(pilot.app)[-1]
        text = await press(pilot, "ctrl+z")
        assert "4 → 5" in text
        assert "5 → 7" in await press(pilot, "ctrl+r")
    assert [r.value for r in recorded(desk) if r.on == TODAY] == [7]


async def test_what_by_whom_and_how_is_chosen(desk: DirectDesk, samira: Planner) -> None:
    goal = samira.goal("Våga ringa samtal")
    async with page(desk, samira.id) as pilot:
        await press(pilot, "4", "s")
        text = await press(pilot, "space")
        for offered in (
            "Arbetsförmåga",
            "Steg mot arbete (8 frågor)",
            "När du slutar (vid avslut)",
            "Att prata om målet: ”Våga ringa samtal”",
            "Så har det gått med målet: ”Våga ringa samtal”",
        ):
            assert offered in text
        await press(pilot, "end", "enter")
        await press(pilot, "down", "h", "down", "g", "enter")
        text = await press(pilot, "4", "enter")
        await press(pilot, "enter")
    (rating,) = recorded(desk)
    assert (rating.template, rating.goal_id, rating.rater, rating.mode, rating.value) == (
        "gas",
        goal.id,
        Rater.CASEWORKER,
        Mode.INTERPRETER,
        1,
    )


async def test_without_a_goal_it_says_why_there_is_less_to_choose(
    desk: DirectDesk, samira: Planner
) -> None:
    async with page(desk, samira.id) as pilot:
        text = " ".join((await press(pilot, "4", "s")).replace("│", "").split())
        assert "Frågorna om ett mål kommer med här när planen har ett mål." in text


async def test_the_question_just_answered_is_the_one_looked_at(
    desk: DirectDesk, rated: Planner
) -> None:
    async with page(desk, rated.id) as pilot:
        await press(pilot, "4", "s", "right", "right", "enter")
        await press(pilot, "4", "enter", "4", "enter", "enter")
        marked = pilot.app.screen.query_one(VirtualList).marked_id
        assert marked == "dirigo_goals:1:m1:"


async def test_a_rating_that_was_begun_is_offered_again(desk: DirectDesk, samira: Planner) -> None:
    async with page(desk, samira.id) as pilot:
        await press(pilot, "4", "s", "right", "enter")
        await press(pilot, "3", "enter", "4", "enter", "f10")
        text = shown(pilot.app)
        assert "Påbörjad: Steg mot arbete, 2 av 8 svar" in text
        assert "F Fortsätt" in text
    async with page(desk, samira.id) as pilot:
        await press(pilot, "4", "f")
        assert "Fråga 3 av 8" in shown(pilot.app)


async def test_what_was_begun_can_be_thrown_away(desk: DirectDesk, samira: Planner) -> None:
    async with page(desk, samira.id) as pilot:
        await press(pilot, "4", "s", "enter")
        await press(pilot, "3", "escape", "f8")
        assert isinstance(pilot.app.screen, ConfirmDialog)
        assert "Kasta svaren på ”Arbetsförmåga” för Samira Nordin?" in shown(pilot.app)
        await press(pilot, "right", "enter")
        text = await settle(pilot)
        assert "Påbörjad" not in text
        assert "F Fortsätt" not in text
    assert not desk.read(drafts.drafts)


async def test_a_draft_of_somebody_else_is_not_offered(desk: DirectDesk, samira: Planner) -> None:
    jonas = Planner(desk, "R2", name="Jonas Ek")
    async with page(desk, samira.id, [samira.id, jonas.id]) as pilot:
        await press(pilot, "4", "s", "enter", "3", "escape")
        assert "Påbörjad" in shown(pilot.app)
        assert "Påbörjad" not in await press(pilot, "f7")


async def test_a_draft_is_taken_up_after_unlocking(desk: DirectDesk, samira: Planner) -> None:
    async with page(desk, samira.id) as pilot:
        await press(pilot, "4", "s", "enter")
        await press(pilot, "3", "escape")
        pane = next(p for p in pilot.app.screen.query("RatingsPane"))
        pane.resume("rating", "was:participant:")  # type: ignore[attr-defined]
        assert "Du valde 3." in await settle(pilot)


async def test_everything_is_in_the_palette(desk: DirectDesk, samira: Planner) -> None:
    async with page(desk, samira.id) as pilot:
        await press(pilot, "4")
        assert "Börja en ny skattning." in await press(pilot, "ctrl+p", *"ny skattning")
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, RatingStart)


# --- looks --------------------------------------------------------------------------------------


@pytest.mark.parametrize("theme", themes.NAMES)
async def test_every_word_stands_out(desk: DirectDesk, rated: Planner, theme: str) -> None:
    async with page(desk, rated.id, theme=theme) as pilot:
        await press(pilot, "4")
        assert not list(weak_texts(pilot.app))
        await press(pilot, "s")
        assert not list(weak_texts(pilot.app))
        await press(pilot, "enter", "7")
        assert not list(weak_texts(pilot.app))
        await press(pilot, "k")
        assert not list(weak_texts(pilot.app))
        await press(pilot, "7", "enter", "enter")
        assert not list(weak_texts(pilot.app))


async def test_hostile_words_stay_words(desk: DirectDesk, samira: Planner) -> None:
    for place in range(3):
        goal = samira.goal(" ".join(HOSTILE[place::3]))
        reason = Answer(non_answer=NonAnswer.COULD_NOT, reason=" ".join(HOSTILE[place::3]))
        rate(desk, samira, MAY, 0, template="gas", goal_id=goal.id, answers={"level": reason})
    async with page(desk, samira.id, size=SIXTY) as pilot:
        await press(pilot, "4")
        for key in ("down", "down", "s", "space"):
            text = await press(pilot, key)
            assert not FORBIDDEN_ON_SCREEN & set(text.replace("\n", ""))
            assert all(cell_len(line) <= 60 for line in lines(pilot.app))


async def test_it_speaks_english(desk: DirectDesk, rated: Planner) -> None:
    set_language("en")
    try:
        async with page(desk, rated.id) as pilot:
            assert "Work ability" in await press(pilot, "4")
    finally:
        set_language("sv")


# --- words --------------------------------------------------------------------------------------


def test_a_non_answer_before_is_passed_over(desk: DirectDesk, samira: Planner) -> None:
    rate(desk, samira, MAY, 3)
    rate(desk, samira, AUGUST, None)
    rate(desk, samira, NOVEMBER, 5)
    (view,) = desk.read(ratings.rating_view, samira.id)
    latest, before = rating_words.side(view.items[0].days, Rater.PARTICIPANT)
    assert (latest and latest.value, before and before.value) == (5, 3)


def test_not_having_been_asked_is_no_answer(desk: DirectDesk, samira: Planner) -> None:
    rate(desk, samira, MAY, 3, "health", template="steps")
    (view,) = desk.read(ratings.rating_view, samira.id)
    assert rating_words.side(view.items[1].days, Rater.PARTICIPANT) == (None, None)
