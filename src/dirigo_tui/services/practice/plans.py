"""Practice plans: mapping, goals, activities with times and attendance, agreed versions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from dirigo_tui.domain import fuzzy_time, plan
from dirigo_tui.domain.dates import add_months
from dirigo_tui.domain.records import Activity, Goal, MappingEntry, Occurrence, PlanVersion
from dirigo_tui.domain.recurrence import Frequency, RecurrenceParts, build
from dirigo_tui.domain.vocabulary import (
    ActivityKind,
    ActivityStatus,
    Agreement,
    Attendance,
    EndReason,
    GoalState,
    MappingArea,
    Rater,
)
from dirigo_tui.services.practice import words
from dirigo_tui.services.practice.chance import on_workday
from dirigo_tui.services.practice.journey import COURSE_WEEKS, Journey
from dirigo_tui.services.practice.personas import Lapse, Persona, Situation

_NEVER_PLANNED = frozenset({EndReason.REGISTERED_BY_MISTAKE, EndReason.DECEASED})
_OPEN = (ActivityStatus.PLANNED, ActivityStatus.ONGOING)


@dataclass(slots=True)
class Plan:
    """What a person's plan consists of."""

    goals: list[Goal] = field(default_factory=list)
    activities: list[Activity] = field(default_factory=list)
    occurrences: list[Occurrence] = field(default_factory=list)
    versions: list[PlanVersion] = field(default_factory=list)


def mapping(persona: Persona, journey: Journey) -> Iterator[MappingEntry]:
    """The areas somebody has gone through; each may be left empty."""
    chance = persona.chance
    on = journey.mapped_on
    if persona.lapse is Lapse.MAPPING_OLD:
        on = persona.today - timedelta(days=chance.between(367, 398))
    for area in chance.some(tuple(MappingArea), chance.between(3, 7)):
        own_words, strengths, obstacles = chance.pick(words.MAPPING[area])
        yield MappingEntry(
            **persona.written(on),
            area=area,
            own_words=own_words,
            strengths=strengths,
            obstacles=obstacles,
            note=chance.pick(words.MAPPING_NOTES) if chance.often(0.2) else "",
            updated_on=on,
        )


def plan_of(persona: Persona, journey: Journey) -> Plan:
    """The plan as it stands today, with the versions that led there."""
    result = Plan()
    if not _has_plan(persona):
        return result
    result.goals = _goals(persona, journey)
    _Activities(persona, journey, result).write()
    if persona.lapse is Lapse.NO_ACTIVITY_AHEAD:
        result.activities = [
            replace(a, status=ActivityStatus.DONE, followed_up_on=journey.planned_on)
            if a.status in _OPEN
            else a
            for a in result.activities
        ]
    result.versions = _versions(persona, journey, result)
    return result


def _has_plan(persona: Persona) -> bool:
    if persona.lapse is Lapse.NO_PLAN or persona.end_reason in _NEVER_PLANNED:
        return False
    if persona.situation is Situation.BEGINNING:
        return persona.chance.often(0.85)
    return persona.end is None or persona.chance.often(0.96)


def _goals(persona: Persona, journey: Journey) -> list[Goal]:
    chance = persona.chance
    chosen = chance.some(words.GOALS, chance.weighted([(1, 0.35), (2, 0.45), (3, 0.2)]))
    goals = []
    for position, own_words in enumerate(chosen, start=1):
        goal = Goal(
            **persona.written(journey.planned_on),
            position=position,
            own_words=own_words,
            note=chance.pick(words.GOAL_NOTES) if chance.often(0.3) else "",
        )
        if journey.visits and (persona.end is not None or chance.often(0.12)):
            goal = _settled(persona, goal, journey.visits[-1], first=position == 1)
        goals.append(goal)
    return goals


def _settled(persona: Persona, goal: Goal, on: date, *, first: bool) -> Goal:
    if not first and persona.chance.often(0.15):
        reason = persona.chance.pick(words.REMOVED_BECAUSE)
        return replace(goal, state=GoalState.REMOVED, state_on=on, state_reason=reason, version=2)
    if persona.chance.often(0.75 if persona.regains else 0.3):
        return replace(goal, state=GoalState.ACHIEVED, state_on=on, version=2)
    return goal


