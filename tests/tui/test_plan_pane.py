"""My plan, built with keys on a real encrypted desk: what is seen, asked and stored."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from contrast import weak_texts
from desks import DirectDesk, open_desk
from front_end import lines, shown
from hostile_text import FORBIDDEN_ON_SCREEN, HOSTILE
from pages import EIGHTY, SIXTY, page, press, running, settle
from planners import COURSE, Planner
from textual.pilot import Pilot

from dirigo_tui.domain.records import RESPONSIBLE_PARTICIPANT, Activity, Goal
from dirigo_tui.domain.vocabulary import (
    Action,
    ActivityStatus,
    Agreement,
    Attendance,
    GoalState,
    Rater,
    TargetGroup,
)
from dirigo_tui.forms.draft_keys import DraftKey
from dirigo_tui.services.attendance import SetAttendance, set_attendance
from dirigo_tui.services.goals import ChangeGoal, CloseGoal, change_goal, remove_goal
from dirigo_tui.services.notes import notes_of
from dirigo_tui.services.participation import StartParticipation, start_participation
from dirigo_tui.tui import themes
from dirigo_tui.tui.panes.plan import PlanPane
from dirigo_tui.tui.screens.participant import ParticipantScreen
from dirigo_tui.tui.widgets.block_list import BlockList
from dirigo_tui.tui.widgets.choice_box import ChoiceBox
from dirigo_tui.tui.widgets.entry import Entry
from dirigo_tui.tui.widgets.long_entry import LongEntry

PLAN = "3"
SIZES = pytest.mark.parametrize("size", [EIGHTY, SIXTY])


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DirectDesk]:
    opened = open_desk(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def samira(desk: DirectDesk) -> Planner:
    return Planner(desk, name="Samira Nordin", target_group=TargetGroup.SICK_LEAVE)


def goals(person: Planner) -> list[Goal]:
    return person.desk.read(lambda reader: reader.find(Goal))


def activities(person: Planner) -> list[Activity]:
    return person.desk.read(lambda reader: reader.find(Activity))


def marked(pilot: Pilot[None]) -> str | None:
    return pilot.app.screen.query_one(BlockList).marked_id


def as_it_came(unit: Any, record: Any, **fields: str) -> None:
    """Store texts that no use case has cleaned, as another program's file might hold them."""
    unit.change(unit.get(type(record), record.id), **fields)
    unit.happened(Action.PARTICIPANT_RECEIVED, record.participant_id)


def text(app: Any) -> str:
    """What stands on the screen in one run of words, whatever was wrapped."""
    return " ".join(shown(app).replace("│", " ").split())


async def fill(pilot: Pilot[None], **texts: str) -> str:
    """Fill in fields of the form on the screen, choices by their codes, and save."""
    for name, written in texts.items():
        field = pilot.app.screen.query_one(f"#{name}")
        if isinstance(field, ChoiceBox):
            field.code = written
        elif isinstance(field, LongEntry):
            field.text = written
        else:
            assert isinstance(field, Entry)
            field.value = written
        await pilot.pause()
    return await press(pilot, "ctrl+s")


# --- what is seen -------------------------------------------------------------------------------


@SIZES
async def test_an_empty_plan_says_whose_it_is_and_the_one_next_key(
    desk: DirectDesk, samira: Planner, size: tuple[int, int]
) -> None:
    async with page(desk, samira.id, size=size) as pilot:
        await press(pilot, PLAN)
        said = "Samira Nordin har inga mål än. Tryck M och skriv det första tillsammans."
        assert said in text(pilot.app)
        assert "M nytt mål" in lines(pilot.app)[-1]
        assert "Utkast" not in shown(pilot.app)


@SIZES
async def test_own_words_stand_first_and_the_note_is_a_layer_of_its_own(
    desk: DirectDesk, samira: Planner, size: tuple[int, int]
) -> None:
    goal = samira.goal("Orka jobba halvtid")
    desk.write(change_goal, ChangeGoal(goal_id=goal.id, note="Vill öva först.\nI december."))
    async with page(desk, samira.id, size=size) as pilot:
        screen = await press(pilot, PLAN)
        assert "Mål 1  ”Orka jobba halvtid”" in screen
        assert "│ Handläggarens anteckning: Vill öva först." in screen
        assert "│ I december." in screen
        assert "inga aktiviteter än" in screen


