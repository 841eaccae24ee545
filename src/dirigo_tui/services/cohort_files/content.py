"""What a cohort file tells of people: who they are not, and on which days they count.

Of a person it has a pseudonym, the row of the tables they belong to, and the days on which they
begin or cease to be counted (``domain/counting.py``). Those days give every figure on every as-of
day, and nothing else: what work, which benefit and what was answered stay at the desk.

Of people with protected identity it has no rows, since none may leave the desk (DOMAIN.md §10), but
the totals they belong to. A total lists its people by signs that are different in every total, so
that two desks who know the same person add one to it and not two, and nobody puts a row together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from dirigo_tui.domain.counting import Count, Days, counted_days, known_until
from dirigo_tui.domain.pseudonyms import pseudonym, token
from dirigo_tui.domain.vocabulary import Protection, Sex, TargetGroup
from dirigo_tui.services.former_participants import former_participants
from dirigo_tui.services.person_in_cohort import person_of
from dirigo_tui.services.ports import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One person, by pseudonym.

    Attributes:
        target_group: None for who has started and belongs to no group yet.
        latest_on, facts: the latest day that anything counted is dated, and how much is: of two
            desks that know the person, who knows more.
        days: on which the person is counted; at least one.
    """

    pseudonym: str
    target_group: TargetGroup | None
    sex: Sex
    site: str
    latest_on: date
    facts: int
    days: Mapping[Count, Days]


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What one person with protected identity adds to one total, and to no other.

    Attributes:
        sign: the same at every desk, and of no use outside this total.
    """

    count: Count
    target_group: TargetGroup | None
    sex: Sex
    sign: str
    days: Days


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """Everybody at a desk who counts on any day.

    Attributes:
        protected: a sign for each person with protected identity, so that a row which another desk
            has of the same person is left out.
        sites: where the desk has people, also those who are not counted yet.
    """

    rows: tuple[Row, ...]
    shares: tuple[Share, ...]
    protected: frozenset[str]
    sites: frozenset[str]


def protected_sign(pseudonym: str) -> str:
    """What :attr:`Content.protected` holds for a person."""
    return token(pseudonym, "protected")


def own_content(reader: Reader, key: bytes) -> Content:
    """What this desk tells, in an order that says nothing about anybody.

    Args:
        key: the organisation's.
    """
    rows: list[Row] = []
    shares: list[Share] = []
    protected: set[str] = set()
    for found in reader.rows("cohort_people"):
        person = person_of(found)
        days = counted_days(person)
        latest_on, facts = known_until(person)
        if person.target_group is None:
            days = {count: days[count] for count in days if count is Count.STARTED}
        if not days or latest_on is None:
            continue
        name = pseudonym(key, found["reference"])
        if found["protection"] != Protection.NONE:
            protected.add(protected_sign(name))
            shares += _shares(name, person.target_group, person.sex, days)
            continue
        rows.append(
            Row(
                pseudonym=name,
                target_group=person.target_group,
                sex=person.sex,
                site=person.site,
                latest_on=latest_on,
                facts=facts,
                days=days,
            )
        )
    for former in former_participants(reader):
        if former.protected:
            protected.add(protected_sign(former.token))
            shares += _shares(former.token, former.target_group, former.sex, former.days)
            continue
        rows.append(
            Row(
                pseudonym=former.token,
                target_group=former.target_group,
                sex=former.sex,
                site=former.site,
                latest_on=former.latest_on,
                facts=former.facts,
                days=former.days,
            )
        )
    return Content(
        rows=tuple(sorted(rows, key=lambda row: row.pseudonym)),
        shares=tuple(sorted(shares, key=lambda share: (share.count, share.sign))),
        protected=frozenset(protected),
        sites=frozenset(row["site"] for row in reader.rows("cohort_sites")),
    )


def _shares(
    pseudonym: str, target_group: TargetGroup | None, sex: Sex, days: Mapping[Count, Days]
) -> Iterable[Share]:
    for count, counted_on in days.items():
        yield Share(
            count=count,
            target_group=target_group,
            sex=sex,
            # Desks that disagree on group or sex both count the person: else a total of theirs
            # could come out smaller than a part of it.
            sign=token(pseudonym, count, target_group or "", sex),
            days=counted_on,
        )
