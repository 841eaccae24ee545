"""The tables: columns of the records, and the bounds that hold even when a use case forgets them.

SQLAlchemy Core and not mapped classes: records are frozen values, so there is no identity map to
keep, nothing loads itself while a screen is drawn, and a set of rows is written by one
``executemany``. ``tests/integration/test_tables.py`` holds these columns equal to the fields of
``domain/records.py`` and to what the migrations build.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    UniqueConstraint,
)
from sqlalchemy.schema import SchemaItem

from dirigo_tui.domain import vocabulary as v
from dirigo_tui.domain.records import PARTICIPANT_KINDS, Record

# Named before the first migration: a constraint without a name cannot be altered later.
METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _one_of(column: str, codes: Iterable[str], *, empty: bool = False) -> CheckConstraint:
    listed = ", ".join(f"'{code}'" for code in codes)
    null = f"{column} IS NULL OR " if empty else ""
    return CheckConstraint(f"{null}{column} IN ({listed})", name=column)


def _day(name: str, *, empty: bool = True) -> Column[str]:
    """A day as ISO 8601 text: sorts and compares as it stands, in every database."""
    return Column(name, String(10), nullable=empty)


def _text(name: str) -> Column[str]:
    return Column(name, String, nullable=False, server_default="")


def _code(name: str, *, empty: bool = False) -> Column[str]:
    return Column(name, String(40), nullable=empty)


def _record() -> list[Column[str] | Column[int]]:
    return [
        Column("id", String(32), primary_key=True),
        Column("version", Integer, nullable=False),
        Column("recorded_at", String(24), nullable=False),
        _text("recorded_by"),
    ]


def _owned() -> list[Column[str] | Column[int]]:
    owner = Column(
        "participant_id",
        String(32),
        ForeignKey("participant.id", ondelete="CASCADE"),
        nullable=False,
    )
    return [*_record(), owner]


def _covering() -> list[SchemaItem]:
    """The columns of a row about handing out, which covers at least one category."""
    flags = " AND ".join(f"{each} IN (0, 1)" for each in v.ConsentCategory)
    return [
        *_owned(),
        _text("recipient"),
        *(
            Column(c.value, Boolean(create_constraint=False), nullable=False)
            for c in v.ConsentCategory
        ),
        CheckConstraint(flags, name="flags"),
        CheckConstraint(f"1 IN ({', '.join(v.ConsentCategory)})", name="covers_something"),
    ]


participant = Table(
    "participant",
    METADATA,
    *_record(),
    Column("reference", String, nullable=False, unique=True),
    _text("name"),
    _day("birth_date"),
    _code("sex"),
    _code("target_group", empty=True),
    _text("site"),
    _text("municipality"),
    _text("caseworker"),
    _day("sick_since"),
    Column("no_sgi", Boolean(create_constraint=False), nullable=False),
    _day("start"),
    _day("end"),
    _code("end_reason", empty=True),
    _code("protection"),
    _text("own_goal"),
    CheckConstraint("reference <> ''", name="reference"),
    CheckConstraint('"end" IS NULL OR start IS NULL OR start <= "end"', name="start_before_end"),
    CheckConstraint("no_sgi IN (0, 1)", name="no_sgi"),
    _one_of("sex", v.Sex),
    _one_of("target_group", v.TargetGroup, empty=True),
    _one_of("end_reason", v.EndReason, empty=True),
    _one_of("protection", v.Protection),
)

identity_number = Table(
    "identity_number",
    METADATA,
    *_owned(),
    _code("kind"),
    Column("number", String(12), nullable=False),
    _day("valid_from"),
    _day("valid_to"),
    _one_of("kind", v.IdentityKind),
    Index(None, "participant_id"),
    Index(None, "number"),
)

mapping_entry = Table(
    "mapping_entry",
    METADATA,
    *_owned(),
    _code("area"),
    _text("own_words"),
    _text("strengths"),
    _text("obstacles"),
    _text("note"),
    _day("updated_on", empty=False),
    _one_of("area", v.MappingArea),
    UniqueConstraint("participant_id", "area"),
)

goal = Table(
    "goal",
    METADATA,
    *_owned(),
    Column("position", Integer, nullable=False),
    _text("own_words"),
    _text("note"),
    _code("state"),
    _day("state_on"),
    _text("state_reason"),
    CheckConstraint("own_words <> ''", name="own_words"),
    CheckConstraint("state <> 'removed' OR state_reason <> ''", name="removed_with_reason"),
    _one_of("state", v.GoalState),
    Index(None, "participant_id"),
)

activity = Table(
    "activity",
    METADATA,
    *_owned(),
    Column("goal_id", String(32), ForeignKey("goal.id", ondelete="SET NULL"), nullable=True),
    Column("position", Integer, nullable=False),
    _text("title"),
    _code("kind"),
    _text("time_text"),
    _day("time_start"),
    _day("time_end"),
    _code("time_precision", empty=True),
    _text("taking_part"),
    _text("responsible"),
    _code("status"),
    _text("status_reason"),
    _day("follow_up_on"),
    _day("followed_up_on"),
    _text("recurrence"),
    CheckConstraint("title <> ''", name="title"),
    CheckConstraint(
        "time_end IS NULL OR time_start IS NULL OR time_start <= time_end", name="time_order"
    ),
    CheckConstraint("status <> 'cancelled' OR status_reason <> ''", name="cancelled_with_reason"),
    _one_of("kind", v.ActivityKind),
    _one_of("time_precision", v.TimePrecision, empty=True),
    _one_of("status", v.ActivityStatus),
    Index(None, "participant_id"),
    Index(None, "goal_id"),
)

occurrence = Table(
    "occurrence",
    METADATA,
    *_owned(),
    Column(
        "activity_id", String(32), ForeignKey("activity.id", ondelete="CASCADE"), nullable=False
    ),
    _day("day", empty=False),
    _code("attendance"),
    _one_of("attendance", v.Attendance),
    UniqueConstraint("activity_id", "day"),
    Index(None, "participant_id"),
)

plan_version = Table(
    "plan_version",
    METADATA,
    *_owned(),
    Column("number", Integer, nullable=False),
    _day("opened_on", empty=False),
    _text("snapshot"),
    _day("next_follow_up"),
    _code("participant_answer", empty=True),
    _day("participant_answered_on"),
    _text("participant_reason"),
    _code("participant_mode", empty=True),
    _code("caseworker_answer", empty=True),
    _day("caseworker_answered_on"),
    _text("caseworker_reason"),
    CheckConstraint("number >= 1", name="number"),
    CheckConstraint(
        "(participant_answer IS NULL) = (participant_answered_on IS NULL)", name="participant_day"
    ),
    CheckConstraint(
        "(caseworker_answer IS NULL) = (caseworker_answered_on IS NULL)", name="caseworker_day"
    ),
    _one_of("participant_answer", v.Agreement, empty=True),
    _one_of("participant_mode", v.Mode, empty=True),
    _one_of("caseworker_answer", v.Agreement, empty=True),
    UniqueConstraint("participant_id", "number"),
)

rating_template = Table(
    "rating_template",
    METADATA,
    Column("template", String(40), primary_key=True),
    Column("template_version", Integer, primary_key=True),
    Column("content", String, nullable=False),
)
"""The question text as it was asked, kept with the answers (DOMAIN.md §6)."""

rating = Table(
    "rating",
    METADATA,
    *_owned(),
    Column("occasion_id", String(32), nullable=False),
    _code("template"),
    Column("template_version", Integer, nullable=False),
    _code("item"),
    _day("on", empty=False),
    Column("value", Integer, nullable=True),
    _code("non_answer", empty=True),
    _text("reason"),
    _code("mode"),
    _code("rater"),
    Column("goal_id", String(32), ForeignKey("goal.id", ondelete="CASCADE"), nullable=True),
    ForeignKeyConstraint(
        ["template", "template_version"],
        ["rating_template.template", "rating_template.template_version"],
    ),
    CheckConstraint("(value IS NULL) <> (non_answer IS NULL)", name="value_or_non_answer"),
    CheckConstraint(
        "value IS NULL OR value BETWEEN CASE WHEN template IN ('dirigo_goals', 'gas') THEN -2"
        " ELSE 0 END AND CASE WHEN template IN ('dirigo_goals', 'gas') THEN 2 ELSE 100 END",
        name="value_range",
    ),
    CheckConstraint(
        "value IS NULL OR template NOT IN ('was', 'mi', 'steps') OR value <= 10",
        name="value_at_most_ten",
    ),
    _one_of("non_answer", v.NonAnswer, empty=True),
    _one_of("mode", v.Mode),
    _one_of("rater", v.Rater),
    Index(None, "participant_id", "template", "on"),
)

status = Table(
    "status",
    METADATA,
    *_owned(),
    _code("axis"),
    Column("value", String(40), nullable=False, server_default=""),
    Column("extent", Integer, nullable=True),
    _day("from_on", empty=False),
    _day("to_on"),
    _code("source"),
    Column("struck_at", String(24), nullable=True),
    CheckConstraint("to_on IS NULL OR from_on <= to_on", name="from_before_to"),
    CheckConstraint("extent IS NULL OR extent BETWEEN 0 AND 100", name="extent"),
    CheckConstraint(
        "CASE axis "
        + " ".join(
            f"WHEN '{axis}' THEN value IN ({', '.join(repr(str(code)) for code in values)})"
            if values
            else f"WHEN '{axis}' THEN value = ''"
            for axis, values in v.AXIS_VALUES.items()
        )
        + " END",
        name="value",
    ),
    CheckConstraint(
        "axis <> 'sick_leave' OR extent IN (0, 25, 50, 75, 100)", name="sick_leave_extent"
    ),
    _one_of("axis", v.Axis),
    _one_of("source", v.Source),
    Index(None, "participant_id", "axis", "from_on"),
)

note = Table(
    "note",
    METADATA,
    *_owned(),
    _day("on", empty=False),
    _code("kind"),
    _text("text"),
    _one_of("kind", v.NoteKind),
    CheckConstraint("text <> '' OR kind <> 'note'", name="text"),
    Index(None, "participant_id", "on"),
)

consent = Table(
    "consent",
    METADATA,
    *_covering(),
    _text("purpose"),
    _day("valid_from", empty=False),
    _day("valid_to", empty=False),
    _code("form"),
    _day("withdrawn_on"),
    CheckConstraint("recipient <> ''", name="recipient"),
    CheckConstraint("purpose <> ''", name="purpose"),
    CheckConstraint("valid_from <= valid_to", name="from_before_to"),
    _one_of("form", v.ConsentForm),
    Index(None, "participant_id", "recipient", "valid_to"),
)

sharing = Table(
    "sharing",
    METADATA,
    *_covering(),
    _day("on", empty=False),
    _code("shared_as"),
    Column("consent_id", String(32), ForeignKey("consent.id"), nullable=True),
    CheckConstraint("(consent_id IS NULL) = (recipient = '')", name="under_a_consent"),
    _one_of("shared_as", v.SharedAs),
    Index(None, "participant_id"),
    Index(None, "consent_id"),
)
"""What has gone out. It outlives undo: taking a consent back takes no file back."""

setting = Table(
    "setting",
    METADATA,
    Column("name", String(40), primary_key=True),
    Column("value", String, nullable=False),
)

draft = Table(
    "draft",
    METADATA,
    Column("key", String, primary_key=True),
    Column("participant_id", String(32), nullable=True),
    Column("content", String, nullable=False),
    Column("saved_at", String(24), nullable=False),
)
"""What is being typed and is not a record yet."""

journal = Table(
    "journal",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("at", String(24), nullable=False),
    _text("actor"),
    Column("participant_id", String(32), nullable=True),
    _code("action"),
    Column("params", String, nullable=False),
    Column("changes", String, nullable=False),
    Column("schema_revision", String(12), nullable=False),
    Column("undone", Integer, nullable=True),
    Index(None, "participant_id", "number"),
    sqlite_autoincrement=True,
)
"""What each use case did. ``changes`` is a JSON list of [table, before or null, after or null];
``undone`` is null while the change stands, else it rises with every undo."""

caseload = Table(
    "caseload",
    METADATA,
    Column(
        "participant_id",
        String(32),
        ForeignKey("participant.id", ondelete="CASCADE"),
        primary_key=True,
    ),
    Column("sort_name", String, nullable=False),
    Column("search", String, nullable=False),
    _text("caseworker"),
    Column("plan_state", String(12), nullable=False),
    Column("plan_number", Integer, nullable=True),
    Column("deadlines", String, nullable=False),
    _day("taking_part_until"),
    _day("next_due"),
    _day("next_due_after"),
    _day("no_activity_due"),
    _day("no_follow_up_due"),
    _day("rating_from"),
    _day("rating_from_after"),
    _day("ending_on"),
    # All that the first rows of a list are found by: a row's texts are far longer, and every page
    # read is a page decrypted.
    Index(
        "ix_caseload_worklist",
        "caseworker", "taking_part_until", "next_due", "next_due_after", "sort_name",
        "participant_id",
    ),
)  # fmt: skip
"""One row a person, derived from the others in the transaction that changes them; dates, never
"overdue", so that it holds on every day it is read. Deadlines that end with the participation no
longer count after ``taking_part_until``; from then on the columns in ``_after`` do."""

received = Table(
    "received",
    METADATA,
    Column("sha256", String(64), primary_key=True),
    Column("format", String(40), nullable=False),
    _text("from_desk"),
    Column("received_at", String(24), nullable=False),
    Column("receipt", String, nullable=False),
)
"""Containers taken in."""

cohort_file = Table(
    "cohort_file",
    METADATA,
    Column("desk_id", String(32), primary_key=True),
    _text("from_desk"),
    Column("created", String(24), nullable=False),
    Column("people", Integer, nullable=False),
    Column("organisation_key", String(16), nullable=False),
    Column("rules_version", String(40), nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("received_at", String(24), nullable=False),
    Column("content", String, nullable=False),
)
"""The newest cohort file of each other desk: its payload as it came, checked. One text and not
rows: it is replaced whole, and whoever reads it wants all of it."""

access_log = Table(
    "access_log",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("at", String(24), nullable=False),
    _text("actor"),
    Column("participant_id", String(32), nullable=True),
    _code("action"),
    _text("reason"),
    Column("link", String(64), nullable=False),
    Index(None, "participant_id", "number"),
)
"""Who did what with whose file, reads too; triggers refuse any change. ``participant_id`` refers to
nothing, since the log outlives the file."""

export_log = Table(
    "export_log",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("at", String(24), nullable=False),
    _text("actor"),
    _code("form"),
    Column("recipients", Integer, nullable=False),
    Column("fingerprint", String(64), nullable=False),
    _day("as_of"),
    Column("by_site", Boolean(create_constraint=False), nullable=False),
    Column("all_desks", Boolean(create_constraint=False), nullable=False),
    Column("threshold", Integer, nullable=False),
    Column("cells", String, nullable=False),
    CheckConstraint("by_site IN (0, 1) AND all_desks IN (0, 1)", name="flags"),
    sqlite_autoincrement=True,
)
"""Files about everybody that have left the desk. ``cells`` is JSON of the counts a reader of the
file has, to hold the next file against; empty for a cohort file, which has rows and no counts."""

RECORD_TABLES: dict[type[Record], Table] = {
    kind: METADATA.tables[kind.table] for kind in PARTICIPANT_KINDS
}