async def test_activities_stand_in_a_table(desk: DirectDesk, samira: Planner) -> None:
    goal = samira.goal()
    samira.activity(
        "Arbetsträning i butik",
        goal_id=goal.id,
        time_text="början av januari",
        taking_part="arbetsgivare",
        responsible="Arbetsförmedlingen",
    )
    samira.activity("Promenad", goal_id=goal.id, time_text="pågår")
    async with page(desk, samira.id) as pilot:
        await press(pilot, PLAN)
        drawn = lines(pilot.app)
        heading = next(line for line in drawn if "Aktivitet" in line and "Tidpunkt" in line)
        first = next(line for line in drawn if "Arbetsträning i" in line)
        for column, cell in (
            ("Aktivitet", "Arbetsträning i"),
            ("Tidpunkt", "början av"),
            ("Medverkande", "arbetsgivare"),
            ("Ansvarig", "Arbetsförmedlingen"),
            ("Läge", "○ planerad"),
        ):
            assert heading.index(column) == first.index(cell)
        own = next(line for line in drawn if "Promenad" in line)
        assert own.index("jag själv") == heading.index("Ansvarig")
        assert "–" in own


async def test_the_table_wraps_where_there_is_less_room(desk: DirectDesk, samira: Planner) -> None:
    samira.activity("Promenad", time_text="pågår", taking_part="min syster")
    async with page(desk, samira.id, size=SIXTY) as pilot:
        screen = await press(pilot, PLAN)
        assert "Tidpunkt" not in screen
        assert "pågår · med min syster · ansvarig: jag själv" in screen
        promenade = next(line for line in lines(pilot.app) if "Promenad" in line)
        assert promenade.endswith("○ planerad")


@SIZES
async def test_a_course_shows_its_days_in_dots_numbers_and_words(
    desk: DirectDesk, samira: Planner, size: tuple[int, int]
) -> None:
    course = samira.activity(**COURSE)
    for day, attendance in ((3, Attendance.PRESENT), (10, Attendance.ABSENT_WITH_NOTICE)):
        on = date(2026, 11, day)
        desk.write(
            set_attendance, SetAttendance(activity_id=course.id, day=on, attendance=attendance)
        )
    async with page(desk, samira.id, size=size) as pilot:
        await press(pilot, PLAN)
        said = text(pilot.app)
        assert "nästa tisdag 24 nov" in said
        assert "närvaro ●◌· 1 av 3, 1 anmäld frånvaro, 1 inte noterad" in said


async def test_what_the_plan_lacks_stands_with_the_key_that_mends_it(
    desk: DirectDesk, samira: Planner
) -> None:
    began = StartParticipation(participant_id=samira.id, on=date(2026, 5, 1))
    desk.write(start_participation, began)
    samira.activity("Ringa", time_text="2026-11-02")
    samira.agree()
    async with page(desk, samira.id) as pilot:
        await press(pilot, PLAN)
        assert "bekräftad av båda 21 nov" in shown(pilot.app)
        assert "! Inget uppföljningsdatum: U" in shown(pilot.app)
        assert "! Ingen aktivitet framåt i planen: A" in shown(pilot.app)
        await press(pilot, "u")
        await fill(pilot, next_on="24/11")
        assert "Uppföljning tisdag 24 nov (om 3 dagar)" in shown(pilot.app)
        await press(pilot, "a")
        await fill(pilot, title="Promenad", time_text="pågår", responsible="jag")
        assert "!" not in "".join(lines(pilot.app)[3:5])


# --- goals and activities -----------------------------------------------------------------------


async def test_a_goal_and_two_activities_by_keys_alone(desk: DirectDesk, samira: Planner) -> None:
    async with page(desk, samira.id) as pilot:
        await press(pilot, PLAN, "m", *"Orka mer", "ctrl+s")
        assert "Mål 1  ”Orka mer”" in shown(pilot.app)
        assert "Version 1, utkast" in shown(pilot.app)
        assert "Sparat" in lines(pilot.app)[-1]
        await press(pilot, "a", *"Gå", "tab", "tab", "tab", *"pågår")
        assert "tills vidare" in shown(pilot.app)
        await press(pilot, "tab", "tab", *"jag", "ctrl+s")
        await press(pilot, "a", *"Kurs", "tab", "tab", "tab", *"sen")
        assert "ingen dag utläst" in shown(pilot.app)
        await press(pilot, "tab", "tab", *"vår", "ctrl+s")
        assert "jag själv" in shown(pilot.app)
    first, second = activities(samira)
    (goal,) = goals(samira)
    assert (first.goal_id, first.responsible) == (goal.id, RESPONSIBLE_PARTICIPANT)
    assert (second.goal_id, second.responsible) == (goal.id, "vården")
    assert (second.time_text, second.time_start) == ("sen", None)


