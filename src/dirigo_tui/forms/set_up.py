"""What unlocks a new database, asked for once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from dirigo_tui.domain.errors import Refused
from dirigo_tui.forms import definitions
from dirigo_tui.forms.fields import YesNo
from dirigo_tui.forms.form import Form
from dirigo_tui.i18n.catalogue import N_


def secrets(*, keyring: bool) -> Form:
    """What is asked for; with a keyring the passphrase may be left out."""
    form = definitions.PASSPHRASE
    if not keyring:
        return form
    use_keyring = YesNo(
        name="use_keyring",
        label=N_("Nyckelringen också"),
        help=N_("Ja om datorns nyckelring ska låsa upp databasen åt dig."),
        required=True,
    )
    optional = (replace(field, required=False) for field in form.fields)
    return replace(form, fields=(use_keyring, *optional))


def mistakes(values: Mapping[str, Any]) -> dict[str, Refused]:
    """What is wrong with the secrets together, by field."""
    if values["passphrase"] != values["repeated"]:
        return {"repeated": Refused("passphrases_differ")}
    if not values["passphrase"] and not values.get("use_keyring"):
        return {"passphrase": Refused("passphrase_needed")}
    return {}
