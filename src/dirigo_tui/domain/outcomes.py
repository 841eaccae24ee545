"""What came of it: DOMAIN.md §8, read exactly, for one person at a time.

A :class:`Person` is plain values, so that rows of a set-based statement and records alike can be
counted. ``as_of`` is the day the report is about: what is dated after it does not exist yet.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from dirigo_tui.domain.dates import add_months
from dirigo_tui.domain.records import Participant, PlanVersion, Rating, Status
from dirigo_tui.domain.status import touches
from dirigo_tui.domain.vocabulary import Agreement, Axis, EndReason, Rater, Sex, Source, TargetGroup

RULES_VERSION = "1"
"""Rises whenever a figure would come out differently from the same rows."""

EXIT_WINDOW = timedelta(days=7)
"""A state that holds within so many days after the end counts as the state at exit."""

_OUTCOME_AXES = frozenset({Axis.WORK, Axis.STUDIES, Axis.JOB_SEEKER, Axis.SICK_LEAVE, Axis.BENEFIT})
_TRAINING = frozenset({"work_training", "placement"})
_SICK_LEAVE_STEP = 25
_AVAILABLE_AND_READY = frozenset(
    {
        (Axis.JOB_SEEKER, "registered_available"),
        (Axis.READY, "participant"),
        (Axis.READY, "caseworker"),
    }
)


class State(NamedTuple):
    """A standing status row; see ``records.Status`` for the columns."""

    axis: Axis
    value: str
    extent: int | None
    from_on: date
    to_on: date | None = None
    source: Source = Source.CASEWORKER


class Confirmation(NamedTuple):
    """The days on which the two said yes to one version of the plan, None for who did not."""

    participant_on: date | None
    caseworker_on: date | None


class Answer(NamedTuple):
    """The participant's own record of an item asked at the end; ``value`` None is a non-answer."""

    item: str
    on: date
    value: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """What outcomes are counted from.

    Attributes:
        states: standing rows only; struck ones are left out.
        answers: to ``dirigo_goals``, in the order they were recorded: of two on one day the later
            counts.
    """

    target_group: TargetGroup | None = None
    sex: Sex = Sex.UNKNOWN
    site: str = ""
    start: date | None = None
    end: date | None = None
    end_reason: EndReason | None = None
    states: Sequence[State] = ()
    confirmations: Sequence[Confirmation] = ()
    answers: Sequence[Answer] = ()


def person_of(
    participant: Participant,
    statuses: Iterable[Status],
    versions: Iterable[PlanVersion],
    ratings: Iterable[Rating],
) -> Person:
    """The input made of one participant's records."""
    own = sorted(
        (
            rating
            for rating in ratings
            if rating.template == "dirigo_goals" and rating.rater is Rater.PARTICIPANT
        ),
        key=lambda rating: (rating.recorded_at, rating.id),
    )
    return Person(
        target_group=participant.target_group,
        sex=participant.sex,
        site=participant.site,
        start=participant.start,
        end=participant.end,
        end_reason=participant.end_reason,
        states=[
            State(row.axis, row.value, row.extent, row.from_on, row.to_on, row.source)
            for row in statuses
            if row.struck_at is None
        ],
        confirmations=[
            Confirmation(
                _yes_on(version.participant_answer, version.participant_answered_on),
                _yes_on(version.caseworker_answer, version.caseworker_answered_on),
            )
            for version in versions
        ],
        answers=[Answer(rating.item, rating.on, rating.value) for rating in own],
    )


def _yes_on(answer: Agreement | None, on: date | None) -> date | None:
    return on if answer is Agreement.YES else None


def has_started(person: Person, as_of: date) -> bool:
    """*Started*: ``start`` ≤ as-of, and not registered by mistake."""
    return _counts(person) and person.start is not None and person.start <= as_of


def has_ended(person: Person, as_of: date) -> bool:
    """*Ended*: ``end`` ≤ as-of, and not registered by mistake."""
    return _counts(person) and person.end is not None and person.end <= as_of


def _counts(person: Person) -> bool:
    return person.end_reason is not EndReason.REGISTERED_BY_MISTAKE


class Moment(StrEnum):
    """A reference day, counted from the end of participation."""

    EXIT = "exit"
    AFTER_28_DAYS = "28_days"
    AFTER_6_MONTHS = "6_months"


