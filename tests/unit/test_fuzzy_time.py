"""Tidpunkt: what is understood of a time as people write it, and what is left alone."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dirigo_tui.domain.fuzzy_time import FuzzyTime, parse
from dirigo_tui.domain.vocabulary import TimePrecision

TODAY = date(2026, 11, 21)  # a Saturday
DAY, MONTH, QUARTER, OPEN = (
    TimePrecision.DAY,
    TimePrecision.MONTH,
    TimePrecision.QUARTER,
    TimePrecision.OPEN,
)
MONTHS = [
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


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


UNDERSTOOD = [
    # Days
    ("2027-03-05", "2027-03-05", "2027-03-05", DAY),
    ("5 mars", "2027-03-05", "2027-03-05", DAY),
    ("den 5 mars", "2027-03-05", "2027-03-05", DAY),
    ("5/3 2027", "2027-03-05", "2027-03-05", DAY),
    ("21 november", "2026-11-21", "2026-11-21", DAY),
    ("20 november", "2027-11-20", "2027-11-20", DAY),
    ("5 mars 2020", "2020-03-05", "2020-03-05", DAY),
    ("29 feb", "2028-02-29", "2028-02-29", DAY),
    ("tisdag 24 nov kl 13–15", "2026-11-24", "2026-11-24", DAY),
    ("5 mars kl. 13.00", "2027-03-05", "2027-03-05", DAY),
    # Ranges of days
    ("3–14 mars", "2027-03-03", "2027-03-14", DAY),
    ("3-14 mars 2027", "2027-03-03", "2027-03-14", DAY),
    ("den 3 – 14 mars", "2027-03-03", "2027-03-14", DAY),
    ("3–14/3", "2027-03-03", "2027-03-14", DAY),
    ("3/3–14/4", "2027-03-03", "2027-04-14", DAY),
    ("1 jun–5 jul", "2027-06-01", "2027-07-05", DAY),
    ("20 nov–3 dec", "2026-11-20", "2026-12-03", DAY),
    ("28 december - 8 januari", "2026-12-28", "2027-01-08", DAY),
    ("28 december–8 januari 2028", "2027-12-28", "2028-01-08", DAY),
    ("2027-03-05 – 2027-04-01", "2027-03-05", "2027-04-01", DAY),
    ("2027-03-05-2027-04-01", "2027-03-05", "2027-04-01", DAY),
    ("3 mars till 5 april", "2027-03-03", "2027-04-05", DAY),
    ("3 mars t.o.m. 5 april", "2027-03-03", "2027-04-05", DAY),
    ("från 3 mars till och med 5 april", "2027-03-03", "2027-04-05", DAY),
    ("måndag 23 nov – fredag 27 nov", "2026-11-23", "2026-11-27", DAY),
    # Weeks
    ("v 12", "2027-03-22", "2027-03-28", DAY),
    ("v.12", "2027-03-22", "2027-03-28", DAY),
    ("V12", "2027-03-22", "2027-03-28", DAY),
    ("vecka 47", "2026-11-16", "2026-11-22", DAY),
    ("vecka 46", "2027-11-15", "2027-11-21", DAY),
    ("vecka 12, 2028", "2028-03-20", "2028-03-26", DAY),
    ("vecka 53", "2026-12-28", "2027-01-03", DAY),
    ("v 12–14", "2027-03-22", "2027-04-11", DAY),
    ("veckorna 50–2", "2026-12-07", "2027-01-17", DAY),
    ("v 12–14 2028", "2028-03-20", "2028-04-09", DAY),
    # Months and parts of months
    ("oktober", "2027-10-01", "2027-10-31", MONTH),
    ("oktober 2027", "2027-10-01", "2027-10-31", MONTH),
    ("i oktober 2027", "2027-10-01", "2027-10-31", MONTH),
    ("November", "2026-11-01", "2026-11-30", MONTH),
    ("juli 2027", "2027-07-01", "2027-07-31", MONTH),
    ("feb. 2028", "2028-02-01", "2028-02-29", MONTH),
    ("2027-03", "2027-03-01", "2027-03-31", MONTH),
    ("september–december", "2026-09-01", "2026-12-31", MONTH),
    ("september - december", "2026-09-01", "2026-12-31", MONTH),
    ("september-december", "2026-09-01", "2026-12-31", MONTH),
    ("mars–maj", "2027-03-01", "2027-05-31", MONTH),
    ("november–februari", "2026-11-01", "2027-02-28", MONTH),
    ("november–februari 2027", "2026-11-01", "2027-02-28", MONTH),
    ("november 2026–februari", "2026-11-01", "2027-02-28", MONTH),
    ("2027-03 – 2027-05", "2027-03-01", "2027-05-31", MONTH),
    ("början av januari", "2027-01-01", "2027-01-10", MONTH),
    ("i mitten av mars 2027", "2027-03-11", "2027-03-20", MONTH),
    ("slutet av februari 2028", "2028-02-21", "2028-02-29", MONTH),
    ("slutet av mars – mitten av april", "2027-03-21", "2027-04-20", MONTH),
    ("5 mars–maj", "2027-03-05", "2027-05-31", MONTH),
    # Quarters and seasons
    ("kvartal 3", "2027-07-01", "2027-09-30", QUARTER),
    ("kvartal 4", "2026-10-01", "2026-12-31", QUARTER),
    ("Q1 2027", "2027-01-01", "2027-03-31", QUARTER),
    ("kvartal 4–1", "2026-10-01", "2027-03-31", QUARTER),
    ("våren 2027", "2027-03-01", "2027-05-31", QUARTER),
    ("under våren", "2027-03-01", "2027-05-31", QUARTER),
    ("hösten", "2026-09-01", "2026-11-30", QUARTER),
    ("i höst", "2026-09-01", "2026-11-30", QUARTER),
    ("sommaren", "2027-06-01", "2027-08-31", QUARTER),
    ("vintern", "2026-12-01", "2027-02-28", QUARTER),
    ("hösten 2026 – våren 2027", "2026-09-01", "2027-05-31", QUARTER),
    # One end only
    ("från mars", "2027-03-01", "", OPEN),
    ("fr.o.m. 5 mars", "2027-03-05", "", OPEN),
    ("från och med maj tills vidare", "2027-05-01", "", OPEN),
    ("till maj", "", "2027-05-31", MONTH),
    ("t.o.m. 31 december", "", "2026-12-31", DAY),
    ("senast 5 mars", "", "2027-03-05", DAY),
    ("pågår till maj", "", "2027-05-31", MONTH),
    ("pågår t o m 31 dec", "", "2026-12-31", DAY),
    # Open
    ("pågår", "", "", OPEN),
    ("Pågår sedan mars", "", "", OPEN),
    ("pågår till jul", "", "", OPEN),
    ("tills vidare", "", "", OPEN),
    ("varje morgon", "", "", OPEN),
    ("dagligen", "", "", OPEN),
    # English
    ("5 March", "2027-03-05", "2027-03-05", DAY),
    ("week 12", "2027-03-22", "2027-03-28", DAY),
    ("from March to May", "2027-03-01", "2027-05-31", MONTH),
    ("mid-January", "2027-01-11", "2027-01-20", MONTH),
    ("the end of May", "2027-05-21", "2027-05-31", MONTH),
    ("in the spring", "2027-03-01", "2027-05-31", QUARTER),
    ("until further notice", "", "", OPEN),
    ("ongoing", "", "", OPEN),
]


@pytest.mark.parametrize(("text", "start", "end", "precision"), UNDERSTOOD)
def test_what_is_understood(text: str, start: str, end: str, precision: TimePrecision) -> None:
    assert parse(text, TODAY) == FuzzyTime(text, day(start), day(end), precision)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "tisdagar, 8 ggr",
        "varje tisdag, 8 ggr",
        "så snart som möjligt",
        "efter operationen",
        "28–3 mars",
        "oktober 27",
        "2027",
        "vintern 2027",
        "mars 2027 – januari 2027",
        "onsdag 24 nov",
        "måndag 23 nov – fredag 26 nov",
        "fredag 2027-03-04",
        "30 februari",
        "v 54",
        "kvartal 5",
        "vecka 53 2027",
        "i morgon",
        "på måndag",
        "om två veckor",
        "till jul",
        "från jul",
        "i jul",
        "jul 2027",
        "mars, april eller maj",
        "[red]mars[/]",
    ],
)
def test_no_date_is_invented(text: str) -> None:
    assert parse(text, TODAY) == FuzzyTime(text, None, None, None)


def test_a_stretch_that_has_begun_is_still_the_nearest() -> None:
    assert parse("november–februari", date(2027, 1, 15)).start == date(2026, 11, 1)
    assert parse("november–februari", date(2027, 3, 1)).start == date(2027, 11, 1)
    assert parse("vintern", date(2027, 2, 28)).start == date(2026, 12, 1)
    assert parse("början av januari", date(2027, 1, 11)).start == date(2028, 1, 1)


def test_the_text_is_kept_as_written() -> None:
    assert parse("  Oktober\u00a02027 ", TODAY).text == "  Oktober\u00a02027 "


@given(st.text(max_size=40), st.dates())
def test_any_text_is_kept(text: str, today: date) -> None:
    assert parse(text, today).text == text


WORDS = [
    "januari",
    "mars",
    "december",
    "3",
    "14",
    "29",
    "5/3",
    "28/2",
    "2027",
    "2026-12-31",
    "v",
    "vecka",
    "1",
    "53",
    "kvartal",
    "4",
    "våren",
    "vinter",
    "början",
    "av",
    "slutet",
    "i",
    "från",
    "till",
    "pågår",
    "tisdag",
    "-",
    "–",
    "t.o.m.",
    "kl",
    "13",
    "tills",
    "vidare",
]
PHRASES = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)


@given(PHRASES, st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_what_is_understood_is_in_order_and_not_past(text: str, today: date) -> None:
    time = parse(text, today)
    if time.start and time.end:
        assert time.start <= time.end
    if time.end and "20" not in text:  # no year is written
        assert time.end >= today
    if time.precision in {None, OPEN}:
        assert time.end is None
    if time.precision is None:
        assert time.start is None
    elif time.precision is not OPEN:
        assert time.end is not None


@given(
    st.integers(0, 11),
    st.integers(0, 11),
    st.dates(date(1990, 1, 1), date(2100, 1, 1)),
    st.booleans(),
)
def test_a_range_of_months_is_the_first_not_past(
    first: int, last: int, today: date, short: bool
) -> None:
    names = [name[:3] if short and name != "juli" else name for name in MONTHS]
    time = parse(f"{names[first]}–{names[last]}", today)
    assert time.start and time.end
    assert (time.start.month, time.start.day) == (first + 1, 1)
    assert (time.end.month, (time.end + timedelta(days=1)).day) == (last + 1, 1)
    assert time.end >= today
    assert time.end - time.start < timedelta(days=366)
    assert time.end - timedelta(days=366) < today  # a year earlier it would be past


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(0, 400))
def test_a_range_of_full_days_is_itself(start: date, days: int) -> None:
    end = start + timedelta(days=days)
    time = parse(f"{start} – {end}", TODAY)
    assert (time.start, time.end, time.precision) == (start, end, DAY)
