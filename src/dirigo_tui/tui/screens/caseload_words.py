"""What the caseload says: its lists and groups by name, a row, the strip below, an empty list."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from textual.content import Content

from dirigo_tui.domain.vocabulary import PlanState
from dirigo_tui.i18n.caseload import FILTER_NAMES
from dirigo_tui.i18n.catalogue import N_, Lazy, _, n_
from dirigo_tui.i18n.deadlines import why
from dirigo_tui.i18n.formats import NO_BREAK_SPACE, number, short_day
from dirigo_tui.i18n.words import word
from dirigo_tui.services.caseload import CaseloadRow, Details, Filter, Group
from dirigo_tui.tui.widgets.safe_text import joined, safe

GROUP_NAMES: Mapping[Group, Lazy] = {
    Group.OVERDUE: N_("Försenat"),
    Group.TODAY: N_("I dag"),
    Group.AHEAD: N_("Framåt"),
    Group.NONE: N_("Inget inbokat"),
}

NAME_CELLS = (14, 24)
"""The narrowest and the widest the column of names gets."""

GAP_CELLS = 2
GROUP_CELLS = 20
SITE_CELLS = 16
"""Target group and site, once the reason has all the room it needs."""

REASON_CELLS = 54
"""What nearly every reason fits in."""


def row(person: CaseloadRow, today: date, width: int) -> Content:
    """A line of the list: who, why they are there, and what else there is room for."""
    name_cells, room = _columns(width)
    name = _cell(safe(person.name), name_cells)
    aside: list[Content] = []
    for text, cells in ((_target_group(person), GROUP_CELLS), (person.site, SITE_CELLS)):
        if room - cells - GAP_CELLS >= REASON_CELLS:
            aside.append(_cell(safe(text, "$quiet"), cells))
            room -= cells + GAP_CELLS
    return joined(name, _cell(reason(person, today), room), *aside, between=" " * GAP_CELLS)


def _columns(width: int) -> tuple[int, int]:
    """The cells of the name, and those left for everything after it."""
    narrowest, widest = NAME_CELLS
    name_cells = max(narrowest, min(widest, width // 4))
    return name_cells, width - name_cells - GAP_CELLS


def reason(person: CaseloadRow, today: date) -> Content:
    """Why somebody is where they are on the list."""
    if person.why is None:
        return safe(_("Inget är försenat eller inbokat"), "$quiet")
    return safe(why(person.why, today))


def strip(person: CaseloadRow, details: Details, today: date, width: int) -> Content:
    """Where were we? Three lines: who and which plan, how it stands, what else there is to do.

    Args:
        width: of a line of the list. Where it has cut the reason short, the last line tells it.
    """
    why_here = reason(person, today)
    cut = why_here.cell_length > _columns(width)[1]
    last = why_here if cut else _next(person, today)
    return joined(_who(person, details), _standing(details, today), last, between="\n")


def _who(person: CaseloadRow, details: Details) -> Content:
    facts = [
        _plan(details.plan_state, details.plan_number),
        _activities(details),
        _target_group(person),
        person.site,
    ]
    name = person.name
    if person.protected:
        facts.insert(0, _("skyddade personuppgifter"))
    elif details.age is not None:
        name = f"{name}, {details.age}"
    return safe(name, "bold") + safe(" · ") + safe(" · ".join(fact for fact in facts if fact))


def _plan(state: PlanState, number: int | None) -> str:
    if state is PlanState.NONE:
        return _("ingen plan än")
    if state is PlanState.DRAFT:
        return _("plan v{n} utkast").format(n=number)
    return _("plan v{n} bekräftad").format(n=number)


def _activities(details: Details) -> str:
    if not details.activities:
        return _("inga aktiviteter")
    count = n_("{n} aktivitet", "{n} aktiviteter", details.activities).format(n=details.activities)
    if not details.activities_ongoing:
        return count
    return _("{count}, {n} pågår").format(count=count, n=details.activities_ongoing)


def _standing(details: Details, today: date) -> Content:
    facts = [_work_ability(details, today)]
    if details.sick_leave_extent is not None:
        extent = f"{details.sick_leave_extent}{NO_BREAK_SPACE}%"
        facts.append(_("sjukskriven {extent}").format(extent=extent))
    return safe(" · ".join(facts))


def _work_ability(details: Details, today: date) -> str:
    latest, before = details.work_ability, details.work_ability_before
    if latest is None:
        return _("Arbetsförmågan är inte skattad än")
    if before is None:
        return _("Arbetsförmåga {value} av 10, {day}").format(
            value=latest.value, day=short_day(latest.on, today)
        )
    return _("Arbetsförmåga {before} → {value} av 10 sedan {day}").format(
        before=before.value, value=latest.value, day=short_day(before.on, today)
    )


def _next(person: CaseloadRow, today: date) -> Content:
    others = [deadline for deadline in person.overdue if deadline != person.why]
    if others:
        said = why(others[0], today)
        return safe(_("Också: {what}").format(what=said), "$quiet")
    if person.next is not None and person.next != person.why:
        said = why(person.next, today)
        return safe(_("Sedan: {what}").format(what=said), "$quiet")
    return Content("")


def _target_group(person: CaseloadRow) -> str:
    return word(person.target_group) if person.target_group else ""


def heading(group: Group, size: int | None) -> str:
    """A group's heading, with how many it holds when that is known."""
    return str(GROUP_NAMES[group]) if size is None else f"{GROUP_NAMES[group]} · {number(size)}"


def chosen(choice: Filter, counts: Mapping[Filter, int] | None) -> Content:
    """Which list is shown and, when that is known, how many it holds."""
    name = safe(FILTER_NAMES[choice], "bold")
    count = safe(f" ({number(counts[choice])})") if counts is not None else Content("")
    return joined(safe(_("Urval: "), "$quiet"), name, count)


def nobody(choice: Filter, search: str, everybody: int) -> str:
    """Why the list is empty, and the one next key.

    Args:
        search: what was searched for.
        everybody: how many people the desk holds.
    """
    if not everybody:
        return _(
            "Här finns inga deltagare än. Tryck N och registrera den första,"
            " eller F9 och läs in en lista."
        )
    name = FILTER_NAMES[choice]
    if search:
        return _(
            "Ingen i urvalet ”{chosen}” har ”{search}” i namn, referens eller ort."
            " Tryck Esc för att se alla i urvalet igen."
        ).format(chosen=name, search=search)
    return _("Ingen finns i urvalet ”{chosen}” just nu. Tryck F4 för ett annat urval.").format(
        chosen=name
    )


def _cell(content: Content, cells: int) -> Content:
    return content.truncate(max(cells, 0), ellipsis=True, pad=True)
