"""Garbage is not looked for during the start, and is from then on."""

import asyncio
import gc
from typing import Any, cast

import pytest

from dirigo_tui.settings.preferences import Preferences
from dirigo_tui.tui import entrances, launch


class Watching:
    """Stands in for the app: looks at the collector instead of running."""

    return_code = 0

    def __init__(self) -> None:
        self.looked: list[bool] = []

    async def run_async(self) -> None:
        self.looked.append(gc.isenabled())
        async with asyncio.timeout(5):
            while not gc.isenabled():
                await asyncio.sleep(0)
        self.looked.append(gc.isenabled())

    async def secure(self) -> None:
        pass


def test_garbage_is_collected_once_the_start_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    app = Watching()
    monkeypatch.setattr(launch, "SETTLED", 0.01)
    monkeypatch.setattr(entrances, "make_app", lambda *_: app)
    try:
        assert launch.run(cast("Any", None), Preferences()) == 0
    finally:
        gc.enable()
        gc.unfreeze()
    assert app.looked == [False, True]
