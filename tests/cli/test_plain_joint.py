"""Sitting together in plain mode: one participant, and no way to anybody else without a secret."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from cheap_keys import MemoryKeyring
from desks import DirectDesk, open_desk
from openers import CheapOpener
from plain_talk import talk
from planners import Planner

from dirigo_tui.cli.plain import joint
from dirigo_tui.cli.plain.joint import LockedTogether, together
from dirigo_tui.cli.plain.person import open_person
from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.records import Activity, PlanVersion, Rating
from dirigo_tui.domain.vocabulary import Agreement, Rater
from dirigo_tui.services.leaving import set_pin
from dirigo_tui.services.ports import SetUp

SECRET = "korrekt häst batteri"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DirectDesk]:
    opened = open_desk(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def samira(desk: DirectDesk) -> Planner:
    Planner(desk, "R2", name="Jonas Ek")
    return Planner(desk, name="Samira Nordin")


@pytest.fixture(autouse=True)
def proof(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """One secret lets out; the seconds waited after wrong ones."""
    waited: list[float] = []

    def prove(_desk: Any, typed: str) -> None:
        if typed != SECRET:
            raise Refused("leave_wrong")

    monkeypatch.setattr(joint, "prove", prove)
    monkeypatch.setattr(joint, "sleep", waited.append)
    return waited


def sit(person: Planner, *answers: str, secrets: tuple[str, ...] = ()) -> str:
    """What is heard while sitting together with somebody."""
    typed = iter(secrets)
    return talk(
        person.desk,
        *answers,
        within=partial(together, id=person.id),
        secret=lambda _prompt: next(typed),
    )


def test_it_begins_with_what_has_happened_and_the_own_goal(samira: Planner) -> None:
    heard = sit(samira)
    assert "Hej Samira. Det här är din sida." in heard
    assert "1 Min plan\n2 Så ser jag på det\n3 Mitt nästa steg\n4 Det vi kom överens om\n" in heard


def test_nothing_typed_leads_to_anybody_else(samira: Planner) -> None:
    typed = ("0", "q", "Q", "Jonas", "R2", "Ek", "6", "7", "99", "-1", "!", "<")
    heard = sit(samira, *typed, "?", "")
    assert heard.count("finns inte att välja på") == len(typed)
    said = heard.replace(": Jonas\n", "").replace("”Jonas”", "")
    assert "Jonas" not in said
    assert "q avslutar" not in said
    assert heard.endswith("Din sida: \n[end]\n")


def test_leaving_takes_the_secret(samira: Planner, proof: list[float]) -> None:
    heard = sit(samira, "5", "5", secrets=("fel", "helt fel", "", SECRET))
    assert heard.count("Det stämmer inte.") == 2
    assert proof == [1.0, 2.0], "each wrong one takes longer"
    assert not heard.endswith("[end]\n")


def test_interrupting_locks_and_comes_back_to_the_same_page(
    samira: Planner, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_arguments: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(joint, "visit", interrupted)
    with pytest.raises(LockedTogether) as locked:
        sit(samira)
    assert locked.value.participant_id == samira.id


def test_what_is_written_together_is_the_participants(samira: Planner) -> None:
    samira.goal("Våga ringa")
    heard = sit(
        samira,
        *("3", "Ringa AF", "på tisdag", ""),
        *("2", "", "själv", "5", ""),
        *("4", "2", "För fort.", ""),
    )
    (step,) = samira.desk.read(lambda reader: reader.find(Activity))
    (rating,) = samira.desk.read(lambda reader: reader.find(Rating))
    (version,) = samira.desk.read(lambda reader: reader.find(PlanVersion))
    assert (step.title, step.responsible) == ("Ringa AF", "participant")
    assert (rating.value, rating.rater, rating.mode) == (5, Rater.PARTICIPANT, "alone")
    assert (version.participant_answer, version.participant_reason) == (Agreement.NO, "För fort.")
    assert version.caseworker_answer is None
    assert heard.count("Sparat.") == 3


def test_nobody_sits_down_where_the_keyring_alone_opens(tmp_path: Path) -> None:
    opener = CheapOpener(tmp_path / "home", keyring=MemoryKeyring())
    desk, _code = opener.create(SetUp("", True, "", "", "Anna Lind"))
    samira = Planner(desk, name="Samira Nordin")
    from_the_list = partial(open_person, id=samira.id)
    heard = talk(desk, "12", within=from_the_list)
    assert "Välj en PIN-kod först" in heard
    assert "Hej Samira" not in heard
    set_pin(desk, "4711")
    assert "Hej Samira" in talk(desk, "12", within=from_the_list)
    desk.close()
