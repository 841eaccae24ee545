"""What the app imports before its first picture, and what forms and words may know."""

import subprocess
import sys

import pytest

HEAVY = "sqlalchemy alembic sqlcipher3 keyring pyrage openpyxl babel click dateutil xlsxwriter"


def imported_by(module: str) -> set[str]:
    """Top-level names in ``sys.modules`` after importing a module in a process of its own."""
    script = f"import {module}, sys; print(*{{name.partition('.')[0] for name in sys.modules}})"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


@pytest.mark.parametrize("module", ["dirigo_tui.tui.app", "dirigo_tui.tui.launch"])
def test_the_first_picture_needs_nothing_heavy(module: str) -> None:
    assert not imported_by(module) & set(HEAVY.split())


@pytest.mark.parametrize("module", ["dirigo_tui.forms.definitions", "dirigo_tui.i18n.errors"])
def test_forms_and_words_know_no_screen_and_no_store(module: str) -> None:
    assert not imported_by(module) & {"textual", "rich", *HEAVY.split()}
