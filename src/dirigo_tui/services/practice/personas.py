"""Who takes part: how many of each kind, where, since when, and how their way goes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum, auto
from typing import Any, NamedTuple

from dirigo_tui.domain.dates import add_months
from dirigo_tui.domain.vocabulary import EndReason, Protection, Sex, TargetGroup
from dirigo_tui.services.practice.chance import Chance, on_workday
from dirigo_tui.services.practice.names import full_name

CASEWORKER = "Anna Lind"
"""Who sits at the practice desk."""

GROUP_SHARES: tuple[tuple[TargetGroup, int], ...] = (
    (TargetGroup.SICK_LEAVE, 1100),
    (TargetGroup.ACTIVITY_COMPENSATION, 500),
    (TargetGroup.INCOME_SUPPORT, 200),
)
"""Of 1 800, as in Dirigo 2 (DOMAIN.md §8)."""

REGAINED = {
    TargetGroup.SICK_LEAVE: 0.52,
    TargetGroup.ACTIVITY_COMPENSATION: 0.10,
    TargetGroup.INCOME_SUPPORT: 0.15,
}
"""The share of the ended who regain their work ability: the goals of DOMAIN.md §8."""

PEOPLE_PER_CASEWORKER = 34


class Site(NamedTuple):
    """A place of the service and the caseworkers there."""

    name: str
    municipality: str
    share: float
    caseworkers: tuple[str, ...]


SITES: tuple[Site, ...] = (
    Site("Haninge", "Haninge", 30, (CASEWORKER, "Johan Sjögren", "Mirjam Haile")),
    Site("Järfälla", "Järfälla", 20, ("Karin Ekström", "Samir Haddad")),
    Site("Södertälje", "Södertälje", 20, ("Birgitta Nyberg", "Elias Issa")),
    Site("Farsta", "Stockholm", 18, ("Åsa Holmgren", "Petra Korhonen")),
    Site("Norrtälje", "Norrtälje", 12, ("Örjan Dahl",)),
)


class Situation(Enum):
    """How far a person has come."""

    WAITING = auto()
    BEGINNING = auto()
    UNDER_WAY = auto()
    PAUSED = auto()
    ENDING = auto()
    ENDED = auto()


_SITUATIONS: tuple[tuple[Situation, float], ...] = (
    (Situation.WAITING, 0.04),
    (Situation.BEGINNING, 0.10),
    (Situation.UNDER_WAY, 0.54),
    (Situation.PAUSED, 0.03),
    (Situation.ENDING, 0.05),
    (Situation.ENDED, 0.24),
)


class Lapse(Enum):
    """What has slipped in somebody's file, so that there is something to find."""

    FOLLOW_UP_TODAY = auto()
    FOLLOW_UP_MISSED = auto()
    NO_FOLLOW_UP_DATE = auto()
    NO_ACTIVITY_AHEAD = auto()
    ACTIVITY_FOLLOW_UP_MISSED = auto()
    RATING_MISSED = auto()
    MAPPING_OLD = auto()
    NO_PLAN = auto()
    CONSENT_RUNS_OUT = auto()