def window(person: Person, moment: Moment, as_of: date) -> tuple[date, date] | None:
    """The first and last day whose state counts at a reference day.

    At exit, the days end … end + 7, cut at the as-of day; later, the very day.

    Returns:
        None for a person who is not in the table yet: not ended, or the day lies after as-of.
    """
    if person.end is None or not has_ended(person, as_of):
        return None
    if moment is Moment.EXIT:
        return person.end, min(person.end + EXIT_WINDOW, as_of)
    if moment is Moment.AFTER_28_DAYS:
        day = person.end + timedelta(days=28)
    else:
        day = add_months(person.end, 6)
    return None if day > as_of else (day, day)


def state_at(person: Person, moment: Moment, as_of: date) -> tuple[State, ...] | None:
    """The rows that hold at a reference day; None for a person not in the table yet."""
    days = window(person, moment, as_of)
    return None if days is None else _held(person, *days)


def _held(person: Person, first: date, last: date) -> tuple[State, ...]:
    return tuple(row for row in person.states if touches(row, first, last))


def in_work_or_studies(state: Iterable[State]) -> bool:
    """**A**: any work or studies other than none, with extent > 0; a blank one is more."""
    return any(_is_activity(row) for row in state)


def _is_activity(row: State) -> bool:
    return row.axis in {Axis.WORK, Axis.STUDIES} and row.value != "none" and row.extent != 0


def regained_work_ability(state: Iterable[State]) -> bool:
    """**B**: A, or registered and available, and marked ready by participant and caseworker."""
    rows = tuple(state)
    held = {(row.axis, row.value) for row in rows}
    return in_work_or_studies(rows) or held >= _AVAILABLE_AND_READY


def is_unknown(state: Iterable[State]) -> bool:
    """Whether no row on work, studies, job seeker, sick leave or benefit tells how it is."""
    return not any(row.axis in _OUTCOME_AXES for row in state)


def took_a_step(person: Person, moment: Moment, as_of: date) -> bool | None:
    """**C**: whether there was some step since the start of participation.

    Any of: work or studies that were not there on the first day, or are of a larger extent; sick
    leave at least 25 percentage points lower than on the first day; work training or placement
    begun after it; a benefit begun after it by decision of an authority. An extent nobody wrote
    down is neither larger nor lower.

    Returns:
        None for a person not in the table yet, as for :func:`window`, or without a start.
    """
    days = window(person, moment, as_of)
    if days is None or person.start is None:
        return None
    before = _held(person, person.start, person.start)
    after = _held(person, *days)
    begun = [row for row in person.states if person.start < row.from_on <= days[1]]
    return (
        _rose(Axis.WORK, before, after)
        or _rose(Axis.STUDIES, before, after)
        or _fell(before, after)
        or any(row.axis is Axis.MEASURE and row.value in _TRAINING for row in begun)
        or any(_is_benefit_decided(row) for row in begun)
    )


def _rose(axis: Axis, before: Iterable[State], after: Iterable[State]) -> bool:
    first = [row.extent for row in before if row.axis is axis and _is_activity(row)]
    later = [row.extent for row in after if row.axis is axis and _is_activity(row)]
    if not first:
        return bool(later)
    known = [extent for extent in first if extent is not None]
    if len(known) < len(first):
        return False
    return any(extent is not None and extent > max(known) for extent in later)


def _fell(before: Iterable[State], after: Iterable[State]) -> bool:
    first, later = (
        [row.extent for row in rows if row.axis is Axis.SICK_LEAVE and row.extent is not None]
        for rows in (before, after)
    )
    return bool(first and later) and min(first) - min(later) >= _SICK_LEAVE_STEP


def _is_benefit_decided(row: State) -> bool:
    return (
        row.axis is Axis.BENEFIT
        and row.value != "no_public_income"
        and row.source is Source.AUTHORITY
    )


def has_joint_plan(person: Person, as_of: date) -> bool:
    """*Jointly confirmed plan*: some version with both confirmations dated ≤ as-of."""
    return any(
        confirmation.participant_on is not None
        and confirmation.caseworker_on is not None
        and max(confirmation.participant_on, confirmation.caseworker_on) <= as_of
        for confirmation in person.confirmations
    )


def answer_at_end(person: Person, item: str, as_of: date) -> int | None:
    """The value of the participant's own latest record of the item dated ≤ as-of.

    None when there is no record or the latest is a non-answer; meant for those who have ended.
    """
    latest: Answer | None = None
    for answer in person.answers:
        if answer.item == item and answer.on <= as_of and (not latest or answer.on >= latest.on):
            latest = answer
    return None if latest is None else latest.value
