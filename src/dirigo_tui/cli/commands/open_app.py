"""``dirigo`` without a command: the full-screen app, or plain mode where there is no screen."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from dirigo_tui.cli.invocation import Invocation


def has_screen() -> bool:
    """Whether a full-screen app can be drawn and typed in here."""
    dumb = os.environ.get("TERM", "") in ("", "dumb") and sys.platform != "win32"
    return sys.stdin.isatty() and sys.stdout.isatty() and not dumb


def has_answers() -> bool:
    """Whether there is somebody, or something, to read answers from: not so for a job whose input
    is the null device."""
    try:
        given = os.fstat(sys.stdin.fileno())
    except (AttributeError, OSError, ValueError):  # closed, or a stand-in
        return False
    return sys.stdin.isatty() or not os.path.samestat(given, Path(os.devnull).stat())


def open_app(invocation: Invocation) -> int:
    """Open the app; without a screen, or with ``--plain``, ask in plain lines.

    Where nobody can answer, print the caseload.

    Returns:
        The exit code.
    """
    if has_screen() and not invocation.plain and not invocation.as_json:
        opener = invocation.opener(exclusive=True)
        return invocation.composition.run_app(opener, invocation.language)
    if has_answers() and not invocation.as_json:
        from dirigo_tui.cli.plain.session import run

        return run(invocation)
    from dirigo_tui.cli.commands.list_participants import print_caseload

    print_caseload(invocation)
    return 0
