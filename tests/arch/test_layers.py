"""Who may know whom: the contracts of pyproject.toml, and what an import really loads."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "dirigo_tui"

LINES = 400
"""A file longer than this needs a reason, given here."""
LONGER: dict[str, str] = {
    "domain/records.py": "every noun in one place",
    "domain/vocabulary.py": "every code in one place",
    "services/ports.py": "every port in one place",
    "store/tables.py": "every table in one place",
    "tui/panes/plan.py": "one pane, a short method for each of its keys",
}


def test_the_import_contracts_hold() -> None:
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports")],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-2000:]


HEAVY = {"sqlalchemy", "alembic", "babel", "openpyxl", "python_calamine", "xlsxwriter", "pyrage",
         "keyring", "cryptography", "tomlkit", "dateutil.rrule",
         "typst", "icalendar"}  # fmt: skip


@pytest.mark.parametrize(
    ("module", "unwanted"),
    [
        ("dirigo_tui.domain.records", HEAVY | {"textual", "rich", "click", "sqlcipher3"}),
        ("dirigo_tui.services.caseload", HEAVY | {"textual", "rich", "click", "sqlcipher3"}),
        ("dirigo_tui.store.database", HEAVY | {"textual", "rich", "click"}),
        ("dirigo_tui.cli.main", HEAVY | {"textual", "rich", "sqlcipher3"}),
        ("dirigo_tui.tui.app", HEAVY | {"click", "sqlcipher3"}),
    ],
)
def test_an_import_loads_nothing_it_should_not(module: str, unwanted: set[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", f"import sys, {module}; print(*sys.modules)"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert not unwanted & set(done.stdout.split())


def test_the_list_of_commands_imports_none_of_them() -> None:
    """Half the start of a bare app is all that ``dirigo --help`` may take: docs/performance.md."""
    script = "import sys, dirigo_tui.bootstrap as ours; ours.main(); print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script, "--help"], capture_output=True, text=True, check=True
    )
    loaded = set(done.stdout.split())
    ours = {name for name in loaded if name.startswith("dirigo_tui.")}
    assert not loaded & {"json", "sqlcipher3", *HEAVY}
    assert not {
        name for name in ours if name.startswith(("dirigo_tui.cli.commands", "dirigo_tui.store"))
    }
    assert not ours & {"dirigo_tui.services.ports", "dirigo_tui.domain.vocabulary"}


def test_no_file_grows_beyond_its_job() -> None:
    long = {
        str(path.relative_to(SOURCE))
        for path in SOURCE.rglob("*.py")
        if len(path.read_text(encoding="utf-8").splitlines()) > LINES
    }
    assert long <= LONGER.keys()


@pytest.mark.parametrize("lock", sorted(ROOT.glob("*.lock")), ids=lambda path: path.name)
def test_a_lock_names_packages_and_hashes_and_no_host(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    assert not re.search(r"https?:|file:|--index|--find-links|--extra|--trusted", text)
    pinned = re.findall(r"^([a-z0-9._-]+)==\S+(?: ;[^\\\n]*)? \\$", text, re.MULTILINE)
    assert len(pinned) == len(re.findall(r"^[a-z0-9]", text, re.MULTILINE)) > 0
