"""Recurring activities: rules as parts, and the days they fall on."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.recurrence import (
    MAX_INTERVAL,
    MAX_OCCURRENCES,
    Frequency,
    RecurrenceParts,
    build,
    describe,
    occurrences,
    validate,
)

TUESDAY = date(2026, 11, 24)
TUE, THU = 1, 3


def days(*iso: str) -> list[date]:
    return [date.fromisoformat(day) for day in iso]


@pytest.mark.parametrize(
    ("parts", "rule"),
    [
        (RecurrenceParts(), "FREQ=WEEKLY"),
        (RecurrenceParts(weekdays=(TUE,), count=8), "FREQ=WEEKLY;BYDAY=TU;COUNT=8"),
        (
            RecurrenceParts(interval=2, weekdays=(TUE, THU), until=date(2027, 3, 5)),
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;UNTIL=20270305",
        ),
        (RecurrenceParts(frequency=Frequency.DAILY, count=5), "FREQ=DAILY;COUNT=5"),
        (RecurrenceParts(frequency=Frequency.MONTHLY), "FREQ=MONTHLY"),
    ],
)
def test_a_rule_is_built_and_described(parts: RecurrenceParts, rule: str) -> None:
    assert build(parts) == rule
    assert describe(rule) == parts


def test_parts_may_stand_in_any_order() -> None:
    assert describe("COUNT=8;BYDAY=TH,TU;FREQ=WEEKLY") == RecurrenceParts(
        weekdays=(TUE, THU), count=8
    )


@pytest.mark.parametrize(
    "rule",
    [
        "",
        "WEEKLY",
        "FREQ=",
        "FREQ=HOURLY",
        "FREQ=SECONDLY;COUNT=5",
        "FREQ=YEARLY",
        "FREQ=weekly",
        "COUNT=8",
        "FREQ=WEEKLY;",
        "FREQ=WEEKLY;COUNT=0",
        f"FREQ=WEEKLY;COUNT={MAX_OCCURRENCES + 1}",
        "FREQ=WEEKLY;COUNT=+5",
        "FREQ=WEEKLY;COUNT=٥",
        "FREQ=WEEKLY;COUNT=99999999999999",
        "FREQ=WEEKLY;INTERVAL=0",
        "FREQ=WEEKLY;INTERVAL=100",
        "FREQ=WEEKLY;BYDAY=",
        "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=WEEKLY;BYDAY=1TU",
        "FREQ=WEEKLY;BYDAY=TU,TU",
        "FREQ=MONTHLY;BYDAY=TU",
        "FREQ=WEEKLY;UNTIL=20270230",
        "FREQ=WEEKLY;UNTIL=2027W101",
        "FREQ=WEEKLY;UNTIL=20270305T000000Z",
        "FREQ=WEEKLY;COUNT=8;UNTIL=20270305",
        "FREQ=WEEKLY;COUNT=8;COUNT=9",
        "FREQ=WEEKLY;BYSETPOS=1",
        "RRULE:FREQ=WEEKLY",
        "FREQ=WEEKLY\nRDATE:20270101",
    ],
)
def test_anything_else_is_refused(rule: str) -> None:
    for use in (validate, describe, lambda rule: occurrences(rule, TUESDAY)):
        with pytest.raises(Refused) as refused:
            use(rule)
        assert refused.value.code == "recurrence_invalid"


@pytest.mark.parametrize(
    "wrong",
    [
        {"interval": 0},
        {"interval": MAX_INTERVAL + 1},
        {"count": 0},
        {"count": MAX_OCCURRENCES + 1},
        {"count": 8, "until": TUESDAY},
        {"weekdays": (7,)},
        {"weekdays": (THU, TUE)},
        {"frequency": Frequency.DAILY, "weekdays": (TUE,)},
    ],
)
def test_parts_that_make_no_rule_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(Refused) as refused:
        RecurrenceParts(**wrong)  # type: ignore[arg-type]
    assert refused.value.code == "recurrence_invalid"


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("FREQ=WEEKLY;COUNT=3", days("2026-11-24", "2026-12-01", "2026-12-08")),
        ("FREQ=WEEKLY;BYDAY=TU,TH;COUNT=3", days("2026-11-24", "2026-11-26", "2026-12-01")),
        ("FREQ=WEEKLY;BYDAY=MO;COUNT=2", days("2026-11-30", "2026-12-07")),
        (
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TU;COUNT=4",
            days("2026-11-24", "2026-12-07", "2026-12-08", "2026-12-21"),
        ),
        ("FREQ=WEEKLY;UNTIL=20261208", days("2026-11-24", "2026-12-01", "2026-12-08")),
        ("FREQ=WEEKLY;UNTIL=20261123", []),
        ("FREQ=DAILY;COUNT=3", days("2026-11-24", "2026-11-25", "2026-11-26")),
        ("FREQ=MONTHLY;COUNT=2", days("2026-11-24", "2026-12-24")),
    ],
)
def test_occurrences(rule: str, expected: list[date]) -> None:
    assert occurrences(rule, TUESDAY) == expected


def test_a_month_without_the_day_is_passed_over() -> None:
    assert occurrences("FREQ=MONTHLY;COUNT=3", date(2027, 1, 31)) == days(
        "2027-01-31", "2027-03-31", "2027-05-31"
    )


def test_a_series_without_an_end_is_bounded() -> None:
    assert len(occurrences("FREQ=DAILY", TUESDAY)) == MAX_OCCURRENCES
    assert len(occurrences("FREQ=DAILY", TUESDAY, limit=MAX_OCCURRENCES + 1)) == MAX_OCCURRENCES
    assert occurrences("FREQ=WEEKLY", TUESDAY, limit=1) == [TUESDAY]
    assert occurrences("FREQ=WEEKLY", TUESDAY, until=TUESDAY) == [TUESDAY]
    assert occurrences("FREQ=WEEKLY", date(9999, 12, 30)) == [date(9999, 12, 30)]


@st.composite
def parts(draw: st.DrawFn) -> RecurrenceParts:
    frequency = draw(st.sampled_from(Frequency))
    weekdays = draw(st.sets(st.integers(0, 6))) if frequency is Frequency.WEEKLY else set()
    count = draw(st.none() | st.integers(1, 40))
    until = draw(st.none() | st.dates(date(2026, 1, 1), date(2028, 1, 1))) if not count else None
    return RecurrenceParts(
        frequency=frequency,
        interval=draw(st.integers(1, 8)),
        weekdays=tuple(sorted(weekdays)),
        count=count,
        until=until,
    )


@given(parts())
def test_a_rule_says_what_it_was_built_from(parts: RecurrenceParts) -> None:
    assert describe(build(parts)) == parts


@given(parts(), st.dates(date(2026, 1, 1), date(2027, 12, 31)))
def test_occurrences_keep_to_the_rule(parts: RecurrenceParts, start: date) -> None:
    found = occurrences(build(parts), start)
    assert found == sorted(set(found))
    assert all(start <= day <= (parts.until or date.max) for day in found)
    if parts.count:
        assert len(found) == parts.count
    if parts.frequency is Frequency.WEEKLY:
        monday = start - timedelta(days=start.weekday())
        assert {day.weekday() for day in found} <= set(parts.weekdays or (start.weekday(),))
        assert all((day - monday).days // 7 % parts.interval == 0 for day in found)
    if parts.frequency is Frequency.DAILY:
        assert all((day - start).days % parts.interval == 0 for day in found)
    if parts.frequency is Frequency.MONTHLY:
        assert {day.day for day in found} <= {start.day}
