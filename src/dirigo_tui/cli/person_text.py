"""One participant in running lines, everything that is current."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from dirigo_tui.domain.rating_templates import lookup
from dirigo_tui.domain.records import RESPONSIBLE_PARTICIPANT, Activity, Rating
from dirigo_tui.domain.vocabulary import Rater
from dirigo_tui.i18n.catalogue import _
from dirigo_tui.i18n.consents import covered, until
from dirigo_tui.i18n.deadlines import why
from dirigo_tui.i18n.formats import long_day, sentence_case
from dirigo_tui.i18n.status import status_words
from dirigo_tui.i18n.words import template_text, word
from dirigo_tui.services.overview import LatestRating, Overview
from dirigo_tui.services.plan_view import PlanView


def who(overview: Overview) -> Iterator[str]:
    """Who it is, and the goal in their own words."""
    person = overview.person
    yield f"{person.name} ({person.reference})"
    group = word(person.target_group) if person.target_group else _("målgrupp saknas")
    age = _("{age} år").format(age=overview.age) if overview.age is not None else ""
    yield ", ".join(part for part in (age, group, person.site, person.caseworker) if part)
    if overview.own_goal:
        yield _("Mitt mål: ”{goal}”").format(goal=overview.own_goal)


def due(overview: Overview, today: date) -> Iterator[str]:
    """What is overdue, and what comes next."""
    person = overview.person
    for deadline in (*person.overdue, *([person.next] if person.next else [])):
        yield why(deadline, today)


def _activity(activity: Activity) -> str:
    participant = activity.responsible == RESPONSIBLE_PARTICIPANT
    responsible = _("deltagaren") if participant else activity.responsible
    parts = [activity.title, activity.time_text, activity.taking_part]
    if responsible:
        parts.append(_("ansvarig {who}").format(who=responsible))
    return " · ".join(part for part in (*parts, word(activity.status)) if part)


def _plan(plan: PlanView) -> Iterator[str]:
    if plan.version is not None:
        yield _("Version {number}, {state}").format(
            number=plan.version.number, state=word(plan.state)
        )
    for number, view in enumerate(plan.goals, start=1):
        yield _("Mål {number} ”{words}” ({state})").format(
            number=number, words=view.goal.own_words, state=word(view.goal.state)
        )
        yield from (f"  {_activity(activity.activity)}" for activity in view.activities)
    yield from (_activity(activity.activity) for activity in plan.unattached)


def _value(rating: Rating) -> str:
    return word(rating.non_answer) if rating.non_answer else str(rating.value)


def _rating(rated: LatestRating) -> str:
    latest = rated.latest
    item = lookup(latest.template, latest.template_version).item(latest.item)
    change = f"{_value(rated.before)} → " if rated.before else ""
    by = _(" (handläggaren)") if latest.rater is Rater.CASEWORKER else ""
    return f"{latest.on} {template_text(item.text)} {change}{_value(latest)}{by}"


def status(overview: Overview) -> Iterator[str]:
    """What holds on each axis, and since when."""
    for rows in overview.status.values():
        for row in rows:
            yield _("{status} sedan {day}").format(
                status=sentence_case(status_words(row)), day=long_day(row.from_on)
            )


def consents(overview: Overview, today: date) -> Iterator[str]:
    """Who may know what, and how long yet."""
    for consent in overview.consents:
        yield f"{consent.recipient} {until(consent, today)}: {covered(consent)}"


def at_a_glance(overview: Overview, plan: PlanView, today: date) -> list[str]:
    """Everything under headings, in running lines that read well aloud too."""
    sections = (
        ("", who(overview)),
        (_("Att göra"), due(overview, today)),
        (_("Min plan"), _plan(plan)),
        (_("Så ser jag på det"), map(_rating, overview.ratings)),
        (_("Status"), status(overview)),
        (_("Samtycke"), consents(overview, today)),
    )
    printed: list[str] = []
    for heading, content in sections:
        lines = list(content)
        if lines:
            printed.extend([*([""] if printed else []), *([heading] if heading else []), *lines])
    return printed
