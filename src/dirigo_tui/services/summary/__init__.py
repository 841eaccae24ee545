"""The cohort summary for a supervisor (DOMAIN.md §8 and §9)."""

from dirigo_tui.services.summary.figures import (
    Advice,
    Counted,
    CountRow,
    CountTable,
    GoalRow,
    GoalTable,
    Summary,
    SummaryOrder,
    TableId,
    choose_threshold,
    counted,
    exact_summary,
    protected,
    summary,
    threshold,
)
from dirigo_tui.services.summary.plain import as_plain, fingerprint

__all__ = [
    "Advice",
    "CountRow",
    "CountTable",
    "Counted",
    "GoalRow",
    "GoalTable",
    "Summary",
    "SummaryOrder",
    "TableId",
    "as_plain",
    "choose_threshold",
    "counted",
    "exact_summary",
    "fingerprint",
    "protected",
    "summary",
    "threshold",
]
