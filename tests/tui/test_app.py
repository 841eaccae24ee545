"""What holds on every screen: entrances, locking, saving told, language, colours, a crash."""

import asyncio
from typing import Any

import pytest
from front_end import PASSPHRASE, Blank, MemoryOpener, app_with, lines, shown
from textual.app import ComposeResult
from textual.worker import WorkerFailed

from dirigo_tui.domain.errors import Refused
from dirigo_tui.i18n import catalogue
from dirigo_tui.i18n.catalogue import N_
from dirigo_tui.services.ports import HomeState
from dirigo_tui.settings.preferences import Preferences
from dirigo_tui.tui import app as app_module
from dirigo_tui.tui.commands import Command
from dirigo_tui.tui.crash import crash_report
from dirigo_tui.tui.save_state import SaveKind
from dirigo_tui.tui.screen import tells_refusals
from dirigo_tui.tui.widgets.entry import Entry, SecretEntry

EIGHTY, SIXTY = (80, 24), (60, 20)


def note(unit: Any, text: str) -> str:
    return text


class Writing(Blank):
    """A screen with one command that writes, and a field to type in."""

    commands = (
        Command("writing.write", "n", N_("ny"), N_("Skriv.")),
        Command("writing.never", "x", N_("aldrig"), N_("Går aldrig."), action="never"),
    )
    AUTO_FOCUS = ""

    def body(self) -> ComposeResult:
        yield Entry(id="field")

    @tells_refusals
    async def action_write(self) -> None:
        await self.write(note, "hej")

    def action_never(self) -> None:
        raise AssertionError("disabled")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return None if action == "never" else super().check_action(action, parameters)


@pytest.mark.parametrize(
    ("opener", "first"),
    [
        (MemoryOpener(practice=False, state=HomeState.EMPTY), "set-up"),
        (MemoryOpener(practice=False), "unlock"),
        (MemoryOpener(), "blank"),
    ],
)
async def test_the_app_opens_where_it_should(opener: MemoryOpener, first: str) -> None:
    app = app_with(opener=opener)
    async with app.run_test() as pilot:
        await pilot.pause()
        assert f"here is {first}" in shown(app)


async def test_a_folder_one_may_not_look_into_ends_the_app_with_a_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def denied() -> HomeState:
        raise Refused("database_unreachable")

    opener = MemoryOpener(practice=False)
    monkeypatch.setattr(opener, "state", denied)
    app = app_with(opener=opener)
    async with app.run_test():
        pass
    assert app.return_code == app_module.REFUSED


@pytest.mark.parametrize("size", [EIGHTY, SIXTY])
async def test_practice_is_marked_on_every_screen(size: tuple[int, int]) -> None:
    app = app_with()
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert lines(app)[0].startswith(" ÖVNING · blank")
        await app.push_screen(Blank("deeper"))
        await pilot.pause()
        assert lines(app)[0].startswith(" ÖVNING · deeper")


async def test_a_locked_app_refuses_the_desk() -> None:
    app = app_with(opener=MemoryOpener(practice=False))
    async with app.run_test():
        with pytest.raises(Refused) as refused:
            _ = app.desk
        assert refused.value.code == "locked"


async def test_unlocking_locking_and_unlocking_again() -> None:
    opener = MemoryOpener(practice=False)
    app = app_with(opener=opener)
    async with app.run_test() as pilot:
        app.enter(opener.unlock_with_passphrase(PASSPHRASE))
        await pilot.pause()
        assert "here is blank" in shown(app)
        await app.push_screen(Blank("deeper"))
        await pilot.press("ctrl+l")
        await pilot.pause()
        assert "here is unlock" in shown(app)
        assert len(app.screen_stack) == 2
        assert opener.desks[0].closed
        app.enter(opener.unlock_with_passphrase(PASSPHRASE))
        await pilot.pause()
        assert "here is blank" in shown(app)


