"""Keys that a Nordic keyboard and a plain terminal have; help and palette that tell the truth."""

import importlib
import pkgutil
import re
from collections.abc import Iterator

import pytest
from front_end import Blank, app_with, lines, shown
from textual.app import ComposeResult
from textual.binding import Binding
from textual.dom import DOMNode
from textual.keys import _character_to_key

import dirigo_tui.tui
from dirigo_tui.i18n.catalogue import N_
from dirigo_tui.tui.commands import (
    BACK,
    Command,
    HasCommands,
    bindings,
    declared,
    key_text,
    offers,
)
from dirigo_tui.tui.screens.palette import matching
from dirigo_tui.tui.widgets.entry import Entry


def nodes() -> Iterator[type[DOMNode]]:
    """Every screen, widget and app class of ours."""
    for module in pkgutil.walk_packages(dirigo_tui.tui.__path__, "dirigo_tui.tui."):
        for thing in vars(importlib.import_module(module.name)).values():
            ours = isinstance(thing, type) and thing.__module__ == module.name
            if ours and issubclass(thing, DOMNode):
                yield thing


FORBIDDEN_KEYS = {"ctrl+h", "ctrl+i", "ctrl+j", "ctrl+m"}
"""A terminal sends Backspace, Tab and Enter for them."""

FORBIDDEN_KEYS |= {_character_to_key(character) for character in "[]{}\\@~|"}
"""They need AltGr on a Nordic keyboard."""

NODES = list(nodes())
COMMANDS = {command for node in NODES for command in declared(node)}
CTRL = {f"ctrl+{letter}" for letter in "flnopqrsz"}
NAMED = {
    "enter", "escape", "tab", "shift+tab", "space", "up", "down", "left", "right",
    "pageup", "pagedown", "home", "end", "delete", "backspace", "question_mark", "plus", "minus",
}  # fmt: skip


def own_keys() -> Iterator[tuple[str, str]]:
    for node in NODES:
        for binding in Binding.make_bindings(node.__dict__.get("BINDINGS", ())):
            yield node.__name__, binding.key


@pytest.mark.parametrize(("node", "key"), sorted(set(own_keys())))
def test_every_key_is_one_that_everybody_has(node: str, key: str) -> None:
    assert "alt" not in key.split("+")
    assert key not in FORBIDDEN_KEYS
    function_key = key[:1] == "f" and key[1:].isdigit()
    single = len(key) == 1 and key.isascii() and key.isalnum()
    assert key in CTRL or key in NAMED or function_key or single, f"{node} binds {key}"


@pytest.mark.parametrize("command", sorted(COMMANDS, key=lambda command: command.id))
def test_a_command_says_what_it_is(command: Command) -> None:
    assert str(command.label)
    assert str(command.label)[0].islower()
    assert str(command.help).endswith(".")
    assert len(str(command.label)) <= 16
    if command.priority:
        typed = [key for key in command.key_list if not re.fullmatch(r"ctrl\+.|f\d+", key)]
        assert not typed, "it would eat typing"


def test_no_two_commands_share_an_id() -> None:
    ids = sorted(command.id for command in COMMANDS)
    assert ids == sorted(set(ids))


@pytest.mark.parametrize("node", [n for n in NODES if issubclass(n, HasCommands)])
def test_a_place_can_do_what_it_declares_and_no_key_does_two_things(node: type[DOMNode]) -> None:
    keys: list[str] = []
    for command in node.__dict__.get("commands", ()):
        name = command.action_name.partition("(")[0]
        assert hasattr(node, f"action_{name}"), f"{node.__name__} cannot {name}"
        keys += command.key_list
    assert len(keys) == len(set(keys))


def test_bindings_hold_no_words() -> None:
    for node in NODES:
        for binding in Binding.make_bindings(node.__dict__.get("BINDINGS", ())):
            assert not binding.description, "the language would freeze"


