"""Telling a PIN again without keeping it: Argon2id, as text that carries its own salt and cost.

A PIN is short, so the hash stands in the encrypted database and nowhere else; whoever could try
PINs against it has unlocked everything already.
"""

from __future__ import annotations

import secrets

from dirigo_tui.store.key_file import KEY_LENGTH, SALT_LENGTH, Argon2Cost


def hashed(pin: str, cost: Argon2Cost) -> str:
    """What to keep of a PIN, in the PHC string format."""
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    kdf = Argon2id(
        salt=secrets.token_bytes(SALT_LENGTH),
        length=KEY_LENGTH,
        iterations=cost.iterations,
        lanes=cost.lanes,
        memory_cost=cost.memory_kib,
    )
    return kdf.derive_phc_encoded(pin.encode())


def matches(pin: str, kept: str) -> bool:
    """Whether it is the PIN that :func:`hashed` was given."""
    from cryptography.exceptions import InvalidKey
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    try:
        Argon2id.verify_phc_encoded(pin.encode(), kept)
    except InvalidKey:
        return False
    return True
