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
    N_("närvarande"),
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
    N_("frånvarande"),
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


def _read(reader: Reader, activity_id: str) -> tuple[Activity, list[Occurrence], date]:
    activity = reader.get(Activity, activity_id)
    return activity, reader.find(Occurrence, activity_id=activity_id), reader.today


class AttendanceDialog(DirigoDialog[bool]):
    """The days of a recurring activity; the result says whether anything was marked.

    Args:
        activity: which.
    """

    commands = (PRESENT, NOTICE, ABSENT, CLEAR)

    DEFAULT_CSS = """
    AttendanceDialog BlockList { height: 1fr; }
    AttendanceDialog .box { height: 100%; max-height: 22; }
    AttendanceDialog FooterLine, AttendanceDialog NoticeLine { dock: none; margin: 0; padding: 0; }
    """

    def __init__(self, activity: Activity) -> None:
        super().__init__()
        self._activity = activity
        self._marked: dict[date, Attendance] = {}
        self._days: Sequence[date] = ()
        self._touched = False

    def compose(self) -> ComposeResult:
        """The days in a list."""
        with Vertical(classes="box") as box:
            title = shortened(self._activity.title, 50)
            box.border_title = safe(_("Närvaro: {title}").format(title=title))
            yield BlockList()
            yield NoticeLine()
            yield FooterLine()

    async def on_mount(self) -> None:
        """Begin on the latest day that nothing is noted about."""
        await self._reload()
        past = [day for day in self._days if day <= self._today]
        missing = [day for day in past if day not in self._marked]
        begin = (missing or past or self._days)[-1:]
        for day in begin:
            self.query_one(BlockList).mark(day.isoformat())

    async def _reload(self) -> None:
        self._activity, occurrences, self._today = await self.read(_read, self._activity.id)
        self._marked = {found.day: found.attendance for found in occurrences}
        self._days = sorted({*days_of(self._activity), *self._marked})
        self.query_one(BlockList).show([self._row(day) for day in self._days])

    def _row(self, day: date) -> Block:
        attendance = self._marked.get(day)
        ahead = attendance is None and day > self._today
        said = word(attendance) if attendance else "" if ahead else du("inte noterad")
        style = "$quiet" if attendance is None else ""
        line = joined(
            safe(full_day(day)).pad_right(max(29 - len(full_day(day)), 1)),
            safe(f"{ATTENDANCE_SIGNS[attendance]} {said}" if not ahead else "", style),
        )
        if ahead and day == min(d for d in self._days if d >= self._today):
            line = joined(line, safe(relative_day(day, self._today), "$quiet"))
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
