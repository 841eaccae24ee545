"""Registerutdrag in words: every field under the name that the screens call it by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from dirigo_tui.domain.dates import today_in_sweden
from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.plan import read_snapshot
from dirigo_tui.domain.rating_templates import lookup
from dirigo_tui.domain.records import (
    RESPONSIBLE_PARTICIPANT,
    OwnedRecord,
    PlanVersion,
    Rating,
    Record,
    Status,
    field_names,
)
from dirigo_tui.i18n.access_log import cells
from dirigo_tui.i18n.catalogue import N_, Lazy, _, du, language
from dirigo_tui.i18n.formats import clock, long_day, sentence_case
from dirigo_tui.i18n.history import told_of
from dirigo_tui.i18n.ratings import answer_of
from dirigo_tui.i18n.status import status_words
from dirigo_tui.i18n.words import template_text, word
from dirigo_tui.services.paper import Block, Facts, Heading, Paper, Table, Text
from dirigo_tui.services.subject_access import Extract

_HEADINGS: Final[Mapping[str, Lazy]] = {
    "identity_number": N_("Identitetsnummer"),
    "mapping_entry": N_("Kartläggning"),
    "goal": N_("Mål"),
    "activity": N_("Aktiviteter"),
    "occurrence": N_("Närvaro"),
    "plan_version": N_("Planens versioner"),
    "rating": N_("Egenskattningar"),
    "status": N_("Status"),
    "note": N_("Anteckningar"),
    "consent": N_("Samtycken"),
    "sharing": N_("Utlämnat till andra"),
}

_LABELS: Final[Mapping[str, Lazy]] = {
    "recorded_at": N_("Skrevs"),
    "recorded_by": N_("Skrevs av"),
    "reference": N_("Referens"),
    "name": N_("Namn"),
    "birth_date": N_("Födelsedatum"),
    "sex": N_("Kön i statistiken"),
    "target_group": N_("Målgrupp"),
    "site": N_("Verksamhetsort"),
    "municipality": N_("Kommun"),
    "caseworker": N_("Handläggare"),
    "sick_since": N_("Sjukskriven sedan"),
    "no_sgi": N_("Saknar SGI"),
    "start": N_("Start"),
    "end": N_("Slut"),
    "end_reason": N_("Avslutsorsak"),
    "protection": N_("Skyddade personuppgifter"),
    "own_goal": N_("Mitt mål"),
    "kind": N_("Typ"),
    "number": N_("Nummer"),
    "valid_from": N_("Gäller från"),
    "valid_to": N_("Gäller till"),
    "area": N_("Område"),
    "own_words": N_("Egna ord"),
    "strengths": N_("Det här har jag"),
    "obstacles": N_("Det här är svårt"),
    "note": N_("Handläggarens anteckning"),
    "updated_on": N_("Genomgånget"),
    "state": N_("Läge"),
    "state_on": N_("Sedan"),
    "state_reason": N_("Skäl"),
    "title": N_("Aktivitet"),
    "time_text": N_("Tidpunkt"),
    "time_start": N_("Första dagen"),
    "time_end": N_("Sista dagen"),
    "taking_part": N_("Medverkande"),
    "responsible": N_("Ansvarig"),
    "status_reason": N_("Skäl"),
    "follow_up_on": N_("Ska följas upp"),
    "followed_up_on": N_("Följdes upp"),
    "recurrence": N_("Hur ofta"),
    "day": N_("Dag"),
    "attendance": N_("Närvaro"),
    "opened_on": N_("Öppnad"),
    "next_follow_up": N_("Nästa uppföljning"),
    "participant_answer": N_("Deltagarens svar"),
    "participant_answered_on": N_("Deltagaren svarade"),
    "participant_reason": N_("Deltagarens skäl"),
    "participant_mode": N_("Hur deltagaren svarade"),
    "caseworker_answer": N_("Handläggarens svar"),
    "caseworker_answered_on": N_("Handläggaren svarade"),
    "caseworker_reason": N_("Handläggarens skäl"),
    "on": N_("Dag"),
    "reason": N_("Skäl"),
    "mode": N_("Sätt"),
    "rater": N_("Vem"),
    "extent": N_("Omfattning i procent"),
    "from_on": N_("Från"),
    "to_on": N_("Till"),
    "source": N_("Källa"),
    "struck_at": N_("Struken"),
    "text": N_("Text"),
    "recipient": N_("Mottagare"),
    "plan": N_("Planen"),
    "mapping": N_("Kartläggningen"),
    "ratings": N_("Egenskattningarna"),
    "status": N_("Status"),
    "medical": N_("Uppgifter om hälsa"),
    "purpose": N_("Ändamål"),
    "form": N_("Form"),
    "withdrawn_on": N_("Tillbakataget"),
    "shared_as": N_("Lämnat som"),
}

_TOLD_OTHERWISE: Final = frozenset(
    {"id", "version", "participant_id", "goal_id", "activity_id", "occasion_id", "consent_id",
     "position", "time_precision", "template", "template_version", "item", "value", "non_answer",
     "axis", "snapshot"}
)  # fmt: skip
"""Fields that only tie rows together, or that :func:`_lead` says in words of its own."""


def extract_on_paper(extract: Extract) -> Paper:
    """The paper in the reader's language."""
    title = _("Registerutdrag")
    name = extract.participant.name or extract.participant.reference
    made = _("Gjort {day}").format(day=long_day(extract.made_on))
    by = " · ".join(part for part in (extract.organisation, extract.desk) if part)
    return Paper(
        language=language(),
        title=title,
        day=extract.made_on,
        lead=tuple(part for part in (name, made, by) if part),
        marks=(_("ÖVNING"),) if extract.practice else (),
        running=f"{title} · {name}",
        pages=_("Sida {page} av {pages}"),
        cover="",
        blocks=tuple(_blocks(extract)),
    )