async def test_one_stands_on_what_was_just_written(desk: DirectDesk, samira: Planner) -> None:
    samira.goal("Ett")
    async with page(desk, samira.id) as pilot:
        await press(pilot, PLAN, "m")
        await fill(pilot, own_words="Två")
        assert marked(pilot) == goals(samira)[1].id


async def test_an_activity_has_exactly_one_responsible(desk: DirectDesk, samira: Planner) -> None:
    async with page(desk, samira.id) as pilot:
        await press(pilot, PLAN, "a")
        await fill(pilot, title="Kurs", responsible="vården; kommunen")
        assert "! Ansvarig är 2, men det ska vara en enda." in text(pilot.app)
        assert pilot.app.focused is not None
        assert pilot.app.focused.id == "responsible"
    assert not activities(samira)


async def test_a_course_gets_its_days(desk: DirectDesk, samira: Planner) -> None:
    async with page(desk, samira.id) as pilot:
        screen = await press(pilot, PLAN, "a")
        assert "På vilka dagar" not in screen
        await fill(pilot, title="Kurs", repeats="weekly", weekdays="tis, tors", first_day="1/12")
        assert "tisdagar och torsdagar" in shown(pilot.app)
        assert "tisdag 1 december 2026" in shown(pilot.app)
        await fill(pilot, responsible="vården", times="6")
        assert "tisdagar och" in shown(pilot.app), "no time was written: the rhythm stands there"
        assert "nästa tisdag 1 dec" in shown(pilot.app)
        await press(pilot, "e")
        assert "tisdagar och torsdagar" in shown(pilot.app)
        await press(pilot, "ctrl+s")
    (course,) = activities(samira)
    assert course.recurrence == "FREQ=WEEKLY;BYDAY=TU,TH;COUNT=6"
    assert course.version == 1, "saving what stood there changes nothing"


async def test_a_series_without_a_first_day_says_so_beside_the_field(
    desk: DirectDesk, samira: Planner
) -> None:
    async with page(desk, samira.id) as pilot:
        await press(pilot, PLAN, "a")
        await fill(pilot, title="Kurs", responsible="vården", repeats="daily")
        assert "behöver en första dag" in text(pilot.app)
        assert pilot.app.focused is not None
        assert pilot.app.focused.id == "first_day"


async def test_the_note_changes_no_word_of_the_participant(
    desk: DirectDesk, samira: Planner
) -> None:
    samira.goal("Orka jobba halvtid")
    samira.agree()
    async with page(desk, samira.id) as pilot:
        await press(pilot, PLAN, "e")
        assert "Ändrar ni det som står i planen blir den version 2" in text(pilot.app)
        await fill(pilot, note="Tar det lugnt")
        assert "Version 1, bekräftad av båda" in shown(pilot.app), "a note is not agreed on"
    (goal,) = goals(samira)
    assert (goal.own_words, goal.note) == ("Orka jobba halvtid", "Tar det lugnt")


async def test_an_activity_moves_to_another_goal(desk: DirectDesk, samira: Planner) -> None:
    first, second = samira.goal("Ett"), samira.goal("Två")
    walk = samira.activity("Promenad", goal_id=first.id)
    async with page(desk, samira.id) as pilot:
        await press(pilot, PLAN, "down", "f", "2", "ctrl+s")
        assert marked(pilot) == walk.id
    assert activities(samira)[0].goal_id == second.id


