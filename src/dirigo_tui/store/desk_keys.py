"""Changing the ways to unlock while the desk is open."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.vocabulary import SlotKind
from dirigo_tui.store import pin_hash
from dirigo_tui.store.single_writer import SingleWriter

if TYPE_CHECKING:
    from dirigo_tui.services.ports import Containers
    from dirigo_tui.store.vault import Vault

_ANOTHER = frozenset(
    {"key_wrong", "no_slot", "passphrase_empty", "passphrase_unreadable", "recovery_code_mistyped"}
)
"""What a way to unlock says to a secret that is not its own."""


class DeskKeys:
    """Fulfils :class:`dirigo_tui.services.ports.Keys`.

    Two processes that change the key file at a time would lose one of the changes, so each change
    takes the writer's lock, which the desk gives up when it is closed.

    Args:
        vault: the desk's key file.
        key: the database key, 32 bytes.
        writer: the desk's lock.
        containers: gives what seals a key for the organisation.
    """

    def __init__(
        self, vault: Vault, key: bytes, writer: SingleWriter, containers: Callable[[], Containers]
    ) -> None:
        self._vault = vault
        self._key = key
        self._writer = writer
        self._containers = containers

    def add_passphrase(self, passphrase: str) -> None:
        """See :class:`dirigo_tui.services.ports.Keys`."""
        self._writer.acquire()
        self._vault.add_passphrase(self._key, passphrase)

    def add_keyring(self) -> None:
        """See :class:`dirigo_tui.services.ports.Keys`."""
        self._writer.acquire()
        self._vault.add_keyring(self._key)

    def add_escrow(self, recipient: str) -> None:
        """See :class:`dirigo_tui.services.ports.Keys`."""
        self._writer.acquire()
        self._vault.add_escrow(self._key, recipient, self._containers())

    def remove(self, slot_id: str) -> None:
        """See :class:`dirigo_tui.services.ports.Keys`."""
        self._writer.acquire()
        self._vault.remove(self._key, slot_id)

    def renew_recovery(self) -> str:
        """See :class:`dirigo_tui.services.ports.Keys`."""
        self._writer.acquire()
        return self._vault.renew_recovery(self._key)

    def has_passphrase(self) -> bool:
        """See :class:`dirigo_tui.services.ports.Keys`."""
        return any(slot.kind is SlotKind.PASSPHRASE for slot in self._vault.list_slots())

    def check_secret(self, secret: str) -> None:
        """See :class:`dirigo_tui.services.ports.Keys`."""
        for unlock in (self._vault.unlock_with_passphrase, self._vault.unlock_with_recovery):
            try:
                unlock(secret)
            except Refused as refused:
                if refused.code not in _ANOTHER:
                    raise
            else:
                return
        raise Refused("key_wrong")

    def hash_pin(self, pin: str) -> str:
        """See :class:`dirigo_tui.services.ports.Keys`."""
        return pin_hash.hashed(pin, self._vault.cost)

    def pin_matches(self, pin: str, hashed: str) -> bool:
        """See :class:`dirigo_tui.services.ports.Keys`."""
        return pin_hash.matches(pin, hashed)
