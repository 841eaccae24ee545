"""The participant's own plan: goals, what is done about them, and what both agree on.

``plan_sheet`` draws it, ``plan_forms`` puts together what a key asks, ``plan_reasons`` knows what
cannot be done and why.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.widget import Widget

from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.records import Activity, Goal, PlanVersion
from dirigo_tui.domain.vocabulary import ActivityStatus
from dirigo_tui.forms import plan_questions as questions
from dirigo_tui.forms.form import Question
from dirigo_tui.forms.plan_questions import Closing
from dirigo_tui.i18n.catalogue import _, du
from dirigo_tui.i18n.history import shortened
from dirigo_tui.i18n.plan_changes import change_words
from dirigo_tui.i18n.plan_versions import change_heading, goal_words
from dirigo_tui.services import follow_ups, goals
from dirigo_tui.services.activities import (
    AddActivity,
    ChangeActivity,
    SetActivityStatus,
    add_activity,
    change_activity,
    delete_activity,
    move_activity,
    set_activity_status,
)
from dirigo_tui.services.agreement import AnswerPlan, answer_plan
from dirigo_tui.services.follow_ups import ActivityFollowedUp, BookFollowUp, FollowUpDone
from dirigo_tui.services.goals import AddGoal, ChangeGoal, CloseGoal
from dirigo_tui.services.plan_view import ActivityView, GoalView, PlanView, plan_of
from dirigo_tui.tui.panes import plan_commands, plan_rows, plan_words
from dirigo_tui.tui.panes.pane import Pane
from dirigo_tui.tui.panes.plan_reasons import why_not
from dirigo_tui.tui.panes.plan_sheet import PlanSheet
from dirigo_tui.tui.screen import tells_refusals
from dirigo_tui.tui.why_not import SaysWhyNot
from dirigo_tui.tui.widgets.block_list import BlockList

Result = TypeVar("Result")
Row = TypeVar("Row", Goal, Activity)

WHOLE = 1_000
"""Characters of a text where there is room for all of it."""


class PlanPane(Pane[PlanView], SaysWhyNot):
    """The plan, edited together."""

    commands = plan_commands.ALL
    left_out = frozenset({"status", "attendance", "move", "put_back", "compare", "removed"})

    _view: PlanView | None = None
    _next_marked: str | None = None

    def compose(self) -> ComposeResult:
        """The plan takes all the room."""
        yield PlanSheet()

    async def load(self, participant_id: str) -> PlanView:
        """The plan as it stands."""
        return await self.read(plan_of, participant_id)

    def draw(self, view: PlanView) -> None:
        """Show it, standing on what was written last."""
        before, self._view = self._view, view
        if before is not None and before.participant_id == view.participant_id:
            self._tell_new_version(before.version, view.version)
        self.query_one(PlanSheet).show(view, self.person.today, marked=self._next_marked)
        self._next_marked = None

    def _tell_new_version(self, before: PlanVersion | None, now: PlanVersion | None) -> None:
        """Say it when a change has opened a version that nobody has agreed on."""
        if before is not None and now is not None and now.number > before.number:
            said = du("Planen är nu version {number}, obekräftad. Ändringarna står under planen.")
            self.notice(said.format(number=now.number))

    def first_focus(self) -> Widget:
        """The rows."""
        return self.query_one(BlockList)

    def explain(self) -> str:
        """What ``?`` says."""
        return _(
            "Planen: målen med deltagarens egna ord, och under varje mål vad som görs, när, med"
            " vilka och vem som ansvarar. Den är gemensam när båda bekräftat samma version."
            " Gå mellan raderna med ↑ ↓ PgUp PgDn Home och End."
        )

    # --- where one stands, and what can be done there -------------------------------------------

    @property
    def _goal(self) -> GoalView | None:
        row = self.query_one(PlanSheet).row
        return row if isinstance(row, GoalView) else None

    @property
    def _activity(self) -> ActivityView | None:
        row = self.query_one(PlanSheet).row
        return row if isinstance(row, ActivityView) else None

    @on(BlockList.Highlighted)
    def _moved(self) -> None:
        self.unsay_why()
        self.refresh_bindings()

    def why_not(self, action: str) -> str:
        """Why something cannot be done on this row."""
        if self._view is None:
            return ""
        sheet = self.query_one(PlanSheet)
        if action == "edit" and sheet.marked_id == plan_rows.FOLD:
            return ""
        return why_not(action, self._view, sheet.row)

    def resume(self, form: str, about: str) -> None:  # noqa: ARG002 - ``about`` says it all
        """Open a form again, standing where it was asked for."""
        action, _colon, id = about.partition(":")
        if action in {command.action_name for command in self.commands}:
            self.query_one(PlanSheet).mark(id)
            self.app.call_later(self.app.run_action, action, self)

    # --- asking ---------------------------------------------------------------------------------

    @property
    def _plan(self) -> PlanView:
        if self._view is None:
            raise Refused("not_found", kind="plan_version")
        return self._view

    def _put(
        self,
        question: Question,
        save: Callable[[dict[str, Any]], Awaitable[Result]],
        action: str,
        id: str = "",
        done: Callable[[Result], None] | None = None,
    ) -> None:
        """Put a question; a draft of the answers is taken up again by the action and the row."""

        async def beside_its_field(values: dict[str, Any]) -> Result:
            try:
                return await save(values)
            except Refused as refused:
                raise questions.beside_its_field(refused) from None

        def saved(result: Result) -> None:
            self.notice("")  # what was said in passing before this was asked
            if done is not None:
                done(result)

        self.ask(
            question.form,
            beside_its_field,
            values=question.values,
            about=f"{action}:{id}",
            done=saved,
        )

    def _stand_on(self, written: Row) -> Row:
        self._next_marked = written.id
        return written

    # --- goals and activities -------------------------------------------------------------------

    def action_new_goal(self) -> None:
        """Ask for a goal."""

        async def save(values: dict[str, Any]) -> Goal:
            command = AddGoal(participant_id=self.person.id, **values)
            return self._stand_on(await self.write(goals.add_goal, command))

        self._put(questions.goal(self._plan), save, "new_goal")

    def action_new_activity(self) -> None:
        """Ask for an activity, of the goal one stands at."""

        async def save(values: dict[str, Any]) -> Activity:
            command = AddActivity(
                participant_id=self.person.id,
                form=questions.activity_form(values),
                status=values["status"],
            )
            return self._stand_on(await self.write(add_activity, command))

        question = questions.new_activity(self._plan, self._goal_here())
        self._put(question, save, "new_activity")

    def _goal_here(self) -> str | None:
        """The id of the open goal one stands at."""
        here = self._goal.goal.id if self._goal else None
        if self._activity:
            here = self._activity.activity.goal_id
        return here if here in dict(questions.goal_choices(self._plan)) else None

    def action_edit(self) -> None:
        """Ask what the goal or activity is to say; unfold the removed goals on their row."""
        if self._goal:
            self._edit_goal(self._goal.goal)
        elif self._activity:
            self._edit_activity(self._activity.activity)
        else:
            self.action_removed()

    def _edit_goal(self, goal: Goal) -> None:
        async def save(values: dict[str, Any]) -> Goal:
            command = ChangeGoal(goal_id=goal.id, version=goal.version, **values)
            return await self.write(goals.change_goal, command)

        self._put(questions.goal(self._plan, goal), save, "edit", goal.id)

    def _edit_activity(self, activity: Activity) -> None:
        async def save(values: dict[str, Any]) -> Activity:
            form = questions.activity_form(values)
            command = ChangeActivity(activity_id=activity.id, form=form, version=activity.version)
            return self._stand_on(await self.write(change_activity, command))

        question = questions.changed_activity(self._plan, activity)
        self._put(question, save, "edit", activity.id)

    def action_move(self) -> None:
        """Ask which goal the activity serves."""
        if self._activity is None:
            return
        activity = self._activity.activity

        async def save(values: dict[str, Any]) -> Activity:
            to = values["goal_id"] or None
            moved = await self.write(move_activity, activity.id, to, activity.version)
            return self._stand_on(moved)

        self._put(questions.move(self._plan, activity), save, "move", activity.id)

    def action_status(self) -> None:
        """Ask how the activity goes."""
        if self._activity is None:
            return
        activity = self._activity.activity

        async def save(values: dict[str, Any]) -> Activity:
            return await self._set_status(activity, values["status"], values["reason"])

        self._put(questions.status(activity), save, "status", activity.id)

    async def _set_status(
        self, activity: Activity, status: ActivityStatus, reason: str = ""
    ) -> Activity:
        command = SetActivityStatus(
            activity_id=activity.id, status=status, reason=reason, version=activity.version
        )
        return await self.write(set_activity_status, command)

    def action_attendance(self) -> None:
        """Open the days of the course."""
        from dirigo_tui.tui.panes.plan_attendance import AttendanceDialog

        def closed(touched: bool | None) -> None:
            if touched:
                self.changed()

        if self._activity is not None:
            dialog = AttendanceDialog(self._activity.activity, self.person.name)
            self.app.push_screen(dialog, closed)

    # --- finished, taken out, put back, deleted -------------------------------------------------

    @tells_refusals
    async def action_finish(self) -> None:
        """The activity is done; the goal is reached, once its open activities are decided on."""
        if self._activity:
            await self._set_status(self._activity.activity, ActivityStatus.DONE)
        elif self._goal:
            if self._goal.open_activities:
                self._close(self._goal, Closing.ACHIEVE, "finish")
                return
            goal = self._goal.goal
            await self.write(goals.achieve_goal, CloseGoal(goal_id=goal.id, version=goal.version))
        self.changed()

    def action_take_out(self) -> None:
        """Ask why the goal is removed, or the activity cancelled."""
        if self._goal:
            self._close(self._goal, Closing.REMOVE, "take_out")
        elif self._activity:
            activity = self._activity.activity

            async def save(values: dict[str, Any]) -> Activity:
                status = ActivityStatus.CANCELLED
                return await self._set_status(activity, status, values["reason"])

            self._put(questions.cancelled(activity), save, "take_out", activity.id)

    @tells_refusals
    async def action_put_back(self) -> None:
        """Open the goal again, or take up the activity."""
        if self._goal:
            goal = await self.write(goals.put_back_goal, self._goal.goal.id)
            self._stand_on(goal)
        elif self._activity:
            activity = self._activity.activity
            done = activity.status is ActivityStatus.DONE
            back = ActivityStatus.ONGOING if done else ActivityStatus.PLANNED
            await self._set_status(activity, back)
        self.changed()

    def action_delete(self) -> None:
        """Delete a mistake, after asking."""
        from dirigo_tui.tui.widgets.confirm import ConfirmDialog

        if self._goal and self._goal.open_activities:
            self._close(self._goal, Closing.DELETE, "delete")
            return
        row: Goal | Activity | None = self._goal.goal if self._goal else None
        if self._activity:
            row = self._activity.activity
        if row is None:
            return
        name = row.own_words if isinstance(row, Goal) else row.title
        dialog = ConfirmDialog(
            du("Radera ”{name}”?").format(name=shortened(name, 200)),
            _("Radera"),
            du("Det försvinner ur planen. Ctrl+Z tar tillbaka det."),
        )

        async def answered(yes: bool | None) -> None:
            if yes:
                await self._delete(row)

        self.app.push_screen(dialog, answered)

    @tells_refusals
    async def _delete(self, row: Goal | Activity) -> None:
        if isinstance(row, Goal):
            await self.write(goals.delete_goal, CloseGoal(goal_id=row.id, version=row.version))
        else:
            await self.write(delete_activity, row.id, row.version)
        self.changed()

    def _close(self, closed: GoalView, how: Closing, action: str) -> None:
        """Ask what becomes of the open activities of a goal, and why it is removed."""
        goal = closed.goal
        use_case = {
            Closing.ACHIEVE: goals.achieve_goal,
            Closing.REMOVE: goals.remove_goal,
            Closing.DELETE: goals.delete_goal,
        }[how]

        async def save(values: dict[str, Any]) -> bool:
            command = CloseGoal(
                goal_id=goal.id,
                decisions=questions.decisions(closed.open_activities, values),
                reason=values["reason"],
                version=goal.version,
            )
            await self.write(use_case, command)
            return True

        self._put(questions.close_goal(self._plan, closed, how), save, action, goal.id)

    # --- agreeing and following up --------------------------------------------------------------

    def action_confirm(self) -> None:
        """Ask one of the two whether the plan is right."""
        version = self._plan.version
        if version is None:
            return

        async def save(values: dict[str, Any]) -> PlanVersion:
            command = AnswerPlan(participant_id=self.person.id, number=version.number, **values)
            return await self.write(answer_plan, command)

        def told(answered: PlanVersion) -> None:
            self.notice(plan_words.after_answer(answered))

        # A draft is about this version: an answer begun for another must not come back.
        question = questions.answer(version, self.person.today)
        self._put(question, save, "confirm", str(version.number), told)

    def action_follow_up(self) -> None:
        """Ask for the next follow-up, or how one went."""
        view, marked = self._plan, self._activity.activity if self._activity else None

        async def save(values: dict[str, Any]) -> bool:
            match questions.follow_up_command(view, marked, values):
                case BookFollowUp() as command:
                    await self.write(follow_ups.book_follow_up, command)
                case FollowUpDone() as command:
                    await self.write(follow_ups.follow_up_done, command)
                case ActivityFollowedUp() as command:
                    await self.write(follow_ups.activity_followed_up, command)
            return True

        question = questions.follow_up(view, marked, self.person.today)
        self._put(question, save, "follow_up", marked.id if marked else "")

    # --- looking --------------------------------------------------------------------------------

    def action_removed(self) -> None:
        """Show the removed goals, or hide them."""
        self.query_one(PlanSheet).fold()

    def action_compare(self) -> None:
        """Show everything that has changed since both confirmed."""
        from dirigo_tui.tui.panes.plan_comparison import ComparisonDialog

        view, today = self._plan, self.person.today
        words = goal_words(view)
        changes = [
            change_words(change, words, today, WHOLE) for change in view.changes_since_confirmed
        ]
        self.app.push_screen(ComparisonDialog(change_heading(view), changes))

    # --- handing out ----------------------------------------------------------------------------

    def action_print(self) -> None:
        """Ask where the plan is to be printed, and how."""
        from dirigo_tui.tui.panes.plan_papers import print_plan_dialog

        self.app.push_screen(print_plan_dialog(self, self.person), self._handed_out)

    def action_calendar(self) -> None:
        """Ask where the plan's days are to be written."""
        from dirigo_tui.tui.panes.plan_papers import calendar_dialog

        self.app.push_screen(calendar_dialog(self, self.person), self._handed_out)

    def _handed_out(self, told: str | None) -> None:
        if told is not None:
            self.changed()
            self.app.call_later(self.notice, told)
