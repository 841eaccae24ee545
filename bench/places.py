"""Where the measured program finds people: a practice desk of any size in a folder of its own."""

from __future__ import annotations

import os
import sys
from pathlib import Path

BENCH = Path(__file__).parent
SOURCE = BENCH.parent / "src"
TODAY = "2026-11-21"
sys.path.insert(0, str(SOURCE))

DIRIGO = (sys.executable, "-m", "dirigo_tui")


def environment(home: Path) -> dict[str, str]:
    """What the program is to know."""
    return {
        "DIRIGO_HOME": str(home),
        "DIRIGO_KEYRING": "off",
        "DIRIGO_TODAY": TODAY,
        "PYTHONPATH": str(SOURCE),
    }


def populate(home: Path, people: int) -> None:
    """Make the practice desk, unless it is there from an earlier run."""
    os.environ.update(environment(home))
    import many_people

    from dirigo_tui.bootstrap import Program
    from dirigo_tui.services.ports import HomeState
    from dirigo_tui.services.practice import SET_UP

    opener = Program().opener(home=str(home), practice=True, exclusive=True)
    if opener.state() is HomeState.EMPTY:
        desk, _no_code = opener.create(SET_UP)
        desk.write(many_people.fill, people)
        desk.close()
