"""A process that is killed leaves what was said to be saved, and nothing half done."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import safety_jobs
from disk import Disk, Outcome
from fixture_files import FOLDER
from openers import PASSPHRASE, CheapOpener
from safety_jobs import unsaid
from trials import GOLDEN, Trials

from dirigo_tui.domain.records import Participant
from dirigo_tui.exports import age_container, envelope
from dirigo_tui.store.schema import HEAD


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
    assert whole.steps > 5

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


def test_in_a_backup(disk: Disk, desk: Path, tmp_path: Path, trials: Trials) -> None:
    killed = killed_in(safety_jobs.back_up, disk, desk, tmp_path)

    def trial(number: int) -> None:
        home, _ = killed(number)
        backup = home / safety_jobs.BACKUP
        if not backup.exists():
            safety_jobs.back_up(unsaid, home)
        safety_jobs.restore(unsaid, home)
        assert safety_jobs.references(home / safety_jobs.RESTORED) == ["R1"]
        assert safety_jobs.references(home) == ["R1"]

    trials.run("kill -9 in a backup: no file, or one that restores", trial, quick=3, full=200)


def test_in_a_restoration(disk: Disk, desk: Path, tmp_path: Path, trials: Trials) -> None:
    source = shutil.copytree(desk, tmp_path / "source")
    safety_jobs.back_up(unsaid, source)
    killed = killed_in(safety_jobs.restore, disk, source, tmp_path)

    def trial(number: int) -> None:
        home, _ = killed(number)
        restored = home / safety_jobs.RESTORED
        if not restored.exists():
            safety_jobs.restore(unsaid, home)
        assert safety_jobs.references(restored) == ["R1"]
        assert safety_jobs.references(home) == ["R1"]

    trials.run("kill -9 in a restoration: no folder, or a whole desk", trial, quick=3, full=200)


def test_in_an_export(disk: Disk, desk: Path, tmp_path: Path, trials: Trials) -> None:
    identity, recipient = age_container.new_identity()
    killed = killed_in(safety_jobs.export, disk, desk, tmp_path, recipient)

    def trial(number: int) -> None:
        home, _ = killed(number)
        exported = home / safety_jobs.EXPORTED
        if exported.exists():
            document = age_container.open_sealed(exported.read_bytes(), identities=[identity])
            assert envelope.unwrap(document).counts["participant"] == 1
        assert safety_jobs.references(home) == ["R1"]

    trials.run("kill -9 in an export: no file, or one that opens", trial, quick=3, full=200)


def test_in_an_import(disk: Disk, desk: Path, tmp_path: Path, trials: Trials) -> None:
    people = tmp_path / "people.csv"
    people.write_text("Referens;Namn\n" + "".join(f"A{n:02};Namn\n" for n in range(30)))
    killed = killed_in(safety_jobs.import_people, disk, desk, tmp_path, str(people))

    def trial(number: int) -> None:
        home, _ = killed(number)
        assert len(safety_jobs.references(home)) in (1, 31)

    trials.run("kill -9 in an import: all of the list or nothing", trial, quick=3, full=200)


def test_in_an_upgrade(disk: Disk, tmp_path: Path, trials: Trials) -> None:
    stored = FOLDER / "released" / "0001"
    earlier = tmp_path / "earlier"
    shutil.copytree(stored, earlier / "practice")
    killed = killed_in(safety_jobs.open_practice, disk, earlier, tmp_path)

    def trial(number: int) -> None:
        home, _ = killed(number)
        with closing(CheapOpener(home / "practice", practice=True).unlock_practice()) as desk:
            assert desk.check().schema == HEAD
            assert len(desk.read(lambda reader: reader.find(Participant))) == 4

    trials.run("kill -9 in an upgrade of the schema: nobody lost", trial, quick=3, full=200)


def test_in_a_rotation(disk: Disk, desk: Path, tmp_path: Path, trials: Trials) -> None:
    killed = killed_in(safety_jobs.rotate, disk, desk, tmp_path)

    def trial(number: int) -> None:
        home, _ = killed(number)
        assert safety_jobs.references(home) == ["R1"]
        CheapOpener(home).rotate(PASSPHRASE)
        assert safety_jobs.references(home) == ["R1"]

    trials.run("kill -9 in a rotation of the key: the desk opens", trial, quick=3, full=200)
