"""The plan to be read out: goals, and under each what is done, when, with whom and by whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from dirigo_tui.domain.records import Activity, PlanVersion
from dirigo_tui.domain.vocabulary import Attendance, GoalState, Rule
from dirigo_tui.i18n.catalogue import _, du
from dirigo_tui.i18n.formats import sentence_case, short_day, weekday
from dirigo_tui.i18n.plan_changes import change_words, responsible_words
from dirigo_tui.i18n.plan_versions import change_heading, goal_words, version_words
from dirigo_tui.i18n.series import series_words
from dirigo_tui.i18n.words import word
from dirigo_tui.services.plan_view import ActivityView, GoalView, PlanView


def plan_lines(view: PlanView, today: date) -> list[str]:
    """The whole plan."""
    if view.version is None:
        return [du("{name} har inga mål än.").format(name=view.name)]
    lines = [f"{version_words(view, today)}.", _follow_up(view.version, today)]
    lines += [
        f"{sentence_case(word(rule))}." for rule in view.lapses if rule != Rule.NO_FOLLOW_UP_DATE
    ]
    for number, goal in enumerate(view.goals, start=1):
        lines += _goal(goal, number, today)
    if view.unattached:
        lines.append(du("Utan mål"))
        lines += [activity_line(activity, today) for activity in view.unattached]
    if view.changes_since_confirmed:
        lines += [f"{change_heading(view)}:", *changed_lines(view, today)]
    return lines


def changed_lines(view: PlanView, today: date) -> list[str]:
    """What differs from the version both confirmed."""
    return [
        change_words(change, goal_words(view), today) for change in view.changes_since_confirmed
    ]


def _follow_up(version: PlanVersion, today: date) -> str:
    day = version.next_follow_up
    if day is None:
        return f"{sentence_case(word(Rule.NO_FOLLOW_UP_DATE))}."
    said = (
        du("Uppföljning skulle ha skett {weekday} {day}.")
        if day < today
        else du("Uppföljning {weekday} {day}.")
    )
    return said.format(weekday=weekday(day), day=short_day(day, today))


def _goal(view: GoalView, number: int, today: date) -> Iterator[str]:
    yield du("Mål {number}: {words}").format(number=number, words=goal_line(view, today))
    if view.goal.note:
        yield _("Handläggarens anteckning: {note}").format(note=view.goal.note)
    for activity in view.activities:
        yield activity_line(activity, today)
    if not view.activities and view.goal.state is GoalState.OPEN:
        yield du("inga aktiviteter än")


def goal_line(view: GoalView, today: date) -> str:
    """The goal in the participant's words, and how it stands when it is no longer open."""
    goal = view.goal
    said = f"”{goal.own_words}”"
    if goal.state is not GoalState.OPEN:
        on = f" {short_day(goal.state_on, today)}" if goal.state_on else ""
        said += f", {word(goal.state)}{on}"
    return f"{said}: {goal.state_reason}" if goal.state_reason else said


def activity_line(view: ActivityView, today: date) -> str:
    """An activity in one line, as the table of the paper has it."""
    activity = view.activity
    parts = [
        activity.title,
        activity.time_text,
        series_words(activity.recurrence) if activity.recurrence else "",
        du("med {who}").format(who=activity.taking_part) if activity.taking_part else "",
        du("ansvarig: {who}").format(who=responsible_words(activity.responsible)),
        _standing(activity),
        _attendance(view),
        _followed(activity, today),
    ]
    return f"{', '.join(part for part in parts if part)}."


def _standing(activity: Activity) -> str:
    said = word(activity.status)
    return f"{said} ({activity.status_reason})" if activity.status_reason else said


def _attendance(view: ActivityView) -> str:
    if not view.occurrences:
        return ""
    counts = Counter(occurrence.attendance for occurrence in view.occurrences)
    return du("närvaro {present} av {all}").format(
        present=counts[Attendance.PRESENT], all=len(view.occurrences)
    )


def _followed(activity: Activity, today: date) -> str:
    due, done = activity.follow_up_on, activity.followed_up_on
    if due is not None and (done is None or done < due):
        return du("följs upp {day}").format(day=short_day(due, today))
    return du("uppföljd {day}").format(day=short_day(done, today)) if done else ""
