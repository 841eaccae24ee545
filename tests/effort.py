"""What an interaction asks of the database, in figures that no busy machine disturbs."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby

from desks import DirectDesk

_FRAME = ("BEGIN", "COMMIT", "ROLLBACK")
_STEPS_A_TICK = 10


@dataclass
class Effort:
    """Statements run, those that frame a transaction left out, and steps of SQLite's machine.

    A statement that is run for several rows at once counts once.
    """

    statements: int = 0
    steps: int = 0


@contextmanager
def effort(desk: DirectDesk) -> Iterator[Effort]:
    """What is asked of the desk's database in here."""
    connection = desk.database._connection
    traced: list[str] = []
    ticks = 0

    def tick() -> int:
        nonlocal ticks
        ticks += 1
        return 0

    spent = Effort()
    connection.set_trace_callback(traced.append)
    connection.set_progress_handler(tick, _STEPS_A_TICK)
    try:
        yield spent
    finally:
        connection.set_trace_callback(None)
        connection.set_progress_handler(None, 0)
        begun = [_beginning(sql) for sql in traced if not sql.startswith(_FRAME)]
        spent.statements = sum(1 for _ in groupby(begun))
        spent.steps = ticks * _STEPS_A_TICK


def _beginning(sql: str) -> str:
    """What the runs of one inserting statement have in common; any other one stands alone."""
    return sql.partition(" VALUES ")[0]


def growth(small: int, large: int, times: float) -> float:
    """How steps grow with people: 0 not at all, 1 as they do; the slope between two sizes."""
    return math.log(max(large, 1) / max(small, 1), times)
