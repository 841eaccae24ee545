"""The cryptography of the key file: wrapping the database key, and vouching for the list of slots.

A slot's secret (a passphrase, a recovery code, 32 bytes in the keyring) gives a wrapping key, by
Argon2id where people choose the secret and by HKDF-SHA256 where it is random; AES-256-GCM wraps the
database key with it. The wrapping is bound to the database id, the practice flag and everything the
slot says about itself, so that no figure can be changed and no slot moved to another file. The mac
over the whole file, keyed from the database key, keeps slots from being added, dropped or reordered
by anybody who has not unlocked it. Not prevented, because no file can: putting back an older copy
of the whole key file. Rotating the database key is what makes old copies worthless.
"""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.vocabulary import SlotKind
from dirigo_tui.store.key_file import (
    KEY_LENGTH,
    NONCE_LENGTH,
    SALT_LENGTH,
    Argon2Cost,
    Escrow,
    KeyFile,
    Slot,
    canonical,
)


@dataclass(frozen=True, slots=True)
class Argon2Policy:
    """What passphrase derivations may cost.

    Attributes:
        cost: of the slots that are made.
        floor: below it a slot that is read is refused: it has been weakened.
        ceiling: above it a slot that is read is refused: it would eat the machine.
    """

    cost: Argon2Cost
    floor: Argon2Cost
    ceiling: Argon2Cost


STANDARD = Argon2Policy(
    cost=Argon2Cost(iterations=3, memory_kib=256 * 1024, lanes=4),
    floor=Argon2Cost(iterations=2, memory_kib=19 * 1024, lanes=1),
    ceiling=Argon2Cost(iterations=6, memory_kib=512 * 1024, lanes=8),
)
"""About a second at an ordinary desk. The floor is the least that OWASP advises for Argon2id."""


def make_slot(
    key_file: KeyFile,
    kind: SlotKind,
    secret: bytes,
    key: bytes,
    cost: Argon2Cost,
    *,
    escrow: Escrow | None = None,
) -> Slot:
    """A slot of ``key_file`` that gives ``key`` to whoever has ``secret``.

    Args:
        key_file: the file it is for; it is not added.
        kind: what sort of secret it is.
        secret: not empty; 32 bytes for a practice slot, which keeps it.
        key: the database key.
        cost: of Argon2id; used by a passphrase slot only.
        escrow: the secret sealed to somebody; of an escrow slot only.
    """
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    bare = Slot(
        id=secrets.token_hex(4),
        kind=kind,
        created=datetime.now(UTC).date(),
        salt=secrets.token_bytes(SALT_LENGTH),
        cost=cost if kind is SlotKind.PASSPHRASE else None,
        secret=secret if kind is SlotKind.PRACTICE else None,
        escrow=escrow,
    )
    nonce = secrets.token_bytes(NONCE_LENGTH)
    sealer = AESGCM(_wrapping_key(bare, secret))
    wrapped = sealer.encrypt(nonce, key, _bound(key_file, bare))
    return replace(bare, nonce=nonce, wrapped=wrapped)


def key_in(key_file: KeyFile, slot: Slot, secret: bytes, policy: Argon2Policy) -> bytes | None:
    """The database key in a slot, or None when the secret is not the slot's.

    Raises:
        Refused: ``key_file_damaged`` when the slot's cost is outside the policy or the file's mac
            does not agree with the key; ``memory_short`` with ``mebibytes``.
    """
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    if slot.cost is not None and not slot.cost.within(policy.floor, policy.ceiling):
        raise Refused("key_file_damaged")
    opener = AESGCM(_wrapping_key(slot, secret))
    try:
        key = opener.decrypt(slot.nonce, slot.wrapped, _bound(key_file, slot))
    except InvalidTag:
        return None
    verify(key_file, key)
    return key


def signed(key_file: KeyFile, key: bytes) -> KeyFile:
    """The key file with the mac that the database key gives it."""
    return replace(key_file, mac=_mac(key_file, key))


def verify(key_file: KeyFile, key: bytes) -> None:
    """Raises ``Refused("key_file_damaged")`` unless the mac is the database key's."""
    if not hmac.compare_digest(key_file.mac, _mac(key_file, key)):
        raise Refused("key_file_damaged")


def _bound(key_file: KeyFile, slot: Slot) -> bytes:
    return canonical(key_file.identity() | {"slot": slot.header()})


def _wrapping_key(slot: Slot, secret: bytes) -> bytes:
    if slot.cost is None:
        return _hkdf(secret, slot.salt, f"dirigo.keys 1 wrap {slot.kind.value}")
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    cost = slot.cost
    kdf = Argon2id(
        salt=slot.salt,
        length=KEY_LENGTH,
        iterations=cost.iterations,
        lanes=cost.lanes,
        memory_cost=cost.memory_kib,
    )
    try:
        return kdf.derive(secret)
    except MemoryError:
        raise Refused("memory_short", mebibytes=cost.memory_kib // 1024) from None


def _mac(key_file: KeyFile, key: bytes) -> bytes:
    mac_key = _hkdf(key, bytes.fromhex(key_file.database), "dirigo.keys 1 mac")
    return hmac.digest(mac_key, canonical(key_file.authenticated()), "sha256")


def _hkdf(secret: bytes, salt: bytes, purpose: str) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(SHA256(), KEY_LENGTH, salt, purpose.encode("ascii")).derive(secret)
