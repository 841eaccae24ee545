"""Registerutdrag: everything that is stored, as text and as JSON, and nothing about others."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from desks import DirectDesk, open_desk

from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.records import PARTICIPANT_KINDS, Record, field_names
from dirigo_tui.domain.vocabulary import Access, Protection
from dirigo_tui.i18n.subject_access import _LABELS, _TOLD_OTHERWISE, extract_on_paper
from dirigo_tui.services import drafts, practice
from dirigo_tui.services.access_log import readers_of
from dirigo_tui.services.participants import Basics, RegisterParticipant, register
from dirigo_tui.services.subject_access import WriteExtract, everything_about, write_extract


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DirectDesk]:
    """A desk with people of every kind."""
    opened = open_desk(tmp_path_factory.mktemp("desk"))
    opened.write(practice.fill, practice.Cohort(participants=30, seed=1))
    yield opened
    opened.close()


def fullest(desk: DirectDesk) -> str:
    """The reference of whoever most is stored about."""

    def rows(reference: str, id: str) -> tuple[int, str]:
        extract = desk.read(everything_about, id, practice=False)
        return sum(map(len, extract.records.values())), reference

    people = desk.read(lambda reader: reader.rows("references"))
    return max(rows(person["reference"], person["id"]) for person in people)[1]


def id_of(desk: DirectDesk, reference: str) -> str:
    people = desk.read(lambda reader: reader.rows("references"))
    return next(str(row["id"]) for row in people if row["reference"] == reference)


def test_every_field_has_a_name_on_the_paper() -> None:
    fields = {name for kind in PARTICIPANT_KINDS for name in field_names(kind)}
    assert fields == (fields & _LABELS.keys()) | _TOLD_OTHERWISE


def test_all_that_is_stored_is_in_both_files(desk: DirectDesk, tmp_path: Path) -> None:
    reference = fullest(desk)
    participant_id = id_of(desk, reference)
    desk.write(drafts.save, f"note::{participant_id}", "Halvfärdig tanke", participant_id)
    order = WriteExtract(reference=reference, path=tmp_path / "utdrag")
    text, plain = write_extract(desk, order, extract_on_paper)

    stored = desk.read(everything_about, participant_id, practice=False)
    records: list[Record] = [
        stored.participant,
        *(r for rows in stored.records.values() for r in rows),
    ]
    document = json.loads(plain.read_text("utf-8"))
    printed = " ".join(text.read_text("utf-8").split())
    ids = {document["participant"]["id"]}
    for name, rows in document.items():
        if name not in {"history", "access_log", "drafts"} and isinstance(rows, list):
            ids |= {row["id"] for row in rows}
    assert ids == {record.id for record in records}
    own = (
        "own_words",
        "strengths",
        "obstacles",
        "title",
        "text",
        "own_goal",
        "taking_part",
        "note",
    )
    told = [t for record in records for name in own if (t := getattr(record, name, ""))]
    assert len(told) > 10
    assert [text for text in told if " ".join(text.split()) not in printed] == []
    assert "Halvfärdig tanke" in printed
    assert document["drafts"][0]["content"] == "Halvfärdig tanke"
    assert len(document["history"]) == len(stored.history) > 0


def test_nothing_of_anybody_else_is_in_it(desk: DirectDesk, tmp_path: Path) -> None:
    reference = fullest(desk)
    order = WriteExtract(reference=reference, path=tmp_path / "utdrag.json")
    (path,) = write_extract(desk, order, extract_on_paper)
    content = path.read_text("utf-8")
    people = desk.read(lambda reader: reader.rows("references"))
    assert [row["reference"] for row in people if row["id"] in content] == [reference]


def test_it_is_noted_that_it_was_made(desk: DirectDesk, tmp_path: Path) -> None:
    reference = fullest(desk)
    write_extract(
        desk, WriteExtract(reference=reference, path=tmp_path / "u.txt"), extract_on_paper
    )
    assert desk.read(readers_of, id_of(desk, reference))[0].action is Access.SUBJECT_ACCESS


def test_one_of_two_files_that_cannot_be_written_takes_the_other_away(
    desk: DirectDesk, tmp_path: Path
) -> None:
    (tmp_path / "utdrag.json").touch()
    order = WriteExtract(reference=fullest(desk), path=tmp_path / "utdrag")
    with pytest.raises(Refused, match="file_exists"):
        write_extract(desk, order, extract_on_paper)
    assert [path.name for path in tmp_path.iterdir()] == ["utdrag.json"]


def test_the_form_is_the_suffix(desk: DirectDesk, tmp_path: Path) -> None:
    pdf = WriteExtract(reference=fullest(desk), path=tmp_path / "utdrag.pdf")
    (path,) = write_extract(desk, pdf, extract_on_paper)
    assert path.read_bytes().startswith(b"%PDF")
    word = WriteExtract(reference=fullest(desk), path=tmp_path / "utdrag.docx")
    with pytest.raises(Refused, match="paper_form_unknown"):
        write_extract(desk, word, extract_on_paper)


def test_somebody_protected_gets_it_too_with_a_reason(desk: DirectDesk, tmp_path: Path) -> None:
    basics = Basics(
        reference="S1",
        name="Kim Ek",
        birth_date=date(1990, 5, 1),
        protection=Protection.SECRECY_MARKING,
    )
    desk.write(register, RegisterParticipant(basics=basics))
    order = WriteExtract(reference="S1", path=tmp_path / "u.txt")
    with pytest.raises(Refused, match="print_without_reason"):
        write_extract(desk, order, extract_on_paper)
    order = WriteExtract(reference="S1", path=tmp_path / "u.txt", reason="Kim bad om det")
    (path,) = write_extract(desk, order, extract_on_paper)
    assert "Kim Ek" in path.read_text("utf-8")
    assert desk.read(readers_of, id_of(desk, "S1"))[0].reason == "… bad om det"
