"""Leaving a joint session: whoever leaves shows that the desk is theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input

from dirigo_tui.domain.errors import Refused
from dirigo_tui.i18n.catalogue import _
from dirigo_tui.tui.screen import DirigoDialog
from dirigo_tui.tui.widgets.chrome import FooterLine, NoticeLine
from dirigo_tui.tui.widgets.entry import SecretEntry
from dirigo_tui.tui.widgets.safe_text import safe
from dirigo_tui.tui.widgets.words import Words

if TYPE_CHECKING:
    from dirigo_tui.tui.app import DirigoApp


class LeaveDialog(DirigoDialog[None]):
    """Asks for the passphrase, the recovery code or the PIN; one field takes any of them."""

    DEFAULT_CSS = """
    LeaveDialog > .box { width: 60; padding: 1 2; }
    LeaveDialog .label { margin-bottom: 1; }
    LeaveDialog FooterLine, LeaveDialog NoticeLine { dock: none; margin: 1 0 0 0; padding: 0; }
    """

    _busy = False

    def compose(self) -> ComposeResult:
        """The field, and what was said about it."""
        with Vertical(classes="box") as box:
            box.border_title = self._title
            yield Words(
                lambda: safe(_("Skriv din lösenfras eller PIN-kod för att sluta.")), classes="label"
            )
            yield SecretEntry()
            yield NoticeLine()
            yield FooterLine()

    @property
    def _title(self) -> Content:
        return safe(_("Handläggaren"))

    def say_again(self) -> None:
        """Ask in the language in use by now."""
        self.query_one(".box").border_title = self._title

    @on(Input.Submitted)
    def _submitted(self) -> None:
        field = self.query_one(SecretEntry)
        secret, field.value = field.value, ""
        if secret and not self._busy:
            self._busy = True
            self.notice(_("Prövar …"))
            # By the app: when it succeeds, this dialog is taken away while it waits.
            self.app.run_worker(self._leave(secret))

    async def _leave(self, secret: str) -> None:
        try:
            await self.dirigo.end_joint(secret)
        except Refused as refused:
            if self.is_attached:
                from dirigo_tui.i18n.errors import sentence

                self._busy = False
                self.query_one(NoticeLine).say(sentence(refused), bad=True)

    def explain(self) -> str:
        """What ``?`` says."""
        return _(
            "Här slutar det gemensamma läget. Det kräver handläggarens lösenfras, en PIN-kod som"
            " handläggaren har valt, eller återställningskoden. Esc går tillbaka."
        )


def leave_practice(app: DirigoApp) -> None:
    """Ask before leaving in practice, where there is nothing to protect and no passphrase."""
    from dirigo_tui.tui.widgets.confirm import ConfirmDialog

    def answered(confirmed: bool | None) -> None:
        if confirmed:
            app.run_worker(app.end_joint(""))

    dialog = ConfirmDialog(
        _("Sluta sitta tillsammans?"),
        _("Sluta"),
        _("Det här är övning. På riktigt krävs handläggarens lösenfras eller PIN-kod."),
    )
    app.push_screen(dialog, answered)
