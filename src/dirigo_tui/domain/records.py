"""The nouns: one frozen dataclass per table row, and the codec between rows, JSON and records.

A field stands here once. The tables of ``store/tables.py`` repeat the columns with their
constraints (a test holds the two together); journal, plan snapshots and exports use
:func:`to_plain` and :func:`from_plain`.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime
from enum import Enum
from functools import cache
from typing import Any, ClassVar, TypeVar, cast

from dirigo_tui.domain.vocabulary import (
    ActivityKind,
    ActivityStatus,
    Agreement,
    Attendance,
    Axis,
    ConsentCategory,
    ConsentForm,
    EndReason,
    GoalState,
    IdentityKind,
    MappingArea,
    Mode,
    NonAnswer,
    NoteKind,
    Protection,
    Rater,
    Sex,
    SharedAs,
    Source,
    TargetGroup,
    TimePrecision,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What every row has.

    Attributes:
        id: UUID as 32 hexadecimal digits; the key everywhere, also between desks.
        version: counts the row's changes, for optimistic locking.
        recorded_at: UTC, when the row was first written.
        recorded_by: name of the caseworker at the desk, or "" when unknown (import).
    """

    table: ClassVar[str]

    id: str
    version: int = 1
    recorded_at: datetime
    recorded_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant(Record):
    """A person who takes part (deltagare).

    Attributes:
        reference: the organisation's own number for the person, unique in the organisation.
        own_goal: the long-term goal in the participant's own words.
        no_sgi: the person lacks income that gives sickness benefit (saknar SGI).
        start, end, end_reason: the participation; kept equal to the ``participation`` axis.
    """

    table: ClassVar[str] = "participant"

    reference: str
    name: str = ""
    birth_date: date | None = None
    sex: Sex = Sex.UNKNOWN
    target_group: TargetGroup | None = None
    site: str = ""
    municipality: str = ""
    caseworker: str = ""
    sick_since: date | None = None
    no_sgi: bool = False
    start: date | None = None
    end: date | None = None
    end_reason: EndReason | None = None
    protection: Protection = Protection.NONE
    own_goal: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnedRecord(Record):
    """A row that belongs to one participant and leaves with that person's file."""

    participant_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityNumber(OwnedRecord):
    """An identity number with the days it is valid; people change them (DOMAIN.md §11)."""

    table: ClassVar[str] = "identity_number"

    kind: IdentityKind
    number: str
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MappingEntry(OwnedRecord):
    """One area of the mapping; at most one row per participant and area.

    Attributes:
        own_words, strengths, obstacles: the participant's ("det här har jag", "det här är svårt").
        note: the caseworker's own layer, never mixed with the participant's words.
        updated_on: the day the participant last went through the area.
    """

    table: ClassVar[str] = "mapping_entry"

    area: MappingArea
    own_words: str = ""
    strengths: str = ""
    obstacles: str = ""
    note: str = ""
    updated_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal(OwnedRecord):
    """A goal in the participant's own words; ``note`` is the caseworker's layer."""

    table: ClassVar[str] = "goal"

    position: int
    own_words: str
    note: str = ""
    state: GoalState = GoalState.OPEN
    state_on: date | None = None
    state_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity(OwnedRecord):
    """An activity of the plan, with exactly one responsible.

    Attributes:
        goal_id: the goal it serves, or None.
        time_text: the fuzzy time as written; ``time_start``, ``time_end`` and ``time_precision``
            are what the program understood of it (all None when nothing), never invented.
        responsible: free text; :data:`RESPONSIBLE_PARTICIPANT` when it is the participant.
        follow_up_on: when it is to be followed up; ``followed_up_on`` when it last was.
        recurrence: an RFC 5545 RRULE ("" for a single activity), counted from ``time_start``.
    """

    table: ClassVar[str] = "activity"

    goal_id: str | None = None
    position: int
    title: str
    kind: ActivityKind = ActivityKind.OTHER
    time_text: str = ""
    time_start: date | None = None
    time_end: date | None = None
    time_precision: TimePrecision | None = None
    taking_part: str = ""
    responsible: str = ""
    status: ActivityStatus = ActivityStatus.PLANNED
    status_reason: str = ""
    follow_up_on: date | None = None
    followed_up_on: date | None = None
    recurrence: str = ""


