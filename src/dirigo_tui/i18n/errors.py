"""A sentence for every refusal: what, where, what was expected, what to do now.

To add one: put the code in :data:`SENTENCES`, with the parameters of ``Refused`` as placeholders.
Dates and codes are put into words by :func:`sentence`; a test asks that every ``Refused("code",
…)`` in the source has its sentence here, and that it uses no parameter that is not given.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from dirigo_tui.domain.errors import Refused
from dirigo_tui.i18n.catalogue import N_, Lazy, _
from dirigo_tui.i18n.formats import full_day

SENTENCES: dict[str, Lazy] = {
    "required": N_("Fältet får inte vara tomt. Skriv något här."),
    "number_expected": N_("”{text}” är inget tal. Skriv ett heltal från {low} till {high}."),
    "number_out_of_range": N_("{value} går inte. Skriv ett tal från {low} till {high}."),
    "choice_unknown": N_("”{text}” finns inte att välja på. Välj ett av alternativen."),
    "yes_or_no_expected": N_("”{text}” är varken ja eller nej. Skriv ja eller nej."),
    "text_too_long": N_("Texten är {length} tecken lång. Här ryms {limit}: korta den."),
    "day_not_understood": N_(
        "”{text}” går inte att läsa som en dag. Skriv till exempel 5 mars, 5/3 eller 2027-03-05."
    ),
    "no_such_day": N_("”{text}” finns inte i kalendern. Skriv en annan dag."),
    "weekday_differs": N_(
        "”{text}” stämmer inte: den dagen är {day}. Ändra veckodagen eller datumet."
    ),
    "locked": N_("Skrivbordet är låst. Lås upp det först."),
    "not_found": N_("Det som skulle visas finns inte längre. Gå tillbaka och försök igen."),
    "changed_elsewhere": N_(
        "Någon annan har ändrat här under tiden. Gå tillbaka, se efter och gör om ändringen."
    ),
}


class _Readable(dict[str, str]):
    """Parameters in words; a missing one shows as an ellipsis rather than hiding the sentence."""

    def __missing__(self, key: str) -> str:
        return "…"


def sentence(refused: Refused) -> str:
    """The refusal in the reader's language. User text in it is plain: show it through ``safe``."""
    known = SENTENCES.get(refused.code)
    if known is None:
        return _("Det gick inte ({code}). Inget har ändrats.").format(code=refused.code)
    return str(known).format_map(_readable(refused.params))


def _readable(params: Mapping[str, object]) -> _Readable:
    from dirigo_tui.i18n.words import word

    readable = _Readable()
    for name, value in params.items():
        if isinstance(value, date):
            readable[name] = full_day(value)
        elif isinstance(value, StrEnum):
            readable[name] = word(value)
        else:
            readable[name] = str(value)
    return readable
