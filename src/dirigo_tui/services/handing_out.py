"""Files that leave the desk: written and noted in the history, or neither."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from dirigo_tui.safe_files import write_verified
from dirigo_tui.services.ports import Desk, UnitOfWork


def hand_out(desk: Desk, path: Path, content: bytes, note: Callable[[UnitOfWork], None]) -> None:
    """Write a file that is not there yet and note that it left the desk.

    Args:
        desk: where the history is kept.
        path: the file.
        content: what it is to hold.
        note: the use case that names what happened.

    Raises:
        Refused: ``file_exists``, ``disk_full`` and the like, or what ``note`` refuses. No file is
            left behind then.
    """
    write_verified(path, content)
    try:
        desk.write(note)
    except BaseException:
        path.unlink()
        raise
