"""A summary as JSON (CONTRACT.md, "The summary, as JSON")."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any, Final

from dirigo_tui.domain.goals import PublishedGoal
from dirigo_tui.domain.records import plain_value
from dirigo_tui.services.cohort import Place
from dirigo_tui.services.summary.figures import GoalRow, Summary

_FINGERPRINT_DIGITS: Final = 16


def as_plain(summary: Summary) -> dict[str, Any]:
    """JSON-ready values; an exact summary has no fingerprint (:func:`fingerprint`)."""
    figures = _figures(summary)
    return {
        **figures,
        "exact": summary.exact,
        "advice": summary.advice,
        "desks": _desks(summary),
        "fingerprint": None if summary.exact else _hashed(figures),
    }


def fingerprint(summary: Summary) -> str:
    """What tells two protected summaries with the same figures from others: 16 hexadecimal digits.

    It is made of what is printed and of nothing else: who has the file can make it too, and who
    guesses at hidden counts cannot try a guess on it (docs/formats.md).
    """
    return _hashed(_figures(summary))


def _hashed(figures: Mapping[str, Any]) -> str:
    canonical = json.dumps(figures, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()[:_FINGERPRINT_DIGITS]


def _figures(summary: Summary) -> dict[str, Any]:
    without = summary.without_target_group
    return {
        "as_of": summary.as_of.isoformat(),
        "rules_version": summary.rules_version,
        "threshold": summary.threshold,
        "without_target_group": {"count": without, "suppressed": without is None},
        "tables": [
            {
                "id": table.id,
                "rows": [
                    {**_place(row.place), "count": row.count, "suppressed": row.suppressed}
                    for row in table.rows
                ],
            }
            for table in summary.tables
        ],
        "goals": [
            {
                "id": table.goal.id,
                "target": _target(table.goal),
                "source": table.goal.source,
                "notes": list(table.goal.notes),
                "rows": [{**_place(row.place), **_goal_row(row)} for row in table.rows],
            }
            for table in summary.goals
        ],
    }


def _desks(summary: Summary) -> list[dict[str, str]] | None:
    if summary.received is None:
        return None
    return [
        {"name": file.from_desk, "created": str(plain_value(file.created))}
        for file in summary.received
    ]


def _place(place: Place) -> dict[str, str]:
    return {"target_group": place.target_group, "sex": place.sex, "site": place.site}


def _target(goal: PublishedGoal) -> float | dict[str, float]:
    if isinstance(goal.target, Mapping):
        return {str(group): share for group, share in goal.target.items()}
    return goal.target


def _goal_row(row: GoalRow) -> dict[str, Any]:
    return {
        "numerator": row.numerator,
        "denominator": row.denominator,
        "missing": row.missing,
        "share": row.share,
        "lower": row.lower,
        "upper": row.upper,
        "suppressed": row.suppressed,
    }
