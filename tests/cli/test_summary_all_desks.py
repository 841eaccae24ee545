"""``dirigo summary --all-desks``: three desks that share people, and one that has them all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
from calls import Dirigo, Ran
from desk_at_home import write
from known_people import known_people, store

AS_OF = date(2014, 6, 30)
SUMMARY = ("summary", "--as-of", "2014-06-30", "--json")
EXACT = (*SUMMARY, "--unprotected", "--reason", "jämförelse")

Desk = Callable[..., Ran]


@pytest.fixture
def home(dirigo: Dirigo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Desk]:
    """Makes a desk that holds some people; calling it runs ``dirigo`` there."""

    def make(name: str, people: list[dict[str, Any]]) -> Desk:
        def run(*arguments: str | Path) -> Ran:
            monkeypatch.setenv("DIRIGO_HOME", str(tmp_path / name))
            return dirigo(*arguments)

        assert run("init").code == 0
        write(store, people)
        write(lambda unit: unit.set_setting("desk", name))
        return run

    return make


@pytest.fixture
def three(home: Callable[..., Desk], tmp_path: Path) -> tuple[Desk, Desk]:
    """A supervisor who has the files of two others, and a desk that has everybody."""
    people = known_people(11, 150, AS_OF)
    chance = Random(11)
    at = [chance.sample(range(3), chance.choice((1, 1, 2, 3))) for _ in people]
    desks = [
        home(name, [person for person, where in zip(people, at, strict=True) if number in where])
        for number, name in enumerate(("Haninge", "Järfälla", "Södertälje"))
    ]
    assert any(
        person["protected"] and len(where) > 1 for person, where in zip(people, at, strict=True)
    )
    supervisor = desks[0]
    recipients = [desk("keys", "recipient").out.strip() for desk in desks]
    to_others = [part for other in recipients[1:] for part in ("--to", other)]
    key = tmp_path / "key.age"
    assert supervisor("keys", "organisation", "--export", key, *to_others).code == 0
    for number, desk in enumerate(desks[1:]):
        sealed = tmp_path / f"{number}.age"
        assert desk("keys", "organisation", "--import", key).code == 0
        assert desk("export", "cohort", "-o", sealed, "--to", recipients[0]).code == 0
        assert supervisor("receive", sealed).code == 0
    return supervisor, home("alla", people)


def figures(ran: Ran) -> dict[str, Any]:
    return {key: value for key, value in ran.data.items() if key != "desks"}


def test_all_desks_equal_one_that_holds_them_all(three: tuple[Desk, Desk]) -> None:
    supervisor, everybody = three
    for command in (SUMMARY, EXACT, (*EXACT, "--by", "site")):
        together = supervisor(*command, "--all-desks")
        alone = supervisor(*command)
        assert figures(together) == figures(everybody(*command))
        assert figures(together) != figures(alone)
        assert [desk["name"] for desk in together.data["desks"]] == ["Södertälje", "Järfälla"]
        assert alone.data["desks"] is None
    text = supervisor("summary", "--all-desks").out.replace("\n", " ")
    assert "Alla arbetsplatser: den här, och filer från Södertälje (" in text
    assert "Alla arbetsplatser" not in supervisor("summary").out
