"""A backup that has been unpacked, and is checked by whoever can unlock it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from dirigo_tui.domain.vocabulary import SlotKind
from dirigo_tui.services.ports import Backup, Containers
from dirigo_tui.services.progress import Progress
from dirigo_tui.store.backup import check_copy

if TYPE_CHECKING:
    from dirigo_tui.store.vault import Vault


class Restoration:
    """Fulfils :class:`dirigo_tui.services.ports.Locked`: the right key checks every row.

    Args:
        vault: the backup's key file.
        database: the backup's database.
        said: what the manifest says is in it.
        containers: opens what was sealed for the organisation.
        progress: is told how far the check has come.
    """

    def __init__(
        self,
        vault: Vault,
        database: Path,
        said: Backup,
        containers: Containers,
        progress: Progress,
    ) -> None:
        self._vault = vault
        self._database = database
        self._said = said
        self._containers = containers
        self._progress = progress
        self.practice = said.practice

    def slot_kinds(self) -> frozenset[SlotKind]:
        """See :class:`dirigo_tui.services.ports.Locked`."""
        return frozenset(slot.kind for slot in self._vault.list_slots())

    def unlock_with_passphrase(self, passphrase: str) -> Backup:
        """See :class:`dirigo_tui.services.ports.Locked`."""
        return self._check(self._vault.unlock_with_passphrase(passphrase))

    def unlock_with_recovery_code(self, code: str) -> Backup:
        """See :class:`dirigo_tui.services.ports.Locked`."""
        return self._check(self._vault.unlock_with_recovery(code))

    def unlock_with_keyring(self) -> Backup:
        """See :class:`dirigo_tui.services.ports.Locked`."""
        return self._check(self._vault.unlock_with_keyring())

    def unlock_with_identity_file(self, text: str) -> Backup:
        """See :class:`dirigo_tui.services.ports.Locked`."""
        identities = self._containers.parse_identity_file(text)
        return self._check(self._vault.unlock_with_identities(identities, self._containers))

    def unlock_practice(self) -> Backup:
        """See :class:`dirigo_tui.services.ports.Locked`."""
        return self._check(self._vault.unlock_practice())

    def _check(self, key: bytes) -> Backup:
        return check_copy(self._database, key, self._said, self._progress)
