"""The passphrase from a file: how a desk is unlocked without anybody typing (CONTRACT.md)."""

from __future__ import annotations

from pathlib import Path

from dirigo_tui.domain.errors import Refused

VARIABLE = "DIRIGO_PASSPHRASE_FILE"
"""The environment variable that names the file."""


def passphrase_from_file(path: str) -> str:
    """The first line of a passphrase file, or "" when no file is named.

    Raises ``Refused``: ``passphrase_file_unreadable``, ``passphrase_file_empty``; never with the
    file's content.
    """
    if not path:
        return ""
    try:
        content = Path(path).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise Refused("passphrase_file_unreadable", path=path) from None
    passphrase = content.split("\n", 1)[0].rstrip("\r")
    if not passphrase:
        raise Refused("passphrase_file_empty", path=path)
    return passphrase
