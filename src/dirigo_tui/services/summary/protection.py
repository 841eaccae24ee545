"""Which counts of a cohort are hidden (DOMAIN.md §9), over everything a summary prints at once."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from functools import partial
from typing import Final

from dirigo_tui.domain.disclosure import Rest, Role, Sum, Tables, protect
from dirigo_tui.domain.vocabulary import Sex, TargetGroup
from dirigo_tui.services.cohort import ALL, Cohort, Count, Place, places
from dirigo_tui.services.progress import Progress, Stage, unheard


class Other(StrEnum):
    """What is left of a count: printed as missing, or there for who subtracts."""

    NO_JOINT_PLAN = "no_joint_plan"
    STARTED_NOT_ENDED = "started_not_ended"
    M1_MISSING = "m1_missing"
    M1_NOT_UP = "m1_not_up"
    M2_MISSING = "m2_missing"
    M2_NOT_UP = "m2_not_up"
    NOT_REGAINED = "not_regained"
    KNOWN_NOT_REGAINED = "known_not_regained"
    REGAINED_NOT_ACTIVE = "regained_not_active"
    ENDED_NOT_ACTIVE_LATER = "ended_not_active_later"


Hidden = frozenset[tuple[str, Place]]
"""Hidden counts: a :class:`Count` or :class:`Other`, and where."""

_PRIVATE: Final = "\0"
"""In place of a site, and no name of one: people who count under all sites only."""

PRINTED: Final = tuple(count for count in Count if count is not Count.HALF_YEAR)
"""What the tables and goals of a summary print."""

# The numerator and what the denominator has besides; the denominator and what is missing; and what
# the bounds would give away. An ordinary difference of two tables is nobody's figure.
_RESTS: Final[tuple[Rest[str], ...]] = (
    Rest(Other.NO_JOINT_PLAN, Count.STARTED, (Count.JOINT_PLAN,), Role.DERIVED),
    Rest(Other.STARTED_NOT_ENDED, Count.STARTED, (Count.ENDED,), Role.ROOM),
    Rest(Other.M1_MISSING, Count.ENDED, (Count.M1_ANSWERED,), Role.PRINTED),
    Rest(Other.M1_NOT_UP, Count.M1_ANSWERED, (Count.M1_UP,), Role.DERIVED),
    Rest(Other.M2_MISSING, Count.ENDED, (Count.M2_ANSWERED,), Role.PRINTED),
    Rest(Other.M2_NOT_UP, Count.M2_ANSWERED, (Count.M2_UP,), Role.DERIVED),
    Rest(Other.NOT_REGAINED, Count.ENDED, (Count.REGAINED_AT_EXIT,), Role.DERIVED),
    Rest(
        Other.KNOWN_NOT_REGAINED,
        Count.ENDED,
        (Count.REGAINED_AT_EXIT, Count.UNKNOWN_AT_EXIT),
        Role.DERIVED,
    ),
    Rest(Other.REGAINED_NOT_ACTIVE, Count.REGAINED_AT_EXIT, (Count.ACTIVE_AT_EXIT,), Role.DERIVED),
    Rest(Other.ENDED_NOT_ACTIVE_LATER, Count.ENDED, (Count.ACTIVE_AFTER_HALF_YEAR,), Role.ROOM),
)


def hidden(cohort: Cohort, threshold: int, progress: Progress = unheard) -> Hidden:
    """The counts to hide. Raises what ``progress`` raises.

    What is hidden under all sites does not depend on whether sites are asked for: one who has both
    summaries learns no more than from the one by site.
    """
    told = partial(progress, Stage.PROTECT)
    whole = protect(_tables(cohort, (ALL,), private=False), threshold, told=told)
    if not cohort.sites:
        return whole.hidden
    private = _has_private(cohort)
    if len(cohort.sites) == 1 and not private:
        # The one site is all sites, number by number.
        (site,) = cohort.sites
        return whole.hidden | {(kind, place._replace(site=site)) for kind, place in whole.hidden}
    tables = _tables(cohort, (ALL, *cohort.sites), private=private)
    return protect(tables, threshold, settled=whole, told=told).hidden


def _has_private(cohort: Cohort) -> bool:
    return any(_private_count(cohort, place, kind) for place in places(()) for kind in PRINTED)


def _private_count(cohort: Cohort, place: Place, kind: Count) -> int:
    at_sites = sum(cohort.counts[place._replace(site=site)][kind] for site in cohort.sites)
    return cohort.counts[place][kind] - at_sites


def _tables(cohort: Cohort, sites: tuple[str, ...], *, private: bool) -> Tables[str, Place]:
    """Everything printed for some sites, the first of which is all of them."""
    shown = [place for place in places(cohort.sites) if place.site in sites]
    hers = [place._replace(site=_PRIVATE) for place in places(())] if private else []
    counts: dict[tuple[str, Place], int] = {
        (kind, place): cohort.counts[place][kind] for place in shown for kind in PRINTED
    }
    for place in hers:
        for kind in PRINTED:
            counts[kind, place] = _private_count(cohort, place._replace(site=ALL), kind)
    parts = (*sites[1:], _PRIVATE) if private else sites[1:]
    return Tables(
        kinds=PRINTED,
        places=[*shown, *hers],
        counts=counts,
        sums=[line for place in (*shown, *hers) for line in _sums(place, parts)],
        rests=_RESTS,
        private=frozenset(hers),
    )


def _sums(place: Place, sites: tuple[str, ...]) -> Iterator[Sum[Place]]:
    """The lines of which a place is the total."""
    if place.sex == ALL:
        yield Sum(place, tuple(place._replace(sex=str(sex)) for sex in Sex))
    if place.target_group == ALL:
        yield Sum(place, tuple(place._replace(target_group=str(group)) for group in TargetGroup))
    if place.site == ALL and sites:
        yield Sum(place, tuple(place._replace(site=site) for site in sites))
