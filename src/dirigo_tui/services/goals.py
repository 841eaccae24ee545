"""The goals of a plan: in the participant's own words, with the caseworker's note beside them.

*Remove* keeps the goal, with the reason. *Delete* is for a mistake that nobody has been asked to
agree on. Closing a goal says what becomes of each of its open activities (DOMAIN.md §5).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from dirigo_tui.domain import plan
from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.records import Activity, Goal, Participant, Rating
from dirigo_tui.domain.text import clean
from dirigo_tui.domain.vocabulary import Action, ActivityStatus, GoalState
from dirigo_tui.services.plan_versions import begin_version_if_changed, content_of, versions_of
from dirigo_tui.services.ports import UnitOfWork
from dirigo_tui.services.recording import as_seen, stamp


@dataclass(frozen=True, slots=True, kw_only=True)
class AddGoal:
    """A goal in the participant's own words; ``note`` is the caseworker's layer."""

    participant_id: str
    own_words: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeGoal:
    """New words or a new note; None leaves the text as it stands.

    Attributes:
        version: of the goal on the screen, or None not to compare.
    """

    goal_id: str
    own_words: str | None = None
    note: str | None = None
    version: int | None = None


class Fate(StrEnum):
    """What becomes of an open activity when its goal is closed."""

    DONE = "done"
    CANCEL = "cancel"
    MOVE = "move"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What becomes of one activity.

    Attributes:
        reason: why it is cancelled.
        goal_id: the open goal it is moved to, or None to stand in the plan by itself.
    """

    activity_id: str
    fate: Fate
    reason: str = ""
    goal_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseGoal:
    """A goal reached, removed or deleted.

    Attributes:
        decisions: one for each open activity of the goal.
        reason: why it is removed; nothing to give otherwise.
    """

    goal_id: str
    decisions: Sequence[Decision] = ()
    reason: str = ""
    version: int | None = None


def add_goal(unit: UnitOfWork, command: AddGoal) -> Goal:
    """Add a goal at the end of the plan.

    Raises:
        Refused: ``not_found``; ``goal_without_words``.
    """
    unit.get(Participant, command.participant_id)
    own_words = clean(command.own_words)
    plan.check_goal(own_words)
    before = content_of(unit, command.participant_id)
    others = unit.find(Goal, participant_id=command.participant_id)
    goal = unit.add(
        Goal(
            **stamp(unit),
            participant_id=command.participant_id,
            position=max((other.position for other in others), default=0) + 1,
            own_words=own_words,
            note=clean(command.note, multiline=True),
        )
    )
    _edited(unit, Action.GOAL_ADDED, goal, before)
    return goal


def change_goal(unit: UnitOfWork, command: ChangeGoal) -> Goal:
    """Reword a goal, or write the caseworker's note to it.

    Raises:
        Refused: ``not_found``; ``changed_elsewhere``; ``goal_without_words``.
    """
    goal = as_seen(unit, Goal, command.goal_id, command.version)
    own_words, note = goal.own_words, goal.note
    if command.own_words is not None:
        own_words = clean(command.own_words)
        plan.check_goal(own_words)
    if command.note is not None:
        note = clean(command.note, multiline=True)
    before = content_of(unit, goal.participant_id)
    changed = unit.change(goal, own_words=own_words, note=note)
    if changed is not goal:
        reworded = own_words != goal.own_words
        layer = "participant" if reworded else "caseworker"
        was = goal.own_words if reworded else None
        _edited(unit, Action.GOAL_CHANGED, changed, before, layer=layer, was=was)
    return changed


def achieve_goal(unit: UnitOfWork, command: CloseGoal) -> Goal:
    """Mark a goal as reached.

    Raises:
        Refused: ``not_found``; ``changed_elsewhere``; ``goal_not_open``;
            ``open_activities(count)`` when one of them lacks a decision;
            ``cancel_without_reason``.
    """
    goal, before = _closing(unit, command)
    achieved = unit.change(goal, state=GoalState.ACHIEVED, state_on=unit.today, state_reason="")
    _edited(unit, Action.GOAL_ACHIEVED, achieved, before)
    return achieved


