"""Sentences for what gallring refuses."""

from __future__ import annotations

from typing import Final

from dirigo_tui.i18n.catalogue import N_, Lazy

RETENTION: Final[dict[str, Lazy]] = {
    "retention_exempt": N_(
        "Akten gallras inte: personer födda den 5, 15 eller 25 sparas för forskning."
    ),
    "retention_not_due": N_("Akten ska inte gallras än. Se dirigo retention list."),
    "retention_birth_date_unknown": N_(
        "Födelsedatum saknas, och den som är född den 5, 15 eller 25 ska sparas. Fyll i det först."
    ),
    "retention_held": N_("Akten får inte gallras nu: {reason}. Häv stoppet först."),
    "retention_hold_without_reason": N_("Skriv varför akten inte får gallras."),
    "retention_nobody": N_("Det behövs ett namn på den som godkänner: --by NAMN."),
    "retention_same_person": N_("{person} har redan godkänt. Det behövs två olika personer."),
    "retention_nothing_approved": N_(
        "Ingen akt är klar att gallras: varje akt behöver godkännas av {needed} personer."
    ),
}
