"""The practice cohort in a real encrypted file: it fits the tables and has something to find."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from desks import DirectDesk, open_desk

from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.records import PARTICIPANT_KINDS, Participant
from dirigo_tui.domain.vocabulary import Action, Rule
from dirigo_tui.i18n.history import told_of
from dirigo_tui.services import caseload, history, practice
from dirigo_tui.services.caseload import Filter, Group
from dirigo_tui.services.practice.cohort import cohort

# Everything is told from the day it is made: no day may be special.
DAYS = (date(2026, 11, 21), date(2024, 2, 29), date(2027, 1, 1), date(2025, 6, 30))


@pytest.fixture(params=DAYS, ids=str)
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[DirectDesk]:
    desk = open_desk(tmp_path, today=request.param)
    desk.write(practice.fill, practice.Cohort())
    yield desk
    desk.close()


def test_everybody_is_stored_whole(desk: DirectDesk) -> None:
    today = desk.read(lambda reader: reader.today)
    made = sorted(
        (record for file in cohort(60, practice.SEED, today) for record in file),
        key=lambda record: record.id,
    )
    stored = [r for kind in PARTICIPANT_KINDS for r in desk.read(lambda rd, k=kind: rd.find(k))]
    assert sorted(stored, key=lambda record: record.id) == made


def test_every_ready_made_list_has_somebody_and_most_is_in_order(desk: DirectDesk) -> None:
    counts = desk.read(caseload.counts)
    assert all(counts.values()), counts
    assert counts[Filter.ALL] == 60
    people = desk.read(caseload.worklist)
    assert 6 <= people.sizes[Group.OVERDUE] <= 22
    assert people.sizes[Group.TODAY]
    assert people.sizes[Group.AHEAD] >= 25


def test_there_are_many_reasons_to_be_on_top(desk: DirectDesk) -> None:
    rows = desk.read(caseload.page, desk.read(caseload.worklist).ids)
    overdue = {deadline.rule for row in rows for deadline in row.overdue}
    assert len(overdue) >= 6
    assert overdue >= {Rule.FOLLOW_UP, Rule.SELF_RATING, Rule.NO_ACTIVITY_AHEAD}


def test_every_file_has_a_history_and_nothing_to_take_back(desk: DirectDesk) -> None:
    today = desk.read(lambda reader: reader.today)
    for participant in desk.read(lambda reader: reader.find(Participant)):
        entries = desk.read(history.history, participant.id)
        assert entries[-1].action == Action.PARTICIPANT_REGISTERED
        assert [entry.at for entry in entries] == sorted((e.at for e in entries), reverse=True)
        sentences = [told_of(entry, today) for entry in entries]
        assert not any("…" in sentence for sentence in sentences)
        with pytest.raises(Refused, match="nothing_to_undo"):
            desk.write(history.undo, participant.id)


def test_larger_cohorts_fit_the_tables_too(tmp_path: Path) -> None:
    for day in DAYS[1:3]:
        desk = open_desk(tmp_path, today=day)
        desk.write(practice.fill, practice.Cohort(participants=200, seed=day.toordinal()))
        assert len(desk.read(lambda reader: reader.find(Participant))) == 200
        desk.close()
