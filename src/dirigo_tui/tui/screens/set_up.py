"""The first run: whose desk it is, its passphrase, the recovery code, and how to begin.

The database is made after the second page. Until then nothing exists and Esc goes back; from then
on the desk is open and locks like any other. A code that was never typed back is replaced the next
time the desk is unlocked (``unlock.py``), so stopping anywhere loses nothing.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import partial
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Button

from dirigo_tui.domain.dates import today_in_sweden
from dirigo_tui.domain.errors import Refused
from dirigo_tui.forms import definitions
from dirigo_tui.forms.form import Form
from dirigo_tui.forms.set_up import mistakes, secrets
from dirigo_tui.i18n.catalogue import N_, _
from dirigo_tui.i18n.errors import sentence
from dirigo_tui.services.ports import Desk, SetUp
from dirigo_tui.services.set_up import recovery_code_shown
from dirigo_tui.tui.commands import Command
from dirigo_tui.tui.screen import DirigoScreen
from dirigo_tui.tui.widgets.form_pane import FormPane
from dirigo_tui.tui.widgets.page import Page
from dirigo_tui.tui.widgets.safe_text import safe
from dirigo_tui.tui.widgets.words import WordButton

STEPS = 4

GO_ON = Command("set_up.go_on", "ctrl+s", N_("fortsätt"), N_("Gå vidare till nästa steg."))


def step(number: int) -> Content:
    """The heading of a step."""
    return safe(_("Kom igång · {number} av {steps}").format(number=number, steps=STEPS))


def form_pane(form: Form, values: Mapping[str, Any] | None = None) -> FormPane:
    """The form. No day is asked for, so which day it is makes no difference."""
    return FormPane(form, form.texts(values or {}), today_in_sweden(datetime.now(UTC)))


class SetUpScreen(DirigoScreen[None]):
    """First: whose desk it is."""

    commands = (GO_ON,)

    def heading(self) -> Content:
        """The first step."""
        return step(1)

    def body(self) -> ComposeResult:
        """The names."""
        yield Page(
            N_("Välkommen"),
            (
                N_(
                    "Det som skrivs här sparas krypterat på den här datorn och ingen annanstans."
                    " Fyra korta steg, så är databasen klar. Först: vems är den?"
                ),
            ),
            form_pane(definitions.SET_UP),
            WordButton(N_("Fortsätt")),
        )

    def say_again(self) -> None:
        """All of it is said by its parts."""

    def on_mount(self) -> None:
        """Ask for the first name, and meanwhile whether there is a keyring."""
        self.query_one(FormPane).focus_field("organisation")
        opener = self.dirigo.opener
        self._keyring = asyncio.create_task(asyncio.to_thread(opener.keyring_available))

    @on(FormPane.Finished)
    @on(Button.Pressed)
    async def action_go_on(self) -> None:
        """Go on to the passphrase."""
        names = self.query_one(FormPane).parse()
        if names is not None:
            self.query_one(Page).say("" if self._keyring.done() else _("Ser efter en nyckelring …"))
            self.app.push_screen(PassphraseScreen(names, keyring=await self._keyring))


class PassphraseScreen(DirigoScreen[None]):
    """Second: what unlocks it. Then the database is made.

    Args:
        names: of organisation, desk and caseworker.
        keyring: whether the keyring of the computer can hold a key.
    """

    commands = (GO_ON,)

    def __init__(self, names: Mapping[str, str], *, keyring: bool) -> None:
        super().__init__()
        self._names = names
        self._keyring = keyring
        self._busy = False

    def heading(self) -> Content:
        """The second step."""
        return step(2)

    def body(self) -> ComposeResult:
        """The passphrase, twice, and whether the keyring unlocks too."""
        secret = N_(
            "Lösenfrasen låser upp databasen. Ingen kan ta fram den åt dig, men i nästa steg"
            " får du en kod som öppnar om den glöms."
        )
        keyring = N_(
            "Datorns nyckelring kan också låsa upp: då räcker det att du har loggat in på"
            " datorn. Med den får lösenfrasen vara tom."
        )
        yield Page(
            N_("Hur ska databasen låsas upp?"),
            (secret, keyring) if self._keyring else (secret,),
            form_pane(secrets(keyring=self._keyring), {"use_keyring": True}),
            WordButton(N_("Gör i ordning databasen")),
        )

    def say_again(self) -> None:
        """All of it is said by its parts."""

    def on_mount(self) -> None:
        """Ask for the passphrase."""
        self.query_one(FormPane).focus_field("passphrase")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nobody goes back while the database is being made."""
        return not self._busy and super().check_action(action, parameters)

    @on(FormPane.Finished)
    @on(Button.Pressed)
    def action_go_on(self) -> None:
        """Make the database and show the recovery code."""
        pane = self.query_one(FormPane)
        values = None if self._busy else pane.parse()
        if values is None:
            return
        if wrong := mistakes(values):
            pane.complain(wrong)
            return
        self._busy = True
        self.refresh_bindings()
        self.query_one(Page).say(_("Gör i ordning databasen …"))
        set_up = SetUp(
            passphrase=values["passphrase"],
            use_keyring=values.get("use_keyring", False),
            organisation=self._names["organisation"],
            desk=self._names["desk"],
            caseworker=self._names["caseworker"],
        )

        async def create() -> None:
            try:
                desk, code = await asyncio.to_thread(self._create, set_up)
            except Refused as refused:
                self._busy = False
                self.refresh_bindings()
                if self.is_attached:
                    self.query_one(Page).say(sentence(refused), bad=True)
            else:
                self._show_code(desk, code)

        # The app's worker, not the screen's: an open desk must not be lost on the way.
        self.app.run_worker(create())

    def _create(self, set_up: SetUp) -> tuple[Desk, str]:
        desk, code = self.dirigo.opener.create(set_up)
        desk.write(recovery_code_shown)
        return desk, code

    def _show_code(self, desk: Desk, code: str) -> None:
        from dirigo_tui.tui.screens.recovery_code import RecoveryCodeScreen
        from dirigo_tui.tui.screens.start import StartScreen

        app = self.dirigo

        def kept() -> None:
            app.push_screen(StartScreen())

        app.enter(desk, RecoveryCodeScreen(code, partial(step, 3), kept))