_LAPSES: tuple[tuple[Lapse | None, float], ...] = (
    (Lapse.FOLLOW_UP_TODAY, 0.06),
    (Lapse.FOLLOW_UP_MISSED, 0.07),
    (Lapse.NO_FOLLOW_UP_DATE, 0.05),
    (Lapse.NO_ACTIVITY_AHEAD, 0.05),
    (Lapse.ACTIVITY_FOLLOW_UP_MISSED, 0.04),
    (Lapse.RATING_MISSED, 0.05),
    (Lapse.MAPPING_OLD, 0.03),
    (Lapse.NO_PLAN, 0.04),
    (Lapse.CONSENT_RUNS_OUT, 0.05),
    (None, 0.56),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Persona:
    """A made-up person; the fields that ``records.Participant`` has too mean the same.

    Attributes:
        drive: how much work ability grows in three months, on the scale 0–10.
        regains: ends with work ability regained.
        goes_to: ``"work"`` or ``"studies"`` when that is where the way leads, else "".
    """

    number: int
    chance: Chance
    today: date
    id: str
    reference: str
    name: str
    sex: Sex
    birth_date: date
    target_group: TargetGroup
    site: Site
    caseworker: str
    sick_since: date | None
    no_sgi: bool
    protection: Protection
    situation: Situation
    lapse: Lapse | None
    start: date | None
    end: date | None
    end_reason: EndReason | None
    drive: float
    regains: bool
    goes_to: str

    @property
    def last_day(self) -> date:
        """The last day on which something is known to have happened while taking part."""
        return min(self.today, self.end or self.today)

    @property
    def registered_on(self) -> date:
        """The day the person was registered at the desk."""
        return (self.start or self.today) - timedelta(days=7)

    def written(self, on: date) -> dict[str, Any]:
        """What every row of the person's file begins with, written on that day."""
        minutes = self.chance.between(7 * 60, 15 * 60)
        moment = datetime.combine(min(on, self.today), time(minutes // 60, minutes % 60), UTC)
        return {
            "id": self.chance.id(),
            "participant_id": self.id,
            "recorded_at": moment,
            "recorded_by": self.caseworker,
        }


def personas(count: int, seed: int, today: date) -> Iterator[Persona]:
    """So many people, one after another; the same arguments give the same people."""
    groups = dict.fromkeys((group for group, _ in GROUP_SHARES), 0)
    under_way = 0
    for number in range(1, count + 1):
        group = _due_group(groups, number)
        groups[group] += 1
        situation = _SITUATIONS[_evenly(_SITUATIONS, number, 0.6180339887)][0]
        lapse = None
        if situation is Situation.UNDER_WAY:
            under_way += 1
            lapse = _LAPSES[_evenly(_LAPSES, under_way, 0.4142135623)][0]
        yield _persona(
            number,
            chance=Chance(seed, number),
            group=group,
            situation=situation,
            lapse=lapse,
            today=today,
            count=count,
        )


def _due_group(so_far: dict[TargetGroup, int], number: int) -> TargetGroup:
    """The group furthest behind its share, so that any number of people divides as 1 800 do."""
    total = sum(share for _, share in GROUP_SHARES)
    return max(GROUP_SHARES, key=lambda g: number * g[1] / total - so_far[g[0]])[0]


def _evenly(options: tuple[tuple[object, float], ...], number: int, step: float) -> int:
    """The index of an option, so that every stretch of numbers holds them by their shares.

    Multiples of an irrational step fill the interval evenly; chance would leave sixty people
    without the rare cases that somebody practises on.
    """
    place = number * step % 1.0
    for index, (_, share) in enumerate(options):
        place -= share
        if place < 0:
            return index
    return len(options) - 1


def _persona(
    number: int,
    *,
    chance: Chance,
    group: TargetGroup,
    situation: Situation,
    lapse: Lapse | None,
    today: date,
    count: int,
) -> Persona:
    id = chance.id()
    sex = _sex(chance, group)
    start, end, reason = _dates(chance, situation, lapse, today)
    birth_date = _birth_date(chance, group, start or today, today)
    sick_since = _sick_since(chance, group, start or today)
    regains = chance.often(_chance_to_regain(group, situation, reason))
    site = chance.weighted([(site, site.share) for site in SITES])
    return Persona(
        number=number,
        chance=chance,
        today=today,
        id=id,
        reference=f"{site.name[:2].upper()}-{10000 + number}",
        name=full_name(chance, sex, birth_date.year),
        sex=Sex.UNKNOWN if chance.often(0.01) else sex,
        birth_date=birth_date,
        target_group=group,
        site=site,
        caseworker=_caseworker(chance, site, count),
        sick_since=sick_since,
        no_sgi=sick_since is not None and chance.often(0.15),
        protection=_protection(chance, number),
        situation=situation,
        lapse=lapse,
        start=start,
        end=end,
        end_reason=reason,
        drive=chance.spread(1.2 if regains else 0.35, 0.7),
        regains=regains,
        goes_to=_destination(chance, group, regains=regains),
    )


def _sex(chance: Chance, group: TargetGroup) -> Sex:
    women = {TargetGroup.SICK_LEAVE: 0.66, TargetGroup.ACTIVITY_COMPENSATION: 0.5}
    return Sex.WOMEN if chance.often(women.get(group, 0.48)) else Sex.MEN


def _dates(
    chance: Chance, situation: Situation, lapse: Lapse | None, today: date
) -> tuple[date | None, date | None, EndReason | None]:
    """Start and end of participation, and why it ended."""

    def before(low: int, high: int) -> date:
        return on_workday(today - timedelta(days=chance.between(low, high)))

    if situation is Situation.WAITING:
        return None, None, None
    if situation is Situation.BEGINNING:
        return before(3, 40), None, None
    if situation is Situation.ENDING:
        ahead = on_workday(today + timedelta(days=chance.between(7, 85)))
        return before(200, 600), max(ahead, today), EndReason.AS_PLANNED
    if situation is Situation.ENDED:
        reason = chance.weighted(_END_REASONS)
        end = before(5, 420)
        shortest, longest = _STAYED.get(reason, (200, 620))
        return end - timedelta(days=chance.between(shortest, longest)), end, reason
    return before(400 if lapse is Lapse.MAPPING_OLD else 55, 640), None, None


_END_REASONS: tuple[tuple[EndReason, float], ...] = (
    (EndReason.AS_PLANNED, 66),
    (EndReason.OTHER_SERVICE, 9),
    (EndReason.OWN_CHOICE, 8),
    (EndReason.TOO_ILL, 7),
    (EndReason.MOVED, 4),
    (EndReason.PARENTAL_LEAVE, 3),
    (EndReason.CONSENT_WITHDRAWN, 1.5),
    (EndReason.REGISTERED_BY_MISTAKE, 1),
    (EndReason.DECEASED, 0.5),
)
_STAYED = {
    EndReason.REGISTERED_BY_MISTAKE: (1, 9),
    EndReason.OWN_CHOICE: (20, 240),
    EndReason.CONSENT_WITHDRAWN: (20, 240),
    EndReason.TOO_ILL: (40, 400),
}
"""Days taken part, where it is not the usual half a year or more."""


def _chance_to_regain(group: TargetGroup, situation: Situation, reason: EndReason | None) -> float:
    if situation is Situation.ENDED and reason is not EndReason.AS_PLANNED:
        return 0.05 if reason in {EndReason.OTHER_SERVICE, EndReason.OWN_CHOICE} else 0.0
    # Two of three end as planned, and the goal is counted over all who have ended.
    return min(0.95, REGAINED[group] / 0.66)


def _destination(chance: Chance, group: TargetGroup, *, regains: bool) -> str:
    if not regains or chance.often(0.25):
        return ""
    studies = {TargetGroup.ACTIVITY_COMPENSATION: 0.55, TargetGroup.INCOME_SUPPORT: 0.35}
    return "studies" if chance.often(studies.get(group, 0.15)) else "work"


def _birth_date(chance: Chance, group: TargetGroup, start: date, today: date) -> date:
    """Somebody of an age the group is for; young people stay under 30 while they take part."""
    if group is TargetGroup.ACTIVITY_COMPENSATION:
        earliest = add_months(today, -12 * 30) + timedelta(days=21)
        latest = add_months(start, -12 * 19) - timedelta(days=7)
    else:
        oldest, youngest = (62, 26) if group is TargetGroup.SICK_LEAVE else (59, 20)
        earliest, latest = add_months(start, -12 * oldest), add_months(start, -12 * youngest)
    return earliest + timedelta(days=chance.between(0, (latest - earliest).days))


def _sick_since(chance: Chance, group: TargetGroup, start: date) -> date | None:
    if group is TargetGroup.SICK_LEAVE:
        return start - timedelta(days=chance.between(190, 1300))
    if group is TargetGroup.INCOME_SUPPORT and chance.often(0.3):
        return start - timedelta(days=chance.between(90, 900))
    return None


def _caseworker(chance: Chance, site: Site, count: int) -> str:
    """One of the site's, and of more colleagues the more people there are."""
    people = count * site.share / 100
    if CASEWORKER in site.caseworkers and chance.often(min(0.75, PEOPLE_PER_CASEWORKER / people)):
        return CASEWORKER
    wanted = round(people / PEOPLE_PER_CASEWORKER)
    number = chance.between(0, max(wanted, len(site.caseworkers)) - 1)
    if number < len(site.caseworkers):
        return site.caseworkers[number]
    colleague = Chance(number, SITES.index(site))
    sex = Sex.WOMEN if colleague.often(0.75) else Sex.MEN
    return full_name(colleague, sex, colleague.between(1965, 1998))


def _protection(chance: Chance, number: int) -> Protection:
    if number % 30 != 23:
        return Protection.NONE
    return chance.weighted(
        [
            (Protection.SECRECY_MARKING, 7),
            (Protection.PROTECTED_REGISTRATION, 2.5),
            (Protection.ASSUMED_IDENTITY, 0.5),
        ]
    )
