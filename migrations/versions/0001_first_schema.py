"""First schema: participants with their plans, ratings and statuses, the journal and the caseload.

Revision: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "cohort_file",
        sa.Column("desk_id", sa.String(length=32), nullable=False),
        sa.Column("from_desk", sa.String(), server_default="", nullable=False),
        sa.Column("created", sa.String(length=24), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("organisation_key", sa.String(length=16), nullable=False),
        sa.Column("rules_version", sa.String(length=40), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("received_at", sa.String(length=24), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("desk_id", name=op.f("pk_cohort_file")),
    )
    op.create_table(
        "draft",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("participant_id", sa.String(length=32), nullable=True),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("saved_at", sa.String(length=24), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_draft")),
    )
    op.create_table(
        "journal",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(length=24), nullable=False),
        sa.Column("actor", sa.String(), server_default="", nullable=False),
        sa.Column("participant_id", sa.String(length=32), nullable=True),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("params", sa.String(), nullable=False),
        sa.Column("changes", sa.String(), nullable=False),
        sa.Column("schema_revision", sa.String(length=12), nullable=False),
        sa.Column("undone", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_journal")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_journal_participant_id_number"),
        "journal",
        ["participant_id", "number"],
        unique=False,
    )
    op.create_table(
        "participant",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.String(length=24), nullable=False),
        sa.Column("recorded_by", sa.String(), server_default="", nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("name", sa.String(), server_default="", nullable=False),
        sa.Column("birth_date", sa.String(length=10), nullable=True),
        sa.Column("sex", sa.String(length=40), nullable=False),
        sa.Column("target_group", sa.String(length=40), nullable=True),
        sa.Column("site", sa.String(), server_default="", nullable=False),
        sa.Column("municipality", sa.String(), server_default="", nullable=False),
        sa.Column("caseworker", sa.String(), server_default="", nullable=False),
        sa.Column("sick_since", sa.String(length=10), nullable=True),
        sa.Column("no_sgi", sa.Boolean(), nullable=False),
        sa.Column("start", sa.String(length=10), nullable=True),
        sa.Column("end", sa.String(length=10), nullable=True),
        sa.Column("end_reason", sa.String(length=40), nullable=True),
        sa.Column("protection", sa.String(length=40), nullable=False),
        sa.Column("own_goal", sa.String(), server_default="", nullable=False),
        sa.CheckConstraint(
            "end_reason IS NULL OR end_reason IN ('as_planned', 'too_ill', 'moved', 'other_service', 'parental_leave', 'deceased', 'registered_by_mistake', 'own_choice', 'consent_withdrawn')",
            name=op.f("ck_participant_end_reason"),
        ),
        sa.CheckConstraint(
            "protection IN ('none', 'secrecy_marking', 'protected_registration', 'assumed_identity')",
            name=op.f("ck_participant_protection"),
        ),
        sa.CheckConstraint("reference <> ''", name=op.f("ck_participant_reference")),
        sa.CheckConstraint("sex IN ('women', 'men', 'unknown')", name=op.f("ck_participant_sex")),
        sa.CheckConstraint(
            "target_group IS NULL OR target_group IN ('sick_leave', 'activity_compensation', 'income_support')",
            name=op.f("ck_participant_target_group"),
        ),
        sa.CheckConstraint(
            '"end" IS NULL OR start IS NULL OR start <= "end"',
            name=op.f("ck_participant_start_before_end"),
        ),
        sa.CheckConstraint("no_sgi IN (0, 1)", name=op.f("ck_participant_no_sgi")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participant")),
        sa.UniqueConstraint("reference", name=op.f("uq_participant_reference")),
    )
    op.create_table(
        "rating_template",
        sa.Column("template", sa.String(length=40), nullable=False),
        sa.Column("template_version", sa.Integer(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("template", "template_version", name=op.f("pk_rating_template")),
    )
    op.create_table(
        "received",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("format", sa.String(length=40), nullable=False),
        sa.Column("from_desk", sa.String(), server_default="", nullable=False),
        sa.Column("received_at", sa.String(length=24), nullable=False),
        sa.Column("receipt", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_received")),
    )
    op.create_table(
        "setting",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_setting")),
    )
    op.create_table(
        "caseload",
        sa.Column("participant_id", sa.String(length=32), nullable=False),
        sa.Column("sort_name", sa.String(), nullable=False),
        sa.Column("search", sa.String(), nullable=False),
        sa.Column("caseworker", sa.String(), server_default="", nullable=False),
        sa.Column("plan_state", sa.String(length=12), nullable=False),
        sa.Column("plan_number", sa.Integer(), nullable=True),
        sa.Column("deadlines", sa.String(), nullable=False),
        sa.Column("taking_part_until", sa.String(length=10), nullable=True),
        sa.Column("next_due", sa.String(length=10), nullable=True),
        sa.Column("next_due_after", sa.String(length=10), nullable=True),
        sa.Column("no_activity_due", sa.String(length=10), nullable=True),
        sa.Column("no_follow_up_due", sa.String(length=10), nullable=True),
        sa.Column("rating_from", sa.String(length=10), nullable=True),
        sa.Column("rating_from_after", sa.String(length=10), nullable=True),
        sa.Column("ending_on", sa.String(length=10), nullable=True),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["participant.id"],
            name=op.f("fk_caseload_participant_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("participant_id", name=op.f("pk_caseload")),
    )
    op.create_index(
        "ix_caseload_worklist",
        "caseload",
        [
            "caseworker",
            "taking_part_until",
            "next_due",
            "next_due_after",
            "sort_name",
            "participant_id",
        ],
        unique=False,
    )
    op.create_table(
        "goal",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.String(length=24), nullable=False),
        sa.Column("recorded_by", sa.String(), server_default="", nullable=False),
        sa.Column("participant_id", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("own_words", sa.String(), server_default="", nullable=False),
        sa.Column("note", sa.String(), server_default="", nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("state_on", sa.String(length=10), nullable=True),
        sa.Column("state_reason", sa.String(), server_default="", nullable=False),
        sa.CheckConstraint("own_words <> ''", name=op.f("ck_goal_own_words")),
        sa.CheckConstraint(
            "state <> 'removed' OR state_reason <> ''", name=op.f("ck_goal_removed_with_reason")
        ),
        sa.CheckConstraint("state IN ('open', 'achieved', 'removed')", name=op.f("ck_goal_state")),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["participant.id"],
            name=op.f("fk_goal_participant_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_goal")),
    )
    op.create_index(op.f("ix_goal_participant_id"), "goal", ["participant_id"], unique=False)
    op.create_table(
        "identity_number",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.String(length=24), nullable=False),
        sa.Column("recorded_by", sa.String(), server_default="", nullable=False),
        sa.Column("participant_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("number", sa.String(length=12), nullable=False),
        sa.Column("valid_from", sa.String(length=10), nullable=True),
        sa.Column("valid_to", sa.String(length=10), nullable=True),
        sa.CheckConstraint(
            "kind IN ('personnummer', 'samordningsnummer', 'reservnummer')",
            name=op.f("ck_identity_number_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["participant.id"],
            name=op.f("fk_identity_number_participant_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_identity_number")),
    )
    op.create_index(op.f("ix_identity_number_number"), "identity_number", ["number"], unique=False)
    op.create_index(
        op.f("ix_identity_number_participant_id"),
        "identity_number",
        ["participant_id"],
        unique=False,
    )
    op.create_table(
        "mapping_entry",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.String(length=24), nullable=False),
        sa.Column("recorded_by", sa.String(), server_default="", nullable=False),
        sa.Column("participant_id", sa.String(length=32), nullable=False),
        sa.Column("area", sa.String(length=40), nullable=False),
        sa.Column("own_words", sa.String(), server_default="", nullable=False),
        sa.Column("strengths", sa.String(), server_default="", nullable=False),
        sa.Column("obstacles", sa.String(), server_default="", nullable=False),
        sa.Column("note", sa.String(), server_default="", nullable=False),
        sa.Column("updated_on", sa.String(length=10), nullable=False),
        sa.CheckConstraint(
            "area IN ('health', 'everyday_life', 'economy', 'housing', 'family_and_network', 'education_and_skills', 'work_experience', 'interests_and_wishes', 'language_and_digital_skills', 'change_first')",
            name=op.f("ck_mapping_entry_area"),
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["participant.id"],
            name=op.f("fk_mapping_entry_participant_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mapping_entry")),
        sa.UniqueConstraint(
            "participant_id", "area", name=op.f("uq_mapping_entry_participant_id_area")
        ),
    )
    op.create_table(
        "note",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.String(length=24), nullable=False),
        sa.Column("recorded_by", sa.String(), server_default="", nullable=False),
        sa.Column("participant_id", sa.String(length=32), nullable=False),
        sa.Column("on", sa.String(length=10), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("text", sa.String(), server_default="", nullable=False),
        sa.CheckConstraint(
            "kind IN ('note', 'check_in', 'three_party_meeting', 'phone')",
            name=op.f("ck_note_kind"),
        ),
        sa.CheckConstraint("text <> '' OR kind <> 'note'", name=op.f("ck_note_text")),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["participant.id"],
            name=op.f("fk_note_participant_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note")),
    )
    op.create_index(
        op.f("ix_note_participant_id_on"), "note", ["participant_id", "on"], unique=False
    )
    op.create_table(
        "plan_version",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.String(length=24), nullable=False),
        sa.Column("recorded_by", sa.String(), server_default="", nullable=False),
        sa.Column("participant_id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("opened_on", sa.String(length=10), nullable=False),
        sa.Column("snapshot", sa.String(), server_default="", nullable=False),
        sa.Column("next_follow_up", sa.String(length=10), nullable=True),
        sa.Column("participant_answer", sa.String(length=40), nullable=True),
        sa.Column("participant_answered_on", sa.String(length=10), nullable=True),
        sa.Column("participant_reason", sa.String(), server_default="", nullable=False),
        sa.Column("caseworker_answer", sa.String(length=40), nullable=True),
        sa.Column("caseworker_answered_on", sa.String(length=10), nullable=True),
        sa.Column("caseworker_reason", sa.String(), server_default="", nullable=False),
        sa.CheckConstraint(
            "caseworker_answer IS NULL OR caseworker_answer IN ('yes', 'no', 'could_not_answer')",
            name=op.f("ck_plan_version_caseworker_answer"),
        ),
        sa.CheckConstraint(
            "participant_answer IS NULL OR participant_answer IN ('yes', 'no', 'could_not_answer')",
            name=op.f("ck_plan_version_participant_answer"),
        ),
        sa.CheckConstraint(
            "(caseworker_answer IS NULL) = (caseworker_answered_on IS NULL)",
            name=op.f("ck_plan_version_caseworker_day"),
        ),
        sa.CheckConstraint(
            "(participant_answer IS NULL) = (participant_answered_on IS NULL)",
            name=op.f("ck_plan_version_participant_day"),
        ),
        sa.CheckConstraint("number >= 1", name=op.f("ck_plan_version_number")),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["participant.id"],
            name=op.f("fk_plan_version_participant_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_version")),
        sa.UniqueConstraint(
            "participant_id", "number", name=op.f("uq_plan_version_participant_id_number")
        ),
    )
    op.create_table(
        "status",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.String(length=24), nullable=False),
        sa.Column("recorded_by", sa.String(), server_default="", nullable=False),
        sa.Column("participant_id", sa.String(length=32), nullable=False),
        sa.Column("axis", sa.String(length=40), nullable=False),
        sa.Column("value", sa.String(length=40), server_default="", nullable=False),
        sa.Column("extent", sa.Integer(), nullable=True),
        sa.Column("from_on", sa.String(length=10), nullable=False),
        sa.Column("to_on", sa.String(length=10), nullable=True),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("struck_at", sa.String(length=24), nullable=True),
        sa.CheckConstraint(
            "CASE axis WHEN 'benefit' THEN value IN ('sickness_benefit', 'rehabilitation_benefit', 'activity_compensation_active', 'activity_compensation_dormant', 'sickness_compensation', 'income_support', 'activity_support', 'unemployment_insurance', 'study_support', 'no_public_income') WHEN 'sick_leave' THEN value = '' WHEN 'measure' THEN value IN ('mapping', 'mobilisation_course', 'confidence_course', 'pre_rehabilitation', 'treatment', 'work_training', 'placement', 'supported_employment', 'waiting') WHEN 'work' THEN value IN ('none', 'employment', 'subsidised', 'own_business', 'social_enterprise') WHEN 'studies' THEN value IN ('none', 'sfi', 'basic_or_upper_secondary', 'folk_high_school', 'vocational_or_higher') WHEN 'job_seeker' THEN value IN ('not_registered', 'registered', 'registered_available') WHEN 'ready' THEN value IN ('participant', 'caseworker') WHEN 'participation' THEN value IN ('referred', 'waiting', 'ongoing', 'paused', 'completed', 'discontinued') END",
            name=op.f("ck_status_value"),
        ),
        sa.CheckConstraint(
            "axis <> 'sick_leave' OR extent IN (0, 25, 50, 75, 100)",
            name=op.f("ck_status_sick_leave_extent"),
        ),
        sa.CheckConstraint(
            "axis IN ('benefit', 'sick_leave', 'measure', 'work', 'studies', 'job_seeker', 'ready', 'participation')",
            name=op.f("ck_status_axis"),
        ),
        sa.CheckConstraint(
            "source IN ('participant', 'caseworker', 'certificate', 'authority')",
            name=op.f("ck_status_source"),
        ),
        sa.CheckConstraint(
            "extent IS NULL OR extent BETWEEN 0 AND 100", name=op.f("ck_status_extent")
        ),
        sa.CheckConstraint(
            "to_on IS NULL OR from_on <= to_on", name=op.f("ck_status_from_before_to")
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["participant.id"],
            name=op.f("fk_status_participant_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_status")),
    )
    op.create_index(
        op.f("ix_status_participant_id_axis_from_on"),
        "status",
        ["participant_id", "axis", "from_on"],
        unique=False,
    )
    op.create_table(
        "activity",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.String(length=24), nullable=False),
        sa.Column("recorded_by", sa.String(), server_default="", nullable=False),
        sa.Column("participant_id", sa.String(length=32), nullable=False),
        sa.Column("goal_id", sa.String(length=32), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), server_default="", nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("time_text", sa.String(), server_default="", nullable=False),
        sa.Column("time_start", sa.String(length=10), nullable=True),
        sa.Column("time_end", sa.String(length=10), nullable=True),
        sa.Column("time_precision", sa.String(length=40), nullable=True),
        sa.Column("taking_part", sa.String(), server_default="", nullable=False),
        sa.Column("responsible", sa.String(), server_default="", nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("status_reason", sa.String(), server_default="", nullable=False),
        sa.Column("follow_up_on", sa.String(length=10), nullable=True),
        sa.Column("followed_up_on", sa.String(length=10), nullable=True),
        sa.Column("recurrence", sa.String(), server_default="", nullable=False),
        sa.CheckConstraint(
            "kind IN ('mapping', 'mobilisation_course', 'confidence_course', 'pre_rehabilitation', 'treatment', 'work_training', 'placement', 'supported_employment', 'studies', 'job_search', 'meeting', 'contact', 'own_activity', 'other')",
            name=op.f("ck_activity_kind"),
        ),
        sa.CheckConstraint(
            "status <> 'cancelled' OR status_reason <> ''",
            name=op.f("ck_activity_cancelled_with_reason"),
        ),
        sa.CheckConstraint(
            "status IN ('planned', 'ongoing', 'done', 'cancelled', 'paused')",
            name=op.f("ck_activity_status"),
        ),
        sa.CheckConstraint(
            "time_precision IS NULL OR time_precision IN ('day', 'month', 'quarter', 'open')",
            name=op.f("ck_activity_time_precision"),
        ),
        sa.CheckConstraint("title <> ''", name=op.f("ck_activity_title")),
        sa.CheckConstraint(
            "time_end IS NULL OR time_start IS NULL OR time_start <= time_end",
            name=op.f("ck_activity_time_order"),
        ),
        sa.ForeignKeyConstraint(
            ["goal_id"], ["goal.id"], name=op.f("fk_activity_goal_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["participant.id"],
            name=op.f("fk_activity_participant_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity")),
    )
    op.create_index(op.f("ix_activity_goal_id"), "activity", ["goal_id"], unique=False)
    op.create_index(
        op.f("ix_activity_participant_id"), "activity", ["participant_id"], unique=False
    )
    op.create_table(
        "rating",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.String(length=24), nullable=False),
        sa.Column("recorded_by", sa.String(), server_default="", nullable=False),
        sa.Column("participant_id", sa.String(length=32), nullable=False),
        sa.Column("occasion_id", sa.String(length=32), nullable=False),
        sa.Column("template", sa.String(length=40), nullable=False),
        sa.Column("template_version", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(length=40), nullable=False),
        sa.Column("on", sa.String(length=10), nullable=False),
        sa.Column("value", sa.Integer(), nullable=True),
        sa.Column("non_answer", sa.String(length=40), nullable=True),
        sa.Column("reason", sa.String(), server_default="", nullable=False),
        sa.Column("mode", sa.String(length=40), nullable=False),
        sa.Column("rater", sa.String(length=40), nullable=False),
        sa.Column("goal_id", sa.String(length=32), nullable=True),
        sa.CheckConstraint(
            "mode IN ('alone', 'together', 'read_aloud', 'interpreter')",
            name=op.f("ck_rating_mode"),
        ),
        sa.CheckConstraint(
            "non_answer IS NULL OR non_answer IN ('not_asked', 'prefers_not', 'could_not', 'missing')",
            name=op.f("ck_rating_non_answer"),
        ),
        sa.CheckConstraint("rater IN ('participant', 'caseworker')", name=op.f("ck_rating_rater")),
        sa.CheckConstraint(
            "value IS NULL OR template NOT IN ('was', 'mi', 'steps') OR value <= 10",
            name=op.f("ck_rating_value_at_most_ten"),
        ),
        sa.CheckConstraint(
            "value IS NULL OR value BETWEEN CASE WHEN template IN ('dirigo_goals', 'gas') THEN -2 ELSE 0 END AND CASE WHEN template IN ('dirigo_goals', 'gas') THEN 2 ELSE 100 END",
            name=op.f("ck_rating_value_range"),
        ),
        sa.CheckConstraint(
            "(value IS NULL) <> (non_answer IS NULL)", name=op.f("ck_rating_value_or_non_answer")
        ),
        sa.ForeignKeyConstraint(
            ["goal_id"], ["goal.id"], name=op.f("fk_rating_goal_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["participant.id"],
            name=op.f("fk_rating_participant_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["template", "template_version"],
            ["rating_template.template", "rating_template.template_version"],
            name=op.f("fk_rating_template_template_version"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rating")),
    )
    op.create_index(
        op.f("ix_rating_participant_id_template_on"),
        "rating",
        ["participant_id", "template", "on"],
        unique=False,
    )
    op.create_table(
        "occurrence",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.String(length=24), nullable=False),
        sa.Column("recorded_by", sa.String(), server_default="", nullable=False),
        sa.Column("participant_id", sa.String(length=32), nullable=False),
        sa.Column("activity_id", sa.String(length=32), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("attendance", sa.String(length=40), nullable=False),
        sa.CheckConstraint(
            "attendance IN ('present', 'absent_with_notice', 'absent')",
            name=op.f("ck_occurrence_attendance"),
        ),
        sa.ForeignKeyConstraint(
            ["activity_id"],
            ["activity.id"],
            name=op.f("fk_occurrence_activity_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["participant.id"],
            name=op.f("fk_occurrence_participant_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_occurrence")),
        sa.UniqueConstraint("activity_id", "day", name=op.f("uq_occurrence_activity_id_day")),
    )
    op.create_index(
        op.f("ix_occurrence_participant_id"), "occurrence", ["participant_id"], unique=False
    )
