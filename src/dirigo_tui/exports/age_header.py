"""The grammar of an age v1 file up to its encrypted payload (https://age-encryption.org/v1).

Containers are read here before they reach the library that decrypts: it accepts a stanza without a
body, which the specification does not, and refuses white space before armour, which it allows; and
it would begin on whatever work a passphrase stanza asks for. Everything else is left to it.
"""

from __future__ import annotations

import re
from base64 import b64decode
from binascii import b2a_base64
from dataclasses import dataclass

from dirigo_tui.domain.errors import Refused

MAX_WORK_FACTOR = 22
"""log₂ of the scrypt cost accepted, as in age itself: 2²² already takes 4 GB and many seconds."""

_MAX_HEADER = 1 << 20
_MAGIC = b"age-encryption.org/"
_VERSION_1 = _MAGIC + b"v1\n"
_LATER_VERSION = re.compile(re.escape(_MAGIC) + rb"v[1-9][0-9]{0,8}\n")
_STANZA = rb"-> ([!-~]+(?: [!-~]+)*)\n(?:[A-Za-z0-9+/]{64}\n)*[A-Za-z0-9+/]{0,63}\n"
_STANZAS = re.compile(_STANZA)
_HEADER = re.compile(re.escape(_VERSION_1) + rb"((?:" + _STANZA + rb")+)--- [A-Za-z0-9+/]{43}\n")
_WORK_FACTOR = re.compile(r"[1-9][0-9]{0,8}")

_ARMOR_BEGIN = b"-----BEGIN AGE ENCRYPTED FILE-----\n"
_ARMOR_END = b"-----END AGE ENCRYPTED FILE-----\n"
_ARMOR_LINE = 48  # bytes that make one line of 64 letters


@dataclass(frozen=True, slots=True)
class Header:
    """Who may open a container.

    Attributes:
        passphrase: it asks for a passphrase.
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
    if header is None:
        raise Refused("container_damaged")
    stanzas = [line.decode("ascii").split(" ") for line in _STANZAS.findall(header[1])]
    for stanza in stanzas:
        if stanza[0] == "scrypt":
            _check_work_factor(stanza[-1])
    return Header(
        passphrase=any(stanza[0] == "scrypt" for stanza in stanzas),
        post_quantum=any(stanza[0].startswith("mlkem") for stanza in stanzas),
    )


def _check_work_factor(text: str) -> None:
    if not _WORK_FACTOR.fullmatch(text):
        raise Refused("container_damaged")
    if int(text) > MAX_WORK_FACTOR:
        raise Refused("container_too_demanding")
