"""Giving a self-rating: one question at a time, then everything in words, then saved at once.

It is the participant who looks at this screen: nobody else is named or compared with on it. It is
opened with ``push_screen(RatingScreen(id, occasion, mode))``; its result is what was recorded, or
None when one left before the end. The answers given so far are then a draft, and the next time
begins where this one ended.
"""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.content import Content

from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.records import Rating
from dirigo_tui.domain.vocabulary import Mode, Rater
from dirigo_tui.forms.sitting import Occasion, Sitting, of_draft
from dirigo_tui.i18n.catalogue import Ndu, _, du
from dirigo_tui.i18n.errors import sentence
from dirigo_tui.i18n.formats import clock
from dirigo_tui.i18n.history import shortened
from dirigo_tui.services import drafts
from dirigo_tui.services.rating_page import Asking, asking
from dirigo_tui.services.ratings import record_rating
from dirigo_tui.tui.commands import Command
from dirigo_tui.tui.screen import DirigoScreen, tells_refusals
from dirigo_tui.tui.widgets.answers_page import AnswersPage
from dirigo_tui.tui.widgets.question_page import QuestionPage
from dirigo_tui.tui.widgets.safe_text import safe

LATER = Command(
    "rating.later",
    "f10",
    Ndu("gör klart sedan"),
    Ndu("Sluta här. Svaren finns kvar till nästa gång."),
)

QUOTED_GOAL = 160
"""Characters of the goal that the questions are about; it is a reminder, not the place to read."""


class RatingScreen(DirigoScreen[tuple[Rating, ...]]):
    """The sitting.

    Args:
        participant_id: whose rating it is.
        occasion: what is rated, and by whom.
        mode: how it is given; None to go on as in the draft.
    """

    commands = (LATER,)

    def __init__(self, participant_id: str, occasion: Occasion, mode: Mode | None = None) -> None:
        super().__init__()
        self._participant_id = participant_id
        self._occasion = occasion
        self._mode = mode
        self._asking: Asking | None = None
        self._sitting: Sitting | None = None
        self._kept = ""
        self._saving = False

    # --- what is drawn --------------------------------------------------------------------------

    def heading(self) -> Content:
        """What one is doing; nobody is named."""
        return safe(du("Så ser jag på det"))

    def aside(self) -> Content:
        """How far one has come."""
        sitting = self._sitting
        if sitting is None or sitting.item is None:
            return Content("")
        count = len(sitting.template.items)
        return safe(du("Fråga {number} av {count}").format(number=sitting.at + 1, count=count))

    def body(self) -> ComposeResult:
        """The question, and what takes its place at the end."""
        yield QuestionPage(edited=self._keep, passed=self._next)
        yield AnswersPage()

    async def on_mount(self) -> None:
        """Begin, or go on where one was."""
        self.query_one(AnswersPage).display = False
        occasion = self._occasion
        try:
            self._asking = await self.read(
                asking,
                self._participant_id,
                occasion.template,
                rater=occasion.rater,
                goal_id=occasion.goal_id,
            )
        except Refused as refused:
            self.dismiss(None)
            self.app.call_later(self.notice, sentence(refused))
            return
        await self._begin(self._asking)

    async def _begin(self, about: Asking) -> None:
        self._sitting = Sitting(about.template, self._mode or Mode.TOGETHER)
        draft = await self.read(drafts.load, self._draft_key)
        if draft is not None and (found := of_draft(about.template, draft.content)):
            found.mode = self._mode or found.mode
            self._sitting = found
            said = du("Svaren från {time} är tillbaka.")
            self.notice(said.format(time=clock(draft.saved_at)))
        self._kept = self._sitting.to_draft()
        await self.query_one(AnswersPage).begin(len(about.template.items))
        self.query_one(QuestionPage).begin(self._intro(about), about.today)
        self._show()

    def say_again(self) -> None:
        """Ask in the language in use by now; the answers stay."""
        about, sitting = self._asking, self._sitting
        if about is not None and sitting is not None:
            self.query_one(QuestionPage).begin(self._intro(about), about.today)
            if sitting.item is None:
                self._show()

    def _intro(self, about: Asking) -> str:
        parts = []
        if self._occasion.rater is Rater.CASEWORKER:
            parts.append(_("Handläggarens skattning. Frågan står som deltagaren får den."))
        if about.goal is not None:
            goal = f"”{shortened(about.goal.own_words, QUOTED_GOAL)}”"
            parts.append(du("Det här gäller målet: {goal}").format(goal=goal))
        return " ".join(parts)

    def _show(self) -> None:
        """Ask the question one is at, or show the answers."""
        about, sitting = self._asking, self._sitting
        if about is None or sitting is None:
            return
        question, answers = self.query_one(QuestionPage), self.query_one(AnswersPage)
        item = sitting.item
        question.display, answers.display = item is not None, item is None
        if item is None:
            answers.show(sitting, about.before)
        else:
            question.show(
                item,
                sitting.answers.get(item.code),
                about.before.get(item.code),
                told=sitting.at < sitting.reached,
            )
        self.refresh_header()

    # --- answering ------------------------------------------------------------------------------

    @property
    def _draft_key(self) -> str:
        return self._occasion.draft_key(self._participant_id)

    # Called by the page itself, not told by a message: the next key belongs to the next question.
    def _keep(self) -> None:
        """Take the answer as it stands into sitting and draft."""
        sitting = self._sitting
        if sitting is None or self._saving:
            return
        if sitting.item is not None:
            sitting.put(sitting.item.code, self.query_one(QuestionPage).answer)
        content = sitting.to_draft()
        if content != self._kept:
            self._kept = content
            self.dirigo.drafts.note(self._draft_key, content, self._participant_id)

    def _next(self) -> None:
        if self._sitting is not None:
            self._keep()
            self._sitting.next()
            self._moved()

    @on(AnswersPage.Change)
    def _change(self, event: AnswersPage.Change) -> None:
        if self._sitting is not None:
            self._sitting.move_to(event.place)
            self._moved()

    def _moved(self) -> None:
        """Show where one is by now, and write down at once what has been answered."""
        self._show()
        self._keep()
        self.call_later(self.dirigo.drafts.flush)

    async def action_back(self) -> None:
        """Go back a question; from the first one leave, with the answers as a draft."""
        if self._sitting is None or self._sitting.at == 0:
            await super().action_back()
            return
        self._keep()
        self._sitting.move_to(self._sitting.at - 1)
        self._moved()

    async def action_later(self) -> None:
        """Leave, with the answers as a draft."""
        await super().action_back()

    @on(AnswersPage.Record)
    @tells_refusals
    async def _record(self) -> None:
        if self._sitting is None or self._saving:
            return
        self._saving = True
        try:
            command = self._sitting.command(self._participant_id, self._occasion)
            recorded = await self.write(record_rating, command)
        except Refused:
            self._saving = False
            raise
        self.dirigo.drafts.forget(self._draft_key)
        await self.desk.awrite(drafts.remove, self._draft_key)
        self.dismiss(recorded)
