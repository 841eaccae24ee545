"""DOMAIN.md §8, exact reading: states, outcomes A, B and C, joint plans, answers at the end."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import confirmed, rating, status, version

from dirigo_tui.domain.outcomes import (
    Answer,
    Confirmation,
    Moment,
    Person,
    State,
    answer_at_end,
    has_ended,
    has_joint_plan,
    has_started,
    in_work_or_studies,
    is_unknown,
    person_of,
    regained_work_ability,
    state_at,
    took_a_step,
    window,
)
from dirigo_tui.domain.records import Participant
from dirigo_tui.domain.vocabulary import (
    AXIS_VALUES,
    Agreement,
    Axis,
    EndReason,
    NonAnswer,
    Rater,
    Sex,
    Source,
    TargetGroup,
)

DAY = timedelta(days=1)
START, END, LATER = date(2012, 3, 1), date(2013, 8, 31), date(2014, 6, 30)


def person(*states: State, **fields) -> Person:
    return Person(**{"start": START, "end": END, "states": states} | fields)


def work(from_on: date, to_on: date | None = None, extent: int | None = 50) -> State:
    return State(Axis.WORK, "employment", extent, from_on, to_on)


class TestStartedAndEnded:
    def test_on_or_before_the_day(self):
        assert not has_started(person(), START - DAY)
        assert has_started(person(), START)
        assert not has_ended(person(), END - DAY)
        assert has_ended(person(), END)

    def test_without_the_date_neither(self):
        assert not has_started(person(start=None), LATER)
        assert not has_ended(person(end=None), LATER)

    @pytest.mark.parametrize("as_of", [START, END - DAY, LATER])
    def test_registered_by_mistake_is_neither_wherever_the_day_lies(self, as_of):
        mistake = person(end_reason=EndReason.REGISTERED_BY_MISTAKE)
        assert not has_started(mistake, as_of)
        assert not has_ended(mistake, as_of)
        assert window(mistake, Moment.EXIT, as_of) is None


class TestWindow:
    def test_at_exit_the_end_and_seven_days_cut_at_the_day_of_the_report(self):
        assert window(person(), Moment.EXIT, END - DAY) is None
        assert window(person(), Moment.EXIT, END) == (END, END)
        assert window(person(), Moment.EXIT, END + 3 * DAY) == (END, END + 3 * DAY)
        assert window(person(), Moment.EXIT, LATER) == (END, END + 7 * DAY)

    @pytest.mark.parametrize(
        ("moment", "day"),
        [(Moment.AFTER_28_DAYS, date(2013, 9, 28)), (Moment.AFTER_6_MONTHS, date(2014, 2, 28))],
    )
    def test_later_the_very_day_once_it_has_come(self, moment, day):
        assert window(person(), moment, day - DAY) is None
        assert window(person(), moment, day) == (day, day)
        assert window(person(), moment, LATER) == (day, day)


@pytest.mark.parametrize(
    ("row", "counts"),
    [
        (work(START, END - DAY), False),
        (work(START, END), True),
        (work(START), True),
        (work(END + 7 * DAY), True),
        (work(END + 8 * DAY), False),
        (work(END + 2 * DAY, END + 3 * DAY), True),
    ],
)
def test_a_row_that_touches_the_window_counts_at_exit(row, counts):
    assert state_at(person(row), Moment.EXIT, LATER) == ((row,) if counts else ())


def test_a_row_dated_after_the_day_of_the_report_does_not_exist_yet():
    started_later = person(work(END + 5 * DAY))
    assert state_at(started_later, Moment.EXIT, END + 4 * DAY) == ()
    assert state_at(started_later, Moment.EXIT, END + 5 * DAY) == started_later.states


@pytest.mark.parametrize(
    ("row", "counts"),
    [
        (work(START, date(2014, 2, 27)), False),
        (work(START, date(2014, 2, 28)), True),
        (work(date(2014, 2, 28)), True),
        (work(date(2014, 3, 1)), False),
    ],
)
def test_later_on_only_a_row_that_covers_the_day(row, counts):
    assert bool(state_at(person(row), Moment.AFTER_6_MONTHS, LATER)) is counts


class TestA:
    @pytest.mark.parametrize("axis", [Axis.WORK, Axis.STUDIES])
    def test_any_value_but_none_with_an_extent_above_zero(self, axis):
        for value in AXIS_VALUES[axis]:
            for extent in (None, 0, 1, 100):
                expected = value != "none" and extent != 0
                assert in_work_or_studies([State(axis, value, extent, END)]) is expected

    def test_work_training_is_a_measure_and_not_work(self):
        assert not in_work_or_studies([State(Axis.MEASURE, "work_training", 100, END)])

    def test_one_row_is_enough(self):
        assert in_work_or_studies([State(Axis.WORK, "none", None, END), work(END)])


AVAILABLE = State(Axis.JOB_SEEKER, "registered_available", None, END)
READY = [State(Axis.READY, who, None, END) for who in ("participant", "caseworker")]


class TestB:
    def test_a_is_enough(self):
        assert regained_work_ability([work(END)])

    def test_available_and_marked_ready_by_both(self):
        assert regained_work_ability([AVAILABLE, *READY])

    @pytest.mark.parametrize("missing", range(3))
    def test_any_of_the_three_missing_is_not_enough(self, missing):
        rows = [AVAILABLE, *READY]
        assert not regained_work_ability(rows[:missing] + rows[missing + 1 :])

    def test_registered_is_not_available(self):
        assert not regained_work_ability([AVAILABLE._replace(value="registered"), *READY])


@pytest.mark.parametrize("axis", list(Axis))
def test_unknown_is_nothing_on_five_axes(axis):
    telling = {Axis.WORK, Axis.STUDIES, Axis.JOB_SEEKER, Axis.SICK_LEAVE, Axis.BENEFIT}
    assert is_unknown([State(axis, "", 0, END)]) is (axis not in telling)
    assert is_unknown([])


def step(*states: State, as_of: date = LATER) -> bool | None:
    return took_a_step(person(*states), Moment.EXIT, as_of)


def ill(extent: int, from_on: date, to_on: date | None = None) -> State:
    return State(Axis.SICK_LEAVE, "", extent, from_on, to_on)


class TestC:
    def test_nothing_known_is_no_step(self):
        assert step() is False

    def test_for_who_has_ended_and_had_started(self):
        assert took_a_step(person(), Moment.EXIT, END - DAY) is None
        assert took_a_step(person(start=None), Moment.EXIT, LATER) is None
        assert took_a_step(person(), Moment.AFTER_6_MONTHS, END) is None

    @pytest.mark.parametrize(
        ("before", "after", "expected"),
        [(None, 25, True), (None, None, True), (25, 50, True), (50, 50, False), (50, 25, False)],
    )
    def test_work_begun_or_of_a_larger_extent(self, before, after, expected):
        rows = [work(START + DAY, extent=after)]
        if before is not None:
            rows.append(work(START, START, extent=before))
        assert step(*rows) is expected

    def test_work_at_no_extent_on_the_first_day_is_work_begun(self):
        assert step(work(START, START, extent=0), work(START + DAY, extent=25))

    def test_an_extent_nobody_wrote_down_is_not_larger(self):
        assert step(work(START, START, extent=None), work(START + DAY, extent=100)) is False
        assert step(work(START, START, extent=25), work(START + DAY, extent=None)) is False

    def test_larger_than_any_of_several_on_the_first_day(self):
        several = [work(START, START, extent=25), work(START, START, extent=50)]
        assert step(*several, work(START + DAY, extent=50)) is False
        assert step(*several, work(START + DAY, extent=51))

    def test_the_same_work_all_along_is_no_step(self):
        assert step(work(START - DAY)) is False

    def test_studies_beside_the_same_work_are_a_step(self):
        assert step(work(START - DAY), State(Axis.STUDIES, "sfi", 25, START + DAY))

    @pytest.mark.parametrize(("after", "expected"), [(75, True), (100, False), (0, True)])
    def test_sick_leave_down_by_25_points(self, after, expected):
        assert step(ill(100, START - DAY, END - DAY), ill(after, END)) is expected

    def test_sick_leave_down_by_less(self):
        assert step(ill(100, START, END - DAY), ill(80, END)) is False

    def test_sick_leave_down_on_one_day_of_the_window_is_enough(self):
        falling = [ill(100, START, END + 2 * DAY), ill(75, END + 3 * DAY)]
        assert step(*falling)
        assert step(*falling, as_of=END + 2 * DAY) is False

    def test_sick_leave_down_from_the_lowest_on_the_first_day(self):
        assert step(ill(100, START, START), ill(75, START, START), ill(75, END)) is False

    def test_sick_leave_not_known_at_either_end_is_no_step(self):
        assert step(ill(100, START, END - DAY)) is False
        assert step(ill(100, START + DAY, END - DAY), ill(0, END)) is False

    @pytest.mark.parametrize("measure", AXIS_VALUES[Axis.MEASURE])
    def test_work_training_or_placement_begun_even_if_over(self, measure):
        row = State(Axis.MEASURE, measure, 50, START + DAY, START + DAY)
        assert step(row) is (measure in {"work_training", "placement"})

    def test_what_was_there_on_the_first_day_is_not_begun(self):
        assert step(State(Axis.MEASURE, "placement", 50, START)) is False

    def test_what_begins_after_the_window_is_not_there_yet(self):
        assert step(State(Axis.MEASURE, "placement", 50, END + 7 * DAY))
        assert step(State(Axis.MEASURE, "placement", 50, END + 8 * DAY)) is False

    @pytest.mark.parametrize(
        ("value", "source", "expected"),
        [
            ("sickness_compensation", Source.AUTHORITY, True),
            ("sickness_compensation", Source.PARTICIPANT, False),
            ("no_public_income", Source.AUTHORITY, False),
        ],
    )
    def test_a_benefit_decided_by_an_authority(self, value, source, expected):
        row = State(Axis.BENEFIT, value, None, START + DAY, source=source)
        assert step(row) is expected


class TestJointPlan:
    def test_both_on_or_before_the_day(self):
        planned = person(confirmations=[Confirmation(START, START + DAY)])
        assert not has_joint_plan(planned, START)
        assert has_joint_plan(planned, START + DAY)

    def test_one_of_them_is_not_enough(self):
        one_each = [Confirmation(START, None), Confirmation(None, START)]
        assert not has_joint_plan(person(confirmations=one_each), LATER)

    def test_a_later_version_takes_nothing_back(self):
        versions = [Confirmation(START, START), Confirmation(None, None)]
        assert has_joint_plan(person(confirmations=versions), LATER)


class TestAnswerAtTheEnd:
    def answer(self, *answers: Answer, as_of: date = LATER) -> int | None:
        return answer_at_end(person(answers=answers), "m1", as_of)

    def test_the_latest_record_of_the_item(self):
        assert self.answer(Answer("m1", END, 2), Answer("m1", START, -1)) == 2
        assert self.answer(Answer("m2", END, 2)) is None

    def test_a_non_answer_after_a_value_is_missing(self):
        assert self.answer(Answer("m1", START, 2), Answer("m1", END, None)) is None

    def test_what_is_dated_after_the_day_does_not_exist_yet(self):
        answers = Answer("m1", START, 0), Answer("m1", END + DAY, None)
        assert self.answer(*answers, as_of=END) == 0
        assert self.answer(*answers, as_of=START) == 0
        assert self.answer(*answers, as_of=START - DAY) is None

    def test_of_two_on_one_day_the_later_recorded(self):
        assert self.answer(Answer("m1", END, 2), Answer("m1", END, 1)) == 1


def test_the_input_is_made_of_a_persons_records():
    day = date(2013, 9, 1)
    participant = Participant(
        id="p",
        recorded_at=datetime(2013, 1, 1, tzinfo=UTC),
        reference="R1",
        sex=Sex.MEN,
        target_group=TargetGroup.INCOME_SUPPORT,
        site="Haninge",
        start=START,
        end=END,
        end_reason=EndReason.AS_PLANNED,
    )
    asked = {"template": "dirigo_goals"}
    made = person_of(
        participant,
        [
            status(Axis.WORK, "employment", day, extent=50, source=Source.CERTIFICATE),
            status(Axis.WORK, "employment", day, struck_at=datetime(2013, 9, 2, tzinfo=UTC)),
        ],
        [
            confirmed(day, day + DAY),
            version(2, participant_answer=Agreement.NO, participant_answered_on=day),
        ],
        [
            rating(day, 1, "m1", **asked),
            rating(day, None, "m1", non_answer=NonAnswer.PREFERS_NOT, **asked),
            rating(day, 2, "m1", rater=Rater.CASEWORKER, **asked),
            rating(day, 7),
        ],
    )
    assert made == Person(
        target_group=TargetGroup.INCOME_SUPPORT,
        sex=Sex.MEN,
        site="Haninge",
        start=START,
        end=END,
        end_reason=EndReason.AS_PLANNED,
        states=[State(Axis.WORK, "employment", 50, day, source=Source.CERTIFICATE)],
        confirmations=[Confirmation(day, day + DAY), Confirmation(None, None)],
        answers=[Answer("m1", day, 1), Answer("m1", day, None)],
    )


DAYS = st.dates(END - 20 * DAY, END + 20 * DAY)
STATES = st.lists(
    st.sampled_from(Axis).flatmap(
        lambda axis: st.builds(
            State,
            st.just(axis),
            st.sampled_from(AXIS_VALUES[axis] or ("",)),
            st.sampled_from([None, 0, 50]),
            DAYS,
            st.none() | DAYS,
        )
    ),
    max_size=6,
)


@given(STATES, DAYS, st.sampled_from(Moment))
def test_nothing_dated_after_the_report_changes_it(states, as_of, moment):
    whole = person(*states)
    known = replace(whole, states=tuple(row for row in states if row.from_on <= as_of))
    assert state_at(whole, moment, as_of) == state_at(known, moment, as_of)
    assert took_a_step(whole, moment, as_of) == took_a_step(known, moment, as_of)


@given(STATES)
def test_a_implies_b_and_b_is_never_unknown(states):
    assert regained_work_ability(states) >= in_work_or_studies(states)
    assert not (regained_work_ability(states) and is_unknown(states))
