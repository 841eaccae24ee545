"""A participant's page on a real encrypted desk, driven by keys."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

from desks import DirectDesk
from front_end import Blank, MemoryOpener, app_with, shown
from textual.pilot import Pilot

from dirigo_tui.settings.preferences import Preferences
from dirigo_tui.tui.app import DirigoApp
from dirigo_tui.tui.screens.participant import ParticipantScreen

EIGHTY, SIXTY = (80, 24), (60, 20)

FRAME = 0.05
"""Seconds after which what has changed has been laid out again: a few ticks of Textual's own."""


class RealDesk(MemoryOpener):
    """Opens one desk that is there already."""

    def __init__(self, desk: DirectDesk) -> None:
        super().__init__()
        self._desk = desk

    def _open(self) -> Any:
        return self._desk


async def settle(pilot: Pilot[None]) -> str:
    """What stands on the screen once everything asked for has been read and drawn."""
    for _ in range(3):
        await pilot.pause()
        await pilot.app.workers.wait_for_complete()
    await pilot.pause(FRAME)
    return shown(pilot.app)


async def press(pilot: Pilot[None], *keys: str) -> str:
    """Press keys, then :func:`settle`."""
    await pilot.press(*keys)
    return await settle(pilot)


@asynccontextmanager
async def running(
    desk: DirectDesk, size: tuple[int, int] = EIGHTY, theme: str = "dark"
) -> AsyncIterator[Pilot[None]]:
    """The app on the desk, with an empty home screen."""
    app: DirigoApp = app_with(Blank, opener=RealDesk(desk), preferences=Preferences(theme=theme))
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        yield pilot


@asynccontextmanager
async def page(
    desk: DirectDesk,
    participant_id: str,
    among: Sequence[str] = (),
    *,
    size: tuple[int, int] = EIGHTY,
    theme: str = "dark",
    results: list[str | None] | None = None,
) -> AsyncIterator[Pilot[None]]:
    """Somebody's page, opened from the home screen.

    Args:
        results: gets the id the page ends with.
    """
    async with running(desk, size, theme) as pilot:
        taken = [].append if results is None else results.append
        pilot.app.push_screen(ParticipantScreen(participant_id, among), taken)
        await settle(pilot)
        yield pilot
