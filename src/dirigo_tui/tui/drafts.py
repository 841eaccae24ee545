"""Texts being typed, written down within a second so that nothing that happens can lose them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from textual.app import App
from textual.timer import Timer

WAIT = 0.5
"""Seconds from the first unsaved key to the write."""

Write = Callable[[str, str, str | None], Awaitable[None]]
"""Write a draft down: its key, its content, the participant it is about (or None)."""


class DraftKeeper:
    """Collects edits and writes the latest text of each draft.

    Args:
        app: whose timers are used.
        write: writes one draft; called in the event loop.
    """

    def __init__(self, app: App[None], write: Write) -> None:
        self._app = app
        self._write = write
        self._pending: dict[str, tuple[str, str | None]] = {}
        self._timer: Timer | None = None

    def note(self, key: str, content: str, participant_id: str | None = None) -> None:
        """Remember the text as it stands; it is written within a second."""
        self._pending[key] = (content, participant_id)
        if self._timer is None:
            self._timer = self._app.set_timer(WAIT, self.flush)

    def forget(self, key: str) -> None:
        """Drop an edit that has become a record before it was written as a draft."""
        self._pending.pop(key, None)

    async def flush(self) -> None:
        """Write everything that waits, at once (before lock and quit)."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        while self._pending:
            key, (content, participant_id) = self._pending.popitem()
            await self._write(key, content, participant_id)
