"""docs/formats.md names every table and column that leaves a desk."""

import json
import re
from dataclasses import fields
from datetime import date
from pathlib import Path

from dirigo_tui.domain.counting import Count
from dirigo_tui.domain.records import PARTICIPANT_KINDS, Record, field_names
from dirigo_tui.services.cohort import added_up
from dirigo_tui.services.cohort_files.content import Content, Row, Share
from dirigo_tui.services.cohort_files.payload import Sender, to_payload
from dirigo_tui.services.summary import as_plain, protected

PAGE = Path(__file__).parents[2] / "docs" / "formats.md"


def test_the_page_lists_the_columns_as_they_are() -> None:
    section = PAGE.read_text(encoding="utf-8").partition("| Table | Columns |")[2]
    section = section.partition("\n## ")[0]
    rows = re.findall(r"^\| `(\w+)` \| (.+) \|$", section, re.MULTILINE)
    described = {table: tuple(re.findall(r"`(\w+)`", columns)) for table, columns in rows}
    common = field_names(Record)
    assert described == {
        kind.table: tuple(name for name in field_names(kind) if name not in common)
        for kind in PARTICIPANT_KINDS
    }


def test_the_page_shows_a_cohort_as_it_is_written() -> None:
    section = PAGE.read_text(encoding="utf-8").partition("## Payload of `dirigo.cohort`")[2]
    shown = json.loads(section.partition("```json")[2].partition("```")[0])
    sender = Sender(desk_id="", organisation_key="", rules_version="")
    nobody = Content(rows=(), shares=(), protected=frozenset(), sites=frozenset())
    assert shown.keys() == to_payload(sender, nobody).keys()
    (row,), (share,) = shown["people"], shown["shares"]
    assert list(row) == [field.name for field in fields(Row)]
    assert list(share) == [field.name for field in fields(Share)]
    assert set(row["days"]) <= set(Count)


def test_the_page_shows_a_summary_as_it_is_written() -> None:
    section = PAGE.read_text(encoding="utf-8").partition("## Payload of `dirigo.summary`")[2]
    shown = json.loads(section.partition("```json")[2].partition("```")[0])
    nobody = added_up(date(2014, 6, 30), (), by_site=False, without_target_group=0)
    written = as_plain(protected(nobody, 5))
    assert list(shown) == list(written)
    for part in ("tables", "goals"):
        (one,), wanted = shown[part], written[part][0]
        assert (list(one), list(one["rows"][0])) == (list(wanted), list(wanted["rows"][0]))


def test_the_page_names_every_count() -> None:
    section = PAGE.read_text(encoding="utf-8").partition("The counts: ")[2].partition("\n\n")[0]
    assert re.findall(r"`(\w+)`", section) == list(Count)
