"""Starting the app on a real terminal and leaving it as it was, however the app ends."""

from __future__ import annotations

import asyncio
import signal
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dirigo_tui.services.ports import DeskOpener
    from dirigo_tui.settings.preferences import Preferences
    from dirigo_tui.tui.app import DirigoApp


def run(opener: DeskOpener, preferences: Preferences) -> int:
    """Open the app and wait until the user leaves it; the exit code, as :func:`drive`."""
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
    if sys.platform != "win32":
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(number, _leave, app, number)
    try:
        await app.run_async()
    finally:
        # After an error of ours the desk is still open and drafts may wait.
        await app.secure()


def _leave(app: DirigoApp, number: int) -> None:
    app.call_later(app.leave, 128 + number)
