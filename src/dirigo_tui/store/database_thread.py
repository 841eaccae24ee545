"""The one thread that has the database connection."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import get_ident
from typing import ParamSpec, TypeVar

from dirigo_tui.domain.errors import Refused

T = TypeVar("T")
P = ParamSpec("P")


class DatabaseThread:
    """Runs functions one after the other, in the order they were handed in, on a thread of its own.

    A function that has been handed in is always run to its end, whoever stops waiting for it: a
    write that was cancelled half-way would commit with nobody to hear of it, or be lost unsaid.
    """

    def __init__(self) -> None:
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="database")
        self._ident = self._executor.submit(get_ident).result()

    def call(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run the function on the thread and wait; what it raises is raised here.

        Raises:
            Refused: ``desk_closed`` after :meth:`close`.
            RuntimeError: called on the thread itself, which would wait for ever.
        """
        return self._submit(function, *args, **kwargs).result()

    async def acall(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """:meth:`call` without blocking the event loop.

        When the waiting task is cancelled, the function still runs to its end and the task hears of
        its cancellation only then, instead of the result or the error: so after the wait it is
        settled what is in the database.
        """
        future = asyncio.wrap_future(self._submit(function, *args, **kwargs))
        try:
            await asyncio.wait([future])
        except asyncio.CancelledError:
            await asyncio.wait([future])
            future.exception()  # Heard, or asyncio would print it.
            raise
        return future.result()

    def hand_in(self, function: Callable[[], None]) -> None:
        """Run the function on the thread, and let nobody wait for it or hear of its refusal."""
        self._submit(function)

    def close(self) -> None:
        """Run what has been handed in, end the thread, take nothing more. Twice is once."""
        self._executor.shutdown(wait=True)

    def _submit(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        if get_ident() == self._ident:
            raise RuntimeError("the database thread cannot wait for itself")
        try:
            return self._executor.submit(function, *args, **kwargs)
        except RuntimeError:
            raise Refused("desk_closed") from None
