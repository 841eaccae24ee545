"""Doing something only to see what it comes to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from dirigo_tui.services.ports import Desk, UnitOfWork

T = TypeVar("T")


class _NotForReal(Exception):  # noqa: N818 - nothing has gone wrong
    """Ends a rehearsal, so that the transaction is rolled back."""

    def __init__(self, result: Any) -> None:
        super().__init__()
        self.result = result


def carry_out(desk: Desk, use_case: Callable[[UnitOfWork], T], *, for_real: bool) -> T:
    """What a use case returns; unless it is for real, all that it did is taken back.

    A rehearsal says precisely what the real run would. Raises what the use case does.
    """
    if for_real:
        return desk.write(use_case)
    try:
        desk.write(_rehearse, use_case)
    except _NotForReal as end:
        result: T = end.result
        return result
    raise AssertionError("a rehearsal ends by itself")


def _rehearse(unit: UnitOfWork, use_case: Callable[[UnitOfWork], Any]) -> None:
    raise _NotForReal(use_case(unit))
