"""``dirigo log [REF] | verify``: who has read and done what, and whether the log holds."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

import click

from dirigo_tui.cli.command import DirigoCommand, DirigoGroup, ready_output
from dirigo_tui.cli.exit_codes import ExitCode
from dirigo_tui.cli.invocation import Invocation
from dirigo_tui.cli.output import table
from dirigo_tui.domain.access_log import Anchor
from dirigo_tui.i18n.access_log import broken, cells, place
from dirigo_tui.i18n.catalogue import _, n_
from dirigo_tui.services.access_log import LogLine, read_log, sample
from dirigo_tui.services.ports import LogCheck

_ABOUT = ""
"""The subcommand behind ``dirigo log REF``: a name that is nobody's reference, and in no output."""
_ANCHOR = re.compile("([0-9]+):([0-9a-f]{64})")


class _LogGroup(DirigoGroup):
    """A first word that is no subcommand is somebody's reference."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] in self.commands:
            return super().resolve_command(ctx, args)
        return _ABOUT, self.commands[_ABOUT], args

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [name for name in super().list_commands(ctx) if name != _ABOUT]


def _print(invocation: Invocation, lines: list[LogLine], *, whose: bool) -> None:
    data = {"entries": [line.plain() for line in lines]}
    invocation.output.data(data, table([cells(line, whose=whose) for line in lines]))


@click.group(
    "log",
    cls=_LogGroup,
    invoke_without_command=True,
    subcommand_metavar="[REF | verify]",
    help=_(
        "Visa vem som har läst och gjort vad, det senaste först: alla rader, eller de om deltagaren"
        " REF. Att loggen läses skrivs i loggen."
    ),
)
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=200,
    show_default=True,
    metavar=_("ANTAL"),
    help=_("Så många rader."),
)
@click.option(
    "--sample",
    "by_lot",
    is_flag=True,
    help=_("Ett slumpvis urval för den som granskar, samma för alla som tar fram det."),
)
@click.option(
    "--month",
    type=click.DateTime(["%Y-%m"]),
    metavar=_("MÅNAD"),
    help=_("Månaden urvalet gäller, till exempel 2026-10; annars den förra."),
)
@click.pass_context
def command(context: click.Context, limit: int, by_lot: bool, month: datetime | None) -> None:
    """Print the whole log, or a sample of it."""
    if context.invoked_subcommand is not None:
        return
    ready_output(context)
    invocation = context.ensure_object(Invocation)
    if month is not None and not by_lot:
        raise click.UsageError(_("--month gäller urvalet: skriv --sample också."))
    with invocation.desk() as desk:
        if by_lot:
            lines = desk.write(sample, f"{month:%Y-%m}" if month else "")
        else:
            lines = desk.write(read_log, limit=limit)
    _print(invocation, lines, whose=True)


@command.command(_ABOUT, cls=DirigoCommand, hidden=True)
@click.argument("reference", metavar="REF")
@click.pass_obj
def about(invocation: Invocation, reference: str) -> None:
    """Print the lines about one participant."""
    with invocation.desk() as desk:
        lines = desk.write(read_log, reference)
    _print(invocation, lines, whose=False)


def _anchor(
    _context: click.Context, _parameter: click.Parameter, value: str | None
) -> Anchor | None:
    if value is None:
        return None
    matched = _ANCHOR.fullmatch(value)
    if matched is None:
        raise click.BadParameter(_("Skriv radens nummer, kolon och dess kontrollsumma."))
    return Anchor(int(matched[1]), matched[2])


def _plain(check: LogCheck) -> dict[str, Any]:
    return {
        "entries": check.head.number,
        "link": check.head.link,
        "anchors": {name: anchor.number for name, anchor in check.anchors.items()},
        "broken": None
        if check.broken is None
        else {
            "entry": check.broken.number,
            "fault": check.broken.fault.value,
            "anchor": check.broken.anchor or None,
        },
    }


@command.command(
    "verify",
    cls=DirigoCommand,
    help=_(
        "Kontrollera att ingen rad i loggen är ändrad, borttagen eller utbytt. Svarar 1 och första"
        " felet om loggen inte håller."
    ),
)
@click.option(
    "--against",
    metavar=_("NUMMER:SUMMA"),
    callback=_anchor,
    help=_("Jämför också med det här, som sparats någon annanstans."),
)
@click.pass_obj
def verify(invocation: Invocation, against: Anchor | None) -> int:
    """Check the log; exit 1 and the first broken entry if it does not hold."""
    with invocation.desk() as desk:
        check = desk.check_access_log(against)
    if check.broken is not None:
        invocation.output.failure("log_broken", broken(check.broken), data=_plain(check))
        return ExitCode.REFUSED
    entries = check.head.number
    rows = n_("{n} rad", "{n} rader", entries).format(n=entries)
    places = ", ".join(map(place, check.anchors)) or _("inget: det finns inget sparat utanför")
    text = _("Loggen håller: {rows}. Jämförd med {places}.").format(rows=rows, places=places)
    invocation.output.data(_plain(check), f"{text}\n{entries}:{check.head.link}")
    return ExitCode.OK
