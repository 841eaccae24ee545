"""DOMAIN.md §7: parallel dated axes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import status

from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.status import (
    SEVERAL_AT_ONCE,
    Movement,
    Participation,
    Spell,
    bounded,
    check,
    check_end_reason,
    close_imported,
    closing,
    corrected,
    current,
    extent_sum,
    movement,
    over_full_time,
    participation_dates,
    participation_rows,
    reopening,
    state_on,
)
from dirigo_tui.domain.vocabulary import AXIS_VALUES, Axis, EndReason

DAY = timedelta(days=1)
MARCH, APRIL, MAY = date(2026, 3, 1), date(2026, 4, 1), date(2026, 5, 1)
STRUCK = datetime(2026, 6, 1, tzinfo=UTC)


def ill(extent: int, from_on: date, to_on: date | None = None, **fields):
    return status(Axis.SICK_LEAVE, "", from_on, to_on, extent=extent, **fields)


def refusal(*args):
    with pytest.raises(Refused) as caught:
        check(*args)
    return caught.value.code, caught.value.params


class TestCheck:
    @pytest.mark.parametrize("axis", [axis for axis in Axis if axis is not Axis.SICK_LEAVE])
    def test_every_value_of_an_axis_with_or_without_an_extent(self, axis):
        for value in AXIS_VALUES[axis]:
            for extent in (None, 0, 33, 100):
                check(axis, value, extent, MARCH, MARCH)

    @pytest.mark.parametrize("value", ["", "holiday", "participant"])
    def test_no_other_value(self, value):
        code, params = refusal(Axis.WORK, value, None, MARCH)
        assert code == "status_value"
        assert params["allowed"] == AXIS_VALUES[Axis.WORK]

    @pytest.mark.parametrize("extent", [0, 25, 50, 75, 100])
    def test_sick_leave_is_an_extent_and_no_value(self, extent):
        check(Axis.SICK_LEAVE, "", extent, MARCH)
        assert refusal(Axis.SICK_LEAVE, "ill", extent, MARCH)[0] == "status_value"

    @pytest.mark.parametrize("extent", [None, -25, 30, 125])
    def test_sick_leave_takes_one_of_five_extents(self, extent):
        code, params = refusal(Axis.SICK_LEAVE, "", extent, MARCH)
        assert (code, params) == ("sick_leave_extent", {"allowed": (0, 25, 50, 75, 100)})

    @pytest.mark.parametrize("extent", [-1, 101])
    def test_an_extent_is_per_cent(self, extent):
        code, params = refusal(Axis.WORK, "employment", extent, MARCH)
        assert (code, params) == ("extent_out_of_range", {"low": 0, "high": 100})

    def test_a_row_does_not_end_before_it_starts(self):
        refused = refusal(Axis.WORK, "employment", 50, MARCH, MARCH - DAY)
        assert refused[0] == "status_ends_before_start"


class TestClosing:
    def test_the_open_row_of_the_axis_ends_the_day_before(self):
        old, other = ill(100, MARCH), status(Axis.MEASURE, "work_training", MARCH)
        new = ill(75, APRIL)
        assert closing([old, other, new], new) == ((old, APRIL - DAY),)

    def test_a_row_known_to_end_later_ends_there_too(self):
        old = ill(100, MARCH, date(2026, 12, 31))
        assert closing([old], ill(75, APRIL)) == ((old, APRIL - DAY),)

    def test_what_has_ended_or_been_struck_or_comes_later_is_left(self):
        rows = [ill(100, MARCH, APRIL - DAY), ill(50, MARCH, struck_at=STRUCK), ill(25, MAY)]
        assert closing(rows, ill(75, APRIL)) == ()

    @pytest.mark.parametrize(
        ("axis", "value", "other"),
        [
            (Axis.BENEFIT, "sickness_benefit", "income_support"),
            (Axis.READY, "participant", "caseworker"),
        ],
    )
    def test_where_several_hold_at_once_only_the_same_value(self, axis, value, other):
        same, beside = status(axis, value, MARCH), status(axis, other, MARCH)
        assert closing([same, beside], status(axis, value, APRIL)) == ((same, APRIL - DAY),)

    def test_the_very_same_day_is_a_correction(self):
        old, new = ill(100, APRIL), ill(75, APRIL)
        assert closing([old, new], new) == ()
        assert corrected([old, new], new) == (old,)
        assert corrected([ill(100, MARCH)], new) == ()

    def test_who_starts_and_ends_on_one_day_did_take_part(self):
        started = status(Axis.PARTICIPATION, "ongoing", APRIL)
        ended = status(Axis.PARTICIPATION, "completed", APRIL)
        assert corrected([started], ended) == ()
        assert closing([started], ended) == ((started, APRIL),)
        closed = replace(started, to_on=APRIL)
        assert reopening([closed, ended], ended) == ((closed, None),)

    def test_who_only_waited_that_day_did_not(self):
        waiting = status(Axis.PARTICIPATION, "waiting", APRIL)
        ended = status(Axis.PARTICIPATION, "completed", APRIL)
        assert corrected([waiting], ended) == (waiting,)

    def test_striking_opens_again_what_the_row_had_closed(self):
        old, new = ill(100, MARCH, APRIL - DAY), ill(75, APRIL)
        assert reopening([old, new], new) == ((old, None),)
        assert reopening([replace(old, to_on=MARCH), new], new) == ()


class TestBounded:
    def test_a_row_entered_afterwards_ends_where_the_next_begins(self):
        rows = [ill(50, MAY), ill(75, APRIL)]
        assert bounded(rows, ill(100, MARCH)).to_on == APRIL - DAY

    def test_its_own_end_stays(self):
        assert bounded([ill(50, APRIL)], ill(100, MARCH, MAY)).to_on == MAY

    def test_the_last_lasts_on(self):
        assert bounded([ill(50, MARCH)], ill(100, APRIL)).to_on is None


class TestImported:
    def test_given_dates_stay_and_an_open_row_is_closed_by_the_next(self):
        rows = (ill(25, MAY), ill(100, MARCH), ill(75, APRIL, date(2026, 12, 31)))
        ends = [row.to_on for row in close_imported(rows)]
        assert ends == [None, APRIL - DAY, date(2026, 12, 31)]

    def test_two_of_the_same_day_do_not_close_each_other(self):
        rows = (ill(100, MARCH), ill(75, MARCH))
        assert close_imported(rows) == rows

    def test_a_struck_row_closes_nothing(self):
        assert close_imported([ill(100, MARCH), ill(75, APRIL, struck_at=STRUCK)])[0].to_on is None

    def test_benefits_run_beside_each_other(self):
        rows = [
            status(Axis.BENEFIT, "sickness_benefit", MARCH),
            status(Axis.BENEFIT, "income_support", APRIL),
            status(Axis.BENEFIT, "sickness_benefit", MAY),
        ]
        assert [row.to_on for row in close_imported(rows)] == [MAY - DAY, None, None]


class TestStateOn:
    def test_both_ends_belong_to_a_row_and_an_open_end_lasts_on(self):
        row, open_row = ill(100, MARCH, APRIL), status(Axis.WORK, "none", MARCH)
        assert state_on([row], MARCH - DAY) == ()
        assert state_on([row], MARCH) == state_on([row], APRIL) == (row,)
        assert state_on([row], APRIL + DAY) == ()
        assert state_on([open_row], date(2040, 1, 1)) == (open_row,)

    def test_a_struck_row_holds_nowhere(self):
        assert state_on([ill(100, MARCH, struck_at=STRUCK)], MARCH) == ()

    def test_now_axis_by_axis_in_their_order(self):
        work = status(Axis.WORK, "employment", MARCH)
        one, other = (status(Axis.BENEFIT, v, MARCH) for v in ("income_support", "study_support"))
        assert list(current([work, other, one], APRIL).items()) == [
            (Axis.BENEFIT, (one, other)),
            (Axis.WORK, (work,)),
        ]


class TestExtents:
    def rows(self, work, studies, sick):
        return [
            status(Axis.WORK, "employment", MARCH, extent=work),
            status(Axis.STUDIES, "sfi", MARCH, extent=studies),
            ill(sick, MARCH),
            status(Axis.MEASURE, "work_training", MARCH, extent=100),
        ]

    def test_work_studies_and_sick_leave_together(self):
        assert extent_sum(self.rows(20, 30, 50), MARCH) == 100
        assert extent_sum(self.rows(None, 30, 50), MARCH) == 80
        assert extent_sum(self.rows(20, 30, 50), MARCH - DAY) == 0

    def test_over_100_warns_and_100_does_not(self):
        assert over_full_time(self.rows(25, 25, 50), MARCH) is None
        assert over_full_time(self.rows(26, 25, 50), MARCH) == 101


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (None, 50, Movement.STARTED),
        (50, 75, Movement.INCREASED),
        (75, 50, Movement.DECREASED),
        (50, 50, Movement.UNCHANGED),
    ],
)
def test_any_direction_has_a_neutral_name(before, after, expected):
    first = None if before is None else ill(before, MARCH)
    assert movement(first, ill(after, APRIL)) is expected


def test_another_value_or_an_extent_not_known_before_is_a_change():
    none = status(Axis.WORK, "none", MARCH)
    work = status(Axis.WORK, "employment", APRIL)
    assert movement(none, work) is Movement.CHANGED
    assert movement(work, replace(work, extent=50)) is Movement.CHANGED
    assert movement(replace(work, extent=50), work) is Movement.CHANGED


class TestParticipation:
    def test_a_start_opens_ongoing(self):
        assert participation_rows(MARCH, None, None) == (Spell("ongoing", MARCH),)

    @pytest.mark.parametrize("reason", list(EndReason))
    def test_an_end_completes_or_for_the_last_two_reasons_discontinues(self, reason):
        broken_off = reason in {EndReason.OWN_CHOICE, EndReason.CONSENT_WITHDRAWN}
        value = "discontinued" if broken_off else "completed"
        expected = (Spell("ongoing", MARCH, APRIL - DAY), Spell(value, APRIL))
        assert participation_rows(MARCH, APRIL, reason) == expected

    def test_it_does_not_end_before_it_starts(self):
        with pytest.raises(Refused, match="ends_before_start"):
            participation_rows(APRIL, MARCH, EndReason.AS_PLANNED)

    def test_a_new_start_takes_the_end_back(self):
        rows = [Spell("ongoing", MARCH), Spell("completed", APRIL), Spell("ongoing", MAY)]
        assert participation_dates(rows) == Participation(MARCH, None)

    def test_waiting_is_no_start_and_paused_no_end(self):
        assert participation_dates([Spell("waiting", MARCH)]) == Participation(None, None)
        rows = [Spell("waiting", MARCH), Spell("ongoing", APRIL), Spell("paused", MAY)]
        assert participation_dates(rows) == Participation(APRIL, None)

    def test_a_second_word_about_the_end_does_not_move_it(self):
        rows = [Spell("ongoing", MARCH), Spell("completed", APRIL), Spell("discontinued", MAY)]
        assert participation_dates(rows) == Participation(MARCH, APRIL)

    def test_an_end_has_a_reason_and_nothing_else_has(self):
        axis = Axis.PARTICIPATION
        check_end_reason(axis, "completed", EndReason.MOVED)
        check_end_reason(axis, "discontinued", EndReason.OWN_CHOICE)
        check_end_reason(axis, "paused", None)
        check_end_reason(Axis.WORK, "employment", None)
        for value, reason in [
            ("completed", None),
            ("completed", EndReason.OWN_CHOICE),
            ("discontinued", EndReason.MOVED),
            ("ongoing", EndReason.MOVED),
        ]:
            with pytest.raises(Refused, match="end_reason"):
                check_end_reason(axis, value, reason)


DAYS = st.dates(date(2026, 1, 1), date(2026, 3, 31))


@st.composite
def rows_of_a_person(draw):
    axis = draw(st.sampled_from([Axis.SICK_LEAVE, Axis.MEASURE, Axis.BENEFIT, Axis.READY]))
    value = draw(st.sampled_from(AXIS_VALUES[axis][:2] or ("",)))
    return status(axis, value, draw(DAYS), extent=draw(st.sampled_from([25, 50])))


ROWS = st.lists(rows_of_a_person(), max_size=8)


@given(DAYS, st.none() | DAYS, st.sampled_from(EndReason))
def test_start_and_end_can_be_read_back(start, end, reason):
    if end is not None and end < start:
        start, end = end, start
    assert participation_dates(participation_rows(start, end, reason)) == (start, end)


@given(ROWS)
def test_one_after_the_other_never_leaves_two_on_an_axis(rows):
    """However rows are entered, one thing holds a day where only one thing can."""
    kept = []
    for new in rows:
        ends = {row.id: to_on for row, to_on in closing(kept, new)}
        gone = {row.id for row in corrected(kept, new)}
        kept = [replace(row, to_on=ends.get(row.id, row.to_on)) for row in kept]
        kept = [row for row in kept if row.id not in gone]
        kept.append(bounded(kept, new))
    for number in range(100):
        held = state_on(kept, date(2026, 1, 1) + number * DAY)
        lanes = [(row.axis, row.value if row.axis in SEVERAL_AT_ONCE else "") for row in held]
        assert len(lanes) == len(set(lanes))


@given(ROWS)
def test_entering_in_the_order_of_days_is_importing(rows):
    rows = list({(row.axis, row.from_on): row for row in rows}.values())
    rows.sort(key=lambda row: row.from_on)
    kept = []
    for new in rows:
        ends = {row.id: to_on for row, to_on in closing(kept, new)}
        kept = [replace(row, to_on=ends.get(row.id, row.to_on)) for row in kept] + [new]
    assert kept == list(close_imported(rows))
