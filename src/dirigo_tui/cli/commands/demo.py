"""``dirigo demo``: the app on practice data."""

from __future__ import annotations

import click

from dirigo_tui.cli.command import DirigoCommand
from dirigo_tui.cli.commands.open_app import open_app
from dirigo_tui.cli.invocation import Invocation
from dirigo_tui.i18n.catalogue import _
from dirigo_tui.services.ports import HomeState

MOST = 1_000_000


@click.command("demo", cls=DirigoCommand, help=_("Öva på påhittade personer i en egen databas."))
@click.option(
    "--participants",
    type=click.IntRange(1, MOST),
    metavar="N",
    help=_("Gör om övningsdata med så många personer (60 om inget sägs)."),
)
@click.option(
    "--seed", type=int, metavar="S", help=_("Gör om övningsdata; samma tal ger samma personer.")
)
@click.option("--no-open", is_flag=True, help=_("Gör bara i ordning databasen."))
@click.pass_obj
def command(
    invocation: Invocation, participants: int | None, seed: int | None, no_open: bool
) -> int:
    """Make the practice database when it is missing or a size or seed is given; then open it."""
    invocation.practice = True
    opener = invocation.opener(exclusive=True)
    anew = participants is not None or seed is not None or opener.state() is HomeState.EMPTY
    if anew:
        invocation.output.say(_("Gör i ordning övningsdata …"))
        opener.create_practice(participants, seed).close()
    if no_open:
        data = {"home": str(opener.home), "created": anew}
        invocation.output.data(data, str(opener.home))
        return 0
    return open_app(invocation)
