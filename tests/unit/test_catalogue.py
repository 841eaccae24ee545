"""Looking words up, and building the catalogues from the sources."""

from collections.abc import Iterator
from gettext import GNUTranslations
from pathlib import Path

import pytest

from dirigo_tui.i18n import build, catalogue
from dirigo_tui.i18n.catalogue import DU_CONTEXT, N_, NO_WORDS, Ndu, _, du, n_, set_language
from dirigo_tui.i18n.checking import slips

SOURCE = """
from dirigo_tui.i18n.catalogue import N_, Ndu, _, du, n_, ndu
A = N_("Spara")
B = Ndu("Spara")
_("Hej {name}").format(name=1)
n_("{n} dag", "{n} dagar", 2)
ndu("{n} mål", "{n} mål", 2)
du("Vad vill du?")
_(f"not {A} constant")
"""


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "module.py").write_text(SOURCE, "utf-8")
    return tmp_path


@pytest.fixture(autouse=True)
def back_to_swedish() -> Iterator[None]:
    yield
    set_language("sv")


def test_swedish_is_the_source() -> None:
    assert _("Något som ingen har översatt") == "Något som ingen har översatt"
    assert du("Något som ingen har översatt") == "Något som ingen har översatt"
    assert n_("{n} sak", "{n} saker", 1) == "{n} sak"
    assert n_("{n} sak", "{n} saker", 0) == "{n} saker"


def test_a_language_we_do_not_speak_is_an_error() -> None:
    with pytest.raises(ValueError, match="fi"):
        set_language("fi")
    assert catalogue.language() == "sv"


def test_nothing_stays_nothing_in_every_language() -> None:
    for code in catalogue.LANGUAGES:
        set_language(code)
        assert str(NO_WORDS) == ""


def test_extraction_finds_every_marker_with_its_context(tree: Path) -> None:
    found = list(build.messages(tree))
    assert ("sub/module.py", "Spara", None) in found
    assert ("sub/module.py", "Spara", DU_CONTEXT) in found
    assert ("sub/module.py", "Vad vill du?", DU_CONTEXT) in found
    assert ("sub/module.py", ("{n} dag", "{n} dagar"), None) in found
    assert ("sub/module.py", ("{n} mål", "{n} mål"), DU_CONTEXT) in found
    assert len(found) == 6


def test_building_keeps_translations_and_says_what_is_left(tree: Path, tmp_path: Path) -> None:
    locales = tmp_path / "locales"
    catalog = build.update("en", build.template(tree), locales)
    assert len(build.untranslated(catalog)) == 6

    po = build.po_path("en", locales)
    text = po.read_text("utf-8").replace(
        'msgctxt "du"\nmsgid "Spara"\nmsgstr ""', 'msgctxt "du"\nmsgid "Spara"\nmsgstr "Keep"'
    )
    po.write_text(text, "utf-8")
    catalog = build.update("en", build.template(tree), locales)
    assert len(build.untranslated(catalog)) == 5
    with po.with_suffix(".mo").open("rb") as file:
        compiled = GNUTranslations(file)
    assert compiled.pgettext("du", "Spara") == "Keep"
    assert compiled.gettext("Spara") == "Spara"


def test_building_twice_changes_nothing(tree: Path, tmp_path: Path) -> None:
    locales = tmp_path / "locales"
    build.update("en", build.template(tree), locales)
    po = build.po_path("en", locales)
    before = po.read_bytes(), po.with_suffix(".mo").read_bytes()
    build.update("en", build.template(tree), locales)
    assert (po.read_bytes(), po.with_suffix(".mo").read_bytes()) == before


def test_translations_keep_the_placeholders_and_blanks_of_the_source() -> None:
    for texts in build.bodies():
        for code in texts.languages:
            path = build.po_path(code, domain=texts.domain)
            found = {
                message.id: list(slips(message)) for message in build.read(path, code) if message.id
            }
            assert not {key: slip for key, slip in found.items() if slip}


def test_lazy_text_follows_the_language(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "m.py").write_text("_('Spara'); du('Spara')", "utf-8")
    locales = tmp_path / "locales"
    build.update("en", build.template(tmp_path), locales)
    po = build.po_path("en", locales)
    text = po.read_text("utf-8").replace('msgid "Spara"\nmsgstr ""', 'msgid "Spara"\nmsgstr "Save"')
    po.write_text(text, "utf-8")
    build.update("en", build.template(tmp_path), locales)

    monkeypatch.setattr(catalogue, "LOCALES", locales)
    catalogue._catalogue.cache_clear()
    try:
        label, to_participant = N_("Spara"), Ndu("Spara")
        assert (str(label), str(to_participant)) == ("Spara", "Spara")
        set_language("en")
        assert (str(label), str(to_participant)) == ("Save", "Save")
    finally:
        catalogue._catalogue.cache_clear()
