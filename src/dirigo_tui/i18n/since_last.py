"""What has happened since you last met, in sentences to the participant."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from dirigo_tui.domain.plan import ChangeKind, PlanChange
from dirigo_tui.domain.rating_templates import lookup
from dirigo_tui.domain.vocabulary import ActivityStatus
from dirigo_tui.i18n.catalogue import Lazy, Ndu, du
from dirigo_tui.i18n.formats import month_name, sentence_case
from dirigo_tui.i18n.history import shortened
from dirigo_tui.i18n.plan_changes import change_words
from dirigo_tui.i18n.words import template_text
from dirigo_tui.services.since_last import (
    Agreed,
    Attended,
    Happening,
    Rated,
    Reached,
    SinceLast,
    Went,
)

DONE, MOVED = "✓", "→"
"""Before what the participant did, and before what became of the plan."""

_LENGTH: Final = 80
"""Characters of a quoted text."""

_WENT: Final[Mapping[ActivityStatus, Lazy]] = {
    ActivityStatus.ONGOING: Ndu("Du började: {title}."),
    ActivityStatus.DONE: Ndu("Klart: {title}."),
    ActivityStatus.PAUSED: Ndu("Paus: {title}."),
    ActivityStatus.CANCELLED: Ndu("Det blev inte av: {title}."),
}
_DID: Final = frozenset({ActivityStatus.ONGOING, ActivityStatus.DONE})


def greeting(page: SinceLast) -> str:
    """``Hej Samira. Det här har hänt sedan 12 augusti:``"""
    hello = du("Hej {name}.").format(name=page.name) if page.name else du("Hej.")
    if page.since is None:
        return f"{hello} " + du("Det här är din sida.")
    day = day_and_month(page.since, page.today)
    if not page.happened:
        return f"{hello} " + du("Ni sågs {day}. Inget nytt står här sedan dess.").format(day=day)
    return f"{hello} " + du("Det här har hänt sedan {day}:").format(day=day)


def day_and_month(day: date, today: date) -> str:
    """``12 augusti``, with the year where it is another one."""
    said = f"{day.day} {month_name(day)}"
    return said if day.year == today.year else f"{said} {day.year}"


def happening(told: Happening, page: SinceLast) -> tuple[str, str]:
    """The sign and the sentence."""
    sign, said = _said(told, page)
    # What is quoted may end as the sentence does, or be cut.
    whole = said.removesuffix(".")
    return sign, whole if whole.endswith((".", "…")) else said


def _said(told: Happening, page: SinceLast) -> tuple[str, str]:
    match told:
        case Attended(present=0):
            said = du("Du var inte med: {title} ({times} gånger).").format(
                times=told.times, title=shortened(told.title, _LENGTH)
            )
            return MOVED, said
        case Attended():
            said = du("Du var med {present} av {times} gånger: {title}.").format(
                present=told.present, times=told.times, title=shortened(told.title, _LENGTH)
            )
            return DONE, said
        case Went():
            sign = DONE if told.status in _DID else MOVED
            said = str(_WENT[told.status]).format(title=shortened(told.title, _LENGTH))
            return sign, said
        case Reached():
            goal = shortened(told.own_words, _LENGTH)
            return DONE, du("Du nådde målet ”{goal}”.").format(goal=goal)
        case Rated():
            title = template_text(lookup(told.template).title)
            return DONE, du("Du svarade på frågorna: {title}.").format(title=title)
        case Agreed():
            return MOVED, _agreed(told.change, page)


def _agreed(change: PlanChange, page: SinceLast) -> str:
    title = shortened(change.title, _LENGTH)
    match change.kind:
        case ChangeKind.GOAL_ADDED | ChangeKind.ACTIVITY_ADDED:
            return du("Nytt i planen: {title}.").format(title=title)
        case ChangeKind.GOAL_REMOVED | ChangeKind.ACTIVITY_REMOVED:
            return du("Inte kvar i planen: {title}.").format(title=title)
        case _:
            said = change_words(change, page.goals, page.today, _LENGTH)
            return du("Ändrat i planen: {change}.").format(change=sentence_case(said))
