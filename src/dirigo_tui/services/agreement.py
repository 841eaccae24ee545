"""Agreeing on the plan: what participant and caseworker each say to a version of it.

Only two yeses to the very same version make a joint plan (DOMAIN.md §2).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dirigo_tui.domain import plan
from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.records import Activity, Goal, PlanVersion
from dirigo_tui.domain.text import clean
from dirigo_tui.domain.vocabulary import Action, Agreement, Mode, Rater
from dirigo_tui.services.plan_versions import current_version
from dirigo_tui.services.ports import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerPlan:
    """What one of the two says to the plan.

    Attributes:
        number: of the version that was on the screen.
        who: the participant or the caseworker.
        reason: why not; a no needs one, the other answers may have one.
        on: the day of the answer, not in the future; today when None.
        mode: how the participant answered; None when not told, and for the caseworker.
    """

    participant_id: str
    number: int
    who: Rater
    answer: Agreement
    reason: str = ""
    on: date | None = None
    mode: Mode | None = None


def answer_plan(unit: UnitOfWork, command: AnswerPlan) -> PlanVersion:
    """Record an answer. The first one freezes what the version says; a later one of the same person
    takes the place of the earlier.

    Raises:
        Refused: ``plan_empty``; ``plan_has_other_version(number)`` when the plan on the screen is
            no longer the current one; ``no_without_reason``; ``day_in_future(on)``.
    """
    version = current_version(unit, command.participant_id)
    goals = unit.find(Goal, participant_id=command.participant_id)
    activities = unit.find(Activity, participant_id=command.participant_id)
    if version is None or not any(plan.content(goals, activities).values()):
        raise Refused("plan_empty")
    if version.number != command.number:
        raise Refused("plan_has_other_version", number=version.number)
    reason = clean(command.reason, multiline=True)
    plan.check_answer(command.answer, reason)
    on = command.on or unit.today
    if on > unit.today:
        raise Refused("day_in_future", on=on)
    participant = command.who is Rater.PARTICIPANT
    answered = unit.change(
        version,
        snapshot=version.snapshot or plan.snapshot(goals, activities),
        participant_mode=command.mode if participant else version.participant_mode,
        **{
            f"{command.who}_answer": command.answer,
            f"{command.who}_answered_on": on,
            f"{command.who}_reason": reason,
        },
    )
    if answered is not version:
        unit.happened(
            Action.PLAN_ANSWERED,
            command.participant_id,
            number=version.number,
            who=command.who.value,
            answer=command.answer.value,
            reason=reason,
            joint=plan.jointly_confirmed(answered) is not None,
        )
    return answered
