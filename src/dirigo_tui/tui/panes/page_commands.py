"""What can be done in every section of a participant's page; the page itself does it."""

from __future__ import annotations

from dirigo_tui.i18n.catalogue import N_
from dirigo_tui.tui.commands import Command

PREVIOUS = Command(
    "participant.previous",
    "f6",
    N_("förra"),
    N_("Visa den förra deltagaren i listan."),
    action="step(-1)",
    footer=False,
)
NEXT = Command(
    "participant.next",
    "f7",
    N_("nästa"),
    N_("Visa nästa deltagare i listan."),
    action="step(1)",
)
NOTE = Command(
    "participant.note", "n,ctrl+n", N_("anteckna"), N_("Skriv en anteckning i deltagarens akt.")
)
TOGETHER = Command(
    "participant.together",
    "f5",
    N_("tillsammans"),
    N_("Sitt tillsammans vid skärmen: bara den här personen går att nå tills du slutar."),
)
BASICS = Command(
    "participant.basics",
    "f2",
    N_("uppgifter"),
    N_("Ändra grunduppgifter: namn, målgrupp, ort, skydd."),
    footer=False,
)
