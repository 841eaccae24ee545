"""The named SQL statements: everything that is read or written other than record by record.

Set-based and portable but for ``json_each``; each is prepared once by the driver's statement cache.
"""

from __future__ import annotations

from dirigo_tui.store import outcome_statements

_FACTS = """
SELECT p.id, p.reference, p.name, p.site, p.caseworker, p.protection,
       p.sick_since, p.target_group, p.birth_date, p.start, p."end", p.end_reason,
       (SELECT max("on") FROM rating WHERE participant_id = p.id
         AND template IN ('was', 'steps') AND rater = 'participant') AS last_rating_on,
       (SELECT max("on") FROM rating WHERE participant_id = p.id
         AND template = 'dirigo_goals' AND rater = 'participant') AS last_final_rating_on,
       v.number AS plan_number, v.next_follow_up,
       (SELECT min(opened_on) FROM plan_version WHERE participant_id = p.id) AS plan_started_on,
       CASE WHEN v.participant_answer = 'yes' AND v.caseworker_answer = 'yes'
            THEN max(v.participant_answered_on, v.caseworker_answered_on) END AS plan_confirmed_on,
       (SELECT max("on") FROM note WHERE participant_id = p.id AND kind <> 'note')
         AS last_contact_on,
       (SELECT min(from_on) FROM status AS s WHERE participant_id = p.id
         AND axis IN ('work', 'studies') AND value <> 'none' AND coalesce(extent, 1) > 0
         AND struck_at IS NULL AND from_on > coalesce(
           (SELECT max(from_on) FROM status WHERE participant_id = p.id AND axis = s.axis
             AND (value = 'none' OR extent = 0) AND struck_at IS NULL), '')
         AND to_on IS NULL) AS work_or_studies_since,
       (SELECT max(CASE WHEN time_precision = 'open' THEN '9999-12-31'
                        ELSE coalesce(time_end, '9999-12-31') END)
          FROM activity WHERE participant_id = p.id
         AND status IN ('planned', 'ongoing', 'paused')) AS activities_ahead_until,
       (SELECT min(follow_up_on) FROM activity WHERE participant_id = p.id
         AND status IN ('planned', 'ongoing', 'paused')
         AND (followed_up_on IS NULL OR followed_up_on < follow_up_on)) AS next_activity_follow_up,
       EXISTS (SELECT 1 FROM activity WHERE participant_id = p.id
         AND followed_up_on IS NOT NULL) AS any_activity_followed_up,
       EXISTS (SELECT 1 FROM goal WHERE participant_id = p.id AND state <> 'removed')
         OR EXISTS (SELECT 1 FROM activity WHERE participant_id = p.id) AS plan_has_content,
       (SELECT max(updated_on) FROM mapping_entry WHERE participant_id = p.id)
         AS mapping_updated_on,
       c.recipient AS consent_recipient, c.valid_to AS consent_until,
       max(coalesce((SELECT max("on") FROM note WHERE participant_id = p.id), ''),
           coalesce((SELECT max("on") FROM rating WHERE participant_id = p.id), ''),
           coalesce((SELECT max(from_on) FROM status WHERE participant_id = p.id), ''),
           coalesce(p."end", p.start, substr(p.recorded_at, 1, 10))) AS last_noted_on
  FROM participant AS p
  LEFT JOIN plan_version AS v ON v.participant_id = p.id
   AND v.number = (SELECT max(number) FROM plan_version WHERE participant_id = p.id)
  LEFT JOIN consent AS c ON c.id = (
    SELECT id FROM consent AS held WHERE participant_id = p.id AND withdrawn_on IS NULL
       AND NOT EXISTS (SELECT 1 FROM consent WHERE participant_id = p.id
             AND recipient = held.recipient AND valid_to > held.valid_to AND withdrawn_on IS NULL)
     ORDER BY valid_to, id LIMIT 1)
"""

