"""On which days somebody counts: what the definitions say on every day, told by a few days."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import MAXYEAR, date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dirigo_tui.domain.counting import (
    Count,
    Days,
    counted_days,
    counts_on,
    is_possible,
    known_until,
)
from dirigo_tui.domain.goals import GoalId, part
from dirigo_tui.domain.outcomes import (
    Answer,
    Confirmation,
    Moment,
    Person,
    State,
    has_ended,
    has_started,
    in_work_or_studies,
    state_at,
)
from dirigo_tui.domain.vocabulary import AXIS_VALUES, Axis, EndReason

DAY = timedelta(days=1)
START, END = date(2012, 3, 1), date(2012, 8, 31)
HALF_YEAR = date(2013, 2, 28)


def defined(person: Person, as_of: date) -> dict[Count, bool]:
    """Every count on one day, from the definitions of the goals and outcomes."""
    joint, prospects, closer, regained, in_work = (part(goal, person, as_of) for goal in GoalId)
    half_year = state_at(person, Moment.AFTER_6_MONTHS, as_of)
    return {
        Count.STARTED: has_started(person, as_of),
        Count.JOINT_PLAN: joint.numerator,
        Count.ENDED: has_ended(person, as_of),
        Count.M1_ANSWERED: prospects.denominator,
        Count.M1_UP: prospects.numerator,
        Count.M2_ANSWERED: closer.denominator,
        Count.M2_UP: closer.numerator,
        Count.ACTIVE_AT_EXIT: in_work.numerator,
        Count.REGAINED_AT_EXIT: regained.numerator,
        Count.UNKNOWN_AT_EXIT: regained.missing,
        Count.HALF_YEAR: half_year is not None,
        Count.ACTIVE_AFTER_HALF_YEAR: half_year is not None and in_work_or_studies(half_year),
    }


def told(counted: Mapping[Count, Days], as_of: date) -> dict[Count, bool]:
    return {count: counts_on(counted.get(count, ()), as_of) for count in Count}


NEAR_END = st.dates(END - 10 * DAY, END + 12 * DAY) | st.dates(
    HALF_YEAR - 2 * DAY, HALF_YEAR + 2 * DAY
)
STATES = st.lists(
    st.sampled_from(Axis).flatmap(
        lambda axis: st.builds(
            State,
            st.just(axis),
            st.sampled_from(AXIS_VALUES[axis] or ("",)),
            st.sampled_from([None, 0, 50]),
            NEAR_END,
            st.none() | NEAR_END,
        )
    ),
    max_size=6,
)
PEOPLE = st.builds(
    Person,
    start=st.none() | st.just(START) | NEAR_END,
    end=st.none() | st.just(END) | NEAR_END,
    end_reason=st.sampled_from([None, EndReason.AS_PLANNED, EndReason.REGISTERED_BY_MISTAKE]),
    states=STATES,
    confirmations=st.lists(st.builds(Confirmation, st.none() | NEAR_END, st.none() | NEAR_END)),
    answers=st.lists(
        st.builds(Answer, st.sampled_from(["m1", "m2"]), NEAR_END, st.sampled_from([None, 0, 2])),
        max_size=5,
    ),
)
DAYS = [START - DAY, START, *(END + day * DAY for day in range(-12, 15))]
DAYS += [HALF_YEAR + day * DAY for day in range(-4, 20)]


@settings(max_examples=100)
@given(PEOPLE)
def test_a_few_days_tell_every_day(person: Person) -> None:
    counted = counted_days(person)
    for as_of in DAYS:
        assert told(counted, as_of) == defined(person, as_of)


@settings(max_examples=100)
@given(PEOPLE)
def test_what_people_do_is_possible(person: Person) -> None:
    counted = counted_days(person)
    assert is_possible(counted.items())
    assert all(days and all(a < b for a, b in pairwise(days)) for days in counted.values())


@given(st.lists(PEOPLE, max_size=4))
def test_what_several_people_do_is_possible(people: list[Person]) -> None:
    assert is_possible(item for person in people for item in counted_days(person).items())


def test_one_persons_days() -> None:
    person = Person(
        start=START,
        end=END,
        states=[State(Axis.WORK, "employment", 50, END + 3 * DAY, HALF_YEAR)],
        confirmations=[Confirmation(START + DAY, START + 2 * DAY), Confirmation(END, END)],
        answers=[
            Answer("m1", END - DAY, 1),
            Answer("m1", END + 2 * DAY, None),
            Answer("m1", END + 4 * DAY, 2),
        ],
    )
    assert counted_days(person) == {
        Count.STARTED: (START,),
        Count.JOINT_PLAN: (START + 2 * DAY,),
        Count.ENDED: (END,),
        Count.M1_ANSWERED: (END, END + 2 * DAY, END + 4 * DAY),
        Count.M1_UP: (END, END + 2 * DAY, END + 4 * DAY),
        Count.UNKNOWN_AT_EXIT: (END, END + 3 * DAY),
        Count.ACTIVE_AT_EXIT: (END + 3 * DAY,),
        Count.REGAINED_AT_EXIT: (END + 3 * DAY,),
        Count.HALF_YEAR: (HALF_YEAR,),
        Count.ACTIVE_AFTER_HALF_YEAR: (HALF_YEAR,),
    }
    assert known_until(person) == (HALF_YEAR, 11)


def test_who_never_counts_has_no_days() -> None:
    assert counted_days(Person()) == {}
    assert counted_days(Person(start=START, end_reason=EndReason.REGISTERED_BY_MISTAKE)) == {}
    assert known_until(Person()) == (None, 0)


def test_an_end_at_the_end_of_the_calendar_never_comes() -> None:
    assert counted_days(Person(start=START, end=date(MAXYEAR, 12, 31))) == {Count.STARTED: (START,)}


@pytest.mark.parametrize(
    "counted",
    [
        {Count.JOINT_PLAN: (START,)},
        {Count.STARTED: (END,), Count.JOINT_PLAN: (START,)},
        {Count.ENDED: (END, END + DAY), Count.HALF_YEAR: (END,)},
        {Count.ENDED: (END,), Count.M1_UP: (END,)},
        {Count.ENDED: (END,), Count.ACTIVE_AT_EXIT: (END,)},
        {Count.ENDED: (END,), Count.UNKNOWN_AT_EXIT: (END,), Count.REGAINED_AT_EXIT: (END,)},
    ],
)
def test_what_nobody_can_do_is_not_possible(counted: Mapping[Count, Days]) -> None:
    assert not is_possible(counted.items())
