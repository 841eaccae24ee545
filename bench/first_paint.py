"""Start to first list row on a real pseudo-terminal, as a ratio against a bare Textual app.

    python bench/first_paint.py [--participants N] [--rounds R]

The two take turns after a warm-up, which also leaves bytecode behind as an installation does; what
counts is the median of the ratios of the same round, since the machine's speed drifts. Processor
time is told too, which a busy machine disturbs less. Never a test: a time that fails a build fails
it by chance.
"""

from __future__ import annotations

import argparse
import os
import pty
import select
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

BENCH = Path(__file__).parent
PATIENCE = 60.0
SIZE = {"COLUMNS": "80", "LINES": "24", "TERM": "xterm-256color"}


class Taken(NamedTuple):
    """Seconds from starting a program until it had written what was waited for."""

    elapsed: float
    processor: float


def taken_to(wanted: bytes, command: Sequence[str], environment: Mapping[str, str]) -> Taken:
    """What a program takes until it has written some bytes to its terminal."""
    ours, theirs = pty.openpty()
    began = time.perf_counter()
    program = subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True,
        env={**os.environ, **SIZE, **environment},
    )  # fmt: skip
    os.close(theirs)
    written = b""
    try:
        while wanted not in written:
            left = PATIENCE - (time.perf_counter() - began)
            if left <= 0 or not select.select([ours], [], [], left)[0]:
                raise TimeoutError(f"{command[-1]} never painted {wanted!r}")
            written += os.read(ours, 65536)
        elapsed = time.perf_counter() - began
    finally:
        program.kill()
        _, status, used = os.wait4(program.pid, 0)
        program.returncode = os.waitstatus_to_exitcode(status)
        os.close(ours)
    return Taken(elapsed, used.ru_utime + used.ru_stime)


def main() -> int:
    """Measure and print one line."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--participants", type=int, default=1800)
    options.add_argument("--rounds", type=int, default=7)
    chosen = options.parse_args()
    # Without bytecode, our modules would be compiled at every start and the baseline's would not.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory() as home, tempfile.TemporaryDirectory() as bytecode:
        os.environ["PYTHONPYCACHEPREFIX"] = bytecode
        environment = {
            "DIRIGO_HOME": home,
            "DIRIGO_TODAY": "2026-11-21",
            "PYTHONPATH": str(BENCH.parent / "src"),
        }
        dirigo = [sys.executable, "-m", "dirigo_tui"]
        subprocess.run(
            [*dirigo, "demo", "--no-open", "--participants", str(chosen.participants)],
            env={**os.environ, **environment}, check=True, capture_output=True,
        )  # fmt: skip
        # The sign of the marked row: the first list row is on the screen.
        mark = "▌".encode()
        pairs = [
            (
                taken_to(mark, [*dirigo, "demo"], environment),
                taken_to(b"hello there", [sys.executable, str(BENCH / "hello.py")], {}),
            )
            for _ in range(chosen.rounds + 1)
        ][1:]

    def ratio(of: Callable[[Taken], float]) -> float:
        return statistics.median(of(ours) / of(hello) for ours, hello in pairs)

    hello = statistics.median(hello.elapsed for _, hello in pairs)
    print(
        f"first list row, {chosen.participants} people:"
        f" {ratio(lambda taken: taken.elapsed):.2f} x hello,"
        f" {ratio(lambda taken: taken.processor):.2f} x its processor time"
        f" (hello {hello * 1000:.0f} ms, {chosen.rounds} rounds)"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
