"""Somebody's consents: what may go to whom, until when, and what has gone out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content

from dirigo_tui.domain.consent import ConsentState
from dirigo_tui.domain.records import Consent
from dirigo_tui.forms.consent import CONSENT, begin_from
from dirigo_tui.forms.draft_keys import DraftKey
from dirigo_tui.i18n import consents as words
from dirigo_tui.i18n.catalogue import N_, _
from dirigo_tui.i18n.formats import sentence_case
from dirigo_tui.i18n.words import word
from dirigo_tui.services.consents import (
    ConsentsView,
    ConsentView,
    GiveConsent,
    consents,
    give_consent,
    withdraw_consent,
)
from dirigo_tui.services.person import Person
from dirigo_tui.tui.commands import BACK, Command
from dirigo_tui.tui.screen import DirigoScreen, tells_refusals
from dirigo_tui.tui.why_not import SaysWhyNot
from dirigo_tui.tui.widgets.block_list import Block, BlockList, Draw
from dirigo_tui.tui.widgets.command_button import CommandButton
from dirigo_tui.tui.widgets.safe_text import joined, safe

GIVE = Command(
    "consents.give", "s", N_("nytt samtycke"), N_("Skriv in vad deltagaren har sagt ja till.")
)
WITHDRAW = Command(
    "consents.withdraw",
    "t",
    N_("ta tillbaka"),
    N_("Samtycket på raden gäller inte längre. Det som har lämnats ut visas."),
)

_SIGNS = {
    ConsentState.IN_FORCE: "●",
    ConsentState.AHEAD: "→",
    ConsentState.RUN_OUT: "○",
    ConsentState.WITHDRAWN: "✗",
}


class ConsentsScreen(DirigoScreen[bool], SaysWhyNot):
    """The list; the result is whether anything has been written.

    Args:
        person: whose they are.
        giving: go on with a consent that was being written down.
    """

    commands = (BACK, GIVE, WITHDRAW)

    DEFAULT_CSS = """
    ConsentsScreen Horizontal { height: 1; padding: 0 1; }
    """

    def __init__(self, person: Person, *, giving: bool = False) -> None:
        super().__init__()
        self._person = person
        self._giving = giving
        self._view = ConsentsView((), ())
        self._written = False

    def heading(self) -> Content:
        """Whose they are."""
        return joined(safe(_("Samtycken")), safe(self._person.name), between=" · ")

    def body(self) -> ComposeResult:
        """The list, and what can be done with the marked row."""
        yield BlockList()
        with Horizontal():
            yield CommandButton(GIVE)
            yield CommandButton(WITHDRAW)

    async def on_mount(self) -> None:
        """Show them; take up what was being written."""
        self.query_one(BlockList).focus()
        await self._read()
        if self._giving:
            self.action_give()

    def say_again(self) -> None:
        """Show them in the language in use by now."""
        self.run_worker(self._read())

    @tells_refusals
    async def _read(self) -> None:
        self._view = await self.read(consents, self._person.id)
        shown = [*_blocks(self._view, self._person.today)]
        self.query_one(BlockList).show(shown, empty=_nothing(self._person))
        self.refresh_bindings()

    def explain(self) -> str:
        """What ``?`` says."""
        return _(
            "Vad som får lämnas ut, till vem och hur länge: ● gäller, → ska gälla, ○ har gått ut,"
            " ✗ taget tillbaka. Under varje rad står det som har lämnats ut."
        )

    # --- the marked row -------------------------------------------------------------------------

    @property
    def _marked(self) -> ConsentView | None:
        marked = self.query_one(BlockList).marked_id
        return next((view for view in self._view.consents if view.consent.id == marked), None)

    @on(BlockList.Highlighted)
    def _moved(self) -> None:
        self.unsay_why()
        self.refresh_bindings()

    def why_not(self, action: str) -> str:
        """Only what is not taken back can be."""
        if action != "withdraw":
            return ""
        view = self._marked
        if view is None:
            return _("Det finns inget samtycke på raden.")
        if view.state is ConsentState.WITHDRAWN:
            return _("Samtycket är redan taget tillbaka.")
        return ""

    # --- what can be done -----------------------------------------------------------------------

    def action_give(self) -> None:
        """Write down what the participant agrees to; on a row, begin from what it says."""
        from dirigo_tui.tui.widgets.form_dialog import FormDialog

        person, marked = self._person, self._marked

        async def save(values: dict[str, Any]) -> Consent:
            return await self.write(give_consent, GiveConsent(participant_id=person.id, **values))

        dialog = FormDialog(
            CONSENT,
            save,
            values=begin_from(marked.consent if marked else None, person.today),
            draft_key=str(DraftKey("overview", CONSENT.id, "", person.id)),
            participant_id=person.id,
            whose=person.name,
        )
        self.app.push_screen(dialog, self._given)

    async def _given(self, consent: Consent | None) -> None:
        if consent is not None:
            self._written = True
            await self._read()
            self.query_one(BlockList).mark(consent.id)

    def action_withdraw(self) -> None:
        """Ask, then let the marked consent hold no more, and tell what has gone out."""
        from dirigo_tui.tui.widgets.confirm import ConfirmDialog

        view = self._marked
        if view is None or self.why_not("withdraw"):
            return

        async def withdraw(confirmed: bool | None) -> None:
            if confirmed:
                await self._withdraw(view.consent)

        question = _("Ta tillbaka samtycket till {recipient} för {name}?").format(
            recipient=view.consent.recipient, name=self._person.name
        )
        self.app.push_screen(ConfirmDialog(question, _("Ta tillbaka"), words.gone(view)), withdraw)

    @tells_refusals
    async def _withdraw(self, consent: Consent) -> None:
        withdrawn = await self.write(withdraw_consent, consent.id, consent.version)
        self._written = True
        await self._read()
        self.query_one(BlockList).mark(consent.id)
        self.notice(words.gone(withdrawn))

    async def action_back(self) -> None:
        """Go back, telling whether there is anything new."""
        await self.dirigo.drafts.flush()
        self.dismiss(self._written)


def _blocks(view: ConsentsView, today: date) -> Iterator[Block]:
    for each in view.consents:
        yield Block(each.consent.id, _wrapped(*_lines(each, today)))
    if view.handovers:
        handed = [safe(words.shared(sharing, today), "$quiet") for sharing in view.handovers]
        yield Block("handovers", _wrapped(safe(_("Inom organisationen")), *handed))


def _lines(view: ConsentView, today: date) -> Iterator[Content]:
    consent = view.consent
    soon = view.state is ConsentState.IN_FORCE and words.runs_out_soon(consent, today)
    standing = words.standing(view, today)
    if soon:
        standing = f"! {standing}, {words.until(consent, today)}"
    yield joined(
        safe(f"{_SIGNS[view.state]} {consent.recipient}", "bold"),
        safe(standing, "$warn" if soon else ""),
        between=" · ",
    )
    yield safe(f"{sentence_case(words.covered(consent))} · {word(consent.form)}")
    yield safe(consent.purpose, "$quiet")
    if not view.sharings:
        yield safe(_("inget har lämnats ut"), "$quiet")
    for sharing in view.sharings:
        yield safe(words.shared(sharing, today), "$quiet")


def _wrapped(first: Content, *others: Content) -> Draw:
    """The first line, the others set in below it."""

    def draw(width: int) -> Sequence[Content]:
        below = (part for line in others for part in line.wrap(max(width - 2, 1)))
        return [*first.wrap(width), *(Content("  ") + part for part in below)]

    return draw


def _nothing(person: Person) -> Draw:
    said = _(
        "{name} har inte samtyckt till något än, så inget lämnas ut till andra. Tryck S och skriv"
        " in det första tillsammans."
    )
    return safe(said.format(name=person.name), "$quiet").wrap
