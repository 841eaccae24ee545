"""What the ratings section says: a question on a row, and its answers over time.

The participant's and the caseworker's answers stand beside each other, each marked as whose it is;
nothing is averaged and nobody else is compared with (DOMAIN.md §6).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from textual.content import Content

from dirigo_tui.domain.deadlines import Deadline
from dirigo_tui.domain.rating_templates import Item, lookup
from dirigo_tui.domain.ratings import Question, SideBySide
from dirigo_tui.domain.records import Rating
from dirigo_tui.domain.vocabulary import Mode, NonAnswer, Rater
from dirigo_tui.i18n import ratings as words
from dirigo_tui.i18n.catalogue import _, n_
from dirigo_tui.i18n.deadlines import why
from dirigo_tui.i18n.formats import sentence_case, short_day
from dirigo_tui.i18n.history import shortened
from dirigo_tui.i18n.words import template_text, word
from dirigo_tui.services.person import Person
from dirigo_tui.services.ratings import ItemView, TemplateView
from dirigo_tui.tui.widgets.bars import BOTH, OTHER, OWN, level, movement, side_by_side
from dirigo_tui.tui.widgets.safe_text import joined, safe

DOT_CELLS = 11
FIGURE_CELLS = 7
WORD_CELLS = 24
"""``10 → 10``, and the longest answer in words but a few."""

DAY_CELLS = 11
OTHER_CELLS = 18
WHO_CELLS = 14
WIDE = 70
"""From that many cells on a row has room for the day."""

GOAL_LENGTH = 40


class Line(NamedTuple):
    """A question on the list.

    Attributes:
        template: the version it belongs to, and the goal it was asked about.
    """

    template: TemplateView
    view: ItemView

    @property
    def id(self) -> str:
        """Tells it from the others, also from the same question in another version."""
        template, goal = self.template.template, self.template.goal
        item = self.view.item.code
        question = Question(template.code, template.version, item, goal.id if goal else None)
        return line_id(question)


def line_id(question: Question) -> str:
    """The id of the line of a question."""
    return ":".join(str(part or "") for part in question)


class Side(NamedTuple):
    """One person's latest answer, and the value before it."""

    latest: Rating | None
    before: Rating | None


def side(days: Sequence[SideBySide], rater: Rater) -> Side:
    """What the participant, or the caseworker, answered last, beside the value before."""
    given = [rating for day in days if (rating := _by(day, rater)) and _asked(rating)]
    latest = given[-1] if given else None
    values = [rating for rating in given[:-1] if rating.value is not None]
    return Side(latest, values[-1] if values else None)


def _by(day: SideBySide, rater: Rater) -> Rating | None:
    return day.participant if rater is Rater.PARTICIPANT else day.caseworker


def _asked(rating: Rating) -> bool:
    return rating.non_answer is not NonAnswer.NOT_ASKED


# --- the list -----------------------------------------------------------------------------------


def grouped(templates: Sequence[TemplateView]) -> list[tuple[str, list[Line]]]:
    """The questions under the headings of their templates; of several versions the newest first."""
    codes = [view.template.code for view in templates]

    def place(view: TemplateView) -> tuple[int, int, int]:
        position = view.goal.position if view.goal else 0
        return codes.index(view.template.code), position, -view.template.version

    return [
        (heading(view), [Line(view, item) for item in view.items])
        for view in sorted(templates, key=place)
    ]


def heading(view: TemplateView) -> str:
    """The template by name, with its goal, and its version when there is a newer one."""
    template = view.template
    parts = [template_text(template.title)]
    if view.goal is not None:
        parts.append(f"”{shortened(view.goal.own_words, GOAL_LENGTH)}”")
    if template.version < lookup(template.code).version:
        parts.append(_("äldre frågor, version {n}").format(n=template.version))
    return " · ".join(parts)


def other_cells(lines: Sequence[Line]) -> int:
    """How wide the column of the caseworker's answers has to be; 0 where there are none."""
    answers = (_other_words(line) for line in lines)
    return min(max(map(len, answers), default=0), OTHER_CELLS)


