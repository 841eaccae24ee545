"""The backup file: the encrypted database, its key file and a manifest in one (docs/formats.md).

A zip archive in which nothing is compressed or encrypted a second time. Every member's size and
hash stand in the manifest, so that damage is told from a wrong key before anybody unlocks anything;
against a forger stand the database's own authentication codes and the key file's mac.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any, Final

from dirigo_tui.domain.access_log import Anchor
from dirigo_tui.domain.errors import Refused
from dirigo_tui.services.ports import Backup
from dirigo_tui.store.key_file import MAX_BYTES as MOST_KEY_BYTES

FORMAT: Final = "dirigo.backup"
VERSION: Final = 1
MANIFEST, DATABASE, KEY_FILE = "manifest.json", "dirigo.db", "dirigo.keys"

_MOST_MANIFEST_BYTES: Final = 64 * 1024
_CHUNK: Final = 1024 * 1024
_HEAD: Final = re.compile(rb"PK\x03\x04.{26}manifest\.json", re.DOTALL)
"""How the file begins: the manifest is its first member."""

_UNREADABLE: Final = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    ValueError,
    KeyError,
    TypeError,
    OverflowError,
    RuntimeError,
)
"""What zipfile and json make of bytes that are no longer what was written."""


@dataclass(frozen=True, slots=True)
class Part:
    """A member of the archive beside the manifest.

    Attributes:
        bytes: its size.
        sha256: of its content, in hexadecimal.
    """

    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the file says of itself.

    Attributes:
        backup: what was backed up.
        parts: by name, :data:`DATABASE` and :data:`KEY_FILE`.
    """

    backup: Backup
    parts: Mapping[str, Part]


def pack(target: Path, backup: Backup, database: Path, key_file: bytes) -> None:
    """Fill a file with a backup, flush it to the disk and read it back.

    Args:
        target: the file; what it holds is replaced.
        backup: what the manifest says of the content.
        database: the copy of the database.
        key_file: the bytes of its key file.

    Raises:
        OSError: the disk is full, or its like.
        Refused: ``file_not_verified``: what was read back differs.
    """
    parts = {
        DATABASE: Part(database.stat().st_size, _hash_of_file(database)),
        KEY_FILE: Part(len(key_file), hashlib.sha256(key_file).hexdigest()),
    }
    manifest = json.dumps(_plain(backup, parts), indent=2).encode("ascii")
    with target.open("wb") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
            archive.writestr(_member(MANIFEST, backup), manifest)
            archive.writestr(_member(KEY_FILE, backup), key_file)
            with (
                database.open("rb") as source,
                archive.open(_member(DATABASE, backup), "w", force_zip64=True) as member,
            ):
                _copy(source, member)
        file.flush()
        os.fsync(file.fileno())
    try:
        with zipfile.ZipFile(target) as archive:
            for name, part in parts.items():
                with archive.open(name) as member:
                    if _copy(member, None) != part:
                        raise Refused("file_not_verified")
    except _UNREADABLE:
        raise Refused("file_not_verified") from None


def read_manifest(source: Path) -> Manifest:
    """The manifest of a backup file.

    Raises:
        Refused: ``backup_unreadable``, ``backup_foreign`` when it is something else,
            ``backup_newer``, ``backup_damaged``.
    """
    try:
        with source.open("rb") as file:
            if not _HEAD.match(file.read(64)):
                raise Refused("backup_foreign")
            with zipfile.ZipFile(file) as archive:
                return _manifest(archive)
    except OSError:
        raise Refused("backup_unreadable") from None
    except _UNREADABLE:
        raise Refused("backup_damaged") from None


def unpack(source: Path, manifest: Manifest, database: Path, key_file: Path) -> None:
    """Write the two parts of a backup file where there must be none (0600), hashes checked.

    Raises:
        Refused: ``backup_damaged``, ``backup_unreadable``.
        OSError: the disk is full, or its like.
    """
    try:
        archive = zipfile.ZipFile(source)
    except OSError:
        raise Refused("backup_unreadable") from None
    except _UNREADABLE:
        raise Refused("backup_damaged") from None
    with archive:
        for name, path in ((DATABASE, database), (KEY_FILE, key_file)):
            with open(path, "xb", opener=_private) as target:
                try:
                    with archive.open(name) as member:
                        written = _copy(member, target)
                except _UNREADABLE:
                    raise Refused("backup_damaged") from None
                if written != manifest.parts[name]:
                    raise Refused("backup_damaged")
                target.flush()
                os.fsync(target.fileno())


def _plain(backup: Backup, parts: Mapping[str, Part]) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "version": VERSION,
        "practice": backup.practice,
        "created": backup.created.isoformat(),
        "schema": backup.schema,
        "counts": dict(backup.counts),
        "sha256": backup.sha256,
        # Files of before there was a log have none.
        **({"log": backup.log._asdict()} if backup.log else {}),
        "parts": {
            name: {"bytes": part.bytes, "sha256": part.sha256} for name, part in parts.items()
        },
    }


def _manifest(archive: zipfile.ZipFile) -> Manifest:
    """The manifest, and that the archive holds what it says and nothing that could unpack to more.

    Raises ValueError and its like when it does not.
    """
    members = {member.filename: member for member in archive.infolist()}
    _require(MANIFEST in members and members[MANIFEST].file_size <= _MOST_MANIFEST_BYTES)
    _require(all(member.compress_type == zipfile.ZIP_STORED for member in members.values()))
    plain = json.loads(archive.read(MANIFEST))
    _require(plain["format"] == FORMAT)
    version = plain["version"]
    _require(type(version) is int and version >= VERSION)
    if version > VERSION:
        raise Refused("backup_newer")
    parts = {
        name: Part(int(plain["parts"][name]["bytes"]), str(plain["parts"][name]["sha256"]))
        for name in (DATABASE, KEY_FILE)
    }
    log = plain.get("log")
    backup = Backup(
        created=datetime.fromisoformat(plain["created"]).astimezone(UTC),
        practice=plain["practice"] is True,
        schema=str(plain["schema"]),
        counts={str(table): int(count) for table, count in plain["counts"].items()},
        sha256=str(plain["sha256"]),
        log=Anchor(int(log["number"]), str(log["link"])) if log else None,
    )
    _require(_plain(backup, parts) == plain)
    _require(members.keys() == {MANIFEST, *parts} and len(archive.infolist()) == len(members))
    _require(all(members[name].file_size == part.bytes for name, part in parts.items()))
    _require(parts[KEY_FILE].bytes <= MOST_KEY_BYTES)
    return Manifest(backup, parts)


def _member(name: str, backup: Backup) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, backup.created.timetuple()[:6])
    member.external_attr = 0o600 << 16
    return member


def _copy(source: IO[bytes], target: IO[bytes] | None) -> Part:
    """Copy, or only read, and tell what was read."""
    size, digest = 0, hashlib.sha256()
    while chunk := source.read(_CHUNK):
        size += len(chunk)
        digest.update(chunk)
        if target is not None:
            target.write(chunk)
    return Part(size, digest.hexdigest())


def _hash_of_file(path: Path) -> str:
    with path.open("rb") as file:
        return _copy(file, None).sha256


def _private(name: str, flags: int) -> int:
    return os.open(name, flags | getattr(os, "O_NOFOLLOW", 0), 0o600)


def _require(holds: object) -> None:
    """The file is damaged unless it holds."""
    if not holds:
        raise ValueError
