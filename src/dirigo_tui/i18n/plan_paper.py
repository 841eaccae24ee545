"""The plan on paper, and the plan's days in a calendar, in words.

Headings speak as the participant, sentences to them (DOMAIN.md §12). Their own words stand as they
are, in whatever language they are in.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dirigo_tui.domain.records import RESPONSIBLE_PARTICIPANT, Activity, Consent
from dirigo_tui.domain.vocabulary import GoalState, MappingArea, Rater
from dirigo_tui.i18n.catalogue import Ndu, _, du, language, speaking
from dirigo_tui.i18n.formats import full_day, long_day, sentence_case
from dirigo_tui.i18n.series import series_words
from dirigo_tui.i18n.words import word
from dirigo_tui.services.paper import (
    Block,
    Checklist,
    Facts,
    Heading,
    Paper,
    Signatory,
    Signatures,
    Table,
    Text,
    Words,
)
from dirigo_tui.services.plan_calendar import CalendarEntry, Occasion, PlanCalendar
from dirigo_tui.services.plan_paper import PaperAnswer, PaperGoal, PlanPaper
from dirigo_tui.services.ports import Calendar, CalendarEvent

NOTHING: Final = "–"
"""What stands in a cell that has nothing to say; an empty one is not read aloud."""

_OCCASIONS = {
    Occasion.MEETING: Ndu("Möte"),
    Occasion.COURSE: Ndu("Kurs"),
    Occasion.STUDIES: Ndu("Studier"),
    Occasion.ACTIVITY: Ndu("Aktivitet"),
    Occasion.FOLLOW_UP: Ndu("Uppföljning"),
}


def plan_on_paper(plan: PlanPaper, *, cover: str = "", spoken: str = "") -> Paper:
    """The paper in words.

    Args:
        plan: what it is to say.
        cover: a text of its own to go before it, in any language.
        spoken: the language of the paper; "" for the one in use.
    """
    with speaking(spoken):
        return _paper(plan, cover)


def _paper(plan: PlanPaper, cover: str) -> Paper:
    title = du("Min plan")
    version = du("Version {number}").format(number=plan.version) if plan.version else ""
    printed = du("Utskriven {day}").format(day=long_day(plan.day))
    marks = [du("UTKAST")] * plan.draft + [_("ÖVNING")] * plan.practice
    return Paper(
        language=language(),
        title=title,
        day=plan.day,
        lead=(plan.name, _joined(version, printed), *_recipient(plan)),
        marks=tuple(marks),
        running=_joined(title, plan.name, version),
        pages=du("Sida {page} av {pages}"),
        cover=cover,
        blocks=tuple(_blocks(plan)),
    )


def _recipient(plan: PlanPaper) -> Iterator[str]:
    if plan.shared.recipient:
        yield du("Till {recipient}, som jag har sagt ja till").format(
            recipient=plan.shared.recipient
        )


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _blocks(plan: PlanPaper) -> Iterator[Block]:
    if plan.practice:
        yield Text(du("Det här är en övning. Personen är påhittad."))
    if plan.draft:
        yield Text(du("Det här är ett utkast. Planen gäller när du och din handläggare sagt ja."))
    yield Heading(du("Mitt mål"))
    if plan.own_goal:
        yield Words(plan.own_goal, foremost=True)
    else:
        yield Text(du("Du har inte skrivit ditt mål än."))
    for number, goal in enumerate(plan.goals, start=1):
        yield from _goal(goal, number)
    if plan.others:
        yield Heading(du("Mer i min plan") if plan.goals else du("Aktiviteter"))
        yield _table(plan.others)
    if plan.mine:
        yield Heading(du("Det här gör jag själv"))
        yield Checklist(tuple(map(_own_activity, plan.mine)))
    yield from _areas(du("Det här har jag"), plan.strengths)
    yield from _areas(du("Det här är svårt"), plan.obstacles)
    yield Heading(du("Vem kan jag ringa?"))
    yield Facts(tuple(_whom_to_call(plan)))
    yield Heading(du("Nästa uppföljning"))
    if plan.next_follow_up:
        yield Text(sentence_case(full_day(plan.next_follow_up)))
    else:
        yield Text(du("Ingen dag är bestämd än."))
    if not plan.shared.recipient:
        yield from _consents(plan)
    yield Heading(du("Det här har vi sagt"))
    yield Signatures(tuple(_signatory(plan, answer) for answer in plan.answers), du("Datum"))


def _goal(goal: PaperGoal, number: int) -> Iterator[Block]:
    heading = du("Mål {number}").format(number=number)
    if goal.state is GoalState.ACHIEVED:
        reached = du("nått {day}").format(day=long_day(goal.state_on)) if goal.state_on else ""
        heading = _joined(heading, reached or word(goal.state))
    yield Heading(heading)
    yield Words(goal.own_words)
    if goal.activities:
        yield _table(goal.activities)
    else:
        yield Text(du("Inga aktiviteter än."))


def _table(activities: tuple[Activity, ...]) -> Table:
    columns = (
        du("Aktivitet"),
        du("Tidpunkt"),
        du("Medverkande"),
        du("Ansvarig"),
        du("Uppföljning"),
        du("Status"),
    )
    return Table(columns, tuple(map(_row, activities)))


def _row(activity: Activity) -> tuple[str, ...]:
    own = activity.responsible == RESPONSIBLE_PARTICIPANT
    cells = (
        activity.title,
        _time(activity),
        activity.taking_part,
        du("Jag") if own else activity.responsible,
        _followed_up(activity),
        sentence_case(word(activity.status)),
    )
    return tuple(cell or NOTHING for cell in cells)


def _time(activity: Activity) -> str:
    """When, as it was written; how often, when nothing was."""
    if activity.time_text or not activity.recurrence:
        return activity.time_text
    return series_words(activity.recurrence)


def _followed_up(activity: Activity) -> str:
    if activity.follow_up_on:
        return long_day(activity.follow_up_on)
    if activity.followed_up_on:
        return du("Gjord {day}").format(day=long_day(activity.followed_up_on))
    return ""


def _own_activity(activity: Activity) -> str:
    time = _time(activity)
    return f"{activity.title}, {time}" if time else activity.title


def _areas(heading: str, written: tuple[tuple[MappingArea, str], ...]) -> Iterator[Block]:
    if written:
        yield Heading(heading)
        yield Facts(tuple((sentence_case(word(area)), text) for area, text in written))


def _whom_to_call(plan: PlanPaper) -> Iterator[tuple[str, str]]:
    yield du("Min handläggare"), plan.caseworker
    place = ", ".join(dict.fromkeys(name for name in (plan.organisation, plan.desk) if name))
    if place:
        yield du("Arbetar på"), place
    yield du("Telefon"), ""


def _consents(plan: PlanPaper) -> Iterator[Block]:
    """What others may know, and how to take that back; never a promise of absolute secrecy."""
    yield Heading(du("Det här får andra veta om mig"))
    if plan.consents:
        yield Facts(tuple((each.recipient, _consent(each)) for each in plan.consents))
        yield Text(du("Du kan ta tillbaka ditt ja när du vill. Säg till din handläggare."))
    else:
        yield Text(du("Du har inte sagt ja till att någon annan får veta något."))
    yield Text(
        du("Vi lämnar inte ut något om dig utan ditt ja, om inte lagen kräver eller tillåter det.")
    )


def _consent(consent: Consent) -> str:
    categories = ", ".join(word(category) for category in consent.categories)
    until = du("till och med {day}").format(day=long_day(consent.valid_to))
    return sentence_case(f"{categories}, {until}. {consent.purpose}")


def _signatory(plan: PlanPaper, answer: PaperAnswer) -> Signatory:
    if answer.who is Rater.PARTICIPANT:
        said = du("Jag: {answer}").format(answer=_answer(answer))
        return Signatory(said, du("Min underskrift"), plan.name)
    said = du("Min handläggare: {answer}").format(answer=_answer(answer))
    return Signatory(said, du("Handläggarens underskrift"), plan.caseworker)


def _answer(answer: PaperAnswer) -> str:
    if answer.answer is None:
        return du("har inte svarat än")
    said = word(answer.answer)
    if answer.on:
        said = f"{said}, {long_day(answer.on)}"
    return f"{said}. {answer.reason}" if answer.reason else said


def plan_in_calendar(plan: PlanCalendar) -> Calendar:
    """The calendar in the reader's language: titles that anybody may read."""
    return Calendar(
        name=_marked(plan, du("Min plan")), events=tuple(_event(plan, e) for e in plan.entries)
    )


def _event(plan: PlanCalendar, entry: CalendarEntry) -> CalendarEvent:
    return CalendarEvent(
        uid=entry.uid,
        title=_marked(plan, str(_OCCASIONS[entry.occasion])),
        first=entry.first,
        last=entry.last,
        recurrence=entry.recurrence,
    )


def _marked(plan: PlanCalendar, text: str) -> str:
    return ": ".join((_("ÖVNING"), text)) if plan.practice else text
