"""Consent: what may go to whom, under which consent, and until when (DOMAIN.md §10)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import made
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dirigo_tui.domain.consent import (
    ConsentState,
    check,
    extract,
    latest_end,
    permit,
    require,
    state_on,
)
from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.records import (
    OWNED,
    Consent,
    IdentityNumber,
    MappingEntry,
    Note,
    Occurrence,
    OwnedRecord,
    Sharing,
)
from dirigo_tui.domain.vocabulary import (
    ActivityKind,
    Attendance,
    Axis,
    ConsentCategory,
    IdentityKind,
    MappingArea,
    SharedAs,
)

DAY = date(2026, 11, 21)
NOTHING = dict.fromkeys((each.value for each in ConsentCategory), False)
DAYS = st.dates(date(2025, 1, 1), date(2028, 12, 31))


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"recipient": ""}, "consent_without_recipient"),
        ({"purpose": ""}, "consent_without_purpose"),
        ({"plan": False}, "consent_without_category"),
        ({"valid_to": date(2025, 12, 31)}, "consent_ends_before_start"),
        ({"valid_to": date(2027, 1, 2)}, "consent_too_long"),
    ],
)
def test_what_is_no_consent(wrong: dict[str, Any], code: str) -> None:
    check(made.consent())
    with pytest.raises(Refused, match=code):
        check(made.consent(**wrong))


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2026, 1, 1), date(2027, 1, 1)),
        (date(2024, 2, 29), date(2025, 2, 28)),
        (date(9999, 5, 1), date.max),
    ],
)
def test_a_year_and_not_a_day_more(first: date, last: date) -> None:
    assert latest_end(first) == last
    check(made.consent(valid_from=first, valid_to=last))


def test_it_holds_from_its_first_to_its_last_day_and_not_when_taken_back() -> None:
    held = made.consent(valid_from=date(2026, 11, 20), valid_to=date(2026, 11, 22))
    states = [state_on(held, date(2026, 11, day)) for day in range(19, 24)]
    assert states == ["ahead", "in_force", "in_force", "in_force", "run_out"]
    back = replace(held, withdrawn_on=date(2026, 11, 21))
    assert state_on(back, date(2026, 11, 20)) is ConsentState.IN_FORCE
    assert state_on(back, date(2026, 11, 21)) is ConsentState.WITHDRAWN


def test_the_recipient_is_known_by_any_spelling_and_nobody_else_is() -> None:
    held = [made.consent("Region Stockholm")]
    assert permit(held, "region STOCKHOLM", DAY)
    assert not permit(held, "Region Skåne", DAY)
    assert not permit(held, "", DAY)


def test_what_is_missing_is_named() -> None:
    permitted = permit([made.consent(ratings=True)], "Region Stockholm", DAY)
    require(permitted, [ConsentCategory.RATINGS, ConsentCategory.PLAN], "Region Stockholm")
    with pytest.raises(Refused, match="consent_missing") as refused:
        require(permitted, list(ConsentCategory), "Region Stockholm")
    assert refused.value.params == {
        "recipient": "Region Stockholm",
        "categories": ["mapping", "status", "medical"],
    }


def test_of_two_consents_to_the_same_the_longer_counts() -> None:
    short, long = made.consent(valid_to=date(2026, 12, 1)), made.consent(mapping=True)
    for given_first in ([short, long], [long, short]):
        permitted = permit(given_first, "Region Stockholm", DAY)
        assert {each.id for each in permitted.values()} == {long.id}


@st.composite
def consents(draw: st.DrawFn) -> Consent:
    first = draw(DAYS)
    flags = {each.value: draw(st.booleans()) for each in ConsentCategory}
    return made.consent(
        draw(st.sampled_from(["Region", "Kommunen"])),
        **flags,
        valid_from=first,
        valid_to=first + timedelta(days=draw(st.integers(0, 364))),
        withdrawn_on=draw(st.none() | DAYS),
    )


@settings(max_examples=50)
@given(held=st.lists(consents(), max_size=5), day=DAYS)
def test_nothing_is_permitted_without_a_consent_that_says_so_that_day(
    held: list[Consent], day: date
) -> None:
    permitted = permit(held, "Region", day)
    for category in ConsentCategory:
        says_so = [
            each
            for each in held
            if each.recipient == "Region"
            and getattr(each, category)
            and each.valid_from <= day <= each.valid_to
            and not (each.withdrawn_on and each.withdrawn_on <= day)
        ]
        assert (category in permitted) == bool(says_so)
        assert category not in permitted or permitted[category] in says_so


@settings(max_examples=50)
@given(held=st.lists(consents(), max_size=5), day=DAYS)
def test_taking_back_a_consent_never_permits_more(held: list[Consent], day: date) -> None:
    for number, one in enumerate(held):
        left = [*held[:number], replace(one, withdrawn_on=day), *held[number + 1 :]]
        assert set(permit(left, "Region", day)) <= set(permit(held, "Region", day))


# --- What of a file goes out --------------------------------------------------------------------


def owned(kind: type[OwnedRecord], /, **fields: Any) -> OwnedRecord:
    row = {"id": "f" * 32, "participant_id": "p", "recorded_at": datetime(2026, 1, 1, tzinfo=UTC)}
    return kind(**row | fields)


COURSE = made.activity("Kurs")
TREATMENT = made.activity("Samtal", kind=ActivityKind.TREATMENT)
PLAN = [
    made.goal(note="handläggarens"),
    COURSE,
    owned(Occurrence, activity_id=COURSE.id, day=DAY, attendance=Attendance.PRESENT),
    made.version(snapshot="{}"),
]
MEDICAL_PLAN = [
    TREATMENT,
    owned(Occurrence, activity_id=TREATMENT.id, day=DAY, attendance=Attendance.PRESENT),
]
MAPPING = [owned(MappingEntry, area=MappingArea.ECONOMY, note="min", updated_on=DAY)]
HEALTH = [owned(MappingEntry, area=MappingArea.HEALTH, updated_on=DAY)]
RATINGS = [made.rating(DAY, 5)]
STATUS = [made.status(Axis.WORK, "employment", DAY)]
ILL = [
    made.status(Axis.SICK_LEAVE, "", DAY),
    made.status(Axis.BENEFIT, "sickness_benefit", DAY),
    made.status(Axis.MEASURE, "treatment", DAY),
]
NOBODYS = [
    owned(Note, on=DAY, text="Ringde"),
    owned(IdentityNumber, kind=IdentityKind.RESERVE_NUMBER, number="T-1"),
    made.consent("Kommunen"),
    owned(Sharing, on=DAY, shared_as=SharedAs.HANDOVER, plan=True),
    made.status(Axis.WORK, "none", DAY, struck_at=datetime(2026, 2, 1, tzinfo=UTC)),
]
FILE = [*PLAN[:2], MEDICAL_PLAN[0], PLAN[2], MEDICAL_PLAN[1], PLAN[3]]
FILE += [*MAPPING, *HEALTH, *RATINGS, *STATUS, *ILL, *NOBODYS]


@pytest.mark.parametrize(
    ("covered", "expected"),
    [
        ({"plan": True}, PLAN),
        ({"plan": True, "medical": True}, [*PLAN, *MEDICAL_PLAN]),
        ({"mapping": True}, MAPPING),
        ({"mapping": True, "medical": True}, [*MAPPING, *HEALTH]),
        ({"ratings": True}, RATINGS),
        ({"status": True}, STATUS),
        ({"status": True, "medical": True}, [*STATUS, *ILL]),
        ({"medical": True}, []),
    ],
)
def test_an_extract_holds_what_is_covered_and_nothing_medical_by_itself(
    covered: dict[str, bool], expected: list[OwnedRecord]
) -> None:
    permitted = permit([made.consent(**NOTHING | covered)], "Region Stockholm", DAY)
    kept = extract(FILE, permitted)
    assert {(row.table, row.id) for row in kept} == {(row.table, row.id) for row in expected}
    assert not any(getattr(row, "note", "") or getattr(row, "snapshot", "") for row in kept)


def test_every_kind_of_row_is_tried() -> None:
    assert {type(row) for row in FILE} == set(OWNED)
