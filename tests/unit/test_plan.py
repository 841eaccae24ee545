"""DOMAIN.md §2 and §5: what a plan says, who agreed to it, and what changed."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import activity, confirmed, goal, version

from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.plan import (
    ChangeKind,
    FieldChange,
    PlanChange,
    changes,
    check_activity,
    check_activity_status,
    check_answer,
    check_goal,
    check_goal_state,
    content,
    is_answered,
    joint_confirmation_on_or_before,
    jointly_confirmed,
    may_delete,
    needs_new_version,
    plan_state,
    read_snapshot,
    snapshot,
)
from dirigo_tui.domain.vocabulary import ActivityStatus, Agreement, GoalState, PlanState

WORK = goal("Orka jobba halvtid", position=1)
CALL = goal("Våga ringa samtal", position=2)
WALK = activity("Promenad", position=2, responsible="participant", time_text="pågår")
COURSE = activity(
    "Mobiliseringskurs", position=1, goal_id=WORK.id, recurrence="FREQ=WEEKLY;COUNT=8"
)


class TestContent:
    def test_goals_and_activities_in_the_order_of_the_plan(self):
        said = content([CALL, WORK], [WALK, COURSE])
        assert [item["own_words"] for item in said["goals"]] == [WORK.own_words, CALL.own_words]
        assert [item["title"] for item in said["activities"]] == ["Mobiliseringskurs", "Promenad"]

    def test_a_removed_goal_is_no_part_of_it_and_an_achieved_one_is(self):
        removed = replace(CALL, state=GoalState.REMOVED)
        achieved = replace(WORK, state=GoalState.ACHIEVED)
        assert [item["id"] for item in content([removed, achieved], [])["goals"]] == [WORK.id]

    @pytest.mark.parametrize(
        "progress",
        [
            {"status": ActivityStatus.DONE},
            {"status_reason": "sjuk"},
            {"follow_up_on": date(2026, 3, 1)},
            {"followed_up_on": date(2026, 3, 1)},
            {"version": 7},
        ],
    )
    def test_how_it_goes_changes_nothing(self, progress):
        assert content([], [replace(WALK, **progress)]) == content([], [WALK])

    def test_nor_does_the_caseworkers_note(self):
        assert content([replace(WORK, note="orolig")], []) == content([WORK], [])


class TestSnapshot:
    def test_reads_back_what_was_agreed(self):
        text = snapshot([WORK, CALL], [WALK, COURSE])
        assert read_snapshot(text) == content([WORK, CALL], [WALK, COURSE])

    def test_keeps_letters_readable(self):
        assert "Våga ringa samtal" in snapshot([CALL], [])

    def test_leaves_out_what_it_does_not_know(self):
        read = json.loads(snapshot([WORK], []))
        read["goals"][0]["colour"] = "red"
        assert read_snapshot(json.dumps(read)) == content([WORK], [])

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "[]",
            "7",
            "{}",
            '{"goals":[],"activities":7}',
            '{"goals":["x"],"activities":[]}',
            '{"goals":[{"id":"a"}],"activities":[]}',
            '{"goals":[{"id":"a","own_words":{}}],"activities":[]}',
        ],
    )
    def test_refuses_anything_else(self, text):
        with pytest.raises(ValueError):
            read_snapshot(text)


class TestConfirming:
    def test_the_day_of_the_second_yes(self):
        assert jointly_confirmed(confirmed(date(2026, 2, 3), date(2026, 2, 1))) == date(2026, 2, 3)
        assert jointly_confirmed(confirmed(date(2026, 2, 1), date(2026, 2, 3))) == date(2026, 2, 3)

    @pytest.mark.parametrize("other", [None, Agreement.NO, Agreement.COULD_NOT_ANSWER])
    def test_takes_both(self, other):
        both = confirmed(date(2026, 2, 1))
        assert jointly_confirmed(replace(both, participant_answer=other)) is None
        assert jointly_confirmed(replace(both, caseworker_answer=other)) is None

    def test_a_yes_on_each_of_two_versions_is_none(self):
        day = date(2026, 2, 1)
        first = version(1, participant_answer=Agreement.YES, participant_answered_on=day)
        second = version(2, caseworker_answer=Agreement.YES, caseworker_answered_on=day)
        assert joint_confirmation_on_or_before([first, second], date(2030, 1, 1)) is None

    def test_some_version_on_or_before_a_day(self):
        versions = [confirmed(date(2026, 5, 1), number=2), confirmed(date(2026, 2, 1)), version(3)]
        assert joint_confirmation_on_or_before(versions, date(2026, 1, 31)) is None
        assert joint_confirmation_on_or_before(versions, date(2026, 2, 1)) == date(2026, 2, 1)
        assert joint_confirmation_on_or_before(versions, date(2026, 9, 1)) == date(2026, 2, 1)

    @pytest.mark.parametrize("answer", list(Agreement))
    def test_any_answer_freezes_the_version(self, answer):
        for asked in (version(participant_answer=answer), version(caseworker_answer=answer)):
            assert is_answered(asked)
            assert needs_new_version(asked)

    def test_a_draft_is_worked_on_and_no_version_is_begun(self):
        assert not needs_new_version(version())
        assert needs_new_version(None)


class TestState:
    def test_none_without_content_then_draft_then_confirmed(self):
        assert plan_state([], has_content=False) is PlanState.NONE
        assert plan_state([], has_content=True) is PlanState.DRAFT
        assert plan_state([version()], has_content=True) is PlanState.DRAFT
        assert plan_state([confirmed(date(2026, 2, 1))], has_content=True) is PlanState.CONFIRMED

    def test_only_the_current_version_counts(self):
        versions = [version(2), confirmed(date(2026, 2, 1), number=1)]
        assert plan_state(versions, has_content=True) is PlanState.DRAFT


class TestChanges:
    before = content([WORK, CALL], [WALK, COURSE])

    def test_goals_added_removed_reworded(self):
        new = goal("Sova bättre", position=3)
        after = content([replace(WORK, own_words="Orka jobba heltid"), new], [WALK, COURSE])
        assert changes(self.before, after) == (
            PlanChange(
                ChangeKind.GOAL_REWORDED,
                WORK.id,
                "Orka jobba heltid",
                (FieldChange("own_words", "Orka jobba halvtid", "Orka jobba heltid"),),
            ),
            PlanChange(ChangeKind.GOAL_ADDED, new.id, "Sova bättre"),
            PlanChange(ChangeKind.GOAL_REMOVED, CALL.id, "Våga ringa samtal"),
        )

    def test_activities_added_removed_changed_with_their_fields(self):
        new = activity("Simma", position=3)
        moved = replace(
            WALK, time_text="i mars", time_start=date(2026, 3, 1), responsible="Kommunen"
        )
        assert changes(self.before, content([WORK, CALL], [moved, new])) == (
            PlanChange(
                ChangeKind.ACTIVITY_CHANGED,
                WALK.id,
                "Promenad",
                (
                    FieldChange("time_text", "pågår", "i mars"),
                    FieldChange("time_start", None, "2026-03-01"),
                    FieldChange("responsible", "participant", "Kommunen"),
                ),
            ),
            PlanChange(ChangeKind.ACTIVITY_ADDED, new.id, "Simma"),
            PlanChange(ChangeKind.ACTIVITY_REMOVED, COURSE.id, "Mobiliseringskurs"),
        )

    def test_another_order_is_no_change(self):
        after = content([replace(WORK, position=9), CALL], [WALK, COURSE])
        assert changes(self.before, after) == ()


GOALS = st.lists(
    st.builds(lambda n, text: goal(text, id=f"g{n}"), st.integers(0, 3), st.sampled_from("abc")),
    unique_by=lambda row: row.id,
)
ACTIVITIES = st.lists(
    st.builds(
        lambda n, title, time: activity(title, id=f"a{n}", time_text=time),
        st.integers(0, 3),
        st.sampled_from("abc"),
        st.sampled_from(["", "pågår"]),
    ),
    unique_by=lambda row: row.id,
)
CONTENTS = st.builds(content, GOALS, ACTIVITIES)


@given(CONTENTS, CONTENTS)
def test_no_change_means_the_same_plan(one, other):
    def unordered(plan):
        return [sorted(plan[part], key=lambda item: item["id"]) for part in ("goals", "activities")]

    assert (changes(one, other) == ()) == (unordered(one) == unordered(other))


@given(CONTENTS, CONTENTS)
def test_the_way_back_undoes_the_way_there(one, other):
    there = {(change.id, frozenset(change.fields)) for change in changes(one, other)}
    back = {
        (change.id, frozenset(FieldChange(f.field, f.after, f.before) for f in change.fields))
        for change in changes(other, one)
    }
    assert there == back


class TestDeleting:
    def test_a_mistake_in_a_draft(self):
        assert may_delete([], WORK.id)
        assert may_delete([version()], WORK.id)

    def test_not_what_somebody_has_answered_to(self):
        agreed = confirmed(date(2026, 2, 1), snapshot=snapshot([WORK], [WALK]))
        versions = [agreed, version(2)]
        assert not may_delete(versions, WORK.id)
        assert not may_delete(versions, WALK.id)
        assert may_delete(versions, CALL.id)


def refusal(check, *args):
    with pytest.raises(Refused) as caught:
        check(*args)
    return caught.value.code


class TestChecks:
    def test_a_goal_says_something(self):
        check_goal("Må bra")
        assert refusal(check_goal, " \n") == "goal_without_words"

    def test_removing_takes_a_reason(self):
        check_goal_state(GoalState.REMOVED, "passade inte")
        check_goal_state(GoalState.ACHIEVED, "")
        assert refusal(check_goal_state, GoalState.REMOVED, " ") == "remove_without_reason"

    def test_cancelling_takes_a_reason(self):
        check_activity_status(ActivityStatus.CANCELLED, "flyttad")
        check_activity_status(ActivityStatus.DONE, "")
        refused = refusal(check_activity_status, ActivityStatus.CANCELLED, "")
        assert refused == "cancel_without_reason"

    def test_a_no_takes_a_reason_and_could_not_answer_none(self):
        check_answer(Agreement.NO, "för snabbt")
        check_answer(Agreement.COULD_NOT_ANSWER, "")
        check_answer(Agreement.YES, "")
        assert refusal(check_answer, Agreement.NO, "\t") == "no_without_reason"

    @pytest.mark.parametrize(
        "one", ["participant", "Vård och omsorg", "vård/region", "Ek, AF", "Ek;"]
    )
    def test_one_responsible(self, one):
        check_activity("Promenad", one)

    @pytest.mark.parametrize(
        ("title", "responsible", "code"),
        [
            (" ", "participant", "activity_without_title"),
            ("Promenad", " ", "responsible_missing"),
            ("Promenad", ";", "responsible_missing"),
            ("Promenad", "AF; Kommunen", "responsible_several"),
            ("Promenad", "AF\nKommunen", "responsible_several"),
        ],
    )
    def test_no_title_or_not_exactly_one_responsible(self, title, responsible, code):
        assert refusal(check_activity, title, responsible) == code
