"""Sentences for what handing a file on, and taking one in, refuses."""

from __future__ import annotations

from typing import Final

from dirigo_tui.i18n.catalogue import N_, Lazy

HANDOVER: Final[dict[str, Lazy]] = {
    "sender_key_differs": N_(
        "{desk} signerar med en annan nyckel än förut: {there}, inte {here}. Ring dit och jämför;"
        " stämmer den, ta emot med --accept-sender."
    ),
    "sender_unsigned": N_(
        "{desk} brukar signera, men den här filen är osignerad. Ring dit och fråga; stämmer det, ta"
        " emot med --accept-sender."
    ),
    "protected_identity": N_(
        "{reference} har skyddade personuppgifter. De lämnas inte över i en fil."
    ),
    "caseload_empty": N_("Här finns ingen att lämna över. Kontrollera handläggarens namn."),
    "caseload_too_large": N_(
        "Det är fler än {most} personer. Dela upp dem på flera filer, en handläggare i taget."
    ),
    "file_missing": N_("Filen finns inte. Kontrollera namnet."),
    "file_not_readable": N_("Filen går inte att läsa. Kontrollera att det är en fil, och din."),
    "container_kind": N_("Filen är av ett slag som inte tas emot här: {kind}. Välj en annan."),
    "practice_into_real": N_(
        "Filen innehåller påhittade personer. Öppna den i övningen i stället."
    ),
    "real_into_practice": N_(
        "Filen innehåller riktiga personer, och övningen saknar lås. Öppna den på din arbetsplats."
    ),
    "template_unknown": N_(
        "Filen har svar på frågor som inte finns här ({template}, version {version})."
        " Uppdatera programmet."
    ),
    "template_differs": N_(
        "Filen har svar på andra frågor än de som ställs här ({template}, version {version})."
        " Inget har tagits emot."
    ),
    "cohort_own_desk": N_("Filen kommer från den här arbetsplatsen. Inget har tagits emot."),
    "cohort_from_future": N_(
        "Filen är daterad {day}, i framtiden. Ställ datorns klocka hos avsändaren och be om en ny."
    ),
    "cohort_rules_differ": N_(
        "Filen från {desks} följer en annan version av reglerna. Uppdatera programmet på båda"
        " arbetsplatserna och be om en ny."
    ),
    "cohort_key_differs": N_(
        "Filen från {desks} är gjord med en annan organisationsnyckel, så det går inte att se vem"
        " som finns på flera arbetsplatser. Ta in samma nyckel där (dirigo keys organisation"
        " --import) och be om en ny fil."
    ),
    "organisation_key_missing": N_(
        "Organisationens nyckel saknas här, så det går inte att se vem som finns på flera"
        " arbetsplatser. Ta in den med dirigo keys organisation --import."
    ),
    "organisation_key_differs": N_(
        "Här finns redan en annan organisationsnyckel ({here}, filens är {there}). Den ersätts bara"
        " med --replace."
    ),
    "row_refused": N_(
        "En uppgift ({table}) går inte att spara som den är. Inget har ändrats. Rätta den."
    ),
}
