"""Every form of the program. Field names are the argument names of the use cases' commands.

The plan, the mapping and the goals are filled in together, so what they ask is put to the
participant (``Ndu``); the caseworker's own layer and the registration are not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from dirigo_tui.domain.records import RESPONSIBLE_PARTICIPANT
from dirigo_tui.domain.recurrence import MAX_OCCURRENCES
from dirigo_tui.domain.status import ENDED
from dirigo_tui.domain.vocabulary import (
    AXIS_VALUES,
    SICK_LEAVE_EXTENTS,
    ActivityKind,
    ActivityStatus,
    Axis,
    EndReason,
    IdentityKind,
    MappingArea,
    NoteKind,
    Protection,
    Sex,
    Source,
    TargetGroup,
)
from dirigo_tui.forms.fields import (
    Choice,
    Day,
    Field,
    FuzzyTime,
    Line,
    LongText,
    NewSecret,
    Number,
    OnlyIf,
    OpenChoice,
    Option,
    Secret,
    YesNo,
    codes,
)
from dirigo_tui.forms.form import Form
from dirigo_tui.forms.weekdays import Weekdays
from dirigo_tui.i18n.catalogue import N_, Ndu
from dirigo_tui.i18n.series import series_words
from dirigo_tui.i18n.words import lazy_axis_value, lazy_word

PARTICIPANT = Form(
    "participant",
    N_("Deltagare"),
    (
        Line(
            name="reference",
            label=N_("Referens"),
            help=N_("Organisationens eget nummer för personen. Det får bara finnas en gång."),
            required=True,
            limit=60,
        ),
        Line(name="name", label=N_("Namn"), required=True),
        Choice(
            name="target_group", label=N_("Målgrupp"), required=True, options=codes(TargetGroup)
        ),
        Day(name="birth_date", label=N_("Födelsedatum"), past=True),
        Choice(name="sex", label=N_("Kön i statistiken"), required=True, options=codes(Sex)),
        Line(name="site", label=N_("Verksamhetsort")),
        Line(name="municipality", label=N_("Kommun")),
        Line(name="caseworker", label=N_("Handläggare")),
        Day(name="sick_since", label=N_("Sjukskriven sedan"), past=True),
        YesNo(
            name="no_sgi",
            label=N_("Saknar SGI"),
            help=N_("SGI är sjukpenninggrundande inkomst. Ja om personen inte har någon."),
            required=True,
        ),
        Day(name="start", label=N_("Start"), past=True),
        Choice(
            name="protection",
            label=N_("Skyddade personuppgifter"),
            help=N_("Listor visar ett alias, och sökning på namn hittar inte personen."),
            required=True,
            options=codes(Protection),
        ),
    ),
)
"""A new participant, and the basics of one that exists."""

IDENTITY_NUMBER = Form(
    "identity_number",
    N_("Identitetsnummer"),
    (
        Choice(
            name="kind",
            label=N_("Slag"),
            help=N_("Slaget väljs, det gissas aldrig från numret."),
            required=True,
            options=codes(IdentityKind),
        ),
        Line(name="number", label=N_("Nummer"), required=True, limit=20),
    ),
)

END = Form(
    "end",
    N_("Avsluta deltagandet"),
    (
        Day(name="on", label=N_("Slut"), required=True, past=True),
        Choice(name="reason", label=N_("Orsak"), required=True, options=codes(EndReason)),
    ),
)

OWN_GOAL = Form(
    "own_goal",
    Ndu("Mitt mål"),
    (
        LongText(
            name="own_goal",
            label=Ndu("Vad vill du?"),
            help=Ndu("Skriv med dina egna ord. Det får vara stort eller litet."),
        ),
    ),
)

GOAL = Form(
    "goal",
    Ndu("Ett mål i min plan"),
    (
        LongText(
            name="own_words",
            label=Ndu("Det här vill jag"),
            help=Ndu("Skriv med dina egna ord."),
            required=True,
        ),
        LongText(
            name="note",
            label=N_("Handläggarens anteckning"),
            help=N_("Ett eget lager. Deltagarens ord ändras inte av det."),
        ),
    ),
)

RESPONSIBLES: tuple[Option[str], ...] = (
    Option(RESPONSIBLE_PARTICIPANT, RESPONSIBLE_PARTICIPANT, Ndu("jag själv")),
    Option("Försäkringskassan", "Försäkringskassan", "Försäkringskassan"),
    Option("Arbetsförmedlingen", "Arbetsförmedlingen", "Arbetsförmedlingen"),
    Option("kommunen", "kommunen", N_("kommunen")),
    Option("vården", "vården", N_("vården")),
    Option("arbetsgivaren", "arbetsgivaren", N_("arbetsgivaren")),
)

REPEATS: tuple[Option[str], ...] = (
    Option("", "once", N_("en gång")),
    Option("FREQ=DAILY", "daily", N_("varje dag")),
    Option("FREQ=WEEKLY", "weekly", N_("varje vecka")),
    Option("FREQ=WEEKLY;INTERVAL=2", "fortnightly", N_("varannan vecka")),
    Option("FREQ=MONTHLY", "monthly", N_("varje månad")),
)
"""How often; the values are the part of an RRULE that says it (``forms.repeats`` adds the rest)."""


def activity(goals: Sequence[tuple[str, str]], *, begun: bool = False, rhythm: str = "") -> Form:
    """An activity of the plan.

    Args:
        goals: id and words of the goals to choose from.
        begun: the activity is in the plan already: how it goes is then told apart from what it is.
        rhythm: how often it happens by now, as ``repeats.split`` tells it.
    """
    often = REPEATS
    if rhythm not in {option.value for option in REPEATS}:
        often = (*REPEATS, Option(rhythm, "as_before", series_words(rhythm)))
    recurs = OnlyIf("repeats", frozenset(option.code for option in often if option.value))
    status = Choice(
        name="status",
        label=Ndu("Läge"),
        required=True,
        options=tuple(
            Option(status, status.value, lazy_word(status))
            for status in (ActivityStatus.PLANNED, ActivityStatus.ONGOING)
        ),
    )
    return Form(
        "activity",
        Ndu("En aktivitet i min plan"),
        (
            Line(name="title", label=Ndu("Aktivitet"), required=True),
            Choice(name="kind", label=N_("Typ"), required=True, options=codes(ActivityKind)),
            Choice(
                name="goal_id",
                label=Ndu("Hör till målet"),
                options=tuple(Option(id, id, words) for id, words in goals),
            ),
            FuzzyTime(
                name="time_text",
                label=Ndu("Tidpunkt"),
                help=Ndu("Skriv så noga som du vet: oktober, september–december, pågår."),
            ),
            Line(
                name="taking_part",
                label=Ndu("Medverkande"),
                help=Ndu("Vilka mer är med?"),
            ),
            OpenChoice(
                name="responsible",
                label=Ndu("Ansvarig"),
                help=Ndu("En enda. Det kan vara du."),
                required=True,
                suggestions=RESPONSIBLES,
            ),
            *(() if begun else (status,)),
            Day(
                name="follow_up_on",
                label=Ndu("Följs upp"),
                help=Ndu("Dagen då ni ser hur det har gått."),
            ),
            Choice(name="repeats", label=Ndu("Hur ofta"), required=True, options=often),
            Weekdays(
                name="weekdays",
                label=Ndu("På vilka dagar"),
                help=Ndu("Skriv till exempel tisdagar."),
                only_if=OnlyIf("repeats", frozenset({"weekly", "fortnightly", "as_before"})),
            ),
            Day(
                name="first_day",
                label=Ndu("Första gången"),
                help=Ndu("Behövs om tidpunkten inte säger det."),
                only_if=recurs,
            ),
            Number(
                name="times",
                label=Ndu("Hur många gånger"),
                low=1,
                high=MAX_OCCURRENCES,
                help=Ndu("Tomt betyder tills vidare."),
                only_if=recurs,
            ),
            Day(
                name="until",
                label=Ndu("Sista dagen"),
                help=Ndu("I stället för hur många gånger."),
                only_if=recurs,
            ),
        ),
    )


@cache
def mapping_area(area: MappingArea) -> Form:
    """One area of the mapping; the participant's layers first, then the caseworker's own."""
    return Form(
        f"mapping.{area}",
        lazy_word(area),
        (
            LongText(name="own_words", label=Ndu("Så här är det för mig")),
            LongText(name="strengths", label=Ndu("Det här har jag")),
            LongText(name="obstacles", label=Ndu("Det här är svårt")),
            LongText(
                name="note",
                label=N_("Handläggarens anteckning"),
                help=N_("Ett eget lager. Deltagarens ord ändras inte av det."),
            ),
        ),
    )


NOTE = Form(
    "note",
    N_("Anteckning"),
    (
        Choice(name="kind", label=N_("Slag"), required=True, options=codes(NoteKind)),
        Day(name="on", label=N_("Dag"), required=True, past=True),
        LongText(
            name="text",
            label=N_("Text"),
            help=N_("Deltagaren får läsa allt som står här."),
        ),
    ),
)

FOLLOW_UP = Form(
    "follow_up",
    N_("Uppföljning"),
    (Day(name="on", label=N_("Dag"), required=True),),
)
"""Booking the next follow-up of the plan."""


def _axis_fields(axis: Axis) -> tuple[Field[Any], ...]:
    if axis is Axis.SICK_LEAVE:
        extents = tuple(Option(extent, str(extent), f"{extent} %") for extent in SICK_LEAVE_EXTENTS)
        return (Choice(name="extent", label=N_("Omfattning"), required=True, options=extents),)
    value = Choice(
        name="value",
        label=N_("Vad gäller"),
        required=True,
        options=tuple(
            Option(value, value, lazy_axis_value(axis, value))
            for value in AXIS_VALUES[axis]
            # Why it ended is asked for too, by the form ``END``.
            if axis is not Axis.PARTICIPATION or value not in ENDED
        ),
    )
    if axis not in (Axis.MEASURE, Axis.WORK, Axis.STUDIES):
        return (value,)
    extent = Number(
        name="extent",
        label=N_("Omfattning"),
        help=N_("Procent av heltid. Får vara tomt om det inte är känt."),
        low=0,
        high=100,
        unit=N_("%"),
    )
    return (value, extent)


@cache
def status(axis: Axis) -> Form:
    """A dated row on one axis (DOMAIN.md §7)."""
    return Form(
        f"status.{axis}",
        lazy_word(axis),
        (
            *_axis_fields(axis),
            Day(name="from_on", label=N_("Från"), required=True, past=True),
            Day(
                name="to_on",
                label=N_("Till och med"),
                help=N_("Tomt betyder tills vidare. En ny rad avslutar den som gäller nu."),
            ),
            Choice(name="source", label=N_("Källa"), required=True, options=codes(Source)),
        ),
    )


@cache
def status_correction(axis: Axis) -> Form:
    """What a row should have said from the beginning."""
    return replace(status(axis), id=f"status_correction.{axis}", title=N_("Rätta status"))


STATUS_ENDS = Form(
    "status_ends",
    N_("Gäller inte längre"),
    (Day(name="on", label=N_("Sista dagen"), required=True, past=True),),
)
"""The last day of something that nothing else on its axis takes the place of."""

SET_UP = Form(
    "set_up",
    N_("Den här arbetsplatsen"),
    (
        Line(name="organisation", label=N_("Organisation"), required=True, limit=120),
        Line(
            name="desk",
            label=N_("Arbetsplats"),
            help=N_("Vad den här datorn kallas, till exempel Haninge 2."),
            required=True,
            limit=60,
        ),
        Line(name="caseworker", label=N_("Handläggare"), required=True, limit=120),
    ),
)

PASSPHRASE = Form(
    "passphrase",
    N_("Lösenfras"),
    (
        NewSecret(
            name="passphrase",
            label=N_("Lösenfras"),
            help=N_("Flera ord i rad är lätta att minnas och svåra att gissa."),
            required=True,
        ),
        Secret(name="repeated", label=N_("En gång till"), required=True),
    ),
)
