"""What was agreed: what each of the two has said to the plan, and the participant's answer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from textual import work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from dirigo_tui.domain.records import PlanVersion
from dirigo_tui.domain.vocabulary import Agreement, Rater
from dirigo_tui.forms.draft_keys import DraftKey
from dirigo_tui.forms.joint import WHY
from dirigo_tui.i18n.catalogue import Ndu, du
from dirigo_tui.i18n.formats import sentence_case
from dirigo_tui.i18n.plan_changes import change_words
from dirigo_tui.i18n.plan_versions import goal_words, said_by
from dirigo_tui.i18n.since_last import day_and_month
from dirigo_tui.services.agreement import AnswerPlan, answer_plan
from dirigo_tui.services.plan_view import PlanView, plan_of
from dirigo_tui.services.ports import Reader
from dirigo_tui.tui.commands import Command
from dirigo_tui.tui.screen import tells_refusals, while_open
from dirigo_tui.tui.screens.joint_page import JointPage
from dirigo_tui.tui.widgets.bars import OTHER, OWN
from dirigo_tui.tui.widgets.command_button import CommandButton
from dirigo_tui.tui.widgets.safe_text import joined, safe

YES = Command("joint_agreed.yes", "1", Ndu("ja"), Ndu("Säg ja till planen."), footer=False)
NO = Command(
    "joint_agreed.no",
    "2",
    Ndu("nej"),
    Ndu("Säg nej, och skriv vad som inte stämmer."),
    footer=False,
)
NOT_NOW = Command(
    "joint_agreed.not_now",
    "3",
    Ndu("inte nu"),
    Ndu("Vänta med svaret, och skriv varför om du vill."),
    footer=False,
)

_SHOWN_CHANGES = 5


def _page(reader: Reader, participant_id: str) -> tuple[PlanView, date]:
    return plan_of(reader, participant_id), reader.today


class JointAgreed(JointPage):
    """The page; two voices stand beside each other, and none is weighed against the other."""

    title_text = Ndu("Det vi kom överens om")
    commands = (YES, NO, NOT_NOW)

    _view: PlanView | None = None

    def column(self) -> ComposeResult:
        """The version, what is new in it, both answers, the question."""
        yield Static(id="changed", classes="title")
        yield Static(id="said", classes="part")
        yield Static(id="question", classes="title")
        yield CommandButton(YES, Ndu("Ja, planen stämmer"))
        yield CommandButton(NO, Ndu("Nej, för att …"))
        yield CommandButton(NOT_NOW, Ndu("Jag kan inte svara nu"))

    def on_mount(self) -> None:
        """Show it."""
        self._read()

    def say_again(self) -> None:
        """Show it in the language in use by now."""
        self._read()

    @work(exclusive=True)
    @while_open
    async def _read(self) -> None:
        view, today = await self.read(_page, self.participant_id)
        self._view, version = view, view.version
        has_plan = _is_there(view)
        self.query_one("#changed", Static).update(joined(*_new(view, today), between="\n"))
        said = self.query_one("#said", Static)
        question = self.query_one("#question", Static)
        question.display = said.display = has_plan
        if version is not None:
            said.update(joined(*_voices(version, today), between="\n"))
            asked = du("Stämmer planen, version {number}?").format(number=version.number)
            if version.participant_answer is not None:
                asked = du("Vill du ändra ditt svar?")
            question.update(safe(asked))
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There has to be a plan to answer."""
        if action in {"yes", "no", "not_now"}:
            return self._view is not None and _is_there(self._view)
        return super().check_action(action, parameters)

    @tells_refusals
    async def action_yes(self) -> None:
        """Record a yes."""
        await self._answer(Agreement.YES, "")
        self._read()

    def action_no(self) -> None:
        """Ask why not, in her own words."""
        self._ask_why(Agreement.NO)

    def action_not_now(self) -> None:
        """Ask why there is no answer now; it may be left empty."""
        self._ask_why(Agreement.COULD_NOT_ANSWER)

    def _ask_why(self, answer: Agreement) -> None:
        from dirigo_tui.tui.widgets.form_dialog import FormDialog

        if self._view is None or self._view.version is None:
            return

        async def save(values: dict[str, Any]) -> PlanVersion:
            return await self._answer(answer, values["reason"])

        def answered(version: PlanVersion | None) -> None:
            if version is not None:
                self._read()

        form, id = WHY[answer], self.participant_id
        # A draft is about this version: an answer begun for another must not come back.
        key = DraftKey("plan", form.id, str(self._view.version.number), id)
        dialog = FormDialog(form, save, draft_key=str(key), participant_id=id)
        self.app.push_screen(dialog, answered)

    async def _answer(self, answer: Agreement, reason: str) -> PlanVersion:
        version = self._view.version if self._view else None
        command = AnswerPlan(
            participant_id=self.participant_id,
            number=version.number if version else 0,
            who=Rater.PARTICIPANT,
            answer=answer,
            reason=reason,
            mode=self.joint.mode,
        )
        return await self.write(answer_plan, command)

    def explain(self) -> str:
        """What ``?`` says."""
        return du("Planen gäller när ni båda har sagt ja till samma version. Du får säga nej.")


def _is_there(view: PlanView) -> bool:
    """Whether there is a plan to answer."""
    return view.version is not None and bool(view.goals or view.unattached)


def _new(view: PlanView, today: date) -> Iterator[Content]:
    """What the plan says otherwise than when both agreed."""
    if not _is_there(view):
        yield safe(du("Ni har ingen plan än."))
        return
    if view.confirmed_on is not None:
        day = day_and_month(view.confirmed_on, today)
        yield safe(du("Ni är överens sedan {day}.").format(day=day))
        return
    if view.last_confirmed is None:
        yield safe(du("Planen är ny. Ni har inte svarat på den båda två än."))
        return
    number = view.last_confirmed.number
    yield safe(du("Nytt sedan ni var överens om version {number}:").format(number=number))
    goals = goal_words(view)
    for change in view.changes_since_confirmed[:_SHOWN_CHANGES]:
        yield safe(f"→  {sentence_case(change_words(change, goals, today))}")
    if left := view.changes_since_confirmed[_SHOWN_CHANGES:]:
        yield safe(du("… och {n} till. Allt står i planen.").format(n=len(left)), "$quiet")


def _voices(version: PlanVersion, today: date) -> Iterator[Content]:
    """Both answers, each marked as whose it is; a difference is said as one."""
    yield _voice(f"{OWN} " + du("Du"), said_by(version, Rater.PARTICIPANT), today)
    yield _voice(f"{OTHER} " + du("Handläggaren"), said_by(version, Rater.CASEWORKER), today)
    answers = {version.participant_answer, version.caseworker_answer}
    if {Agreement.YES, Agreement.NO} <= answers:
        yield safe(du("Ni svarar olika. Båda svaren står kvar."), "bold")


_SAID = {
    Agreement.YES: Ndu("ja"),
    Agreement.NO: Ndu("nej"),
    Agreement.COULD_NOT_ANSWER: Ndu("kunde inte svara då"),
}


def _voice(who: str, said: tuple[Agreement | None, date | None, str], today: date) -> Content:
    answer, on, reason = said
    if answer is None:
        return joined(safe(f"{who}: ", "bold"), safe(du("inget svar än"), "$quiet"))
    day = f", {day_and_month(on, today)}" if on else ""
    why = f" – ”{reason}”" if reason else ""
    return joined(safe(f"{who}: ", "bold"), safe(f"{_SAID[answer]}{day}{why}", multiline=True))
