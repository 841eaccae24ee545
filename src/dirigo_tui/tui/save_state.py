"""What the status line says about the last thing written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto

from dirigo_tui.i18n.catalogue import _
from dirigo_tui.i18n.formats import clock


class SaveKind(Enum):
    """How the last thing written stands."""

    NOTHING = auto()
    SAVED = auto()
    DRAFT = auto()
    FAILED = auto()


@dataclass(frozen=True, slots=True)
class SaveState:
    """The last thing written, and when (UTC)."""

    kind: SaveKind = SaveKind.NOTHING
    at: datetime | None = None

    def __str__(self) -> str:
        if self.kind is SaveKind.FAILED:
            return _("! Inte sparat")
        if self.at is None:
            return ""
        if self.kind is SaveKind.DRAFT:
            return _("Utkast {time}").format(time=clock(self.at))
        return _("Sparat {time}").format(time=clock(self.at))
