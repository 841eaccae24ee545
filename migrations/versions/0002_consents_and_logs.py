"""Consents, and what is kept about reading and handing out.

Revision: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def _covering() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.String(length=24), nullable=False),
        sa.Column("recorded_by", sa.String(), server_default="", nullable=False),
        sa.Column("participant_id", sa.String(length=32), nullable=False),
        sa.Column("recipient", sa.String(), server_default="", nullable=False),
        sa.Column("plan", sa.Boolean(), nullable=False),
        sa.Column("mapping", sa.Boolean(), nullable=False),
        sa.Column("ratings", sa.Boolean(), nullable=False),
        sa.Column("status", sa.Boolean(), nullable=False),
        sa.Column("medical", sa.Boolean(), nullable=False),
    ]


def _covering_checks(table: str) -> list[sa.CheckConstraint]:
    return [
        sa.CheckConstraint(
            "1 IN (plan, mapping, ratings, status, medical)",
            name=op.f(f"ck_{table}_covers_something"),
        ),
        sa.CheckConstraint(
            "plan IN (0, 1) AND mapping IN (0, 1) AND ratings IN (0, 1) AND status IN (0, 1) AND medical IN (0, 1)",
            name=op.f(f"ck_{table}_flags"),
        ),
    ]


def _consents_and_sharings() -> None:
    op.create_table(
        "consent",
        *_covering(),
        sa.Column("purpose", sa.String(), server_default="", nullable=False),
        sa.Column("valid_from", sa.String(length=10), nullable=False),
        sa.Column("valid_to", sa.String(length=10), nullable=False),
        sa.Column("form", sa.String(length=40), nullable=False),
        sa.Column("withdrawn_on", sa.String(length=10), nullable=True),
        *_covering_checks("consent"),
        sa.CheckConstraint("form IN ('written', 'oral')", name=op.f("ck_consent_form")),
        sa.CheckConstraint("purpose <> ''", name=op.f("ck_consent_purpose")),
        sa.CheckConstraint("recipient <> ''", name=op.f("ck_consent_recipient")),
        sa.CheckConstraint("valid_from <= valid_to", name=op.f("ck_consent_from_before_to")),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["participant.id"],
            name=op.f("fk_consent_participant_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent")),
    )
    op.create_index(
        op.f("ix_consent_participant_id_recipient_valid_to"),
        "consent",
        ["participant_id", "recipient", "valid_to"],
        unique=False,
    )
    op.create_table(
        "sharing",
        *_covering(),
        sa.Column("on", sa.String(length=10), nullable=False),
        sa.Column("shared_as", sa.String(length=40), nullable=False),
        sa.Column("consent_id", sa.String(length=32), nullable=True),
        *_covering_checks("sharing"),
        sa.CheckConstraint(
            "(consent_id IS NULL) = (recipient = '')", name=op.f("ck_sharing_under_a_consent")
        ),
        sa.CheckConstraint(
            "shared_as IN ('paper', 'calendar', 'extract', 'handover')",
            name=op.f("ck_sharing_shared_as"),
        ),
        sa.ForeignKeyConstraint(["consent_id"], ["consent.id"], name=op.f("fk_sharing_consent_id")),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["participant.id"],
            name=op.f("fk_sharing_participant_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sharing")),
    )
    op.create_index(op.f("ix_sharing_consent_id"), "sharing", ["consent_id"], unique=False)
    op.create_index(op.f("ix_sharing_participant_id"), "sharing", ["participant_id"], unique=False)


def _sites_of_protected_people() -> None:
    """A site is a place to find somebody: it leaves the search text, whose third line it is.

    The first two lines are both the reference, folded.
    """
    op.execute(
        "UPDATE caseload SET search = substr(search, 1, 2 * instr(search, char(10)))"
        " WHERE participant_id IN (SELECT id FROM participant WHERE protection <> 'none')"
    )


def _access_log() -> None:
    op.create_table(
        "access_log",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(length=24), nullable=False),
        sa.Column("actor", sa.String(), server_default="", nullable=False),
        sa.Column("participant_id", sa.String(length=32), nullable=True),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.String(), server_default="", nullable=False),
        sa.Column("link", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_access_log")),
    )
    op.create_index(
        op.f("ix_access_log_participant_id_number"),
        "access_log",
        ["participant_id", "number"],
        unique=False,
    )
    for event, unless in (
        ("UPDATE", "0"),
        ("DELETE", "0"),
        # INSERT OR REPLACE would delete without asking the trigger above.
        ("INSERT", "NEW.number = 1 + coalesce((SELECT max(number) FROM access_log), 0)"),
    ):
        op.execute(
            f"CREATE TRIGGER access_log_no_{event.lower()} BEFORE {event} ON access_log"
            f" WHEN NOT ({unless}) BEGIN SELECT RAISE(ABORT, 'the access log only grows'); END"
        )


def _owner() -> list[sa.schema.SchemaItem]:
    return [sa.Column("participant_id", sa.String(length=32), nullable=False)]


def _of_participant(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["participant_id"],
        ["participant.id"],
        name=op.f(f"fk_{table}_participant_id"),
        ondelete="CASCADE",
    )


def _retention() -> None:
    op.create_table(
        "former_participant",
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.Column("target_group", sa.String(length=40), nullable=True),
        sa.Column("sex", sa.String(length=40), nullable=False),
        sa.Column("site", sa.String(), nullable=False),
        sa.Column("protected", sa.Boolean(), nullable=False),
        sa.Column("latest_on", sa.String(length=10), nullable=False),
        sa.Column("facts", sa.Integer(), nullable=False),
        sa.Column("days", sa.String(), nullable=False),
        sa.CheckConstraint("protected IN (0, 1)", name=op.f("ck_former_participant_flags")),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_former_participant")),
    )
    op.create_table(
        "retention_hold",
        *_owner(),
        sa.Column("at", sa.String(length=24), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_retention_hold_reason")),
        _of_participant("retention_hold"),
        sa.PrimaryKeyConstraint("participant_id", name=op.f("pk_retention_hold")),
    )
    op.create_table(
        "retention_approval",
        *_owner(),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("at", sa.String(length=24), nullable=False),
        sa.CheckConstraint("person <> ''", name=op.f("ck_retention_approval_person")),
        _of_participant("retention_approval"),
        sa.PrimaryKeyConstraint("participant_id", "person", name=op.f("pk_retention_approval")),
    )
    op.create_table(
        "destruction",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(length=24), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("approved_by", sa.String(), nullable=False),
        sa.Column("finished_by", sa.String(length=10), nullable=False),
        sa.Column("rows", sa.String(), nullable=False),
        sa.Column("backups_until", sa.String(length=10), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_destruction")),
        sqlite_autoincrement=True,
    )


def _how_the_participant_answered() -> None:
    # Not as a batch: what the planner knows of the table would go with the old one.
    op.execute(
        "ALTER TABLE plan_version ADD COLUMN participant_mode VARCHAR(40)"
        " CONSTRAINT ck_plan_version_participant_mode CHECK (participant_mode IS NULL"
        " OR participant_mode IN ('alone', 'together', 'read_aloud', 'interpreter'))"
    )


def _export_log() -> None:
    op.create_table(
        "export_log",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(length=24), nullable=False),
        sa.Column("actor", sa.String(), server_default="", nullable=False),
        sa.Column("form", sa.String(length=40), nullable=False),
        sa.Column("recipients", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("as_of", sa.String(length=10), nullable=True),
        sa.Column("by_site", sa.Boolean(), nullable=False),
        sa.Column("all_desks", sa.Boolean(), nullable=False),
        sa.Column("threshold", sa.Integer(), nullable=False),
        sa.Column("cells", sa.String(), nullable=False),
        sa.CheckConstraint(
            "by_site IN (0, 1) AND all_desks IN (0, 1)", name=op.f("ck_export_log_flags")
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_export_log")),
        sqlite_autoincrement=True,
    )


def upgrade() -> None:
    _access_log()
    _retention()
    _consents_and_sharings()
    _sites_of_protected_people()
    _export_log()
    _how_the_participant_answered()