_STATEMENTS = {
    "setting": "SELECT value FROM setting WHERE name = :name",
    "settings": """
        SELECT name, value FROM setting WHERE name IN (SELECT value FROM json_each(:names))""",
    "setting_write": """
        INSERT INTO setting (name, value) VALUES (:name, :value)
        ON CONFLICT (name) DO UPDATE SET value = excluded.value""",
    "journal_of": """
        SELECT number, at, actor, participant_id, action, params, undone FROM journal
         WHERE participant_id = :participant_id ORDER BY number DESC""",
    "journal_to_undo": """
        SELECT * FROM journal WHERE undone IS NULL AND changes <> '[]'
           AND schema_revision = :revision
           AND (:participant_id IS NULL OR participant_id = :participant_id)
         ORDER BY number DESC LIMIT 1""",
    # The latest undone step, unless a change that still stands came after it.
    "journal_to_redo": """
        SELECT * FROM journal WHERE undone IS NOT NULL AND changes <> '[]'
           AND schema_revision = :revision
           AND (:participant_id IS NULL OR participant_id = :participant_id)
           AND number > coalesce((SELECT max(number) FROM journal
                 WHERE undone IS NULL AND changes <> '[]'
                   AND (:participant_id IS NULL OR participant_id = :participant_id)), 0)
         ORDER BY undone DESC LIMIT 1""",
    "journal_undone": """
        UPDATE journal SET undone = (SELECT coalesce(max(undone), 0) + 1 FROM journal)
         WHERE number = :number""",
    "journal_redone": "UPDATE journal SET undone = NULL WHERE number = :number",
    "facts_of": _FACTS + "WHERE p.id IN (SELECT value FROM json_each(:ids))",  # noqa: S608
    "draft_write": """
        INSERT INTO draft (key, participant_id, content, saved_at)
        VALUES (:key, :participant_id, :content, :saved_at)
        ON CONFLICT (key) DO UPDATE SET content = excluded.content, saved_at = excluded.saved_at""",
    "draft_remove": "DELETE FROM draft WHERE key = :key",
    "draft": "SELECT key, participant_id, content, saved_at FROM draft WHERE key = :key",
    "drafts": "SELECT key, participant_id, content, saved_at FROM draft ORDER BY saved_at DESC",
}

# --- The caseload -----------------------------------------------------------------------------

_TAKING_PART = "(c.taking_part_until IS NULL OR c.taking_part_until >= :today)"
_DUE = f"(CASE WHEN {_TAKING_PART} THEN c.next_due ELSE c.next_due_after END)"
_RATING_FROM = f"(CASE WHEN {_TAKING_PART} THEN c.rating_from ELSE c.rating_from_after END)"
_FILTERS = {
    "all": "TRUE",
    "mine": "c.caseworker = (SELECT value FROM setting WHERE name = 'caseworker')",
    "overdue": f"{_DUE} < :today",
    "no_plan": f"{_TAKING_PART} AND c.plan_state = 'none'",
    "no_activity_ahead": f"{_TAKING_PART} AND c.no_activity_due < :today",
    "no_follow_up_date": f"{_TAKING_PART} AND c.no_follow_up_due < :today",
    "rating_due": f"{_RATING_FROM} <= :today",
    "ending_soon": "c.ending_on BETWEEN :today AND :soon",
}
"""The ready-made lists of ``services/caseload.py``: whom each holds on a day."""

# One row: the ids in worklist order, and how many of them each group but the last holds.
_STATEMENTS |= {
    f"worklist_{name}": f"""
        SELECT json_group_array(c.participant_id
                 ORDER BY {_DUE} IS NULL, {_DUE}, c.sort_name, c.participant_id) AS ids,
               count(*) FILTER (WHERE {_DUE} < :today) AS overdue,
               count(*) FILTER (WHERE {_DUE} = :today) AS today,
               count(*) FILTER (WHERE {_DUE} > :today) AS ahead
          FROM caseload AS c
         WHERE {condition}
           AND NOT EXISTS (SELECT 1 FROM json_each(:words) AS word
                            WHERE instr(c.search, word.value) = 0)"""  # noqa: S608
    for name, condition in _FILTERS.items()
}
_ROW = f"""
        SELECT p.id, p.reference, p.name, p.protection, p.target_group, p.sex, p.site, p.caseworker,
               p.start, p."end", c.plan_state, c.plan_number, c.deadlines, {_DUE} AS due"""
