"""A participant and the two who build the plan, for tests of the use cases."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from desks import TODAY, DirectDesk

from dirigo_tui.domain.records import PARTICIPANT_KINDS, Activity, Goal, PlanVersion, to_plain
from dirigo_tui.domain.vocabulary import ActivityStatus, Agreement, Rater
from dirigo_tui.services.activities import (
    ActivityForm,
    AddActivity,
    ChangeActivity,
    SetActivityStatus,
    add_activity,
    change_activity,
    form_of,
    set_activity_status,
)
from dirigo_tui.services.agreement import AnswerPlan, answer_plan
from dirigo_tui.services.goals import AddGoal, add_goal
from dirigo_tui.services.participants import Basics, RegisterParticipant, register
from dirigo_tui.services.plan_view import PlanView, plan_of

COURSE = {
    "title": "Mobiliseringskurs",
    "time_text": "tisdagar, 8 ggr",
    "first_day": TODAY.replace(day=3),
    "recurrence": "FREQ=WEEKLY;BYDAY=TU;COUNT=8",
}
"""Tuesdays from 3 November to 22 December 2026; the desk's today is Saturday 21 November."""


class Planner:
    """A registered participant, and short ways to build the plan.

    Args:
        desk: the desk the participant is at.
        reference: the participant's.
        **basics: what else is known from the start.
    """

    def __init__(self, desk: DirectDesk, reference: str = "R1", **basics: Any) -> None:
        self.desk = desk
        command = RegisterParticipant(basics=Basics(reference=reference, **basics))
        self.id = desk.write(register, command).id

    def goal(self, own_words: str = "Orka jobba halvtid") -> Goal:
        """Add a goal."""
        return self.desk.write(add_goal, AddGoal(participant_id=self.id, own_words=own_words))

    def activity(self, title: str = "Promenad", **fields: Any) -> Activity:
        """Add an activity the participant is responsible for."""
        form = ActivityForm(**{"title": title, "responsible": "participant"} | fields)
        return self.desk.write(add_activity, AddActivity(participant_id=self.id, form=form))

    def change(self, activity: Activity, **fields: Any) -> Activity:
        """Change some fields of an activity as it was seen."""
        command = ChangeActivity(
            activity_id=activity.id,
            version=activity.version,
            form=replace(form_of(activity), **fields),
        )
        return self.desk.write(change_activity, command)

    def set_to(self, activity: Activity, status: ActivityStatus, reason: str = "") -> None:
        """Say how an activity goes."""
        command = SetActivityStatus(activity_id=activity.id, status=status, reason=reason)
        self.desk.write(set_activity_status, command)

    def answer(
        self, who: Rater, answer: Agreement = Agreement.YES, reason: str = "", **fields: Any
    ) -> PlanVersion:
        """Answer the current version."""
        version = self.plan().version
        fields.setdefault("number", version.number if version else 1)
        command = AnswerPlan(
            participant_id=self.id, who=who, answer=answer, reason=reason, **fields
        )
        return self.desk.write(answer_plan, command)

    def agree(self) -> PlanVersion:
        """Both say yes to the current version."""
        self.answer(Rater.PARTICIPANT)
        return self.answer(Rater.CASEWORKER)

    def plan(self) -> PlanView:
        """The plan as it stands."""
        return self.desk.read(plan_of, self.id)

    def everything(self) -> dict[str, dict[str, Any]]:
        """Every record there is, by id, but for the version counted for locking."""
        return everything(self.desk)


def everything(desk: DirectDesk) -> dict[str, dict[str, Any]]:
    """Every record at a desk, by id, but for the version counted for locking."""

    def read(reader: Any) -> dict[str, dict[str, Any]]:
        return {
            record.id: to_plain(record) | {"version": 0, "table": kind.table}
            for kind in PARTICIPANT_KINDS
            for record in reader.find(kind)
        }

    return desk.read(read)