def _other_words(line: Line) -> str:
    latest = side(line.view.days, Rater.CASEWORKER).latest
    return f"{OTHER} {words.answer_of(line.view.item, latest)}" if latest else ""


def row(line: Line, width: int, today: date, other: int) -> Content:
    """The question, its latest answer beside the one before, and what the caseworker answered.

    Args:
        other: what :func:`other_cells` says of all rows.
    """
    item = line.view.item
    own = side(line.view.days, Rater.PARTICIPANT)
    columns = [_cell(_answer(item, own), DOT_CELLS + 2 + _figure_cells(item))]
    if other:
        columns.append(_cell(safe(_other_words(line)), other))
    if width >= WIDE:
        day = short_day(own.latest.on, today) if own.latest else ""
        columns.append(_cell(safe(day, "$quiet"), DAY_CELLS))
    room = width - sum(column.cell_length + 2 for column in columns)
    return joined(_cell(safe(template_text(item.text)), room), *columns, between="  ")


def _figure_cells(item: Item) -> int:
    return WORD_CELLS if item.worded else FIGURE_CELLS


def _answer(item: Item, answered: Side) -> Content:
    latest, before = answered
    if latest is None:
        return Content("")
    if latest.value is None:
        return safe(words.answer_of(item, latest))
    values = [latest.value]
    if before is not None and before.value is not None:
        values.insert(0, before.value)
    said = [str(value) for value in values]
    if item.worded:
        said = [words.answer(item, latest.value)]
    dots = movement(values, item.low, item.high)
    return joined(_cell(dots, DOT_CELLS), safe(" → ".join(said)), between="  ")


def _cell(content: Content, cells: int) -> Content:
    return content.truncate(max(cells, 0), ellipsis=True, pad=True)


# --- one question over time ---------------------------------------------------------------------


def series(line: Line, others: Sequence[Line], today: date, width: int) -> Iterator[Content]:
    """Everything about one question.

    Args:
        width: cells there are.
        others: the same question in other versions, whose answers are never joined with these.
    """
    item = line.view.item
    yield safe(template_text(item.text), "bold")
    if not item.worded:
        yield safe(_ends(item), "$quiet")
    for rater in Rater:
        yield from _last_beside_before(item, rater, line.view, today, width)
    changes = list(_changes(line, today))
    if changes:
        yield from changes
        yield safe(_counted(line.template), "$quiet")
    yield from _over_time(line, today)
    for other in others:
        yield Content("")
        yield safe(f"── {_break(line, other)} ──", "$warn")
        yield from _over_time(other, today)


def _ends(item: Item) -> str:
    ends = []
    for value in (item.low, item.high):
        label = item.label(value)
        ends.append(f"{value} {template_text(label)}" if label else str(value))
    return " … ".join(ends)


def _last_beside_before(
    item: Item, rater: Rater, view: ItemView, today: date, width: int
) -> Iterator[Content]:
    """One line for each person, or two where there is no room for that."""
    latest, before = side(view.days, rater)
    if latest is None:
        return
    mark = OWN if rater is Rater.PARTICIPANT else OTHER
    who = safe(f"{mark} {sentence_case(word(rater))}")
    last = joined(_cell(who, WHO_CELLS), _dated(item, latest, today), between="  ")
    if before is None:
        yield last
        return
    earlier = joined(safe(_("innan"), "$quiet"), _dated(item, before, today), between="  ")
    if last.cell_length + earlier.cell_length + 2 <= width:
        yield joined(last, earlier, between="  ")
    else:
        yield last
        yield earlier.pad_left(WHO_CELLS - len(_("innan")))


def _dated(item: Item, rating: Rating, today: date) -> Content:
    day = safe(f"{short_day(rating.on, today):<{DAY_CELLS}}", "$quiet")
    return joined(day, _bar(item, rating), between=" ")


def _bar(item: Item, rating: Rating) -> Content:
    if rating.value is None or item.worded:
        return _spoken(item, rating)
    return level(rating.value, item.low, item.high)


