"""Undo and redo on a screen, told in sentences; what is not fresh is asked about first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar

from dirigo_tui.domain.dates import today_in_sweden
from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.records import JournalEntry
from dirigo_tui.i18n.catalogue import N_, Lazy, _
from dirigo_tui.services.history import redo, undo
from dirigo_tui.tui.commands import REDO, UNDO, Command
from dirigo_tui.tui.screen import UsesDesk

FRESH = timedelta(hours=12)
"""What is older is not taken back by one key alone."""

UNDONE = N_("Ångrat: {what} Ctrl+R gör om det.")
REDONE = N_("Gjort om: {what}")

_NOTHING = frozenset({"nothing_to_undo", "nothing_to_redo"})


class TakesBack(UsesDesk):
    """A screen with undo and redo; stand it after the screen's own base."""

    commands: ClassVar[tuple[Command, ...]] = (UNDO, REDO)

    def whose_changes(self) -> str | None:
        """Participant id of the file whose changes are taken back; None for anybody's."""
        raise NotImplementedError

    def taken_back(self, entry: JournalEntry, said: str) -> None:
        """Show what stands by now, and say what was done."""
        raise NotImplementedError

    async def action_undo(self) -> None:
        """Take back the latest change; ask first when it is not fresh."""
        await self._wind(undo, UNDONE, datetime.now(UTC) - FRESH)

    async def action_redo(self) -> None:
        """Do again what was taken back."""
        await self._wind(redo, REDONE)

    async def _wind(self, use_case: Callable[..., JournalEntry], said: Lazy, *since: Any) -> None:
        try:
            entry = await self.write(use_case, self.whose_changes(), *since)
        except Refused as refused:
            self._not_wound(refused)
        else:
            self.taken_back(entry, str(said).format(what=_told(entry)))

    def _not_wound(self, refused: Refused) -> None:
        from dirigo_tui.i18n.errors import sentence

        entry = refused.params.get("entry")
        if isinstance(entry, JournalEntry):
            self._ask(entry)
        elif refused.code in _NOTHING:
            self.notice(sentence(refused))  # no mistake, and nothing that was not saved
        else:
            self.show_refused(refused)

    def _ask(self, entry: JournalEntry) -> None:
        from dirigo_tui.i18n.formats import long_day
        from dirigo_tui.tui.widgets.confirm import ConfirmDialog

        async def answered(confirmed: bool | None) -> None:
            if confirmed:
                await self._wind(undo, UNDONE)

        question = _("Ta tillbaka något från {day}?")
        day = long_day(today_in_sweden(entry.at))
        dialog = ConfirmDialog(question.format(day=day), _("Ångra"), _told(entry))
        self.app.push_screen(dialog, answered)


def _told(entry: JournalEntry) -> str:
    from dirigo_tui.i18n.history import told_of

    return told_of(entry, today_in_sweden(datetime.now(UTC)))