@dataclass(frozen=True, slots=True)
class _Activities:
    """Writes the activities of a plan one by one, in the order of their times."""

    persona: Persona
    journey: Journey
    plan: Plan

    def write(self) -> None:
        persona, journey, chance = self.persona, self.journey, self.persona.chance
        for deed in chance.some(words.OWN_DEEDS, chance.weighted([(1, 0.7), (2, 0.3)])):
            self._own(deed)
        self._course(words.COURSE, journey.course_on)
        if journey.confidence_on is not None:
            self._course(words.CONFIDENCE_COURSE, journey.confidence_on)
        if chance.often(0.55):
            months = chance.between(2, 4)
            self._once(chance.pick(words.TREATMENTS), add_months(journey.agreed_on, 1), months)
        if chance.often(0.6):
            day = journey.agreed_on + timedelta(days=chance.between(25, 120))
            self._once(chance.pick(words.CONTACTS), day, 1)
        if journey.training_on is not None and persona.last_day >= journey.training_on - _AHEAD:
            deed = words.Deed(
                f"Arbetsträning: {journey.place}",
                ActivityKind.WORK_TRAINING,
                "Arbetsgivare",
                "Arbetsförmedlingen",
            )
            self._once(deed, journey.training_on, chance.between(3, 5))

    def _own(self, deed: words.Deed) -> None:
        """Something with no end in sight, looked at whenever the two meet."""
        seen = [day for day in self.journey.visits if day > self.journey.planned_on]
        over = self.persona.end is not None and self.persona.end <= self.persona.today
        text = self.persona.chance.pick(("pågår", "pågår", "tills vidare", "varje vecka"))
        self._add(
            deed,
            fuzzy_time.parse(text, self.journey.planned_on),
            ActivityStatus.DONE if over else ActivityStatus.ONGOING,
            followed_up_on=seen[-1] if seen else None,
            follow_up_on=self._next_visit(),
        )

    def _next_visit(self) -> date | None:
        if self.persona.last_day < self.persona.today:
            return None
        if self.persona.lapse is Lapse.ACTIVITY_FOLLOW_UP_MISSED:
            return on_workday(
                self.persona.today - timedelta(days=self.persona.chance.between(3, 20))
            )
        return self.persona.today + timedelta(days=self.persona.chance.between(6, 60))

    def _course(self, deed: words.Deed, first: date) -> None:
        last = first + timedelta(weeks=COURSE_WEEKS - 1)
        if first > self.persona.last_day + _AHEAD:
            return
        time = fuzzy_time.parse(f"{_written(first)}–{_written(last)}", self.journey.planned_on)
        activity = self._add(
            deed,
            time,
            self._status(first, last),
            recurrence=build(RecurrenceParts(frequency=Frequency.WEEKLY, count=COURSE_WEEKS)),
            follow_up_on=last,
            followed_up_on=last if last <= self.persona.last_day else None,
        )
        if activity.status is ActivityStatus.CANCELLED:
            return
        for week in range(COURSE_WEEKS):
            day = first + timedelta(weeks=week)
            if day <= self.persona.last_day and self.persona.chance.often(0.96):
                self._attend(activity, day)

    def _attend(self, activity: Activity, day: date) -> None:
        attendance = self.persona.chance.weighted(
            [
                (Attendance.PRESENT, 80),
                (Attendance.ABSENT_WITH_NOTICE, 13),
                (Attendance.ABSENT, 7),
            ]
        )
        occurrence = Occurrence(
            **self.persona.written(day), activity_id=activity.id, day=day, attendance=attendance
        )
        self.plan.occurrences.append(occurrence)

    def _once(self, deed: words.Deed, first: date, months: int) -> None:
        """Something in a month or over a few."""
        if first > self.persona.last_day + _AHEAD:
            return
        month = words.MONTHS[first.month - 1]
        last_month = words.MONTHS[(first.month + months - 2) % 12]
        part = self.persona.chance.pick(("", "", "början av ", "slutet av "))
        text = f"{month}–{last_month}" if months > 1 else f"{part}{month}"
        time = fuzzy_time.parse(text, first.replace(day=1))
        start, end = time.start or first, time.end or first
        followed_up = end <= self.persona.last_day
        self._add(
            deed,
            time,
            self._status(start, end),
            follow_up_on=on_workday(end) if followed_up or end > self.persona.today else None,
            followed_up_on=on_workday(end) if followed_up else None,
        )

    def _status(self, first: date, last: date) -> ActivityStatus:
        persona = self.persona
        if persona.chance.often(0.05):
            return ActivityStatus.CANCELLED
        if last < persona.today:
            return ActivityStatus.DONE
        if persona.end is not None and persona.end <= persona.today:
            return ActivityStatus.CANCELLED
        if persona.situation is Situation.PAUSED:
            return ActivityStatus.PAUSED
        return ActivityStatus.ONGOING if first <= persona.today else ActivityStatus.PLANNED

    def _add(
        self,
        deed: words.Deed,
        time: fuzzy_time.FuzzyTime,
        status: ActivityStatus,
        *,
        recurrence: str = "",
        follow_up_on: date | None = None,
        followed_up_on: date | None = None,
    ) -> Activity:
        chance = self.persona.chance
        open_goals = [goal for goal in self.plan.goals if goal.state is not GoalState.REMOVED]
        activity = Activity(
            **self.persona.written(self.journey.planned_on),
            goal_id=chance.pick(open_goals).id if open_goals and chance.often(0.85) else None,
            position=len(self.plan.activities) + 1,
            title=deed.title,
            kind=deed.kind,
            time_text=time.text,
            time_start=time.start,
            time_end=time.end,
            time_precision=time.precision,
            taking_part=deed.taking_part,
            responsible=deed.responsible,
            status=status,
            status_reason=chance.pick(words.CANCELLED_BECAUSE)
            if status is ActivityStatus.CANCELLED
            else "",
            follow_up_on=follow_up_on,
            followed_up_on=followed_up_on,
            recurrence=recurrence,
        )
        self.plan.activities.append(activity)
        return activity


