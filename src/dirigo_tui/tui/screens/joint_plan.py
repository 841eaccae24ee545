"""My plan in a joint session: one goal on each leaf, in the participant's own words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from textual import work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from dirigo_tui.domain.records import Activity, Goal
from dirigo_tui.domain.vocabulary import GoalState
from dirigo_tui.i18n.catalogue import Ndu, du
from dirigo_tui.i18n.plan_changes import responsible_words
from dirigo_tui.i18n.words import word
from dirigo_tui.services.plan_view import ActivityView, PlanView, plan_of
from dirigo_tui.tui.panes.plan_rows import status_words, time_words
from dirigo_tui.tui.screen import while_open
from dirigo_tui.tui.screens.joint_page import LeafedPage
from dirigo_tui.tui.widgets.bars import OTHER
from dirigo_tui.tui.widgets.safe_text import joined, safe


class Leaf(NamedTuple):
    """A goal and what serves it; None for what stands in the plan by itself."""

    goal: Goal | None
    activities: Sequence[ActivityView]


class JointPlan(LeafedPage):
    """The plan, to be read."""

    title_text = Ndu("Min plan")
    _leaves: Sequence[Leaf] = ()

    def column(self) -> ComposeResult:
        """The goal, what serves it, what the caseworker has noted."""
        yield Static(id="which", classes="quiet")
        yield Static(id="goal", classes="title")
        yield Static(id="activities", classes="part")
        yield Static(id="note", classes="quiet")

    def on_mount(self) -> None:
        """Show the first goal."""
        self._read()

    def say_again(self) -> None:
        """Show it in the language in use by now."""
        self._read()

    @work(exclusive=True)
    @while_open
    async def _read(self) -> None:
        self._leaves = _leaves(await self.read(plan_of, self.participant_id))
        await self.turned()

    @property
    def leaves(self) -> int:
        """The goals, and one more for what stands by itself."""
        return len(self._leaves)

    async def show_leaf(self) -> None:
        """Draw one goal."""
        if not self._leaves:
            said = du("Din plan är tom än. Ni kan skriva ditt första mål tillsammans.")
            self.query_one("#goal", Static).update(safe(said))
            return
        goal, activities = self._leaves[self.leaf]
        self.query_one("#which", Static).update(safe(self._which(goal)))
        words = f"”{goal.own_words}”" if goal else du("Det här gör du också")
        self.query_one("#goal", Static).update(safe(words, multiline=True))
        self.query_one("#activities", Static).update(_lines(activities))
        note = self.query_one("#note", Static)
        note.display = goal is not None and bool(goal.note)
        if goal is not None:
            said = du("{sign} Handläggaren skriver: {note}").format(sign=OTHER, note=goal.note)
            note.update(safe(said, multiline=True))

    def _which(self, goal: Goal | None) -> str:
        if goal is None:
            return du("Utan mål")
        number = du("Mål {number}").format(number=self.leaf + 1)
        return f"{number} ✓" if goal.state is GoalState.ACHIEVED else number

    def explain(self) -> str:
        """What ``?`` says."""
        return du("Det här är din plan. Gå med ← och →. Du får säga till om något ska ändras.")


def _leaves(view: PlanView) -> list[Leaf]:
    leaves = [Leaf(goal.goal, goal.activities) for goal in view.goals]
    return [*leaves, Leaf(None, view.unattached)] if view.unattached else leaves


def _lines(activities: Sequence[ActivityView]) -> Content:
    if not activities:
        return safe(du("Inget är bestämt för det här målet än."), "$quiet")
    return joined(*(joined(*_activity(view), between="\n") for view in activities), between="\n\n")


def _activity(view: ActivityView) -> Iterator[Content]:
    activity = view.activity
    yield safe(activity.title, "bold")
    said = (
        when_words(activity),
        du("med {who}").format(who=activity.taking_part) if activity.taking_part else "",
        du("ansvarig: {who}").format(who=responsible_words(activity.responsible)),
    )
    yield safe(" · ".join(part for part in said if part))
    yield safe(status_words(activity), "$quiet")


def when_words(activity: Activity) -> str:
    """When it is; "" where how it stands says the same."""
    when = time_words(activity)
    return "" if when == word(activity.status) else when
