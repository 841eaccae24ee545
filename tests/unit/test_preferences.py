"""The settings file: defaults, the environment on top, and a broken file said with its line."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dirigo_tui.domain.errors import Refused
from dirigo_tui.settings.preferences import Preferences, load, save


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "settings.toml"


def refusal(file: Path, text: str | bytes, environ: dict[str, str] | None = None) -> Refused:
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(Refused) as refused:
        load(file, environ or {})
    return refused.value


def test_without_a_file_the_defaults_hold(file: Path) -> None:
    assert load(file, {}) == Preferences()


def test_the_file_wins_over_the_defaults_and_the_environment_over_the_file(file: Path) -> None:
    file.write_text('theme = "light"\nlanguage = "en"\nauto_lock_minutes = 3\n')
    assert load(file, {}) == Preferences(theme="light", language="en", auto_lock_minutes=3)
    found = load(file, {"DIRIGO_THEME": "contrast", "DIRIGO_LANG": "sv"})
    assert (found.theme, found.language) == ("contrast", "sv")


def test_empty_variables_say_nothing(file: Path) -> None:
    assert load(file, {"DIRIGO_THEME": "", "DIRIGO_LANG": ""}) == Preferences()


@pytest.mark.parametrize("variable", ["DIRIGO_THEME", "DIRIGO_LANG"])
def test_a_wrong_variable_is_named(file: Path, variable: str) -> None:
    refused = refusal(file, "", {variable: "klingon"})
    assert (refused.code, refused.params) == ("environment_invalid", {"name": variable})


@pytest.mark.parametrize(
    ("text", "line", "name"),
    [
        ("# kommentar\ntheme = \n", 2, ""),
        ('theme = "dark"\n\n\nlanguage = "sv', 4, ""),
        ('# tema\ntheme = "rosa"\n', 2, "theme"),
        ("theme = 1\n", 1, "theme"),
        ('\n"language" = ["sv"]\n', 2, "language"),
        ("auto_lock_minutes = true\n", 1, "auto_lock_minutes"),
        ("auto_lock_minutes = -1\n", 1, "auto_lock_minutes"),
        ("backups_kept = 0\n", 1, "backups_kept"),
        ("backups_kept = 5.0\n", 1, "backups_kept"),
        ("[theme]\n", None, "theme"),
        (b'theme = "dark"\nlanguage = "\xe5"\n', 2, ""),
        ("x = " + "[" * 5000, 1, ""),
        ("x = " + "1" * 5000, 1, ""),
    ],
)
def test_a_broken_file_is_refused_with_its_line(
    file: Path, text: str | bytes, line: int | None, name: str
) -> None:
    refused = refusal(file, text)
    assert refused.code == "settings_invalid"
    assert refused.params == {"line": line, "name": name}


def test_a_folder_in_its_place_is_refused(file: Path) -> None:
    file.mkdir()
    with pytest.raises(Refused, match="settings_unreadable"):
        load(file, {})


def test_settings_of_another_version_are_left_alone(file: Path) -> None:
    file.write_text('future = "x"\n[tables]\nwide = true\n')
    assert load(file, {}) == Preferences()
    save(file, theme="light")
    assert 'future = "x"' in file.read_text()
    assert load(file, {}).theme == "light"


def test_saving_keeps_comments_order_and_what_is_not_changed(file: Path) -> None:
    file.write_text('# Annas inställningar\nlanguage = "en"  # övning\ntheme = "dark"\n', "utf-8")
    save(file, theme="contrast", backups_kept=30)
    assert file.read_text("utf-8") == (
        '# Annas inställningar\nlanguage = "en"  # övning\ntheme = "contrast"\nbackups_kept = 30\n'
    )
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_windows_editors_byte_order_mark_is_no_error(file: Path) -> None:
    file.write_bytes(b'\xef\xbb\xbftheme = "light"\r\n')
    assert load(file, {}).theme == "light"


def test_saving_a_value_that_is_not_allowed_writes_nothing(file: Path) -> None:
    with pytest.raises(Refused, match="settings_invalid"):
        save(file, theme="rosa")
    assert not file.exists()


def test_saving_never_overwrites_a_broken_file(file: Path) -> None:
    file.write_text("theme = \n")
    with pytest.raises(Refused, match="settings_invalid"):
        save(file, theme="light")
    assert file.read_text() == "theme = \n"


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    content=st.binary(max_size=60)
    | st.from_regex(r"""(theme|language|backups_kept) = ['"\[{]?[\w.:-]{0,9}['"\]}]?\n?""").map(
        str.encode
    )
)
def test_no_content_gets_past_the_check_or_crashes(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    try:
        found = load(file, {})
    except Refused as refused:
        assert refused.code == "settings_invalid"
    else:
        assert found.theme in {"dark", "light", "contrast"}
        assert found.language in {"sv", "en"}
        assert 1 <= found.backups_kept <= 1000
