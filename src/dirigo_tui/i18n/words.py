"""Words for codes. Lower-case as within a sentence; ``formats.sentence_case`` begins one.

A new code of ``domain/vocabulary.py`` gets its word here; a test asks for every one. The words are
those of DOMAIN.md §12, neutral in every direction: a status is a fact, never a verdict.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from dirigo_tui.domain import vocabulary as v
from dirigo_tui.i18n.catalogue import N_, Lazy, language

if TYPE_CHECKING:
    from dirigo_tui.domain.rating_templates import Words

# Keyed by type first: members of two StrEnums with the same text are equal, also as keys.
_WORDS: Final[dict[type[StrEnum], Mapping[str, Lazy]]] = {
    v.TargetGroup: {
        "sick_leave": N_("sjukskriven"),
        "activity_compensation": N_("aktivitetsersättning"),
        "income_support": N_("försörjningsstöd"),
    },
    v.Sex: {"women": N_("kvinna"), "men": N_("man"), "unknown": N_("okänt")},
    v.Protection: {
        "none": N_("nej"),
        "secrecy_marking": N_("sekretessmarkering"),
        "protected_registration": N_("skyddad folkbokföring"),
        "assumed_identity": N_("fingerade personuppgifter"),
    },
    v.IdentityKind: {
        "personnummer": N_("personnummer"),
        "samordningsnummer": N_("samordningsnummer"),
        "reservnummer": N_("reservnummer"),
    },
    v.EndReason: {
        "as_planned": N_("som planerat"),
        "too_ill": N_("för sjuk"),
        "moved": N_("flyttat"),
        "other_service": N_("annan insats"),
        "parental_leave": N_("föräldraledig"),
        "deceased": N_("avliden"),
        "registered_by_mistake": N_("felregistrerad"),
        "own_choice": N_("eget val"),
        "consent_withdrawn": N_("samtycket taget tillbaka"),
    },
    v.Axis: {
        "benefit": N_("försörjning"),
        "sick_leave": N_("sjukskrivning"),
        "measure": N_("insats"),
        "work": N_("arbete"),
        "studies": N_("studier"),
        "job_seeker": N_("arbetssökande"),
        "ready": N_("redo för arbetsmarknaden"),
        "participation": N_("deltagande"),
    },
    v.Source: {
        "participant": N_("deltagaren"),
        "caseworker": N_("handläggaren"),
        "certificate": N_("intyg"),
        "authority": N_("myndighet"),
    },
    v.MappingArea: {
        "health": N_("hälsa"),
        "everyday_life": N_("vardag"),
        "economy": N_("ekonomi"),
        "housing": N_("boende"),
        "family_and_network": N_("familj och nätverk"),
        "education_and_skills": N_("utbildning och kunskaper"),
        "work_experience": N_("arbetslivserfarenhet"),
        "interests_and_wishes": N_("intressen och önskemål"),
        "language_and_digital_skills": N_("språk och digital vana"),
        "change_first": N_("det jag vill ändra först"),
    },
    v.GoalState: {"open": N_("pågår"), "achieved": N_("nått"), "removed": N_("borttaget")},
    v.ActivityKind: {
        "mapping": N_("kartläggning"),
        "mobilisation_course": N_("mobiliseringskurs"),
        "confidence_course": N_("jagstärkande kurs"),
        "pre_rehabilitation": N_("förrehabilitering"),
        "treatment": N_("behandling"),
        "work_training": N_("arbetsträning"),
        "placement": N_("praktik"),
        "supported_employment": N_("supported employment"),
        "studies": N_("studier"),
        "job_search": N_("söka arbete"),
        "meeting": N_("möte"),
        "contact": N_("kontakt"),
        "own_activity": N_("egen aktivitet"),
        "other": N_("annat"),
    },
    v.ActivityStatus: {
        "planned": N_("planerad"),
        "ongoing": N_("pågår"),
        "done": N_("klar"),
        "cancelled": N_("inställd"),
        "paused": N_("pausad"),
    },
    v.TimePrecision: {
        "day": N_("dag"),
        "month": N_("månad"),
        "quarter": N_("kvartal"),
        "open": N_("öppet slut"),
    },
    v.Attendance: {
        "present": N_("närvarande"),
        "absent_with_notice": N_("anmält frånvaro"),
        "absent": N_("frånvarande"),
    },
    v.Agreement: {
        "yes": N_("ja"),
        "no": N_("nej"),
        "could_not_answer": N_("kunde inte svara"),
    },
    v.NonAnswer: {
        "not_asked": N_("ej tillfrågad"),
        "prefers_not": N_("vill inte svara"),
        "could_not": N_("kunde inte svara"),
        "missing": N_("saknas"),
    },
    v.Mode: {
        "alone": N_("själv"),
        "together": N_("tillsammans"),
        "read_aloud": N_("uppläst"),
        "interpreter": N_("genom tolk"),
    },
    v.Rater: {"participant": N_("deltagaren"), "caseworker": N_("handläggaren")},
    v.NoteKind: {
        "note": N_("anteckning"),
        "check_in": N_("avstämning"),
        "three_party_meeting": N_("trepartsmöte"),
        "phone": N_("telefonsamtal"),
    },
    v.ConsentCategory: {
        "plan": N_("planen"),
        "mapping": N_("kartläggningen"),
        "ratings": N_("egenskattningarna"),
        "status": N_("status"),
        "medical": N_("uppgifter om hälsa"),
    },
    v.ConsentForm: {
        "written": N_("skriftligt"),
        "oral": N_("muntligt"),
    },
    v.SharedAs: {
        "paper": N_("planen på papper"),
        "calendar": N_("kalenderfil"),
        "extract": N_("utdrag i en fil"),
        "handover": N_("hela akten till en annan arbetsplats"),
    },
    v.Access: {
        "unlocked": N_("låste upp"),
        "unlock_failed": N_("upplåsning som misslyckades"),
        "listed": N_("visade listan"),
        "searched": N_("sökte"),
        "opened": N_("öppnade akten"),
        "changed": N_("ändrade"),
        "printed": N_("skrev ut"),
        "exported": N_("lämnade ut en fil"),
        "imported": N_("läste in en lista"),
        "received": N_("tog emot en fil"),
        "backed_up": N_("skrev en säkerhetskopia"),
        "exact_summary": N_("visade exakta siffror"),
        "log_read": N_("läste loggen"),
        "subject_access": N_("tog fram ett registerutdrag"),
        "destruction_approved": N_("godkände gallring"),
        "destroyed": N_("gallrade"),
    },
    v.Rule: {
        "active_planning": N_("aktiv planering tillsammans"),
        "sick_leave_six_months": N_("sjukskriven i sex månader"),
        "follow_up": N_("uppföljning av planen"),
        "activity_follow_up": N_("uppföljning av aktivitet"),
        "self_rating": N_("egenskattning"),
        "final_rating": N_("egenskattning vid avslut"),
        "activity_compensation_ends": N_("aktivitetsersättningen upphör"),
        "follow_up_in_work": N_("uppföljning i arbete"),
        "follow_up_after_end": N_("uppföljning efter avslut"),
        "consent_runs_out": N_("samtycke går ut"),
        "retention": N_("gallring"),
        "no_activity_ahead": N_("ingen aktivitet framåt i planen"),
        "no_follow_up_date": N_("inget uppföljningsdatum"),
        "mapping_old": N_("kartläggningen är äldre än tolv månader"),
        "no_activity_followed_up": N_("ingen aktivitet är uppföljd"),
    },
    v.PlanState: {
        "none": N_("ingen plan"),
        "draft": N_("utkast"),
        "confirmed": N_("bekräftad av båda"),
    },
    v.Action: {
        "participant_registered": N_("registrerade deltagaren"),
        "participant_changed": N_("ändrade grunduppgifter"),
        "participant_imported": N_("läste in från lista"),
        "participant_received": N_("tog emot från annan arbetsplats"),
        "participant_exported": N_("lämnade ut"),
        "own_goal_written": N_("skrev ner det egna målet"),
        "mapping_written": N_("skrev i kartläggningen"),
        "goal_added": N_("lade till ett mål"),
        "goal_changed": N_("ändrade ett mål"),
        "goal_achieved": N_("markerade ett mål som nått"),
        "goal_removed": N_("tog bort ett mål"),
        "goal_put_back": N_("lade tillbaka ett mål"),
        "goal_deleted": N_("raderade ett mål ur utkastet"),
        "activity_added": N_("lade till en aktivitet"),
        "activity_changed": N_("ändrade en aktivitet"),
        "activity_status_set": N_("ändrade en aktivitets läge"),
        "activity_deleted": N_("raderade en aktivitet ur utkastet"),
        "attendance_set": N_("noterade närvaro"),
        "plan_answered": N_("svarade på planen"),
        "follow_up_booked": N_("bokade uppföljning"),
        "follow_up_done": N_("följde upp"),
        "rated": N_("gjorde en egenskattning"),
        "status_set": N_("ändrade status"),
        "status_struck": N_("strök en status"),
        "note_written": N_("skrev en anteckning"),
        "consent_given": N_("skrev in ett samtycke"),
        "consent_withdrawn": N_("skrev in att ett samtycke är taget tillbaka"),
        "plan_printed": N_("skrev ut planen"),
        "calendar_written": N_("skrev en kalenderfil"),
        "cohort_exported": N_("lämnade ut avidentifierade uppgifter"),
        "summary_exported": N_("lämnade ut en sammanställning"),
        "cohort_received": N_("tog emot avidentifierade uppgifter"),
        "exact_summary_shown": N_("visade exakta siffror i sammanställningen"),
        "organisation_key_exported": N_("lämnade ut organisationens nyckel"),
        "organisation_key_imported": N_("tog emot organisationens nyckel"),
    },
    v.EnvelopeFormat: {
        "dirigo.participant": N_("en deltagares akt"),
        "dirigo.caseload": N_("flera deltagares akter"),
        "dirigo.cohort": N_("avidentifierade uppgifter"),
        "dirigo.summary": N_("sammanställning"),
        "dirigo.organisation_key": N_("organisationens nyckel"),
        "dirigo.extract": N_("utdrag till en mottagare"),
    },
    v.SlotKind: {
        "passphrase": N_("lösenfras"),
        "recovery": N_("återställningskod"),
        "keyring": N_("datorns nyckelring"),
        "practice": N_("övning"),
        "escrow": N_("organisationens nyckel"),
    },
}

_AXIS_VALUES: Final[dict[v.Axis, Mapping[str, Lazy]]] = {
    v.Axis.BENEFIT: {
        "sickness_benefit": N_("sjukpenning"),
        "rehabilitation_benefit": N_("rehabiliteringspenning"),
        "activity_compensation_active": N_("aktivitetsersättning"),
        "activity_compensation_dormant": N_("vilande aktivitetsersättning"),
        "sickness_compensation": N_("sjukersättning"),
        "income_support": N_("försörjningsstöd"),
        "activity_support": N_("aktivitetsstöd"),
        "unemployment_insurance": N_("a-kassa"),
        "study_support": N_("studiestöd"),
        "no_public_income": N_("ingen offentlig försörjning"),
    },
    v.Axis.SICK_LEAVE: {},
    v.Axis.MEASURE: {
        "mapping": N_("kartläggning"),
        "mobilisation_course": N_("mobiliseringskurs"),
        "confidence_course": N_("jagstärkande kurs"),
        "pre_rehabilitation": N_("förrehabilitering"),
        "treatment": N_("behandling"),
        "work_training": N_("arbetsträning"),
        "placement": N_("praktik"),
        "supported_employment": N_("supported employment"),
        "waiting": N_("väntar"),
    },
    v.Axis.WORK: {
        "none": N_("inget arbete"),
        "employment": N_("anställning"),
        "subsidised": N_("subventionerad anställning"),
        "own_business": N_("eget företag"),
        "social_enterprise": N_("socialt företag"),
    },
    v.Axis.STUDIES: {
        "none": N_("inga studier"),
        "sfi": N_("sfi"),
        "basic_or_upper_secondary": N_("grundläggande eller gymnasial"),
        "folk_high_school": N_("folkhögskola"),
        "vocational_or_higher": N_("yrkesutbildning eller högskola"),
    },
    v.Axis.JOB_SEEKER: {
        "not_registered": N_("ej inskriven hos Arbetsförmedlingen"),
        "registered": N_("inskriven hos Arbetsförmedlingen"),
        "registered_available": N_("inskriven och står till arbetsmarknadens förfogande"),
    },
    v.Axis.READY: {
        "participant": N_("enligt deltagaren"),
        "caseworker": N_("enligt handläggaren"),
    },
    v.Axis.PARTICIPATION: {
        "referred": N_("anvisad"),
        "waiting": N_("väntar på start"),
        "ongoing": N_("deltar"),
        "paused": N_("paus"),
        "completed": N_("avslutad"),
        "discontinued": N_("avbrott"),
    },
}

SEX_IN_TABLES: Final[Mapping[str, Lazy]] = {
    "women": N_("kvinnor"),
    "men": N_("män"),
    "unknown": N_("okänt"),
}
"""Headings of tables; :func:`word` speaks of one person."""


def lazy_word(code: StrEnum) -> Lazy:
    """The word for a code, to be translated when drawn."""
    return _WORDS[type(code)][code.value]


def word(code: StrEnum) -> str:
    """The word for a code, in the reader's language."""
    return str(lazy_word(code))


def lazy_axis_value(axis: v.Axis, value: str) -> Lazy:
    """The word for a value of a status axis, to be translated when drawn."""
    return _AXIS_VALUES[axis][value]


def axis_value_word(axis: v.Axis, value: str) -> str:
    """The word for a value of a status axis; "" for the axis without values (sick leave)."""
    return str(lazy_axis_value(axis, value)) if value else ""


def template_text(words: Words) -> str:
    """A rating template's own text in the reader's language."""
    return words.en if language() == "en" else words.sv
