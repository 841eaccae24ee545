"""Secret age keys from a file somebody names."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from dirigo_tui.domain.errors import Refused

if TYPE_CHECKING:
    from dirigo_tui.services.ports import Desk

_MOST_BYTES = 1_000_000


def identities_from(desk: Desk, path: Path | None) -> list[str]:
    """The keys in an identity file; none without a file.

    Raises:
        Refused: ``identity_file_unreadable``; ``identity_…`` when there is no key in it.
    """
    return desk.containers.parse_identity_file(identity_text(path)) if path else []


def identity_text(path: Path) -> str:
    """What stands in an identity file. Raises ``Refused("identity_file_unreadable")``."""
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise Refused("identity_file_unreadable", path=str(path))
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise Refused("identity_file_unreadable", path=str(path)) from None
