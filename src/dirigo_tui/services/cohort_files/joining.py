"""Everybody at this desk and at those whose cohort files it has, each person once."""

from __future__ import annotations

import secrets
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

from dirigo_tui.domain.counting import Count, counts_on
from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.outcomes import RULES_VERSION
from dirigo_tui.domain.pseudonyms import KEY_BYTES, fingerprint
from dirigo_tui.domain.vocabulary import TargetGroup
from dirigo_tui.services.cohort import ALL, Cell, Cohort, added_up
from dirigo_tui.services.cohort_files.content import (
    Content,
    Row,
    Share,
    own_content,
    protected_sign,
)
from dirigo_tui.services.cohort_files.received import ReceivedFile, content_of, received_files
from dirigo_tui.services.organisation_key import own_key
from dirigo_tui.services.ports import Reader
from dirigo_tui.services.progress import Progress, Stage, unheard


@dataclass(frozen=True, slots=True)
class Joined:
    """The people of several desks, to be counted on any day.

    Attributes:
        rows: each person once.
        shares: of people with protected identity; of one sign, those of every desk that has it.
        sites: of all desks.
    """

    rows: Sequence[Row]
    shares: Sequence[Share]
    sites: frozenset[str]

    def on(self, as_of: date, *, by_site: bool = False) -> Cohort:
        """Count everybody on a day, as :func:`~dirigo_tui.services.cohort.cohort` does."""
        cells: dict[Cell, Counter[Count]] = defaultdict(Counter)
        without = 0
        for group, cell, counts in chain(self._of_rows(as_of), self._of_shares(as_of)):
            if group is None:
                without += 1
            else:
                cells[cell].update(counts)
        known = [(cell, _at_most_the_ended(counts)) for cell, counts in cells.items()]
        named = ((Cell(ALL, ALL, site, protected=False), Counter[Count]()) for site in self.sites)
        return added_up(as_of, chain(known, named), by_site=by_site, without_target_group=without)

    def _of_rows(self, as_of: date) -> Iterator[_Counted]:
        for row in self.rows:
            counts = [count for count, days in row.days.items() if counts_on(days, as_of)]
            if counts:
                cell = Cell(row.target_group or "", row.sex, row.site, protected=False)
                yield row.target_group, cell, counts

    def _of_shares(self, as_of: date) -> Iterator[_Counted]:
        seen = set()
        for share in self.shares:
            sign = (share.count, share.sign)
            if sign not in seen and counts_on(share.days, as_of):
                seen.add(sign)
                cell = Cell(share.target_group or "", share.sex, "", protected=True)
                yield share.target_group, cell, [share.count]


_Counted = tuple[TargetGroup | None, Cell, list[Count]]


def _at_most_the_ended(counts: Counter[Count]) -> Mapping[Count, int]:
    """Of somebody protected at two desks, one may know the state at exit and the other not: then
    the total of those who know counts, and nobody is in both."""
    unknown = min(
        counts[Count.UNKNOWN_AT_EXIT], counts[Count.ENDED] - counts[Count.REGAINED_AT_EXIT]
    )
    return {**counts, Count.UNKNOWN_AT_EXIT: unknown}


def joined(reader: Reader, progress: Progress = unheard) -> Joined:
    """Own people, and those of the newest cohort file of each other desk.

    Of two desks that know the same person, the row counts that has the later fact; else the one
    with more of them, else this desk's own, else that of the newer file. A row counts at no desk
    when any of them has the person as protected.

    Raises:
        Refused: ``organisation_key_missing`` when this desk has people and files, but no key to
            tell who is in both; ``cohort_key_differs`` and ``cohort_rules_differ`` (desks) about
            files whose people or days cannot be compared; what ``progress`` raises.
    """
    files = received_files(reader)
    desks = len(files) + 1
    progress(Stage.COUNT, 0, desks)
    key = own_key(reader)
    _check_comparable(files, fingerprint(key) if key else "")
    # Without files nobody is to be recognised, and any key will do.
    own = own_content(reader, key or secrets.token_bytes(KEY_BYTES))
    if key is None and files and (own.rows or own.shares):
        raise Refused("organisation_key_missing")
    contents = [own]
    for file in files:
        progress(Stage.COUNT, len(contents), desks)
        contents.append(content_of(reader, file))
    progress(Stage.COUNT, desks, desks)
    return Joined(
        rows=_each_once(contents),
        shares=[share for content in contents for share in content.shares],
        sites=frozenset().union(*(content.sites for content in contents)),
    )


def _check_comparable(files: Sequence[ReceivedFile], own_fingerprint: str) -> None:
    other_rules = [file.from_desk for file in files if file.rules_version != RULES_VERSION]
    if other_rules:
        raise Refused("cohort_rules_differ", desks=other_rules)
    expected = own_fingerprint or (files[0].organisation_key if files else "")
    other_key = [file.from_desk for file in files if file.organisation_key != expected]
    if other_key:
        raise Refused("cohort_key_differs", desks=other_key)


def _each_once(contents: Iterable[Content]) -> list[Row]:
    best: dict[str, Row] = {}
    protected: set[str] = set()
    for content in contents:
        protected |= content.protected
        for row in content.rows:
            known = best.setdefault(row.pseudonym, row)
            if (row.latest_on, row.facts) > (known.latest_on, known.facts):
                best[row.pseudonym] = row
    if not protected:
        return list(best.values())
    return [row for name, row in best.items() if protected_sign(name) not in protected]


def all_desks(
    reader: Reader, as_of: date, *, by_site: bool = False, progress: Progress = unheard
) -> Cohort:
    """Count everybody at all desks on a day. Raises as :func:`joined`."""
    return joined(reader, progress).on(as_of, by_site=by_site)
