"""A participant's file from one desk to another and back, through real age containers."""

from __future__ import annotations

import json
import stat
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from desks import TODAY, DirectDesk, open_desk

from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.foreign import content_digest
from dirigo_tui.domain.records import (
    PARTICIPANT_KINDS,
    Activity,
    Goal,
    IdentityNumber,
    MappingEntry,
    Note,
    Participant,
    PlanVersion,
    Rating,
    Sharing,
    Status,
    field_names,
    to_plain,
)
from dirigo_tui.domain.vocabulary import (
    Action,
    Axis,
    EnvelopeFormat,
    MappingArea,
    Protection,
    SharedAs,
)
from dirigo_tui.exports import age_container, envelope
from dirigo_tui.services import history, practice
from dirigo_tui.services.handover import (
    Conflict,
    Difference,
    ExportParticipant,
    ExportReceipt,
    Receive,
    ReceiveReport,
    Why,
    export_participant,
    receive,
)
from dirigo_tui.services.mapping import WriteArea, write_area
from dirigo_tui.services.notes import WriteNote, write_note
from dirigo_tui.services.participants import Basics, RegisterParticipant, file_of, register
from dirigo_tui.services.ratings import Answer, RecordRating, record_rating
from dirigo_tui.services.status import SetStatus, set_status

IDENTITY, RECIPIENT = age_container.new_identity()


@pytest.fixture
def ours(tmp_path: Path) -> Iterator[DirectDesk]:
    desk = open_desk(tmp_path)
    desk.write(lambda unit: unit.set_setting("desk", "Haninge"))
    yield desk
    desk.close()


@pytest.fixture
def theirs(tmp_path: Path) -> Iterator[DirectDesk]:
    desk = open_desk(tmp_path)
    desk.write(lambda unit: unit.set_setting("desk", "Järfälla"))
    yield desk
    desk.close()


@pytest.fixture
def person(ours: DirectDesk) -> str:
    return register_samira(ours)


def register_samira(desk: DirectDesk, reference: str = "R1") -> str:
    basics = Basics(reference=reference, name="Samira Nordin", site="Haninge")
    id = desk.write(register, RegisterParticipant(basics=basics, start=TODAY)).id
    desk.write(write_area, WriteArea(participant_id=id, area=MappingArea.HEALTH, own_words="Ont"))
    rate(desk, id, 5)
    desk.write(write_note, WriteNote(participant_id=id, text="Första mötet\nså här gick det"))
    return id


def rate(desk: DirectDesk, person: str, value: int) -> None:
    answers = {"was": Answer(value)}
    desk.write(record_rating, RecordRating(participant_id=person, template="was", answers=answers))


def hand_over(desk: DirectDesk, **fields: Any) -> Path:
    path = desk.home / f"{datetime.now(UTC).timestamp()}.age"
    command = {"reference": "R1", "path": path, "recipients": [RECIPIENT], **fields}
    export_participant(desk, ExportParticipant(**command))
    return path


def take_in(desk: DirectDesk, path: Path, **fields: Any) -> ReceiveReport:
    return receive(desk, Receive(path=path, identities=[IDENTITY], **fields))


def outcome(report: ReceiveReport) -> tuple[int, int, int, int]:
    return report.new, report.updated, report.unchanged, len(report.conflicts)


def content(desk: DirectDesk, person: str) -> dict[str, Any]:
    """What is in a file, but for what the desk notes about handing it on."""
    return {
        record.id: {**to_plain(record), "version": 0}
        for record in desk.read(file_of, person).records()
        if not (isinstance(record, Sharing) and record.shared_as is SharedAs.HANDOVER)
    }


def everything(desk: DirectDesk) -> list[Any]:
    connection = desk.database._connection
    tables = [kind.table for kind in PARTICIPANT_KINDS]
    return [
        connection.execute(f'SELECT * FROM "{table}" ORDER BY 1').fetchall()
        for table in (*tables, "journal", "received", "caseload")
    ]