async def test_locking_writes_what_is_being_typed() -> None:
    opener = MemoryOpener()
    app = app_with(opener=opener)
    async with app.run_test() as pilot:
        await pilot.pause()
        app.drafts.note("note:1", "halvskr")
        await pilot.press("ctrl+l")
        await pilot.pause()
        assert opener.desks[0].unit.drafts == {"note:1": "halvskr"}


async def test_locking_wins_over_a_draft_that_cannot_be_written() -> None:
    opener = MemoryOpener(practice=False)
    app = app_with(opener=opener)
    async with app.run_test() as pilot:
        app.enter(opener.unlock_with_passphrase(PASSPHRASE))
        await pilot.pause()
        opener.desks[0].refusal = Refused("changed_elsewhere")
        app.drafts.note("note:1", "halvskr")
        await pilot.press("ctrl+l")
        await pilot.pause()
        assert opener.desks[0].closed
        assert "here is unlock" in shown(app)


async def test_the_desk_locks_itself_when_nobody_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app_module, "LOCK_CHECK", 0.02)
    opener = MemoryOpener(practice=False)
    app = app_with(opener=opener, preferences=Preferences(auto_lock_minutes=1))
    async with app.run_test() as pilot:
        app.enter(opener.unlock_with_passphrase(PASSPHRASE))
        await pilot.pause(0.1)
        assert not opener.desks[0].closed
        app._last_touch -= 40
        await pilot.press("a")
        app._last_touch -= 40
        await pilot.pause(0.1)
        assert not opener.desks[0].closed, "a key says that somebody is there"
        app._last_touch -= 40
        for _ in range(100):
            await pilot.pause(0.1)
            if opener.desks[0].closed and "here is unlock" in shown(app):
                break
        assert opener.desks[0].closed
        assert "here is unlock" in shown(app)


async def test_quitting_writes_drafts_and_closes_the_desk() -> None:
    opener = MemoryOpener()
    app = app_with(opener=opener)
    async with app.run_test() as pilot:
        await pilot.pause()
        app.drafts.note("note:1", "halvskr")
        await pilot.press("ctrl+q")
        await pilot.pause()
    assert opener.desks[0].unit.drafts == {"note:1": "halvskr"}
    assert opener.desks[0].closed
    assert app.return_code == 0


async def test_a_draft_is_written_within_a_second() -> None:
    app = app_with()
    async with app.run_test() as pilot:
        await pilot.pause()
        app.drafts.note("note:1", "h")
        await asyncio.sleep(0.3)
        app.drafts.note("note:1", "he")
        await asyncio.sleep(0.3)
        assert app.desk.unit.drafts == {"note:1": "he"}
        assert lines(app)[-1].endswith("Utkast 09:14")


async def test_the_status_line_says_saved_or_why_not() -> None:
    app = app_with(Writing)
    async with app.run_test() as pilot:
        await pilot.pause()
        app.desk.refusal = Refused("changed_elsewhere")
        await pilot.press("n")
        await pilot.pause()
        assert lines(app)[-1].endswith("! Inte sparat")
        assert "Inte sparat: Någon annan har ändrat här under tiden." in shown(app)
        app.desk.refusal = None
        await pilot.press("N")
        await pilot.pause()
        assert app.save_state.kind is SaveKind.SAVED
        assert "Inte sparat" not in shown(app)
        assert "Sparat " in lines(app)[-1]


async def test_letters_work_on_the_screen_but_not_while_one_types() -> None:
    app = app_with(Writing)
    async with app.run_test() as pilot:
        await pilot.pause()
        assert "N ny" in lines(app)[-1]
        assert "(X aldrig)" in lines(app)[-1]
        app.screen.query_one("#field").focus()
        await pilot.press("n")
        await pilot.pause()
        assert app.screen.query_one(Entry).value == "n"
        assert app.save_state.kind is SaveKind.NOTHING
        assert "N ny" not in lines(app)[-1]
        assert "F1 hjälp" in lines(app)[-1]


