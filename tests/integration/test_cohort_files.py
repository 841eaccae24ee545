"""Many desks' cohort files, sealed and taken in by real desks, add up to one desk that has all."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import count, product
from pathlib import Path
from random import Random
from typing import Any

import pytest
from cohort_people import FIRST, LAST, people
from desks import DirectDesk
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from organisations import (
    RECIPIENT,
    Organisation,
    export,
    fill,
    opened,
    outcome,
    stored,
    take_in,
)

from dirigo_tui.domain.counting import Count
from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.pseudonyms import pseudonym
from dirigo_tui.domain.records import Participant, Status
from dirigo_tui.domain.vocabulary import Axis, EndReason, Protection, Sex, TargetGroup
from dirigo_tui.services.cohort import Cohort, Place, cohort
from dirigo_tui.services.cohort_files import (
    ExportCohort,
    all_desks,
    export_cohort,
    received_files,
)
from dirigo_tui.services.organisation_key import key_state, own_key

AS_OF = [FIRST + timedelta(days=day) for day in range(0, (LAST - FIRST).days, 97)]
LATE = date(2014, 6, 30)

_ids = count(1)


@pytest.fixture
def organisation(tmp_path: Path) -> Iterator[Organisation]:
    with Organisation(tmp_path) as organisation:
        yield organisation


def assert_same(desk: DirectDesk, everybody: DirectDesk, days: Iterable[date] = AS_OF) -> None:
    for as_of, by_site in product(days, (False, True)):
        here = desk.read(all_desks, as_of, by_site=by_site)
        assert here == everybody.read(cohort, as_of, by_site=by_site)


class TestManyDesks:
    @pytest.mark.parametrize("seed", range(3))
    def test_three_desks_that_share_people_count_as_one_that_has_all(
        self, organisation: Organisation, seed: int
    ) -> None:
        everyone = people(120, seed)
        chance = Random(seed)
        at = [chance.sample(range(3), chance.choice((1, 1, 2, 3))) for _ in everyone]
        desks = [
            organisation.desk(*(file for file, where in zip(everyone, at, strict=True)
                                if number in where))
            for number in range(3)
        ]  # fmt: skip
        one = organisation.without_key(*everyone)
        shared = [file for file, where in zip(everyone, at, strict=True) if len(where) > 1]
        assert any(file[0].protection is not Protection.NONE for file in shared)

        for desk in desks[1:]:
            take_in(desks[0], export(desk))
        assert_same(desks[0], one)
        supervisor = organisation.without_key()
        for desk in desks:
            take_in(supervisor, export(desk))
        assert_same(supervisor, one)

    def test_alone_it_is_the_desks_own(self, organisation: Organisation) -> None:
        desk = organisation.without_key(*people(30, 5))
        assert_same(desk, desk)

    def test_what_is_compared_is_not_all_zeros(self, organisation: Organisation) -> None:
        one = organisation.without_key(*people(120, 0))
        counted = one.read(cohort, LAST)
        assert all(counted.counts[Place("all", "all", "all")].values())
        assert counted.without_target_group

    @settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.data())
    def test_however_people_are_spread(self, four: list[DirectDesk], data: st.DataObject) -> None:
        spread = data.draw(st.lists(st.sets(st.integers(0, 2), min_size=1), max_size=12))
        everyone = people(len(spread), data.draw(st.integers(0, 10_000)))
        fill(four[3], *everyone)
        for number, desk in enumerate(four[:3]):
            at = zip(everyone, spread, strict=True)
            fill(desk, *(file for file, where in at if number in where))
        for desk in four[:2]:
            take_in(four[2], export(desk))
        assert_same(four[2], four[3], [data.draw(st.sampled_from(AS_OF))])


@pytest.fixture
def four(organisation: Organisation) -> list[DirectDesk]:
    return [organisation.desk() for _ in range(4)]


WORK = {"axis": Axis.WORK, "value": "employment", "from_on": FIRST}


def person(desk: DirectDesk, reference: str, *rows: dict[str, Any], **fields: Any) -> None:
    """Somebody who started, and statuses they have."""
    common: dict[str, Any] = {"start": FIRST, "sex": Sex.WOMEN, "site": "Haninge"}
    common["target_group"] = TargetGroup.SICK_LEAVE
    record = Participant(**_stamp(), reference=reference, **common | fields)
    statuses = [Status(**_stamp(), participant_id=record.id, **row) for row in rows]
    desk.write(lambda unit: unit.add_many([record, *statuses]))


def _stamp() -> dict[str, Any]:
    return {"id": f"{next(_ids):032x}", "recorded_at": datetime(2015, 1, 1, tzinfo=UTC)}


def number(counted: Cohort, count: Count, **where: str) -> int:
    place = {"target_group": "all", "sex": "all", "site": "all"} | where
    return counted.counts[Place(**place)][count]


class TestWhoKnowsMore:
    def test_the_desk_with_the_later_fact(self, organisation: Organisation) -> None:
        ours, theirs = organisation.desk(), organisation.desk()
        person(ours, "R1")
        person(theirs, "R1", end=date(2013, 1, 1))
        take_in(ours, export(theirs))
        take_in(theirs, export(ours))
        for desk in (ours, theirs):
            counted = desk.read(all_desks, LATE)
            assert number(counted, Count.STARTED) == number(counted, Count.ENDED) == 1

    def test_else_the_desk_with_more_facts(self, organisation: Organisation) -> None:
        ours, theirs = organisation.desk(), organisation.desk()
        end = date(2013, 1, 1)
        person(ours, "R1", end=end)
        person(theirs, "R1", WORK, end=end)
        take_in(ours, export(theirs))
        assert number(ours.read(all_desks, LATE), Count.ACTIVE_AT_EXIT) == 1

    def test_else_this_desk(self, organisation: Organisation) -> None:
        ours, theirs = organisation.desk(), organisation.desk()
        person(ours, "R1", site="Haninge")
        person(theirs, "R1", site="Järfälla")
        take_in(ours, export(theirs))
        counted = ours.read(all_desks, LATE, by_site=True)
        assert number(counted, Count.STARTED, site="Haninge") == 1
        assert number(counted, Count.STARTED, site="Järfälla") == 0

    @pytest.mark.parametrize("protected_here", [True, False])
    def test_protected_at_one_desk_is_protected(
        self, organisation: Organisation, protected_here: bool
    ) -> None:
        ours, theirs = organisation.desk(), organisation.desk()
        here, there = (
            (Protection.SECRECY_MARKING, Protection.NONE)
            if protected_here
            else (Protection.NONE, Protection.SECRECY_MARKING)
        )
        person(ours, "R1", protection=here)
        person(theirs, "R1", protection=there, end=date(2013, 1, 1))
        take_in(ours, export(theirs))
        counted = ours.read(all_desks, LATE, by_site=True)
        assert number(counted, Count.STARTED) == 1
        assert number(counted, Count.STARTED, site="Haninge") == 0

    def test_the_state_of_somebody_protected_is_known_or_not(
        self, organisation: Organisation
    ) -> None:
        ours, theirs = organisation.desk(), organisation.desk()
        fields: dict[str, Any] = {
            "end": date(2013, 1, 1),
            "protection": Protection.ASSUMED_IDENTITY,
        }
        person(ours, "R1", **fields)
        person(theirs, "R1", WORK, **fields)
        take_in(ours, export(theirs))
        counted = ours.read(all_desks, LATE)
        assert number(counted, Count.ENDED) == number(counted, Count.REGAINED_AT_EXIT) == 1
        assert number(counted, Count.UNKNOWN_AT_EXIT) == 0


class TestTheFile:
    def test_it_says_nothing_that_tells_who(self, organisation: Organisation) -> None:
        everyone = people(80, 1)
        desk = organisation.desk(*everyone, named="Haninge")
        payload = opened(export(desk))["payload"]
        text = json.dumps(payload, ensure_ascii=False)
        for file in everyone:
            person = file[0]
            assert isinstance(person, Participant)
            assert person.reference not in text
            assert person.name not in text
            assert not any(record.id in text for record in file)
        for told in ("employment", "sfi", "sickness", "end_reason", "protection", "extent"):
            assert told not in text
        assert {key for row in payload["people"] for key in row} == {
            "pseudonym", "target_group", "sex", "site", "latest_on", "facts", "days",
        }  # fmt: skip

    def test_it_has_no_row_of_the_protected(self, organisation: Organisation) -> None:
        desk = organisation.desk()
        person(desk, "R1", end=LATE, site="Järfälla")
        hidden: dict[str, Any] = {
            "site": "Hemlig ort",
            "protection": Protection.PROTECTED_REGISTRATION,
        }
        person(desk, "R2", end=LATE, **hidden)
        payload = opened(export(desk))["payload"]
        key = desk.read(own_key)
        assert [row["pseudonym"] for row in payload["people"]] == [pseudonym(key, "R1")]
        assert pseudonym(key, "R2") not in json.dumps(payload)
        assert payload["sites"] == ["Järfälla"]
        assert len(payload["protected"]) == 1
        # Nothing but dates ties one total to the next.
        signs = [share["sign"] for share in payload["shares"]]
        assert len(set(signs)) == len(signs) == 4
        assert not set(signs) & set(payload["protected"])

    def test_who_never_counts_is_not_in_it(self, organisation: Organisation) -> None:
        desk = organisation.desk()
        person(desk, "R1", start=None)
        person(desk, "R2", site="Fel", end=LATE, end_reason=EndReason.REGISTERED_BY_MISTAKE)
        payload = opened(export(desk))["payload"]
        assert (payload["people"], payload["sites"]) == ([], ["Haninge"])

    def test_the_envelope_is_as_the_contract_has_it(self, organisation: Organisation) -> None:
        desk = organisation.desk(*people(30, 2), named="Haninge")
        path = desk.home / "c.age"
        receipt = export_cohort(desk, ExportCohort(path=path, recipients=[RECIPIENT]))
        document = opened(path)
        assert document["format"] == "dirigo.cohort"
        assert (document["version"], document["practice"]) == (1, False)
        assert document["from_desk"] == "Haninge"
        assert document["counts"] == receipt.counts
        assert document["sha256"] == receipt.sha256
        assert path.stat().st_mode & 0o777 == 0o600

    def test_a_desk_keeps_its_id_and_not_its_name(self, organisation: Organisation) -> None:
        desk = organisation.desk(named="Haninge")
        before = opened(export(desk))["payload"]["desk_id"]
        desk.write(lambda unit: unit.set_setting("desk", "Södra"))
        assert opened(export(desk))["payload"]["desk_id"] == before

    def test_the_order_of_people_says_nothing(self, organisation: Organisation) -> None:
        payload = opened(export(organisation.desk(*people(60, 3))))["payload"]
        names = [row["pseudonym"] for row in payload["people"]]
        assert names == sorted(names)
        assert payload["protected"] == sorted(payload["protected"])

    def test_an_export_that_fails_leaves_nothing(self, organisation: Organisation) -> None:
        desk = organisation.desk(*people(5, 1))
        export(desk)
        before = stored(desk)
        for recipients, refusal in (([], "recipient_missing"), (["age1no"], "recipient_invalid")):
            path = desk.home / "c.age"
            with pytest.raises(Refused, match=refusal):
                export_cohort(desk, ExportCohort(path=path, recipients=recipients))
            assert not path.exists()
        assert stored(desk) == before

    def test_a_desk_without_a_key_draws_one(self, organisation: Organisation) -> None:
        desk = organisation.without_key()
        first, second = (
            export_cohort(desk, ExportCohort(path=desk.home / name, recipients=[RECIPIENT]))
            for name in ("1.age", "2.age")
        )
        assert (first.key_is_new, second.key_is_new) == (True, False)
        assert desk.read(key_state).fingerprint


def end_of(unit: Any, reference: str, end: date) -> None:
    unit._connection.execute(
        'UPDATE participant SET "end" = ? WHERE reference = ?', (end.isoformat(), reference)
    )


class TestTakingIn:
    def test_people_are_counted(self, organisation: Organisation) -> None:
        ours, theirs = organisation.desk(), organisation.desk(named="Järfälla")
        for name in ("R1", "R2", "R3"):
            person(theirs, name)
        report = take_in(ours, export(theirs))
        assert (report.kind, report.from_desk) == ("dirigo.cohort", "Järfälla")
        assert outcome(report) == (3, 0, 0)
        assert len(report.receipt) == 14
        (file,) = ours.read(received_files)
        assert (file.from_desk, file.people) == ("Järfälla", 3)

    def test_twice_the_same_file_changes_nothing(self, organisation: Organisation) -> None:
        ours, theirs = organisation.desk(), organisation.desk(*people(40, 4))
        path = export(theirs)
        first = take_in(ours, path)
        before = stored(ours)
        second = take_in(ours, path)
        assert outcome(second) == (0, 0, first.new)
        assert second.receipt == first.receipt
        assert stored(ours) == before

    def test_the_newest_file_of_a_desk_counts(self, organisation: Organisation) -> None:
        ours, theirs = organisation.desk(), organisation.desk()
        person(theirs, "R1")
        person(theirs, "R2")
        older = export(theirs)
        theirs.write(end_of, "R1", LATE)
        newer = export(theirs)
        assert outcome(take_in(ours, older)) == (2, 0, 0)
        assert outcome(take_in(ours, newer)) == (0, 1, 1)
        assert number(ours.read(all_desks, LATE), Count.ENDED) == 1
        before = stored(ours)
        again = take_in(ours, older)
        assert (again.superseded, again.receipt, outcome(again)) == (True, "", (0, 0, 2))
        assert stored(ours) == before

    def test_who_is_gone_from_the_newest_file_is_gone(self, organisation: Organisation) -> None:
        ours, theirs = organisation.desk(), organisation.desk()
        person(theirs, "R1")
        take_in(ours, export(theirs))
        theirs.write(lambda unit: unit._connection.execute("DELETE FROM participant"))
        take_in(ours, export(theirs))
        assert number(ours.read(all_desks, LATE), Count.STARTED) == 0

    def test_a_dry_run_says_the_same_and_changes_nothing(self, organisation: Organisation) -> None:
        ours, theirs = organisation.desk(), organisation.desk(*people(20, 6))
        path, before = export(theirs), stored(ours)
        dry = take_in(ours, path, dry_run=True)
        assert (dry.dry_run, dry.receipt) == (True, "")
        assert stored(ours) == before
        assert outcome(take_in(ours, path)) == outcome(dry)

    def test_a_desk_takes_its_own_file_for_nobody_elses(self, organisation: Organisation) -> None:
        desk = organisation.desk(*people(5, 7))
        with pytest.raises(Refused, match="cohort_own_desk"):
            take_in(desk, export(desk))

    @pytest.mark.parametrize("practice", [True, False])
    def test_practice_stays_practice(self, organisation: Organisation, practice: bool) -> None:
        ours, theirs = organisation.desk(), organisation.desk(*people(5, 8))
        theirs.practice, ours.practice = practice, not practice
        code = "practice_into_real" if practice else "real_into_practice"
        with pytest.raises(Refused, match=code):
            take_in(ours, export(theirs))
