"""Helpers for driving the full-screen front end: a desk in memory, and the screen as text."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from textual import events
from textual.app import App
from textual.content import Content
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Static

from dirigo_tui.domain.errors import Refused
from dirigo_tui.services.ports import HomeState
from dirigo_tui.settings.preferences import Preferences
from dirigo_tui.tui.app import DirigoApp, Entrances
from dirigo_tui.tui.screen import DirigoScreen

TODAY = date(2026, 11, 21)
PASSPHRASE = "korrekt häst batteri"


class MemoryUnit:
    """As much of a unit of work as front-end tests need: it remembers drafts."""

    def __init__(self) -> None:
        self.today = TODAY
        self.now = datetime(2026, 11, 21, 8, 14, tzinfo=UTC)
        self.actor = "A. Lind"
        self.drafts: dict[str, str] = {}

    def execute(self, statement: str, **values: Any) -> int:
        if statement == "draft_write":
            self.drafts[values["key"]] = values["content"]
        elif statement == "draft_remove":
            self.drafts.pop(values["key"], None)
        else:
            raise AssertionError(statement)
        return 1

    def rows(self, statement: str, **values: Any) -> list[dict[str, Any]]:
        if statement == "drafts":
            return []
        if statement != "draft":
            raise AssertionError(statement)
        content = self.drafts.get(values["key"])
        row = {"participant_id": None, "content": content, "saved_at": "2026-11-21T08:21:00.000Z"}
        return [] if content is None else [values | row]


class MemoryDesk:
    """A desk that runs use cases on a :class:`MemoryUnit`, at once."""

    def __init__(self) -> None:
        self.unit = MemoryUnit()
        self.practice = False
        self.home = Path()
        self.containers: Any = None
        self.closed = False
        self.refusal: Refused | None = None

    def read(self, use_case: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        return use_case(self.unit, *args, **kwargs)

    def write(self, use_case: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        if self.refusal is not None:
            raise self.refusal
        return use_case(self.unit, *args, **kwargs)

    async def aread(self, use_case: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        return self.read(use_case, *args, **kwargs)

    async def awrite(self, use_case: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        return self.write(use_case, *args, **kwargs)

    def close(self) -> None:
        self.closed = True


class MemoryOpener:
    """An opener of :class:`MemoryDesk`; ``practice`` opens without a lock."""

    def __init__(self, *, practice: bool = True, state: HomeState = HomeState.LOCKED) -> None:
        self.practice = practice
        self.home = Path()
        self.desks: list[MemoryDesk] = []
        self._state = state

    def _open(self) -> MemoryDesk:
        self.desks.append(MemoryDesk())
        return self.desks[-1]

    def state(self) -> HomeState:
        return self._state

    def unlock_practice(self) -> Any:
        return self._open()

    def unlock_with_passphrase(self, passphrase: str) -> Any:
        if passphrase != PASSPHRASE:
            raise Refused("key_wrong")
        return self._open()


class Blank(DirigoScreen[None]):
    """A screen with a name and nothing else."""

    def __init__(self, name: str = "blank") -> None:
        super().__init__()
        self.label = name

    def heading(self) -> Content:
        return Content(self.label)

    def body(self) -> Any:
        yield Static(Content(f"here is {self.label}"))

    def say_again(self) -> None:
        """The same in every language."""


def app_with(
    home: Callable[[], Screen[Any]] = Blank,
    *,
    opener: MemoryOpener | None = None,
    preferences: Preferences | None = None,
) -> DirigoApp:
    """The app with one screen of one's own as home, practice desk open."""
    entrances = Entrances(lambda: Blank("set-up"), lambda: Blank("unlock"), home)
    return DirigoApp(opener or MemoryOpener(), entrances, preferences)


def lines(app: App[Any]) -> list[str]:
    """What stands on the screen, line by line, without trailing blanks."""
    strips = app.screen._compositor.render_strips()
    return ["".join(segment.text for segment in strip).rstrip() for strip in strips]


def shown(app: App[Any]) -> str:
    """What stands on the screen."""
    return "\n".join(lines(app))


async def paste(pilot: Pilot[Any], text: str) -> None:
    """Put text into the focused field at once: a key at a time takes long."""
    focused = pilot.app.screen.focused
    assert focused is not None
    focused.post_message(events.Paste(text))
    await pilot.pause()
