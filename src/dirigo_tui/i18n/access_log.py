"""The access log in words: its lines, and what a check of it found."""

from __future__ import annotations

from typing import Final

from dirigo_tui.domain.access_log import Break, Fault
from dirigo_tui.domain.dates import today_in_sweden
from dirigo_tui.i18n.catalogue import N_, Lazy, _
from dirigo_tui.i18n.formats import clock
from dirigo_tui.i18n.words import word
from dirigo_tui.services.access_log import LogLine

_FAULTS: Final[dict[Fault, Lazy]] = {
    Fault.EDITED: N_("Rad {number} i loggen har ändrats sedan den skrevs."),
    Fault.MISSING: N_("Rad {number} i loggen saknas."),
    Fault.CUT: N_(
        "Loggen slutar före rad {number}, men {where} vet att den har gått längre. Någon har tagit"
        " bort slutet, eller lagt tillbaka en äldre databas."
    ),
    Fault.REPLACED: N_(
        "Rad {number} i loggen är en annan än {where} säger. En äldre databas har lagts tillbaka"
        " och använts, eller så är loggen omskriven."
    ),
}

_PLACES: Final[dict[str, Lazy]] = {
    "file": N_("filen bredvid databasen"),
    "backup": N_("den senaste egna säkerhetskopian"),
    "keyring": N_("datorns nyckelring"),
    "given": N_("det som angavs"),
}


def place(name: str) -> str:
    """Where an anchor of the log is kept."""
    return str(_PLACES[name])


def broken(found: Break) -> str:
    """What is wrong with the log, and from where on."""
    where = place(found.anchor) if found.anchor else ""
    return str(_FAULTS[found.fault]).format(number=found.number, where=where)


def cells(line: LogLine, *, whose: bool) -> list[str]:
    """A line as the cells of a table.

    Args:
        line: the line.
        whose: whether to say whose file it was about.
    """
    when = f"{today_in_sweden(line.at)} {clock(line.at)}"
    about = [line.reference or (_("borttagen akt") if line.participant_id else "")]
    said = [when, line.actor or _("okänd"), word(line.action)]
    return [*said, *(about if whose else []), line.reason]