async def test_an_activity_changes_how_it_goes_and_cancelling_takes_a_reason(
    desk: DirectDesk, samira: Planner
) -> None:
    samira.activity("Promenad")
    async with page(desk, samira.id) as pilot:
        await press(pilot, PLAN, "s", "p", "p", "ctrl+s")
        assert "◌ pausad" in shown(pilot.app)
        await press(pilot, "s", "i", "ctrl+s")
        assert "! En inställd aktivitet behöver ett skäl." in text(pilot.app)
        await fill(pilot, reason="Halt ute")
        assert "✗ inställd" in shown(pilot.app)
        assert "Skäl: Halt ute" in shown(pilot.app)
        await press(pilot, "l")
        assert "○ planerad" in shown(pilot.app)
        await press(pilot, "k")
        assert "✓ klar" in shown(pilot.app)
        await press(pilot, "k")
        assert "Aktiviteten är klar. L tar upp den igen." in shown(pilot.app)


# --- goals that end -----------------------------------------------------------------------------


async def test_a_goal_that_is_reached_asks_about_its_open_activities(
    desk: DirectDesk, samira: Planner
) -> None:
    goal, other = samira.goal("Ett"), samira.goal("Två")
    for title in ("Klar", "Flyttas", "Ställs in", "Kvar"):
        samira.activity(title, goal_id=goal.id)
    async with page(desk, samira.id) as pilot:
        await press(pilot, PLAN, "home", "k")
        assert "Vad händer med det som inte är klart?" in shown(pilot.app)
        await press(pilot, "ä", "tab", "2", "tab", "s", "ctrl+s")
        assert "En inställd aktivitet behöver ett skäl" in text(pilot.app)
        await fill(pilot, reason="Orkar inte")
        assert "✓ nått 21 nov" in shown(pilot.app)
    done, moved, cancelled, kept = activities(samira)
    assert done.status is ActivityStatus.DONE
    assert moved.goal_id == other.id
    assert (cancelled.status, cancelled.status_reason) == (ActivityStatus.CANCELLED, "Orkar inte")
    assert (kept.goal_id, kept.status) == (None, ActivityStatus.PLANNED)


async def test_a_goal_without_open_activities_is_reached_at_once(
    desk: DirectDesk, samira: Planner
) -> None:
    samira.goal()
    async with page(desk, samira.id) as pilot:
        await press(pilot, PLAN, "K")
        assert goals(samira)[0].state is GoalState.ACHIEVED
        await press(pilot, "l")
        assert goals(samira)[0].state is GoalState.OPEN


async def test_a_removed_goal_is_kept_with_its_reason_and_folded_away(
    desk: DirectDesk, samira: Planner
) -> None:
    samira.goal("Ta körkort")
    samira.goal("Våga ringa")
    async with page(desk, samira.id) as pilot:
        await press(pilot, PLAN, "home", "t", "ctrl+s")
        assert "! Fältet får inte vara tomt" in shown(pilot.app)
        await fill(pilot, reason="Vill vänta")
        assert "▸ 1 borttaget mål" in shown(pilot.app)
        assert "Ta körkort" not in shown(pilot.app)
        await press(pilot, "end", "enter")
        assert "▾ 1 borttaget mål" in shown(pilot.app)
        assert "✗ borttaget 21 nov" in shown(pilot.app)
        assert "Skäl: Vill vänta" in shown(pilot.app)
        await press(pilot, "end", "e")
        assert "Målet är borttaget. L lägger tillbaka det." in shown(pilot.app)
        await press(pilot, "l")
        assert "borttag" not in shown(pilot.app)
    assert {goal.state for goal in goals(samira)} == {GoalState.OPEN}


async def test_a_mistake_is_deleted_only_from_a_draft(desk: DirectDesk, samira: Planner) -> None:
    samira.goal("Rätt")
    samira.goal("Fel")
    async with page(desk, samira.id) as pilot:
        await press(pilot, PLAN, "end", "x")
        assert "Radera ”Fel”?" in shown(pilot.app)
        await press(pilot, "enter")
        assert len(goals(samira)) == 2, "the first answer changes nothing"
        await press(pilot, "x", "right", "enter")
        assert [goal.own_words for goal in goals(samira)] == ["Rätt"]
        await press(pilot, "ctrl+z")
        assert len(goals(samira)) == 2


