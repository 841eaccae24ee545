"""The caseload: order, ready-made lists, search, rows and details, on a real encrypted file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from desks import TODAY, DirectDesk, open_desk
from hypothesis import given
from hypothesis import strategies as st
from people import RECORDED_AT, People, days

from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.records import (
    Activity,
    Goal,
    Note,
    PlanVersion,
    Rating,
    Status,
)
from dirigo_tui.domain.vocabulary import (
    ActivityStatus,
    Agreement,
    Axis,
    EndReason,
    NonAnswer,
    NoteKind,
    PlanState,
    Protection,
    Rater,
    Rule,
    TargetGroup,
)
from dirigo_tui.services import caseload
from dirigo_tui.services.caseload import Filter, Group


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DirectDesk]:
    desk = open_desk(tmp_path)
    yield desk
    desk.close()


@pytest.fixture
def people(desk: DirectDesk) -> People:
    return People(desk)


def references(desk: DirectDesk, chosen: Filter = Filter.ALL, search: str = "") -> list[str]:
    ids = desk.read(caseload.worklist, chosen, search).ids
    return [row.reference for row in desk.read(caseload.page, ids)]


def test_an_empty_desk_has_an_empty_list(desk: DirectDesk) -> None:
    people = desk.read(caseload.worklist)
    assert list(people.ids) == []
    assert set(people.sizes.values()) == {0}
    assert set(desk.read(caseload.counts).values()) == {0}


def test_overdue_comes_first_then_today_then_ahead_then_the_rest(
    desk: DirectDesk, people: People
) -> None:
    people.person_due("ahead", days(1))
    people.person_due("nothing", None)
    people.person_due("yesterday", days(-1))
    people.person_due("today", days(0))
    people.person_due("long ago", days(-30))
    assert references(desk) == ["long ago", "yesterday", "today", "ahead", "nothing"]
    assert desk.read(caseload.worklist).sizes == {
        Group.OVERDUE: 2,
        Group.TODAY: 1,
        Group.AHEAD: 1,
        Group.NONE: 1,
    }
    assert references(desk, Filter.OVERDUE) == ["long ago", "yesterday"]


def test_the_same_day_is_in_swedish_name_order(desk: DirectDesk, people: People) -> None:
    for name in ("Örjan", "Zara", "Åsa", "anna", "Änne", "Émile"):
        people.person_due(name, days(3), name=name)
    assert references(desk) == ["anna", "Émile", "Zara", "Åsa", "Änne", "Örjan"]


def test_a_row_says_why_it_is_where_it_is(desk: DirectDesk, people: People) -> None:
    id = people.person(
        "R1",
        name="Samira Nordin",
        site="Haninge",
        caseworker="Anna Lind",
        target_group=TargetGroup.SICK_LEAVE,
        start=days(-200),
    )
    people.add(
        PlanVersion(**people.stamp(id), number=2, opened_on=days(-100), next_follow_up=days(-3)),
        Activity(
            **people.stamp(id), position=1, title="Promenad", follow_up_on=days(5),
            followed_up_on=days(-50), status=ActivityStatus.ONGOING,
        ),
        Rating(**people.stamp(id), occasion_id="0" * 32, template="was", template_version=1,
               item="was", on=days(-20), value=5),
    )  # fmt: skip
    (row,) = desk.read(caseload.page, [id])
    assert (row.name, row.reference, row.site, row.caseworker) == (
        "Samira Nordin",
        "R1",
        "Haninge",
        "Anna Lind",
    )
    assert row.target_group is TargetGroup.SICK_LEAVE
    assert (row.plan_state, row.plan_number) == (PlanState.DRAFT, 2)
    assert row.group is Group.OVERDUE
    assert row.why is not None
    assert (row.why.rule, row.why.due) == (Rule.FOLLOW_UP, days(-3))
    assert [deadline.rule for deadline in row.overdue] == [Rule.FOLLOW_UP]
    assert row.next is not None
    assert (row.next.rule, row.next.due) == (Rule.ACTIVITY_FOLLOW_UP, days(5))


def test_pages_come_in_the_order_asked_for_without_who_is_gone(
    desk: DirectDesk, people: People
) -> None:
    one, two = people.person("one"), people.person("two")
    rows = desk.read(caseload.page, [two, "f" * 32, one])
    assert [row.reference for row in rows] == ["two", "one"]


def test_what_ends_with_the_participation_is_not_overdue_after_it(
    desk: DirectDesk, people: People
) -> None:
    id = people.person("ended", start=days(-300), end=days(-200), end_reason=EndReason.AS_PLANNED)
    people.add(
        PlanVersion(**people.stamp(id), number=1, opened_on=days(-290), next_follow_up=days(-250)),
        Rating(**people.stamp(id), occasion_id="0" * 32, template="dirigo_goals",
               template_version=1, item="m1", on=days(-200), value=1),
        Note(**people.stamp(id), on=days(-1), kind=NoteKind.PHONE, text="Allt bra."),
    )  # fmt: skip
    (row,) = desk.read(caseload.page, [id])
    assert (row.group, row.why, row.overdue) == (Group.NONE, None, ())
    assert desk.read(caseload.worklist).sizes[Group.NONE] == 1
    assert references(desk, Filter.OVERDUE) == []


def test_what_is_due_after_the_end_still_is(desk: DirectDesk, people: People) -> None:
    id = people.person("ended", start=days(-100), end=days(-40), end_reason=EndReason.AS_PLANNED)
    (row,) = desk.read(caseload.page, [id])
    assert {deadline.rule for deadline in row.overdue} == {
        Rule.FINAL_RATING,
        Rule.FOLLOW_UP_AFTER_END,
    }
    assert references(desk, Filter.OVERDUE) == ["ended"]


def test_mine_are_those_of_the_caseworker_at_the_desk(desk: DirectDesk, people: People) -> None:
    people.person("hers", caseworker="Anna Lind")
    people.person("others", caseworker="Karin Ek")
    assert references(desk, Filter.MINE) == ["hers"]


def test_no_plan_is_about_who_takes_part(desk: DirectDesk, people: People) -> None:
    people.person("no plan")
    people.person("ended", end=days(-1))
    people.person("ends today", end=days(0))
    planned = people.person_due("plan", days(1))
    people.add(Goal(**people.stamp(planned), position=1, own_words="Orka jobba halvtid"))
    people.person_due("nothing in it yet", days(1))
    assert sorted(references(desk, Filter.NO_PLAN)) == [
        "ends today",
        "no plan",
        "nothing in it yet",
    ]


def test_no_activity_ahead_from_the_day_after_the_last(desk: DirectDesk, people: People) -> None:
    for reference, last in (("over", days(-1)), ("last day", days(0)), ("ahead", days(9))):
        id = people.person(reference, start=days(-90))
        people.add(
            PlanVersion(**people.stamp(id), number=1, opened_on=days(-80)),
            Activity(**people.stamp(id), position=1, title="Kurs", time_end=last),
        )
    assert references(desk, Filter.NO_ACTIVITY_AHEAD) == ["over"]


def test_no_follow_up_date_is_about_confirmed_plans(desk: DirectDesk, people: People) -> None:
    for reference, answer, booked in (
        ("missing", Agreement.YES, None),
        ("past", Agreement.YES, days(-1)),
        ("booked", Agreement.YES, days(1)),
        ("not agreed", Agreement.NO, None),
    ):
        id = people.person(reference, start=days(-90))
        people.add(
            PlanVersion(
                **people.stamp(id),
                number=1,
                opened_on=days(-80),
                snapshot="{}",
                next_follow_up=booked,
                participant_answer=answer,
                participant_answered_on=days(-60),
                participant_reason="",
                caseworker_answer=Agreement.YES,
                caseworker_answered_on=days(-60),
            )
        )
    assert sorted(references(desk, Filter.NO_FOLLOW_UP_DATE)) == ["missing", "past"]


def test_a_rating_is_due_from_fourteen_days_before(desk: DirectDesk, people: People) -> None:
    people.person("just started", start=days(0))
    people.person("starts in 15 days", start=days(15))
    people.person("starts in 14 days", start=days(14))
    assert sorted(references(desk, Filter.RATING_DUE)) == ["just started", "starts in 14 days"]


def test_ending_soon_looks_ninety_days_ahead(desk: DirectDesk, people: People) -> None:
    people.person("yesterday", start=days(-9), end=days(-1))
    people.person("today", start=days(-9), end=days(0))
    people.person("in 90 days", start=days(-9), end=days(90))
    people.person("in 91 days", start=days(-9), end=days(91))
    people.person(
        "turns 30",
        birth_date=date(TODAY.year - 30, 12, 24),
        target_group=TargetGroup.ACTIVITY_COMPENSATION,
    )
    assert sorted(references(desk, Filter.ENDING_SOON)) == ["in 90 days", "today", "turns 30"]


def test_counts_agree_with_the_lists(desk: DirectDesk, people: People) -> None:
    for number in range(-4, 5):
        people.person_due(
            f"R{number}", days(number) if number % 2 else None, start=days(-number * 30 - 130),
            caseworker="Anna Lind" if number > 0 else "", end=days(number) if number > 2 else None,
        )  # fmt: skip
    counted = desk.read(caseload.counts)
    assert counted == {chosen: len(desk.read(caseload.worklist, chosen).ids) for chosen in Filter}
    assert counted[Filter.ALL] == 9


def test_every_word_of_a_search_has_to_occur(desk: DirectDesk, people: People) -> None:
    people.person("H-17", name="Åsa Öberg", site="Haninge")
    people.person("H-18", name="Asa Berg", site="Järfälla")
    assert references(desk, search="åsa") == ["H-17"]
    assert references(desk, search="ASA") == ["H-18"]
    assert references(desk, search="berg han") == ["H-17"]
    assert references(desk, search="h-1 berg") == ["H-18", "H-17"]
    assert references(desk, search="järfälla 17") == []
    assert len(references(desk, search="  ")) == 2


def test_a_search_is_text_and_no_pattern(desk: DirectDesk, people: People) -> None:
    people.person("100%", name="A_B")
    people.person("1000", name="AxB")
    assert references(desk, search="%") == ["100%"]
    assert references(desk, search="a_b") == ["100%"]


def test_a_protected_person_is_shown_and_found_by_reference_only(
    desk: DirectDesk, people: People
) -> None:
    id = people.person(
        "S-4", name="Leila Amini", site="Haninge", protection=Protection.SECRECY_MARKING
    )
    assert references(desk, search="leila") == []
    assert references(desk, search="s-4") == ["S-4"]
    assert references(desk, search="haninge") == []
    (row,) = desk.read(caseload.page, [id])
    assert (row.name, row.protected, row.site) == ("S-4", True, "")
    assert "leila" not in desk.read(caseload.search_index)[id]


@given(search=st.text(st.sampled_from("aåb 1é-"), max_size=6))
def test_narrowing_in_memory_is_the_same_search(
    crowd: tuple[DirectDesk, dict[str, str]], search: str
) -> None:
    desk, index = crowd
    for chosen in (Filter.ALL, Filter.OVERDUE):
        people = desk.read(caseload.worklist, chosen)
        narrowed, _texts = caseload.narrow(people, [index[id] for id in people.ids], search)
        asked = desk.read(caseload.worklist, chosen, search)
        assert (list(narrowed.ids), narrowed.sizes) == (list(asked.ids), asked.sizes)


@pytest.mark.parametrize("chosen", Filter)
@pytest.mark.parametrize("limit", [1, 5, 100])
def test_a_list_begins_with_its_first_rows(
    crowd: tuple[DirectDesk, dict[str, str]], chosen: Filter, limit: int
) -> None:
    desk, _index = crowd
    everybody = desk.read(caseload.page, desk.read(caseload.worklist, chosen).ids)
    assert desk.read(caseload.beginning, chosen, limit) == everybody[:limit]


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[DirectDesk, dict[str, str]]]:
    desk = open_desk(tmp_path_factory.mktemp("crowd"))
    people = People(desk)
    for number, name in enumerate(("Åbba", "Abå", "Béa", "aa bb", "Bå 1-a", "b", "É É", "1")):
        people.person_due(f"a{number}", days(number - 4), name=name, site="å-b" * (number % 2))
    yield desk, desk.read(caseload.search_index)
    desk.close()


def test_details_in_a_few_figures(desk: DirectDesk, people: People) -> None:
    id = people.person("R1", birth_date=date(1985, 11, 22), start=days(-300))
    stamp = people.stamp

    def rating(on: date, value: int | None, version: int = 1, rater: str = "participant") -> Rating:
        return Rating(
            **stamp(id), occasion_id="0" * 32, template="was", template_version=version,
            item="was", on=on, value=value, rater=Rater(rater),
            non_answer=None if value is not None else NonAnswer.PREFERS_NOT,
        )  # fmt: skip

    mistake = Status(**stamp(id), axis=Axis.SICK_LEAVE, extent=25, from_on=days(-39))
    people.add(
        PlanVersion(**stamp(id), number=3, opened_on=days(-80)),
        Activity(**stamp(id), position=1, title="A", status=ActivityStatus.ONGOING),
        Activity(**stamp(id), position=2, title="B"),
        Activity(
            **stamp(id), position=3, title="C", status=ActivityStatus.CANCELLED, status_reason="-"
        ),
        rating(days(-180), 3),
        rating(days(-2), None),
        rating(days(-9), 5),
        rating(days(-8), 9, rater="caseworker"),
        Status(**stamp(id), axis=Axis.SICK_LEAVE, extent=100, from_on=days(-300), to_on=days(-40)),
        Status(**stamp(id), axis=Axis.SICK_LEAVE, extent=75, from_on=days(-39)),
        replace(mistake, struck_at=RECORDED_AT),
        Status(**stamp(id), axis=Axis.SICK_LEAVE, extent=50, from_on=days(1)),
    )
    details = desk.read(caseload.details, id)
    assert details.age == 40
    assert (details.plan_number, details.activities, details.activities_ongoing) == (3, 2, 1)
    assert details.sick_leave_extent == 75
    assert (details.work_ability, details.work_ability_before) == (
        caseload.RatedOn(days(-9), 5),
        caseload.RatedOn(days(-180), 3),
    )


def test_details_of_nobody(desk: DirectDesk) -> None:
    with pytest.raises(Refused, match="not_found"):
        desk.read(caseload.details, "f" * 32)


def test_details_of_somebody_about_whom_nothing_is_known(desk: DirectDesk, people: People) -> None:
    details = desk.read(caseload.details, people.person("R1"))
    assert details == caseload.Details(
        age=None,
        plan_state=PlanState.NONE,
        plan_number=None,
        activities=0,
        activities_ongoing=0,
        work_ability=None,
        work_ability_before=None,
        sick_leave_extent=None,
    )
