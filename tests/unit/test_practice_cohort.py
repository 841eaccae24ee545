"""Practice data keeps every rule that real data has to keep."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any, TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dirigo_tui.domain import consent, outcomes, plan, recurrence, status
from dirigo_tui.domain.dates import age_on
from dirigo_tui.domain.deadlines import CONSENT_NOTICE
from dirigo_tui.domain.eligibility import doubts
from dirigo_tui.domain.fuzzy_time import parse
from dirigo_tui.domain.rating_templates import check_answer, lookup
from dirigo_tui.domain.records import (
    Activity,
    Consent,
    Goal,
    IdentityNumber,
    MappingEntry,
    Note,
    Occurrence,
    OwnedRecord,
    Participant,
    PlanVersion,
    Rating,
    Record,
    Sharing,
    Status,
    to_plain,
)
from dirigo_tui.domain.text import clean
from dirigo_tui.domain.vocabulary import Axis, Protection, Rater, Sex, TargetGroup
from dirigo_tui.services.practice.cohort import cohort
from dirigo_tui.services.practice.personas import CASEWORKER, GROUP_SHARES, REGAINED, personas

TODAY = date(2026, 11, 21)

R = TypeVar("R", bound=Record)


class File:
    """One person's records by kind."""

    def __init__(self, records: list[Record]) -> None:
        self.records = records
        (self.person,) = self.of(Participant)

    def of(self, kind: type[R]) -> list[R]:
        return [record for record in self.records if isinstance(record, kind)]

    def rows(self, axis: Axis) -> list[Status]:
        return [row for row in self.of(Status) if row.axis is axis]


@pytest.fixture(scope="module")
def files() -> list[File]:
    return [File(records) for records in cohort(300, seed=7, today=TODAY)]


@pytest.fixture(scope="module")
def default() -> list[File]:
    return [File(records) for records in cohort(60, seed=1, today=TODAY)]


def test_the_same_seed_gives_the_same_people() -> None:
    assert list(cohort(20, 4, TODAY)) == list(cohort(20, 4, TODAY))
    assert list(cohort(20, 4, TODAY)) != list(cohort(20, 5, TODAY))


def test_it_is_a_stream() -> None:
    endless = cohort(10**9, 1, TODAY)
    assert next(endless) != next(endless)


def groups(count: int) -> list[int]:
    found = Counter(p.target_group for p in personas(count, 1, TODAY))
    return [found[group] for group, _ in GROUP_SHARES]


def test_1800_are_1100_500_and_200() -> None:
    assert groups(1800) == [1100, 500, 200]
    assert groups(18) == [11, 5, 2]


@settings(max_examples=20)
@given(count=st.integers(1, 400))
def test_any_number_divides_as_1800_do(count: int) -> None:
    for got, (_, share) in zip(groups(count), GROUP_SHARES, strict=True):
        assert abs(got - count * share / 1800) <= 1


def test_ids_and_references_are_unique(files: list[File]) -> None:
    ids = [record.id for file in files for record in file.records]
    assert len(set(ids)) == len(ids)
    assert len({file.person.reference for file in files}) == len(files)


def test_rows_are_the_persons_own_and_parents_come_first(files: list[File]) -> None:
    for file in files:
        assert isinstance(file.records[0], Participant)
        known: set[str | None] = {None}
        for record in file.records:
            if isinstance(record, OwnedRecord):
                assert record.participant_id == file.person.id
            if isinstance(record, Activity | Rating):
                assert record.goal_id in known
            if isinstance(record, Occurrence):
                assert record.activity_id in known
            known.add(record.id)


def test_there_are_no_identity_numbers_and_no_hostile_text(files: list[File]) -> None:
    for file in files:
        assert not file.of(IdentityNumber)
        for record in file.records:
            for value in to_plain(record).values():
                if isinstance(value, str):
                    assert clean(value, multiline=True) == value


