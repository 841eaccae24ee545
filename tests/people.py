"""People written straight into a desk, for tests of what is read."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from desks import TODAY, DirectDesk

from dirigo_tui.domain.records import Participant, PlanVersion, Record
from dirigo_tui.domain.vocabulary import Action

RECORDED_AT = datetime(2026, 11, 1, 12, tzinfo=UTC)


def days(number: int) -> date:
    """The day so many days from today."""
    return TODAY + timedelta(days=number)


class People:
    """Adds records to a desk."""

    def __init__(self, desk: DirectDesk) -> None:
        self._desk = desk
        self._numbers = count(1)

    def stamp(self, person: str = "") -> dict[str, Any]:
        """What every record begins with; ids rise."""
        owner = {"participant_id": person} if person else {}
        return {"id": f"{next(self._numbers):032x}", "recorded_at": RECORDED_AT, **owner}

    def add(self, *records: Record) -> None:
        """Store records."""

        def use_case(unit: Any) -> None:
            unit.add_many(records)
            unit.happened(Action.PARTICIPANT_IMPORTED, None)

        self._desk.write(use_case)

    def person(self, reference: str, **fields: Any) -> str:
        """Store a person; the id."""
        record = Participant(**self.stamp(), reference=reference, **fields)
        self.add(record)
        return record.id

    def person_due(self, reference: str, due: date | None, **fields: Any) -> str:
        """Store somebody with a follow-up booked on a day, or with nothing booked; the id."""
        id = self.person(reference, **fields)
        if due:
            self.add(
                PlanVersion(**self.stamp(id), number=1, opened_on=days(-10), next_follow_up=due)
            )
        return id
