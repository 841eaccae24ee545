"""Opening a sealed file that somebody sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dirigo_tui.domain.errors import Refused
from dirigo_tui.services.ports import Desk, Envelope
from dirigo_tui.services.set_up import own_identity

_LARGEST_FILE = 512 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """A file that came, and what opens it.

    Attributes:
        identities: secret age keys; without any, and without a passphrase, the desk's own.
    """

    path: Path
    identities: Sequence[str] = ()
    passphrase: str = field(default="", repr=False)


def opened(desk: Desk, opening: Opening) -> Envelope:
    """What is in a file.

    Raises:
        Refused: ``file_missing``, ``file_not_readable``; ``container_…``, ``identity_…``;
            ``practice_into_real`` and ``real_into_practice``.
    """
    identities = list(opening.identities)
    if not identities and not opening.passphrase:
        identities = [identity for identity in (desk.read(own_identity),) if identity]
    document = desk.containers.open(
        _content(opening.path), identities=identities, passphrase=opening.passphrase
    )
    envelope = desk.envelopes.unwrap(document)
    if envelope.practice != desk.practice:
        raise Refused("practice_into_real" if envelope.practice else "real_into_practice")
    return envelope


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > _LARGEST_FILE:
            raise Refused("container_too_large", megabytes=_LARGEST_FILE >> 20)
        return path.read_bytes()
    except FileNotFoundError:
        raise Refused("file_missing") from None
    except OSError:
        raise Refused("file_not_readable") from None
