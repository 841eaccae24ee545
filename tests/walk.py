"""Every screen, section, form and dialog of the program, one after the other, on practice data."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import cast

from front_end import paste
from openers import PASSPHRASE, CheapOpener
from textual.pilot import Pilot

from dirigo_tui.domain.errors import Refused
from dirigo_tui.settings.preferences import Preferences
from dirigo_tui.tui.app import DirigoApp
from dirigo_tui.tui.entrances import make_app

ON_THE_LIST: dict[str, tuple[str, ...]] = {
    "caseload": (),
    "caseload: choice": ("f4",),
    "caseload: new participant": ("n", "ctrl+s"),
    "caseload: note": ("a", "x", "shift+left", "tab", "tab", "space"),
    "palette": ("ctrl+p",),
    "help": ("question_mark",),
    "cohort": ("f6",),
    "cohort: one goal": ("f6", "enter"),
    "cohort: over time": ("f6", "t"),
    "cohort: export": ("f6", "x"),
    "cohort: help": ("f6", "question_mark"),
    "import": ("f9",),
    "retention": ("ctrl+p", *"gallras", "enter"),
    "caseload: nobody found": ("f3", "q"),
    "caseload: search": ("f3", "a"),
}
"""What is shown, and the keys to it from the list."""

ON_A_PAGE: dict[str, tuple[str, ...]] = {
    "overview": ("1",),
    "overview: follow-up": ("1", "b"),
    "overview: own goal": ("1", "m"),
    "overview: end": ("1", "a"),
    "consents": ("1", "s"),
    "consents: new": ("1", "s", "s"),
    "mapping": ("2",),
    "mapping: area": ("2", "enter"),
    "plan": ("3",),
    "plan: goal": ("3", "m"),
    "plan: activity": ("3", "a"),
    "plan: why off": ("3", "down", "down", "k"),
    "ratings": ("4",),
    "ratings: start": ("4", "s"),
    "status": ("5",),
    "status: new": ("5", "s"),
    "history": ("6",),
    "readers": ("6", "v"),
    "basics": ("f2",),
    "page: help": ("question_mark",),
}
"""The same, from somebody's page."""

TOGETHER: dict[str, tuple[str, ...]] = {
    "joint: plan": ("1",),
    "joint: questions": ("2",),
    "joint: a question": ("2", "1"),
    "joint: an answer": ("2", "1", "7", "enter"),
    "joint: answers": ("2", "1", "7", "enter", "enter"),
    "joint: earlier answers": ("2", "right"),
    "joint: step": ("3",),
    "joint: new step": ("3", "s"),
    "joint: agreed": ("4",),
    "joint: how": ("f6",),
    "joint: leaving": ("f5",),
}
"""The same, from the first page of a joint session."""


async def pause(pilot: Pilot[None]) -> None:
    """Until everything asked for has been read and drawn."""
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


Look = Callable[[str, Pilot[None]], Awaitable[None]]
"""Called at each place, with its name."""


async def _each(pilot: Pilot[None], places: dict[str, tuple[str, ...]], look: Look) -> None:
    height = len(pilot.app.screen_stack)
    for name, keys in places.items():
        await pilot.press(*keys)
        await pause(pilot)
        await look(name, pilot)
        while len(pilot.app.screen_stack) > height:
            pilot.app.pop_screen()
        await pilot.pause()
        if name.startswith("caseload"):
            await pilot.press("escape")


def practised(home: Path) -> None:
    """Make a practice desk in a folder."""
    CheapOpener(home, practice=True).unlock_practice().close()


@asynccontextmanager
async def _running(
    opener: CheapOpener, size: tuple[int, int], theme: str
) -> AsyncIterator[Pilot[None]]:
    app = make_app(opener, Preferences(theme=theme))
    async with app.run_test(size=size) as pilot:
        await pause(pilot)
        yield pilot
        await app.secure()


async def every_screen(
    look: Look,
    practice: Path,
    spare: Path,
    *,
    size: tuple[int, int] = (80, 24),
    theme: str = "dark",
) -> None:
    """Look at everything there is to see.

    Args:
        practice: a folder made by :func:`practised`; it is copied.
        spare: an empty folder.
        size: of the terminal, columns and rows.
    """
    home = Path(shutil.copytree(practice, spare / "practice"))
    async with _running(CheapOpener(home, practice=True), size, theme) as pilot:
        await _each(pilot, ON_THE_LIST, look)
        await pilot.press("home", "enter")
        await pause(pilot)
        await _each(pilot, ON_A_PAGE, look)
        cast("DirigoApp", pilot.app).not_saved(Refused("changed_elsewhere"))
        await pause(pilot)
        await look("page: not saved", pilot)
        await pilot.press("f5")
        await pause(pilot)
        await look("joint: first page", pilot)
        await _each(pilot, TOGETHER, look)
    await _entrances(look, spare / "home", size, theme)


async def _entrances(look: Look, home: Path, size: tuple[int, int], theme: str) -> None:
    async with _running(CheapOpener(home), size, theme) as pilot:
        await look("set-up: names", pilot)
        for name in ("Förbundet", "Haninge", "Anna Lind"):
            await paste(pilot, name)
            await pilot.press("enter")
        await pause(pilot)
        await look("set-up: passphrase", pilot)
        for _twice in range(2):
            await paste(pilot, PASSPHRASE)
            await pilot.press("enter")
        await pause(pilot)
        await pause(pilot)
        await look("set-up: recovery code", pilot)
        await pilot.press("enter")
        await pause(pilot)
        await look("set-up: proof", pilot)
    async with _running(CheapOpener(home), size, theme) as pilot:
        await paste(pilot, "fel")
        await pilot.press("enter")
        await pause(pilot)
        await look("unlock", pilot)
        await pilot.press("f6")
        await pause(pilot)
        await look("unlock: code", pilot)
