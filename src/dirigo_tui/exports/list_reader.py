"""Reading a list to import, whatever kind of file it turns out to be."""

from __future__ import annotations

from pathlib import Path

from dirigo_tui.domain.errors import Refused
from dirigo_tui.exports import archive_guard
from dirigo_tui.exports.archive_guard import MEGABYTE
from dirigo_tui.services.list_import.grid import SheetGrid

MAX_SIZE = 64 * MEGABYTE
"""A workbook of 180 000 participants with everything about them is about 40 MB."""

_CSV_SUFFIXES = (".csv", ".tsv", ".txt")


def read_list(path: Path) -> list[SheetGrid]:
    """The sheets of the file.

    Raises:
        Refused: ``import_file_unreadable``, ``import_file_too_big`` (``size_mb``, ``limit_mb``), or
            any code of :func:`read_list_bytes`.
    """
    try:
        if not path.is_file():
            raise Refused("import_file_unreadable")
        _refuse_size(path.stat().st_size)
        content = path.read_bytes()
    except OSError as error:
        raise Refused("import_file_unreadable") from error
    return read_list_bytes(content, path.name)


def read_list_bytes(content: bytes, name: str) -> list[SheetGrid]:
    """The sheets of a file already read. What the bytes are counts before what the name says.

    Raises:
        Refused: ``import_file_too_big``, ``import_file_empty``, ``import_file_encrypted``,
            ``import_file_old_excel``, ``import_file_other_format``, or any code of
            :mod:`.workbook_reader` and :mod:`.csv_reader`.
    """
    _refuse_size(len(content))
    if not content.strip():
        raise Refused("import_file_empty")
    if archive_guard.is_ole(content):
        raise archive_guard.refuse_ole(content)
    if archive_guard.is_zip(content):
        from dirigo_tui.exports.workbook_reader import read_workbook

        return read_workbook(content)
    if name.lower().endswith(_CSV_SUFFIXES):
        from dirigo_tui.exports.csv_reader import read_csv

        return [read_csv(content)]
    raise Refused("import_file_other_format")


def _refuse_size(size: int) -> None:
    if size > MAX_SIZE:
        raise Refused(
            "import_file_too_big", size_mb=-(-size // MEGABYTE), limit_mb=MAX_SIZE // MEGABYTE
        )
