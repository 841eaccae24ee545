"""Text on its way in, out, into search and into order."""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dirigo_tui.domain.text import clean, fold, sort_key, visible

ANY_TEXT = st.text(st.characters(), max_size=60)  # surrogates included
SHAPED_FORMATS = set(
    "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
)
"""Arabic, Syriac and Kaithi signs: of category Cf, but drawn."""
HIEROGLYPH_LAYOUT = {chr(code) for code in range(0x13430, 0x13440)}
JOINERS = {"\u200c", "\u200d"}


def test_every_character_without_a_shape_is_hidden() -> None:
    hidden = {
        chr(code)
        for code in range(sys.maxunicode + 1)
        if unicodedata.category(chr(code)) in {"Cc", "Cf", "Cs", "Zl", "Zp"}
    }
    left = {character for character in hidden if clean(f"a{character}b") not in {"ab", "a b"}}
    assert left - HIEROGLYPH_LAYOUT == SHAPED_FORMATS


@pytest.mark.parametrize(
    ("dirty", "expected"),
    [
        ("  Samira \t Nordin\n", "Samira Nordin"),
        ("A\u030asa O\u0308berg", "Åsa Öberg"),
        ("\ufeffReferens", "Referens"),
        ("Anna\x1b[31mröd\x1b[0m", "Anna[31mröd[0m"),
        ("\x1b]52;c;aGVq\x07", "]52;c;aGVq"),
        ("abc\u202egnp.exe", "abcgnp.exe"),
        ("\u200eAnna\u200f\u061c \u2066Lind\u2069", "Anna Lind"),
        ("An\u200bna", "Anna"),
        ("An\u200dna", "Anna"),
        ("rad ett\r\nrad två\u2028rad tre", "rad ett rad två rad tre"),
        ("Anna\u00a0Lind", "Anna Lind"),
        ("e\u200e\u0301", "é"),
        ("e\u200d\u0301", "é"),
        ("\ud800", ""),
        ("[/] [red]x =1+1", "[/] [red]x =1+1"),
        ("x" * 300, "x" * 300),
        ("", ""),
    ],
)
def test_clean(dirty: str, expected: str) -> None:
    assert clean(dirty) == expected


def test_clean_keeps_the_lines_of_a_longer_text() -> None:
    dirty = "\n Först   det här \t\r\n\r\n  - sedan\tdet\x07\x85och det\n\n"
    assert clean(dirty, multiline=True) == "Först   det här\n\n  - sedan det\noch det"


@pytest.mark.parametrize(
    "word", ["می\u200cخواهم", "क\u094d\u200dष", "👩\u200d💻", "🏳\ufe0f\u200d🌈"]
)
def test_clean_keeps_joiners_where_writing_needs_them(word: str) -> None:
    assert clean(word) == word


@given(ANY_TEXT, st.booleans())
def test_clean_is_idempotent(text: str, multiline: bool) -> None:
    once = clean(text, multiline=multiline)
    assert clean(once, multiline=multiline) == once


@given(st.text(st.sampled_from("aåé\u030a\u0301\u0308\u200d\u200c\u202e क👩\n\t"), max_size=12))
def test_clean_is_idempotent_on_marks_and_joiners(text: str) -> None:
    for multiline in (False, True):
        once = clean(text, multiline=multiline)
        assert clean(once, multiline=multiline) == once


@given(ANY_TEXT)
def test_cleaned_text_can_be_stored_and_shown_as_it_is(text: str) -> None:
    cleaned = clean(text)
    cleaned.encode("utf-8")
    assert visible(cleaned) == cleaned
    assert unicodedata.is_normalized("NFC", cleaned)
    assert cleaned == cleaned.strip()
    assert visible(clean(text, multiline=True), multiline=True) == clean(text, multiline=True)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Åsa [red]x", "Åsa [red]x"),
        ("\x1b[2J", "␛[2J"),
        ("a\x00b\x7fc", "a␀b␡c"),
        ("\x9b31m", "\ufffd31m"),
        ("a\u202eb", "a\ufffdb"),
        ("en\ntvå", "en␊två"),
    ],
)
def test_visible(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_visible_keeps_line_breaks_only_when_asked() -> None:
    assert visible("en\ntvå\r", multiline=True) == "en\ntvå␍"


@given(ANY_TEXT)
def test_visible_lets_no_control_or_bidi_character_through(text: str) -> None:
    shown = visible(text)
    assert len(shown) == len(text)
    assert not any(unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"} for c in shown)
    assert not set(shown) & set(
        "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068"
    )


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ANDRÉ", "andre"),
        ("Åsa Öberg-Nyström", "åsa öberg-nyström"),
        ("A\u030asa", "åsa"),
        ("Sørensen", "sörensen"),
        ("Ærø", "ärö"),
        ("Müller", "muller"),
        ("Růžička Dvořák", "ruzicka dvorak"),
        ("Straße", "strasse"),
        ("Łukasz Đorđević", "lukasz dordevic"),
        ("İstanbul ı", "istanbul i"),
        ("Nguyễn Thị", "nguyen thi"),
        ("محمد", "محمد"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(("one", "other"), [("å", "a"), ("ä", "a"), ("ö", "o"), ("å", "ä")])
def test_fold_keeps_the_swedish_letters_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)
    assert fold(one.upper()) == fold(one)


@given(ANY_TEXT)
def test_fold_is_stable(text: str) -> None:
    folded = fold(clean(text))
    assert fold(folded) == folded
    assert fold(unicodedata.normalize("NFD", clean(text))) == folded


@given(st.text(st.characters(categories=["Lu", "Ll"]), max_size=20))
def test_fold_knows_no_case(text: str) -> None:
    if text.casefold() == text.upper().casefold():
        assert fold(text) == fold(text.upper())


def test_sort_key_orders_the_swedish_alphabet() -> None:
    alphabet = list("abcdefghijklmnopqrstuvwxyzåäö")
    backwards = alphabet[::-1]
    assert sorted(backwards, key=sort_key) == alphabet
    assert sorted(backwards, key=lambda c: sort_key(c).encode()) == alphabet


@pytest.mark.parametrize(
    "names",
    [
        ["Ann Berg", "Anna Ahl", "Anna-Lena Ahl", "Annika"],
        ["Vik", "Waern", "Wik", "Yngve", "Zetterlund", "Åberg", "Ärlig", "Öberg"],
        ["Erik", "Éva", "Evert"],
        ["Lund", "Lynd", "Lützen", "Løken", "Lööf"],
        ["berg", "Bergman", "bergström"],
    ],
)
def test_sort_key_orders_names(names: list[str]) -> None:
    backwards = names[::-1]
    assert sorted(backwards, key=sort_key) == names


@given(ANY_TEXT)
def test_sort_key_knows_no_case_in_swedish(text: str) -> None:
    swedish = "".join(c for c in text if c.lower() in "abcdefghijklmnopqrstuvwxyzåäö")
    assert sort_key(swedish.upper()) == sort_key(swedish.lower())
