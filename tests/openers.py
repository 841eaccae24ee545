"""A real opener on a folder, with keys that cost next to nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from cheap_keys import CHEAP

from dirigo_tui.bootstrap import Opener
from dirigo_tui.settings.folders import Folders
from dirigo_tui.store.vault import Vault

PASSPHRASE = "fyra korta ord till"


class CheapOpener(Opener):
    """As the real one, but for the cost of a passphrase; no keyring unless it is given one."""

    def __init__(self, home: Path, *, practice: bool = False, keyring: Any = None) -> None:
        super().__init__(Folders(home, home), practice=practice, exclusive=True)
        self.keyring = keyring

    def twin(self) -> CheapOpener:
        home = self.home.parent if self.practice else self.home / "practice"
        return CheapOpener(home, practice=not self.practice, keyring=self.keyring)

    def keyring_available(self) -> bool:
        return self.keyring is not None

    def _vault(self) -> Vault:
        return Vault(self._folders.key_file, keyring=self.keyring, argon2=CHEAP)
