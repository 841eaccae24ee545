"""``dirigo init``: an empty encrypted database."""

from __future__ import annotations

import os
import sys

import click

from dirigo_tui.cli.command import DirigoCommand
from dirigo_tui.cli.invocation import Invocation, ask_new_passphrase
from dirigo_tui.domain.errors import Refused
from dirigo_tui.i18n.catalogue import _
from dirigo_tui.services.ports import HomeState, SetUp
from dirigo_tui.settings.passphrase_file import passphrase_from_file


def _new_passphrase(*, keyring: bool) -> str:
    """The passphrase to set: from its file, else typed twice; "" when the keyring is enough."""
    given = passphrase_from_file(os.environ.get("DIRIGO_PASSPHRASE_FILE", ""))
    if given:
        return given
    if not sys.stdin.isatty():
        if keyring:
            return ""
        raise Refused("passphrase_needed")
    return ask_new_passphrase()


@click.command("init", cls=DirigoCommand, help=_("Skapa en tom krypterad databas."))
@click.option("--no-keyring", is_flag=True, help=_("Lägg ingen nyckel i datorns nyckelring."))
@click.option("--organisation", default="", help=_("Organisationens namn."))
@click.option("--desk", default="", help=_("Arbetsplatsens namn, till exempel orten."))
@click.option("--caseworker", default="", help=_("Handläggarens namn, som skrivs i loggen."))
@click.pass_obj
def command(
    invocation: Invocation, no_keyring: bool, organisation: str, desk: str, caseworker: str
) -> None:
    """Create the database and tell the recovery code, once."""
    opener = invocation.opener(exclusive=True)
    if opener.state() is not HomeState.EMPTY:
        raise Refused("already_created", path=str(opener.home))
    keyring = not no_keyring and opener.keyring_available()
    set_up = SetUp(
        passphrase=_new_passphrase(keyring=keyring),
        use_keyring=keyring,
        organisation=organisation,
        desk=desk,
        caseworker=caseworker,
    )
    opened, code = opener.create(set_up)
    opened.close()
    data = {
        "recovery_code": code,
        "home": str(opener.home),
        "keyring": keyring,
        "passphrase": bool(set_up.passphrase),
    }
    invocation.output.data(data, code)
    if not invocation.as_json:
        invocation.output.say(
            _(
                "Databasen är skapad i {home}.\n"
                "Raden ovan är återställningskoden. Skriv den på papper och lås in den: den öppnar"
                " databasen när lösenfrasen är glömd, och den visas inte igen."
            ).format(home=opener.home)
        )
