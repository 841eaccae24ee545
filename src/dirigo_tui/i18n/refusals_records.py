"""Sentences for what the rules about people, plans, ratings and status refuse, and for fields."""

from __future__ import annotations

from typing import Final

from dirigo_tui.i18n.catalogue import N_, Lazy

RECORDS: Final[dict[str, Lazy]] = {
    # What is written in a field
    "required": N_("Fältet får inte vara tomt. Skriv något här."),
    "choice_required": N_("Välj ett av svaren."),
    "number_expected": N_("”{text}” är inget heltal. Skriv ett tal från {low} till {high}."),
    "number_out_of_range": N_("{value} går inte. Skriv ett tal från {low} till {high}."),
    "choice_unknown": N_("”{text}” finns inte att välja på. Välj ett av alternativen."),
    "text_too_long": N_("Texten är {length} tecken lång, men här ryms {limit}. Korta den."),
    "day_not_understood": N_(
        "”{text}” går inte att läsa som en dag. Skriv till exempel 5 mars 2027, 5/3 2027 eller"
        " 2027-03-05."
    ),
    "no_such_day": N_("”{text}” finns inte i kalendern. Skriv en annan dag."),
    "weekday_differs": N_(
        "”{text}” stämmer inte: den dagen är {day}. Ändra veckodagen eller datumet."
    ),
    "weekday_unknown": N_(
        "”{text}” är inga veckodagar. Skriv till exempel tisdagar, eller mån, ons och fre."
    ),
    "day_in_future": N_("{on} har inte varit än. Skriv en dag till och med i dag."),
    "day_in_past": N_("{on} har redan varit. Skriv en dag från och med i dag."),
    "ends_before_start": N_("Slutdatum {end} ligger före start {start}. Ändra ett av dem."),
    # Anything that is stored
    "not_found": N_("Det som skulle visas finns inte längre. Gå tillbaka och försök igen."),
    "changed_elsewhere": N_(
        "Någon annan har ändrat här under tiden. Gå tillbaka, se efter och gör om ändringen."
    ),
    "nothing_to_undo": N_("Det finns inget att ångra."),
    "undo_older": N_("Den senaste ändringen är inte ny. Ångra den på deltagarens egen sida."),
    "nothing_to_redo": N_("Det finns inget att göra om."),
    # People
    "reference_missing": N_("Referensen saknas. Skriv organisationens nummer för personen."),
    "reference_taken": N_("Referensen {reference} finns redan. Skriv en annan, eller öppna den."),
    "reason_sick_since_unknown": N_(
        "Det står inte sedan när personen är sjukskriven. Fyll i det, eller skriv varför personen"
        " ändå deltar."
    ),
    "reason_sick_leave_too_short": N_(
        "Sjukskrivningen är kortare än sex månader. Skriv varför personen ändå deltar."
    ),
    "reason_birth_date_unknown": N_(
        "Födelsedatum saknas. Fyll i det, eller skriv varför personen ändå deltar."
    ),
    "reason_age_outside": N_(
        "Målgruppen är 19–29 år, och personen är yngre eller äldre. Skriv varför personen ändå"
        " deltar."
    ),
    "reference_unknown": N_(
        "Ingen deltagare har referensen {reference}. Kontrollera den, eller lägg till personen."
    ),
    "second_person_needed": N_(
        "Skyddet kan inte tas bort så här. Det krävs två personer för att ta bort det."
    ),
    "second_person_secret": N_(
        "Lösenfrasen stämmer inte. Kollegan som är med på beslutet skriver sin lösenfras själv."
    ),
    "identity_number_form": N_(
        "Numret ser inte ut som ett {kind}. Skriv alla siffror, eller välj ett annat slag."
    ),
    "identity_number_date": N_(
        "Numret börjar med en dag som inte finns i kalendern. Kontrollera siffrorna."
    ),
    "identity_number_future": N_(
        "Numret börjar med en dag som inte har varit än. Kontrollera siffrorna."
    ),
    "identity_number_check": N_(
        "Kontrollsiffran stämmer inte. Kontrollera numret siffra för siffra."
    ),
    "identity_number_other_kind": N_(
        "Det här är inget {kind}, att döma av dagen i numret. Välj rätt slag."
    ),
    "identity_number_not_newer": N_(
        "Numret som gäller nu gäller från {on}. Ett nytt kan börja gälla först efter den dagen."
    ),
    # Status and participation
    "status_value": N_("”{value}” finns inte under {axis}. Välj bland: {allowed}."),
    "sick_leave_extent": N_("Sjukskrivning anges i steg. Välj bland: {allowed} procent."),
    "extent_out_of_range": N_("Omfattningen går från {low} till {high} procent. Ändra den."),
    "status_ends_before_start": N_("{to_on} ligger före {from_on}. Ändra en av dagarna."),
    "status_is_struck": N_("Raden är redan struken. Lägg till en ny i stället."),
    "status_has_ended": N_("Den raden slutade gälla {on}. Rätta raden i stället."),
    "status_after_end": N_(
        "Det finns en status från {on}, efter slutdagen. Ändra slutdagen eller stryk den raden."
    ),
    "end_reason": N_("Orsaken passar inte. Välj bland: {allowed}."),
    # The plan
    "goal_without_words": N_("Målet saknar ord. Skriv det med deltagarens egna ord."),
    "goal_not_open": N_("Målet är redan avslutat. Lägg tillbaka det först."),
    "goal_open": N_("Målet pågår redan. Det behöver inte läggas tillbaka."),
    "open_activities": N_(
        "Målet har aktiviteter som inte är klara ({count}). Bestäm vad som händer med dem."
    ),
    "remove_without_reason": N_("Ett mål som tas bort behöver ett skäl. Skriv varför."),
    "delete_agreed": N_(
        "Det ingår i en plan som någon har svarat på och kan inte raderas. Ta bort det med skäl"
        " i stället."
    ),
    "delete_rated": N_(
        "Målet har skattningar och kan inte raderas. Ta bort det med skäl i stället."
    ),
    "activity_without_title": N_("Aktiviteten saknar namn. Skriv vad som ska göras."),
    "cancel_without_reason": N_("En inställd aktivitet behöver ett skäl. Skriv varför."),
    "responsible_missing": N_("Ingen är ansvarig. Skriv vem, det kan vara deltagaren själv."),
    "responsible_several": N_("Ansvarig är {count}, men det ska vara en enda. Välj en av dem."),
    "recurrence_invalid": N_("Det går inte att förstå hur ofta det sker. Välj ett alternativ."),
    "recurrence_without_days": N_(
        "Inga dagar passar med hur ofta det sker. Ändra tidpunkten eller hur ofta."
    ),
    "recurrence_without_first_day": N_(
        "Något som sker flera gånger behöver en första dag. Skriv den som tidpunkt."
    ),
    "times_and_until": N_(
        "Det räcker med ett slut. Skriv hur många gånger eller den sista dagen, inte båda."
    ),
    "no_such_occurrence": N_("Det finns inget tillfälle {day}. Välj en av kursens dagar."),
    "plan_empty": N_("Planen är tom. Skriv ett mål eller en aktivitet innan ni bekräftar den."),
    "plan_has_other_version": N_(
        "Planen har ändrats och är nu version {number}. Läs den igen innan ni svarar."
    ),
    "plan_not_begun": N_("Det finns ingen plan än. Skriv ett mål eller en aktivitet först."),
    "print_plan_empty": N_("Planen är tom. Skriv ett mål eller en aktivitet innan den skrivs ut."),
    "print_without_reason": N_(
        "{reference} har skyddade personuppgifter. Skriv varför det ska skrivas ut."
    ),
    "calendar_empty": N_(
        "Inget i planen har en dag framöver. Skriv en tidpunkt eller boka en uppföljning först."
    ),
    # Consents
    "consent_without_recipient": N_("Mottagaren saknas. Skriv vem som får ta del av uppgifterna."),
    "consent_without_purpose": N_(
        "Ändamålet saknas. Skriv vad mottagaren behöver uppgifterna till."
    ),
    "consent_without_category": N_(
        "Samtycket omfattar inget. Svara ja på minst en av frågorna om vad mottagaren får se."
    ),
    "consent_ends_before_start": N_(
        "Sista dagen {valid_to} ligger före första dagen {valid_from}. Ändra en av dem."
    ),
    "consent_too_long": N_(
        "Ett samtycke gäller i högst tolv månader. Skriv {latest} eller en dag innan."
    ),
    "consent_is_over": N_("{valid_to} har redan varit. Skriv en sista dag från och med i dag."),
    "consent_is_withdrawn": N_("Samtycket togs tillbaka {on}. Skriv in ett nytt i stället."),
    "consent_unknown": N_("Inget samtycke till {recipient} gäller. Se dirigo consent list."),
    "row_in_use": N_(
        "Något har redan lämnats ut med stöd av det, så det kan inte ångras. Ta tillbaka samtycket"
        " i stället."
    ),
    "consent_missing": N_(
        "Inget samtycke som gäller i dag låter {recipient} få {categories}. Inget har lämnats ut."
        " Fråga deltagaren och skriv in samtycket först."
    ),
    "no_without_reason": N_("Ett nej behöver ett skäl. Skriv vad som inte stämmer."),
    "note_empty": N_("Anteckningen är tom. Skriv något, eller välj ett annat slag."),
    # Ratings
    "unknown_template": N_("Den mallen finns inte här. Välj en av de mallar som listas."),
    "unknown_item": N_("Frågan ”{item}” finns inte i mallen. Välj en av mallens frågor."),
    "rating_empty": N_("Inget är besvarat. Svara på minst en fråga, eller gå tillbaka."),
    "rating_out_of_range": N_("Svaret ligger utanför skalan. Välj från {low} till {high}."),
    "rating_value_or_non_answer": N_(
        "Ett svar är antingen ett tal eller ett skäl till att inget tal finns. Välj det ena."
    ),
    "rating_needs_goal": N_(
        "Den här mallen gäller ett mål i taget. Skriv ett mål i planen först, eller välj ett."
    ),
    "rating_takes_no_goal": N_("Den här mallen gäller inget särskilt mål. Ta bort målet."),
    "gas_baseline": N_("Ett mål börjar på nivå {low} eller {high}. Välj en av dem."),
    "gas_weight": N_("En vikt kan inte vara mindre än noll. Ändra den."),
}
