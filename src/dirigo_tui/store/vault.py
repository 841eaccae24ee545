"""The vault: a random 256-bit database key, and the slots of the key file that give it back.

Losing one slot loses nothing, removing one revokes it, and one that does not hang on this computer
always remains. Whoever changes the key file holds the desk's lock (``single_writer.py``).
"""

from __future__ import annotations

import secrets
import unicodedata
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.passphrase import check_new
from dirigo_tui.domain.vocabulary import SlotKind
from dirigo_tui.store import key_file as files
from dirigo_tui.store import key_slots, recovery_code
from dirigo_tui.store.key_file import KEY_LENGTH, MAX_SLOTS, Argon2Cost, Escrow, KeyFile, Slot

if TYPE_CHECKING:
    from dirigo_tui.services.ports import Containers


class SlotSecrets(Protocol):
    """Where the secrets of keyring slots are kept; ``keyring_slot.Keyring`` is the real one."""

    def get(self, name: str) -> bytes | None:
        """The secret of that name, or None. Raises ``Refused("keyring_unavailable", why=...)``."""

    def set(self, name: str, secret: bytes) -> None:
        """Keep a secret. Raises ``Refused("keyring_unavailable", why=...)``."""

    def delete(self, name: str) -> None:
        """Forget a secret, if it is there. Raises ``Refused("keyring_unavailable", why=...)``."""


@dataclass(frozen=True, slots=True)
class Created:
    """A new vault: what is shown once and what opens the database.

    Attributes:
        key: the database key, 32 bytes.
        recovery_code: to be written on paper; "" for a practice desk.
    """

    key: bytes = field(repr=False)
    recovery_code: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Rewrapped:
    """A key file made for a new database key.

    Attributes:
        recovery_code: the new one, as in :class:`Created`.
        database: the id of the database, as before.
        replaced: the slots there were.
        lost: those of them that could not come along: passphrases nobody gave, other computers.
    """

    recovery_code: str = field(repr=False)
    database: str
    replaced: tuple[Slot, ...]
    lost: tuple[Slot, ...]