NEW, UPDATED, UNCHANGED, CONFLICT = (1, 0, 0, 0), (0, 1, 0, 0), (0, 0, 1, 0), (0, 0, 0, 1)


def test_the_whole_file_arrives(ours: DirectDesk, theirs: DirectDesk, person: str) -> None:
    report = take_in(theirs, hand_over(ours))
    assert outcome(report) == NEW
    assert content(theirs, person) == content(ours, person)
    assert (report.kind, report.from_desk) == ("dirigo.participant", "Haninge")
    (told,) = report.people
    assert (told.reference, told.participant_id) == ("R1", person)
    assert len(report.receipt) == 14


def test_every_kind_of_row_arrives(ours: DirectDesk, theirs: DirectDesk) -> None:
    ours.write(practice.fill, practice.Cohort(participants=12, seed=3))
    for participant in ours.read(lambda reader: reader.find(Participant)):
        path = hand_over(ours, reference=participant.reference)
        assert outcome(take_in(theirs, path)) == NEW
        assert content(theirs, participant.id) == content(ours, participant.id)
    kinds = {type(r) for p in ours.read(lambda r: r.find(Participant))
             for r in theirs.read(file_of, p.id).records()}  # fmt: skip
    # Practice people have no identity numbers.
    assert kinds == set(PARTICIPANT_KINDS) - {IdentityNumber}


def test_the_same_file_twice_changes_nothing(
    ours: DirectDesk, theirs: DirectDesk, person: str
) -> None:
    path = hand_over(ours)
    first = take_in(theirs, path)
    before = everything(theirs)
    second = take_in(theirs, path)
    assert outcome(second) == UNCHANGED
    assert everything(theirs) == before
    assert second.receipt == first.receipt


def test_the_same_file_after_a_change_here_changes_nothing(
    ours: DirectDesk, theirs: DirectDesk, person: str
) -> None:
    path = hand_over(ours)
    take_in(theirs, path)
    rate(theirs, person, 9)
    theirs.write(write_note, WriteNote(participant_id=person, text="Här"))
    before = everything(theirs)
    assert outcome(take_in(theirs, path)) == UNCHANGED
    assert everything(theirs) == before


def test_the_same_file_does_not_bring_back_what_was_deleted_here(
    ours: DirectDesk, theirs: DirectDesk, person: str
) -> None:
    path = hand_over(ours)
    take_in(theirs, path)

    def delete(unit: Any) -> None:
        unit.remove(unit.find(Note, participant_id=person)[0])
        unit.happened(Action.NOTE_WRITTEN, person)

    theirs.write(delete)
    assert outcome(take_in(theirs, path)) == UNCHANGED
    assert theirs.read(lambda reader: reader.find(Note)) == []


def test_a_dry_run_says_what_the_real_run_does_and_changes_nothing(
    ours: DirectDesk, theirs: DirectDesk, person: str
) -> None:
    path = hand_over(ours)
    before = everything(theirs)
    dry = take_in(theirs, path, dry_run=True)
    assert everything(theirs) == before
    real = take_in(theirs, path)
    assert (outcome(dry), dry.dry_run, dry.receipt) == (outcome(real), True, "")
    assert outcome(take_in(theirs, path, dry_run=True)) == UNCHANGED


def test_what_goes_on_at_the_other_desk_comes_back(
    ours: DirectDesk, theirs: DirectDesk, person: str
) -> None:
    take_in(theirs, hand_over(ours))
    rate(theirs, person, 9)
    theirs.write(write_note, WriteNote(participant_id=person, text="Ringde"))
    command = SetStatus(participant_id=person, axis=Axis.WORK, value="none")
    theirs.write(set_status, command)
    assert outcome(take_in(ours, hand_over(theirs))) == UPDATED
    assert content(ours, person) == content(theirs, person)
    rate(ours, person, 2)
    assert outcome(take_in(theirs, hand_over(ours))) == UPDATED
    assert content(ours, person) == content(theirs, person)


