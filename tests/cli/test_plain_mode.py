"""Plain mode as a program: started on a pipe, unlocked, locked, left; nothing is lost."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from calls import Dirigo, Ran
from hostile_text import FORBIDDEN_ON_SCREEN, HOSTILE

from dirigo_tui.cli.plain import session
from dirigo_tui.cli.plain.console import Ended, LockedByItself
from dirigo_tui.cli.plain.joint import LockedTogether

Plain = Callable[..., Ran]


@contextmanager
def piped(text: str | bytes) -> Iterator[None]:
    """Put a pipe that holds the text where the keyboard was."""
    reading, writing = os.pipe()
    with os.fdopen(writing, "wb") as pipe:
        pipe.write(text if isinstance(text, bytes) else text.encode())
    before = sys.stdin
    with os.fdopen(reading, encoding="utf-8") as stream:
        sys.stdin = stream
        try:
            yield
        finally:
            sys.stdin = before


@pytest.fixture
def plain(desk: Dirigo) -> Plain:
    """Run ``dirigo --plain`` on a desk, with these lines to read."""

    def run(*answers: str, options: tuple[str, ...] = ("--plain",)) -> Ran:
        with piped("".join(f"{answer}\n" for answer in answers)):
            return desk(*options)

    return run


NEW = ("3", "HA-1", "Samira Nordin", "försörjningsstöd", "", "okänt", *[""] * 8)
"""Somebody new, as short as can be; one is in her file then."""


def test_somebody_new_gets_a_goal_and_is_found_again(plain: Plain, desk: Dirigo) -> None:
    ran = plain(*NEW, "3", "1", "Våga ringa samtal", "", "", "0", "0", "sami", "1", "3", "q")
    assert (ran.code, ran.err) == (0, "")
    assert "Mål 1: ”Våga ringa samtal”" in ran.out
    assert ran.out.endswith("Avslutat.\n")
    assert "Mål 1 ”Våga ringa samtal” (pågår)" in desk("show", "HA-1").out


def test_it_starts_by_itself_where_there_is_no_screen(plain: Plain) -> None:
    assert "3 Ny deltagare" in plain("q", options=()).out


def test_nobody_to_answer_gets_the_caseload(desk: Dirigo, monkeypatch: Any) -> None:
    with Path(os.devnull).open() as nothing:
        monkeypatch.setattr(sys, "stdin", nothing)
        ran = desk("--plain")
    assert (ran.code, ran.err) == (0, "0 deltagare, 0 försenade.\n")


def test_the_end_of_the_input_keeps_a_half_filled_form(plain: Plain) -> None:
    ran = plain("3", "HA-1", "Samira Nordin")
    assert ran.code == 0
    ran = plain("4", "1", "1", "", "", "sjuk", "!", "q")
    assert "Det finns ett utkast från" in ran.out
    assert "Referens (Enter: HA-1)" in ran.out
    assert "Namn (Enter: Samira Nordin)" in ran.out


def test_a_draft_can_be_thrown_away(plain: Plain) -> None:
    plain("3", "HA-1")
    ran = plain("3", "x", "2", "!", "0", "q")
    assert "”x” finns inte att välja på." in ran.out
    assert "HA-1" not in ran.out
    assert "Det du höll på att skriva" not in plain("q").out


def test_locking_shuts_the_desk_until_it_is_unlocked(
    plain: Plain, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Any] = []

    def noting(*arguments: Any) -> bool:
        opened.append(arguments[0].desk)
        return locked_home(*arguments)

    locked_home = session.home
    monkeypatch.setattr(session, "home", noting)
    ran = plain("7", "", "q")
    assert ran.code == 0
    assert "Låst.\nEnter låser upp: \n\nBörjan" in ran.out
    assert len(opened) == 2
    assert opened[0] is not opened[1]


def test_a_wrong_passphrase_opens_nothing(
    plain: Plain, isolated_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = isolated_home.parent / "other"
    other.write_text("någonting annat\n", encoding="utf-8")
    monkeypatch.setenv("DIRIGO_PASSPHRASE_FILE", str(other))
    ran = plain("q")
    assert (ran.code, ran.out) == (3, "")
    monkeypatch.delenv("DIRIGO_PASSPHRASE_FILE")
    assert plain("q").code == 3, "nobody can type one unseen on a pipe"


def test_without_a_database_a_pipe_is_told_so(dirigo: Dirigo) -> None:
    with piped("q\n"):
        ran = dirigo("--plain")
    assert (ran.code, ran.out) == (1, "")
    assert "init" in ran.err


@pytest.mark.parametrize("typed", ["99", "0x", "-1", "1e9", "²", "\x1b[A", "\u202e1"])
def test_a_bad_answer_is_told_and_asked_again(plain: Plain, typed: str) -> None:
    ran = plain("2", typed, "q")
    assert ran.code == 0
    assert ran.out.count("Urval: ") == 2
    assert not FORBIDDEN_ON_SCREEN & set(ran.out.replace("\n", ""))


def test_hostile_text_does_not_reach_the_terminal(plain: Plain) -> None:
    said = [line for text in HOSTILE for line in text.splitlines() if line.strip()]
    ran = plain(*NEW, "3", "1", *said, "", "", "0", "1", "1", *said, "", "0", "6", "0", "0", "q")
    assert ran.code == 0
    assert not FORBIDDEN_ON_SCREEN & set(ran.out.replace("\n", ""))
    assert "[@click=app.leave]klicka[/]" in ran.out


def test_bytes_that_are_no_text_are_survived(desk: Dirigo) -> None:
    with piped(b"\xff\xfe\nq\n"):
        ran = desk("--plain")
    assert ran.code == 0


def test_ctrl_c_leaves_with_what_was_written(plain: Plain, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_place: object) -> bool:
        raise KeyboardInterrupt

    monkeypatch.setattr(session, "home", interrupted)
    ran = plain()
    assert ran.code == 0
    assert "Avslutat." in ran.out
    assert "Traceback" not in ran.out + ran.err


def test_practice_is_said_first(plain: Plain) -> None:
    ran = plain("q", options=("--practice", "--plain"))
    assert ran.out.startswith("ÖVNING – påhittade personer.\n")


def test_a_terminal_nobody_answers_at_locks_by_itself() -> None:
    reading, writing = os.pipe()
    before = sys.stdin
    with os.fdopen(reading, encoding="utf-8") as sys.stdin:
        lines = session._Lines()
        lines.watched, lines.patience = True, 0.01
        with pytest.raises(LockedByItself):
            lines()
        os.write(writing, b"1\n")
        assert lines() == "1\n"
    sys.stdin = before
    os.close(writing)


def test_a_desk_that_locked_itself_is_opened_again(
    plain: Plain, monkeypatch: pytest.MonkeyPatch
) -> None:
    homes = iter([LockedByItself, LockedTogether("somebody"), Ended])
    together: list[str] = []

    def home(_place: object) -> None:
        raise next(homes)

    monkeypatch.setattr(session, "home", home)
    monkeypatch.setattr(session, "together", lambda _place, id: together.append(id))
    ran = plain("", "")
    assert (ran.code, ran.out.count("Låst.")) == (0, 2)
    assert together == ["somebody"], "whoever unlocks comes back to where they sat"


def test_every_look_at_people_is_noted(plain: Plain, desk: Dirigo) -> None:
    plain(*NEW, "0", "2", "2", "0", "0", "nobody", "HA-1", "1", "q")
    rows = desk("log", "--json").data
    noted = json.dumps(rows)
    for access in ("listed", "searched", "opened"):
        assert f'"{access}"' in noted