RESPONSIBLE_PARTICIPANT = "participant"
"""The stored value of ``Activity.responsible`` when the participant is the one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence(OwnedRecord):
    """Attendance at one occurrence; (activity, day) is its identity."""

    table: ClassVar[str] = "occurrence"

    activity_id: str
    day: date
    attendance: Attendance


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanVersion(OwnedRecord):
    """A version of the plan and what the two said about it.

    A version is open to editing until somebody has answered it; then its ``snapshot`` is frozen and
    the next edit of the plan's content opens version ``number + 1`` (DOMAIN.md §2).

    Attributes:
        snapshot: JSON of the goals and activities as answered, or "" while still a draft.
        next_follow_up: the day the plan is to be followed up.
        participant_answer, caseworker_answer: None until asked.
        participant_mode: how the participant gave the answer; None when that was not asked.
    """

    table: ClassVar[str] = "plan_version"

    number: int
    opened_on: date
    snapshot: str = ""
    next_follow_up: date | None = None
    participant_answer: Agreement | None = None
    participant_answered_on: date | None = None
    participant_reason: str = ""
    participant_mode: Mode | None = None
    caseworker_answer: Agreement | None = None
    caseworker_answered_on: date | None = None
    caseworker_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating(OwnedRecord):
    """One answer to one item of an immutable template version (DOMAIN.md §6).

    Attributes:
        occasion_id: groups the items answered in one sitting.
        value: the answer, or None; exactly one of ``value`` and ``non_answer`` is set.
        goal_id: for templates asked per goal (``mi``, ``gas``).
    """

    table: ClassVar[str] = "rating"

    occasion_id: str
    template: str
    template_version: int
    item: str
    on: date
    value: int | None = None
    non_answer: NonAnswer | None = None
    reason: str = ""
    mode: Mode = Mode.TOGETHER
    rater: Rater = Rater.PARTICIPANT
    goal_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Status(OwnedRecord):
    """One dated row on one axis (DOMAIN.md §7). Both ends belong to the interval.

    Attributes:
        value: one of ``AXIS_VALUES[axis]``; "" on the axis ``sick_leave``.
        extent: per cent 0–100, or None when not said (then it counts as more than 0).
        struck_at: set when a correction struck the row; struck rows count nowhere.
    """

    table: ClassVar[str] = "status"

    axis: Axis
    value: str = ""
    extent: int | None = None
    from_on: date
    to_on: date | None = None
    source: Source = Source.CASEWORKER
    struck_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(OwnedRecord):
    """A dated note by the caseworker; check-ins, meetings and calls count as contact."""

    table: ClassVar[str] = "note"

    on: date
    kind: NoteKind = NoteKind.NOTE
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Covering(OwnedRecord):
    """A row about handing something out; each category is covered by it or not.

    Attributes:
        recipient: who may have it, or has had it.
    """

    recipient: str = ""
    plan: bool = False
    mapping: bool = False
    ratings: bool = False
    status: bool = False
    medical: bool = False

    @property
    def categories(self) -> tuple[ConsentCategory, ...]:
        """What is covered, in the order of the vocabulary."""
        return tuple(each for each in ConsentCategory if getattr(self, each.value))


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent(Covering):
    """The participant lets one recipient have some categories for a while (DOMAIN.md §10).

    Attributes:
        purpose: what the recipient needs it for.
        valid_from, valid_to: both days belong to it.
        withdrawn_on: the day it was taken back, from which it holds no more; None while it stands.
    """

    table: ClassVar[str] = "consent"

    purpose: str
    valid_from: date
    valid_to: date
    form: ConsentForm
    withdrawn_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sharing(Covering):
    """Something that has gone out, and under which consent.

    Attributes:
        recipient: "" for another desk of the same organisation.
        consent_id: None for what needs none: a handover inside the organisation.
    """

    table: ClassVar[str] = "sharing"

    on: date
    shared_as: SharedAs
    consent_id: str | None = None


OWNED: tuple[type[OwnedRecord], ...] = (
    IdentityNumber,
    MappingEntry,
    Goal,
    Activity,
    Occurrence,
    PlanVersion,
    Rating,
    Status,
    Note,
    Consent,
    Sharing,
)
"""Every kind of row in a participant's file, parents before children."""

PARTICIPANT_KINDS: tuple[type[Record], ...] = (Participant, *OWNED)

R = TypeVar("R", bound=Record)

Plain = str | int | bool | None
"""What a field is in JSON and in a row: dates are ISO 8601 text, timestamps end in Z."""


_PLAIN = frozenset({str, int, bool})
"""Exactly these: a code of the vocabulary is a string too."""


def plain_value(value: object) -> Plain:
    """A field's value as it stands in JSON and in a row."""
    if value is None or type(value) in _PLAIN:
        return cast(Plain, value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Enum):
        return str(value.value)
    raise TypeError(f"no plain form for {type(value).__name__}")


def _decode_timestamp(text: Any) -> datetime:
    return datetime.fromisoformat(text)


def _decoder(hint: Any) -> Callable[[Any], Any] | None:
    """The function that turns a plain value into the field's type, or None when it already is."""
    if isinstance(hint, types.UnionType):
        (hint,) = (part for part in typing.get_args(hint) if part is not types.NoneType)
    if hint is datetime:
        return _decode_timestamp
    if hint is date:
        return date.fromisoformat
    if hint is bool:
        return bool
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint
    return None


# mypy looks at the hash of instances where ``cache`` wants that of the type: hence ``Any``.
@cache
def _field_names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def field_names(kind: type[Record]) -> tuple[str, ...]:
    """The column names of a record type, in the order of its fields."""
    key: Any = kind
    return _field_names(key)


@cache
def _decoders(kind: Any) -> tuple[tuple[str, Callable[[Any], Any] | None], ...]:
    hints = typing.get_type_hints(kind)
    return tuple((name, _decoder(hints[name])) for name in field_names(kind))


def to_plain(record: Record) -> dict[str, Plain]:
    """A record as JSON-ready values, keyed by column."""
    return {name: plain_value(getattr(record, name)) for name in field_names(type(record))}


def from_plain(kind: type[R], plain: Mapping[str, Any]) -> R:
    """A record from what :func:`to_plain` gave, or from a database row keyed by column.

    Raises:
        KeyError: a column is missing.
        ValueError: a value is not of the field's type.
    """
    key: Any = kind
    values: dict[str, Any] = {}
    for name, decode in _decoders(key):
        value = plain[name]
        values[name] = value if value is None or decode is None else decode(value)
    return kind(**values)


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalEntry:
    """What one use case did, for undo, redo and the history in sentences.

    Attributes:
        number: rises with every entry.
        params: what a sentence needs besides the action, e.g. ``{"title": "Promenad"}``.
        undone: the change has been taken back (and may be redone).
    """

    number: int
    at: datetime
    actor: str
    participant_id: str | None
    action: str
    params: Mapping[str, Plain]
    undone: bool
