"""The tables of gallring, which hold no records: written once, read as lists, never undone."""

from __future__ import annotations

from sqlalchemy import Boolean, CheckConstraint, Column, ForeignKey, Integer, String, Table

from dirigo_tui.store.tables import METADATA


def _owner() -> Column[str]:
    return Column(
        "participant_id",
        String(32),
        ForeignKey("participant.id", ondelete="CASCADE"),
        primary_key=True,
    )


former_participant = Table(
    "former_participant",
    METADATA,
    Column("token", String(32), primary_key=True),
    Column("target_group", String(40), nullable=True),
    Column("sex", String(40), nullable=False),
    Column("site", String, nullable=False),
    Column("protected", Boolean(create_constraint=False), nullable=False),
    Column("latest_on", String(10), nullable=False),
    Column("facts", Integer, nullable=False),
    Column("days", String, nullable=False),
    CheckConstraint("protected IN (0, 1)", name="flags"),
)
"""The days on which somebody counts whose file has been destroyed, and nothing that says who."""

retention_hold = Table(
    "retention_hold",
    METADATA,
    _owner(),
    Column("at", String(24), nullable=False),
    Column("actor", String, nullable=False),
    Column("reason", String, nullable=False),
    CheckConstraint("reason <> ''", name="reason"),
)
"""Whose file is not to be destroyed for now."""

retention_approval = Table(
    "retention_approval",
    METADATA,
    _owner(),
    Column("person", String, primary_key=True),
    Column("at", String(24), nullable=False),
    CheckConstraint("person <> ''", name="person"),
)
"""Who has approved that a file is destroyed."""

destruction = Table(
    "destruction",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("at", String(24), nullable=False),
    Column("actor", String, nullable=False),
    Column("approved_by", String, nullable=False),
    Column("finished_by", String(10), nullable=False),
    Column("rows", String, nullable=False),
    Column("backups_until", String(10), nullable=False),
    sqlite_autoincrement=True,
)
"""Certificates of destruction: that it was done, how and by whom, and nothing of what it was."""
