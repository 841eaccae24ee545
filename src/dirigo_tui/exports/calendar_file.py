"""Calendar files (RFC 5545): whole days, which need no time zone."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from dirigo_tui.services.ports import Calendar, CalendarEvent

if TYPE_CHECKING:
    import icalendar


def write(calendar: Calendar, stamp: datetime) -> bytes:
    """The file; see :class:`dirigo_tui.services.ports.Papers`."""
    import icalendar

    file = icalendar.Calendar()
    file.add("prodid", "-//dirigo-tui//calendar//SV")
    file.add("version", "2.0")
    file.add("x-wr-calname", icalendar.vText(calendar.name))
    for event in calendar.events:
        file.add_component(_event(event, stamp))
    content: bytes = file.to_ical()
    return content


def _event(event: CalendarEvent, stamp: datetime) -> icalendar.Event:
    import icalendar

    written = icalendar.Event()
    written.add("uid", event.uid)
    written.add("dtstamp", stamp)
    written.add("summary", event.title)
    written.add("dtstart", event.first)
    # The end of a whole-day event is the day after (RFC 5545, 3.6.1).
    written.add("dtend", event.last + timedelta(days=1))
    if event.recurrence:
        written.add("rrule", icalendar.vRecur.from_ical(event.recurrence))
    # A day in the plan says nothing about the hours: it does not make anybody busy.
    written.add("transp", "TRANSPARENT")
    return written
