"""DOMAIN.md §8: goals as dated data, and figures with their bounds."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dirigo_tui.domain.goals import Figure, GoalId, figure, goals, part
from dirigo_tui.domain.outcomes import Answer, Confirmation, Person, State
from dirigo_tui.domain.vocabulary import Axis, EndReason, TargetGroup

DAY = timedelta(days=1)
START, END, AS_OF = date(2012, 3, 1), date(2013, 8, 31), date(2014, 6, 30)
WORK = State(Axis.WORK, "employment", 50, END)
NO_WORK = State(Axis.WORK, "none", None, END)
AVAILABLE = [
    State(Axis.JOB_SEEKER, "registered_available", None, END),
    State(Axis.READY, "participant", None, END),
    State(Axis.READY, "caseworker", None, END),
]


def person(**fields) -> Person:
    return Person(**{"start": START, "end": END} | fields)


def counts(id: GoalId, *people: Person) -> tuple[int, int, int]:
    found = figure(id, people, AS_OF)
    return found.numerator, found.denominator, found.missing


class TestPublished:
    def test_the_targets_of_the_domain(self):
        assert {goal.id: goal.target for goal in goals(AS_OF)} == {
            GoalId.JOINT_PLAN: 0.90,
            GoalId.WORK_ABILITY_PROSPECTS: 0.75,
            GoalId.CLOSER_TO_LABOUR_MARKET: 0.70,
            GoalId.REGAINED_WORK_ABILITY: {
                TargetGroup.SICK_LEAVE: 0.52,
                TargetGroup.ACTIVITY_COMPENSATION: 0.10,
                TargetGroup.INCOME_SUPPORT: 0.15,
            },
            GoalId.IN_WORK_OF_REGAINED: 0.75,
        }

    def test_in_the_order_they_are_reported(self):
        assert [goal.id for goal in goals(AS_OF)] == list(GoalId)

    def test_each_names_its_source_and_what_is_odd_about_it(self):
        assert {goal.source for goal in goals(AS_OF)} == {"dirigo_2"}
        assert {goal.id: goal.notes for goal in goals(AS_OF) if goal.notes} == {
            GoalId.REGAINED_WORK_ABILITY: ("published_numbers_disagree",),
            GoalId.IN_WORK_OF_REGAINED: ("estimate_not_goal",),
        }

    def test_none_before_they_were_set(self):
        assert goals(date(2010, 12, 31)) == ()
        assert len(goals(date(2011, 1, 1))) == 5


class TestFigure:
    def test_missing_in_the_denominator_moves_the_upper_bound_only(self):
        found = Figure(3, 10, 2)
        assert (found.concerned, found.share, found.lower, found.upper) == (10, 0.3, 0.3, 0.5)

    def test_missing_beside_it_moves_both(self):
        found = Figure(3, 6, 4, missing_in_denominator=False)
        assert (found.concerned, found.share, found.lower, found.upper) == (10, 0.5, 0.3, 0.7)

    def test_nobody_has_no_share(self):
        assert (Figure().share, Figure().lower, Figure().upper) == (None, None, None)

    def test_nobody_answered_has_bounds_and_no_share(self):
        found = Figure(0, 0, 4, missing_in_denominator=False)
        assert (found.share, found.lower, found.upper) == (None, 0.0, 1.0)


class TestJointPlan:
    def test_of_all_who_have_started(self):
        planned = [Confirmation(START, START)]
        people = [
            person(confirmations=planned),
            person(),
            person(start=AS_OF + DAY, end=None, confirmations=planned),
            person(end_reason=EndReason.REGISTERED_BY_MISTAKE, confirmations=planned),
        ]
        assert counts(GoalId.JOINT_PLAN, *people) == (1, 2, 0)


@pytest.mark.parametrize(
    ("id", "item"),
    [(GoalId.WORK_ABILITY_PROSPECTS, "m1"), (GoalId.CLOSER_TO_LABOUR_MARKET, "m2")],
)
class TestRated:
    def test_larger_or_nearer_of_those_who_answered(self, id, item):
        people = [person(answers=[Answer(item, END, value)]) for value in (-2, -1, 0, 1, 2)]
        assert counts(id, *people) == (2, 5, 0)

    def test_who_has_not_answered_is_missing_beside_them(self, id, item):
        people = [
            person(answers=[Answer(item, END, 1)]),
            person(answers=[Answer(item, END, None)]),
            person(),
            person(end=None, answers=[Answer(item, START, 1)]),
        ]
        assert counts(id, *people) == (1, 1, 2)
        assert figure(id, people, AS_OF).concerned == 3


class TestRegained:
    def test_of_all_who_have_ended_the_unknown_too(self):
        people = [
            person(states=[WORK]),
            person(states=AVAILABLE),
            person(states=[NO_WORK]),
            person(states=AVAILABLE[1:]),
            person(),
            person(end=None, states=[WORK]),
        ]
        assert counts(GoalId.REGAINED_WORK_ABILITY, *people) == (2, 5, 2)
        assert figure(GoalId.REGAINED_WORK_ABILITY, people, AS_OF).concerned == 5

    def test_in_work_of_those(self):
        people = [person(states=[WORK]), person(states=AVAILABLE), person(states=[NO_WORK])]
        assert counts(GoalId.IN_WORK_OF_REGAINED, *people) == (1, 2, 0)


PEOPLE = st.lists(
    st.builds(
        Person,
        start=st.none() | st.just(START),
        end=st.none() | st.sampled_from([END, AS_OF + DAY]),
        end_reason=st.sampled_from([EndReason.AS_PLANNED, EndReason.REGISTERED_BY_MISTAKE]),
        states=st.sampled_from([(), (WORK,), (NO_WORK,), tuple(AVAILABLE)]),
        confirmations=st.sampled_from([(), (Confirmation(START, END),)]),
        answers=st.lists(
            st.builds(
                Answer,
                st.sampled_from(["m1", "m2"]),
                st.sampled_from([START, END]),
                st.none() | st.integers(-2, 2),
            ),
            max_size=3,
        ),
    ),
    max_size=8,
)


@given(PEOPLE, st.sampled_from(GoalId))
def test_every_figure_lies_between_its_bounds(people, id):
    found = figure(id, people, AS_OF)
    assert 0 <= found.numerator <= found.denominator <= len(people)
    assert found.numerator + found.missing <= found.concerned
    if found.share is not None:
        assert 0 <= found.lower <= found.share <= found.upper <= 1


@given(PEOPLE, PEOPLE, st.sampled_from(GoalId))
def test_groups_add_up(some, others, id):
    whole = figure(id, [*some, *others], AS_OF)
    one, other = figure(id, some, AS_OF), figure(id, others, AS_OF)
    for name in ("numerator", "denominator", "missing", "concerned"):
        assert getattr(whole, name) == getattr(one, name) + getattr(other, name)


@given(PEOPLE)
def test_of_the_ended_each_has_answered_or_is_missing(people):
    ended = figure(GoalId.REGAINED_WORK_ABILITY, people, AS_OF).denominator
    for id in (GoalId.WORK_ABILITY_PROSPECTS, GoalId.CLOSER_TO_LABOUR_MARKET):
        assert figure(id, people, AS_OF).concerned == ended


def test_a_person_adds_to_a_figure_once():
    assert part(GoalId.JOINT_PLAN, person(end=None), AS_OF).denominator is True
    assert part(GoalId.REGAINED_WORK_ABILITY, person(end=None), AS_OF).denominator is False
