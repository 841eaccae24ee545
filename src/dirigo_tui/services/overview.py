"""The participant at a glance: who it is, what comes next, and where you were."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from dirigo_tui.domain import plan, ratings
from dirigo_tui.domain.dates import age_on
from dirigo_tui.domain.deadlines import Deadline
from dirigo_tui.domain.freshness import lapses
from dirigo_tui.domain.rating_templates import BUILT_IN
from dirigo_tui.domain.records import (
    Activity,
    Consent,
    Participant,
    PlanVersion,
    Rating,
    Status,
)
from dirigo_tui.domain.status import current
from dirigo_tui.domain.vocabulary import ActivityStatus, Axis, NonAnswer, Rater, Rule
from dirigo_tui.services import caseload
from dirigo_tui.services.caseload import CaseloadRow
from dirigo_tui.services.consents import in_force
from dirigo_tui.services.plan_versions import current_version
from dirigo_tui.services.ports import Reader

_PLACE_OF_ITEM = {
    (template.code, item.code): (place, number)
    for place, template in enumerate(BUILT_IN)
    for number, item in enumerate(template.items)
}


@dataclass(frozen=True, slots=True)
class LatestRating:
    """The latest answer to an item by one rater, beside the value before it.

    Attributes:
        latest: may be a non-answer, but not that nobody asked.
        before: the latest earlier value to the same question text, or None.
    """

    latest: Rating
    before: Rating | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """What the first page of a participant shows. Who has protected identity is not named in it.

    Attributes:
        person: name to show, group, site, plan state, and what is due, as on the caseload.
        age: whole years, or None when the birth date is not known, or protected.
        municipality: "" when it is not known, or the identity is protected.
        next_thing: what to do next: the most pressing deadline, or None.
        next_is_overdue: whether it should have been done already.
        lapses: what makes the plan stale today (DOMAIN.md §5); empty when it is fresh.
        plan_confirmed_on: when the current version was jointly confirmed, or None.
        next_follow_up: the day booked for the plan, past or not.
        activities: how many there are of each status; a status without any is left out.
        ratings: in the order of the templates, the participant's before the caseworker's.
        status: what holds today by axis; an axis about which nothing is known is left out.
        consents: those in force, the one that ends first before the others.
    """

    person: CaseloadRow
    age: int | None
    municipality: str
    sick_since: date | None
    no_sgi: bool
    own_goal: str
    next_thing: Deadline | None
    next_is_overdue: bool
    lapses: tuple[Rule, ...]
    plan_confirmed_on: date | None
    next_follow_up: date | None
    activities: Mapping[ActivityStatus, int]
    ratings: tuple[LatestRating, ...]
    status: Mapping[Axis, tuple[Status, ...]]
    consents: tuple[Consent, ...]


def overview_of(reader: Reader, participant_id: str) -> Overview:
    """A participant at a glance. Raises ``Refused("not_found")``."""
    reader.read_ahead(participant_id, Participant, PlanVersion, Activity, Rating, Status, Consent)
    today = reader.today
    participant = reader.get(Participant, participant_id)
    person = caseload.row_of(reader, participant_id)
    born = None if person.protected else participant.birth_date
    version = current_version(reader, participant_id)
    activities = reader.find(Activity, participant_id=participant_id)
    counted = Counter(activity.status for activity in activities)
    return Overview(
        person=person,
        age=age_on(born, today) if born else None,
        municipality="" if person.protected else participant.municipality,
        sick_since=participant.sick_since,
        no_sgi=participant.no_sgi,
        own_goal=participant.own_goal,
        next_thing=person.why,
        next_is_overdue=person.why is not None and person.why.is_overdue(today),
        lapses=lapses(person.overdue, today),
        plan_confirmed_on=plan.jointly_confirmed(version) if version else None,
        next_follow_up=version.next_follow_up if version else None,
        activities={status: counted[status] for status in ActivityStatus if counted[status]},
        ratings=latest_ratings(reader.find(Rating, participant_id=participant_id)),
        status=current(reader.find(Status, participant_id=participant_id), today),
        consents=in_force(reader, participant_id),
    )


def latest_ratings(given: Iterable[Rating]) -> tuple[LatestRating, ...]:
    """The latest answer to each item by each rater, about each goal."""
    asked = [rating for rating in given if rating.non_answer is not NonAnswer.NOT_ASKED]
    asked.sort(key=lambda rating: (rating.on, rating.recorded_at, rating.id))
    latest = {(r.template, r.item, r.goal_id, r.rater): r for r in asked}
    return tuple(
        LatestRating(
            rating,
            ratings.latest_value(asked, ratings.question_of(rating), rating.rater, rating.on),
        )
        for rating in sorted(latest.values(), key=_place)
    )


def _place(rating: Rating) -> tuple[tuple[int, int], str, bool]:
    unknown = (len(BUILT_IN), 0)
    place = _PLACE_OF_ITEM.get((rating.template, rating.item), unknown)
    return place, rating.goal_id or "", rating.rater is Rater.CASEWORKER
