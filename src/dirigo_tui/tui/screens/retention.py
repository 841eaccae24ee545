"""Gallring: the files whose time is up, two people's approval, and destroying them."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

from textual.app import ComposeResult
from textual.content import Content

from dirigo_tui.domain.vocabulary import Access
from dirigo_tui.forms.keeping import APPROVAL
from dirigo_tui.i18n.catalogue import N_, _, n_
from dirigo_tui.i18n.retention import certified, due_cells
from dirigo_tui.services import retention
from dirigo_tui.services.retention import Certificate, DueFile
from dirigo_tui.tui.commands import Command
from dirigo_tui.tui.screen import DirigoScreen, tells_refusals
from dirigo_tui.tui.widgets.safe_text import safe
from dirigo_tui.tui.widgets.virtual_list import VirtualList

APPROVE = Command(
    "retention.approve", "g", N_("godkänn"), N_("Godkänn att akten på raden gallras.")
)
DESTROY = Command(
    "retention.destroy",
    "x",
    N_("gallra"),
    N_("Gallra alla akter som två personer har godkänt. Det går inte att ångra."),
)
CERTIFICATES = Command(
    "retention.certificates", "i", N_("intyg"), N_("Visa intygen om det som har gallrats.")
)


def _lines(file: DueFile, _width: int) -> tuple[Content, Content]:
    reference, name, until, standing = due_cells(file)
    return safe(f"{reference}  {name}"), safe(f"{until} · {standing}", "$quiet")


class RetentionScreen(DirigoScreen[None]):
    """The list, the first to be finished first."""

    commands = (APPROVE, DESTROY, CERTIFICATES)

    def __init__(self) -> None:
        super().__init__()
        self._files: list[DueFile] = []

    def heading(self) -> Content:
        """What the lines are."""
        return safe(_("Gallring"))

    def aside(self) -> Content:
        """How many there are."""
        count = len(self._files)
        return safe(n_("{n} akt", "{n} akter", count).format(n=count), "$quiet")

    def body(self) -> ComposeResult:
        """The list."""
        yield VirtualList[DueFile](
            load=self._load,
            draw=_lines,
            row_id=lambda file: file.id,
            row_height=2,
            empty=N_("Ingen akt ska gallras nu."),
        )

    async def on_mount(self) -> None:
        """Read and show them."""
        self.query_one(VirtualList).focus()
        await self._read()
        self.note_access(Access.LISTED)

    def say_again(self) -> None:
        """Tell it in the language in use by now."""
        self.run_worker(self._read())

    @tells_refusals
    async def _read(self) -> None:
        self._files = await self.read(retention.due_files)
        self.query_one(VirtualList).show([file.id for file in self._files], rows=self._files)
        self.refresh_header()
        self.refresh_bindings()

    async def _load(self, ids: Sequence[str]) -> Sequence[DueFile]:
        return [file for file in self._files if file.id in ids]

    @property
    def _marked(self) -> DueFile | None:
        marked = self.query_one(VirtualList).marked_id if self.is_mounted else None
        return next((file for file in self._files if file.id == marked), None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what there is something to do it to."""
        if action == "approve":
            return True if self._marked else None
        if action == "destroy":
            return True if any(file.may_be_destroyed for file in self._files) else None
        return super().check_action(action, parameters)

    def action_approve(self) -> None:
        """Ask who approves."""
        from dirigo_tui.tui.widgets.form_dialog import FormDialog

        file = self._marked
        if file is None:
            return

        async def save(values: dict[str, Any]) -> DueFile:
            return await self.write(retention.approve, file.reference, values["person"])

        self.app.push_screen(FormDialog(APPROVAL, save, whose=file.name), self._approved)

    async def _approved(self, approved: DueFile | None) -> None:
        if approved is not None:
            await self._read()

    def action_destroy(self) -> None:
        """Ask, naming how many."""
        from dirigo_tui.tui.widgets.confirm import ConfirmDialog

        count = sum(file.may_be_destroyed for file in self._files)
        question = n_("Gallra {n} akt?", "Gallra {n} akter?", count).format(n=count)
        consequence = _(
            "Allt i dem försvinner och går inte att få tillbaka. Kvar blir ett intyg utan innehåll."
        )
        self.app.push_screen(ConfirmDialog(question, _("Gallra"), consequence), self._destroy)

    @tells_refusals
    async def _destroy(self, confirmed: bool | None) -> None:
        if confirmed:
            written = await asyncio.to_thread(retention.destroy, self.desk)
            self.dirigo.saved()
            await self._read()
            self._show(written)

    @tells_refusals
    async def action_certificates(self) -> None:
        """Show every certificate."""
        self._show(await self.read(retention.certificates))

    def _show(self, written: Sequence[Certificate]) -> None:
        from dirigo_tui.tui.screens.lines import LinesScreen

        self.app.push_screen(
            LinesScreen(
                _("Intyg om gallring"),
                [certified(certificate) for certificate in written],
                _("Inget har gallrats."),
                _("Ett intyg för varje akt: att den gallrades, när och av vem, och inget mer."),
            )
        )

    def explain(self) -> str:
        """What ``?`` says."""
        return _(
            "Akter där ingen anteckning har gjorts på många år. Inget gallras av sig självt: två"
            " olika personer godkänner varje akt. Födda den 5, 15 och 25 sparas för forskning."
        )