def test_what_is_only_here_stays(ours: DirectDesk, theirs: DirectDesk, person: str) -> None:
    take_in(theirs, hand_over(ours))
    theirs.write(write_note, WriteNote(participant_id=person, text="Bara här"))
    rate(ours, person, 6)
    assert outcome(take_in(theirs, hand_over(ours))) == UPDATED
    assert "Bara här" in {note.text for note in theirs.read(lambda reader: reader.find(Note))}


def test_a_row_changed_at_both_desks_is_a_conflict_and_nothing_is_taken_in(
    ours: DirectDesk, theirs: DirectDesk, person: str
) -> None:
    take_in(theirs, hand_over(ours))
    rate(theirs, person, 1)
    rate(ours, person, 9)
    ours.write(write_note, WriteNote(participant_id=person, text="Ny här"))
    before = everything(theirs)
    for dry_run in (True, False):
        report = take_in(theirs, hand_over(ours), dry_run=dry_run)
        (rating,) = ours.read(lambda reader: reader.find(Rating))
        told = (Difference("value", 1, 9),)
        assert report.conflicts == (Conflict("rating", rating.id, Why.CHANGED_AT_BOTH_DESKS, told),)
        assert outcome(report) == CONFLICT
        assert report.receipt == ""
    assert everything(theirs) == before


def test_more_changes_there_do_not_outweigh_one_here(
    ours: DirectDesk, theirs: DirectDesk, person: str
) -> None:
    take_in(theirs, hand_over(ours))
    rate(theirs, person, 1)
    for value in (7, 8, 9):
        rate(ours, person, value)
    assert outcome(take_in(theirs, hand_over(ours))) == CONFLICT


def test_the_same_change_at_both_desks_is_no_conflict(
    ours: DirectDesk, theirs: DirectDesk, person: str
) -> None:
    take_in(theirs, hand_over(ours))
    rate(theirs, person, 7)
    rate(ours, person, 7)
    assert outcome(take_in(theirs, hand_over(ours))) == UNCHANGED


def test_a_change_taken_back_here_is_kept_back(
    ours: DirectDesk, theirs: DirectDesk, person: str
) -> None:
    take_in(theirs, hand_over(ours))
    rate(ours, person, 9)
    path = hand_over(ours)
    take_in(theirs, path)
    theirs.write(history.undo, person)
    assert content(theirs, person) != content(ours, person)
    assert outcome(take_in(theirs, path)) == UNCHANGED


def test_a_change_outside_the_journal_there_arrives_when_nothing_was_done_here(
    ours: DirectDesk, theirs: DirectDesk, person: str
) -> None:
    take_in(theirs, hand_over(ours))

    def import_again(unit: Any) -> None:
        from dataclasses import replace

        old = unit.get(Participant, person)
        unit.replace_many([replace(old, site="Farsta", version=old.version + 1)])
        unit.happened(Action.PARTICIPANT_IMPORTED, None)

    ours.write(import_again)
    assert outcome(take_in(theirs, hand_over(ours))) == UPDATED
    assert content(ours, person) == content(theirs, person)
    ours.write(import_again)
    theirs.write(import_again)
    ours.write(lambda unit: (unit.change(unit.get(Participant, person), site="Järfälla"),
                             unit.happened(Action.PARTICIPANT_CHANGED, person)))  # fmt: skip
    assert outcome(take_in(theirs, hand_over(ours))) == UPDATED


def test_what_was_deleted_there_goes_here_too(
    ours: DirectDesk, theirs: DirectDesk, person: str
) -> None:
    def add(unit: Any) -> Goal:
        stamp = {"id": unit.new_id(), "recorded_at": unit.now, "participant_id": person}
        goal = unit.add(Goal(**stamp, position=1, own_words="Fel person"))
        unit.happened(Action.GOAL_ADDED, person)
        return goal

    def delete(unit: Any, goal: Goal) -> None:
        unit.remove(goal)
        unit.happened(Action.GOAL_DELETED, person)

    goal = ours.write(add)
    take_in(theirs, hand_over(ours))
    ours.write(delete, goal)
    assert outcome(take_in(theirs, hand_over(ours))) == UPDATED
    assert content(ours, person) == content(theirs, person)


