"""Where a desk's files are, and that nobody else may look into them."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from dirigo_tui.domain.errors import Refused
from dirigo_tui.settings.folders import Folders, network_file_system, resolve

posix = pytest.mark.skipif(os.name != "posix", reason="permissions are POSIX")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_home_option_wins_over_the_environment(tmp_path: Path) -> None:
    folders = resolve(str(tmp_path / "a"), {"DIRIGO_HOME": str(tmp_path / "b")}, practice=False)
    assert folders.home == tmp_path / "a"
    assert folders.settings == tmp_path / "a" / "settings.toml"


def test_one_folder_holds_everything_under_dirigo_home(tmp_path: Path) -> None:
    folders = resolve(None, {"DIRIGO_HOME": str(tmp_path)}, practice=False)
    names = ("dirigo.db", "dirigo.keys", "dirigo.lock", "backups", "settings.toml")
    paths = (folders.database, folders.key_file, folders.lock, folders.backups, folders.settings)
    assert paths == tuple(tmp_path / name for name in names)


def test_an_empty_dirigo_home_is_none_at_all() -> None:
    assert resolve(None, {"DIRIGO_HOME": ""}, practice=False) == resolve(None, {}, practice=False)


def test_practice_has_a_folder_to_itself(tmp_path: Path) -> None:
    real = resolve(str(tmp_path), {}, practice=False)
    practice = resolve(str(tmp_path), {}, practice=True)
    assert practice.database == tmp_path / "practice" / "dirigo.db"
    assert practice.settings == tmp_path / "practice" / "settings.toml"
    assert not {practice.database, practice.key_file} & {real.database, real.key_file}


def test_the_platform_folders_name_the_program_without_any_environment() -> None:
    folders = resolve(None, {}, practice=False)
    assert folders.home.is_absolute()
    assert "dirigo" in folders.home.parts


def test_a_relative_home_becomes_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert resolve("hem", {}, practice=False).home == tmp_path / "hem"


@posix
def test_prepare_makes_every_folder_on_the_way_private(tmp_path: Path) -> None:
    folders = resolve(str(tmp_path / "å b%20" / "hem"), {}, practice=True)
    folders.prepare()
    for folder in (folders.home, folders.home.parent, folders.home.parent.parent, folders.backups):
        assert mode(folder) == 0o700, folder


@posix
def test_prepare_takes_an_existing_folder_from_others(tmp_path: Path) -> None:
    home = tmp_path / "hem"
    home.mkdir(mode=0o755)
    (home / "lösenord.txt").write_text("x")
    resolve(str(home), {}, practice=False).prepare()
    assert mode(home) == 0o700
    assert (home / "lösenord.txt").exists()


def test_prepare_twice_changes_nothing(tmp_path: Path) -> None:
    folders = resolve(str(tmp_path / "hem"), {}, practice=False)
    folders.prepare()
    folders.prepare()
    assert [path.name for path in folders.home.iterdir()] == ["backups"]


@posix
def test_a_world_writable_folder_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    shared = tmp_path / "tmp"
    shared.mkdir()
    shared.chmod(0o1777)
    with pytest.raises(Refused, match="folder_shared"):
        resolve(str(shared), {}, practice=False).prepare()
    assert mode(shared) == 0o1777


@posix
@pytest.mark.parametrize("which", ["home", "backups"])
def test_a_symbolic_link_is_refused(tmp_path: Path, which: str) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    folders = resolve(str(tmp_path / "hem"), {}, practice=False)
    link = getattr(folders, which)
    link.parent.mkdir(exist_ok=True)
    link.symlink_to(elsewhere)
    with pytest.raises(Refused, match="folder_is_symlink"):
        folders.prepare()
    assert not list(elsewhere.iterdir())


def test_a_file_in_the_way_is_refused(tmp_path: Path) -> None:
    (tmp_path / "hem").write_text("")
    with pytest.raises(Refused, match="folder_not_a_folder"):
        resolve(str(tmp_path / "hem"), {}, practice=False).prepare()
    with pytest.raises(Refused, match="folder_not_a_folder"):
        resolve(str(tmp_path / "hem" / "under"), {}, practice=False).prepare()


@posix
def test_a_folder_of_somebody_else_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)
    with pytest.raises(Refused, match="folder_not_yours"):
        resolve(str(tmp_path), {}, practice=False).prepare()


MOUNTS = r"""/dev/vda / ext4 rw 0 0
proc /proc proc rw 0 0
server:/export /home/anna nfs4 rw 0 0
/dev/vdb /home/anna/local ext4 rw 0 0
//server/hem /mnt/delad\040mapp cifs rw 0 0
anna@server: /mnt/sshfs fuse.sshfs rw 0 0
host /mnt/wsl 9p rw 0 0
server:/old /mnt/twice nfs rw 0 0
/dev/vdc /mnt/twice xfs rw 0 0
broken
"""


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/", None),
        ("/home/anders", None),
        ("/home/anna", "nfs4"),
        ("/home/anna/dirigo", "nfs4"),
        ("/home/annabella", None),
        ("/home/anna/local/dirigo", None),
        ("/mnt/delad mapp/x", "cifs"),
        ("/mnt/sshfs/x", "fuse.sshfs"),
        ("/mnt/wsl/c", None),
        ("/mnt/twice", None),
    ],
)
def test_network_file_systems_are_told_from_local_ones(path: str, expected: str | None) -> None:
    assert network_file_system(Path(path), MOUNTS) == expected


def test_an_unreadable_mount_table_refuses_nothing() -> None:
    assert network_file_system(Path("/home/anna"), "") is None


def test_prepare_refuses_a_network_drive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mounts = f"server:/x {tmp_path.resolve()} nfs4 rw 0 0\n"
    monkeypatch.setattr("dirigo_tui.settings.folders._mounts", lambda: mounts)
    with pytest.raises(Refused) as refused:
        Folders(home=tmp_path / "hem", settings_folder=tmp_path / "hem").prepare()
    assert refused.value.code == "folder_on_network"
    assert refused.value.params["file_system"] == "nfs4"
