"""The sheets and columns of the import workbook (CONTRACT.md, "The import workbook").

To add a column, add a line here and use its key in :mod:`.check`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from dirigo_tui.services.list_import import cells, words
from dirigo_tui.services.list_import.cells import Read
from dirigo_tui.services.list_import.words import folded

REFERENCE_LENGTH = 64
SHORT_TEXT = 500
LONG_TEXT = 4_000
"""Characters; generous, so that only a slip such as a whole page in one cell is refused."""


class Sheet(StrEnum):
    """A sheet of the workbook, by its Swedish name."""

    PARTICIPANTS = "Deltagare"
    PLANS = "Plan"
    ACTIVITIES = "Aktiviteter"
    RATINGS = "Skattningar"
    STATUSES = "Status"


_ENGLISH_SHEET = {
    Sheet.PARTICIPANTS: "participants",
    Sheet.PLANS: "plans",
    Sheet.ACTIVITIES: "activities",
    Sheet.RATINGS: "ratings",
    Sheet.STATUSES: "status",
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes:
        names: the Swedish name, then the others it goes by.
        required: every row has a value in it, so the sheet has the column.
    """

    names: tuple[str, ...]
    read: Read
    required: bool = False


_REFERENCE = Column(("Referens", "reference"), cells.text(REFERENCE_LENGTH), required=True)
_SHORT = cells.text(SHORT_TEXT)

COLUMNS: dict[Sheet, dict[str, Column]] = {
    Sheet.PARTICIPANTS: {
        "reference": _REFERENCE,
        "name": Column(("Namn", "name"), _SHORT),
        "identity_number": Column(("Identitetsnummer", "identity number"), _SHORT),
        "identity_kind": Column(
            ("Identitetstyp", "identity kind"), cells.one_of(words.IDENTITY_KIND)
        ),
        "birth_date": Column(("Födelsedatum", "birth date"), cells.past_day),
        "sex": Column(("Kön", "sex"), cells.one_of(words.SEX)),
        "target_group": Column(("Målgrupp", "target group"), cells.one_of(words.TARGET_GROUP)),
        "site": Column(("Verksamhetsort", "site"), _SHORT),
        "municipality": Column(("Kommun", "municipality"), _SHORT),
        "caseworker": Column(("Handläggare", "caseworker"), _SHORT),
        "sick_since": Column(("Sjukskriven sedan", "sick since"), cells.past_day),
        "no_sgi": Column(("Saknar SGI", "no sgi"), cells.one_of(words.YES_OR_NO)),
        "start": Column(("Start",), cells.day),
        "end": Column(("Slut", "end"), cells.day),
        "end_reason": Column(("Avslutsorsak", "end reason"), cells.one_of(words.END_REASON)),
        "protection": Column(
            ("Skyddad identitet", "protected", "protected identity"), cells.one_of(words.PROTECTION)
        ),
    },
    Sheet.PLANS: {
        "reference": _REFERENCE,
        "goal": Column(("Mål", "goal"), cells.text(LONG_TEXT), required=True),
        "participant_on": Column(
            ("Bekräftad av deltagare", "confirmed by participant"), cells.past_day
        ),
        "caseworker_on": Column(
            ("Bekräftad av handläggare", "confirmed by caseworker"), cells.past_day
        ),
        "next_follow_up": Column(("Nästa uppföljning", "next follow-up"), cells.day),
    },
    Sheet.ACTIVITIES: {
        "reference": _REFERENCE,
        "title": Column(("Aktivitet", "activity"), _SHORT, required=True),
        "kind": Column(("Typ", "kind"), cells.one_of(words.ACTIVITY_KIND)),
        "time_text": Column(("Tidpunkt", "time"), _SHORT),
        "taking_part": Column(("Medverkande", "Deltagare", "taking part"), _SHORT),
        "responsible": Column(("Ansvarig", "responsible"), cells.as_it_stands, required=True),
        "status": Column(("Status",), cells.one_of(words.ACTIVITY_STATUS)),
        "follow_up_on": Column(("Uppföljning", "follow-up"), cells.day),
    },
    Sheet.RATINGS: {
        "reference": _REFERENCE,
        "on": Column(("Datum", "date"), cells.past_day, required=True),
        "template": Column(("Mall", "template"), cells.as_it_stands, required=True),
        "item": Column(("Fråga", "item"), cells.as_it_stands, required=True),
        "answer": Column(("Svar", "answer"), cells.as_it_stands, required=True),
        "mode": Column(("Sätt", "mode"), cells.one_of(words.MODE)),
        "rater": Column(("Vem", "rater"), cells.one_of(words.RATER)),
        "goal": Column(("Mål", "goal"), cells.text(LONG_TEXT)),
    },
    Sheet.STATUSES: {
        "reference": _REFERENCE,
        "axis": Column(("Axel", "axis"), cells.one_of(words.AXIS), required=True),
        "value": Column(("Värde", "value"), cells.as_it_stands),
        "extent": Column(("Omfattning", "extent"), cells.per_cent),
        "from_on": Column(("Från", "from"), cells.day, required=True),
        "to_on": Column(("Till", "to"), cells.day),
        "source": Column(("Källa", "source"), cells.one_of(words.SOURCE)),
    },
}
"""The columns of each sheet by the key that the checks use, in the order of CONTRACT.md."""

_SHEET_OF = {
    folded(name): sheet
    for sheet, english in _ENGLISH_SHEET.items()
    for name in (sheet.value, english)
}
_KEY_OF: Mapping[Sheet, Mapping[str, str]] = {
    sheet: {folded(name): key for key, column in columns.items() for name in column.names}
    for sheet, columns in COLUMNS.items()
}


def sheet_called(name: str) -> Sheet | None:
    """The sheet that goes by a name, or None."""
    return _SHEET_OF.get(folded(name))


def column_called(sheet: Sheet, name: str) -> str | None:
    """The key of the column that goes by a name on a sheet, or None."""
    return _KEY_OF[sheet].get(folded(name))


def heading(sheet: Sheet, key: str) -> str:
    """The usual name of a column."""
    return COLUMNS[sheet][key].names[0]
