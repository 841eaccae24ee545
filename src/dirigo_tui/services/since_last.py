"""What has happened since the participant and the caseworker last met, out of one file.

*Last met* is the latest day before today on which a plan version was jointly confirmed, a contact
was noted (a follow-up that was done is one), or the participant's rating was given with somebody
beside her. What happened is what her attendance, her answers and the history of her plan say of the
days after it; where history is silent, as after an import, the plan's own days speak.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date

from dirigo_tui.domain import plan
from dirigo_tui.domain.dates import today_in_sweden
from dirigo_tui.domain.plan import ChangeKind, PlanChange
from dirigo_tui.domain.protection import shown_name
from dirigo_tui.domain.records import (
    Activity,
    Goal,
    JournalEntry,
    Note,
    Occurrence,
    Participant,
    PlanVersion,
    Rating,
)
from dirigo_tui.domain.vocabulary import (
    Action,
    ActivityStatus,
    Attendance,
    GoalState,
    Mode,
    NoteKind,
    Protection,
    Rater,
)
from dirigo_tui.services.plan_versions import versions_of
from dirigo_tui.services.ports import Reader

_NOTHING: plan.Content = {"goals": [], "activities": []}


@dataclass(frozen=True, slots=True)
class Attended:
    """How many of the marked times of a course or the like the participant was at."""

    title: str
    present: int
    times: int


@dataclass(frozen=True, slots=True)
class Went:
    """An activity that has begun, ended, or stopped."""

    title: str
    status: ActivityStatus


@dataclass(frozen=True, slots=True)
class Reached:
    """A goal that was reached, in the participant's own words."""

    own_words: str


@dataclass(frozen=True, slots=True)
class Rated:
    """A rating the participant gave by herself."""

    template: str


@dataclass(frozen=True, slots=True)
class Agreed:
    """Something that the plan says otherwise than it did."""

    change: PlanChange


Happening = Attended | Went | Reached | Rated | Agreed


@dataclass(frozen=True, slots=True, kw_only=True)
class SinceLast:
    """The first page of a joint session.

    Attributes:
        name: the participant's first name; "" when it is protected or not known.
        since: the day they last met, or None when they never have.
        happened: what she did first, then what became of the plan.
        goals: own words of every goal, by id.
        next_follow_up: the day booked, today or ahead, or None.
    """

    name: str
    own_goal: str
    since: date | None
    happened: tuple[Happening, ...]
    goals: Mapping[str, str]
    next_follow_up: date | None
    today: date


@dataclass(frozen=True, slots=True)
class _Days:
    """A file as far as it tells of the days after ``since``, ``today`` included.

    Attributes:
        journal: what was done in them and stands, the first first.
    """

    since: date
    today: date
    versions: Sequence[PlanVersion]
    goals: Sequence[Goal]
    activities: Sequence[Activity]
    occurrences: Sequence[Occurrence]
    ratings: Sequence[Rating]
    journal: Sequence[JournalEntry]


def since_last(reader: Reader, participant_id: str) -> SinceLast:
    """What has happened since they last met. Raises ``Refused("not_found")``."""
    participant = reader.get(Participant, participant_id)
    versions = versions_of(reader, participant_id)
    notes = reader.find(Note, participant_id=participant_id)
    ratings = reader.find(Rating, participant_id=participant_id)
    goals = reader.find(Goal, participant_id=participant_id)
    since = last_met(versions, notes, ratings, reader.today)
    happened: tuple[Happening, ...] = ()
    if since is not None:
        days = _Days(
            since,
            reader.today,
            versions,
            goals,
            reader.find(Activity, participant_id=participant_id),
            reader.find(Occurrence, participant_id=participant_id),
            ratings,
            [
                entry
                for entry in reversed(reader.history(participant_id))
                if not entry.undone and today_in_sweden(entry.at) > since
            ],
        )
        happened = tuple(_happened(days))
    booked = versions[-1].next_follow_up if versions else None
    return SinceLast(
        name=first_name(participant),
        own_goal=participant.own_goal,
        since=since,
        happened=happened,
        goals={goal.id: goal.own_words for goal in goals},
        next_follow_up=booked if booked is not None and booked >= reader.today else None,
        today=reader.today,
    )


