"""Who the target groups are for; what does not fit warns and asks for a reason (DOMAIN.md §3).

Nothing here refuses anybody.
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from dirigo_tui.domain.dates import add_months
from dirigo_tui.domain.vocabulary import TargetGroup


class Doubt(StrEnum):
    """Why a person may not belong to a target group."""

    SICK_SINCE_UNKNOWN = "sick_since_unknown"
    SICK_LEAVE_TOO_SHORT = "sick_leave_too_short"
    BIRTH_DATE_UNKNOWN = "birth_date_unknown"
    AGE_OUTSIDE_19_TO_29 = "age_outside_19_to_29"


def doubts(
    target_group: TargetGroup | None,
    *,
    on: date,
    sick_since: date | None,
    birth_date: date | None,
    sick_leave_days: int | None = None,
) -> tuple[Doubt, ...]:
    """What speaks against a target group on a given day; nothing when no group is chosen.

    Args:
        target_group: the group in question.
        on: the day it is fixed: the start of participation, or today before that.
        sick_since: first day of the present sick leave.
        birth_date: the person's.
        sick_leave_days: days of sick leave that make the group (a setting), or None for six
            calendar months (DOMAIN.md §4).
    """
    if target_group is TargetGroup.SICK_LEAVE:
        if sick_since is None:
            return (Doubt.SICK_SINCE_UNKNOWN,)
        if sick_leave_days is None:
            reached = add_months(sick_since, 6)
        else:
            reached = sick_since + timedelta(days=sick_leave_days)
        return (Doubt.SICK_LEAVE_TOO_SHORT,) if on < reached else ()
    if target_group is TargetGroup.ACTIVITY_COMPENSATION:
        if birth_date is None:
            return (Doubt.BIRTH_DATE_UNKNOWN,)
        in_group = add_months(birth_date, 12 * 19) <= on < add_months(birth_date, 12 * 30)
        return () if in_group else (Doubt.AGE_OUTSIDE_19_TO_29,)
    return ()
