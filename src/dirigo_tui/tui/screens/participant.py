"""A participant's page: who it is, the sections, and what can be done in every one of them.

It is opened with ``push_screen(ParticipantScreen(id, among=ids))``, where ``among`` are the ids of
the list it is opened from, and its result is the id of whoever was shown last. How a section is
written stands in ``panes/pane.py``.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, TypeVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.records import JournalEntry
from dirigo_tui.domain.vocabulary import Access, Agreement, TargetGroup
from dirigo_tui.forms.definitions import NOTE as NOTE_FORM
from dirigo_tui.forms.draft_keys import DraftKey
from dirigo_tui.forms.form import Form
from dirigo_tui.i18n.catalogue import _
from dirigo_tui.i18n.errors import sentence
from dirigo_tui.i18n.formats import short_day
from dirigo_tui.i18n.words import word
from dirigo_tui.services.person import Person, person_of
from dirigo_tui.tui.panes.page_commands import BASICS, NEXT, NOTE, PREVIOUS, TOGETHER
from dirigo_tui.tui.panes.pane import Pane
from dirigo_tui.tui.panes.sections import SECTIONS
from dirigo_tui.tui.save_state import SaveKind
from dirigo_tui.tui.screen import DirigoScreen, tells_refusals
from dirigo_tui.tui.taking_back import TakesBack
from dirigo_tui.tui.widgets.safe_text import joined, safe
from dirigo_tui.tui.widgets.section_bar import SectionBar, Tab

Result = TypeVar("Result")

_ANSWERED = {Agreement.YES: "✓", Agreement.NO: "✗", Agreement.COULD_NOT_ANSWER: "–", None: "·"}


def plan_mark(person: Person) -> str:
    """``v2 ✓✓``: the version, and what the participant and the caseworker have answered to it."""
    if person.plan_number is None:
        return _("ingen plan")
    answers = _ANSWERED[person.participant_answer] + _ANSWERED[person.caseworker_answer]
    return f"v{person.plan_number} {answers}"


def group_since(person: Person) -> str:
    """``sjukskriven sedan 3 mars``; "" when the target group is not known."""
    if person.target_group is None:
        return ""
    sick = person.target_group is TargetGroup.SICK_LEAVE
    since = person.sick_since if sick else person.start
    if since is None:
        return word(person.target_group)
    return _("{group} sedan {day}").format(
        group=word(person.target_group), day=short_day(since, person.today)
    )


class ParticipantScreen(DirigoScreen[str], TakesBack):
    """The page.

    Args:
        participant_id: whom to show.
        among: ids of the list one came from, for *1 av 34* and the keys to its neighbours.
        resume: a draft to take up again, None for none.
    """

    commands = (
        *(section.command for section in SECTIONS),
        NOTE,
        *TakesBack.commands,
        NEXT,
        TOGETHER,
        PREVIOUS,
        BASICS,
    )

    DEFAULT_CSS = """
    ParticipantScreen #body { height: 1fr; }
    """

    def __init__(
        self,
        participant_id: str,
        among: Sequence[str] = (),
        *,
        resume: DraftKey | None = None,
    ) -> None:
        super().__init__()
        self.participant_id = participant_id
        self.person: Person | None = None
        self._among = among
        self._section = (resume.section if resume else "") or SECTIONS[0].name
        self._resume = resume
        self._panes: dict[str, Pane[Any]] = {}
        self._edition = 0
        self._read_for: dict[str, int] = {}
        self._showing = asyncio.Lock()
        self._noted_for = ""

    # --- what is drawn --------------------------------------------------------------------------

    def heading(self) -> Content:
        """Whose page it is."""
        person = self.person
        if person is None:
            return Content("")
        parts = [safe(person.name)]
        if person.protected:
            parts.append(safe(_("skyddade personuppgifter"), "$warn"))
        if since := group_since(person):
            parts.append(safe(since, "$quiet"))
        return joined(*parts, between=" · ")

    def aside(self) -> Content:
        """Where on the list, and how far the plan has come."""
        if self.person is None:
            return Content("")
        mark = plan_mark(self.person)
        if self.person.id not in self._among:
            return safe(mark)
        number = self._among.index(self.person.id) + 1
        place = _("{number} av {count}").format(number=number, count=len(self._among))
        return joined(safe(place, "$quiet"), safe(mark), between="  ")

    def body(self) -> ComposeResult:
        """The bar, and the place where the sections take turns."""
        yield SectionBar([Tab(s.name, s.key, s.label, s.short) for s in SECTIONS])
        yield Vertical(id="body")

    # --- reading --------------------------------------------------------------------------------

    async def on_mount(self) -> None:
        """Show the first section; a letter typed right after Enter is for it."""
        self._edition += 1
        # One picture instead of one for every step on the way there.
        with self.app.batch_update():
            await self._show()

    def say_again(self) -> None:
        """Draw the page in the language in use by now."""
        self.reload()

    def reload(self) -> None:
        """Read header and section again, the other sections when they are next shown."""
        self._edition += 1
        self.run_worker(self._show())

    async def action_show(self, section: str) -> None:
        """Show a section; a letter typed right after is for it, not for the one before."""
        self._section = section
        self._clear_notice()
        await self._show()

    async def _show(self) -> None:
        """Show what is asked for by now; what it was overtaken by while reading is not drawn."""
        async with self._showing:
            name, edition, id = self._section, self._edition, self.participant_id
            pane = await self._pane(name)
            if self._read_for.get(name) != edition:
                try:
                    person = await self.read(person_of, id)
                    view = await pane.load(id)
                except Refused as refused:
                    self._cannot_show(refused)
                    return
                if (name, edition) != (self._section, self._edition):
                    return
                self.person = pane.person = person
                pane.draw(view)
                self._read_for[name] = edition
                self._note_opened(id)
            self._turn_to(name)
        if self._resume is not None:
            resumed, self._resume = self._resume, None
            self._take_up(resumed)

    def _note_opened(self, participant_id: str) -> None:
        """Whoever is drawn has been read about; a page read again is the same reading."""
        if participant_id != self._noted_for:
            self._noted_for = participant_id
            self.note_access(Access.OPENED, participant_id)

    def _take_up(self, draft: DraftKey) -> None:
        """Open the form that was being filled in."""
        if draft.section:
            self._panes[draft.section].resume(draft.form, draft.about)
        elif draft.form == NOTE_FORM.id:
            self.action_note()
        else:
            self.run_worker(self.action_basics())

    async def _pane(self, name: str) -> Pane[Any]:
        if name not in self._panes:
            pane = next(section for section in SECTIONS if section.name == name).make()
            pane.section_name = name
            pane.display = False
            self._panes[name] = pane
            await self.query_one("#body").mount(pane)
        return self._panes[name]

    def _turn_to(self, name: str) -> None:
        pane = self._panes[name]
        turned = not pane.display
        for other in self._panes.values():
            other.display = other is pane
        self.query_one(SectionBar).current = name
        self.refresh_header()
        self.refresh_bindings()
        if turned:
            self.set_focus(pane.first_focus())

    def _clear_notice(self) -> None:
        """What was said in passing is over; why something was not saved stays."""
        if self.dirigo.save_state.kind is not SaveKind.FAILED:
            self.notice("")

    def _cannot_show(self, refused: Refused) -> None:
        """Go back rather than leave an old page under a new name."""
        if self.is_current:  # no longer, when the desk was locked meanwhile
            self.dismiss(self.participant_id)
            self.app.call_later(self.notice, sentence(refused))

    # --- what can be done in every section ------------------------------------------------------

    def ask(
        self,
        form: Form,
        save: Callable[[dict[str, Any]], Awaitable[Result]],
        *,
        values: Mapping[str, Any] | None = None,
        section: str = "",
        about: str = "",
        done: Callable[[Result], None] | None = None,
    ) -> None:
        """Ask for something about the person on the page; see ``Pane.ask``."""
        from dirigo_tui.tui.widgets.form_dialog import FormDialog

        def asked(result: Result | None) -> None:
            if result is not None:
                self.reload()
                if done is not None:
                    done(result)

        # The one who is drawn, also while somebody else is being read.
        person = self.person
        if person is None:
            return
        dialog = FormDialog(
            form,
            save,
            values=values,
            draft_key=str(DraftKey(section, form.id, about, person.id)),
            participant_id=person.id,
            whose=person.name,
        )
        self.app.push_screen(dialog, asked)

    def action_note(self) -> None:
        """Write a note."""
        from dirigo_tui.tui.screens.quick_note import quick_note

        if self.person is not None:
            self.app.push_screen(quick_note(self, self.person, self.person.today), self._written)

    async def action_basics(self) -> None:
        """Change what is known about the person; a protected name is shown only when asked for."""
        if self.person is None:
            return
        if self.person.protected:
            from dirigo_tui.tui.widgets.confirm import ConfirmDialog

            question = _("Visa de skyddade uppgifterna om {name} på skärmen?")
            self.app.push_screen(
                ConfirmDialog(
                    question.format(name=self.person.name),
                    _("Visa"),
                    _("Namn och födelsedatum syns tills du stänger dem igen."),
                ),
                self._shown_anyway,
            )
        else:
            await self._ask_basics()

    async def _shown_anyway(self, confirmed: bool | None) -> None:
        if confirmed:
            await self._ask_basics()

    @tells_refusals
    async def _ask_basics(self) -> None:
        from dirigo_tui.tui.screens.basics import changing_basics

        if self.person is not None:
            self.app.push_screen(await changing_basics(self, self.person), self._written)

    def _written(self, result: object) -> None:
        if result is not None:
            self.reload()

    def whose_changes(self) -> str | None:
        """Those of the one who is drawn."""
        return self.person.id if self.person else self.participant_id

    def taken_back(self, entry: JournalEntry, said: str) -> None:  # noqa: ARG002
        """Read the page again."""
        self.reload()
        self.notice(said)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the neighbours only where there are any."""
        if action == "step":
            return self._neighbour(int(str(parameters[0]))) is not None
        return super().check_action(action, parameters)

    def _neighbour(self, by: int) -> str | None:
        if self.participant_id not in self._among:
            return None
        place = self._among.index(self.participant_id) + by
        return self._among[place] if 0 <= place < len(self._among) else None

    @tells_refusals
    async def action_together(self) -> None:
        """Begin a joint session with the one who is drawn."""
        from dirigo_tui.tui.joint import begin

        if self.person is not None:
            await begin(self.dirigo, self.person.id, self._among)

    async def action_step(self, by: int) -> None:
        """Show somebody else of the list, in the same section."""
        neighbour = self._neighbour(by)
        if neighbour is not None:
            await self.dirigo.drafts.flush()
            self.participant_id = neighbour
            self._clear_notice()
            self.reload()

    async def action_back(self) -> None:
        """Go back to the list, telling it who was shown last."""
        await self.dirigo.drafts.flush()
        self.dismiss(self.participant_id)
