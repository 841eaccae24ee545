"""The plan on paper: what is on it, what is not, and that it was handed out."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from desks import TODAY, DirectDesk, open_desk
from planners import COURSE, Planner
from poppler import needs_poppler, one_line, pdf_info, pdf_text

from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.records import Participant, PlanVersion
from dirigo_tui.domain.vocabulary import (
    Action,
    ActivityStatus,
    Agreement,
    GoalState,
    MappingArea,
    Protection,
    Rater,
)
from dirigo_tui.i18n.history import told_of
from dirigo_tui.i18n.plan_paper import plan_on_paper
from dirigo_tui.services import history
from dirigo_tui.services.follow_ups import BookFollowUp, book_follow_up
from dirigo_tui.services.goals import ChangeGoal, CloseGoal, achieve_goal, change_goal, remove_goal
from dirigo_tui.services.mapping import WriteArea, write_area
from dirigo_tui.services.participants import write_own_goal
from dirigo_tui.services.plan_paper import (
    PaperForm,
    PlanPaper,
    Printed,
    PrintPlan,
    plan_paper,
    print_plan,
)

NAME = "Samira Nordin"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DirectDesk]:
    desk = open_desk(tmp_path)
    desk.write(lambda unit: unit.set_setting("organisation", "Samordningsförbundet"))
    desk.write(lambda unit: unit.set_setting("desk", "Jobbtorg Öst"))
    yield desk
    desk.close()


@pytest.fixture
def person(desk: DirectDesk) -> Planner:
    return Planner(desk, name=NAME)


def order(person: Planner, ending: str = "txt", **fields: Any) -> PrintPlan:
    return PrintPlan(reference="R1", path=person.desk.home / f"p.{ending}", **fields)


def content(person: Planner, **fields: Any) -> PlanPaper:
    return person.desk.read(plan_paper, order(person, **fields), practice=person.desk.practice)


def printed(person: Planner, ending: str = "txt", **fields: Any) -> Printed:
    return print_plan(person.desk, order(person, ending, **fields), plan_on_paper)


def text(person: Planner, **fields: Any) -> str:
    """The plan as a text file says it."""
    path = printed(person, **fields).path
    said = path.read_text(encoding="utf-8")
    path.unlink()
    return said


def full(person: Planner) -> None:
    """A plan with something of everything."""
    desk = person.desk
    desk.write(write_own_goal, person.id, "Ha kraft kvar till barnen på kvällen")
    goal = person.goal("Komma upp i en rytm som håller")
    person.activity(goal_id=goal.id, responsible="Kommunen", taking_part="Kursledaren", **COURSE)
    person.activity("Promenad", goal_id=goal.id, time_text="pågår", taking_part="Min syster")
    person.activity("Ringa vården", time_text="27 november", follow_up_on=date(2026, 12, 15))
    desk.write(book_follow_up, BookFollowUp(participant_id=person.id, on=date(2026, 12, 15)))


def test_the_paper_goes_from_the_own_goal_to_the_signatures(person: Planner) -> None:
    full(person)
    said = one_line(text(person))
    parts = [
        "Min plan",
        NAME,
        "Version 1 · Utskriven 21 november 2026",
        "Mitt mål",
        "Ha kraft kvar till barnen på kvällen",
        "Mål 1",
        "Komma upp i en rytm som håller",
        "Aktivitet: Mobiliseringskurs",
        "Tidpunkt: tisdagar, 8 ggr",
        "Medverkande: Kursledaren",
        "Ansvarig: Kommunen",
        "Uppföljning: –",
        "Status: Planerad",
        "Aktivitet: Promenad",
        "Ansvarig: Jag",
        "Mer i min plan",
        "Aktivitet: Ringa vården",
        "Uppföljning: 15 december 2026",
        "Det här gör jag själv",
        "Promenad, pågår",
        "Ringa vården, 27 november",
        "Vem kan jag ringa?",
        "Min handläggare: Anna Lind",
        "Samordningsförbundet, Jobbtorg Öst",
        "Telefon: ___",
        "Nästa uppföljning",
        "Tisdag 15 december 2026",
        "Min underskrift: ___",
        "Handläggarens underskrift: ___",
    ]
    places = [said.find(part) for part in parts]
    assert -1 not in places, parts[places.index(-1)]
    assert places == sorted(places)


@needs_poppler
@pytest.mark.parametrize("large", [False, True])
def test_the_pdf_says_what_the_text_says(person: Planner, large: bool) -> None:
    full(person)
    pdf = printed(person, "pdf", large=large)
    assert pdf == Printed(pdf.path, PaperForm.PDF, 1, True, ())
    assert pdf_info(pdf.path)["Tagged"] == "yes"
    said = one_line(pdf_text(pdf.path))
    for part in ("Komma upp i en rytm som håller", "Ringa vården", "Anna Lind", "UTKAST"):
        assert part in said


@needs_poppler
def test_a_long_goal_and_thirty_activities_print(person: Planner) -> None:
    person.desk.write(write_own_goal, person.id, "Å" * 10 + " jag vill" * 43 + " så")
    goal = person.goal("ö" * 15 + " och ännu mer" * 29 + " 😀 مرحبا")
    for number in range(30):
        person.activity(f"Aktivitet nummer {number}", goal_id=goal.id, time_text="hösten 2027")
    done = printed(person, "pdf")
    assert done.notices == ()
    said = one_line(pdf_text(done.path))
    assert said.count("Aktivitet nummer") == 60, "in the table and among what I do myself"
    assert "😀" in said
    assert "مرحبا" in said


def test_a_draft_says_so_until_both_have_said_yes(person: Planner) -> None:
    full(person)
    assert "UTKAST" in text(person)
    person.answer(Rater.PARTICIPANT)
    assert "UTKAST" in text(person)
    person.answer(Rater.CASEWORKER)
    said = text(person)
    assert "UTKAST" not in said
    assert "Det här är ett utkast" not in said
    assert "Jag: ja, 21 november 2026" in said
    assert "Min handläggare: ja, 21 november 2026" in said
    person.activity("Något nytt")
    said = text(person)
    assert "UTKAST" in said
    assert "Version 2" in said


def test_a_no_stands_on_the_paper_with_its_reason(person: Planner) -> None:
    full(person)
    person.answer(Rater.PARTICIPANT, Agreement.NO, "För mycket på en gång")
    said = text(person)
    assert "Jag: nej, 21 november 2026. För mycket på en gång" in one_line(said)
    assert "Min handläggare: har inte svarat än" in said
    assert "UTKAST" in said


def test_practice_says_so(person: Planner, monkeypatch: pytest.MonkeyPatch) -> None:
    full(person)
    assert "ÖVNING" not in text(person)
    monkeypatch.setattr(person.desk, "practice", True)
    assert "ÖVNING" in text(person)


def test_strengths_and_obstacles_are_there_only_when_asked_for(person: Planner) -> None:
    person.goal()
    area = WriteArea(
        participant_id=person.id,
        area=MappingArea.HEALTH,
        own_words="egna ord",
        strengths="simmar varje vecka",
        obstacles="ont i ryggen",
        note="handläggarens anteckning",
    )
    person.desk.write(write_area, area)
    for strengths in (False, True):
        for obstacles in (False, True):
            said = text(person, strengths=strengths, obstacles=obstacles)
            assert ("Hälsa: simmar varje vecka" in said) is strengths
            assert ("Det här har jag" in said) is strengths
            assert ("Hälsa: ont i ryggen" in said) is obstacles
            assert ("Det här är svårt" in said) is obstacles
            assert "egna ord" not in said
            assert "anteckning" not in said


def test_the_caseworkers_notes_to_goals_stay_off_it(person: Planner) -> None:
    goal = person.goal()
    person.desk.write(change_goal, ChangeGoal(goal_id=goal.id, note="tveksamt"))
    assert "tveksamt" not in text(person)


def test_a_reached_goal_says_when_and_a_removed_one_is_gone(person: Planner) -> None:
    reached, removed = person.goal("Gå varje dag"), person.goal("Bli pilot")
    person.desk.write(achieve_goal, CloseGoal(goal_id=reached.id))
    person.desk.write(remove_goal, CloseGoal(goal_id=removed.id, reason="vill något annat"))
    said = text(person)
    assert "Mål 1 · nått 21 november 2026" in said
    assert "Bli pilot" not in said
    assert "vill något annat" not in said


def test_what_goes_on_after_its_goal_was_removed_is_still_on_it(person: Planner) -> None:
    goal = person.goal("Bli pilot")
    person.goal("Orka mer")
    activity = person.activity("Läsa", goal_id=goal.id)
    person.set_to(activity, ActivityStatus.DONE)
    person.desk.write(remove_goal, CloseGoal(goal_id=goal.id, reason="vill något annat"))
    assert "Läsa" not in text(person)
    person.set_to(replace(activity, version=activity.version + 1), ActivityStatus.ONGOING)
    assert "Aktivitet: Läsa" in text(person)


def test_what_is_done_or_cancelled_stays_in_the_table_but_is_not_to_be_done(
    person: Planner,
) -> None:
    done, cancelled = person.activity("Möte"), person.activity("Kurs")
    person.set_to(done, ActivityStatus.DONE)
    person.set_to(cancelled, ActivityStatus.CANCELLED, "inställd av arrangören")
    said = text(person)
    assert "Status: Klar" in said
    assert "Status: Inställd" in said
    assert "Det här gör jag själv" not in said


def test_a_follow_up_that_has_been_is_not_the_next(person: Planner) -> None:
    person.goal()
    person.desk.write(book_follow_up, BookFollowUp(participant_id=person.id, on=TODAY))
    assert content(person).next_follow_up == TODAY
    person.desk.database._today = lambda: date(2026, 11, 22)
    assert content(person).next_follow_up is None
    assert "Ingen dag är bestämd än." in text(person)


def test_without_a_time_in_words_the_paper_says_how_often(person: Planner) -> None:
    person.activity(**COURSE | {"time_text": ""})
    assert "Tidpunkt: tisdagar, 8 gånger" in text(person)


def test_a_cover_sheet_comes_first(person: Planner) -> None:
    person.goal()
    worded = partial(plan_on_paper, cover="مرحبا بك\n\nSoo dhawoow")
    done = print_plan(person.desk, order(person), worded)
    said = done.path.read_text(encoding="utf-8")
    assert said.startswith("مرحبا بك\n\nSoo dhawoow\n")


@pytest.mark.parametrize("own_goal", ["", "Ha kraft kvar"])
def test_an_empty_plan_is_refused(person: Planner, own_goal: str) -> None:
    person.desk.write(write_own_goal, person.id, own_goal)
    with pytest.raises(Refused, match="print_plan_empty"):
        printed(person)
    assert not (person.desk.home / "p.txt").exists()
    person.goal()
    printed(person)


@pytest.mark.parametrize("ending", ["docx", "ics", "pdf.gpg", ""])
def test_another_form_of_file_is_refused(person: Planner, ending: str) -> None:
    person.goal()
    with pytest.raises(Refused, match="paper_form_unknown"):
        printed(person, ending)


def protect(person: Planner) -> None:
    def use_case(unit: Any) -> None:
        participant = unit.get(Participant, person.id)
        unit.change(participant, protection=Protection.SECRECY_MARKING)
        unit.happened(Action.PARTICIPANT_CHANGED, person.id, fields="protection")

    person.desk.write(use_case)


def test_with_protected_identity_it_takes_a_reason_and_bears_no_name(person: Planner) -> None:
    full(person)
    protect(person)
    for reason in ("", "  \n"):
        with pytest.raises(Refused, match="print_without_reason"):
            printed(person, reason=reason)
    said = text(person, reason="Bad om sin plan")
    assert NAME not in said
    assert "R1" in said
    entry = person.desk.read(history.history, person.id)[0]
    assert told_of(entry, TODAY) == "Anna Lind skrev ut version 1 av planen: Bad om sin plan."


def test_the_history_knows_that_it_was_printed_and_nothing_of_what_it_says(
    person: Planner,
) -> None:
    full(person)
    before = person.everything()
    printed(person, "pdf", large=True, strengths=True)
    entry = person.desk.read(history.history, person.id)[0]
    assert entry.action == Action.PLAN_PRINTED
    assert entry.params == {"version": 1, "form": "pdf", "reason": None, "recipient": None}
    assert told_of(entry, TODAY) == "Anna Lind skrev ut version 1 av planen."
    assert person.everything() == before


def test_printing_is_nothing_to_undo(person: Planner) -> None:
    goal = person.goal()
    printed(person)
    undone = person.desk.write(history.undo, person.id)
    assert undone.action == Action.GOAL_ADDED
    assert undone.params["title"] == goal.own_words


def test_the_file_is_private_and_replaces_nothing(person: Planner) -> None:
    person.goal()
    path = printed(person).path
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    written = path.read_bytes()
    with pytest.raises(Refused, match="file_exists"):
        printed(person)
    assert path.read_bytes() == written
    entries = person.desk.read(history.history, person.id)
    assert [entry.action for entry in entries].count(Action.PLAN_PRINTED) == 1


def test_no_file_is_left_when_the_history_cannot_be_written(
    person: Planner, monkeypatch: pytest.MonkeyPatch
) -> None:
    person.goal()

    def refuse(*_args: Any) -> None:
        raise Refused("already_open", pid=1)

    monkeypatch.setattr(person.desk, "write", refuse)
    with pytest.raises(Refused, match="already_open"):
        printed(person)
    assert not (person.desk.home / "p.txt").exists()


def test_a_plan_without_a_version_prints(person: Planner) -> None:
    goal = person.goal()

    def use_case(unit: Any) -> None:
        for version in unit.find(PlanVersion, participant_id=person.id):
            unit.remove(version)
        unit.happened(Action.PARTICIPANT_IMPORTED, person.id)

    person.desk.write(use_case)
    assert content(person).version is None
    assert content(person).goals[0].own_words == goal.own_words
    assert content(person).goals[0].state is GoalState.OPEN
    assert "Version" not in text(person)
    entry = person.desk.read(history.history, person.id)[0]
    assert told_of(entry, TODAY) == "Anna Lind skrev ut planen."
