"""What a fresh database is given before anybody works in it."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields

from dirigo_tui.domain.text import clean
from dirigo_tui.services.ports import Reader, SetUp, UnitOfWork


@dataclass(frozen=True, slots=True)
class DeskNames:
    """What the desk calls itself."""

    organisation: str
    desk: str
    caseworker: str


def initialise(unit: UnitOfWork, set_up: SetUp, identity: str, recipient: str) -> None:
    """Name the desk, give it its age identity, and store the built-in rating templates.

    Args:
        set_up: what the first run asked for.
        identity: the desk's secret age identity; it never leaves the encrypted database.
        recipient: the public recipient that belongs to it.
    """
    # Imported here, since the first picture reads this module's names of the desk.
    from dirigo_tui.services.ratings import ensure_templates

    for name, value in (
        ("organisation", set_up.organisation),
        ("desk", set_up.desk),
        ("caseworker", set_up.caseworker),
    ):
        unit.set_setting(name, clean(value))
    unit.set_setting("age_identity", identity)
    unit.set_setting("age_recipient", recipient)
    ensure_templates(unit)


def desk_names(reader: Reader) -> DeskNames:
    """What the desk calls itself."""
    names = [field.name for field in fields(DeskNames)]
    found = {row["name"]: row["value"] for row in reader.rows("settings", names=json.dumps(names))}
    return DeskNames(**{name: found.get(name, "") for name in names})


def recovery_code_shown(unit: UnitOfWork) -> None:
    """Remember that a recovery code has been shown, and that nobody has proved to have kept it."""
    unit.set_setting("recovery_code", "shown")


def recovery_code_kept(unit: UnitOfWork) -> None:
    """Remember that the recovery code has been typed back."""
    unit.set_setting("recovery_code", "kept")


def recovery_code_unproved(reader: Reader) -> bool:
    """Whether a recovery code was shown and never typed back."""
    return reader.setting("recovery_code") == "shown"


def own_recipient(reader: Reader) -> str:
    """The desk's public age recipient, which others seal to."""
    return reader.setting("age_recipient")


def own_identity(reader: Reader) -> str:
    """The desk's secret age identity, for opening what was sealed to it."""
    return reader.setting("age_identity")
