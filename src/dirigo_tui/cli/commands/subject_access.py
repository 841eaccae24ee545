"""``dirigo subject-access REF -o F``: registerutdrag."""

from __future__ import annotations

from pathlib import Path

import click

from dirigo_tui.cli.command import DirigoCommand
from dirigo_tui.cli.invocation import Invocation
from dirigo_tui.i18n.catalogue import _
from dirigo_tui.i18n.subject_access import extract_on_paper
from dirigo_tui.services.subject_access import WriteExtract, write_extract


@click.command(
    "subject-access",
    cls=DirigoCommand,
    help=_("Registerutdrag: allt som finns sparat om deltagaren, till deltagaren."),
)
@click.argument("reference", metavar="REF")
@click.option(
    "-o",
    "--output",
    "target",
    required=True,
    metavar=_("FIL"),
    type=click.Path(path_type=Path),
    help=_(
        "F.txt, F.pdf eller F.json; utan ändelse skrivs både F.txt och F.json. Filen får inte"
        " finnas."
    ),
)
@click.option("--reason", default="", metavar="TEXT", help=_("Skäl, vid skyddade personuppgifter."))
@click.pass_obj
def command(invocation: Invocation, reference: str, target: Path, reason: str) -> None:
    """Write everything about one participant."""
    order = WriteExtract(reference=reference, path=target, reason=reason)
    with invocation.desk() as desk:
        written = write_extract(desk, order, extract_on_paper)
    files = [str(path) for path in written]
    invocation.output.data({"reference": reference, "files": files}, "\n".join(files))
    if not invocation.as_json:
        invocation.output.say(
            _(
                "Registerutdraget är skrivet och inte krypterat: lämna det till deltagaren och ta"
                " sedan bort det. Deltagaren ska få det inom en månad från att hen bad om det."
            )
        )
