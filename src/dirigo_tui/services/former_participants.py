"""What is left of people whose files have been destroyed: the days on which they count.

Without it last year's report would no longer add up. The row has a random token where others have a
pseudonym, so nothing leads back to anybody, not even the reference and the organisation's key.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from dirigo_tui.domain.counting import Count, Days, counted_days, counts_on, known_until
from dirigo_tui.domain.vocabulary import Protection, Sex, TargetGroup
from dirigo_tui.services.person_in_cohort import person_of
from dirigo_tui.services.ports import Reader, UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerParticipant:
    """One person; the fields are those of a row in a cohort file (``cohort_files/content.py``).

    Attributes:
        token: random; the same in every file that leaves the desk.
        site: "" for somebody whose identity was protected.
    """

    token: str
    target_group: TargetGroup | None
    sex: Sex
    site: str
    protected: bool
    latest_on: date
    facts: int
    days: Mapping[Count, Days]

    def counts(self, as_of: date) -> dict[Count, int]:
        """1 for each count the person is in on a day, 0 for the others."""
        return {count: int(counts_on(self.days.get(count, ()), as_of)) for count in Count}


def former_participants(reader: Reader) -> list[FormerParticipant]:
    """All of them, in an order that says nothing."""
    return [
        FormerParticipant(
            token=row["token"],
            target_group=TargetGroup(row["target_group"]) if row["target_group"] else None,
            sex=Sex(row["sex"]),
            site=row["site"],
            protected=bool(row["protected"]),
            latest_on=date.fromisoformat(row["latest_on"]),
            facts=row["facts"],
            days={
                Count(count): tuple(map(date.fromisoformat, days))
                for count, days in json.loads(row["days"]).items()
            },
        )
        for row in reader.rows("former_participants")
    ]


def leave_behind(unit: UnitOfWork, participant_id: str) -> None:
    """Write the row of somebody whose file is about to be destroyed; none for who never counts."""
    for found in unit.rows("cohort_person", participant_id=participant_id):
        person = person_of(found)
        days = counted_days(person)
        latest_on, facts = known_until(person)
        if person.target_group is None:
            days = {count: days[count] for count in days if count is Count.STARTED}
        if not days or latest_on is None:
            continue
        protected = found["protection"] != Protection.NONE
        plain = {
            count.value: [day.isoformat() for day in counted] for count, counted in days.items()
        }
        unit.execute(
            "former_participant_write",
            token=unit.new_id(),
            target_group=person.target_group,
            sex=person.sex,
            site="" if protected else person.site,
            protected=protected,
            latest_on=latest_on.isoformat(),
            facts=facts,
            days=json.dumps(plain),
        )