_STATEMENTS |= {
    f"worklist_first_{name}": f"""{_ROW}
          FROM (SELECT c.participant_id
                  FROM caseload AS c
                 WHERE {condition}
                 ORDER BY {_DUE} IS NULL, {_DUE}, c.sort_name, c.participant_id
                 LIMIT :limit) AS wanted
         CROSS JOIN participant AS p ON p.id = wanted.participant_id
         CROSS JOIN caseload AS c ON c.participant_id = wanted.participant_id
         ORDER BY due IS NULL, due, c.sort_name, c.participant_id"""  # noqa: S608
    for name, condition in _FILTERS.items()
}
_STATEMENTS |= {
    "worklist_counts": f"""
        SELECT {", ".join(f'count(*) FILTER (WHERE {c}) AS "{n}"' for n, c in _FILTERS.items())}
          FROM caseload AS c""",  # noqa: S608
    "worklist_page": f"""{_ROW}
          FROM json_each(:ids) AS wanted
          JOIN participant AS p ON p.id = wanted.value
          JOIN caseload AS c ON c.participant_id = p.id
         ORDER BY wanted.key""",
    "worklist_search": "SELECT participant_id, search FROM caseload",
    "worklist_details": """
        SELECT p.birth_date, p.protection, c.plan_state, c.plan_number,
               (SELECT count(*) FROM activity WHERE participant_id = p.id
                 AND status <> 'cancelled') AS activities,
               (SELECT count(*) FROM activity WHERE participant_id = p.id
                 AND status = 'ongoing') AS activities_ongoing,
               (SELECT extent FROM status WHERE participant_id = p.id AND axis = 'sick_leave'
                 AND struck_at IS NULL AND from_on <= :today
                 AND (to_on IS NULL OR to_on >= :today)
                 ORDER BY from_on DESC LIMIT 1) AS sick_leave_extent,
               (SELECT json_group_array(json_array("on", value, template_version)) FROM
                 (SELECT "on", value, template_version FROM rating WHERE participant_id = p.id
                   AND template = 'was' AND rater = 'participant' AND value IS NOT NULL
                   ORDER BY "on" DESC, rowid DESC LIMIT 2)) AS work_ability
          FROM participant AS p
          JOIN caseload AS c ON c.participant_id = p.id
         WHERE p.id = :participant_id""",
}

# --- Ratings and handover ---------------------------------------------------------------------

_STATEMENTS |= {
    "rating_template_write": """
        INSERT INTO rating_template (template, template_version, content)
        VALUES (:template, :template_version, :content) ON CONFLICT DO NOTHING""",
    "rating_templates": "SELECT template, template_version, content FROM rating_template",
    "journal_images": """
        SELECT action, changes FROM journal
         WHERE participant_id = :participant_id AND changes <> '[]' ORDER BY number""",
    # Told and not done: there is nothing in it to take back.
    "journal_told": """
        INSERT INTO journal (at, actor, participant_id, action, params, changes, schema_revision)
        VALUES (:at, :actor, :participant_id, :action, :params, '[]', '')""",
    "received_write": """
        INSERT INTO received (sha256, format, from_desk, received_at, receipt)
        VALUES (:sha256, :format, :from_desk, :received_at, :receipt) ON CONFLICT DO NOTHING""",
}

_STATEMENTS |= outcome_statements.STATEMENTS

# --- Retention --------------------------------------------------------------------------------