def test_taking_in_can_be_taken_back_and_done_again(
    ours: DirectDesk, theirs: DirectDesk, person: str
) -> None:
    take_in(theirs, hand_over(ours))
    arrived = content(theirs, person)
    rate(ours, person, 9)
    take_in(theirs, hand_over(ours))
    theirs.write(history.undo, person)
    assert content(theirs, person) == arrived
    theirs.write(history.redo, person)
    assert content(theirs, person) == content(ours, person)


def test_the_history_says_that_it_came_and_that_it_left(
    ours: DirectDesk, theirs: DirectDesk, person: str
) -> None:
    report = take_in(theirs, hand_over(ours))
    (came,) = theirs.read(history.history, person)
    assert (came.action, came.params["from_desk"]) == ("participant_received", "Haninge")
    assert came.params["receipt"] == report.receipt
    left = ours.read(history.history, person)[0]
    assert (left.action, left.params["recipients"]) == ("participant_exported", RECIPIENT)


def test_another_person_has_the_reference(
    ours: DirectDesk, theirs: DirectDesk, person: str
) -> None:
    register_samira(theirs)
    before = everything(theirs)
    report = take_in(theirs, hand_over(ours))
    assert report.conflicts == (Conflict("participant", person, Why.REFERENCE_TAKEN),)
    assert everything(theirs) == before


def test_both_desks_filled_in_the_same_area(
    ours: DirectDesk, theirs: DirectDesk, person: str
) -> None:
    take_in(theirs, hand_over(ours))
    for desk in (ours, theirs):
        command = WriteArea(participant_id=person, area=MappingArea.ECONOMY, own_words="Lån")
        desk.write(write_area, command)
    (conflict,) = take_in(theirs, hand_over(ours)).conflicts
    assert (conflict.table, conflict.why) == ("mapping_entry", Why.ANOTHER_ROW_HERE)


def test_protected_rows_leave_no_desk(ours: DirectDesk) -> None:
    basics = Basics(reference="S1", protection=Protection.SECRECY_MARKING)
    ours.write(register, RegisterParticipant(basics=basics))
    path = ours.home / "s.age"
    with pytest.raises(Refused, match="protected_identity"):
        hand_over(ours, reference="S1", path=path)
    assert not path.exists()


def test_the_file_is_private_and_new(ours: DirectDesk, person: str) -> None:
    path = hand_over(ours)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert b"Samira" not in path.read_bytes()
    with pytest.raises(Refused, match="file_exists"):
        hand_over(ours, path=path)


def test_a_file_that_cannot_be_noted_does_not_stay(
    ours: DirectDesk, person: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_args: Any) -> None:
        raise Refused("disk_full")

    monkeypatch.setattr(ours, "write", fails)
    path = ours.home / "p.age"
    with pytest.raises(Refused, match="disk_full"):
        hand_over(ours, path=path)
    assert not path.exists()


def test_nobody_by_that_reference_and_no_recipient(ours: DirectDesk, person: str) -> None:
    with pytest.raises(Refused, match="reference_unknown"):
        hand_over(ours, reference="R2")
    with pytest.raises(Refused, match="recipient_missing"):
        hand_over(ours, recipients=[])


def test_the_receipt_of_an_export_counts_what_left(ours: DirectDesk, person: str) -> None:
    path = ours.home / "p.age"
    receipt = export_participant(
        ours, ExportParticipant(reference="R1", path=path, recipients=[RECIPIENT])
    )
    assert isinstance(receipt, ExportReceipt)
    opened = envelope.unwrap(age_container.open_sealed(path.read_bytes(), identities=[IDENTITY]))
    assert receipt.counts == opened.counts
    assert receipt.counts["participant"] == receipt.counts["rating"] == 1
    assert receipt.counts["rating_template"] == 1
    assert receipt.sha256 == opened.sha256
    assert opened.practice is False


