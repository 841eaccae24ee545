"""My plan: reading it, building it, agreeing on it and following it up."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from dirigo_tui.cli.plain import plan_rows
from dirigo_tui.cli.plain.menu import Entry, Menu, pick, visit
from dirigo_tui.cli.plain.page import Page
from dirigo_tui.cli.plain.plan_text import plan_lines
from dirigo_tui.cli.plain.printing import print_out, to_calendar
from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.plan import jointly_confirmed
from dirigo_tui.domain.records import Activity, Goal, PlanVersion
from dirigo_tui.domain.vocabulary import GoalState, PlanState, Rater
from dirigo_tui.forms import plan_questions as questions
from dirigo_tui.forms.form import Question
from dirigo_tui.i18n.catalogue import _, du
from dirigo_tui.i18n.plan_versions import said_by
from dirigo_tui.i18n.words import word
from dirigo_tui.services.activities import AddActivity, add_activity
from dirigo_tui.services.agreement import AnswerPlan, answer_plan
from dirigo_tui.services.follow_ups import (
    ActivityFollowedUp,
    BookFollowUp,
    FollowUpDone,
    activity_followed_up,
    book_follow_up,
    follow_up_done,
)
from dirigo_tui.services.goals import AddGoal, add_goal
from dirigo_tui.services.plan_view import ActivityView, GoalView, PlanView


def plan(page: Page) -> None:
    """Read the plan and do something with it."""

    def look() -> Menu:
        view = plan_rows.view_of(page)
        begun = view.version is not None and view.state is not PlanState.NONE
        rows = any((view.goals, view.removed, view.unattached))
        entries = [
            Entry(_("Nytt mål"), lambda: new_goal(page)),
            Entry(_("Ny aktivitet"), lambda: new_activity(page)),
            Entry(_("Ändra, avsluta, notera närvaro"), lambda: choose_row(page), rows),
            Entry(_("Bekräfta planen"), lambda: confirm(page), begun),
            Entry(_("Uppföljning"), lambda: follow_up(page, None), begun),
            Entry(_("Skriv ut"), lambda: print_out(page), begun),
            Entry(_("Dagarna till en kalender"), lambda: to_calendar(page), begun),
        ]
        return Menu(
            page.where(_("Min plan")),
            entries,
            plan_lines(view, page.person.today),
            _("Planen är gemensam när båda bekräftat samma version."),
        )

    visit(page.place.console, look)


def choose_row(page: Page) -> None:
    """Choose a goal or an activity, then what to do with it."""
    things = list(_rows(plan_rows.view_of(page)))
    row = pick(page.place.console, _("Vilket mål eller vilken aktivitet"), things)
    if isinstance(row, GoalView):
        plan_rows.goal(page, row.goal.id, partial(new_activity, page))
    elif isinstance(row, ActivityView):
        plan_rows.activity(page, row.activity.id, partial(follow_up, page))


def _rows(view: PlanView) -> Iterator[tuple[str, GoalView | ActivityView]]:
    goal_here = _("Mål: ”{words}”")
    for goal in (*view.goals, *view.removed):
        removed = goal.goal.state is GoalState.REMOVED
        state = f", {word(goal.goal.state)}" if removed else ""
        yield goal_here.format(words=goal.goal.own_words) + state, goal
        for activity in goal.activities:
            yield activity.activity.title, activity
    for activity in view.unattached:
        yield activity.activity.title, activity


def new_goal(page: Page) -> None:
    """Ask for a goal."""

    def save(values: dict[str, Any]) -> Goal:
        return page.place.write(add_goal, AddGoal(participant_id=page.id, **values))

    plan_rows.put(page, questions.goal(plan_rows.view_of(page)), save, "new_goal")


def new_activity(page: Page, goal_id: str | None = None) -> None:
    """Ask for an activity, of a goal one has chosen, or of the only one there is."""
    view = plan_rows.view_of(page)
    choices = questions.goal_choices(view)
    if goal_id is None and len(choices) == 1:
        goal_id = choices[0][0]

    def save(values: dict[str, Any]) -> Activity:
        command = AddActivity(
            participant_id=page.id,
            form=questions.activity_form(values),
            status=values["status"],
        )
        return page.place.write(add_activity, command)

    plan_rows.put(page, questions.new_activity(view, goal_id), save, "new_activity")


def confirm(page: Page) -> None:
    """Ask one of the two whether the plan is right."""
    version = plan_rows.view_of(page).version
    if version is None:
        raise Refused("plan_not_begun")

    def save(values: dict[str, Any]) -> PlanVersion:
        command = AnswerPlan(participant_id=page.id, number=version.number, **values)
        return page.place.write(answer_plan, command)

    question = questions.answer(version, page.person.today)
    answered = plan_rows.put(page, question, save, "confirm", str(version.number))
    if answered is not None:
        page.place.console.say(*_after_answer(answered))


def _after_answer(version: PlanVersion) -> Iterator[str]:
    if jointly_confirmed(version):
        said = du("Planen är gemensam: båda har sagt ja till version {number}.")
        yield said.format(number=version.number)
    for who in Rater:
        if said_by(version, who)[0] is None:
            yield du("Nu är det {who} som svarar: välj Bekräfta planen.").format(who=word(who))


def follow_up(page: Page, marked: Activity | None) -> None:
    """Ask for the next follow-up, or how one went."""
    view = plan_rows.view_of(page)

    def save(values: dict[str, Any]) -> bool:
        match questions.follow_up_command(view, marked, values):
            case BookFollowUp() as command:
                page.place.write(book_follow_up, command)
            case FollowUpDone() as command:
                page.place.write(follow_up_done, command)
            case ActivityFollowedUp() as command:
                page.place.write(activity_followed_up, command)
        return True

    question: Question = questions.follow_up(view, marked, page.person.today)
    plan_rows.put(page, question, save, "follow_up", marked.id if marked else "")


def resume(page: Page, form: str, about: str) -> None:  # noqa: ARG001 - ``about`` says it all
    """Take up a draft."""
    action, _colon, id = about.partition(":")
    view = plan_rows.view_of(page)
    match action:
        case "new_goal":
            new_goal(page)
        case "new_activity":
            new_activity(page)
        case "confirm":
            confirm(page)
        case "follow_up":
            activities = plan_rows.activities_of(view)
            follow_up(page, activities[id].activity if id in activities else None)
        case _:
            plan_rows.resume(page, view, action, id)
