"""The payload of a cohort file: JSON out, and JSON back in (docs/formats.md, `dirigo.cohort`)."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import Any

from dirigo_tui.domain.counting import Count, Days, is_possible
from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.text import clean
from dirigo_tui.domain.vocabulary import Sex, TargetGroup
from dirigo_tui.services.cohort_files.content import Content, Row, Share
from dirigo_tui.services.progress import Progress, Stage, unheard

Payload = Mapping[str, Any]

_SIGN = re.compile("[0-9a-f]{32}")
_FINGERPRINT = re.compile("[0-9a-f]{16}")
_MOST_FACTS = 1_000_000
_TOLD_EVERY = 500
"""People between two tellings of how many have been checked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """Where a cohort file is from, and what it was made with.

    Attributes:
        desk_id: the same in every file of a desk, whatever it calls itself.
        organisation_key: fingerprint of the key behind the pseudonyms.
        rules_version: of ``domain/outcomes.py``.
    """

    desk_id: str
    organisation_key: str
    rules_version: str


def to_payload(sender: Sender, content: Content) -> dict[str, Any]:
    """The payload, JSON-ready."""
    return {
        "desk_id": sender.desk_id,
        "organisation_key": sender.organisation_key,
        "rules_version": sender.rules_version,
        "sites": sorted(content.sites),
        "people": [_row_out(row) for row in content.rows],
        "shares": [_share_out(share) for share in content.shares],
        "protected": sorted(content.protected),
    }


def _row_out(row: Row) -> dict[str, Any]:
    return {
        "pseudonym": row.pseudonym,
        "target_group": row.target_group,
        "sex": row.sex,
        "site": row.site,
        "latest_on": row.latest_on.isoformat(),
        "facts": row.facts,
        "days": {count.value: _days_out(days) for count, days in row.days.items()},
    }


def _share_out(share: Share) -> dict[str, Any]:
    return {
        "count": share.count,
        "target_group": share.target_group,
        "sex": share.sex,
        "sign": share.sign,
        "days": _days_out(share.days),
    }


def _days_out(days: Days) -> list[str]:
    return [day.isoformat() for day in days]


def from_payload(payload: Payload) -> Content:
    """The content of a payload that has been checked before."""
    return Content(
        rows=tuple(map(_row_in, payload["people"])),
        shares=tuple(map(_share_in, payload["shares"])),
        protected=frozenset(payload["protected"]),
        sites=frozenset(payload["sites"]),
    )


def _row_in(row: Payload) -> Row:
    return Row(
        pseudonym=row["pseudonym"],
        target_group=_group_in(row["target_group"]),
        sex=Sex(row["sex"]),
        site=row["site"],
        latest_on=_day(row["latest_on"]),
        facts=row["facts"],
        days={Count(count): _days_in(days) for count, days in row["days"].items()},
    )


def _share_in(share: Payload) -> Share:
    return Share(
        count=Count(share["count"]),
        target_group=_group_in(share["target_group"]),
        sex=Sex(share["sex"]),
        sign=share["sign"],
        days=_days_in(share["days"]),
    )


def _group_in(group: str | None) -> TargetGroup | None:
    return None if group is None else TargetGroup(group)


def _days_in(days: Sequence[str]) -> Days:
    return tuple(map(_day, days))


@lru_cache(maxsize=50_000)
def _day(text: str) -> date:
    return date.fromisoformat(text)


def read_payload(payload: Payload, progress: Progress = unheard) -> tuple[Sender, Content]:
    """What a payload tells that anybody may have written; nothing of it is believed before.

    Raises:
        Refused: ``container_content_invalid`` with ``why``: ``form`` when it is not what
            :func:`to_payload` would have written, ``twice`` when a person is in it twice,
            ``days`` when nobody can have been counted so; what ``progress`` raises.
    """
    try:
        sender = Sender(
            desk_id=payload["desk_id"],
            organisation_key=payload["organisation_key"],
            rules_version=payload["rules_version"],
        )
        content = from_payload(payload)
        same = _text(to_payload(sender, content)) == _text(payload)
        sound = same and _is_sound(sender, content)
    except (AttributeError, LookupError, OverflowError, TypeError, ValueError):
        # The text of the error may repeat a value.
        raise _invalid("form") from None
    if not sound:
        raise _invalid("form")
    _check_once(content)
    _check_days(content, progress)
    return sender, content


def _invalid(why: str) -> Refused:
    return Refused("container_content_invalid", why=why)


def _text(payload: Payload) -> str:
    """As text, where ``True`` and ``1.0`` are not 1."""
    return json.dumps(payload, sort_keys=True)


def _is_sound(sender: Sender, content: Content) -> bool:
    signs = [sender.desk_id, *content.protected]
    signs += [row.pseudonym for row in content.rows]
    signs += [share.sign for share in content.shares]
    texts = [sender.rules_version, *content.sites, *(row.site for row in content.rows)]
    return (
        all(map(_SIGN.fullmatch, signs))
        and _FINGERPRINT.fullmatch(sender.organisation_key) is not None
        and all(clean(text) == text for text in texts)
        and all(type(row.facts) is int and 0 < row.facts <= _MOST_FACTS for row in content.rows)
        and all(row.days for row in content.rows)
    )


def _check_once(content: Content) -> None:
    names = [row.pseudonym for row in content.rows]
    signs = [(share.count, share.sign) for share in content.shares]
    if len(set(names)) != len(names) or len(set(signs)) != len(signs):
        raise _invalid("twice")


def _check_days(content: Content, progress: Progress) -> None:
    """Days rise, and no part is larger than its whole: of a person, and of those in a total."""
    cells: dict[tuple[TargetGroup | None, Sex], list[tuple[Count, Days]]] = defaultdict(list)
    for share in content.shares:
        cells[share.target_group, share.sex].append((share.count, share.days))
    people = [(list(row.days.items()), row.target_group is None) for row in content.rows]
    totals = [(cell, group is None) for (group, _sex), cell in cells.items()]
    for at, (counted, without_group) in enumerate([*people, *totals]):
        if at % _TOLD_EVERY == 0:
            progress(Stage.CHECK, at, len(people) + len(totals))
        rising = all(days and all(a < b for a, b in pairwise(days)) for _count, days in counted)
        only_started = all(count is Count.STARTED for count, _days in counted)
        if not rising or not is_possible(counted) or (without_group and not only_started):
            raise _invalid("days")