def test_a_letter_works_in_both_cases_unless_the_other_is_taken() -> None:
    one = Command("a.one", "n", N_("ny"), N_("Ny."))
    two = Command("a.two", "N,f2", N_("annan"), N_("Annan."))
    assert [b.key for b in bindings((one,))] == ["n,N"]
    assert [b.key for b in bindings((one, two))] == ["n", "N,f2"]


@pytest.mark.parametrize(
    ("key", "text"),
    [("f3", "F3"), ("ctrl+s", "Ctrl+S"), ("n", "N"), ("escape", "Esc"), ("question_mark", "?")],
)
def test_keys_are_told_as_they_stand_on_the_keyboard(key: str, text: str) -> None:
    assert key_text(key) == text


class Place(Blank):
    """A field and two commands."""

    commands = (
        Command("place.open", "o", N_("öppna"), N_("Öppna deltagaren på raden.")),
        Command("place.hidden", "h", N_("dold"), N_("Går inte att se.")),
    )
    AUTO_FOCUS = ""
    opened = 0

    def body(self) -> ComposeResult:
        yield Entry(id="field")

    def action_open(self) -> None:
        type(self).opened += 1

    def action_hidden(self) -> None: ...

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return action != "hidden" and super().check_action(action, parameters)

    def explain(self) -> str:
        return "Här prövas [/] hjälp."


async def test_help_explains_the_place_and_lists_what_can_be_done() -> None:
    app = app_with(Place)
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press("question_mark")
        await pilot.pause()
        text = shown(app)
        assert "Här prövas [/] hjälp." in text
        assert "Öppna deltagaren på raden." in text
        assert "? eller F1" in text
        assert "Går inte att se." not in text
        await pilot.press("f1", "escape")
        await pilot.pause()
        assert "here" not in shown(app)
        assert isinstance(app.screen, Place)


async def test_help_reaches_one_who_types() -> None:
    app = app_with(Place)
    async with app.run_test() as pilot:
        await pilot.pause()
        app.screen.query_one("#field").focus()
        await pilot.press("f1")
        await pilot.pause()
        assert "Öppna deltagaren på raden." in shown(app)


async def test_the_palette_offers_our_commands_and_nothing_else() -> None:
    app = app_with(Place)
    async with app.run_test() as pilot:
        await pilot.pause()
        app.screen.query_one("#field").focus()
        offered = [o.command.id for o in offers(app.screen) if o.command.palette]
        await pilot.press("ctrl+p")
        await pilot.pause()
        listed = [line.strip("│ ").strip() for line in lines(app) if line.strip().startswith("│")]
        assert offered == [
            "place.open", "app.help", "app.lock", "app.leave", "app.language", "app.colours",
            "app.practice",
        ]  # fmt: skip
        assert len(listed) == 1 + len(offered)
        text = shown(app).lower()
        for foreign in ("screenshot", "theme", "quit", "maximize", "textual"):
            assert foreign not in text


async def test_the_palette_searches_and_runs() -> None:
    app = app_with(Place)
    async with app.run_test() as pilot:
        await pilot.pause()
        before = Place.opened
        await pilot.press("ctrl+p", *"öppna rad")
        await pilot.pause()
        assert "Öppna deltagaren" in shown(app)
        assert "Lås databasen" not in shown(app)
        await pilot.press("enter")
        await pilot.pause()
        assert Place.opened == before + 1
        assert isinstance(app.screen, Place)


async def test_the_palette_says_when_nothing_matches() -> None:
    app = app_with(Place)
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press("ctrl+p", *"zzz", "enter")
        await pilot.pause()
        assert "Inget här heter så." in shown(app)


async def test_searching_knows_swedish_letters_and_no_case() -> None:
    app = app_with(Place)
    async with app.run_test() as pilot:
        await pilot.pause()
        found = offers(app.screen)
        assert [o.command.id for o in matching(found, "ÖPPNA")] == ["place.open"]
        assert not matching(found, "oppna")


def test_back_has_a_second_key_that_needs_no_waiting() -> None:
    assert BACK.key_list == ("escape", "f12")
