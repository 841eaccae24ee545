"""From start to quit: setting up, unlocking, working, locking."""

from __future__ import annotations

import os
import select
import sys

import click

from dirigo_tui.cli.invocation import Invocation, ask_secret, unlock
from dirigo_tui.cli.plain.console import Console, Ended, LockedByItself
from dirigo_tui.cli.plain.filling import Filler, Stopped
from dirigo_tui.cli.plain.home import home
from dirigo_tui.cli.plain.joint import LockedTogether, together
from dirigo_tui.cli.plain.place import Place
from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.vocabulary import SlotKind
from dirigo_tui.i18n.catalogue import _
from dirigo_tui.services.ports import Desk, DeskOpener, HomeState
from dirigo_tui.services.set_up import recovery_code_kept, recovery_code_unproved
from dirigo_tui.settings.passphrase_file import VARIABLE, passphrase_from_file
from dirigo_tui.settings.preferences import load


class _Lines:
    """Reads lines, where somebody sits at a terminal not for longer than that without one.

    Attributes:
        patience: seconds; 0 waits for ever.
    """

    def __init__(self) -> None:
        if hasattr(sys.stdin, "reconfigure"):
            sys.stdin.reconfigure(errors="replace")
        self.patience = 0.0
        self.watched = sys.stdin.isatty()

    def __call__(self) -> str:
        """The next line, "" at the end. Raises ``LockedByItself``."""
        waits = self.patience > 0 and self.watched and sys.platform != "win32"
        if waits and not select.select([sys.stdin], [], [], self.patience)[0]:
            raise LockedByItself
        return sys.stdin.readline()


def run(invocation: Invocation) -> int:
    """Talk until somebody quits or the input ends; the exit code.

    Raises:
        Refused: what kept the desk shut where nobody could be asked for another key.
    """
    opener = invocation.opener(exclusive=True)
    minutes = load(opener.paths()["settings"], os.environ).auto_lock_minutes
    lines = _Lines()
    console = Console(lines, echoes=lines.watched)
    if opener.practice:
        console.say(_("ÖVNING – påhittade personer."))
    try:
        desk, sitting = _open(opener, console), ""
        while True:
            lines.patience = minutes * 60.0
            sitting = _work(desk, console, sitting)
            lines.patience = 0.0
            console.say(_("Låst."))
            desk = _open_again(opener, console)
    except (Ended, KeyboardInterrupt):
        console.say("", _("Avslutat."))
    return 0


def _work(desk: Desk, console: Console, sitting: str) -> str:
    """Work until somebody locks, or nobody has answered for too long.

    Args:
        sitting: the participant somebody sits together with from the beginning, or "".

    Returns:
        As ``sitting``, for when the desk is unlocked again.

    Raises:
        Ended: to quit.
    """
    place = Place(console, desk, Filler(console, desk, _secret))
    try:
        if sitting:
            together(place, sitting)
        home(place)
    except LockedTogether as locked:
        console.say("")
        return locked.participant_id
    except LockedByItself:
        console.say("")
    finally:
        desk.close()
    return ""


def _secret(prompt: str) -> str:
    """Something nobody may see. Raises ``Stopped`` where nobody can type it unseen."""
    if not sys.stdin.isatty():
        raise Stopped
    try:
        return ask_secret(prompt)
    except click.Abort:
        raise KeyboardInterrupt from None


def _open(opener: DeskOpener, console: Console) -> Desk:
    """The desk, unlocked without asking where that is possible."""
    if opener.practice:
        return opener.unlock_practice()
    if opener.state() is HomeState.EMPTY:
        if not sys.stdin.isatty():
            raise Refused("no_database")
        from dirigo_tui.cli.plain.set_up import set_up

        return set_up(opener, console, _secret)
    by_file = bool(os.environ.get(VARIABLE))
    if by_file or SlotKind.KEYRING in opener.slot_kinds() or not sys.stdin.isatty():
        return unlock(opener)
    return _ask(opener, console)


def _open_again(opener: DeskOpener, console: Console) -> Desk:
    """Whoever has locked the desk wants to be asked, where somebody can be asked."""
    console.ask(_("Enter låser upp"))
    if opener.practice:
        return opener.unlock_practice()
    if not sys.stdin.isatty():
        return opener.unlock_with_passphrase(passphrase_from_file(os.environ.get(VARIABLE, "")))
    if SlotKind.PASSPHRASE not in opener.slot_kinds():
        return unlock(opener)
    return _ask(opener, console)


def _ask(opener: DeskOpener, console: Console) -> Desk:
    """Ask for the passphrase, or the recovery code, until one of them opens."""
    while True:
        typed = _secret(_("Lösenfras (Enter för återställningskod): "))
        try:
            if typed:
                desk = opener.unlock_with_passphrase(typed)
                _renew_code(opener, console, desk, typed)
                return desk
            code = _secret(_("Återställningskod (Enter för lösenfras): "))
            if code:
                desk = opener.unlock_with_recovery_code(code)
                desk.write(recovery_code_kept)
                return desk
        except Refused as refused:
            if refused.code not in ("key_wrong", "recovery_code_mistyped"):
                raise
            console.refuse(refused)


def _renew_code(opener: DeskOpener, console: Console, desk: Desk, passphrase: str) -> None:
    """Show a new recovery code where nobody ever proved to have kept the one that was shown."""
    if desk.read(recovery_code_unproved):
        from dirigo_tui.cli.plain.set_up import keep_code

        console.say(
            _(
                "Koden som visades när databasen gjordes i ordning skrevs aldrig in igen. Här är"
                " en ny, och den gamla gäller inte längre."
            )
        )
        keep_code(opener, console, desk, opener.new_recovery_code(passphrase))
