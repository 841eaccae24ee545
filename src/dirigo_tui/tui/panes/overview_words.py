"""What the overview says. An empty part says whose it is, why, and the one next key."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from textual.content import Content

from dirigo_tui.domain.deadlines import Deadline
from dirigo_tui.domain.rating_templates import Asked, lookup
from dirigo_tui.domain.records import Note, Rating
from dirigo_tui.domain.vocabulary import ActivityStatus, Agreement, Axis, Rater
from dirigo_tui.i18n.catalogue import N_, _, n_
from dirigo_tui.i18n.consents import runs_out_soon, until
from dirigo_tui.i18n.deadlines import why
from dirigo_tui.i18n.formats import long_day, relative_day, sentence_case, short_day
from dirigo_tui.i18n.history import shortened
from dirigo_tui.i18n.status import status_words
from dirigo_tui.i18n.words import axis_value_word, template_text, word
from dirigo_tui.services.overview import LatestRating, Overview
from dirigo_tui.services.person import Person
from dirigo_tui.tui.widgets.bars import dots
from dirigo_tui.tui.widgets.safe_text import joined, safe

SHOWN_DEADLINES = 3
SHOWN_RATINGS = 3

NAME_CELLS = 16
"""What a question needs at least; with less room its days are left out."""

_SIGNS = {
    ActivityStatus.ONGOING: "●",
    ActivityStatus.PLANNED: "○",
    ActivityStatus.PAUSED: "◌",
    ActivityStatus.DONE: "✓",
    ActivityStatus.CANCELLED: "✗",
}

_ANSWERS = {
    Agreement.YES: N_("ja"),
    Agreement.NO: N_("nej"),
    Agreement.COULD_NOT_ANSWER: N_("kunde inte svara"),
    None: N_("inte tillfrågad"),
}


def next_lines(view: Overview, person: Person) -> Iterator[Content]:
    """What should be done, the most pressing first."""
    if view.next_thing is None:
        yield safe(_next_step(person), "$quiet")
        return
    due = view.person.overdue or (view.next_thing,)
    for deadline in due[:SHOWN_DEADLINES]:
        yield _deadline(deadline, person.today)
    more = len(due) - SHOWN_DEADLINES
    if more > 0:
        yield safe(n_("och {n} sak till", "och {n} saker till", more).format(n=more), "$quiet")


def _deadline(deadline: Deadline, today: date) -> Content:
    said = safe(why(deadline, today))
    if deadline.is_overdue(today):
        return joined(safe("! ", "bold $bad"), said)
    return joined(safe("→ "), said)


def _next_step(person: Person) -> str:
    if person.end is not None:
        return _("Inget mer är inbokat.")
    if person.start is None:
        return _("{name} har inte börjat än. Tryck T när det är dags.").format(name=person.name)
    if person.plan_number is None:
        return _("Inget är inbokat. Tryck 3 och skriv det första målet tillsammans.")
    return _("Inget är inbokat. Tryck B och boka nästa uppföljning.")


def own_goal_lines(view: Overview, person: Person) -> Iterator[Content]:
    """The goal in the participant's own words."""
    if view.own_goal:
        yield safe(f"”{view.own_goal}”", "bold", multiline=True)
    else:
        said = _("{name} har inte satt ord på sitt mål än. Tryck M och skriv det tillsammans.")
        yield safe(said.format(name=person.name), "$quiet")


def plan_lines(view: Overview, person: Person) -> Iterator[Content]:
    """How far the plan has come, how its activities stand, and what makes it stale."""
    if person.plan_number is None:
        said = _("{name} har ingen plan än. Tryck 3 och skriv det första målet tillsammans.")
        yield safe(said.format(name=person.name), "$quiet")
        return
    yield safe(_version(view, person))
    if view.activities:
        counted = [
            f"{_SIGNS[status]} {count} {word(status)}"
            for status, count in sorted(view.activities.items(), key=lambda pair: _place(pair[0]))
        ]
        yield safe("   ".join(counted))
    if view.next_follow_up and view.next_follow_up >= person.today:
        booked = _("uppföljning {day} ({relative})").format(
            day=short_day(view.next_follow_up, person.today),
            relative=relative_day(view.next_follow_up, person.today),
        )
        yield safe(booked)
    for rule in view.lapses:
        yield joined(safe("! ", "bold $warn"), safe(word(rule)))


def _place(status: ActivityStatus) -> int:
    return list(_SIGNS).index(status)


def _version(view: Overview, person: Person) -> str:
    if view.plan_confirmed_on is not None:
        return _("version {number}, bekräftad av båda {day}").format(
            number=person.plan_number, day=short_day(view.plan_confirmed_on, person.today)
        )
    if person.participant_answer is None and person.caseworker_answer is None:
        return _("version {number}, utkast").format(number=person.plan_number)
    return _("version {number}, deltagaren: {participant}, handläggaren: {caseworker}").format(
        number=person.plan_number,
        participant=_ANSWERS[person.participant_answer],
        caseworker=_ANSWERS[person.caseworker_answer],
    )


