"""The plan on paper and in the calendar, asked for on the participant's page."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from dirigo_tui.domain.errors import Refused
from dirigo_tui.forms import printing
from dirigo_tui.forms.form import Question
from dirigo_tui.i18n.catalogue import _
from dirigo_tui.i18n.paper_notices import not_sealed, paper_notice, undated
from dirigo_tui.i18n.plan_paper import plan_in_calendar, plan_on_paper
from dirigo_tui.services.person import Person
from dirigo_tui.services.plan_calendar import WriteCalendar, write_calendar
from dirigo_tui.services.plan_paper import PrintPlan, print_plan
from dirigo_tui.tui.screen import UsesDesk
from dirigo_tui.tui.widgets.form_dialog import FormDialog


def print_plan_dialog(place: UsesDesk, person: Person) -> FormDialog[str]:
    """The dialog; its result says where the paper is, and who can read it."""

    def write(path: Path, values: dict[str, Any]) -> str:
        spoken = values.pop("spoken")
        order = PrintPlan(reference=person.reference, path=path, **values)
        printed = print_plan(place.desk, order, partial(plan_on_paper, spoken=spoken))
        notices = map(paper_notice, printed.notices)
        return "\n".join((str(path), *notices, not_sealed(order.recipient)))

    return _dialog(place, person, printing.print_plan(person, Path.home()), write)


def calendar_dialog(place: UsesDesk, person: Person) -> FormDialog[str]:
    """The dialog; its result says where the calendar file is, and who can read it."""

    def write(path: Path, values: dict[str, Any]) -> str:
        order = WriteCalendar(reference=person.reference, path=path, **values)
        written = write_calendar(place.desk, order, plan_in_calendar)
        left_out = [undated(written.undated)] if written.undated else []
        return "\n".join((str(path), *left_out, not_sealed(order.recipient)))

    return _dialog(place, person, printing.write_calendar(person, Path.home()), write)


def _dialog(
    place: UsesDesk,
    person: Person,
    question: Question,
    write: Callable[[Path, dict[str, Any]], str],
) -> FormDialog[str]:
    async def save(values: dict[str, Any]) -> str:
        path = Path.home() / Path(values.pop("file")).expanduser()
        place.notice(_("Skriver filen …"))
        try:
            return await asyncio.to_thread(write, path, values)
        except Refused as refused:
            raise printing.beside_its_field(refused) from None

    return FormDialog(question.form, save, values=question.values, whose=person.name)
