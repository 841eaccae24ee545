"""Key slots that cost next to nothing to open, and a keyring in memory: for tests alone."""

from __future__ import annotations

from dirigo_tui.store.key_file import Argon2Cost
from dirigo_tui.store.key_slots import STANDARD, Argon2Policy

CHEAPEST = Argon2Cost(iterations=1, memory_kib=8, lanes=1)
CHEAP = Argon2Policy(cost=CHEAPEST, floor=CHEAPEST, ceiling=STANDARD.ceiling)


class MemoryKeyring:
    """Fulfils :class:`dirigo_tui.store.vault.SlotSecrets`."""

    def __init__(self) -> None:
        self.secrets: dict[str, bytes] = {}

    def get(self, name: str) -> bytes | None:
        return self.secrets.get(name)

    def set(self, name: str, secret: bytes) -> None:
        self.secrets[name] = secret

    def delete(self, name: str) -> None:
        self.secrets.pop(name, None)