def remove_goal(unit: UnitOfWork, command: CloseGoal) -> Goal:
    """Take a goal out of the plan and keep it, with the reason, among the removed ones.

    Raises:
        Refused: as :func:`achieve_goal`, and ``remove_without_reason``.
    """
    reason = clean(command.reason, multiline=True)
    plan.check_goal_state(GoalState.REMOVED, reason)
    goal, before = _closing(unit, command)
    removed = unit.change(goal, state=GoalState.REMOVED, state_on=unit.today, state_reason=reason)
    _edited(unit, Action.GOAL_REMOVED, removed, before, reason=reason)
    return removed


def put_back_goal(unit: UnitOfWork, goal_id: str) -> Goal:
    """Open a removed or achieved goal again. Activities stay where they were put.

    Raises:
        Refused: ``not_found``; ``goal_open``.
    """
    goal = unit.get(Goal, goal_id)
    if goal.state is GoalState.OPEN:
        raise Refused("goal_open")
    before = content_of(unit, goal.participant_id)
    opened = unit.change(goal, state=GoalState.OPEN, state_on=None, state_reason="")
    _edited(unit, Action.GOAL_PUT_BACK, opened, before)
    return opened


def delete_goal(unit: UnitOfWork, command: CloseGoal) -> None:
    """Delete a goal that was a mistake; what is left of its activities stands by itself.

    Raises:
        Refused: ``not_found``; ``changed_elsewhere``; ``delete_agreed`` when somebody has been
            asked to agree on it, then it is removed instead; ``delete_rated`` when it has been
            rated; ``open_activities(count)``; ``cancel_without_reason``.
    """
    goal = as_seen(unit, Goal, command.goal_id, command.version)
    if not plan.may_delete(versions_of(unit, goal.participant_id), goal.id):
        raise Refused("delete_agreed")
    if unit.find(Rating, goal_id=goal.id):
        raise Refused("delete_rated")
    before = content_of(unit, goal.participant_id)
    _decide(unit, goal, command.decisions)
    for activity in unit.find(Activity, goal_id=goal.id):
        unit.change(activity, goal_id=None)
    unit.remove(goal)
    _edited(unit, Action.GOAL_DELETED, goal, before)


def open_goal(unit: UnitOfWork, goal_id: str, participant_id: str) -> Goal:
    """The goal an activity is to serve. Raises ``Refused``: ``not_found``, ``goal_not_open``."""
    goal = unit.get(Goal, goal_id)
    if goal.participant_id != participant_id:
        raise Refused("not_found", kind=Goal.table)
    if goal.state is not GoalState.OPEN:
        raise Refused("goal_not_open")
    return goal


def _closing(unit: UnitOfWork, command: CloseGoal) -> tuple[Goal, plan.Content]:
    """The goal with its activities decided on, and what the plan said before."""
    goal = as_seen(unit, Goal, command.goal_id, command.version)
    if goal.state is not GoalState.OPEN:
        raise Refused("goal_not_open")
    before = content_of(unit, goal.participant_id)
    _decide(unit, goal, command.decisions)
    return goal, before


def _decide(unit: UnitOfWork, goal: Goal, decisions: Iterable[Decision]) -> None:
    by_activity = {decision.activity_id: decision for decision in decisions}
    activities = unit.find(Activity, goal_id=goal.id)
    open_ones = [activity for activity in activities if activity.status in plan.OPEN_STATUSES]
    if undecided := [act for act in open_ones if act.id not in by_activity]:
        raise Refused("open_activities", count=len(undecided))
    for activity in open_ones:
        _carry_out(unit, goal, activity, by_activity[activity.id])


def _carry_out(unit: UnitOfWork, goal: Goal, activity: Activity, decision: Decision) -> None:
    if decision.fate is Fate.MOVE:
        if decision.goal_id == goal.id:
            raise Refused("goal_not_open")
        if decision.goal_id is not None:
            open_goal(unit, decision.goal_id, goal.participant_id)
        unit.change(activity, goal_id=decision.goal_id)
        return
    done = decision.fate is Fate.DONE
    status = ActivityStatus.DONE if done else ActivityStatus.CANCELLED
    reason = "" if done else clean(decision.reason, multiline=True)
    plan.check_activity_status(status, reason)
    unit.change(activity, status=status, status_reason=reason)


def _edited(
    unit: UnitOfWork, action: Action, goal: Goal, before: plan.Content, **params: str | None
) -> None:
    new_version = begin_version_if_changed(unit, goal.participant_id, before)
    unit.happened(
        action, goal.participant_id, title=goal.own_words, new_version=new_version, **params
    )
