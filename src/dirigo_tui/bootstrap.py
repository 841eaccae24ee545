"""The composition root: with ``open_desk.py`` all that knows every layer; the entry.

Nothing heavy is imported until it is needed: ``dirigo --help`` must not wait for a database, nor
the first screen for SQLAlchemy.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dirigo_tui.domain.errors import Refused
from dirigo_tui.private_memory import keep_memory_private
from dirigo_tui.services.progress import Progress, Stage, unheard
from dirigo_tui.settings.folders import Folders, resolve

if TYPE_CHECKING:
    from dirigo_tui.domain.vocabulary import SlotKind
    from dirigo_tui.open_desk import OpenDesk
    from dirigo_tui.services.ports import (
        Backup,
        Desk,
        DeskOpener,
        HomeState,
        Locked,
        Papers,
        Rotated,
        SetUp,
        SlotInfo,
    )
    from dirigo_tui.store.rotation import Rotation
    from dirigo_tui.store.vault import Vault


class Opener:
    """Fulfils :class:`dirigo_tui.services.ports.DeskOpener` for one home folder.

    Args:
        folders: where the desk is, or is to be.
        practice: whether it is the practice desk.
        exclusive: desks it opens take the writer's lock at once.
    """

    def __init__(self, folders: Folders, *, practice: bool, exclusive: bool) -> None:
        self._folders = folders
        self._exclusive = exclusive
        self.practice = practice
        self.home = folders.home

    def twin(self) -> Opener:
        """See :class:`dirigo_tui.services.ports.DeskOpener`."""
        practice = not self.practice
        folders = self._folders.for_practice() if practice else self._folders.for_real()
        return Opener(folders, practice=practice, exclusive=self._exclusive)

    def paths(self) -> Mapping[str, Path]:
        """Where everything is."""
        folders = self._folders
        return {
            "home": folders.home,
            "database": folders.database,
            "key_file": folders.key_file,
            "lock": folders.lock,
            "settings": folders.settings,
            "backups": folders.backups,
        }

    def state(self) -> HomeState:
        """Whether there is a database to unlock.

        Raises ``Refused("database_unreachable")`` when the folder does not let us look.
        """
        from dirigo_tui.services.ports import HomeState

        try:
            there = self._folders.database.exists() or self._folders.key_file.exists()
        except OSError:
            raise Refused("database_unreachable") from None
        return HomeState.LOCKED if there else HomeState.EMPTY

    def slots(self) -> Sequence[SlotInfo]:
        """The key slots there are."""
        return self._settled_vault().list_slots()

    def slot_kinds(self) -> frozenset[SlotKind]:
        """The kinds of key slot there are."""
        return frozenset(slot.kind for slot in self.slots())

    @property
    def papers(self) -> Papers:
        """Setting what is handed out."""
        from dirigo_tui.exports import papers

        return papers

    def keyring_available(self) -> bool:
        """Whether a system keyring answers here."""
        keyring = self._keyring()
        return keyring is not None and keyring.available()

    def create(self, set_up: SetUp) -> tuple[Desk, str]:
        """Create the encrypted database, or leave nothing behind."""
        from dirigo_tui.services.ports import HomeState
        from dirigo_tui.services.set_up import initialise

        if self.state() is not HomeState.EMPTY:
            raise Refused("already_created")
        self._folders.prepare()
        vault = self._vault()
        created = (
            vault.create_practice()
            if self.practice
            else vault.create(passphrase=set_up.passphrase, use_keyring=set_up.use_keyring)
        )
        try:
            desk = self._open(created.key, create=True)
            try:
                desk.write(initialise, set_up, *desk.containers.new_identity())
            except BaseException:
                desk.close()
                raise
        except BaseException:
            self.remove()
            raise
        return desk, created.recovery_code

    def remove(self) -> None:
        """Delete the database and its keys: a creation that failed, or practice data made anew."""
        database = self._folders.database
        for path in (
            self._folders.key_file,
            self._folders.log_anchor,
            self._folders.failed_unlocks,
            database,
            *(database.with_name(database.name + suffix) for suffix in ("-wal", "-shm")),
        ):
            path.unlink(missing_ok=True)

    def unlock_with_passphrase(self, passphrase: str) -> Desk:
        """See :class:`dirigo_tui.services.ports.DeskOpener`."""
        with self._noting_failure():
            key = self._settled_vault().unlock_with_passphrase(passphrase)
        return self._open(key)

    def unlock_with_recovery_code(self, code: str) -> Desk:
        """See :class:`dirigo_tui.services.ports.DeskOpener`."""
        with self._noting_failure():
            key = self._settled_vault().unlock_with_recovery(code)
        return self._open(key)

    def unlock_with_keyring(self) -> Desk:
        """See :class:`dirigo_tui.services.ports.DeskOpener`."""
        return self._open(self._settled_vault().unlock_with_keyring())

    def unlock_with_identity_file(self, text: str) -> Desk:
        """See :class:`dirigo_tui.services.ports.DeskOpener`."""
        from dirigo_tui.exports.age_container import AgeContainers

        containers = AgeContainers()
        identities = containers.parse_identity_file(text)
        with self._noting_failure():
            key = self._settled_vault().unlock_with_identities(identities, containers)
        return self._open(key)

    def rotate(self, passphrase: str) -> Rotated:
        """See :class:`dirigo_tui.services.ports.DeskOpener`."""
        from dirigo_tui.exports.age_container import AgeContainers
        from dirigo_tui.open_desk import make_own_backup
        from dirigo_tui.services.ports import Rotated
        from dirigo_tui.store.single_writer import SingleWriter

        with SingleWriter(self._folders.lock):
            vault = self._vault()
            rotation = self._rotation()
            rotation.settle()
            with self._noting_failure():
                key = self._key_of(vault, passphrase)
            new_key, rewrapped = rotation.rotate(vault, key, passphrase, AgeContainers())
            if not self.practice:
                # Those made before hold the old key; without room for one, the key is new anyhow.
                with suppress(Refused):
                    make_own_backup(self._folders, new_key)
        return Rotated(rewrapped.recovery_code, rewrapped.lost)

    def check_recovery_code(self, code: str) -> None:
        """See :class:`dirigo_tui.services.ports.DeskOpener`."""
        with self._noting_failure():
            self._settled_vault().unlock_with_recovery(code)

    @contextmanager
    def _noting_failure(self) -> Iterator[None]:
        """Note for the access log that a key was refused."""
        try:
            yield
        except Refused as refused:
            if refused.code == "key_wrong":
                from dirigo_tui.store.log_files import FailedUnlocks

                FailedUnlocks(self._folders.failed_unlocks).note()
            raise

    def new_recovery_code(self, passphrase: str) -> str:
        """See :class:`dirigo_tui.services.ports.DeskOpener`."""
        vault = self._settled_vault()
        key = self._key_of(vault, passphrase)
        return vault.renew_recovery(key)

    def restore(
        self,
        source: Path,
        into: Path,
        unlock: Callable[[Locked[Backup]], Backup],
        progress: Progress = unheard,
    ) -> Backup:
        """See :class:`dirigo_tui.services.ports.DeskOpener`."""
        from dirigo_tui.exports.age_container import AgeContainers
        from dirigo_tui.safe_files import folder_aside
        from dirigo_tui.store.backup_file import read_manifest, unpack
        from dirigo_tui.store.restoration import Restoration

        progress(Stage.READ, 0, 0)
        manifest = read_manifest(source)
        practice = manifest.backup.practice
        with folder_aside(into) as aside:
            folders = Folders(aside, aside).for_practice() if practice else Folders(aside, aside)
            folders.prepare()
            unpack(source, manifest, folders.database, folders.key_file)
            vault = Opener(folders, practice=practice, exclusive=True)._vault()
            restoration = Restoration(
                vault, folders.database, manifest.backup, AgeContainers(), progress
            )
            return unlock(restoration)

    def unlock_practice(self) -> Desk:
        """Open the practice database, creating it with the default cohort if it is missing."""
        from dirigo_tui.services.ports import HomeState

        if self.state() is HomeState.EMPTY:
            return self.create_practice()
        return self._open(self._settled_vault().unlock_practice())

    def create_practice(self, participants: int | None = None, seed: int | None = None) -> Desk:
        """Make the practice database anew.

        Args:
            participants: how many people; None for the default.
            seed: the same seed, number and day give the same data; None for the default.
        """
        from dirigo_tui.services import practice

        self.remove()
        desk, _no_code = self.create(practice.SET_UP)
        try:
            cohort = practice.Cohort(
                participants=participants or practice.PARTICIPANTS,
                seed=practice.SEED if seed is None else seed,
            )
            desk.write(practice.fill, cohort)
        except BaseException:
            desk.close()
            self.remove()
            raise
        return desk

    def _key_of(self, vault: Vault, passphrase: str) -> bytes:
        if self.practice:
            return vault.unlock_practice()
        if passphrase:
            return vault.unlock_with_passphrase(passphrase)
        return vault.unlock_with_keyring()

    def _open(self, key: bytes, *, create: bool = False) -> OpenDesk:
        from dirigo_tui.open_desk import OpenDesk

        if not create and not self._folders.database.exists():
            raise Refused("database_missing", path=str(self._folders.database))
        vault = self._vault()
        try:
            return OpenDesk(
                self._folders,
                key,
                vault,
                practice=self.practice,
                create=create,
                exclusive=self._exclusive,
            )
        except Refused as refused:
            if refused.code == "database_damaged" and not vault.still_gives(key):
                # Rotated by somebody else after the key file was read.
                raise Refused("database_busy") from None
            raise

    def _settled_vault(self) -> Vault:
        """The key file, after a rotation that was cut short has been finished or taken back."""
        # Most often there was none, and then nothing is imported to find that out.
        if any(self._folders.home.glob("*.rekeyed")):
            from dirigo_tui.store.single_writer import SingleWriter

            with SingleWriter(self._folders.lock):
                self._rotation().settle()
        return self._vault()

    def _rotation(self) -> Rotation:
        from dirigo_tui.store.rotation import Rotation

        return Rotation(self._folders.database, self._folders.key_file)

    def _vault(self) -> Vault:
        from dirigo_tui.store.vault import Vault

        return Vault(self._folders.key_file, keyring=self._keyring())

    def _keyring(self) -> Any:
        if self.practice or os.environ.get("DIRIGO_KEYRING", "").lower() == "off":
            return None
        from dirigo_tui.store.keyring_slot import Keyring

        return Keyring()


class Program:
    """Fulfils :class:`dirigo_tui.cli.invocation.Composition`."""

    def opener(self, *, home: str | None, practice: bool, exclusive: bool) -> Opener:
        """The opener of a home folder."""
        folders = resolve(home, os.environ, practice=practice)
        return Opener(folders, practice=practice, exclusive=exclusive)

    def run_app(self, opener: DeskOpener, language: str) -> int:
        """Run the full-screen app; its exit code."""
        # Textual reads these on import, and TEXTUAL_LOG would write every key typed to a file.
        for name in [name for name in os.environ if name.startswith("TEXTUAL")]:
            del os.environ[name]
        from dirigo_tui.settings.preferences import load
        from dirigo_tui.tui.launch import run

        preferences = load(opener.paths()["settings"], os.environ)
        return run(opener, replace(preferences, language=language or preferences.language))


def main() -> int:
    """The entry point ``dirigo``."""
    keep_memory_private()
    from dirigo_tui.cli.main import main as run_command

    return run_command(Program(), sys.argv[1:])
