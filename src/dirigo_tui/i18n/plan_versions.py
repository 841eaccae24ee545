"""A version of the plan in words: its number, how far it has come, who has said what to it."""

from __future__ import annotations

from datetime import date

from dirigo_tui.domain.plan import is_answered
from dirigo_tui.domain.records import PlanVersion
from dirigo_tui.domain.vocabulary import Agreement, Rater
from dirigo_tui.i18n.catalogue import du
from dirigo_tui.i18n.formats import short_day
from dirigo_tui.i18n.words import word
from dirigo_tui.services.plan_view import PlanView

_SIGNS = {
    Agreement.YES: "✓",
    Agreement.NO: "✗",
    Agreement.COULD_NOT_ANSWER: "–",
}


def said_by(version: PlanVersion, who: Rater) -> tuple[Agreement | None, date | None, str]:
    """What one of the two has said to a version: answer, day, reason."""
    if who is Rater.PARTICIPANT:
        return (
            version.participant_answer,
            version.participant_answered_on,
            version.participant_reason,
        )
    return version.caseworker_answer, version.caseworker_answered_on, version.caseworker_reason


def answer_words(version: PlanVersion, who: Rater, today: date) -> str:
    """``deltagaren ✓ ja 12 aug``, or ``handläggaren: inte tillfrågad än``."""
    answer, on, reason = said_by(version, who)
    if answer is None:
        return du("{who}: inte tillfrågad än").format(who=word(who))
    day = f" {short_day(on, today)}" if on else ""
    why = f": {reason}" if reason else ""
    return f"{word(who)} {_SIGNS[answer]} {word(answer)}{day}{why}"


def version_words(view: PlanView, today: date) -> str:
    """Which version it is and how far it has come; "" before the plan has begun."""
    version = view.version
    if version is None:
        return ""
    number = du("Version {number}").format(number=version.number)
    if view.confirmed_on is not None:
        day = short_day(view.confirmed_on, today)
        return du("{version}, bekräftad av båda {day}").format(version=number, day=day)
    if not is_answered(version):
        return du("{version}, utkast").format(version=number)
    answers = [answer_words(version, who, today) for who in Rater]
    return " · ".join([number, *answers])


def goal_words(view: PlanView) -> dict[str, str]:
    """The own words of every goal, by id."""
    return {goal.goal.id: goal.goal.own_words for goal in (*view.goals, *view.removed)}


def change_heading(view: PlanView) -> str:
    """``Ändrat sedan v2``."""
    number = view.last_confirmed.number if view.last_confirmed else 0
    return du("Ändrat sedan v{number}").format(number=number)
