"""``dirigo keys organisation``: the key that makes the desks of an organisation agree on people."""

from __future__ import annotations

from pathlib import Path

import click

from dirigo_tui.cli.command import DirigoCommand
from dirigo_tui.cli.identity_file import identities_from
from dirigo_tui.cli.invocation import Invocation
from dirigo_tui.i18n.catalogue import _
from dirigo_tui.services.opening import Opening
from dirigo_tui.services.organisation_key import KeyState, export_key, import_key, key_state


@click.command(
    "organisation",
    cls=DirigoCommand,
    help=_(
        "Organisationens nyckel: samma på alla arbetsplatser, så att de vet vem som är samma"
        " person."
    ),
)
@click.option(
    "--export",
    "target",
    metavar=_("FIL.age"),
    type=click.Path(path_type=Path),
    help=_("Lämna ut nyckeln i en krypterad fil; den får inte finnas."),
)
@click.option(
    "--to",
    "recipients",
    multiple=True,
    metavar="AGE1…",
    help=_("Mottagare som kan öppna filen; flera går bra."),
)
@click.option(
    "--import",
    "source",
    metavar=_("FIL.age"),
    type=click.Path(path_type=Path),
    help=_("Ta in nyckeln från en annan arbetsplats."),
)
@click.option(
    "--identity-file",
    metavar=_("FIL"),
    type=click.Path(dir_okay=False, path_type=Path),
    help=_("Fil med den hemliga nyckeln; annars databasens egen."),
)
@click.option("--replace", is_flag=True, help=_("Ersätt en annan nyckel som redan finns här."))
@click.pass_obj
def command(
    invocation: Invocation,
    target: Path | None,
    recipients: tuple[str, ...],
    source: Path | None,
    identity_file: Path | None,
    replace: bool,
) -> None:
    """Hand the key on, take it in, or tell which one there is."""
    if target and source:
        raise click.UsageError(_("Ange antingen --export eller --import."))
    if bool(target) != bool(recipients):
        raise click.UsageError(_("--export och --to hör ihop."))
    if (identity_file or replace) and not source:
        raise click.UsageError(_("--identity-file och --replace hör till --import."))
    with invocation.desk() as desk:
        if target:
            state = export_key(desk, target, recipients)
            said = _("Filen är skriven. Den som öppnar den kan känna igen personer i filerna.")
        elif source:
            opening = Opening(path=source, identities=identities_from(desk, identity_file))
            state = import_key(desk, opening, replace=replace)
            said = _("Nyckeln är sparad.") if state.is_new else _("Nyckeln fanns redan här.")
        else:
            state = desk.read(key_state)
            said = "" if state.fingerprint else _("Här finns ingen nyckel än.")
    _tell(invocation, state, said, {"file": str(target)} if target else {})


def _tell(invocation: Invocation, state: KeyState, said: str, more: dict[str, str]) -> None:
    data = {"fingerprint": state.fingerprint or None, "new": state.is_new, **more}
    invocation.output.data(data, state.fingerprint)
    if said and not invocation.as_json:
        invocation.output.say(said)
