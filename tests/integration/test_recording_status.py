"""Recording statuses, putting them right and reading the axes, on a real encrypted file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from desks import TODAY, DirectDesk, open_desk
from hypothesis import given, settings
from hypothesis import strategies as st
from people import People, days

from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.records import Participant, Status, to_plain
from dirigo_tui.domain.status import Movement
from dirigo_tui.domain.vocabulary import Axis, EndReason, Source
from dirigo_tui.services import history
from dirigo_tui.services.status import (
    CorrectStatus,
    Recorded,
    SetStatus,
    correct_status,
    end_status,
    set_status,
    status_view,
    strike_status,
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DirectDesk]:
    desk = open_desk(tmp_path)
    yield desk
    desk.close()


@pytest.fixture
def person(desk: DirectDesk) -> str:
    return People(desk).person("R1")


def put(desk: DirectDesk, person: str, axis: Axis, value: str = "", **fields: Any) -> Recorded:
    return desk.write(
        set_status, SetStatus(participant_id=person, axis=axis, value=value, **fields)
    )


def spells(desk: DirectDesk, axis: Axis) -> list[tuple[str, int | None, date, date | None]]:
    rows = desk.read(lambda reader: reader.find(Status, axis=axis, struck_at=None))
    rows.sort(key=lambda row: row.from_on)
    return [(row.value, row.extent, row.from_on, row.to_on) for row in rows]


def participation(desk: DirectDesk, person: str) -> tuple[Any, ...]:
    record = desk.read(lambda reader: reader.get(Participant, person))
    return record.start, record.end, record.end_reason


def test_a_new_row_closes_the_open_one_the_day_before(desk: DirectDesk, person: str) -> None:
    put(desk, person, Axis.SICK_LEAVE, extent=100, from_on=days(-60))
    recorded = put(desk, person, Axis.SICK_LEAVE, extent=75, from_on=days(-10))
    assert spells(desk, Axis.SICK_LEAVE) == [
        ("", 100, days(-60), days(-11)),
        ("", 75, days(-10), None),
    ]
    assert [row.extent for row in recorded.closed] == [100]
    assert recorded.status.source is Source.CASEWORKER


def test_it_is_today_unless_said(desk: DirectDesk, person: str) -> None:
    assert put(desk, person, Axis.MEASURE, "mapping").status.from_on == TODAY


def test_several_benefits_hold_at_once(desk: DirectDesk, person: str) -> None:
    put(desk, person, Axis.BENEFIT, "income_support", from_on=days(-60))
    put(desk, person, Axis.BENEFIT, "sickness_benefit", from_on=days(-10))
    current = desk.read(status_view, person).current
    assert [row.value for row in current[Axis.BENEFIT]] == ["income_support", "sickness_benefit"]


def test_a_row_entered_late_ends_where_the_next_begins(desk: DirectDesk, person: str) -> None:
    put(desk, person, Axis.MEASURE, "work_training", from_on=days(-10))
    put(desk, person, Axis.MEASURE, "mapping", from_on=days(-60))
    assert spells(desk, Axis.MEASURE) == [
        ("mapping", None, days(-60), days(-11)),
        ("work_training", None, days(-10), None),
    ]


def test_the_same_day_again_says_what_holds_instead(desk: DirectDesk, person: str) -> None:
    put(desk, person, Axis.WORK, "none", from_on=days(-60))
    put(desk, person, Axis.WORK, "employment", extent=50, from_on=days(-10))
    put(desk, person, Axis.WORK, "employment", extent=75, from_on=days(-10))
    assert spells(desk, Axis.WORK) == [
        ("none", None, days(-60), days(-11)),
        ("employment", 75, days(-10), None),
    ]
    assert len(desk.read(status_view, person).history) == 3


def test_more_than_full_time_warns_and_is_recorded(desk: DirectDesk, person: str) -> None:
    assert put(desk, person, Axis.SICK_LEAVE, extent=75).over_full_time is None
    recorded = put(desk, person, Axis.WORK, "employment", extent=50)
    assert recorded.over_full_time == 125
    assert desk.read(status_view, person).over_full_time == 125


@pytest.mark.parametrize(
    ("code", "fields"),
    [
        ("status_value", {"axis": Axis.WORK, "value": "sfi"}),
        ("sick_leave_extent", {"axis": Axis.SICK_LEAVE}),
        ("sick_leave_extent", {"axis": Axis.SICK_LEAVE, "extent": 60}),
        ("extent_out_of_range", {"axis": Axis.WORK, "value": "employment", "extent": 101}),
        (
            "status_ends_before_start",
            {"axis": Axis.MEASURE, "value": "mapping", "to_on": days(-1)},
        ),
        ("end_reason", {"axis": Axis.PARTICIPATION, "value": "completed"}),
        (
            "end_reason",
            {
                "axis": Axis.PARTICIPATION,
                "value": "completed",
                "end_reason": EndReason.OWN_CHOICE,
            },
        ),
        (
            "end_reason",
            {"axis": Axis.WORK, "value": "none", "end_reason": EndReason.AS_PLANNED},
        ),
        ("not_found", {"axis": Axis.WORK, "value": "none", "participant_id": "f" * 32}),
    ],
)
def test_what_a_rule_refuses_leaves_nothing(
    desk: DirectDesk, person: str, code: str, fields: dict[str, Any]
) -> None:
    with pytest.raises(Refused, match=code):
        desk.write(set_status, SetStatus(**{"participant_id": person, **fields}))
    assert desk.read(lambda reader: reader.find(Status)) == []


def test_participation_keeps_the_participants_dates_in_step(desk: DirectDesk, person: str) -> None:
    put(desk, person, Axis.PARTICIPATION, "referred", from_on=days(-100))
    assert participation(desk, person) == (None, None, None)
    put(desk, person, Axis.PARTICIPATION, "ongoing", from_on=days(-90))
    assert participation(desk, person) == (days(-90), None, None)
    put(desk, person, Axis.PARTICIPATION, "paused", from_on=days(-50))
    put(
        desk, person, Axis.PARTICIPATION, "discontinued", from_on=days(-5),
        end_reason=EndReason.OWN_CHOICE,
    )  # fmt: skip
    assert participation(desk, person) == (days(-90), days(-5), EndReason.OWN_CHOICE)
    put(desk, person, Axis.PARTICIPATION, "ongoing", from_on=days(-1))
    assert participation(desk, person) == (days(-90), None, None)
    desk.write(history.undo, person)
    assert participation(desk, person) == (days(-90), days(-5), EndReason.OWN_CHOICE)


def test_who_starts_and_ends_on_one_day_took_part(desk: DirectDesk, person: str) -> None:
    put(desk, person, Axis.PARTICIPATION, "ongoing", from_on=days(-5))
    put(desk, person, Axis.PARTICIPATION, "completed", from_on=days(-5), end_reason=EndReason.MOVED)
    assert participation(desk, person) == (days(-5), days(-5), EndReason.MOVED)
    assert spells(desk, Axis.PARTICIPATION) == [
        ("ongoing", None, days(-5), days(-5)),
        ("completed", None, days(-5), None),
    ]


def test_a_correction_strikes_and_replaces(desk: DirectDesk, person: str) -> None:
    put(desk, person, Axis.SICK_LEAVE, extent=100, from_on=days(-60))
    wrong = put(desk, person, Axis.SICK_LEAVE, extent=25, from_on=days(-10)).status
    recorded = desk.write(
        correct_status,
        CorrectStatus(
            status_id=wrong.id,
            version=wrong.version,
            extent=75,
            from_on=days(-7),
            source=Source.CERTIFICATE,
        ),
    )
    assert spells(desk, Axis.SICK_LEAVE) == [
        ("", 100, days(-60), days(-8)),
        ("", 75, days(-7), None),
    ]
    assert recorded.status.source is Source.CERTIFICATE
    struck = desk.read(lambda reader: reader.get(Status, wrong.id))
    assert (struck.extent, struck.struck_at is None) == (25, False)


def test_striking_lets_what_was_closed_last_on(desk: DirectDesk, person: str) -> None:
    put(desk, person, Axis.WORK, "none", from_on=days(-60))
    wrong = put(desk, person, Axis.WORK, "employment", extent=50, from_on=days(-10)).status
    desk.write(strike_status, wrong.id, wrong.version)
    assert spells(desk, Axis.WORK) == [("none", None, days(-60), None)]
    with pytest.raises(Refused, match="status_is_struck"):
        desk.write(strike_status, wrong.id)


def test_striking_between_two_rows_closes_the_gap(desk: DirectDesk, person: str) -> None:
    put(desk, person, Axis.MEASURE, "mapping", from_on=days(-60))
    wrong = put(desk, person, Axis.MEASURE, "waiting", from_on=days(-40)).status
    put(desk, person, Axis.MEASURE, "work_training", from_on=days(-20))
    desk.write(strike_status, wrong.id)
    assert spells(desk, Axis.MEASURE) == [
        ("mapping", None, days(-60), days(-21)),
        ("work_training", None, days(-20), None),
    ]


def test_striking_the_end_lets_the_person_take_part_again(desk: DirectDesk, person: str) -> None:
    put(desk, person, Axis.PARTICIPATION, "ongoing", from_on=days(-90))
    end = put(
        desk, person, Axis.PARTICIPATION, "completed", from_on=days(-5),
        end_reason=EndReason.AS_PLANNED,
    ).status  # fmt: skip
    desk.write(strike_status, end.id)
    assert participation(desk, person) == (days(-90), None, None)
    assert spells(desk, Axis.PARTICIPATION) == [("ongoing", None, days(-90), None)]


def test_a_row_changed_meanwhile_is_not_corrected(desk: DirectDesk, person: str) -> None:
    seen = put(desk, person, Axis.WORK, "none", from_on=days(-60)).status
    put(desk, person, Axis.WORK, "employment", from_on=days(-1))
    with pytest.raises(Refused, match="changed_elsewhere"):
        desk.write(strike_status, seen.id, seen.version)


def test_history_is_the_latest_first_and_says_what_moved(desk: DirectDesk, person: str) -> None:
    put(desk, person, Axis.SICK_LEAVE, extent=100, from_on=days(-60))
    wrong = put(desk, person, Axis.SICK_LEAVE, extent=0, from_on=days(-30)).status
    desk.write(strike_status, wrong.id)
    put(desk, person, Axis.SICK_LEAVE, extent=75, from_on=days(-10))
    put(desk, person, Axis.BENEFIT, "income_support", from_on=days(-9))
    put(desk, person, Axis.BENEFIT, "sickness_benefit", from_on=days(-8))
    lines = desk.read(status_view, person).history
    assert [(line.status.value, line.status.extent, line.movement) for line in lines] == [
        ("sickness_benefit", None, Movement.STARTED),
        ("income_support", None, Movement.STARTED),
        ("", 75, Movement.DECREASED),
        ("", 0, None),
        ("", 100, Movement.STARTED),
    ]


steps = st.lists(
    st.tuples(
        st.sampled_from(("set", "correct", "strike")),
        st.sampled_from(("none", "employment", "subsidised")),
        st.integers(-20, 0),
    ),
    max_size=8,
)


@settings(max_examples=40)
@given(steps=steps)
def test_rows_of_an_axis_never_overlap_and_undo_goes_all_the_way_back(
    shared: tuple[DirectDesk, People], steps: list[tuple[str, str, int]]
) -> None:
    desk, people = shared
    person = people.person(people.stamp()["id"])
    images = [everything(desk, person)]
    for what, value, number in steps:
        standing = [row for row in rows_of(desk, person) if row.struck_at is None]
        if what == "set":
            put(desk, person, Axis.WORK, value, from_on=days(number))
        elif not standing:
            continue
        elif what == "strike":
            desk.write(strike_status, standing[number % len(standing)].id)
        else:
            wrong = standing[number % len(standing)]
            desk.write(
                correct_status, CorrectStatus(status_id=wrong.id, value=value, from_on=days(number))
            )
        images.append(everything(desk, person))
        check_no_overlap(rows_of(desk, person))
    for image in reversed(images[:-1]):
        desk.write(history.undo, person)
        assert everything(desk, person) == image
    with pytest.raises(Refused, match="nothing_to_undo"):
        desk.write(history.undo, person)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[DirectDesk, People]]:
    desk = open_desk(tmp_path_factory.mktemp("shared"))
    yield desk, People(desk)
    desk.close()


def rows_of(desk: DirectDesk, person: str) -> list[Status]:
    return desk.read(lambda reader: reader.find(Status, participant_id=person))


def everything(desk: DirectDesk, person: str) -> list[dict[str, Any]]:
    return sorted(
        ({**to_plain(row), "version": 0} for row in rows_of(desk, person)),
        key=lambda image: str(image["id"]),
    )


def check_no_overlap(rows: list[Status]) -> None:
    standing = sorted((r for r in rows if r.struck_at is None), key=lambda row: row.from_on)
    for row, following in pairwise(standing):
        assert row.to_on is not None
        assert row.from_on <= row.to_on < following.from_on


# --- what ends without anything taking its place ------------------------------------------------


def test_what_holds_can_end_without_a_successor(desk: DirectDesk, person: str) -> None:
    held = put(desk, person, Axis.BENEFIT, "income_support", from_on=days(-60)).status
    ended = desk.write(end_status, held.id, days(-1), held.version)
    assert ended.to_on == days(-1)
    assert spells(desk, Axis.BENEFIT) == [("income_support", None, days(-60), days(-1))]
    view = desk.read(status_view, person)
    assert Axis.BENEFIT not in view.current
    assert [line.status.struck_at for line in view.history] == [None], "ended, not struck"


def test_ending_is_one_step_of_undo_and_of_history(desk: DirectDesk, person: str) -> None:
    held = put(desk, person, Axis.READY, "participant", from_on=days(-60)).status
    desk.write(end_status, held.id, days(-1))
    entry = desk.read(history.history, person)[0]
    assert (entry.params["axis"], entry.params["to_on"]) == ("ready", days(-1).isoformat())
    desk.write(history.undo, person)
    assert spells(desk, Axis.READY) == [("participant", None, days(-60), None)]
    desk.write(history.redo, person)
    assert spells(desk, Axis.READY) == [("participant", None, days(-60), days(-1))]


def test_what_has_ended_or_is_struck_does_not_end_again(desk: DirectDesk, person: str) -> None:
    held = put(desk, person, Axis.MEASURE, "mapping", from_on=days(-60)).status
    with pytest.raises(Refused, match="status_ends_before_start"):
        desk.write(end_status, held.id, days(-61))
    with pytest.raises(Refused, match="changed_elsewhere"):
        desk.write(end_status, held.id, TODAY, held.version + 1)
    desk.write(end_status, held.id, days(-10))
    with pytest.raises(Refused, match="status_has_ended"):
        desk.write(end_status, held.id, TODAY)
    desk.write(strike_status, held.id)
    with pytest.raises(Refused, match="status_is_struck"):
        desk.write(end_status, held.id, TODAY)
    assert desk.read(history.history, person)[0].action == "status_struck"
