"""The PIN that lets the caseworker out of a joint session, beside the passphrase."""

from __future__ import annotations

import asyncio
from typing import Any

from dirigo_tui.domain.errors import Refused
from dirigo_tui.forms.joint import PIN
from dirigo_tui.services.leaving import set_pin
from dirigo_tui.tui.screen import UsesDesk
from dirigo_tui.tui.widgets.form_dialog import FormDialog

_FIELDS = {"pin_not_digits": "pin", "pin_too_easy": "pin"}
"""Where the form says what a rule refuses."""


def pin_dialog(screen: UsesDesk) -> FormDialog[bool]:
    """The dialog; its result is whether there is a PIN now. Nothing of it is kept as a draft."""

    async def save(values: dict[str, Any]) -> bool:
        pin = values["pin"]
        if pin != values["again"]:
            raise Refused("pins_differ", field="again")
        try:
            await asyncio.to_thread(set_pin, screen.desk, pin)
        except Refused as refused:
            where = _FIELDS.get(refused.code, "")
            raise Refused(refused.code, **refused.params, field=where) from None
        screen.dirigo.saved()
        return bool(pin)

    return FormDialog(PIN, save)
