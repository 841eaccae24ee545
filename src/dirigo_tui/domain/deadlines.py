"""What falls due for a person and when: the rules of DOMAIN.md §4 and the lapses of §5 as dates.

:func:`deadlines` never asks what day it is. It turns a person's dated facts into dated deadlines
that can be stored and hold on every day they are read. Whether one is overdue is a comparison, made
by :func:`dirigo_tui.domain.dates.overdue`: due today is not overdue. To that end a lapse of
freshness is due on the *last* day on which all is well.

What is done up to 14 days before a day counts for that day: DOMAIN.md §4 has the self-rating shown
from then on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import count, takewhile
from typing import NamedTuple

from dirigo_tui.domain.dates import add_months, overdue
from dirigo_tui.domain.retention import finished_by, is_exempt
from dirigo_tui.domain.vocabulary import EndReason, Rule, TargetGroup

FRESHNESS: frozenset[Rule] = frozenset(
    {
        Rule.NO_ACTIVITY_AHEAD,
        Rule.NO_FOLLOW_UP_DATE,
        Rule.MAPPING_OLD,
        Rule.NO_ACTIVITY_FOLLOWED_UP,
    }
)
"""The lapses of plan freshness (DOMAIN.md §5 a–d); the other rules are deadlines or booked days."""

SHOWN_BEFORE = 14
"""Days before the due day that a deadline is shown, and that what is done counts for it."""

CONSENT_NOTICE = 30
"""Days before a consent runs out that it is to be renewed, or let go (DOMAIN.md §4)."""

RATING_MONTHS = 3
"""Months between self-ratings, and before a plan without any followed-up activity is stale."""

_NO_LONGER_THEIRS = frozenset(
    {EndReason.DECEASED, EndReason.MOVED, EndReason.REGISTERED_BY_MISTAKE}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The dated facts about one person that deadlines follow from.

    Attributes:
        last_rating_on: the participant's own latest rating by a periodic template.
        consent_recipient, consent_until: of the consents that are neither taken back nor followed
            by a longer one to the same recipient, the one that runs out first.
        last_final_rating_on: the same for the template asked at the end. In both, a recorded
            non-answer counts: the person was asked.
        plan_confirmed_on: when the current version of the plan was jointly confirmed.
        plan_started_on: when work on the plan began.
        next_follow_up: the day booked for following up the current version.
        last_contact_on: the latest note that is a contact, or follow-up done.
        work_or_studies_since: start of the current or else latest work, own business or studies.
        activities_ahead_until: the last day on which an activity that is planned, ongoing or
            paused lies ahead; ``date.max`` when one has no known end, None when there is none.
        next_activity_follow_up: the earliest follow-up day of activities still to be followed up.
        retention_years: whole years after the last note (a setting).
        sick_leave_days: days of sick leave that make the target group (a setting), or None for
            six calendar months.
    """

    sick_since: date | None = None
    target_group: TargetGroup | None = None
    birth_date: date | None = None
    start: date | None = None
    end: date | None = None
    end_reason: EndReason | None = None
    last_rating_on: date | None = None
    last_final_rating_on: date | None = None
    plan_confirmed_on: date | None = None
    plan_started_on: date | None = None
    next_follow_up: date | None = None
    last_contact_on: date | None = None
    work_or_studies_since: date | None = None
    activities_ahead_until: date | None = None
    next_activity_follow_up: date | None = None
    any_activity_followed_up: bool = False
    mapping_updated_on: date | None = None
    consent_recipient: str = ""
    consent_until: date | None = None
    last_noted_on: date | None = None
    retention_years: int = 5
    sick_leave_days: int | None = None


class Deadline(NamedTuple):
    """One thing due for a person.

    Attributes:
        due: the last day on which it is in time.
        shown_from: the first day on which it is worth showing; ``date.min`` for a booked day.
        until: the last day on which the rule applies; ``date.max`` when participation ending does
            not stop it.
        about: whom it is about, where the rule alone does not say: the recipient of a consent.
    """

    rule: Rule
    due: date
    shown_from: date
    until: date = date.max
    about: str = ""

    def is_shown(self, today: date) -> bool:
        """Whether it concerns anybody on that day."""
        return self.shown_from <= today <= self.until

    def is_overdue(self, today: date) -> bool:
        """Whether it should have been done before that day, and still should."""
        return overdue(self.due, today) and today <= self.until