_STATEMENTS |= {
    "cohort_person": _STATEMENTS["cohort_people"] + " AND p.id = :participant_id",
    "former_participants": """
        SELECT token, target_group, sex, site, protected, latest_on, facts, days
          FROM former_participant ORDER BY token""",
    "former_participant_write": """
        INSERT INTO former_participant
               (token, target_group, sex, site, protected, latest_on, facts, days)
        VALUES (:token, :target_group, :sex, :site, :protected, :latest_on, :facts, :days)""",
    # Of the deadlines of a person one may be that of retention: [rule, due, shown from, ...].
    "retention_due": """
        SELECT p.id, p.reference, p.name, p.protection, p.birth_date, due.value AS deadline,
               h.reason AS held,
               (SELECT json_group_array(json_array(person, at) ORDER BY at)
                  FROM retention_approval WHERE participant_id = p.id) AS approvals
          FROM caseload AS c
          JOIN json_each(c.deadlines) AS due
            ON due.value ->> 0 = 'retention' AND due.value ->> 2 <= :today
          JOIN participant AS p ON p.id = c.participant_id
          LEFT JOIN retention_hold AS h ON h.participant_id = p.id
         ORDER BY due.value ->> 1, c.sort_name, p.id""",
    "retention_approve": """
        INSERT INTO retention_approval (participant_id, person, at)
        VALUES (:participant_id, :person, :at)""",
    "retention_unapprove": """
        DELETE FROM retention_approval WHERE participant_id = :participant_id""",
    "retention_hold": """
        INSERT INTO retention_hold (participant_id, at, actor, reason)
        VALUES (:participant_id, :at, :actor, :reason)
        ON CONFLICT (participant_id) DO UPDATE
           SET at = excluded.at, actor = excluded.actor, reason = excluded.reason""",
    "retention_release": "DELETE FROM retention_hold WHERE participant_id = :participant_id",
    "destroy_journal": """
        DELETE FROM journal WHERE participant_id = :participant_id
            OR instr(changes, :participant_id) > 0 OR instr(params, :participant_id) > 0""",
    # What is being written about somebody new, or in a list, is for nobody yet.
    "destroy_drafts": """
        DELETE FROM draft WHERE participant_id = :participant_id
            OR instr(key, :participant_id) > 0 OR instr(content, :participant_id) > 0
            OR instr(content, :reference) > 0 OR (:name <> '' AND instr(content, :name) > 0)""",
    "destroy_participant": "DELETE FROM participant WHERE id = :participant_id",
    "certificate_write": """
        INSERT INTO destruction (at, actor, approved_by, finished_by, rows, backups_until)
        VALUES (:at, :actor, :approved_by, :finished_by, :rows, :backups_until)""",
    "certificates": """
        SELECT number, at, actor, approved_by, finished_by, rows, backups_until
          FROM destruction ORDER BY number DESC""",
}

# --- The access log ---------------------------------------------------------------------------

_STATEMENTS |= {
    "head": """
        SELECT coalesce((SELECT value FROM setting WHERE name = 'caseworker'), '') AS actor,
               coalesce((SELECT value FROM setting WHERE name = 'retention_years'), '')
                 AS retention_years,
               coalesce((SELECT max(number) FROM access_log), 0) AS number,
               coalesce((SELECT link FROM access_log ORDER BY number DESC LIMIT 1), '') AS link""",
    "access_log_append": """
        INSERT INTO access_log (number, at, actor, participant_id, action, reason, link)
        VALUES (?, ?, ?, ?, ?, ?, ?)""",
    "references": "SELECT id, reference FROM participant",
    "access_log_link": "SELECT link FROM access_log WHERE number = :number",
    "access_log_all": """
        SELECT number, at, actor, participant_id, action, reason, link
          FROM access_log ORDER BY number""",
    "access_log_of": """
        SELECT number, at, actor, participant_id, action, reason, link FROM access_log
         WHERE participant_id = :participant_id ORDER BY number DESC""",
    "access_log_latest": """
        SELECT number, at, actor, participant_id, action, reason, link FROM access_log
         ORDER BY number DESC LIMIT :limit""",
    "access_log_month": """
        SELECT number, at, actor, participant_id, action, reason, link FROM access_log
         WHERE at BETWEEN :month AND :month || '~' ORDER BY number""",
}


def named(name: str) -> str:
    """The SQL of a named statement. Raises ``KeyError`` for a name that does not exist."""
    return _STATEMENTS[name]
