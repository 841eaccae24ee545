"""Together: the participant's own page, from which nobody else can be reached.

The desk is bounded to one file while it lasts (``services/one_person.py``). What leaves it is the
caseworker's passphrase, recovery code or PIN; to interrupt it locks the desk.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from time import sleep
from typing import Any, cast

from dirigo_tui.cli.plain.console import Ended, LockedByItself
from dirigo_tui.cli.plain.filling import Filler, Stopped
from dirigo_tui.cli.plain.menu import LEAVE, Entry, Leave, Menu, visit
from dirigo_tui.cli.plain.page import Page
from dirigo_tui.cli.plain.place import Place
from dirigo_tui.cli.plain.plan_text import plan_lines
from dirigo_tui.cli.plain.ratings import rate
from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.records import RESPONSIBLE_PARTICIPANT, Activity, PlanVersion
from dirigo_tui.domain.vocabulary import Access, ActivityKind, Agreement, GoalState, Mode, Rater
from dirigo_tui.forms.joint import PIN, WHY, next_step
from dirigo_tui.forms.rating import What, rating_start
from dirigo_tui.forms.sitting import Occasion
from dirigo_tui.i18n import since_last as words
from dirigo_tui.i18n.catalogue import _, du
from dirigo_tui.services.activities import ActivityForm, AddActivity, add_activity
from dirigo_tui.services.agreement import AnswerPlan, answer_plan
from dirigo_tui.services.leaving import check_way_out, prove, set_pin
from dirigo_tui.services.one_person import OnePerson
from dirigo_tui.services.plan_view import PlanView, plan_of
from dirigo_tui.services.ports import Desk
from dirigo_tui.services.rating_page import rating_page
from dirigo_tui.services.since_last import SinceLast, since_last

SECTION = "plan"
"""The section whose drafts the answers and steps are."""

LONGEST_WAIT = 30.0
"""Seconds. After a wrong secret one waits, each time twice as long, up to this."""


class LockedTogether(LockedByItself):
    """Locked while sitting together; whoever unlocks comes back to it.

    Attributes:
        participant_id: whose page it is.
    """

    def __init__(self, participant_id: str) -> None:
        super().__init__()
        self.participant_id = participant_id


def sit_down(place: Place, id: str) -> None:
    """:func:`together`, unless there would be no way out of it at hand.

    Raises ``Refused("joint_needs_pin")``, and as ``together``.
    """
    check_way_out(place.desk)
    together(place, id)


def together(place: Place, id: str) -> None:
    """Stay on a participant's own page until somebody with the secret leaves it.

    Raises:
        LockedTogether: nobody has answered for long, or somebody at a terminal wants to quit.
        Ended: a script is at its end.
    """
    console = place.console
    desk = cast("Desk", OnePerson(place.desk, id))
    page = Page(Place(console, desk, Filler(console, desk, place.filler.secret)), id)
    desk.note_access(Access.OPENED, id)
    console.say("", _("Det som står längre upp i fönstret kan handla om andra: rensa det först."))
    console.may_quit = False
    try:
        visit(console, lambda: _home(page, place))
    except (LockedByItself, KeyboardInterrupt):
        raise LockedTogether(id) from None
    except Ended:
        if sys.stdin.isatty():
            raise LockedTogether(id) from None
        raise
    finally:
        console.may_quit = True


def _home(page: Page, whole: Place) -> Menu:
    seen = page.place.desk.read(since_last, page.id)
    entries = [
        Entry(du("Min plan"), partial(_read_plan, page)),
        Entry(du("Så ser jag på det"), partial(_rate, page)),
        Entry(du("Mitt nästa steg"), partial(_step, page)),
        Entry(du("Det vi kom överens om"), partial(_agree, page)),
        Entry(du("Sluta (handläggaren)"), partial(_leave, whole)),
    ]
    return Menu(
        du("Din sida"),
        entries,
        list(_lines(seen)),
        du("Här står bara det som är ditt."),
        first=True,
    )


def _lines(seen: SinceLast) -> Iterator[str]:
    """What has happened since you last met, the goal, and when you meet again."""
    yield words.greeting(seen)
    for told in seen.happened:
        _sign, said = words.happening(told, seen)
        yield said
    if seen.own_goal:
        yield du("Ditt mål: ”{goal}”").format(goal=seen.own_goal)
    if seen.next_follow_up is not None:
        day = words.day_and_month(seen.next_follow_up, seen.today)
        yield du("Ni ses nästa gång {day}.").format(day=day)


def _read_plan(page: Page) -> None:
    view = page.place.desk.read(plan_of, page.id)
    page.place.console.say(*plan_lines(view, page.person.today))


def _rate(page: Page) -> None:
    """Choose what to answer and how; the answers are the participant's."""
    goals = page.place.desk.read(rating_page, page.id).goals
    form = rating_start(goals)
    asked = replace(form, fields=tuple(field for field in form.fields if field.name != "rater"))
    chosen: list[tuple[Occasion, Mode]] = []

    def begin(values: dict[str, Any]) -> bool:
        what: What = values["what"]
        chosen.append((Occasion(what.template, Rater.PARTICIPANT, what.goal_id), values["mode"]))
        return True

    page.place.filler.fill(asked, begin, values={"what": What("was"), "mode": Mode.TOGETHER})
    for occasion, mode in chosen:
        rate(page.place, page.id, occasion, mode)


