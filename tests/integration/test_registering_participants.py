"""Registering people, changing what is known, and identity numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from desks import TODAY, DirectDesk, open_desk
from planners import Planner

from dirigo_tui.domain.eligibility import Doubt
from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.records import IdentityNumber, Note, Participant
from dirigo_tui.domain.vocabulary import IdentityKind, Protection, Sex, TargetGroup
from dirigo_tui.services import history
from dirigo_tui.services.identity_numbers import (
    NewNumber,
    numbers_of,
    remove_identity_number,
    set_identity_number,
)
from dirigo_tui.services.lifting import agree_to_lift
from dirigo_tui.services.participants import (
    Basics,
    ChangeParticipant,
    RegisterParticipant,
    basics_of,
    change_basics,
    eligibility,
    file_of,
    find_by_reference,
    get_participant,
    register,
    write_own_goal,
)

TOLVAN = NewNumber(kind=IdentityKind.PERSONAL_NUMBER, number="19121212-1212")
"""One of the numbers Skatteverket has published for tests: a man born on 12 December 1912."""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DirectDesk]:
    desk = open_desk(tmp_path)
    yield desk
    desk.close()


def registered(desk: DirectDesk, reference: str = "R1", **fields: Any) -> Participant:
    basics = Basics(reference=reference, **fields.pop("basics", {}))
    return desk.write(register, RegisterParticipant(basics=basics, **fields))


def change(desk: DirectDesk, participant: Participant, **fields: Any) -> Participant:
    rest = {name: fields.pop(name) for name in ("reason", "second_person") if name in fields}
    command = ChangeParticipant(
        participant_id=participant.id,
        version=participant.version,
        basics=replace(basics_of(participant), **fields),
        **rest,
    )
    return desk.write(change_basics, command)


def test_texts_are_cleaned_on_the_way_in(desk: DirectDesk) -> None:
    person = registered(
        desk,
        " H-17 ",
        basics={"name": "Ma\u030angs\u202e  \x1b[31mEk\n", "site": "Ha\u0308ssleholm"},
    )
    assert (person.reference, person.name, person.site) == ("H-17", "Mångs [31mEk", "Hässleholm")
    assert desk.read(find_by_reference, "H-17 ") == person


@pytest.mark.parametrize("reference", ["", "  ", "\u202e"])
def test_a_reference_is_needed(desk: DirectDesk, reference: str) -> None:
    with pytest.raises(Refused, match="reference_missing"):
        registered(desk, reference)


def test_a_reference_is_one_persons(desk: DirectDesk) -> None:
    registered(desk, "R1")
    other = registered(desk, "R2")
    with pytest.raises(Refused, match="reference_taken") as refused:
        registered(desk, " R1")
    assert refused.value.params == {"reference": "R1"}
    with pytest.raises(Refused, match="reference_taken"):
        change(desk, other, reference="R1")
    assert change(desk, other, reference="R2", name="Ines").name == "Ines"


@pytest.mark.parametrize("field", ["birth_date", "sick_since"])
def test_nobody_is_born_or_falls_ill_tomorrow(desk: DirectDesk, field: str) -> None:
    with pytest.raises(Refused, match="day_in_future"):
        registered(desk, basics={field: date(2026, 11, 22)})
    assert getattr(registered(desk, basics={field: TODAY}), field) == TODAY


def test_an_unknown_reference_is_refused(desk: DirectDesk) -> None:
    with pytest.raises(Refused, match="reference_unknown"):
        desk.read(find_by_reference, "R9")


def test_starting_opens_the_axis(desk: DirectDesk) -> None:
    person = registered(desk, start=date(2026, 9, 1))
    (row,) = desk.read(file_of, person.id).statuses
    assert (row.axis, row.value, row.from_on, row.to_on) == (
        "participation",
        "ongoing",
        date(2026, 9, 1),
        None,
    )
    assert person.start == date(2026, 9, 1)


def test_doubts_warn_and_the_reason_is_noted(desk: DirectDesk) -> None:
    basics = Basics(
        reference="R1", target_group=TargetGroup.SICK_LEAVE, sick_since=date(2026, 10, 1)
    )
    assert desk.read(eligibility, basics) == (Doubt.SICK_LEAVE_TOO_SHORT,)
    assert desk.read(eligibility, basics, date(2027, 4, 1)) == ()
    person = desk.write(register, RegisterParticipant(basics=basics, reason="Remiss från vården"))
    (note,) = desk.read(file_of, person.id).notes
    assert (note.text, note.on, note.recorded_by) == ("Remiss från vården", TODAY, "Anna Lind")


def test_a_change_names_the_fields_in_history(desk: DirectDesk) -> None:
    person = registered(desk)
    changed = change(desk, person, site="Haninge", no_sgi=True)
    assert (changed.site, changed.no_sgi, changed.version) == ("Haninge", True, 2)
    assert desk.read(history.history, person.id)[0].params["fields"] == "site,no_sgi"


def test_the_second_of_two_screens_is_refused(desk: DirectDesk) -> None:
    person = registered(desk)
    change(desk, person, site="Haninge")
    with pytest.raises(Refused, match="changed_elsewhere"):
        change(desk, person, site="Solna")
    with pytest.raises(Refused, match="changed_elsewhere"):
        desk.write(write_own_goal, person.id, "Jobba halvtid", person.version)
    assert desk.read(get_participant, person.id).site == "Haninge"


@pytest.mark.parametrize("second_person", ["", "  ", "anna lind"])
def test_lifting_protection_takes_another_person(desk: DirectDesk, second_person: str) -> None:
    person = registered(desk, basics={"protection": Protection.SECRECY_MARKING})
    with pytest.raises(Refused, match="second_person_needed"):
        change(desk, person, protection=Protection.NONE, second_person=second_person)


def test_protection_is_raised_alone_and_lifted_by_two(desk: DirectDesk) -> None:
    person = registered(desk)
    person = change(desk, person, protection=Protection.SECRECY_MARKING)
    person = change(desk, person, protection=Protection.ASSUMED_IDENTITY)
    person = change(desk, person, protection=Protection.NONE, second_person="Karl Åström")
    assert person.protection is Protection.NONE
    entry = desk.read(history.history, person.id)[0]
    assert entry.params["second_person"] == "Karl Åström"


def test_the_own_goal_keeps_its_lines(desk: DirectDesk) -> None:
    person = registered(desk)
    written = desk.write(write_own_goal, person.id, " Orka jobba.\r\nInte vara rädd.\x00 ")
    assert written.own_goal == "Orka jobba.\nInte vara rädd."


def test_a_number_tells_birth_date_and_sex_that_nobody_gave(desk: DirectDesk) -> None:
    told = registered(desk, "R1", identity_number=TOLVAN)
    assert (told.birth_date, told.sex) == (date(1912, 12, 12), Sex.MEN)
    given = {"sex": Sex.WOMEN, "birth_date": date(1990, 1, 1)}
    kept = registered(desk, "R2", basics=given, identity_number=TOLVAN)
    assert (kept.birth_date, kept.sex) == (date(1990, 1, 1), Sex.WOMEN)


def test_a_wrong_number_registers_nobody(desk: DirectDesk) -> None:
    wrong = replace(TOLVAN, number="191212121213")
    with pytest.raises(Refused, match="identity_number_check"):
        registered(desk, identity_number=wrong)
    assert desk.read(lambda reader: reader.find(Participant)) == []


def test_numbers_follow_one_another(desk: DirectDesk) -> None:
    person = registered(
        desk, identity_number=NewNumber(kind=IdentityKind.RESERVE_NUMBER, number="T-1")
    )
    desk.write(set_identity_number, person.id, replace(TOLVAN, valid_from=date(2026, 5, 1)))
    first, second = desk.read(numbers_of, person.id)
    assert (first.number, first.valid_from, first.valid_to) == ("T-1", None, date(2026, 4, 30))
    assert (second.number, second.valid_from, second.valid_to) == (
        "191212121212",
        date(2026, 5, 1),
        None,
    )
    with pytest.raises(Refused, match="identity_number_not_newer"):
        desk.write(set_identity_number, person.id, replace(TOLVAN, valid_from=date(2026, 5, 1)))
    desk.write(remove_identity_number, second.id)
    assert [number.number for number in desk.read(numbers_of, person.id)] == ["T-1"]


def test_no_number_stands_in_history(desk: DirectDesk) -> None:
    person = registered(desk, identity_number=TOLVAN)
    desk.write(
        set_identity_number,
        person.id,
        NewNumber(kind=IdentityKind.RESERVE_NUMBER, number="12121212"),
    )
    for entry in desk.read(history.history, person.id):
        assert not any("1212" in str(value) for value in entry.params.values())


def test_a_file_is_one_persons(desk: DirectDesk) -> None:
    mine, other = Planner(desk, "R1"), Planner(desk, "R2")
    for planner in (mine, other):
        planner.activity(goal_id=planner.goal().id)
    file = desk.read(file_of, mine.id)
    assert {getattr(r, "participant_id", r.id) for r in file.records()} == {mine.id}
    assert [record.table for record in file.records()] == [
        "participant",
        "goal",
        "activity",
        "plan_version",
    ]


def test_a_file_holds_every_kind_there_is() -> None:
    from dataclasses import fields

    from dirigo_tui.domain.records import PARTICIPANT_KINDS
    from dirigo_tui.services.participants import ParticipantFile

    assert len(fields(ParticipantFile)) == len(PARTICIPANT_KINDS)
    assert {Note, IdentityNumber} <= set(PARTICIPANT_KINDS)


def test_undoing_takes_no_protection_away_but_puts_it_back(desk: DirectDesk) -> None:
    person = registered(desk)
    change(desk, person, protection=Protection.SECRECY_MARKING)
    with pytest.raises(Refused, match="second_person_needed"):
        desk.write(history.undo, person.id)
    assert desk.read(get_participant, person.id).protection is Protection.SECRECY_MARKING
    change(
        desk,
        desk.read(get_participant, person.id),
        protection=Protection.NONE,
        second_person="Karl Åström",
    )
    desk.write(history.undo, person.id)
    assert desk.read(get_participant, person.id).protection is Protection.SECRECY_MARKING
    with pytest.raises(Refused, match="second_person_needed"):
        desk.write(history.redo, person.id)


@pytest.mark.parametrize(
    ("practice", "secret", "taken"),
    [(False, "rätt", True), (False, "fel", False), (False, "", False), (True, "", True)],
)
def test_the_second_person_shows_a_secret_of_the_desk(
    practice: bool, secret: str, taken: bool
) -> None:
    class Keys:
        def check_secret(self, tried: str) -> None:
            if tried != "rätt":
                raise Refused("key_wrong")

    desk: Any = SimpleNamespace(practice=practice, keys=Keys())
    if taken:
        agree_to_lift(desk, secret)
    else:
        with pytest.raises(Refused, match="second_person_secret"):
            agree_to_lift(desk, secret)
