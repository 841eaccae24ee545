"""docs/formats.md names every table and column that leaves a desk."""

import re
from pathlib import Path

from dirigo_tui.domain.records import PARTICIPANT_KINDS, Record, field_names

PAGE = Path(__file__).parents[2] / "docs" / "formats.md"


def test_the_page_lists_the_columns_as_they_are() -> None:
    section = PAGE.read_text(encoding="utf-8").partition("| Table | Columns |")[2]
    rows = re.findall(r"^\| `(\w+)` \| (.+) \|$", section, re.MULTILINE)
    described = {table: tuple(re.findall(r"`(\w+)`", columns)) for table, columns in rows}
    common = field_names(Record)
    assert described == {
        kind.table: tuple(name for name in field_names(kind) if name not in common)
        for kind in PARTICIPANT_KINDS
    }
