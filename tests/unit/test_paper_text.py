"""Papers as plain text at 72 columns."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hostile_text import FORBIDDEN_ON_SCREEN, HOSTILE
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from dirigo_tui.exports.paper_text import WIDTH, write
from dirigo_tui.services.paper import (
    Checklist,
    Facts,
    Heading,
    Measure,
    Measures,
    Paper,
    Signatory,
    Signatures,
    Table,
    Text,
    Words,
)

LINE = "_" * 30


def lines(*blocks: Any, **fields: Any) -> list[str]:
    paper: dict[str, Any] = {
        "language": "sv",
        "title": "Min plan",
        "day": date(2026, 11, 21),
        "lead": ("Samira Nordin", "Version 3"),
        "marks": (),
        "running": "Min plan",
        "pages": "Sida {page} av {pages}",
        "cover": "",
        "blocks": blocks,
    }
    return write(Paper(**paper | fields)).decode("utf-8").split("\n")


def test_the_whole_of_it() -> None:
    written = lines(
        Heading("Mitt mål"),
        Words("Orka\njobba", foremost=True),
        Table(("Aktivitet", "Tidpunkt"), (("Promenad", "pågår"), ("Möte", "5 mars"))),
        Checklist(("Gå", "Vila")),
        Facts((("Telefon", ""), ("Handläggare", "Anna Lind"))),
        Text("Ingen dag är bestämd än."),
        Signatures((Signatory("Jag: ja", "Min underskrift", "Samira Nordin"),), day="Datum"),
        marks=("UTKAST", "ÖVNING"),
        cover="Hej",
    )
    assert written == [
        "Hej",
        "",
        "=" * 72,
        "",
        "*** UTKAST – ÖVNING ***",
        "",
        "Min plan",
        "========",
        "",
        "Samira Nordin",
        "Version 3",
        "",
        "Mitt mål",
        "--------",
        "",
        "  Orka",
        "  jobba",
        "",
        "Aktivitet: Promenad",
        "  Tidpunkt: pågår",
        "",
        "Aktivitet: Möte",
        "  Tidpunkt: 5 mars",
        "",
        "[ ] Gå",
        "[ ] Vila",
        "",
        f"Telefon: {LINE}",
        "Handläggare: Anna Lind",
        "",
        "Ingen dag är bestämd än.",
        "",
        "Jag: ja",
        "",
        f"Datum: {LINE}",
        "",
        f"Min underskrift: {LINE}",
        "Samira Nordin",
        "",
        "*** UTKAST – ÖVNING ***",
        "",
    ]


def test_numbers_stand_behind_what_they_are_of() -> None:
    cells = (Measure("91 %", ("10 av 11",), 0.91, 0.9), Measure(".."))
    written = lines(Measures(("Grupp", "Kvinnor", "Män"), (("a", cells), ("b", cells))))
    row = ["  Kvinnor: 91 %, 10 av 11", "  Män: .."]
    assert written[-8:] == ["a", *row, "", "b", *row, ""]


def test_without_marks_and_cover_it_begins_with_its_title() -> None:
    assert lines(Text("Hej"))[:2] == ["Min plan", "========"]


def test_a_continued_line_is_set_in_under_its_own() -> None:
    written = lines(Facts((("Vardag", "ord " * 40),)), Checklist(("ord " * 40,)))
    at = written.index("")
    facts = written[written.index("", at + 1) + 1 :]
    assert facts[0].startswith("Vardag: ord")
    assert facts[1].startswith("  ord")
    assert facts[facts.index("") + 2].startswith("    ord")


_WORDS = st.text(
    alphabet=st.one_of(
        st.sampled_from("åäöabc漢😀\u0301\u200d"), st.characters(exclude_categories=["C", "Z"])
    ),
    min_size=1,
    max_size=90,
)
_TEXTS = st.lists(_WORDS, min_size=5, max_size=30).flatmap(
    lambda words: st.sampled_from([" ", "  ", "\n"]).map(lambda between: between.join(words))
)


@given(_TEXTS)
def test_no_line_is_wider_and_no_letter_is_lost(text: str) -> None:
    written = lines(Words(text), Checklist((text,)), Table(("a", "b"), ((text, text),)))
    assert all(cell_len(line) <= WIDTH for line in written)
    body = "".join("".join(written[5:]).split())
    assert body.count("".join(text.split())) >= 4


@pytest.mark.parametrize("hostile", HOSTILE)
def test_nothing_in_it_steers_a_terminal(hostile: str) -> None:
    written = lines(Heading(hostile), Words(hostile), Facts(((hostile, hostile),)), cover=hostile)
    assert not FORBIDDEN_ON_SCREEN & set("".join(written))
