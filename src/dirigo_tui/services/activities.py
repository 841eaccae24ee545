"""The activities of a plan: what, when, with whom, and one responsible (DOMAIN.md §2, §5)."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from dirigo_tui.domain import plan
from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.fuzzy_time import parse
from dirigo_tui.domain.records import Activity, Occurrence, Participant
from dirigo_tui.domain.recurrence import describe, occurrences
from dirigo_tui.domain.text import clean
from dirigo_tui.domain.vocabulary import Action, ActivityKind, ActivityStatus, TimePrecision
from dirigo_tui.services.goals import open_goal
from dirigo_tui.services.plan_versions import begin_version_if_changed, content_of, versions_of
from dirigo_tui.services.ports import UnitOfWork
from dirigo_tui.services.recording import as_seen, stamp


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityForm:
    """What is filled in about an activity.

    Attributes:
        goal_id: the open goal it serves, or None to stand in the plan by itself.
        time_text: the time as vague as it is; what can be understood of it is kept beside it.
        first_day: the day a recurring activity is counted from; None when ``time_text`` says it.
        responsible: one name, or ``records.RESPONSIBLE_PARTICIPANT``.
        recurrence: an RRULE as of :func:`dirigo_tui.domain.recurrence.build`, or "".
    """

    title: str
    responsible: str
    goal_id: str | None = None
    kind: ActivityKind = ActivityKind.OTHER
    time_text: str = ""
    first_day: date | None = None
    taking_part: str = ""
    follow_up_on: date | None = None
    recurrence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddActivity:
    """A new activity; ``status`` is planned or ongoing as a rule."""

    participant_id: str
    form: ActivityForm
    status: ActivityStatus = ActivityStatus.PLANNED


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeActivity:
    """What an activity is from now on.

    Attributes:
        version: of the activity on the screen, or None not to compare.
    """

    activity_id: str
    form: ActivityForm
    version: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetActivityStatus:
    """How an activity goes; cancelling takes a reason."""

    activity_id: str
    status: ActivityStatus
    reason: str = ""
    version: int | None = None


def form_of(activity: Activity) -> ActivityForm:
    """What a form starts from when an activity is to be changed."""
    first_day = activity.time_start if activity.recurrence else None
    values = {
        field.name: getattr(activity, field.name)
        for field in fields(ActivityForm)
        if field.name != "first_day"
    }
    return ActivityForm(first_day=first_day, **values)


def add_activity(unit: UnitOfWork, command: AddActivity) -> Activity:
    """Add an activity at the end of the plan.

    Raises:
        Refused: ``not_found``; ``activity_without_title``; ``responsible_missing``;
            ``responsible_several(count)``; ``goal_not_open``; ``recurrence_invalid``;
            ``recurrence_without_first_day``; ``recurrence_without_days``;
            ``cancel_without_reason``.
    """
    unit.get(Participant, command.participant_id)
    plan.check_activity_status(command.status, "")
    values = _texts(command.form) | _time(command.form, unit.today)
    before = content_of(unit, command.participant_id)
    if command.form.goal_id is not None:
        open_goal(unit, command.form.goal_id, command.participant_id)
    others = unit.find(Activity, participant_id=command.participant_id)
    activity = unit.add(
        Activity(
            **stamp(unit),
            participant_id=command.participant_id,
            position=max((other.position for other in others), default=0) + 1,
            status=command.status,
            **values,
        )
    )
    _edited(unit, Action.ACTIVITY_ADDED, activity, before)
    return activity


def change_activity(unit: UnitOfWork, command: ChangeActivity) -> Activity:
    """Change what an activity is. A time whose text stays is not read anew: the day was another.

    Raises:
        Refused: as :func:`add_activity`; ``changed_elsewhere``.
    """
    activity = as_seen(unit, Activity, command.activity_id, command.version)
    form, was = command.form, form_of(activity)
    values = _texts(form)
    timing = ("time_text", "first_day", "recurrence")
    if any(getattr(form, name) != getattr(was, name) for name in timing):
        values |= _time(form, unit.today)
    if form.goal_id not in {None, activity.goal_id}:
        open_goal(unit, form.goal_id, activity.participant_id)
    return _change(unit, activity, values)


def move_activity(
    unit: UnitOfWork, activity_id: str, goal_id: str | None, version: int | None = None
) -> Activity:
    """Let an activity serve another goal, or none.

    Raises:
        Refused: ``not_found``; ``changed_elsewhere``; ``goal_not_open``.
    """
    activity = as_seen(unit, Activity, activity_id, version)
    if goal_id not in {None, activity.goal_id}:
        open_goal(unit, goal_id, activity.participant_id)
    return _change(unit, activity, {"goal_id": goal_id})


def set_activity_status(unit: UnitOfWork, command: SetActivityStatus) -> Activity:
    """Say how an activity goes. It is no change of what was agreed.

    Raises:
        Refused: ``not_found``; ``changed_elsewhere``; ``cancel_without_reason``.
    """
    activity = as_seen(unit, Activity, command.activity_id, command.version)
    reason = clean(command.reason, multiline=True)
    plan.check_activity_status(command.status, reason)
    changed = unit.change(activity, status=command.status, status_reason=reason)
    if changed is not activity:
        unit.happened(
            Action.ACTIVITY_STATUS_SET,
            activity.participant_id,
            title=activity.title,
            status=command.status.value,
            reason=reason,
        )
    return changed


def delete_activity(unit: UnitOfWork, activity_id: str, version: int | None = None) -> None:
    """Delete an activity that was a mistake, with the attendance at it.

    Raises:
        Refused: ``not_found``; ``changed_elsewhere``; ``delete_agreed`` when somebody has been
            asked to agree on it, then it is cancelled instead.
    """
    activity = as_seen(unit, Activity, activity_id, version)
    if not plan.may_delete(versions_of(unit, activity.participant_id), activity.id):
        raise Refused("delete_agreed")
    before = content_of(unit, activity.participant_id)
    for occurrence in unit.find(Occurrence, activity_id=activity.id):
        unit.remove(occurrence)
    unit.remove(activity)
    _edited(unit, Action.ACTIVITY_DELETED, activity, before)


def _texts(form: ActivityForm) -> dict[str, Any]:
    """The fields of the form as they may be stored, but for what is understood of the time."""
    title = clean(form.title)
    plan.check_activity(title, clean(form.responsible, multiline=True))
    return {
        "title": title,
        "responsible": clean(form.responsible),
        "taking_part": clean(form.taking_part),
        "time_text": clean(form.time_text),
        "goal_id": form.goal_id,
        "kind": form.kind,
        "follow_up_on": form.follow_up_on,
        "recurrence": form.recurrence,
    }


def _time(form: ActivityForm, today: date) -> dict[str, Any]:
    """What is understood of the time; a recurring activity lasts from its first day to its last."""
    known = parse(form.time_text, today)
    start, end, precision = known.start, known.end, known.precision
    if form.recurrence:
        rule = describe(form.recurrence)
        start = form.first_day or start
        if start is None:
            raise Refused("recurrence_without_first_day")
        days = occurrences(form.recurrence, start, until=end)
        if not days:
            raise Refused("recurrence_without_days")
        if rule.count is not None or rule.until is not None:
            end, precision = days[-1], TimePrecision.DAY
        elif end is None:
            precision = TimePrecision.OPEN
    return {"time_start": start, "time_end": end, "time_precision": precision}


def _change(unit: UnitOfWork, activity: Activity, values: dict[str, Any]) -> Activity:
    before = content_of(unit, activity.participant_id)
    changed = unit.change(activity, **values)
    if changed is not activity:
        names = [name for name, value in values.items() if value != getattr(activity, name)]
        _edited(unit, Action.ACTIVITY_CHANGED, changed, before, fields=",".join(names))
    return changed


def _edited(
    unit: UnitOfWork, action: Action, activity: Activity, before: plan.Content, **params: str
) -> None:
    new_version = begin_version_if_changed(unit, activity.participant_id, before)
    unit.happened(
        action, activity.participant_id, title=activity.title, new_version=new_version, **params
    )
