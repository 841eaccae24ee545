"""Any number of made-up people, written in sets: seconds where the practice cohort takes minutes.

Each has what a file holds after about two years: 2 goals, 10 activities, 8 sittings of 6 answers,
5 rows of status, 3 notes, a plan answered by both and what the history tells of it. They are alike,
made by arithmetic on their number: good for measuring, not for looking at.
"""

from __future__ import annotations

import json
from itertools import product
from typing import Any

from dirigo_tui.domain.rating_templates import lookup
from dirigo_tui.services.ports import UnitOfWork

FIRST = "Anna Lars Fatima Erik Åsa Omar Maria Johan Elin Ali Karin Per Leila Nils Örjan Zahra Eva"
LAST = "Lind Andersson Ek Öberg Hassan Nyberg Åkesson Dahl Amini Berg Wallin Issa Holm Ström Falk"
SITES = "Haninge Södertälje Farsta Norrtälje Järfälla"

_MOST_OF_EACH = 48


def _id(kind: int, number: str) -> str:
    """An id. Spread as random ones are: those that rise would be read from one page together."""
    return f"printf('%08x%02x%022x', ({number}) * 2654435761 % 4294967296, {kind}, {number})"


def _of_each(table: str, columns: str, kind: int, count: int, values: str) -> str:
    """So many rows for each person ``p``, numbered ``i`` from 0."""
    return f"""
        INSERT INTO {table} (id, version, recorded_at, recorded_by, participant_id, {columns})
        SELECT {_id(kind, f"p.n * {_MOST_OF_EACH} + i")}, 1, p.start || 'T09:00:00.000Z',
               'Anna Lind', p.id, {values}
          FROM temp.person AS p, temp.number WHERE i < {count}"""


_PEOPLE = f"""
    INSERT INTO temp.person
    WITH RECURSIVE counted(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < :people)
    SELECT n, {_id(1, "n")}, date(:today, '-' || (40 + n * 37 % 860) || ' days'),
           :names ->> (n * 31 % :name_count), :sites ->> (n % :site_count)
      FROM counted"""

