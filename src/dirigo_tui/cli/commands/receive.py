"""``dirigo receive``: take in a sealed file from another desk."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from dirigo_tui.cli.command import DirigoCommand
from dirigo_tui.cli.conflict_choices import Deciding, choices, lines_of
from dirigo_tui.cli.exit_codes import ExitCode
from dirigo_tui.cli.identity_file import identities_from
from dirigo_tui.cli.invocation import Invocation
from dirigo_tui.cli.narration import Narrator
from dirigo_tui.domain.records import plain_value
from dirigo_tui.i18n.catalogue import N_, _, n_
from dirigo_tui.services.handover import (
    Conflict,
    Receive,
    ReceiveReport,
    RowChange,
    Why,
    receive,
)
from dirigo_tui.services.signing import Sender
from dirigo_tui.settings.passphrase_file import passphrase_from_file

_WHY = {
    Why.CHANGED_AT_BOTH_DESKS: N_("ändrad på båda arbetsplatserna"),
    Why.REFERENCE_TAKEN: N_("referensen finns redan här för någon annan"),
    Why.ANOTHER_ROW_HERE: N_("här finns en annan uppgift på samma plats"),
    Why.PROTECTED_HERE: N_("personuppgifterna är skyddade här, men inte i filen"),
}


_SENDERS = {
    Sender.KNOWN: N_("känd avsändare"),
    Sender.NEW: N_("ny avsändare, nyckel {key}"),
    Sender.ACCEPTED: N_("ny nyckel {key}, godtagen"),
    Sender.UNSIGNED: N_("osignerad: vem som har skickat den går inte att veta"),
}


def _plain(report: ReceiveReport) -> dict[str, Any]:
    """The report as CONTRACT.md names its fields."""
    return {
        "kind": report.kind,
        "from": report.from_desk,
        "sender": report.sender,
        "sender_key": report.sender_key or None,
        "dry_run": report.dry_run,
        "reference": report.reference,
        "new": report.new,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "changes": [
            {"table": change.table, "id": change.id, "fields": _fields(change)}
            for change in report.changes
        ],
        "conflicts": [
            {
                "table": conflict.table,
                "id": conflict.id,
                "why": conflict.why,
                "fields": _fields(conflict),
            }
            for conflict in report.conflicts
        ],
        "superseded": report.superseded,
        "receipt": report.receipt,
    }


def _fields(row: RowChange | Conflict) -> list[dict[str, Any]]:
    return [
        {
            "field": difference.field,
            "here": plain_value(difference.here),
            "there": plain_value(difference.there),
        }
        for difference in row.differences
    ]


def _text(report: ReceiveReport) -> str:
    said = _("{new} nya, {updated} ändrade, {unchanged} oförändrade.").format(
        new=report.new, updated=report.updated, unchanged=report.unchanged
    )
    sender = _("Från: {desk} ({known})").format(
        desk=report.from_desk or _("okänd arbetsplats"),
        known=str(_SENDERS[report.sender]).format(key=report.sender_key),
    )
    receipt = _("Kvitto: {code}").format(code=report.receipt) if report.receipt else ""
    changes = [line for change in report.changes for line in lines_of(change)]
    told = changes if report.dry_run else []
    return "\n".join(line for line in (sender, *told, said, receipt) if line)


@click.command("receive", cls=DirigoCommand, help=_("Ta emot en krypterad fil."))
@click.argument("file", metavar=_("FIL.age"), type=click.Path(path_type=Path))
@click.option(
    "--identity-file",
    metavar=_("FIL"),
    type=click.Path(dir_okay=False, path_type=Path),
    help=_("Fil med den hemliga nyckeln; annars databasens egen."),
)
@click.option(
    "--passphrase-file", metavar=_("FIL"), help=_("Fil vars första rad är filens lösenfras.")
)
@click.option(
    "--accept-sender",
    is_flag=True,
    help=_("Ta emot fast arbetsplatsen har en annan nyckel än förut, eller ingen."),
)
@click.option(
    "--conflict",
    "deciding",
    type=click.Choice([how.value for how in Deciding]),
    help=_("Det som ändrats på båda ställena: behåll det här, ta det i filen, eller fråga."),
)
@click.option("--dry-run", is_flag=True, help=_("Säg bara vad som skulle hända."))
@click.pass_obj
def command(
    invocation: Invocation,
    file: Path,
    identity_file: Path | None,
    passphrase_file: str | None,
    accept_sender: bool,
    deciding: str | None,
    dry_run: bool,
) -> int:
    """Take the file in; exit 1 when rows have changed at both desks."""
    if identity_file and passphrase_file:
        raise click.UsageError(_("Ange antingen --identity-file eller --passphrase-file."))
    output = invocation.output
    with invocation.desk() as desk:
        order = Receive(
            path=file,
            identities=identities_from(desk, identity_file),
            passphrase=passphrase_from_file(passphrase_file or ""),
            accept_sender=accept_sender,
            dry_run=dry_run,
        )
        report = receive(desk, order, Narrator(output))
        if report.conflicts and deciding:
            decided = choices(report.conflicts, Deciding(deciding), output)
            report = receive(desk, replace(order, choices=decided))
    data = _plain(report)
    if report.conflicts:
        count = len(report.conflicts)
        message = n_(
            "Inget har tagits emot: {n} uppgift krockar med det som finns här.",
            "Inget har tagits emot: {n} uppgifter krockar med det som finns här.",
            count,
        ).format(n=count)
        if not invocation.as_json:
            for conflict in report.conflicts:
                output.say("\n".join((*lines_of(conflict), f"  {_WHY[conflict.why]}")))
        output.failure("conflicts", message, data["conflicts"], data)
        return ExitCode.REFUSED
    output.data(data, _text(report))
    if report.superseded and not invocation.as_json:
        output.say(_("Här finns redan en nyare fil från samma arbetsplats. Inget har ändrats."))
    if dry_run and not invocation.as_json:
        output.say(_("Provkörning: inget har sparats."))
    return ExitCode.OK
