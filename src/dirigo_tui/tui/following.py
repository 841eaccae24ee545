"""Following long work on a screen: how far it has come, and giving it up.

How a screen uses it::

    following = Following(self.query_one(Busy))
    report = await self.desk.awrite(import_list, order, following)

    def action_back(self) -> None:          # Esc
        following.stop()                    # the work raises Refused("stopped"), nothing is written
"""

from __future__ import annotations

import asyncio
from contextvars import copy_context
from time import monotonic
from typing import Final

from dirigo_tui.domain.errors import Refused
from dirigo_tui.services.progress import Stage
from dirigo_tui.tui.widgets.busy import Busy

_FRAME: Final = 0.1
"""Seconds between two pictures of one stage: more would only take time from the work."""


class Following:
    """Progress that is shown; the work calls it on whatever thread it is.

    Args:
        busy: where it is shown.
    """

    def __init__(self, busy: Busy) -> None:
        self._busy = busy
        self._loop = asyncio.get_running_loop()
        self._context = copy_context()
        self._shown: tuple[Stage | None, float] = (None, 0.0)
        self.stopped = False

    def stop(self) -> None:
        """Have the work give up where it next tells how far it has come."""
        self.stopped = True

    def __call__(self, stage: Stage, done: int, total: int) -> None:
        """See :data:`dirigo_tui.services.progress.Progress`."""
        if self.stopped:
            raise Refused("stopped")
        now = monotonic()
        last, at = self._shown
        if stage is not last or now - at >= _FRAME:
            self._shown = stage, now
            tell = self._busy.tell
            self._loop.call_soon_threadsafe(tell, stage, done, total, context=self._context)
