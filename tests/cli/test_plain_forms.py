"""Plain mode asks what the screens ask: every form of ``forms`` is there, and read the same way."""

from __future__ import annotations

import ast
import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from io import StringIO
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from desks import DirectDesk, open_desk
from plain_talk import lines, talk
from planners import COURSE, Planner

from dirigo_tui import forms
from dirigo_tui.cli import plain
from dirigo_tui.cli.plain import joint, menu, session, set_up
from dirigo_tui.cli.plain.console import Console, Ended
from dirigo_tui.cli.plain.filling import Filler, Stopped
from dirigo_tui.cli.plain.person import open_person
from dirigo_tui.cli.plain.place import Place
from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.records import Participant
from dirigo_tui.domain.vocabulary import ActivityStatus, EndReason, Protection
from dirigo_tui.forms import definitions
from dirigo_tui.forms.form import Form
from dirigo_tui.services import drafts
from dirigo_tui.services.notes import WriteNote, write_note
from dirigo_tui.services.participation import (
    EndParticipation,
    StartParticipation,
    end_participation,
    start_participation,
)
from dirigo_tui.services.status import SetStatus, set_status

TODAY = date(2026, 11, 21)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DirectDesk]:
    opened = open_desk(tmp_path)
    yield opened
    opened.close()


# --- nothing is missing ---------------------------------------------------------------------------


