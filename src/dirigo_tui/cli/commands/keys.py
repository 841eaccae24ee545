"""``dirigo keys``: the slots that open the database, and this desk's public recipient."""

from __future__ import annotations

import click

from dirigo_tui.cli.command import DirigoCommand, DirigoGroup
from dirigo_tui.cli.commands import keys_organisation, keys_slots
from dirigo_tui.cli.invocation import Invocation
from dirigo_tui.cli.output import table
from dirigo_tui.domain.errors import Refused
from dirigo_tui.i18n.catalogue import _
from dirigo_tui.i18n.words import word
from dirigo_tui.services import set_up
from dirigo_tui.services.ports import HomeState
from dirigo_tui.services.signing import own_fingerprint


@click.group("keys", cls=DirigoGroup, help=_("Nycklarna till databasen."))
def command() -> None:
    """Hold the subcommands."""


for subcommand in (
    keys_slots.add_passphrase,
    keys_slots.add_keyring,
    keys_slots.add_escrow,
    keys_slots.remove,
    keys_slots.new_recovery,
    keys_slots.rotate,
    keys_organisation.command,
):
    command.add_command(subcommand)


@command.command("list", cls=DirigoCommand, help=_("Visa vilka nycklar som öppnar databasen."))
@click.pass_obj
def list_slots(invocation: Invocation) -> None:
    """List the slots; no key is needed, and none is shown."""
    opener = invocation.opener()
    if opener.state() is HomeState.EMPTY:
        raise Refused("no_database")
    slots = opener.slots()
    rows = [[slot.id, word(slot.kind), slot.created.isoformat(), slot.recipient] for slot in slots]
    invocation.output.data({"slots": [keys_slots.slot_data(slot) for slot in slots]}, table(rows))


@command.command(
    "recipient", cls=DirigoCommand, help=_("Visa adressen som andra krypterar till (age1…).")
)
@click.pass_obj
def recipient(invocation: Invocation) -> None:
    """Print the desk's public age recipient."""
    with invocation.desk() as desk:
        own = desk.read(set_up.own_recipient)
        signs_as = own_fingerprint(desk)
    invocation.output.data({"recipient": own, "signing_key": signs_as}, own)
    if not invocation.as_json:
        invocation.output.say(_("Filer härifrån är signerade med {key}.").format(key=signs_as))
