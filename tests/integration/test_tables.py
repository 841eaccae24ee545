"""Records, tables and migrations say the same, and the tables refuse what no rule would allow."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from desks import TODAY, DirectDesk, open_desk
from sqlalchemy.exc import IntegrityError

from dirigo_tui.domain import records as r
from dirigo_tui.domain import vocabulary as v
from dirigo_tui.store.schema import HEAD, migrations_folder
from dirigo_tui.store.sql import engine_on
from dirigo_tui.store.statements import named
from dirigo_tui.store.tables import RECORD_TABLES
from dirigo_tui.store.tables_of_retention import METADATA

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture
def desk(tmp_path: Path) -> Any:
    desk = open_desk(tmp_path)
    yield desk
    desk.close()


@pytest.mark.parametrize("kind", r.PARTICIPANT_KINDS, ids=lambda kind: kind.table)
def test_a_record_has_the_columns_of_its_table(kind: type[r.Record]) -> None:
    assert set(r.field_names(kind)) == set(RECORD_TABLES[kind].columns.keys())


def test_the_migrations_build_the_tables(desk: DirectDesk) -> None:
    with engine_on(desk.database._connection).connect() as sql:
        context = MigrationContext.configure(sql, opts={"target_metadata": METADATA})
        assert compare_metadata(context, METADATA) == []


def test_the_migrations_keep_every_check(desk: DirectDesk) -> None:
    # Alembic compares columns and indexes but no CHECK constraints.
    for table in METADATA.sorted_tables:
        built = desk.read(
            lambda reader, name=table.name: reader._all(
                "SELECT sql FROM sqlite_master WHERE name = :name", {"name": name}
            )
        )[0]["sql"]
        for constraint in table.constraints:
            if constraint.name and str(constraint.name).startswith("ck_"):
                assert str(constraint.name) in built
                assert str(constraint.sqltext) in built  # type: ignore[attr-defined]


@pytest.mark.parametrize("chosen", ["mine", "all"])
def test_the_first_rows_are_found_by_their_index_alone(desk: DirectDesk, chosen: str) -> None:
    sql = f"EXPLAIN QUERY PLAN {named(f'worklist_first_{chosen}')}"
    values = {"today": "2026-11-21", "limit": 100}
    steps = [row["detail"] for row in desk.read(lambda reader: reader._all(sql, values))]
    # Whose rows they are is found first; only those rows are looked up.
    assert [step.partition(" USING ")[2].split(" (")[0] for step in steps if " c " in step] == [
        "COVERING INDEX ix_caseload_worklist",
        "INDEX sqlite_autoindex_caseload_1",
    ]


def test_the_known_head_is_the_newest_migration() -> None:
    assert ScriptDirectory(str(migrations_folder())).get_current_head() == HEAD


def participant(**fields: Any) -> r.Participant:
    return r.Participant(**{"id": "a" * 32, "reference": "R1", "recorded_at": NOW} | fields)


def owned(kind: type[r.OwnedRecord], **fields: Any) -> r.OwnedRecord:
    return kind(**{"id": "b" * 32, "participant_id": "a" * 32, "recorded_at": NOW} | fields)


WRONG: list[tuple[str, r.Record]] = [
    ("no reference", participant(reference="")),
    ("ends before it starts", participant(start=date(2026, 2, 1), end=date(2026, 1, 1))),
    ("goal without words", owned(r.Goal, position=1, own_words="")),
    (
        "removed without reason",
        owned(r.Goal, position=1, own_words="x", state=v.GoalState.REMOVED),
    ),
    (
        "cancelled without reason",
        owned(r.Activity, position=1, title="x", status=v.ActivityStatus.CANCELLED),
    ),
    ("activity without title", owned(r.Activity, position=1, title="")),
    ("answer without day", owned(r.PlanVersion, number=1, opened_on=TODAY,
                                 participant_answer=v.Agreement.YES)),
    ("77 on a scale to ten", owned(r.Rating, occasion_id="c" * 32, template="was",
                                   template_version=1, item="was", on=TODAY, value=77)),
    ("neither value nor reason", owned(r.Rating, occasion_id="c" * 32, template="was",
                                       template_version=1, item="was", on=TODAY)),
    ("value of another axis", owned(r.Status, axis=v.Axis.WORK, value="sfi", from_on=TODAY)),
    ("extent over 100", owned(r.Status, axis=v.Axis.WORK, value="employment", extent=101,
                              from_on=TODAY)),
    ("sick leave 30 %", owned(r.Status, axis=v.Axis.SICK_LEAVE, extent=30, from_on=TODAY)),
    ("to before from", owned(r.Status, axis=v.Axis.WORK, value="none", from_on=TODAY,
                             to_on=date(2026, 1, 1))),
    ("empty note", owned(r.Note, on=TODAY, text="")),
]  # fmt: skip


@pytest.mark.parametrize(("why", "record"), WRONG, ids=[why for why, _ in WRONG])
def test_the_database_refuses_what_a_use_case_forgot(
    desk: DirectDesk, why: str, record: r.Record
) -> None:
    def write(unit: Any, *added: r.Record) -> None:
        unit.add_many(added)

    if isinstance(record, r.OwnedRecord):
        desk.database._connection.execute(
            "INSERT OR IGNORE INTO rating_template VALUES ('was', 1, '{}')"
        )
        desk.write(write, participant())
    with pytest.raises(IntegrityError, match="CHECK constraint failed"):
        desk.write(write, record)


def test_rows_of_nobody_are_refused(desk: DirectDesk) -> None:
    with pytest.raises(IntegrityError, match="FOREIGN KEY"):
        desk.write(lambda unit: unit.add_many([owned(r.Note, on=TODAY, text="x")]))
