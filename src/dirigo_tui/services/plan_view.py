"""The plan as a screen or a page shows it: read whole, nothing left to look up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from dirigo_tui.domain import plan
from dirigo_tui.domain.freshness import lapses
from dirigo_tui.domain.plan import PlanChange
from dirigo_tui.domain.records import Activity, Goal, Occurrence, PlanVersion
from dirigo_tui.domain.vocabulary import Attendance, GoalState, PlanState, Rule
from dirigo_tui.services import caseload
from dirigo_tui.services.attendance import days_of
from dirigo_tui.services.plan_versions import versions_of
from dirigo_tui.services.ports import Reader

PlanRow = TypeVar("PlanRow", Goal, Activity)


@dataclass(frozen=True, slots=True)
class OccurrenceView:
    """One time of a recurring activity that has been, or whose attendance is marked ahead.

    Attributes:
        attendance: None when nothing has been marked.
    """

    day: date
    attendance: Attendance | None


@dataclass(frozen=True, slots=True)
class ActivityView:
    """An activity of the plan.

    Attributes:
        occurrences: of a recurring activity: up to today, and those marked ahead.
        next_on: of a recurring activity: the next day from today on that is not marked, or None.
        may_delete: nobody has been asked to agree on it, so a mistake may be deleted.
    """

    activity: Activity
    occurrences: tuple[OccurrenceView, ...]
    next_on: date | None
    may_delete: bool

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.activity.status in plan.OPEN_STATUSES


@dataclass(frozen=True, slots=True)
class GoalView:
    """A goal with its activities in plan order."""

    goal: Goal
    activities: tuple[ActivityView, ...]
    may_delete: bool

    @property
    def open_activities(self) -> tuple[ActivityView, ...]:
        """Those to decide on when the goal is closed."""
        return tuple(view for view in self.activities if view.is_open)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanView:
    """A person's plan as it stands.

    Attributes:
        name: what to call the person; the reference when the identity is protected.
        version: the current one with its answers, or None before the plan has begun.
        confirmed_on: when the current version was jointly confirmed, or None.
        goals: open and achieved, in plan order; ``removed`` are kept apart.
        unattached: activities that serve no goal.
        lapses: what makes the plan stale today (DOMAIN.md §5); empty when it is fresh.
        last_confirmed: the latest version that was jointly confirmed, or None.
        changes_since_confirmed: how the plan differs from ``last_confirmed``.
    """

    participant_id: str
    name: str
    protected: bool
    state: PlanState
    version: PlanVersion | None
    confirmed_on: date | None
    goals: tuple[GoalView, ...]
    removed: tuple[GoalView, ...]
    unattached: tuple[ActivityView, ...]
    lapses: tuple[Rule, ...]
    last_confirmed: PlanVersion | None
    changes_since_confirmed: tuple[PlanChange, ...]


def plan_of(reader: Reader, participant_id: str) -> PlanView:
    """A person's plan. Raises ``Refused("not_found")``."""
    person = caseload.row_of(reader, participant_id)
    versions = versions_of(reader, participant_id)
    goals = _in_order(reader.find(Goal, participant_id=participant_id))
    activities = _in_order(reader.find(Activity, participant_id=participant_id))
    marked = _marked(reader, participant_id)

    by_goal: dict[str | None, list[ActivityView]] = defaultdict(list)
    for activity in activities:
        view = _activity(activity, marked[activity.id], versions, reader.today)
        by_goal[activity.goal_id].append(view)
    views = [
        GoalView(goal, tuple(by_goal[goal.id]), plan.may_delete(versions, goal.id))
        for goal in goals
    ]
    content = plan.content(goals, activities)
    current = versions[-1] if versions else None
    confirmed = next((v for v in reversed(versions) if plan.jointly_confirmed(v)), None)
    return PlanView(
        participant_id=participant_id,
        name=person.name,
        protected=person.protected,
        state=plan.plan_state(versions, any(content.values())),
        version=current,
        confirmed_on=plan.jointly_confirmed(current) if current else None,
        goals=tuple(view for view in views if view.goal.state is not GoalState.REMOVED),
        removed=tuple(view for view in views if view.goal.state is GoalState.REMOVED),
        unattached=tuple(by_goal[None]),
        lapses=lapses(person.overdue, reader.today),
        last_confirmed=confirmed,
        changes_since_confirmed=_changes_since(confirmed, content),
    )


def _in_order(rows: Sequence[PlanRow]) -> list[PlanRow]:
    return sorted(rows, key=lambda row: (row.position, row.id))


def _marked(reader: Reader, participant_id: str) -> dict[str, dict[date, Attendance]]:
    """Attendance by activity and day."""
    marked: dict[str, dict[date, Attendance]] = defaultdict(dict)
    for occurrence in reader.find(Occurrence, participant_id=participant_id):
        marked[occurrence.activity_id][occurrence.day] = occurrence.attendance
    return marked


def _activity(
    activity: Activity,
    marked: dict[date, Attendance],
    versions: Sequence[PlanVersion],
    today: date,
) -> ActivityView:
    days = days_of(activity)
    past = {day for day in days if day <= today}
    return ActivityView(
        activity,
        tuple(OccurrenceView(day, marked.get(day)) for day in sorted(past | marked.keys())),
        next((day for day in days if day >= today and day not in marked), None),
        plan.may_delete(versions, activity.id),
    )


def _changes_since(confirmed: PlanVersion | None, content: plan.Content) -> tuple[PlanChange, ...]:
    if confirmed is None or not confirmed.snapshot:
        return ()
    return plan.changes(plan.read_snapshot(confirmed.snapshot), content)
