"""How I see it: questions to answer now, and the participant's earlier answers as bars.

The caseworker's rating of the same question stands beside hers, marked; nothing is averaged and
nobody else is compared with (DOMAIN.md §6). What she answered earlier is shown on leaves of its
own: a question is asked before that (``screens/rating.py``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from dirigo_tui.domain.rating_templates import AT_END, BUILT_IN, lookup
from dirigo_tui.domain.ratings import SideBySide
from dirigo_tui.domain.records import Rating
from dirigo_tui.domain.vocabulary import Rule
from dirigo_tui.forms.rating import What
from dirigo_tui.forms.sitting import Occasion
from dirigo_tui.i18n import ratings as words
from dirigo_tui.i18n.catalogue import Ndu, du
from dirigo_tui.i18n.formats import short_day
from dirigo_tui.i18n.history import shortened
from dirigo_tui.i18n.words import template_text
from dirigo_tui.services.ports import Reader
from dirigo_tui.services.rating_page import RatingPage, rating_page
from dirigo_tui.services.ratings import ItemView, TemplateView
from dirigo_tui.tui.screen import while_open
from dirigo_tui.tui.screens.joint_page import LeafedPage
from dirigo_tui.tui.widgets.bars import OTHER, OWN, level
from dirigo_tui.tui.widgets.safe_text import joined, safe
from dirigo_tui.tui.widgets.signed_lines import SignedLines

_MOST = 9
"""Questions that have a digit."""

_GOAL_LENGTH = 36
_DAY_CELLS = 12
_SHOWN_DAYS = 6


def _page(reader: Reader, participant_id: str) -> tuple[RatingPage, date]:
    return rating_page(reader, participant_id), reader.today


class JointView(LeafedPage):
    """The page: what can be answered on the first leaf, then a leaf for each question answered."""

    title_text = Ndu("Så ser jag på det")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(str(digit), f"ask({digit - 1})", show=False) for digit in range(1, _MOST + 1)
    ]

    _whats: Sequence[tuple[What, str]] = ()
    _answered: Sequence[tuple[TemplateView, ItemView]] = ()
    _today = date.min

    def column(self) -> ComposeResult:
        """A heading, what it is about, and how to go on."""
        yield Static(id="title", classes="title")
        yield SignedLines(classes="part")
        yield Static(id="how", classes="quiet")

    def on_mount(self) -> None:
        """Show what can be answered."""
        self._read()

    def say_again(self) -> None:
        """Show it in the language in use by now."""
        self._read()

    @work(exclusive=True)
    @while_open
    async def _read(self) -> None:
        page, self._today = await self.read(_page, self.participant_id)
        self._whats = list(_offered(page, self._today))[:_MOST]
        self._answered = [
            (template, item)
            for template in page.templates
            for item in template.items
            if any(_value(day.participant) is not None for day in item.days)
        ]
        await self.turned()

    @property
    def leaves(self) -> int:
        """What can be answered, and each question that has been."""
        return 1 + len(self._answered)

    async def show_leaf(self) -> None:
        """Draw it."""
        if self.leaf:
            template, item = self._answered[self.leaf - 1]
            title = template_text(item.item.text)
            lines = [("", line) for line in _series(item, self._today)]
            how = _about(template)
        else:
            title = du("Vad vill du svara på?")
            whats = enumerate(self._whats, start=1)
            lines = [(str(number), safe(said)) for number, (_what, said) in whats]
            how = du("Tryck en siffra.")
            if self._answered:
                how += " " + du("Med → ser du vad du svarat förut.")
        self.query_one("#title", Static).update(safe(title))
        await self.query_one(SignedLines).show(lines)
        self.query_one("#how", Static).update(safe(how))

    def action_ask(self, place: int) -> None:
        """Ask the questions with that number."""
        from dirigo_tui.tui.screens.rating import RatingScreen

        def left(_recorded: tuple[Rating, ...] | None) -> None:
            self._read()

        if self.leaf == 0 and place < len(self._whats):
            what, _said = self._whats[place]
            occasion = Occasion(what.template, goal_id=what.goal_id)
            screen = RatingScreen(self.participant_id, occasion, self.joint.mode)
            self.app.push_screen(screen, left)

    def explain(self) -> str:
        """What ``?`` says."""
        return du("Du väljer vad du svarar på. Du får alltid låta bli. Svaren är dina.")


def _offered(page: RatingPage, today: date) -> Iterator[tuple[What, str]]:
    """The newest version of each template; what is for the end only when it is time for that."""
    ending = any(due.rule is Rule.FINAL_RATING and due.is_shown(today) for due in page.due)
    for template in BUILT_IN:
        if template is not lookup(template.code) or (template.code in AT_END and not ending):
            continue
        title = template_text(template.title)
        if not template.per_goal:
            yield What(template.code), title
            continue
        for goal in page.goals:
            quoted = shortened(goal.own_words, _GOAL_LENGTH)
            yield What(template.code, goal.id), f"{title}: ”{quoted}”"


def _value(rating: Rating | None) -> int | None:
    return rating.value if rating else None


def _about(view: TemplateView) -> str:
    if view.goal is None:
        return ""
    quoted = shortened(view.goal.own_words, _GOAL_LENGTH)
    return du("Det här gäller målet: {goal}").format(goal=f"”{quoted}”")


def _series(view: ItemView, today: date) -> Iterator[Content]:
    """Her answers, the latest first, each with the caseworker's of that day below it."""
    shown = list(reversed(view.days))[:_SHOWN_DAYS]
    both = any(day.caseworker for day in shown)
    for day in shown:
        yield from _day(view, day, today, marked=both)
    first, last = view.change
    if first is not None and last is not None and not view.item.worded:
        yield Content("")
        yield safe(f"{first} → {last}, {words.change(first, last)}", "bold")
    if any(_differ(day) for day in shown):
        said = du("Ni ser olika på det ibland. Båda svaren står kvar.")
        yield safe(said, "$quiet")


def _day(view: ItemView, day: SideBySide, today: date, *, marked: bool) -> Iterator[Content]:
    when = safe(f"{short_day(day.on, today):<{_DAY_CELLS}}", "$quiet")
    if day.participant is not None:
        who = f"{OWN} " + du("Du") if marked else ""
        yield joined(when, _drawn(view, day.participant), safe(f"  {who}", "$quiet"))
        when = Content(" " * _DAY_CELLS)
    if day.caseworker is not None:
        who = f"{OTHER} " + du("Handläggaren")
        yield joined(when, _drawn(view, day.caseworker), safe(f"  {who}", "$quiet"))


def _drawn(view: ItemView, rating: Rating) -> Content:
    item = view.item
    if rating.value is None or item.worded:
        return safe(words.answer_of(item, rating))
    return level(rating.value, item.low, item.high)


def _differ(day: SideBySide) -> bool:
    own, other = _value(day.participant), _value(day.caseworker)
    return own is not None and other is not None and own != other
