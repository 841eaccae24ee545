"""Copying in the app: from field to field, never out of it, and not for long."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openers import CheapOpener
from textual.app import ComposeResult
from textual.screen import Screen

from dirigo_tui.tui import own_clipboard
from dirigo_tui.tui.app import DirigoApp, Entrances
from dirigo_tui.tui.widgets.entry import Entry, SecretEntry


class Fields(Screen[None]):
    def compose(self) -> ComposeResult:
        yield Entry("Samira Nordin", id="name")
        yield Entry(id="other")
        yield SecretEntry(id="secret")


@pytest.fixture
def app(tmp_path: Path) -> DirigoApp:
    opener = CheapOpener(tmp_path / "home")
    return DirigoApp(opener, Entrances(set_up=Fields, unlock=Fields, home=Fields))


@pytest.fixture
def written(app: DirigoApp, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the terminal gets, beside the picture."""
    kept: list[str] = []
    monkeypatch.setattr(own_clipboard, "KEPT", 0.5)
    original = app._build_driver

    def build(*args: Any, **kwargs: Any) -> Any:
        driver = original(*args, **kwargs)
        monkeypatch.setattr(driver, "write", kept.append)
        return driver

    monkeypatch.setattr(app, "_build_driver", build)
    return kept


async def test_a_copy_reaches_the_next_field_and_no_other_program(
    app: DirigoApp, written: list[str]
) -> None:
    async with app.run_test() as pilot:
        await pilot.pause()
        app.screen.query_one("#name", Entry).focus()
        app.screen.query_one("#name", Entry).action_select_all()
        await pilot.press("ctrl+c")
        app.screen.query_one("#other", Entry).focus()
        await pilot.press("ctrl+v")
        assert app.screen.query_one("#other", Entry).value == "Samira Nordin"
        assert "\x1b]52" not in "".join(written)
        await pilot.pause(0.6)
        assert app.clipboard == ""


async def test_a_passphrase_is_not_copied_at_all(app: DirigoApp, written: list[str]) -> None:
    async with app.run_test() as pilot:
        await pilot.pause()
        secret = app.screen.query_one(SecretEntry)
        secret.value = "sju sjösjuka sjömän"
        secret.focus()
        secret.action_select_all()
        await pilot.press("ctrl+c", "ctrl+x")
        assert app.clipboard == ""
        assert secret.value == "sju sjösjuka sjömän"
