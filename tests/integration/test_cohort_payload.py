"""A cohort file that anybody may have written: all of it is right, or nothing is taken in."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from cohort_people import people
from desks import DirectDesk
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from organisations import Organisation, export, opened, sealed, stored, take_in

from dirigo_tui.domain.counting import Count
from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.outcomes import RULES_VERSION
from dirigo_tui.domain.vocabulary import EnvelopeFormat
from dirigo_tui.exports import envelope
from dirigo_tui.services.cohort_files import all_desks, joined
from dirigo_tui.services.handover.cohort_intake import take_in as take_in_here

LATE = date(2014, 6, 30)


@pytest.fixture(scope="module")
def organisation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Organisation]:
    with Organisation(tmp_path_factory.mktemp("organisation")) as organisation:
        yield organisation


@pytest.fixture(scope="module")
def ours(organisation: Organisation) -> DirectDesk:
    return organisation.desk(*people(3, 9))


@pytest.fixture(scope="module")
def sent(organisation: Organisation, ours: DirectDesk) -> str:
    """What another desk has sent, people with protected identity among them."""
    payload = opened(export(organisation.desk(*people(60, 11))))["payload"]
    assert payload["people"]
    assert payload["shares"]
    return json.dumps(payload)


@pytest.fixture
def payload(ours: DirectDesk, sent: str) -> dict[str, Any]:
    """The same, to be altered; the desk knows nothing of it."""
    ours.write(lambda unit: unit._connection.execute("DELETE FROM cohort_file"))
    return dict(json.loads(sent))


def first_with(payload: dict[str, Any], count: Count) -> dict[str, Any]:
    return next(row for row in payload["people"] if count in row["days"])


def _set(*path: Any, to: Any) -> Callable[[dict[str, Any]], None]:
    def change(payload: dict[str, Any]) -> None:
        inner: Any = payload
        for step in path[:-1]:
            inner = inner[step]
        inner[path[-1]] = to

    return change


HOSTILE: dict[str, Callable[[dict[str, Any]], None]] = {
    "no sites": lambda p: p.pop("sites"),
    "no shares": lambda p: p.pop("shares"),
    "something more": _set("reference", to="R1"),
    "people no list": _set("people", to={}),
    "row no object": _set("people", 0, to="x"),
    "row with a name": _set("people", 0, "name", to="Samira"),
    "row without site": lambda p: p["people"][0].pop("site"),
    "desk id": _set("desk_id", to="Haninge"),
    "desk id no text": _set("desk_id", to=1),
    "fingerprint": _set("organisation_key", to="0" * 15),
    "rules no text": _set("rules_version", to=1),
    "pseudonym": _set("people", 0, "pseudonym", to="R1"),
    "pseudonym no text": _set("people", 0, "pseudonym", to=5),
    "twice": lambda p: p["people"].append(p["people"][0]),
    "share twice": lambda p: p["shares"].append(p["shares"][0]),
    "sign": _set("shares", 0, "sign", to="R1"),
    "protected twice": lambda p: p["protected"].append(p["protected"][-1]),
    "protected no sign": _set("protected", to=["R1"]),
    "group": _set("people", 0, "target_group", to="all"),
    "sex": _set("people", 0, "sex", to="all"),
    "escape in site": _set("people", 0, "site", to="\x1b]52;c;eA==\x07"),
    "escape in sites": _set("sites", to=["\u202eHaninge"]),
    "sites no texts": _set("sites", to=[1]),
    "facts true": _set("people", 0, "facts", to=True),
    "facts float": _set("people", 0, "facts", to=1.0),
    "facts negative": _set("people", 0, "facts", to=-1),
    "no days": _set("people", 0, "days", to={}),
    "count unknown": _set("people", 0, "days", "medical", to=["2012-01-01"]),
    "count without days": _set("people", 0, "days", "started", to=[]),
    "day as week": _set("people", 0, "days", "started", to=["2012-W01-1"]),
    "day as number": _set("people", 0, "days", "started", to=[20120101]),
    "no such day": _set("people", 0, "latest_on", to="2012-02-30"),
    "days fall": _set("people", 0, "days", "started", to=["2012-01-02", "2012-01-01"]),
    "day twice": _set("people", 0, "days", "started", to=["2012-01-02", "2012-01-02"]),
    "half a year, never ended": lambda p: first_with(p, Count.HALF_YEAR)["days"].pop("ended"),
    "up and not answered": lambda p: first_with(p, Count.M1_UP)["days"].pop("m1_answered"),
    "no group and ended": lambda p: first_with(p, Count.ENDED).update(target_group=None),
    "share of nobody": lambda p: p["shares"].append(
        {**p["shares"][0], "count": "m1_up", "sign": "0" * 32, "days": ["1912-01-01"]}
    ),
}


@pytest.mark.parametrize("why", HOSTILE)
def test_what_no_desk_would_send_is_refused(
    ours: DirectDesk, payload: dict[str, Any], why: str
) -> None:
    before = stored(ours)
    HOSTILE[why](payload)
    with pytest.raises(Refused, match="container_content_invalid"):
        take_in(ours, sealed(ours, payload))
    assert stored(ours) == before


def test_the_payload_untouched_is_taken_in(ours: DirectDesk, payload: dict[str, Any]) -> None:
    assert take_in(ours, sealed(ours, payload)).new == len(payload["people"])


def _places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value)
    for step, below in inner:
        yield (*path, step)
        if isinstance(below, dict | list):
            yield from _places(below, (*path, step))


NASTY = [None, True, 0, -1, 1.5, 2**62, "", "x", "\x1b[2J", "9999-12-31", [], {}, [[]], {"a": 1}]


@settings(
    max_examples=100,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.data())
def test_no_altered_payload_gets_past(
    ours: DirectDesk, payload: dict[str, Any], data: st.DataObject
) -> None:
    altered = json.loads(json.dumps(payload))
    altered["people"], altered["shares"] = altered["people"][:3], altered["shares"][:3]
    path = data.draw(st.sampled_from(list(_places(altered))))
    _set(*path, to=data.draw(st.sampled_from(NASTY)))(altered)
    try:
        ours.write(_taken_in_and_back, altered)
    except Refused as refused:
        assert refused.code in {
            "container_content_invalid", "cohort_rules_differ", "cohort_key_differs",
        }  # fmt: skip
    except _Back as back:
        # Let in: then every figure can be drawn from it.
        assert all(value >= 0 for value in back.counted)


class _Back(Exception):
    def __init__(self, counted: list[int]) -> None:
        super().__init__()
        self.counted = counted


def _taken_in_and_back(unit: Any, altered: Any) -> None:
    document = envelope.wrap(EnvelopeFormat.COHORT, altered, practice=False,
                             created=datetime.now(UTC), from_desk="", counts={})  # fmt: skip
    take_in_here(unit, envelope.unwrap(document))
    counted = all_desks(unit, LATE, by_site=True).counts
    raise _Back([number for counts in counted.values() for number in counts.values()])


def test_a_file_from_the_future_does_not_block_the_desk(
    ours: DirectDesk, payload: dict[str, Any]
) -> None:
    tomorrow = datetime.now(UTC) + timedelta(days=2)
    with pytest.raises(Refused, match="cohort_from_future"):
        take_in(ours, sealed(ours, payload, created=tomorrow))
    assert take_in(ours, sealed(ours, payload)).new


def test_other_rules_are_not_added_up(ours: DirectDesk, payload: dict[str, Any]) -> None:
    payload["rules_version"] = RULES_VERSION + "x"
    with pytest.raises(Refused, match="cohort_rules_differ"):
        take_in(ours, sealed(ours, payload))


def test_rules_that_changed_since_are_told(ours: DirectDesk, payload: dict[str, Any]) -> None:
    take_in(ours, sealed(ours, payload))
    ours.write(lambda unit: unit._connection.execute("UPDATE cohort_file SET rules_version = 'x'"))
    with pytest.raises(Refused, match="cohort_rules_differ"):
        ours.read(joined)
    assert take_in(ours, sealed(ours, payload)).new
    assert ours.read(joined).rows
