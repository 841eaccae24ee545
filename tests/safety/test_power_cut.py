"""What was said to be saved is there after a power cut, and the file is whole."""

from __future__ import annotations

import shutil
from pathlib import Path
from random import Random

import safety_jobs
from disk import Disk, power_cut, steps
from trials import Trials

NOTES = 40


def test_while_writing(disk: Disk, desk: Path, tmp_path: Path, trials: Trials) -> None:
    home, log = tmp_path / "home", tmp_path / "log"
    shutil.copytree(desk, home)
    outcome = disk.run("safety_jobs:write_notes", home, NOTES, log=log)
    assert list(outcome.said) == list(range(NOTES))
    done = steps(log)

    def trial(number: int) -> None:
        after = tmp_path / "after"
        shutil.rmtree(after, ignore_errors=True)
        after.mkdir(mode=0o700)
        chance = Random(number)
        said = power_cut(desk, home, done[: chance.randrange(len(done))], after, chance)
        found = safety_jobs.numbers_of_notes(after)
        assert found == list(range(len(found)))
        assert len(found) in (len(said), len(said) + 1)

    trials.run("power cut while writing: all that was saved, whole", trial, quick=20, full=1500)


def test_in_a_rotation(disk: Disk, desk: Path, tmp_path: Path, trials: Trials) -> None:
    home, log = tmp_path / "home", tmp_path / "log"
    shutil.copytree(desk, home)
    assert not disk.run("safety_jobs:rotate", home, log=log).error
    done = steps(log)

    def trial(number: int) -> None:
        after = tmp_path / "after"
        shutil.rmtree(after, ignore_errors=True)
        after.mkdir(mode=0o700)
        chance = Random(number)
        power_cut(desk, home, done[: chance.randrange(len(done))], after, chance)
        assert safety_jobs.references(after) == ["R1"]

    trials.run("power cut in a rotation of the key: the desk opens", trial, quick=10, full=500)
