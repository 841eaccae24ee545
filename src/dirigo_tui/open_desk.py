"""The open desk: the database thread, the writer's lock, and the file formats beside them.

Part of the composition root (``bootstrap.py``), and known to it alone.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, Final, ParamSpec, TypeVar

from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.vocabulary import Access
from dirigo_tui.services.ports import (
    Backup,
    Containers,
    Envelopes,
    Health,
    Keys,
    ListFiles,
    LogCheck,
    Papers,
)
from dirigo_tui.services.progress import Progress, unheard
from dirigo_tui.settings.folders import Folders

if TYPE_CHECKING:
    from dirigo_tui.domain.access_log import Anchor
    from dirigo_tui.store.database import Database
    from dirigo_tui.store.own_backups import OwnBackups
    from dirigo_tui.store.vault import Vault

T = TypeVar("T")
P = ParamSpec("P")

_LAST_YEAR: Final = 9000
"""Of ``DIRIGO_TODAY``: deadlines are counted onwards from it, and the calendar ends at 9999."""


def today() -> date:
    """The day it is for rules: ``DIRIGO_TODAY``, else the day in Sweden.

    Raises ``Refused("today_invalid")`` when ``DIRIGO_TODAY`` is no ISO day, or one so near the end
    of the calendar that deadlines cannot be counted from it.
    """
    from dirigo_tui.domain.dates import today_in_sweden

    given = os.environ.get("DIRIGO_TODAY", "")
    if not given:
        return today_in_sweden(datetime.now(UTC))
    try:
        day = date.fromisoformat(given)
    except ValueError:
        raise Refused("today_invalid", value=given) from None
    if day.year > _LAST_YEAR:
        raise Refused("today_invalid", value=given)
    return day


class OpenDesk:
    """Fulfils :class:`dirigo_tui.services.ports.Desk` on an opened database.

    Args:
        folders: where the desk is.
        key: the database key.
        vault: the key file that gave it.
        practice: whether it is the practice desk.
        create: make the database file.
        exclusive: take the writer's lock at once, not at the first write.
    """

    def __init__(
        self,
        folders: Folders,
        key: bytes,
        vault: Vault,
        *,
        practice: bool,
        create: bool,
        exclusive: bool,
    ) -> None:
        from dirigo_tui.store.database import open_database
        from dirigo_tui.store.database_thread import DatabaseThread
        from dirigo_tui.store.desk_keys import DeskKeys
        from dirigo_tui.store.single_writer import SingleWriter

        self.practice = practice
        self.home = folders.home
        self._back_up = partial(_back_up, folders, key)
        self._verified = partial(_verified, key)
        # Made-up data is made anew.
        self._own_backups = (
            None if practice else _own_backups(folders, self._back_up_anchored, create)
        )
        self._vault = vault
        self._is_open = False
        self._writer = SingleWriter(folders.lock)
        if exclusive or create:
            self._writer.acquire()
        self.keys: Keys = DeskKeys(vault, key, self._writer, lambda: self.containers)
        self._thread = DatabaseThread()
        try:
            self._database: Database = self._thread.call(
                open_database,
                folders.database,
                key,
                today,
                create=create,
                before_upgrade=self._before_upgrade,
            )
        except BaseException:
            self._thread.close()
            self._writer.release()
            raise
        self._is_open = True
        self._begin_log(folders)

    def _begin_log(self, folders: Folders) -> None:
        """Note the unlocking, and those that failed; written when there is time."""
        from dirigo_tui.store.access_log import Noted
        from dirigo_tui.store.log_files import AnchorFile, FailedUnlocks

        self._log_anchor = AnchorFile(folders.log_anchor)
        log = self._database.access_log
        for at in FailedUnlocks(folders.failed_unlocks).take():
            log.note(Noted(at, Access.UNLOCK_FAILED))
        log.note(Noted(datetime.now(UTC), Access.UNLOCKED))

    def _before_upgrade(self) -> None:
        self._writer.acquire()
        if self._own_backups is not None:
            self._own_backups.make()

    def _after_write(self) -> None:
        if self._own_backups is not None:
            self._own_backups.after_write()

    # File formats are imported when one is asked for: the first picture needs none.

    @cached_property
    def containers(self) -> Containers:
        """See :class:`dirigo_tui.services.ports.Desk`."""
        from dirigo_tui.exports.age_container import AgeContainers

        return AgeContainers()

    @cached_property
    def envelopes(self) -> Envelopes:
        """See :class:`dirigo_tui.services.ports.Desk`."""
        from dirigo_tui.exports import envelope

        return envelope

    @cached_property
    def list_files(self) -> ListFiles:
        """See :class:`dirigo_tui.services.ports.Desk`."""
        from dirigo_tui.exports import list_reader

        return list_reader

    @cached_property
    def papers(self) -> Papers:
        """See :class:`dirigo_tui.services.ports.Desk`."""
        from dirigo_tui.exports import papers

        return papers

    def read(
        self, use_case: Callable[Concatenate[Any, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """See :class:`dirigo_tui.services.ports.Desk`."""
        return self._thread.call(partial(self._database.read, use_case, *args, **kwargs))

    def write(
        self, use_case: Callable[Concatenate[Any, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """See :class:`dirigo_tui.services.ports.Desk`."""
        self._writer.acquire()
        self._write_log_soon()
        result = self._thread.call(partial(self._database.write, use_case, *args, **kwargs))
        self._after_write()
        return result

    async def aread(
        self, use_case: Callable[Concatenate[Any, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """See :class:`dirigo_tui.services.ports.Desk`."""
        return await self._thread.acall(partial(self._database.read, use_case, *args, **kwargs))

    async def awrite(
        self, use_case: Callable[Concatenate[Any, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """See :class:`dirigo_tui.services.ports.Desk`."""
        self._writer.acquire()
        self._write_log_soon()
        result = await self._thread.acall(partial(self._database.write, use_case, *args, **kwargs))
        self._after_write()
        return result

    def note_access(
        self, access: Access, participant_id: str | None = None, reason: str = ""
    ) -> None:
        """See :class:`dirigo_tui.services.ports.Desk`."""
        from dirigo_tui.store.access_log import Noted

        log = self._database.access_log
        log.note(Noted(datetime.now(UTC), access, participant_id, reason))
        self._write_log_soon()

    def _write_log_soon(self) -> None:
        if self._database.access_log.is_waiting:
            self._thread.hand_in(self._database.write_access_log)

    def forget_deleted(self) -> None:
        """See :class:`dirigo_tui.services.ports.Desk`."""
        if self._own_backups is not None:
            self._own_backups.wait()  # It reads, and the file is to be ours alone.
        self._thread.call(self._database.forget_deleted)
        if self._own_backups is not None:
            self._own_backups.make()

    def check_access_log(self, given: Anchor | None = None) -> LogCheck:
        """See :class:`dirigo_tui.services.ports.Desk`."""
        kept = {
            "file": self._log_anchor.read(),
            "backup": self._own_backups.log_anchor() if self._own_backups else None,
            "keyring": self._keyring_anchor(),
            "given": given,
        }
        anchors = {name: anchor for name, anchor in kept.items() if anchor is not None}
        return self._thread.call(self._database.check_access_log, anchors)

    def _keyring_anchor(self) -> Anchor | None:
        from dirigo_tui.store.log_files import from_bytes

        try:
            kept = self._vault.log_anchor()
        except Refused:
            return None
        return from_bytes(kept) if kept else None

    def _back_up_anchored(self, path: Path) -> Backup:
        """Write a backup; the keyring too then keeps what the log has come to."""
        from dirigo_tui.store.log_files import to_bytes

        backup = self._back_up(path)
        if self._is_open and backup.log is not None:
            kept = self._keyring_anchor()
            # As with the file: one that the log no longer holds to is a trace.
            if kept is None or self._thread.call(self._database.access_log.holds, kept):
                with suppress(Refused):
                    self._vault.keep_log_anchor(to_bytes(backup.log))
        return backup

    def check(self) -> Health:
        """See :class:`dirigo_tui.services.ports.Desk`."""
        if self._own_backups is not None:
            self._own_backups.wait()  # It reads, and the check wants the log to itself.
        return self._thread.call(self._database.check)

    def back_up(self, path: Path, progress: Progress = unheard) -> Backup:
        """See :class:`dirigo_tui.services.ports.Desk`."""
        backup = self._back_up(path, progress)
        self.note_access(Access.BACKED_UP)
        return backup

    def last_good_backup(self) -> Backup | None:
        """See :class:`dirigo_tui.services.ports.Desk`."""
        if self._own_backups is None:
            return None
        return self._own_backups.last_good(self._verified)

    def close(self) -> None:
        """Close the database, let the next writer in."""
        if self._own_backups is not None:
            self._own_backups.wait()
        with suppress(Refused):
            self._thread.call(self._database.settle_access_log, self._log_anchor)
        with suppress(Refused):
            self._thread.call(self._database.close)
        self._thread.close()
        self._writer.release()


def make_own_backup(folders: Folders, key: bytes) -> None:
    """Make one of the desk's own backups now, while it is closed. The writer's lock must be held.

    Raises ``Refused`` as :func:`dirigo_tui.store.backup.back_up`.
    """
    _own_backups(folders, partial(_back_up, folders, key), created=False).make()


def _own_backups(folders: Folders, back_up: Callable[[Path], Backup], created: bool) -> OwnBackups:
    from dirigo_tui.store.own_backups import OwnBackups

    def kept() -> int:
        from dirigo_tui.settings.preferences import Preferences, load

        try:
            return load(folders.settings, {}).backups_kept
        except Refused:
            return Preferences().backups_kept

    return OwnBackups(folders.backups, back_up, kept, created=created)


def _back_up(folders: Folders, key: bytes, path: Path, progress: Progress = unheard) -> Backup:
    from dirigo_tui.store.backup import back_up

    return back_up(folders.database, folders.key_file, key, path, progress)


def _verified(key: bytes, path: Path) -> Backup:
    from dirigo_tui.store.backup import verified

    return verified(path, key)
