"""``dirigo export``: sealed files for others."""

from __future__ import annotations

from pathlib import Path

import click

from dirigo_tui.cli.command import DirigoCommand, DirigoGroup
from dirigo_tui.cli.invocation import Invocation
from dirigo_tui.cli.narration import Narrator
from dirigo_tui.cli.recipient import FOR
from dirigo_tui.i18n.catalogue import _
from dirigo_tui.services.cohort_files import ExportCohort, export_cohort
from dirigo_tui.services.handover import (
    ExportExtract,
    ExportParticipant,
    export_extract,
    export_participant,
)
from dirigo_tui.settings.passphrase_file import passphrase_from_file


@click.group("export", cls=DirigoGroup, help=_("Lämna över uppgifter, krypterade."))
def command() -> None:
    """Hold the subcommands."""


_TARGET = click.option(
    "-o",
    "--output",
    "target",
    required=True,
    metavar=_("FIL.age"),
    type=click.Path(path_type=Path),
    help=_("Filen att skriva; den får inte finnas."),
)


@command.command(
    "participant", cls=DirigoCommand, help=_("Lämna över en deltagare till en annan arbetsplats.")
)
@click.argument("reference", metavar="REF")
@_TARGET
@click.option(
    "--to",
    "recipients",
    multiple=True,
    metavar="AGE1…",
    help=_("Mottagare som kan öppna filen; flera går bra."),
)
@click.option(
    "--passphrase-file",
    metavar=_("FIL"),
    help=_("I stället för mottagare: en fil vars första rad är en lösenfras."),
)
@FOR
@click.pass_obj
def participant(
    invocation: Invocation,
    reference: str,
    target: Path,
    recipients: tuple[str, ...],
    passphrase_file: str | None,
    recipient: str,
) -> None:
    """Write one participant's file, whole or what a consent covers, and tell what is in it."""
    if bool(recipients) == bool(passphrase_file):
        raise click.UsageError(_("Ange antingen --to eller --passphrase-file."))
    passphrase = passphrase_from_file(passphrase_file or "")
    with invocation.desk() as desk:
        if recipient:
            extract = ExportExtract(
                reference=reference,
                path=target,
                recipients=recipients,
                passphrase=passphrase,
                recipient=recipient,
            )
            receipt = export_extract(desk, extract)
        else:
            whole = ExportParticipant(
                reference=reference, path=target, recipients=recipients, passphrase=passphrase
            )
            receipt = export_participant(desk, whole)
    data = {
        "file": str(receipt.path),
        "reference": reference,
        "counts": dict(receipt.counts),
        "sha256": receipt.sha256,
        "recipients": list(recipients),
    }
    invocation.output.data(data, str(receipt.path))
    if not invocation.as_json:
        invocation.output.say(
            _("Filen är skriven och kontrollerad. Bara mottagarna kan öppna den.")
            if recipients
            else _("Filen är skriven och kontrollerad. Bara lösenfrasen öppnar den.")
        )


@command.command(
    "cohort",
    cls=DirigoCommand,
    help=_("Lämna ut avidentifierade uppgifter till den som sammanställer flera arbetsplatser."),
)
@_TARGET
@click.option(
    "--to",
    "recipients",
    multiple=True,
    required=True,
    metavar="AGE1…",
    help=_("Mottagare som kan öppna filen; flera går bra."),
)
@click.pass_obj
def cohort(invocation: Invocation, target: Path, recipients: tuple[str, ...]) -> None:
    """Write everybody who counts, de-identified and sealed, and tell what is in it."""
    with invocation.desk() as desk:
        receipt = export_cohort(
            desk,
            ExportCohort(path=target, recipients=recipients),
            Narrator(invocation.output),
        )
    data = {
        "file": str(receipt.path),
        "counts": dict(receipt.counts),
        "sha256": receipt.sha256,
        "recipients": list(recipients),
        "new_organisation_key": receipt.key_is_new,
    }
    invocation.output.data(data, str(receipt.path))
    if invocation.as_json:
        return
    if receipt.key_is_new:
        invocation.output.say(
            _(
                "Databasen hade ingen organisationsnyckel och har fått en. Finns det fler"
                " arbetsplatser behöver alla samma: se dirigo keys organisation."
            )
        )
    invocation.output.say(_("Filen är skriven och kontrollerad. Bara mottagarna kan öppna den."))
