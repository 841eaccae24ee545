"""On a real terminal: no colour where none is wanted, and the cursor where the focus is."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from e2e.terminal import Terminal

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(not Terminal.available(), reason="tmux is not installed"),
]

COLOUR = re.compile(r"\x1b\[[\d;]*\b(?:3[0-8]|4[0-8]|9\d|10\d)[\d;]*m")
"""Setting one; 39 and 49 go back to the terminal's own."""


def test_no_colours_and_a_cursor_that_follows(isolated_home: Path) -> None:
    environment = {
        "DIRIGO_HOME": str(isolated_home),
        "DIRIGO_KEYRING": "off",
        "NO_COLOR": "1",
        "PYTHONPATH": os.environ["PYTHONPATH"],
    }
    with Terminal("--practice", environment=environment) as terminal:
        screen = terminal.wait_until(lambda shown: " ▌ " in shown and "Framåt ·" in shown)
        assert not COLOUR.search(terminal.styled())
        marked = next(n for n, line in enumerate(screen.splitlines()) if line.startswith(" ▌"))
        assert terminal.cursor() == (1, marked)
        terminal.keys("Down")
        terminal.wait_until(lambda _shown: terminal.cursor() == (1, marked + 1), "the next row")
        terminal.keys("F3")
        terminal.wait_until(lambda _shown: terminal.cursor() == (5, 1), "the search field")
        terminal.type("an")
        terminal.wait_until(lambda _shown: terminal.cursor() == (7, 1), "two letters")
        terminal.keys("F12", "a")
        screen = terminal.wait_for("Anteckning ·")
        row = next(n for n, line in enumerate(screen.splitlines()) if "│ Text" in line)
        column, at = terminal.cursor()
        assert at == row
        assert column > screen.splitlines()[row].index("Text") + len("Text")
