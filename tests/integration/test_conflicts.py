"""Rows that changed at both desks: what is told of them, and what a choice comes to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from desks import TODAY, DirectDesk, open_desk

from dirigo_tui.domain.records import MappingEntry, Participant
from dirigo_tui.domain.vocabulary import MappingArea
from dirigo_tui.exports import age_container
from dirigo_tui.services.handover import (
    Conflict,
    Difference,
    ExportParticipant,
    Receive,
    ReceiveReport,
    RowChange,
    export_participant,
    receive,
)
from dirigo_tui.services.mapping import WriteArea, write_area
from dirigo_tui.services.participants import Basics, RegisterParticipant, register

IDENTITY, RECIPIENT = age_container.new_identity()
START = "Ont i ryggen"


class Pair:
    """Two desks with the same person, who have both gone on with her mapping."""

    def __init__(self, folder: Path) -> None:
        self.ours, self.theirs = open_desk(folder), open_desk(folder)
        basics = Basics(reference="R1", name="Samira Nordin")
        start = RegisterParticipant(basics=basics, start=TODAY)
        self.person = self.ours.write(register, start).id
        self.write(self.ours, own_words=START)
        self.send(self.ours, self.theirs)
        self.write(self.ours, own_words="Bättre nu", strengths="Envis")
        self.write(self.theirs, own_words="Sämre nu", obstacles="Trötthet")

    def write(self, desk: DirectDesk, **texts: str) -> None:
        command = WriteArea(participant_id=self.person, area=MappingArea.HEALTH, **texts)
        desk.write(write_area, command)

    def send(self, source: DirectDesk, target: DirectDesk, **fields: Any) -> ReceiveReport:
        path = source.home / f"{datetime.now(UTC).timestamp()}.age"
        export_participant(
            source, ExportParticipant(reference="R1", path=path, recipients=[RECIPIENT])
        )
        return receive(target, Receive(path=path, identities=[IDENTITY], **fields))

    def entry(self, desk: DirectDesk) -> MappingEntry:
        (entry,) = desk.read(lambda reader: reader.find(MappingEntry))
        return entry

    def texts(self, desk: DirectDesk) -> tuple[str, str, str]:
        entry = self.entry(desk)
        return entry.own_words, entry.strengths, entry.obstacles


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Pair]:
    pair = Pair(tmp_path)
    yield pair
    pair.ours.close()
    pair.theirs.close()


def conflict_of(report: ReceiveReport) -> Conflict:
    (conflict,) = report.conflicts
    return conflict


def test_a_conflict_is_told_field_by_field_and_nothing_is_written(pair: Pair) -> None:
    before = pair.texts(pair.ours)
    conflict = conflict_of(pair.send(pair.theirs, pair.ours))
    assert (conflict.table, conflict.by_field) == ("mapping_entry", True)
    assert conflict.differences == (
        Difference("own_words", "Bättre nu", "Sämre nu"),
        Difference("strengths", "Envis", ""),
        Difference("obstacles", "", "Trötthet"),
    )
    assert pair.texts(pair.ours) == before


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        (frozenset(), ("Bättre nu", "Envis", "")),
        (frozenset({"obstacles"}), ("Bättre nu", "Envis", "Trötthet")),
        (frozenset({"own_words", "strengths", "obstacles"}), ("Sämre nu", "", "Trötthet")),
    ],
    ids=["ours", "some", "theirs"],
)
def test_a_choice_holds_at_both_desks_and_is_not_asked_again(
    pair: Pair, chosen: frozenset[str], expected: tuple[str, str, str]
) -> None:
    choices = {pair.entry(pair.ours).id: chosen}
    assert pair.send(pair.theirs, pair.ours, choices=choices).conflicts == ()
    assert pair.texts(pair.ours) == expected
    assert pair.send(pair.theirs, pair.ours).conflicts == ()
    assert pair.texts(pair.ours) == expected
    assert pair.send(pair.ours, pair.theirs).conflicts == ()
    assert pair.texts(pair.theirs) == expected


def test_what_was_kept_is_not_lost_when_the_other_desk_goes_on(pair: Pair) -> None:
    choices: dict[str, frozenset[str]] = {pair.entry(pair.ours).id: frozenset()}
    pair.send(pair.theirs, pair.ours, choices=choices)
    for words in ("Ännu sämre", "Värre", "Ännu värre", "Värst"):
        pair.write(pair.theirs, own_words=words, obstacles="Trötthet")
    assert pair.send(pair.theirs, pair.ours).conflicts != ()
    assert pair.texts(pair.ours) == ("Bättre nu", "Envis", "")


def test_a_choice_is_undone_in_one_step(pair: Pair) -> None:
    before = pair.entry(pair.ours)
    pair.send(pair.theirs, pair.ours, choices={before.id: frozenset({"obstacles"})})
    pair.ours.write(lambda unit: unit.undo(pair.person))
    assert pair.texts(pair.ours) == ("Bättre nu", "Envis", "")
    pair.ours.write(lambda unit: unit.redo(pair.person))
    assert pair.texts(pair.ours) == ("Bättre nu", "Envis", "Trötthet")


def test_a_dry_run_tells_what_each_row_would_say(pair: Pair) -> None:
    choices = {pair.entry(pair.ours).id: frozenset({"obstacles"})}
    report = pair.send(pair.theirs, pair.ours, choices=choices, dry_run=True)
    assert report.changes == (
        RowChange(
            "mapping_entry",
            pair.entry(pair.ours).id,
            (Difference("obstacles", "", "Trötthet"),),
        ),
    )
    assert pair.texts(pair.ours) == ("Bättre nu", "Envis", "")


def test_a_new_person_is_told_whole(pair: Pair, tmp_path: Path) -> None:
    third = open_desk(tmp_path)
    report = pair.send(pair.ours, third, dry_run=True)
    first = report.changes[0]
    assert first.table == Participant.table
    assert Difference("name", None, "Samira Nordin") in first.differences
    third.close()


def test_a_choice_about_nothing_that_conflicts_is_let_be(pair: Pair) -> None:
    report = pair.send(pair.theirs, pair.ours, choices={"0" * 32: frozenset({"name"})})
    assert len(report.conflicts) == 1
