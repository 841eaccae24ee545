"""Leaving the joint session: the passphrase, the recovery code, or a PIN the caseworker has set.

Wrong PINs are counted in the database, so that neither locking nor restarting gives more tries.
"""

from __future__ import annotations

from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.pin import check_pin
from dirigo_tui.services.ports import Desk, Reader, UnitOfWork

PIN_TRIES = 5
"""Wrong PINs in a row after which only the passphrase or the recovery code will do."""

_PIN, _WRONG = "joint_pin", "joint_pin_wrong"


def pin_is_set(reader: Reader) -> bool:
    """Whether there is a PIN that would be taken."""
    return bool(reader.setting(_PIN)) and _wrong(reader) < PIN_TRIES


def check_way_out(desk: Desk) -> None:
    """Whether the caseworker has something at hand that ends a joint session.

    Raises ``Refused("joint_needs_pin")`` on a desk that opens by the keyring alone: the keyring
    answers whoever sits there, so it lets nobody out. In practice nothing is needed.
    """
    if not (desk.practice or desk.keys.has_passphrase() or desk.read(pin_is_set)):
        raise Refused("joint_needs_pin")


def set_pin(desk: Desk, pin: str) -> None:
    """Take a PIN for leaving, in place of the one before; "" takes it away. Blocks for a second.

    Raises ``Refused``: ``pin_not_digits``, ``pin_too_easy``.
    """
    if pin:
        check_pin(pin)
    desk.write(_keep, desk.keys.hash_pin(pin) if pin else "")


def prove(desk: Desk, secret: str) -> None:
    """Whether whoever typed this may leave. Blocks for a second or two.

    Raises:
        Refused: ``leave_wrong``; ``leave_pin_closed`` when PINs are no longer taken.
    """
    if desk.read(pin_is_set) and secret.isascii() and secret.isdigit():
        desk.write(_count)  # before it is tried: a crash gives no further try
        if desk.keys.pin_matches(secret, desk.read(_hash)):
            desk.write(_forgive)
            return
    try:
        desk.keys.check_secret(secret)
    except Refused as refused:
        if refused.code != "key_wrong":
            raise
        closed = desk.read(_wrong) >= PIN_TRIES
        raise Refused("leave_pin_closed" if closed else "leave_wrong") from None
    if desk.read(_wrong):
        desk.write(_forgive)


def _wrong(reader: Reader) -> int:
    return int(reader.setting(_WRONG) or 0)


def _hash(reader: Reader) -> str:
    return reader.setting(_PIN)


def _keep(unit: UnitOfWork, hashed: str) -> None:
    unit.set_setting(_PIN, hashed)
    _forgive(unit)


def _count(unit: UnitOfWork) -> None:
    unit.set_setting(_WRONG, str(_wrong(unit) + 1))


def _forgive(unit: UnitOfWork) -> None:
    unit.set_setting(_WRONG, "")
