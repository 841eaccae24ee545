"""Fulfils :class:`dirigo_tui.services.ports.Papers`; each setter is imported when it is needed."""

from __future__ import annotations

from datetime import datetime

from dirigo_tui.services.paper import Paper
from dirigo_tui.services.ports import Calendar


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
