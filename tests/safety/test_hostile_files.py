"""Files from outside that are damaged or forged are refused with a word, and change nothing."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from random import Random

import pytest
from desks import DirectDesk, open_desk
from mutations import changed_bytes, changed_json
from trials import Trials

from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.records import Participant
from dirigo_tui.exports import age_container
from dirigo_tui.i18n.errors import sentence
from dirigo_tui.services import practice
from dirigo_tui.services.handover import ExportParticipant, Receive, export_participant, receive

IDENTITY, RECIPIENT = age_container.new_identity()


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A participant's file as another desk sends it."""
    folder = tmp_path_factory.mktemp("sender")
    desk = open_desk(folder)
    desk.write(practice.fill, practice.Cohort(participants=6, seed=3))
    person = desk.read(lambda reader: reader.find(Participant, protection="none"))[0]
    path = folder / "person.age"
    export_participant(
        desk, ExportParticipant(reference=person.reference, path=path, recipients=[RECIPIENT])
    )
    desk.close()
    return path.read_bytes()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DirectDesk]:
    desk = open_desk(tmp_path)
    yield desk
    desk.database.check()
    desk.close()


def taken_in(desk: DirectDesk, sealed: bytes) -> bool:
    """Whether the desk takes the file; raises on anything but a refusal that has its sentence."""
    path = desk.home / "in.age"
    path.write_bytes(sealed)
    before = desk.database._connection.total_changes
    try:
        receive(desk, Receive(path=path, identities=[IDENTITY]))
    except Refused as refused:
        assert sentence(refused)
        assert desk.database._connection.total_changes == before
        return False
    return True


def test_a_damaged_container(desk: DirectDesk, exported: bytes, trials: Trials) -> None:
    def trial(number: int) -> None:
        damaged = changed_bytes(exported, Random(number))
        assert damaged == exported or not taken_in(desk, damaged)

    trials.run("damaged exports: refused, nothing taken in", trial, quick=150, full=10_000)


def test_a_forged_content(desk: DirectDesk, exported: bytes, trials: Trials) -> None:
    document = json.loads(age_container.open_sealed(exported, identities=[IDENTITY]))

    def trial(number: int) -> None:
        chance = Random(number)
        forged = deepcopy(document)
        changed_json(forged["payload"], chance)
        body = json.dumps(
            forged["payload"], ensure_ascii=False, sort_keys=True, separators=(",", ":")
        )
        forged["sha256"] = hashlib.sha256(body.encode("utf-8", "surrogatepass")).hexdigest()
        if chance.random() < 0.2:
            changed_json(forged, chance)
        content = json.dumps(forged, ensure_ascii=False).encode("utf-8", "surrogatepass")
        taken_in(desk, age_container.seal(content, recipients=[RECIPIENT]))

    trials.run("forged exports: refused or sound", trial, quick=100, full=10_000)
