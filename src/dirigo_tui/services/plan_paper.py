"""The participant's plan on paper: what is on it, and handing it out.

The paper is the participant's copy (DOMAIN.md §1): their own words first, and none of the
caseworker's notes. It shows the plan as it stands; whether it is agreed on stands on it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import partial
from pathlib import Path

from dirigo_tui.domain.consent import MEDICAL_ACTIVITIES
from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.plan import OPEN_STATUSES
from dirigo_tui.domain.protection import shown_site
from dirigo_tui.domain.records import (
    RESPONSIBLE_PARTICIPANT,
    Activity,
    Consent,
    Participant,
    PlanVersion,
)
from dirigo_tui.domain.text import clean
from dirigo_tui.domain.vocabulary import (
    Action,
    Agreement,
    ConsentCategory,
    GoalState,
    MappingArea,
    PlanState,
    Protection,
    Rater,
    SharedAs,
)
from dirigo_tui.services.consents import HandedOut, handed_out, in_force, note_sharing
from dirigo_tui.services.handing_out import hand_out
from dirigo_tui.services.mapping import AreaView, mapping_of
from dirigo_tui.services.paper import Paper
from dirigo_tui.services.participants import find_by_reference
from dirigo_tui.services.plan_view import GoalView, PlanView, plan_of
from dirigo_tui.services.ports import Desk, Reader, UnitOfWork
from dirigo_tui.services.set_up import desk_names


class PaperForm(StrEnum):
    """What a paper can be; the values are the endings of its file name."""

    PDF = "pdf"
    TEXT = "txt"


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintPlan:
    """Whose plan, where to, and how.

    Attributes:
        path: a file that is not there yet; its ending says which :class:`PaperForm`.
        large: in large print; a text file has no size.
        strengths, obstacles: print what the participant has and what is hard, which the paper is
            without unless they want it there.
        reason: why it is printed; needed when the identity is protected (DOMAIN.md §10).
        recipient: whom it is for, as their consent names them; "" for the participant.
    """

    reference: str
    path: Path
    large: bool = False
    strengths: bool = False
    obstacles: bool = False
    reason: str = ""
    recipient: str = ""


@dataclass(frozen=True, slots=True)
class PaperGoal:
    """A goal of the plan with its activities in plan order."""

    own_words: str
    state: GoalState
    state_on: date | None
    activities: tuple[Activity, ...]


@dataclass(frozen=True, slots=True)
class PaperAnswer:
    """What one of the two has said to this version; ``answer`` is None when not asked."""

    who: Rater
    answer: Agreement | None
    on: date | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPaper:
    """What the paper says, in codes and days.

    Attributes:
        name: what to call the person; the reference when the identity is protected.
        day: the day it is printed.
        practice: the person is made up.
        draft: the version is not confirmed by both.
        version: its number, or None when nobody has numbered it (an imported plan).
        answers: the participant's and the caseworker's.
        others: activities that serve no goal of the plan.
        mine: what is still to be done and the participant is responsible for.
        strengths, obstacles: by area; empty unless asked for.
        next_follow_up: the day booked, unless it has been.
        caseworker: whom to call, or "" when nobody is named; ``organisation`` and ``desk`` are
            where to find them. Of somebody with protected identity there is no desk, and nobody
            who takes part: either could lead to them.
        shared: to whom it goes, and under which consent.
        consents: those in force; on the participant's own copy alone.
    """

    participant_id: str
    name: str
    day: date
    practice: bool
    draft: bool
    version: int | None
    answers: tuple[PaperAnswer, ...]
    own_goal: str
    goals: tuple[PaperGoal, ...]
    others: tuple[Activity, ...]
    mine: tuple[Activity, ...]
    strengths: tuple[tuple[MappingArea, str], ...]
    obstacles: tuple[tuple[MappingArea, str], ...]
    next_follow_up: date | None
    caseworker: str
    organisation: str
    desk: str
    shared: HandedOut
    consents: tuple[Consent, ...]


@dataclass(frozen=True, slots=True)
class Printed:
    """What has been printed.

    Attributes:
        notices: codes of what the reader should know, e.g. ``paper_characters_missing``.
    """

    path: Path
    form: PaperForm
    version: int | None
    draft: bool
    notices: tuple[str, ...]


def print_plan(desk: Desk, command: PrintPlan, worded: Callable[[PlanPaper], Paper]) -> Printed:
    """Write the plan to a file, and note in the history that it was printed, never what it says.

    Blocks while it reads, sets and writes: a full-screen front end calls it off its event loop.

    Args:
        desk: an unlocked desk.
        command: whose plan, where to, and how.
        worded: puts the content into words.

    Raises:
        Refused: ``paper_form_unknown``; what :func:`plan_paper` refuses; ``file_exists``,
            ``disk_full`` and the like. Nothing is left behind then.
    """
    form = _form(command.path)
    content = desk.read(plan_paper, command, practice=desk.practice)
    paper = worded(content)
    notices: tuple[str, ...] = ()
    if form is PaperForm.PDF:
        printed, notices = desk.papers.pdf(paper, large=command.large)
    else:
        printed = desk.papers.text(paper)
    note = partial(_note_print, content=content, form=form, reason=clean(command.reason))
    hand_out(desk, command.path, printed, note)
    return Printed(command.path, form, content.version, content.draft, notices)


def plan_paper(reader: Reader, command: PrintPlan, *, practice: bool) -> PlanPaper:
    """What the paper is to say.

    Raises:
        Refused: ``reference_unknown``; ``print_without_reason`` for people with protected identity;
            ``print_plan_empty`` when there is neither a goal nor an activity; ``consent_missing``
            when it is for somebody who may not have it.
    """
    participant = find_by_reference(reader, command.reference)
    may_hand_out(participant, command.reason)
    shared = _shared(reader, participant.id, command)
    plan = plan_of(reader, participant.id)
    if plan.state is PlanState.NONE:
        raise Refused("print_plan_empty")
    fit = partial(fit_to_print, participant=participant, shared=shared)
    areas = mapping_of(reader, participant.id)
    names = desk_names(reader)
    booked = plan.version.next_follow_up if plan.version else None
    return PlanPaper(
        participant_id=participant.id,
        name=plan.name,
        day=reader.today,
        practice=practice,
        draft=plan.state is not PlanState.CONFIRMED,
        version=plan.version.number if plan.version else None,
        answers=_answers(plan.version),
        own_goal=participant.own_goal,
        goals=tuple(_goal(view, fit) for view in plan.goals),
        others=fit(_others(plan)),
        mine=tuple(
            activity
            for activity in fit(every_activity(plan))
            if activity.responsible == RESPONSIBLE_PARTICIPANT and activity.status in OPEN_STATUSES
        ),
        strengths=_written(areas, "strengths", shared) if command.strengths else (),
        obstacles=_written(areas, "obstacles", shared) if command.obstacles else (),
        next_follow_up=booked if booked and booked >= reader.today else None,
        caseworker=participant.caseworker or names.caseworker,
        organisation=names.organisation,
        desk=shown_site(names.desk, participant.protection),
        shared=shared,
        consents=() if shared.recipient else in_force(reader, participant.id),
    )


def _shared(reader: Reader, participant_id: str, command: PrintPlan) -> HandedOut:
    needed = [ConsentCategory.PLAN]
    if command.strengths or command.obstacles:
        needed.append(ConsentCategory.MAPPING)
    return handed_out(reader, participant_id, command.recipient, needed)


def fit_to_print(
    activities: Iterable[Activity], *, participant: Participant, shared: HandedOut
) -> tuple[Activity, ...]:
    """The activities that may go out, without what could lead to somebody who is protected."""
    kept = (
        activity
        for activity in activities
        if shared.may_be_medical or activity.kind not in MEDICAL_ACTIVITIES
    )
    if participant.protection is Protection.NONE:
        return tuple(kept)
    return tuple(replace(activity, taking_part="") for activity in kept)


def may_hand_out(participant: Participant, reason: str) -> None:
    """A file about somebody with protected identity takes a reason (DOMAIN.md §10).

    Raises ``Refused("print_without_reason")``.
    """
    if participant.protection is not Protection.NONE and not clean(reason):
        raise Refused("print_without_reason", reference=participant.reference)


def every_activity(plan: PlanView) -> tuple[Activity, ...]:
    """The activities of a plan in its order, goal by goal, then those that serve no goal."""
    by_goal = (view.activity for goal in plan.goals for view in goal.activities)
    return (*by_goal, *_others(plan))


def _others(plan: PlanView) -> tuple[Activity, ...]:
    """Those that serve no goal, and what is still to be done for a goal since removed."""
    left = (view for goal in plan.removed for view in goal.open_activities)
    return tuple(view.activity for view in (*plan.unattached, *left))


def _form(path: Path) -> PaperForm:
    try:
        return PaperForm(path.suffix.lower().removeprefix("."))
    except ValueError:
        raise Refused("paper_form_unknown", forms=[f".{form}" for form in PaperForm]) from None


def _goal(view: GoalView, fit: Callable[[Iterable[Activity]], tuple[Activity, ...]]) -> PaperGoal:
    goal = view.goal
    activities = fit(each.activity for each in view.activities)
    return PaperGoal(goal.own_words, goal.state, goal.state_on, activities)


def _answers(version: PlanVersion | None) -> tuple[PaperAnswer, ...]:
    if version is None:
        return tuple(PaperAnswer(who, None, None, "") for who in Rater)
    return (
        PaperAnswer(
            Rater.PARTICIPANT,
            version.participant_answer,
            version.participant_answered_on,
            version.participant_reason,
        ),
        PaperAnswer(
            Rater.CASEWORKER,
            version.caseworker_answer,
            version.caseworker_answered_on,
            version.caseworker_reason,
        ),
    )


def _written(
    areas: tuple[AreaView, ...], layer: str, shared: HandedOut
) -> tuple[tuple[MappingArea, str], ...]:
    texts = (
        (area.area, str(getattr(area, layer)))
        for area in areas
        if shared.may_be_medical or area.area is not MappingArea.HEALTH
    )
    return tuple((area, text) for area, text in texts if text)


def _note_print(unit: UnitOfWork, *, content: PlanPaper, form: PaperForm, reason: str) -> None:
    note_sharing(unit, content.participant_id, SharedAs.PAPER, content.shared.under)
    unit.happened(
        Action.PLAN_PRINTED,
        content.participant_id,
        version=content.version,
        form=form.value,
        reason=reason or None,
        recipient=content.shared.recipient or None,
    )
