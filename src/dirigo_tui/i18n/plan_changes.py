"""What is different in a plan since both last agreed on it, each difference in one line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from dirigo_tui.domain.plan import ChangeKind, FieldChange, PlanChange
from dirigo_tui.domain.records import RESPONSIBLE_PARTICIPANT, Plain
from dirigo_tui.domain.vocabulary import ActivityKind
from dirigo_tui.i18n.catalogue import Lazy, Ndu, du
from dirigo_tui.i18n.formats import short_day
from dirigo_tui.i18n.history import shortened
from dirigo_tui.i18n.series import series_words
from dirigo_tui.i18n.words import word

QUOTED: Final = 40
"""Characters of a quoted text where several changes share a line."""

_WHOLE: Final[Mapping[ChangeKind, Lazy]] = {
    ChangeKind.GOAL_ADDED: Ndu("+ målet ”{title}”"),
    ChangeKind.GOAL_REMOVED: Ndu("− målet ”{title}”"),
    ChangeKind.ACTIVITY_ADDED: Ndu("+ {title}"),
    ChangeKind.ACTIVITY_REMOVED: Ndu("− {title}"),
}


def change_words(
    change: PlanChange, goals: Mapping[str, str], today: date, length: int = QUOTED
) -> str:
    """The change, e.g. ``Arbetsträning flyttad från november till januari``.

    Args:
        change: one difference.
        goals: own words of every goal there is, by id.
        today: days of its year are told without the year.
        length: characters of a quoted text; what is longer is cut.
    """
    title = shortened(change.title, length)
    if change.kind in _WHOLE:
        return str(_WHOLE[change.kind]).format(title=title)
    fields = {field.field: field for field in change.fields}
    if change.kind is ChangeKind.GOAL_REWORDED:
        before = shortened(str(fields["own_words"].before), length)
        return du("målet ”{before}” heter nu ”{title}”").format(before=before, title=title)
    said = ", ".join(_details(fields, goals, today, length))
    return du("{title} {change}").format(title=title, change=said)


def _details(
    fields: Mapping[str, FieldChange], goals: Mapping[str, str], today: date, length: int
) -> Iterator[str]:
    """What is said about each field, in words that follow the activity's title."""
    for name, field in fields.items():
        before, after = (shortened(str(v or ""), length) for v in (field.before, field.after))
        match name:
            case "title":
                yield du("(hette ”{before}”)").format(before=before)
            case "kind":
                yield du("är {kind}").format(kind=word(ActivityKind(str(field.after))))
            case "goal_id":
                yield _serves(shortened(goals.get(str(field.after), ""), length))
            case "time_text":
                yield _moved(before, after)
            case "recurrence":
                yield series_words(str(field.after)) if after else du("sker en gång")
            case "taking_part":
                yield _with(after)
            case "responsible":
                yield du("har {who} som ansvarig").format(who=responsible_words(after))
    # The days are read out of the text and the rhythm; by themselves they say something only when
    # those two stay.
    if "time_start" in fields and not {"time_text", "recurrence"} & fields.keys():
        yield _begins(fields["time_start"].after, today)


def _serves(goal: str) -> str:
    if goal:
        return du("flyttad till målet ”{goal}”").format(goal=goal)
    return du("står utan mål")


def _with(who: str) -> str:
    return du("har {who} som medverkande").format(who=who) if who else du("har ingen medverkande")


def _moved(before: str, after: str) -> str:
    if not before:
        return du("har fått tiden {after}").format(after=after)
    if not after:
        return du("har ingen tid (var {before})").format(before=before)
    return du("flyttad från {before} till {after}").format(before=before, after=after)


def _begins(day: Plain, today: date) -> str:
    if not day:
        return du("har ingen första dag")
    return du("börjar {day}").format(day=short_day(date.fromisoformat(str(day)), today))


def responsible_words(responsible: str) -> str:
    """Who is responsible, as the plan says it: ``jag själv`` for the participant."""
    return du("jag själv") if responsible == RESPONSIBLE_PARTICIPANT else responsible
