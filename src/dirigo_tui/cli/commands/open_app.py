"""``dirigo`` without a command: the full-screen app, or the plain caseload without a terminal."""

from __future__ import annotations

import os
import sys

from dirigo_tui.cli.invocation import Invocation


def has_screen() -> bool:
    """Whether a full-screen app can be drawn and typed in here."""
    dumb = os.environ.get("TERM", "") in ("", "dumb") and sys.platform != "win32"
    return sys.stdin.isatty() and sys.stdout.isatty() and not dumb


def open_app(invocation: Invocation) -> int:
    """Open the app; where there is no screen, print the caseload instead.

    Returns:
        The exit code.
    """
    if has_screen() and not invocation.plain and not invocation.as_json:
        opener = invocation.opener(exclusive=True)
        return invocation.composition.run_app(opener, invocation.language)
    from dirigo_tui.cli.commands.list_participants import print_caseload

    print_caseload(invocation)
    return 0
