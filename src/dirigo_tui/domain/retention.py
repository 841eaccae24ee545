"""Gallring: when a file may be destroyed (DOMAIN.md §4, §10). Two people say so."""

from __future__ import annotations

from datetime import date
from typing import Final

APPROVALS: Final = 2
"""So many people, each by name, approve that a file is destroyed."""

BACKUP_DAYS: Final = 90
"""So much older than a later one no own backup gets: backups are part of retention too."""

_EXEMPT_DAYS_OF_BIRTH: Final = frozenset({5, 15, 25})


def is_exempt(birth_date: date) -> bool:
    """Whether the file is kept for research: born on the 5th, 15th or 25th of any month."""
    return birth_date.day in _EXEMPT_DAYS_OF_BIRTH


def finished_by(listed_from: date) -> date:
    """The last day to be done with a file listed from that day: 31 December of the year after."""
    return date(min(listed_from.year + 1, date.max.year), 12, 31)