_AHEAD = timedelta(days=60)
"""How far ahead a plan knows what is to come."""


def _written(day: date) -> str:
    return f"{day.day} {words.MONTHS[day.month - 1]} {day.year}"


def _versions(persona: Persona, journey: Journey, content: Plan) -> list[PlanVersion]:
    """The first version, the one that work training made necessary, and perhaps a draft."""
    chance = persona.chance
    training = [a for a in content.activities if a.kind is ActivityKind.WORK_TRAINING]
    before_training = [a for a in content.activities if a not in training]
    as_written = [replace(goal, state=GoalState.OPEN) for goal in content.goals]
    versions = [_version(persona, 1, journey.planned_on)]
    if persona.situation is Situation.BEGINNING:
        return [replace(versions[0], next_follow_up=_next_follow_up(persona))]
    removed = any(goal.state is GoalState.REMOVED for goal in content.goals)
    versions[0] = _answered(
        persona, versions[0], journey.agreed_on, as_written, before_training or content.activities
    )
    if (training and before_training) or removed:
        changed_on = journey.visits[-1] if journey.visits else persona.last_day
        if training and journey.training_on is not None:
            changed_on = min(journey.training_on - timedelta(days=20), persona.last_day)
        second = _version(persona, 2, max(changed_on, journey.agreed_on))
        agreed_on = min(second.opened_on + timedelta(days=7), persona.last_day)
        versions.append(_answered(persona, second, agreed_on, content.goals, content.activities))
    elif persona.situation is Situation.UNDER_WAY and chance.often(0.08):
        opened_on = persona.today - timedelta(days=chance.between(0, 9))
        versions.append(_version(persona, 2, opened_on))
    versions[-1] = replace(versions[-1], next_follow_up=_next_follow_up(persona))
    return versions


def _version(persona: Persona, number: int, opened_on: date) -> PlanVersion:
    return PlanVersion(**persona.written(opened_on), number=number, opened_on=opened_on)


def _answered(
    persona: Persona,
    version: PlanVersion,
    on: date,
    goals: Sequence[Goal],
    activities: Sequence[Activity],
) -> PlanVersion:
    said = {Rater.PARTICIPANT: Agreement.YES, Rater.CASEWORKER: Agreement.YES}
    reason = ""
    if persona.lapse is not Lapse.NO_FOLLOW_UP_DATE and persona.chance.often(0.05):
        said[Rater.PARTICIPANT] = persona.chance.pick((Agreement.NO, Agreement.COULD_NOT_ANSWER))
        reason = "Jag vill tänka på det först."
    return replace(
        version,
        version=2,
        snapshot=plan.snapshot(goals, activities),
        participant_answer=said[Rater.PARTICIPANT],
        participant_answered_on=on,
        participant_reason=reason,
        caseworker_answer=said[Rater.CASEWORKER],
        caseworker_answered_on=on,
    )


def _next_follow_up(persona: Persona) -> date | None:
    chance, today = persona.chance, persona.today
    if persona.last_day < today:
        return on_workday(persona.last_day - timedelta(days=chance.between(0, 30)))
    if persona.lapse is Lapse.NO_FOLLOW_UP_DATE:
        return None
    if persona.lapse is Lapse.FOLLOW_UP_TODAY:
        return today
    if persona.lapse is Lapse.FOLLOW_UP_MISSED:
        return on_workday(today - timedelta(days=chance.between(3, 30)))
    return _workday_ahead(today + timedelta(days=chance.between(1, 55)))


def _workday_ahead(day: date) -> date:
    """The day, or the Monday after a weekend."""
    return day + timedelta(days=(7 - day.weekday()) % 7 if day.weekday() > 4 else 0)
