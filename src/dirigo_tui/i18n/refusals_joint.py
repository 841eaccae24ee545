"""Sentences for what the joint session refuses."""

from __future__ import annotations

from typing import Final

from dirigo_tui.i18n.catalogue import N_, Lazy, Ndu

JOINT: Final[dict[str, Lazy]] = {
    "one_person_only": Ndu("Det går inte när ni sitter tillsammans."),
    "leave_wrong": N_("Det stämmer inte. Skriv det igen: stora och små bokstäver är olika."),
    "leave_pin_closed": N_("För många fel PIN-koder. Skriv lösenfrasen i stället."),
    "leave_wait": N_("Vänta {seconds} s och försök igen."),
    "joint_needs_pin": N_(
        "Välj en PIN-kod först, från listan. Databasen har ingen lösenfras att sluta med."
    ),
    "pin_not_digits": N_("En PIN-kod är {least} till {most} siffror."),
    "pin_too_easy": N_("Den PIN-koden är för lätt att gissa. Välj andra siffror."),
    "pins_differ": N_("De två PIN-koderna är olika. Skriv dem igen."),
}
