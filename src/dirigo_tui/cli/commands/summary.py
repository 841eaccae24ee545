"""``dirigo summary``: goals and outcomes of everybody, without pointing at anybody."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from dirigo_tui.cli.command import DirigoCommand
from dirigo_tui.cli.invocation import Invocation
from dirigo_tui.cli.narration import Narrator
from dirigo_tui.domain.errors import Refused
from dirigo_tui.i18n.catalogue import _
from dirigo_tui.i18n.paper_notices import paper_notice
from dirigo_tui.services.summary import SummaryOrder, as_plain, counted, exact_summary
from dirigo_tui.services.summary_files import ExportSummary, export_summary


@click.command(
    "summary", cls=DirigoCommand, help=_("Sammanställ mål och resultat, utan att någon pekas ut.")
)
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar=_("DAG"),
    help=_("Till och med den dagen, om inte i dag."),
)
@click.option("--by", type=click.Choice(["site"]), help=_("Också uppdelat på ort."))
@click.option(
    "--all-desks",
    is_flag=True,
    help=_("Också dem som andra arbetsplatser har lämnat över (dirigo receive)."),
)
@click.option(
    "-o",
    "--output",
    "target",
    metavar=_("FIL"),
    type=click.Path(path_type=Path),
    help=_("Skriv till en fil i stället, F.xlsx, F.pdf, F.csv eller F.json; den får inte finnas."),
)
@click.option(
    "--to",
    "recipients",
    multiple=True,
    metavar="AGE1…",
    help=_("Mottagare som kan öppna filen; flera går bra."),
)
@click.option(
    "--unprotected",
    is_flag=True,
    help=_("Exakta siffror, bara här i terminalen. Skälet skrivs i loggen."),
)
@click.option("--reason", default="", metavar=_("TEXT"), help=_("Skälet till exakta siffror."))
@click.pass_obj
def command(
    invocation: Invocation,
    as_of: datetime | None,
    by: str | None,
    all_desks: bool,
    target: Path | None,
    recipients: tuple[str, ...],
    unprotected: bool,
    reason: str,
) -> None:
    """Print the summary, or write it to a file."""
    order = SummaryOrder(
        as_of=as_of.date() if as_of else None, by_site=by == "site", all_desks=all_desks
    )
    if recipients and target is None:
        raise click.UsageError(_("--to hör ihop med -o."))
    if unprotected and target is not None:
        raise Refused("exact_not_to_file")
    if target is not None:
        _write(invocation, ExportSummary(order=order, path=target, recipients=recipients))
        return
    with invocation.desk() as desk:
        if unprotected:
            found = desk.write(exact_summary, order, reason)
        else:
            progress = Narrator(invocation.output)
            found = desk.read(counted, order, progress).protected(progress)
    if invocation.as_json:
        invocation.output.data(as_plain(found))
        return
    from dirigo_tui.cli.summary_text import summary_text

    invocation.output.data({}, summary_text(found))


def _write(invocation: Invocation, order: ExportSummary) -> None:
    from dirigo_tui.i18n import summary_files as words

    with invocation.desk() as desk:
        written = export_summary(desk, order, words, Narrator(invocation.output))
    data = {
        "file": str(written.path),
        "form": written.form,
        "as_of": written.as_of.isoformat(),
        "people": written.people,
        "fingerprint": written.fingerprint,
        "recipients": list(written.recipients),
        "notices": list(written.notices),
    }
    invocation.output.data(data, str(written.path))
    if invocation.as_json:
        return
    for notice in written.notices:
        invocation.output.say(paper_notice(notice))
    invocation.output.say(
        _("Filen är skriven och kontrollerad. Bara mottagarna kan öppna den.")
        if written.recipients
        else _("Filen är skriven och kontrollerad. Den är inte krypterad; små tal är dolda i den.")
    )
