"""Gallring: who is on the list, two people's word, and that nothing of the file is left."""

from __future__ import annotations

import subprocess
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from openers import PASSPHRASE, CheapOpener

from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.retention import BACKUP_DAYS
from dirigo_tui.domain.vocabulary import EndReason, NoteKind, Protection, Sex, TargetGroup
from dirigo_tui.i18n.retention import certified
from dirigo_tui.services import drafts, retention
from dirigo_tui.services.access_log import readers_of
from dirigo_tui.services.cohort import cohort
from dirigo_tui.services.cohort_files import joined
from dirigo_tui.services.goals import AddGoal, add_goal
from dirigo_tui.services.history import undo
from dirigo_tui.services.notes import WriteNote, write_note
from dirigo_tui.services.participants import Basics, RegisterParticipant, register
from dirigo_tui.services.participation import EndParticipation, end_participation
from dirigo_tui.services.ports import SetUp
from dirigo_tui.services.ratings import Answer, RecordRating, record_rating
from dirigo_tui.store.connection import PAGE_BYTES

NAME = "Xerxes Kvistqvist"
WORDS = "Orka trädgården igen"
AS_OF = (date(2018, 12, 31), date(2019, 12, 31), date(2026, 11, 22))


@pytest.fixture
def opener(tmp_path: Path) -> CheapOpener:
    opener = CheapOpener(tmp_path / "home")
    set_up = SetUp(PASSPHRASE, use_keyring=False, organisation="", desk="", caseworker="Anna Lind")
    desk, _code = opener.create(set_up)
    with closing(desk):
        person(desk, "X1", NAME)
        person(desk, "K1", "Kim Ek")
    return opener


@pytest.fixture
def desk(opener: CheapOpener) -> Any:
    with closing(opener.unlock_with_passphrase(PASSPHRASE)) as desk:
        yield desk


def person(desk: Any, reference: str, name: str, **other: Any) -> str:
    """Somebody who took part in 2018, and left a little of everything."""
    basics = {
        "reference": reference,
        "name": name,
        "birth_date": date(1980, 3, 7),
        "sex": Sex.WOMEN,
        "target_group": TargetGroup.SICK_LEAVE,
        "site": "Farsta",
        **other,
    }
    command = RegisterParticipant(basics=Basics(**basics), start=date(2018, 1, 8))
    id: str = desk.write(register, command).id
    desk.write(add_goal, AddGoal(participant_id=id, own_words=f"{WORDS} {reference}"))
    desk.write(
        write_note,
        WriteNote(participant_id=id, on=date(2018, 5, 2), kind=NoteKind.PHONE, text=f"Ring {name}"),
    )
    answers = {"was": Answer(value=4)}
    rating = RecordRating(participant_id=id, template="was", answers=answers, on=date(2018, 2, 1))
    desk.write(record_rating, rating)
    ended = EndParticipation(participant_id=id, on=date(2018, 9, 30), reason=EndReason.AS_PLANNED)
    desk.write(end_participation, ended)
    return id


def figures(desk: Any) -> list[Any]:
    """Every count of every summary, by both ways of counting."""
    return [desk.read(cohort, day, by_site=True) for day in AS_OF] + [
        desk.read(joined).on(day, by_site=True) for day in AS_OF
    ]


def destroyed(desk: Any, reference: str) -> Any:
    desk.write(retention.approve, reference)
    desk.write(retention.approve, reference, "Bo Ek")
    return retention.destroy(desk)[0]


def test_the_list_has_those_whose_time_is_up(desk: Any) -> None:
    person(desk, "N1", "Nyss Noterad")
    desk.write(write_note, WriteNote(participant_id=id_of(desk, "N1"), text="Hörde av sig."))
    person(desk, "F1", "Född Femte", birth_date=date(1980, 3, 5))
    person(desk, "S1", "Skyddad Person", protection=Protection.SECRECY_MARKING)
    files = desk.read(retention.due_files)
    assert [(file.reference, file.name) for file in files] == [
        ("K1", "Kim Ek"), ("S1", "S1"), ("X1", NAME),
    ]  # fmt: skip
    # The last note is of the end of participation: 30 September 2018 and five years.
    assert {file.finished_by for file in files} == {date(2024, 12, 31)}


@pytest.mark.parametrize(
    ("basics", "refusal"),
    [
        ({"birth_date": date(1980, 3, 25)}, "retention_exempt"),
        ({"birth_date": None}, "retention_birth_date_unknown"),
    ],
)
def test_who_may_be_kept_for_research_is_not_destroyed(
    desk: Any, basics: dict[str, Any], refusal: str
) -> None:
    person(desk, "F1", "Född Femte", **basics)
    with pytest.raises(Refused, match=refusal):
        desk.write(retention.approve, "F1")


