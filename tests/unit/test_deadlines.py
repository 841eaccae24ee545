"""DOMAIN.md §4 and §5: what falls due, and when."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from inspect import signature

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from dirigo_tui.domain.deadlines import FRESHNESS, Deadline, Facts, deadlines
from dirigo_tui.domain.vocabulary import EndReason, Rule, TargetGroup

START = date(2025, 6, 30)


def deadline(rule: Rule, facts: Facts) -> Deadline | None:
    return next((found for found in deadlines(facts) if found.rule is rule), None)


def due(rule: Rule, facts: Facts) -> date | None:
    found = deadline(rule, facts)
    return found.due if found else None


def overdue(facts: Facts, today: date) -> set[Rule]:
    return {found.rule for found in deadlines(facts) if found.is_overdue(today)}


class TestADeadline:
    standing = Deadline(Rule.FOLLOW_UP, date(2026, 3, 1), date(2026, 2, 1), date(2026, 4, 1))

    def test_due_today_is_not_overdue_and_due_yesterday_is(self):
        assert not self.standing.is_overdue(date(2026, 3, 1))
        assert self.standing.is_overdue(date(2026, 3, 2))

    def test_both_ends_of_its_time_belong_to_it(self):
        shown = [day for day in (31, 32, 90, 91, 92) if self.standing.is_shown(_day_of_2026(day))]
        assert shown == [32, 90, 91]

    def test_it_stops_with_the_last_day_it_applies(self):
        assert self.standing.is_overdue(date(2026, 4, 1))
        assert not self.standing.is_overdue(date(2026, 4, 2))


def _day_of_2026(number: int) -> date:
    return date(2026, 1, 1) + timedelta(days=number - 1)


class TestActivePlanning:
    def test_two_months_after_falling_ill_cut_to_the_month(self):
        facts = Facts(sick_since=date(2024, 12, 31))
        assert due(Rule.ACTIVE_PLANNING, facts) == date(2025, 2, 28)

    def test_a_plan_begun_settles_it(self):
        facts = Facts(sick_since=date(2024, 12, 31), plan_started_on=date(2025, 6, 1))
        assert due(Rule.ACTIVE_PLANNING, facts) is None


class TestSickLeaveSixMonths:
    ill = Facts(sick_since=date(2025, 6, 30), target_group=TargetGroup.INCOME_SUPPORT)

    def test_six_calendar_months_shown_thirty_days_before(self):
        found = deadline(Rule.SICK_LEAVE_SIX_MONTHS, self.ill)
        assert found and (found.due, found.shown_from) == (date(2025, 12, 30), date(2025, 11, 30))

    def test_or_180_days(self):
        facts = replace(self.ill, sick_leave_days=180)
        assert due(Rule.SICK_LEAVE_SIX_MONTHS, facts) == date(2025, 12, 27)

    @pytest.mark.parametrize("known", [{"start": START}, {"target_group": TargetGroup.SICK_LEAVE}])
    def test_not_for_who_has_started_or_is_in_the_group(self, known):
        assert due(Rule.SICK_LEAVE_SIX_MONTHS, replace(self.ill, **known)) is None


class TestFollowUp:
    def test_a_booked_day_is_shown_at_once(self):
        facts = Facts(next_follow_up=date(2026, 3, 1))
        assert deadlines(facts) == (Deadline(Rule.FOLLOW_UP, date(2026, 3, 1), date.min),)

    def test_a_confirmed_plan_without_a_day_is_due_now(self):
        facts = Facts(plan_confirmed_on=date(2026, 2, 1))
        assert due(Rule.NO_FOLLOW_UP_DATE, facts) == date(2026, 2, 1)

    def test_a_day_ahead_is_enough_until_it_has_passed(self):
        facts = Facts(plan_confirmed_on=date(2026, 2, 1), next_follow_up=date(2026, 3, 1))
        assert Rule.NO_FOLLOW_UP_DATE not in overdue(facts, date(2026, 3, 1))
        assert Rule.NO_FOLLOW_UP_DATE in overdue(facts, date(2026, 3, 2))

    def test_a_day_passed_before_confirming_lacks_from_then_on(self):
        facts = Facts(plan_confirmed_on=date(2026, 2, 1), next_follow_up=date(2026, 1, 1))
        assert due(Rule.NO_FOLLOW_UP_DATE, facts) == date(2026, 2, 1)

    def test_an_unconfirmed_plan_needs_none(self):
        assert due(Rule.NO_FOLLOW_UP_DATE, Facts(plan_started_on=START)) is None

    def test_the_reason_comes_before_the_lapse_on_the_same_day(self):
        facts = Facts(plan_confirmed_on=date(2026, 2, 1), next_follow_up=date(2026, 3, 1))
        assert [d.rule for d in deadlines(facts)] == [Rule.FOLLOW_UP, Rule.NO_FOLLOW_UP_DATE]

    def test_of_an_activity(self):
        facts = Facts(next_activity_follow_up=date(2026, 3, 1))
        assert due(Rule.ACTIVITY_FOLLOW_UP, facts) == date(2026, 3, 1)


class TestSelfRating:
    @pytest.mark.parametrize(
        ("rated", "expected"),
        [
            (None, START),
            (date(2025, 6, 15), START),
            (date(2025, 6, 16), date(2025, 9, 30)),
            (date(2025, 9, 15), date(2025, 9, 30)),
            (date(2025, 9, 16), date(2025, 12, 30)),
            (date(2025, 12, 30), date(2026, 3, 30)),
            (date(2027, 1, 1), date(2027, 3, 30)),
        ],
    )
    def test_every_third_month_from_the_start(self, rated, expected):
        assert due(Rule.SELF_RATING, Facts(start=START, last_rating_on=rated)) == expected

    def test_counted_from_the_start_not_from_a_month_cut_short(self):
        facts = Facts(start=date(2025, 8, 31), last_rating_on=date(2026, 2, 28))
        assert due(Rule.SELF_RATING, facts) == date(2026, 5, 31)

    def test_shown_fourteen_days_before(self):
        found = deadline(Rule.SELF_RATING, Facts(start=START))
        assert found and found.shown_from == date(2025, 6, 16)

    def test_the_series_stops_before_the_end(self):
        facts = Facts(start=START, end=date(2025, 12, 30), last_rating_on=date(2025, 9, 30))
        assert due(Rule.SELF_RATING, facts) is None
        later = replace(facts, end=date(2025, 12, 31))
        assert due(Rule.SELF_RATING, later) == date(2025, 12, 30)

    def test_one_missed_is_asked_for_until_the_end_and_no_longer(self):
        facts = Facts(start=START, end=date(2025, 8, 1))
        assert Rule.SELF_RATING in overdue(facts, date(2025, 8, 1))
        assert Rule.SELF_RATING not in overdue(facts, date(2025, 8, 2))


class TestFinalRating:
    @pytest.mark.parametrize(
        ("rated", "expected"),
        [
            (None, date(2026, 6, 30)),
            (date(2026, 6, 15), date(2026, 6, 30)),
            (date(2026, 6, 16), None),
            (date(2026, 9, 1), None),
        ],
    )
    def test_at_the_end_unless_rated_in_the_last_fourteen_days(self, rated, expected):
        facts = Facts(start=START, end=date(2026, 6, 30), last_final_rating_on=rated)
        assert due(Rule.FINAL_RATING, facts) == expected

    def test_it_is_still_due_after_the_end(self):
        assert Rule.FINAL_RATING in overdue(Facts(end=date(2026, 6, 30)), date(2026, 7, 1))

    def test_a_rating_every_third_month_is_not_the_one_at_the_end(self):
        facts = Facts(start=START, end=date(2026, 6, 30), last_rating_on=date(2026, 6, 30))
        assert due(Rule.FINAL_RATING, facts) == date(2026, 6, 30)


class TestActivityCompensation:
    young = Facts(target_group=TargetGroup.ACTIVITY_COMPENSATION, birth_date=date(1996, 2, 29))

    def test_ends_on_the_30th_birthday_shown_a_year_before(self):
        found = deadline(Rule.ACTIVITY_COMPENSATION_ENDS, self.young)
        assert found and (found.due, found.shown_from) == (date(2026, 2, 28), date(2025, 2, 28))

    def test_a_contact_from_the_birthday_on_settles_it(self):
        before = replace(self.young, last_contact_on=date(2026, 2, 27))
        assert deadline(Rule.ACTIVITY_COMPENSATION_ENDS, before)
        after = replace(self.young, last_contact_on=date(2026, 2, 28))
        assert not deadline(Rule.ACTIVITY_COMPENSATION_ENDS, after)

    def test_only_for_that_group(self):
        facts = replace(self.young, target_group=TargetGroup.SICK_LEAVE)
        assert not deadline(Rule.ACTIVITY_COMPENSATION_ENDS, facts)


class TestConsentRunsOut:
    given = Facts(consent_recipient="Region Stockholm", consent_until=date(2026, 11, 24))

    def test_it_is_due_thirty_days_before_and_says_to_whom(self):
        found = deadline(Rule.CONSENT_RUNS_OUT, self.given)
        assert found and (found.due, found.about) == (date(2026, 10, 25), "Region Stockholm")
        assert (found.shown_from, found.until) == (found.due, date.max)

    def test_it_stays_due_when_it_has_run_out_until_participation_ends(self):
        assert Rule.CONSENT_RUNS_OUT in overdue(self.given, date(2026, 12, 24))
        ended = replace(self.given, start=date(2026, 1, 1), end=date(2026, 12, 23))
        assert Rule.CONSENT_RUNS_OUT not in overdue(ended, date(2026, 12, 24))

    def test_nobody_has_one(self):
        assert not deadline(Rule.CONSENT_RUNS_OUT, Facts(start=START))


class TestFollowUpInWork:
    @pytest.mark.parametrize(
        ("contact", "expected"),
        [
            (None, date(2026, 2, 28)),
            (date(2026, 2, 13), date(2026, 2, 28)),
            (date(2026, 2, 14), date(2026, 4, 30)),
            (date(2026, 4, 16), date(2026, 7, 31)),
            (date(2026, 7, 17), date(2027, 1, 31)),
            (date(2027, 1, 16), date(2027, 1, 31)),
            (date(2027, 1, 17), None),
        ],
    )
    def test_after_1_3_6_and_12_months_until_a_contact(self, contact, expected):
        facts = Facts(work_or_studies_since=date(2026, 1, 31), last_contact_on=contact)
        assert due(Rule.FOLLOW_UP_IN_WORK, facts) == expected

    @pytest.mark.parametrize("kind", ["last_rating_on", "last_final_rating_on"])
    def test_a_rating_is_a_contact(self, kind):
        facts = Facts(work_or_studies_since=date(2026, 1, 31), **{kind: date(2026, 3, 1)})
        assert due(Rule.FOLLOW_UP_IN_WORK, facts) == date(2026, 4, 30)

    def test_the_latest_contact_counts(self):
        facts = Facts(
            work_or_studies_since=date(2026, 1, 31),
            last_contact_on=date(2026, 2, 14),
            last_rating_on=date(2026, 1, 1),
        )
        assert due(Rule.FOLLOW_UP_IN_WORK, facts) == date(2026, 4, 30)

    def test_it_goes_on_after_the_end(self):
        facts = Facts(work_or_studies_since=date(2026, 1, 31), end=date(2026, 1, 31))
        assert Rule.FOLLOW_UP_IN_WORK in overdue(facts, date(2026, 3, 1))


class TestFollowUpAfterEnd:
    @pytest.mark.parametrize(
        ("contact", "expected"),
        [
            (None, date(2025, 7, 28)),
            (date(2025, 7, 13), date(2025, 7, 28)),
            (date(2025, 7, 14), date(2025, 12, 30)),
            (date(2025, 12, 16), None),
        ],
    )
    def test_after_28_days_and_six_months(self, contact, expected):
        facts = Facts(end=date(2025, 6, 30), last_contact_on=contact)
        assert due(Rule.FOLLOW_UP_AFTER_END, facts) == expected


class TestRetention:
    def test_listed_after_n_years_to_be_finished_by_the_next_new_years_eve_but_one(self):
        facts = Facts(last_noted_on=date(2020, 2, 29), retention_years=5)
        expected = Deadline(Rule.RETENTION, date(2026, 12, 31), date(2025, 2, 28))
        assert deadlines(facts) == (expected,)

    @pytest.mark.parametrize(("day", "exempt"), [(4, False), (5, True), (15, True), (25, True)])
    def test_born_on_the_5th_15th_or_25th_is_exempt(self, day, exempt):
        facts = Facts(last_noted_on=date(2020, 1, 1), birth_date=date(1980, 3, day))
        assert (deadlines(facts) == ()) is exempt


class TestFreshness:
    plan = Facts(start=START, plan_started_on=date(2025, 7, 10))

    def test_stale_the_day_after_the_last_activity(self):
        facts = replace(self.plan, activities_ahead_until=date(2025, 10, 1))
        assert Rule.NO_ACTIVITY_AHEAD not in overdue(facts, date(2025, 10, 1))
        assert Rule.NO_ACTIVITY_AHEAD in overdue(facts, date(2025, 10, 2))

    def test_an_activity_without_a_known_end_lies_ahead_for_ever(self):
        facts = replace(self.plan, activities_ahead_until=date.max)
        assert due(Rule.NO_ACTIVITY_AHEAD, facts) is None

    @pytest.mark.parametrize(
        ("known", "expected"),
        [
            ({}, date(2025, 7, 10)),
            ({"plan_confirmed_on": date(2025, 8, 1)}, date(2025, 8, 1)),
            ({"start": date(2025, 9, 1)}, date(2025, 9, 1)),
        ],
    )
    def test_without_activities_from_the_latest_the_plan_says_of_itself(self, known, expected):
        assert due(Rule.NO_ACTIVITY_AHEAD, replace(self.plan, **known)) == expected

    @pytest.mark.parametrize("missing", ["start", "plan_started_on"])
    def test_only_for_a_plan_begun_by_somebody_taking_part(self, missing):
        facts = replace(self.plan, **{missing: None})
        assert due(Rule.NO_ACTIVITY_AHEAD, facts) is None
        assert due(Rule.NO_ACTIVITY_FOLLOWED_UP, facts) is None

    def test_a_mapping_lasts_twelve_months(self):
        facts = Facts(mapping_updated_on=date(2024, 2, 29))
        assert due(Rule.MAPPING_OLD, facts) == date(2025, 2, 28)

    def test_some_activity_is_followed_up_within_three_months(self):
        assert due(Rule.NO_ACTIVITY_FOLLOWED_UP, self.plan) == date(2025, 10, 10)
        followed_up = replace(self.plan, any_activity_followed_up=True)
        assert due(Rule.NO_ACTIVITY_FOLLOWED_UP, followed_up) is None


EVERYTHING = Facts(
    sick_since=date(2025, 1, 1),
    target_group=TargetGroup.ACTIVITY_COMPENSATION,
    birth_date=date(1996, 1, 1),
    start=START,
    plan_confirmed_on=date(2025, 8, 1),
    plan_started_on=date(2025, 7, 10),
    next_follow_up=date(2025, 9, 1),
    work_or_studies_since=date(2025, 8, 1),
    activities_ahead_until=date(2025, 9, 1),
    next_activity_follow_up=date(2025, 8, 15),
    mapping_updated_on=date(2025, 7, 1),
    last_noted_on=date(2025, 8, 1),
)
STOPPING = [EndReason.DECEASED, EndReason.MOVED, EndReason.REGISTERED_BY_MISTAKE]


class TestTheEnd:
    def test_after_it_only_what_belongs_after_it(self):
        facts = replace(EVERYTHING, end=date(2025, 10, 1), end_reason=EndReason.AS_PLANNED)
        after = {d.rule for d in deadlines(facts) if d.until > date(2025, 10, 1)}
        assert after == {
            Rule.FINAL_RATING,
            Rule.FOLLOW_UP_IN_WORK,
            Rule.FOLLOW_UP_AFTER_END,
            Rule.RETENTION,
        }

    def test_until_it_comes_nothing_is_lost(self):
        facts = replace(EVERYTHING, end=date(2026, 10, 1))
        before = {d.rule for d in deadlines(EVERYTHING)}
        assert before <= {d.rule for d in deadlines(facts) if d.until >= date(2026, 10, 1)}

    def test_what_would_first_show_after_it_is_not_there(self):
        facts = Facts(start=START, end=date(2025, 10, 1), mapping_updated_on=date(2025, 1, 1))
        assert due(Rule.MAPPING_OLD, facts) is None
        on_the_last_day = replace(facts, end=date(2026, 1, 1))
        assert due(Rule.MAPPING_OLD, on_the_last_day) == date(2026, 1, 1)

    @pytest.mark.parametrize("reason", STOPPING)
    def test_some_ends_leave_retention_only(self, reason):
        facts = replace(EVERYTHING, end=date(2025, 10, 1), end_reason=reason)
        assert [d.rule for d in deadlines(facts)] == [Rule.RETENTION]


def test_a_day_beyond_the_calendar_breaks_nothing():
    facts = replace(EVERYTHING, end=date.max, next_follow_up=date.max, sick_since=date.max)
    assert {Rule.FOLLOW_UP, Rule.RETENTION} <= {found.rule for found in deadlines(facts)}


def test_nothing_is_asked_about_today():
    assert list(signature(deadlines).parameters) == ["facts"]


DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))
MAYBE = st.none() | DAYS
FACTS = st.builds(
    Facts,
    **dict.fromkeys(
        [name for name, kind in Facts.__annotations__.items() if kind == "date | None"], MAYBE
    ),
    target_group=st.none() | st.sampled_from(TargetGroup),
    end_reason=st.none() | st.sampled_from(EndReason),
    any_activity_followed_up=st.booleans(),
    retention_years=st.integers(1, 10),
)


@given(FACTS)
def test_sorted_one_a_rule_and_shown_before_it_is_gone(facts):
    found = deadlines(facts)
    assert list(found) == sorted(found, key=lambda d: (d.due, d.rule))
    assert len({d.rule for d in found}) == len(found)
    assert all(d.shown_from <= min(d.due, d.until) for d in found)


@given(FACTS, DAYS)
def test_rating_and_contact_today_leave_neither_overdue_tomorrow(facts, today):
    done = replace(facts, last_rating_on=today, last_contact_on=today, last_final_rating_on=today)
    settled = {
        Rule.SELF_RATING,
        Rule.FINAL_RATING,
        Rule.FOLLOW_UP_IN_WORK,
        Rule.FOLLOW_UP_AFTER_END,
        Rule.ACTIVITY_COMPENSATION_ENDS,
    }
    assert not overdue(done, today + timedelta(days=1)) & settled


@given(FACTS, DAYS, DAYS)
def test_doing_something_later_never_brings_a_deadline_forward(facts, one, other):
    for name in ("last_rating_on", "last_contact_on", "last_final_rating_on"):
        sooner = replace(facts, **{name: min(one, other)})
        later = replace(facts, **{name: max(one, other)})
        after = {d.rule: d.due for d in deadlines(later)}
        before = {d.rule: d.due for d in deadlines(sooner)}
        assert after.keys() <= before.keys()
        assert all(after[rule] >= before[rule] for rule in after)


@given(FACTS, DAYS, DAYS)
def test_what_is_overdue_stays_so_while_nothing_is_done(facts, one, other):
    first, second = min(one, other), max(one, other)
    lasting = {d.rule for d in deadlines(facts) if d.until >= second}
    assert overdue(facts, first) & lasting <= overdue(facts, second)


@given(start=DAYS, end=MAYBE, rated=MAYBE, today=DAYS)
def test_a_self_rating_is_overdue_exactly_when_a_day_of_the_series_was_missed(
    start, end, rated, today
):
    series = (start + relativedelta(months=3 * number) for number in range(50))
    missed = any(
        day < today
        and (end is None or day < end)
        and (rated is None or rated < day - timedelta(days=14))
        for day in series
    )
    taking_part = end is None or today <= end
    facts = Facts(start=start, end=end, last_rating_on=rated)
    assert (Rule.SELF_RATING in overdue(facts, today)) == (missed and taking_part)


@given(FACTS)
def test_freshness_is_never_shown_before_its_time(facts):
    assert all(d.shown_from == d.due for d in deadlines(facts) if d.rule in FRESHNESS)
