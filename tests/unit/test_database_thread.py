"""The database thread: one at a time, in order, and nothing that was handed in is dropped."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator

import pytest

from dirigo_tui.domain.errors import Refused
from dirigo_tui.store.database_thread import DatabaseThread


@pytest.fixture
def thread() -> Iterator[DatabaseThread]:
    thread = DatabaseThread()
    yield thread
    thread.close()


def test_every_call_is_on_the_same_other_thread(thread: DatabaseThread) -> None:
    idents = {thread.call(threading.get_ident) for _ in range(5)}
    assert len(idents) == 1
    assert threading.get_ident() not in idents


def test_arguments_go_there_and_results_come_back(thread: DatabaseThread) -> None:
    assert thread.call(sorted, [2, 3, 1], reverse=True) == [3, 2, 1]


async def test_results_come_back_to_the_event_loop(thread: DatabaseThread) -> None:
    assert await thread.acall(sorted, [2, 3, 1], reverse=True) == [3, 2, 1]
    assert await thread.acall(threading.get_ident) == thread.call(threading.get_ident)


def refuse() -> None:
    raise Refused("rating_out_of_range")


async def test_exceptions_travel(thread: DatabaseThread) -> None:
    with pytest.raises(Refused, match="rating_out_of_range"):
        thread.call(refuse)
    with pytest.raises(Refused, match="rating_out_of_range"):
        await thread.acall(refuse)
    assert thread.call(len, "still there") == 11


async def test_calls_keep_their_order_and_wait_for_each_other(thread: DatabaseThread) -> None:
    release, order = threading.Event(), []
    first = asyncio.ensure_future(thread.acall(release.wait, 10))
    others = [asyncio.ensure_future(thread.acall(order.append, number)) for number in range(50)]
    await asyncio.sleep(0.02)
    assert order == []
    release.set()
    await asyncio.gather(first, *others)
    assert order == list(range(50))


async def test_the_event_loop_runs_on_while_the_thread_works(thread: DatabaseThread) -> None:
    release = threading.Event()
    waiting = asyncio.ensure_future(thread.acall(release.wait, 10))
    await asyncio.sleep(0)
    assert not waiting.done()
    release.set()
    assert await waiting is True


async def test_a_write_whose_waiter_is_cancelled_runs_to_its_end(thread: DatabaseThread) -> None:
    begun, release, written = threading.Event(), threading.Event(), []

    def write() -> None:
        begun.set()
        release.wait(10)
        written.append("kept")

    waiter = asyncio.ensure_future(thread.acall(write))
    await asyncio.to_thread(begun.wait, 10)
    waiter.cancel()
    await asyncio.sleep(0)
    assert not waiter.done(), "the waiter hears of its cancellation when the write is settled"
    release.set()
    with pytest.raises(asyncio.CancelledError):
        await waiter
    assert written == ["kept"]


async def test_a_write_that_has_not_begun_is_not_dropped_either(thread: DatabaseThread) -> None:
    release, written = threading.Event(), []
    first = asyncio.ensure_future(thread.acall(release.wait, 10))
    second = asyncio.ensure_future(thread.acall(written.append, "kept"))
    await asyncio.sleep(0)
    second.cancel()
    await asyncio.sleep(0)
    release.set()
    await first
    with pytest.raises(asyncio.CancelledError):
        await second
    assert written == ["kept"]


async def test_a_cancelled_waiter_leaves_no_unheard_exception(thread: DatabaseThread) -> None:
    complaints: list[object] = []
    asyncio.get_running_loop().set_exception_handler(
        lambda _loop, context: complaints.append(context)
    )
    release = threading.Event()

    def fail() -> None:
        release.wait(10)
        refuse()

    waiter = asyncio.ensure_future(thread.acall(fail))
    await asyncio.sleep(0)
    waiter.cancel()
    await asyncio.sleep(0)
    release.set()
    with pytest.raises(asyncio.CancelledError):
        await waiter
    del waiter
    await asyncio.sleep(0)
    assert complaints == []


async def test_closing_runs_what_was_handed_in(thread: DatabaseThread) -> None:
    release, written = threading.Event(), []
    first = asyncio.ensure_future(thread.acall(release.wait, 10))
    second = asyncio.ensure_future(thread.acall(written.append, "kept"))
    await asyncio.sleep(0)
    threading.Timer(0.02, release.set).start()
    thread.close()
    assert written == ["kept"]
    await asyncio.gather(first, second)


async def test_a_closed_thread_refuses_and_closes_again(thread: DatabaseThread) -> None:
    thread.close()
    thread.close()
    with pytest.raises(Refused, match="desk_closed"):
        thread.call(len, "")
    with pytest.raises(Refused, match="desk_closed"):
        await thread.acall(len, "")


def test_waiting_for_itself_is_an_error_and_no_deadlock(thread: DatabaseThread) -> None:
    with pytest.raises(RuntimeError, match="wait for itself"):
        thread.call(thread.call, len, "")
