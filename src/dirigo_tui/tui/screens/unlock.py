"""Unlocking the desk: by passphrase, by recovery code, or by the keyring of this computer."""

from __future__ import annotations

import asyncio
import os
from contextlib import suppress
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Button, Input

from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.vocabulary import SlotKind
from dirigo_tui.i18n.catalogue import N_, Lazy, _
from dirigo_tui.i18n.errors import sentence
from dirigo_tui.services.ports import Desk, DeskOpener
from dirigo_tui.services.set_up import recovery_code_kept, recovery_code_unproved
from dirigo_tui.settings.passphrase_file import VARIABLE, passphrase_from_file
from dirigo_tui.tui.commands import Command
from dirigo_tui.tui.screen import DirigoScreen
from dirigo_tui.tui.widgets.entry import Entry, SecretEntry
from dirigo_tui.tui.widgets.page import Page
from dirigo_tui.tui.widgets.safe_text import safe
from dirigo_tui.tui.widgets.words import WordButton, Words

if TYPE_CHECKING:
    from dirigo_tui.tui.app import DirigoApp

BY_PASSPHRASE = Command(
    "unlock.by_passphrase", "f5", N_("lösenfras"), N_("Lås upp med lösenfrasen.")
)
BY_CODE = Command(
    "unlock.by_code", "f6", N_("koden på papper"), N_("Lås upp med återställningskoden.")
)
BY_KEYRING = Command(
    "unlock.by_keyring", "f7", N_("nyckelring"), N_("Lås upp med datorns nyckelring.")
)

_WAYS = {
    "by_passphrase": SlotKind.PASSPHRASE,
    "by_code": SlotKind.RECOVERY,
    "by_keyring": SlotKind.KEYRING,
}

_WRONG: dict[SlotKind, Lazy] = {
    SlotKind.PASSPHRASE: N_(
        "Lösenfrasen stämmer inte. Skriv den igen: stora och små bokstäver är olika."
    ),
    SlotKind.RECOVERY: N_(
        "Koden är rätt skriven, men den öppnar inte den här databasen. Är det rätt papper?"
    ),
    SlotKind.KEYRING: N_(
        "Datorns nyckelring har en nyckel som inte passar. Lås upp på ett annat sätt."
    ),
}
"""What ``key_wrong`` means for each way; every other refusal has one sentence for all."""


