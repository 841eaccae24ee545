"""What a passphrase must have, and how hard it is to guess, told in plain words.

The strength is a rule of thumb on length and variety. It measures no entropy and knows no word
list; it is there to make people add a word.
"""

from __future__ import annotations

from enum import StrEnum
from itertools import pairwise

from dirigo_tui.domain.errors import Refused

LEAST = 8
"""Characters below which a passphrase is refused."""

_FAIR = 12
_STRONG = 20
_VARIETY = 6


class Strength(StrEnum):
    """How hard a passphrase is to guess."""

    WEAK = "weak"
    FAIR = "fair"
    STRONG = "strong"


def check_new(passphrase: str) -> None:
    """Whether it may be set. Raises ``Refused``: ``passphrase_empty``, ``passphrase_short``."""
    if not passphrase.strip():
        raise Refused("passphrase_empty")
    if len(passphrase) < LEAST:
        raise Refused("passphrase_short", least=LEAST)


def strength(passphrase: str) -> Strength:
    """How hard it is to guess.

    A character that repeats the one before, or follows it in the alphabet, adds nothing.
    """
    steps = sum(abs(ord(b) - ord(a)) > 1 for a, b in pairwise(passphrase))
    counted = steps + len(passphrase[:1])
    if counted < _FAIR or len(set(passphrase.casefold())) < _VARIETY:
        return Strength.WEAK
    return Strength.STRONG if counted >= _STRONG else Strength.FAIR
