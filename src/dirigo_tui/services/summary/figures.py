"""The cohort summary: goals reached or not, with honest denominators and small numbers hidden."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from dirigo_tui.domain.disclosure import may_show_share
from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.goals import GoalId, PublishedGoal, goals
from dirigo_tui.domain.outcomes import RULES_VERSION
from dirigo_tui.domain.vocabulary import Action
from dirigo_tui.services.cohort import ALL, FIGURES, Cohort, Count, Place, cohort, places
from dirigo_tui.services.cohort_files import ReceivedFile, all_desks, received_files
from dirigo_tui.services.ports import Reader, UnitOfWork
from dirigo_tui.services.progress import Progress, unheard
from dirigo_tui.services.summary.protection import PRINTED, Hidden, Other, hidden

LEAST_THRESHOLD: Final = 3
_THRESHOLD: Final = 5
_SETTING: Final = "disclosure_threshold"


class TableId(StrEnum):
    """The tables of counts, in the order they are printed."""

    STARTED = "started"
    ENDED = "ended"
    OUTCOME_A_EXIT = "outcome_a_exit"
    OUTCOME_B_EXIT = "outcome_b_exit"
    OUTCOME_A_6_MONTHS = "outcome_a_6_months"


_COUNTS: Final = {
    TableId.STARTED: Count.STARTED,
    TableId.ENDED: Count.ENDED,
    TableId.OUTCOME_A_EXIT: Count.ACTIVE_AT_EXIT,
    TableId.OUTCOME_B_EXIT: Count.REGAINED_AT_EXIT,
    TableId.OUTCOME_A_6_MONTHS: Count.ACTIVE_AFTER_HALF_YEAR,
}
_MISSING: Final[dict[GoalId, Count | Other]] = {
    GoalId.WORK_ABILITY_PROSPECTS: Other.M1_MISSING,
    GoalId.CLOSER_TO_LABOUR_MARKET: Other.M2_MISSING,
    GoalId.REGAINED_WORK_ABILITY: Count.UNKNOWN_AT_EXIT,
}
"""What a goal's missing are; the others have none."""


class Advice(StrEnum):
    """What to do when too much is hidden (DOMAIN.md §9.8); women and men are kept longest."""

    MERGE_SITES = "merge_sites"
    MERGE_TARGET_GROUPS = "merge_target_groups"


_TOO_MUCH: Final = 0.5
"""Of the counts that are not zero."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryOrder:
    """What to sum up.

    Attributes:
        as_of: what is dated later does not exist yet; today when None.
        by_site: rows for each site as well.
        all_desks: with the people of the newest cohort file of each other desk.
    """

    as_of: date | None = None
    by_site: bool = False
    all_desks: bool = False


@dataclass(frozen=True, slots=True)
class CountRow:
    """A row of a table; ``count`` is None when it is hidden."""

    place: Place
    count: int | None
    suppressed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalRow:
    """A row of a goal: None for what is hidden, and for a share of nobody.

    A share may be hidden where its counts are not: 0 % and 100 % of few (DOMAIN.md §9.3).

    Attributes:
        share, lower, upper: from 0 to 1.
        suppressed: something in the row is hidden.
    """

    place: Place
    numerator: int | None
    denominator: int | None
    missing: int | None
    share: float | None
    lower: float | None
    upper: float | None
    suppressed: bool


@dataclass(frozen=True, slots=True)
class CountTable:
    """How many, in every place."""

    id: TableId
    rows: tuple[CountRow, ...]


@dataclass(frozen=True, slots=True)
class GoalTable:
    """A goal and how everybody stands against it, in every place."""

    goal: PublishedGoal
    rows: tuple[GoalRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """Everything a summary says; screen, terminal and files say the same.

    Attributes:
        rules_version: of the definitions.
        threshold: smaller counts are hidden.
        exact: nothing is hidden.
        sites: in the order of the rows; empty unless asked for.
        received: the files of other desks that are counted in; None when only this desk's people
            were asked for.
        without_target_group: how many have started and are in no row, or None when that is hidden.
        advice: what to do when too much is hidden.
    """

    as_of: date
    rules_version: str
    threshold: int
    exact: bool
    sites: tuple[str, ...]
    received: tuple[ReceivedFile, ...] | None
    tables: tuple[CountTable, ...]
    goals: tuple[GoalTable, ...]
    without_target_group: int | None
    advice: Advice | None

    @property
    def people(self) -> int | None:
        """How many have started; None when that is hidden."""
        everybody = Place(ALL, ALL, ALL)
        return next(row.count for row in self.tables[0].rows if row.place == everybody)


@dataclass(frozen=True, slots=True)
class Counted:
    """Everybody who was asked for, exactly; :meth:`protected` is what may be shown of it.

    Counting takes the database and a moment; hiding takes neither, but time: a front end that must
    not wait does it apart from both.
    """

    people: Cohort
    threshold: int
    received: tuple[ReceivedFile, ...] | None

    def protected(self, progress: Progress = unheard) -> Summary:
        """The summary, with small numbers hidden. Raises what ``progress`` raises."""
        return _summary(self, hidden(self.people, self.threshold, progress), exact=False)


def counted(reader: Reader, order: SummaryOrder, progress: Progress = unheard) -> Counted:
    """Count everybody, at this desk or at all.

    Raises what :func:`dirigo_tui.services.cohort_files.joined` refuses, and ``progress``.
    """
    as_of = order.as_of or reader.today
    if order.all_desks:
        people = all_desks(reader, as_of, by_site=order.by_site, progress=progress)
        return Counted(people, threshold(reader), tuple(received_files(reader)))
    return Counted(cohort(reader, as_of, by_site=order.by_site), threshold(reader), None)


def summary(reader: Reader, order: SummaryOrder) -> Summary:
    """The summary, with small numbers hidden. Raises as :func:`counted`."""
    return counted(reader, order).protected()


def exact_summary(unit: UnitOfWork, order: SummaryOrder, reason: str) -> Summary:
    """The same with nothing hidden, for whoever has a reason; it is written down.

    Raises ``Refused("exact_needs_reason")``, and as :func:`counted`.
    """
    reason = reason.strip()
    if not reason:
        raise Refused("exact_needs_reason")
    found = counted(unit, order)
    unit.happened(
        Action.EXACT_SUMMARY_SHOWN,
        None,
        as_of=found.people.as_of.isoformat(),
        by_site=order.by_site,
        all_desks=order.all_desks,
        reason=reason,
    )
    return _summary(found, frozenset(), exact=True)


def protected(people: Cohort, threshold: int) -> Summary:
    """The summary of this desk's cohort."""
    return Counted(people, threshold, None).protected()


