"""One process at a time: the second is told who has the desk."""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dirigo_tui.domain.errors import Refused
from dirigo_tui.store.single_writer import SingleWriter

TRY = """
import json, sys
from pathlib import Path
from dirigo_tui.domain.errors import Refused
from dirigo_tui.store.single_writer import SingleWriter
writer = SingleWriter(Path(sys.argv[1]))
try:
    writer.acquire()
except Refused as refused:
    print(json.dumps([refused.code, refused.params]))
else:
    print(json.dumps(["acquired", {}]), flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "dirigo.lock"


def second_process(path: Path) -> tuple[str, dict[str, object]]:
    done = subprocess.run(
        [sys.executable, "-c", TRY, path], input="", capture_output=True, text=True, check=True
    )
    code, params = json.loads(done.stdout)
    return code, params


def test_a_second_process_is_told_who_has_the_desk_and_since_when(path: Path) -> None:
    with SingleWriter(path):
        code, params = second_process(path)
    assert code == "already_open"
    assert params["pid"] == os.getpid()
    since = datetime.fromisoformat(str(params["since"]))
    assert timedelta(0) <= datetime.now(UTC) - since < timedelta(minutes=1)


def test_a_second_desk_in_the_same_process_is_refused_too(path: Path) -> None:
    with SingleWriter(path), pytest.raises(Refused) as refused:
        SingleWriter(path).acquire()
    assert refused.value.params["pid"] == os.getpid()


def test_the_refusal_leaves_the_holder_holding(path: Path) -> None:
    with SingleWriter(path):
        second_process(path)
        assert second_process(path)[0] == "already_open"


def test_a_released_lock_is_free(path: Path) -> None:
    writer = SingleWriter(path)
    for _ in range(2):
        writer.acquire()
        writer.release()
    writer.release()
    assert second_process(path)[0] == "acquired"


def test_a_killed_process_leaves_no_lock(path: Path) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", TRY, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdin is not None
    assert holder.stdout is not None
    with holder:
        assert "acquired" in holder.stdout.readline()
        with pytest.raises(Refused) as refused:
            SingleWriter(path).acquire()
        assert refused.value.params["pid"] == holder.pid
        holder.send_signal(signal.SIGKILL)
        holder.wait()
    with SingleWriter(path):
        assert second_process(path)[1]["pid"] == os.getpid()


@pytest.mark.skipif(os.name != "posix", reason="permissions are POSIX")
def test_the_files_are_private_and_name_nobody(path: Path) -> None:
    with SingleWriter(path):
        for file in path.parent.iterdir():
            assert stat.S_IMODE(file.stat().st_mode) == 0o600
            assert file.name.startswith("dirigo.lock")
        note = json.loads((path.parent / "dirigo.lock.holder").read_text())
        assert set(note) == {"pid", "since"}


@pytest.mark.parametrize("note", [b"", b"[]", b"{}", b"\xff", b'{"pid": "x", "since": "y"}'])
def test_an_unreadable_note_still_refuses(path: Path, note: bytes) -> None:
    with SingleWriter(path):
        (path.parent / "dirigo.lock.holder").write_bytes(note)
        code, params = second_process(path)
    assert (code, params) == ("already_open", {"pid": None, "since": None})


@pytest.mark.skipif(os.name != "posix", reason="POSIX files")
def test_a_symbolic_link_is_not_locked(path: Path) -> None:
    path.symlink_to(path.parent / "elsewhere")
    with pytest.raises(Refused, match="lock_failed"):
        SingleWriter(path).acquire()
    assert not (path.parent / "elsewhere").exists()
