"""A real terminal: tmux at a given size, driven by keys and read as text."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Mapping
from types import TracebackType

PATIENCE = 30.0
"""Seconds to wait for something to appear; reached only by a failure."""


class Terminal:
    """A program in a tmux session of its own, with its own server.

    Args:
        arguments: of ``dirigo``.
        environment: what is set besides the test's own environment.
        size: columns and rows.
    """

    def __init__(
        self, *arguments: str, environment: Mapping[str, str], size: tuple[int, int] = (80, 24)
    ) -> None:
        self._socket = f"dirigo-test-{uuid.uuid4().hex[:8]}"
        columns, rows = size
        self._tmux(
            "new-session", "-d", "-s", "t", "-x", str(columns), "-y", str(rows),
            *(part for name, value in environment.items() for part in ("-e", f"{name}={value}")),
            "exec cat",
        )  # fmt: skip
        self._tmux("set-option", "-g", "remain-on-exit", "on")
        self._tmux("set-option", "-g", "escape-time", "0")
        command = [sys.executable, "-m", "dirigo_tui", *arguments]
        self._tmux("respawn-pane", "-k", "-t", "t", *command)

    @staticmethod
    def available() -> bool:
        """Whether tmux is installed."""
        return shutil.which("tmux") is not None

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        subprocess.run(["tmux", "-L", self._socket, "kill-server"], check=False)

    def keys(self, *keys: str) -> None:
        """Press keys by tmux's names (``Enter``, ``C-z``, ``Escape``, ``F3``, ``a``)."""
        for key in keys:
            self._tmux("send-keys", "-t", "t", key)

    def type(self, text: str) -> None:
        """Type text as it stands."""
        self._tmux("send-keys", "-t", "t", "-l", text)

    def screen(self) -> str:
        """What the terminal shows."""
        return self._tmux("capture-pane", "-p", "-t", "t")

    def scrollback(self) -> str:
        """Everything the terminal holds, what has scrolled away included."""
        return self._tmux("capture-pane", "-p", "-S", "-", "-t", "t")

    def wait_until(self, holds: Callable[[str], bool], what: str = "what was waited for") -> str:
        """The screen, once a condition holds of it."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            screen = self.screen()
            if holds(screen):
                return screen
            time.sleep(0.05)
        raise AssertionError(f"never saw {what}; the screen shows\n{self.screen()}")

    def wait_for(self, *wanted: str) -> str:
        """The screen, once every wanted text is on it."""
        return self.wait_until(lambda screen: all(w in screen for w in wanted), str(wanted))

    def wait_until_gone(self, unwanted: str) -> str:
        """The screen, once a text is no longer on it."""
        return self.wait_until(lambda screen: unwanted not in screen, f"the last of {unwanted}")

    def process(self) -> int:
        """The process id of the program."""
        return int(self._tmux("display-message", "-p", "-t", "t", "#{pane_pid}"))

    def exit_code(self) -> int:
        """The exit code, once the program has ended."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            dead, status, signal = self._tmux(
                "display-message", "-p", "-t", "t",
                "#{pane_dead},#{pane_dead_status},#{pane_dead_signal}",
            ).strip().split(",")  # fmt: skip
            # tmux knows that a program has ended a moment before it knows how.
            if dead == "1" and (status or signal):
                return int(status) if status else -int(signal)
            time.sleep(0.05)
        raise AssertionError("the program has not ended")

    def _tmux(self, *arguments: str) -> str:
        done = subprocess.run(
            ["tmux", "-L", self._socket, "-f", "/dev/null", *arguments],
            capture_output=True, text=True, check=False,
            env=os.environ | {"LC_ALL": "C.UTF-8", "TERM": "xterm-256color"},
        )  # fmt: skip
        if done.returncode:
            raise AssertionError(f"tmux {arguments[0]}: {done.stderr}")
        return done.stdout
