"""What is done with the desk as a whole, and not with one person."""

from __future__ import annotations

from typing import ClassVar

from dirigo_tui.i18n.catalogue import N_, _
from dirigo_tui.tui.commands import Command
from dirigo_tui.tui.screen import UsesDesk

IMPORT = Command(
    "caseload.import_list",
    "f9",
    N_("läs in lista"),
    N_("Läs in deltagare från en arbetsbok eller CSV-fil."),
    footer=False,
)
RECEIVE = Command(
    "caseload.receive",
    "",
    N_("ta emot fil"),
    N_("Ta emot en krypterad fil från en annan arbetsplats."),
    footer=False,
)
COHORT = Command(
    "caseload.cohort",
    "f6",
    N_("mål och resultat"),
    N_("Se hur det går för alla tillsammans, utan att någon pekas ut."),
    footer=False,
)
RETENTION = Command(
    "caseload.retention",
    "",
    N_("gallring"),
    N_("Visa akter som ska gallras, godkänn dem och gallra dem."),
    footer=False,
)
BACK_UP = Command(
    "caseload.back_up",
    "",
    N_("säkerhetskopiera"),
    N_("Skriv en säkerhetskopia: databasen och dess nycklar i en fil, krypterad."),
    footer=False,
)
PIN = Command(
    "caseload.pin",
    "",
    N_("pin-kod"),
    N_("Välj en PIN-kod för att sluta sitta tillsammans, eller ta bort den."),
    footer=False,
)


class WholeDesk(UsesDesk):
    """A screen from which it is done; stand it after the screen's own base."""

    commands: ClassVar[tuple[Command, ...]] = (IMPORT, RECEIVE, COHORT, RETENTION, BACK_UP, PIN)

    def action_import_list(self) -> None:
        """Read a file of participants."""
        from dirigo_tui.tui.screens.import_list import ImportScreen

        self.app.push_screen(ImportScreen())

    def action_receive(self) -> None:
        """Take in a file from another desk."""
        from dirigo_tui.tui.screens.receive import ReceiveScreen

        self.app.push_screen(ReceiveScreen())

    def action_cohort(self) -> None:
        """Show goals and outcomes of everybody."""
        from dirigo_tui.tui.screens.cohort import CohortScreen

        self.app.push_screen(CohortScreen())

    def action_retention(self) -> None:
        """Show the files whose time is up."""
        from dirigo_tui.tui.screens.retention import RetentionScreen

        self.app.push_screen(RetentionScreen())

    async def action_back_up(self) -> None:
        """Write a backup."""
        from dirigo_tui.tui.screens.backup import back_up

        await back_up(self)

    def action_pin(self) -> None:
        """Choose a PIN, or take it away."""
        from dirigo_tui.tui.screens.joint_pin import pin_dialog

        def saved(is_set: bool | None) -> None:
            if is_set is not None:
                self.notice(_("PIN-koden är vald.") if is_set else _("Det finns ingen PIN-kod."))

        self.app.push_screen(pin_dialog(self), saved)