def deadlines(facts: Facts) -> tuple[Deadline, ...]:
    """Everything that is or will be due given the facts, by due day, then rule.

    At most one deadline a rule: the first that nothing has settled. The rules of taking part stop
    the day after participation ends. Who has died, moved away or was registered by mistake has no
    deadline left but retention.
    """
    found = list(_found(_TO_THE_LAST, facts))
    if facts.end_reason not in _NO_LONGER_THEIRS:
        found += _found(_AFTER_THE_END, facts)
        end = facts.end or date.max
        during = (deadline._replace(until=end) for deadline in _found(_WHILE_TAKING_PART, facts))
        found += (deadline for deadline in during if deadline.shown_from <= end)
    return tuple(sorted(found, key=lambda deadline: (deadline.due, deadline.rule)))


def _active_planning(facts: Facts) -> Deadline | None:
    """§4: within two months of falling ill; settled by a plan begun, shown from the first day."""
    if facts.sick_since is None or facts.plan_started_on is not None:
        return None
    return Deadline(Rule.ACTIVE_PLANNING, _months_after(facts.sick_since, 2), facts.sick_since)


def _sick_leave_six_months(facts: Facts) -> Deadline | None:
    """§4: six months of sick leave make the target group, or the organisation's number of days.

    It asks for a decision about the group, so it is for those who neither have started nor are in
    that group; shown from 30 days before.
    """
    if (
        facts.sick_since is None
        or facts.start is not None
        or facts.target_group is TargetGroup.SICK_LEAVE
    ):
        return None
    if facts.sick_leave_days is None:
        due = _months_after(facts.sick_since, 6)
    else:
        due = _days_after(facts.sick_since, facts.sick_leave_days)
    return Deadline(Rule.SICK_LEAVE_SIX_MONTHS, due, _days_after(due, -30))


def _follow_up(facts: Facts) -> Deadline | None:
    """§4: the day booked for following up the plan, confirmed or not."""
    if facts.next_follow_up is None:
        return None
    return Deadline(Rule.FOLLOW_UP, facts.next_follow_up, date.min)


def _no_follow_up_date(facts: Facts) -> Deadline | None:
    """§4 and §5 (b): a confirmed plan has a follow-up day ahead; without one it is due at once.

    A booked day is the last day on which the plan has one ahead; none was ahead before the plan was
    confirmed.
    """
    if facts.plan_confirmed_on is None:
        return None
    return _lapse(Rule.NO_FOLLOW_UP_DATE, _latest(facts.plan_confirmed_on, facts.next_follow_up))


def _activity_follow_up(facts: Facts) -> Deadline | None:
    """§5: the first day booked for following up an activity."""
    if facts.next_activity_follow_up is None:
        return None
    return Deadline(Rule.ACTIVITY_FOLLOW_UP, facts.next_activity_follow_up, date.min)


def _self_rating(facts: Facts) -> Deadline | None:
    """§4: at the start and every third month after it, counted from the start, before the end.

    On the last day of participation the final rating takes over.
    """
    if facts.start is None:
        return None
    end = facts.end or date.max
    due = _first_unsettled(_rating_days(facts.start, end), facts.last_rating_on)
    return None if due is None else _shown_in_advance(Rule.SELF_RATING, due)


def _final_rating(facts: Facts) -> Deadline | None:
    """§4: the self-rating at the end, by the template asked at the end."""
    if facts.end is None or _settled(facts.end, facts.last_final_rating_on):
        return None
    return _shown_in_advance(Rule.FINAL_RATING, facts.end)


def _activity_compensation_ends(facts: Facts) -> Deadline | None:
    """§4: on the 30th birthday, for that group, shown from twelve months before.

    A contact with the participant on the birthday or later settles it.
    """
    if facts.target_group is not TargetGroup.ACTIVITY_COMPENSATION or facts.birth_date is None:
        return None
    due = _months_after(facts.birth_date, 12 * 30)
    contact = _last_contact(facts)
    if contact is not None and contact >= due:
        return None
    shown_from = _months_after(facts.birth_date, 12 * 29)
    return Deadline(Rule.ACTIVITY_COMPENSATION_ENDS, due, shown_from)


def _follow_up_in_work(facts: Facts) -> Deadline | None:
    """§4: 1, 3, 6 and 12 months after work, own business or studies began; settled by a contact.

    It goes on after the end of participation: that is what most ends are for.
    """
    if facts.work_or_studies_since is None:
        return None
    since = facts.work_or_studies_since
    days = (_months_after(since, months) for months in (1, 3, 6, 12))
    due = _first_unsettled(days, _last_contact(facts))
    return None if due is None else _shown_in_advance(Rule.FOLLOW_UP_IN_WORK, due)


