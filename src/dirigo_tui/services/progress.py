"""How far long work has come, told by whoever does it to whoever waits."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from time import monotonic
from typing import Final

_SOON_TO_TELL: Final = 1.0
"""Seconds of a stage after which its pace says something."""


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


class Pace:
    """How long long work may still take, judged by how a stage of it has gone so far."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._stage: Stage | None = None
        self._began = 0.0
        self._began_at = 0

    def left(self, stage: Stage, done: int, total: int) -> float | None:
        """Seconds, or None while nobody can tell.

        Args:
            stage, done, total: as :data:`Progress` is told.
        """
        now = self._clock()
        if stage is not self._stage or done < self._began_at:
            self._stage, self._began, self._began_at = stage, now, done
        gone, parts = now - self._began, done - self._began_at
        if gone < _SOON_TO_TELL or not parts:
            return None
        return gone * (total - done) / parts
