"""``dirigo list``: the caseload."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from dirigo_tui.cli.command import DirigoCommand
from dirigo_tui.cli.invocation import Invocation
from dirigo_tui.cli.output import table
from dirigo_tui.domain.vocabulary import Access
from dirigo_tui.i18n.catalogue import _, n_
from dirigo_tui.i18n.deadlines import why
from dirigo_tui.i18n.words import word
from dirigo_tui.services import caseload
from dirigo_tui.services.caseload import CaseloadRow, Filter, Group
from dirigo_tui.services.ports import Reader


def _listed(reader: Reader, chosen: Filter, search: str) -> tuple[list[CaseloadRow], date]:
    people = caseload.worklist(reader, chosen, search)
    return caseload.page(reader, people.ids), reader.today


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _plain(row: CaseloadRow) -> dict[str, Any]:
    """A row as CONTRACT.md names its fields."""
    return {
        "id": row.id,
        "reference": row.reference,
        "name": row.name,
        "target_group": row.target_group,
        "sex": row.sex,
        "site": row.site,
        "caseworker": row.caseworker,
        "start": _day(row.start),
        "end": _day(row.end),
        "overdue": [{"rule": late.rule, "due": _day(late.due)} for late in row.overdue],
        "next": {"what": row.next.rule, "due": _day(row.next.due)} if row.next else None,
    }


def print_caseload(invocation: Invocation, chosen: Filter = Filter.ALL, search: str = "") -> None:
    """Print a ready-made list, in worklist order, with why each row is where it is."""
    with invocation.desk() as desk:
        rows, today = desk.read(_listed, chosen, search)
        desk.note_access(Access.SEARCHED if search else Access.LISTED)
    late = sum(row.group is Group.OVERDUE for row in rows)
    lines = [
        [
            row.reference,
            row.name,
            word(row.target_group) if row.target_group else "",
            row.site,
            why(row.why, today) if row.why else "",
        ]
        for row in rows
    ]
    invocation.output.data({"participants": [_plain(row) for row in rows]}, table(lines))
    if not invocation.as_json:
        people = n_("{n} deltagare", "{n} deltagare", len(rows)).format(n=len(rows))
        invocation.output.say(_("{people}, {late} försenade.").format(people=people, late=late))


@click.command("list", cls=DirigoCommand, help=_("Visa deltagarna, det mest försenade först."))
@click.option("--overdue", is_flag=True, help=_("Bara de som har något försenat."))
@click.option(
    "--search", default="", metavar="TEXT", help=_("Bara de vars namn, referens eller ort passar.")
)
@click.pass_obj
def command(invocation: Invocation, overdue: bool, search: str) -> None:
    """Print the caseload."""
    print_caseload(invocation, Filter.OVERDUE if overdue else Filter.ALL, search)
