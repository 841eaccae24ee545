"""DOMAIN.md §5: whether a plan is alive on a day."""

from __future__ import annotations

from datetime import date

import pytest

from dirigo_tui.domain.deadlines import FRESHNESS, Facts, deadlines
from dirigo_tui.domain.freshness import QUESTIONS, lapses
from dirigo_tui.domain.vocabulary import Rule

PLAN = Facts(
    start=date(2025, 1, 1),
    plan_started_on=date(2025, 1, 10),
    plan_confirmed_on=date(2025, 1, 20),
    next_follow_up=date(2025, 3, 1),
    activities_ahead_until=date(2025, 2, 1),
    mapping_updated_on=date(2025, 1, 5),
)


def test_the_four_questions_in_their_order():
    assert QUESTIONS == (
        Rule.NO_ACTIVITY_AHEAD,
        Rule.NO_FOLLOW_UP_DATE,
        Rule.MAPPING_OLD,
        Rule.NO_ACTIVITY_FOLLOWED_UP,
    )
    assert set(QUESTIONS) == FRESHNESS


@pytest.mark.parametrize(
    ("today", "stale"),
    [
        (date(2025, 2, 1), QUESTIONS[:0]),
        (date(2025, 2, 2), QUESTIONS[:1]),
        (date(2025, 3, 1), QUESTIONS[:1]),
        (date(2025, 3, 2), QUESTIONS[:2]),
        (date(2025, 4, 10), QUESTIONS[:2]),
        (date(2025, 4, 11), (QUESTIONS[0], QUESTIONS[1], QUESTIONS[3])),
        (date(2026, 1, 5), (QUESTIONS[0], QUESTIONS[1], QUESTIONS[3])),
        (date(2026, 1, 6), QUESTIONS),
    ],
)
def test_a_plan_left_alone_goes_stale_bit_by_bit(today, stale):
    assert lapses(deadlines(PLAN), today) == stale


def test_other_deadlines_are_no_lapse():
    facts = Facts(sick_since=date(2020, 1, 1), next_follow_up=date(2020, 1, 1))
    assert lapses(deadlines(facts), date(2026, 1, 1)) == ()
