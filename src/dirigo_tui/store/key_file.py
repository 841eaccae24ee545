"""The key file ``dirigo.keys``: what stands in it, and a strict reading of it.

JSON: ``format`` ("dirigo.keys"), ``version`` (1), ``database`` (the id of the database it opens),
``practice``, ``slots``, ``mac`` (over all of that, keyed from the database key) and ``checksum``
(over all of that, keyed from nothing). The checksum tells a damaged file from a wrong passphrase
before anybody has unlocked anything; only the mac keeps a forger out. Bytes are lower-case
hexadecimal. What the slots mean is in ``key_slots.py``.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import re
import stat
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.vocabulary import SlotKind
from dirigo_tui.safe_files import write_private

FORMAT = "dirigo.keys"
VERSION = 1
MAX_BYTES = 64 * 1024
MAX_SLOTS = 8
"""Every passphrase slot costs a whole derivation to try, so a hostile file may not have many."""

KEY_LENGTH = 32
SALT_LENGTH = 16
NONCE_LENGTH = 12
WRAPPED_LENGTH = KEY_LENGTH + 16
"""A wrapped key and its authentication tag."""
MOST_SEALED = 4096
"""Bytes of an escrow slot's secret, sealed: some 200 for an age key, a few more for an SSH key."""


@dataclass(frozen=True, slots=True)
class Escrow:
    """Whom an escrow slot is for.

    Attributes:
        recipient: the organisation's age recipient.
        sealed: the slot's secret, sealed to it with age.
    """

    recipient: str
    sealed: bytes = field(repr=False)

    def __post_init__(self) -> None:
        _require(re.fullmatch("[ -~]{1,1024}", self.recipient))
        _require(1 <= len(self.sealed) <= MOST_SEALED)

    def plain(self) -> dict[str, str]:
        """As it stands in the file, JSON-ready."""
        return {"recipient": self.recipient, "sealed": self.sealed.hex()}


