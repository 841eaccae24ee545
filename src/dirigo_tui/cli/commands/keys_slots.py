"""``dirigo keys add-passphrase | remove | new-recovery``: changing what opens the database."""

from __future__ import annotations

import sys

import click

from dirigo_tui.cli.command import DirigoCommand
from dirigo_tui.cli.invocation import Invocation, ask_new_passphrase
from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.passphrase import LEAST
from dirigo_tui.i18n.catalogue import _
from dirigo_tui.settings.passphrase_file import passphrase_from_file

BY_RECOVERY_CODE = click.option(
    "--recovery-code",
    "by_recovery_code",
    is_flag=True,
    help=_("Lås upp med återställningskoden, som frågas efter eller läses från stdin."),
)


def _new_passphrase(path: str) -> str:
    if not path and not sys.stdin.isatty():
        raise Refused("passphrase_needed")
    passphrase = passphrase_from_file(path) if path else ask_new_passphrase()
    if len(passphrase) < LEAST:
        raise Refused("passphrase_short", least=LEAST)
    return passphrase


@click.command(
    "add-passphrase", cls=DirigoCommand, help=_("Låt en lösenfras till öppna databasen.")
)
@click.option(
    "--new-passphrase-file",
    metavar=_("FIL"),
    default="",
    help=_("En fil vars första rad är den nya lösenfrasen; annars frågas den efter två gånger."),
)
@BY_RECOVERY_CODE
@click.pass_obj
def add_passphrase(
    invocation: Invocation, new_passphrase_file: str, by_recovery_code: bool
) -> None:
    """Add a passphrase slot and tell its id."""
    with invocation.desk(by_recovery_code=by_recovery_code) as desk:
        desk.keys.add_passphrase(_new_passphrase(new_passphrase_file))
    added = invocation.opener().slots()[-1].id
    invocation.output.data({"slot": added}, added)
    if not invocation.as_json:
        invocation.output.say(
            _("Lösenfrasen öppnar databasen från och med nu. De gamla gör det också.")
        )


@click.command("remove", cls=DirigoCommand, help=_("Ta bort en nyckel. Den öppnar sedan inget."))
@click.argument("slot", metavar=_("NYCKEL"))
@BY_RECOVERY_CODE
@click.pass_obj
def remove(invocation: Invocation, slot: str, by_recovery_code: bool) -> None:
    """Remove a slot by the id that ``dirigo keys list`` shows."""
    with invocation.desk(by_recovery_code=by_recovery_code) as desk:
        desk.keys.remove(slot)
    invocation.output.data({"removed": slot})
    if not invocation.as_json:
        invocation.output.say(
            _(
                "Nyckeln är borttagen. Säkerhetskopior som redan finns öppnas fortfarande med de"
                " nycklar som gällde när de gjordes."
            )
        )


@click.command(
    "new-recovery", cls=DirigoCommand, help=_("Byt återställningskod. Den gamla öppnar inget mer.")
)
@click.pass_obj
def new_recovery(invocation: Invocation) -> None:
    """Put a new recovery code in place of the old one and tell it, once."""
    with invocation.desk() as desk:
        code = desk.keys.renew_recovery()
    invocation.output.data({"recovery_code": code}, code)
    if not invocation.as_json:
        invocation.output.say(
            _(
                "Raden ovan är den nya återställningskoden. Skriv den på papper, lås in den och"
                " förstör den gamla: koden visas inte igen."
            )
        )
