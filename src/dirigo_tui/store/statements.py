"""The named SQL statements: everything that is read or written other than record by record.

Set-based and portable but for ``json_each``; each is prepared once by the driver's statement cache.
"""

from __future__ import annotations

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
       (SELECT max(updated_on) FROM mapping_entry WHERE participant_id = p.id)
         AS mapping_updated_on,
       max(coalesce((SELECT max("on") FROM note WHERE participant_id = p.id), ''),
           coalesce((SELECT max("on") FROM rating WHERE participant_id = p.id), ''),
           coalesce((SELECT max(from_on) FROM status WHERE participant_id = p.id), ''),
           coalesce(p."end", p.start, substr(p.recorded_at, 1, 10))) AS last_noted_on
  FROM participant AS p
  LEFT JOIN plan_version AS v ON v.participant_id = p.id
   AND v.number = (SELECT max(number) FROM plan_version WHERE participant_id = p.id)
"""

_STATEMENTS = {
    "setting": "SELECT value FROM setting WHERE name = :name",
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
    "facts_of": _FACTS + "WHERE p.id IN (SELECT value FROM json_each(:ids))",
    "facts_of_all": _FACTS,
    "draft_write": """
        INSERT INTO draft (key, participant_id, content, saved_at)
        VALUES (:key, :participant_id, :content, :saved_at)
        ON CONFLICT (key) DO UPDATE SET content = excluded.content, saved_at = excluded.saved_at""",
    "draft_remove": "DELETE FROM draft WHERE key = :key",
    "draft": "SELECT content, saved_at FROM draft WHERE key = :key",
    "drafts": "SELECT key, participant_id, content, saved_at FROM draft ORDER BY saved_at DESC",
}


def named(name: str) -> str:
    """The SQL of a named statement. Raises ``KeyError`` for a name that does not exist."""
    return _STATEMENTS[name]
