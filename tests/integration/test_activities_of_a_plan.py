"""Activities: what they say, when, how they go, and two screens at once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from desks import TODAY, DirectDesk, open_desk
from planners import COURSE, Planner

from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.vocabulary import (
    ActivityStatus,
    TimePrecision,
)
from dirigo_tui.services.activities import (
    AddActivity,
    ChangeActivity,
    SetActivityStatus,
    add_activity,
    change_activity,
    delete_activity,
    form_of,
    set_activity_status,
)
from dirigo_tui.services.goals import (
    ChangeGoal,
    CloseGoal,
    achieve_goal,
    change_goal,
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DirectDesk]:
    desk = open_desk(tmp_path)
    yield desk
    desk.close()


@pytest.fixture
def person(desk: DirectDesk) -> Planner:
    return Planner(desk)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"title": "\u200b"}, "activity_without_title"),
        ({"responsible": " "}, "responsible_missing"),
        ({"responsible": "Anna\nKarl"}, "responsible_several"),
        ({"responsible": "Anna; Karl"}, "responsible_several"),
        ({"recurrence": "FREQ=YEARLY", "first_day": TODAY}, "recurrence_invalid"),
        ({"recurrence": "FREQ=DAILY"}, "recurrence_without_first_day"),
        (
            {"recurrence": "FREQ=DAILY;UNTIL=20261101", "first_day": TODAY},
            "recurrence_without_days",
        ),
        (
            {"recurrence": "FREQ=DAILY", "first_day": TODAY, "time_text": "till 1 november 2026"},
            "recurrence_without_days",
        ),
    ],
)
def test_an_activity_that_says_too_little_is_refused(
    person: Planner, fields: dict[str, Any], code: str
) -> None:
    walk = person.activity()
    with pytest.raises(Refused, match=code):
        person.activity(**fields)
    with pytest.raises(Refused, match=code):
        person.change(walk, **fields)
    assert [view.activity for view in person.plan().unattached] == [walk]


def test_an_activity_does_not_begin_cancelled(person: Planner) -> None:
    form = form_of(person.activity())
    command = AddActivity(participant_id=person.id, form=form, status=ActivityStatus.CANCELLED)
    with pytest.raises(Refused, match="cancel_without_reason"):
        person.desk.write(add_activity, command)


@pytest.mark.parametrize(
    ("fields", "start", "end", "precision"),
    [
        ({"time_text": "vi får se"}, None, None, None),
        ({"time_text": "pågår"}, None, None, TimePrecision.OPEN),
        (
            {"time_text": "oktober 2027"},
            date(2027, 10, 1),
            date(2027, 10, 31),
            TimePrecision.MONTH,
        ),
        (COURSE, date(2026, 11, 3), date(2026, 12, 22), TimePrecision.DAY),
        (
            {
                "recurrence": "FREQ=WEEKLY",
                "first_day": date(2027, 1, 12),
                "time_text": "januari–maj 2027",
            },
            date(2027, 1, 12),
            date(2027, 5, 31),
            TimePrecision.MONTH,
        ),
        (
            {"recurrence": "FREQ=WEEKLY", "first_day": TODAY, "time_text": "varje lördag"},
            TODAY,
            None,
            TimePrecision.OPEN,
        ),
        (
            {"recurrence": "FREQ=DAILY", "time_text": "1–15 december 2026"},
            date(2026, 12, 1),
            date(2026, 12, 15),
            TimePrecision.DAY,
        ),
    ],
)
def test_a_time_is_kept_as_written_with_what_is_understood(
    person: Planner,
    fields: dict[str, Any],
    start: date | None,
    end: date | None,
    precision: TimePrecision | None,
) -> None:
    activity = person.activity(**fields)
    assert activity.time_text == fields["time_text"]
    assert (activity.time_start, activity.time_end) == (start, end)
    assert activity.time_precision is precision


def test_an_old_time_is_not_read_anew_when_something_else_changes(person: Planner) -> None:
    activity = person.activity(time_text="december")
    person.desk.database._today = lambda: date(2027, 2, 1)
    changed = person.change(activity, taking_part="arbetsgivaren")
    assert changed.time_start == date(2026, 12, 1)
    again = person.change(changed, time_text="i december")
    assert again.time_start == date(2027, 12, 1)


def test_a_reason_goes_when_the_activity_goes_on(person: Planner) -> None:
    walk = person.activity()
    with pytest.raises(Refused, match="cancel_without_reason"):
        person.set_to(walk, ActivityStatus.CANCELLED)
    person.set_to(walk, ActivityStatus.CANCELLED, "halt")
    person.set_to(walk, ActivityStatus.ONGOING)
    (view,) = person.plan().unattached
    assert (view.activity.status, view.activity.status_reason) == (ActivityStatus.ONGOING, "")


@pytest.mark.parametrize("use_case", ["goal", "activity", "status", "delete", "close"])
def test_the_second_of_two_screens_is_refused(person: Planner, use_case: str) -> None:
    goal = person.goal()
    walk = person.activity()
    person.desk.write(change_goal, ChangeGoal(goal_id=goal.id, note="sett av en annan"))
    person.set_to(walk, ActivityStatus.ONGOING)
    before = person.everything()
    commands: dict[str, tuple[Any, ...]] = {
        "goal": (change_goal, ChangeGoal(goal_id=goal.id, own_words="x", version=goal.version)),
        "activity": (
            change_activity,
            ChangeActivity(activity_id=walk.id, form=form_of(walk), version=walk.version),
        ),
        "status": (
            set_activity_status,
            SetActivityStatus(
                activity_id=walk.id, status=ActivityStatus.DONE, version=walk.version
            ),
        ),
        "delete": (delete_activity, walk.id, walk.version),
        "close": (achieve_goal, CloseGoal(goal_id=goal.id, version=goal.version)),
    }
    with pytest.raises(Refused, match="changed_elsewhere"):
        person.desk.write(*commands[use_case])
    assert person.everything() == before
