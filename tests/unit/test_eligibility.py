from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dirigo_tui.domain.eligibility import Doubt, doubts
from dirigo_tui.domain.vocabulary import TargetGroup

SICK = TargetGroup.SICK_LEAVE
YOUNG = TargetGroup.ACTIVITY_COMPENSATION


@pytest.mark.parametrize(
    ("sick_since", "on", "expected"),
    [
        (date(2026, 1, 15), date(2026, 7, 15), ()),
        (date(2026, 1, 15), date(2026, 7, 14), (Doubt.SICK_LEAVE_TOO_SHORT,)),
        (date(2025, 8, 31), date(2026, 2, 28), ()),
        (None, date(2026, 7, 15), (Doubt.SICK_SINCE_UNKNOWN,)),
    ],
)
def test_sick_leave_takes_six_months(
    sick_since: date | None, on: date, expected: tuple[Doubt, ...]
) -> None:
    assert doubts(SICK, on=on, sick_since=sick_since, birth_date=None) == expected


def test_sick_leave_may_be_counted_in_days() -> None:
    since = date(2026, 1, 1)
    ask = {"sick_since": since, "birth_date": None, "sick_leave_days": 180}
    assert doubts(SICK, on=date(2026, 6, 30), **ask) == ()
    assert doubts(SICK, on=date(2026, 6, 29), **ask) == (Doubt.SICK_LEAVE_TOO_SHORT,)


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2019, 5, 4), (Doubt.AGE_OUTSIDE_19_TO_29,)),
        (date(2019, 5, 5), ()),
        (date(2030, 5, 4), ()),
        (date(2030, 5, 5), (Doubt.AGE_OUTSIDE_19_TO_29,)),
    ],
)
def test_activity_compensation_is_for_19_to_29(on: date, expected: tuple[Doubt, ...]) -> None:
    assert doubts(YOUNG, on=on, sick_since=None, birth_date=date(2000, 5, 5)) == expected


def test_an_unknown_birth_date_is_a_doubt() -> None:
    found = doubts(YOUNG, on=date(2026, 1, 1), sick_since=None, birth_date=None)
    assert found == (Doubt.BIRTH_DATE_UNKNOWN,)


@given(st.dates(), st.one_of(st.none(), st.dates()), st.one_of(st.none(), st.dates()))
def test_income_support_and_no_group_raise_no_doubt(
    on: date, sick_since: date | None, birth_date: date | None
) -> None:
    for group in (None, TargetGroup.INCOME_SUPPORT):
        assert doubts(group, on=on, sick_since=sick_since, birth_date=birth_date) == ()


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2200, 1, 1)), st.integers(0, 20000))
def test_a_longer_sick_leave_never_raises_a_new_doubt(since: date, days: int) -> None:
    on = date.fromordinal(since.toordinal() + days)
    later = date.fromordinal(on.toordinal() + 1)
    ask = {"sick_since": since, "birth_date": None}
    assert doubts(SICK, on=later, **ask) == () or doubts(SICK, on=on, **ask) != ()