def _blocks(extract: Extract) -> Iterator[Block]:
    yield Text(
        du(
            "Det här är allt som finns sparat om dig här: också det som har ändrats, strukits eller"
            " ångrats, och vem som har läst. Du kan be att få fel rättade."
        )
    )
    yield Heading(du("Om dig"))
    yield Facts(tuple(_facts(extract.participant)))
    for kind, rows in extract.records.items():
        yield Heading(str(_HEADINGS[kind.table]))
        if not rows:
            yield Text(du("Inget är sparat."))
        for row in rows:
            yield Facts((*_lead(row, extract), *_facts(row)))
    yield Heading(_("Påbörjat, inte sparat"))
    yield Text("\n".join(d.content for d in extract.drafts) or du("Inget är sparat."))
    yield Heading(_("Det här har gjorts i akten"))
    for entry in extract.history:
        undone = _("↶ ångrat: ") if entry.undone else ""
        yield Text(f"{_moment(entry.at)}  {undone}{told_of(entry, extract.made_on)}")
    yield Heading(_("Vem som har läst"))
    columns = (_("När"), _("Vem"), _("Vad"), _("Skäl"))
    lines = (cells(line, whose=False) for line in extract.log)
    yield Table(columns, tuple(tuple(cell or "–" for cell in line) for line in lines))


def _facts(record: Record) -> Iterator[tuple[str, str]]:
    for name in field_names(type(record)):
        value = getattr(record, name)
        if name not in _TOLD_OTHERWISE and value not in {None, ""}:
            yield str(_LABELS[name]), _said(name, value)


def heading_of(table: str) -> str:
    """What the rows of a table are called."""
    return str(_HEADINGS[table]) if table in _HEADINGS else _("Deltagare")


def field_words(name: str, value: object) -> tuple[str, str]:
    """What a field of a record is called, or its own name, and what it says; "–" for nothing."""
    label = str(_LABELS[name]) if name in _LABELS else name
    return label, "–" if value in {None, ""} else _said(name, value)


def _said(name: str, value: object) -> str:
    if isinstance(value, StrEnum):
        return word(value)
    if isinstance(value, bool):
        return _("ja") if value else _("nej")
    if isinstance(value, datetime):
        return _moment(value)
    if isinstance(value, date):
        return long_day(value)
    if name == "responsible" and value == RESPONSIBLE_PARTICIPANT:
        return _("deltagaren")
    return str(value)


def _moment(at: datetime) -> str:
    return f"{today_in_sweden(at)} {clock(at)}"


def _lead(record: OwnedRecord, extract: Extract) -> Iterator[tuple[str, str]]:
    """What a row says in several fields together, or about another row."""
    match record:
        case Rating():
            yield _question(record)
        case Status():
            yield word(record.axis), sentence_case(status_words(record))
        case PlanVersion(snapshot=snapshot) if snapshot:
            yield _("Planen då"), _plan_then(snapshot)
    for name, table in (("goal_id", "goal"), ("activity_id", "activity")):
        about = getattr(record, name, None)
        if about is not None:
            yield str(_ABOUT[table]), _named(about, extract)


_ABOUT: Final[Mapping[str, Lazy]] = {"goal": N_("Mål"), "activity": N_("Aktivitet")}


def _named(id: str, extract: Extract) -> str:
    rows = (row for rows in extract.records.values() for row in rows if row.id == id)
    row = next(rows, None)
    return str(getattr(row, "own_words", "") or getattr(row, "title", "") or _("borttaget"))


def _question(rating: Rating) -> tuple[str, str]:
    try:
        item = lookup(rating.template, rating.template_version).item(rating.item)
    except Refused:  # of a template that only another desk has
        return f"{rating.template} {rating.item}", str(rating.value)
    return template_text(item.text), answer_of(item, rating)


def _plan_then(snapshot: str) -> str:
    """Goals and activities of a frozen version, line by line."""
    content = read_snapshot(snapshot)
    activities = (
        " · ".join(
            str(part) for part in (row["title"], row["time_text"], row["taking_part"]) if part
        )
        for row in content["activities"]
    )
    return "\n".join([*(str(goal["own_words"]) for goal in content["goals"]), *activities])
