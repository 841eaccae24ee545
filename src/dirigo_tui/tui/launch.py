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
    """Open the app and wait until the user leaves it.

    Returns:
        The exit code: 0, 1 after an error of ours, 128 + n when signal n ended it.
    """
    from dirigo_tui.i18n.catalogue import set_language
    from dirigo_tui.tui.entrances import make_app

    set_language(preferences.language)
    app = make_app(opener, preferences)
    asyncio.run(_run(app))
    return app.return_code or 0


async def _run(app: DirigoApp) -> None:
    if sys.platform != "win32":
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(number, _leave, app, number)
    await app.run_async()


def _leave(app: DirigoApp, number: int) -> None:
    app.call_later(app.leave, 128 + number)
