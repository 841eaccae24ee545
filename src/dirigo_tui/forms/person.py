"""What is asked about a person on their own page, beside what ``definitions`` has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from dirigo_tui.domain.eligibility import Doubt
from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.vocabulary import NoteKind, Protection
from dirigo_tui.forms.definitions import NOTE, PARTICIPANT
from dirigo_tui.forms.fields import Choice, Day, Line, LongText, Secret, YesNo, codes
from dirigo_tui.forms.form import Form
from dirigo_tui.i18n.catalogue import N_

REASON = LongText(
    name="reason",
    label=N_("Skäl"),
    help=N_("Bara om målgruppen är tveksam: varför personen ändå deltar."),
)

REGISTRATION = replace(PARTICIPANT, title=N_("Ny deltagare"), fields=(*PARTICIPANT.fields, REASON))

BASICS = Form(
    "basics",
    N_("Grunduppgifter"),
    (*(field for field in PARTICIPANT.fields if field.name != "start"), REASON),
)

PROTECTED_BASICS = Form(
    "basics",
    N_("Grunduppgifter"),
    (
        *BASICS.fields,
        Line(
            name="second_person",
            label=N_("Med på beslutet"),
            help=N_("Bara om skyddet ska tas bort: kollegan som är med på det."),
        ),
        Secret(
            name="second_secret",
            label=N_("Lösenfras"),
            help=N_("Bara om skyddet ska tas bort: kollegan skriver sin lösenfras själv."),
        ),
    ),
)
"""As :data:`BASICS`, for somebody whose identity is protected (DOMAIN.md §10)."""

QUICK_NOTE = replace(NOTE, fields=NOTE.fields[::-1])
"""The text first: kind and day are rarely other than those it starts with."""

START = Form(
    "start",
    N_("Starta deltagandet"),
    (Day(name="on", label=N_("Första dagen"), required=True, past=True),),
)

FOLLOW_UP_DONE = Form(
    "follow_up_done",
    N_("Uppföljning som har skett"),
    (
        Choice(
            name="kind",
            label=N_("Hur ni sågs"),
            required=True,
            options=codes(NoteKind, NoteKind.NOTE),
        ),
        Day(name="on", label=N_("Dag"), required=True, past=True),
        LongText(
            name="text",
            label=N_("Vad ni kom fram till"),
            help=N_("Deltagaren får läsa allt som står här."),
        ),
        YesNo(
            name="went_through",
            label=N_("Såg på aktiviteterna"),
            help=N_("Ja om ni gick igenom hur det går med dem som är planerade eller pågår."),
            required=True,
        ),
        Day(
            name="next_on",
            label=N_("Nästa uppföljning"),
            help=N_("Tomt om ingen är bokad än."),
        ),
    ),
)


def newcomer(caseworker: str) -> dict[str, Any]:
    """What :data:`REGISTRATION` starts with.

    Args:
        caseworker: whose the person will be unless somebody else is named.
    """
    return {"caseworker": caseworker, "no_sgi": False, "protection": Protection.NONE}


_ASKS: Final[Mapping[Doubt, str]] = {
    Doubt.SICK_SINCE_UNKNOWN: "reason_sick_since_unknown",
    Doubt.SICK_LEAVE_TOO_SHORT: "reason_sick_leave_too_short",
    Doubt.BIRTH_DATE_UNKNOWN: "reason_birth_date_unknown",
    Doubt.AGE_OUTSIDE_19_TO_29: "reason_age_outside",
}

_FIELDS: Final[Mapping[str, str]] = {
    "reference_taken": "reference",
    "reference_missing": "reference",
    "second_person_needed": "second_person",
    "second_person_secret": "second_secret",
}
"""Where a form says what a rule refuses."""


def check_reason(doubts: Sequence[Doubt], reason: str) -> None:
    """Ask for a reason where the target group is in doubt; with one, nobody is refused
    (DOMAIN.md §3).

    Raises ``Refused``: ``reason_…`` with the field it is to be written in.
    """
    if doubts and not reason:
        raise Refused(_ASKS[doubts[0]], field=REASON.name)


def beside_its_field(refused: Refused) -> Refused:
    """The refusal told beside the field it is about, where it is about one."""
    field = _FIELDS.get(refused.code)
    return Refused(refused.code, **{**refused.params, "field": field}) if field else refused
