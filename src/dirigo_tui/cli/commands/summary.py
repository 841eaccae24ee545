"""``dirigo summary``: goals and outcomes of everybody, without pointing at anybody."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from dirigo_tui.cli.command import DirigoCommand
from dirigo_tui.cli.invocation import Invocation
from dirigo_tui.domain.errors import Refused
from dirigo_tui.i18n.catalogue import _
from dirigo_tui.services.summary import SummaryOrder, as_plain, exact_summary, summary


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
    help=_("Skriv till en fil i stället."),
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
    unprotected: bool,
    reason: str,
) -> None:
    """Print the summary."""
    order = SummaryOrder(
        as_of=as_of.date() if as_of else None, by_site=by == "site", all_desks=all_desks
    )
    if unprotected and target is not None:
        raise Refused("exact_not_to_file")
    if target is not None:
        raise Refused("summary_format_unknown", file=target.name)
    with invocation.desk() as desk:
        if unprotected:
            found = desk.write(exact_summary, order, reason)
        else:
            found = desk.read(summary, order)
    if invocation.as_json:
        invocation.output.data(as_plain(found))
        return
    from dirigo_tui.cli.summary_text import summary_text

    invocation.output.data({}, summary_text(found))
