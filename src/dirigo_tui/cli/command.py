"""What every command of ``dirigo`` shares: the options before or after its name, and its output."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from dirigo_tui.cli.invocation import Invocation
from dirigo_tui.cli.language import speak
from dirigo_tui.cli.output import Output
from dirigo_tui.i18n.catalogue import LANGUAGES, _


def _set(name: str) -> Callable[[click.Context, click.Parameter, Any], None]:
    def remember(context: click.Context, _parameter: click.Parameter, value: Any) -> None:
        if value and not context.resilient_parsing:
            setattr(context.ensure_object(Invocation), name, value)

    return remember


def _set_language(context: click.Context, _parameter: click.Parameter, value: str | None) -> None:
    if value:
        context.ensure_object(Invocation).language = value
        speak(value)


def _shared_options() -> list[click.Option]:
    """The options that stand before or after a command's name (CONTRACT.md)."""

    def option(flag: str, name: str, help: str, **kwargs: Any) -> click.Option:
        return click.Option(
            [flag, name], help=help, expose_value=False, callback=_set(name), **kwargs
        )

    return [
        option(
            "--home", "home", _("Mappen för databas, nycklar och inställningar."), metavar=_("MAPP")
        ),
        option("--practice", "practice", _("Öva: påhittade personer, egen databas."), is_flag=True),
        option("--json", "as_json", _("Ett JSON-objekt på stdout."), is_flag=True),
        option("--plain", "plain", _("Bara löpande text, en fråga i taget."), is_flag=True),
        click.Option(
            ["--lang", "language"],
            type=click.Choice(LANGUAGES),
            help=_("Språk."),
            expose_value=False,
            callback=_set_language,
        ),
    ]


def ready_output(context: click.Context) -> None:
    """Let what is printed bear the name of the command, such as "keys list"."""
    invocation = context.find_object(Invocation)
    if invocation is not None:
        name = context.command_path.split(" ", 1)[-1].strip()
        invocation.output = Output(name, as_json=invocation.as_json)


WHOLE = 1_000
"""Characters of the first sentence of a command's help: in a list it is wrapped, never cut."""


class DirigoCommand(click.Command):
    """A command that takes the shared options after its name, and names itself in its output."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"options_metavar": _("[ALTERNATIV]"), **kwargs})
        self.params.extend(_shared_options())

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command with its output ready."""
        ready_output(ctx)
        return super().invoke(ctx)

    def get_short_help_str(self, limit: int = WHOLE) -> str:
        """The first sentence of the help."""
        return super().get_short_help_str(max(limit, WHOLE))


class DirigoGroup(click.Group):
    """A group whose subcommands take the shared options too."""

    command_class = DirigoCommand
    group_class = type

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        optional = kwargs.get("invoke_without_command", False)
        words = {
            "options_metavar": _("[ALTERNATIV]"),
            "subcommand_metavar": _("[KOMMANDO] [ARGUMENT]...")
            if optional
            else _("KOMMANDO [ARGUMENT]..."),
        }
        super().__init__(*args, **{**words, **kwargs})
        self.params.extend(_shared_options())

    def get_short_help_str(self, limit: int = WHOLE) -> str:
        """The first sentence of the help."""
        return super().get_short_help_str(max(limit, WHOLE))
