"""Killing a piece of work at every line it runs: in a process of its own, with SIGKILL."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from types import FrameType, ModuleType
from typing import Any

DONE = 0
FAILED = 70


def killed_at_every_line(modules: list[ModuleType], work: Callable[[], object]) -> Iterator[int]:
    """Do the work again and again, and kill it before the first, second, third ... line it runs.

    A line that runs more than once counts the first time.

    Whoever iterates puts things right between the trials and checks what is left after each.

    Args:
        modules: whose lines count.
        work: to be done in a child process; opens all it needs.

    Yields:
        The number of the line, after each kill. Ends when the work has come to its end.
    """
    files = {module.__file__ for module in modules}
    number = 0
    while True:
        number += 1
        status = _child(files, number, work)
        if os.WIFEXITED(status):
            assert os.WEXITSTATUS(status) == DONE, "the work failed by itself"
            return
        assert os.WTERMSIG(status) == signal.SIGKILL
        yield number


def _child(files: set[str | None], number: int, work: Callable[[], object]) -> int:
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1]
    lines: set[tuple[str, int]] = set()

    def trace(frame: FrameType, event: str, _argument: Any) -> Any:
        if frame.f_code.co_filename not in files:
            return None
        if event == "line":
            lines.add((frame.f_code.co_filename, frame.f_lineno))
            if len(lines) == number:
                os.kill(os.getpid(), signal.SIGKILL)
        return trace

    try:
        sys.settrace(trace)
        work()
        os._exit(DONE)
    except BaseException as error:
        os.write(2, repr(error).encode())
        os._exit(FAILED)
