"""Whose page is open: what stands above every section, so that nobody writes in a wrong file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dirigo_tui.domain.records import Participant, PlanVersion
from dirigo_tui.domain.vocabulary import Agreement, EndReason, PlanState, TargetGroup
from dirigo_tui.services import caseload
from dirigo_tui.services.plan_versions import current_version
from dirigo_tui.services.ports import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A participant, as far as it takes to know them from another.

    Attributes:
        name: what to call the person; the reference when the identity is protected.
        birth_date: None when it is not known, or protected.
        sick_since: the first day of the sick leave, where one is known.
        start, end: of taking part; None before it begins and while it goes on.
        plan_number: of the version being worked on, or None before the plan has begun.
        participant_answer, caseworker_answer: to that version; None until asked.
        today: the day all this was read.
    """

    id: str
    reference: str
    name: str
    protected: bool
    birth_date: date | None
    target_group: TargetGroup | None
    sick_since: date | None
    start: date | None
    end: date | None
    end_reason: EndReason | None
    plan_state: PlanState
    plan_number: int | None
    participant_answer: Agreement | None
    caseworker_answer: Agreement | None
    today: date


def person_of(reader: Reader, participant_id: str) -> Person:
    """Whose page it is. Raises ``Refused("not_found")``."""
    reader.read_ahead(participant_id, Participant, PlanVersion)
    participant = reader.get(Participant, participant_id)
    row = caseload.row_of(reader, participant_id)
    version = current_version(reader, participant_id)
    return Person(
        id=participant_id,
        reference=row.reference,
        name=row.name,
        protected=row.protected,
        birth_date=None if row.protected else participant.birth_date,
        target_group=row.target_group,
        sick_since=participant.sick_since,
        start=row.start,
        end=row.end,
        end_reason=participant.end_reason,
        plan_state=row.plan_state,
        plan_number=version.number if version else None,
        participant_answer=version.participant_answer if version else None,
        caseworker_answer=version.caseworker_answer if version else None,
        today=reader.today,
    )
