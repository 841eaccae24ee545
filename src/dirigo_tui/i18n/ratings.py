"""Answers to self-ratings in words, to be read by the one who gave them (DOMAIN.md §6)."""

from __future__ import annotations

from datetime import date

from dirigo_tui.domain.rating_templates import Item
from dirigo_tui.domain.records import Rating
from dirigo_tui.domain.vocabulary import NonAnswer
from dirigo_tui.i18n.catalogue import Ndu, du, ndu
from dirigo_tui.i18n.formats import month, month_name
from dirigo_tui.i18n.words import template_text, word
from dirigo_tui.services.caseload import RatedOn

_DECLINED = {
    NonAnswer.PREFERS_NOT: Ndu("Du vill inte svara. Det är okej."),
    NonAnswer.COULD_NOT: Ndu("Du kan inte svara. Det är okej."),
}


def answer(item: Item, value: int) -> str:
    """A value as it is read: in the words of its scale, or the number."""
    label = item.label(value)
    return template_text(label) if item.worded and label else str(value)


def answer_of(item: Item, rating: Rating) -> str:
    """A rating as it is read: the answer, or why there is none."""
    if rating.value is not None:
        return answer(item, rating.value)
    return word(rating.non_answer) if rating.non_answer else ""


def _quoted(item: Item, value: int) -> str:
    return f"”{answer(item, value)}”" if item.worded else str(value)


def chosen(item: Item, value: int) -> str:
    """``Du valde 5.``"""
    return du("Du valde {answer}.").format(answer=_quoted(item, value))


def declined(non_answer: NonAnswer) -> str:
    """What is said to somebody who does not answer."""
    return str(_DECLINED[non_answer])


def earlier(item: Item, rated: RatedOn, today: date) -> str:
    """``I maj valde du 3.``"""
    on, said = rated.on, _quoted(item, rated.value)
    if (on.year, on.month) == (today.year, today.month):
        day = f"{on.day} {month_name(on)}"
        return du("Den {day} valde du {answer}.").format(day=day, answer=said)
    when = month_name(on) if on.year == today.year else month(on)
    return du("I {month} valde du {answer}.").format(month=when, answer=said)


def change(before: int, after: int) -> str:
    """``2 steg högre``; no direction is good or bad."""
    steps = after - before
    if steps > 0:
        return ndu("{n} steg högre", "{n} steg högre", steps).format(n=steps)
    if steps < 0:
        return ndu("{n} steg lägre", "{n} steg lägre", -steps).format(n=-steps)
    return du("samma som då")
