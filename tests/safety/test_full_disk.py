"""A disk without room refuses with a word for it; nothing half written stays, nothing is lost."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import safety_jobs
from safety_jobs import unsaid
from trials import GOLDEN, Trials

from dirigo_tui.domain.errors import Refused
from dirigo_tui.exports import age_container

SIZE = 8 * 1024 * 1024
PAGE = 4096


@pytest.fixture(scope="module")
def small_disk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A file system of its own that can really be full."""
    folder = tmp_path_factory.mktemp("small")
    command = ["mount", "-t", "tmpfs", "-o", f"size={SIZE},mode=0700", "tmpfs", str(folder)]
    if (
        not hasattr(os, "geteuid")
        or os.geteuid()
        or subprocess.run(command, check=False).returncode
    ):
        pytest.skip("only root can mount a small disk, and not everywhere")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def with_little_room(
    desk: Path,
    disk: Path,
    pages: int,
    work: Callable[[Path], None],
    done: Callable[[Path], bool],
) -> Callable[[int], None]:
    """A trial: do the work with another amount of room each time, and look what is left.

    Args:
        pages: the most room, which is about enough.
        work: takes the home folder.
        done: takes the home folder and tells whether what is to be made is there.
    """

    def trial(number: int) -> None:
        for path in disk.iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        home = Path(shutil.copytree(desk, disk / "home"))
        filler = disk / "filler"
        room = int(number * GOLDEN % 1 * pages) * PAGE
        free = shutil.disk_usage(disk).free
        filler.write_bytes(bytes(max(0, free - room)))
        full = False
        try:
            work(home)
        except Refused as refused:
            assert refused.code == "disk_full", refused
            full = True
        filler.unlink()
        assert not list(home.rglob("*.part"))
        assert safety_jobs.references(home)[-1] == "R1"
        assert done(home) != full

    return trial


def notes_saved(home: Path) -> bool:
    found = safety_jobs.numbers_of_notes(home)
    assert found == list(range(len(found)))
    return len(found) == 3


def test_saving(desk: Path, small_disk: Path, trials: Trials) -> None:
    def work(home: Path) -> None:
        safety_jobs.write_notes(unsaid, home, 3)

    trial = with_little_room(desk, small_disk, 40, work, notes_saved)
    trials.run("full disk while saving: refused with a word, nothing lost", trial, quick=8, full=80)


def test_an_export(desk: Path, small_disk: Path, trials: Trials) -> None:
    _, recipient = age_container.new_identity()

    def work(home: Path) -> None:
        safety_jobs.export(unsaid, home, recipient)

    def done(home: Path) -> bool:
        return (home / safety_jobs.EXPORTED).exists()

    trial = with_little_room(desk, small_disk, 30, work, done)
    trials.run("full disk in an export: a whole file or none", trial, quick=5, full=60)


def test_a_backup(desk: Path, small_disk: Path, trials: Trials) -> None:
    def work(home: Path) -> None:
        safety_jobs.back_up(unsaid, home)

    def done(home: Path) -> bool:
        return (home / safety_jobs.BACKUP).exists()

    trial = with_little_room(desk, small_disk, 200, work, done)
    trials.run("full disk in a backup: a whole file or none", trial, quick=5, full=200)


def test_an_import(desk: Path, small_disk: Path, tmp_path: Path, trials: Trials) -> None:
    people = tmp_path / "people.csv"
    people.write_text("Referens;Namn\n" + "".join(f"A{n:03};Namn\n" for n in range(200)))

    def work(home: Path) -> None:
        safety_jobs.import_people(unsaid, home, str(people))

    def done(home: Path) -> bool:
        count = len(safety_jobs.references(home))
        assert count in (1, 201)
        return count == 201

    trial = with_little_room(desk, small_disk, 100, work, done)
    trials.run("full disk in an import: all of it or nothing", trial, quick=5, full=120)
