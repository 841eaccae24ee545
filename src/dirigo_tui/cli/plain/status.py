"""Status: what holds on each axis, how it has been, and changing either."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from dirigo_tui.cli.plain import overview
from dirigo_tui.cli.plain.menu import Entry, Menu, pick, visit
from dirigo_tui.cli.plain.page import Page
from dirigo_tui.domain.records import Status
from dirigo_tui.domain.status import ENDED
from dirigo_tui.domain.vocabulary import Axis
from dirigo_tui.forms import status as questions
from dirigo_tui.forms.definitions import STATUS_ENDS
from dirigo_tui.i18n.catalogue import _
from dirigo_tui.i18n.formats import sentence_case
from dirigo_tui.i18n.status import named, over_full_time, recorded
from dirigo_tui.i18n.words import word
from dirigo_tui.services.status import (
    CorrectStatus,
    Recorded,
    SetStatus,
    StatusView,
    correct_status,
    end_status,
    set_status,
    status_view,
    strike_status,
)

SECTION = "status"


def status(page: Page) -> None:
    """Choose an axis."""

    def look() -> Menu:
        view = _view(page)
        over = view.over_full_time
        entries = [Entry(_now(page, view, axis), partial(_axis, page, axis)) for axis in Axis]
        lines = [over_full_time(over)] if over is not None else []
        return Menu(page.where(_("Status")), entries, lines)

    visit(page.place.console, look)


def _view(page: Page) -> StatusView:
    return page.place.desk.read(status_view, page.id)


def _now(page: Page, view: StatusView, axis: Axis) -> str:
    today = page.person.today
    held = "; ".join(named(row, today) for row in view.current.get(axis, ()))
    if not held:
        held = _("inget noterat")
    return f"{sentence_case(word(axis))}: {held}"


def _axis(page: Page, axis: Axis) -> None:
    """What has held on an axis, and what can be done there."""

    def look() -> Menu:
        view, person = _view(page), page.person
        rows = [line.status for line in view.history if line.status.axis is axis]
        standing = [row for row in rows if row.struck_at is None]
        participation = axis is Axis.PARTICIPATION
        lasting = [] if participation else [row for row in standing if row.to_on is None]
        entries = [
            Entry(_("Ny status"), partial(_new, page, axis)),
            Entry(_("Slutade gälla"), partial(_of, page, lasting, _ends), bool(lasting)),
            Entry(_("Rätta"), partial(_of, page, standing, _correct), bool(standing)),
            Entry(_("Stryk"), partial(_of, page, standing, _strike), bool(standing)),
            Entry(_("Starta deltagandet"), partial(overview.start, page), participation),
            Entry(
                _("Avsluta deltagandet"),
                partial(overview.end, page),
                participation and person.start is not None,
            ),
        ]
        said = [_said(page, row) for row in rows]
        return Menu(page.where(sentence_case(word(axis))), entries, said)

    visit(page.place.console, look)


def _said(page: Page, row: Status) -> str:
    words = _("{status}, källa {source}").format(
        status=named(row, page.person.today), source=word(row.source)
    )
    return words if row.struck_at is None else _("struken: {status}").format(status=words)


def _of(page: Page, rows: Sequence[Status], do: Any) -> None:
    """Do something with one of the rows."""
    things = [(_said(page, row), row) for row in rows]
    row = pick(page.place.console, _("Vilken rad"), things)
    if row is not None:
        do(page, row)


def _tell(page: Page, result: Recorded | None) -> None:
    if result is not None and (said := recorded(result, page.person.today)):
        page.place.console.say(said)


def _new(page: Page, axis: Axis) -> None:
    def save(values: dict[str, Any]) -> Recorded:
        command = SetStatus(participant_id=page.id, axis=axis, **values)
        return page.place.write(set_status, command)

    held = _view(page).current.get(axis, ())
    form, values = questions.new(axis, held, page.person.today)
    if str(form.fields[0].help) and held:
        page.place.console.say(str(form.fields[0].help))
    _tell(page, page.ask(form, save, values=values, section=SECTION, about=axis))


def _correct(page: Page, wrong: Status) -> None:
    if wrong.axis is Axis.PARTICIPATION and wrong.value in ENDED:
        overview.end(page)
        return

    def save(values: dict[str, Any]) -> Recorded:
        command = CorrectStatus(status_id=wrong.id, version=wrong.version, **values)
        return page.place.write(correct_status, command)

    form, values = questions.corrected(wrong)
    _tell(page, page.ask(form, save, values=values, section=SECTION, about=wrong.id))


def _ends(page: Page, held: Status) -> None:
    def save(values: dict[str, Any]) -> Status:
        return page.place.write(end_status, held.id, values["on"], held.version)

    form, values = questions.ends(held, page.person.today)
    page.ask(form, save, values=values, section=SECTION, about=held.id)


def _strike(page: Page, wrong: Status) -> None:
    question = _("Stryk ”{what}”? Raden står kvar, struken.")
    if page.place.console.agree(question.format(what=named(wrong, page.person.today))):
        page.place.write(strike_status, wrong.id, wrong.version)


def resume(page: Page, form: str, about: str) -> None:
    """Take up a draft."""
    if about in set(Axis):
        _new(page, Axis(about))
    rows = [line.status for line in _view(page).history if line.status.id == about]
    for row in rows:
        (_ends if form == STATUS_ENDS.id else _correct)(page, row)
