"""What the plan asks: which form, what it starts with, and the command its answers make."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import date
from enum import Enum, auto
from typing import Any, Final

from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.plan import is_answered
from dirigo_tui.domain.records import Activity, Goal, PlanVersion
from dirigo_tui.domain.vocabulary import ActivityKind, ActivityStatus, GoalState, NoteKind, Rater
from dirigo_tui.forms import definitions, plan, repeats
from dirigo_tui.forms.form import Form, Question
from dirigo_tui.i18n.catalogue import Lazy, Ndu, du
from dirigo_tui.i18n.formats import sentence_case
from dirigo_tui.i18n.history import shortened
from dirigo_tui.i18n.plan_versions import answer_words, said_by
from dirigo_tui.services.activities import ActivityForm, form_of
from dirigo_tui.services.follow_ups import ActivityFollowedUp, BookFollowUp, FollowUpDone
from dirigo_tui.services.goals import Decision, Fate
from dirigo_tui.services.plan_view import ActivityView, GoalView, PlanView

_FIELDS: Final[Mapping[str, str]] = {
    "goal_without_words": "own_words",
    "activity_without_title": "title",
    "responsible_missing": "responsible",
    "responsible_several": "responsible",
    "recurrence_without_first_day": "first_day",
    "recurrence_without_days": "first_day",
    "cancel_without_reason": "reason",
    "no_without_reason": "reason",
}
"""Where a form says what a rule refuses."""


def beside_its_field(refused: Refused) -> Refused:
    """The refusal told beside the field it is about, where it is about one."""
    field = _FIELDS.get(refused.code)
    return Refused(refused.code, **refused.params, field=field) if field else refused


def _told(form: Form, view: PlanView) -> Form:
    """The form, saying first that what has been answered gets a new version (DOMAIN.md §2)."""
    version = view.version
    if version is None or not is_answered(version):
        return form
    lead = du("Ändrar ni det som står i planen blir den version {number}, obekräftad.")
    return replace(form, lead=lead.format(number=version.number + 1))


def _quoted(words: str) -> str:
    return f"”{shortened(words, 200)}”"


def goal_choices(view: PlanView, *keep: str | None, without: str = "") -> list[tuple[str, str]]:
    """Open goals to choose from, numbered as the plan numbers them: the digit chooses.

    Args:
        keep: ids of goals to offer although they are not open.
        without: the id of one not to offer.
    """
    return [
        (goal.goal.id, f"{number}. {goal.goal.own_words}")
        for number, goal in enumerate((*view.goals, *view.removed), start=1)
        if (goal.goal.state is GoalState.OPEN or goal.goal.id in keep) and goal.goal.id != without
    ]


# --- goals and activities -------------------------------------------------------------------------


def goal(view: PlanView, known: Goal | None = None) -> Question:
    """A new goal, or one to reword."""
    values = {} if known is None else {"own_words": known.own_words, "note": known.note}
    return Question(_told(definitions.GOAL, view), values)


def new_activity(view: PlanView, goal_id: str | None) -> Question:
    """A new activity; ``goal_id`` is the goal one stands at."""
    form = definitions.activity(goal_choices(view))
    values = {
        "kind": ActivityKind.OTHER,
        "status": ActivityStatus.PLANNED,
        "goal_id": goal_id,
        "repeats": "",
    }
    return Question(_told(form, view), values)


def changed_activity(view: PlanView, known: Activity) -> Question:
    """What an activity is, to be changed."""
    rhythm = repeats.split(known.recurrence)
    form = definitions.activity(
        goal_choices(view, known.goal_id), begun=True, rhythm=rhythm["repeats"]
    )
    return Question(_told(form, view), asdict(form_of(known)) | rhythm)


def activity_form(values: Mapping[str, Any]) -> ActivityForm:
    """The activity that the answers describe. Raises ``Refused("times_and_until")``."""
    rule = repeats.rule(
        values["repeats"], values["times"], weekdays=values["weekdays"], until=values["until"]
    )
    names = ("title", "responsible", "goal_id", "kind", "time_text", "taking_part", "follow_up_on")
    told = {name: values[name] for name in names}
    return ActivityForm(**told, first_day=values["first_day"], recurrence=rule)


def move(view: PlanView, known: Activity) -> Question:
    """Which goal the activity serves."""
    form = plan.move(goal_choices(view, known.goal_id))
    return Question(_told(form, view), {"goal_id": known.goal_id or ""})


def status(known: Activity) -> Question:
    """How an activity goes."""
    form = replace(plan.ACTIVITY_STATUS, lead=_quoted(known.title))
    return Question(form, {"status": known.status, "reason": known.status_reason})


def cancelled(known: Activity) -> Question:
    """Why an activity is taken out of what is to be done."""
    lead = du("{title} ställs in. Den står kvar i planen med sitt skäl.")
    return Question(plan.cancel(lead.format(title=_quoted(known.title))), {})


# --- closing a goal -------------------------------------------------------------------------------


class Closing(Enum):
    """What is done to a goal."""

    ACHIEVE = auto()
    REMOVE = auto()
    DELETE = auto()


_CLOSING: Final[Mapping[Closing, tuple[Lazy, Lazy]]] = {
    Closing.ACHIEVE: (Ndu("Målet är nått"), Ndu("{goal}\nVad händer med det som inte är klart?")),
    Closing.REMOVE: (Ndu("Ta bort ett mål"), Ndu("{goal}\nMålet sparas bland de borttagna.")),
    Closing.DELETE: (Ndu("Radera ett mål"), Ndu("{goal}\nVad händer med det som inte är klart?")),
}


def close_goal(view: PlanView, closed: GoalView, how: Closing) -> Question:
    """What becomes of the open activities of a goal that is closed."""
    title, lead = _CLOSING[how]
    open_ones = closed.open_activities
    form = plan.close_goal(
        title,
        str(lead).format(goal=_quoted(closed.goal.own_words)),
        [shortened(activity.activity.title, 60) for activity in open_ones],
        goal_choices(view, without=closed.goal.id),
        removing=how is Closing.REMOVE,
    )
    kept = {plan.fate_name(number): plan.KEEP for number in range(len(open_ones))}
    return Question(form if how is Closing.ACHIEVE else _told_below(form, view), kept)


def _told_below(form: Form, view: PlanView) -> Form:
    told = _told(form, view)
    return form if told is form else replace(form, lead=f"{form.lead}\n{told.lead}")


def decisions(open_ones: Sequence[ActivityView], values: Mapping[str, Any]) -> list[Decision]:
    """What was decided about each of them."""
    decided = []
    for number, view in enumerate(open_ones):
        chosen = values[plan.fate_name(number)]
        fate = {plan.DONE: Fate.DONE, plan.CANCEL: Fate.CANCEL}.get(chosen, Fate.MOVE)
        goal_id = chosen if fate is Fate.MOVE and chosen != plan.KEEP else None
        decided.append(
            Decision(
                activity_id=view.activity.id, fate=fate, reason=values["reason"], goal_id=goal_id
            )
        )
    return decided


# --- agreeing and following up --------------------------------------------------------------------


def answer(version: PlanVersion, today: date) -> Question:
    """What one of the two says; the one who has not been asked yet is suggested, no answer is."""
    title = du("Bekräfta version {number}").format(number=version.number)
    both = du("Båda behöver säga ja till version {number}. Då är planen gemensam.")
    said = [sentence_case(answer_words(version, who, today)) for who in Rater]
    lead = "\n".join([both.format(number=version.number), *said])
    unasked = [who for who in Rater if said_by(version, who)[0] is None]
    return Question(plan.answer(title, lead), {"who": unasked[0] if unasked else Rater.PARTICIPANT})


def follow_up(view: PlanView, marked: Activity | None, today: date) -> Question:
    """The next follow-up or the one that has been; a booked day that has come suggests which."""
    booked = view.version.next_follow_up if view.version else None
    lead = du("Bokad: {day}").format(day=definitions.FOLLOW_UP.field("on").show(booked))
    open_ones = open_activities(view)
    title = shortened(marked.title, 60) if marked else ""
    form = plan.follow_up(lead if booked else "", len(open_ones), title)
    come = booked is not None and booked <= today
    again = marked.follow_up_on if marked else None
    return Question(
        form,
        {
            "what": plan.MET if come else plan.BOOK,
            "on": today,
            "kind": NoteKind.CHECK_IN,
            "gone_through": plan.ALL if open_ones else plan.NOBODY,
            "next_on": None if come else booked,
            "activity_next_on": again if again and again > today else None,
        },
    )


def open_activities(view: PlanView) -> list[Activity]:
    """Everything in the plan that is still to be done."""
    everything = [activity for goal in view.goals for activity in goal.activities]
    return [one.activity for one in (*everything, *view.unattached) if one.is_open]


def follow_up_command(
    view: PlanView, marked: Activity | None, values: Mapping[str, Any]
) -> BookFollowUp | FollowUpDone | ActivityFollowedUp:
    """What the answers of :func:`follow_up` ask for."""
    if values["what"] == plan.BOOK:
        return BookFollowUp(participant_id=view.participant_id, on=values["next_on"])
    if values["what"] == plan.ONE and marked is not None:
        return ActivityFollowedUp(
            activity_id=marked.id, on=values["on"], next_on=values["activity_next_on"]
        )
    through: list[Activity] = []
    if values["gone_through"] == plan.ALL:
        through = open_activities(view)
    elif values["gone_through"] == plan.MARKED and marked is not None:
        through = [marked]
    return FollowUpDone(
        participant_id=view.participant_id,
        text=values["text"],
        kind=values["kind"],
        on=values["on"],
        activity_ids=[activity.id for activity in through],
        next_on=values["next_on"],
    )
