"""What is imported before the caseload is on the screen: nothing that it can do without."""

import json
import os
import subprocess
import sys
from pathlib import Path

from openers import CheapOpener

HEAVY = (
    "sqlalchemy",
    "alembic",
    "keyring",
    "pyrage",
    "python_calamine",
    "babel",
    "textual.widgets._text_area",
    "tomllib",
    "dirigo_tui.domain.rating_templates",
    "dirigo_tui.domain.records",
    "dirigo_tui.exports",
    "dirigo_tui.forms",
    "dirigo_tui.services.ratings",
    "dirigo_tui.tui.widgets.form_dialog",
    "dirigo_tui.tui.screens.participant",
)

DRAW = """
import asyncio, json, sys
from dirigo_tui.bootstrap import Program
from dirigo_tui.settings.preferences import Preferences
from dirigo_tui.tui.entrances import make_app
from dirigo_tui.tui.widgets.virtual_list import VirtualList

opener = Program().opener(home=None, practice=True, exclusive=True)
app = make_app(opener, Preferences())

async def main():
    async with app.run_test(size=(80, 24)) as pilot:
        for _ in range(3):
            await pilot.pause()
            await app.workers.wait_for_complete()
        rows = app.screen.query_one(VirtualList).position[1]
        print(json.dumps([rows, sorted(sys.modules)]))
        await app.secure()

asyncio.run(main())
"""


def test_the_first_list_waits_for_nothing_heavy(isolated_home: Path) -> None:
    CheapOpener(isolated_home).twin().create_practice(3).close()
    done = subprocess.run(
        [sys.executable, "-c", DRAW], env=os.environ, capture_output=True, text=True, check=True
    )
    rows, modules = json.loads(done.stdout)
    assert rows == 3
    assert [name for name in HEAVY if name in modules] == []
