"""``dirigo retention list | approve | hold | release | destroy | certificates``: gallring."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from dirigo_tui.cli.command import DirigoCommand, DirigoGroup
from dirigo_tui.cli.invocation import Invocation
from dirigo_tui.cli.output import table
from dirigo_tui.domain.retention import APPROVALS
from dirigo_tui.domain.vocabulary import Access
from dirigo_tui.i18n.catalogue import _, n_
from dirigo_tui.i18n.retention import certified, due_cells
from dirigo_tui.services import retention
from dirigo_tui.services.retention import Certificate, DueFile


@click.group(
    "retention",
    cls=DirigoGroup,
    help=_("Gallring: akter vars tid är ute. Inget sker av sig självt."),
)
def command() -> None:
    """Hold the subcommands."""


def _plain(file: DueFile) -> dict[str, Any]:
    return {
        "id": file.id,
        "reference": file.reference,
        "name": file.name,
        "finish_by": file.finished_by.isoformat(),
        "held": file.held or None,
        "approved_by": list(file.approved_by),
        "birth_date_known": file.birth_date_known,
        "may_be_destroyed": file.may_be_destroyed,
    }


def _plain_certificate(certificate: Certificate) -> dict[str, Any]:
    return {
        "number": certificate.number,
        "at": certificate.at.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "actor": certificate.actor,
        "approved_by": list(certificate.approved_by),
        "finish_by": certificate.finished_by.isoformat(),
        "rows": dict(certificate.rows),
        "backups_until": certificate.backups_until.isoformat(),
    }


@command.command("list", cls=DirigoCommand, help=_("Visa akter som ska gallras."))
@click.pass_obj
def list_due(invocation: Invocation) -> None:
    """Print the files that are due."""
    with invocation.desk() as desk:
        files = desk.read(retention.due_files)
        desk.note_access(Access.LISTED)
    invocation.output.data(
        {"files": [_plain(file) for file in files]}, table([due_cells(file) for file in files])
    )
    if not invocation.as_json:
        invocation.output.say(
            n_("{n} akt ska gallras.", "{n} akter ska gallras.", len(files)).format(n=len(files))
        )


@command.command(
    "approve",
    cls=DirigoCommand,
    help=_("Godkänn att en akt gallras. Två olika personer ska göra det."),
)
@click.argument("reference", metavar="REF")
@click.option(
    "--by", "person", default="", metavar=_("NAMN"), help=_("Vem som godkänner, om inte du.")
)
@click.pass_obj
def approve(invocation: Invocation, reference: str, person: str) -> None:
    """Note one person's approval."""
    with invocation.desk() as desk:
        file = desk.write(retention.approve, reference, person)
    invocation.output.data(_plain(file), table([due_cells(file)]))
    left = APPROVALS - len(file.approved_by)
    if left > 0 and not invocation.as_json:
        invocation.output.say(_("En person till ska godkänna innan akten kan gallras."))


@command.command("hold", cls=DirigoCommand, help=_("Stoppa gallringen av en akt tills vidare."))
@click.argument("reference", metavar="REF")
@click.option("--reason", required=True, metavar="TEXT", help=_("Varför."))
@click.pass_obj
def hold(invocation: Invocation, reference: str, reason: str) -> None:
    """Keep a file from being destroyed."""
    with invocation.desk() as desk:
        desk.write(retention.hold, reference, reason)
    invocation.output.data({"reference": reference, "held": reason})


@command.command("release", cls=DirigoCommand, help=_("Häv stoppet för en akt."))
@click.argument("reference", metavar="REF")
@click.pass_obj
def release(invocation: Invocation, reference: str) -> None:
    """Let a file be destroyed again when it is due."""
    with invocation.desk() as desk:
        desk.write(retention.release, reference)
    invocation.output.data({"reference": reference, "held": None})


@command.command(
    "destroy",
    cls=DirigoCommand,
    help=_(
        "Gallra alla akter som två personer har godkänt. Det går inte att ångra. Kvar blir ett"
        " intyg utan innehåll, och siffrorna i gamla sammanställningar."
    ),
)
@click.pass_obj
def destroy(invocation: Invocation) -> None:
    """Destroy what is due and approved, and print the certificates."""
    with invocation.desk() as desk:
        written = retention.destroy(desk)
    _print(invocation, written)


@command.command("certificates", cls=DirigoCommand, help=_("Visa intygen om det som gallrats."))
@click.pass_obj
def certificates(invocation: Invocation) -> None:
    """Print every certificate."""
    with invocation.desk() as desk:
        written = desk.read(retention.certificates)
    _print(invocation, written)


def _print(invocation: Invocation, written: Sequence[Certificate]) -> None:
    data = {"certificates": [_plain_certificate(certificate) for certificate in written]}
    invocation.output.data(data, "\n".join(map(certified, written)))
