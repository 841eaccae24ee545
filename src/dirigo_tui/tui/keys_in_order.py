"""One key at a time: what is typed behind a key belongs to what that key opens.

Textual hands every key out at once, to what is focused at that moment. A letter nobody wants
bubbles up through the queues of all parents before the app takes it as a command; what was typed
behind it has been handed to the old place by then. Here a key waits until the one before has come
round, and until the screen it may have opened is there.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from textual.app import App
from textual.dom import DOMNode
from textual.events import Key

PATIENCE = 1.0
"""Seconds after which the next key is handed out whatever has become of the one before."""


class KeysInOrder:
    """The keys that have been pressed and not yet been handed out.

    Args:
        app: whose keys.
        hand_out: gives a key to what is focused at that moment.
    """

    def __init__(self, app: App[Any], hand_out: Callable[[Key], Awaitable[None]]) -> None:
        self._app = app
        self._hand_out = hand_out
        self._waiting: deque[Key] = deque()
        self._turn = 0
        self._deadline: asyncio.TimerHandle | None = None

    async def press(self, key: Key) -> None:
        """Hand out a key when its turn comes."""
        self._waiting.append(key)
        if self._deadline is None:
            await self._next()

    async def _next(self) -> None:
        if not self._waiting:
            return
        self._turn += 1
        loop = asyncio.get_running_loop()
        self._deadline = loop.call_later(PATIENCE, self._app.call_later, self._done, self._turn)
        place: DOMNode = self._app.focused or self._app.screen
        way = list(place.ancestors_with_self)
        await self._hand_out(self._waiting.popleft())
        # Twice: the second time follows what a widget told its parents on account of the key.
        self._follow(self._turn, [*way, *way])

    def _follow(self, turn: int, way: Sequence[DOMNode]) -> None:
        """Go the way the key may bubble, behind it in every queue."""
        for step, node in enumerate(way, 1):
            if node.call_later(self._follow, turn, way[step:]):
                return
        for screen in self._app.screen_stack[-1:]:  # one just opened answers when it is there
            if screen.call_later(self._app.call_later, self._done, turn):
                return

    async def _done(self, turn: int) -> None:
        if turn == self._turn and self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None
            await self._next()
