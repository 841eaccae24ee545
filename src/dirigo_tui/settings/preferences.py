"""How the program's user wants it: ``settings.toml``, and the environment on top of it.

The settings of the organisation (its name, the desk, the caseworker) are in the database, because
they belong to the data; what is here belongs to the computer and holds no personal data.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from dirigo_tui.domain.errors import Refused
from dirigo_tui.safe_files import write_private

THEMES = ("dark", "light", "contrast")
LANGUAGES = ("sv", "en")

_ENVIRONMENT = {"DIRIGO_THEME": "theme", "DIRIGO_LANG": "language"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """Every setting with its default. A setting is named in the file as it is here."""

    theme: str = "dark"
    """One of :data:`THEMES`. ``DIRIGO_THEME`` wins over the file."""

    language: str = "sv"
    """One of :data:`LANGUAGES`. ``DIRIGO_LANG`` wins over the file."""

    auto_lock_minutes: int = 10
    """Minutes without a key until the screen locks, 1–240; 0 never locks by itself."""

    backups_kept: int = 10
    """How many of the program's own backups are kept, 1–1000; the oldest goes first."""


def _one_of(*allowed: str) -> Callable[[object], bool]:
    return lambda value: value in allowed


def _whole(low: int, high: int) -> Callable[[object], bool]:
    # bool is an int to Python, but ``true`` minutes is a mistake.
    return lambda value: type(value) is int and low <= value <= high


_VALID: dict[str, Callable[[object], bool]] = {
    "theme": _one_of(*THEMES),
    "language": _one_of(*LANGUAGES),
    "auto_lock_minutes": _whole(0, 240),
    "backups_kept": _whole(1, 1000),
}


def load(path: Path, environ: Mapping[str, str]) -> Preferences:
    """The settings in force; a missing file means the defaults.

    Names the program does not know are left alone: another version may know them.

    Raises:
        Refused: ``settings_unreadable``; ``settings_invalid`` with ``line`` (from 1, or None) and
            ``name`` ("" when the file is not TOML at all); ``environment_invalid`` with ``name``.
    """
    text = _read(path)
    try:
        table = _parsed(text)
    except (ValueError, RecursionError) as error:
        # Besides its own TOMLDecodeError: a number of thousands of digits, brackets without end.
        raise Refused("settings_invalid", line=_line_of(error, text), name="") from None
    values: dict[str, Any] = {
        field.name: table[field.name] for field in fields(Preferences) if field.name in table
    }
    for name, value in values.items():
        if not _VALID[name](value):
            raise Refused("settings_invalid", line=_line_of_name(name, text), name=name)
    return _with_environment(Preferences(**values), environ)


def save(path: Path, **changes: str | int) -> None:
    """Write the given settings; everything else in the file, comments too, stays as it is.

    Raises:
        Refused: ``settings_invalid`` as :func:`load` (a broken file is never overwritten) or for a
            value that is not allowed, and what
            :func:`dirigo_tui.safe_files.write_private` raises.
    """
    import tomlkit

    for name, value in changes.items():
        if not _VALID[name](value):
            raise Refused("settings_invalid", line=None, name=name)
    load(path, {})
    document = tomlkit.parse(_read(path))
    document.update(changes)
    write_private(path, tomlkit.dumps(document).encode("utf-8"))


def _read(path: Path) -> str:
    try:
        # utf-8-sig: Windows editors put a byte order mark first, which TOML does not allow.
        return path.read_text("utf-8-sig")
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise Refused("settings_invalid", line=line, name="") from None
    except OSError:
        raise Refused("settings_unreadable") from None


def _parsed(text: str) -> dict[str, Any]:
    if not text:
        # Most computers have no settings file, and the first picture would wait for the parser.
        return {}
    import tomllib

    return tomllib.loads(text)


def _with_environment(preferences: Preferences, environ: Mapping[str, str]) -> Preferences:
    for variable, name in _ENVIRONMENT.items():
        value = environ.get(variable)
        if not value:
            continue
        if not _VALID[name](value):
            raise Refused("environment_invalid", name=variable)
        preferences = replace(preferences, **{name: value})  # type: ignore[arg-type]
    return preferences


def _line_of(error: Exception, text: str) -> int:
    """The line tomllib names in the text of its error, or the last one ("at end of document")."""
    match = re.search(r"\(at line (\d+)", str(error))
    return int(match[1]) if match else text.count("\n") + 1


def _line_of_name(name: str, text: str) -> int | None:
    for number, line in enumerate(text.splitlines(), start=1):
        if re.match(rf"""\s*["']?{name}["']?\s*=""", line):
            return number
    return None
