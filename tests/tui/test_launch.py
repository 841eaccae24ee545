"""On a real terminal: however the app ends, the terminal is left as it was and nothing is told."""

import os
import pty
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

PROGRAM = Path(__file__).with_name("terminal_app.py")
ALTERNATE_ON, ALTERNATE_OFF = b"\x1b[?1049h", b"\x1b[?1049l"
CURSOR_ON, MOUSE_OFF, PASTE_OFF = b"\x1b[?25h", b"\x1b[?1003l", b"\x1b[?2004l"
LIMIT = 15.0


def run_on_terminal(
    doing: str, act: Callable[[subprocess.Popen[bytes], int], None]
) -> tuple[int, bytes]:
    """Exit code and everything written, of the program on a terminal of its own."""
    ours, theirs = pty.openpty()
    program = subprocess.Popen(
        [sys.executable, str(PROGRAM), doing],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
        env={**os.environ, "TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24"},
    )
    os.close(theirs)
    written, acted, end = b"", False, time.monotonic() + LIMIT
    try:
        while time.monotonic() < end:
            if select.select([ours], [], [], 0.05)[0]:
                try:
                    piece = os.read(ours, 65536)
                except OSError:
                    break
                written += piece
            if not acted and b"here is blank" in written:
                acted = True
                act(program, ours)
        return program.wait(LIMIT), written
    finally:
        program.kill()
        os.close(ours)


def assert_left_clean(written: bytes) -> None:
    for sequence in (ALTERNATE_OFF, CURSOR_ON, MOUSE_OFF, PASTE_OFF):
        assert written.rindex(sequence) > written.rindex(ALTERNATE_ON)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it_in_good_order(number: signal.Signals) -> None:
    code, written = run_on_terminal("wait", lambda program, _tty: program.send_signal(number))
    assert code == 128 + number
    assert_left_clean(written)
    assert b"END closed=True drafts={'note:1': 'halvskrivet'}" in written
    assert b"Traceback" not in written


def test_a_terminal_that_vanishes_without_a_signal_ends_it_too() -> None:
    ours, theirs = pty.openpty()
    program = subprocess.Popen(
        [sys.executable, str(PROGRAM), "vanish"],
        stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True,
        env={**os.environ, "TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24"},
    )  # fmt: skip
    os.close(theirs)
    try:
        written, end = b"", time.monotonic() + LIMIT
        while b"here is blank" not in written and time.monotonic() < end:
            if select.select([ours], [], [], 0.05)[0]:
                written += os.read(ours, 65536)
        os.close(ours)
        assert program.wait(LIMIT) == 128 + signal.SIGHUP
    finally:
        program.kill()


def test_leaving_by_key() -> None:
    code, written = run_on_terminal("wait", lambda _program, tty: os.write(tty, b"\x11") and None)
    assert code == 0
    assert_left_clean(written)
    assert b"END closed=True" in written


@pytest.mark.parametrize("doing", ["crash", "worker"])
def test_an_error_of_ours_tells_no_values(doing: str) -> None:
    press = (lambda _p, tty: os.write(tty, b"x") and None) if doing == "crash" else lambda *_: None
    code, written = run_on_terminal(doing, press)
    text = written.decode()
    after = text[text.rindex("\x1b[?1049l") :]
    assert code == 1
    assert_left_clean(written)
    assert "Något gick fel i programmet" in after
    assert ("ValueError" if doing == "crash" else "LookupError") in after
    for secret in ("hemlig", "Samira", "Traceback", "locals"):
        assert secret not in text
    assert "END closed=True drafts={'note:1': 'halvskrivet'}" in after


def test_textual_variables_are_dropped_before_textual_reads_them(tmp_path: Path) -> None:
    log = tmp_path / "log"
    script = "import dirigo_tui.tui, os; from textual import constants; print(constants.LOG_FILE)"
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "TEXTUAL_LOG": str(log), "TEXTUAL": "debug,devtools"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "None\n"
    assert not log.exists()
