"""The history of a file: what somebody did, as a sentence with the actor first.

Entries may be older than this program or have come from another desk. A parameter that is missing
leaves an ellipsis in the sentence, and a code that is not known stands as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Final

from dirigo_tui.domain import vocabulary as v
from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.rating_templates import lookup
from dirigo_tui.domain.records import JournalEntry, Plain
from dirigo_tui.domain.vocabulary import Action
from dirigo_tui.i18n.catalogue import N_, Lazy, _
from dirigo_tui.i18n.formats import short_day
from dirigo_tui.i18n.status import words_of
from dirigo_tui.i18n.words import template_text, word

QUOTED: Final = 60
"""Characters of a quoted text; the whole of it stands where it was written."""

_CODES: Final[Mapping[str, type[StrEnum]]] = {
    "area": v.MappingArea,
    "status": v.ActivityStatus,
    "attendance": v.Attendance,
    "kind": v.NoteKind,
}
_DAYS: Final = frozenset({"on", "next_on", "day", "from_on", "to_on", "valid_to"})

_FIELDS: Final[Mapping[str, Lazy]] = {
    "reference": N_("referens"),
    "name": N_("namn"),
    "birth_date": N_("födelsedatum"),
    "sex": N_("kön i statistiken"),
    "target_group": N_("målgrupp"),
    "site": N_("verksamhetsort"),
    "municipality": N_("kommun"),
    "caseworker": N_("handläggare"),
    "sick_since": N_("sjukskriven sedan"),
    "no_sgi": N_("saknar SGI"),
    "protection": N_("skyddade personuppgifter"),
    "identity_number": N_("identitetsnummer"),
    "title": N_("aktivitet"),
    "kind": N_("typ"),
    "goal_id": N_("mål"),
    "time_text": N_("tidpunkt"),
    "time_start": N_("tidpunkt"),
    "time_end": N_("tidpunkt"),
    "time_precision": N_("tidpunkt"),
    "taking_part": N_("medverkande"),
    "responsible": N_("ansvarig"),
    "follow_up_on": N_("uppföljning"),
    "recurrence": N_("hur ofta"),
}


class _Told(dict[str, str]):
    """The parameters of an entry, readable; one that is missing is an ellipsis.

    Attributes:
        raw: the parameters as they were stored.
    """

    def __init__(self, params: Mapping[str, Plain], today: date) -> None:
        super().__init__()
        self.raw = params
        for name, value in params.items():
            if value not in {None, ""}:
                self[name] = _readable(name, str(value), today)

    def __missing__(self, name: str) -> str:
        return "…"

    def say(self, message: str) -> str:
        """A message with its placeholders filled in."""
        return message.format_map(self)

    def fields(self) -> str:
        """The fields that were changed, each once."""
        names = str(self.raw.get("fields") or "").split(",")
        return ", ".join(dict.fromkeys(str(_FIELDS.get(name, name)) for name in names)) or "…"


def _readable(name: str, value: str, today: date) -> str:
    try:
        if name in _DAYS:
            return short_day(date.fromisoformat(value), today)
        if name in _CODES:
            return word(_CODES[name](value))
    except ValueError:
        pass
    return shortened(value)


def shortened(text: str, length: int = QUOTED) -> str:
    """The text on one line, cut where it is longer."""
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"


# What is said in neither of the two tables below is told by the word of the action alone.
_SENTENCES: Final[Mapping[Action, Lazy]] = {
    Action.PARTICIPANT_REGISTERED: N_("registrerade deltagaren med referens {reference}"),
    Action.GOAL_ADDED: N_("lade till målet ”{title}”"),
    Action.GOAL_ACHIEVED: N_("noterade att målet ”{title}” är nått"),
    Action.GOAL_REMOVED: N_("tog bort målet ”{title}”: {reason}"),
    Action.GOAL_PUT_BACK: N_("lade tillbaka målet ”{title}”"),
    Action.GOAL_DELETED: N_("raderade målet ”{title}” ur utkastet"),
    Action.ACTIVITY_ADDED: N_("lade till aktiviteten ”{title}”"),
    Action.ACTIVITY_DELETED: N_("raderade aktiviteten ”{title}” ur utkastet"),
    Action.CONSENT_GIVEN: N_("skrev in samtycke till {recipient} till och med {valid_to}"),
    Action.CONSENT_WITHDRAWN: N_("skrev in att samtycket till {recipient} inte gäller längre"),
}


def _participant_changed(told: _Told) -> str:
    changed = _("ändrade {fields}").format(fields=told.fields())
    if "second_person" in told:
        changed += told.say(_(" tillsammans med {second_person}"))
    return changed


def _own_goal_written(told: _Told) -> str:
    return told.say(
        _("skrev ner det egna målet ”{title}”") if "title" in told else _("tog bort det egna målet")
    )


def _mapping_written(told: _Told) -> str:
    own_layer = told.raw.get("layer") == "caseworker"
    return told.say(
        _("skrev en egen anteckning i kartläggningen: {area}")
        if own_layer
        else _("skrev i kartläggningen: {area}")
    )


def _goal_changed(told: _Told) -> str:
    return told.say(
        _("ändrade målet ”{was}” till ”{title}”")
        if "was" in told
        else _("skrev en egen anteckning till målet ”{title}”")
    )


def _activity_changed(told: _Told) -> str:
    fields = told.fields()
    return told.say(_("ändrade aktiviteten ”{title}”")) + f": {fields}"


def _activity_status_set(told: _Told) -> str:
    return told.say(_("noterade aktiviteten ”{title}” som {status}")) + _reason(told)


def _attendance_set(told: _Told) -> str:
    return told.say(
        _("noterade {attendance} på ”{title}” {day}")
        if "attendance" in told
        else _("tog bort noteringen om närvaro på ”{title}” {day}")
    )


def _plan_answered(told: _Told) -> str:
    by_participant = told.raw.get("who") == v.Rater.PARTICIPANT
    answer = told.raw.get("answer")
    if answer == v.Agreement.YES:
        said = (
            _("noterade att deltagaren säger ja till version {number} av planen")
            if by_participant
            else _("sa ja till version {number} av planen")
        )
    elif answer == v.Agreement.NO:
        said = (
            _("noterade att deltagaren säger nej till version {number} av planen")
            if by_participant
            else _("sa nej till version {number} av planen")
        )
    else:
        said = (
            _("noterade att deltagaren inte kunde svara på version {number} av planen")
            if by_participant
            else _("kunde inte svara på version {number} av planen")
        )
    return told.say(said) + _reason(told)


def _follow_up_booked(told: _Told) -> str:
    return told.say(
        _("bokade uppföljning {on}") if "on" in told else _("tog bort den bokade uppföljningen")
    )


def _follow_up_done(told: _Told) -> str:
    said = told.say(
        _("följde upp aktiviteten ”{title}” {on}")
        if "title" in told
        else _("följde upp planen {on}, {kind}")
    )
    if "next_on" in told:
        said += told.say(_(", och bokade nästa gång till {next_on}"))
    return said


def _rated(told: _Told) -> str:
    corrected = told.raw.get("corrected")
    if told.raw.get("rater") == v.Rater.CASEWORKER:
        said = (
            _("rättade sin egen skattning ”{template}” {on}")
            if corrected
            else _("gjorde en egen skattning ”{template}” {on}")
        )
    else:
        said = (
            _("rättade deltagarens egenskattning ”{template}” {on}")
            if corrected
            else _("skrev in deltagarens egenskattning ”{template}” {on}")
        )
    return told.say(said)


def _status_set(told: _Told) -> str:
    axis, value = told.raw.get("axis"), told.raw.get("value")
    if axis == v.Axis.PARTICIPATION and value == "ongoing":
        return told.say(_("noterade att deltagandet började {from_on}"))
    if axis == v.Axis.PARTICIPATION and "reason" in told:
        return told.say(_("noterade att deltagandet slutade {from_on}: {reason}"))
    if "to_on" in told:
        return told.say(_("noterade att status {row} gällde till och med {to_on}"))
    return told.say(
        _("rättade status till {row} från {from_on}")
        if told.raw.get("corrected")
        else _("noterade status {row} från {from_on}")
    )


def _status_struck(told: _Told) -> str:
    return told.say(_("strök status {row} från {from_on}"))


def _note_written(told: _Told) -> str:
    return told.say(
        _("skrev en anteckning {on}")
        if told.raw.get("kind") == v.NoteKind.NOTE
        else _("skrev om {kind} {on}")
    )


def _plan_printed(told: _Told) -> str:
    said = told.say(
        _("skrev ut version {version} av planen") if "version" in told else _("skrev ut planen")
    )
    return said + _recipient(told) + _reason(told)


def _calendar_written(told: _Told) -> str:
    return _("skrev en kalenderfil med planens dagar") + _recipient(told) + _reason(told)


def _participant_exported(told: _Told) -> str:
    if "recipient" in told:
        return told.say(_("lämnade ut ett utdrag till {recipient}"))
    return _("lämnade över akten till en annan arbetsplats")


_BUILT: Final[Mapping[Action, Callable[[_Told], str]]] = {
    Action.PARTICIPANT_CHANGED: _participant_changed,
    Action.OWN_GOAL_WRITTEN: _own_goal_written,
    Action.MAPPING_WRITTEN: _mapping_written,
    Action.GOAL_CHANGED: _goal_changed,
    Action.ACTIVITY_CHANGED: _activity_changed,
    Action.ACTIVITY_STATUS_SET: _activity_status_set,
    Action.ATTENDANCE_SET: _attendance_set,
    Action.PLAN_ANSWERED: _plan_answered,
    Action.FOLLOW_UP_BOOKED: _follow_up_booked,
    Action.FOLLOW_UP_DONE: _follow_up_done,
    Action.RATED: _rated,
    Action.STATUS_SET: _status_set,
    Action.STATUS_STRUCK: _status_struck,
    Action.NOTE_WRITTEN: _note_written,
    Action.PLAN_PRINTED: _plan_printed,
    Action.CALENDAR_WRITTEN: _calendar_written,
    Action.PARTICIPANT_EXPORTED: _participant_exported,
}


def _recipient(told: _Told) -> str:
    return told.say(_(" till {recipient}")) if "recipient" in told else ""


def _reason(told: _Told) -> str:
    return f": {told['reason']}" if "reason" in told else ""


def told_of(entry: JournalEntry, today: date) -> str:
    """What an entry says, e.g. ``Anna Lind lade till aktiviteten ”Promenad”.``

    User text in it is plain: show it through ``safe``.
    """
    told = _Told(entry.params, today)
    _add_words(told)
    actor = entry.actor or _("Någon")
    parts = [f"{actor} {_predicate(entry.action, told)}"]
    if told.raw.get("joint"):
        parts.append(_("Planen är bekräftad av båda"))
    if "new_version" in told:
        parts.append(told.say(_("Det blev version {new_version} av planen")))
    return " ".join(_ended(parts))


def _predicate(action: str, told: _Told) -> str:
    try:
        known = Action(action)
    except ValueError:
        return _("gjorde något som det här programmet inte känner till")
    if known in _BUILT:
        return _BUILT[known](told)
    if known in _SENTENCES:
        return told.say(str(_SENTENCES[known]))
    return word(known)


def _add_words(told: _Told) -> None:
    """Words that take more than one parameter."""
    raw = told.raw
    try:
        if "axis" in told:
            axis, extent = v.Axis(str(raw["axis"])), raw.get("extent")
            number = None if extent is None else int(extent)
            told["row"] = words_of(axis, str(raw.get("value") or ""), number)
        if raw.get("axis") == v.Axis.PARTICIPATION and "reason" in told:
            told["reason"] = word(v.EndReason(str(raw["reason"])))
        if "template" in told:
            told["template"] = template_text(lookup(str(raw["template"])).title)
    except (KeyError, ValueError, Refused):
        pass  # A code of another program's: it stays as it is.


def _ended(sentences: Iterable[str]) -> Iterable[str]:
    return (text if text.endswith((".", "!", "?", "…")) else f"{text}." for text in sentences)
