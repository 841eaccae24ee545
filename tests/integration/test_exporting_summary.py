"""Writing a summary to a file: sealed or not, stopped, refused, noted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from desks import DirectDesk, open_desk
from known_people import known_people, store

from dirigo_tui.domain.errors import Refused
from dirigo_tui.exports import age_container, envelope
from dirigo_tui.i18n import summary_files as words
from dirigo_tui.services.export_log import files_that_left
from dirigo_tui.services.progress import Stage
from dirigo_tui.services.summary import SummaryOrder
from dirigo_tui.services.summary_files import ExportedSummary, ExportSummary, export_summary

AS_OF = date(2014, 6, 30)
IDENTITY, RECIPIENT = age_container.new_identity()


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DirectDesk]:
    desk = open_desk(tmp_path_factory.mktemp("desk"))
    desk.write(store, known_people(3, 40, AS_OF))
    yield desk
    desk.close()


def export(desk: DirectDesk, name: str, *recipients: str, **fields: Any) -> ExportedSummary:
    order = ExportSummary(
        order=SummaryOrder(as_of=AS_OF), path=desk.home / name, recipients=recipients
    )
    return export_summary(desk, order, words, **fields)


def test_a_sealed_file_holds_the_file_itself(desk: DirectDesk) -> None:
    for name in ("s.csv", "t.csv.age"):
        written = export(desk, name, RECIPIENT, RECIPIENT)
        assert written.recipients == (RECIPIENT,)
        opened = desk.containers.open(written.path.read_bytes(), identities=[IDENTITY])
        assert opened.startswith(b"\xef\xbb\xbf")
    sealed = export(desk, "s.json", RECIPIENT).path.read_bytes()
    document = envelope.unwrap(desk.containers.open(sealed, identities=[IDENTITY]))
    assert (document.format, document.counts) == ("dirigo.summary", {"tables": 5, "goals": 5})


@pytest.mark.parametrize(
    ("name", "recipients", "code"),
    [
        ("s.docx", (), "summary_format_unknown"),
        ("s", (), "summary_format_unknown"),
        ("s.age", (RECIPIENT,), "summary_format_unknown"),
        ("s.xlsx.age", (), "summary_sealed_to_nobody"),
        ("r.csv", ("age1nonsense",), "recipient_invalid"),
    ],
)
def test_what_cannot_be_written(
    desk: DirectDesk, name: str, recipients: tuple[str, ...], code: str
) -> None:
    with pytest.raises(Refused, match=code):
        export(desk, name, *recipients)
    assert not (desk.home / name).exists()


@pytest.mark.parametrize("last", [Stage.COUNT, Stage.PROTECT, Stage.SEAL, Stage.WRITE])
def test_it_can_be_stopped_and_leaves_nothing(desk: DirectDesk, last: Stage) -> None:
    stages = []
    before = desk.read(files_that_left)

    def progress(stage: Stage, _done: int, _total: int) -> None:
        stages.append(stage)
        if stage is last:
            raise Refused("stopped")

    with pytest.raises(Refused, match="stopped"):
        export(desk, "stopped.csv", RECIPIENT, progress=progress)
    assert stages[-1] is last
    assert not (desk.home / "stopped.csv").exists()
    assert desk.read(files_that_left) == before
