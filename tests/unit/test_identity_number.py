"""Identity numbers: Skatteverket's published test numbers, and computed ones too old to be real."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from personnummer import personnummer as oracle

from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.identity_number import ParsedNumber, last_digits, parse, sex_of
from dirigo_tui.domain.vocabulary import IdentityKind, Sex

TODAY = date(2026, 11, 21)
PERSONAL = IdentityKind.PERSONAL_NUMBER
COORDINATION = IdentityKind.COORDINATION_NUMBER
RESERVE = IdentityKind.RESERVE_NUMBER
LONG_AGO = st.dates(date(1800, 1, 1), date(1889, 12, 31))
TOLVAN = ParsedNumber(PERSONAL, "191212121212", date(1912, 12, 12), Sex.MEN)


def refusal(kind: IdentityKind, text: str, today: date = TODAY) -> str:
    with pytest.raises(Refused) as refused:
        parse(kind, text, today)
    assert text not in map(str, refused.value.params.values())
    return refused.value.code


def with_check_digit(first_eleven: str) -> str:
    return next(
        first_eleven + digit for digit in "0123456789" if oracle.valid(first_eleven + digit)
    )


@pytest.mark.parametrize(
    "text",
    [
        "191212121212",
        "19121212-1212",
        "19121212+1212",
        "19121212 1212",
        " 191212121212\n",
        "19121212–1212",
        "121212+1212",
        "１９１２１２１２-１２１２",
        "\ufeff19121212-1212",
    ],
)
def test_a_personal_number_is_read_however_it_is_written(text: str) -> None:
    assert parse(PERSONAL, text, TODAY) == TOLVAN


@pytest.mark.parametrize(
    ("number", "birth_date", "sex"),
    [
        ("189001019802", date(1890, 1, 1), Sex.WOMEN),
        ("189001029819", date(1890, 1, 2), Sex.MEN),
        ("189001039826", date(1890, 1, 3), Sex.WOMEN),
    ],
)
def test_birth_date_and_sex_come_from_the_number(number: str, birth_date: date, sex: Sex) -> None:
    assert parse(PERSONAL, number, TODAY) == ParsedNumber(PERSONAL, number, birth_date, sex)


def test_the_separator_tells_the_century() -> None:
    assert parse(PERSONAL, "121212-1212", date(1950, 1, 1)) == TOLVAN
    assert parse(PERSONAL, "121212-1212", date(2011, 12, 31)) == TOLVAN
    assert parse(PERSONAL, "121212+1212", date(2012, 12, 12)) == TOLVAN
    assert refusal(PERSONAL, "121212-1212", date(2012, 12, 11)) == "identity_number_future"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "identity_number_form"),
        ("1212121212", "identity_number_form"),
        ("19121212121", "identity_number_form"),
        ("1912121212122", "identity_number_form"),
        ("1912-12-12-1212", "identity_number_form"),
        ("19121212T212", "identity_number_form"),
        ("191212120000", "identity_number_form"),
        ("١٩١٢١٢١٢١٢١٢", "identity_number_form"),
        ("191212121213", "identity_number_check"),
        ("191212122112", "identity_number_check"),
        ("191213121212", "identity_number_date"),
        ("191302291212", "identity_number_date"),
        ("191212001212", "identity_number_date"),
        ("191212951212", "identity_number_date"),
        ("000012121212", "identity_number_date"),
        ("191212721212", "identity_number_other_kind"),
        ("209912121212", "identity_number_future"),
    ],
)
def test_a_personal_number_is_refused(text: str, code: str) -> None:
    assert refusal(PERSONAL, text) == code


def test_born_today_is_not_in_the_future() -> None:
    born = date(1850, 3, 5)
    number = with_check_digit("18500305238")
    assert parse(PERSONAL, number, born).birth_date == born
    assert refusal(PERSONAL, number, born - timedelta(days=1)) == "identity_number_future"


def test_a_coordination_number_adds_sixty_to_the_day() -> None:
    parsed = parse(COORDINATION, "191503882399", TODAY)
    assert parsed == ParsedNumber(COORDINATION, "191503882399", date(1915, 3, 28), Sex.MEN)
    assert parse(COORDINATION, "150388+2399", TODAY) == parsed


@pytest.mark.parametrize("number", ["191500722390", "191500882392"])
def test_a_coordination_number_may_lack_a_birth_date(number: str) -> None:
    parsed = parse(COORDINATION, number, TODAY)
    assert parsed.birth_date is None
    assert parsed.sex is Sex.MEN


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("191212121212", "identity_number_other_kind"),
        ("191503882398", "identity_number_check"),
        ("191502902399", "identity_number_date"),
        ("191503952399", "identity_number_date"),
        ("191503452399", "identity_number_date"),
        ("191513882399", "identity_number_date"),
    ],
)
def test_a_coordination_number_is_refused(text: str, code: str) -> None:
    assert refusal(COORDINATION, text) == code


def test_a_reserve_number_is_free_text() -> None:
    assert parse(RESERVE, " R-2027/14 ", TODAY) == ParsedNumber(RESERVE, "R-2027/14")
    assert parse(RESERVE, "191212121213", TODAY).birth_date is None
    assert refusal(RESERVE, "1234567890123") == "identity_number_form"
    assert refusal(RESERVE, " \u200b ") == "identity_number_form"


def test_last_digits() -> None:
    assert last_digits("191212121212") == "1212"
    assert last_digits("R14") == "R14"


@given(LONG_AGO, st.integers(1, 999), st.integers(0, 9), st.sampled_from([PERSONAL, COORDINATION]))
def test_the_check_digit_agrees_with_the_library(
    born: date, serial: int, check: int, kind: IdentityKind
) -> None:
    day = born.day + (60 if kind is COORDINATION else 0)
    number = f"{born.year}{born.month:02}{day:02}{serial:03}{check}"
    if oracle.valid(number):
        sex = Sex.MEN if oracle.parse(number).is_male() else Sex.WOMEN
        assert parse(kind, number, TODAY) == ParsedNumber(kind, number, born, sex)
        assert parse(kind, f"{number[:8]}-{number[8:]}", TODAY).number == number
    else:
        assert refusal(kind, number) == "identity_number_check"


@given(LONG_AGO, st.integers(1, 999), st.integers(2, 11), st.integers(1, 9))
def test_one_wrong_digit_is_always_found(born: date, serial: int, place: int, shift: int) -> None:
    number = with_check_digit(f"{born:%Y%m%d}{serial:03}")
    wrong = number[:place] + str((int(number[place]) + shift) % 10) + number[place + 1 :]
    assert refusal(PERSONAL, wrong).startswith("identity_number_")


@given(st.integers(1, 999))
def test_an_odd_serial_is_a_mans(serial: int) -> None:
    assert sex_of(f"18500305{serial:03}0") is (Sex.MEN if serial % 2 else Sex.WOMEN)


@given(
    st.sampled_from(list(IdentityKind)), st.text(max_size=16) | st.from_regex(r"[0-9]{6,12}[-+]?")
)
def test_any_text_is_a_number_or_refused(kind: IdentityKind, text: str) -> None:
    try:
        parsed = parse(kind, text, TODAY)
    except Refused as refused:
        assert refused.code.startswith("identity_number_")
    else:
        assert parse(kind, parsed.number, TODAY) == parsed
