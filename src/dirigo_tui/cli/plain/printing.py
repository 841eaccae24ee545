"""The plan on paper and in the calendar, asked for in plain mode."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from dirigo_tui.cli.plain.page import Page
from dirigo_tui.domain.errors import Refused
from dirigo_tui.forms import printing
from dirigo_tui.i18n.paper_notices import not_sealed, paper_notice, undated
from dirigo_tui.i18n.plan_paper import plan_in_calendar, plan_on_paper
from dirigo_tui.services.plan_calendar import WriteCalendar, write_calendar
from dirigo_tui.services.plan_paper import PrintPlan, print_plan


def print_out(page: Page) -> None:
    """Write the plan to a file for the participant, or for somebody they let have it."""
    person, place = page.person, page.place

    def save(values: dict[str, Any]) -> bool:
        path, spoken = Path(values.pop("file")).expanduser(), values.pop("spoken")
        order = PrintPlan(reference=person.reference, path=path, **values)
        try:
            printed = print_plan(place.desk, order, partial(plan_on_paper, spoken=spoken))
        except Refused as refused:
            raise printing.beside_its_field(refused) from None
        notices = map(paper_notice, printed.notices)
        place.console.say(str(printed.path), *notices, not_sealed(order.recipient))
        return True

    question = printing.print_plan(person, Path.cwd())
    place.filler.fill(question.form, save, values=question.values)


def to_calendar(page: Page) -> None:
    """Write the plan's days to a calendar file."""
    person, place = page.person, page.place

    def save(values: dict[str, Any]) -> bool:
        path = Path(values.pop("file")).expanduser()
        order = WriteCalendar(reference=person.reference, path=path, **values)
        try:
            written = write_calendar(place.desk, order, plan_in_calendar)
        except Refused as refused:
            raise printing.beside_its_field(refused) from None
        left_out = [undated(written.undated)] if written.undated else []
        place.console.say(str(path), *left_out, not_sealed(order.recipient))
        return True

    question = printing.write_calendar(person, Path.cwd())
    place.filler.fill(question.form, save, values=question.values)
