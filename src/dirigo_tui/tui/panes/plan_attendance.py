"""Attendance at a course, one day after the other: mark one and the next is there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical

from dirigo_tui.domain.records import Activity, Occurrence
from dirigo_tui.domain.vocabulary import Attendance
from dirigo_tui.i18n.catalogue import N_, _, du
from dirigo_tui.i18n.formats import full_day, relative_day
from dirigo_tui.i18n.history import shortened
from dirigo_tui.i18n.words import word
from dirigo_tui.services.attendance import SetAttendance, days_of, set_attendance
from dirigo_tui.services.ports import Reader
from dirigo_tui.tui.commands import Command
from dirigo_tui.tui.panes.plan_rows import ATTENDANCE_SIGNS
from dirigo_tui.tui.screen import DirigoDialog, tells_refusals
from dirigo_tui.tui.widgets.block_list import Block, BlockList
from dirigo_tui.tui.widgets.chrome import FooterLine, NoticeLine
from dirigo_tui.tui.widgets.safe_text import joined, safe

PRESENT = Command(
    "attendance.present",
    "n,enter",
    N_("var där"),
    N_("Deltagaren var där den dagen."),
    action=f"set('{Attendance.PRESENT}')",
)
NOTICE = Command(
    "attendance.notice",
    "a",
    N_("anmält"),
    N_("Deltagaren anmälde frånvaro. Det kan skrivas i förväg."),
    action=f"set('{Attendance.ABSENT_WITH_NOTICE}')",
)
ABSENT = Command(
    "attendance.absent",
    "f",
    N_("frånvaro"),
    N_("Deltagaren var inte där den dagen."),
    action=f"set('{Attendance.ABSENT}')",
)
CLEAR = Command(
    "attendance.clear",
    "delete,backspace",
    N_("ta bort"),
    N_("Ta bort det som är noterat den dagen."),
    action="set('')",
)

_DAY_CELLS = 30
"""The longest day, ”torsdag 24 september 2026”, and room after it."""

_FRAME_LINES = 6
"""Lines of the dialog that are not days: border, notice, footer."""


def _read(reader: Reader, activity_id: str) -> tuple[Activity, list[Occurrence], date]:
    activity = reader.get(Activity, activity_id)
    return activity, reader.find(Occurrence, activity_id=activity_id), reader.today


class AttendanceDialog(DirigoDialog[bool]):
    """The days of a recurring activity; the result says whether anything was marked.

    Args:
        activity: which.
        whose: the participant's name.
    """

    commands = (PRESENT, NOTICE, ABSENT, CLEAR)

    DEFAULT_CSS = """
    AttendanceDialog FooterLine, AttendanceDialog NoticeLine { dock: none; margin: 0; padding: 0; }
    AttendanceDialog FooterLine { margin-top: 1; }
    """

    def __init__(self, activity: Activity, whose: str) -> None:
        super().__init__()
        self._activity = activity
        self._whose = whose
        self._marked: dict[date, Attendance] = {}
        self._days: Sequence[date] = ()
        self._touched = False

    def compose(self) -> ComposeResult:
        """The days in a list."""
        with Vertical(classes="box") as box:
            said = _("Närvaro: {title} · {name}")
            title = shortened(self._activity.title, 40)
            box.border_title = safe(said.format(title=title, name=self._whose))
            yield BlockList()
            yield NoticeLine()
            yield FooterLine()

    async def on_mount(self) -> None:
        """Begin on the first day that has been and that nothing is noted about."""
        await self._reload()
        past = [day for day in self._days if day <= self._today]
        missing = [day for day in past if day not in self._marked]
        for day in missing[:1] or past[-1:]:
            self.query_one(BlockList).mark(day.isoformat())

    def on_resize(self) -> None:
        """Let the days scroll rather than push the footer out."""
        self._fit()

    def _fit(self) -> None:
        room = max(self.size.height - _FRAME_LINES, 3)
        self.query_one(BlockList).styles.height = max(min(len(self._days), room), 1)

    async def _reload(self) -> None:
        self._activity, occurrences, self._today = await self.read(_read, self._activity.id)
        self._marked = {found.day: found.attendance for found in occurrences}
        self._days = sorted({*days_of(self._activity), *self._marked})
        self._fit()
        self.query_one(BlockList).show([self._row(day) for day in self._days])

    def _row(self, day: date) -> Block:
        attendance = self._marked.get(day)
        if attendance is not None:
            said = safe(f"{ATTENDANCE_SIGNS[attendance]} {word(attendance)}")
        elif day <= self._today:
            unmarked = du("inte noterad")
            said = safe(f"{ATTENDANCE_SIGNS[None]} {unmarked}", "$quiet")
        else:
            said = safe(relative_day(day, self._today), "$quiet")
        written = safe(full_day(day))
        line = joined(written.pad_right(max(_DAY_CELLS - written.cell_length, 1)), said)
        return Block(day.isoformat(), lambda _width: [line])

    @on(BlockList.Highlighted)
    def _moved(self) -> None:
        self.refresh_bindings()

    @property
    def _day(self) -> date | None:
        id = self.query_one(BlockList).marked_id
        return date.fromisoformat(id) if id else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what can be true: nobody was anywhere on a day that has not been."""
        if action != "set":
            return super().check_action(action, parameters)
        day = self._day
        if day is None:
            return None
        if parameters == ("",):
            return True if day in self._marked else None
        has_been = day <= self._today or parameters == (Attendance.ABSENT_WITH_NOTICE,)
        return True if has_been else None

    @tells_refusals
    async def action_set(self, attendance: str) -> None:
        """Note it, and go to the next day when one goes through them in order."""
        day = self._day
        if day is None:
            return
        command = SetAttendance(
            activity_id=self._activity.id,
            day=day,
            attendance=Attendance(attendance) if attendance else None,
        )
        await self.write(set_attendance, command)
        self._touched = True
        await self._reload()
        following = [later for later in self._days if day < later <= self._today]
        if attendance and following:
            self.query_one(BlockList).mark(following[0].isoformat())

    async def action_back(self) -> None:
        """Close; what was noted is saved already."""
        self.dismiss(self._touched)

    def explain(self) -> str:
        """What ``?`` says."""
        return _("En rad för varje gång. Det som noteras sparas direkt.")
