"""A joint session: one person's file and nobody else's, until somebody shows they may leave."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from cheap_keys import MemoryKeyring
from contrast import weak_texts
from front_end import lines, paste, shown
from openers import PASSPHRASE, CheapOpener
from pages import EIGHTY, SIXTY, press, settle
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Input

from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.records import Participant, PlanVersion, Rating
from dirigo_tui.domain.vocabulary import Agreement, Mode, Rater
from dirigo_tui.services.activities import ActivityForm, AddActivity, add_activity
from dirigo_tui.services.agreement import AnswerPlan, answer_plan
from dirigo_tui.services.goals import AddGoal, add_goal
from dirigo_tui.services.leaving import PIN_TRIES, prove, set_pin
from dirigo_tui.services.one_person import OnePerson
from dirigo_tui.services.participants import Basics, RegisterParticipant, register, write_own_goal
from dirigo_tui.services.plan_view import plan_of
from dirigo_tui.services.ports import Desk, SetUp
from dirigo_tui.services.ratings import Answer, RecordRating, record_rating
from dirigo_tui.settings.preferences import Preferences
from dirigo_tui.tui import joint
from dirigo_tui.tui.entrances import make_app
from dirigo_tui.tui.joint import JointSession
from dirigo_tui.tui.screens.caseload import CaseloadScreen
from dirigo_tui.tui.screens.joint_home import JointHome
from dirigo_tui.tui.screens.participant import ParticipantScreen
from dirigo_tui.tui.themes import NAMES

SAMIRA = "Samira Nordin"
OTHERS = ("Zetterqvist", "Jonas", "Z-777", "Hemköping", "Ingenstans")
PIN = "4711"

PAGES = {"home": (), "plan": ("1",), "view": ("2",), "step": ("3",), "agreed": ("4",)}
FUNCTION_KEYS = tuple(f"f{number}" for number in range(1, 13))
OTHER_KEYS = (
    *(f"ctrl+{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"),
    *("tab", "enter", "space", "backspace", "escape", "question_mark", "slash"),
    *(*"abcdefghijklmnopqrstuvwxyz0123456789", "colon", "plus", "minus", "delete"),
)
ELSEWHERE = {"ctrl+l", "ctrl+p"}
"""Locking and the palette have tests of their own."""


def fill(desk: Desk) -> dict[str, str]:
    """Samira, whose plan is half agreed, and Jonas; the ids by name."""
    ids = {}
    for reference, name, site in (("R1", SAMIRA, "Haninge"), ("Z-777", OTHERS[1], OTHERS[3])):
        whole = name if name == SAMIRA else "Jonas Zetterqvist"
        basics = Basics(reference=reference, name=whole, site=site, caseworker="Anna Lind")
        id = ids[name] = desk.write(register, RegisterParticipant(basics=basics)).id
        words = "Orka jobba halvtid" if name == SAMIRA else "Ingenstans att vara"
        desk.write(add_goal, AddGoal(participant_id=id, own_words=words))
        desk.write(write_own_goal, id, words)
        form = ActivityForm(title="Promenad", responsible="participant")
        desk.write(add_activity, AddActivity(participant_id=id, form=form))
        for rater, value in ((Rater.PARTICIPANT, 5), (Rater.CASEWORKER, 3)):
            answers = {"was": Answer(value=value)}
            command = RecordRating(participant_id=id, template="was", answers=answers, rater=rater)
            desk.write(record_rating, command)
    answer = AnswerPlan(
        participant_id=ids[SAMIRA], number=1, who=Rater.CASEWORKER, answer=Agreement.YES
    )
    desk.write(answer_plan, answer)
    return ids


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, dict[str, str]]]:
    home = tmp_path_factory.mktemp("made")
    desk, _code = CheapOpener(home).create(SetUp(PASSPHRASE, False, "", "", "Anna Lind"))
    ids = fill(desk)
    desk.close()
    yield home, ids


@pytest.fixture
def opener(made: tuple[Path, dict[str, str]], tmp_path: Path) -> CheapOpener:
    shutil.copytree(made[0], tmp_path / "home")
    return CheapOpener(tmp_path / "home")


@pytest.fixture(autouse=True)
def no_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(joint, "LONGEST_WAIT", 0.0)


@asynccontextmanager
async def together(
    opener: CheapOpener,
    size: tuple[int, int] = EIGHTY,
    theme: str = "dark",
    pin: str = "",
    *,
    from_list: bool = False,
) -> AsyncIterator[Pilot[None]]:
    """The app with Samira's session.

    Args:
        from_list: begin it by key, from the list of everybody.
    """
    app = make_app(opener, Preferences(theme=theme))
    async with app.run_test(size=size) as pilot:
        desk = opener.unlock_with_passphrase(PASSPHRASE)
        if pin:
            set_pin(desk, pin)
        if not from_list:
            app.joint = JointSession(desk.read(_id_of, SAMIRA))
        app.enter(desk)
        await settle(pilot)
        if from_list:
            assert OTHERS[0] in shown(app)
            app.copy_to_clipboard(OTHERS[0])
            await press(pilot, "f3", *"samira", "down")
            await press(pilot, "f5")
        yield pilot
        await app.secure()


def _id_of(reader: Any, name: str) -> str:
    (person,) = reader.find(Participant, name=name)
    return str(person.id)


def texts(app: App[Any]) -> Iterator[str]:
    """Everything that is drawn, and all that any mounted widget would draw or holds as a value."""
    yield shown(app)
    yield f"{app.title} {app.sub_title}"
    for screen in app.screen_stack:
        yield f"{screen.title} {screen.sub_title}"
        for widget in screen.walk_children(with_self=False):
            yield str(widget.render())
            yield f"{widget.border_title} {widget.border_subtitle} {widget.tooltip}"
            if isinstance(widget, Input):
                yield f"{widget.value} {widget.placeholder}"


def check_drawn(app: App[Any], place: str) -> None:
    drawn = shown(app)
    assert not [name for name in OTHERS if name in drawn], f"{place}\n{drawn}"


def check_alone(app: App[Any], place: str = "") -> None:
    found = [name for text in texts(app) for name in OTHERS if name in text]
    assert not found, f"{found} at {place}\n{shown(app)}"
    kinds = {type(screen) for screen in app.screen_stack}
    assert not kinds & {CaseloadScreen, ParticipantScreen}, place


async def test_the_session_begins_with_what_has_happened(opener: CheapOpener) -> None:
    async with together(opener, from_list=True) as pilot:
        text = shown(pilot.app)
        assert "Hej Samira." in text
        assert "Ditt mål: ”Orka jobba halvtid”" in text
        check_alone(pilot.app)
        assert not pilot.app.clipboard
        assert [type(screen) for screen in pilot.app.screen_stack[1:]] == [JointHome]


async def test_it_begins_from_a_page_too_and_ends_at_its_place_in_the_list(
    opener: CheapOpener, made: Any
) -> None:
    app = make_app(opener, Preferences())
    async with app.run_test(size=EIGHTY) as pilot:
        app.enter(opener.unlock_with_passphrase(PASSPHRASE))
        await settle(pilot)
        app.push_screen(ParticipantScreen(made[1][SAMIRA], list(made[1].values())))
        await settle(pilot)
        place = f"av {len(made[1])}"
        assert place in shown(app)
        assert "Hej Samira." in await press(pilot, "f5")
        check_alone(app)
        assert place in await leave_with(pilot, PASSPHRASE)
        await app.secure()


@pytest.mark.parametrize("page", PAGES)
async def test_no_key_leads_to_anybody_else(opener: CheapOpener, page: str) -> None:
    async with together(opener) as pilot:
        await press(pilot, *PAGES[page])
        bound = {*pilot.app.screen.active_bindings}
        keys = {*bound, *FUNCTION_KEYS, *(OTHER_KEYS if page == "home" else ())}
        for key in sorted(keys - ELSEWHERE):
            await pilot.press(key)
            check_drawn(pilot.app, f"{page} {key}")
        await settle(pilot)
        check_alone(pilot.app, page)
        assert pilot.app.is_running
        assert isinstance(pilot.app.desk, OnePerson)  # type: ignore[attr-defined]


async def test_the_palette_finds_nobody_and_no_way_out(opener: CheapOpener) -> None:
    async with together(opener) as pilot:
        for word in ("zetterqvist", "avsluta", "öva", "urval"):
            await pilot.press("ctrl+p")
            await paste(pilot, word)
            assert "Inget här heter så." in await settle(pilot), word
            check_alone(pilot.app, word)
            await press(pilot, "escape")


async def test_another_size_shows_nobody_else(opener: CheapOpener) -> None:
    async with together(opener) as pilot:
        await pilot.resize_terminal(*SIXTY)
        for keys in PAGES.values():
            await press(pilot, *keys)
            check_alone(pilot.app)
            if keys:
                await press(pilot, "escape")


async def leave_with(pilot: Pilot[None], secret: str) -> str:
    await press(pilot, "f5")
    await paste(pilot, secret)
    return " ".join((await press(pilot, "enter")).split())


async def test_without_the_secret_there_is_no_leaving(opener: CheapOpener) -> None:
    async with together(opener) as pilot:
        for secret in ("0000", PIN, "nästan rätt", PASSPHRASE[:-1]):
            assert "Det stämmer inte." in await leave_with(pilot, secret), secret
            check_alone(pilot.app, secret)
            await press(pilot, "escape")
        await press(pilot, "f5", "enter", "escape", "ctrl+q")
        check_alone(pilot.app)
        assert pilot.app.is_running


@pytest.mark.parametrize("secret", [PASSPHRASE, PIN])
async def test_with_it_the_caseworker_is_at_the_page_again(
    opener: CheapOpener, secret: str
) -> None:
    async with together(opener, pin=PIN) as pilot:
        text = await leave_with(pilot, secret)
        assert isinstance(pilot.app.screen, ParticipantScreen)
        assert SAMIRA in text
        assert OTHERS[0] in await press(pilot, "escape")


async def test_five_wrong_pins_close_it_also_over_a_lock(opener: CheapOpener) -> None:
    async with together(opener, pin=PIN) as pilot:
        for _ in range(PIN_TRIES - 1):
            with pytest.raises(Refused):
                prove(pilot.app._desk, "9999")  # type: ignore[attr-defined]
        await press(pilot, "ctrl+l")
        await paste(pilot, PASSPHRASE)
        await press(pilot, "enter")
        assert "För många fel PIN-koder." in await leave_with(pilot, "9999")
        await press(pilot, "escape")
        assert "För många fel PIN-koder." in await leave_with(pilot, PIN)
        check_alone(pilot.app)
        await press(pilot, "escape")
        await leave_with(pilot, PASSPHRASE)
        assert isinstance(pilot.app.screen, ParticipantScreen)


async def test_after_a_wrong_one_one_waits(
    opener: CheapOpener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(joint, "LONGEST_WAIT", 30.0)
    async with together(opener) as pilot:
        await leave_with(pilot, "fel")
        await paste(pilot, PASSPHRASE)
        text = await press(pilot, "enter")
        assert "Vänta 1 s" in " ".join(text.split())
        check_alone(pilot.app)


@pytest.mark.parametrize("way", ["plain", "dirty form", "dialog", "rating"])
async def test_locking_clears_everything_and_unlocking_comes_back_to_her_alone(
    opener: CheapOpener, way: str
) -> None:
    async with together(opener) as pilot:
        if way == "dirty form":
            await press(pilot, "3", "s")
            await paste(pilot, "Ringa vårdcentralen")
        elif way == "dialog":
            await press(pilot, "f5", *"hemligt")
        elif way == "rating":
            await press(pilot, "2", "1", "7")
        text = await press(pilot, "ctrl+l")
        assert "Lås upp" in text
        assert "Utkast" not in text
        check_alone(pilot.app)
        assert not {"Samira", "Ringa"} & set(text.split())
        await press(pilot, "ctrl+q", "ctrl+p")
        await paste(pilot, "öva")
        await press(pilot, "enter", "escape")
        assert pilot.app.is_running
        await paste(pilot, PASSPHRASE)
        assert "Hej Samira." in await press(pilot, "enter")
        check_alone(pilot.app)
        if way == "dirty form":
            assert "Ringa vårdcentralen" in await press(pilot, "3", "s")
        elif way == "rating":
            assert "Du valde 7." in await press(pilot, "2", "1")


async def test_a_session_left_alone_locks_itself(opener: CheapOpener) -> None:
    async with together(opener) as pilot:
        await press(pilot, "4", "2")
        await paste(pilot, "för mycket")
        app: Any = pilot.app
        await app._lock_when_idle(0)
        text = await settle(pilot)
        assert "Lås upp" in text
        check_alone(app)
        await paste(pilot, PASSPHRASE)
        await press(pilot, "enter")
        assert "för mycket" in await press(pilot, "4", "2")


async def test_the_other_language_and_colours_stay_with_her(
    opener: CheapOpener, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dirigo_tui.i18n import catalogue

    monkeypatch.setattr(catalogue, "_current", "sv")
    async with together(opener) as pilot:
        for what in ("språk", "colour"):
            await pilot.press("ctrl+p")
            await paste(pilot, what)
            assert "Samira" in await press(pilot, "enter")
            check_alone(pilot.app, what)


async def test_the_keyring_lets_nobody_out(tmp_path: Path) -> None:
    opener = CheapOpener(tmp_path / "home", keyring=MemoryKeyring())
    desk, _code = opener.create(SetUp("", True, "", "", "Anna Lind"))
    fill(desk)
    app = make_app(opener, Preferences())
    async with app.run_test(size=EIGHTY) as pilot:
        app.enter(desk)
        await settle(pilot)
        said = " ".join((await press(pilot, "f5")).split())
        assert "Välj en PIN-kod först" in said
        set_pin(app.desk, PIN)
        await press(pilot, "f5")
        name = "Samira" if "Samira" in shown(app) else "Jonas"
        await press(pilot, "ctrl+l", "f7")
        assert f"Hej {name}." in shown(app)
        assert isinstance(app.screen, JointHome)
        await leave_with(pilot, PIN)
        assert isinstance(app.screen, ParticipantScreen)
        await app.secure()


async def test_the_caseworker_sets_a_pin_and_takes_it_away(opener: CheapOpener) -> None:
    app = make_app(opener, Preferences())
    async with app.run_test(size=EIGHTY) as pilot:
        app.enter(opener.unlock_with_passphrase(PASSPHRASE))
        await settle(pilot)
        for pin, again, said in (
            (PIN, "4712", "olika"),
            (PIN, PIN, "PIN-koden är vald."),
            ("", "", "Det finns ingen PIN-kod."),
        ):
            await press(pilot, "ctrl+p")
            await paste(pilot, "PIN")
            await press(pilot, "enter")
            await paste(pilot, pin)
            await press(pilot, "tab")
            await paste(pilot, again)
            text = await press(pilot, "ctrl+s")
            assert said in " ".join(text.split()), (pin, again)
            assert PIN not in text
            if "finns" not in said and "vald" not in said:
                await press(pilot, "escape")
        await app.secure()


# --- what the pages are for ---------------------------------------------------------------------


def records(app: App[Any], kind: Any, id: str) -> Any:
    return app.desk.read(lambda reader: reader.find(kind, participant_id=id))


async def test_the_answers_are_recorded_as_they_were_given(opener: CheapOpener, made: Any) -> None:
    id = made[1][SAMIRA]
    async with together(opener) as pilot:
        app: Any = pilot.app
        await press(pilot, "f6", "4")
        assert lines(app)[0].endswith("Vi har tolk")
        await press(pilot, "2", "1", "7", "enter", "enter", "enter")
        rating = records(app, Rating, id)[0]
        assert (rating.value, rating.mode, rating.rater) == (7, Mode.INTERPRETER, Rater.PARTICIPANT)
        text = await press(pilot, "right")
        assert "7 " in text and "◇ Handläggaren" in text and "Ni ser olika" in text
        text = await press(pilot, "escape", "4")
        assert "◇ Handläggaren: ja" in text and "● Du: inget svar än" in text
        await press(pilot, "2")
        await paste(pilot, "för mycket på en gång")
        text = await press(pilot, "ctrl+s")
        assert "Ni svarar olika. Båda svaren står kvar." in text
        (version,) = records(app, PlanVersion, id)
        assert version.participant_answer is Agreement.NO
        assert version.participant_reason == "för mycket på en gång"
        assert version.participant_mode is Mode.INTERPRETER
        await press(pilot, "1")
        (version,) = records(app, PlanVersion, id)
        assert (version.participant_answer, version.participant_reason) == (Agreement.YES, "")


async def test_the_next_step_in_her_own_words_becomes_part_of_the_plan(
    opener: CheapOpener, made: Any
) -> None:
    async with together(opener) as pilot:
        await press(pilot, "3", "s")
        await paste(pilot, "Ringa vårdcentralen")
        text = await press(pilot, "ctrl+s")
        assert "2  Ringa vårdcentralen" in text
        text = await press(pilot, "2")
        assert "● pågår" in text
        await press(pilot, "2", "right", "enter")
        plan = pilot.app.desk.read(plan_of, made[1][SAMIRA])  # type: ignore[attr-defined]
        step = plan.unattached[-1].activity
        assert (step.title, step.status, step.responsible) == (
            "Ringa vårdcentralen",
            "done",
            "participant",
        )
        assert plan.version.number == 2


@pytest.mark.parametrize("theme", NAMES)
async def test_every_page_stands_out_in_every_theme(opener: CheapOpener, theme: str) -> None:
    pages = ((), ("1",), ("2", "right"), ("3",), ("4",), ("f6",), ("f5",))
    async with together(opener, theme=theme) as pilot:
        # What the pages are drawn in is the same in each: all of them are looked at in one theme.
        for keys in pages if theme == NAMES[0] else pages[2:3]:
            await press(pilot, *keys)
            assert not list(weak_texts(pilot.app)), keys
            await press(pilot, *(["escape"] if keys else []))