def last_met(
    versions: Iterable[PlanVersion], notes: Iterable[Note], ratings: Iterable[Rating], today: date
) -> date | None:
    """The latest day before today on which the two met, or None."""
    days = {plan.jointly_confirmed(version) for version in versions}
    days |= {note.on for note in notes if note.kind is not NoteKind.NOTE}
    days |= {r.on for r in ratings if r.rater is Rater.PARTICIPANT and r.mode is not Mode.ALONE}
    return max((day for day in days if day is not None and day < today), default=None)


def first_name(participant: Participant) -> str:
    """What to call somebody to their face: ``Samira`` of ``Samira Nordin`` or ``Nordin, Samira``;
    "" for a name that is protected or not known."""
    if participant.protection is not Protection.NONE:
        return ""
    name = shown_name(participant.name, "", participant.protection)
    _family, comma, given = name.partition(",")
    return next(iter((given if comma else name).split()), "")


def _happened(days: _Days) -> Iterator[Happening]:
    attended, went = dict(_attended(days)), dict(_went(days))
    for activity in days.activities:
        if activity.id in attended:
            yield Attended(activity.title, *attended[activity.id])
    for activity in days.activities:
        status = went.get(activity.id)
        being_there = activity.id in attended and status is ActivityStatus.ONGOING
        if status is not None and not being_there:
            yield Went(activity.title, status)
    for goal in days.goals:
        if goal.state is GoalState.ACHIEVED and goal.state_on and goal.state_on > days.since:
            yield Reached(goal.own_words)
    alone = (r for r in days.ratings if r.rater is Rater.PARTICIPANT and r.mode is Mode.ALONE)
    yield from map(Rated, dict.fromkeys(r.template for r in alone if r.on > days.since))
    yield from map(Agreed, _changes(days, {*attended, *went}))


def _attended(days: _Days) -> Iterator[tuple[str, tuple[int, int]]]:
    """Present and marked times by activity."""
    marked: dict[str, list[Attendance]] = defaultdict(list)
    for occurrence in days.occurrences:
        if days.since < occurrence.day <= days.today:
            marked[occurrence.activity_id].append(occurrence.attendance)
    for id, times in marked.items():
        yield id, (times.count(Attendance.PRESENT), len(times))


def _went(days: _Days) -> Iterator[tuple[str, ActivityStatus]]:
    """How activities stand that have begun, ended or stopped."""
    touched = {
        entry.params.get("title")
        for entry in days.journal
        if entry.action == Action.ACTIVITY_STATUS_SET
    }
    for activity in days.activities:
        status = activity.status
        day = {
            ActivityStatus.ONGOING: activity.time_start,
            ActivityStatus.DONE: activity.time_end,
        }.get(status)
        by_its_days = day is not None and days.since < day <= days.today
        if status is not ActivityStatus.PLANNED and (activity.title in touched or by_its_days):
            yield activity.id, status


def _changes(days: _Days, told: Set[str]) -> Iterator[PlanChange]:
    """How the plan differs from what was agreed by ``since``, as far as that is news.

    Args:
        told: ids of activities about which something is said already.
    """
    confirmed = ((version, plan.jointly_confirmed(version)) for version in days.versions)
    agreed = [(version, on) for version, on in confirmed if on is not None and on <= days.since]
    version, agreed_on = agreed[-1] if agreed else (None, None)
    before = plan.read_snapshot(version.snapshot) if version and version.snapshot else _NOTHING
    titles = {entry.params.get("title") for entry in days.journal}
    rows: Sequence[Goal | Activity] = (*days.goals, *days.activities)
    written = {row.id for row in rows if today_in_sweden(row.recorded_at) > days.since}
    for change in plan.changes(before, plan.content(days.goals, days.activities)):
        added = change.kind in {ChangeKind.ACTIVITY_ADDED, ChangeKind.GOAL_ADDED}
        news = change.id in written if added else change.title in titles
        if (news or agreed_on == days.since) and not (added and change.id in told):
            yield change
