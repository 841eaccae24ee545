"""The organisation's key: what makes the pseudonyms of its desks agree (docs/pseudonyms.md).

It stands in the encrypted database and leaves it only sealed to somebody. A desk that has none yet
draws one when it first needs it; the other desks of the organisation then take in that one.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.pseudonyms import KEY_BYTES, fingerprint
from dirigo_tui.domain.vocabulary import Action, EnvelopeFormat
from dirigo_tui.safe_files import write_verified
from dirigo_tui.services.opening import Opening, opened
from dirigo_tui.services.ports import Desk, Reader, UnitOfWork

_SETTING = "organisation_key"
_HEX_KEY = re.compile(f"[0-9a-f]{{{2 * KEY_BYTES}}}")


@dataclass(frozen=True, slots=True)
class KeyState:
    """A key after it was used or taken in.

    Attributes:
        fingerprint: how it is named; "" when there is none.
        is_new: it was not here before.
    """

    fingerprint: str
    is_new: bool = False


def own_key(reader: Reader) -> bytes | None:
    """The organisation's key, or None when this desk has none yet."""
    stored = reader.setting(_SETTING)
    return bytes.fromhex(stored) if stored else None


def key_state(reader: Reader) -> KeyState:
    """Which key there is."""
    key = own_key(reader)
    return KeyState(fingerprint(key) if key else "")


def ensure_key(unit: UnitOfWork) -> KeyState:
    """The key there is, or a fresh one."""
    if own_key(unit) is not None:
        return key_state(unit)
    unit.set_setting(_SETTING, secrets.token_hex(KEY_BYTES))
    return KeyState(key_state(unit).fingerprint, is_new=True)


def export_key(desk: Desk, path: Path, recipients: Sequence[str]) -> KeyState:
    """Write the key, sealed, for another desk; it is drawn if there is none.

    Blocks while it seals and writes.

    Raises:
        Refused: ``recipient_…``; ``file_exists``, ``disk_full`` and the like. Nothing is left
            behind then.
    """
    for recipient in recipients:
        desk.containers.check_recipient(recipient)
    state = desk.write(ensure_key)
    key, from_desk = desk.read(lambda reader: (own_key(reader), reader.setting("desk")))
    document = desk.envelopes.wrap(
        EnvelopeFormat.ORGANISATION_KEY,
        {"key": (key or b"").hex()},
        practice=desk.practice,
        created=datetime.now(UTC),
        from_desk=from_desk,
        counts={},
    )
    write_verified(path, desk.containers.seal(document, recipients=recipients))
    try:
        desk.write(_told, Action.ORGANISATION_KEY_EXPORTED, state.fingerprint, tuple(recipients))
    except BaseException:
        path.unlink()
        raise
    return state


def import_key(desk: Desk, opening: Opening, *, replace: bool = False) -> KeyState:
    """Take in the organisation's key. The same key again changes nothing.

    Args:
        replace: put it in place of a different one.

    Raises:
        Refused: ``organisation_key_differs`` when there is a different one, unless it is to be
            replaced; ``container_…``, ``identity_…``, ``practice_into_real``,
            ``real_into_practice``; ``container_kind`` for another kind of file.
    """
    envelope = opened(desk, opening)
    if envelope.format is not EnvelopeFormat.ORGANISATION_KEY:
        raise Refused("container_kind", kind=envelope.format)
    key = envelope.payload.get("key")
    if set(envelope.payload) != {"key"} or not isinstance(key, str) or not _HEX_KEY.fullmatch(key):
        raise Refused("container_content_invalid", why="key")
    return desk.write(_take_in, bytes.fromhex(key), replace=replace)


def _take_in(unit: UnitOfWork, key: bytes, *, replace: bool) -> KeyState:
    here, there = key_state(unit).fingerprint, fingerprint(key)
    if own_key(unit) == key:
        return KeyState(there)
    if here and not replace:
        raise Refused("organisation_key_differs", here=here, there=there)
    unit.set_setting(_SETTING, key.hex())
    _told(unit, Action.ORGANISATION_KEY_IMPORTED, there)
    return KeyState(there, is_new=True)


def _told(
    unit: UnitOfWork, action: Action, fingerprint: str, recipients: Sequence[str] = ()
) -> None:
    unit.happened(action, None, fingerprint=fingerprint, recipients=" ".join(recipients))