class UnlockScreen(DirigoScreen[None]):
    """Asks for one key at a time."""

    commands = (BY_PASSPHRASE, BY_CODE, BY_KEYRING)

    DEFAULT_CSS = """
    UnlockScreen Horizontal { height: 1; }
    UnlockScreen #label { width: 22; }
    UnlockScreen Entry { width: 1fr; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._asked = SlotKind.PASSPHRASE
        self._kinds = frozenset({SlotKind.PASSPHRASE})
        self._busy = False

    def heading(self) -> Content:
        """What this is."""
        return safe(_("Databasen är låst"))

    def body(self) -> ComposeResult:
        """A field for the passphrase, one for the code; one of them is shown."""
        yield Page(
            N_("Lås upp"),
            (),
            Horizontal(
                Words(self._label, id="label"),
                SecretEntry(id=SlotKind.PASSPHRASE),
                Entry(id=SlotKind.RECOVERY),
            ),
            WordButton(N_("Lås upp")),
        )

    def on_mount(self) -> None:
        """Ask for the passphrase until it is known which keys there are."""
        self._ask(SlotKind.PASSPHRASE)
        self._look()

    @work
    async def _look(self) -> None:
        """Find out which keys there are; where the keyring has one, use it unasked."""
        try:
            self._kinds = await asyncio.to_thread(self.dirigo.opener.slot_kinds)
        except Refused as refused:
            self._page.say(sentence(refused), bad=True)
            return
        if SlotKind.PASSPHRASE not in self._kinds:
            self._ask(SlotKind.RECOVERY)
        self.refresh_bindings()
        # Whoever has locked the desk wants to be asked.
        if not self.dirigo.was_open:
            self._unlock_unasked()

    def _unlock_unasked(self) -> None:
        """Use the passphrase file, or the keyring, where there is one."""
        try:
            given = passphrase_from_file(os.environ.get(VARIABLE, ""))
        except Refused as refused:
            self._page.say(sentence(refused), bad=True)
            return
        if given:
            self._unlock(SlotKind.PASSPHRASE, given, _("Låser upp …"))
        elif SlotKind.KEYRING in self._kinds:
            self.action_by_keyring()

    def _label(self) -> Content:
        code = self._asked is SlotKind.RECOVERY
        return safe(_("Återställningskod") if code else _("Lösenfras"))

    def say_again(self) -> None:
        """All of it is said by its parts."""

    @property
    def _page(self) -> Page:
        return self.query_one(Page)

    @property
    def _field(self) -> Entry:
        return self.query_one(f"#{self._asked}", Entry)

    def _ask(self, kind: SlotKind) -> None:
        self._asked = kind
        self.query_one("#label", Words).say_again()
        for field in self.query(Entry):
            field.display = field is self._field
            field.value = ""
        self._field.focus()
        self._page.say("")
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the other ways there are, one at a time."""
        kind = _WAYS.get(action)
        if kind is not None:
            return kind in self._kinds and kind is not self._asked and not self._busy
        return super().check_action(action, parameters)

    def action_by_passphrase(self) -> None:
        """Ask for the passphrase."""
        self._ask(SlotKind.PASSPHRASE)

    def action_by_code(self) -> None:
        """Ask for the recovery code."""
        self._ask(SlotKind.RECOVERY)

    def action_by_keyring(self) -> None:
        """Ask the keyring."""
        self._unlock(SlotKind.KEYRING, "", _("Frågar nyckelringen …"))

    @on(Input.Submitted)
    @on(Button.Pressed)
    def _submitted(self) -> None:
        typed = self._field.value
        if typed:
            self._unlock(self._asked, typed, _("Låser upp …"))
        else:
            self._field.focus()

    @on(Input.Changed)
    def _typing(self, event: Input.Changed) -> None:
        if event.value and not self._busy:
            self._page.say("")

    def _unlock(self, kind: SlotKind, secret: str, words: str) -> None:
        if self._busy:
            return
        self._busy = True
        self.refresh_bindings()
        self._page.say(words)
        app = self.dirigo

        async def unlock() -> None:
            try:
                desk, code = await asyncio.to_thread(_open, app.opener, kind, secret)
            except Refused as refused:
                if self.is_attached:
                    self._tell(kind, refused)
            else:
                app.enter(desk, _new_code(app, code) if code else None)

        # The app's worker, not the screen's: a desk that is opened must not be lost on the way.
        app.run_worker(unlock())

    def _tell(self, kind: SlotKind, refused: Refused) -> None:
        self._busy = False
        self.refresh_bindings()
        if kind is SlotKind.PASSPHRASE:
            self._field.value = ""  # nobody sees what to correct in it
        self._field.focus()
        words = str(_WRONG[kind]) if refused.code == "key_wrong" else sentence(refused)
        self._page.say(words, bad=True)

    def explain(self) -> str:
        """What ``?`` says."""
        return _(
            "Lösenfrasen valdes när databasen gjordes i ordning. Är den glömd öppnar"
            " återställningskoden, den som skrevs på papper. Det som är sparat finns kvar."
        )


def _open(opener: DeskOpener, kind: SlotKind, secret: str) -> tuple[Desk, str]:
    """The open desk, and a new recovery code where the one it had was never proved to be kept."""
    if kind is SlotKind.RECOVERY:
        desk = opener.unlock_with_recovery_code(secret)
        desk.write(recovery_code_kept)
        return desk, ""
    keyring = kind is SlotKind.KEYRING
    desk = opener.unlock_with_keyring() if keyring else opener.unlock_with_passphrase(secret)
    code = ""
    with suppress(Refused):  # then it is asked for the next time
        if desk.read(recovery_code_unproved):
            code = opener.new_recovery_code(secret)
    return desk, code


def _new_code(app: DirigoApp, code: str) -> Screen[None]:
    from dirigo_tui.tui.screens.recovery_code import RecoveryCodeScreen

    def kept() -> None:
        app.call_later(app.show_home)

    why = N_(
        "Koden som visades när databasen gjordes i ordning skrevs aldrig in igen. Här är en ny,"
        " och den gamla gäller inte längre."
    )
    return RecoveryCodeScreen(code, lambda: safe(_("En ny återställningskod")), kept, why)
