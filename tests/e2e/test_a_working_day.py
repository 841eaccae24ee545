"""A caseworker's day in a real terminal, from the keyboard alone, at 80×24."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from e2e.terminal import Terminal

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(not Terminal.available(), reason="tmux is not installed"),
]

FIXTURES = Path(__file__).parents[2] / "fixtures"
PASSPHRASE = "björn äter åkerbär"
PERSON = "Halimo Warsame"

Dirigo = Callable[..., str]


@pytest.fixture
def environment(isolated_home: Path, tmp_path: Path) -> Mapping[str, str]:
    """What the program gets: a home folder of its own, no keyring, a fixed day."""
    words = tmp_path / "passphrase"
    words.write_text(PASSPHRASE + "\n", encoding="utf-8")
    return {
        "DIRIGO_HOME": str(isolated_home),
        "DIRIGO_KEYRING": "off",
        "DIRIGO_TODAY": "2026-11-21",
        "PYTHONPATH": os.environ["PYTHONPATH"],
    }


@pytest.fixture
def dirigo(environment: Mapping[str, str], tmp_path: Path) -> Dirigo:
    """Run a command beside the app; its stdout."""

    def run(*arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "dirigo_tui", *arguments],
            env=os.environ | environment | {"DIRIGO_PASSPHRASE_FILE": str(tmp_path / "passphrase")},
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        return done.stdout

    run("init")
    run("import", str(FIXTURES / "deltagare_bra.xlsx"))
    return run


def unlock(terminal: Terminal) -> None:
    terminal.wait_for("Lösenfras")
    terminal.type(PASSPHRASE)
    terminal.keys("Enter")
    terminal.wait_for("Försenat")


def open_person(terminal: Terminal) -> None:
    terminal.keys("F3")
    terminal.type("warsame")
    terminal.wait_until_gone("Zeynep")
    terminal.keys("Enter")
    terminal.wait_for(PERSON, "Härnäst")


def chosen(screen: str) -> str:
    """What the focused choice says."""
    found = re.search("‹ (.+?) ›", screen)
    return found[1] if found else ""


def choose(terminal: Terminal, word: str) -> None:
    """Step through the focused choice until it says the word."""
    first = before = chosen(terminal.wait_for("‹ "))
    while before != word:
        terminal.keys("Right")
        before = chosen(terminal.wait_until(lambda screen, b=before: chosen(screen) != b))
        assert before != first, f"nowhere to be chosen: {word}"


def add_activity(terminal: Terminal, title: str, time: str, responsible: str) -> None:
    terminal.keys("a")
    terminal.wait_for("En aktivitet i min plan")
    terminal.type(title)
    terminal.keys("Tab", "Tab", "Tab")
    terminal.type(time)
    terminal.keys("Tab", "Tab")
    terminal.type(responsible)
    terminal.keys("C-s")
    terminal.wait_until_gone("En aktivitet i min plan")


def confirm(terminal: Terminal, who: str, shown: str) -> None:
    terminal.keys("b")
    terminal.wait_for("Bekräfta version 2")
    choose(terminal, who)
    terminal.keys("Tab")
    terminal.wait_for("‹ – välj – ›")
    choose(terminal, "ja")
    terminal.keys("C-s")
    terminal.wait_for(shown)


def test_from_unlock_to_unlock(environment: Mapping[str, str], dirigo: Dirigo) -> None:
    with Terminal(environment=environment) as terminal:
        unlock(terminal)
        open_person(terminal)

        terminal.keys("3")
        terminal.wait_for("Mål 1")
        terminal.keys("m")
        terminal.wait_for("Det här vill jag")
        terminal.type("Våga ringa samtal")
        terminal.keys("C-s")
        terminal.wait_for("”Våga ringa samtal”", "v2 ··")
        add_activity(terminal, "Ringa vårdcentralen", "december", "jag själv")
        add_activity(terminal, "Promenad varje dag", "pågår", "jag själv")
        confirm(terminal, "deltagaren", "v2 ✓·")
        confirm(terminal, "handläggaren", "v2 ✓✓")

        terminal.keys("4")
        terminal.wait_for("Arbetsförmåga", "Skatta")
        terminal.keys("s")
        terminal.wait_for("Ny skattning")
        terminal.keys("C-s")
        terminal.wait_for("Fråga 1 av 1")
        assert PERSON not in terminal.screen()
        assert "valde du 5" not in terminal.screen()
        terminal.keys("7")
        terminal.wait_for("Du valde 7.")
        terminal.keys("Enter")
        terminal.wait_for("I september valde du 5.")
        terminal.keys("Enter")
        terminal.wait_for("Så här svarade du", "5 → 7")
        terminal.keys("Enter")
        terminal.wait_for("5 → 7", "21 nov", "Sparat")

        terminal.keys("5")
        terminal.wait_for("▌ Försörjning")
        terminal.keys("Down", "Down")
        terminal.wait_for("▌ Insats")
        terminal.keys("s")
        terminal.wait_for("Vad gäller")
        choose(terminal, "arbetsträning")
        terminal.keys("Tab")
        terminal.type("50")
        terminal.keys("C-s")
        terminal.wait_for("arbetsträning 50 %", "slutade gälla 20 nov", "Ny status")
        terminal.keys("C-z")
        terminal.wait_for("Ångrat:", "jagstärkande kurs · sedan 25 feb")
        terminal.keys("C-r")
        terminal.wait_for("arbetsträning 50 % · sedan 21 nov")

        terminal.keys("C-l")
        locked = terminal.wait_for("Lösenfras")
        assert PERSON not in locked
        unlock(terminal)
        open_person(terminal)
        terminal.wait_for("v2 ✓✓", "5 → 7", "arbetsträning 50 %")
        terminal.keys("C-q")
        assert terminal.exit_code() == 0
    shown = dirigo("show", "SÖ-10035")
    for wanted in ("Våga ringa samtal", "Ringa vårdcentralen", "Promenad varje dag"):
        assert wanted in shown


def test_a_half_written_note_survives_a_kill(
    environment: Mapping[str, str], dirigo: Dirigo, isolated_home: Path
) -> None:
    half = "Samira ringde om intyget och sa att"
    with Terminal(environment=environment) as terminal:
        unlock(terminal)
        open_person(terminal)
        terminal.keys("n")
        terminal.wait_for("anteckning")
        terminal.type(half)
        terminal.wait_for("Utkast")
        os.kill(terminal.process(), signal.SIGKILL)
        assert terminal.exit_code() != 0
    for path in isolated_home.rglob("*"):
        assert path.is_dir() or b"intyget" not in path.read_bytes()
    with Terminal(environment=environment) as terminal:
        terminal.wait_for("Lösenfras")
        terminal.type(PASSPHRASE)
        terminal.keys("Enter")
        terminal.wait_for("Det här höll du på att skriva", PERSON)
        terminal.keys("Enter")
        terminal.wait_for(PERSON, half)


def test_together_nobody_else_is_on_the_screen_or_scrolled_away(
    environment: Mapping[str, str], dirigo: Dirigo
) -> None:
    everybody = set(re.findall(r"SÖ-\d+", dirigo("list"))) - {"SÖ-10035"}
    assert everybody
    with Terminal(environment=environment) as terminal:
        unlock(terminal)
        before = terminal.screen()
        names = {line[4:24].strip() for line in before.splitlines() if line.startswith("   ")}
        names = {name for name in names if " " in name and name != PERSON} | everybody
        assert len(names) > len(everybody)
        open_person(terminal)
        terminal.keys("F5")
        terminal.wait_for("Hej Halimo.")

        def alone() -> None:
            held = terminal.scrollback() + terminal.title()
            assert not [name for name in names if name in held]

        alone()
        for key in ("F3", "F4", "F6", "Escape", "F9", "F12", "Escape", "C-f", "C-n", "C-o", "C-c"):
            terminal.keys(key)
        for key in ("C-q", "C-z", "C-d", "C-p"):
            terminal.keys(key)
        terminal.wait_for("Vad vill du göra?")
        terminal.type("zeynep")
        terminal.wait_for("Inget här heter så.")
        terminal.keys("Escape")
        terminal.wait_for("Hej Halimo.")
        terminal.keys("1")
        terminal.wait_for("Mål 1")
        terminal.resize(60, 20)
        alone()
        terminal.keys("F5")
        terminal.wait_for("Skriv din lösenfras")
        terminal.type("fel fras")
        terminal.keys("Enter")
        terminal.wait_for("Det stämmer inte.")
        terminal.keys("C-l")
        terminal.wait_for("Lösenfras")
        alone()
        terminal.type(PASSPHRASE)
        terminal.keys("Enter")
        terminal.wait_for("Hej Halimo.")
        alone()
        terminal.keys("F5")
        terminal.wait_for("Skriv din lösenfras")
        terminal.type(PASSPHRASE)
        terminal.keys("Enter")
        terminal.wait_for("Härnäst")


def test_the_first_run_leads_to_an_open_desk(environment: Mapping[str, str]) -> None:
    with Terminal(environment=environment) as terminal:
        terminal.wait_for("1 av 4")
        for name in ("Samordning Öst", "Haninge", "Anna Lind"):
            terminal.type(name)
            terminal.keys("Enter")
        terminal.wait_for("2 av 4")
        terminal.type(PASSPHRASE)
        terminal.keys("Tab")
        terminal.type(PASSPHRASE)
        terminal.keys("C-s")
        shown = terminal.wait_for("3 av 4", "Återställningskoden")
        groups = [w for w in shown.split() if len(w) == 5 and w.isalnum() and w.isupper()]
        terminal.keys("C-s")
        terminal.wait_for("Skriv koden")
        terminal.type("-".join(groups).lower())
        terminal.keys("Enter")
        terminal.wait_for("4 av 4")
        terminal.keys("2")
        terminal.wait_for("Deltagare", "N ny")


def test_a_second_app_on_the_same_desk_is_refused_clearly(
    environment: Mapping[str, str], dirigo: Dirigo
) -> None:
    with Terminal(environment=environment) as first, Terminal(environment=environment) as second:
        unlock(first)
        second.wait_for("Lösenfras")
        second.type(PASSPHRASE)
        second.keys("Enter")
        second.wait_for("redan")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_leaves_the_terminal_clean(
    environment: Mapping[str, str], dirigo: Dirigo, number: signal.Signals
) -> None:
    with Terminal(environment=environment) as terminal:
        unlock(terminal)
        os.kill(terminal.process(), number)
        assert terminal.exit_code() == 128 + number
        assert "Warsame" not in terminal.scrollback()


def test_practice_opens_in_the_language_asked_for(environment: Mapping[str, str]) -> None:
    with Terminal("demo", "--lang", "en", environment=environment) as terminal:
        terminal.wait_for("PRACTICE", "Participants")
