"""What can be done with a plan, each with its key."""

from __future__ import annotations

from dirigo_tui.i18n.catalogue import N_
from dirigo_tui.tui.commands import Command

NEW_GOAL = Command("plan.new_goal", "m", N_("nytt mål"), N_("Skriv ett nytt mål."))
NEW_ACTIVITY = Command(
    "plan.new_activity", "a", N_("ny aktivitet"), N_("Lägg till en aktivitet, till målet på raden.")
)
EDIT = Command("plan.edit", "e,enter", N_("ändra"), N_("Ändra målet eller aktiviteten på raden."))
FINISH = Command(
    "plan.finish", "k", N_("klar"), N_("Målet på raden är nått, eller aktiviteten klar.")
)
CONFIRM = Command(
    "plan.confirm", "b", N_("bekräfta"), N_("Svara på planen: deltagaren för sig, ni för er.")
)
FOLLOW_UP = Command(
    "plan.follow_up",
    "u",
    N_("uppföljning"),
    N_("Boka nästa uppföljning, eller skriv hur den gick."),
    footer=False,
)
STATUS = Command(
    "plan.status",
    "s",
    N_("läge"),
    N_("Säg hur aktiviteten går: pågår, pausad, inställd."),
    footer=False,
)
ATTENDANCE = Command(
    "plan.attendance",
    "v",
    N_("närvaro"),
    N_("Notera närvaro, en kursdag i taget."),
    footer=False,
)
MOVE = Command(
    "plan.move",
    "f",
    N_("flytta"),
    N_("Flytta aktiviteten till ett annat mål."),
    footer=False,
)
TAKE_OUT = Command(
    "plan.take_out",
    "t",
    N_("ta bort"),
    N_("Ta bort målet, eller ställ in aktiviteten, med ett skäl. Det sparas."),
    footer=False,
)
PUT_BACK = Command(
    "plan.put_back",
    "l",
    N_("lägg tillbaka"),
    N_("Lägg tillbaka det som är borttaget eller klart."),
    footer=False,
)
DELETE = Command(
    "plan.delete",
    "x",
    N_("radera"),
    N_("Radera ett misstag. Det går bara i ett utkast."),
    footer=False,
)
COMPARE = Command(
    "plan.compare",
    "j",
    N_("jämför"),
    N_("Visa allt som har ändrats sedan båda bekräftade."),
    footer=False,
)
REMOVED = Command(
    "plan.removed",
    "r",
    N_("borttagna"),
    N_("Visa eller göm mål som är borttagna."),
    footer=False,
)
PRINT = Command(
    "plan.print",
    "p",
    N_("skriv ut"),
    N_("Skriv planen till en fil att skriva ut: PDF eller text."),
    footer=False,
)
CALENDAR = Command(
    "plan.calendar",
    "c",
    N_("kalender"),
    N_("Skriv planens dagar till en kalenderfil, utan namn."),
    footer=False,
)

BELOW = (
    FOLLOW_UP,
    STATUS,
    ATTENDANCE,
    MOVE,
    TAKE_OUT,
    PUT_BACK,
    DELETE,
    COMPARE,
    REMOVED,
    PRINT,
    CALENDAR,
)
"""In the order of the line below the plan: most of it depends on the row one stands on."""

ALL = (NEW_GOAL, NEW_ACTIVITY, EDIT, FINISH, CONFIRM, *BELOW)
"""In the order of footer, help and palette."""
