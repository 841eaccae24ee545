"""Backing up: which file, how far it has come, where it is."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Final

from dirigo_tui.domain.errors import Refused
from dirigo_tui.forms.fields import Line
from dirigo_tui.forms.form import Form
from dirigo_tui.i18n.catalogue import N_, _
from dirigo_tui.services.ports import Backup, Reader
from dirigo_tui.tui.screen import UsesDesk
from dirigo_tui.tui.widgets.form_dialog import FormDialog
from dirigo_tui.tui.widgets.work_dialog import WorkDialog

_FORM: Final = Form(
    "back_up",
    N_("Säkerhetskopiera"),
    (
        Line(
            name="path",
            label=N_("Fil"),
            help=N_("Den får inte finnas. Lägg den gärna på en annan enhet än datorns egen."),
            required=True,
        ),
    ),
)


async def back_up(place: UsesDesk) -> None:
    """Ask which file, then write it."""
    name = _("dirigo {day}.backup").format(day=await place.read(_today))

    async def chosen(values: dict[str, Any]) -> Path:
        path = Path.home() / Path(values["path"]).expanduser()
        if path.exists():
            raise Refused("file_exists", field="path")
        return path

    def write(path: Path | None) -> None:
        if path is not None:
            dialog = WorkDialog(_("Säkerhetskopierar"), partial(place.desk.back_up, path))
            place.app.push_screen(dialog, partial(_tell, place, path))

    form = FormDialog(_FORM, chosen, values={"path": str(Path.home() / name)})
    place.app.push_screen(form, write)


def _today(reader: Reader) -> date:
    return reader.today


def _tell(place: UsesDesk, path: Path, backup: Backup | None) -> None:
    if backup is None:
        return
    said = _(
        "Säkerhetskopian är skriven, öppnad och jämförd: {path}\nDen öppnas med de nycklar som"
        " databasen har i dag."
    )
    place.app.call_later(place.notice, said.format(path=path))
