"""Taking protection of an identity away: two persons do it together (DOMAIN.md §10)."""

from __future__ import annotations

from dirigo_tui.domain.errors import Refused
from dirigo_tui.services.ports import Desk


def agree_to_lift(desk: Desk, secret: str) -> None:
    """Whether a second person agrees: they type a secret that unlocks the desk, their own where
    they have one. Blocks for a second or two; a practice desk has no lock and asks for nothing.

    It proves that somebody who may open the desk was asked once more, not whose hands typed it; the
    name given with it stands in the history.

    Raises ``Refused("second_person_secret")``.
    """
    if desk.practice:
        return
    try:
        desk.keys.check_secret(secret)
    except Refused as refused:
        if refused.code != "key_wrong":
            raise
        raise Refused("second_person_secret") from None
