"""How hard a passphrase is to guess: a rule of thumb on length and variety, told in plain words.

It measures no entropy and knows no word list; it is there to make people add a word.
"""

from __future__ import annotations

from enum import StrEnum
from itertools import pairwise

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


def strength(passphrase: str) -> Strength:
    """How hard it is to guess.

    A character that repeats the one before, or follows it in the alphabet, adds nothing.
    """
    steps = sum(abs(ord(b) - ord(a)) > 1 for a, b in pairwise(passphrase))
    counted = steps + len(passphrase[:1])
    if counted < _FAIR or len(set(passphrase.casefold())) < _VARIETY:
        return Strength.WEAK
    return Strength.STRONG if counted >= _STRONG else Strength.FAIR
