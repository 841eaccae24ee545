"""The plan as rows: goals in the participant's own words, and under each its activities as a table.

From :data:`TABLE_CELLS` on an activity has five columns; with less room it has its title and how it
goes on the first line and the rest below. Words wrap, so that nothing is cut.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from typing import Final

from textual.content import Content

from dirigo_tui.domain.records import RESPONSIBLE_PARTICIPANT, Activity
from dirigo_tui.domain.vocabulary import ActivityStatus, Attendance, GoalState
from dirigo_tui.i18n.catalogue import _, du, ndu
from dirigo_tui.i18n.formats import short_day, weekday
from dirigo_tui.i18n.plan_changes import responsible_words
from dirigo_tui.i18n.series import series_words
from dirigo_tui.i18n.words import word
from dirigo_tui.services.plan_view import ActivityView, GoalView, OccurrenceView, PlanView
from dirigo_tui.tui.widgets.block_list import Block
from dirigo_tui.tui.widgets.safe_text import joined, safe

TABLE_CELLS: Final = 70
"""Cells a row needs for five columns."""

FOLD: Final = "removed"
"""The id of the row that folds and unfolds the removed goals."""

STATUS_SIGNS: Final = {
    ActivityStatus.PLANNED: "○",
    ActivityStatus.ONGOING: "●",
    ActivityStatus.PAUSED: "◌",
    ActivityStatus.DONE: "✓",
    ActivityStatus.CANCELLED: "✗",
}
ATTENDANCE_SIGNS: Final = {
    Attendance.PRESENT: "●",
    Attendance.ABSENT_WITH_NOTICE: "◌",
    Attendance.ABSENT: "○",
    None: "·",
}

_DOTS = 16
"""The latest occurrences that are shown as dots; all of them are counted."""
_GAP = 1
_INDENT = 2
_RESPONSIBLE_CELLS = 18
"""The longest common answer: Arbetsförmedlingen."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The cells of each column of the table."""

    title: int
    time: int
    taking_part: int
    responsible: int
    status: int

    @classmethod
    def within(cls, width: int) -> Columns | None:
        """The columns that fill the width, or None when there is no room for a table."""
        if width < TABLE_CELLS:
            return None
        status = 2 + max(len(word(status)) for status in ActivityStatus)
        left = width - _INDENT - status - _RESPONSIBLE_CELLS - 4 * _GAP
        quarter = left * 28 // 100
        return cls(left - 2 * quarter, quarter, quarter, _RESPONSIBLE_CELLS, status)

    @property
    def widths(self) -> tuple[int, int, int, int, int]:
        """In the order of the table."""
        return self.title, self.time, self.taking_part, self.responsible, self.status


def heading(width: int) -> Content:
    """The names of the columns, empty where there is no table."""
    columns = Columns.within(width)
    if columns is None:
        return Content("")
    names = (du("Aktivitet"), du("Tidpunkt"), du("Medverkande"), du("Ansvarig"), du("Läge"))
    cells = [safe(name, "$quiet") for name in names]
    return _side_by_side(cells, columns.widths)[0]


def blocks(view: PlanView, today: date, *, unfolded: bool) -> list[Block]:
    """The rows of a plan; their ids are those of the goals and activities.

    Args:
        unfolded: whether the removed goals are shown too.
    """
    rows: list[Block] = []
    for number, goal in enumerate(view.goals, start=1):
        rows += _goal(goal, du("Mål {number}").format(number=number), today, first=not rows)
    for activity in view.unattached:
        first = activity is view.unattached[0]
        rows.append(_activity(activity, today, du("Utan mål") if first else ""))
    if view.removed:
        rows.append(_fold(len(view.removed), unfolded))
        if unfolded:
            for goal in view.removed:
                rows += _goal(goal, du("Mål"), today, first=False)
    return rows


def _fold(count: int, unfolded: bool) -> Block:
    said = ndu("{n} borttaget mål", "{n} borttagna mål", count).format(n=count)
    line = safe(f"{'▾' if unfolded else '▸'} {said}", "$quiet")
    return Block(FOLD, lambda _width: [line], _blank)


def _blank(_width: int) -> Sequence[Content]:
    return [Content("")]


def _nothing(_width: int) -> Sequence[Content]:
    return []


def _goal(view: GoalView, label: str, today: date, *, first: bool) -> Iterator[Block]:
    yield Block(
        view.goal.id,
        lambda width: list(_goal_lines(view, label, width, today)),
        _nothing if first else _blank,
    )
    for activity in view.activities:
        yield _activity(activity, today)


def _goal_lines(view: GoalView, label: str, width: int, today: date) -> Iterator[Content]:
    """The participant's words, how the goal stands, and as a layer of its own the note."""
    goal = view.goal
    head = safe(f"{label}  ", "$quiet")
    words = [safe(f"”{goal.own_words}”", "bold", multiline=True)]
    if goal.state is not GoalState.OPEN:
        sign = "✓" if goal.state is GoalState.ACHIEVED else "✗"
        on = f" {short_day(goal.state_on, today)}" if goal.state_on else ""
        words.append(safe(f"  {sign} {word(goal.state)}{on}"))
    yield from _hanging(head, joined(*words), width)
    if goal.state_reason:
        said = du("Skäl: {reason}").format(reason=goal.state_reason)
        yield from _under(safe(said, "$quiet", multiline=True), width)
    if goal.note:
        note = _("Handläggarens anteckning: {note}").format(note=goal.note)
        bar = safe("  │ ", "$rule")
        yield from _hanging(bar, safe(note, "$quiet", multiline=True), width, bar)
    if not view.activities and goal.state is GoalState.OPEN:
        yield from _under(safe(du("inga aktiviteter än"), "$quiet"), width)