def _follow_up_after_end(facts: Facts) -> Deadline | None:
    """§4: 28 days and six months after the end of participation; settled by a contact."""
    if facts.end is None:
        return None
    days = (_days_after(facts.end, 28), _months_after(facts.end, 6))
    due = _first_unsettled(days, _last_contact(facts))
    return None if due is None else _shown_in_advance(Rule.FOLLOW_UP_AFTER_END, due)


def _consent_runs_out(facts: Facts) -> Deadline | None:
    """§4: 30 days before a consent's last day.

    A longer consent to the same recipient settles it, and so does taking it back; one that has run
    out stays due until then.
    """
    if facts.consent_until is None:
        return None
    due = _days_after(facts.consent_until, -CONSENT_NOTICE)
    return Deadline(Rule.CONSENT_RUNS_OUT, due, due, about=facts.consent_recipient)


def _retention(facts: Facts) -> Deadline | None:
    """§4: listed from the last note + N years, to be finished by 31 December of the year after.

    Born on the 5th, 15th or 25th: exempt, for research (§10).
    """
    if facts.last_noted_on is None:
        return None
    if facts.birth_date is not None and is_exempt(facts.birth_date):
        return None
    listed_from = _months_after(facts.last_noted_on, 12 * facts.retention_years)
    return Deadline(Rule.RETENTION, finished_by(listed_from), listed_from)


def _no_activity_ahead(facts: Facts) -> Deadline | None:
    """§5 (a): a plan begun has an activity ahead, while the person takes part.

    Without any activity the plan has none ahead from the start: due on the latest day something
    happened to it.
    """
    if facts.start is None or facts.plan_started_on is None:
        return None
    if facts.activities_ahead_until == date.max:
        return None
    due = facts.activities_ahead_until or _latest(
        facts.start, facts.plan_started_on, facts.plan_confirmed_on
    )
    return _lapse(Rule.NO_ACTIVITY_AHEAD, due)


def _mapping_old(facts: Facts) -> Deadline | None:
    """§5 (c): a mapping is good for twelve months; one never made is not old."""
    if facts.mapping_updated_on is None:
        return None
    return _lapse(Rule.MAPPING_OLD, _months_after(facts.mapping_updated_on, 12))


def _no_activity_followed_up(facts: Facts) -> Deadline | None:
    """§5 (d): three months into the plan, the pace of ratings, some activity is followed up."""
    if facts.start is None or facts.plan_started_on is None or facts.any_activity_followed_up:
        return None
    begun = _latest(facts.start, facts.plan_started_on)
    return _lapse(Rule.NO_ACTIVITY_FOLLOWED_UP, _months_after(begun, RATING_MONTHS))


_WHILE_TAKING_PART = (
    _active_planning,
    _sick_leave_six_months,
    _follow_up,
    _no_follow_up_date,
    _activity_follow_up,
    _self_rating,
    _activity_compensation_ends,
    _consent_runs_out,
    _no_activity_ahead,
    _mapping_old,
    _no_activity_followed_up,
)
_AFTER_THE_END = (_final_rating, _follow_up_in_work, _follow_up_after_end)
_TO_THE_LAST = (_retention,)


def _found(rules: Iterable[Callable[[Facts], Deadline | None]], facts: Facts) -> Iterator[Deadline]:
    return (deadline for rule in rules if (deadline := rule(facts)) is not None)


def _lapse(rule: Rule, due: date) -> Deadline:
    return Deadline(rule, due, due)


def _shown_in_advance(rule: Rule, due: date) -> Deadline:
    return Deadline(rule, due, _days_after(due, -SHOWN_BEFORE))


def _rating_days(start: date, end: date) -> Iterator[date]:
    series = (_months_after(start, RATING_MONTHS * number) for number in count())
    return takewhile(lambda day: day < end, series)


def _settled(due: date, done: date | None) -> bool:
    return done is not None and done >= _days_after(due, -SHOWN_BEFORE)


def _first_unsettled(days: Iterable[date], done: date | None) -> date | None:
    return next((day for day in days if not _settled(day, done)), None)


def _last_contact(facts: Facts) -> date | None:
    """The latest day anybody met or spoke to the participant; a rating is a contact."""
    met = (facts.last_contact_on, facts.last_rating_on, facts.last_final_rating_on)
    return max((day for day in met if day is not None), default=None)


def _latest(first: date, *others: date | None) -> date:
    return max([first, *(day for day in others if day is not None)])


def _months_after(day: date, months: int) -> date:
    # Other systems write 9999-12-31 for "no end"; a deadline after that never comes.
    try:
        return add_months(day, months)
    except (ValueError, OverflowError):
        return date.max


def _days_after(day: date, days: int) -> date:
    return date.fromordinal(
        min(max(day.toordinal() + days, date.min.toordinal()), date.max.toordinal())
    )
