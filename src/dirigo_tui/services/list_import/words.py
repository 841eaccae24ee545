"""The words a list may use for each code: Swedish ones, and the English codes of DOMAIN.md.

They are part of the file format (CONTRACT.md, "The import workbook") and stay accepted whatever
language the program is shown in. To accept one more word, add it to its code here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Generic, TypeVar

from dirigo_tui.domain.records import RESPONSIBLE_PARTICIPANT
from dirigo_tui.domain.vocabulary import (
    AXIS_VALUES,
    ActivityKind,
    ActivityStatus,
    Axis,
    EndReason,
    IdentityKind,
    Mode,
    NonAnswer,
    Protection,
    Rater,
    Sex,
    Source,
    TargetGroup,
)

C = TypeVar("C", bound=str | bool)

_SEPARATORS = re.compile(r"[\s_.,:;()%/-]+")


@lru_cache(maxsize=4_096)
def folded(text: str) -> str:
    """A word as tables and headers are looked up: case, blanks and punctuation make no difference.

    Å, ä and ö typed as a letter and a combining mark are the same letters.
    """
    composed = unicodedata.normalize("NFKC", text).casefold()
    return _SEPARATORS.sub(" ", composed).strip()


class Words(Generic[C]):
    """The words for each code of one vocabulary.

    Args:
        name: of the vocabulary.
        words: the Swedish words of each code, separated by "|", the usual one first. The code
            itself always goes.

    Attributes:
        usual: the usual Swedish word of each code.
        shown: all of these, as an explanation of what was expected.

    Raises:
        ValueError: a word stands for two codes.
    """

    def __init__(self, name: str, words: Mapping[C, str]) -> None:
        self.name = name
        self.usual = {code: spelled.partition("|")[0] for code, spelled in words.items()}
        self.shown = ", ".join(self.usual.values())
        self._code_of: dict[str, C] = {}
        for code, spelled in words.items():
            for word in (str(code), *spelled.split("|")):
                if self._code_of.setdefault(folded(word), code) != code:
                    raise ValueError(f"{name}: {word!r} stands for two codes")

    def find(self, text: str) -> C | None:
        """The code a word stands for, or None."""
        return self._code_of.get(folded(text))


YES_OR_NO = Words("yes_or_no", {True: "ja|yes|sant", False: "nej|no|falskt"})

SEX = Words(
    "sex",
    {
        Sex.WOMEN: "kvinna|kvinnor|k|woman|female|f",
        Sex.MEN: "man|män|m|male",
        Sex.UNKNOWN: "okänt|okänd|ej känt|uppgift saknas",
    },
)

TARGET_GROUP = Words(
    "target_group",
    {
        TargetGroup.SICK_LEAVE: "sjukskriven|sjukskrivna|sjukskrivning",
        TargetGroup.ACTIVITY_COMPENSATION: (
            "aktivitetsersättning|ung med aktivitetsersättning|unga med aktivitetsersättning"
        ),
        TargetGroup.INCOME_SUPPORT: (
            "försörjningsstöd|kommunalt försörjningsstöd|ekonomiskt bistånd"
        ),
    },
)

PROTECTION = Words(
    "protection",
    {
        Protection.NONE: "nej|ingen|no",
        Protection.SECRECY_MARKING: "sekretessmarkering|sekretessmarkerad",
        Protection.PROTECTED_REGISTRATION: "skyddad folkbokföring",
        Protection.ASSUMED_IDENTITY: "fingerade personuppgifter|fingerad identitet",
    },
)

IDENTITY_KIND = Words(
    "identity_kind",
    {
        IdentityKind.PERSONAL_NUMBER: "personnummer|personal number|personal identity number",
        IdentityKind.COORDINATION_NUMBER: "samordningsnummer|coordination number",
        IdentityKind.RESERVE_NUMBER: "reservnummer|reserve number",
    },
)

END_REASON = Words(
    "end_reason",
    {
        EndReason.AS_PLANNED: "enligt plan|enligt planen|som planerat",
        EndReason.TOO_ILL: "för sjuk|för sjuk för att delta",
        EndReason.MOVED: "flyttat|flytt|har flyttat|flyttat från orten",
        EndReason.OTHER_SERVICE: "annan insats|annan verksamhet|till annan insats",
        EndReason.PARENTAL_LEAVE: "föräldraledig|föräldraledighet",
        EndReason.DECEASED: "avliden|död|har avlidit",
        EndReason.REGISTERED_BY_MISTAKE: "registrerad av misstag|felregistrerad|felregistrering",
        EndReason.OWN_CHOICE: "eget val|eget önskemål|egen begäran|på egen begäran",
        EndReason.CONSENT_WITHDRAWN: (
            "samtycket taget tillbaka|samtycke återtaget|återtaget samtycke"
            "|tagit tillbaka samtycke|tagit tillbaka samtycket"
        ),
    },
)

ACTIVITY_KIND = Words(
    "activity_kind",
    {
        ActivityKind.MAPPING: "kartläggning",
        ActivityKind.MOBILISATION_COURSE: "mobiliseringskurs",
        ActivityKind.CONFIDENCE_COURSE: "jagstärkande kurs",
        ActivityKind.PRE_REHABILITATION: "förrehabilitering|prerehabilitering",
        ActivityKind.TREATMENT: "behandling|vård och behandling",
        ActivityKind.WORK_TRAINING: "arbetsträning",
        ActivityKind.PLACEMENT: "praktik|arbetspraktik",
        ActivityKind.SUPPORTED_EMPLOYMENT: "supported employment|stöd i arbete|se|ips",
        ActivityKind.STUDIES: "studier",
        ActivityKind.JOB_SEARCH: "jobbsökande|söka jobb|söka arbete|jobbsök",
        ActivityKind.MEETING: "möte|trepartsmöte",
        ActivityKind.CONTACT: "kontakt",
        ActivityKind.OWN_ACTIVITY: "egen aktivitet|eget",
        ActivityKind.OTHER: "annat|annan|övrigt",
    },
)

ACTIVITY_STATUS = Words(
    "activity_status",
    {
        ActivityStatus.PLANNED: "planerad|planerat",
        ActivityStatus.ONGOING: "pågår|pågående",
        ActivityStatus.DONE: "klar|klart|genomförd|genomfört|avslutad|avslutat",
        ActivityStatus.CANCELLED: "inställd|inställt|avbruten|avbrutet|avbokad",
        ActivityStatus.PAUSED: "pausad|pausat|paus|vilande",
    },
)

MODE = Words(
    "mode",
    {
        Mode.ALONE: "själv|ensam|på egen hand",
        Mode.TOGETHER: "tillsammans",
        Mode.READ_ALOUD: "uppläst|högläst|uppläst för deltagaren",
        Mode.INTERPRETER: "tolk|genom tolk|med tolk|via tolk",
    },
)

RATER = Words(
    "rater",
    {
        Rater.PARTICIPANT: "deltagare|deltagaren",
        Rater.CASEWORKER: "handläggare|handläggaren",
    },
)

RESPONSIBLE = Words(
    "responsible",
    {RESPONSIBLE_PARTICIPANT: "deltagaren|deltagare|jag|jag själv|själv|participant"},
)
"""The participant as the one responsible; anybody else goes by name."""

NON_ANSWER = Words(
    "non_answer",
    {
        NonAnswer.NOT_ASKED: "ej tillfrågad|inte tillfrågad|ej frågad|inte frågad",
        NonAnswer.PREFERS_NOT: "vill inte svara|vill ej svara|ville inte svara",
        NonAnswer.COULD_NOT: "kunde inte svara|kunde ej svara|kan inte svara",
        NonAnswer.MISSING: "saknas|svar saknas|svaret saknas|bortfall",
    },
)

SOURCE = Words(
    "source",
    {
        Source.PARTICIPANT: "deltagare|deltagaren",
        Source.CASEWORKER: "handläggare|handläggaren",
        Source.CERTIFICATE: "intyg|läkarintyg",
        Source.AUTHORITY: "myndighet|myndigheten",
    },
)

AXIS = Words(
    "axis",
    {
        Axis.BENEFIT: "ersättning|ersättningar|förmån|förmåner|försörjning",
        Axis.SICK_LEAVE: "sjukskrivning|sjukskriven|sjukskrivningsgrad",
        Axis.MEASURE: "insats|insatser|åtgärd",
        Axis.WORK: "arbete|jobb",
        Axis.STUDIES: "studier",
        Axis.JOB_SEEKER: "arbetssökande|inskrivning|inskriven",
        Axis.READY: "redo för arbetsmarknaden|redo",
        Axis.PARTICIPATION: "deltagande",
    },
)

_SPELLED: dict[Axis, dict[str, str]] = {
    Axis.BENEFIT: {
        "sickness_benefit": "sjukpenning",
        "rehabilitation_benefit": "rehabiliteringspenning|rehabpenning",
        "activity_compensation_active": (
            "aktivitetsersättning|aktivitetsersättning aktiv|aktiv aktivitetsersättning"
        ),
        "activity_compensation_dormant": (
            "vilande aktivitetsersättning|aktivitetsersättning vilande"
        ),
        "sickness_compensation": "sjukersättning",
        "income_support": "försörjningsstöd|ekonomiskt bistånd",
        "activity_support": "aktivitetsstöd",
        "unemployment_insurance": "a-kassa|arbetslöshetsersättning|arbetslöshetskassa",
        "study_support": "studiestöd|studiemedel|csn",
        "no_public_income": (
            "ingen offentlig försörjning|ingen offentlig ersättning|ingen offentlig inkomst"
        ),
    },
    Axis.MEASURE: {
        "mapping": "kartläggning",
        "mobilisation_course": "mobiliseringskurs",
        "confidence_course": "jagstärkande kurs",
        "pre_rehabilitation": "förrehabilitering|prerehabilitering",
        "treatment": "behandling|vård och behandling",
        "work_training": "arbetsträning",
        "placement": "praktik|arbetspraktik",
        "supported_employment": "supported employment|stöd i arbete|se|ips",
        "waiting": "väntar|väntan|väntar på insats",
    },
    Axis.WORK: {
        "none": "inget arbete|inget|nej",
        "employment": "anställning|anställd",
        "subsidised": (
            "subventionerad anställning|subventionerad|subsidised employment|lönebidrag"
        ),
        "own_business": "eget företag|egen företagare|egenföretagare",
        "social_enterprise": "socialt företag",
    },
    Axis.STUDIES: {
        "none": "inga studier|inga|nej",
        "sfi": "sfi|svenska för invandrare",
        "basic_or_upper_secondary": (
            "grundläggande eller gymnasial|grundläggande|gymnasial|komvux|basic|upper secondary"
        ),
        "folk_high_school": "folkhögskola",
        "vocational_or_higher": (
            "yrkesutbildning eller högskola|yrkesutbildning|yrkeshögskola|högskola|universitet"
            "|vocational|higher"
        ),
    },
    Axis.JOB_SEEKER: {
        "not_registered": "ej inskriven|inte inskriven|ej inskriven hos Arbetsförmedlingen",
        "registered": "inskriven|inskriven hos Arbetsförmedlingen",
        "registered_available": (
            "inskriven och tillgänglig|inskriven och till förfogande|registered and available"
            "|inskriven och står till arbetsmarknadens förfogande"
        ),
    },
    Axis.READY: {
        "participant": "deltagare|deltagaren|enligt deltagaren",
        "caseworker": "handläggare|handläggaren|enligt handläggaren",
    },
    Axis.PARTICIPATION: {
        "referred": "anvisad|remitterad|hänvisad",
        "waiting": "väntar|väntan|väntar på start",
        "ongoing": "pågår|pågående|deltar",
        "paused": "pausad|paus|uppehåll",
        "completed": "avslutad|avslut|genomförd|slutförd",
        "discontinued": "avbruten|avbrott|avbrutit",
    },
}

AXIS_VALUE: dict[Axis, Words[str]] = {
    axis: Words(axis.value, {value: _SPELLED[axis][value] for value in values})
    for axis, values in AXIS_VALUES.items()
    if values
}
"""The values of each axis that has any; ``sick_leave`` has only an extent."""
