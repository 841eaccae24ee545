"""The plan on paper, asked for in plain mode."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from dirigo_tui.cli.commands.plan import NOT_SEALED
from dirigo_tui.cli.plain.page import Page
from dirigo_tui.domain.errors import Refused
from dirigo_tui.forms import printing
from dirigo_tui.i18n.paper_notices import paper_notice
from dirigo_tui.i18n.plan_paper import plan_on_paper
from dirigo_tui.services.plan_paper import PrintPlan, print_plan


def print_out(page: Page) -> None:
    """Write the plan to a file for the participant."""
    person, place = page.person, page.place

    def save(values: dict[str, Any]) -> bool:
        path = Path(values.pop("file")).expanduser()
        order = PrintPlan(reference=person.reference, path=path, **values)
        try:
            printed = print_plan(place.desk, order, partial(plan_on_paper, cover=""))
        except Refused as refused:
            field = "recipient" if refused.code.startswith("consent") else "file"
            raise Refused(refused.code, **{"field": field, **refused.params}) from None
        place.console.say(str(printed.path), *map(paper_notice, printed.notices), str(NOT_SEALED))
        return True

    values = {"large": False, "strengths": False, "obstacles": False}
    place.filler.fill(printing.print_plan(protected=person.protected), save, values=values)
