"""DOMAIN.md §6: the answer before, series, first and last, side by side."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from made import rating

from dirigo_tui.domain.ratings import (
    Comparison,
    FirstAndLast,
    Question,
    compare,
    first_and_last,
    latest_value,
    series,
    side_by_side,
)
from dirigo_tui.domain.vocabulary import NonAnswer, Rater

WAS = Question("was", 1, "was")
MAY, JUNE, JULY = date(2026, 5, 1), date(2026, 6, 1), date(2026, 7, 1)
OTHERS = Rater.CASEWORKER


def skipped(on, **fields):
    return rating(on, None, non_answer=NonAnswer.PREFERS_NOT, **fields)


class TestLatestValue:
    def test_the_last_value_before_the_day(self):
        given = [rating(JUNE, 5), rating(MAY, 3), rating(JULY, 7)]
        assert latest_value(given, WAS, Rater.PARTICIPANT, JULY) is given[0]

    def test_none_before_the_first(self):
        assert latest_value([rating(MAY, 3)], WAS, Rater.PARTICIPANT, MAY) is None

    def test_passes_over_a_non_answer(self):
        given = [rating(MAY, 0), skipped(JUNE)]
        assert latest_value(given, WAS, Rater.PARTICIPANT, JULY) is given[0]

    def test_never_of_another_version_item_goal_or_rater(self):
        given = [
            rating(MAY, 3, template_version=2),
            rating(MAY, 3, item="health", template="steps"),
            rating(MAY, 3, goal_id="g"),
            rating(MAY, 3, rater=OTHERS),
        ]
        assert latest_value(given, WAS, Rater.PARTICIPANT, JULY) is None
        assert latest_value(given, WAS, OTHERS, JULY) is given[3]


class TestFirstAndLast:
    def test_in_the_order_of_days_not_of_recording(self):
        given = [rating(JULY, 7), rating(MAY, 3), rating(JUNE, 9)]
        assert first_and_last(given, WAS) == FirstAndLast(3, 7)

    def test_a_non_answer_is_never_zero(self):
        given = [skipped(MAY), rating(JUNE, 5), skipped(JULY)]
        assert first_and_last(given, WAS) == FirstAndLast(5, None)

    def test_zero_is_a_value(self):
        assert first_and_last([rating(MAY, 0), rating(JUNE, 0)], WAS) == FirstAndLast(0, 0)

    def test_another_version_is_another_question(self):
        given = [rating(MAY, 3), rating(JUNE, 5, template_version=2)]
        assert first_and_last(given, WAS) == FirstAndLast(3, None)

    def test_another_version_on_the_same_day_hides_nothing(self):
        given = [rating(MAY, 3), rating(MAY, 5, template_version=2)]
        assert first_and_last(given, WAS) == FirstAndLast(3, None)

    def test_of_two_on_one_day_the_last_recorded_counts(self):
        given = [rating(MAY, 3), rating(MAY, 4)]
        assert first_and_last(given[::-1], WAS) == FirstAndLast(4, None)

    def test_each_rater_for_themselves(self):
        given = [rating(MAY, 3), rating(JUNE, 9, rater=OTHERS)]
        assert first_and_last(given, WAS) == FirstAndLast(3, None)
        assert first_and_last(given, WAS, OTHERS) == FirstAndLast(9, None)


def test_a_comparison_counts_both_one_and_none():
    people = [FirstAndLast(3, 5), FirstAndLast(0, 0), FirstAndLast(4, None)]
    compared = compare([*people, FirstAndLast(None, None), FirstAndLast(None, None)])
    assert compared == Comparison(((3, 5), (0, 0)), one=1, none=2)
    assert compared.both == 2


class TestSeries:
    def test_breaks_where_the_version_changes(self):
        one, two = rating(MAY, 3), rating(JUNE, 5)
        other = rating(JULY, 6, template_version=2)
        assert series([other, two, one], "was", "was") == ((one, two), (other,))

    def test_holds_the_gaps(self):
        one, gap = rating(MAY, 3), skipped(JUNE)
        assert series([one, gap], "was", "was") == ((one, gap),)

    def test_of_one_goal_and_one_rater(self):
        own = rating(MAY, 1, goal_id="g", template="gas", item="level")
        others = [
            rating(MAY, 2, goal_id="h", template="gas", item="level"),
            rating(MAY, 2, goal_id="g", template="gas", item="level", rater=OTHERS),
        ]
        assert series([own, *others], "gas", "level", goal_id="g") == ((own,),)


def test_two_raters_stand_side_by_side_day_by_day():
    own, beside, alone = rating(MAY, 3), rating(MAY, 6, rater=OTHERS), rating(JUNE, 4, rater=OTHERS)
    assert side_by_side([alone, beside, own], WAS) == ((MAY, own, beside), (JUNE, None, alone))


RATINGS = st.lists(
    st.builds(
        lambda day, value, version, rater: rating(
            date(2026, 1, day),
            value,
            non_answer=None if value is not None else NonAnswer.MISSING,
            template_version=version,
            rater=rater,
        ),
        st.integers(1, 9),
        st.none() | st.integers(0, 10),
        st.integers(1, 2),
        st.sampled_from(Rater),
    ),
    max_size=12,
)


@given(RATINGS)
def test_a_series_is_in_order_a_day_at_a_time_and_of_one_version_a_piece(ratings):
    pieces = series(ratings, "was", "was")
    days = [point.on for piece in pieces for point in piece]
    assert days == sorted(set(days))
    assert all(len({point.template_version for point in piece}) == 1 for piece in pieces)
    versions = [piece[0].template_version for piece in pieces]
    assert all(one != other for one, other in pairwise(versions))


@given(RATINGS, st.randoms())
def test_the_order_of_rows_makes_no_difference(ratings, random):
    shuffled = random.sample(ratings, len(ratings))
    assert first_and_last(shuffled, WAS) == first_and_last(ratings, WAS)
    assert side_by_side(shuffled, WAS) == side_by_side(ratings, WAS)
