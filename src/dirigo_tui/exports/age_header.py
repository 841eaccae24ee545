"""The grammar of an age v1 file up to its encrypted payload (https://age-encryption.org/v1).

The library that decrypts is more lenient here than the specification (it accepts a stanza without a
body, and no white space before armour), so containers are read strictly before they reach it.
"""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from binascii import b2a_base64
from collections.abc import Iterator
from dataclasses import dataclass

from dirigo_tui.domain.errors import Refused

MAX_WORK_FACTOR = 22
"""log₂ of the scrypt cost accepted, as in age itself: 2²² already takes 4 GB and many seconds."""

_MAX_HEADER = 1 << 20
_MAGIC = b"age-encryption.org/"
_VERSION_1 = _MAGIC + b"v1\n"
_LATER_VERSION = re.compile(re.escape(_MAGIC) + rb"v[1-9][0-9]{0,8}\n")
_STANZA = rb"-> ([!-~]+(?: [!-~]+)*)\n((?:[A-Za-z0-9+/]{64}\n)*[A-Za-z0-9+/]{0,63}\n)"
_STANZAS = re.compile(_STANZA)
_HEADER = re.compile(
    re.escape(_VERSION_1) + rb"((?:" + _STANZA + rb")+)--- (?P<mac>[A-Za-z0-9+/]{43})\n"
)
_WORK_FACTOR = re.compile(r"[1-9][0-9]{0,8}")

_ARMOR_BEGIN = b"-----BEGIN AGE ENCRYPTED FILE-----\n"
_ARMOR_END = b"-----END AGE ENCRYPTED FILE-----\n"
_ARMOR_LINE = 48  # bytes that make one line of 64 letters


@dataclass(frozen=True, slots=True)
class Header:
    """Who may open a container.

    Attributes:
        passphrase: it asks for a passphrase, and for nothing else.
        post_quantum: some recipient of it is post-quantum.
    """

    passphrase: bool
    post_quantum: bool


def armor(sealed: bytes) -> bytes:
    """The text form of a binary container, for channels that carry text only."""
    lines = (
        b2a_base64(sealed[start : start + _ARMOR_LINE])
        for start in range(0, len(sealed), _ARMOR_LINE)
    )
    return _ARMOR_BEGIN + b"".join(lines) + _ARMOR_END


def dearmor(sealed: bytes) -> bytes:
    """The binary form of a container; one that is binary already is returned as it is.

    Raises:
        Refused: ``container_damaged`` when the armour is not exactly what :func:`armor` writes, but
            for white space around it and CRLF line ends.
    """
    text = sealed.lstrip()
    if not text.startswith(_ARMOR_BEGIN.rstrip()):
        return sealed
    text = text.rstrip().replace(b"\r\n", b"\n") + b"\n"
    inner = text.removeprefix(_ARMOR_BEGIN).removesuffix(_ARMOR_END)
    try:
        binary = b64decode(inner.replace(b"\n", b""), validate=True)
    except ValueError:
        raise Refused("container_damaged") from None
    if armor(binary) != text:
        raise Refused("container_damaged")
    return binary


def read_header(binary: bytes) -> Header:
    """Check the header of a binary container against the specification.

    Raises:
        Refused: ``container_not_age``, ``container_newer`` (a later version of age),
            ``container_too_demanding`` (scrypt above :data:`MAX_WORK_FACTOR`) or
            ``container_damaged``.
    """
    if not binary.startswith(_MAGIC):
        raise Refused("container_not_age")
    start = binary[:_MAX_HEADER]
    if not start.startswith(_VERSION_1):
        raise Refused("container_newer" if _LATER_VERSION.match(start) else "container_damaged")
    header = _HEADER.match(start)
    if header is None or not _is_canonical(header["mac"]):
        raise Refused("container_damaged")
    stanzas = list(_stanzas(header[1]))
    kinds = {arguments[0] for arguments in stanzas}
    if "scrypt" in kinds:
        _check_scrypt(stanzas)
    return Header(
        passphrase="scrypt" in kinds,
        post_quantum=any(kind.startswith("mlkem") for kind in kinds),
    )


def _stanzas(text: bytes) -> Iterator[list[str]]:
    """The arguments of each stanza, the first of which is its kind."""
    for stanza in _STANZAS.finditer(text):
        if not _is_canonical(stanza[2].replace(b"\n", b"")):
            raise Refused("container_damaged")
        yield stanza[1].decode("ascii").split(" ")


def _check_scrypt(stanzas: list[list[str]]) -> None:
    """A passphrase stands alone, or the others could be served a container it does not protect."""
    if len(stanzas) != 1 or len(stanzas[0]) != 3:
        raise Refused("container_damaged")
    work_factor = stanzas[0][2]
    if not _WORK_FACTOR.fullmatch(work_factor):
        raise Refused("container_damaged")
    if int(work_factor) > MAX_WORK_FACTOR:
        raise Refused("container_too_demanding")


def _is_canonical(unpadded: bytes) -> bool:
    try:
        decoded = b64decode(unpadded + b"=" * (-len(unpadded) % 4), validate=True)
    except ValueError:
        return False
    return b64encode(decoded).rstrip(b"=") == unpadded
