"""Days: months, overdue, Swedish time and holidays, and days as people write them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from dirigo_tui.domain.dates import (
    Holiday,
    add_months,
    age_on,
    is_day_off,
    overdue,
    parse_day,
    parse_written_day,
    swedish_holidays,
    today_in_sweden,
)
from dirigo_tui.domain.errors import Refused

TODAY = date(2026, 11, 21)  # a Saturday
DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))
SWEDISH_MONTHS = [
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
]
SWEDISH_WEEKDAYS = ["måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"]


def refusal(text: str, *, written: bool = False) -> str:
    with pytest.raises(Refused) as refused:
        parse_written_day(text) if written else parse_day(text, TODAY)
    assert refused.value.params["text"] == text
    return refused.value.code


# Months


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ("2024-12-31", 2, "2025-02-28"),
        ("2025-06-30", 6, "2025-12-30"),
        ("2023-12-31", 2, "2024-02-29"),
        ("2026-01-31", 1, "2026-02-28"),
        ("2026-03-31", 1, "2026-04-30"),
        ("2026-11-15", 0, "2026-11-15"),
        ("2026-11-15", 1, "2026-12-15"),
        ("2026-12-01", 1, "2027-01-01"),
        ("2026-03-31", -1, "2026-02-28"),
        ("2026-01-15", -1, "2025-12-15"),
        ("2024-02-29", 12, "2025-02-28"),
    ],
)
def test_add_months(day: str, months: int, expected: str) -> None:
    assert add_months(date.fromisoformat(day), months) == date.fromisoformat(expected)


@given(DAYS, st.integers(-600, 600))
def test_add_months_agrees_with_dateutil(day: date, months: int) -> None:
    assert add_months(day, months) == day + relativedelta(months=months)


@given(DAYS, st.integers(0, 60))
def test_add_months_clamps_within_the_month_it_lands_in(day: date, months: int) -> None:
    later = add_months(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later.day < day.day and (later + timedelta(days=1)).day == 1)


@given(DAYS, DAYS, st.integers(0, 60))
def test_add_months_keeps_the_order_of_days(one: date, other: date, months: int) -> None:
    earlier, later = sorted((one, other))
    assert add_months(earlier, months) <= add_months(later, months)


def test_add_months_ends_with_the_calendar() -> None:
    with pytest.raises(ValueError, match="year"):
        add_months(date(9999, 12, 1), 1)


# Age, overdue and today


@pytest.mark.parametrize(
    ("born", "day", "years"),
    [
        ("1985-11-21", "2026-11-21", 41),
        ("1985-11-22", "2026-11-21", 40),
        ("1985-11-21", "1985-11-21", 0),
        ("1996-02-29", "2027-02-27", 30),
        ("1996-02-29", "2027-02-28", 31),
        ("1996-02-29", "2028-02-28", 31),
        ("1996-02-29", "2028-02-29", 32),
    ],
)
def test_age_on(born: str, day: str, years: int) -> None:
    assert age_on(date.fromisoformat(born), date.fromisoformat(day)) == years


def test_due_today_is_not_overdue_and_due_yesterday_is() -> None:
    assert not overdue(TODAY, TODAY)
    assert overdue(TODAY - timedelta(days=1), TODAY)
    assert not overdue(TODAY + timedelta(days=1), TODAY)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (datetime(2026, 11, 21, 22, 59, tzinfo=UTC), date(2026, 11, 21)),
        (datetime(2026, 11, 21, 23, 0, tzinfo=UTC), date(2026, 11, 22)),
        (datetime(2026, 7, 1, 21, 59, tzinfo=UTC), date(2026, 7, 1)),
        (datetime(2026, 7, 1, 22, 0, tzinfo=UTC), date(2026, 7, 2)),
        (datetime(2026, 12, 31, 23, 30, tzinfo=UTC), date(2027, 1, 1)),
    ],
)
def test_the_day_turns_at_midnight_in_sweden(moment: datetime, expected: date) -> None:
    assert today_in_sweden(moment) == expected


def test_a_moment_without_a_time_zone_has_no_day() -> None:
    with pytest.raises(ValueError, match="time zone"):
        today_in_sweden(datetime(2026, 11, 21, 12))  # noqa: DTZ001


# Holidays


def test_the_holidays_of_2026() -> None:
    assert swedish_holidays(2026) == {
        date(2026, 1, 1): Holiday.NEW_YEARS_DAY,
        date(2026, 1, 6): Holiday.EPIPHANY,
        date(2026, 4, 3): Holiday.GOOD_FRIDAY,
        date(2026, 4, 5): Holiday.EASTER_DAY,
        date(2026, 4, 6): Holiday.EASTER_MONDAY,
        date(2026, 5, 1): Holiday.MAY_DAY,
        date(2026, 5, 14): Holiday.ASCENSION_DAY,
        date(2026, 5, 24): Holiday.WHIT_SUNDAY,
        date(2026, 6, 6): Holiday.NATIONAL_DAY,
        date(2026, 6, 20): Holiday.MIDSUMMER_DAY,
        date(2026, 10, 31): Holiday.ALL_SAINTS_DAY,
        date(2026, 12, 25): Holiday.CHRISTMAS_DAY,
        date(2026, 12, 26): Holiday.BOXING_DAY,
    }


def test_movable_holidays_fall_on_their_weekdays() -> None:
    weekdays = {
        Holiday.GOOD_FRIDAY: 4,
        Holiday.EASTER_DAY: 6,
        Holiday.EASTER_MONDAY: 0,
        Holiday.ASCENSION_DAY: 3,
        Holiday.WHIT_SUNDAY: 6,
        Holiday.MIDSUMMER_DAY: 5,
        Holiday.ALL_SAINTS_DAY: 5,
    }
    for year in range(2006, 2061):
        for day, holiday in swedish_holidays(year).items():
            assert day.year == year
            assert day.weekday() == weekdays.get(holiday, day.weekday())
            if holiday is Holiday.MIDSUMMER_DAY:
                assert date(year, 6, 20) <= day <= date(year, 6, 26)
            if holiday is Holiday.ALL_SAINTS_DAY:
                assert date(year, 10, 31) <= day <= date(year, 11, 6)


def test_two_holidays_on_one_day_are_one_day_off() -> None:
    assert len(swedish_holidays(2008)) == len(Holiday) - 1  # Ascension Day on 1 May
    assert date(2008, 5, 1) in swedish_holidays(2008)


@pytest.mark.parametrize(
    ("day", "off"),
    [
        ("2026-11-20", False),
        ("2026-11-21", True),
        ("2026-11-22", True),
        ("2026-05-14", True),
        ("2026-05-15", False),
        ("2026-12-24", False),
        ("2026-12-25", True),
    ],
)
def test_is_day_off(day: str, off: bool) -> None:
    assert is_day_off(date.fromisoformat(day)) is off


# A day in a date field


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2027-03-05", "2027-03-05"),
        ("2027-3-5", "2027-03-05"),
        ("20270305", "2027-03-05"),
        ("２０２７-０３-０５", "2027-03-05"),
        ("5/3", "2027-03-05"),
        ("5/3 2027", "2027-03-05"),
        ("5/3-2027", "2027-03-05"),
        ("05/03 2027", "2027-03-05"),
        ("den 5/3", "2027-03-05"),
        ("5 mars", "2027-03-05"),
        ("5 Mars 2027", "2027-03-05"),
        ("den 5 mars 2027", "2027-03-05"),
        ("5:e mars", "2027-03-05"),
        ("1:a maj", "2027-05-01"),
        ("5 feb.", "2027-02-05"),
        ("5mars", "2027-03-05"),
        ("5 March", "2027-03-05"),
        ("5th of March, 2027", "2027-03-05"),
        ("21 nov", "2026-11-21"),
        ("20 nov", "2027-11-20"),
        ("22 nov", "2026-11-22"),
        ("29 feb", "2028-02-29"),
        ("5 mars 2020", "2020-03-05"),
        ("fredag 5 mars", "2027-03-05"),
        ("fredagen den 5 mars 2027", "2027-03-05"),
        ("fre 5/3", "2027-03-05"),
        ("på fredag 5/3", "2027-03-05"),
        ("Friday 5 March 2027", "2027-03-05"),
        ("fredag 2027-03-05", "2027-03-05"),
        ("  5\u00a0mars ", "2027-03-05"),
        ("i dag", "2026-11-21"),
        ("idag", "2026-11-21"),
        ("Today", "2026-11-21"),
        ("i morgon", "2026-11-22"),
        ("imorgon", "2026-11-22"),
        ("tomorrow", "2026-11-22"),
        ("i övermorgon", "2026-11-23"),
        ("i går", "2026-11-20"),
        ("i ga\u030ar", "2026-11-20"),
        ("yesterday", "2026-11-20"),
        ("i förrgår", "2026-11-19"),
        ("måndag", "2026-11-23"),
        ("på måndag", "2026-11-23"),
        ("mån", "2026-11-23"),
        ("on Monday", "2026-11-23"),
        ("fredag", "2026-11-27"),
        ("lördag", "2026-11-28"),
        ("i lördags", "2026-11-14"),
        ("i fredags", "2026-11-20"),
        ("om 2 veckor", "2026-12-05"),
        ("om två veckor", "2026-12-05"),
        ("om en vecka", "2026-11-28"),
        ("in 2 weeks", "2026-12-05"),
        ("in a week", "2026-11-28"),
        ("om 3 dagar", "2026-11-24"),
        ("om 10 dagar", "2026-12-01"),
        ("om 2 månader", "2027-01-21"),
        ("om tolv månader", "2027-11-21"),
        ("om ett år", "2027-11-21"),
        ("in 2 months", "2027-01-21"),
    ],
)
def test_parse_day(text: str, expected: str) -> None:
    assert parse_day(text, TODAY) == date.fromisoformat(expected)


def test_in_months_clamps_as_deadlines_do() -> None:
    assert parse_day("om 2 månader", date(2024, 12, 31)) == date(2025, 2, 28)


def test_the_next_leap_day_is_found_across_a_century_without_one() -> None:
    assert parse_day("29 feb", date(2096, 3, 1)) == date(2104, 2, 29)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "snart",
        "mars",
        "5",
        "5/3/2027",
        "3/5/27",
        "5/3 27",
        "5.3.2027",
        "2027-03",
        "2027",
        "0027-03-05",
        "March 5",
        "nästa måndag",
        "om veckor",
        "om 12345 dagar",
        "5 mars 2027 eller senare",
        "5 mars\n6 mars",
        "٥ mars",
        "i måndag",
    ],
)
def test_what_can_be_read_in_two_ways_or_none_is_not_understood(text: str) -> None:
    assert refusal(text) == "day_not_understood"


@pytest.mark.parametrize(
    "text",
    ["30/2", "30 februari", "31/4 2027", "2027-02-29", "20271301", "0/3", "5/13", "om 9999 år"],
)
def test_a_day_no_calendar_has(text: str) -> None:
    assert refusal(text) == "no_such_day"


@pytest.mark.parametrize("text", ["torsdag 5 mars 2027", "Monday 5 March"])
def test_a_weekday_that_is_not_that_days(text: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_day(text, TODAY)
    assert refused.value.code == "weekday_differs"
    assert refused.value.params == {"text": text, "day": date(2027, 3, 5)}


@given(DAYS)
def test_parse_day_reads_every_way_a_full_day_is_written(day: date) -> None:
    month, weekday = SWEDISH_MONTHS[day.month - 1], SWEDISH_WEEKDAYS[day.weekday()]
    for text in (
        day.isoformat(),
        f"{day:%Y%m%d}",
        f"{day.day}/{day.month} {day.year}",
        f"{day.day} {month} {day.year}",
        f"{weekday} {day.day} {month[:3]} {day.year}",
    ):
        assert parse_day(text, TODAY) == day
        assert parse_written_day(text) == day


@given(st.dates(TODAY, TODAY + timedelta(days=364)))
def test_a_day_without_a_year_is_the_nearest_ahead(day: date) -> None:
    assert parse_day(f"{day.day}/{day.month}", TODAY) == day
    assert parse_day(f"{day.day} {SWEDISH_MONTHS[day.month - 1].upper()}", TODAY) == day


@given(DAYS)
def test_a_weekday_is_one_of_the_seven_days_after_today(today: date) -> None:
    for weekday, word in enumerate(SWEDISH_WEEKDAYS):
        ahead = parse_day(f"på {word}", today)
        behind = parse_day(f"i {word}s", today)
        assert ahead.weekday() == behind.weekday() == weekday
        assert today < ahead <= today + timedelta(days=7)
        assert today - timedelta(days=7) <= behind < today


@given(st.text(max_size=20) | st.from_regex(r"[0-9/ \-]{1,12}", fullmatch=True))
def test_any_text_is_a_day_or_refused(text: str) -> None:
    try:
        assert isinstance(parse_day(text, TODAY), date)
    except Refused as refused:
        assert refused.code in {"day_not_understood", "no_such_day", "weekday_differs"}


# A day in an imported file


@pytest.mark.parametrize(
    "text", ["2027-03-05", "20270305", "5/3 2027", "5 mars 2027", "5 March 2027", " 5 MARS 2027 "]
)
def test_parse_written_day(text: str) -> None:
    assert parse_written_day(text) == date(2027, 3, 5)


@pytest.mark.parametrize(
    "text",
    [
        "5/3",
        "5 mars",
        "i dag",
        "måndag",
        "om 2 veckor",
        "5/3/2027",
        "03/05/2027",
        "5/3 27",
        "46000",
        "",
    ],
)
def test_an_imported_day_is_never_guessed(text: str) -> None:
    assert refusal(text, written=True) == "day_not_understood"


def test_an_imported_day_must_exist() -> None:
    assert refusal("30/2 2027", written=True) == "no_such_day"
    assert refusal("torsdag 5 mars 2027", written=True) == "weekday_differs"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12 maj", "2026-05-12"),
        ("19/11", "2026-11-19"),
        ("21 november", "2026-11-21"),
        ("22/11", "2025-11-22"),
        ("29 feb", "2024-02-29"),
        ("24 dec 2026", "2026-12-24"),
        ("om två veckor", "2026-12-05"),
    ],
)
def test_a_day_that_has_been(text: str, expected: str) -> None:
    assert parse_day(text, date(2026, 11, 21), past=True) == date.fromisoformat(expected)


@given(st.dates(date(1999, 1, 1), date(2101, 1, 1)), st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_a_day_without_a_year_is_never_on_the_wrong_side(day: date, today: date) -> None:
    text = f"{day.day}/{day.month}"
    assert parse_day(text, today, past=True) <= today <= parse_day(text, today)
