"""The named SQL statements behind goals and outcomes; part of ``statements.py``."""

from __future__ import annotations


def _held(first: str, last: str, condition: str) -> str:
    """Whether a standing status row meets the condition on some day from ``first`` to ``last``."""
    return f"""EXISTS (SELECT 1 FROM status AS s WHERE s.participant_id = p.id
        AND {_standing(first, last, condition)})"""  # noqa: S608


def _standing(first: str, last: str, condition: str) -> str:
    return f"""s.struck_at IS NULL AND s.from_on <= {last}
        AND coalesce(s.to_on, '9999') >= {first} AND {condition}"""


_ACTIVITY = "s.axis IN ('work', 'studies') AND s.value <> 'none' AND s.extent IS NOT 0"


def _active(first: str, last: str) -> str:
    """Outcome A: any work or studies with an extent that is not 0; a blank one is more."""
    return " OR ".join(
        _held(first, last, f"s.axis = '{axis}' AND s.value <> 'none' AND s.extent IS NOT 0")
        for axis in ("work", "studies")
    )


def _at_exit(axis: str, condition: str = "TRUE") -> str:
    return _held("p.ended_on", "p.exit_until", f"s.axis = '{axis}' AND {condition}")


def _last_answer(item: str) -> str:
    """The participant's own latest record of an item; null is a non-answer, or none at all."""
    return f"""(SELECT value FROM rating AS r WHERE r.participant_id = p.id
        AND r.template = 'dirigo_goals' AND r.item = '{item}' AND r.rater = 'participant'
        AND r."on" <= :as_of ORDER BY r."on" DESC, r.recorded_at DESC, r.id DESC LIMIT 1)"""  # noqa: S608


STATEMENTS: dict[str, str] = {}

# The definitions are those of domain/outcomes.py (DOMAIN.md §8), which a test holds this to. One
# row for each combination of group, sex, site and protection that has anybody in it.
STATEMENTS["cohort"] = f"""
WITH p AS (
  SELECT id, target_group, sex, site, protection <> 'none' AS protected,
         start <= :as_of AS started,
         CASE WHEN "end" <= :as_of THEN "end" END AS ended_on,
         min(date("end", '+7 days'), :as_of) AS exit_until,
         -- SQLite carries 31 August + 6 months over into March; the rule stops at the month's end.
         min(date("end", '+6 months'), date("end", 'start of month', '+7 months', '-1 day'))
           AS half_year_on
    FROM participant
   WHERE target_group IS NOT NULL AND coalesce(end_reason, '') <> 'registered_by_mistake'
), person AS (
  SELECT target_group, sex, site, protected,
         coalesce(started, 0) AS started,
         coalesce(started, 0) AND EXISTS (SELECT 1 FROM plan_version AS v
           WHERE v.participant_id = p.id
             AND v.participant_answer = 'yes' AND v.participant_answered_on <= :as_of
             AND v.caseworker_answer = 'yes' AND v.caseworker_answered_on <= :as_of)
           AS joint_plan,
         ended_on IS NOT NULL AS ended,
         {_last_answer("m1")} AS m1,
         {_last_answer("m2")} AS m2,
         ended_on IS NOT NULL AND ({_active("p.ended_on", "p.exit_until")}) AS active_at_exit,
         ended_on IS NOT NULL
           AND {_at_exit("job_seeker", "s.value = 'registered_available'")}
           AND {_at_exit("ready", "s.value = 'participant'")}
           AND {_at_exit("ready", "s.value = 'caseworker'")} AS available_at_exit,
         ended_on IS NOT NULL AND NOT ({
    " OR ".join(
        _at_exit(axis) for axis in ("work", "studies", "job_seeker", "sick_leave", "benefit")
    )
}) AS unknown_at_exit,
         ended_on IS NOT NULL AND half_year_on <= :as_of AS half_year,
         ended_on IS NOT NULL AND half_year_on <= :as_of
           AND ({_active("p.half_year_on", "p.half_year_on")}) AS active_after_half_year
    FROM p
)
SELECT target_group, sex, site, protected,
       sum(started) AS started, sum(joint_plan) AS joint_plan, sum(ended) AS ended,
       sum(ended AND m1 IS NOT NULL) AS m1_answered, sum(ended AND coalesce(m1 > 0, 0)) AS m1_up,
       sum(ended AND m2 IS NOT NULL) AS m2_answered, sum(ended AND coalesce(m2 > 0, 0)) AS m2_up,
       sum(active_at_exit) AS active_at_exit,
       sum(active_at_exit OR available_at_exit) AS regained_at_exit,
       sum(unknown_at_exit) AS unknown_at_exit,
       sum(half_year) AS half_year, sum(active_after_half_year) AS active_after_half_year
  FROM person
 GROUP BY target_group, sex, site, protected"""  # noqa: S608
