"""Files that are either whole or not there: written aside, flushed, read back, then renamed.

Every file of a desk may hold personal data, so nobody but the owner may read it, and a full disk
or a power cut must never leave half a file under the real name. The store and the front ends write
through here.
"""

from __future__ import annotations

import errno
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from dirigo_tui.domain.errors import Refused

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_REASONS = {
    errno.ENOENT: "folder_missing",
    errno.ENOTDIR: "folder_missing",
    errno.EACCES: "folder_not_writable",
    errno.EPERM: "folder_not_writable",
    errno.EROFS: "folder_not_writable",
    errno.ENAMETOOLONG: "file_name_too_long",
    errno.EISDIR: "file_not_regular",
    errno.ENOTEMPTY: "folder_not_empty",
    errno.EEXIST: "folder_not_empty",
} | dict.fromkeys(_NO_ROOM, "disk_full")


def free_name(path: Path) -> Path:
    """That path, or the first beside it, numbered from 2, where there is nothing yet."""
    tried, number = path, 2
    while tried.exists():
        tried, number = path.with_stem(f"{path.stem} {number}"), number + 1
    return tried


def write_private(path: Path, content: bytes, *, overwrite: bool = True) -> None:
    """Write a file only its owner can read (0600), whole or not at all.

    The bytes go to a temporary file in the same folder, are flushed to the disk and read back; only
    then does the file get its name, and the folder is flushed too. An older file of that name stays
    untouched until that moment.

    Args:
        path: the file; its folder must exist.
        content: what it is to hold.
        overwrite: replace an existing file; otherwise refuse it.

    Raises:
        Refused: ``file_exists``, ``file_is_symlink``, ``file_not_regular``,
            ``file_name_too_long``, ``folder_missing``, ``folder_not_writable``, ``disk_full``,
            ``file_not_verified`` (what was read back differs) or ``file_not_written``.
            Nothing is left behind and nothing has been replaced.
    """
    with as_refused():
        _refuse_target(path, overwrite=overwrite)
        aside = _write_aside(path.parent, content)
        try:
            _verify(aside, content)
            _give_name(aside, path, overwrite=overwrite)
        finally:
            with suppress(FileNotFoundError):
                aside.unlink()
        flush_folder(path.parent)


def write_verified(path: Path, content: bytes, *, overwrite: bool = False) -> None:
    """:func:`write_private` for a file a user asked for: what is already there is not replaced."""
    write_private(path, content, overwrite=overwrite)


@contextmanager
def written_aside(path: Path) -> Iterator[Path]:
    """A file to fill and check under another name, for what is too large to hold in memory.

    It is empty and private (0600) to begin with. When the block ends it gets its name; when the
    block fails it is gone. Whoever fills it flushes it to the disk.

    Args:
        path: the name to give it, which nothing may have.

    Raises:
        Refused: as :func:`write_private`.
    """
    with as_refused():
        _refuse_target(path, overwrite=False)
        aside = _write_aside(path.parent, b"")
        try:
            yield aside
            _give_name(aside, path, overwrite=False)
        finally:
            with suppress(FileNotFoundError):
                aside.unlink()
        flush_folder(path.parent)


@contextmanager
def folder_aside(path: Path) -> Iterator[Path]:
    """A folder to fill and check under another name; as :func:`written_aside`, but private (0700).

    Args:
        path: the name to give it, which nothing or an empty folder may have.

    Raises:
        Refused: ``folder_not_empty``, ``file_is_symlink``, ``folder_missing`` when there is nothing
            to put it in, and its like.
    """
    with as_refused():
        if path.is_symlink():
            raise Refused("file_is_symlink")
        if path.exists() and (not path.is_dir() or any(path.iterdir())):
            raise Refused("folder_not_empty")
        aside = Path(tempfile.mkdtemp(prefix=".", suffix=".part", dir=path.absolute().parent))
        try:
            yield aside
            flush_folder(aside)
            if path.is_dir():
                path.rmdir()  # Windows renames onto nothing that is there.
            aside.rename(path)
        finally:
            shutil.rmtree(aside, ignore_errors=True)
        flush_folder(path.absolute().parent)


def take_place(aside: Path, path: Path) -> None:
    """Give a finished file the name of another, which is then gone: one or the other, whole.

    On the disk when this returns, so that what is done next is done after it even in a power cut.

    Raises:
        OSError: the disk says no; the other file then still has its name.
    """
    with aside.open("r+b") as file:
        os.fsync(file.fileno())
    aside.replace(path)
    flush_folder(path.parent)


@contextmanager
def as_refused() -> Iterator[None]:
    """What the operating system says, as a refusal; ``file_not_written`` for what has no word."""
    try:
        yield
    except OSError as error:
        raise Refused(_REASONS.get(error.errno or 0, "file_not_written")) from None


def _refuse_target(path: Path, *, overwrite: bool) -> None:
    """A link could point the bytes anywhere, and only a regular file may be replaced."""
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return
    if stat.S_ISLNK(mode):
        raise Refused("file_is_symlink")
    if not stat.S_ISREG(mode):
        raise Refused("file_not_regular")
    if not overwrite:
        raise Refused("file_exists")


def _write_aside(folder: Path, content: bytes) -> Path:
    # mkstemp creates with 0600 and never follows or reuses what is there.
    descriptor, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=folder)
    aside = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        with suppress(FileNotFoundError):
            aside.unlink()
        raise
    return aside


def _verify(aside: Path, content: bytes) -> None:
    if aside.read_bytes() != content:
        raise Refused("file_not_verified")


def _give_name(aside: Path, path: Path, *, overwrite: bool) -> None:
    if overwrite:
        aside.replace(path)
        return
    # A hard link refuses a name that somebody took meanwhile; a rename would replace it silently.
    try:
        path.hardlink_to(aside)
    except FileExistsError:
        raise Refused("file_exists") from None
    except OSError as error:
        if error.errno not in (errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK):
            raise
        _refuse_target(path, overwrite=False)  # a file system without hard links (memory sticks)
        aside.replace(path)


def flush_folder(folder: Path) -> None:
    """Make the name itself survive a power cut; file systems that cannot are left as they are."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