async def test_what_was_agreed_on_cannot_be_deleted_and_the_key_says_why(
    desk: DirectDesk, samira: Planner
) -> None:
    samira.goal()
    samira.agree()
    async with page(desk, samira.id, size=(160, 50)) as pilot:
        await press(pilot, PLAN)
        assert "(X radera)" in lines(pilot.app)[-2]
        await press(pilot, "x")
        assert "Någon har svarat på en plan där det här ingår. T tar bort det" in shown(pilot.app)
        await press(pilot, "question_mark")
        said = "Radera ett misstag. Det går bara i ett utkast. (går inte just nu)"
        assert said in text(pilot.app)


# --- agreeing -----------------------------------------------------------------------------------


async def test_both_confirm_the_same_version_by_keys(desk: DirectDesk, samira: Planner) -> None:
    samira.goal()
    async with page(desk, samira.id) as pilot:
        await press(pilot, PLAN, "b")
        assert "Båda behöver säga ja till version 1." in text(pilot.app)
        await press(pilot, "ctrl+s")
        assert "! Välj ett av svaren" in shown(pilot.app), "nobody's yes is suggested"
        await press(pilot, "j", "ctrl+s")
        assert "Version 1 · deltagaren ✓ ja 21 nov · handläggaren: inte till" in shown(pilot.app)
        assert "Nu är det handläggaren som svarar på version 1: tryck B." in shown(pilot.app)
        assert lines(pilot.app)[0].endswith("v1 ✓·")
        await press(pilot, "b", "tab", "j", "ctrl+s")
        assert "Version 1, bekräftad av båda 21 nov" in shown(pilot.app)
        assert "Planen är gemensam: båda har sagt ja till version 1." in shown(pilot.app)


async def test_a_no_takes_a_reason_and_not_being_able_to_answer_is_an_answer(
    desk: DirectDesk, samira: Planner
) -> None:
    samira.goal()
    async with page(desk, samira.id) as pilot:
        await press(pilot, PLAN, "b", "tab", "n")
        assert "Varför inte" in shown(pilot.app)
        await press(pilot, "ctrl+s")
        assert "! Ett nej behöver ett skäl." in shown(pilot.app)
        await fill(pilot, reason="Fel ordning")
        assert "deltagaren ✗ nej 21 nov: Fel ordning" in text(pilot.app)
        await press(pilot, "b", "tab", "k", "ctrl+s")
        version = samira.plan().version
    assert version is not None
    assert version.caseworker_answer is Agreement.COULD_NOT_ANSWER


async def test_editing_what_was_confirmed_opens_a_version_and_says_what_changed(
    desk: DirectDesk, samira: Planner
) -> None:
    goal = samira.goal()
    samira.activity("Arbetsträning", goal_id=goal.id, time_text="november")
    samira.agree()
    async with page(desk, samira.id) as pilot:
        await press(pilot, PLAN, "down", "e")
        assert "Ändrar ni det som står i planen blir den version 2, obekräftad." in text(pilot.app)
        await fill(pilot, time_text="januari")
        said = text(pilot.app)
        assert "Planen är nu version 2, obekräftad." in said
        assert "Version 2, utkast" in said
        assert "Ändrat sedan v1: Arbetsträning flyttad från november till januari" in said
        await press(pilot, "j")
        assert "╭─ Ändrat sedan v1" in shown(pilot.app)
        await press(pilot, "escape", "ctrl+z")
        assert "Version 1, bekräftad av båda" in shown(pilot.app)
        assert "Ändrat sedan" not in shown(pilot.app)
        await press(pilot, "ctrl+r")
        assert "Ändrat sedan v1" in shown(pilot.app)


async def test_more_changes_than_there_is_room_for_are_counted(
    desk: DirectDesk, samira: Planner
) -> None:
    samira.goal()
    samira.agree()
    for number in range(9):
        samira.activity(f"Aktivitet med nummer {number}")
    async with page(desk, samira.id, size=SIXTY) as pilot:
        await press(pilot, PLAN)
        assert "till: J" in text(pilot.app)
        screen = await press(pilot, "j")
        assert all(f"+ Aktivitet med nummer {number}" in screen for number in range(9))


