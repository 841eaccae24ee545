"""Drafts outlive a crash, and what was done can be taken back, on a real encrypted file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from desks import DirectDesk, open_desk
from people import People

from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.records import Note
from dirigo_tui.services import drafts, history
from dirigo_tui.services.notes import WriteNote, write_note


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DirectDesk]:
    desk = open_desk(tmp_path)
    yield desk
    desk.close()


def test_a_draft_comes_back_as_it_was(desk: DirectDesk) -> None:
    text = "Halvt skriven\n\x1b[31m  å  "
    saved_at = desk.write(drafts.save, "note:1", text, "1")
    draft = desk.read(drafts.load, "note:1")
    assert draft is not None
    assert (draft.content, draft.participant_id) == (text, "1")
    assert draft.saved_at == saved_at


def test_there_is_one_draft_a_key(desk: DirectDesk) -> None:
    for text in ("H", "He", "Hej", ""):
        desk.write(drafts.save, "note:1", text)
    desk.write(drafts.save, "goal:1", "Orka")
    assert {draft.key: draft.content for draft in desk.read(drafts.drafts)} == {
        "note:1": "",
        "goal:1": "Orka",
    }


def test_a_removed_draft_is_gone_and_removing_none_is_fine(desk: DirectDesk) -> None:
    desk.write(drafts.save, "note:1", "Hej")
    desk.write(drafts.remove, "note:1")
    desk.write(drafts.remove, "note:1")
    assert desk.read(drafts.load, "note:1") is None
    assert desk.read(drafts.drafts) == []


def test_drafts_are_no_steps_of_undo(desk: DirectDesk) -> None:
    desk.write(drafts.save, "note:1", "Hej")
    with pytest.raises(Refused, match="nothing_to_undo"):
        desk.write(history.undo)


def test_undo_and_redo_of_one_person_leave_others_alone(desk: DirectDesk) -> None:
    people = People(desk)
    one, two = people.person("one"), people.person("two")
    desk.write(write_note, WriteNote(participant_id=one, text="Ett"))
    desk.write(write_note, WriteNote(participant_id=two, text="Två"))

    def texts() -> list[str]:
        return [note.text for note in desk.read(lambda reader: reader.find(Note))]

    undone = desk.write(history.undo, one)
    assert (undone.action, undone.participant_id) == ("note_written", one)
    assert texts() == ["Två"]
    (entry,) = desk.read(history.history, one)
    assert (entry.undone, entry.actor) == (True, "Anna Lind")
    desk.write(history.redo, one)
    assert sorted(texts()) == ["Ett", "Två"]
    assert desk.write(history.undo).participant_id == two
