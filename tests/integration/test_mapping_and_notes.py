"""The mapping in its layers, and dated notes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from desks import TODAY, DirectDesk, open_desk
from planners import Planner

from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.records import MappingEntry, Note
from dirigo_tui.domain.vocabulary import MappingArea, NoteKind
from dirigo_tui.services import history
from dirigo_tui.services.mapping import AreaView, WriteArea, mapping_of, write_area
from dirigo_tui.services.notes import WriteNote, notes_of, write_note


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DirectDesk]:
    desk = open_desk(tmp_path)
    yield desk
    desk.close()


@pytest.fixture
def person(desk: DirectDesk) -> Planner:
    return Planner(desk)


def write(person: Planner, **fields: Any) -> MappingEntry:
    command = WriteArea(participant_id=person.id, area=MappingArea.HEALTH, **fields)
    return person.desk.write(write_area, command)


def health(person: Planner) -> AreaView:
    return person.desk.read(mapping_of, person.id)[0]


def on_another_day(desk: DirectDesk, day: date) -> None:
    desk.database._today = lambda: day


def test_all_ten_areas_are_there_from_the_start(person: Planner) -> None:
    areas = person.desk.read(mapping_of, person.id)
    assert [view.area for view in areas] == list(MappingArea)
    assert len(areas) == 10
    assert all(view.is_empty and view.version == 0 for view in areas)


def test_each_layer_is_written_by_itself(person: Planner) -> None:
    write(person, own_words="Ont i ryggen.\nSover illa.")
    write(person, strengths="Går varje dag")
    write(person, obstacles="Långa resor", note="Läkarbesök i mars")
    view = health(person)
    assert view.own_words == "Ont i ryggen.\nSover illa."
    assert view.strengths == "Går varje dag"
    assert (view.obstacles, view.note) == ("Långa resor", "Läkarbesök i mars")
    assert view.version == 3
    assert not view.is_empty


def test_a_layer_may_be_emptied(person: Planner) -> None:
    write(person, own_words="Ont i ryggen", strengths="Går varje dag")
    write(person, own_words="")
    assert (health(person).own_words, health(person).strengths) == ("", "Går varje dag")


def test_the_note_is_no_going_through(person: Planner) -> None:
    write(person, own_words="Ont i ryggen")
    on_another_day(person.desk, TODAY + timedelta(days=30))
    write(person, note="Remiss skickad")
    assert health(person).updated_on == TODAY
    assert person.desk.read(history.history, person.id)[0].params["layer"] == "caseworker"
    write(person, own_words="Ont i ryggen")
    assert health(person).updated_on == TODAY + timedelta(days=30)
    assert person.desk.read(history.history, person.id)[0].params["layer"] == "participant"


def test_the_second_of_two_screens_is_refused(person: Planner) -> None:
    write(person, own_words="Ont i ryggen", version=0)
    seen = health(person).version
    write(person, strengths="Går varje dag", version=seen)
    with pytest.raises(Refused, match="changed_elsewhere"):
        write(person, own_words="Ont i knät", version=seen)
    with pytest.raises(Refused, match="changed_elsewhere"):
        write(person, own_words="Ont i knät", version=0)
    assert health(person).own_words == "Ont i ryggen"


def test_nobody_is_mapped_who_is_not_there(desk: DirectDesk) -> None:
    with pytest.raises(Refused, match="not_found"):
        desk.write(write_area, WriteArea(participant_id="0" * 32, area=MappingArea.HEALTH))


def note(person: Planner, text: str = "", **fields: Any) -> Note:
    return person.desk.write(write_note, WriteNote(participant_id=person.id, text=text, **fields))


def test_a_note_says_something_but_a_call_need_not(person: Planner) -> None:
    with pytest.raises(Refused, match="note_empty"):
        note(person, " \u200b ")
    assert note(person, kind=NoteKind.PHONE).text == ""
    assert note(person, "Ringde.\nInget svar.").text == "Ringde.\nInget svar."


def test_notes_are_about_what_has_been(person: Planner) -> None:
    with pytest.raises(Refused, match="day_in_future"):
        note(person, "Möte", on=TODAY + timedelta(days=1))
    assert note(person, "Möte").on == TODAY


def test_the_latest_note_comes_first(person: Planner) -> None:
    for text, ago in (("äldst", 9), ("först i dag", 0), ("mitten", 3), ("sist i dag", 0)):
        note(person, text, on=TODAY - timedelta(days=ago))
    found = [entry.text for entry in person.desk.read(notes_of, person.id)]
    assert found == ["sist i dag", "först i dag", "mitten", "äldst"]
