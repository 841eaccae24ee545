"""Sealing and opening age containers: files that any age tool opens, and no one without the key.

pyrage does the cryptography, through its in-memory calls only: its file calls truncate silently on
a full disk and empty an existing target before they know whether they can decrypt. Its messages
are never shown; every failure is a code of ours. age does not prove who sent a file.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dirigo_tui.domain.errors import Refused
from dirigo_tui.exports import age_helper
from dirigo_tui.exports.age_header import armor, dearmor, read_header

MAX_CONTENT = 256 * 1024 * 1024
"""Bytes sealed or opened in memory at most."""

_MAX_SEALED = MAX_CONTENT * 3 // 2
"""Room for the armour's four letters per three bytes, line ends and the header."""

_SECRET_KEY = "AGE-SECRET-KEY-"  # noqa: S105 - the published prefix, not a key
_POST_QUANTUM_SECRET_KEY = "AGE-SECRET-KEY-PQ-"  # noqa: S105
_PEM_BEGIN = "-----BEGIN "


def seal(
    content: bytes,
    *,
    recipients: Sequence[str] = (),
    passphrase: str = "",
    armored: bool = False,
    inline: bool = False,
) -> bytes:
    """Encrypt to recipients, any of whom can open it alone, or to a passphrase.

    Args:
        content: at most :data:`MAX_CONTENT` bytes.
        recipients: what :func:`check_recipient` accepts; doubles count once.
        passphrase: "" when there is none; put into NFC, so that å typed two ways is one passphrase.
        armored: text instead of binary.
        inline: turn the passphrase into a key in this process instead of a child.

    Raises:
        Refused: ``recipient_missing``, ``recipient_and_passphrase`` (age allows one or the other),
            ``passphrase_empty``, ``content_too_large``, and as :func:`check_recipient`.
    """
    if len(content) > MAX_CONTENT:
        raise Refused("content_too_large", megabytes=MAX_CONTENT >> 20)
    if recipients and passphrase:
        raise Refused("recipient_and_passphrase")
    if recipients:
        sealed = _seal_to(content, recipients)
    elif passphrase:
        if not passphrase.strip():
            raise Refused("passphrase_empty")
        work = age_helper.seal_inline if inline else age_helper.seal_in_child
        sealed = work(content, _composed(passphrase))
    else:
        raise Refused("recipient_missing")
    return armor(sealed) if armored else sealed


def open_sealed(
    sealed: bytes,
    *,
    identities: Sequence[str] = (),
    passphrase: str = "",
    inline: bool = False,
) -> bytes:
    """Decrypt a container, binary or armoured. The whole content or a refusal, never a part.

    Args:
        sealed: the container.
        identities: secret keys, as :func:`parse_identity_file` gives them.
        passphrase: used when the container asks for one.
        inline: as in :func:`seal`.

    Raises:
        Refused: ``container_not_age``, ``container_damaged``, ``container_newer``,
            ``container_too_large``, ``container_too_demanding``; ``container_needs_passphrase``,
            ``container_needs_identity``; ``container_wrong_passphrase``, ``container_wrong_key``;
            ``container_post_quantum`` (a newer age is needed); ``identity_invalid``.
    """
    if len(sealed) > _MAX_SEALED:
        raise Refused("container_too_large", megabytes=MAX_CONTENT >> 20)
    usable = [key for key in identities if not key.upper().startswith(_POST_QUANTUM_SECRET_KEY)]
    post_quantum = len(usable) < len(identities)
    if post_quantum and not usable and not passphrase:
        raise Refused("container_post_quantum")
    binary = dearmor(sealed)
    header = read_header(binary)
    if not header.passphrase:
        return _open_with(binary, usable, post_quantum=post_quantum or header.post_quantum)
    if not passphrase:
        raise Refused("container_needs_passphrase")
    work = age_helper.open_inline if inline else age_helper.open_in_child
    return work(binary, _composed(passphrase))


def new_identity() -> tuple[str, str]:
    """A fresh secret key and the public recipient that belongs to it."""
    from pyrage import x25519

    identity = x25519.Identity.generate()
    return str(identity), str(identity.to_public())


def recipient_of(identity: str) -> str:
    """The public recipient (``age1…``) of a secret key. Raises ``Refused("identity_invalid")``."""
    import pyrage

    try:
        return str(pyrage.x25519.Identity.from_str(identity.strip()).to_public())
    except (pyrage.IdentityError, UnicodeError):
        raise Refused("identity_invalid") from None


