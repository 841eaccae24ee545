"""The backups a desk makes by itself: dated, never overwritten, the oldest making room."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.retention import BACKUP_DAYS
from dirigo_tui.safe_files import as_refused
from dirigo_tui.services.ports import Backup

if TYPE_CHECKING:
    from dirigo_tui.domain.access_log import Anchor

_NAME: Final = "dirigo-{:%Y-%m-%dT%H%M%SZ}.backup"
_DATED: Final = re.compile(r"dirigo-\d{4}-\d\d-\d\dT\d{6}Z\.backup")
_LEFT_BEHIND: Final = timedelta(days=1)
"""An unfinished file this old is of a process that was killed."""


class OwnBackups:
    """A folder of backups. Whoever makes one holds the writer's lock.

    Args:
        folder: where they are.
        back_up: writes a backup file.
        kept: how many to keep, at least 1.
        created: whether the desk has just been made: setting it up leaves nothing to back up.
    """

    def __init__(
        self,
        folder: Path,
        back_up: Callable[[Path], Backup],
        kept: Callable[[], int],
        *,
        created: bool,
    ) -> None:
        self._folder = folder
        self._back_up = back_up
        self._kept = kept
        self._setting_up = created
        self._day: date | None = None
        self._running: Future[None] | None = None

    def after_write(self) -> None:
        """Begin the day's backup when this was the first write of the day (UTC).

        Nobody waits for it, and nobody's work fails with it: ``dirigo doctor`` tells when the last
        one was.
        """
        today = datetime.now(UTC).date()
        if self._setting_up or self._day == today:
            self._setting_up = False
            return
        self._day = today
        # Not the database thread: the next read would wait for seconds.
        executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="backup")
        self._running = executor.submit(self._make_if_first_of, today)
        executor.shutdown(wait=False)

    def wait(self) -> None:
        """Wait for a backup that is being made."""
        if self._running is not None:
            self._running.exception()

    def make(self) -> None:
        """Make one and remove the oldest beyond those to keep, and all that have ended.

        Raises ``Refused`` as :func:`dirigo_tui.store.backup.back_up`.
        """
        with as_refused():
            self._folder.mkdir(mode=0o700, exist_ok=True)
            self._sweep()
            made = self._free_name()
            self._back_up(made)
            # A clock that has been wrong may have made names later than this one.
            others = [path for path in self._latest_first() if path != made]
            for path in {*others[self._kept() - 1 :], *_ended(others)}:
                path.unlink()

    def last_good(self, verified: Callable[[Path], Backup]) -> Backup | None:
        """The latest that can be restored, tried by restoring it; None when there is none.

        Args:
            verified: what a backup file holds; refuses one that is damaged.
        """
        for path in self._latest_first():
            with suppress(Refused):
                return verified(path)
        return None

    def log_anchor(self) -> Anchor | None:
        """What the latest says of the access log, as far as it can be read without a key."""
        from dirigo_tui.store.backup_file import read_manifest

        for path in self._latest_first():
            with suppress(Refused):
                return read_manifest(path).backup.log
        return None

    def _free_name(self) -> Path:
        """That of this second, or of the next that has none yet."""
        at = datetime.now(UTC)
        while (path := self._folder / _NAME.format(at)).exists():
            at += timedelta(seconds=1)
        return path

    def _make_if_first_of(self, day: date) -> None:
        if not any(path.name.startswith(f"dirigo-{day}T") for path in self._latest_first()):
            self.make()

    def _latest_first(self) -> list[Path]:
        return sorted(self._folder.glob("dirigo-*.backup"), reverse=True)

    def _sweep(self) -> None:
        before = (datetime.now(UTC) - _LEFT_BEHIND).timestamp()
        for path in self._folder.glob(".*.part"):
            if path.lstat().st_mtime < before:
                if path.is_dir():
                    shutil.rmtree(path, ignore_errors=True)
                else:
                    path.unlink()


def _ended(others: Sequence[Path]) -> Iterator[Path]:
    """Those that have had their time (DOMAIN.md §10), by what the one before this was dated.

    Not by the clock alone: one that is wrong for a day must not cost every backup there is.
    """
    dated = [path for path in others if _DATED.fullmatch(path.name)]
    if dated:
        latest = min(dated[0].name, _NAME.format(datetime.now(UTC)))
        day = date.fromisoformat(latest[len("dirigo-") :][:10])
        oldest = f"dirigo-{day - timedelta(days=BACKUP_DAYS)}"
        yield from (path for path in dated if path.name < oldest)
