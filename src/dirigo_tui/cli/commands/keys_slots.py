"""``dirigo keys add-… | remove | new-recovery | rotate``: changing what opens the database."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, TypeVar

import click

from dirigo_tui.cli.command import DirigoCommand
from dirigo_tui.cli.invocation import Invocation, ask_new_passphrase, ask_passphrase
from dirigo_tui.domain.errors import Refused
from dirigo_tui.i18n.catalogue import N_, _
from dirigo_tui.i18n.words import word
from dirigo_tui.services.ports import HomeState, SlotInfo
from dirigo_tui.settings.passphrase_file import passphrase_from_file

_NEW_CODE: Final = N_(
    "Raden ovan är den nya återställningskoden. Skriv den på papper, lås in den och förstör den"
    " gamla: koden visas inte igen."
)

_Command = TypeVar("_Command", bound=Callable[..., Any])


def unlocked_otherwise(command: _Command) -> _Command:
    """Give a command the options that unlock without passphrase and keyring."""
    by_recovery_code = click.option(
        "--recovery-code",
        "by_recovery_code",
        is_flag=True,
        help=_("Lås upp med återställningskoden, som frågas efter eller läses från stdin."),
    )
    by_identity_file = click.option(
        "--identity-file",
        metavar=_("FIL"),
        type=click.Path(dir_okay=False, path_type=Path),
        help=_("Lås upp med organisationens hemliga nyckel, som står i filen."),
    )
    return by_recovery_code(by_identity_file(command))


def _new_passphrase(path: str) -> str:
    if not path and not sys.stdin.isatty():
        raise Refused("passphrase_needed")
    return passphrase_from_file(path) if path else ask_new_passphrase()


@click.command(
    "add-passphrase", cls=DirigoCommand, help=_("Låt en lösenfras till öppna databasen.")
)
@click.option(
    "--new-passphrase-file",
    metavar=_("FIL"),
    default="",
    help=_("En fil vars första rad är den nya lösenfrasen; annars frågas den efter två gånger."),
)
@unlocked_otherwise
@click.pass_obj
def add_passphrase(
    invocation: Invocation,
    new_passphrase_file: str,
    by_recovery_code: bool,
    identity_file: Path | None,
) -> None:
    """Add a passphrase slot and tell its id."""
    with invocation.desk(by_recovery_code=by_recovery_code, identity_file=identity_file) as desk:
        desk.keys.add_passphrase(_new_passphrase(new_passphrase_file))
    added = invocation.opener().slots()[-1].id
    invocation.output.data({"slot": added}, added)
    if not invocation.as_json:
        invocation.output.say(
            _("Lösenfrasen öppnar databasen från och med nu. De gamla gör det också.")
        )


@click.command(
    "add-keyring",
    cls=DirigoCommand,
    help=_("Låt datorns nyckelring öppna databasen, för den som har loggat in på datorn."),
)
@unlocked_otherwise
@click.pass_obj
def add_keyring(invocation: Invocation, by_recovery_code: bool, identity_file: Path | None) -> None:
    """Add a keyring slot and tell its id."""
    with invocation.desk(by_recovery_code=by_recovery_code, identity_file=identity_file) as desk:
        desk.keys.add_keyring()
    added = invocation.opener().slots()[-1].id
    invocation.output.data({"slot": added}, added)
    if not invocation.as_json:
        invocation.output.say(_("Datorns nyckelring öppnar databasen från och med nu."))


@click.command(
    "add-escrow",
    cls=DirigoCommand,
    help=_("Låt organisationen öppna databasen med sin hemliga nyckel, om allt annat är borta."),
)
@click.option(
    "--to",
    "recipient",
    required=True,
    metavar="AGE1…",
    help=_("Organisationens mottagarnyckel."),
)
@click.pass_obj
def add_escrow(invocation: Invocation, recipient: str) -> None:
    """Add an escrow slot and tell its id."""
    with invocation.desk() as desk:
        desk.keys.add_escrow(recipient)
    added = invocation.opener().slots()[-1].id
    invocation.output.data({"slot": added}, added)
    if not invocation.as_json:
        invocation.output.say(
            _(
                "Den som har organisationens hemliga nyckel kan från och med nu öppna databasen och"
                " de säkerhetskopior som görs härefter."
            )
        )


@click.command("remove", cls=DirigoCommand, help=_("Ta bort en nyckel. Den öppnar sedan inget."))
@click.argument("slot", metavar=_("NYCKEL"))
@unlocked_otherwise
@click.pass_obj
def remove(
    invocation: Invocation, slot: str, by_recovery_code: bool, identity_file: Path | None
) -> None:
    """Remove a slot by the id that ``dirigo keys list`` shows."""
    with invocation.desk(by_recovery_code=by_recovery_code, identity_file=identity_file) as desk:
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
        invocation.output.say(str(_NEW_CODE))


@click.command(
    "rotate",
    cls=DirigoCommand,
    help=_(
        "Byt databasens nyckel: allt krypteras om, och gamla kopior av nyckelfilen öppnar inte"
        " databasen mer."
    ),
)
@click.pass_obj
def rotate(invocation: Invocation) -> None:
    """Put a new database key in place of the old, and tell the new recovery code, once."""
    opener = invocation.opener()
    if opener.state() is HomeState.EMPTY:
        raise Refused("no_database")
    rotated = opener.rotate(ask_passphrase(opener))
    code = rotated.recovery_code
    data = {"recovery_code": code or None, "lost": [slot_data(slot) for slot in rotated.lost]}
    invocation.output.data(data, code)
    if invocation.as_json:
        return
    invocation.output.say(_("Databasen har en ny nyckel, och allt är krypterat med den."))
    if code:
        invocation.output.say(str(_NEW_CODE))
    for slot in rotated.lost:
        invocation.output.say(
            _("Kom inte med och måste läggas till igen: {kind} från {created} ({slot}).").format(
                kind=word(slot.kind), created=slot.created.isoformat(), slot=slot.id
            )
        )
    invocation.output.say(
        _("Säkerhetskopior som redan finns öppnas fortfarande med de nycklar som gällde då.")
    )


def slot_data(slot: SlotInfo) -> dict[str, str]:
    """A slot as ``--json`` tells it."""
    data = {"slot": slot.id, "kind": slot.kind.value, "created": slot.created.isoformat()}
    return data | {"recipient": slot.recipient} if slot.recipient else data
