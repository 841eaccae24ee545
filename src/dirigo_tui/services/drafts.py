"""What is being typed and is not a record yet: kept in the encrypted database, so nothing is lost.

A draft's key says what it is for, and for whom, e.g. ``note:<participant id>``; there is one draft
a key. Its content is the front end's own text (a field's value, or JSON of a form). Drafts are
outside the journal: undo is about records.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dirigo_tui.services.ports import Reader, UnitOfWork


@dataclass(frozen=True, slots=True)
class Draft:
    """Something half written.

    Attributes:
        participant_id: whose file it is for, or None when it is for no one person.
        saved_at: UTC.
    """

    key: str
    participant_id: str | None
    content: str
    saved_at: datetime


def save(unit: UnitOfWork, key: str, content: str, participant_id: str | None = None) -> datetime:
    """Keep a draft, in place of the one with that key; the moment it was saved.

    Empty content is kept too: having deleted everything is a state to come back to.
    """
    # Imported here: the app reads drafts before its first list, and writes none by then.
    from dirigo_tui.domain.records import plain_value

    unit.execute(
        "draft_write",
        key=key,
        participant_id=participant_id,
        content=content,
        saved_at=plain_value(unit.now),
    )
    return unit.now


def load(reader: Reader, key: str) -> Draft | None:
    """The draft with that key, or None."""
    found = reader.rows("draft", key=key)
    return _draft(found[0]) if found else None


def remove(unit: UnitOfWork, key: str) -> None:
    """Forget a draft, because it became a record or was thrown away; none is no mistake."""
    unit.execute("draft_remove", key=key)


def drafts(reader: Reader) -> list[Draft]:
    """Every draft, the latest first."""
    return [_draft(row) for row in reader.rows("drafts")]


def _draft(row: dict[str, Any]) -> Draft:
    return Draft(
        key=row["key"],
        participant_id=row["participant_id"],
        content=row["content"],
        saved_at=datetime.fromisoformat(row["saved_at"]),
    )
