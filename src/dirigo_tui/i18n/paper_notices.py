"""What whoever has written a paper should know: how it was set, and who can read it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from dirigo_tui.i18n.catalogue import N_, Lazy, _, n_

_NOTICES: Final[Mapping[str, Lazy]] = {
    "paper_characters_missing": N_(
        "Något tecken finns inte i programmets typsnitt. En ruta står i dess ställe, och filen"
        " följer inte PDF/UA-1."
    ),
}


def paper_notice(code: str) -> str:
    """The sentence for a notice of :meth:`dirigo_tui.services.ports.Papers.pdf`."""
    return str(_NOTICES[code])


def not_sealed(recipient: str) -> str:
    """That anybody can read the file.

    Args:
        recipient: whom it is for; "" for the participant.
    """
    if recipient:
        return _(
            "Filen är skriven. Den är inte krypterad: lämna den till mottagaren och ta sedan bort"
            " den."
        )
    return _(
        "Filen är skriven. Den är inte krypterad: lämna den till deltagaren och ta sedan bort den."
    )


def undated(count: int) -> str:
    """How many activities a calendar is without, since they have no day."""
    return n_(
        "{n} aktivitet har ingen dag och är inte med.",
        "{n} aktiviteter har ingen dag och är inte med.",
        count,
    ).format(n=count)
