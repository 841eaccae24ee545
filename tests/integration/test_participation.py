"""Start and end of participation: the axis and the participant always say the same."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from desks import TODAY, DirectDesk, open_desk
from hypothesis import given, settings
from hypothesis import strategies as st
from planners import Planner

from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.records import Participant
from dirigo_tui.domain.status import participation_dates
from dirigo_tui.domain.vocabulary import Axis, EndReason
from dirigo_tui.services.participants import file_of, get_participant
from dirigo_tui.services.participation import (
    EndParticipation,
    StartParticipation,
    end_participation,
    start_participation,
)
from dirigo_tui.services.status import SetStatus, set_status


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DirectDesk]:
    desk = open_desk(tmp_path)
    yield desk
    desk.close()


@pytest.fixture
def person(desk: DirectDesk) -> Planner:
    return Planner(desk)


def start(person: Planner, on: date) -> Participant:
    command = StartParticipation(participant_id=person.id, on=on)
    return person.desk.write(start_participation, command)


def end(person: Planner, on: date, reason: EndReason = EndReason.AS_PLANNED) -> Participant:
    command = EndParticipation(participant_id=person.id, on=on, reason=reason)
    return person.desk.write(end_participation, command)


def set_to(person: Planner, value: str, on: date) -> None:
    command = SetStatus(participant_id=person.id, axis=Axis.PARTICIPATION, value=value, from_on=on)
    person.desk.write(set_status, command)


def rows(person: Planner) -> list[tuple[str, date, date | None]]:
    """The standing rows by first day."""
    standing = [
        row for row in person.desk.read(file_of, person.id).statuses if row.struck_at is None
    ]
    return [(r.value, r.from_on, r.to_on) for r in sorted(standing, key=lambda r: r.from_on)]


SEPTEMBER, OCTOBER = date(2026, 9, 1), date(2026, 10, 1)


def test_an_end_closes_what_the_start_opened(person: Planner) -> None:
    start(person, SEPTEMBER)
    ended = end(person, TODAY, EndReason.TOO_ILL)
    assert (ended.start, ended.end, ended.end_reason) == (SEPTEMBER, TODAY, EndReason.TOO_ILL)
    assert rows(person) == [
        ("ongoing", SEPTEMBER, TODAY - timedelta(days=1)),
        ("completed", TODAY, None),
    ]


@pytest.mark.parametrize("reason", [EndReason.OWN_CHOICE, EndReason.CONSENT_WITHDRAWN])
def test_two_reasons_are_discontinuations(person: Planner, reason: EndReason) -> None:
    start(person, SEPTEMBER)
    end(person, TODAY, reason)
    assert rows(person)[-1] == ("discontinued", TODAY, None)


def test_one_day_may_be_all(person: Planner) -> None:
    start(person, SEPTEMBER)
    ended = end(person, SEPTEMBER)
    assert (ended.start, ended.end) == (SEPTEMBER, SEPTEMBER)
    later = end(person, OCTOBER)
    assert (later.start, later.end) == (SEPTEMBER, OCTOBER)
    again = start(person, OCTOBER)
    assert (again.start, again.end, again.end_reason) == (OCTOBER, OCTOBER, EndReason.AS_PLANNED)
    assert rows(person) == [("ongoing", OCTOBER, OCTOBER), ("completed", OCTOBER, None)]


def test_it_does_not_end_before_it_starts(person: Planner) -> None:
    start(person, OCTOBER)
    with pytest.raises(Refused, match="ends_before_start"):
        end(person, SEPTEMBER)
    end(person, TODAY)
    with pytest.raises(Refused, match="ends_before_start"):
        start(person, TODAY + timedelta(days=1))
    assert rows(person)[-1] == ("completed", TODAY, None)


def test_waiting_ends_when_it_starts(person: Planner) -> None:
    set_to(person, "waiting", date(2026, 8, 1))
    start(person, OCTOBER)
    assert rows(person) == [
        ("waiting", date(2026, 8, 1), date(2026, 9, 30)),
        ("ongoing", OCTOBER, None),
    ]


def test_a_start_corrected_to_before_the_wait_leaves_no_wait(person: Planner) -> None:
    set_to(person, "waiting", date(2026, 8, 1))
    start(person, OCTOBER)
    corrected = start(person, date(2026, 7, 1))
    assert corrected.start == date(2026, 7, 1)
    assert rows(person) == [("ongoing", date(2026, 7, 1), None)]


def test_a_corrected_start_lets_the_wait_last_until_it(person: Planner) -> None:
    set_to(person, "waiting", date(2026, 8, 1))
    start(person, SEPTEMBER)
    start(person, OCTOBER)
    assert rows(person) == [
        ("waiting", date(2026, 8, 1), date(2026, 9, 30)),
        ("ongoing", OCTOBER, None),
    ]


def test_a_pause_survives_a_corrected_start(person: Planner) -> None:
    start(person, SEPTEMBER)
    set_to(person, "paused", OCTOBER)
    set_to(person, "ongoing", date(2026, 11, 1))
    corrected = start(person, date(2026, 8, 17))
    assert corrected.start == date(2026, 8, 17)
    assert rows(person) == [
        ("ongoing", date(2026, 8, 17), date(2026, 9, 30)),
        ("paused", OCTOBER, date(2026, 10, 31)),
        ("ongoing", date(2026, 11, 1), None),
    ]


def test_a_corrected_end_strikes_the_wrong_one(person: Planner) -> None:
    start(person, SEPTEMBER)
    end(person, OCTOBER, EndReason.OWN_CHOICE)
    ended = end(person, TODAY, EndReason.MOVED)
    assert (ended.end, ended.end_reason) == (TODAY, EndReason.MOVED)
    assert rows(person) == [
        ("ongoing", SEPTEMBER, TODAY - timedelta(days=1)),
        ("completed", TODAY, None),
    ]
    struck = [
        row for row in person.desk.read(file_of, person.id).statuses if row.struck_at is not None
    ]
    assert [row.value for row in struck] == ["discontinued"]


def test_what_comes_after_stands_in_the_way_of_an_end(person: Planner) -> None:
    start(person, SEPTEMBER)
    set_to(person, "paused", TODAY)
    with pytest.raises(Refused, match="status_after_end") as refused:
        end(person, OCTOBER)
    assert refused.value.params == {"on": TODAY}


def test_nobody_has_to_have_started_to_end(person: Planner) -> None:
    set_to(person, "referred", SEPTEMBER)
    ended = end(person, OCTOBER, EndReason.OTHER_SERVICE)
    assert (ended.start, ended.end) == (None, OCTOBER)


STEP = st.tuples(st.sampled_from(["start", "end"]), st.integers(0, 12))


@settings(max_examples=40)
@given(steps=st.lists(STEP, max_size=6))
def test_the_axis_and_the_participant_say_the_same(
    tmp_path_factory: Any, steps: list[tuple[str, int]]
) -> None:
    desk = open_desk(tmp_path_factory.mktemp("desk"))
    person = Planner(desk)
    wanted: dict[str, date] = {}
    for kind, days in steps:
        on = SEPTEMBER + timedelta(days=days)
        try:
            start(person, on) if kind == "start" else end(person, on)
        except Refused as refused:
            assert refused.code == "ends_before_start"
        else:
            wanted[kind] = on
    found = desk.read(get_participant, person.id)
    assert (found.start, found.end) == (wanted.get("start"), wanted.get("end"))
    statuses = desk.read(file_of, person.id).statuses
    standing = [row for row in statuses if row.struck_at is None]
    assert participation_dates(standing) == (found.start, found.end)
    assert len(standing) == len(wanted)
    desk.close()
