"""What is waited for at the screen: the start, keys, opening a person, keys while work goes on."""

from __future__ import annotations

import os
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from places import BENCH, DIRIGO, environment
from rounds import Compared, compare, compared
from terminal import Program

MARK = "▌".encode()
"""The sign of the marked row: it is on the screen, or has been painted anew."""

HELLO = (sys.executable, str(BENCH / "hello.py"))
ECHO = (sys.executable, str(BENCH / "echo.py"))
DEMO = (*DIRIGO, "demo")
DOWN, UP = b"\x1b[B", b"\x1b[A"
PAGE_DOWN, PAGE_UP = b"\x1b[6~", b"\x1b[5~"
BACKSPACE, ENTER = b"\x7f", b"\r"
F3, F4, F12 = b"\x1bOR", b"\x1bOS", b"\x1b[24~"
BETWEEN_PICTURES = 0.6
"""Seconds. The tables are filled for a while before they are painted."""

ALL = b"2"
"""In the choice of lists."""

LETTERS = "abcdefghijklmnopqrstuvwxyz"


def starting(home: Path, people: int) -> Iterator[Compared]:
    """From the command to the first row, to a list that can be searched, and to the help."""
    large = people > 50_000
    taken: dict[str, list[tuple[float, float]]] = {}
    for _ in range(8):
        with Program(HELLO, {}) as hello:
            first = hello.started(b"hello there")
            hello.settle()
            hello_used = hello.used()
        with Program(DEMO, environment(home)) as ours:
            row = ours.started(MARK)
            at_first = ours.used()
            ours.settle()
            searchable = ours.used()
        for name, pair in {
            "first row": (row, first),
            "first row, processor": (at_first.processor, hello_used.processor),
            "searchable, processor": (searchable.processor, hello_used.processor),
            "memory at first row": (at_first.memory, hello_used.memory),
            "memory when searchable": (searchable.memory, hello_used.memory),
        }.items():
            taken.setdefault(name, []).append(pair)
    goals = {
        "first row": 1.4 if large else 1.35,
        "searchable, processor": None if large else 2.2,
        "memory at first row": 1.5,
        "memory when searchable": 4.5 if large else None,
    }
    for name, pairs in taken.items():
        in_bytes = name.startswith("memory")
        unit, scale = ("MB", 1e-6) if in_bytes else ("ms", 1000)
        yield compared(name, people, pairs[1:], goals.get(name), unit=unit, scale=scale)
    yield compare(
        "--help", people,
        lambda: _whole((*DIRIGO, "--help"), home),
        _first_paint, 0.5,
    )  # fmt: skip


def _first_paint() -> float:
    with Program(HELLO, {}) as hello:
        return hello.started(b"hello there")


def _whole(command: tuple[str, ...], home: Path) -> float:
    began = time.perf_counter()
    subprocess.run(
        command, env={**os.environ, **environment(home)}, check=True, capture_output=True
    )
    return time.perf_counter() - began


def keys(home: Path, people: int, rounds: int = 9) -> Iterator[Compared]:
    """One key at a time, against one letter in a bare input."""
    with Program(ECHO, {}) as echo, Program(DEMO, environment(home)) as ours:
        echo.started(b"type here")
        ours.started(MARK)
        letters = iter(LETTERS * 100)

        def one_letter() -> float:
            letter = next(letters).encode()
            taken = echo.press(letter, letter)
            echo.settle()
            if letter == b"z":
                for _ in LETTERS:
                    echo.press_and_settle(BACKSPACE)
            return taken

        def pressed(key: bytes, wanted: bytes = MARK) -> float:
            taken = ours.press(key, wanted)
            ours.settle()
            return taken

        ours.settle()
        for key in (F4, ALL):
            ours.press_and_settle(key)
        turns = iter([DOWN, DOWN, UP] * rounds)
        yield compare(
            "key down", people, lambda: pressed(next(turns)), one_letter, 1.5, rounds=rounds
        )
        pages = iter([PAGE_DOWN] * rounds * 2)
        yield compare(
            "page down", people, lambda: pressed(next(pages)), one_letter, 4.5, rounds=rounds
        )

        def searched() -> float:
            taken = ours.press_and_settle(next(found))
            ours.press_and_settle(BACKSPACE)
            return taken

        ours.press_and_settle(F3)
        found = iter([b"z", b"f", b"w", b"x"] * rounds)
        yield compare(
            "search letter, the list", people, searched, one_letter,
            10 if people > 50_000 else 4.5, rounds=rounds,
        )  # fmt: skip


def opening(home: Path, people: int, rounds: int = 7) -> Iterator[Compared]:
    """A person's page, painted whole, against the same in tabs of tables."""
    tabbed = (sys.executable, str(BENCH / "tabbed.py"))
    with Program(tabbed, environment(home)) as theirs, Program(DEMO, environment(home)) as ours:
        theirs.started(b"press enter")
        ours.started(MARK)
        ours.settle()

        def opened(program: Program, back: bytes) -> float:
            taken = program.press_and_settle(ENTER, BETWEEN_PICTURES)
            program.press_and_settle(back, BETWEEN_PICTURES)
            return taken

        yield compare(
            "a person, painted whole", people,
            lambda: opened(ours, F12), lambda: opened(theirs, F12), 0.3, rounds=rounds,
        )  # fmt: skip


def while_working(home: Path, people: int, presses: int = 60) -> Iterator[Compared]:
    """A key down while something long runs, against the same key when nothing does."""
    busy = (sys.executable, str(BENCH / "busy.py"))
    for number, work in ((signal.SIGUSR1, "a summary"), (signal.SIGUSR2, "an export")):
        with Program(busy, environment(home)) as ours:
            ours.started(MARK)
            ours.settle()
            idle = _pressed(ours, presses)
            ours.signal(number)
            time.sleep(0.3)
            during = _pressed(ours, presses)
        p95 = (_p95(during), _p95(idle))
        yield compared(f"key p95 during {work}", people, [p95], 2)
        yield compared(f"slowest key during {work}", people, [(max(during), max(idle))], None)


def _pressed(program: Program, presses: int) -> list[float]:
    taken = []
    for number in range(presses):
        taken.append(program.press(UP if number % 2 else DOWN, MARK))
        time.sleep(0.02)
    return taken


def _p95(taken: list[float]) -> float:
    return statistics.quantiles(taken, n=20)[-1]
