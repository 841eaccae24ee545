"""``dirigo show``: one participant, everything current."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from dirigo_tui.cli.command import DirigoCommand
from dirigo_tui.cli.invocation import Invocation
from dirigo_tui.cli.person_text import at_a_glance
from dirigo_tui.domain.vocabulary import Access
from dirigo_tui.i18n.catalogue import _
from dirigo_tui.services.overview import Overview, overview_of
from dirigo_tui.services.participants import find_by_reference
from dirigo_tui.services.plan_view import PlanView, plan_of
from dirigo_tui.services.ports import Reader
from dirigo_tui.services.show import show


def _read(reader: Reader, reference: str) -> tuple[dict[str, Any], Overview, PlanView, date]:
    person = find_by_reference(reader, reference)
    return (
        show(reader, person.id),
        overview_of(reader, person.id),
        plan_of(reader, person.id),
        reader.today,
    )


@click.command("show", cls=DirigoCommand, help=_("Visa en deltagare, allt som gäller nu."))
@click.argument("reference", metavar="REF")
@click.pass_obj
def command(invocation: Invocation, reference: str) -> None:
    """Print one participant."""
    with invocation.desk() as desk:
        data, overview, plan, today = desk.read(_read, reference)
        desk.note_access(Access.OPENED, overview.person.id)
    invocation.output.data(data, "\n".join(at_a_glance(overview, plan, today)))
