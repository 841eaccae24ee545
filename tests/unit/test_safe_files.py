import errno
import os
import resource
import stat
from pathlib import Path

import pytest

from dirigo_tui import safe_files
from dirigo_tui.domain.errors import Refused
from dirigo_tui.safe_files import write_private, write_verified


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def refusal(path: Path, content: bytes = b"ny", *, overwrite: bool = True) -> str:
    with pytest.raises(Refused) as caught:
        write_private(path, content, overwrite=overwrite)
    return caught.value.code


def failing(code: int):
    def fail(*_args: object, **_kwargs: object) -> None:
        raise OSError(code, os.strerror(code))

    return fail


@pytest.mark.parametrize("content", [b"", b"a", "räksmörgås\n".encode(), bytes(range(256)) * 5000])
def test_what_is_written_is_what_stands_there(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "år 50 %.age"
    write_private(path, content)
    assert path.read_bytes() == content
    assert names(tmp_path) == [path.name]


def test_only_the_owner_may_read_it_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        write_private(tmp_path / "a", b"x")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o600


def test_a_replaced_file_loses_its_wider_rights(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    path.chmod(0o644)
    write_private(path, b"new")
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_another_name_of_a_replaced_file_keeps_the_old_content(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    (tmp_path / "b").hardlink_to(tmp_path / "a")
    write_private(tmp_path / "a", b"new")
    assert (tmp_path / "b").read_bytes() == b"old"


def test_an_existing_file_is_refused_unless_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "a"
    write_verified(path, b"first")
    with pytest.raises(Refused) as caught:
        write_verified(path, b"second")
    assert caught.value.code == "file_exists"
    assert path.read_bytes() == b"first"
    write_verified(path, b"second", overwrite=True)
    assert path.read_bytes() == b"second"
    assert names(tmp_path) == ["a"]


def test_a_name_taken_meanwhile_is_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a"
    monkeypatch.setattr(safe_files, "_verify", lambda *_: path.write_bytes(b"theirs"))
    assert refusal(path, overwrite=False) == "file_exists"
    assert path.read_bytes() == b"theirs"
    assert names(tmp_path) == ["a"]


@pytest.mark.parametrize("code", [errno.EPERM, errno.EOPNOTSUPP])
def test_a_file_system_without_hard_links_will_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    monkeypatch.setattr(Path, "hardlink_to", failing(code))
    write_verified(tmp_path / "a", b"x")
    assert (tmp_path / "a").read_bytes() == b"x"
    assert names(tmp_path) == ["a"]


@pytest.mark.parametrize("overwrite", [True, False])
def test_links_are_refused(tmp_path: Path, overwrite: bool) -> None:
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    assert refusal(tmp_path / "link", overwrite=overwrite) == "file_is_symlink"
    assert refusal(tmp_path / "dangling", overwrite=overwrite) == "file_is_symlink"
    assert (tmp_path / "real").read_bytes() == b"old"
    assert names(tmp_path) == ["dangling", "link", "real"]


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert refusal(tmp_path) == "file_not_regular"
    assert refusal(tmp_path / "pipe") == "file_not_regular"
    assert refusal(Path("/dev/full")) == "file_not_regular"


def test_a_missing_folder_is_not_made(tmp_path: Path) -> None:
    assert refusal(tmp_path / "no" / "a") == "folder_missing"
    (tmp_path / "file").write_bytes(b"")
    assert refusal(tmp_path / "file" / "a") == "folder_missing"
    assert names(tmp_path) == ["file"]


def test_a_name_too_long_is_said(tmp_path: Path) -> None:
    assert refusal(tmp_path / ("a" * 300)) == "file_name_too_long"


def test_a_folder_closed_to_us_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.mkstemp", failing(errno.EACCES))
    assert refusal(tmp_path / "a") == "folder_not_writable"


def test_a_full_disk_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
    try:
        code = refusal(path, b"x" * 10_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert code == "disk_full"
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["a"]


@pytest.mark.parametrize(
    ("code", "refused"), [(errno.ENOSPC, "disk_full"), (errno.EIO, "file_not_written")]
)
def test_a_disk_that_fails_at_the_flush(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, refused: str
) -> None:
    monkeypatch.setattr("os.fsync", failing(code))
    assert refusal(tmp_path / "a") == refused
    assert names(tmp_path) == []


def test_an_interrupted_write_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(_descriptor: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("os.fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_private(tmp_path / "a", b"x")
    assert names(tmp_path) == []


def test_a_disk_that_gives_back_something_else_is_not_trusted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "read_bytes", lambda _: b"nz")
    assert refusal(tmp_path / "a") == "file_not_verified"
    assert names(tmp_path) == []


def test_bytes_and_name_are_flushed_in_that_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flushed = []
    fsync = os.fsync

    def watch(descriptor: int) -> None:
        folder = stat.S_ISDIR(os.fstat(descriptor).st_mode)
        flushed.append(("folder", names(tmp_path)) if folder else ("file", None))
        fsync(descriptor)

    monkeypatch.setattr("os.fsync", watch)
    write_private(tmp_path / "a", b"x")
    assert flushed == [("file", None), ("folder", ["a"])]
