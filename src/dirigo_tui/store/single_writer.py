"""One process at a time works on a desk: the lock file ``dirigo.lock``.

The operating system holds the lock and drops it when the process ends, however it ends. Who holds
it and since when stands in a second file, because a locked file cannot be read everywhere.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from dirigo_tui.domain.errors import Refused
from dirigo_tui.safe_files import write_private

if TYPE_CHECKING:
    from filelock import BaseFileLock


class SingleWriter:
    """Holds the desk's lock from :meth:`acquire` to :meth:`release`, or as a context manager.

    Whoever holds it keeps the object: letting go of it lets go of the lock.

    Args:
        path: of the lock file; its folder must exist. The file stays when the lock is released:
            deleting it could give two processes a lock each.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._holder = path.with_name(path.name + ".holder")
        self._lock: BaseFileLock | None = None

    def acquire(self) -> None:
        """Take the lock at once or not at all; holding it already is enough.

        Raises:
            Refused: ``already_open`` with ``pid`` and ``since`` (ISO 8601, UTC) of the process that
                has it, both None when it has not said so; ``lock_failed`` when the file system
                offers no lock.
        """
        if self._lock is not None:
            return
        from filelock import FileLock, Timeout

        # thread_local=False: taken on one thread, released on another.
        lock = FileLock(
            self._path, mode=0o600, blocking=False, thread_local=False, fallback_to_soft=False
        )
        try:
            lock.acquire()
        except Timeout:
            pid, since = _read_holder(self._holder)
            raise Refused("already_open", pid=pid, since=since) from None
        except OSError:
            raise Refused("lock_failed") from None
        self._lock = lock
        since = datetime.now(UTC).isoformat(timespec="seconds")
        holder = {"pid": os.getpid(), "since": since}
        # The note only serves the other's refusal; the lock holds without it.
        with suppress(Refused):
            write_private(self._holder, json.dumps(holder).encode("ascii"))

    def release(self) -> None:
        """Give the lock up; does nothing when it is not held."""
        if self._lock is None:
            return
        with suppress(OSError):
            self._holder.unlink()
        self._lock.release()
        self._lock = None

    def __enter__(self) -> SingleWriter:
        self.acquire()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.release()


def _read_holder(path: Path) -> tuple[int | None, str | None]:
    try:
        holder = json.loads(path.read_text("ascii"))
        return int(holder["pid"]), datetime.fromisoformat(holder["since"]).isoformat()
    except (OSError, ValueError, KeyError, TypeError):
        return None, None
