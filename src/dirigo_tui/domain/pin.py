"""What may be a PIN: digits, not too few, and not the first ones that anybody would try."""

from __future__ import annotations

from itertools import pairwise

from dirigo_tui.domain.errors import Refused

LEAST, MOST = 4, 12
"""Digits. Guessing ends after a few tries, so four are enough."""


def check_pin(pin: str) -> None:
    """Whether it may be one.

    Raises:
        Refused: ``pin_not_digits(least, most)``; ``pin_too_easy`` for digits that are all the same
            or go up or down by one.
    """
    if not (LEAST <= len(pin) <= MOST and pin.isascii() and pin.isdigit()):
        raise Refused("pin_not_digits", least=LEAST, most=MOST)
    steps = {int(after) - int(before) for before, after in pairwise(pin)}
    if steps in ({0}, {1}, {-1}):
        raise Refused("pin_too_easy")