def test_the_desks_own_identity_opens_what_was_sealed_to_it(
    ours: DirectDesk, theirs: DirectDesk, person: str
) -> None:
    path = hand_over(ours)
    with pytest.raises(Refused, match="container_needs_identity"):
        receive(theirs, Receive(path=path))
    theirs.write(lambda unit: unit.set_setting("age_identity", IDENTITY))
    assert outcome(receive(theirs, Receive(path=path))) == NEW


class Locked:
    """Containers that only ask for the passphrase; deriving a key from it takes seconds."""

    def seal(self, content: bytes, *, recipients: Any, passphrase: str) -> bytes:
        assert not recipients
        return passphrase.encode() + b"\n" + content

    def open(self, sealed: bytes, *, identities: Any, passphrase: str) -> bytes:
        assert not identities
        return sealed.removeprefix(passphrase.encode() + b"\n")


def test_a_passphrase_seals_and_opens(ours: DirectDesk, theirs: DirectDesk, person: str) -> None:
    ours.containers = theirs.containers = Locked()
    theirs.write(lambda unit: unit.set_setting("age_identity", IDENTITY))
    path = hand_over(ours, recipients=[], passphrase="åtta ord räcker")
    assert outcome(receive(theirs, Receive(path=path, passphrase="åtta ord räcker"))) == NEW


def test_practice_and_reality_do_not_mix(ours: DirectDesk, theirs: DirectDesk, person: str) -> None:
    real = hand_over(ours)
    ours.practice = True
    made_up = hand_over(ours)
    with pytest.raises(Refused, match="practice_into_real"):
        take_in(theirs, made_up)
    theirs.practice = True
    with pytest.raises(Refused, match="real_into_practice"):
        take_in(theirs, real)
    assert outcome(take_in(theirs, made_up)) == NEW


def test_no_file(theirs: DirectDesk, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="file_missing"):
        take_in(theirs, tmp_path / "nowhere.age")
    with pytest.raises(Refused, match="file_not_readable"):
        take_in(theirs, tmp_path)
    (tmp_path / "text.age").write_text("hej")
    with pytest.raises(Refused, match="container_not_age"):
        take_in(theirs, tmp_path / "text.age")


# --- Files that nobody's dirigo wrote ---------------------------------------------------------

Payload = dict[str, Any]


@pytest.fixture
def payload(ours: DirectDesk, person: str) -> Payload:
    opened = age_container.open_sealed(hand_over(ours).read_bytes(), identities=[IDENTITY])
    return json.loads(opened)["payload"]  # type: ignore[no-any-return]


def send(desk: DirectDesk, payload: Payload, kind: str = "dirigo.participant") -> ReceiveReport:
    document = envelope.wrap(
        EnvelopeFormat(kind),
        payload,
        practice=False,
        created=datetime.now(UTC),
        from_desk="Elak\x1b[2J desk",
        counts={},
    )
    path = desk.home / f"{datetime.now(UTC).timestamp()}.age"
    path.write_bytes(age_container.seal(document, recipients=[RECIPIENT]))
    return take_in(desk, path)


def row(table: str, **changes: Any) -> Callable[[Payload], None]:
    """Change fields of the first row of a table."""

    def change(payload: Payload) -> None:
        rows = payload[table]
        (rows if table == "participant" else rows[0]).update(changes)

    return change


def extra(kind: type[Any], /, **fields: Any) -> Callable[[Payload], None]:
    """Add a row of a kind that is of the person in the payload."""

    def change(payload: Payload) -> None:
        given = {
            "id": "e" * 32,
            "version": 1,
            "recorded_at": "2026-11-01T12:00:00.000Z",
            "recorded_by": "",
            "participant_id": payload["participant"]["id"],
            **fields,
        }
        blank = dict.fromkeys(field_names(kind))
        payload.setdefault(kind.table, []).append({**blank, **given})

    return change