def rating_lines(view: Overview, person: Person, width: int) -> Iterator[Content]:
    """The participant's latest answers, each beside the one before; what follows every quarter
    first.

    Args:
        width: cells there are.
    """
    own = [
        rated
        for rated in view.ratings
        if rated.latest.rater is Rater.PARTICIPANT and rated.latest.goal_id is None
    ]
    own.sort(key=lambda rated: _asked(rated) is not Asked.PERIODIC)
    if not own:
        said = _("{name} har inte skattat något än. Tryck 4 och fråga.")
        yield safe(said.format(name=person.name), "$quiet")
        return
    for rated in own[:SHOWN_RATINGS]:
        yield _rating(rated, person.today, width)
    if len(own) > SHOWN_RATINGS:
        more = len(own) - SHOWN_RATINGS
        said = n_("och {n} svar till: tryck 4", "och {n} svar till: tryck 4", more)
        yield safe(said.format(n=more), "$quiet")


def _asked(rated: LatestRating) -> Asked:
    return lookup(rated.latest.template, rated.latest.template_version).asked


def _rating(rated: LatestRating, today: date, width: int) -> Content:
    latest, before = rated.latest, rated.before
    template = lookup(latest.template, latest.template_version)
    item = template.item(latest.item)
    asked = template.title if len(template.items) == 1 else item.text
    if latest.value is None:
        answer = safe(word(latest.non_answer) if latest.non_answer else "")
    else:
        values = [before.value] if before and before.value is not None else []
        answer = dots([*values, latest.value], item.low, item.high)
    days = safe(f"  {_days(latest, before, today)}", "$quiet")
    room = width - answer.cell_length - days.cell_length - 1
    if room < NAME_CELLS:
        room, days = width - answer.cell_length - 1, Content("")
    name = safe(template_text(asked)).truncate(room, ellipsis=True, pad=True)
    return joined(name, safe(" "), answer, days)


def _days(latest: Rating, before: Rating | None, today: date) -> str:
    on = short_day(latest.on, today)
    return f"{short_day(before.on, today)} → {on}" if before else on


def status_lines(view: Overview, person: Person) -> Iterator[Content]:
    """What holds today, in words; participation has a line of its own."""
    rows = [
        row for axis, rows in view.status.items() if axis is not Axis.PARTICIPATION for row in rows
    ]
    if rows:
        yield safe(" · ".join(status_words(row) for row in rows))
    else:
        said = _("Inget är känt om hur det är för {name} just nu. Tryck 5 och skriv in det.")
        yield safe(said.format(name=person.name), "$quiet")


def consent_lines(view: Overview, person: Person) -> Iterator[Content]:
    """Who may know something, and how long yet."""
    if not view.consents:
        yield safe(_("inget samtycke gäller, så inget lämnas ut till andra"), "$quiet")
        return
    parts = []
    for consent in view.consents:
        said = safe(f"{consent.recipient} {until(consent, person.today)}")
        soon = runs_out_soon(consent, person.today)
        parts.append(said + safe(" !", "bold $warn") if soon else said)
    yield joined(*parts, between=" · ")


def note_lines(note: Note | None, today: date) -> Iterator[Content]:
    """The latest note: where were we?"""
    if note is not None:
        head = f"{word(note.kind)} {short_day(note.on, today)}"
        text = shortened(note.text, 200)
        yield safe(f"{head}: {text}" if text else head)


def participation_lines(person: Person) -> Iterator[Content]:
    """Since when, until when, and why no longer."""
    if person.start is None:
        yield safe(axis_value_word(Axis.PARTICIPATION, "waiting"), "$quiet")
    elif person.end is None:
        yield safe(_("sedan {day}").format(day=long_day(person.start)))
    else:
        reason = f", {word(person.end_reason)}" if person.end_reason else ""
        yield safe(f"{long_day(person.start)} – {long_day(person.end)}{reason}")


def who_lines(view: Overview, person: Person) -> Iterator[Content]:
    """Who it is. What could lead to somebody whose identity is protected is not said."""
    row = view.person
    if person.protected:
        facts = [_("skyddade personuppgifter")]
    else:
        facts = [
            _("född {day}").format(day=long_day(person.birth_date)) if person.birth_date else "",
            _("{age} år").format(age=view.age) if view.age is not None else "",
            row.site,
            view.municipality if view.municipality != row.site else "",
        ]
    facts += [
        _("referens {reference}").format(reference=row.reference),
        _("handläggare {name}").format(name=row.caseworker) if row.caseworker else "",
        _("saknar SGI") if view.no_sgi else "",
    ]
    yield safe(sentence_case(" · ".join(fact for fact in facts if fact)))
