"""The recovery code: a key that can be written on paper and typed back.

Six groups of five letters in Crockford's base 32 (no I, L, O or U): 26 of them are random, 130
bits, and the last four a checksum over those, so that a slip of the hand is told from a code that
belongs to another desk. One slip in about a million goes unnoticed and reads as the wrong code.
"""

from __future__ import annotations

import hashlib
import re
import secrets

from dirigo_tui.domain.errors import Refused

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SECRET_LENGTH = 26
CHECK_LENGTH = 4
GROUP_LENGTH = 5

_SEPARATORS = re.compile(r"[\s\-\u2010-\u2015\u2212]+")
_LOOKALIKES = str.maketrans("OIL", "011")


def generate() -> str:
    """A fresh recovery code, in groups."""
    secret = "".join(secrets.choice(ALPHABET) for _ in range(SECRET_LENGTH))
    return grouped(secret + _checksum(secret))


def grouped(letters: str) -> str:
    """Letters in groups of five with hyphens between, as they are shown and printed."""
    starts = range(0, len(letters), GROUP_LENGTH)
    return "-".join(letters[start : start + GROUP_LENGTH] for start in starts)


def secret_of(code: str) -> bytes:
    """The secret in a code as somebody typed it: upper or lower case, blanks and hyphens anywhere,
    O for 0, I or L for 1.

    Raises:
        Refused: ``recovery_code_mistyped`` when letters are missing, too many, foreign, or do not
            agree with the checksum.
    """
    letters = _SEPARATORS.sub("", code).upper().translate(_LOOKALIKES)
    secret, checksum = letters[:SECRET_LENGTH], letters[SECRET_LENGTH:]
    # The letters first: only those of the alphabet have bytes to hash.
    if not set(secret) <= set(ALPHABET) or checksum != _checksum(secret):
        raise Refused("recovery_code_mistyped")
    return secret.encode("ascii")


def _checksum(secret: str) -> str:
    digest = hashlib.sha256(b"dirigo recovery code" + secret.encode("ascii")).digest()
    number = int.from_bytes(digest[:4], "big")
    return "".join(ALPHABET[number >> 5 * place & 31] for place in range(CHECK_LENGTH))
