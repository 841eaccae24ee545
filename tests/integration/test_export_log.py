"""A file that differs from an earlier one by few people stays (DOMAIN.md §9.7)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from organisations import RECIPIENT, Organisation, take_in
from organisations import export as export_cohort

from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.records import Participant, PlanVersion
from dirigo_tui.domain.vocabulary import Action, Agreement, Sex, TargetGroup
from dirigo_tui.i18n import summary_files as words
from dirigo_tui.i18n.errors import sentence
from dirigo_tui.services.export_log import LoggedFile, files_that_left
from dirigo_tui.services.summary import SummaryOrder, choose_threshold
from dirigo_tui.services.summary_files import ExportedSummary, ExportSummary, export_summary

SPRING, SUMMER = date(2014, 3, 31), date(2014, 6, 30)
"""Days to count on."""


@pytest.fixture
def organisation(tmp_path: Path) -> Iterator[Organisation]:
    with Organisation(tmp_path) as organisation:
        yield organisation


@pytest.fixture
def desk(organisation: Organisation) -> Any:
    return organisation.desk(people(40, Sex.WOMEN) + people(40, Sex.MEN), named="Haninge")


def people(count: int, sex: Sex, first: int = 0, **fields: Any) -> list[Participant]:
    given: dict[str, Any] = {
        "target_group": TargetGroup.SICK_LEAVE,
        "site": "Haninge",
        "start": date(2014, 1, 1),
        "recorded_at": datetime(2014, 1, 1, tzinfo=UTC),
    }
    return [
        Participant(
            id=f"{sex.encode().hex():>016.16}{number:016x}",
            reference=f"{sex}-{number}",
            sex=sex,
            **given | fields,
        )
        for number in range(first, first + count)
    ]


def arrive(desk: Any, count: int, sex: Sex = Sex.WOMEN, **fields: Any) -> None:
    desk.write(lambda unit: unit.add_many(people(count, sex, first=1000, **fields)))


_ENDINGS = iter(range(10_000))


def export(
    desk: Any, as_of: date = SUMMER, recipients: tuple[str, ...] = (), **order: bool
) -> ExportedSummary:
    path = desk.home / f"{next(_ENDINGS)}.csv"
    asked = SummaryOrder(as_of=as_of, **order)  # type: ignore[arg-type]
    return export_summary(desk, ExportSummary(order=asked, path=path, recipients=recipients), words)


def refused(desk: Any, *arguments: Any, **order: bool) -> Refused:
    """That it is refused, and leaves neither a file nor a note."""
    before = log(desk), sorted(desk.home.glob("*.csv"))
    with pytest.raises(Refused, match="summary_differs_by_few") as caught:
        export(desk, *arguments, **order)
    assert (log(desk), sorted(desk.home.glob("*.csv"))) == before
    return caught.value


def log(desk: Any) -> list[LoggedFile]:
    return list(desk.read(files_that_left))


def test_the_same_figures_leave_as_often_as_one_likes(desk: Any) -> None:
    first, second = export(desk), export(desk, recipients=(RECIPIENT,))
    assert first.fingerprint == second.fingerprint
    assert [logged.file.recipients for logged in log(desk)] == [1, 0]


def test_what_is_noted(desk: Any) -> None:
    export(desk, by_site=True)
    (logged,) = log(desk)
    assert (logged.actor, logged.at.tzinfo) == ("Anna Lind", UTC)
    file = logged.file
    assert (file.form, file.as_of, file.by_site, file.all_desks) == ("csv", SUMMER, True, False)
    assert file.threshold == 5
    assert file.cells["started|all|all|all"] == 80
    assert file.cells["started|sick_leave|women|Haninge"] == 40
    journal = desk.database._connection.execute("SELECT action FROM journal").fetchall()
    assert journal[-1][0] == Action.SUMMARY_EXPORTED


@pytest.mark.parametrize("count", [1, 4])
def test_few_people_more_are_refused_and_the_earlier_file_is_named(desk: Any, count: int) -> None:
    first = export(desk)
    arrive(desk, count)
    refusal = refused(desk)
    assert refusal.params["as_of"] == SUMMER
    assert refusal.params["fingerprint"] == first.fingerprint
    said = sentence(refusal)
    for part in ("30 juni 2014", first.fingerprint, "färre än 5 personer"):
        assert part in said


def test_as_many_as_may_show_are_not(desk: Any) -> None:
    export(desk)
    arrive(desk, 5)
    export(desk)
    assert len(log(desk)) == 2


def test_fewer_people_are_as_telling_as_more(desk: Any) -> None:
    arrive(desk, 1)
    export(desk)
    (left,) = people(1, Sex.WOMEN, first=1000, start=None)
    desk.write(lambda unit: unit.replace_many([left]))
    refused(desk)


def test_another_day_is_compared_too(desk: Any) -> None:
    arrive(desk, 2, start=date(2014, 5, 1))
    export(desk, SPRING)
    assert refused(desk, SUMMER).params["as_of"] == SPRING


def test_sites_add_nothing_to_compare_when_the_people_are_the_same(desk: Any) -> None:
    export(desk)
    export(desk, by_site=True)
    arrive(desk, 2, site="Järfälla")
    refused(desk, by_site=True)


def test_the_people_of_other_desks_are_seen_by_difference(
    desk: Any, organisation: Organisation
) -> None:
    other = organisation.desk(people(2, Sex.MEN, first=500), named="Järfälla")
    take_in(desk, export_cohort(other))
    export(desk)
    refused(desk, all_desks=True)


def test_nobody_is_seen_among_those_who_did_not_reach_a_goal(desk: Any) -> None:
    """Six more, five of them with a plan: each count differs by enough, and the rest by one."""

    def plan(unit: Any, owner: str) -> PlanVersion:
        return PlanVersion(
            id=unit.new_id(), recorded_at=unit.now, participant_id=owner, number=1,
            opened_on=SPRING, participant_answer=Agreement.YES, caseworker_answer=Agreement.YES,
            participant_answered_on=SPRING, caseworker_answered_on=SPRING,
        )  # fmt: skip

    def plans(unit: Any, sex: str, numbers: range) -> None:
        owners = [unit.find(Participant, reference=f"{sex}-{number}")[0] for number in numbers]
        unit.add_many([plan(unit, owner.id) for owner in owners])

    for sex in ("women", "men"):
        desk.write(plans, sex, range(20))
    export(desk)
    arrive(desk, 6)
    desk.write(plans, "women", range(1000, 1005))
    refused(desk)


def test_the_higher_limit_of_the_two_holds(desk: Any) -> None:
    export(desk)
    desk.write(choose_threshold, 3)
    arrive(desk, 4)
    refused(desk)


def test_the_latest_of_several_is_named(desk: Any) -> None:
    export(desk)
    arrive(desk, 7)
    second = export(desk)
    desk.write(lambda unit: unit.add_many(people(1, Sex.WOMEN, first=2000)))
    assert refused(desk).params["fingerprint"] == second.fingerprint


def test_a_file_written_meanwhile_counts(desk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody else's export comes between the first look at the log and the note."""
    real = desk.papers.plain_table

    def meanwhile(table: Any) -> bytes:
        monkeypatch.undo()
        arrive(desk, 1)
        export(desk)
        return bytes(real(table))

    monkeypatch.setattr(desk.papers, "plain_table", meanwhile)
    with pytest.raises(Refused, match="summary_differs_by_few"):
        export(desk)
    assert len(log(desk)) == len(list(desk.home.glob("*.csv"))) == 1


def test_a_cohort_file_is_noted(desk: Any) -> None:
    export_cohort(desk)
    (logged,) = log(desk)
    assert (logged.file.form, logged.file.recipients, logged.file.as_of) == ("cohort", 1, None)
    assert len(logged.file.fingerprint) == 64
    export(desk)
