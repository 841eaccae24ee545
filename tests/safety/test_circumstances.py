"""A folder that turned read-only, a clock that runs backwards, many programs on one desk."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from unittest.mock import patch

import pytest
import safety_jobs
from safety_jobs import unsaid
from trials import Trials

from dirigo_tui.domain.errors import Refused
from dirigo_tui.services import history
from dirigo_tui.services.participants import find_by_reference
from dirigo_tui.store import database


@pytest.fixture
def own_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own, which can be made read-only also to root."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=16m,mode=0700", "tmpfs", str(folder)]
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    if not root or subprocess.run(command, check=False).returncode:
        pytest.skip("only root can mount a disk, and not everywhere")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def remount(folder: Path, mode: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{mode}", str(folder)], check=True)


def test_a_read_only_folder(desk: Path, own_disk: Path, trials: Trials) -> None:
    home = Path(shutil.copytree(desk, own_disk / "home"))
    jobs = (
        lambda: safety_jobs.write_notes(unsaid, home, 1),
        lambda: safety_jobs.back_up(unsaid, home),
        lambda: safety_jobs.rotate(unsaid, home),
    )

    def trial(number: int) -> None:
        remount(own_disk, "ro")
        try:
            with pytest.raises(Refused) as refused:
                jobs[number % len(jobs)]()
        finally:
            remount(own_disk, "rw")
        assert refused.value.code in ("read_only", "folder_not_writable", "lock_failed")
        assert safety_jobs.references(home) == ["R1"]

    trials.run("read-only folder: refused with a word, all there after", trial, quick=3, full=30)


def test_a_clock_set_back(desk: Path, tmp_path: Path, trials: Trials) -> None:
    home = Path(shutil.copytree(desk, tmp_path / "home"))

    class Wandering(datetime):
        chance = Random(0)

        @classmethod
        def now(cls, tz: object = None) -> datetime:
            return datetime.now(UTC) + timedelta(days=cls.chance.randrange(-4000, 4000))

    def trial(number: int) -> None:
        Wandering.chance.seed(number)
        before = safety_jobs.numbers_of_notes(home)
        with patch.object(database, "datetime", Wandering):
            safety_jobs.write_notes(unsaid, home, 3)
            with closing(safety_jobs.unlocked(home)) as desk:
                person = desk.read(find_by_reference, "R1").id
                desk.write(history.undo, person)
                assert desk.check_access_log().broken is None
        assert safety_jobs.numbers_of_notes(home) == sorted([*before, 0, 1])

    trials.run("wandering clock: undo takes back the last change", trial, quick=3, full=60)


def test_many_programs_on_one_desk(desk: Path, tmp_path: Path, trials: Trials) -> None:
    home = Path(shutil.copytree(desk, tmp_path / "home"))

    def trial(_number: int) -> None:
        said, saying = os.pipe()
        hold, holding = os.pipe()
        children = [fork_one(home, saying, hold, holding) for _ in range(4)]
        os.close(saying)
        os.close(hold)
        words = b"".join(os.read(said, 1) for _ in children)
        os.close(holding)
        os.close(said)
        assert all(os.waitpid(child, 0)[1] == 0 for child in children)
        assert sorted(words) == sorted(b"oxxx")

    def fork_one(home: Path, saying: int, hold: int, holding: int) -> int:
        child = os.fork()
        if child:
            return child
        os.close(holding)
        try:
            with closing(safety_jobs.unlocked(home)):
                os.write(saying, b"o")
                os.read(hold, 1)
            os._exit(0)
        except Refused as refused:
            os.write(saying, b"x")
            os._exit(refused.code != "already_open")
        finally:
            os._exit(1)

    trials.run("four programs at once: one has the desk, three are told", trial, quick=2, full=50)
