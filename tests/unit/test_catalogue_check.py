"""What checking the catalogues finds."""

from pathlib import Path

import pytest

from dirigo_tui.i18n import build
from dirigo_tui.i18n.build import Texts
from dirigo_tui.i18n.checking import hard_to_read, participant_texts, problems, report, slips

SOURCE = """
_("Spara {n} filer ")
n_("varje dag", "var {n}:e dag", 2)
du("Vad vill du?")
"""

TRANSLATED = {
    "Spara {n} filer ": "Save {n} files ",
    "varje dag": ("every day", "every {n} days"),
    "Vad vill du?": "What do you want?",
}


@pytest.fixture
def texts(tmp_path: Path) -> Texts:
    source = tmp_path / "source"
    source.mkdir()
    (source / "module.py").write_text(SOURCE, "utf-8")
    return Texts("dirigo", source, "sv", ("sv", "en"))


@pytest.fixture
def locales(texts: Texts, tmp_path: Path) -> Path:
    """Catalogues without a fault."""
    locales = tmp_path / "locales"
    for code in texts.languages:
        catalog = build.update(code, build.template(texts.source), locales)
        for message in catalog:
            if message.id and code == "en":
                key = message.id if isinstance(message.id, str) else message.id[0]
                message.string = TRANSLATED[key]
        build.po_path(code, locales).write_bytes(build.po_bytes(catalog))
        build.update(code, build.template(texts.source), locales)
    return locales


def edit(locales: Path, old: str, new: str, code: str = "en") -> None:
    """Change one place of a .po file."""
    po = build.po_path(code, locales)
    text = po.read_text("utf-8")
    assert text.count(old) == 1
    po.write_text(text.replace(old, new), "utf-8")


def test_nothing_is_wrong(texts: Texts, locales: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert report([texts], locales) == 0
    assert capsys.readouterr().out == (
        "catalogues: dirigo sv 3, dirigo en 3; 0 problems; LIX 3 of 1 participant-facing texts\n"
    )


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("What do you want?", "", "missing: 'Vad vill du?'"),
        ("every {n} days", "", "missing: 'varje dag'"),
        ('\nmsgctxt "du"', '\n#, fuzzy\nmsgctxt "du"', "fuzzy: 'Vad vill du?'"),
        ("Save {n} files ", "Save files ", "placeholders differ: 'Spara {n} filer '"),
        ("Save {n} files ", "Save {m} files ", "placeholders differ: 'Spara {n} filer '"),
        ("every {n} days", "every {count} days", "placeholders differ: 'varje dag'"),
        ("Save {n} files ", "Save {n} files", "blanks around it differ: 'Spara {n} filer '"),
        ('msgid "Vad vill du?"', 'msgid "Vad ville du?"', "obsolete: 'Vad ville du?'"),
    ],
)
def test_a_fault_is_named(texts: Texts, locales: Path, old: str, new: str, said: str) -> None:
    edit(locales, old, new)
    assert f"dirigo en: {said}" in list(problems(texts, "en", locales))


def test_files_that_are_not_as_built_are_named(texts: Texts, locales: Path) -> None:
    edit(locales, "Messages of dirigo-tui", "Messages")
    assert list(problems(texts, "en", locales)) == ["dirigo en: stale: dirigo.po"]
    edit(locales, "What do you want?", "What would you like?")
    assert "dirigo en: stale: dirigo.mo" in list(problems(texts, "en", locales))
    build.po_path("sv", locales).with_suffix(".mo").unlink()
    assert list(problems(texts, "sv", locales)) == ["dirigo sv: stale: dirigo.mo"]


def test_text_added_to_the_source_is_missing(texts: Texts, locales: Path) -> None:
    (texts.source / "other.py").write_text("_('Lås')", "utf-8")
    assert "dirigo sv: missing: 'Lås'" in list(problems(texts, "sv", locales))
    assert report([texts], locales) == 1


def test_the_source_is_not_translated_into_itself(texts: Texts, locales: Path) -> None:
    edit(locales, '"Vad vill du?"\nmsgstr ""', '"Vad vill du?"\nmsgstr "Vad då?"', code="sv")
    said = "dirigo sv: the source has a translation: 'Vad vill du?'"
    assert said in list(problems(texts, "sv", locales))


def test_a_plural_may_leave_out_what_one_form_leaves_out(texts: Texts, locales: Path) -> None:
    message = build.read(build.po_path("en", locales), "en").get("varje dag")
    assert message is not None and list(slips(message)) == []


def test_only_participant_facing_text_is_measured(texts: Texts) -> None:
    assert participant_texts(texts.source) == ["Vad vill du?"]


def test_hard_texts_are_named() -> None:
    easy = ["Du valde fyra.", "Gå vidare nu."] * 20
    assert list(hard_to_read(easy)) == []
    hard = "Handläggaren dokumenterar kartläggningen tillsammans med deltagaren."
    assert list(hard_to_read([*easy, hard])) == [f"LIX 89: {hard!r}"]
    assert next(hard_to_read([hard])) == "LIX 89 is above 30"


def test_clicks_own_words_are_a_body_of_their_own() -> None:
    click = build.bodies()[1]
    assert click.languages == ("sv",)
    assert "Usage:" in build.template(click.source, click.domain)
