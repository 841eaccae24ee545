"""What is asked about a person on their own page, beside what ``definitions`` has."""

from __future__ import annotations

from dirigo_tui.domain.vocabulary import NoteKind
from dirigo_tui.forms.definitions import PARTICIPANT
from dirigo_tui.forms.fields import Choice, Day, Line, LongText, YesNo, codes
from dirigo_tui.forms.form import Form
from dirigo_tui.i18n.catalogue import N_

REASON = LongText(
    name="reason",
    label=N_("Skäl"),
    help=N_("Bara om målgruppen är tveksam: varför personen ändå deltar."),
)

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
    ),
)
"""As :data:`BASICS`, for somebody whose identity is protected (DOMAIN.md §10)."""

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