ACTIVITY = {
    "position": 1, "title": "Kurs", "kind": "other", "time_text": "", "taking_part": "",
    "responsible": "", "status": "planned", "status_reason": "", "recurrence": "",
}  # fmt: skip
VERSION = {
    "number": 1, "opened_on": "2026-11-01", "snapshot": "", "participant_reason": "",
    "caseworker_reason": "",
}  # fmt: skip
STATUS = {"axis": "work", "value": "none", "from_on": "2026-11-01", "source": "caseworker"}
MAPPING = {
    "area": "economy", "own_words": "", "strengths": "", "obstacles": "", "note": "",
    "updated_on": "2026-11-01",
}  # fmt: skip

HOSTILE: dict[str, Callable[[Payload], Any]] = {
    "an unknown table": lambda p: p.update(setting=[{"name": "caseworker", "value": "Eve"}]),
    "the journal": lambda p: p.update(journal=[]),
    "a table that is no list": lambda p: p.update(note={"0": p["note"][0]}),
    "a row that is no object": lambda p: p["note"].append("x"),
    "nobody": lambda p: p.pop("participant"),
    "a table missing": lambda p: p.pop("status"),
    "no history": lambda p: p.pop("earlier"),
    "two people": lambda p: p.update(participant=[p["participant"]] * 2),
    "a field missing": lambda p: p["note"][0].pop("text"),
    "a field too many": row("note", rowid=1),
    "a number for text": row("note", text=1),
    "text for a number": row("rating", value="5"),
    "true for a number": row("rating", value=True),
    "a fraction": row("rating", value=5.0),
    "a number for a bool": row("participant", no_sgi=0),
    "null where there must be something": row("note", text=None),
    "a list for text": row("note", text=["x"]),
    "an id that is no id": row("note", id="x"),
    "an id in capitals": row("note", id="A" * 32),
    "an id with a quote": row("note", id="'" * 32),
    "an id of another length": row("note", id="a" * 33),
    "the id of another row": lambda p: p["note"][0].update(id=p["rating"][0]["id"]),
    "a row of another person": row("note", participant_id="d" * 32),
    "a day that is not": row("note", on="2026-02-30"),
    "a day in another form": row("note", on="20261101"),
    "a day with a time": row("note", on="2026-11-01T00:00:00"),
    "a moment without a zone": row("note", recorded_at="2026-11-01T12:00:00.000"),
    "a moment in another zone": row("note", recorded_at="2026-11-01T12:00:00.000+01:00"),
    "a moment at the end of time": row("note", recorded_at="9999-12-31T23:59:59.999-01:00"),
    "an unknown code": row("rating", mode="telepathy"),
    "an unknown axis": row("status", axis="shoe_size"),
    "version 0": row("note", version=0),
    "a version beyond all": row("note", version=2**62),
    "a value off the scale": row("rating", value=11),
    "a value and a reason for none": row("rating", non_answer="could_not"),
    "an unknown item": row("rating", item="hads_7"),
    "an unknown template": row("rating", template="hads"),
    "a template version to come": row("rating", template_version=2),
    "no template": lambda p: p.update(rating_template=[]),
    "a template that is no JSON": row("rating_template", content="{"),
    "a template that is a number": row("rating_template", content=1),
    "a goal that is not there": row("rating", goal_id="d" * 32),
    "a value of another axis": extra(Status, **STATUS | {"value": "sfi"}),
    "extent over 100": extra(Status, **STATUS | {"extent": 101}),
    "to before from": extra(Status, **STATUS | {"to_on": "2026-10-01"}),
    "a rule that recurs for ever": extra(Activity, **ACTIVITY | {"recurrence": "FREQ=SECONDLY"}),
    "an activity of no goal": extra(Activity, **ACTIVITY | {"goal_id": "d" * 32}),
    "a snapshot that is no plan": extra(PlanVersion, **VERSION | {"snapshot": "[]"}),
    "a snapshot as deep as a well": extra(PlanVersion, **VERSION | {"snapshot": "[" * 99999}),
    "a history that is no history": lambda p: p.update(earlier=[]),
    "a history of numbers": lambda p: p.update(earlier={"a" * 32: [1]}),
}  # fmt: skip
BEYOND_BOUNDS: dict[str, Callable[[Payload], Any]] = {
    "an activity without title": extra(Activity, **ACTIVITY | {"title": ""}),
    "cancelled without reason": extra(Activity, **ACTIVITY | {"status": "cancelled"}),
    "an answer without its day": extra(PlanVersion, **VERSION | {"participant_answer": "yes"}),
    "version number 0": extra(PlanVersion, **VERSION | {"number": 0}),
    "ends before it starts": row("participant", start="2026-11-01", end="2026-10-01"),
    "no reference": row("participant", reference=""),
    "the same area twice": lambda p: (
        extra(MappingEntry, **MAPPING)(p),
        extra(MappingEntry, **MAPPING, id="f" * 32)(p),
    ),
}