def check_recipient(text: str) -> str:
    """A recipient as it is stored and compared: ``age1…`` in lower case, or a public SSH key.

    Raises:
        Refused: ``recipient_missing``; ``recipient_is_secret_key`` (nothing of it is repeated);
            ``recipient_post_quantum``; ``recipient_invalid`` with ``recipient``.
    """
    return _recipient(text)[0]


def parse_identity_file(text: str) -> list[str]:
    """The secret keys in an age identity file, or the one private SSH key the text is.

    Blank lines and ``#`` comments are skipped, as age does.

    Raises:
        Refused: ``identity_missing``, or ``identity_invalid`` with the ``line`` counted from 1.
    """
    text = text.removeprefix("\ufeff").strip()
    if text.startswith(_PEM_BEGIN):
        return [text + "\n"]
    identities = []
    for number, line in enumerate(text.splitlines(), start=1):
        identity = line.strip()
        if not identity or identity.startswith("#"):
            continue
        if not identity.upper().startswith(_SECRET_KEY):
            raise Refused("identity_invalid", line=number)
        identities.append(identity)
    if not identities:
        raise Refused("identity_missing")
    return identities


def _composed(passphrase: str) -> str:
    return unicodedata.normalize("NFC", passphrase)


def _seal_to(content: bytes, recipients: Sequence[str]) -> bytes:
    import pyrage

    keys = dict(_recipient(recipient) for recipient in recipients)
    sealed: bytes = pyrage.encrypt(content, list(keys.values()))
    return sealed


def _recipient(text: str) -> tuple[str, Any]:
    """A recipient's canonical text and pyrage's object for it."""
    import pyrage

    text = text.strip()
    if not text:
        raise Refused("recipient_missing")
    if "SECRET-KEY-" in text.upper() or text.startswith(_PEM_BEGIN):
        raise Refused("recipient_is_secret_key")
    if text.lower().startswith(("age1pq1", "age1tagpq1")):
        raise Refused("recipient_post_quantum")
    try:
        if text.startswith("ssh-"):
            # The words after the key are a comment and often somebody's name.
            return " ".join(text.split()[:2]), pyrage.ssh.Recipient.from_str(text)
        key = pyrage.x25519.Recipient.from_str(text)
    except (pyrage.RecipientError, UnicodeError):
        raise Refused("recipient_invalid", recipient=text) from None
    return str(key), key


def _open_with(binary: bytes, identities: Sequence[str], *, post_quantum: bool) -> bytes:
    import pyrage

    if not identities:
        raise Refused("container_post_quantum" if post_quantum else "container_needs_identity")
    keys = [_identity(identity) for identity in identities]
    try:
        content: bytes = pyrage.decrypt(binary, keys)
    except pyrage.DecryptError as error:
        if (
            post_quantum
        ):  # only a newer age can tell what is wrong with such a container, if anything
            raise Refused("container_post_quantum") from None
        if str(error).startswith("No matching keys"):
            raise Refused("container_wrong_key") from None
        raise Refused("container_damaged") from None
    return content


def _identity(text: str) -> Any:
    import pyrage

    try:
        if text.startswith(_PEM_BEGIN):
            return pyrage.ssh.Identity.from_buffer(text.encode())
        return pyrage.x25519.Identity.from_str(text.strip())
    except (pyrage.IdentityError, UnicodeError):
        raise Refused("identity_invalid") from None


@dataclass(frozen=True, slots=True)
class AgeContainers:
    """Fulfils ``services.ports.Containers``.

    Attributes:
        inline: work on passphrases in this process; for programs without a screen to freeze.
    """

    inline: bool = False

    def seal(
        self, content: bytes, *, recipients: Sequence[str] = (), passphrase: str = ""
    ) -> bytes:
        """See :func:`seal`."""
        return seal(content, recipients=recipients, passphrase=passphrase, inline=self.inline)

    def open(self, sealed: bytes, *, identities: Sequence[str] = (), passphrase: str = "") -> bytes:
        """See :func:`open_sealed`."""
        return open_sealed(sealed, identities=identities, passphrase=passphrase, inline=self.inline)

    new_identity = staticmethod(new_identity)
    check_recipient = staticmethod(check_recipient)
    parse_identity_file = staticmethod(parse_identity_file)
