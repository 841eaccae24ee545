"""Whatever people have written, the terminal gets no command of theirs: read from a real terminal's
raw bytes, screen after screen."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from fcntl import ioctl
from pathlib import Path

import pytest
from hostile_desk import make_hostile_desk
from trials import Trials

QUIET = 0.15
"""Seconds without output after which a screen stands still."""
PATIENCE = 30.0

SIZES = ((24, 80), (20, 60), (40, 120))
F5, F6, F12, DOWN, ESCAPE = "\x1b[15~", "\x1b[17~", "\x1b[24~", "\x1b[B", "\x1b"
PALETTE, SEARCH = "\x10", "\x1bOR"
WALK = (
    *("\r", "2", "3", "4", "5", "6", "1", "?", ESCAPE, "\t", DOWN, DOWN, "e", ESCAPE),
    *(PALETTE, "a", ESCAPE, "1", "s", ESCAPE, "6", "v", ESCAPE, F12),
    *(DOWN, "\r", "3", DOWN, "\r", ESCAPE, "p", ESCAPE, F12, SEARCH, "a", ESCAPE),
    *(F6, "t", ESCAPE, "?", ESCAPE, "\r", ESCAPE, F12),
    *(F5, "1", "\r", "\r", F12, "2", F12, "3", F12, "4", F12, F5, "\r"),
)
"""Keys: every section of a page, help, forms, palette, consents, who has read, printing, search,
goals and results, a joint session and its end."""
SEEN = ("Kartläggning", "Samtycken", "Mål och resultat", "Tillsammans", "[@click=app.leave]")
"""Words that tell that the walk has been there."""

ALLOWED = frozenset(range(0x20, 0x7F)) | {0x0A, 0x0D, 0x1B, 0x08, 0x0E, 0x0F}
HOSTILE_PIECES = ("\x1b[31m", "\x1b]52", "\x1b]0;", "\x9b", "\x07")
POINTER = re.compile("\x1b\\]22;[a-z]+\x07")
"""How Textual asks for the shape of the mouse pointer."""
DIRECTIONS = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


class Raw:
    """A program on a terminal of which every byte is read."""

    def __init__(self, home: Path, size: tuple[int, int], theme: str) -> None:
        self.seen = b""
        self._child, self._terminal = pty.fork()
        if not self._child:
            environment = os.environ | {
                "DIRIGO_HOME": str(home),
                "DIRIGO_TODAY": "2026-11-21",
                "DIRIGO_THEME": theme,
                "TERM": "xterm-256color",
                "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
            }
            command = [sys.executable, "-m", "dirigo_tui", "--practice"]
            os.execve(sys.executable, command, environment)
        ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", *size, 0, 0))

    def settle(self) -> bytes:
        """What is written until nothing more comes."""
        found = b""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            ready, _, _ = select.select([self._terminal], [], [], QUIET if found else PATIENCE)
            if not ready:
                break
            found += os.read(self._terminal, 65536)
        self.seen += found
        return found

    def press(self, key: str) -> None:
        os.write(self._terminal, key.encode())
        select.select([self._terminal], [], [], 0.5)
        if select.select([self._terminal], [], [], 0)[0]:
            self.settle()

    def end(self) -> None:
        os.kill(self._child, signal.SIGKILL)
        os.waitpid(self._child, 0)
        os.close(self._terminal)


def what_got_through(raw: bytes) -> list[str]:
    """Control characters and direction marks that no terminal program of ours would write."""
    text = POINTER.sub("", raw.decode("utf-8", "replace"))
    found = [repr(piece) for piece in (*HOSTILE_PIECES, *DIRECTIONS) if piece in text]
    return found + [repr(c) for c in set(text) if ord(c) < 0x20 and ord(c) not in ALLOWED]


@pytest.mark.e2e
def test_walking_through_hostile_texts(tmp_path: Path, trials: Trials) -> None:
    home = tmp_path / "home"
    make_hostile_desk(home)

    def trial(number: int) -> None:
        theme = ("dark", "light", "contrast")[number // len(SIZES) % 3]
        terminal = Raw(home, SIZES[number % len(SIZES)], theme)
        try:
            assert terminal.settle()
            for key in WALK:
                terminal.press(key)
        finally:
            terminal.end()
        shown = terminal.seen.decode("utf-8", "replace")
        assert [word for word in SEEN if word not in shown] == []
        assert not what_got_through(terminal.seen)

    trials.run("hostile texts on a real terminal: no command gets through", trial, quick=1, full=9)
