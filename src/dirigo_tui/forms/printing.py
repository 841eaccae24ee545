"""What is asked before a plan is printed, or its days written to a calendar file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from dirigo_tui.domain.errors import Refused
from dirigo_tui.forms.fields import Choice, Field, Line, LongText, Option, YesNo
from dirigo_tui.forms.form import Form, Question
from dirigo_tui.i18n.catalogue import N_, _, language
from dirigo_tui.safe_files import free_name
from dirigo_tui.services.person import Person

_FILE: Final = Line(
    name="file",
    label=N_("Fil"),
    help=N_("Slutar på .pdf eller .txt. Den får inte finnas."),
    required=True,
)
_CALENDAR_FILE: Final = Line(
    name="file",
    label=N_("Fil"),
    help=N_("Slutar på .ics. Den får inte finnas. Inga namn står i den."),
    required=True,
)
_RECIPIENT: Final = Line(
    name="recipient",
    label=N_("Till någon annan"),
    help=N_("Tomt om den är till deltagaren. Annars den som samtycket är till."),
)
_REASON: Final = LongText(name="reason", label=N_("Skäl"), required=True)
_HOW: Final[tuple[Field[Any], ...]] = (
    YesNo(name="large", label=N_("Stor stil"), required=True),
    Choice(
        name="spoken",
        label=N_("Språk"),
        help=N_("Rubrikerna. Det ni har skrivit står som det är skrivet."),
        options=(Option("sv", "sv", N_("svenska")), Option("en", "en", N_("engelska"))),
        required=True,
    ),
    YesNo(name="strengths", label=N_("Ta med ”det här har jag”"), required=True),
    YesNo(name="obstacles", label=N_("Ta med ”det här är svårt”"), required=True),
)


def print_plan(person: Person, folder: Path) -> Question:
    """Where to, and how.

    Args:
        person: whose plan; a protected identity takes a reason (DOMAIN.md §10).
        folder: where the file is to lie, unless somebody says otherwise.
    """
    fields = (_FILE, *_HOW, _RECIPIENT, *_reason(person))
    values = {
        "file": _proposed(folder, _("min plan {day}.pdf"), person),
        "large": False,
        "spoken": language(),
        "strengths": False,
        "obstacles": False,
    }
    return Question(Form("print_plan", N_("Skriv ut planen"), fields), values)


def write_calendar(person: Person, folder: Path) -> Question:
    """Where to, as :func:`print_plan`."""
    fields = (_CALENDAR_FILE, _RECIPIENT, *_reason(person))
    values = {"file": _proposed(folder, _("mina dagar {day}.ics"), person)}
    return Question(Form("write_calendar", N_("Dagarna till en kalender"), fields), values)


def _reason(person: Person) -> Iterator[Field[Any]]:
    if person.protected:
        yield _REASON


def _proposed(folder: Path, name: str, person: Person) -> str:
    """A name that tells the day and not whose it is: folders are looked at, and synchronised."""
    return str(free_name(folder / name.format(day=person.today.isoformat())))


def beside_its_field(refused: Refused) -> Refused:
    """The refusal told beside the field it is about."""
    field = "recipient" if refused.code.startswith("consent") else "file"
    return Refused(refused.code, **{"field": field, **refused.params})
