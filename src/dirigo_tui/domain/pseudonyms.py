"""Telling that two desks mean the same person, without saying who (docs/pseudonyms.md).

Every desk of an organisation holds the same key. A pseudonym is a keyed hash of the reference,
which is the organisation's own number for the person: desks come to the same one, and without the
key nobody can make one, not even by trying every reference there is.
"""

from __future__ import annotations

import hmac
import unicodedata

KEY_BYTES = 32
"""The size of the organisation's key: 256 bits, drawn at random."""

_HEX_DIGITS = 32
"""128 bits: among a million people two share a pseudonym with a chance of 1 in 10²⁶."""
_FINGERPRINT_DIGITS = 16


def pseudonym(key: bytes, reference: str) -> str:
    """What stands for a person in files that leave the desk: 32 hexadecimal digits.

    Args:
        reference: as it is stored, in any Unicode form.
    """
    canonical = unicodedata.normalize("NFC", reference)
    return _keyed(key, "person", canonical)[:_HEX_DIGITS]


def token(pseudonym: str, *purpose: str) -> str:
    """A sign for a person in one place only: 32 hexadecimal digits.

    Signs of one person in two places have nothing in common, unless one has the pseudonym.
    """
    return _keyed(bytes.fromhex(pseudonym), *purpose)[:_HEX_DIGITS]


def fingerprint(key: bytes) -> str:
    """How a key may be named without being told: 16 hexadecimal digits."""
    return _keyed(key, "fingerprint")[:_FINGERPRINT_DIGITS]


def _keyed(key: bytes, *parts: str) -> str:
    # No part but the last holds the separator, so no two lists of parts read the same.
    message = "\x1f".join(("dirigo", *parts)).encode()
    return hmac.digest(key, message, "sha256").hex()
