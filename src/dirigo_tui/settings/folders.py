"""The folders and files of a desk on this computer (CONTRACT.md, environment)."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dirigo_tui.domain.errors import Refused

APPLICATION = "dirigo"
PRACTICE = "practice"

# File systems that other hosts reach too: the write-ahead log needs memory that all writers share.
_NETWORK = frozenset(
    ("afs", "beegfs", "ceph", "cifs", "davfs", "davfs2", "glusterfs", "lustre", "ncpfs", "nfs",
     "nfs4", "rclone", "s3fs", "smb3", "smbfs", "sshfs")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Folders:
    """Every path of a desk; nothing is created by resolving them.

    Attributes:
        home: the folder of the database and what belongs to it.
        settings_folder: where ``settings.toml`` is; the same folder as ``home`` under
            ``DIRIGO_HOME``.
    """

    home: Path
    settings_folder: Path

    @property
    def database(self) -> Path:
        """The encrypted database."""
        return self.home / "dirigo.db"

    @property
    def key_file(self) -> Path:
        """The key slots that open it."""
        return self.home / "dirigo.keys"

    @property
    def lock(self) -> Path:
        """The lock file of the one process that writes."""
        return self.home / "dirigo.lock"

    @property
    def log_anchor(self) -> Path:
        """What the access log had come to when the desk was last closed."""
        return self.home / "dirigo.log-anchor"

    @property
    def failed_unlocks(self) -> Path:
        """When a key was refused, until the log takes it in."""
        return self.home / "dirigo.failed-unlocks"

    @property
    def backups(self) -> Path:
        """The folder of the program's own backups."""
        return self.home / "backups"

    @property
    def settings(self) -> Path:
        """The settings file."""
        return self.settings_folder / "settings.toml"

    def for_practice(self) -> Folders:
        """Those of the practice desk, which has a subfolder to itself and cannot touch this one."""
        return Folders(self.home / PRACTICE, self.settings_folder / PRACTICE)

    def for_real(self) -> Folders:
        """Those that these, of the practice desk, lie beside."""
        return Folders(self.home.parent, self.settings_folder.parent)

    def prepare(self) -> None:
        """Create the folders, or make existing ones private (0700).

        Raises:
            Refused: ``folder_is_symlink``, ``folder_not_a_folder``, ``folder_not_yours``,
                ``folder_shared`` (world-writable, as /tmp), ``folder_not_writable``, all with
                ``path``; or ``folder_on_network`` with ``path`` and ``file_system``.
        """
        for folder in dict.fromkeys((self.home, self.settings_folder, self.backups)):
            _prepare(folder)


def resolve(home_option: str | None, environ: Mapping[str, str], *, practice: bool) -> Folders:
    """The folders in use: ``--home``, else ``DIRIGO_HOME``, else the platform's own.

    Args:
        home_option: the value of ``--home``, or None.
        environ: the process environment.
        practice: the practice desk.
    """
    chosen = home_option or environ.get("DIRIGO_HOME")
    if chosen:
        home = settings = Path(chosen).expanduser().absolute()
    else:
        import platformdirs

        # roaming=False: a profile copied to a server would take the database along.
        home = platformdirs.user_data_path(APPLICATION, appauthor=False, roaming=False)
        settings = platformdirs.user_config_path(APPLICATION, appauthor=False, roaming=False)
    folders = Folders(home=home, settings_folder=settings)
    return folders.for_practice() if practice else folders


def network_file_system(path: Path, mounts: str) -> str | None:
    """The type of the network file system a path lies on, or None when the disk is local.

    Args:
        path: an absolute path without symbolic links.
        mounts: the text of ``/proc/self/mounts``.
    """
    deepest, file_system = -1, ""
    for line in mounts.splitlines():
        columns = line.split(" ")
        if len(columns) < 3:
            continue
        mount_point = Path(_unescape(columns[1]))
        depth = len(mount_point.parts)
        # A later mount over the same folder hides the earlier one.
        if depth >= deepest and path.is_relative_to(mount_point):
            deepest, file_system = depth, columns[2]
    return file_system if file_system.removeprefix("fuse.") in _NETWORK else None


def _unescape(text: str) -> str:
    """Undo the octal escapes of blanks, tabs, line ends and backslashes in a mounts file."""
    return re.sub(r"\\([0-7]{3})", lambda match: chr(int(match[1], 8)), text)


def _mounts() -> str:
    try:
        return Path("/proc/self/mounts").read_text("utf-8", errors="surrogateescape")
    except OSError:
        return ""


def _prepare(folder: Path) -> None:
    try:
        if folder.is_symlink():
            raise Refused("folder_is_symlink", path=str(folder))
        _create(folder)
        if os.name == "posix":
            _make_private(folder)
        file_system = network_file_system(folder.resolve(), _mounts())
    except (FileExistsError, NotADirectoryError):
        raise Refused("folder_not_a_folder", path=str(folder)) from None
    except OSError:
        raise Refused("folder_not_writable", path=str(folder)) from None
    if file_system is not None:
        raise Refused("folder_on_network", path=str(folder), file_system=file_system)


def _create(folder: Path) -> None:
    # ``parents=True`` would leave the folders on the way open to others.
    if not folder.is_dir():
        if not folder.parent.exists():
            _create(folder.parent)
        folder.mkdir(mode=0o700)


def _make_private(folder: Path) -> None:
    # By descriptor, so that what is checked is what is changed.
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        status = os.fstat(descriptor)
        if status.st_uid != os.geteuid():
            raise Refused("folder_not_yours", path=str(folder))
        if status.st_mode & stat.S_IWOTH:
            # Somebody else may have put files there, and taking /tmp from everybody breaks them.
            raise Refused("folder_shared", path=str(folder))
        if stat.S_IMODE(status.st_mode) != 0o700:
            os.fchmod(descriptor, 0o700)
    finally:
        os.close(descriptor)