def test_nothing_was_written_before_it_happened_or_after_today(files: list[File]) -> None:
    end_of_today = datetime(2026, 11, 22, tzinfo=UTC)
    happened: dict[type[Any], str] = {
        MappingEntry: "updated_on",
        Occurrence: "day",
        Rating: "on",
        Note: "on",
        PlanVersion: "opened_on",
    }
    for file in files:
        for record in file.records:
            assert record.recorded_at < end_of_today
            if type(record) in happened:
                on = getattr(record, happened[type(record)])
                assert on <= TODAY
                assert record.recorded_at.date() >= on
        for row in file.of(Status):
            ends = row.axis is Axis.PARTICIPATION and row.value in status.ENDED
            assert ends or row.from_on <= TODAY
        for version in file.of(PlanVersion):
            for answered_on in (version.participant_answered_on, version.caseworker_answered_on):
                assert answered_on is None or version.opened_on <= answered_on <= TODAY


def test_what_happens_while_taking_part_lies_between_start_and_end(files: list[File]) -> None:
    for file in files:
        start, end = file.person.start, file.person.end or date.max
        own = [r.on for r in file.of(Rating)] + [o.day for o in file.of(Occurrence)]
        own += [v.opened_on for v in file.of(PlanVersion)]
        own += [entry.updated_on for entry in file.of(MappingEntry)]
        if start is None:
            assert not own
        for day in own:
            assert start is not None
            assert start <= day <= end


def test_the_participation_axis_agrees_with_the_person(files: list[File]) -> None:
    for file in files:
        found = status.participation_dates(file.rows(Axis.PARTICIPATION))
        assert (found.start, found.end) == (file.person.start, file.person.end)
        assert (file.person.end is None) == (file.person.end_reason is None)


def test_statuses_keep_the_rules(files: list[File]) -> None:
    for file in files:
        for row in file.of(Status):
            status.check(row.axis, row.value, row.extent, row.from_on, row.to_on)
        for axis in Axis:
            if axis in status.SEVERAL_AT_ONCE:
                continue
            rows = sorted(file.rows(axis), key=lambda row: row.from_on)
            for row, following in pairwise(rows):
                assert row.to_on is not None
                assert row.to_on < following.from_on
        for row in file.of(Status):
            assert status.over_full_time(file.of(Status), row.from_on) is None


def test_answers_are_on_their_scales(files: list[File]) -> None:
    for file in files:
        for rating in file.of(Rating):
            check_answer(
                lookup(rating.template, rating.template_version),
                rating.item,
                value=rating.value,
                non_answer=rating.non_answer,
                goal_id=rating.goal_id,
            )


def test_each_question_is_answered_once_a_day_by_each(files: list[File]) -> None:
    for file in files:
        asked = [(r.template, r.item, r.on, r.rater, r.goal_id) for r in file.of(Rating)]
        assert len(set(asked)) == len(asked)


def test_times_say_what_the_program_understands(files: list[File]) -> None:
    for file in files:
        for activity in file.of(Activity):
            written_on = activity.time_start or activity.recorded_at.date()
            understood = parse(activity.time_text, written_on)
            assert (understood.start, understood.end, understood.precision) == (
                activity.time_start,
                activity.time_end,
                activity.time_precision,
            )


def test_attendance_is_on_the_days_of_the_course(files: list[File]) -> None:
    for file in files:
        courses = {a.id: a for a in file.of(Activity) if a.recurrence}
        for occurrence in file.of(Occurrence):
            course = courses[occurrence.activity_id]
            assert course.time_start is not None
            assert occurrence.day in recurrence.occurrences(course.recurrence, course.time_start)


def test_plans_keep_the_rules(files: list[File]) -> None:
    for file in files:
        versions = file.of(PlanVersion)
        assert [version.number for version in versions] == list(range(1, len(versions) + 1))
        assert bool(versions) == bool(file.of(Goal)) == bool(file.of(Activity))
        for goal in file.of(Goal):
            plan.check_goal_state(goal.state, goal.state_reason)
        for activity in file.of(Activity):
            plan.check_activity(activity.title, activity.responsible)
            plan.check_activity_status(activity.status, activity.status_reason)
        for version in versions:
            assert plan.is_answered(version) == bool(version.snapshot)
            if version.participant_answer is not None:
                plan.check_answer(version.participant_answer, version.participant_reason)


def test_the_answered_version_says_what_the_plan_says(files: list[File]) -> None:
    for file in files:
        versions = file.of(PlanVersion)
        if versions and versions[-1].snapshot:
            now = plan.content(file.of(Goal), file.of(Activity))
            assert plan.changes(plan.read_snapshot(versions[-1].snapshot), now) == ()


