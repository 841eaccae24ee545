"""What needs no screen: saving, summing up, files out and backups, against the bare work."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from places import TODAY, environment
from rounds import Compared, compare

from dirigo_tui.bootstrap import Program
from dirigo_tui.domain.rating_templates import lookup
from dirigo_tui.services import caseload, cohort
from dirigo_tui.services.cohort_files import exporting
from dirigo_tui.services.cohort_files.exporting import ExportCohort, export_cohort
from dirigo_tui.services.ratings import Answer, RecordRating, record_rating
from dirigo_tui.services.set_up import own_recipient
from dirigo_tui.services.summary import SummaryOrder, summary
from dirigo_tui.store import statements


def timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _desk(home: Path) -> Any:
    os.environ.update(environment(home))
    return Program().opener(home=str(home), practice=True, exclusive=True).unlock_practice()


def database(home: Path, people: int) -> Iterator[Compared]:
    """A rating saved, and a cohort summed up."""
    desk = _desk(home)
    raw = desk._database._connection
    ids = iter(desk.read(caseload.worklist).ids)
    answers = {item.code: Answer(value=5) for item in lookup("steps").items}
    on_thread = desk._thread.call

    def save() -> float:
        command = RecordRating(participant_id=next(ids), template="steps", answers=answers)
        return timed(lambda: desk.write(record_rating, command))

    def bare() -> float:
        """The statements that saving ran, once more with ids of their own."""
        id = next(ids)
        traced: list[str] = []
        command = RecordRating(participant_id=id, template="steps", answers=answers)
        on_thread(lambda: raw.set_trace_callback(traced.append))
        desk.write(record_rating, command)
        on_thread(lambda: raw.set_trace_callback(None))
        written = [sql for sql in traced if sql.startswith(("INSERT INTO rating", "INSERT INTO j"))]
        on_thread(
            lambda: raw.execute(
                'DELETE FROM rating WHERE participant_id = ? AND "on" = ?', (id, TODAY)
            )
        )

        def run() -> None:
            raw.execute("BEGIN IMMEDIATE")
            for sql in written:
                raw.execute(sql)
            raw.execute("COMMIT")

        return timed(lambda: on_thread(run))

    yield compare("a rating saved", people, save, bare, 6, rounds=15)

    with tempfile.TemporaryDirectory() as folder:
        plain = sqlite3.connect(_plain_copy(on_thread, raw, Path(folder, "plain.db")))
        today = date.fromisoformat(TODAY)
        sql = statements.named("cohort")

        def by_driver() -> float:
            return timed(lambda: plain.execute(sql, {"as_of": TODAY}).fetchall())

        yield compare(
            "cohort, exact", people,
            lambda: timed(lambda: desk.read(cohort.cohort, today)), by_driver, 1.3, rounds=5,
        )  # fmt: skip
        order = SummaryOrder(by_site=True)
        yield compare(
            "cohort, protected with sites", people,
            lambda: timed(lambda: desk.read(summary, order)), by_driver, 3, rounds=5,
        )  # fmt: skip
        plain.close()
    desk.close()


def _plain_copy(on_thread: Callable[..., Any], raw: Any, path: Path) -> Path:
    """The database without a key, for the raw driver of the standard library."""

    def copy() -> None:
        raw.execute(f"ATTACH DATABASE '{path}' AS plain KEY ''")
        raw.execute("SELECT sqlcipher_export('plain')")
        raw.execute("DETACH DATABASE plain")

    on_thread(copy)
    return path


def files(home: Path, people: int) -> Iterator[Compared]:
    """What leaves the desk and what is kept of it."""
    desk = _desk(home)
    recipient = desk.read(own_recipient)
    with tempfile.TemporaryDirectory(dir=home) as folder:
        names = (Path(folder, str(number)) for number in range(1_000))

        def sealed() -> float:
            command = ExportCohort(path=next(names), recipients=[recipient])
            return timed(lambda: export_cohort(desk, command))

        def unsealed() -> float:
            def stream() -> None:
                payload, _desk_name = desk.read(exporting._payload)
                with next(names).open("w") as file:
                    json.dump(payload, file)

            return timed(stream)

        yield compare("sealed cohort file", people, sealed, unsealed, 1.3, rounds=3)

        def copied() -> float:
            source = _database(home)

            def copy() -> None:
                target = next(names)
                shutil.copyfile(source, target)
                with target.open("rb") as file:
                    os.fsync(file.fileno())

            return timed(copy)

        yield compare(
            "backup", people, lambda: timed(lambda: desk.back_up(next(names))), copied, 2, rounds=1
        )
    desk.close()


def _database(home: Path) -> Path:
    return Path(
        Program().opener(home=str(home), practice=True, exclusive=False).paths()["database"]
    )