def _spoken(item: Item, rating: Rating) -> Content:
    said = words.answer_of(item, rating)
    if rating.value is None and rating.reason:
        said += f": {shortened(rating.reason, 120)}"
    return safe(said)


def _changes(line: Line, today: date) -> Iterator[Content]:
    """How far each has come since their own first answer."""
    item, view = line.view.item, line.view
    for rater, (first, last) in (
        (Rater.PARTICIPANT, view.change),
        (Rater.CASEWORKER, view.caseworker_change),
    ):
        if first is None or last is None:
            continue
        began = next(r.on for day in view.days if (r := _by(day, rater)) and r.value is not None)
        changed = f"{words.answer(item, first)} → {words.answer(item, last)}"
        if not item.worded:
            changed += f", {words.change(first, last)}"
        said = _("{who} sedan {day}: {change}").format(
            who=sentence_case(word(rater)), day=short_day(began, today), change=changed
        )
        yield safe(said)


def _counted(view: TemplateView) -> str:
    """How many of the questions a change can be told of (DOMAIN.md §6: every figure shows n)."""
    compared = view.comparison
    asked = compared.both + compared.one + compared.none
    said = n_(
        "Av {n} fråga: {both} med både första och senaste svar, {one} med ett, {none} utan.",
        "Av {n} frågor: {both} med både första och senaste svar, {one} med ett, {none} utan.",
        asked,
    )
    return said.format(n=asked, both=compared.both, one=compared.one, none=compared.none)


def _over_time(line: Line, today: date) -> Iterator[Content]:
    """A dot plot, the latest day first, with every answer written out."""
    item, days = line.view.item, line.view.days
    cells = item.high - item.low + 1
    scale = " " * cells if item.worded else f"{item.low}{item.high:>{cells - len(str(item.low))}}"
    legend = f"{OWN} {word(Rater.PARTICIPANT)}"
    if any(day.caseworker for day in days):
        both = _("båda")
        legend += f"  {OTHER} {word(Rater.CASEWORKER)}  {BOTH} {both}"
    title = _("Över tid")
    yield safe(f"{title:<{DAY_CELLS}}  {scale}  {legend}", "$quiet")
    for day in reversed(days):
        own, other = (rating.value if rating else None for rating in day[1:])
        yield joined(
            safe(f"{short_day(day.on, today):<{DAY_CELLS}}  "),
            side_by_side(own, other, item.low, item.high),
            safe("  "),
            _on_day(item, day),
        )


def _on_day(item: Item, day: SideBySide) -> Content:
    parts = []
    if day.participant is not None:
        parts.append(_spoken(item, day.participant))
        if day.participant.mode is not Mode.TOGETHER:
            parts.append(safe(word(day.participant.mode), "$quiet"))
    if day.caseworker is not None:
        parts.append(safe(f"{word(Rater.CASEWORKER)} ") + _spoken(item, day.caseworker))
    return joined(*parts, between=" · ")


def _break(line: Line, other: Line) -> str:
    version = other.template.template.version
    if version < line.template.template.version:
        said = _("Frågan är ny. Svaren nedan gäller version {n} och jämförs inte.")
    else:
        said = _("Frågan har fått en ny text. Svaren nedan gäller version {n} och jämförs inte.")
    return said.format(n=version)


# --- around them --------------------------------------------------------------------------------


def due(deadlines: Sequence[Deadline], person: Person) -> Content:
    """Which rating is due, or when the next one is."""
    if not deadlines:
        if person.start is None:
            return safe(_("Nästa egenskattning räknas från att deltagandet börjar."), "$quiet")
        return safe(_("Ingen egenskattning väntar."), "$quiet")
    first = deadlines[0]
    said = safe(why(first, person.today))
    if first.is_overdue(person.today):
        return joined(safe("! ", "bold $bad"), said)
    return joined(safe("→ "), said) if first.is_shown(person.today) else said.stylize("$quiet")


def nothing(person: Person) -> str:
    """An empty section: whose, why, and the one next key."""
    said = _("{name} har inte skattat något än. Tryck S och gör den första tillsammans.")
    return said.format(name=person.name)
