"""The command line speaks one language, also where click does the talking."""

import re
import subprocess
import sys

import click
import pytest
from calls import Dirigo

from dirigo_tui.cli.main import build


def test_help_is_in_swedish(dirigo: Dirigo) -> None:
    said = dirigo("--help").out
    assert said.startswith("Användning: dirigo [ALTERNATIV] [KOMMANDO] [ARGUMENT]...\n")
    assert "\nAlternativ:\n" in said
    assert "\nKommandon:\n" in said
    assert "Visa den här hjälpen och avsluta." in said
    assert "Visa versionen och avsluta." in said
    said = dirigo("export", "--help").out
    assert said.startswith("Användning: dirigo export [ALTERNATIV] KOMMANDO [ARGUMENT]...\n")


def test_the_list_of_commands_says_what_they_say_themselves() -> None:
    group = build()
    context = click.Context(group)
    commands = {name: group.get_command(context, name) for name in group.list_commands(context)}
    own = [command.get_short_help_str() for command in commands.values() if command]
    listed = click.HelpFormatter(width=300)
    group.format_commands(context, listed)
    said = [" ".join(line.split()[1:]) for line in listed.getvalue().splitlines()[1:]]
    assert said == own


@pytest.mark.parametrize("command", [(), ("keys",)])
def test_no_sentence_of_a_list_of_commands_is_cut_short(
    dirigo: Dirigo, command: tuple[str, ...]
) -> None:
    said = dirigo(*command, "--help").out
    assert not any(line.endswith("...") for line in said.split("Kommandon:")[1].splitlines())


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("lst",), "Det finns inget kommando 'lst'."),
        (("where", "--jsn"), "Det finns inget alternativ '--jsn'. Menade du '--json'?"),
        (("import",), "Det saknas argumentet 'FIL'."),
        (("show",), "Det saknas argumentet"),
        (("--lang", "fi", "list"), "Värdet för '--lang' går inte: 'fi' är inget av 'sv', 'en'."),
        (("where", "--home"), "Alternativet '--home' behöver ett värde."),
        (("where", "here"), "Ett argument för mycket (here)"),
        (("rate", "R1", "--goal", "två"), "'två' är inget giltigt heltal."),
    ],
)
def test_wrong_usage_is_told_in_swedish(
    dirigo: Dirigo, arguments: tuple[str, ...], said: str
) -> None:
    ran = dirigo(*arguments)
    assert ran.code == 2
    assert said in ran.err
    assert "Hjälp: dirigo" in ran.err


def test_english_is_english_and_swedish_comes_back(dirigo: Dirigo) -> None:
    assert dirigo("--help").out.startswith("Användning: ")
    said = dirigo("--lang", "en", "--help").out
    assert said.startswith("Usage: dirigo [OPTIONS] [COMMAND] [ARGS]...\n")
    assert "Show this message and exit." in said
    assert "No such command 'lst'." in dirigo("lst", "--lang", "en").err
    assert "Det finns inget kommando 'lst'." in dirigo("lst").err


@pytest.mark.parametrize(
    ("code", "said"), [("sv", "Visa deltagarna"), ("en", "Show the participants")]
)
def test_commands_are_worded_in_the_language_asked_for(code: str, said: str) -> None:
    """In a process of its own: a command is worded once, when its module is imported."""
    command = [sys.executable, "-m", "dirigo_tui", "--help", "--lang", code]
    ran = subprocess.run(command, capture_output=True, check=True, encoding="utf-8")
    assert re.search(rf"\blist +{said}", ran.stdout)