async def test_an_answer_begun_for_one_version_is_not_suggested_for_the_next(
    desk: DirectDesk, samira: Planner
) -> None:
    samira.goal()
    samira.answer(Rater.CASEWORKER)
    async with page(desk, samira.id) as pilot:
        await press(pilot, PLAN, "b", "tab", "j", "escape", "b")
        assert "Utkast från" in shown(pilot.app)
        await press(pilot, "escape")
        samira.goal("Ett till")
        pilot.app.screen.reload()
        await settle(pilot)
        screen = await press(pilot, "b")
        assert "Bekräfta version 2" in screen
        assert "– välj –" in screen


async def test_an_empty_plan_has_nothing_to_confirm(desk: DirectDesk, samira: Planner) -> None:
    async with page(desk, samira.id) as pilot:
        await press(pilot, PLAN, "b")
        assert "Planen är tom." in shown(pilot.app)
        assert isinstance(pilot.app.screen, ParticipantScreen)


# --- following up and attendance ----------------------------------------------------------------


async def test_a_follow_up_is_booked_and_told(desk: DirectDesk, samira: Planner) -> None:
    samira.activity("Promenad")
    async with page(desk, samira.id) as pilot:
        await press(pilot, PLAN, "u")
        await fill(pilot, next_on="24 nov")
        assert "Uppföljning tisdag 24 nov (om 3 dagar)" in shown(pilot.app)
        await press(pilot, "u")
        await fill(pilot, what="met", text="Det går bra")
    (note,) = desk.read(notes_of, samira.id)
    assert note.text == "Det går bra"
    assert activities(samira)[0].followed_up_on == note.on


async def test_one_activity_is_followed_up_by_itself(desk: DirectDesk, samira: Planner) -> None:
    samira.activity("Promenad", follow_up_on=date(2026, 11, 18))
    async with page(desk, samira.id) as pilot:
        await press(pilot, PLAN)
        assert "! skulle ha följts upp 18 nov" in shown(pilot.app)
        await press(pilot, "u")
        await fill(pilot, what="one", activity_next_on="5 dec")
        assert "följs upp 5 dec" in shown(pilot.app)
    assert activities(samira)[0].followed_up_on == date(2026, 11, 21)


@SIZES
async def test_attendance_is_noted_day_by_day(
    desk: DirectDesk, samira: Planner, size: tuple[int, int]
) -> None:
    samira.activity(**COURSE)
    async with page(desk, samira.id, size=size) as pilot:
        await press(pilot, PLAN, "v")
        assert "Närvaro: Mobiliseringskurs" in shown(pilot.app)
        await press(pilot, "n", "f", "a")
        screen = shown(pilot.app)
        for words in ("● närvarande", "○ frånvarande", "◌ anmält frånvaro"):
            assert words in screen
        assert "N var där  A anmält  F frånvaro" in screen
        screen = await press(pilot, "down", "n")
        assert marked(pilot) == "2026-11-24"
        assert "(N var där)  A anmält" in screen, "nobody was anywhere on a day still to come"
        assert "Inte sparat" not in screen
        await press(pilot, "a", "up", "delete", "escape")
        assert "närvaro ●○·◌ 1 av 4" in text(pilot.app)


# --- drafts, keys, help -------------------------------------------------------------------------


async def test_what_is_typed_survives_escape_and_is_taken_up_again(
    desk: DirectDesk, samira: Planner
) -> None:
    goal = samira.goal()
    async with page(desk, samira.id) as pilot:
        await press(pilot, PLAN, "a", *"Halvskriv", "escape")
        assert not activities(samira)
        await press(pilot, "a")
        assert "Halvskriv" in shown(pilot.app)
        await press(pilot, "escape", "home", "t", *"Därför", "escape")
    draft = DraftKey("plan", "close_goal", f"take_out:{goal.id}", samira.id)
    async with running(desk) as pilot:
        pilot.app.push_screen(ParticipantScreen(samira.id, resume=draft))
        await settle(pilot)
        assert "Därför" in shown(pilot.app)
        await press(pilot, "ctrl+s")
    assert goals(samira)[0].state_reason == "Därför"


async def test_letters_in_a_form_are_letters(desk: DirectDesk, samira: Planner) -> None:
    async with page(desk, samira.id) as pilot:
        letters = "".join(sorted(command.keys[0] for command in PlanPane.commands))
        await press(pilot, PLAN, "m", *letters, "ctrl+s")
    assert [goal.own_words for goal in goals(samira)] == [letters]


