"""One goal or one activity of the plan, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final, TypeVar

from dirigo_tui.cli.plain.attendance import attendance
from dirigo_tui.cli.plain.menu import LEAVE, Entry, Menu, visit
from dirigo_tui.cli.plain.page import Page
from dirigo_tui.cli.plain.plan_text import activity_line, goal_line
from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.records import Activity, Goal
from dirigo_tui.domain.vocabulary import ActivityStatus, GoalState
from dirigo_tui.forms import plan_questions as questions
from dirigo_tui.forms.form import Question
from dirigo_tui.forms.plan_questions import Closing
from dirigo_tui.i18n.catalogue import _, du
from dirigo_tui.i18n.history import shortened
from dirigo_tui.services import goals
from dirigo_tui.services.activities import (
    ChangeActivity,
    SetActivityStatus,
    change_activity,
    delete_activity,
    move_activity,
    set_activity_status,
)
from dirigo_tui.services.goals import ChangeGoal, CloseGoal
from dirigo_tui.services.plan_view import ActivityView, GoalView, PlanView, plan_of

T = TypeVar("T")

SECTION = "plan"


def view_of(page: Page) -> PlanView:
    """The plan as it stands."""
    return page.place.desk.read(plan_of, page.id)


def activities_of(view: PlanView) -> Mapping[str, ActivityView]:
    """Every activity of a plan, by id."""
    everything = [a for goal in (*view.goals, *view.removed) for a in goal.activities]
    return {a.activity.id: a for a in (*everything, *view.unattached)}


def put(
    page: Page,
    question: Question,
    save: Callable[[dict[str, Any]], T],
    action: str,
    id: str = "",
) -> T | None:
    """Put a question; its draft is the one the screen keeps of the same action and row."""

    def saved(values: dict[str, Any]) -> T:
        try:
            return save(values)
        except Refused as refused:
            raise questions.beside_its_field(refused) from None

    form, values = question
    return page.ask(form, saved, values=values, section=SECTION, about=f"{action}:{id}")


# --- a goal ---------------------------------------------------------------------------------------

_CLOSE: Final = {
    Closing.ACHIEVE: (goals.achieve_goal, "finish"),
    Closing.REMOVE: (goals.remove_goal, "take_out"),
    Closing.DELETE: (goals.delete_goal, "delete"),
}
"""What each way to close a goal does, and how its draft is told apart."""


def goal(page: Page, id: str, new_activity: Callable[[str], None]) -> None:
    """Stay at a goal."""

    def look() -> Menu:
        here = _goals(view_of(page))[id]
        is_open = here.goal.state is GoalState.OPEN
        entries = [
            Entry(_("Ändra"), partial(edit_goal, page, here.goal), is_open),
            Entry(_("Ny aktivitet"), partial(new_activity, id), is_open),
            Entry(_("Målet är nått"), partial(close, page, here, Closing.ACHIEVE), is_open),
            Entry(_("Ta bort, med skäl"), partial(close, page, here, Closing.REMOVE), is_open),
            Entry(_("Öppna igen"), lambda: _put_back(page, id), not is_open),
            Entry(_("Radera ett misstag"), partial(_delete_goal, page, here), here.may_delete),
        ]
        return Menu(page.where(du("Mål")), entries, [goal_line(here, page.person.today)])

    visit(page.place.console, look)


def _goals(view: PlanView) -> Mapping[str, GoalView]:
    return {goal.goal.id: goal for goal in (*view.goals, *view.removed)}


def edit_goal(page: Page, known: Goal) -> None:
    """Ask what a goal is to say."""

    def save(values: dict[str, Any]) -> Goal:
        command = ChangeGoal(goal_id=known.id, version=known.version, **values)
        return page.place.write(goals.change_goal, command)

    put(page, questions.goal(view_of(page), known), save, "edit", known.id)


def close(page: Page, closed: GoalView, how: Closing) -> object:
    """Close a goal; ask what becomes of its open activities, and why it is removed."""
    use_case, action = _CLOSE[how]
    known = closed.goal

    def save(values: dict[str, Any]) -> bool:
        command = CloseGoal(
            goal_id=known.id,
            decisions=questions.decisions(closed.open_activities, values),
            reason=values["reason"],
            version=known.version,
        )
        page.place.write(use_case, command)
        return True

    if how is not Closing.REMOVE and not closed.open_activities:
        page.place.write(use_case, CloseGoal(goal_id=known.id, version=known.version))
        return LEAVE
    question = questions.close_goal(view_of(page), closed, how)
    return LEAVE if put(page, question, save, action, known.id) else None


def _put_back(page: Page, id: str) -> None:
    page.place.write(goals.put_back_goal, id)


def _delete_goal(page: Page, here: GoalView) -> object:
    if not here.open_activities and not _sure(page, here.goal.own_words):
        return None
    return close(page, here, Closing.DELETE)


def _sure(page: Page, name: str) -> bool:
    return page.place.console.agree(du("Radera ”{name}”?").format(name=shortened(name, 200)))


# --- an activity ----------------------------------------------------------------------------------


def activity(page: Page, id: str, follow_up: Callable[[Activity], None]) -> None:
    """Stay at an activity."""

    def look() -> Menu:
        view = view_of(page)
        here = activities_of(view)[id]
        known = here.activity
        recurs = bool(known.recurrence or here.occurrences)
        elsewhere = bool(questions.goal_choices(view, without=known.goal_id or ""))
        entries = [
            Entry(_("Ändra"), partial(edit_activity, page, known), here.is_open),
            Entry(_("Läge"), partial(status, page, known)),
            Entry(_("Klar"), partial(_set, page, known, ActivityStatus.DONE), here.is_open),
            Entry(_("Ställ in, med skäl"), partial(take_out, page, known), here.is_open),
            Entry(_("Ta upp igen"), partial(_take_up, page, known), not here.is_open),
            Entry(_("Uppföljning"), partial(follow_up, known), here.is_open),
            Entry(_("Närvaro"), partial(attendance, page, known), recurs),
            Entry(_("Flytta till ett annat mål"), partial(move, page, known), elsewhere),
            Entry(_("Radera ett misstag"), partial(_delete, page, known), here.may_delete),
        ]
        return Menu(page.where(du("Aktivitet")), entries, [activity_line(here, page.person.today)])

    visit(page.place.console, look)


def edit_activity(page: Page, known: Activity) -> None:
    """Ask what an activity is."""

    def save(values: dict[str, Any]) -> Activity:
        form = questions.activity_form(values)
        command = ChangeActivity(activity_id=known.id, form=form, version=known.version)
        return page.place.write(change_activity, command)

    put(page, questions.changed_activity(view_of(page), known), save, "edit", known.id)


def status(page: Page, known: Activity) -> None:
    """Ask how an activity goes."""

    def save(values: dict[str, Any]) -> Activity:
        return _set(page, known, values["status"], values["reason"])

    put(page, questions.status(known), save, "status", known.id)


def take_out(page: Page, known: Activity) -> None:
    """Ask why an activity is cancelled."""

    def save(values: dict[str, Any]) -> Activity:
        return _set(page, known, ActivityStatus.CANCELLED, values["reason"])

    put(page, questions.cancelled(known), save, "take_out", known.id)


def move(page: Page, known: Activity) -> None:
    """Ask which goal an activity serves."""

    def save(values: dict[str, Any]) -> Activity:
        to = values["goal_id"] or None
        return page.place.write(move_activity, known.id, to, known.version)

    put(page, questions.move(view_of(page), known), save, "move", known.id)


def _set(page: Page, known: Activity, to: ActivityStatus, reason: str = "") -> Activity:
    command = SetActivityStatus(
        activity_id=known.id, status=to, reason=reason, version=known.version
    )
    return page.place.write(set_activity_status, command)


def _take_up(page: Page, known: Activity) -> None:
    done = known.status is ActivityStatus.DONE
    _set(page, known, ActivityStatus.ONGOING if done else ActivityStatus.PLANNED)


def _delete(page: Page, known: Activity) -> object:
    if not _sure(page, known.title):
        return None
    page.place.write(delete_activity, known.id, known.version)
    return LEAVE


def resume(page: Page, view: PlanView, action: str, id: str) -> None:
    """Take up a draft about a row; one whose row is gone stays where it is."""
    if id in (of_goals := _goals(view)):
        how = {name: closing for closing, (_use_case, name) in _CLOSE.items()}
        if action == "edit":
            edit_goal(page, of_goals[id].goal)
        elif action in how:
            close(page, of_goals[id], how[action])
    elif id in (of_activities := activities_of(view)):
        do = {"edit": edit_activity, "status": status, "take_out": take_out, "move": move}
        if action in do:
            do[action](page, of_activities[id].activity)