@pytest.mark.parametrize("why", HOSTILE)
def test_a_hostile_file_is_refused_and_nothing_is_written(
    theirs: DirectDesk, payload: Payload, why: str
) -> None:
    HOSTILE[why](payload)
    before = everything(theirs)
    with pytest.raises(Refused, match="container_content_invalid") as refusal:
        send(theirs, payload)
    assert everything(theirs) == before
    assert "Samira" not in str(refusal.value.params)


@pytest.mark.parametrize("why", BEYOND_BOUNDS)
def test_what_the_tables_refuse_is_refused_whole(
    theirs: DirectDesk, payload: Payload, why: str
) -> None:
    BEYOND_BOUNDS[why](payload)
    before = everything(theirs)
    with pytest.raises(Refused, match="row_refused"):
        send(theirs, payload)
    assert everything(theirs) == before


def test_another_wording_of_the_question_is_refused(theirs: DirectDesk, payload: Payload) -> None:
    template = payload["rating_template"][0]
    template["content"] = template["content"].replace("arbetsförmåga", "duglighet")
    with pytest.raises(Refused, match="template_differs"):
        send(theirs, payload)


def test_another_kind_of_file_is_not_taken_in(theirs: DirectDesk, payload: Payload) -> None:
    with pytest.raises(Refused, match="container_kind"):
        send(theirs, payload, "dirigo.summary")


def test_what_steers_a_terminal_is_taken_out(theirs: DirectDesk, payload: Payload) -> None:
    payload["participant"]["name"] = "Sam\x1b]52;c;eA==\x07ira \u202eNordin"
    payload["note"][0]["text"] = "Rad ett\n\x9b31mrad två"
    report = send(theirs, payload)
    (told,) = report.people
    person = theirs.read(lambda reader: reader.get(Participant, told.participant_id))
    assert person.name == "Sam]52;c;eA==ira Nordin"
    assert theirs.read(lambda reader: reader.find(Note))[0].text == "Rad ett\n31mrad två"
    assert report.from_desk == "Elak[2J desk"
    assert outcome(send(theirs, payload)) == UNCHANGED


def test_a_stranger_cannot_overwrite_by_a_high_version(
    theirs: DirectDesk, payload: Payload
) -> None:
    send(theirs, payload)
    person = payload["participant"]["id"]
    theirs.write(write_note, WriteNote(participant_id=person, text="Vår"))
    (ours,) = [note for note in theirs.read(lambda r: r.find(Note)) if note.text == "Vår"]
    forged = {**to_plain(ours), "text": "Deras", "version": 1000}
    payload["note"].append(forged)
    assert outcome(send(theirs, payload)) == CONFLICT


def test_no_file_takes_protection_of_an_identity_away(theirs: DirectDesk, payload: Payload) -> None:
    send(theirs, payload)
    id = payload["participant"]["id"]

    def protect(unit: Any) -> Participant:
        unit.happened(Action.PARTICIPANT_CHANGED, id, fields="protection")
        return unit.change(unit.get(Participant, id), protection=Protection.SECRECY_MARKING)

    here = theirs.write(protect)
    payload["participant"]["name"] = "Samira Ny"
    payload["earlier"][id] = [content_digest(to_plain(here))]
    report = send(theirs, payload)
    assert [conflict.why for conflict in report.conflicts] == [Why.PROTECTED_HERE]
    assert theirs.read(lambda reader: reader.get(Participant, id)) == here
