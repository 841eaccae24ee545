"""Transactions, optimistic locking, undo and redo on a real encrypted file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from desks import TODAY, DirectDesk, open_desk
from hypothesis import given, settings
from hypothesis import strategies as st

from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.records import Goal, Note, Participant, to_plain
from dirigo_tui.domain.vocabulary import Action


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DirectDesk]:
    desk = open_desk(tmp_path)
    yield desk
    desk.close()


def register(unit: Any, reference: str = "R1") -> Participant:
    added = unit.add(Participant(id=unit.new_id(), reference=reference, recorded_at=unit.now))
    unit.happened(Action.PARTICIPANT_REGISTERED, added.id)
    return added


def add_goal(unit: Any, participant_id: str, words: str) -> Goal:
    goal = Goal(
        id=unit.new_id(),
        participant_id=participant_id,
        position=1,
        own_words=words,
        recorded_at=unit.now,
    )
    unit.add(goal)
    unit.happened(Action.GOAL_ADDED, participant_id, words=words)
    return goal


def reword(unit: Any, goal: Goal, words: str) -> Goal:
    changed = unit.change(goal, own_words=words)
    unit.happened(Action.GOAL_CHANGED, goal.participant_id, words=words)
    return changed


def delete(unit: Any, goal: Goal) -> None:
    unit.remove(goal)
    unit.happened(Action.GOAL_DELETED, goal.participant_id)


def goals(desk: DirectDesk) -> list[dict[str, Any]]:
    return [to_plain(g) | {"version": 0} for g in desk.read(lambda reader: reader.find(Goal))]


def test_whatever_is_raised_rolls_everything_back(desk: DirectDesk) -> None:
    def fails(unit: Any) -> None:
        register(unit)
        raise Refused("changed_my_mind")

    with pytest.raises(Refused, match="changed_my_mind"):
        desk.write(fails)
    assert desk.read(lambda reader: reader.find(Participant)) == []


def test_a_change_that_is_not_named_is_not_saved(desk: DirectDesk) -> None:
    def nameless(unit: Any) -> None:
        unit.add(Participant(id=unit.new_id(), reference="R1", recorded_at=unit.now))

    with pytest.raises(ValueError, match="says what happened"):
        desk.write(nameless)
    assert desk.read(lambda reader: reader.find(Participant)) == []


def test_the_second_of_two_edits_of_the_same_version_is_refused(desk: DirectDesk) -> None:
    person = desk.write(register)
    goal = desk.write(add_goal, person.id, "Orka")
    desk.write(reword, goal, "Orka mer")
    with pytest.raises(Refused, match="changed_elsewhere"):
        desk.write(reword, goal, "Orka mindre")
    assert goals(desk)[0]["own_words"] == "Orka mer"


def test_nothing_changed_is_nothing_written(desk: DirectDesk) -> None:
    person = desk.write(register)
    goal = desk.write(add_goal, person.id, "Orka")
    assert desk.write(reword, goal, "Orka").version == 1


def test_undo_and_redo_go_back_and_forth(desk: DirectDesk) -> None:
    person = desk.write(register)
    desk.write(add_goal, person.id, "Ett")
    before = goals(desk)
    desk.write(delete, desk.read(lambda reader: reader.find(Goal))[0])
    undone = desk.write(lambda unit: unit.undo(person.id))
    assert (undone.action, goals(desk)) == ("goal_deleted", before)
    desk.write(lambda unit: unit.redo(person.id))
    assert goals(desk) == []
    with pytest.raises(Refused, match="nothing_to_redo"):
        desk.write(lambda unit: unit.redo(person.id))


def test_a_change_after_undo_ends_redo(desk: DirectDesk) -> None:
    person = desk.write(register)
    desk.write(add_goal, person.id, "Ett")
    desk.write(lambda unit: unit.undo(person.id))
    desk.write(add_goal, person.id, "Två")
    with pytest.raises(Refused, match="nothing_to_redo"):
        desk.write(lambda unit: unit.redo(person.id))


def test_undo_is_the_persons_own(desk: DirectDesk) -> None:
    one, other = desk.write(register, "R1"), desk.write(register, "R2")
    desk.write(add_goal, one.id, "Ett")
    desk.write(add_goal, other.id, "Två")
    desk.write(lambda unit: unit.undo(one.id))
    assert [goal["own_words"] for goal in goals(desk)] == ["Två"]


def test_undo_gives_way_to_a_row_changed_by_other_means(desk: DirectDesk) -> None:
    person = desk.write(register)
    goal = desk.write(add_goal, person.id, "Ett")
    desk.write(lambda unit: unit.replace_many([replace(goal, own_words="Annat")]))
    with pytest.raises(Refused, match="changed_elsewhere"):
        desk.write(lambda unit: unit.undo(person.id))
    assert goals(desk)[0]["own_words"] == "Annat"


STEPS = st.lists(
    st.sampled_from(["add", "reword", "delete", "undo", "redo"]), min_size=1, max_size=14
)


@settings(max_examples=40)
@given(STEPS)
def test_undo_and_redo_match_a_list_of_states(tmp_path_factory: Any, steps: list[str]) -> None:
    """The states that undo and redo pass through are those a plain stack of states would give."""
    desk = open_desk(tmp_path_factory.mktemp("undo"))
    person = desk.write(register)
    states, at = [goals(desk)], 0
    for number, step in enumerate(steps):
        current = desk.read(lambda reader: reader.find(Goal))
        if step == "undo":
            if at == 0:
                continue
            desk.write(lambda unit: unit.undo(person.id))
            at -= 1
        elif step == "redo":
            if at + 1 == len(states):
                with pytest.raises(Refused, match="nothing_to_redo"):
                    desk.write(lambda unit: unit.redo(person.id))
                continue
            desk.write(lambda unit: unit.redo(person.id))
            at += 1
        elif step == "add" or not current:
            desk.write(add_goal, person.id, f"Mål {number}")
            states, at = [*states[: at + 1], goals(desk)], at + 1
        else:
            if step == "reword":
                desk.write(reword, current[0], f"Ändrat {number}")
            else:
                desk.write(delete, current[0])
            states, at = [*states[: at + 1], goals(desk)], at + 1
        key = lambda goal: goal["id"]  # noqa: E731
        assert sorted(goals(desk), key=key) == sorted(states[at], key=key)
    desk.close()


def test_history_names_what_was_done_latest_first(desk: DirectDesk) -> None:
    person = desk.write(register)
    desk.write(add_goal, person.id, "Ett")
    desk.write(lambda unit: unit.undo(person.id))
    history = desk.read(lambda reader: reader.history(person.id))
    assert [(entry.action, entry.undone) for entry in history] == [
        ("goal_added", True),
        ("participant_registered", False),
    ]
    assert history[0].params == {"words": "Ett"}
    assert history[0].actor == "Anna Lind"


def test_the_caseload_row_follows_every_change(desk: DirectDesk) -> None:
    def rows(reader: Any) -> list[dict[str, Any]]:
        return reader._all("SELECT search, next_due FROM caseload", {})

    def start(unit: Any, person: Participant) -> None:
        unit.change(person, name="Åsa Öberg", start=TODAY)
        unit.happened(Action.PARTICIPANT_CHANGED, person.id)

    person = desk.write(register)
    assert desk.read(rows) == [{"search": "r1\nr1\n", "next_due": None}]
    desk.write(start, person)
    assert desk.read(rows) == [{"search": "åsa öberg\nr1\n", "next_due": TODAY.isoformat()}]
    desk.write(lambda unit: unit.undo(person.id))
    assert desk.read(rows) == [{"search": "r1\nr1\n", "next_due": None}]
    desk.write(lambda unit: unit.undo(person.id))
    assert desk.read(rows) == []


def test_removing_a_person_removes_all_that_is_theirs(desk: DirectDesk) -> None:
    person = desk.write(register)
    note = Note(
        id="c" * 32, participant_id=person.id, recorded_at=person.recorded_at, on=TODAY, text="x"
    )
    desk.write(lambda unit: unit.add_many([note]))

    def remove(unit: Any) -> None:
        unit.remove(unit.get(Participant, person.id))
        unit.happened(Action.PARTICIPANT_CHANGED, person.id)

    desk.write(remove)
    assert desk.read(lambda reader: reader.find(Note)) == []


def test_unknown_columns_are_a_mistake_of_ours(desk: DirectDesk) -> None:
    with pytest.raises(ValueError, match="has no column"):
        desk.read(lambda reader: reader.find(Goal, colour="red"))