# On which day each began to be counted as in the statement above, by quarter of the year.
STATEMENTS["timeline"] = f"""
WITH p AS (
  SELECT id, start, "end" AS ended_on, min(date("end", '+7 days'), :as_of) AS exit_until
    FROM participant
   WHERE target_group IS NOT NULL AND coalesce(end_reason, '') <> 'registered_by_mistake'
), turn AS (
  SELECT 'started' AS count, start AS day FROM p
  UNION ALL
  SELECT 'joint_plan', max(start, (
           SELECT min(max(v.participant_answered_on, v.caseworker_answered_on))
             FROM plan_version AS v WHERE v.participant_id = p.id
              AND v.participant_answer = 'yes' AND v.caseworker_answer = 'yes')) FROM p
  UNION ALL
  SELECT 'active_at_exit', max(ended_on, (
           SELECT min(s.from_on) FROM status AS s WHERE s.participant_id = p.id
              AND {_standing("p.ended_on", "p.exit_until", _ACTIVITY)})) FROM p
)
SELECT count, CAST(substr(day, 1, 4) AS INTEGER) AS year,
       (CAST(substr(day, 6, 2) AS INTEGER) + 2) / 3 AS quarter, count(*) AS people
  FROM turn WHERE day <= :as_of GROUP BY 1, 2, 3"""  # noqa: S608
STATEMENTS["without_target_group"] = """
SELECT count(*) AS people FROM participant
 WHERE target_group IS NULL AND start <= :as_of
   AND coalesce(end_reason, '') <> 'registered_by_mistake'"""

# Who leaves in a cohort file, with what the counts of domain/counting.py ask for and no more.
STATEMENTS |= {
    "cohort_people": """
        SELECT reference, protection, target_group, sex, site, start, "end", end_reason,
               (SELECT json_group_array(json_array(axis, value, extent, from_on, to_on))
                  FROM status WHERE participant_id = p.id AND struck_at IS NULL AND axis IN
                    ('work', 'studies', 'job_seeker', 'ready', 'sick_leave', 'benefit'))
                 AS states,
               (SELECT json_group_array(json_array(participant_answered_on, caseworker_answered_on))
                  FROM plan_version WHERE participant_id = p.id
                   AND participant_answer = 'yes' AND caseworker_answer = 'yes') AS confirmations,
               (SELECT json_group_array(json_array(item, "on", value) ORDER BY recorded_at, id)
                  FROM rating WHERE participant_id = p.id
                   AND template = 'dirigo_goals' AND rater = 'participant') AS answers
          FROM participant AS p
         WHERE (start IS NOT NULL OR "end" IS NOT NULL)
           AND coalesce(end_reason, '') <> 'registered_by_mistake'""",
    "cohort_sites": """
        SELECT DISTINCT site FROM participant
         WHERE target_group IS NOT NULL AND protection = 'none'
           AND coalesce(end_reason, '') <> 'registered_by_mistake'
        UNION
        SELECT site FROM former_participant WHERE target_group IS NOT NULL AND NOT protected""",
    "cohort_files": """
        SELECT desk_id, from_desk, created, people, organisation_key, rules_version, sha256
          FROM cohort_file ORDER BY created DESC, desk_id""",
    "cohort_file_content": "SELECT content FROM cohort_file WHERE desk_id = :desk_id",
    "cohort_file_write": """
        INSERT INTO cohort_file (desk_id, from_desk, created, people, organisation_key,
                                 rules_version, sha256, received_at, content)
        VALUES (:desk_id, :from_desk, :created, :people, :organisation_key,
                :rules_version, :sha256, :received_at, :content)
        ON CONFLICT (desk_id) DO UPDATE SET
               from_desk = excluded.from_desk, created = excluded.created,
               people = excluded.people, organisation_key = excluded.organisation_key,
               rules_version = excluded.rules_version, sha256 = excluded.sha256,
               received_at = excluded.received_at, content = excluded.content""",
}

STATEMENTS |= {
    "export_log": """
        SELECT number, at, actor, form, recipients, fingerprint, as_of, by_site, all_desks,
               threshold, cells
          FROM export_log ORDER BY number DESC""",
    "export_log_write": """
        INSERT INTO export_log (at, actor, form, recipients, fingerprint, as_of, by_site,
                                all_desks, threshold, cells)
        VALUES (:at, :actor, :form, :recipients, :fingerprint, :as_of, :by_site,
                :all_desks, :threshold, :cells)""",
}
