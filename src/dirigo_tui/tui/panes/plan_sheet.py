"""The plan as one sees it: version and lacks, the rows, what has changed, what can be done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from dirigo_tui.domain.vocabulary import Rule
from dirigo_tui.services.plan_view import ActivityView, GoalView, PlanView
from dirigo_tui.tui.panes import plan_rows, plan_words
from dirigo_tui.tui.panes.plan_commands import BELOW, COMPARE, FOLLOW_UP, NEW_ACTIVITY
from dirigo_tui.tui.panes.plan_reasons import Row
from dirigo_tui.tui.panes.sections import SECTIONS
from dirigo_tui.tui.widgets.block_list import BlockList
from dirigo_tui.tui.widgets.chrome import CommandLine
from dirigo_tui.tui.widgets.safe_text import joined, safe
from dirigo_tui.tui.widgets.virtual_list import GUTTER

_CHANGE_LINES = 2
"""Lines for what has changed; all of it is a key away."""


def _mends() -> dict[Rule, str]:
    """The key that mends each lapse of plan freshness."""
    mapping = [section.key for section in SECTIONS if section.name == "mapping"]
    return {
        Rule.NO_ACTIVITY_AHEAD: NEW_ACTIVITY.key_text,
        Rule.NO_FOLLOW_UP_DATE: FOLLOW_UP.key_text,
        Rule.NO_ACTIVITY_FOLLOWED_UP: FOLLOW_UP.key_text,
        Rule.MAPPING_OLD: "".join(mapping),
    }


class PlanSheet(Vertical):
    """Draws a plan; what can be done with it is up to its parent."""

    DEFAULT_CSS = """
    PlanSheet > Static { height: auto; padding: 0 1; display: none; }
    PlanSheet > Static.-shown { display: block; }
    PlanSheet > #columns { padding: 0; }
    PlanSheet > #changes { border-top: solid $rule; }
    """

    _view: PlanView | None = None
    _today: date
    _rows: Mapping[str, GoalView | ActivityView] = MappingProxyType({})
    _unfolded = False

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        yield Static(id="head")
        yield Static(id="columns")
        yield BlockList()
        yield Static(id="changes")
        yield CommandLine(BELOW)

    def show(self, view: PlanView, today: date, *, marked: str | None = None) -> None:
        """Draw a plan.

        Args:
            marked: id of the goal or activity to stand on; the one before when not given.
        """
        if self._view is None or self._view.participant_id != view.participant_id:
            self._unfolded = False
        self._view, self._today = view, today
        goals = (*view.goals, *view.removed)
        activities = [activity for goal in goals for activity in goal.activities]
        self._rows = {goal.goal.id: goal for goal in goals} | {
            activity.activity.id: activity for activity in (*activities, *view.unattached)
        }
        self._draw(marked)

    @property
    def row(self) -> Row:
        """What one stands on."""
        return self._rows.get(self.marked_id or "")

    @property
    def marked_id(self) -> str | None:
        """Its id; ``plan_rows.FOLD`` on the row that folds the removed goals."""
        return self.query_one(BlockList).marked_id

    def mark(self, id: str) -> None:
        """Stand on a goal or an activity."""
        self.query_one(BlockList).mark(id)

    def fold(self) -> None:
        """Show the removed goals, or hide them."""
        self._unfolded = not self._unfolded
        self._draw(plan_rows.FOLD)

    def on_resize(self) -> None:
        """Fit the new width."""
        self._draw_around()

    def _draw(self, marked: str | None) -> None:
        if self._view is None:
            return
        blocks = plan_rows.blocks(self._view, self._today, unfolded=self._unfolded)
        empty = safe(plan_words.empty_words(self._view), "$quiet")
        self.query_one(BlockList).show(
            blocks, marked=marked, empty=lambda width: [Content(""), *empty.wrap(width)]
        )
        self._draw_around()

    def _draw_around(self) -> None:
        view, width = self._view, self.size.width
        if view is None or not width:
            return
        within = max(width - 2, 1)
        self._put("#head", plan_words.head_lines(view, self._today, _mends(), within))
        heading = plan_rows.heading(width - GUTTER) if self._rows else Content("")
        self._put("#columns", [Content(" " * GUTTER) + heading] if heading.plain else [])
        changed = plan_words.changed_lines(
            view, self._today, within, _CHANGE_LINES, COMPARE.key_text
        )
        self._put("#changes", changed)

    def _put(self, where: str, lines: Iterable[Content]) -> None:
        kept = list(lines)
        widget = self.query_one(where, Static)
        widget.update(joined(*kept, between="\n"))
        widget.set_class(bool(kept), "-shown")