class Vault:
    """The key file at a path, and the operations on it.

    Every unlocking raises ``Refused``: ``key_wrong``; ``key_file_damaged``, ``key_file_newer``,
    ``key_file_missing``, ``key_file_unreadable``, ``file_is_symlink``, ``file_not_regular``;
    ``no_slot`` with ``kind``. Every change raises the same, except ``key_wrong``, and what
    :func:`dirigo_tui.safe_files.write_private` raises.

    Args:
        path: of the key file.
        keyring: where keyring slots keep their secrets; None when the keyring is not to be touched.
        argon2: what passphrase slots cost.
    """

    def __init__(
        self,
        path: Path,
        *,
        keyring: SlotSecrets | None = None,
        argon2: key_slots.Argon2Policy = key_slots.STANDARD,
    ) -> None:
        self._path = path
        self._keyring = keyring
        self._argon2 = argon2

    def create(self, *, passphrase: str = "", use_keyring: bool = False) -> Created:
        """Write a new key file with a recovery slot, and a passphrase or keyring slot or both.

        Args:
            passphrase: "" for none, which only ``use_keyring`` allows.
            use_keyring: add a keyring slot.

        Raises:
            Refused: ``file_exists``, ``passphrase_empty``, ``passphrase_short``,
                ``passphrase_unreadable``, ``keyring_unavailable``. Nothing has been written then.
        """
        if self._path.exists():
            raise Refused("file_exists")
        words = _new_passphrase(passphrase) if passphrase or not use_keyring else b""
        key, code = secrets.token_bytes(KEY_LENGTH), recovery_code.generate()
        key_file = KeyFile(database=secrets.token_hex(16), practice=False)
        if words:
            key_file = self._with(key_file, key, SlotKind.PASSPHRASE, words)
        key_file = self._with(key_file, key, SlotKind.RECOVERY, recovery_code.secret_of(code))
        if use_keyring:
            self._add_keyring(key_file, key, overwrite=False)
        else:
            self._write(key_file, key, overwrite=False)
        return Created(key, code)

    def create_practice(self) -> Created:
        """Write a new key file that opens a practice database without asking anybody."""
        key = secrets.token_bytes(KEY_LENGTH)
        key_file = KeyFile(database=secrets.token_hex(16), practice=True)
        secret = secrets.token_bytes(KEY_LENGTH)
        self._write(self._with(key_file, key, SlotKind.PRACTICE, secret), key, overwrite=False)
        return Created(key, "")

    @property
    def cost(self) -> Argon2Cost:
        """What deriving from something that people choose costs here."""
        return self._argon2.cost

    def list_slots(self) -> tuple[Slot, ...]:
        """The slots in the order they were added. Nothing vouches for them until it is unlocked."""
        return files.read(self._path).slots

    def unlock_with_passphrase(self, passphrase: str) -> bytes:
        """The database key, by a passphrase. Also raises ``passphrase_empty``,
        ``passphrase_unreadable`` and ``memory_short``."""
        return self._unlock(SlotKind.PASSPHRASE, _passphrase_bytes(passphrase))

    def unlock_with_recovery(self, code: str) -> bytes:
        """The database key, by the recovery code. Also raises ``recovery_code_mistyped``."""
        return self._unlock(SlotKind.RECOVERY, recovery_code.secret_of(code))

    def unlock_with_keyring(self) -> bytes:
        """The database key, by the keyring. Also raises ``keyring_unavailable`` with ``why``."""
        key_file, slots = self._slots(SlotKind.KEYRING)
        keyring = self._keyring_in_use()
        # One slot for each computer that the folder has been used at: not all are this one's.
        kept = [(slot, keyring.get(_name(key_file.database, slot))) for slot in slots]
        here = [(slot, secret) for slot, secret in kept if secret is not None]
        if not here:
            raise Refused("keyring_unavailable", why="missing")
        return self._key(key_file, here)

    def unlock_with_identities(self, identities: Sequence[str], containers: Containers) -> bytes:
        """The database key, by the organisation's secret age keys."""
        key_file, slots = self._slots(SlotKind.ESCROW)
        tries = []
        for slot in slots:
            # Sealed to somebody else, or no longer what was sealed: the others may still open.
            with suppress(Refused):
                sealed = slot.escrow.sealed if slot.escrow else b""
                tries.append((slot, containers.open(sealed, identities=identities)))
        return self._key(key_file, tries)

    def unlock_practice(self) -> bytes:
        """The key of a practice database."""
        key_file, slots = self._slots(SlotKind.PRACTICE)
        return self._key(key_file, [(slot, slot.secret or b"") for slot in slots])

    def still_gives(self, key: bytes) -> bool:
        """Whether the key file, as it is now, is the one of this database key."""
        try:
            self._verified(key)
        except Refused:
            return False
        return True

    def add_passphrase(self, key: bytes, passphrase: str) -> None:
        """Add a passphrase slot. Also raises ``passphrase_empty``, ``passphrase_short``,
        ``passphrase_unreadable`` and ``too_many_slots``."""
        words = _new_passphrase(passphrase)
        self._write(self._with(self._verified(key), key, SlotKind.PASSPHRASE, words), key)

    def add_keyring(self, key: bytes) -> None:
        """Add a keyring slot. Also raises ``keyring_unavailable`` and ``too_many_slots``."""
        self._add_keyring(self._verified(key), key)

    def renew_recovery(self, key: bytes) -> str:
        """Replace the recovery slot; the new code, and the old one opens nothing any more."""
        key_file = self._verified(key)
        code = recovery_code.generate()
        others = tuple(slot for slot in key_file.slots if slot.kind is not SlotKind.RECOVERY)
        key_file = replace(key_file, slots=others)
        secret = recovery_code.secret_of(code)
        self._write(self._with(key_file, key, SlotKind.RECOVERY, secret), key)
        return code

    def remove(self, key: bytes, slot_id: str) -> None:
        """Remove a slot. Also raises ``slot_unknown``, and ``slot_last`` for the last one that does
        not hang on the keyring of this computer."""
        key_file = self._verified(key)
        removed = [slot for slot in key_file.slots if slot.id == slot_id]
        if not removed:
            raise Refused("slot_unknown", slot=slot_id)
        remaining = tuple(slot for slot in key_file.slots if slot.id != slot_id)
        if all(slot.kind is SlotKind.KEYRING for slot in remaining):
            raise Refused("slot_last")
        self._write(replace(key_file, slots=remaining), key)
        self.forget(key_file.database, removed)

    def add_escrow(self, key: bytes, recipient: str, containers: Containers) -> None:
        """Let whoever holds a recipient's secret age key unlock.

        Also raises ``recipient_…``, ``escrow_exists`` and ``too_many_slots``.
        """
        key_file, recipient = self._verified(key), containers.check_recipient(recipient)
        if any(slot.recipient == recipient for slot in key_file.slots):
            raise Refused("escrow_exists")
        self._write(self._with_escrow(key_file, key, recipient, containers), key)

    def rewrap(
        self, key: bytes, new_key: bytes, passphrase: str, path: Path, containers: Containers
    ) -> Rewrapped:
        """Write a key file for a new database key, with every slot that can come along.

        The recovery code is a new one: nobody but the paper knows the old.

        Args:
            key: the database key that this file gives.
            new_key: 32 bytes.
            passphrase: "" for none.
            path: of the key file to write, where there must be none. This one stays as it is.
            containers: seals what is in escrow anew.

        Raises ``Refused`` as every change, and ``passphrase_needed`` when nothing but keyrings
        would come along.
        """
        old = self._verified(key)
        new, code, lost = replace(old, slots=()), "", []
        for slot in old.slots:
            if slot.kind is SlotKind.RECOVERY:
                code = recovery_code.generate()
                new = self._with(new, new_key, slot.kind, recovery_code.secret_of(code))
            elif slot.kind is SlotKind.PRACTICE:
                new = self._with(new, new_key, slot.kind, secrets.token_bytes(KEY_LENGTH))
            elif slot.kind is SlotKind.ESCROW:
                new = self._with_escrow(new, new_key, slot.recipient, containers)
            elif slot.kind is SlotKind.PASSPHRASE and self._opens(old, slot, passphrase):
                new = self._with(new, new_key, slot.kind, _passphrase_bytes(passphrase))
            elif slot.kind is SlotKind.KEYRING and self._is_here(old, slot):
                new = self._with_keyring(new, new_key)
            else:
                lost.append(slot)
        if all(slot.kind is SlotKind.KEYRING for slot in new.slots):
            raise Refused("passphrase_needed")
        files.write(path, key_slots.signed(new, new_key), overwrite=False)
        return Rewrapped(code, old.database, old.slots, tuple(lost))

    def forget(self, database: str, slots: Iterable[Slot]) -> None:
        """Take out of the keyring of this computer what slots that are gone kept there.

        Args:
            database: the id of the database they were for.
            slots: of any kind.
        """
        if self._keyring is not None:
            for slot in slots:
                if slot.kind is SlotKind.KEYRING:
                    # Without its slot the secret opens nothing: one that stays does no harm.
                    with suppress(Refused):
                        self._keyring.delete(_name(database, slot))

    def keep_log_anchor(self, anchor: bytes) -> None:
        """Keep an anchor of the access log in the keyring, where a slot of this file uses it.

        Raises ``Refused``: ``keyring_unavailable``, ``key_file_damaged`` and its like.
        """
        key_file = files.read(self._path)
        if self._keyring is not None and key_file.of_kind(SlotKind.KEYRING):
            self._keyring.set(f"{key_file.database}.log", anchor)

    def log_anchor(self) -> bytes | None:
        """The anchor that the keyring keeps, if any. Raises ``Refused`` as above."""
        key_file = files.read(self._path)
        if self._keyring is None or not key_file.of_kind(SlotKind.KEYRING):
            return None
        return self._keyring.get(f"{key_file.database}.log")

    def _unlock(self, kind: SlotKind, secret: bytes) -> bytes:
        key_file, slots = self._slots(kind)
        return self._key(key_file, [(slot, secret) for slot in slots])

    def _slots(self, kind: SlotKind) -> tuple[KeyFile, list[Slot]]:
        key_file = files.read(self._path)
        slots = key_file.of_kind(kind)
        if not slots:
            raise Refused("no_slot", kind=kind)
        return key_file, slots

    def _key(self, key_file: KeyFile, tries: Iterable[tuple[Slot, bytes]]) -> bytes:
        for slot, secret in tries:
            key = key_slots.key_in(key_file, slot, secret, self._argon2)
            if key is not None:
                return key
        raise Refused("key_wrong")

    def _verified(self, key: bytes) -> KeyFile:
        key_file = files.read(self._path)
        key_slots.verify(key_file, key)
        return key_file

    def _keyring_in_use(self) -> SlotSecrets:
        if self._keyring is None:
            raise Refused("keyring_unavailable", why="off")
        return self._keyring

    def _with(
        self,
        key_file: KeyFile,
        key: bytes,
        kind: SlotKind,
        secret: bytes,
        escrow: Escrow | None = None,
    ) -> KeyFile:
        if len(key_file.slots) >= MAX_SLOTS:
            raise Refused("too_many_slots", most=MAX_SLOTS)
        slot = key_slots.make_slot(key_file, kind, secret, key, self._argon2.cost, escrow=escrow)
        return replace(key_file, slots=(*key_file.slots, slot))

    def _with_keyring(self, key_file: KeyFile, key: bytes) -> KeyFile:
        keyring = self._keyring_in_use()
        secret = secrets.token_bytes(KEY_LENGTH)
        key_file = self._with(key_file, key, SlotKind.KEYRING, secret)
        keyring.set(_name(key_file.database, key_file.slots[-1]), secret)
        return key_file

    def _with_escrow(
        self, key_file: KeyFile, key: bytes, recipient: str, containers: Containers
    ) -> KeyFile:
        secret = secrets.token_bytes(KEY_LENGTH)
        escrow = Escrow(recipient, containers.seal(secret, recipients=[recipient]))
        return self._with(key_file, key, SlotKind.ESCROW, secret, escrow)

    def _add_keyring(self, key_file: KeyFile, key: bytes, *, overwrite: bool = True) -> None:
        key_file = self._with_keyring(key_file, key)
        try:
            self._write(key_file, key, overwrite=overwrite)
        except BaseException:
            self.forget(key_file.database, key_file.slots[-1:])
            raise

    def _opens(self, key_file: KeyFile, slot: Slot, passphrase: str) -> bool:
        if not passphrase:
            return False
        words = _passphrase_bytes(passphrase)
        return key_slots.key_in(key_file, slot, words, self._argon2) is not None

    def _is_here(self, key_file: KeyFile, slot: Slot) -> bool:
        """Whether a keyring slot is this computer's."""
        if self._keyring is None:
            return False
        try:
            return self._keyring.get(_name(key_file.database, slot)) is not None
        except Refused:
            return False

    def _write(self, key_file: KeyFile, key: bytes, *, overwrite: bool = True) -> None:
        files.write(self._path, key_slots.signed(key_file, key), overwrite=overwrite)


def _name(database: str, slot: Slot) -> str:
    """What the keyring calls a slot's secret."""
    return f"{database}.{slot.id}"


def _new_passphrase(passphrase: str) -> bytes:
    check_new(passphrase)
    return _passphrase_bytes(passphrase)


def _passphrase_bytes(passphrase: str) -> bytes:
    """A passphrase as bytes, the same whatever keyboard composed its å, ä and ö.

    Raises:
        Refused: ``passphrase_empty`` when there is nothing but blanks; ``passphrase_unreadable``
            when the terminal or file gave letters that are not text.
    """
    if not passphrase.strip():
        raise Refused("passphrase_empty")
    try:
        return unicodedata.normalize("NFC", passphrase).encode("utf-8")
    except UnicodeEncodeError:
        raise Refused("passphrase_unreadable") from None
