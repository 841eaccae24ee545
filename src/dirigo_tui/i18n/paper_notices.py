"""What the reader of a paper should know of how it was set."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from dirigo_tui.i18n.catalogue import N_, Lazy

_NOTICES: Final[Mapping[str, Lazy]] = {
    "paper_characters_missing": N_(
        "Något tecken finns inte i programmets typsnitt. En ruta står i dess ställe, och filen"
        " följer inte PDF/UA-1."
    ),
}


def paper_notice(code: str) -> str:
    """The sentence for a notice of :meth:`dirigo_tui.services.ports.Papers.pdf`."""
    return str(_NOTICES[code])
