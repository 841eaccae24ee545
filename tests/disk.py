"""Watching what a program does to the disk, killing it there, and cutting the power.

A small library (``safety/disk.c``, Linux with a C compiler) is loaded into a process of its own. It
counts every write, flush, rename and removal under one folder, can kill the process before any one
of them, and can write them all down. From what is written down, :func:`power_cut` makes the folder
as a disk could have it after a power cut: what was flushed is there, what was not may be there,
may be missing or half there.
"""

from __future__ import annotations

import json
import os
import shutil
import struct
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from types import TracebackType
from typing import IO, Any

SOURCE = Path(__file__).parent / "safety" / "disk.c"
NURSERY = Path(__file__).parent / "disk_nursery.py"
SECTOR = 512
"""Bytes that a disk writes wholly or not at all."""


def compiled(folder: Path) -> Path | None:
    """The library built into a folder; None where it cannot be."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None or not sys.platform.startswith("linux"):
        return None
    library = folder / "disk.so"
    command = [compiler, "-O1", "-shared", "-fPIC", str(SOURCE), "-o", str(library), "-ldl"]
    return library if subprocess.run(command, check=False).returncode == 0 else None


@dataclass(frozen=True)
class Outcome:
    """How a watched process ended.

    Attributes:
        killed: whether it was killed at the step asked for.
        steps: it took on the disk.
        said: the numbers it had said, in order, before it ended.
        error: what it raised, or "".
    """

    killed: bool
    steps: int
    said: Sequence[int]
    error: str


class Disk:
    """A process that stands ready, with everything imported, and forks one for every job."""

    def __init__(self, library: Path) -> None:
        self._nursery: subprocess.Popen[str] = subprocess.Popen(
            [sys.executable, str(NURSERY), str(library)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ
            | {
                "LD_PRELOAD": str(library),
                "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
            },
        )

    def __enter__(self) -> Disk:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._pipe(self._nursery.stdin).close()
        self._nursery.wait()

    def run(
        self, job: str, folder: Path, *arguments: Any, kill_at: int = 0, log: Path | None = None
    ) -> Outcome:
        """Run ``job(say, folder, *arguments)`` in a process of its own.

        Args:
            job: ``module:function``; what it says with ``say(number)`` is told here.
            folder: what is done under it counts.
            arguments: strings and numbers.
            kill_at: the number of the step, from 1, that it is killed before; 0 for none.
            log: where every step is written down.
        """
        order = [job, str(folder.resolve()), list(arguments), kill_at, str(log or "")]
        self._pipe(self._nursery.stdin).write(json.dumps(order) + "\n")
        self._pipe(self._nursery.stdin).flush()
        return Outcome(**json.loads(self._pipe(self._nursery.stdout).readline()))

    @staticmethod
    def _pipe(pipe: IO[str] | None) -> IO[str]:
        assert pipe is not None
        return pipe


@dataclass(frozen=True)
class Step:
    """One thing done to the disk: C(reate), W(rite), T(runcate), S(ync), U(nlink), R(ename),
    L(ink), or M, a number that the program said."""

    kind: str
    path: str
    offset: int
    data: bytes


def steps(log: Path) -> list[Step]:
    """What a watched process did, in order."""
    found, content, at = [], log.read_bytes(), 0
    head = struct.Struct("=cIIQ")
    while at < len(content):
        kind, path_length, length, offset = head.unpack_from(content, at)
        at += head.size
        path = content[at : at + path_length].decode()
        at += path_length
        found.append(Step(kind.decode(), path, offset, content[at : at + length]))
        at += length
    return found


@dataclass
class _File:
    """What of a file is on the disk for certain, and what was done to it since its last flush."""

    flushed: bytearray = field(default_factory=bytearray)
    waiting: list[Step] = field(default_factory=list)

    def flush(self) -> None:
        for step in self.waiting:
            _apply(self.flushed, step, step.data)
        self.waiting.clear()

    def after_cut(self, chance: Random) -> bytes:
        """The content with some of the unflushed steps, whole or in part."""
        content = bytearray(self.flushed)
        for step in self.waiting:
            whole = len(step.data)
            kept = chance.choice((0, whole, min(whole, SECTOR * chance.randint(0, 16))))
            if kept or (step.kind == "T" and chance.random() < 0.5):
                _apply(content, step, step.data[:kept])
        return bytes(content)


def _apply(content: bytearray, step: Step, data: bytes) -> None:
    if step.kind == "T":
        del content[step.offset :]
        content.extend(bytes(step.offset - len(content)))
    else:
        end = step.offset + len(data)
        content.extend(bytes(max(0, end - len(content))))
        content[step.offset : end] = data


@dataclass(frozen=True)
class _Name:
    """A change of names: a file created, removed, renamed or given a further name."""

    step: Step
    created: _File

    def reach(self, names: dict[str, _File]) -> None:
        step, target = self.step, self.step.data.decode()
        if step.kind == "C":
            names[step.path] = self.created
        elif step.kind == "U":
            names.pop(step.path, None)
        elif step.path in names:
            names[target] = names[step.path] if step.kind == "L" else names.pop(step.path)


def power_cut(
    before: Path, folder: Path, done: Sequence[Step], after: Path, chance: Random
) -> list[int]:
    """Make a folder as it could be when the power went after these steps.

    Names (creating, renaming, removing) reach the disk in order, at the latest with the next flush
    of a folder, as on the journalling file systems in use. Writes reach it in any order.

    Args:
        before: a copy of the folder as it was at first, all of it flushed.
        folder: where the steps were taken; what is in its subfolders is left out.
        done: every step up to the cut.
        after: an empty folder to make it in.
        chance: decides what of the unflushed is there.

    Returns:
        The numbers the program had said by then.
    """
    root = folder.resolve()
    disk = {
        str(root / path.name): _File(bytearray(path.read_bytes()))
        for path in before.iterdir()
        if path.is_file()
    }
    seen, unflushed_names = dict(disk), list[_Name]()
    said = []
    for step in done:
        if step.kind == "M":
            said.append(step.offset)
        elif step.kind == "S" and step.path == str(root):
            for name in unflushed_names:
                name.reach(disk)
            unflushed_names.clear()
        elif Path(step.path).parent != root:
            continue
        elif step.kind in "CURL":
            name = _Name(step, _File())
            name.reach(seen)
            unflushed_names.append(name)
        elif step.kind == "S":
            seen[step.path].flush()
        else:
            seen[step.path].waiting.append(step)

    for name in unflushed_names[: chance.randint(0, len(unflushed_names))]:
        name.reach(disk)
    for path, file in disk.items():
        (after / Path(path).name).write_bytes(file.after_cut(chance))
    return said
