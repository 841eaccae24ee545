"""What is kept of the access log outside the database: its anchor, and unlocking that failed.

Neither file holds anything about people, and neither is sealed: whoever can write here can delete
them. The anchor shows what was done with the database alone, and backups and keyring keep one too.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from dirigo_tui.domain.access_log import Anchor
from dirigo_tui.safe_files import write_private

_MOST_BYTES = 32 * 1024


def to_bytes(anchor: Anchor) -> bytes:
    """An anchor as it is kept."""
    return json.dumps(anchor._asdict()).encode("ascii")


def from_bytes(content: bytes) -> Anchor | None:
    """The anchor that was kept, or None when it cannot be read."""
    try:
        plain = json.loads(content)
        return Anchor(int(plain["number"]), str(plain["link"]))
    except (ValueError, KeyError, TypeError):
        return None


class AnchorFile:
    """The file beside the database that says what the log had come to when it was last closed."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self) -> Anchor | None:
        """The anchor, or None when there is none that can be read."""
        with suppress(OSError):
            return from_bytes(self._path.read_bytes())
        return None

    def write(self, anchor: Anchor) -> None:
        """Keep an anchor in place of the one before. Raises ``Refused`` as ``write_private``."""
        write_private(self._path, to_bytes(anchor))


class FailedUnlocks:
    """The moments at which a key was refused, kept while there is no log to write to."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def note(self) -> None:
        """Note one now; nobody is kept from trying again because it cannot be noted."""
        with suppress(OSError):
            if self._path.exists() and self._path.stat().st_size > _MOST_BYTES:
                return
            flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0)
            descriptor = os.open(self._path, flags, 0o600)
            with os.fdopen(descriptor, "a", encoding="ascii") as file:
                file.write(datetime.now(UTC).isoformat(timespec="milliseconds") + "\n")

    def take(self) -> list[datetime]:
        """Those noted since the last time, which are then forgotten here."""
        moments = []
        with suppress(OSError):
            lines = self._path.read_bytes()[: 2 * _MOST_BYTES].decode("ascii", "replace")
            self._path.unlink()
            for line in lines.splitlines():
                with suppress(ValueError):
                    moments.append(datetime.fromisoformat(line).astimezone(UTC))
        return moments
