"""A process that is killed leaves what was said to be saved, and nothing half done."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import safety_jobs
from disk import Disk, Outcome
from trials import Trials

GOLDEN = 0.6180339887
"""Multiples of it, without their whole part, spread evenly however many there are."""


def killed_in(
    job: Callable[..., None], disk: Disk, desk: Path, tmp_path: Path, *arguments: object
) -> Callable[[int], tuple[Path, Outcome]]:
    """Does a job on a fresh copy of the desk, killed at another step each time."""
    name = f"{job.__module__}:{job.__name__}"

    def copy() -> Path:
        home = tmp_path / "home"
        shutil.rmtree(home, ignore_errors=True)
        return Path(shutil.copytree(desk, home))

    whole = disk.run(name, copy(), *arguments)
    assert not whole.error
    assert whole.steps > 10

    def once(number: int) -> tuple[Path, Outcome]:
        home = copy()
        step = 1 + int((number + 1) * GOLDEN % 1 * whole.steps)
        outcome = disk.run(name, home, *arguments, kill_at=step)
        assert outcome.killed or outcome.steps < step, outcome
        return home, outcome

    return once


def test_in_a_loop_of_writing(disk: Disk, desk: Path, tmp_path: Path, trials: Trials) -> None:
    killed = killed_in(safety_jobs.write_notes, disk, desk, tmp_path, 20)

    def trial(number: int) -> None:
        home, outcome = killed(number)
        found = safety_jobs.numbers_of_notes(home)
        assert found == list(range(len(found)))
        assert len(found) in (len(outcome.said), len(outcome.said) + 1)

    trials.run("kill -9 while writing: all that was saved, whole", trial, quick=5, full=200)
