"""The key that a desk signs what it hands on with, and the keys it knows other desks by."""

from __future__ import annotations

import hashlib
import json
from enum import StrEnum

from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.text import clean
from dirigo_tui.services.ports import Desk, Envelope, Reader, UnitOfWork

_OWN = "signing_key"
_KNOWN = "known_desks"


class Sender(StrEnum):
    """What is known of who sent a file."""

    KNOWN = "known"
    NEW = "new"
    UNSIGNED = "unsigned"
    ACCEPTED = "accepted"


def own_signing_key(desk: Desk) -> str:
    """The desk's secret signing key; it gets one when it first needs it."""
    return desk.read(_own) or desk.write(_keep, desk.envelopes.new_signing_key())


def own_fingerprint(desk: Desk) -> str:
    """How others see the key that this desk signs with."""
    return fingerprint(desk.envelopes.public_key(own_signing_key(desk)))


def fingerprint(public_key: str) -> str:
    """How people compare a signing key, on the telephone; "" for none."""
    if not public_key:
        return ""
    digits = hashlib.sha256(bytes.fromhex(public_key)).hexdigest()[:16]
    return "-".join(digits[start : start + 4] for start in range(0, 16, 4))


def check_sender(reader: Reader, envelope: Envelope, *, accept: bool) -> Sender:
    """Whether a file comes from whom it says, as far as can be told.

    The first signed file of a desk makes its key known; from then on what bears its name is to be
    signed with that key. A desk without a name cannot be known again.

    Args:
        reader: for the keys that are known.
        envelope: what came; its signature, if there is one, is valid.
        accept: take it, though it is not signed with the key that is known.

    Raises:
        Refused: ``sender_key_differs`` with ``desk``, ``here`` and ``there`` (fingerprints);
            ``sender_unsigned`` with ``desk``.
    """
    desk = clean(envelope.from_desk)
    known = _known(reader).get(desk, "") if desk else ""
    if known and known != envelope.signed_by and not accept:
        if not envelope.signed_by:
            raise Refused("sender_unsigned", desk=desk)
        here, there = fingerprint(known), fingerprint(envelope.signed_by)
        raise Refused("sender_key_differs", desk=desk, here=here, there=there)
    if not envelope.signed_by:
        return Sender.UNSIGNED
    if not known:
        return Sender.NEW
    return Sender.KNOWN if known == envelope.signed_by else Sender.ACCEPTED


def remember_sender(unit: UnitOfWork, envelope: Envelope) -> None:
    """Know the desk again by the key that the file is signed with."""
    desk = clean(envelope.from_desk)
    known = _known(unit)
    if desk and envelope.signed_by and known.get(desk) != envelope.signed_by:
        known[desk] = envelope.signed_by
        unit.set_setting(_KNOWN, json.dumps(known, ensure_ascii=False, sort_keys=True))


def _own(reader: Reader) -> str:
    return reader.setting(_OWN)


def _keep(unit: UnitOfWork, key: str) -> str:
    unit.set_setting(_OWN, key)
    return key


def _known(reader: Reader) -> dict[str, str]:
    known: dict[str, str] = json.loads(reader.setting(_KNOWN) or "{}")
    return known
