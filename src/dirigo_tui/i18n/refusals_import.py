"""Sentences for what is wrong in a list that is read in; each tells what was expected there."""

from __future__ import annotations

from typing import Final

from dirigo_tui.i18n.catalogue import N_, Lazy

IMPORT: Final[dict[str, Lazy]] = {
    # The file as a whole
    "import_file_unreadable": N_("Filen går inte att läsa. Kontrollera var den ligger."),
    "import_file_empty": N_("Filen är tom. Välj en fil med minst en deltagare."),
    "import_file_damaged": N_(
        "Filen är skadad. Öppna den i kalkylprogrammet, spara en ny kopia och försök med den."
    ),
    "import_file_other_format": N_(
        "Filen är varken en Excelfil (.xlsx) eller en textfil (.csv). Spara den som en av dem."
    ),
    "import_file_old_excel": N_(
        "Filen har det gamla Excelformatet (.xls). Spara den som .xlsx och försök igen."
    ),
    "import_file_encrypted": N_(
        "Filen är skyddad med lösenord. Ta bort lösenordet i kalkylprogrammet och försök igen."
    ),
    "import_file_has_macros": N_(
        "Filen innehåller makron och läses därför inte. Spara den som .xlsx utan makron."
    ),
    "import_file_defines_entities": N_(
        "Filen innehåller sådant som kan skada datorn och läses därför inte. Spara en ny kopia."
    ),
    "import_file_no_sheets": N_("Filen har inga blad. Den behöver minst bladet Deltagare."),
    "import_file_too_big": N_(
        "Filen är {size_mb} MB stor, men mer än {limit_mb} MB läses inte. Dela upp den."
    ),
    "import_file_too_many_parts": N_(
        "Filen har fler än {limit} delar och läses därför inte. Spara bara de blad som behövs."
    ),
    "import_file_unpacks_too_big": N_(
        "Filen växer till mer än {limit_mb} MB när den packas upp och läses därför inte."
        " Spara bara de blad som behövs."
    ),
    "import_sheet_too_large": N_(
        "Bladet {sheet} har {rows} rader och {columns} kolumner, och det är för många."
        " Ta bort tomma rader och kolumner."
    ),
    "import_csv_not_text": N_(
        "Filen är ingen text i UTF-8 eller Windows-1252. Spara den som CSV UTF-8."
    ),
    "import_csv_quotes": N_(
        "Ett citattecken som börjar på rad {row} slutar aldrig. Rätta raden och försök igen."
    ),
    # Sheets and columns
    "import_sheet_unknown": N_("Bladet är okänt. De som läses heter: {choices}."),
    "import_sheet_twice": N_("Bladet finns också som {other}. Behåll ett av dem."),
    "import_sheet_missing": N_("Bladet Deltagare saknas. Lägg till det, eller ge det det namnet."),
    "import_column_missing": N_("Kolumnen {name} saknas. Lägg till den."),
    "import_column_unknown": N_("Kolumnen är okänd. Här får finnas: {choices}."),
    "import_column_twice": N_("Kolumnen finns två gånger, också som {other}. Ta bort en av dem."),
    "import_column_nameless": N_("Kolumnen har värden men inget namn. Skriv ett namn överst."),
    # Cells
    "import_error_value": N_("Cellen visar felet {text}. Rätta formeln eller skriv värdet."),
    "import_formula_not_calculated": N_(
        "Cellen har en formel som inte är uträknad. Öppna filen i kalkylprogrammet och spara den."
    ),
    "import_word_unknown": N_("”{text}” är okänt här. Skriv ett av: {choices}."),
    "import_answer_unknown": N_(
        "”{text}” är inget svar på frågan. Skriv ett tal från {low} till {high}, vill inte svara,"
        " kunde inte svara eller ej tillfrågad."
    ),
    "import_value_not_used": N_("”{text}” används inte på den här axeln. Lämna cellen tom."),
    # Rows against each other and against what the desk has
    "import_reference_twice": N_("Referensen finns också på rad {row}. Behåll en av raderna."),
    "import_row_twice": N_("Samma sak står på rad {row}. Behåll en av raderna."),
    "import_differs_from_row": N_("På rad {row} står {on}. Skriv samma dag, eller lämna tomt."),
    "import_birth_date_differs": N_("Identitetsnumret säger {on}. Ändra det ena av dem."),
    "import_start_differs": N_("Enligt bladet Status är starten {on}. Skriv samma dag."),
    "import_end_differs": N_("Enligt bladet Status är den sista ändringen {on}. Rätta slutet."),
    "import_end_reason_without_end": N_("Avslutsorsak utan slut. Skriv slutdagen också."),
}
