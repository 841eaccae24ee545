"""How the participant sees it: reading the answers given so far, and asking one question at a time.

An answer is a draft at once, the one the screen keeps too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from dirigo_tui.cli.plain.filling import BEFORE, HELP, STOP
from dirigo_tui.cli.plain.menu import Entry, Menu, visit
from dirigo_tui.cli.plain.page import Page
from dirigo_tui.cli.plain.place import Place
from dirigo_tui.cli.rating_prompts import question_lines, read_answer
from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.rating_templates import Item, lookup
from dirigo_tui.domain.records import Rating
from dirigo_tui.domain.vocabulary import Mode, NonAnswer, Rater
from dirigo_tui.forms.draft_keys import DraftKey
from dirigo_tui.forms.rating import What, rating_start
from dirigo_tui.forms.sitting import FORM, SECTION, Occasion, Sitting, answered, of_draft
from dirigo_tui.i18n import ratings as words
from dirigo_tui.i18n.catalogue import _, du
from dirigo_tui.i18n.deadlines import why
from dirigo_tui.i18n.formats import clock, sentence_case, short_day
from dirigo_tui.i18n.words import template_text, word
from dirigo_tui.services import drafts
from dirigo_tui.services.rating_page import Asking, RatingPage, asking, rating_page
from dirigo_tui.services.ratings import Answer, ItemView, TemplateView, record_rating

WHAT = "what"


def ratings(page: Page) -> None:
    """Read the answers and give new ones."""
    desk = page.place.desk

    def look() -> Menu:
        shown = desk.read(rating_page, page.id)
        begun = _begun(page)
        entries = [
            Entry(_("Ny skattning"), lambda: start(page)),
            Entry(_("Läs alla svar"), lambda: _over_time(page, shown), bool(shown.templates)),
            Entry(_("Fortsätt den som inte är klar"), lambda: _go_on(page, begun), bool(begun)),
            Entry(_("Kasta den som inte är klar"), lambda: _throw(page, begun), bool(begun)),
        ]
        return Menu(page.where(_("Så ser jag på det")), entries, list(_lines(page, shown)))

    visit(page.place.console, look)


def _lines(page: Page, shown: RatingPage) -> Iterator[str]:
    """What is due, and each question with its latest answer beside the one before."""
    today = page.person.today
    if shown.due:
        yield why(shown.due[0], today)
    for view in shown.templates:
        yield _title(view)
        for item in view.items:
            said = (_latest(given, item, today) for given in _given(item))
            yield f"{template_text(item.item.text)} {' '.join(said)}"


def _title(view: TemplateView) -> str:
    goal = f": ”{view.goal.own_words}”" if view.goal else ""
    return f"{template_text(view.template.title)}{goal}."


def _given(view: ItemView) -> Iterator[list[Rating]]:
    """What the participant answered, then what the caseworker did, each in the order of days."""
    for rater in Rater:
        own = rater is Rater.PARTICIPANT
        days = ((day.participant if own else day.caseworker) for day in view.days)
        given = [r for r in days if r is not None and r.non_answer is not NonAnswer.NOT_ASKED]
        if given:
            yield given


def _latest(given: Sequence[Rating], view: ItemView, today: date) -> str:
    latest = given[-1]
    said = f"{words.answer_of(view.item, latest)}, {short_day(latest.on, today)}"
    if len(given) > 1:
        said += _(", förut {answer}").format(answer=words.answer_of(view.item, given[-2]))
    if latest.rater is Rater.CASEWORKER:
        said = _("Handläggaren: {answer}").format(answer=said)
    return f"{said}."


def _over_time(page: Page, shown: RatingPage) -> None:
    """Read every answer there is."""
    today = page.person.today
    for view in shown.templates:
        page.place.console.say(_title(view))
        for item in view.items:
            page.place.console.say(template_text(item.item.text))
            for given in _given(item):
                said = ", ".join(
                    f"{short_day(r.on, today)}: {words.answer_of(item.item, r)}" for r in given
                )
                page.place.console.say(f"{sentence_case(word(given[0].rater))}: {said}.")


def _begun(page: Page) -> list[tuple[Occasion, drafts.Draft]]:
    """Ratings begun and not saved, the latest first."""
    kept = ((DraftKey.parse(draft.key), draft) for draft in page.place.desk.read(drafts.drafts))
    return [
        (Occasion.of(key.about), draft)
        for key, draft in kept
        if key and key[:2] == (SECTION, FORM) and key.participant_id == page.id
    ]


def start(page: Page) -> None:
    """Ask what is to be rated, by whom and how; then ask the questions."""
    goals = page.place.desk.read(rating_page, page.id).goals
    chosen: list[tuple[Occasion, Mode]] = []

    def begin(values: dict[str, Any]) -> bool:
        what: What = values[WHAT]
        occasion = Occasion(what.template, values["rater"], what.goal_id)
        chosen.append((occasion, values["mode"]))
        return True

    first = {WHAT: What("was"), "rater": Rater.PARTICIPANT, "mode": Mode.TOGETHER}
    page.place.filler.fill(rating_start(goals), begin, values=first)
    for occasion, mode in chosen:
        rate(page.place, page.id, occasion, mode)


def _go_on(page: Page, begun: Sequence[tuple[Occasion, drafts.Draft]]) -> None:
    occasion, _draft = begun[0]
    rate(page.place, page.id, occasion, None)


def _throw(page: Page, begun: Sequence[tuple[Occasion, drafts.Draft]]) -> None:
    occasion, draft = begun[0]
    template = lookup(occasion.template)
    question = _("Kasta svaren på ”{title}”, {answered} av {count}?").format(
        title=template_text(template.title),
        answered=answered(draft.content),
        count=len(template.items),
    )
    if page.place.console.agree(question):
        page.place.desk.write(drafts.remove, draft.key)


def resume(page: Page, form: str, about: str) -> None:
    """Take up a draft."""
    if form == FORM:
        rate(page.place, page.id, Occasion.of(about), None)


# --- one sitting ----------------------------------------------------------------------------------


def rate(place: Place, participant_id: str, occasion: Occasion, mode: Mode | None) -> None:
    """Ask the questions of one occasion, read the answers back, and record them.

    Args:
        mode: how it is given; None goes on as it was begun.
    """
    about = place.desk.read(
        asking,
        participant_id,
        occasion.template,
        rater=occasion.rater,
        goal_id=occasion.goal_id,
    )
    sitting = Sitting(about.template, mode or Mode.TOGETHER)
    draft = place.desk.read(drafts.load, occasion.draft_key(participant_id))
    if draft is not None and (found := of_draft(about.template, draft.content)):
        found.mode = mode or found.mode
        sitting = found
        said = du("Svaren från {time} är tillbaka.")
        place.console.say(said.format(time=clock(draft.saved_at)))
    if occasion.rater is Rater.CASEWORKER:
        place.console.say(_("Handläggarens skattning. Frågan står som deltagaren får den."))
    if about.goal is not None:
        goal = f"”{about.goal.own_words}”"
        place.console.say(du("Det här gäller målet: {goal}").format(goal=goal))
    if _Sitting(place, participant_id, occasion, about, sitting).ask_all():
        place.write(record_rating, sitting.command(participant_id, occasion))
        place.desk.write(drafts.remove, occasion.draft_key(participant_id))
    else:
        place.console.say(du("Dina svar ligger kvar som utkast."))


class _Sitting:
    """The questions being asked."""

    def __init__(
        self,
        place: Place,
        participant_id: str,
        occasion: Occasion,
        about: Asking,
        sitting: Sitting,
    ) -> None:
        self._place = place
        self._console = place.console
        self._participant_id = participant_id
        self._occasion = occasion
        self._about = about
        self._sitting = sitting

    def ask_all(self) -> bool:
        """Ask until everything is answered and agreed to; False when somebody stops."""
        while True:
            item = self._sitting.item
            going_on = self._agreed() if item is None else self._one(item)
            if going_on is not None:
                return going_on

    def _one(self, item: Item) -> bool | None:
        """Ask one question; False to stop, None to go on."""
        sitting, count = self._sitting, len(self._sitting.template.items)
        if count > 1:
            place = du("Fråga {number} av {count}").format(number=sitting.at + 1, count=count)
            self._console.say("", place)
        self._console.say(*question_lines(item))
        stands = sitting.answers.get(item.code)
        prompt = du("Ditt svar")
        if stands is not None:
            prompt = du("Ditt svar (Enter: {answer})").format(answer=_answer(item, stands))
        while True:
            typed = self._console.ask(prompt)
            if typed == STOP:
                return False
            if typed == BEFORE:
                sitting.move_to(sitting.at - 1)
                self._keep()
                return None
            if typed == HELP:
                self._console.say(*question_lines(item), how())
            elif not typed and stands is not None:
                sitting.next()
                return None
            elif not typed:
                self._console.say(
                    du("Välj ett svar först. V om du inte vill svara, K om du inte kan.")
                )
            elif self._take(item, typed):
                return None

    def _take(self, item: Item, typed: str) -> bool:
        """Take an answer down, and tell what was answered earlier: after it, never before."""
        try:
            answer = read_answer(item, typed)
        except Refused as refused:
            self._console.refuse(refused)
            return False
        if answer.non_answer is not None:
            self._console.say(words.declined(answer.non_answer))
            reason = self._console.ask(du("Vill du säga varför?"))
            answer = Answer(non_answer=answer.non_answer, reason=reason)
        elif answer.value is not None:
            self._console.say(words.chosen(item, answer.value))
            if before := self._about.before.get(item.code):
                self._console.say(words.earlier(item, before, self._about.today))
        self._sitting.put(item.code, answer)
        self._sitting.next()
        self._keep()
        return True

    def _keep(self) -> None:
        key = self._occasion.draft_key(self._participant_id)
        self._place.desk.write(drafts.save, key, self._sitting.to_draft(), self._participant_id)

    def _agreed(self) -> bool | None:
        """Read the answers back; True to record them."""
        sitting, items = self._sitting, self._sitting.template.items
        self._console.say("", du("Så här svarade du"))
        for number, item in enumerate(items, start=1):
            said = _answer(item, sitting.answers.get(item.code, Answer()))
            self._console.say(f"{number} {template_text(item.text)} {said}")
        while True:
            typed = self._console.ask(du("Enter sparar. Ett nummer ändrar det svaret"))
            if not typed:
                return True
            if typed == STOP:
                return False
            if typed.isdecimal() and 0 < int(typed) <= len(items):
                sitting.move_to(int(typed) - 1)
                return None
            if typed == HELP:
                self._console.say(how())
            else:
                self._console.refuse(Refused("choice_unknown", text=typed))


def _answer(item: Item, answer: Answer) -> str:
    if answer.value is not None:
        return words.answer(item, answer.value)
    said = word(answer.non_answer) if answer.non_answer else ""
    return f"{said}: {answer.reason}" if answer.reason else said


def how() -> str:
    """How the questions are answered."""
    return du("Skriv ett svar. < går tillbaka. ! slutar, och svaren ligger kvar.")
