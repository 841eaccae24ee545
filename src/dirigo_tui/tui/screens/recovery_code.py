"""The recovery code: shown once, then typed back from the paper to prove that it was kept."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Button, ContentSwitcher, Input, Static

from dirigo_tui.domain.errors import Refused
from dirigo_tui.i18n.catalogue import N_, Lazy, _
from dirigo_tui.i18n.errors import sentence
from dirigo_tui.services.set_up import recovery_code_kept
from dirigo_tui.tui.commands import Command
from dirigo_tui.tui.screen import DirigoScreen
from dirigo_tui.tui.widgets.entry import Entry
from dirigo_tui.tui.widgets.page import Page
from dirigo_tui.tui.widgets.safe_text import joined, safe
from dirigo_tui.tui.widgets.words import WordButton

GO_ON = Command(
    "recovery_code.go_on", "ctrl+s", N_("fortsätt"), N_("Gå vidare när koden står på papper.")
)
SHOW = Command("recovery_code.show", "escape,f12", N_("visa koden"), N_("Visa koden en gång till."))

GROUPS_A_LINE = 3

WHY = N_("Glöms lösenfrasen bort är det den här koden som öppnar databasen.")
"""Why a desk that is new has one."""


def in_lines(code: str) -> Content:
    """The code as it is easiest to copy by hand: three groups a line, wide apart."""
    groups = code.split("-")
    lines = [
        safe("   ".join(groups[start : start + GROUPS_A_LINE]), "bold")
        for start in range(0, len(groups), GROUPS_A_LINE)
    ]
    return joined(*lines, between="\n\n")


class RecoveryCodeScreen(DirigoScreen[None]):
    """Shows the code, then hides it and asks for it.

    Args:
        code: as the store gives it, groups with hyphens between.
        heading: the header line.
        kept: called when the code has been typed back.
        text: why it is shown.
    """

    commands = (GO_ON, SHOW)

    DEFAULT_CSS = """
    RecoveryCodeScreen ContentSwitcher { height: 1fr; }
    RecoveryCodeScreen #code { padding: 1 4; background: $surface; width: auto; }
    """

    def __init__(
        self,
        code: str,
        heading: Callable[[], Content],
        kept: Callable[[], None],
        text: Lazy = WHY,
    ) -> None:
        super().__init__()
        self._code = code
        self._heading = heading
        self._kept = kept
        self._text = text

    def heading(self) -> Content:
        """Where this stands among the steps."""
        return self._heading()

    def body(self) -> ComposeResult:
        """Two pages: the code, and the field for it."""
        how = N_(
            "Den visas bara nu. Skriv den på papper och lås in papperet någonstans där du hittar"
            " det om ett år."
        )
        proof = N_("Så vet vi båda att den går att läsa. Stora eller små bokstäver går lika bra.")
        yield ContentSwitcher(
            Page(
                N_("Återställningskoden"),
                (self._text, how),
                Static(in_lines(self._code), id="code"),
                WordButton(N_("Den står på papper")),
                id="shown",
            ),
            Page(
                N_("Skriv koden från papperet"),
                (proof,),
                Entry(id="typed"),
                WordButton(N_("Fortsätt")),
                id="asked",
            ),
            initial="shown",
        )

    def on_mount(self) -> None:
        """Begin with the code."""
        self.action_show()

    def say_again(self) -> None:
        """All of it is said by its parts."""

    @property
    def _asking(self) -> bool:
        return self.query_one(ContentSwitcher).current == "asked"

    def _turn_to(self, page: str) -> None:
        self.query_one(ContentSwitcher).current = page
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The way back is to the code, and only from the other page."""
        if action == "show":
            return self.is_mounted and self._asking
        return action != "back" and super().check_action(action, parameters)

    def action_show(self) -> None:
        """Show the code."""
        self._turn_to("shown")
        self.query_one("#shown Button").focus()

    @on(Button.Pressed)
    @on(Input.Submitted)
    async def action_go_on(self) -> None:
        """Hide the code and ask for it; then look whether it opens the desk."""
        if not self._asking:
            self._turn_to("asked")
            self.query_one(Entry).focus()
            return
        page, field = self.query_one("#asked", Page), self.query_one(Entry)
        try:
            await asyncio.to_thread(self.dirigo.opener.check_recovery_code, field.value)
        except Refused as refused:
            page.say(_wrong(refused), bad=True)
            field.focus()
            return
        await self.desk.awrite(recovery_code_kept)
        self._kept()

    @on(Input.Changed)
    def _typing(self) -> None:
        self.query_one("#asked", Page).say("")


def _wrong(refused: Refused) -> str:
    """A slip of the hand told from another code: both are refused, what to do differs."""
    if refused.code == "key_wrong":
        return _("Det är en riktig kod, men inte den som visades nyss. Är det ett äldre papper?")
    return sentence(refused)
