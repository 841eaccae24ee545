"""The secrets of keyring slots, kept by the desk's own login.

Only a slot's secret is kept there, never the database key: removing the slot from the key file is
then enough to revoke it. Whatever goes wrong means that there is no keyring; another slot opens.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from typing import Any

from dirigo_tui.domain.errors import Refused

# -P: a folder the program happens to be started in must not provide its modules.
HELPER = (sys.executable, "-P", "-m", "dirigo_tui.store.keyring_helper")
DEADLINE_SECONDS = 5.0

_NAME_TO_ASK_FOR = "available"


class Keyring:
    """Fulfils :class:`dirigo_tui.store.vault.SlotSecrets` with the system's keyring.

    Every method raises ``Refused("keyring_unavailable", why=...)`` with one of ``timeout``,
    ``no_backend``, ``backend_refused``, ``locked``, ``not_kept`` and ``failed``.

    Args:
        command: the helper process.
        deadline: seconds until it is ended.
    """

    def __init__(self, command: Sequence[str] = HELPER, deadline: float = DEADLINE_SECONDS) -> None:
        self._command = command
        self._deadline = deadline

    def available(self) -> bool:
        """Whether there is a keyring that answers; takes up to the deadline."""
        try:
            self.get(_NAME_TO_ASK_FOR)
        except Refused:
            return False
        return True

    def get(self, name: str) -> bytes | None:
        """The secret of that name, or None when the keyring has none."""
        secret = self._ask(do="get", name=name)
        try:
            return None if secret is None else bytes.fromhex(secret)
        except (TypeError, ValueError):
            raise Refused("keyring_unavailable", why="failed") from None

    def set(self, name: str, secret: bytes) -> None:
        """Keep a secret and see that it has been kept."""
        self._ask(do="set", name=name, secret=secret.hex())

    def delete(self, name: str) -> None:
        """Forget a secret, if it is there."""
        self._ask(do="delete", name=name)

    def _ask(self, **request: str) -> Any:
        # Through stdin: arguments can be read by everybody at this computer.
        try:
            done = subprocess.run(
                self._command,
                input=json.dumps(request).encode("ascii"),
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                timeout=self._deadline,
                check=True,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
            reply = json.loads(done.stdout)
            if "why" not in reply:
                return reply["secret"]
            why = reply["why"]
        except subprocess.TimeoutExpired:
            why = "timeout"
        except (OSError, subprocess.CalledProcessError, ValueError, TypeError, KeyError):
            why = "failed"
        raise Refused("keyring_unavailable", why=why)
