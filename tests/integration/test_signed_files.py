"""Who sent a file: signed by the desk, known again by its key, and what is said when it is not."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from desks import TODAY, DirectDesk, open_desk

from dirigo_tui.domain.errors import Refused
from dirigo_tui.exports import age_container, envelope
from dirigo_tui.exports.signature import public_key
from dirigo_tui.services.handover import (
    ExportParticipant,
    Receive,
    ReceiveReport,
    export_participant,
    receive,
)
from dirigo_tui.services.participants import Basics, RegisterParticipant, register
from dirigo_tui.services.signing import Sender, fingerprint, own_fingerprint, own_signing_key

IDENTITY, RECIPIENT = age_container.new_identity()


def desk_called(folder: Path, name: str) -> DirectDesk:
    desk = open_desk(folder)
    desk.write(lambda unit: unit.set_setting("desk", name))
    basics = Basics(reference=f"{name}-1", name="Samira Nordin")
    desk.write(register, RegisterParticipant(basics=basics, start=TODAY))
    return desk


@pytest.fixture
def ours(tmp_path: Path) -> Iterator[DirectDesk]:
    desk = desk_called(tmp_path, "Haninge")
    yield desk
    desk.close()


@pytest.fixture
def theirs(tmp_path: Path) -> Iterator[DirectDesk]:
    desk = desk_called(tmp_path, "Järfälla")
    yield desk
    desk.close()


@pytest.fixture
def impostor(tmp_path: Path) -> Iterator[DirectDesk]:
    """Another desk that calls itself as theirs does."""
    desk = desk_called(tmp_path, "Järfälla")
    yield desk
    desk.close()


Change = Callable[[dict[str, Any]], object]


def sent_by(desk: DirectDesk, change: Change = lambda _document: None) -> Path:
    """A file of the desk's own participant, its document changed before it is sealed."""
    number = len(list(desk.home.glob("*.age")))
    path = desk.home / f"{number}.age"
    command = ExportParticipant(reference="Järfälla-1", path=path, recipients=[RECIPIENT])
    export_participant(desk, command)
    document = json.loads(age_container.open_sealed(path.read_bytes(), identities=[IDENTITY]))
    change(document)
    sealed = age_container.seal(json.dumps(document).encode(), recipients=[RECIPIENT])
    path.write_bytes(sealed)
    return path


def take_in(desk: DirectDesk, path: Path, **fields: Any) -> ReceiveReport:
    return receive(desk, Receive(path=path, identities=[IDENTITY], **fields))


def refusal(desk: DirectDesk, path: Path, **fields: Any) -> Refused:
    with pytest.raises(Refused) as refused:
        take_in(desk, path, **fields)
    return refused.value


def unsigned(document: dict[str, Any]) -> None:
    del document["ed25519"]


def test_a_desk_is_new_once_and_known_from_then_on(ours: DirectDesk, theirs: DirectDesk) -> None:
    first = take_in(ours, sent_by(theirs))
    assert (first.sender, first.sender_key) == (Sender.NEW, own_fingerprint(theirs))
    assert take_in(ours, sent_by(theirs)).sender is Sender.KNOWN


def test_a_dry_run_makes_nobody_known(ours: DirectDesk, theirs: DirectDesk) -> None:
    path = sent_by(theirs)
    assert take_in(ours, path, dry_run=True).sender is Sender.NEW
    assert take_in(ours, path).sender is Sender.NEW


def test_another_key_under_a_known_name_is_refused(
    ours: DirectDesk, theirs: DirectDesk, impostor: DirectDesk
) -> None:
    take_in(ours, sent_by(theirs))
    path = sent_by(impostor)
    refused = refusal(ours, path)
    assert (refused.code, refused.params) == (
        "sender_key_differs",
        {
            "desk": "Järfälla",
            "here": own_fingerprint(theirs),
            "there": own_fingerprint(impostor),
        },
    )
    assert refusal(ours, path, dry_run=True).code == "sender_key_differs"


def test_a_new_key_can_be_accepted_and_is_then_the_known_one(
    ours: DirectDesk, theirs: DirectDesk, impostor: DirectDesk
) -> None:
    take_in(ours, sent_by(theirs))
    theirs.write(lambda unit: unit.set_setting("signing_key", envelope.new_signing_key()))
    path = sent_by(theirs)
    assert take_in(ours, path, accept_sender=True).sender is Sender.ACCEPTED
    assert take_in(ours, path).sender is Sender.KNOWN


def test_an_unsigned_file_is_received_and_said_to_be_so(
    ours: DirectDesk, theirs: DirectDesk
) -> None:
    report = take_in(ours, sent_by(theirs, unsigned))
    assert (report.sender, report.sender_key) == (Sender.UNSIGNED, "")
    assert take_in(ours, sent_by(theirs)).sender is Sender.NEW


def test_a_desk_that_signs_cannot_be_imitated_by_leaving_the_signature_out(
    ours: DirectDesk, theirs: DirectDesk
) -> None:
    take_in(ours, sent_by(theirs))
    path = sent_by(theirs, unsigned)
    assert refusal(ours, path).code == "sender_unsigned"
    assert take_in(ours, path, accept_sender=True).sender is Sender.UNSIGNED
    assert take_in(ours, sent_by(theirs)).sender is Sender.KNOWN


def test_a_desk_without_a_name_is_never_known(ours: DirectDesk, theirs: DirectDesk) -> None:
    theirs.write(lambda unit: unit.set_setting("desk", ""))
    path = sent_by(theirs)
    assert [take_in(ours, path).sender for _ in range(2)] == [Sender.NEW, Sender.NEW]


def swap_key(document: dict[str, Any]) -> None:
    document["ed25519"]["key"] = public_key(envelope.new_signing_key())


@pytest.mark.parametrize(
    "change",
    [
        lambda document: document.update(from_desk="Haninge"),
        lambda document: document.update(practice=True),
        lambda document: document.update(created="2020-01-01T00:00:00.000Z"),
        lambda document: document["ed25519"].update(value="0" * 128),
        lambda document: document["ed25519"].update(value="å" * 128),
        lambda document: document["ed25519"].update(key="0" * 63),
        lambda document: document["ed25519"].update(more="x"),
        lambda document: document.update(ed25519=None),
        lambda document: document.update(ed25519=["key", "value"]),
        lambda document: document.update(ed25519={"key": 1, "value": None}),
        swap_key,
    ],
)
def test_what_was_changed_after_signing_is_refused(
    ours: DirectDesk, theirs: DirectDesk, change: Change
) -> None:
    refused = refusal(ours, sent_by(theirs, change))
    assert (refused.code, refused.params) == ("container_content_invalid", {"why": "signature"})


def test_the_key_is_drawn_once_and_stays_secret(theirs: DirectDesk) -> None:
    secret = own_signing_key(theirs)
    assert own_signing_key(theirs) == secret
    document = age_container.open_sealed(sent_by(theirs).read_bytes(), identities=[IDENTITY])
    assert secret.encode() not in document
    assert public_key(secret).encode() in document


def test_a_fingerprint_is_short_enough_for_the_telephone() -> None:
    assert fingerprint("00" * 32) == "6668-7aad-f862-bd77"
    assert fingerprint("") == ""