@dataclass(frozen=True, slots=True)
class Argon2Cost:
    """What one Argon2id derivation costs (RFC 9106).

    Attributes:
        iterations: passes over the memory.
        memory_kib: memory, in KiB.
        lanes: threads.
    """

    iterations: int
    memory_kib: int
    lanes: int

    def __post_init__(self) -> None:
        values = (self.iterations, self.memory_kib, self.lanes)
        _require(all(type(value) is int for value in values))
        _require(self.iterations >= 1 and self.lanes >= 1 and self.memory_kib >= 8 * self.lanes)

    def within(self, floor: Argon2Cost, ceiling: Argon2Cost) -> bool:
        """Whether no figure is below the floor's or above the ceiling's."""
        return (
            floor.iterations <= self.iterations <= ceiling.iterations
            and floor.memory_kib <= self.memory_kib <= ceiling.memory_kib
            and floor.lanes <= self.lanes <= ceiling.lanes
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """The database key, wrapped for one secret.

    Attributes:
        id: eight hexadecimal digits; how ``dirigo keys`` names it.
        created: the day it was added, UTC.
        cost: of Argon2id in a passphrase slot; None in the others, which use HKDF-SHA256.
        secret: in a practice slot the secret itself; None in the others.
        escrow: in an escrow slot who can open it; None in the others.
    """

    id: str
    kind: SlotKind
    created: date
    salt: bytes
    cost: Argon2Cost | None = None
    secret: bytes | None = field(default=None, repr=False)
    escrow: Escrow | None = None
    nonce: bytes = field(default=b"", repr=False)
    wrapped: bytes = field(default=b"", repr=False)

    def __post_init__(self) -> None:
        _require(re.fullmatch("[0-9a-f]{8}", self.id))
        _require((self.cost is not None) == (self.kind is SlotKind.PASSPHRASE))
        _require((self.secret is not None) == (self.kind is SlotKind.PRACTICE))
        _require((self.escrow is not None) == (self.kind is SlotKind.ESCROW))
        _require(self.secret is None or len(self.secret) == KEY_LENGTH)
        _require(len(self.salt) == SALT_LENGTH)

    @property
    def recipient(self) -> str:
        """The organisation's recipient in an escrow slot; "" in the others."""
        return self.escrow.recipient if self.escrow else ""

    def header(self) -> dict[str, Any]:
        """Everything but what wrapping the key gave, JSON-ready."""
        kdf: dict[str, Any] = {"name": "hkdf-sha256", "salt": self.salt.hex()}
        if self.cost is not None:
            kdf = {
                "name": "argon2id",
                "salt": self.salt.hex(),
                "iterations": self.cost.iterations,
                "memory_kib": self.cost.memory_kib,
                "lanes": self.cost.lanes,
            }
        header: dict[str, Any] = {
            "id": self.id,
            "kind": self.kind.value,
            "created": self.created.isoformat(),
            "kdf": kdf,
        }
        if self.secret is not None:
            header["secret"] = self.secret.hex()
        if self.escrow is not None:
            header["escrow"] = self.escrow.plain()
        return header

    def plain(self) -> dict[str, Any]:
        """The slot as it stands in the file, JSON-ready."""
        return self.header() | {"nonce": self.nonce.hex(), "wrapped": self.wrapped.hex()}


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFile:
    """A whole key file.

    Attributes:
        database: id of the database, 32 hexadecimal digits.
        practice: whether it opens a practice database; only then may a slot keep its own secret.
        mac: HMAC-SHA256 of :meth:`authenticated`, or empty while it is being made.
    """

    database: str
    practice: bool
    slots: tuple[Slot, ...] = ()
    mac: bytes = b""

    def __post_init__(self) -> None:
        _require(re.fullmatch("[0-9a-f]{32}", self.database))
        _require(isinstance(self.practice, bool))
        _require(len(self.slots) <= MAX_SLOTS)
        _require(len({slot.id for slot in self.slots}) == len(self.slots))
        _require(self.practice or not any(slot.secret for slot in self.slots))

    def of_kind(self, kind: SlotKind) -> list[Slot]:
        """The slots of one kind."""
        return [slot for slot in self.slots if slot.kind is kind]

    def identity(self) -> dict[str, Any]:
        """What every slot is bound to, JSON-ready."""
        return {
            "format": FORMAT,
            "version": VERSION,
            "database": self.database,
            "practice": self.practice,
        }

    def authenticated(self) -> dict[str, Any]:
        """What the mac is over, JSON-ready."""
        return self.identity() | {"slots": [slot.plain() for slot in self.slots]}

    def plain(self) -> dict[str, Any]:
        """The file as it stands on the disk, JSON-ready."""
        content = self.authenticated() | {"mac": self.mac.hex()}
        return content | {"checksum": hashlib.sha256(canonical(content)).hexdigest()}


def canonical(plain: object) -> bytes:
    """JSON in its one form without choices, for hashing and comparing."""
    return json.dumps(plain, sort_keys=True, separators=(",", ":")).encode("ascii")


def parse(content: bytes) -> KeyFile:
    """Read a key file strictly: it holds exactly what this program writes, in any layout.

    Raises:
        Refused: ``key_file_damaged``, or ``key_file_newer`` with ``version``.
    """
    try:
        _require(len(content) <= MAX_BYTES)
        plain = json.loads(content)
        _require(plain["format"] == FORMAT)
        version = plain["version"]
        _require(type(version) is int and version >= VERSION)
        if version > VERSION:
            raise Refused("key_file_newer", version=version)
        key_file = KeyFile(
            database=plain["database"],
            practice=plain["practice"],
            slots=tuple(_slots(plain["slots"])),
            mac=bytes.fromhex(plain["mac"]),
        )
        _require(key_file.slots and len(key_file.mac) == hashlib.sha256().digest_size)
        # What was built says the same as what was read: no more fields, no other types or spelling,
        # and the same checksum.
        _require(canonical(key_file.plain()) == canonical(plain))
    except (ValueError, KeyError, TypeError, RecursionError):
        raise Refused("key_file_damaged") from None
    return key_file


def read(path: Path) -> KeyFile:
    """The key file at a path.

    Raises:
        Refused: as :func:`parse`, and ``key_file_missing``, ``file_is_symlink``,
            ``file_not_regular`` or ``key_file_unreadable``.
    """
    return parse(read_bytes(path))


def read_bytes(path: Path) -> bytes:
    """The bytes of a key file, or the first of them when it is too long to be one.

    Raises:
        Refused: ``key_file_missing``, ``file_is_symlink``, ``file_not_regular`` or
            ``key_file_unreadable``.
    """
    # A pipe or a device in its place must neither block nor flood.
    careful = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        with open(path, "rb", opener=lambda name, flags: os.open(name, flags | careful)) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise Refused("file_not_regular")
            return file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise Refused("key_file_missing") from None
    except IsADirectoryError:
        raise Refused("file_not_regular") from None
    except OSError as error:
        link = error.errno == errno.ELOOP
        raise Refused("file_is_symlink" if link else "key_file_unreadable") from None


def write(path: Path, key_file: KeyFile, *, overwrite: bool) -> None:
    """Replace or create the key file, whole or not at all.

    Raises:
        Refused: as :func:`dirigo_tui.safe_files.write_private`.
    """
    content = json.dumps(key_file.plain(), indent=2) + "\n"
    write_private(path, content.encode("ascii"), overwrite=overwrite)


def _slots(plain: Any) -> Iterable[Slot]:
    _require(isinstance(plain, list) and len(plain) <= MAX_SLOTS)
    for slot in plain:
        kdf, secret, escrow = slot["kdf"], slot.get("secret"), slot.get("escrow")
        cost = None
        if kdf["name"] == "argon2id":
            cost = Argon2Cost(kdf["iterations"], kdf["memory_kib"], kdf["lanes"])
        nonce, wrapped = bytes.fromhex(slot["nonce"]), bytes.fromhex(slot["wrapped"])
        _require(len(nonce) == NONCE_LENGTH and len(wrapped) == WRAPPED_LENGTH)
        yield Slot(
            id=slot["id"],
            kind=SlotKind(slot["kind"]),
            created=date.fromisoformat(slot["created"]),
            salt=bytes.fromhex(kdf["salt"]),
            cost=cost,
            secret=None if secret is None else bytes.fromhex(secret),
            escrow=escrow and Escrow(escrow["recipient"], bytes.fromhex(escrow["sealed"])),
            nonce=nonce,
            wrapped=wrapped,
        )


def _require(holds: object) -> None:
    """The file is damaged unless it holds."""
    if not holds:
        raise ValueError
