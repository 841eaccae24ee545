"""Identity numbers: personnummer, samordningsnummer, reservnummer (DOMAIN.md §11).

The kind is chosen by a person; a number that fails the checks of its kind is refused, never filed
under another. No refusal carries the number.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.text import clean
from dirigo_tui.domain.vocabulary import IdentityKind, Sex

RESERVE_NUMBER_LENGTH = 12
"""The longest reserve number, in characters."""

_TWELVE = re.compile("([0-9]{4})([0-9]{2})([0-9]{2})[-+ ]?([0-9]{4})")
_TEN = re.compile("([0-9]{2})([0-9]{2})([0-9]{2})([-+])([0-9]{4})")
_DASHES = re.compile("[\u2010-\u2015\u2212]")
_PERSONAL_DAYS = range(1, 32)
_COORDINATION_DAYS = range(60, 92)


@dataclass(frozen=True, slots=True)
class ParsedNumber:
    """A checked identity number and what it says about the person.

    Attributes:
        number: twelve digits, or a reserve number as written.
        birth_date, sex: None where the number does not say.
    """

    kind: IdentityKind
    number: str
    birth_date: date | None = None
    sex: Sex | None = None


def parse(kind: IdentityKind, text: str, today: date) -> ParsedNumber:
    """Check a number as written, of the kind that was chosen.

    Twelve digits, with or without a separator before the last four; or ten digits with the
    separator that tells the century: ``-`` until the year one turns a hundred, ``+`` from then on.

    Raises:
        Refused: ``identity_number_form(kind)`` when it is not written like that;
            ``identity_number_other_kind(kind)`` when its day is one of the other kind;
            ``identity_number_date`` when there is no such birth date;
            ``identity_number_future`` when the birth date lies ahead;
            ``identity_number_check`` when the check digit does not fit.
    """
    plain = _DASHES.sub("-", clean(unicodedata.normalize("NFKC", text)))
    if kind is IdentityKind.RESERVE_NUMBER:
        if not 1 <= len(plain) <= RESERVE_NUMBER_LENGTH:
            raise Refused("identity_number_form", kind=kind)
        return ParsedNumber(kind, plain)
    number = _twelve_digits(plain, today)
    if number is None or number[8:11] == "000":
        raise Refused("identity_number_form", kind=kind)
    birth_date = _birth_date(kind, number)
    if birth_date is not None and birth_date > today:
        raise Refused("identity_number_future")
    if not _check_digit_fits(number):
        raise Refused("identity_number_check")
    return ParsedNumber(kind, number, birth_date, sex_of(number))


def sex_of(number: str) -> Sex:
    """The sex that a twelve-digit number tells: an odd third serial digit is a man's."""
    return Sex.MEN if int(number[10]) % 2 else Sex.WOMEN


def last_digits(number: str) -> str:
    """The last four characters, to tell people apart without showing the number."""
    return number[-4:]


def _twelve_digits(plain: str, today: date) -> str | None:
    if match := _TWELVE.fullmatch(plain):
        return "".join(match.groups())
    if match := _TEN.fullmatch(plain):
        year, month, day, separator, last = match.groups()
        latest = today.year - (100 if separator == "+" else 0)
        return f"{latest - (latest - int(year)) % 100:04}{month}{day}{last}"
    return None


def _birth_date(kind: IdentityKind, number: str) -> date | None:
    """The birth date in the number.

    Skatteverket gives a person whose birth date is not fully known a coordination number with month
    00 or day 60; then there is none.
    """
    year, month, day = int(number[:4]), int(number[4:6]), int(number[6:8])
    coordination = kind is IdentityKind.COORDINATION_NUMBER
    if day in (_PERSONAL_DAYS if coordination else _COORDINATION_DAYS):
        raise Refused("identity_number_other_kind", kind=kind)
    if coordination:
        day -= _COORDINATION_DAYS.start
        if month == 0 or day == 0:
            return None
    try:
        return date(year, month, day)
    except ValueError:
        raise Refused("identity_number_date") from None


def _check_digit_fits(number: str) -> bool:
    """Luhn's check over the last ten digits."""
    doubled = sum(sum(divmod(2 * int(digit), 10)) for digit in number[2::2])
    return (doubled + sum(map(int, number[3::2]))) % 10 == 0
