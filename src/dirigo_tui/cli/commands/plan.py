"""``dirigo plan``: the participant's plan on paper, and its days in a calendar."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from dirigo_tui.cli.command import DirigoCommand, DirigoGroup
from dirigo_tui.cli.invocation import Invocation
from dirigo_tui.cli.recipient import FOR
from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.text import clean
from dirigo_tui.i18n.catalogue import _
from dirigo_tui.i18n.paper_notices import not_sealed, paper_notice, undated
from dirigo_tui.i18n.plan_paper import plan_in_calendar, plan_on_paper
from dirigo_tui.services.plan_calendar import WriteCalendar, write_calendar
from dirigo_tui.services.plan_paper import PrintPlan, print_plan

MOST_KILOBYTES = 100
"""A cover sheet is a page or two."""


def _cover(path: Path) -> str:
    """The text for a cover sheet. Raises ``Refused("cover_text_unreadable")``."""
    most = MOST_KILOBYTES * 1000
    try:
        with path.open("rb") as file:
            content = file.read(most + 1)
        text = content.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        text = ""
    if not text or len(content) > most:
        raise Refused("cover_text_unreadable", file=path.name, kilobytes=MOST_KILOBYTES)
    return clean(text, multiline=True)


@click.group("plan", cls=DirigoGroup, help=_("Deltagarens plan på papper och i kalendern."))
def command() -> None:
    """Hold the subcommands."""


@command.command(
    "print", cls=DirigoCommand, help=_("Skriv ut planen till deltagaren, som PDF eller text.")
)
@click.argument("reference", metavar="REF")
@click.option(
    "-o",
    "--output",
    "target",
    required=True,
    metavar=_("FIL"),
    type=click.Path(path_type=Path),
    help=_("Filen att skriva, F.pdf eller F.txt; den får inte finnas."),
)
@click.option("--large-print", is_flag=True, help=_("Stor stil."))
@click.option("--strengths", is_flag=True, help=_("Ta med ”det här har jag”."))
@click.option("--obstacles", is_flag=True, help=_("Ta med ”det här är svårt”."))
@click.option(
    "--cover-text",
    metavar=_("FIL"),
    type=click.Path(dir_okay=False, path_type=Path),
    help=_("En textfil att ha som försättsblad, på vilket språk som helst."),
)
@click.option("--reason", default="", metavar="TEXT", help=_("Skäl, vid skyddade personuppgifter."))
@FOR
@click.pass_obj
def print_command(
    invocation: Invocation,
    reference: str,
    target: Path,
    large_print: bool,
    strengths: bool,
    obstacles: bool,
    cover_text: Path | None,
    reason: str,
    recipient: str,
) -> None:
    """Write the plan to a file for the participant."""
    cover = _cover(cover_text) if cover_text else ""
    order = PrintPlan(
        reference=reference,
        path=target,
        large=large_print,
        strengths=strengths,
        obstacles=obstacles,
        reason=reason,
        recipient=recipient,
    )
    with invocation.desk() as desk:
        printed = print_plan(desk, order, partial(plan_on_paper, cover=cover))
    data = {
        "file": str(printed.path),
        "reference": reference,
        "form": printed.form,
        "version": printed.version,
        "draft": printed.draft,
        "notices": list(printed.notices),
    }
    invocation.output.data(data, str(printed.path))
    if not invocation.as_json:
        for notice in printed.notices:
            invocation.output.say(paper_notice(notice))
        invocation.output.say(not_sealed(recipient))


@command.command(
    "calendar", cls=DirigoCommand, help=_("Skriv planens dagar till en kalenderfil, utan namn.")
)
@click.argument("reference", metavar="REF")
@click.option(
    "-o",
    "--output",
    "target",
    required=True,
    metavar=_("FIL.ics"),
    type=click.Path(path_type=Path),
    help=_("Filen att skriva; den får inte finnas."),
)
@click.option("--reason", default="", metavar="TEXT", help=_("Skäl, vid skyddade personuppgifter."))
@FOR
@click.pass_obj
def calendar(
    invocation: Invocation, reference: str, target: Path, reason: str, recipient: str
) -> None:
    """Write the plan's days to a calendar file."""
    order = WriteCalendar(reference=reference, path=target, reason=reason, recipient=recipient)
    with invocation.desk() as desk:
        written = write_calendar(desk, order, plan_in_calendar)
    data = {
        "file": str(target),
        "reference": reference,
        "events": len(written.entries),
        "undated": written.undated,
    }
    invocation.output.data(data, str(target))
    if written.undated and not invocation.as_json:
        invocation.output.say(undated(written.undated))
