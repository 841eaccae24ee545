"""What is asked about a plan that is there: how it goes, what becomes of things, who agrees.

The words of what is written in the plan itself stand in ``definitions.py``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dirigo_tui.domain.vocabulary import ActivityStatus, Agreement, NoteKind, Rater
from dirigo_tui.forms.fields import Choice, Day, LongText, OnlyIf, Option, codes
from dirigo_tui.forms.form import Form
from dirigo_tui.i18n.catalogue import N_, NO_WORDS, Lazy, Ndu
from dirigo_tui.i18n.words import lazy_word

ACTIVITY_STATUS: Final = Form(
    "activity_status",
    Ndu("Hur går det?"),
    (
        Choice(name="status", label=Ndu("Läge"), required=True, options=codes(ActivityStatus)),
        LongText(name="reason", label=Ndu("Skäl"), help=Ndu("Det behövs när något ställs in.")),
    ),
)

WITHOUT_GOAL: Final = Option("", "none", Ndu("utan mål"))
"""An activity that stands in the plan by itself."""


def move(goals: Sequence[tuple[str, str]]) -> Form:
    """Which goal an activity serves.

    Args:
        goals: id and words of the open goals.
    """
    options = (*(Option(id, id, words) for id, words in goals), WITHOUT_GOAL)
    return Form(
        "move",
        Ndu("Flytta aktiviteten"),
        (Choice(name="goal_id", label=Ndu("Hör till målet"), required=True, options=options),),
    )


KEEP, DONE, CANCEL = "keep", "done", "cancel"
"""What may become of an open activity whose goal is closed, besides the goal it is moved to."""


def fate_name(number: int) -> str:
    """The field that asks about the activity of that number, from 0."""
    return f"fate{number}"


def close_goal(
    title: Lazy,
    lead: str,
    activities: Sequence[str],
    goals: Sequence[tuple[str, str]],
    *,
    removing: bool,
) -> Form:
    """What becomes of a goal's open activities when it is reached, removed or deleted.

    Args:
        title: what is done to the goal.
        lead: which goal it is.
        activities: titles of the open ones.
        goals: id and words of the other open goals.
        removing: removing a goal takes a reason (DOMAIN.md §5).
    """
    options = (
        Option(KEEP, KEEP, Ndu("står kvar utan mål")),
        Option(DONE, DONE, Ndu("är klar")),
        Option(CANCEL, CANCEL, Ndu("ställs in")),
        *(Option(id, id, words) for id, words in goals),
    )
    fates = tuple(
        Choice(name=fate_name(number), label=activity, required=True, options=options)
        for number, activity in enumerate(activities)
    )
    reason = LongText(
        name="reason",
        label=Ndu("Skäl"),
        help=NO_WORDS if removing else Ndu("Det behövs om något ställs in."),
        required=removing,
    )
    return Form("close_goal", title, (reason, *fates) if removing else (*fates, reason), lead)


def cancel(lead: str) -> Form:
    """Why an activity is taken out of what is to be done.

    Args:
        lead: which activity it is.
    """
    reason = LongText(name="reason", label=Ndu("Skäl"), required=True)
    return Form("cancel", Ndu("Ställ in en aktivitet"), (reason,), lead)


def answer(title: str, lead: str) -> Form:
    """What one of the two says to a version of the plan.

    Args:
        title: which version it is.
        lead: what has been said to it so far.
    """
    return Form(
        "plan_answer",
        title,
        (
            Choice(name="who", label=Ndu("Vem svarar"), required=True, options=codes(Rater)),
            Choice(
                name="answer",
                label=Ndu("Stämmer planen"),
                required=True,
                options=codes(Agreement),
            ),
            LongText(
                name="reason",
                label=Ndu("Varför inte"),
                help=Ndu("Skriv vad som inte stämmer."),
                only_if=OnlyIf("answer", frozenset({Agreement.NO, Agreement.COULD_NOT_ANSWER})),
            ),
        ),
        lead,
    )


BOOK, MET, ONE = "book", "met", "one"
"""What a follow-up can be about: the next day, one that has been, or a single activity."""

ALL, MARKED, NOBODY = "all", "marked", "none"
"""Which activities were gone through."""


def follow_up(lead: str, open_activities: int, marked: str) -> Form:
    """Booking the next follow-up, or telling how one went.

    Args:
        lead: what is booked.
        open_activities: how many activities are still to be done.
        marked: title of the activity that is marked, or "".
    """
    whats = [Option(BOOK, BOOK, N_("boka nästa")), Option(MET, MET, N_("uppföljningen är gjord"))]
    gone_through = [Option(NOBODY, NOBODY, N_("ingen aktivitet"))]
    if marked:
        whats.append(Option(ONE, ONE, N_("bara aktiviteten på raden är uppföljd")))
        gone_through.insert(0, Option(MARKED, MARKED, marked))
    if open_activities:
        gone_through.insert(0, Option(ALL, ALL, N_("alla som inte är klara")))
    met, done = OnlyIf("what", frozenset({MET})), OnlyIf("what", frozenset({MET, ONE}))
    plans = OnlyIf("what", frozenset({BOOK, MET}))
    kinds = tuple(Option(k, k.value, lazy_word(k)) for k in NoteKind if k is not NoteKind.NOTE)
    return Form(
        "plan_follow_up",
        Ndu("Uppföljning"),
        (
            Choice(name="what", label=N_("Vad gäller det"), required=True, options=whats),
            Day(name="on", label=N_("Dagen ni sågs"), required=True, past=True, only_if=done),
            Choice(name="kind", label=N_("Hur"), required=True, options=kinds, only_if=met),
            LongText(
                name="text",
                label=N_("Vad ni kom fram till"),
                help=N_("Deltagaren får läsa allt som står här."),
                only_if=met,
            ),
            Choice(
                name="gone_through",
                label=N_("Ni gick igenom"),
                required=True,
                options=gone_through,
                only_if=met,
            ),
            Day(
                name="next_on",
                label=N_("Nästa uppföljning"),
                help=N_("Tomt betyder att ingen är bokad."),
                only_if=plans,
            ),
            Day(
                name="activity_next_on",
                label=N_("Nästa gång"),
                help=N_("Då aktiviteten följs upp igen. Tomt betyder ingen dag."),
                only_if=OnlyIf("what", frozenset({ONE})),
            ),
        ),
        lead,
    )
