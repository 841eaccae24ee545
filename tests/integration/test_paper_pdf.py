"""Papers as PDF, read back with poppler."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hostile_text import HOSTILE
from poppler import needs_poppler, one_line, pdf_info, pdf_tags, pdf_text

from dirigo_tui.domain.text import clean
from dirigo_tui.exports.paper_pdf import write
from dirigo_tui.services.paper import (
    Checklist,
    Facts,
    Heading,
    Paper,
    Signatory,
    Signatures,
    Table,
    Text,
    Words,
)

COLUMNS = ("Aktivitet", "Tidpunkt", "Medverkande", "Ansvarig", "Uppföljning", "Status")
ROWS = (
    ("Mobiliseringskurs", "tisdagar, 8 ggr", "Kursledaren", "Kommunen", "–", "Pågår"),
    ("Gå till Åsa", "5 mars 2027", "Åsa Öst", "Jag", "3 maj 2027", "Planerad"),
)
EVERY_BLOCK = (
    Heading("Mitt mål"),
    Words("Orka jobba halvtid", foremost=True),
    Table(COLUMNS, ROWS),
    Checklist(("Gå varje dag",)),
    Facts((("Telefon", ""), ("Min handläggare", "Anna Lind"))),
    Text("Ingen dag är bestämd än."),
    Signatures((Signatory("Jag: ja", "Min underskrift", "Samira Nordin"),), day="Datum"),
)


def paper(*blocks: Any, **fields: Any) -> Paper:
    given: dict[str, Any] = {
        "language": "sv",
        "title": "Min plan",
        "day": date(2026, 11, 21),
        "lead": ("Samira Nordin", "Version 3"),
        "marks": (),
        "running": "Min plan · Samira Nordin",
        "pages": "Sida {page} av {pages}",
        "cover": "",
        "blocks": blocks or EVERY_BLOCK,
    }
    return Paper(**given | fields)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "p.pdf"


def printed(target: Path, paper: Paper, *, large: bool = False) -> str:
    """The text of a paper that has every glyph it needs."""
    content, notices = write(paper, large=large)
    assert notices == ()
    target.write_bytes(content)
    return pdf_text(target)


def in_order(text: str, *parts: str) -> bool:
    """Whether the parts stand in the text one after the other."""
    at = 0
    for part in parts:
        at = one_line(text).find(part, at)
        if at < 0:
            return False
        at += len(part)
    return True


@needs_poppler
@pytest.mark.parametrize("large", [False, True])
def test_a_paper_is_tagged_pdf_ua(target: Path, large: bool) -> None:
    printed(target, paper(), large=large)
    info = pdf_info(target)
    assert (info["Tagged"], info["Title"], info["JavaScript"]) == ("yes", "Min plan", "no")
    assert "A4" in info["Page size"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in target.read_bytes()
    tags = pdf_tags(target)
    assert tags.count("H1") == 1
    assert {"H2", "P", "Table", "THead", "TH", "TD", "L", "LI", "LBody"} <= set(tags)


@needs_poppler
@pytest.mark.parametrize("large", [False, True])
def test_a_table_reads_row_by_row(target: Path, large: bool) -> None:
    text = printed(target, paper(), large=large)
    cells = [cell for row in ROWS for cell in row]
    heads = [head for row in ROWS for pair in zip(COLUMNS, row, strict=True) for head in pair]
    assert in_order(text, *(heads if large else [*COLUMNS, *cells]))


@needs_poppler
def test_large_print_is_large_on_upright_sheets(target: Path) -> None:
    printed(target, paper())
    small = pdf_info(target)["Page size"]
    printed(target, paper(Words("x " * 1500)))
    few = int(pdf_info(target)["Pages"])
    printed(target, paper(Words("x " * 1500)), large=True)
    assert small.startswith("841.89 x 595")
    assert pdf_info(target)["Page size"].startswith("595.276 x 841")
    assert int(pdf_info(target)["Pages"]) > few


@needs_poppler
def test_every_page_says_which_it_is_and_what_it_must_not_be_mistaken_without(
    target: Path,
) -> None:
    table = Table(COLUMNS, ROWS * 15)
    pages = printed(target, paper(table, marks=("UTKAST", "ÖVNING"))).split("\f")[:-1]
    assert len(pages) > 1
    for number, page in enumerate(pages, start=1):
        assert f"Sida {number} av {len(pages)}" in page
        assert "UTKAST" in page
        assert "ÖVNING" in page
        assert all(column in page for column in COLUMNS), "the head of the table is repeated"
    assert "UTKAST" not in printed(target, paper(table))


@needs_poppler
@pytest.mark.parametrize(
    "markup",
    [
        '#read("/etc/passwd") #sys.inputs #panic()',
        "$x^2$ *fet* _kursiv_ `kod` ```py x``` <etikett> @hänvisning",
        "= Rubrik",
        "// kommentar /* och */ ~ -- --- \\ \\u{41} \\#",
        "'enkla' \"dubbla\" ...",
        "- punkt\n+ nummer\n/ term: text",
        "#let x = 1; {x} [x] (x) https://exempel.se/a_b*c",
    ],
)
def test_nothing_is_read_as_markup(target: Path, markup: str) -> None:
    everywhere = paper(
        Heading(markup),
        Words(markup),
        Text(markup),
        Checklist((markup,)),
        Facts(((markup, markup),)),
        Table(("a", "b"), ((markup, markup),)),
        Signatures((Signatory(markup, markup, markup),), day=markup),
        lead=(markup,),
        running=markup,
        cover=markup,
    )
    for large in (False, True):
        text = "".join(printed(target, everywhere, large=large).split())
        assert text.count("".join(markup.split())) >= 12


@needs_poppler
@pytest.mark.parametrize("hostile", [clean(text) for text in HOSTILE if "漢" not in text])
def test_hostile_text_prints_as_it_stands(target: Path, hostile: str) -> None:
    text = printed(target, paper(Words(hostile), Table(COLUMNS, ((hostile, *"bcdef"),))))
    squeezed = "".join(hostile.split())
    assert "".join(text.split()).count(squeezed) == 2


def test_control_characters_are_shown_and_do_not_stop_the_paper() -> None:
    for hostile in HOSTILE:
        if "漢" not in hostile:
            assert write(paper(Words(hostile)), large=False)[1] == ()


@needs_poppler
def test_arabic_tigrinya_somali_and_emoji_print(target: Path) -> None:
    words = "مرحبا بالعالم", "ሰላም ዓለም", "Waan ku faraxsanahay", "👩‍👩‍👧‍👦 😀 ❤️ 🇸🇪", "→✓☐≥●"
    text = one_line(printed(target, paper(*map(Words, words), cover="\n\n".join(words))))
    for each in words:
        # Marks of direction around what runs from right to left are poppler's.
        assert text.replace("\u202b", "").replace("\u202c", "").count(each) == 2, each


@needs_poppler
def test_a_character_without_a_glyph_is_told_and_the_rest_prints(target: Path) -> None:
    content, notices = write(paper(Words("Före 漢字 efter")), large=False)
    assert notices == ("paper_characters_missing",)
    target.write_bytes(content)
    assert pdf_info(target)["Tagged"] == "yes"
    assert b"pdfuaid" not in content
    assert in_order(pdf_text(target), "Före", "efter")


@needs_poppler
def test_long_words_stay_on_the_sheet(target: Path) -> None:
    long = ("Arbetsmarknadsenheten", "Nordvästersjökustartilleri", "x" * 300, "å" * 80)
    text = printed(target, paper(Table(COLUMNS, tuple((*[word] * 5, "Klar") for word in long))))
    squeezed = "".join(text.split()).replace("\u00ad", "")
    assert all(squeezed.count(word) == 5 for word in long)
    boxes = _word_boxes(target)
    assert boxes
    assert max(right for _left, right in boxes) < 841.89 - 36
    assert "Arbetsmarknadsenheten" in text, "the longest usual word is not divided"


def _word_boxes(path: Path) -> list[tuple[float, float]]:
    import re
    import subprocess

    page = subprocess.run(["pdftotext", "-bbox", path, "-"], capture_output=True, check=True)
    found = re.findall(rb'xMin="([\d.]+)" .*?xMax="([\d.]+)"', page.stdout)
    return [(float(left), float(right)) for left, right in found]


@needs_poppler
def test_texts_longer_than_a_page_go_on(target: Path) -> None:
    long = " ".join(f"ord{number}" for number in range(3000))
    everywhere = paper(
        Words(long),
        Text(long),
        Checklist((long,)),
        Facts((("Hälsa", long),)),
        Table(COLUMNS, ((long, *"bcdef"),)),
        Signatures((Signatory(long, "Min underskrift", ""),), day="Datum"),
    )
    for large in (False, True):
        assert printed(target, everywhere, large=large).count("ord2999") == 6


def test_the_same_paper_is_the_same_bytes() -> None:
    assert write(paper(), large=False) == write(paper(), large=False)
    assert write(paper(), large=False) != write(paper(day=date(2026, 11, 22)), large=False)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_file_names_its_language(language: str) -> None:
    content, _notices = write(paper(language=language), large=False)
    assert f"<dc:language><rdf:Bag><rdf:li>{language}</rdf:li>".encode() in content


def test_a_layout_that_cannot_be_set_says_nothing_of_the_text(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    layout = tmp_path / "paper.typ"
    layout.write_text("#panic(sys.inputs.paper)", encoding="utf-8")
    monkeypatch.setattr("dirigo_tui.exports.paper_pdf._LAYOUT", layout)
    with pytest.raises(RuntimeError) as refused:
        write(paper(), large=False)
    assert "Samira" not in str(refused.value)
    assert refused.value.__cause__ is None
    assert refused.value.__suppress_context__