def _step(page: Page) -> None:
    """Ask for the next step; it becomes an activity of the plan."""
    view = page.place.desk.read(plan_of, page.id)

    def save(values: dict[str, Any]) -> Activity:
        form = ActivityForm(
            title=values["title"],
            time_text=values["time_text"],
            goal_id=values.get("goal_id") or None,
            kind=ActivityKind.OWN_ACTIVITY,
            responsible=RESPONSIBLE_PARTICIPANT,
        )
        command = AddActivity(participant_id=page.id, form=form)
        return page.place.write(add_activity, command)

    page.ask(next_step(_open_goals(view)), save, section=SECTION)


def _open_goals(view: PlanView) -> Sequence[tuple[str, str]]:
    return [
        (goal.goal.id, goal.goal.own_words)
        for goal in view.goals
        if goal.goal.state is GoalState.OPEN
    ]


def _agree(page: Page) -> None:
    """Read the plan, and say whether it is right."""
    console = page.place.console
    view = page.place.desk.read(plan_of, page.id)
    if view.version is None or not (view.goals or view.unattached):
        console.say(du("Ni har ingen plan än."))
        return
    number = view.version.number

    def answer(said: Agreement, reason: str) -> PlanVersion:
        command = AnswerPlan(
            participant_id=page.id,
            number=number,
            who=Rater.PARTICIPANT,
            answer=said,
            reason=reason,
        )
        return page.place.write(answer_plan, command)

    def yes() -> Leave:
        answer(Agreement.YES, "")
        return LEAVE

    def why(said: Agreement) -> object:
        def save(values: dict[str, Any]) -> PlanVersion:
            return answer(said, values["reason"])

        form = WHY[said]
        return LEAVE if page.ask(form, save, section=SECTION, about=str(number)) else None

    entries = [
        Entry(du("ja, planen stämmer"), yes),
        Entry(du("nej, för att …"), partial(why, Agreement.NO)),
        Entry(du("jag kan inte svara nu"), partial(why, Agreement.COULD_NOT_ANSWER)),
    ]
    where = du("Stämmer planen, version {number}?").format(number=number)
    visit(console, lambda: Menu(where, entries, plan_lines(view, page.person.today)))


# --- the way out ----------------------------------------------------------------------------------


def _leave(whole: Place) -> object:
    """Ask for the secret until it is right, or empty to stay."""
    console = whole.console
    if whole.desk.practice:
        return LEAVE if console.agree(_("Sluta sitta tillsammans?")) else None
    wrong = 0
    while True:
        try:
            typed = whole.filler.secret(_("Lösenfras eller PIN-kod (Enter stannar kvar): "))
        except Stopped:
            raise Refused("locked") from None
        if not typed:
            return None
        try:
            prove(whole.desk, typed)
        except Refused as refused:
            console.refuse(refused)
            sleep(min(2.0**wrong, LONGEST_WAIT))
            wrong += 1
        else:
            return LEAVE


_PIN_FIELDS = {"pin_not_digits": "pin", "pin_too_easy": "pin"}


def choose_pin(place: Place) -> None:
    """Set the PIN that lets the caseworker out, or take it away."""

    def save(values: dict[str, Any]) -> bool:
        if values["pin"] != values["again"]:
            raise Refused("pins_differ", field="again")
        try:
            set_pin(place.desk, values["pin"])
        except Refused as refused:
            where = _PIN_FIELDS.get(refused.code, "")
            raise Refused(refused.code, **{**refused.params, "field": where}) from None
        place.console.say(_("Sparat."))
        return True

    place.filler.fill(PIN, save)
