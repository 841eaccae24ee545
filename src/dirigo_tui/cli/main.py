"""``dirigo``: the group of commands, the options that all share, and how failures end."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from gettext import gettext
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from traceback import walk_tb
from typing import Final, NamedTuple

import click

from dirigo_tui import __version__
from dirigo_tui.cli.command import WHOLE, DirigoGroup
from dirigo_tui.cli.exit_codes import ExitCode, exit_code
from dirigo_tui.cli.invocation import Composition, Invocation
from dirigo_tui.cli.language import speak
from dirigo_tui.cli.output import Output, speak_utf8
from dirigo_tui.domain.errors import Refused
from dirigo_tui.i18n.catalogue import LANGUAGES, N_, Lazy, _


class _Listed(NamedTuple):
    """A command as the list of all of them has it: nothing of the command itself is imported.

    Attributes:
        module: the module of ``cli/commands`` it lives in.
        help: what the command itself says of itself, once more.
    """

    module: str
    help: Lazy


_COMMANDS: Final = {
    "demo": _Listed("demo", N_("Öva på påhittade personer i en egen databas.")),
    "init": _Listed("init", N_("Skapa en tom krypterad databas.")),
    "import": _Listed("import_list", N_("Läs in en lista, allt eller inget.")),
    "list": _Listed("list_participants", N_("Visa deltagarna, det mest försenade först.")),
    "show": _Listed("show", N_("Visa en deltagare, allt som gäller nu.")),
    "rate": _Listed("rate", N_("Ta emot en egenskattning.")),
    "plan": _Listed("plan", N_("Deltagarens plan på papper och i kalendern.")),
    "consent": _Listed("consent", N_("Samtycken: vad som får lämnas ut, till vem.")),
    "summary": _Listed("summary", N_("Sammanställ mål och resultat, utan att någon pekas ut.")),
    "export": _Listed("export", N_("Lämna över uppgifter, krypterade.")),
    "receive": _Listed("receive", N_("Ta emot en krypterad fil.")),
    "log": _Listed(
        "log",
        N_(
            "Visa vem som har läst och gjort vad, det senaste först: alla rader, eller de om"
            " deltagaren REF. Att loggen läses skrivs i loggen."
        ),
    ),
    "subject-access": _Listed(
        "subject_access",
        N_("Registerutdrag: allt som finns sparat om deltagaren, till deltagaren."),
    ),
    "retention": _Listed(
        "retention", N_("Gallring: akter vars tid är ute. Inget sker av sig självt.")
    ),
    "keys": _Listed("keys", N_("Nycklarna till databasen.")),
    "backup": _Listed(
        "backup", N_("Skriv en säkerhetskopia: databasen och dess nycklar i en fil, krypterad.")
    ),
    "restore": _Listed(
        "restore", N_("Återställ en säkerhetskopia i en ny mapp. Databasen som används rörs inte.")
    ),
    "doctor": _Listed("doctor", N_("Kontrollera vad som fungerar här.")),
    "where": _Listed("where", N_("Visa var databas, nycklar och inställningar ligger.")),
}
"""Command names, in the order of the help. Importing all commands for one line each would take
four fifths of the time that ``dirigo --help`` takes."""


class _Dirigo(DirigoGroup):
    """The top group: a command's module is imported when it is called for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        listed = _COMMANDS.get(cmd_name)
        if listed is None:
            return None
        command: click.Command = import_module(f"dirigo_tui.cli.commands.{listed.module}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section(gettext("Commands")):
            formatter.write_dl(
                [
                    (name, click.Command(name, help=str(listed.help)).get_short_help_str(WHOLE))
                    for name, listed in _COMMANDS.items()
                ]
            )


def build() -> click.Group:
    """The command tree, worded in the language in use."""

    @click.group(
        "dirigo",
        cls=_Dirigo,
        invoke_without_command=True,
        help=_("Deltagarens egen handlingsplan. Utan kommando öppnas appen."),
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    @click.version_option(__version__, prog_name="dirigo-tui", message="%(prog)s %(version)s")
    @click.pass_context
    def dirigo(context: click.Context) -> int | None:
        if context.invoked_subcommand is not None:
            return None
        from dirigo_tui.cli.commands.open_app import open_app

        return open_app(context.ensure_object(Invocation))

    return dirigo


def _language(arguments: Sequence[str]) -> str:
    """The language to build the commands in: ``--lang``, else ``DIRIGO_LANG``, else Swedish."""
    wanted = os.environ.get("DIRIGO_LANG", "")
    for argument, following in pairwise([*arguments, ""]):
        if argument == "--lang":
            wanted = following
        elif argument.startswith("--lang="):
            wanted = argument.removeprefix("--lang=")
    return wanted if wanted in LANGUAGES else LANGUAGES[0]


_INTERNAL = N_(
    "Något gick fel i programmet ({kind}, {where}). Inget som var sparat har gått förlorat."
    " Försök igen; händer det igen, kör ”dirigo doctor”."
)


def _place(error: BaseException) -> str:
    """Where in our own code an error arose, e.g. ``show.py:41``."""
    frames = [
        (Path(frame.f_code.co_filename), line) for frame, line in walk_tb(error.__traceback__)
    ]
    ours = [f"{path.name}:{line}" for path, line in frames if "dirigo_tui" in path.parts]
    return ours[-1] if ours else "?"


def main(composition: Composition, arguments: Sequence[str]) -> int:
    """Run one call of ``dirigo``; never lets a traceback reach the user.

    Returns:
        The exit code, one of :class:`ExitCode`.
    """
    speak_utf8()
    speak(_language(arguments))
    invocation = Invocation(composition)
    invocation.output = Output("dirigo", as_json="--json" in arguments)
    try:
        result = build().main(
            args=list(arguments), prog_name="dirigo", standalone_mode=False, obj=invocation
        )
    except click.UsageError as error:
        called = error.ctx.command_path.strip() if error.ctx else "dirigo"
        invocation.output.command = called.removeprefix("dirigo ")
        hint = _("Hjälp: {command} --help").format(command=called)
        invocation.output.failure("usage", f"{error.format_message()}\n{hint}")
        return ExitCode.USAGE
    except (click.Abort, KeyboardInterrupt):
        invocation.output.failure("aborted", _("Avbrutet. Inget har ändrats."))
        return ExitCode.REFUSED
    except Refused as refused:
        from dirigo_tui.i18n.errors import sentence

        invocation.output.failure(refused.code, sentence(refused))
        return exit_code(refused)
    except BrokenPipeError:
        # The reader of our output went away; flushing at exit must not complain a second time.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.REFUSED
    except Exception as error:
        # A message may quote values, and values here are personal data: only type and place.
        message = str(_INTERNAL).format(kind=type(error).__name__, where=_place(error))
        invocation.output.failure("internal", message)
        return ExitCode.REFUSED
    return result if isinstance(result, int) else ExitCode.OK
