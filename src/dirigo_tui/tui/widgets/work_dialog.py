"""Long work in a dialog: how far it has come, and Esc gives it up."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar

from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical

from dirigo_tui.domain.errors import Refused
from dirigo_tui.i18n.catalogue import _
from dirigo_tui.i18n.errors import sentence
from dirigo_tui.services.progress import Progress
from dirigo_tui.tui.following import Following
from dirigo_tui.tui.screen import LOCKED, DirigoDialog
from dirigo_tui.tui.widgets.busy import Busy
from dirigo_tui.tui.widgets.chrome import FooterLine
from dirigo_tui.tui.widgets.safe_text import safe

T = TypeVar("T")


class WorkDialog(DirigoDialog[T]):
    """The result is that of the work; None when it was refused or given up, which is told then.

    Args:
        title: what is being done.
        job: does it, on a thread of its own, and tells how far it has come.
    """

    DEFAULT_CSS = """
    WorkDialog Busy { padding: 0; }
    WorkDialog FooterLine { dock: none; margin-top: 1; padding: 0; }
    """

    def __init__(self, title: str, job: Callable[[Progress], T]) -> None:
        super().__init__()
        self._title = title
        self._job = job
        self._following: Following | None = None

    def compose(self) -> ComposeResult:
        """The bar."""
        with Vertical(classes="box") as box:
            box.border_title = safe(self._title)
            yield Busy(self._title)
            yield FooterLine()

    def on_mount(self) -> None:
        """Begin."""
        self._work()

    @work
    async def _work(self) -> None:
        self._following = Following(self.query_one(Busy))
        try:
            self.dismiss(await asyncio.to_thread(self._job, self._following))
        except Refused as refused:
            if refused.code not in LOCKED:
                self.dismiss(None)
                self.app.call_later(self.notice, sentence(refused))

    async def action_back(self) -> None:
        """Have the work given up; the dialog closes when it has been."""
        if self._following is not None:
            self._following.stop()

    def explain(self) -> str:
        """What ``?`` says."""
        return _("Esc avbryter. Då är allt som det var innan.")
