"""``dirigo backup``: the encrypted database and its keys in one file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from dirigo_tui.cli.command import DirigoCommand
from dirigo_tui.cli.invocation import Invocation
from dirigo_tui.cli.narration import Narrator
from dirigo_tui.i18n.catalogue import _
from dirigo_tui.services.ports import Backup


def as_data(backup: Backup) -> dict[str, Any]:
    """A backup as ``--json`` tells it, the same when it is made and when it is restored."""
    return {
        "created": backup.created.isoformat(),
        "practice": backup.practice,
        "schema": backup.schema,
        "counts": dict(backup.counts),
        "sha256": backup.sha256,
    }


@click.command(
    "backup",
    cls=DirigoCommand,
    help=_("Skriv en säkerhetskopia: databasen och dess nycklar i en fil, krypterad."),
)
@click.option(
    "-o",
    "--output",
    "target",
    required=True,
    metavar=_("FIL"),
    type=click.Path(path_type=Path),
    help=_("Filen att skriva; den får inte finnas."),
)
@click.pass_obj
def command(invocation: Invocation, target: Path) -> None:
    """Write the file and tell what is in it."""
    with invocation.desk() as desk:
        backup = desk.back_up(target, Narrator(invocation.output))
    invocation.output.data({"file": str(target), **as_data(backup)}, str(target))
    if not invocation.as_json:
        invocation.output.say(
            _(
                "Säkerhetskopian är skriven, öppnad och jämförd med databasen. Den öppnas med de"
                " nycklar som databasen har i dag."
            )
        )
