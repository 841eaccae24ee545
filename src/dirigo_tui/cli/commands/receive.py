"""``dirigo receive``: take in a sealed file from another desk."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from dirigo_tui.cli.command import DirigoCommand
from dirigo_tui.cli.conflict_choices import Deciding, choices
from dirigo_tui.cli.exit_codes import ExitCode
from dirigo_tui.cli.identity_file import identities_from
from dirigo_tui.cli.invocation import Invocation
from dirigo_tui.cli.narration import Narrator
from dirigo_tui.cli.received_words import as_json, as_text, conflict_lines, not_taken_in
from dirigo_tui.i18n.catalogue import _
from dirigo_tui.services.handover import Receive, receive
from dirigo_tui.settings.passphrase_file import passphrase_from_file


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
        narrator = Narrator(output)
        if deciding:
            found = receive(desk, replace(order, dry_run=True), narrator)
            order = replace(order, choices=choices(found.people, Deciding(deciding), output))
        report = receive(desk, order, narrator)
    data = as_json(report)
    if report.conflicts:
        if not invocation.as_json:
            if len(report.people) > 1:
                output.say(as_text(report))
            for person in report.people:
                if person.conflicts:
                    output.say("\n".join(conflict_lines(person)))
        output.failure("conflicts", not_taken_in(report), data["conflicts"], data)
        return ExitCode.REFUSED
    output.data(data, as_text(report))
    if invocation.as_json:
        return ExitCode.OK
    if report.superseded:
        output.say(_("Här finns redan en nyare fil från samma arbetsplats. Inget har ändrats."))
    if dry_run:
        output.say(_("Provkörning: inget har sparats."))
    return ExitCode.OK