_STATEMENTS = (
    """INSERT INTO participant (id, version, recorded_at, recorded_by, reference, name, birth_date,
           sex, target_group, site, municipality, caseworker, sick_since, no_sgi, start, "end",
           end_reason, protection, own_goal)
       SELECT id, 1, start || 'T08:00:00.000Z', 'Anna Lind', printf('R-%06d', n), name,
              date('1975-01-01', (n * 67 % 9000) || ' days'),
              CASE n % 9 WHEN 0 THEN 'unknown' ELSE iif(n % 2, 'women', 'men') END,
              CASE WHEN n % 18 < 11 THEN 'sick_leave' WHEN n % 18 < 16 THEN 'activity_compensation'
                   ELSE 'income_support' END,
              site, site, iif(n <= 45, 'Anna Lind', 'Handläggare ' || n / 45),
              date(start, '-200 days'), 0, start,
              iif(n % 3 = 0 AND date(start, '+300 days') < :today, date(start, '+300 days'), NULL),
              iif(n % 3 = 0 AND date(start, '+300 days') < :today, 'as_planned', NULL),
              iif(n % 50 = 7, 'secrecy_marking', 'none'), 'Jag vill orka med en vanlig vardag.'
         FROM temp.person""",
    _of_each(
        "goal", "position, own_words, state", 2, 2,
        "i, 'Jag vill komma hemifrån varje dag, steg ' || i, 'open'",
    ),
    _of_each(
        "activity",
        "goal_id, position, title, kind, time_text, time_start, time_end, time_precision,"
        " responsible, status, status_reason, follow_up_on",
        3, 10,
        f"""{_id(2, f"p.n * {_MOST_OF_EACH} + i % 2")}, i, 'Promenad och samtal, gång ' || i,
        'own_activity', 'våren', date(p.start, (30 * i) || ' days'),
        date(p.start, (30 * i + 90) || ' days'), 'quarter', 'participant',
        CASE i % 5 WHEN 0 THEN 'done' WHEN 4 THEN 'cancelled' WHEN 1 THEN 'ongoing'
             ELSE 'planned' END,
        iif(i % 5 = 4, 'Det blev inte av', ''), date(p.start, (30 * i + 60) || ' days')""",
    ),
    _of_each(
        "plan_version",
        "number, opened_on, snapshot, next_follow_up, participant_answer, participant_answered_on,"
        " caseworker_answer, caseworker_answered_on",
        4, 1,
        """1, p.start, '{"goals":[],"activities":[]}', date(p.start, (90 + p.n % 700) || ' days'),
        iif(p.n % 4, 'yes', NULL), iif(p.n % 4, date(p.start, '14 days'), NULL),
        iif(p.n % 4, 'yes', NULL), iif(p.n % 4, date(p.start, '15 days'), NULL)""",
    ),
    _of_each(
        "rating",
        'occasion_id, template, template_version, item, "on", value, mode, rater',
        5, 48,
        f"""{_id(6, f"p.n * {_MOST_OF_EACH} + i / 6")}, template, 1, item,
        date(p.start, (i / 6 * 30) || ' days'), low + (p.n * 7 + i * 5) % (high - low + 1),
        'together', 'participant'""",
    ).replace("temp.number", "temp.number JOIN temp.asked ON asked.place = i"),
    _of_each(
        "status", "axis, value, extent, from_on, to_on, source", 7, 5,
        """CASE i WHEN 0 THEN 'participation' WHEN 1 THEN 'sick_leave' WHEN 2 THEN 'benefit'
                  WHEN 3 THEN 'work' ELSE 'job_seeker' END,
        CASE i WHEN 0 THEN 'ongoing' WHEN 1 THEN '' WHEN 2 THEN 'sickness_benefit'
               WHEN 3 THEN iif(p.n % 4, 'none', 'employment') ELSE 'registered_available' END,
        CASE i WHEN 1 THEN 25 * (1 + p.n % 4) WHEN 3 THEN 50 END,
        date(p.start, (i * 20) || ' days'), NULL, 'caseworker'""",
    ),
    _of_each(
        "note", '"on", kind, text', 8, 3,
        """date(p.start, (i * 45) || ' days'), 'check_in',
        'Vi gick igenom veckan. Det går framåt, långsamt.'""",
    ),
    """INSERT INTO journal (at, actor, participant_id, action, params, changes, schema_revision)
       SELECT date(start, (i * 30) || ' days') || 'T09:00:00.000Z', 'Anna Lind', id, 'rated',
              json_object('template', 'was', 'on', date(start, (i * 30) || ' days'),
                          'rater', 'participant', 'corrected', json('false')), '[]', ''
         FROM temp.person, temp.number WHERE i < 8""",
)  # fmt: skip


def _items(template: str) -> list[tuple[str, str, int, int]]:
    return [(item.code, template, item.low, item.high) for item in lookup(template).items]


def fill(unit: UnitOfWork, people: int) -> None:
    """Write so many people into a database that has the rating templates and nobody else."""
    raw: Any = unit._connection
    today = unit.today.isoformat()
    names = [f"{first} {last}" for first, last in product(FIRST.split(), LAST.split())]
    sites = SITES.split()
    sitting = [*_items("steps")[:5], *_items("was")]
    asked = [*(sitting * 8)[:-2], *_items("dirigo_goals")]
    (cache,) = raw.execute("PRAGMA cache_size").fetchone()
    # Ids come in no order: with a cache that holds less than all, every row is a page read again.
    raw.execute("PRAGMA cache_size=-4000000")
    raw.execute("CREATE TEMP TABLE person (n INTEGER PRIMARY KEY, id, start, name, site)")
    raw.execute("CREATE TEMP TABLE number (i INTEGER PRIMARY KEY)")
    raw.execute("CREATE TEMP TABLE asked (place INTEGER PRIMARY KEY, item, template, low, high)")
    raw.executemany("INSERT INTO temp.number VALUES (?)", [(n,) for n in range(_MOST_OF_EACH)])
    raw.executemany(
        "INSERT INTO temp.asked VALUES (?, ?, ?, ?, ?)",
        [(place, *item) for place, item in enumerate(asked)],
    )
    values = {
        "people": people, "today": today, "names": json.dumps(names), "name_count": len(names),
        "sites": json.dumps(sites), "site_count": len(sites),
    }  # fmt: skip
    for statement in (_PEOPLE, *_STATEMENTS):
        raw.execute(statement, values)
    ids = [id for (id,) in raw.execute("SELECT id FROM temp.person ORDER BY n")]
    unit._touched.update(ids)
    for table in ("person", "number", "asked"):
        raw.execute(f"DROP TABLE temp.{table}")
    raw.execute(f"PRAGMA cache_size={cache}")
