"""Starting the app on a real terminal and leaving it as it was, however the app ends."""

from __future__ import annotations

import asyncio
import gc
import os
import select
import signal
import sys
from importlib import import_module
from threading import Timer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dirigo_tui.services.ports import DeskOpener
    from dirigo_tui.settings.preferences import Preferences
    from dirigo_tui.tui.app import DirigoApp


GRACE = 3.0
"""Seconds to leave in good order. A terminal that is gone takes no output, and Textual waits for it
for ever; drafts and records are on disk by then."""

HANG_UP_CHECK = 2.0
"""Seconds between looks at whether the terminal is still there."""

SETTLED = 2.0
"""Seconds after which the start is over. Until then nothing becomes garbage worth looking for, and
looking for it again and again takes a tenth of the time to the first list."""

OPENED_FIRST = ("dirigo_tui.tui.screens.participant", "dirigo_tui.tui.panes.overview")
"""What the first Enter needs."""


def run(opener: DeskOpener, preferences: Preferences) -> int:
    """Open the app and wait until the user leaves it; the exit code, as :func:`drive`."""
    gc.disable()
    from dirigo_tui.i18n.catalogue import set_language
    from dirigo_tui.tui.entrances import make_app

    set_language(preferences.language)
    return drive(make_app(opener, preferences))


def drive(app: DirigoApp) -> int:
    """Run an app on this terminal.

    Returns:
        The exit code: 0, 1 after an error of ours, 128 + n when signal n ended it.
    """
    asyncio.run(_drive(app))
    return app.return_code or 0


async def _drive(app: DirigoApp) -> None:
    watch: asyncio.Task[None] | None = None
    loop = asyncio.get_running_loop()
    settling = asyncio.create_task(_settle())
    if sys.platform != "win32":
        for number in (signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(number, _leave, app, number)
        watch = asyncio.create_task(_leave_when_hung_up(app))
    try:
        await app.run_async()
    finally:
        settling.cancel()
        if watch is not None:
            watch.cancel()
        # After an error of ours the desk is still open and drafts may wait.
        await app.secure()


async def _settle() -> None:
    """Once the first list is there: import what the first Enter needs, which doubled the time that
    took, and look for garbage from here on, among what is made from here on.
    """
    await asyncio.sleep(SETTLED)
    for module in OPENED_FIRST:
        await asyncio.to_thread(import_module, module)
    gc.freeze()
    gc.enable()


async def _leave_when_hung_up(app: DirigoApp) -> None:
    """Leave when the terminal has gone without a signal: reading it would spin for ever."""
    poll = select.poll()
    poll.register(sys.__stdin__.fileno() if sys.__stdin__ else 0, select.POLLHUP)
    while not any(event & (select.POLLHUP | select.POLLNVAL) for _, event in poll.poll(0)):
        await asyncio.sleep(HANG_UP_CHECK)
    _leave(app, signal.SIGHUP)


def _leave(app: DirigoApp, number: int) -> None:
    last_resort = Timer(GRACE, os._exit, (128 + number,))
    last_resort.daemon = True
    last_resort.start()
    app.call_later(app.leave, 128 + number)
