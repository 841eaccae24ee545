"""Reading the access log: who has read about somebody, and a sample for the supervisor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from dirigo_tui.domain.access_log import Entry, sampled
from dirigo_tui.domain.vocabulary import Access
from dirigo_tui.services.participants import find_by_reference
from dirigo_tui.services.ports import Reader, UnitOfWork

SAMPLE_SIZE: Final = 20
"""Entries in a month's sample, or all when there are no more."""


@dataclass(frozen=True, slots=True)
class LogLine:
    """An entry as it is shown.

    Attributes:
        at: UTC.
        reference: of the participant; "" when it is about no one person, or the file is gone.
    """

    number: int
    at: datetime
    actor: str
    action: Access
    participant_id: str | None
    reference: str
    reason: str

    def plain(self) -> dict[str, Any]:
        """JSON-ready."""
        return {
            "number": self.number,
            "at": self.at.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "actor": self.actor,
            "action": self.action.value,
            "participant_id": self.participant_id,
            "reference": self.reference or None,
            "reason": self.reason,
        }


def readers_of(reader: Reader, participant_id: str) -> list[LogLine]:
    """Who has done what with a participant's file, reading it too; the latest first."""
    return _lines(reader, reader.rows("access_log_of", participant_id=participant_id))


def read_log(unit: UnitOfWork, reference: str = "", limit: int = 200) -> list[LogLine]:
    """The log, or the lines about one participant, the latest first. Reading it is noted in it.

    Args:
        unit: the unit of work.
        reference: of the participant; "" for the whole log.
        limit: how many lines of the whole log.

    Raises ``Refused("reference_unknown")``.
    """
    if reference:
        participant_id = find_by_reference(unit, reference).id
        lines = readers_of(unit, participant_id)
    else:
        participant_id = None
        lines = _lines(unit, unit.rows("access_log_latest", limit=limit))
    unit.accessed(Access.LOG_READ, participant_id)
    return lines


def sample(unit: UnitOfWork, month: str = "") -> list[LogLine]:
    """A month's sample, the same whenever it is drawn once the month is over; noted in the log.

    Args:
        unit: the unit of work.
        month: ``YYYY-MM`` (UTC); "" for the last one.
    """
    month = month or last_month(unit.now.date())
    rows = unit.rows("access_log_month", month=month)
    unit.accessed(Access.LOG_READ, None)
    entries = [Entry(**row) for row in rows]
    return _lines(unit, [entry._asdict() for entry in sampled(entries, month, SAMPLE_SIZE)])


def last_month(today: date) -> str:
    """``2026-10`` on any day of November 2026."""
    return (today.replace(day=1) - timedelta(days=1)).isoformat()[:7]


def _lines(reader: Reader, rows: Sequence[dict[str, Any]]) -> list[LogLine]:
    references = {row["id"]: row["reference"] for row in reader.rows("references")} if rows else {}
    return [
        LogLine(
            number=row["number"],
            at=datetime.fromisoformat(row["at"]),
            actor=row["actor"],
            action=Access(row["action"]),
            participant_id=row["participant_id"],
            reference=references.get(row["participant_id"], ""),
            reason=row["reason"],
        )
        for row in rows
    ]
