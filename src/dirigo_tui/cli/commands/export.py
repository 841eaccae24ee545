"""``dirigo export``: sealed files for others."""

from __future__ import annotations

from pathlib import Path

import click

from dirigo_tui.cli.command import DirigoCommand, DirigoGroup
from dirigo_tui.cli.invocation import Invocation
from dirigo_tui.cli.narration import Narrator
from dirigo_tui.cli.recipient import FOR
from dirigo_tui.i18n.catalogue import _, n_
from dirigo_tui.i18n.formats import number
from dirigo_tui.services.cohort_files import ExportCohort, export_cohort
from dirigo_tui.services.handover import (
    PEOPLE,
    ExportCaseload,
    ExportExtract,
    ExportParticipant,
    export_caseload,
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


_TO = click.option(
    "--to",
    "recipients",
    multiple=True,
    metavar="AGE1…",
    help=_("Mottagare som kan öppna filen; flera går bra."),
)
_PASSPHRASE = click.option(
    "--passphrase-file",
    metavar=_("FIL"),
    help=_("I stället för mottagare: en fil vars första rad är en lösenfras."),
)


def _passphrase(recipients: tuple[str, ...], passphrase_file: str | None) -> str:
    """The passphrase to seal with, "" for recipients. Raises ``click.UsageError`` unless one."""
    if bool(recipients) == bool(passphrase_file):
        raise click.UsageError(_("Ange antingen --to eller --passphrase-file."))
    return passphrase_from_file(passphrase_file or "")


def _written(recipients: tuple[str, ...]) -> str:
    if recipients:
        return _("Filen är skriven och kontrollerad. Bara mottagarna kan öppna den.")
    return _("Filen är skriven och kontrollerad. Bara lösenfrasen öppnar den.")


@command.command(
    "participant", cls=DirigoCommand, help=_("Lämna över en deltagare till en annan arbetsplats.")
)
@click.argument("reference", metavar="REF")
@_TARGET
@_TO
@_PASSPHRASE
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
    passphrase = _passphrase(recipients, passphrase_file)
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
        invocation.output.say(_written(recipients))


@command.command(
    "caseload",
    cls=DirigoCommand,
    help=_("Lämna över alla deltagare, eller en handläggares, till en annan arbetsplats."),
)
@_TARGET
@_TO
@_PASSPHRASE
@click.option(
    "--caseworker",
    default="",
    metavar=_("NAMN"),
    help=_("Bara den handläggarens deltagare."),
)
@click.pass_obj
def caseload(
    invocation: Invocation,
    target: Path,
    recipients: tuple[str, ...],
    passphrase_file: str | None,
    caseworker: str,
) -> None:
    """Write everybody's file, and tell what is in it, who is not, and which receipt to expect."""
    order = ExportCaseload(
        path=target,
        recipients=recipients,
        passphrase=_passphrase(recipients, passphrase_file),
        caseworker=caseworker,
    )
    output = invocation.output
    with invocation.desk() as desk:
        receipt = export_caseload(desk, order, Narrator(output))
    data = {
        "file": str(receipt.path),
        "counts": dict(receipt.counts),
        "protected": list(receipt.protected),
        "sha256": receipt.sha256,
        "receipt": receipt.receipt,
        "recipients": list(recipients),
    }
    output.data(data, str(receipt.path))
    if invocation.as_json:
        return
    people = receipt.counts[PEOPLE]
    output.say(
        n_("{n} deltagare är med i filen.", "{n} deltagare är med i filen.", people).format(
            n=number(people)
        )
    )
    if receipt.protected:
        left_out = len(receipt.protected)
        output.say(
            n_(
                "{n} har skyddade personuppgifter och är inte med: {references}",
                "{n} har skyddade personuppgifter och är inte med: {references}",
                left_out,
            ).format(n=left_out, references=", ".join(receipt.protected))
        )
    output.say(_written(recipients))
    output.say(
        _("När alla är mottagna får mottagaren kvittot {code}. Be om det och jämför.").format(
            code=receipt.receipt
        )
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
