"""Fulfils :class:`dirigo_tui.services.ports.Papers`; each setter is imported when it is needed."""

from __future__ import annotations

from datetime import datetime

from dirigo_tui.services.paper import Paper
from dirigo_tui.services.ports import Calendar
from dirigo_tui.services.workbook import PlainTable, Workbook


def pdf(paper: Paper, *, large: bool) -> tuple[bytes, tuple[str, ...]]:
    """See :class:`dirigo_tui.services.ports.Papers`."""
    from dirigo_tui.exports import paper_pdf

    return paper_pdf.write(paper, large=large)


def text(paper: Paper) -> bytes:
    """See :class:`dirigo_tui.services.ports.Papers`."""
    from dirigo_tui.exports import paper_text

    return paper_text.write(paper)


def calendar(calendar: Calendar, *, stamp: datetime) -> bytes:
    """See :class:`dirigo_tui.services.ports.Papers`."""
    from dirigo_tui.exports import calendar_file

    return calendar_file.write(calendar, stamp)


def workbook(workbook: Workbook) -> bytes:
    """See :class:`dirigo_tui.services.ports.Papers`."""
    from dirigo_tui.exports import workbook_writer

    return workbook_writer.write(workbook)


def plain_table(table: PlainTable) -> bytes:
    """See :class:`dirigo_tui.services.ports.Papers`."""
    from dirigo_tui.exports import csv_writer

    return csv_writer.write(table)
