"""Sentences for what writing a summary to a file refuses."""

from __future__ import annotations

from typing import Final

from dirigo_tui.i18n.catalogue import N_, Lazy

SUMMARY: Final[dict[str, Lazy]] = {
    "summary_format_unknown": N_(
        "Sammanställningen kan inte skrivas som {file}. Byt filändelse till {forms}."
    ),
    "summary_differs_by_few": N_(
        "Filen skulle skilja sig från den som lämnades ut {on} (till och med {as_of}, fingeravtryck"
        " {fingerprint}) med färre än {few} personer i något antal. Den som har båda kan se vilka."
        " Ingen fil är skriven. Välj samma dag som då, eller vänta tills fler har tillkommit."
    ),
    "summary_sealed_to_nobody": N_(
        "{file} ska vara krypterad, men ingen mottagare är angiven. Ange --to, eller ta bort .age."
    ),
}