async def test_everything_is_in_the_palette_and_in_the_help(
    desk: DirectDesk, samira: Planner
) -> None:
    samira.activity(**COURSE)
    samira.goal("Ett")
    async with page(desk, samira.id, size=(80, 40)) as pilot:
        await press(pilot, PLAN, "question_mark")
        helped = text(pilot.app)
        assert "Planen: målen med deltagarens egna ord" in helped
        await press(pilot, "escape", "end", "ctrl+p", *"närvaro", "enter")
        assert "Närvaro: Mobiliseringskurs" in shown(pilot.app)
    for command in PlanPane.commands:
        assert str(command.help)


async def test_the_next_person_has_their_own_plan(desk: DirectDesk, samira: Planner) -> None:
    goal = samira.goal("Bara Samiras")
    desk.write(remove_goal, CloseGoal(goal_id=goal.id, reason="Därför"))
    jonas = Planner(desk, "R2", name="Jonas Ek")
    other = jonas.goal("Bara Jonas")
    desk.write(remove_goal, CloseGoal(goal_id=other.id, reason="Därför"))
    async with page(desk, samira.id, [samira.id, jonas.id]) as pilot:
        await press(pilot, PLAN, "r")
        assert "Bara Samiras" in shown(pilot.app)
        await press(pilot, "f7")
        assert "Bara" not in shown(pilot.app)
        assert "1 borttaget mål" in shown(pilot.app)


# --- much, long, hostile, readable --------------------------------------------------------------


@SIZES
async def test_a_goal_of_300_characters_and_30_activities(
    desk: DirectDesk, samira: Planner, size: tuple[int, int]
) -> None:
    goal = samira.goal("ord " * 74 + "slut")
    for number in range(30):
        samira.activity(f"Aktivitet nummer {number} med långt namn", goal_id=goal.id)
    async with page(desk, samira.id, size=size) as pilot:
        await press(pilot, PLAN)
        assert text(pilot.app).count("ord ") >= 74
        seen: list[str | None] = []
        while marked(pilot) not in seen:
            seen.append(marked(pilot))
            drawn = lines(pilot.app)
            assert all(len(line) <= size[0] for line in drawn)
            assert any("▌" in line for line in drawn)
            await pilot.press("down")
        assert len(seen) == 31
        assert "nummer 29" in text(pilot.app)
        await press(pilot, "home")
        assert marked(pilot) == goal.id


@SIZES
async def test_hostile_text_is_only_text(
    desk: DirectDesk, samira: Planner, size: tuple[int, int]
) -> None:
    for words in HOSTILE:
        goal = samira.goal("Ett mål")
        activity = samira.activity(goal_id=goal.id)
        desk.write(as_it_came, goal, own_words=words, note=words)
        desk.write(as_it_came, activity, title=words, taking_part=words, time_text=words)
    samira.agree()
    for words in HOSTILE[:5]:
        samira.activity(f"{words} igen", responsible=words)
    async with page(desk, samira.id, size=size) as pilot:
        await press(pilot, PLAN)
        last = samira.plan().unattached[-1].activity.id
        while marked(pilot) != last:
            assert not FORBIDDEN_ON_SCREEN & set("".join(lines(pilot.app)))
            await pilot.press("pagedown")
        await press(pilot, "home", "down")
        for key in "etujbfs":
            await press(pilot, key)
            assert len(pilot.app.screen_stack) == 4, key
            assert not FORBIDDEN_ON_SCREEN & set("".join(lines(pilot.app)))
            await pilot.press("escape")


@pytest.mark.parametrize("theme", themes.NAMES)
async def test_every_word_stands_out(desk: DirectDesk, samira: Planner, theme: str) -> None:
    goal = samira.goal("Orka jobba halvtid")
    desk.write(change_goal, ChangeGoal(goal_id=goal.id, note="Vill öva."))
    samira.activity(**COURSE)
    samira.agree()
    samira.activity("Promenad", follow_up_on=date(2026, 11, 1))
    async with page(desk, samira.id, theme=theme) as pilot:
        await press(pilot, PLAN, "end")
        assert not list(weak_texts(pilot.app))
        await press(pilot, "b")
        assert not list(weak_texts(pilot.app))
        await press(pilot, "escape", "end", "up", "v")
        assert not list(weak_texts(pilot.app))
