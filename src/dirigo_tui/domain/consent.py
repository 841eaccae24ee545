"""Consent: what may go to whom, under which consent, and until when (DOMAIN.md §10).

A consent lets *one* recipient have *named* categories for a purpose, between two days that both
belong to it, and holds no more from the moment it is taken back. It is asked for what goes to
others: the participant's own copies need none, nor does handing over inside the organisation.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from enum import StrEnum

from dirigo_tui.domain.dates import add_months
from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.records import (
    Activity,
    Consent,
    Goal,
    MappingEntry,
    Occurrence,
    OwnedRecord,
    PlanVersion,
    Rating,
    Status,
)
from dirigo_tui.domain.text import fold
from dirigo_tui.domain.vocabulary import (
    ActivityKind,
    Axis,
    ConsentCategory,
    MappingArea,
)

LONGEST_MONTHS = 12
"""A consent ends at the latest on the day that many months after its first."""

MEDICAL_ACTIVITIES = frozenset({ActivityKind.PRE_REHABILITATION, ActivityKind.TREATMENT})
"""Activities that tell of health; what people write in words of their own nobody can sort."""

_MEDICAL_MEASURES = frozenset(kind.value for kind in MEDICAL_ACTIVITIES)
_MEDICAL_AXES = frozenset({Axis.SICK_LEAVE, Axis.BENEFIT})


class ConsentState(StrEnum):
    """How a consent stands on a day."""

    AHEAD = "ahead"
    IN_FORCE = "in_force"
    RUN_OUT = "run_out"
    WITHDRAWN = "withdrawn"


def check(consent: Consent) -> None:
    """Whether a consent is one.

    Raises:
        Refused: ``consent_without_recipient``, ``consent_without_purpose``,
            ``consent_without_category``; ``consent_ends_before_start(valid_from, valid_to)``;
            ``consent_too_long(latest)``.
    """
    if not consent.recipient:
        raise Refused("consent_without_recipient")
    if not consent.purpose:
        raise Refused("consent_without_purpose")
    if not consent.categories:
        raise Refused("consent_without_category")
    if consent.valid_to < consent.valid_from:
        raise Refused(
            "consent_ends_before_start", valid_from=consent.valid_from, valid_to=consent.valid_to
        )
    latest = latest_end(consent.valid_from)
    if consent.valid_to > latest:
        raise Refused("consent_too_long", latest=latest)


def latest_end(valid_from: date) -> date:
    """The last day a consent from that day may hold."""
    try:
        return add_months(valid_from, LONGEST_MONTHS)
    except ValueError:
        return date.max


def state_on(consent: Consent, day: date) -> ConsentState:
    """How a consent stands on a day; it does not hold on the day it is taken back."""
    if consent.withdrawn_on is not None and consent.withdrawn_on <= day:
        return ConsentState.WITHDRAWN
    if day > consent.valid_to:
        return ConsentState.RUN_OUT
    return ConsentState.AHEAD if day < consent.valid_from else ConsentState.IN_FORCE


def same_recipient(one: str, other: str) -> bool:
    """Whether two spellings name the same recipient: case and accents make no difference."""
    return fold(one) == fold(other)


Permit = Mapping[ConsentCategory, Consent]
"""What a recipient may have on a day, and the consent that says so."""


def permit(consents: Iterable[Consent], recipient: str, day: date) -> Permit:
    """What a recipient may have; of several consents to a category, the one that lasts longest."""
    held = [
        consent
        for consent in consents
        if same_recipient(consent.recipient, recipient)
        and state_on(consent, day) is ConsentState.IN_FORCE
    ]
    held.sort(key=lambda consent: (consent.valid_to, consent.id))
    return {category: consent for consent in held for category in consent.categories}


def require(permitted: Permit, needed: Iterable[ConsentCategory], recipient: str) -> None:
    """Whether all that is needed is permitted.

    Raises ``Refused("consent_missing", recipient=..., categories=[...])`` with what is not, in the
    order of the vocabulary.
    """
    missing = [category for category in ConsentCategory if category in set(needed) - set(permitted)]
    if missing:
        raise Refused("consent_missing", recipient=recipient, categories=missing)


def categories_of(record: OwnedRecord) -> frozenset[ConsentCategory] | None:
    """What a consent must cover for a row to go out; None for rows that no consent covers.

    Notes, identity numbers and what others have been given are in no category (DOMAIN.md §10).
    """
    category = next((of for kinds, of in _CATEGORIES if isinstance(record, kinds)), None)
    if category is None:
        return None
    return frozenset({category} | ({ConsentCategory.MEDICAL} if _is_medical(record) else set()))


_CATEGORIES: tuple[tuple[tuple[type[OwnedRecord], ...], ConsentCategory], ...] = (
    ((Goal, Activity, Occurrence, PlanVersion), ConsentCategory.PLAN),
    ((MappingEntry,), ConsentCategory.MAPPING),
    ((Rating,), ConsentCategory.RATINGS),
    ((Status,), ConsentCategory.STATUS),
)


def _is_medical(record: OwnedRecord) -> bool:
    match record:
        case Activity():
            return record.kind in MEDICAL_ACTIVITIES
        case MappingEntry():
            return record.area is MappingArea.HEALTH
        case Status():
            return record.axis in _MEDICAL_AXES or record.value in _MEDICAL_MEASURES
    return False


def extract(records: Iterable[OwnedRecord], permitted: Permit) -> list[OwnedRecord]:
    """Of the rows of a file, those that are permitted, without the caseworker's own layer.

    A version of the plan goes without its snapshot and an occurrence only with its activity, since
    both would tell of what is left out; struck rows stay behind.
    """
    kept: list[OwnedRecord] = []
    for record in records:
        needed = categories_of(record)
        if needed is None or not needed <= set(permitted):
            continue
        match record:
            case Occurrence() if all(record.activity_id != other.id for other in kept):
                continue
            case Status() if record.struck_at is not None:
                continue
            case Goal() | MappingEntry():
                kept.append(replace(record, note=""))
            case PlanVersion():
                kept.append(replace(record, snapshot=""))
            case _:
                kept.append(record)
    return kept
