"""The overview: what comes next and what to do about it, the own goal, where you were."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from desks import TODAY, DirectDesk, open_desk
from front_end import lines, shown
from pages import EIGHTY, SIXTY, page, press
from people import days
from planners import Planner

from dirigo_tui.domain.vocabulary import (
    ActivityStatus,
    Axis,
    EndReason,
    NonAnswer,
    NoteKind,
    TargetGroup,
)
from dirigo_tui.services.follow_ups import BookFollowUp, book_follow_up
from dirigo_tui.services.identity_numbers import numbers_of
from dirigo_tui.services.notes import notes_of
from dirigo_tui.services.participants import get_participant
from dirigo_tui.services.participation import StartParticipation, start_participation
from dirigo_tui.services.ratings import Answer, RecordRating, record_rating
from dirigo_tui.services.status import SetStatus, set_status


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
        site="Haninge",
        municipality="Nynäshamn",
        caseworker="Anna Lind",
        no_sgi=True,
    )


def rate(desk: DirectDesk, person: Planner, on: date, answer: Answer) -> None:
    command = RecordRating(participant_id=person.id, template="was", on=on, answers={"was": answer})
    desk.write(record_rating, command)


def book(desk: DirectDesk, person: Planner, on: date) -> None:
    desk.write(book_follow_up, BookFollowUp(participant_id=person.id, on=on))


async def test_an_empty_page_says_whose_why_and_the_one_next_key(
    desk: DirectDesk, samira: Planner
) -> None:
    async with page(desk, samira.id) as pilot:
        text = " ".join(shown(pilot.app).split())
        assert "Samira Nordin har inte satt ord på sitt mål än." in text
        assert "Tryck M och skriv det tillsammans." in text
        assert "Samira Nordin har ingen plan än. Tryck 3 och skriv det första målet" in text
        assert "Samira Nordin har inte skattat något än. Tryck 4 och fråga." in text
        assert "Inget är känt om hur det är för Samira Nordin just nu. Tryck 5" in text
        assert "väntar på start" in text
        assert "Senast" not in text


async def test_who_it_is(desk: DirectDesk, samira: Planner) -> None:
    async with page(desk, samira.id) as pilot:
        text = shown(pilot.app).replace("F2 Uppgifter   I Nummer", "")
        said = "Född 2 april 1985 · 41 år · Haninge · Nynäshamn · referens R1 · handläggare"
        assert f"{said} Anna Lind · saknar SGI" in " ".join(text.split())


async def test_a_plan_in_words_with_what_makes_it_stale(desk: DirectDesk, samira: Planner) -> None:
    samira.goal()
    walk = samira.activity()
    samira.activity("Kurs")
    samira.set_to(walk, ActivityStatus.ONGOING)
    async with page(desk, samira.id) as pilot:
        assert "version 1, utkast" in shown(pilot.app)
        assert "● 1 pågår   ○ 1 planerad" in shown(pilot.app)
    samira.agree()
    book(desk, samira, days(6))
    async with page(desk, samira.id) as pilot:
        assert "version 1, bekräftad av båda 21 nov" in shown(pilot.app)
        assert "uppföljning 27 nov (om 6 dagar)" in shown(pilot.app)


async def test_ratings_stand_beside_the_ones_before(desk: DirectDesk, samira: Planner) -> None:
    rate(desk, samira, date(2026, 5, 3), Answer(value=3))
    rate(desk, samira, date(2026, 11, 5), Answer(value=5))
    async with page(desk, samira.id) as pilot:
        (line,) = (line for line in lines(pilot.app) if "Arbetsförmåga" in line)
        assert line.endswith("···○━●·····  3 → 5  3 maj → 5 nov")
    rate(desk, samira, date(2026, 11, 20), Answer(non_answer=NonAnswer.PREFERS_NOT))
    async with page(desk, samira.id, size=SIXTY) as pilot:
        (line,) = (line for line in lines(pilot.app) if "Arbetsförmåga" in line)
        assert "vill inte svara" in line


async def test_status_in_words(desk: DirectDesk, samira: Planner) -> None:
    for axis, value, extent in (
        (Axis.SICK_LEAVE, "", 75),
        (Axis.MEASURE, "mobilisation_course", None),
    ):
        command = SetStatus(participant_id=samira.id, axis=axis, value=value, extent=extent)
        desk.write(set_status, command)
    async with page(desk, samira.id) as pilot:
        text = shown(pilot.app)
        assert "sjukskriven 75 %" in text
        assert "mobiliseringskurs" in text


# --- what can be done ---------------------------------------------------------------------------


async def test_booking_takes_a_plan(desk: DirectDesk, samira: Planner) -> None:
    async with page(desk, samira.id) as pilot:
        assert "(B boka)" in lines(pilot.app)[-1]
        assert "B Boka" not in shown(pilot.app)
        assert "Uppföljning ·" not in await press(pilot, "b")
    samira.goal()
    async with page(desk, samira.id) as pilot:
        assert "B Boka" in shown(pilot.app)
        assert "Uppföljning · Samira Nordin" in await press(pilot, "b")
        text = await press(pilot, *"27/11", "ctrl+s")
        assert "uppföljning 27 nov (om 6 dagar)" in text
        assert "Sparat" in lines(pilot.app)[-1]
    version = samira.plan().version
    assert version is not None
    assert version.next_follow_up == days(6)


async def test_a_follow_up_done_is_a_note_goes_through_the_activities_and_books_the_next(
    desk: DirectDesk, samira: Planner
) -> None:
    samira.goal()
    walk = samira.activity()
    book(desk, samira, TODAY)
    async with page(desk, samira.id) as pilot:
        await press(pilot, "g")
        await press(pilot, "tab", "tab", *"Bra", "tab", "tab", *"1/12")
        text = await press(pilot, "ctrl+s")
        assert "avstämning 21 nov: Bra" in text
        assert "uppföljning 1 dec" in text
    (note,) = desk.read(notes_of, samira.id)
    assert (note.kind, note.text, note.on) == (NoteKind.CHECK_IN, "Bra", TODAY)
    (view,) = samira.plan().unattached
    assert view.activity.id == walk.id
    assert view.activity.followed_up_on == TODAY


async def test_the_buttons_do_what_the_keys_do(desk: DirectDesk, samira: Planner) -> None:
    async with page(desk, samira.id) as pilot:
        for button, opened in (("M Mitt mål", "Mitt mål ·"), ("F2 Uppgifter", "Grunduppgifter ·")):
            (y,) = (y for y, line in enumerate(lines(pilot.app)) if button in line)
            x = lines(pilot.app)[y].index(button)
            await pilot.click(offset=(x + 1, y))
            assert f"{opened} Samira Nordin" in await press(pilot)
            await press(pilot, "escape")
            await pilot.click(offset=(x - 3, y))
            assert f"{opened} Samira Nordin" not in await press(pilot)


async def test_start_and_end(desk: DirectDesk, samira: Planner) -> None:
    async with page(desk, samira.id) as pilot:
        assert "A Avsluta" not in shown(pilot.app)
        text = await press(pilot, "t", "ctrl+s")
        assert "sedan 21 november 2026" in text
        assert "A Avsluta" in text
        text = await press(pilot, "a", "tab", "s", "ctrl+s")
        assert "21 november 2026 – 21 november 2026, som planerat" in text
        assert "T Starta" not in text
    person = desk.read(get_participant, samira.id)
    assert (person.start, person.end, person.end_reason) == (TODAY, TODAY, EndReason.AS_PLANNED)


async def test_an_end_before_the_start_is_refused_and_said(
    desk: DirectDesk, samira: Planner
) -> None:
    command = StartParticipation(participant_id=samira.id, on=TODAY)
    desk.write(start_participation, command)
    async with page(desk, samira.id) as pilot:
        await press(pilot, "a", *["backspace"] * 10, *"2026-11-01", "tab", "s")
        text = await press(pilot, "ctrl+s")
        assert "Inte sparat: " in text
    assert desk.read(get_participant, samira.id).end is None


async def test_an_identity_number_of_a_chosen_kind(desk: DirectDesk, samira: Planner) -> None:
    async with page(desk, samira.id) as pilot:
        await press(pilot, "i", "r", "tab", *"T-1", "ctrl+s")
        assert "T-1" not in shown(pilot.app)
    assert [row.number for row in desk.read(numbers_of, samira.id)] == ["T-1"]


@pytest.mark.parametrize("size", [EIGHTY, SIXTY])
async def test_everything_can_be_reached_by_scrolling(
    desk: DirectDesk, samira: Planner, size: tuple[int, int]
) -> None:
    samira.goal()
    for on in (date(2026, 5, 3), date(2026, 11, 5)):
        rate(desk, samira, on, Answer(value=3))
    async with page(desk, samira.id, size=size) as pilot:
        seen = shown(pilot.app) + await press(pilot, "end")
        for label in ("Härnäst", "Mitt mål", "Planen", "Skattning", "Status", "Deltar", "Vem"):
            assert label in seen
