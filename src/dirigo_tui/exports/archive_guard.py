"""What a zipped office file must pass before any parser sees it.

A small workbook can unpack to gigabytes or define entities that double themselves. Everything is
counted while it is unpacked, never believed from a header.
"""

from __future__ import annotations

import io
import zipfile
import zlib

from dirigo_tui.domain.errors import Refused

MEGABYTE = 1024 * 1024
MAX_PARTS = 2_000
MAX_UNPACKED = 512 * MEGABYTE
MAX_RATIO = 100
"""Unpacked bytes per packed byte; sheets of real lists stay below 30."""
RATIO_COUNTS_FROM = 32 * MEGABYTE
"""Below this no ratio can do harm, and small files of repeated rows pack very well."""

_OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP_MAGIC = b"PK\x03\x04"
_ENCRYPTED_FLAG = 0x1
_CHUNK = 256 * 1024


def is_zip(content: bytes) -> bool:
    """Whether the bytes begin as a zip archive does."""
    return content.startswith(_ZIP_MAGIC)


def is_ole(content: bytes) -> bool:
    """Whether the bytes are an OLE container: old Excel, or an encrypted workbook."""
    return content.startswith(_OLE_MAGIC)


def refuse_ole(content: bytes) -> Refused:
    """Which refusal an OLE container deserves."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        return Refused("import_file_encrypted")
    return Refused("import_file_old_excel")


def checked_parts(content: bytes) -> dict[str, bytes]:
    """The XML parts of a workbook, unpacked within limits.

    Pictures and other parts that no reader needs are left packed.

    Raises:
        Refused: ``import_file_damaged``, ``import_file_encrypted``, ``import_file_has_macros``,
            ``import_file_other_format`` (an office file, but not .xlsx),
            ``import_file_too_many_parts``, ``import_file_unpacks_too_big`` or
            ``import_file_defines_entities``.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            _check_entries(entries)
            return _unpack(archive, entries, len(content))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as error:
        raise Refused("import_file_damaged") from error


def packed(parts: dict[str, bytes]) -> bytes:
    """The parts as a new, uncompressed archive, so that a parser reads only what was checked."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MAX_PARTS:
        raise Refused("import_file_too_many_parts", limit=MAX_PARTS)
    names = [entry.filename for entry in entries]
    if len(set(names)) != len(names):
        raise Refused("import_file_damaged")
    if any(entry.flag_bits & _ENCRYPTED_FLAG for entry in entries):
        raise Refused("import_file_encrypted")
    if any(name.lower().endswith("vbaproject.bin") or "macrosheets/" in name for name in names):
        raise Refused("import_file_has_macros")
    if "xl/workbook.xml" not in names:
        # An OpenDocument sheet, a binary workbook, a text document: sound, but not read here.
        known = any(name in ("mimetype", "[Content_Types].xml") for name in names)
        raise Refused("import_file_other_format" if known else "import_file_damaged")


def _unpack(
    archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], packed_size: int
) -> dict[str, bytes]:
    budget = min(MAX_UNPACKED, max(RATIO_COUNTS_FROM, packed_size * MAX_RATIO))
    parts: dict[str, bytes] = {}
    for entry in entries:
        if not entry.filename.lower().endswith((".xml", ".rels")):
            continue
        data = bytearray()
        with archive.open(entry) as part:
            while chunk := part.read(_CHUNK):
                data += chunk
                if len(data) > budget:
                    raise Refused("import_file_unpacks_too_big", limit_mb=budget // MEGABYTE)
        budget -= len(data)
        if b"\0" in data:
            # Not UTF-8, so neither the check below nor the parser would see what it says.
            raise Refused("import_file_damaged")
        # Office formats define no document type; with one come entities that expand without end.
        if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
            raise Refused("import_file_defines_entities")
        parts[entry.filename] = bytes(data)
    return parts
