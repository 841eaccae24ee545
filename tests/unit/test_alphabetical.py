"""Lists are in Swedish alphabetical order: å, ä and ö last."""

from datetime import date
from pathlib import Path

from dirigo_tui.services.cohort import Cell, added_up
from dirigo_tui.tui.widgets.file_choice import contents

NAMES = ["Ale", "ystad", "Zinkgruvan", "Åby", "Ärla", "Örebro"]


def test_sites() -> None:
    cells = [(Cell("sick_leave", "women", name, False), {}) for name in reversed(NAMES)]
    found = added_up(date(2026, 11, 21), cells, by_site=True, without_target_group=0)
    assert list(found.sites) == NAMES


def test_folders(tmp_path: Path) -> None:
    for name in reversed(NAMES):
        (tmp_path / name).mkdir()
    assert [path.name for path in contents(tmp_path, "", [".csv"])] == NAMES