def test_two_people_approve(desk: Any) -> None:
    assert not desk.write(retention.approve, "X1").may_be_destroyed
    with pytest.raises(Refused, match="retention_same_person"):
        desk.write(retention.approve, "X1", "ANNA lind ")
    with pytest.raises(Refused, match="retention_nothing_approved"):
        retention.destroy(desk)
    assert desk.write(retention.approve, "X1", "Bo Ek").may_be_destroyed
    actions = [line.action.value for line in desk.read(readers_of, id_of(desk, "X1"))]
    assert actions[:2] == ["destruction_approved", "destruction_approved"]


def test_a_hold_makes_approvals_void(desk: Any) -> None:
    desk.write(retention.approve, "X1")
    desk.write(retention.approve, "X1", "Bo Ek")
    desk.write(retention.hold, "X1", "Pågående rättssak")
    with pytest.raises(Refused, match="retention_nothing_approved"):
        retention.destroy(desk)
    with pytest.raises(Refused, match="retention_held"):
        desk.write(retention.approve, "X1")
    desk.write(retention.release, "X1")
    assert desk.write(retention.approve, "X1").approved_by == ("Anna Lind",)


def test_a_file_that_is_used_again_is_no_longer_due(desk: Any) -> None:
    desk.write(retention.approve, "X1")
    desk.write(retention.approve, "X1", "Bo Ek")
    desk.write(write_note, WriteNote(participant_id=id_of(desk, "X1"), text="Hörde av sig."))
    with pytest.raises(Refused, match="retention_nothing_approved"):
        retention.destroy(desk)


def id_of(desk: Any, reference: str) -> str:
    people = desk.read(lambda reader: reader.rows("references"))
    return next(row["id"] for row in people if row["reference"] == reference)


def test_the_summary_of_last_year_is_unchanged(desk: Any) -> None:
    person(desk, "S1", "Skyddad Person", protection=Protection.SECRECY_MARKING)
    person(desk, "G1", "Grupplös Person", target_group=None)
    before = figures(desk)
    for reference in ("X1", "S1", "G1"):
        destroyed(desk, reference)
    assert figures(desk) == before
    assert len(desk.read(lambda reader: reader.rows("references"))) == 1


def test_nothing_of_the_file_is_left(opener: CheapOpener) -> None:
    home = opener.paths()["home"]
    with closing(opener.unlock_with_passphrase(PASSPHRASE)) as desk:
        gone = id_of(desk, "X1")
        desk.write(drafts.save, f"note::{gone}", f"Om {NAME}", gone)
        desk.write(drafts.save, "registration", '{"name": "' + NAME + '"}')
        desk.write(drafts.save, "other", "Något annat")
        certificate = destroyed(desk, "X1")
        assert desk.check_access_log().broken is None
        lines = desk.read(readers_of, gone)
        assert lines[0].action.value == "destroyed"
        assert {line.reference for line in lines} == {""}
    opened = pages(opener)
    for left in ("Ring Kim Ek", f"{WORDS} K1", "Något annat", gone):
        assert left.encode() in opened, left
    for trace in (NAME, "Kvistqvist", "kvistqvist", f"{WORDS} X1"):
        assert trace.encode() not in opened, trace
    assert not opener.paths()["database"].with_name("dirigo.db-wal").exists()
    for path in home.rglob("*"):
        if path.is_file():
            found = subprocess.run(["strings", path], capture_output=True, text=True, check=True)
            assert "Kvistqvist" not in found.stdout, path
    said = certified(certificate)
    assert NAME not in said
    assert "Anna Lind och Bo Ek" in said
    assert certificate.rows["note"] == 1
    assert (certificate.backups_until - certificate.at.date()).days == BACKUP_DAYS


def pages(opener: CheapOpener) -> bytes:
    """Every byte of the database file as it is under the encryption, unused room included."""
    key = opener._vault().unlock_with_passphrase(PASSPHRASE)
    content = opener.paths()["database"].read_bytes()
    opened = []
    for place in range(0, len(content), PAGE_BYTES):
        # SQLCipher 4: the salt before the first page, and behind each its IV and its code.
        page = content[place + (16 if place == 0 else 0) : place + PAGE_BYTES]
        cipher = Cipher(algorithms.AES(key), modes.CBC(page[-80:-64])).decryptor()
        opened.append(cipher.update(page[:-80]))
    return b"".join(opened)


def test_what_is_destroyed_cannot_be_undone(desk: Any) -> None:
    destroyed(desk, "X1")
    destroyed(desk, "K1")
    with pytest.raises(Refused, match="nothing_to_undo"):
        desk.write(undo)


def test_old_backups_end(opener: CheapOpener) -> None:
    backups = opener.paths()["backups"]
    old = backups / "dirigo-2026-01-02T030405Z.backup"
    old.write_bytes(b"")
    with closing(opener.unlock_with_passphrase(PASSPHRASE)) as desk:
        destroyed(desk, "X1")
    assert not old.exists()
    assert len(list(backups.glob("*.backup"))) >= 1