def threshold(reader: Reader) -> int:
    """Counts from 1 up to, not including, this are hidden."""
    return int(reader.setting(_SETTING) or _THRESHOLD)


def choose_threshold(unit: UnitOfWork, threshold: int) -> None:
    """Set it for this desk. Raises ``Refused("threshold_too_low")`` (DOMAIN.md §9)."""
    if threshold < LEAST_THRESHOLD:
        raise Refused("threshold_too_low", least=LEAST_THRESHOLD)
    unit.set_setting(_SETTING, str(threshold))


def _summary(counted: Counted, hidden: Hidden, *, exact: bool) -> Summary:
    people, threshold = counted.people, counted.threshold
    least = 0 if exact else threshold
    without = people.without_target_group
    return Summary(
        as_of=people.as_of,
        rules_version=RULES_VERSION,
        threshold=threshold,
        exact=exact,
        sites=people.sites,
        received=counted.received,
        tables=tuple(
            CountTable(
                id,
                tuple(_count_row(people, count, place, hidden) for place in places(people.sites)),
            )
            for id, count in _COUNTS.items()
        ),
        goals=tuple(
            GoalTable(
                goal,
                tuple(
                    _goal_row(people, goal.id, place, hidden, least)
                    for place in places(people.sites)
                ),
            )
            for goal in goals(people.as_of)
        ),
        without_target_group=None if 0 < without < least else without,
        advice=_advice(people, hidden),
    )


def _count_row(people: Cohort, count: Count, place: Place, hidden: Hidden) -> CountRow:
    is_hidden = (count, place) in hidden
    return CountRow(place, None if is_hidden else people.counts[place][count], is_hidden)


def _goal_row(people: Cohort, goal: GoalId, place: Place, hidden: Hidden, least: int) -> GoalRow:
    figure = people.figure(goal, place)
    numerator, denominator = ((count, place) not in hidden for count in FIGURES[goal])
    missing = (_MISSING.get(goal), place) not in hidden
    concerned = denominator and (missing or figure.missing_in_denominator)

    def share(part: int, whole: int) -> bool:
        return not whole or may_show_share(part, whole, least)

    shown = {
        "numerator": numerator,
        "denominator": denominator,
        "missing": missing,
        "share": numerator and denominator and share(figure.numerator, figure.denominator),
        "lower": numerator and concerned and share(figure.numerator, figure.concerned),
        "upper": numerator
        and missing
        and concerned
        and share(figure.numerator + figure.missing, figure.concerned),
    }
    return GoalRow(
        place=place,
        suppressed=not all(shown.values()),
        **{name: getattr(figure, name) if is_shown else None for name, is_shown in shown.items()},
    )


def _advice(people: Cohort, hidden: Hidden) -> Advice | None:
    for advice, sites in (
        (Advice.MERGE_SITES, people.sites),
        (Advice.MERGE_TARGET_GROUPS, (ALL,)),
    ):
        filled = {
            (count, place)
            for place in places(people.sites)
            if place.site in sites
            for count in PRINTED
            if people.counts[place][count]
        }
        if len(filled & hidden) > _TOO_MUCH * len(filled):
            return advice
    return None