def _activity(view: ActivityView, today: date, heading: str = "") -> Block:
    above = [Content(""), safe(heading, "$quiet")] if heading else []
    return Block(
        view.activity.id,
        lambda width: [*_activity_lines(view, width), *_detail_lines(view, width, today)],
        lambda _width: above,
    )


def time_words(activity: Activity) -> str:
    """When it is, as written, else as often as it recurs."""
    if activity.time_text or not activity.recurrence:
        return activity.time_text
    return series_words(activity.recurrence)


def status_words(activity: Activity) -> str:
    """``● pågår``."""
    return f"{STATUS_SIGNS[activity.status]} {word(activity.status)}"


def _activity_lines(view: ActivityView, width: int) -> Iterator[Content]:
    activity = view.activity
    own = activity.responsible == RESPONSIBLE_PARTICIPANT
    title, status = safe(activity.title), safe(status_words(activity))
    who = responsible_words(activity.responsible)
    if columns := Columns.within(width):
        cells = [
            title,
            safe(time_words(activity)),
            safe(activity.taking_part or "–"),
            safe(who, "bold" if own else ""),
            status,
        ]
        yield from _side_by_side(cells, columns.widths)
        return
    room = width - _INDENT - status.cell_length - 2 * _GAP
    yield from _side_by_side([title, status], (room, status.cell_length))
    taking_part = activity.taking_part
    said = (
        time_words(activity),
        du("med {who}").format(who=taking_part) if taking_part else "",
        du("ansvarig: {who}").format(who=who),
    )
    yield from _under(safe(" · ".join(part for part in said if part)), width, _INDENT + 2)


def _detail_lines(view: ActivityView, width: int, today: date) -> Iterator[Content]:
    """What else there is to say about an activity, in a quieter voice."""
    activity = view.activity
    rhythm = activity.recurrence if activity.time_text else ""
    said = (
        _next(view, today),
        _attendance(view.occurrences),
        series_words(rhythm) if rhythm else "",
        _follow_up(activity, today),
    )
    if any(said):
        line = " · ".join(part for part in said if part)
        yield from _under(safe(line, "$quiet"), width, _INDENT + 2)
    if activity.status_reason:
        reason = du("Skäl: {reason}").format(reason=activity.status_reason)
        yield from _under(safe(reason, "$quiet", multiline=True), width, _INDENT + 2)


def _attendance(occurrences: Sequence[OccurrenceView]) -> str:
    """``närvaro ●●◌· 2 av 4, 1 anmäld frånvaro, 1 inte noterad``; "" before the first time."""
    if not occurrences:
        return ""
    counts = Counter(occurrence.attendance for occurrence in occurrences)
    shown = "".join(ATTENDANCE_SIGNS[o.attendance] for o in occurrences[-_DOTS:])
    dots = f"…{shown}" if len(occurrences) > _DOTS else shown
    said = [
        du("närvaro {dots} {present} av {all}").format(
            dots=dots, present=counts[Attendance.PRESENT], all=len(occurrences)
        )
    ]
    rest = (
        (counts[Attendance.ABSENT_WITH_NOTICE], du("{n} anmäld frånvaro")),
        (counts[Attendance.ABSENT], du("{n} frånvaro")),
        (counts[None], du("{n} inte noterad")),
    )
    said += [words.format(n=count) for count, words in rest if count]
    return ", ".join(said)


def _next(view: ActivityView, today: date) -> str:
    if view.next_on is None or not view.is_open:
        return ""
    return du("nästa {weekday} {day}").format(
        weekday=weekday(view.next_on), day=short_day(view.next_on, today)
    )


def _follow_up(activity: Activity, today: date) -> str:
    """When it is to be followed up, or else when it was."""
    due, done = activity.follow_up_on, activity.followed_up_on
    if due is not None and (done is None or done < due):
        day = short_day(due, today)
        if due < today:
            return du("! skulle ha följts upp {day}").format(day=day)
        return du("följs upp {day}").format(day=day)
    return du("uppföljd {day}").format(day=short_day(done, today)) if done else ""


# --- laying out ---------------------------------------------------------------------------------


def _side_by_side(cells: Sequence[Content], widths: Sequence[int]) -> list[Content]:
    """The cells in columns, indented, as many lines as the longest needs."""
    columns = [_wrapped(cell, width) for cell, width in zip(cells, widths, strict=True)]
    lines = []
    for parts in zip_longest(*columns, fillvalue=Content("")):
        padded = [
            part.pad_right(max(width - part.cell_length, 0))
            for part, width in zip(parts, widths, strict=True)
        ]
        lines.append(Content(" " * _INDENT) + joined(*padded, between=" " * _GAP))
    return lines


def _under(text: Content, width: int, indent: int = _INDENT) -> Iterator[Content]:
    """The text wrapped and indented."""
    yield from _hanging(Content(" " * indent), text, width)


def _hanging(
    head: Content, text: Content, width: int, below: Content | None = None
) -> Iterator[Content]:
    """The text wrapped to the right of ``head``, and of ``below`` (blanks) on the lines after."""
    if below is None:
        below = Content(" " * head.cell_length)
    for number, line in enumerate(_wrapped(text, width - head.cell_length)):
        yield (below if number else head) + line


def _wrapped(text: Content, width: int) -> list[Content]:
    return text.wrap(max(width, 1)) or [Content("")]
