"""``dirigo restore``: a home folder from a backup file."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from dirigo_tui.cli.command import DirigoCommand
from dirigo_tui.cli.commands.backup import as_data
from dirigo_tui.cli.commands.keys_slots import unlocked_otherwise
from dirigo_tui.cli.invocation import Invocation, unlock
from dirigo_tui.cli.narration import Narrator
from dirigo_tui.i18n.catalogue import _


@click.command(
    "restore",
    cls=DirigoCommand,
    help=_("Återställ en säkerhetskopia i en ny mapp. Databasen som används rörs inte."),
)
@click.argument("source", metavar=_("FIL"), type=click.Path(path_type=Path))
@click.option(
    "--into",
    required=True,
    metavar=_("MAPP"),
    type=click.Path(path_type=Path),
    help=_("Mappen att återställa i; den ska vara tom eller inte finnas."),
)
@unlocked_otherwise
@click.pass_obj
def command(
    invocation: Invocation,
    source: Path,
    into: Path,
    by_recovery_code: bool,
    identity_file: Path | None,
) -> None:
    """Restore, compare with what the file says, and tell what was restored."""
    how = partial(unlock, by_recovery_code=by_recovery_code, identity_file=identity_file)
    backup = invocation.opener().restore(source, into, how, Narrator(invocation.output))
    invocation.output.data({"into": str(into), **as_data(backup)}, str(into))
    if not invocation.as_json:
        invocation.output.say(
            _("Säkerhetskopian är återställd och kontrollerad. Öppna den: {command}").format(
                command=f"dirigo --home {into}" + (" --practice" if backup.practice else "")
            )
        )
