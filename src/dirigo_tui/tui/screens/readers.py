"""Who has read about a participant: the lines of the access log, for the participant to see."""

from __future__ import annotations

from dirigo_tui.domain.vocabulary import Access
from dirigo_tui.i18n.access_log import cells
from dirigo_tui.i18n.catalogue import _
from dirigo_tui.services.access_log import readers_of
from dirigo_tui.services.person import Person
from dirigo_tui.tui.screen import UsesDesk
from dirigo_tui.tui.screens.lines import LinesScreen


async def readers_screen(place: UsesDesk, person: Person) -> LinesScreen:
    """The screen, read. Raises ``Refused``."""
    lines = await place.read(readers_of, person.id)
    place.note_access(Access.LOG_READ, person.id)
    return LinesScreen(
        _("Vem har läst om {name}").format(name=person.name),
        ["  ".join(filter(None, cells(line, whose=False))) for line in lines],
        _("Ingen har läst i akten än."),
        _(
            "Vem som har öppnat, ändrat, skrivit ut och lämnat ut, det senaste först. Ingen kan"
            " ändra eller ta bort en rad. Deltagaren har rätt att få den här listan."
        ),
    )
