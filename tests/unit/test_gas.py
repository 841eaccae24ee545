"""DOMAIN.md §6: the T-score and its checks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.gas import check_baseline, t_score


@pytest.mark.parametrize(
    ("levels", "weights", "expected"),
    [
        ((0, 0, 0), None, 50.00),
        ((1, 0, 0), None, 54.56),
        ((1,), None, 60.00),
        ((2, 2, 2, 2), None, 79.02),
        ((-1, -1, -1), None, 36.31),
        ((1, 0, -1), (2, 1, 3), 47.80),
    ],
)
def test_the_checks_of_the_domain(levels, weights, expected):
    score = t_score(levels, weights)
    assert score is not None
    assert round(score, 2) == expected


def test_no_goals_or_no_weight_give_no_score():
    assert t_score(()) is None
    assert t_score((1, -2), (0, 0)) is None


LEVELS = st.lists(st.integers(-2, 2), min_size=1, max_size=8)
WEIGHTS = st.floats(0.1, 10)


@given(LEVELS)
def test_turned_round_it_lies_as_far_on_the_other_side(levels):
    assert t_score(levels) == pytest.approx(100 - t_score([-level for level in levels]))


@given(LEVELS, WEIGHTS)
def test_equal_weights_are_no_weights(levels, weight):
    assert t_score(levels, [weight] * len(levels)) == pytest.approx(t_score(levels))


@given(st.lists(st.tuples(st.integers(-2, 1), WEIGHTS), min_size=1, max_size=8))
def test_a_level_more_is_never_less(goals):
    levels, weights = zip(*goals, strict=True)
    assert t_score((levels[0] + 1, *levels[1:]), weights) > t_score(levels, weights)


@pytest.mark.parametrize("level", [-3, 3])
def test_a_level_beyond_the_five(level):
    with pytest.raises(Refused, match="rating_out_of_range"):
        t_score((level,))


def test_a_weight_is_never_negative_and_there_is_one_for_each():
    with pytest.raises(Refused, match="gas_weight"):
        t_score((1, 1), (1, -1))
    with pytest.raises(ValueError):
        t_score((1, 1), (1,))


def test_a_goal_starts_below_what_is_expected():
    check_baseline(-1)
    check_baseline(-2)
    for level in (-3, 0, 1):
        with pytest.raises(Refused, match="gas_baseline"):
            check_baseline(level)