def test_versions_differ(files: list[File]) -> None:
    second = 0
    for file in files:
        for before, after in pairwise(file.of(PlanVersion)):
            if after.snapshot:
                second += 1
                assert plan.changes(
                    plan.read_snapshot(before.snapshot), plan.read_snapshot(after.snapshot)
                )
    assert second > 20


def test_people_belong_to_their_group(files: list[File]) -> None:
    for file in files:
        person = file.person
        assert person.birth_date is not None
        assert (
            doubts(
                person.target_group,
                on=person.start or TODAY,
                sick_since=person.sick_since,
                birth_date=person.birth_date,
            )
            == ()
        )
        assert 19 <= age_on(person.birth_date, TODAY) <= 65


def test_sixty_people_are_enough_to_practise_on(default: list[File]) -> None:
    people = [file.person for file in default]
    assert len(people) == 60
    assert len({person.site for person in people}) == 5
    assert {person.target_group for person in people} == set(TargetGroup)
    assert {person.sex for person in people} >= {Sex.WOMEN, Sex.MEN}
    assert 2 <= sum(person.protection is not Protection.NONE for person in people) <= 4
    assert 8 <= sum(person.caseworker == CASEWORKER for person in people) <= 25
    assert 8 <= sum(person.end is not None for person in people) <= 25
    assert any(person.start is None for person in people)
    assert 3 <= sum(not file.of(PlanVersion) for file in default) <= 15
    assert any(row.value not in {"", "none"} for file in default for row in file.rows(Axis.WORK))
    assert any(r.rater is Rater.CASEWORKER for file in default for r in file.of(Rating))
    names = [person.name for person in people]
    assert len(set(names)) >= 58


@pytest.fixture(scope="module")
def ended() -> list[outcomes.Person]:
    files = map(File, cohort(1200, seed=2, today=TODAY))
    people = (
        outcomes.person_of(file.person, file.of(Status), file.of(PlanVersion), file.of(Rating))
        for file in files
    )
    return [person for person in people if outcomes.has_ended(person, TODAY)]


def test_as_many_regain_work_ability_as_was_the_aim(ended: list[outcomes.Person]) -> None:
    for group, share in REGAINED.items():
        states = [
            outcomes.state_at(person, outcomes.Moment.EXIT, TODAY) or ()
            for person in ended
            if person.target_group is group
        ]
        regained = sum(outcomes.regained_work_ability(state) for state in states)
        assert regained / len(states) == pytest.approx(share, abs=0.1)


def test_some_ended_people_have_not_answered(ended: list[outcomes.Person]) -> None:
    answers = [outcomes.answer_at_end(person, "m1", TODAY) for person in ended]
    assert 0.5 < sum(answer is not None for answer in answers) / len(answers) < 0.95


def test_most_plans_are_joint(ended: list[outcomes.Person]) -> None:
    joint = [outcomes.has_joint_plan(person, TODAY) for person in ended]
    assert 0.8 < sum(joint) / len(joint) < 1


def test_ratings_move_with_the_way(files: list[File]) -> None:
    changes = []
    for file in files:
        own = [
            r.value
            for r in sorted(file.of(Rating), key=lambda r: r.on)
            if r.template == "was" and r.rater is Rater.PARTICIPANT and r.value is not None
        ]
        if len(own) > 2:
            changes.append(own[-1] - own[0])
    assert sum(changes) / len(changes) > 0.5
    assert min(changes) < 0 < max(changes)


def test_names_are_written_in_full(files: list[File]) -> None:
    for file in files:
        assert len(file.person.name.split()) == 2
        assert file.person.name[0].isupper()


def test_consents_are_such_as_could_be_given_and_some_run_out(default: list[File]) -> None:
    said = [each for file in default for each in file.of(Consent)]
    for each in said:
        consent.check(each)
    in_force = consent.ConsentState.IN_FORCE
    last_days = [each.valid_to for each in said if consent.state_on(each, TODAY) is in_force]
    soon = TODAY + timedelta(days=CONSENT_NOTICE)
    assert 1 <= sum(day < soon for day in last_days) <= 5
    assert len(last_days) > 20
    shared = [sharing for file in default for sharing in file.of(Sharing)]
    assert shared
    of_id = {each.id: each for each in said}
    for sharing in shared:
        under = of_id[sharing.consent_id or ""]
        assert under.valid_from <= sharing.on <= TODAY
        assert set(sharing.categories) <= set(under.categories)
