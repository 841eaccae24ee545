"""Sentences for what keys, files, containers, settings and the database itself refuse."""

from __future__ import annotations

from typing import Final

from dirigo_tui.i18n.catalogue import N_, Lazy

DESK: Final[dict[str, Lazy]] = {
    # Unlocking
    "locked": N_("Databasen är låst. Lås upp den först."),
    "stopped": N_("Avbrutet. Ingenting har ändrats."),
    "desk_closed": N_("Databasen har låsts. Lås upp den och gör om det du gjorde."),
    "key_wrong": N_(
        "Det gick inte att låsa upp: nyckeln stämmer inte. Försök igen, eller sätt en ny lösenfras"
        " med återställningskoden och dirigo keys add-passphrase."
    ),
    "recovery_code_mistyped": N_(
        "Koden är felskriven någonstans. Jämför den med papperet, tecken för tecken."
    ),
    "passphrase_empty": N_("Lösenfrasen är tom. Skriv den."),
    "passphrase_short": N_("Lösenfrasen är för kort. Skriv minst {least} tecken, gärna fyra ord."),
    "passphrase_needed": N_(
        "Det behövs en lösenfras. Skriv en, eller låt datorns nyckelring hålla nyckeln."
    ),
    "passphrases_differ": N_("De två lösenfraserna är olika. Skriv dem igen."),
    "passphrase_unreadable": N_("Lösenfrasen innehåller tecken som inte går att läsa."),
    "passphrase_file_unreadable": N_(
        "Filen med lösenfrasen går inte att läsa: {path}. Kontrollera namnet och rättigheterna."
    ),
    "passphrase_file_empty": N_(
        "Filen med lösenfrasen är tom: {path}. Skriv lösenfrasen på första raden."
    ),
    "keyring_unavailable": N_(
        "Datorns nyckelring öppnar inte databasen. Lås upp med lösenfras eller återställningskod."
    ),
    "memory_short": N_(
        "Minnet räcker inte: det behövs {mebibytes} MB för att låsa upp. Stäng andra program."
    ),
    "already_open": N_(
        "Databasen är redan öppen i ett annat fönster (process {pid}). Stäng det först."
    ),
    "lock_failed": N_(
        "Det går inte att reservera databasen. Kontrollera att mappen går att skriva i."
    ),
    # Keys
    "key_file_missing": N_("Nyckelfilen saknas. Lägg tillbaka den från en säkerhetskopia."),
    "key_file_damaged": N_("Nyckelfilen är skadad. Lägg tillbaka den från en säkerhetskopia."),
    "key_file_newer": N_(
        "Nyckelfilen kommer från en senare version av programmet. Uppdatera programmet."
    ),
    "key_file_unreadable": N_("Nyckelfilen går inte att läsa. Kontrollera dess rättigheter."),
    "no_slot": N_("Det finns inget sådant sätt att låsa upp ({kind}). Välj ett annat."),
    "slot_unknown": N_("Det finns ingen nyckelplats {slot}. Se dirigo keys list."),
    "slot_last": N_("Det är den sista nyckelplatsen. Lägg till en annan innan den tas bort."),
    "escrow_exists": N_("Organisationen kan redan öppna databasen med den nyckeln."),
    "rotation_not_verified": N_(
        "Databasen blev inte densamma med en ny nyckel, så den gamla nyckeln gäller. Kontrollera"
        " disken och försök igen."
    ),
    "too_many_slots": N_("Det finns redan {most} nyckelplatser. Ta bort en först."),
    # The database
    "no_database": N_("Det finns ingen databas här än. Skapa en med dirigo init."),
    "already_created": N_("Här finns redan en databas. Den lämnas som den är."),
    "database_missing": N_("Databasen saknas. Lägg tillbaka den från en säkerhetskopia."),
    "database_damaged": N_(
        "Databasen är skadad. Återställ den senaste säkerhetskopian med dirigo restore."
    ),
    "database_busy": N_("Databasen är upptagen. Vänta en stund och försök igen."),
    "database_unreachable": N_("Databasen går inte att öppna. Kontrollera disk och rättigheter."),
    "schema_newer": N_(
        "Databasen kommer från en senare version av programmet. Uppdatera programmet."
    ),
    "upgrade_not_verified": N_(
        "Databasen gick inte att uppgradera utan att rader försvann, så den är som förut. Fortsätt"
        " med den gamla versionen av programmet och rapportera felet."
    ),
    "encryption_missing": N_(
        "Krypteringen fungerar inte här, och utan den öppnas ingenting. Installera om programmet."
    ),
    "installation_incomplete": N_("Programmet är inte helt installerat. Installera om det."),
    # Backups
    "backup_foreign": N_("Filen är ingen säkerhetskopia härifrån. Välj en annan fil."),
    "backup_damaged": N_("Säkerhetskopian är skadad. Inget har återställts. Ta en äldre."),
    "backup_newer": N_(
        "Säkerhetskopian kommer från en senare version av programmet. Uppdatera programmet."
    ),
    "backup_unreadable": N_(
        "Säkerhetskopian går inte att läsa. Kontrollera namnet och rättigheterna."
    ),
    "backup_not_verified": N_(
        "Säkerhetskopian blev inte lik databasen, så den är borta. Kontrollera disken och försök"
        " igen."
    ),
    # Settings and folders
    "settings_unreadable": N_("Inställningarna går inte att läsa. Kontrollera rättigheterna."),
    "settings_invalid": N_("Inställningarna har ett fel ({name}, rad {line}). Rätta filen."),
    "environment_invalid": N_("Miljövariabeln {name} har ett värde som inte går. Ändra den."),
    "today_invalid": N_("DIRIGO_TODAY är ingen dag: {value}. Skriv den som 2027-03-05."),
    "folder_is_symlink": N_("Mappen är en länk: {path}. Välj en riktig mapp."),
    "folder_not_a_folder": N_("Det här är ingen mapp: {path}. Välj en annan."),
    "folder_not_writable": N_(
        "Mappen går inte att skriva i. Välj en annan, eller ändra rättigheterna."
    ),
    "folder_not_yours": N_("Mappen tillhör någon annan: {path}. Välj en egen."),
    "folder_shared": N_(
        "Andra kan läsa i mappen: {path}. Ändra rättigheterna eller välj en annan."
    ),
    "folder_on_network": N_(
        "Mappen ligger på en nätverksdisk: {path}. Databasen måste ligga på den egna datorn."
    ),
    # Files
    "file_exists": N_("Filen finns redan och skrivs inte över. Välj ett annat namn."),
    "file_is_symlink": N_("Filen är en länk. Välj en riktig fil."),
    "file_not_regular": N_("Det här är ingen vanlig fil. Välj en annan."),
    "file_name_too_long": N_("Filnamnet är för långt. Välj ett kortare."),
    "folder_not_empty": N_("Mappen finns redan och är inte tom. Välj ett annat namn."),
    "folder_missing": N_("Mappen finns inte. Skapa den, eller välj en annan."),
    "disk_failed": N_("Disken svarar med fel. Spara på en annan disk och byt ut den här."),
    "read_only": N_("Databasen går inte att skriva i. Kontrollera disk och rättigheter."),
    "disk_full": N_("Det finns inte plats på disken. Frigör utrymme och försök igen."),
    "file_not_written": N_("Filen kunde inte skrivas. Kontrollera plats och rättigheter."),
    "file_not_verified": N_(
        "Det som skrevs kunde inte läsas tillbaka, så filen är borta. Kontrollera disken och"
        " försök igen."
    ),
    "paper_form_unknown": N_("Filen måste sluta på något av: {forms}. Ändra namnet."),
    "cover_text_unreadable": N_(
        "Texten i {file} går inte att läsa. Den ska vara vanlig text i UTF-8, högst {kilobytes} kB."
    ),
    "answers_file_unreadable": N_(
        "Svaren i {file} går inte att läsa. Filen ska vara JSON: en fråga och ett svar per rad."
    ),
    "answer_not_understood": N_("Svaret på {item} går inte att förstå: {value}. Ändra det."),
    # Summaries
    "exact_needs_reason": N_("Exakta siffror visas bara med ett skäl. Skriv det med --reason."),
    "exact_not_to_file": N_(
        "Exakta siffror skrivs aldrig till en fil. Utan --unprotected går det att skriva."
    ),
    "threshold_too_low": N_("Gränsen för små tal är minst {least}. Välj ett större tal."),
    # Containers
    "container_not_age": N_("Filen är ingen age-fil. Välj en fil som någon har lämnat ut."),
    "container_damaged": N_("Filen är skadad eller ändrad. Be om en ny."),
    "container_newer": N_("Filen kommer från en senare version. Uppdatera programmet."),
    "container_too_large": N_("Filen är större än {megabytes} MB. Be om en mindre."),
    "content_too_large": N_("Det är mer än {megabytes} MB att lämna ut. Dela upp det."),
    "container_too_demanding": N_("Filen kräver för mycket av datorn för att öppnas. Be om en ny."),
    "container_wrong_key": N_("Filen är inte till den här nyckeln. Be om en ny till er nyckel."),
    "container_wrong_passphrase": N_("Lösenfrasen till filen stämmer inte. Skriv den igen."),
    "container_needs_passphrase": N_("Filen öppnas med en lösenfras. Skriv den."),
    "container_needs_identity": N_("Filen öppnas med en nyckel. Ange nyckelfilen."),
    "container_post_quantum": N_(
        "Filen är låst med en nyckel av ett slag som inte stöds än. Be om en med vanlig age-nyckel."
    ),
    "container_content_invalid": N_(
        "Innehållet i filen följer inte formatet och har inte tagits emot. Be om en ny."
    ),
    "container_helper_failed": N_("Filen kunde inte öppnas. Försök igen."),
    "recipient_missing": N_("Ingen mottagare är angiven. Ange en mottagarnyckel (age1…)."),
    "recipient_invalid": N_(
        "”{recipient}” är ingen mottagarnyckel. Den börjar med age1. Be mottagaren om den."
    ),
    "recipient_is_secret_key": N_(
        "Det här är en hemlig nyckel och får inte användas som mottagare. Be om den som börjar"
        " med age1."
    ),
    "recipient_post_quantum": N_(
        "Mottagarnyckeln är av ett slag som inte stöds än. Be om en vanlig (age1…)."
    ),
    "recipient_and_passphrase": N_("Ange antingen mottagare eller lösenfras, inte båda."),
    "identity_file_unreadable": N_(
        "Filen med den hemliga nyckeln går inte att läsa: {path}. Kontrollera namn och rättigheter."
    ),
    "identity_missing": N_("Nyckelfilen innehåller ingen nyckel. Välj en annan."),
    "identity_invalid": N_("Nyckelfilen går inte att läsa. Kontrollera att den är hel."),
}
