"""What one call of ``dirigo`` knows: its options, and how to get at the desk."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

import click

from dirigo_tui.cli.identity_file import identity_text
from dirigo_tui.cli.output import Output
from dirigo_tui.domain.errors import Refused
from dirigo_tui.i18n.catalogue import _
from dirigo_tui.settings.passphrase_file import passphrase_from_file

# ``dirigo --help`` opens no desk.
if TYPE_CHECKING:
    from dirigo_tui.services.ports import Desk, DeskOpener, Locked

T = TypeVar("T")


class Composition(Protocol):
    """What ``bootstrap`` hands to the command line."""

    def opener(self, *, home: str | None, practice: bool, exclusive: bool) -> DeskOpener:
        """The opener of a home folder; ``exclusive`` takes the writer's lock at once."""

    def run_app(self, opener: DeskOpener, language: str) -> int:
        """Run the full-screen app in a language, "" for that of the settings; its exit code."""


@dataclass
class Invocation:
    """Options given before or after the command's name, and the way to the desk."""

    composition: Composition
    home: str | None = None
    practice: bool = False
    as_json: bool = False
    plain: bool = False
    language: str = ""
    output: Output = field(default_factory=lambda: Output("dirigo", as_json=False))

    def opener(self, *, exclusive: bool = False) -> DeskOpener:
        """The opener of the home folder in use."""
        return self.composition.opener(home=self.home, practice=self.practice, exclusive=exclusive)

    @contextmanager
    def desk(
        self, *, by_recovery_code: bool = False, identity_file: Path | None = None
    ) -> Iterator[Desk]:
        """The unlocked desk, closed afterwards.

        Unlocks by the practice slot, ``DIRIGO_PASSPHRASE_FILE``, the keyring, or a prompt, in
        that order; or by the recovery code or an identity file alone. Raises ``Refused``:
        ``no_database``, ``locked``, ``key_wrong`` ...
        """
        from dirigo_tui.services.ports import HomeState

        opener = self.opener()
        if not opener.practice and opener.state() is HomeState.EMPTY:
            raise Refused("no_database")
        desk = unlock(opener, by_recovery_code=by_recovery_code, identity_file=identity_file)
        if desk.practice and not self.as_json:
            self.output.say(_("ÖVNING – påhittade personer."))
        try:
            yield desk
        finally:
            desk.close()


def unlock(
    opener: Locked[T], *, by_recovery_code: bool = False, identity_file: Path | None = None
) -> T:
    """What is unlocked by whatever means there are without asking, else by a prompt.

    Args:
        opener: what is locked.
        by_recovery_code: by the recovery code and nothing else.
        identity_file: by the secret age keys in this file and nothing else.
    """
    from dirigo_tui.domain.vocabulary import SlotKind

    if by_recovery_code and identity_file:
        raise click.UsageError(_("Ange antingen --recovery-code eller --identity-file."))
    if opener.practice:
        return opener.unlock_practice()
    if by_recovery_code:
        return opener.unlock_with_recovery_code(_recovery_code())
    if identity_file:
        return opener.unlock_with_identity_file(identity_text(identity_file))
    passphrase = passphrase_from_file(os.environ.get("DIRIGO_PASSPHRASE_FILE", ""))
    if passphrase:
        return opener.unlock_with_passphrase(passphrase)
    unavailable = Refused("locked")
    if SlotKind.KEYRING in opener.slot_kinds():
        try:
            return opener.unlock_with_keyring()
        except Refused as refused:
            if refused.code != "keyring_unavailable":
                raise
            unavailable = refused
    if not sys.stdin.isatty():
        raise unavailable
    return opener.unlock_with_passphrase(ask_secret(_("Lösenfras: ")))


def _recovery_code() -> str:
    """The recovery code: asked for, or the first line of stdin when nobody can be asked."""
    if sys.stdin.isatty():
        return ask_secret(_("Återställningskod: "))
    return sys.stdin.readline().strip()


def ask_passphrase(opener: DeskOpener) -> str:
    """A passphrase that unlocks: from its file, else typed; "" when there is none.

    Raises ``Refused("locked")`` when there is one and nobody to ask for it.
    """
    from dirigo_tui.domain.vocabulary import SlotKind

    given = passphrase_from_file(os.environ.get("DIRIGO_PASSPHRASE_FILE", ""))
    if given or SlotKind.PASSPHRASE not in opener.slot_kinds():
        return given
    if not sys.stdin.isatty():
        raise Refused("locked")
    return ask_secret(_("Lösenfras: "))


def ask_new_passphrase() -> str:
    """A passphrase to set, typed twice. Raises ``Refused("passphrases_differ")``."""
    first = ask_secret(_("Ny lösenfras: "))
    if first != ask_secret(_("Samma lösenfras en gång till: ")):
        raise Refused("passphrases_differ")
    return first


def ask_secret(prompt: str) -> str:
    """A secret typed without echo; the prompt goes to stderr."""
    answer = click.prompt(
        prompt, hide_input=True, err=True, prompt_suffix="", default="", show_default=False
    )
    return str(answer)
