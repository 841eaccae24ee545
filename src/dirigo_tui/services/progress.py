"""How far long work has come, told by whoever does it to whoever waits."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum


class Stage(StrEnum):
    """What is being done."""

    READ = "read"
    CHECK = "check"
    COMPARE = "compare"
    WRITE = "write"
    COUNT = "count"
    PROTECT = "protect"
    COPY = "copy"
    VERIFY = "verify"
    PACK = "pack"
    OPEN = "open"
    SEAL = "seal"


Progress = Callable[[Stage, int, int], None]
"""Told the stage and how many of how many parts of it are done; 0 of 0 when nobody can tell.

It is called on the thread that works, and may raise ``Refused("stopped")``: whoever asked for the
work wants it no longer. The work then leaves nothing behind. What has been committed is committed,
so nobody is told of anything after that.
"""


def unheard(_stage: Stage, _done: int, _total: int) -> None:
    """Progress that nobody follows."""
