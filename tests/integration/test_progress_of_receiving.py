"""Taking in a file and adding desks up tell how far they have come, and can be given up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from desks import DirectDesk, open_desk
from known_people import known_people, store

from dirigo_tui.domain.errors import Refused
from dirigo_tui.services.cohort_files import ExportCohort, export_cohort, received_files
from dirigo_tui.services.handover import Receive, receive
from dirigo_tui.services.organisation_key import own_key
from dirigo_tui.services.progress import Progress, Stage
from dirigo_tui.services.summary import SummaryOrder, counted

DAY = date(2014, 6, 20)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DirectDesk]:
    desk = open_desk(tmp_path, DAY)
    yield desk
    desk.close()


@pytest.fixture
def sent(desk: DirectDesk, tmp_path: Path) -> Receive:
    """A cohort file from another desk."""
    other = open_desk(tmp_path, DAY)
    other.write(lambda unit: store(unit, known_people(5, 40, DAY)))
    identity, recipient = other.containers.new_identity()
    path = tmp_path / "cohort.age"
    export_cohort(other, ExportCohort(path=path, recipients=[recipient]))
    key = other.read(own_key)
    assert key is not None
    desk.write(lambda unit: unit.set_setting("organisation_key", key.hex()))
    other.close()
    return Receive(path=path, identities=[identity])


def stopping_at(stage: Stage) -> Progress:
    def stop(now: Stage, _done: int, _total: int) -> None:
        if now is stage:
            raise Refused("stopped")

    return stop


def test_every_stage_is_told(desk: DirectDesk, sent: Receive) -> None:
    told: list[tuple[Stage, int, int]] = []
    report = receive(desk, sent, lambda *so_far: told.append(so_far))
    stages = [Stage.OPEN, Stage.CHECK, Stage.WRITE]
    assert list(dict.fromkeys(stage for stage, _done, _total in told)) == stages
    checked = next(total for stage, _done, total in told if stage is Stage.CHECK)
    assert checked >= report.new > 20


@pytest.mark.parametrize("stage", [Stage.OPEN, Stage.CHECK, Stage.WRITE])
def test_a_file_that_is_given_up_is_not_taken_in(
    desk: DirectDesk, sent: Receive, stage: Stage
) -> None:
    with pytest.raises(Refused, match="stopped"):
        receive(desk, sent, stopping_at(stage))
    assert desk.read(received_files) == []


def test_adding_desks_up_goes_desk_by_desk(desk: DirectDesk, sent: Receive) -> None:
    receive(desk, sent)
    told: list[tuple[Stage, int, int]] = []
    desk.read(counted, SummaryOrder(all_desks=True), lambda *so_far: told.append(so_far))
    assert told == [(Stage.COUNT, 0, 2), (Stage.COUNT, 1, 2), (Stage.COUNT, 2, 2)]


@pytest.mark.parametrize("stage", [Stage.COUNT, Stage.SEAL])
def test_an_export_that_is_given_up_leaves_no_file(
    desk: DirectDesk, tmp_path: Path, stage: Stage
) -> None:
    _identity, recipient = desk.containers.new_identity()
    order = ExportCohort(path=tmp_path / "out.age", recipients=[recipient])
    with pytest.raises(Refused, match="stopped"):
        export_cohort(desk, order, stopping_at(stage))
    assert not order.path.exists()
