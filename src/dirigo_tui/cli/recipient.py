"""``--for``: whom something is for, when it is not the participant's own copy."""

from __future__ import annotations

import click

from dirigo_tui.i18n.catalogue import _

FOR = click.option(
    "--for",
    "recipient",
    default="",
    metavar=_("MOTTAGARE"),
    help=_("Till någon annan än deltagaren: bara det som ett samtycke till mottagaren omfattar."),
)
