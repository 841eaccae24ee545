"""A real terminal: tmux at a given size, driven by keys and read as text."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType

PATIENCE = 30.0
"""Seconds to wait for something to appear; reached only by a failure."""

NOTED = """
sh -c 'echo $$ > "$0/pid"; exec "$@"' "$@"; echo $? > "$1/code"
"""
"""Runs a program and notes its process id and its exit code in a folder, the first argument. tmux
can tell of both, but now and then it misses that its child has ended and never says how."""


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
        self._noted = Path(tempfile.mkdtemp(prefix="dirigo-terminal-"))
        self._tmux(
            "respawn-pane", "-k", "-t", "t", "sh", "-c", NOTED, "sh", str(self._noted),
            sys.executable, "-m", "dirigo_tui", *arguments,
        )  # fmt: skip

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
        shutil.rmtree(self._noted)

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

    def title(self) -> str:
        """What the program calls its window."""
        return self._tmux("display-message", "-p", "-t", "t", "#{pane_title} #{window_name}")

    def cursor(self) -> tuple[int, int]:
        """Column and row of the terminal's own cursor, shown or not."""
        column, row = self._tmux(
            "display-message", "-p", "-t", "t", "#{cursor_x} #{cursor_y}"
        ).split()
        return int(column), int(row)

    def styled(self) -> str:
        """What the terminal shows, with the sequences for colours and attributes."""
        return self._tmux("capture-pane", "-p", "-e", "-t", "t")

    def resize(self, columns: int, rows: int) -> None:
        """Make the terminal another size."""
        self._tmux("resize-window", "-t", "t", "-x", str(columns), "-y", str(rows))

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
        return self._read("pid")

    def exit_code(self) -> int:
        """The exit code, once the program has ended; 128 + n when signal n ended it."""
        return self._read("code")

    def _read(self, name: str) -> int:
        """A number noted by the shell around the program, once it is there."""
        file = self._noted / name
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            if file.exists() and (noted := file.read_text()).endswith("\n"):
                return int(noted)
            time.sleep(0.05)
        raise AssertionError(f"no {name} of the program; the screen shows\n{self.screen()}")

    def _tmux(self, *arguments: str) -> str:
        done = subprocess.run(
            ["tmux", "-L", self._socket, "-f", "/dev/null", *arguments],
            capture_output=True, text=True, check=False,
            env=os.environ | {"LC_ALL": "C.UTF-8", "TERM": "xterm-256color"},
        )  # fmt: skip
        if done.returncode:
            raise AssertionError(f"tmux {arguments[0]}: {done.stderr}")
        return done.stdout
