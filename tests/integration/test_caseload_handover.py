"""A whole caseload from one desk to another, through real age containers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from desks import DirectDesk, open_desk

from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.records import Participant, Sharing, to_plain
from dirigo_tui.domain.vocabulary import (
    Action,
    EnvelopeFormat,
    MappingArea,
    Protection,
    SharedAs,
)
from dirigo_tui.exports import age_container, envelope
from dirigo_tui.services import history
from dirigo_tui.services.handover import (
    CaseloadReceipt,
    ExportCaseload,
    Outcome,
    Receive,
    ReceiveReport,
    Why,
    caseload_export,
    export_caseload,
    receive,
)
from dirigo_tui.services.handover.caseload_export import PEOPLE
from dirigo_tui.services.mapping import WriteArea, write_area
from dirigo_tui.services.notes import WriteNote, write_note
from dirigo_tui.services.participants import Basics, RegisterParticipant, file_of, register
from dirigo_tui.services.progress import Progress, Stage
from dirigo_tui.services.signing import Sender

IDENTITY, RECIPIENT = age_container.new_identity()


def registered(desk: DirectDesk, reference: str, **fields: Any) -> str:
    basics = Basics(reference=reference, name=f"Person {reference}", **fields)
    id: str = desk.write(register, RegisterParticipant(basics=basics)).id
    write(desk, id, "Ont")
    desk.write(write_note, WriteNote(participant_id=id, text="Första mötet"))
    return id


def write(desk: DirectDesk, id: str, own_words: str) -> None:
    area = WriteArea(participant_id=id, area=MappingArea.HEALTH, own_words=own_words)
    desk.write(write_area, area)


@pytest.fixture
def ours(tmp_path: Path) -> Iterator[DirectDesk]:
    desk = open_desk(tmp_path)
    desk.write(lambda unit: unit.set_setting("desk", "Haninge"))
    for number, caseworker in enumerate(("Anna Lind", "Bo Ek", "Anna Lind"), start=1):
        registered(desk, f"R{number}", caseworker=caseworker)
    registered(desk, "R9", caseworker="Anna Lind", protection=Protection.SECRECY_MARKING)
    yield desk
    desk.close()


@pytest.fixture
def theirs(tmp_path: Path) -> Iterator[DirectDesk]:
    desk = open_desk(tmp_path)
    desk.write(lambda unit: unit.set_setting("desk", "Järfälla"))
    yield desk
    desk.close()


def hand_over(desk: DirectDesk, **fields: Any) -> CaseloadReceipt:
    path = desk.home / f"{datetime.now(UTC).timestamp()}.age"
    return export_caseload(desk, ExportCaseload(path=path, recipients=[RECIPIENT], **fields))


def take_in(desk: DirectDesk, path: Path, **fields: Any) -> ReceiveReport:
    return receive(desk, Receive(path=path, identities=[IDENTITY], **fields))


def outcomes(report: ReceiveReport) -> dict[str, Outcome]:
    return {person.reference: person.outcome for person in report.people}


def people(desk: DirectDesk) -> dict[str, str]:
    return {p.reference: p.id for p in desk.read(lambda reader: reader.find(Participant))}


def content(desk: DirectDesk, id: str) -> list[Any]:
    return [
        to_plain(record)
        for record in desk.read(file_of, id).records()
        if not isinstance(record, Sharing)
    ]


def everything(desk: DirectDesk) -> list[Any]:
    tables = ("participant", "mapping_entry", "note", "journal", "received", "setting", "caseload")
    connection = desk.database._connection
    return [connection.execute(f'SELECT * FROM "{t}" ORDER BY 1').fetchall() for t in tables]


ALL_NEW = {"R1": Outcome.NEW, "R2": Outcome.NEW, "R3": Outcome.NEW}


def test_everybody_arrives_whole(ours: DirectDesk, theirs: DirectDesk) -> None:
    sent = hand_over(ours)
    report = take_in(theirs, sent.path)
    assert outcomes(report) == ALL_NEW
    assert (report.kind, report.from_desk, report.new) == ("dirigo.caseload", "Haninge", 3)
    for reference, id in people(theirs).items():
        assert content(theirs, id) == content(ours, people(ours)[reference])


def test_the_sender_knows_the_receipt_to_expect(ours: DirectDesk, theirs: DirectDesk) -> None:
    sent = hand_over(ours)
    assert take_in(theirs, sent.path).receipt == sent.receipt
    assert sent.receipt.replace("-", "") == sent.sha256[:12]
    assert (sent.counts[PEOPLE], sent.counts["note"]) == (3, 3)


def test_protected_people_stay_and_are_told(ours: DirectDesk, theirs: DirectDesk) -> None:
    sent = hand_over(ours)
    assert sent.protected == ("R9",)
    take_in(theirs, sent.path)
    assert "R9" not in people(theirs)
    protected = people(ours)["R9"]
    assert not ours.read(lambda reader: reader.find(Sharing, participant_id=protected))


def test_one_caseworkers_people(ours: DirectDesk, theirs: DirectDesk) -> None:
    sent = hand_over(ours, caseworker="anna  lind")
    assert set(outcomes(take_in(theirs, sent.path))) == {"R1", "R3"}


def test_it_is_noted_of_each_that_the_file_left(ours: DirectDesk) -> None:
    hand_over(ours)
    for reference, id in people(ours).items():
        left = reference != "R9"
        done = [entry.action for entry in ours.read(lambda reader, id=id: reader.history(id))]
        assert (Action.PARTICIPANT_EXPORTED in done) == left
        shared = ours.read(lambda reader, id=id: reader.find(Sharing, participant_id=id))
        assert [each.shared_as for each in shared] == [SharedAs.HANDOVER] * left
        exported = "SELECT 1 FROM access_log WHERE action = 'exported' AND participant_id = ?"
        rows = ours.database._connection.execute(exported, (id,))
        assert len(rows.fetchall()) == left


def test_nobody_to_hand_over(ours: DirectDesk) -> None:
    with pytest.raises(Refused, match="caseload_empty"):
        hand_over(ours, caseworker="Cia Berg")


def test_the_same_file_twice_changes_nothing(ours: DirectDesk, theirs: DirectDesk) -> None:
    sent = hand_over(ours)
    first = take_in(theirs, sent.path)
    before = everything(theirs)
    second = take_in(theirs, sent.path)
    assert (second.new, second.updated, second.unchanged) == (0, 0, 3)
    assert everything(theirs) == before
    assert (first.sender, second.sender) == (Sender.NEW, Sender.KNOWN)
    assert second.receipt == first.receipt


def test_a_dry_run_tells_all_and_changes_nothing(ours: DirectDesk, theirs: DirectDesk) -> None:
    sent = hand_over(ours)
    before = everything(theirs)
    report = take_in(theirs, sent.path, dry_run=True)
    assert everything(theirs) == before
    assert (report.dry_run, report.receipt) == (True, "")
    real = take_in(theirs, sent.path)
    assert report == replace(real, dry_run=True, receipt="")


def test_each_person_is_a_step_of_their_own(ours: DirectDesk, theirs: DirectDesk) -> None:
    take_in(theirs, hand_over(ours).path)
    theirs.write(history.undo, people(theirs)["R2"])
    assert set(people(theirs)) == {"R1", "R3"}


def conflicting(ours: DirectDesk, theirs: DirectDesk) -> CaseloadReceipt:
    """A file in which R1 has gone on, R2 has not, and R3 has gone on here too."""
    take_in(theirs, hand_over(ours).path)
    here = people(ours)
    write(ours, here["R1"], "Bättre")
    write(ours, here["R3"], "Sämre")
    write(theirs, here["R3"], "Som förr")
    return hand_over(ours)


def test_a_conflict_about_one_stops_none_of_the_others(
    ours: DirectDesk, theirs: DirectDesk
) -> None:
    sent = conflicting(ours, theirs)
    report = take_in(theirs, sent.path)
    assert outcomes(report) == {
        "R1": Outcome.UPDATED,
        "R2": Outcome.UNCHANGED,
        "R3": Outcome.CONFLICT,
    }
    (conflict,) = report.conflicts
    assert (conflict.why, report.receipt) == (Why.CHANGED_AT_BOTH_DESKS, "")
    chosen = take_in(theirs, sent.path, choices={conflict.id: frozenset({"own_words"})})
    assert (chosen.updated, chosen.unchanged, chosen.receipt) == (1, 2, sent.receipt)


def test_whose_file_is_told_of_has_been_read(ours: DirectDesk, theirs: DirectDesk) -> None:
    sent = conflicting(ours, theirs)
    opened = "SELECT participant_id FROM access_log WHERE action = 'opened' ORDER BY number"
    take_in(theirs, sent.path, dry_run=True)
    here = people(theirs)
    rows = theirs.database._connection.execute(opened).fetchall()
    assert [id for (id,) in rows] == [here["R1"], here["R3"]]


def test_a_reference_of_somebody_else_here(ours: DirectDesk, theirs: DirectDesk) -> None:
    registered(theirs, "R2")
    report = take_in(theirs, hand_over(ours).path)
    assert outcomes(report) == ALL_NEW | {"R2": Outcome.CONFLICT}
    assert [conflict.why for conflict in report.conflicts] == [Why.REFERENCE_TAKEN]


def stopping_at(stage: Stage, done: int) -> Progress:
    def stop(*told: Any) -> None:
        if told[:2] == (stage, done):
            raise Refused("stopped")

    return stop


def test_given_up_between_people(ours: DirectDesk, theirs: DirectDesk) -> None:
    sent = hand_over(ours)
    order = Receive(path=sent.path, identities=[IDENTITY])
    report = receive(theirs, order, stopping_at(Stage.WRITE, 2))
    assert (report.new, report.left, report.receipt) == (2, 1, "")
    assert set(people(theirs)) == {"R1", "R2"}
    again = take_in(theirs, sent.path)
    assert (again.new, again.unchanged, again.receipt) == (1, 2, sent.receipt)


@pytest.mark.parametrize("stage", [Stage.OPEN, Stage.CHECK, Stage.WRITE])
def test_given_up_before_anybody(ours: DirectDesk, theirs: DirectDesk, stage: Stage) -> None:
    order = Receive(path=hand_over(ours).path, identities=[IDENTITY])
    before = everything(theirs)
    with pytest.raises(Refused, match="stopped"):
        receive(theirs, order, stopping_at(stage, 0))
    assert everything(theirs) == before


@pytest.mark.parametrize("stage", [Stage.READ, Stage.SEAL])
def test_an_export_given_up_leaves_nothing(ours: DirectDesk, stage: Stage) -> None:
    path = ours.home / "out.age"
    before = everything(ours)
    command = ExportCaseload(path=path, recipients=[RECIPIENT])
    with pytest.raises(Refused, match="stopped"):
        export_caseload(ours, command, stopping_at(stage, 0))
    assert not path.exists()
    assert everything(ours)[:5] == before[:5]


# --- what anybody may have written --------------------------------------------------------------

Payload = dict[str, Any]


def send(desk: DirectDesk, payload: Payload) -> ReceiveReport:
    document = envelope.wrap(
        EnvelopeFormat.CASELOAD,
        payload,
        practice=False,
        created=datetime.now(UTC),
        from_desk="Elak desk",
        counts={},
    )
    path = desk.home / "hostile.age"
    path.write_bytes(age_container.seal(document, recipients=[RECIPIENT]))
    return take_in(desk, path)


@pytest.fixture
def payload(ours: DirectDesk) -> Payload:
    sealed = hand_over(ours).path.read_bytes()
    return dict(envelope.unwrap(age_container.open_sealed(sealed, identities=[IDENTITY])).payload)


def _same_person_twice(payload: Payload) -> None:
    payload[PEOPLE].append(payload[PEOPLE][0])


def _same_reference_twice(payload: Payload) -> None:
    payload[PEOPLE][1]["participant"]["reference"] = "R1"


def _row_of_another(payload: Payload) -> None:
    payload[PEOPLE][1]["note"] = payload[PEOPLE][0]["note"]


def _last_is_broken(payload: Payload) -> None:
    payload[PEOPLE][2]["note"][0]["kind"] = "x"


def _not_a_list(payload: Payload) -> None:
    payload[PEOPLE] = {"R1": payload[PEOPLE][0]}


def _nobody(payload: Payload) -> None:
    payload[PEOPLE] = []


def _not_people(payload: Payload) -> None:
    payload[PEOPLE] = [None]


def _more_than_people(payload: Payload) -> None:
    payload["desk"] = "x"


@pytest.mark.parametrize(
    "spoil",
    [
        _same_person_twice,
        _same_reference_twice,
        _row_of_another,
        _last_is_broken,
        _not_a_list,
        _nobody,
        _not_people,
        _more_than_people,
    ],
)
def test_nothing_is_taken_of_a_spoiled_file(
    theirs: DirectDesk, payload: Payload, spoil: Callable[[Payload], None]
) -> None:
    spoil(payload)
    before = everything(theirs)
    with pytest.raises(Refused, match="container_content_invalid"):
        send(theirs, payload)
    assert everything(theirs) == before


def test_thousands_of_people_are_refused(theirs: DirectDesk) -> None:
    with pytest.raises(Refused, match="caseload_too_large"):
        send(theirs, {PEOPLE: [{}] * (caseload_export.MOST_PEOPLE + 1)})


def test_what_a_table_refuses_of_one_stops_none_of_the_others(
    ours: DirectDesk, theirs: DirectDesk, payload: Payload
) -> None:
    # A row of somebody at this desk who is not in the file.
    taken = registered(theirs, "R7")
    (note,) = [row for row in content(theirs, taken) if "text" in row]
    payload[PEOPLE][1]["note"][0]["id"] = note["id"]
    payload[PEOPLE][1]["earlier"] = {}
    report = send(theirs, payload)
    assert outcomes(report) == ALL_NEW | {"R2": Outcome.CONFLICT}
    assert [conflict.why for conflict in report.conflicts] == [Why.ROW_REFUSED]
    assert content(theirs, taken)[-1] == note
