"""``dirigo where``: the paths in use."""

from __future__ import annotations

import click

from dirigo_tui.cli.command import DirigoCommand
from dirigo_tui.cli.invocation import Invocation
from dirigo_tui.cli.output import table
from dirigo_tui.i18n.catalogue import _


@click.command(
    "where", cls=DirigoCommand, help=_("Visa var databas, nycklar och inställningar ligger.")
)
@click.pass_obj
def command(invocation: Invocation) -> None:
    """Print every path, whether or not it exists yet."""
    paths = {name: str(path) for name, path in invocation.opener().paths().items()}
    words = {
        "home": _("mapp"),
        "database": _("databas"),
        "key_file": _("nyckelfil"),
        "lock": _("låsfil"),
        "settings": _("inställningar"),
        "backups": _("säkerhetskopior"),
    }
    invocation.output.data(paths, table([[words[name], path] for name, path in paths.items()]))
