"""Registerutdrag: where to write it."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from dirigo_tui.forms.keeping import subject_access
from dirigo_tui.i18n.subject_access import extract_on_paper
from dirigo_tui.services.person import Person
from dirigo_tui.services.subject_access import WriteExtract, write_extract
from dirigo_tui.tui.screen import UsesDesk
from dirigo_tui.tui.widgets.form_dialog import FormDialog


def subject_access_dialog(place: UsesDesk, person: Person) -> FormDialog[tuple[Path, ...]]:
    """The dialog; its result is the files written."""

    async def save(values: dict[str, Any]) -> tuple[Path, ...]:
        order = WriteExtract(
            reference=person.reference,
            path=Path(values["file"]).expanduser(),
            reason=values.get("reason", ""),
        )
        return await asyncio.to_thread(write_extract, place.desk, order, extract_on_paper)

    return FormDialog(subject_access(protected=person.protected), save, whose=person.name)