async def test_a_command_in_the_footer_can_be_clicked() -> None:
    app = app_with(Writing)
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.click("FooterLine", offset=(lines(app)[-1].index("ny"), 0))
        await pilot.pause()
        assert app.save_state.kind is SaveKind.SAVED


@pytest.mark.parametrize("key", ["escape", "f12"])
async def test_two_keys_go_back_one_level_but_not_out(key: str) -> None:
    app = app_with()
    async with app.run_test() as pilot:
        await pilot.pause()
        await app.push_screen(Blank("deeper"))
        await pilot.pause()
        assert "Esc tillbaka" in lines(app)[-1]
        await pilot.press(key)
        await pilot.pause()
        assert "here is blank" in shown(app)
        assert "Esc" not in lines(app)[-1]
        await pilot.press(key)
        await pilot.pause()
        assert "here is blank" in shown(app)


async def test_the_language_changes_while_the_app_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    class English:
        def gettext(self, message: str) -> str:
            return {"hjälp": "help"}.get(message, message)

        def ngettext(self, singular: str, plural: str, n: int) -> str:
            return singular if n == 1 else plural

    real = catalogue._catalogue
    monkeypatch.setattr(catalogue, "_catalogue", lambda c: English() if c == "en" else real(c))
    app = app_with()
    try:
        async with app.run_test() as pilot:
            await pilot.pause()
            assert "? hjälp" in lines(app)[-1]
            app.action_language()
            await pilot.pause()
            assert catalogue.language() == "en"
            assert "? help" in lines(app)[-1]
    finally:
        catalogue.set_language("sv")


async def test_colours_are_ours_and_go_round() -> None:
    app = app_with(preferences=Preferences(theme="light"))
    async with app.run_test() as pilot:
        await pilot.pause()
        seen = []
        for _turn in range(3):
            seen.append(app.theme)
            app.action_colours()
            await pilot.pause()
        assert seen == ["light", "contrast", "dark"]


async def test_a_passphrase_is_never_copied() -> None:
    class Asking(Blank):
        def body(self) -> ComposeResult:
            yield SecretEntry(id="secret")

    app = app_with(Asking)
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press(*"hemligt", "ctrl+shift+a", "ctrl+c", "ctrl+x")
        assert app.clipboard == ""
        assert app.screen.query_one(SecretEntry).value == "hemligt"
        assert "hemligt" not in shown(app)


async def test_focus_wipes_nothing() -> None:
    class Goal(Blank):
        def body(self) -> ComposeResult:
            yield Entry("Orka jobba halvtid")

    app = app_with(Goal)
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press("!")
        assert app.screen.query_one(Entry).value == "Orka jobba halvtid!"


async def test_an_error_of_ours_is_told_without_values(capsys: pytest.CaptureFixture[str]) -> None:
    class Failing(Blank):
        def on_mount(self) -> None:
            name = "Samira Nordin"
            raise ValueError(f"bad {name}")

    app = app_with(Failing)
    with pytest.raises(ValueError, match="Samira"):
        async with app.run_test() as pilot:
            await pilot.pause()
    told = "".join(capsys.readouterr())
    assert app.return_code == 1
    assert "Något gick fel" in told
    assert "ValueError" in told
    assert "Samira" not in told
    assert "Traceback" not in told


async def test_an_error_in_a_worker_names_the_error_itself() -> None:
    app = app_with()
    with pytest.raises(KeyError):
        async with app.run_test():
            app._handle_exception(WorkerFailed(KeyError("Samira")))
    assert "KeyError" in crash_report(app._exception)


def test_a_crash_report_says_where_in_our_code_it_was() -> None:
    assert crash_report(KeyError("Samira")).splitlines()[-1] == "Felet att rapportera: KeyError i ?"
    try:
        catalogue.set_language("Samira")
    except ValueError as error:
        report = crash_report(error)
    assert "i18n/catalogue.py:" in report
    assert "Samira" not in report
