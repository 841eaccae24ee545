"""Lists taken in on a real encrypted file: all or nothing, and twice the same changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from desks import DirectDesk, open_desk
from import_lists import ANNA, grid, people

from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.plan import jointly_confirmed, read_snapshot
from dirigo_tui.domain.records import (
    Activity,
    Goal,
    IdentityNumber,
    Participant,
    PlanVersion,
    Rating,
    Status,
)
from dirigo_tui.domain.vocabulary import (
    Agreement,
    Axis,
    EndReason,
    NonAnswer,
    Protection,
    Sex,
    TargetGroup,
    TimePrecision,
)
from dirigo_tui.services import goals as goal_use_cases
from dirigo_tui.services.list_import.grid import SheetGrid
from dirigo_tui.services.list_import.report import Counts, ImportReport, Likeness
from dirigo_tui.services.list_import.run import ImportList, import_list
from dirigo_tui.services.progress import Stage

FILE = "lista.xlsx"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DirectDesk]:
    opened = open_desk(tmp_path)
    yield opened
    opened.close()


def take_in(desk: DirectDesk, *grids: SheetGrid, dry_run: bool = False) -> ImportReport:
    command = ImportList(grids=grids, file_name=FILE, dry_run=dry_run)
    report: ImportReport = desk.write(import_list, command)
    return report


def counts(report: ImportReport) -> dict[str, tuple[int, int, int]]:
    """New, updated and unchanged rows by sheet; every row is one of them when nothing failed."""
    assert report.errors == ()
    for counted in report.sheets.values():
        assert counted.rows == counted.new + counted.updated + counted.unchanged
        assert counted.failed == 0
    return {name: (c.new, c.updated, c.unchanged) for name, c in report.sheets.items()}


def find(desk: DirectDesk, kind: type[Any], **equal: object) -> list[Any]:
    found: list[Any] = desk.read(lambda reader: reader.find(kind, **equal))
    return found


def the(desk: DirectDesk, kind: type[Any], **equal: object) -> Any:
    (only,) = find(desk, kind, **equal)
    return only


def everything(desk: DirectDesk) -> list[Any]:
    """Every record, for telling that nothing has changed."""
    kinds = (Participant, IdentityNumber, Goal, Activity, PlanVersion, Rating, Status)
    return [record for kind in kinds for record in find(desk, kind)]


WHOLE = (
    grid(
        "Deltagare",
        "A1 | Åsa Öberg | 191212121212 | personnummer | | | sjukskriven | Haninge | Haninge"
        " | A. Lind | 2025-09-01 | ja | 2026-02-01 | | | nej",
        "A2 | Bo Ek | | | 1990-05-06 | man | försörjningsstöd | Solna | Solna | A. Lind |"
        " | nej | 2026-01-01 | 2026-09-30 | eget val | sekretessmarkering",
    ),
    grid(
        "Plan",
        "A1 | Orka jobba halvtid | 2026-05-01 | 2026-05-03 | 2026-12-01",
        "A1 | Våga ringa samtal",
        "A2 | Bli snickare | 2026-03-01",
    ),
    grid(
        "Aktiviteter",
        "A1 | Promenad | egen aktivitet | oktober 2026 | gruppen | deltagaren | pågår | 2026-12-01",
        "A1 | Mobiliseringskurs | mobiliseringskurs | när det går | | Försäkringskassan",
        "A2 | Praktik | praktik | 2026-04-01 | arbetsgivaren | Bo Al | inställd",
    ),
    grid(
        "Skattningar",
        "A1 | 2026-02-01 | was | was | 3",
        "A1 | 2026-05-01 | was | was | 5 | uppläst",
        "A1 | 2026-05-01 | was | was | 4 | | handläggare",
        "A2 | 2026-09-30 | dirigo_goals | m1 | mycket större",
        "A2 | 2026-09-30 | dirigo_goals | m2 | vill inte svara",
    ),
    grid(
        "Status",
        "A1 | sjukskrivning | | 100 | 2025-09-01 | | intyg",
        "A1 | sjukskrivning | | 75 | 2026-06-01",
        "A1 | arbete | anställning | 25 | 2026-06-01",
        "A1 | ersättning | sjukpenning | | 2025-09-01",
        "A2 | deltagande | anvisad | | 2025-12-01",
    ),
)


def test_everything_in_a_workbook_reaches_the_desk(desk: DirectDesk) -> None:
    assert counts(take_in(desk, *WHOLE)) == {
        "Deltagare": (2, 0, 0),
        "Plan": (3, 0, 0),
        "Aktiviteter": (3, 0, 0),
        "Skattningar": (5, 0, 0),
        "Status": (5, 0, 0),
    }
    anna = the(desk, Participant, reference="A1")
    assert anna == replace(
        anna,
        name="Åsa Öberg",
        birth_date=date(1912, 12, 12),
        sex=Sex.MEN,
        target_group=TargetGroup.SICK_LEAVE,
        site="Haninge",
        municipality="Haninge",
        caseworker="A. Lind",
        sick_since=date(2025, 9, 1),
        no_sgi=True,
        start=date(2026, 2, 1),
        end=None,
        protection=Protection.NONE,
    )
    bo = the(desk, Participant, reference="A2")
    assert (bo.end, bo.end_reason) == (date(2026, 9, 30), EndReason.OWN_CHOICE)
    assert bo.protection is Protection.SECRECY_MARKING
    assert the(desk, IdentityNumber).number == "191212121212"


def test_the_plan_is_confirmed_on_the_days_given_with_what_it_said(desk: DirectDesk) -> None:
    take_in(desk, *WHOLE)
    anna = the(desk, Participant, reference="A1").id
    version = the(desk, PlanVersion, participant_id=anna)
    assert (version.number, version.opened_on) == (1, date(2026, 5, 1))
    assert jointly_confirmed(version) == date(2026, 5, 3)
    assert version.next_follow_up == date(2026, 12, 1)
    agreed = read_snapshot(version.snapshot)
    assert [goal["own_words"] for goal in agreed["goals"]] == [
        "Orka jobba halvtid",
        "Våga ringa samtal",
    ]
    assert [activity["title"] for activity in agreed["activities"]] == [
        "Promenad",
        "Mobiliseringskurs",
    ]
    bo = the(desk, Participant, reference="A2").id
    half = the(desk, PlanVersion, participant_id=bo)
    assert half.participant_answer is Agreement.YES
    assert half.caseworker_answer is None


def test_activities_keep_the_time_as_written(desk: DirectDesk) -> None:
    take_in(desk, *WHOLE)
    walk = the(desk, Activity, title="Promenad")
    assert (walk.time_text, walk.time_start) == ("oktober 2026", date(2026, 10, 1))
    assert walk.time_precision is TimePrecision.MONTH
    assert walk.responsible == "participant"
    course = the(desk, Activity, title="Mobiliseringskurs")
    assert (course.time_text, course.time_start, course.position) == ("när det går", None, 2)
    assert the(desk, Activity, title="Praktik").status_reason == "–"


def test_ratings_of_one_sitting_share_an_occasion(desk: DirectDesk) -> None:
    take_in(desk, *WHOLE)
    m1, m2 = find(desk, Rating, template="dirigo_goals")
    assert m1.occasion_id == m2.occasion_id
    assert (m1.value, m1.non_answer) == (2, None)
    assert (m2.value, m2.non_answer) == (None, NonAnswer.PREFERS_NOT)
    assert len({rating.occasion_id for rating in find(desk, Rating, template="was")}) == 3


def spells(desk: DirectDesk, axis: Axis, reference: str = "A1") -> list[tuple[object, ...]]:
    id = the(desk, Participant, reference=reference).id
    rows = find(desk, Status, participant_id=id, axis=axis, struck_at=None)
    return [
        (row.value or row.extent, row.from_on.isoformat(), row.to_on and row.to_on.isoformat())
        for row in sorted(rows, key=lambda row: (row.from_on, row.value))
    ]


def test_open_rows_end_where_the_next_of_their_axis_begins(desk: DirectDesk) -> None:
    take_in(desk, *WHOLE)
    assert spells(desk, Axis.SICK_LEAVE) == [
        (100, "2025-09-01", "2026-05-31"),
        (75, "2026-06-01", None),
    ]
    assert spells(desk, Axis.PARTICIPATION) == [("ongoing", "2026-02-01", None)]
    assert spells(desk, Axis.PARTICIPATION, "A2") == [
        ("referred", "2025-12-01", "2025-12-31"),
        ("ongoing", "2026-01-01", "2026-09-29"),
        ("discontinued", "2026-09-30", None),
    ]


def test_the_same_file_again_changes_nothing(desk: DirectDesk) -> None:
    take_in(desk, *WHOLE)
    before = everything(desk)
    assert counts(take_in(desk, *WHOLE)) == {
        "Deltagare": (0, 0, 2),
        "Plan": (0, 0, 3),
        "Aktiviteter": (0, 0, 3),
        "Skattningar": (0, 0, 5),
        "Status": (0, 0, 5),
    }
    assert everything(desk) == before


def test_a_dry_run_says_what_then_happens_and_does_nothing(desk: DirectDesk) -> None:
    foretold = take_in(desk, *WHOLE, dry_run=True)
    assert everything(desk) == []
    done = take_in(desk, *WHOLE)
    assert foretold.dry_run
    assert not done.dry_run
    assert replace(foretold, dry_run=False) == done


def test_one_error_and_nothing_is_taken_in(desk: DirectDesk) -> None:
    wrong = grid("Status", "A1 | hälsa | | | 2026-01-01", "A1 | arbete | inget | | 2026-01-01")
    report = take_in(desk, *WHOLE[:4], wrong)
    assert [error.expected for error in report.errors] == ["import_word_unknown"]
    assert report.sheets["Status"] == Counts(rows=2, failed=1)
    assert report.sheets["Deltagare"] == Counts(rows=2)
    assert everything(desk) == []


def test_a_failed_write_leaves_nothing_behind(desk: DirectDesk) -> None:
    def stop_late(stage: Stage, done: int, total: int) -> None:
        if stage is Stage.WRITE:
            raise Refused("stopped")

    command = ImportList(grids=WHOLE, file_name=FILE)
    with pytest.raises(Refused):
        desk.write(import_list, command, stop_late)
    assert everything(desk) == []


def test_progress_tells_every_stage(desk: DirectDesk) -> None:
    heard: list[Stage] = []
    command = ImportList(grids=WHOLE, file_name=FILE)
    desk.write(import_list, command, lambda stage, done, total: heard.append(stage))
    stages = [Stage.READ, Stage.CHECK, Stage.COMPARE, Stage.WRITE]
    assert list(dict.fromkeys(heard)) == stages


def test_a_blank_cell_takes_nothing_away(desk: DirectDesk) -> None:
    take_in(desk, *WHOLE)
    before = everything(desk)
    assert counts(take_in(desk, grid("Deltagare", "A1", "A2")))["Deltagare"] == (0, 0, 2)
    assert everything(desk) == before


def test_what_differs_is_updated_and_the_rest_left_alone(desk: DirectDesk) -> None:
    take_in(desk, *WHOLE)
    changed = [
        grid("Deltagare", "A1 | | | | | kvinna | | Solna"),
        grid("Plan", "A1 | Orka jobba halvtid | | | 2027-01-08", "A1 | Våga ringa samtal"),
        grid(
            "Aktiviteter",
            "A1 | Promenad | | november 2026 | | deltagaren | klar",
            "A1 | Mobiliseringskurs | | när det går | | Försäkringskassan",
        ),
        grid(
            "Skattningar",
            "A1 | 2026-02-01 | was | was | 2",
            "A1 | 2026-05-01 | was | was | 5",
        ),
        grid("Status", "A1 | sjukskrivning | | 50 | 2026-06-01"),
    ]
    assert counts(take_in(desk, *changed)) == {
        "Deltagare": (0, 1, 0),
        "Plan": (0, 1, 1),
        "Aktiviteter": (0, 1, 1),
        "Skattningar": (0, 1, 1),
        "Status": (0, 1, 0),
    }
    anna = the(desk, Participant, reference="A1")
    assert (anna.sex, anna.site, anna.name, anna.version) == (Sex.WOMEN, "Solna", "Åsa Öberg", 2)
    walk = the(desk, Activity, title="Promenad")
    assert (walk.time_start, walk.taking_part) == (date(2026, 11, 1), "gruppen")
    assert [rating.value for rating in find(desk, Rating, on=date(2026, 2, 1))] == [2]
    assert counts(take_in(desk, *changed))["Status"] == (0, 0, 1)


def test_a_corrected_status_is_struck_and_replaced(desk: DirectDesk) -> None:
    take_in(desk, *WHOLE)
    take_in(desk, ANNA, grid("Status", "A1 | sjukskrivning | | 50 | 2026-06-01"))
    anna = the(desk, Participant, reference="A1").id
    rows = find(desk, Status, participant_id=anna, axis=Axis.SICK_LEAVE)
    struck = [row for row in rows if row.struck_at is not None]
    assert [(row.extent, row.from_on) for row in struck] == [(75, date(2026, 6, 1))]
    assert spells(desk, Axis.SICK_LEAVE) == [
        (100, "2025-09-01", "2026-05-31"),
        (50, "2026-06-01", None),
    ]


def test_a_later_row_closes_the_one_at_the_desk(desk: DirectDesk) -> None:
    take_in(desk, *WHOLE)
    later = grid("Status", "A1 | sjukskrivning | | 25 | 2026-10-01")
    assert counts(take_in(desk, ANNA, later))["Status"] == (1, 0, 0)
    assert spells(desk, Axis.SICK_LEAVE)[-2:] == [
        (75, "2026-06-01", "2026-09-30"),
        (25, "2026-10-01", None),
    ]


def test_another_value_from_the_same_day_corrects_the_first(desk: DirectDesk) -> None:
    take_in(desk, *WHOLE)
    other = grid("Status", "A1 | arbete | eget företag | 25 | 2026-06-01")
    assert counts(take_in(desk, ANNA, other))["Status"] == (0, 1, 0)
    assert spells(desk, Axis.WORK) == [("own_business", "2026-06-01", None)]
    several = grid("Status", "A1 | ersättning | försörjningsstöd | | 2025-09-01")
    assert counts(take_in(desk, ANNA, several))["Status"] == (1, 0, 0)
    assert len(spells(desk, Axis.BENEFIT)) == 2


PERIOD = "Referens | Start | Slut | Avslutsorsak"


def test_an_end_closes_participation(desk: DirectDesk) -> None:
    take_in(desk, *WHOLE)
    ended = people("A1 | | 2026-10-31 | avliden", columns=PERIOD)
    assert counts(take_in(desk, ended)) == {"Deltagare": (0, 1, 0)}
    assert spells(desk, Axis.PARTICIPATION) == [
        ("ongoing", "2026-02-01", "2026-10-30"),
        ("completed", "2026-10-31", None),
    ]
    assert counts(take_in(desk, ended)) == {"Deltagare": (0, 0, 1)}


def test_another_start_and_reason_correct_the_axis(desk: DirectDesk) -> None:
    take_in(desk, *WHOLE)
    corrected = people("A2 | 2026-01-15 | | enligt plan", columns=PERIOD)
    assert counts(take_in(desk, corrected)) == {"Deltagare": (0, 1, 0)}
    assert spells(desk, Axis.PARTICIPATION, "A2") == [
        ("referred", "2025-12-01", "2026-01-14"),
        ("ongoing", "2026-01-15", "2026-09-29"),
        ("completed", "2026-09-30", None),
    ]
    bo = the(desk, Participant, reference="A2")
    assert (bo.start, bo.end_reason) == (date(2026, 1, 15), EndReason.AS_PLANNED)


def test_who_starts_and_ends_on_one_day_took_part_that_day(desk: DirectDesk) -> None:
    one_day = people("A1 | 2026-03-02 | 2026-03-02 | flyttat", columns=PERIOD)
    take_in(desk, one_day)
    assert spells(desk, Axis.PARTICIPATION) == [
        ("completed", "2026-03-02", None),
        ("ongoing", "2026-03-02", "2026-03-02"),
    ]
    assert counts(take_in(desk, one_day)) == {"Deltagare": (0, 0, 1)}


def test_rows_on_the_axis_tell_start_and_end(desk: DirectDesk) -> None:
    sheet = grid(
        "Status",
        "A1 | deltagande | pågår | | 2026-02-01",
        "A1 | deltagande | avbruten | | 2026-06-01",
    )
    take_in(desk, ANNA, sheet)
    anna = the(desk, Participant)
    assert (anna.start, anna.end) == (date(2026, 2, 1), date(2026, 6, 1))
    assert counts(take_in(desk, ANNA, sheet)) == {"Deltagare": (0, 0, 1), "Status": (0, 0, 2)}


def test_a_new_goal_in_a_confirmed_plan_begins_an_unconfirmed_version(desk: DirectDesk) -> None:
    take_in(desk, *WHOLE)
    more = grid("Plan", "A1 | Sova bättre | 2026-05-01 | 2026-05-03")
    assert counts(take_in(desk, ANNA, more))["Plan"] == (1, 0, 0)
    anna = the(desk, Participant, reference="A1").id
    first, second = find(desk, PlanVersion, participant_id=anna)
    assert jointly_confirmed(first) == date(2026, 5, 3)
    assert len(read_snapshot(first.snapshot)["goals"]) == 2
    assert (second.number, second.participant_answer, second.snapshot) == (2, None, "")
    assert second.next_follow_up == date(2026, 12, 1)
    assert counts(take_in(desk, ANNA, more))["Plan"] == (0, 0, 1)


def test_a_later_confirmation_is_one_of_the_plan_as_it_stands(desk: DirectDesk) -> None:
    take_in(desk, *WHOLE)
    anna = the(desk, Participant, reference="A1").id
    desk.write(
        goal_use_cases.add_goal,
        goal_use_cases.AddGoal(participant_id=anna, own_words="Sova bättre"),
    )
    again = grid("Plan", "A1 | Orka jobba halvtid | 2026-10-01 | 2026-10-02")
    assert counts(take_in(desk, ANNA, again))["Plan"] == (0, 1, 0)
    _, second = find(desk, PlanVersion, participant_id=anna)
    assert jointly_confirmed(second) == date(2026, 10, 2)
    assert len(read_snapshot(second.snapshot)["goals"]) == 3


def test_the_second_of_two_confirmations_joins_the_first(desk: DirectDesk) -> None:
    take_in(desk, *WHOLE)
    both = grid("Plan", "A2 | Bli snickare | 2026-03-01 | 2026-03-05")
    take_in(desk, people("A2"), both)
    bo = the(desk, Participant, reference="A2").id
    version = the(desk, PlanVersion, participant_id=bo)
    assert jointly_confirmed(version) == date(2026, 3, 5)


def test_a_time_whose_text_stays_is_not_read_anew_on_another_day(
    desk: DirectDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """ "December" means the nearest one, and the day on which the list was first read decides."""
    sheet = grid("Aktiviteter", "A1 | Promenad | | december | | deltagaren")
    take_in(desk, ANNA, sheet)
    monkeypatch.setattr(desk.database, "_today", lambda: date(2027, 3, 1))
    assert counts(take_in(desk, ANNA, sheet))["Aktiviteter"] == (0, 0, 1)
    changed = grid("Aktiviteter", "A1 | Promenad | möte | december | | deltagaren")
    assert counts(take_in(desk, ANNA, changed))["Aktiviteter"] == (0, 1, 0)
    assert the(desk, Activity).time_start == date(2026, 12, 1)


def test_nobody_waits_any_more_once_participation_has_started(desk: DirectDesk) -> None:
    waiting = grid("Status", "A1 | deltagande | väntar | | 2026-10-01")
    take_in(desk, ANNA, waiting)
    take_in(desk, people("A1 | 2026-09-01", columns="Referens | Start"))
    assert spells(desk, Axis.PARTICIPATION) == [("ongoing", "2026-09-01", None)]


def test_an_activity_moved_in_time_is_the_same_one(desk: DirectDesk) -> None:
    take_in(desk, *WHOLE)
    walk = the(desk, Activity, title="Promenad").id
    moved = grid("Aktiviteter", "A1 | Promenad | | vecka 3 2027 | | deltagaren")
    take_in(desk, ANNA, moved)
    assert the(desk, Activity, title="Promenad").id == walk
    twice = grid(
        "Aktiviteter",
        "A1 | Promenad | | vecka 3 2027 | | deltagaren",
        "A1 | Promenad | | vecka 9 2027 | | deltagaren",
    )
    assert counts(take_in(desk, ANNA, twice))["Aktiviteter"] == (1, 0, 1)


def test_a_new_number_ends_the_old_one(desk: DirectDesk) -> None:
    heading = "Referens | Identitetsnummer | Identitetstyp"
    take_in(desk, people("A1 | R-1 | reservnummer", columns=heading))
    take_in(desk, people("A1 | 191212121212 | personnummer", columns=heading))
    old, new = find(desk, IdentityNumber)
    assert (old.number, old.valid_to) == ("R-1", date(2026, 11, 20))
    assert (new.number, new.valid_from) == ("191212121212", date(2026, 11, 21))
    anna = the(desk, Participant)
    assert (anna.birth_date, anna.sex) == (date(1912, 12, 12), Sex.MEN)


NAMED = "Referens | Namn | Födelsedatum | Identitetsnummer | Identitetstyp"


def test_possible_duplicates_are_told_and_never_merged(desk: DirectDesk) -> None:
    take_in(
        desk,
        people(
            "A1 | Åsa Öberg | 1990-01-01",
            "A2 | Bo Ek | | R-77 | reservnummer",
            columns=NAMED,
        ),
    )
    report = take_in(
        desk,
        people(
            "B1 | ÅSA  öberg | 1990-01-01",
            "B2 | Bosse Ek | | R-77 | reservnummer",
            "B3 | Åsa Öberg | 1990-01-01",
            "B4 | Åsa Öberg | 1990-01-02",
            "B5 | | 1990-01-01",
            columns=NAMED,
        ),
    )
    told = [(d.reference, d.with_reference, d.why) for d in report.possible_duplicates]
    assert told == [
        ("B1", "A1", Likeness.NAME_AND_BIRTH_DATE),
        ("B2", "A2", Likeness.IDENTITY_NUMBER),
        ("B3", "A1", Likeness.NAME_AND_BIRTH_DATE),
        ("B3", "B1", Likeness.NAME_AND_BIRTH_DATE),
    ]
    assert len(find(desk, Participant)) == 7


def test_nobody_is_a_duplicate_of_oneself(desk: DirectDesk) -> None:
    sheet = people("A1 | Åsa Öberg | 1990-01-01 | R-1 | reservnummer", columns=NAMED)
    assert take_in(desk, sheet).possible_duplicates == ()
    assert take_in(desk, sheet).possible_duplicates == ()
