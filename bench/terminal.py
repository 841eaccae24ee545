"""Programs on a pseudo-terminal of their own, timed by what they write to it."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

PATIENCE = 20.0
"""Seconds. What has not come by then does not come."""

QUIET = 0.15
"""Seconds without output after which a picture is whole."""

SIZE = {"COLUMNS": "80", "LINES": "24", "TERM": "xterm-256color"}


class Used(NamedTuple):
    """What a program has taken: seconds of the processor, and bytes at its peak."""

    processor: float
    memory: int


class Program:
    """A program that has been started; leaving the ``with`` kills it.

    Args:
        command: what to run.
        environment: added to ours.
    """

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self._command = command
        self._began = time.perf_counter()
        self._ours, theirs = pty.openpty()
        self._process = subprocess.Popen(
            command, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True,
            env={**os.environ, **SIZE, **environment},
        )  # fmt: skip
        os.close(theirs)

    def __enter__(self) -> Program:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._ours)

    def started(self, wanted: bytes) -> float:
        """Seconds from the start until it had written something."""
        return self._until(wanted) - self._began

    def press(self, key: bytes, wanted: bytes) -> float:
        """Seconds from a key until something was written."""
        began = time.perf_counter()
        os.write(self._ours, key)
        return self._until(wanted) - began

    def press_and_settle(self, key: bytes, quiet: float = QUIET) -> float:
        """Seconds from a key until the last of what was written before it was quiet."""
        began = time.perf_counter()
        os.write(self._ours, key)
        last = began
        while self._read(1 if last == began else quiet):
            last = time.perf_counter()
        return last - began

    def settle(self) -> None:
        """Wait until it is quiet."""
        while self._read(QUIET):
            pass

    def signal(self, number: int) -> None:
        """Send it a signal."""
        self._process.send_signal(number)

    def used(self) -> Used:
        """What it has taken so far."""
        process = Path(f"/proc/{self._process.pid}")
        fields = process.joinpath("stat").read_text().rpartition(")")[2].split()
        ticks = int(fields[11]) + int(fields[12])
        status = process.joinpath("status").read_text()
        peak = status.partition("VmHWM:")[2].split()[0]
        return Used(ticks / os.sysconf("SC_CLK_TCK"), int(peak) * 1024)

    def _until(self, wanted: bytes) -> float:
        written = b""
        given_up = time.perf_counter() + PATIENCE
        while wanted not in written:
            more = self._read(PATIENCE)
            if not more or time.perf_counter() > given_up:
                raise TimeoutError(f"{self._command[-1]} never painted {wanted!r}")
            written += more
        return time.perf_counter()

    def _read(self, patience: float) -> bytes:
        """What it writes next; nothing when that takes too long."""
        if not select.select([self._ours], [], [], patience)[0]:
            return b""
        return os.read(self._ours, 65536)