def defined() -> set[str]:
    """The ids of all forms, as their source has them; a computed ending is left out."""
    found = set()
    for path in Path(forms.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Form":
                id = node.args[0]
                if isinstance(id, ast.JoinedStr):
                    id = id.values[0]
                assert isinstance(id, ast.Constant)
                found.add(str(id.value))
    return found


class Listener:
    """Stands in for a ``Filler``; remembers what it was to ask, and answers nothing."""

    def __init__(self) -> None:
        self.asked: set[str] = set()

    def secret(self, prompt: str) -> str:
        raise Stopped(prompt)

    def fill(self, form: Form, *_args: Any, **_kwargs: Any) -> None:
        self.asked.add(form.id)


class Untouched(DirectDesk):
    """A desk where nothing can be written; a passphrase leads out of sitting together."""

    keys = SimpleNamespace(has_passphrase=lambda: True)

    def __init__(self, desk: DirectDesk) -> None:
        super().__init__(desk.database, desk.home)
        self.write = self._refuse

    def _refuse(self, *_args: Any, **_kwargs: Any) -> Any:
        raise Refused("read_only")


def everywhere(console: Console, look: Callable[[], menu.Menu], seen: set[str]) -> None:
    """Go into everything a menu offers, each place once."""
    here = look()
    if here.where in seen:
        return
    seen.add(here.where)
    for entry in here.entries:
        if entry.there:
            try:
                entry.do()
            except (Refused, Ended) as told:
                assert isinstance(told, Refused), entry.label


def picked(_console: Console, _where: str, things: Any, place: int) -> Any:
    """One of several things."""
    return things[min(place, len(things) - 1)][1] if things else None


def modules() -> list[ModuleType]:
    """Every module of plain mode."""
    found = pkgutil.iter_modules(plain.__path__, f"{plain.__name__}.")
    return [importlib.import_module(module.name) for module in found]


def test_every_form_is_asked_in_plain_mode(
    desk: DirectDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number, protection in enumerate((Protection.NONE, Protection.SECRECY_MARKING)):
        person = Planner(desk, f"R{number}", name=f"Samira {number}", protection=protection)
        desk.write(start_participation, StartParticipation(participant_id=person.id, on=TODAY))
        desk.write(set_status, SetStatus(participant_id=person.id, axis="work", value="none"))
        goal, other = person.goal("Orka"), person.goal("Våga")
        person.activity(goal_id=goal.id, **COURSE)
        person.activity("Ringa", goal_id=other.id)
        person.set_to(person.activity("Simma"), ActivityStatus.DONE)
    long_ago = Planner(desk, "R9", name="Lena Gammal", birth_date=date(1970, 2, 3))
    for use_case, command in (
        (start_participation, StartParticipation(participant_id=long_ago.id, on=date(2014, 3, 2))),
        (end_participation, EndParticipation(participant_id=long_ago.id, on=date(2015, 3, 2),
                                             reason=EndReason.AS_PLANNED)),
        (write_note, WriteNote(participant_id=long_ago.id, on=date(2015, 3, 2), text="Möte")),
    ):  # fmt: skip
        desk.write(use_case, command)
    long_ago.goal()
    listener = Listener()
    monkeypatch.setattr(joint, "Filler", lambda *_arguments: listener)
    for place_in_a_list in (0, 1, -1):
        seen = set[str]()
        for module in modules():
            if "visit" in vars(module):
                going = partial(everywhere, seen=seen)
                monkeypatch.setattr(module, "visit", going)
            if "pick" in vars(module):
                picking = partial(picked, place=place_in_a_list)
                monkeypatch.setattr(module, "pick", picking)
        console = Console(lines(["ja"] * 50), StringIO())
        session.home(Place(console, Untouched(desk), listener))  # type: ignore[arg-type]
    asked = {id.split(".")[0] + "." if "." in id else id for id in listener.asked}
    first_time = {definitions.SET_UP.id, definitions.PASSPHRASE.id}
    missing = defined() - asked - first_time
    assert not missing
    assert {"SET_UP", "secrets"} <= vars(set_up).keys(), "asked the first time"


# --- one form -------------------------------------------------------------------------------------


class Filled:
    """A form filled in.

    Attributes:
        values: what was saved, None when nothing was.
        heard: everything that was said.
    """

    def __init__(
        self, desk: DirectDesk, form: Form, *answers: str, save: Any = dict, **values: Any
    ) -> None:
        self.values: dict[str, Any] | None = None

        def within(place: Place) -> None:
            self.values = place.filler.fill(form, save, values=values, draft_key="some form")

        self.heard = talk(desk, *answers, within=within)


def kept(desk: DirectDesk) -> list[str]:
    return [draft.content for draft in desk.read(drafts.drafts)]


def test_enter_keeps_what_stands_and_a_dash_empties_it(desk: DirectDesk) -> None:
    filled = Filled(desk, definitions.GOAL, "", "-", own_words="Orka", note="Öva")
    assert filled.values == {"own_words": "Orka", "note": ""}
    assert not kept(desk)


def test_what_a_long_text_says_can_be_added_to(desk: DirectDesk) -> None:
    filled = Filled(desk, definitions.GOAL, "+", "mer", "", "", own_words="Orka")
    assert filled.values == {"own_words": "Orka\nmer", "note": ""}


def test_a_choice_is_made_by_number_word_or_its_first_letters(desk: DirectDesk) -> None:
    for typed in ("4", "telefonsamtal", "tele", "phone"):
        filled = Filled(desk, definitions.NOTE, typed, "i går", "Hej", "")
        assert filled.values == {"kind": "phone", "on": date(2026, 11, 20), "text": "Hej"}
        assert "fredag 20 november 2026" in filled.heard


def test_goals_are_chosen_by_the_numbers_they_have_in_the_plan(desk: DirectDesk) -> None:
    form = definitions.activity([("a", "2. Orka"), ("b", "3. Våga")])
    goal = replace(form, fields=(form.field("goal_id"),))
    heard = Filled(desk, goal, "?", "1", "3")
    assert heard.values == {"goal_id": "b"}
    assert "2 Orka\n3 Våga\n" in heard.heard
    assert "”1” finns inte att välja på" in heard.heard


def test_one_goes_back_a_question(desk: DirectDesk) -> None:
    filled = Filled(desk, definitions.NOTE, "1", "<", "2", "<", "", "5/11", "Hej", "")
    assert filled.values == {"kind": "check_in", "on": date(2026, 11, 5), "text": "Hej"}


def test_a_refusal_of_the_rules_asks_its_question_again(desk: DirectDesk) -> None:
    def save(values: dict[str, Any]) -> dict[str, Any]:
        if values["own_words"] == "x":
            raise Refused("goal_without_words", field="own_words")
        return values

    filled = Filled(desk, definitions.GOAL, "x", "", "n", "", "Orka", "", save=save)
    assert filled.values == {"own_words": "Orka", "note": "n"}


def test_a_refusal_about_nothing_one_is_asked_keeps_the_draft(desk: DirectDesk) -> None:
    def save(_values: dict[str, Any]) -> None:
        raise Refused("changed_elsewhere")

    filled = Filled(desk, definitions.GOAL, "Orka", "", "", save=save)
    assert filled.values is None
    assert filled.heard.endswith("Det du skrev ligger kvar som utkast.\n")
    assert len(kept(desk)) == 1


@pytest.mark.parametrize("after", [(), ("",), ("", "!")])
def test_whatever_ends_it_what_was_written_is_a_draft(
    desk: DirectDesk, after: tuple[str, ...]
) -> None:
    filled = Filled(desk, definitions.GOAL, "Orka", "lite", *after)
    assert filled.values is None
    assert kept(desk) == ['{"own_words": "Orka\\nlite", "note": ""}']


def test_help_says_what_is_meant_and_how_to_answer(desk: DirectDesk) -> None:
    heard = Filled(desk, definitions.GOAL, "?", "!").heard
    assert "Skriv med dina egna ord." in heard
    assert heard.count("< går tillbaka. ! avbryter.") == 2


def test_a_secret_is_never_a_draft(desk: DirectDesk) -> None:
    typed = iter(["hästar äter gräs", "hästar äter gräs"])
    console = Console(lines([]), StringIO())
    filler = Filler(console, desk, lambda _prompt: next(typed))  # type: ignore[arg-type]
    assert filler.fill(definitions.PASSPHRASE, dict, draft_key="secret")
    assert not kept(desk)


# --- menus ----------------------------------------------------------------------------------------


def test_only_what_has_changed_is_read_again(desk: DirectDesk) -> None:
    person = Planner(desk, name="Samira Nordin")
    person.goal("Orka jobba halvtid")
    heard = talk(
        desk, "3", "1", "Våga ringa", "", "", "", within=partial(open_person, id=person.id)
    )
    first, second = "Mål 1: ”Orka jobba halvtid”", "Mål 2: ”Våga ringa”"
    assert (heard.count(first), heard.count(second)) == (2, 2), "an empty line reads it all"


def test_mistakes_and_ways_out_are_the_same_in_every_menu(desk: DirectDesk) -> None:
    person = Planner(desk, name="Samira Nordin")
    heard = talk(desk, "x", "?", "q", within=partial(open_person, id=person.id))
    assert "”x” finns inte att välja på. Välj ett av alternativen." in heard
    assert "Enter läser menyn igen.\n0 går tillbaka.\nq avslutar.\n" in heard
    assert heard.endswith("[end]\n")


def test_nobody_is_found_by_a_protected_name(desk: DirectDesk) -> None:
    Planner(desk, "R7", name="Hemliga Helga", protection=Protection.SECRECY_MARKING)
    heard = talk(desk, "Helga", "R7", "1", "q")
    assert "Ingen passar ”Helga”." in heard
    assert "Hemliga" not in heard
    assert "1 R7: " in heard


def test_whoever_is_gone_is_left(desk: DirectDesk) -> None:
    person = Planner(desk, name="Samira Nordin")
    heard = talk(desk, "2", "2", "1", "9", "q")
    assert "Ångrat: " in heard
    assert heard.endswith("Alla: q\n[end]\n")
    assert not desk.read(lambda reader: reader.find(Participant, id=person.id))
