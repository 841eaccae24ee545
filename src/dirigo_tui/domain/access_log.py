"""The access log as a chain: each entry vouches for all before it (DOMAIN.md §10).

The hash is without a key on purpose. Whoever can write to the log has the database key, and so
would have any key that is derived from it; and a log that anybody can check by hand outlives a
change of keys. What the chain alone shows is an entry that was edited, taken out or put in by
somebody who did not make the rest anew. Who makes the rest anew, cuts the end off, or puts an older
file back is found out by an :class:`Anchor` kept somewhere else.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from dirigo_tui.domain.vocabulary import Access, Action

BEGINNING = ""
"""What stands for the hash before the first entry."""


class Entry(NamedTuple):
    """A line of the log, never with any content of what was read or written.

    Attributes:
        number: 1 for the first, then one more each.
        at: UTC, ISO 8601; real time, whatever ``DIRIGO_TODAY`` says.
        actor: the caseworker at the desk.
        participant_id: whose file, or None. It outlives the person's file and is no name.
        action: one of :class:`Access`.
        reason: why, where a reason has to be given.
        link: the hash of the entry and of the link before it, in hexadecimal.
    """

    number: int
    at: str
    actor: str
    participant_id: str | None
    action: str
    reason: str
    link: str


class Anchor(NamedTuple):
    """What the log came to at some moment, kept outside it."""

    number: int
    link: str


class Fault(StrEnum):
    """What is wrong with a log."""

    EDITED = "edited"
    MISSING = "missing"
    CUT = "cut"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class Break:
    """Where a log no longer holds.

    Attributes:
        number: of the first entry that is wrong or gone; with ``REPLACED`` the first that is known
            to be another one, and earlier ones may be too.
        anchor: where the anchor is kept that tells, "" when the chain tells itself.
    """

    number: int
    fault: Fault
    anchor: str = ""


def link_of(previous: str, entry: Sequence[int | str | None]) -> str:
    """SHA-256 over the link before and the entry as one JSON list, UTF-8, no white space.

    Args:
        previous: the link of the entry before, or :data:`BEGINNING`.
        entry: its fields but the link.
    """
    plain = json.dumps([previous, *entry], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()


def first_break(entries: Iterable[Entry], anchors: Sequence[tuple[str, Anchor]]) -> Break | None:
    """Where the log breaks first, or None when it holds.

    Args:
        entries: all of them, by number.
        anchors: what is known of the log from elsewhere, each with the name of where.
    """
    number, link = 0, BEGINNING
    for entry in entries:
        number += 1
        if entry.number != number:
            return Break(number, Fault.MISSING)
        link = link_of(link, entry[:-1])
        if entry.link != link:
            return Break(number, Fault.EDITED)
        for name, anchor in anchors:
            if anchor.number == number and anchor.link != link:
                return Break(number, Fault.REPLACED, name)
    beyond = [name for name, anchor in anchors if anchor.number > number]
    return Break(number + 1, Fault.CUT, beyond[0]) if beyond else None


_ACCESS_OF = {
    Action.PLAN_PRINTED: Access.PRINTED,
    Action.CALENDAR_WRITTEN: Access.PRINTED,
    Action.PARTICIPANT_EXPORTED: Access.EXPORTED,
    Action.COHORT_EXPORTED: Access.EXPORTED,
    Action.SUMMARY_EXPORTED: Access.EXPORTED,
    Action.ORGANISATION_KEY_EXPORTED: Access.EXPORTED,
    Action.PARTICIPANT_IMPORTED: Access.IMPORTED,
    Action.ORGANISATION_KEY_IMPORTED: Access.IMPORTED,
    Action.PARTICIPANT_RECEIVED: Access.RECEIVED,
    Action.COHORT_RECEIVED: Access.RECEIVED,
    Action.EXACT_SUMMARY_SHOWN: Access.EXACT_SUMMARY,
}


def access_of(action: Action) -> Access:
    """What the log calls a use case."""
    return _ACCESS_OF.get(action, Access.CHANGED)


def without_names(reason: str, name: str, reference: str) -> str:
    """A reason without what it says of who it is: the log cannot forget, and is to outlive a name.

    Args:
        reason: as somebody wrote it.
        name, reference: the participant's; the id beside the reason says whom it is about.
    """
    parts = [re.escape(part) for part in (*name.split(), reference) if len(part) > 1]
    if not parts:
        return reason
    return re.sub(rf"\b({'|'.join(parts)})s?\b", "…", reason, flags=re.IGNORECASE)


def sampled(entries: Iterable[Entry], month: str, size: int) -> list[Entry]:
    """A month's sample for the supervisor: the same for all who ask, and not to be foreseen.

    The draw is by hash of month and link, and nobody knows an entry's link before it is written.

    Args:
        month: ``YYYY-MM``, UTC.
        size: how many at most.
    """

    def lot(entry: Entry) -> str:
        return hashlib.sha256(f"{month} {entry.link}".encode()).hexdigest()

    drawn = sorted((entry for entry in entries if entry.at.startswith(month)), key=lot)[:size]
    return sorted(drawn, key=lambda entry: entry.number)
