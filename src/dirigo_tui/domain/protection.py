"""What may be seen of somebody with protected identity (DOMAIN.md §10)."""

from __future__ import annotations

from dirigo_tui.domain.vocabulary import Protection


def shown_name(name: str, reference: str, protection: Protection | str) -> str:
    """What lists call a person: the name, or the reference alone when the identity is protected.

    The reference is the alias: it is the organisation's own number and says nothing about anybody.
    """
    return name if name and protection == Protection.NONE else reference


def shown_site(site: str, protection: Protection | str) -> str:
    """Where a person takes part, or "" when the identity is protected: it is where to find them."""
    return site if protection == Protection.NONE else ""


def lifts(before: Protection, after: Protection) -> bool:
    """Whether a change takes the protection away, which takes two persons; raising it takes one."""
    return before is not Protection.NONE and after is Protection.NONE
