"""My next step: what the participant has taken on, and a new step in her own words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from dirigo_tui.domain.plan import OPEN_STATUSES
from dirigo_tui.domain.records import RESPONSIBLE_PARTICIPANT, Activity
from dirigo_tui.domain.vocabulary import ActivityKind, ActivityStatus, GoalState
from dirigo_tui.forms.draft_keys import DraftKey
from dirigo_tui.forms.joint import next_step
from dirigo_tui.i18n.catalogue import Ndu, du
from dirigo_tui.i18n.history import shortened
from dirigo_tui.services.activities import (
    ActivityForm,
    AddActivity,
    SetActivityStatus,
    add_activity,
    set_activity_status,
)
from dirigo_tui.services.plan_view import PlanView, plan_of
from dirigo_tui.tui.commands import Command
from dirigo_tui.tui.panes.plan_rows import status_words
from dirigo_tui.tui.screen import tells_refusals, while_open
from dirigo_tui.tui.screens.joint_page import JointPage
from dirigo_tui.tui.screens.joint_plan import when_words
from dirigo_tui.tui.widgets.command_button import CommandButton
from dirigo_tui.tui.widgets.safe_text import joined, safe
from dirigo_tui.tui.widgets.signed_lines import SignedLines
from dirigo_tui.tui.widgets.words import Words

WRITE = Command("joint_step.write_step", "s", Ndu("skriv ett steg"), Ndu("Skriv ett nytt steg."))

_MOST = 9
"""Steps that have a digit."""

_GOAL_LENGTH = 36


class JointStep(JointPage):
    """The page; a digit says that a step is begun, or done."""

    title_text = Ndu("Mitt nästa steg")
    commands = (WRITE,)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(str(digit), f"go_on({digit - 1})", show=False) for digit in range(1, _MOST + 1)
    ]

    _view: PlanView | None = None
    _steps: Sequence[Activity] = ()

    def column(self) -> ComposeResult:
        """What is taken on, and what one can do."""
        yield Words(lambda: safe(du("Det här gör jag")), classes="title")
        yield SignedLines(classes="part")
        yield Static(id="how", classes="quiet")
        yield CommandButton(WRITE)

    def on_mount(self) -> None:
        """Show the steps."""
        self._read()

    def say_again(self) -> None:
        """Show it in the language in use by now."""
        self._read()

    @work(exclusive=True)
    @while_open
    async def _read(self) -> None:
        self._view = await self.read(plan_of, self.participant_id)
        self._steps = _own_steps(self._view)
        how = self.query_one("#how", Static)
        said = du("Du har inget steg än. Vad vill du göra först?")
        if self._steps:
            said = du("Tryck stegets siffra när du börjar, och igen när det är klart.")
        how.update(safe(said))
        lines = [(str(number), _line(step)) for number, step in enumerate(self._steps, start=1)]
        await self.query_one(SignedLines).show(lines)

    def action_write_step(self) -> None:
        """Ask for a step."""
        from dirigo_tui.tui.widgets.form_dialog import FormDialog

        if self._view is None:
            return
        id = self.participant_id
        goals = [
            (goal.goal.id, shortened(goal.goal.own_words, _GOAL_LENGTH))
            for goal in self._view.goals
            if goal.goal.state is GoalState.OPEN
        ]

        async def save(values: dict[str, Any]) -> Activity:
            form = ActivityForm(
                title=values["title"],
                time_text=values["time_text"],
                goal_id=values.get("goal_id") or None,
                kind=ActivityKind.OWN_ACTIVITY,
                responsible=RESPONSIBLE_PARTICIPANT,
            )
            return await self.write(add_activity, AddActivity(participant_id=id, form=form))

        def written(step: Activity | None) -> None:
            if step is not None:
                self._read()
                self.notice(du("Steget står i din plan nu."))

        form = next_step(goals)
        dialog = FormDialog(
            form, save, draft_key=str(DraftKey("plan", form.id, "", id)), participant_id=id
        )
        self.app.push_screen(dialog, written)

    async def action_go_on(self, place: int) -> None:
        """Begin a step, or ask whether it is done."""
        if place >= len(self._steps):
            return
        step = self._steps[place]
        if step.status is not ActivityStatus.ONGOING:
            await self._set(step, ActivityStatus.ONGOING)
            return
        from dirigo_tui.tui.widgets.confirm import ConfirmDialog

        async def answered(yes: bool | None) -> None:
            if yes:
                await self._set(step, ActivityStatus.DONE)

        question = du("Är det klart: {step}?").format(step=shortened(step.title, 120))
        self.app.push_screen(ConfirmDialog(question, du("Ja, klart")), answered)

    @tells_refusals
    async def _set(self, step: Activity, status: ActivityStatus) -> None:
        command = SetActivityStatus(activity_id=step.id, status=status, version=step.version)
        await self.write(set_activity_status, command)
        self._read()

    def explain(self) -> str:
        """What ``?`` says."""
        return du("Här står det du själv gör. Ett steg får vara litet. Det blir en del av planen.")


def _own_steps(view: PlanView) -> list[Activity]:
    """What is still to be done and is the participant's to do, in plan order."""
    rows = [*(row for goal in view.goals for row in goal.activities), *view.unattached]
    return [
        row.activity
        for row in rows
        if row.activity.responsible == RESPONSIBLE_PARTICIPANT
        and row.activity.status in OPEN_STATUSES
    ][:_MOST]


def _line(step: Activity) -> Content:
    when = when_words(step)
    said = " · ".join(part for part in (step.title, when) if part)
    return joined(safe(said), safe(f"  {status_words(step)}", "$quiet"))
