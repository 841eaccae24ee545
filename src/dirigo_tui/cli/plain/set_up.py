"""The first time: naming the desk, choosing what unlocks it, keeping the recovery code."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dirigo_tui.cli.plain.console import Console, Ended
from dirigo_tui.cli.plain.filling import Filler
from dirigo_tui.domain.errors import Refused
from dirigo_tui.forms.definitions import SET_UP
from dirigo_tui.forms.set_up import mistakes, secrets
from dirigo_tui.i18n.catalogue import _
from dirigo_tui.services.ports import Desk, DeskOpener, SetUp
from dirigo_tui.services.set_up import recovery_code_kept, recovery_code_shown


def set_up(opener: DeskOpener, console: Console, secret: Callable[[str], str]) -> Desk:
    """Make the database. Raises ``Ended`` when somebody stops before it is made."""
    filler = Filler(console, None, secret)
    named: dict[str, str] = filler.fill(SET_UP, dict) or {}
    if not named:
        raise Ended
    keyring = opener.keyring_available()

    def create(values: dict[str, Any]) -> tuple[Desk, str]:
        for name, refused in mistakes(values).items():
            raise Refused(refused.code, **refused.params, field=name)
        console.say(_("Gör i ordning databasen …"))
        return opener.create(
            SetUp(
                passphrase=values["passphrase"],
                use_keyring=values.get("use_keyring", False),
                **named,
            )
        )

    made = filler.fill(secrets(keyring=keyring), create, values={"use_keyring": True})
    if made is None:
        raise Ended
    desk, code = made
    desk.write(recovery_code_shown)
    keep_code(opener, console, desk, code)
    return desk


def keep_code(opener: DeskOpener, console: Console, desk: Desk, code: str) -> None:
    """Show the recovery code until it has been typed back."""
    console.say(_("Glöms lösenfrasen bort är det den här koden som öppnar databasen."), code)
    while typed := console.ask(_("Skriv koden från papperet (Enter hoppar över)")):
        try:
            opener.check_recovery_code(typed)
        except Refused as refused:
            console.refuse(refused)
        else:
            desk.write(recovery_code_kept)
            return
