"""Whether a plan is alive on a day: DOMAIN.md §5, read off the person's deadlines."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from dirigo_tui.domain.deadlines import FRESHNESS, Deadline
from dirigo_tui.domain.vocabulary import Rule

QUESTIONS: tuple[Rule, ...] = tuple(rule for rule in Rule if rule in FRESHNESS)
"""The four in the order of DOMAIN.md §5: (a) activity ahead, (b) follow-up date ahead, (c) mapping
older than twelve months, (d) activity followed up."""


def lapses(deadlines: Iterable[Deadline], today: date) -> tuple[Rule, ...]:
    """What makes the plan stale on that day, in the order of :data:`QUESTIONS`; empty when fresh.

    Args:
        deadlines: what :func:`dirigo_tui.domain.deadlines.deadlines` gave for the person.
        today: the day asked about; its own lapses do not count until it is over.
    """
    overdue = {deadline.rule for deadline in deadlines if deadline.is_overdue(today)}
    return tuple(rule for rule in QUESTIONS if rule in overdue)
