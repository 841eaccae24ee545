"""A new database key: the database encrypted anew, and a key file that gives the new key.

Both are made aside and then put in place, the database first. Whether its copy still lies aside
tells which of the two key files is the database's, so what a kill leaves can always be settled
without any key. Whoever rotates or settles holds the desk's lock (``single_writer.py``).
"""

from __future__ import annotations

import secrets
from contextlib import closing
from pathlib import Path

from dirigo_tui.domain.errors import Refused
from dirigo_tui.safe_files import as_refused, flush_folder, take_place
from dirigo_tui.services.ports import Containers
from dirigo_tui.store.backup import content
from dirigo_tui.store.connection import check_integrity, connect, rekey, translate
from dirigo_tui.store.key_file import KEY_LENGTH
from dirigo_tui.store.replacing import discard, make_single_file, replacement
from dirigo_tui.store.vault import Rewrapped, Vault


class Rotation:
    """The rotation of one desk's key.

    Args:
        database: the database file.
        key_file: its key file.
    """

    def __init__(self, database: Path, key_file: Path) -> None:
        self._database = database
        self._key_file = key_file
        self._new_database = database.with_name(database.name + ".rekeyed")
        self._new_key_file = key_file.with_name(key_file.name + ".rekeyed")

    def settle(self) -> None:
        """Finish a rotation that was cut short, or take it back.

        Raises ``Refused``: ``disk_full`` and its like.
        """
        with as_refused():
            if self._new_database.exists():
                # The key file first: lying there alone it would say that the database is in place.
                self._new_key_file.unlink(missing_ok=True)
                flush_folder(self._key_file.parent)
                discard(self._new_database)
            elif self._new_key_file.exists():
                take_place(self._new_key_file, self._key_file)

    def rotate(
        self, vault: Vault, key: bytes, passphrase: str, containers: Containers
    ) -> tuple[bytes, Rewrapped]:
        """Put a new key in place of the old, which opens nothing here any more.

        Args:
            vault: the key file.
            key: the database key it gives.
            passphrase: "" for none.
            containers: seals what is in escrow anew.

        Returns:
            The new database key, and what became of the slots.

        Raises:
            Refused: ``rotation_not_verified`` when the new file does not hold what the old one
                holds; what :meth:`dirigo_tui.store.vault.Vault.rewrap` and
                :func:`dirigo_tui.store.replacing.replacement` raise. Everything is as it was then.
        """
        self.settle()
        new_key = secrets.token_bytes(KEY_LENGTH)
        try:
            with replacement(self._database, key, self._new_database) as original:
                self._encrypt_anew(key, new_key, content(original))
                rewrapped = vault.rewrap(key, new_key, passphrase, self._new_key_file, containers)
        finally:
            self.settle()
        vault.forget(rewrapped.database, rewrapped.replaced)
        return new_key, rewrapped

    def _encrypt_anew(self, key: bytes, new_key: bytes, held: tuple[dict[str, int], str]) -> None:
        try:
            with closing(connect(self._new_database, key)) as copy:
                make_single_file(copy)
                rekey(copy, new_key)
            with closing(connect(self._new_database, new_key, read_only=True)) as copy:
                check_integrity(copy)
                found = content(copy)
        except Exception as error:
            raise translate(error) or error from None
        if found != held:
            raise Refused("rotation_not_verified")
