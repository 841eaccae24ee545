"""Which screens the app opens by itself. They are imported when shown, not when the app starts."""

from __future__ import annotations

from typing import Any

from textual.screen import Screen

from dirigo_tui.services.ports import DeskOpener
from dirigo_tui.settings.preferences import Preferences
from dirigo_tui.tui.app import DirigoApp, Entrances


def _set_up() -> Screen[Any]:
    from dirigo_tui.tui.screens.set_up import SetUpScreen

    return SetUpScreen()


def _unlock() -> Screen[Any]:
    from dirigo_tui.tui.screens.unlock import UnlockScreen

    return UnlockScreen()


def _waiting() -> Screen[Any]:
    from dirigo_tui.tui.screens.waiting import WaitingScreen

    return WaitingScreen()


def _home() -> Screen[Any]:
    from dirigo_tui.tui.screens.caseload import CaseloadScreen

    return CaseloadScreen()


def _joint() -> Screen[Any]:
    from dirigo_tui.tui.screens.joint_home import JointHome

    return JointHome()


def make_app(opener: DeskOpener, preferences: Preferences) -> DirigoApp:
    """The app with its real screens."""
    return DirigoApp(opener, Entrances(_set_up, _unlock, _home, _waiting, _joint), preferences)
