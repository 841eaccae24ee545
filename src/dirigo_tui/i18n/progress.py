"""Long work in words: what is being done, how far it has come, how long it may still take."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from dirigo_tui.i18n.catalogue import N_, Lazy, _, n_
from dirigo_tui.i18n.formats import number
from dirigo_tui.services.progress import Stage

STAGES: Final[Mapping[Stage, Lazy]] = {
    Stage.READ: N_("Läser filen"),
    Stage.CHECK: N_("Kontrollerar innehållet"),
    Stage.COMPARE: N_("Jämför med det som redan finns"),
    Stage.WRITE: N_("Sparar"),
    Stage.COUNT: N_("Räknar"),
    Stage.PROTECT: N_("Döljer små tal"),
    Stage.COPY: N_("Kopierar databasen"),
    Stage.VERIFY: N_("Öppnar kopian och jämför"),
    Stage.PACK: N_("Skriver filen"),
    Stage.OPEN: N_("Öppnar filen"),
    Stage.SEAL: N_("Krypterar"),
}

_ONE_MINUTE: Final = 60


def so_far(done: int, total: int) -> str:
    """``412 av 1 798``."""
    return _("{done} av {total}").format(done=number(done), total=number(total))


def time_left(seconds: float) -> str:
    """``10 sekunder kvar``, in steps that do not flicker."""
    if seconds < _ONE_MINUTE:
        near = max(5 * round(seconds / 5), 5)
        return n_("omkring {n} sekund kvar", "omkring {n} sekunder kvar", near).format(n=near)
    minutes = round(seconds / _ONE_MINUTE)
    return n_("omkring {n} minut kvar", "omkring {n} minuter kvar", minutes).format(n=minutes)
