"""Upgrading: every schema that has been out opens with all it held, and a kill costs nothing."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from desks import TODAY
from killed import killed_at_every_line

from dirigo_tui import safe_files
from dirigo_tui.domain.errors import Refused
from dirigo_tui.store import replacing, schema, upgrade
from dirigo_tui.store.connection import check_integrity, connect
from dirigo_tui.store.database import open_database
from dirigo_tui.store.vault import Vault

RELEASED = Path(__file__).parents[2] / "fixtures" / "released"
FOLDERS = sorted(path for path in RELEASED.iterdir() if path.is_dir())

Content = dict[str, list[dict[str, Any]]]


@pytest.fixture
def stored(tmp_path: Path) -> Path:
    """A copy of the oldest stored desk."""
    return Path(shutil.copytree(FOLDERS[0], tmp_path / "stored"))


def key_of(folder: Path) -> bytes:
    return Vault(folder / "dirigo.keys").unlock_practice()


def content_of(folder: Path) -> tuple[str, Content]:
    """The revision, and every row of every table that can be read."""
    with closing(connect(folder / "dirigo.db", key_of(folder))) as connection:
        check_integrity(connection)
        tables = connection.execute(
            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
            " AND name NOT LIKE 'sqlite~_%' ESCAPE '~' AND name <> 'alembic_version'"
        ).fetchall()
        content: Content = {}
        for (table,) in tables:
            rows = connection.execute(f'SELECT * FROM "{table}" ORDER BY rowid')
            names = [column[0] for column in rows.description]
            content[table] = [dict(zip(names, row, strict=True)) for row in rows]
        return schema.revision(connection), content


def assert_kept(before: Content, after: Content) -> None:
    for table, rows in before.items():
        assert len(after[table]) == len(rows), table
        for old, new in zip(rows, after[table], strict=True):
            assert {name: new[name] for name in old} == old, table


def open_and_close(folder: Path) -> None:
    open_database(folder / "dirigo.db", key_of(folder), lambda: TODAY).close()


@pytest.mark.parametrize("released", FOLDERS, ids=lambda path: path.name)
def test_a_stored_desk_opens_with_all_it_held(released: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(released, tmp_path / "stored"))
    revision, before = content_of(folder)
    assert revision == released.name
    open_and_close(folder)
    revision, after = content_of(folder)
    assert revision == schema.HEAD
    assert_kept(before, after)


def test_every_schema_but_the_newest_is_stored() -> None:
    assert [path.name for path in FOLDERS] == [
        f"{number:04}" for number in range(1, int(schema.HEAD))
    ]


def test_nothing_but_the_database_is_left_in_the_folder(stored: Path) -> None:
    open_and_close(stored)
    assert sorted(path.name for path in stored.iterdir()) == ["dirigo.db", "dirigo.keys"]
    assert (stored / "dirigo.db").stat().st_mode & 0o777 == 0o600


@pytest.fixture
def quick_migration(monkeypatch: pytest.MonkeyPatch) -> None:
    """Alembic takes a second for each trial, and what it does happens to the copy alone."""

    def bring_to_head(connection: Any) -> None:
        connection.execute("CREATE TABLE added (id INTEGER)")
        connection.execute("UPDATE alembic_version SET version_num = ?", (schema.HEAD,))

    monkeypatch.setattr(upgrade, "bring_to_head", bring_to_head)


@pytest.mark.usefixtures("quick_migration")
def test_a_kill_at_any_line_leaves_the_old_or_the_new(tmp_path: Path) -> None:
    small, work = tmp_path / "small", tmp_path / "work"
    small.mkdir()
    key = Vault(small / "dirigo.keys").create_practice().key
    with closing(connect(small / "dirigo.db", key, create=True)) as connection:
        connection.execute("CREATE TABLE alembic_version (version_num TEXT)")
        connection.execute("INSERT INTO alembic_version VALUES ('0001')")
        connection.execute("CREATE TABLE kept AS SELECT hex(randomblob(1000)) AS text")
    _, before = content_of(small)
    found = []

    def fresh() -> None:
        shutil.rmtree(work, ignore_errors=True)
        shutil.copytree(small, work)

    fresh()
    trials = killed_at_every_line(
        [upgrade, replacing, safe_files], lambda: upgrade.upgrade(work / "dirigo.db", key)
    )
    for _trial in trials:
        revision, after = content_of(work)
        found.append(revision)
        assert_kept(before, after)
        open_and_close(work)
        assert content_of(work)[0] == schema.HEAD
        assert sorted(path.name for path in work.iterdir()) == ["dirigo.db", "dirigo.keys"]
        fresh()
    assert len(found) > 30
    assert found == sorted(found)
    assert {found[0], found[-1]} == {"0001", schema.HEAD}


@pytest.fixture
def losing(monkeypatch: pytest.MonkeyPatch) -> None:
    real = schema.bring_to_head

    def lose(connection: Any) -> None:
        real(connection)
        connection.execute("PRAGMA foreign_keys=OFF")
        connection.execute("DELETE FROM caseload")

    monkeypatch.setattr(upgrade, "bring_to_head", lose)


@pytest.mark.usefixtures("losing")
def test_an_upgrade_that_loses_rows_is_not_put_in_place(stored: Path) -> None:
    before = content_of(stored)
    with pytest.raises(Refused) as refused:
        open_and_close(stored)
    assert (refused.value.code, refused.value.params) == (
        "upgrade_not_verified",
        {"table": "caseload"},
    )
    assert content_of(stored) == before
    assert sorted(path.name for path in stored.iterdir()) == ["dirigo.db", "dirigo.keys"]


@pytest.fixture
def reader(stored: Path) -> Iterator[Any]:
    with closing(connect(stored / "dirigo.db", key_of(stored))) as connection:
        yield connection


def test_nobody_is_left_with_a_file_that_has_no_name(stored: Path, reader: Any) -> None:
    with pytest.raises(Refused, match="database_busy"):
        open_and_close(stored)
    reader.close()
    open_and_close(stored)


def test_a_newer_schema_is_refused_and_left_alone(
    stored: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schema, "HEAD", "0000")
    before = content_of(stored)
    with pytest.raises(Refused, match="schema_newer"):
        open_and_close(stored)
    assert content_of(stored) == before


def test_a_search_finds_nobody_protected_by_their_site_any_more(stored: Path) -> None:
    with closing(connect(stored / "dirigo.db", key_of(stored))) as connection:
        (id,) = connection.execute("SELECT participant_id FROM caseload LIMIT 1").fetchone()
        connection.execute(
            "UPDATE participant SET protection = 'secrecy_marking' WHERE id = ?", (id,)
        )
        connection.execute(
            "UPDATE caseload SET search = 'ha-17' || char(10) || 'ha-17' || char(10) || 'haninge'"
            " WHERE participant_id = ?",
            (id,),
        )
    _revision, before = content_of(stored)
    open_and_close(stored)
    _revision, after = content_of(stored)
    found = {row["participant_id"]: row["search"] for row in after["caseload"]}
    assert found.pop(id) == "ha-17\nha-17\n"
    assert found == {
        row["participant_id"]: row["search"]
        for row in before["caseload"]
        if row["participant_id"] != id
    }
