"""A participant's file as it came from another desk, checked row by row."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, TypeVar

from dirigo_tui.domain import consent, identity_number, recurrence, status
from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.foreign import content_digest, decode
from dirigo_tui.domain.merging import Side
from dirigo_tui.domain.plan import read_snapshot
from dirigo_tui.domain.rating_templates import check_answer, lookup
from dirigo_tui.domain.records import (
    OWNED,
    Activity,
    Consent,
    Goal,
    IdentityNumber,
    Occurrence,
    OwnedRecord,
    Participant,
    PlanVersion,
    Rating,
    Record,
    Sharing,
    Status,
    to_plain,
)
from dirigo_tui.services.handover.exporting import EARLIER, TEMPLATES
from dirigo_tui.services.handover.row_history import digests_of
from dirigo_tui.services.ports import Reader

R = TypeVar("R", bound=Record)

_LATER_KINDS = frozenset({Consent, Sharing})
"""What a file from before there were any has no list of."""

_LATER_FIELDS: Final[Mapping[type[Record], Mapping[str, None]]] = {
    PlanVersion: {"participant_mode": None}
}
"""What rows of a file from before there were any lack."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """Rows fit to be compared with those here.

    Attributes:
        rows: by id, parents before children.
        earlier: hashes of what rows have said before, by id.
    """

    participant: Participant
    rows: Mapping[str, Record]
    earlier: Mapping[str, frozenset[str]]

    def side(self, id: str) -> Side:
        """A row as it came."""
        seen = self.earlier.get(id, frozenset())
        record = self.rows.get(id)
        if record is None:
            return Side(None, seen)
        return Side(content_digest(to_plain(record)), seen, record.version)


def read_payload(reader: Reader, payload: Mapping[str, Any]) -> Incoming:
    """Everything in a payload, checked; nothing of it is believed before.

    Raises:
        Refused: ``container_content_invalid`` with ``why``, and the ``table`` where it is about a
            row; ``template_unknown`` or ``template_differs`` (template, version) when answers are
            to questions that are not asked here, or not in these words.
    """
    known = {Participant.table, *(kind.table for kind in OWNED), TEMPLATES, EARLIER}
    if not set(payload) <= known:
        raise _invalid("table")
    try:
        earlier = digests_of(payload.get(EARLIER))
    except ValueError as error:
        raise _invalid(str(error)) from None
    (participant,) = _records(Participant, [payload.get(Participant.table)])
    rows: dict[str, Record] = {participant.id: participant}
    for kind in OWNED:
        sent = payload.get(kind.table, [] if kind in _LATER_KINDS else None)
        for row in _records(kind, sent):
            if row.id in rows:
                raise _invalid("id_twice", kind.table)
            rows[row.id] = row
    incoming = Incoming(participant, rows, earlier)
    _check_templates(reader, payload.get(TEMPLATES), incoming)
    for record in rows.values():
        _check_belongs(record, incoming)
        check_rules(record, reader.today)
    return incoming


def _invalid(why: str, table: str = "") -> Refused:
    return Refused("container_content_invalid", why=why, table=table)


def _records(kind: type[R], rows: object) -> list[R]:
    if not isinstance(rows, list):
        raise _invalid("table", kind.table)
    try:
        later = _LATER_FIELDS.get(kind, {})
        return [decode(kind, {**later, **row} if isinstance(row, dict) else row) for row in rows]
    except (ValueError, OverflowError):
        # The text of the error may repeat the value.
        raise _invalid("row", kind.table) from None


def _check_belongs(record: Record, incoming: Incoming) -> None:
    """Rows are the participant's own and refer to rows of the same file."""
    table = record.table
    if isinstance(record, OwnedRecord) and record.participant_id != incoming.participant.id:
        raise _invalid("other_person", table)
    refers: dict[type[Record], str | None] = {}
    if isinstance(record, Activity | Rating):
        refers = {Goal: record.goal_id}
    elif isinstance(record, Occurrence):
        refers = {Activity: record.activity_id}
    elif isinstance(record, Sharing):
        refers = {Consent: record.consent_id}
    for kind, id in refers.items():
        if id is not None and not isinstance(incoming.rows.get(id), kind):
            raise _invalid("reference", table)


def check_rules(record: Record, today: date) -> None:
    """The rules that a use case would have applied, where a table's bounds do not say them.

    Raises ``Refused("container_content_invalid")``.
    """
    try:
        match record:
            case Status():
                status.check(record.axis, record.value, record.extent, record.from_on, record.to_on)
            case Rating():
                check_answer(
                    lookup(record.template, record.template_version),
                    record.item,
                    value=record.value,
                    non_answer=record.non_answer,
                    goal_id=record.goal_id,
                )
            case Activity() if record.recurrence:
                recurrence.validate(record.recurrence)
            case PlanVersion() if record.snapshot:
                read_snapshot(record.snapshot)
            case IdentityNumber():
                identity_number.parse(record.kind, record.number, today)
            case Consent():
                consent.check(record)
    except (Refused, ValueError, RecursionError):
        raise _invalid("rule", record.table) from None


def _check_templates(reader: Reader, sent: object, incoming: Incoming) -> None:
    """The questions that were answered are asked here too, in the same words."""
    if not isinstance(sent, list):
        raise _invalid("table", TEMPLATES)
    here = {
        (row["template"], row["template_version"]): _questions(row["content"])
        for row in reader.rows("rating_templates")
    }
    there = {}
    for row in sent:
        if not isinstance(row, dict) or set(row) != {"template", "template_version", "content"}:
            raise _invalid("row", TEMPLATES)
        if [type(value) for value in row.values()].count(str) != 2:
            raise _invalid("row", TEMPLATES)
        there[row["template"], row["template_version"]] = _questions(row["content"])
    for rating in incoming.rows.values():
        if not isinstance(rating, Rating):
            continue
        key = (rating.template, rating.template_version)
        if key not in there:
            raise _invalid("template", Rating.table)
        if key not in here:
            raise Refused("template_unknown", template=key[0], version=key[1])
        if here[key] != there[key]:
            raise Refused("template_differs", template=key[0], version=key[1])


def _questions(content: str) -> object:
    """What was asked: the items of a template; its title and citation may be put better later."""
    try:
        return json.loads(content)["items"]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise _invalid("row", TEMPLATES) from None
