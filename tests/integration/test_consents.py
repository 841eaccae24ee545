"""Consents on a real desk: given, taken back, running out, and what goes out under them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from desks import TODAY, DirectDesk, open_desk
from planners import Planner

from dirigo_tui.domain.consent import ConsentState
from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.records import Consent, Participant, Sharing
from dirigo_tui.domain.vocabulary import (
    Action,
    ActivityKind,
    Axis,
    ConsentForm,
    MappingArea,
    Protection,
    Rule,
)
from dirigo_tui.exports import age_container
from dirigo_tui.i18n.deadlines import why
from dirigo_tui.i18n.history import told_of
from dirigo_tui.i18n.plan_paper import plan_in_calendar, plan_on_paper
from dirigo_tui.services import caseload, history
from dirigo_tui.services.consents import (
    ConsentsView,
    GiveConsent,
    consents,
    give_consent,
    in_force,
    withdraw_consent,
)
from dirigo_tui.services.handover import (
    ExportExtract,
    ExportParticipant,
    Receive,
    export_extract,
    export_participant,
    receive,
)
from dirigo_tui.services.mapping import WriteArea, write_area
from dirigo_tui.services.notes import WriteNote, write_note
from dirigo_tui.services.plan_calendar import WriteCalendar, write_calendar
from dirigo_tui.services.plan_paper import PrintPlan, print_plan
from dirigo_tui.services.show import show
from dirigo_tui.services.status import SetStatus, set_status

REGION = "Region Stockholm"
IDENTITY, RECIPIENT = age_container.new_identity()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DirectDesk]:
    desk = open_desk(tmp_path)
    yield desk
    desk.close()


@pytest.fixture
def samira(desk: DirectDesk) -> Planner:
    """Samira, with something of every category, and something of health in most."""
    person = Planner(desk, name="Samira Nordin", sick_since=date(2026, 3, 3))
    goal = person.goal()
    person.activity("Datorkurs", goal_id=goal.id, time_text="27 november")
    person.activity("Samtal med psykolog", kind=ActivityKind.TREATMENT, time_text="28 november")
    for area, words in ((MappingArea.ECONOMY, "Skulder"), (MappingArea.HEALTH, "Ont i ryggen")):
        desk.write(write_area, WriteArea(participant_id=person.id, area=area, strengths=words))
    desk.write(
        set_status,
        SetStatus(participant_id=person.id, axis=Axis.SICK_LEAVE, extent=75, from_on=TODAY),
    )
    desk.write(write_note, WriteNote(participant_id=person.id, text="Ringde mig"))
    return person


def give(person: Planner, recipient: str = REGION, **fields: Any) -> Consent:
    values = {
        "plan": True,
        "purpose": "Samordna rehabiliteringen",
        "valid_to": TODAY + timedelta(days=90),
        "form": ConsentForm.WRITTEN,
    } | fields
    command = GiveConsent(participant_id=person.id, recipient=recipient, **values)
    return person.desk.write(give_consent, command)


def take_back(person: Planner, consent: Consent) -> tuple[Sharing, ...]:
    return person.desk.write(withdraw_consent, consent.id, consent.version).sharings


def seen(person: Planner) -> ConsentsView:
    return person.desk.read(consents, person.id)


def printed(person: Planner, **fields: Any) -> str:
    path = person.desk.home / f"{datetime.now(UTC).timestamp()}.txt"
    print_plan(person.desk, PrintPlan(reference="R1", path=path, **fields), plan_on_paper)
    return path.read_text(encoding="utf-8")


def extract(person: Planner, recipient: str = REGION) -> dict[str, Any]:
    path = person.desk.home / f"{datetime.now(UTC).timestamp()}.age"
    command = ExportExtract(reference="R1", path=path, recipients=[RECIPIENT], recipient=recipient)
    export_extract(person.desk, command)
    opened = json.loads(age_container.open_sealed(path.read_bytes(), identities=[IDENTITY]))
    assert opened["format"] == "dirigo.extract"
    return dict(opened["payload"])


def last_told(person: Planner) -> str:
    return told_of(person.desk.read(history.history, person.id)[0], TODAY)


# --- Given and taken back -----------------------------------------------------------------------


def test_a_consent_is_in_force_until_it_is_taken_back(samira: Planner) -> None:
    consent = give(samira, ratings=True)
    assert (consent.valid_from, consent.recorded_by) == (TODAY, "Anna Lind")
    assert (
        last_told(samira)
        == "Anna Lind skrev in samtycke till Region Stockholm till och med 19 feb 2027."
    )
    assert samira.desk.read(in_force, samira.id) == (consent,)
    assert take_back(samira, consent) == ()
    assert last_told(samira) == (
        "Anna Lind skrev in att samtycket till Region Stockholm inte gäller längre."
    )
    (view,) = seen(samira).consents
    assert (view.state, view.consent.withdrawn_on) == (ConsentState.WITHDRAWN, TODAY)
    with pytest.raises(Refused, match="consent_is_withdrawn"):
        take_back(samira, view.consent)


def test_both_can_be_undone(samira: Planner) -> None:
    before = samira.everything()
    consent = give(samira)
    given = samira.everything()
    take_back(samira, consent)
    samira.desk.write(history.undo, samira.id)
    assert samira.everything() == given
    samira.desk.write(history.undo, samira.id)
    assert samira.everything() == before


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"recipient": " \u200b"}, "consent_without_recipient"),
        ({"purpose": " "}, "consent_without_purpose"),
        ({"plan": False}, "consent_without_category"),
        ({"valid_to": TODAY - timedelta(days=1)}, "consent_ends_before_start"),
        ({"valid_to": date(2027, 11, 22)}, "consent_too_long"),
        (
            {"valid_from": date(2026, 1, 1), "valid_to": date(2026, 11, 20)},
            "consent_is_over",
        ),
    ],
)
def test_what_is_no_consent_is_not_written(
    samira: Planner, wrong: dict[str, Any], code: str
) -> None:
    before = samira.everything()
    with pytest.raises(Refused, match=code):
        give(samira, **wrong)
    assert samira.everything() == before


# --- Running out --------------------------------------------------------------------------------


def due(person: Planner) -> list[str]:
    found = person.desk.read(caseload.deadlines_of, person.id)
    return [why(each, TODAY) for each in found if each.rule is Rule.CONSENT_RUNS_OUT]


def test_the_one_that_runs_out_first_is_told_until_it_is_renewed_or_taken_back(
    samira: Planner,
) -> None:
    give(samira, "Arbetsförmedlingen", valid_to=date(2027, 2, 28))
    give(samira, valid_to=date(2026, 11, 24))
    assert due(samira) == ["Samtycke till Region Stockholm går ut 24 nov"]
    row = samira.desk.read(caseload.row_of, samira.id)
    assert [late.about for late in row.overdue if late.about] == [REGION]
    give(samira, "region stockholm", valid_to=date(2027, 5, 1))
    assert due(samira) == ["Samtycke till Arbetsförmedlingen går ut 28 feb 2027"]
    for view in seen(samira).consents:
        take_back(samira, view.consent)
    assert due(samira) == []


def test_one_that_has_run_out_says_so(tmp_path: Path) -> None:
    day = [TODAY]
    desk = open_desk(tmp_path)
    desk.database._today = lambda: day[0]
    person = Planner(desk)
    give(person, valid_to=TODAY + timedelta(days=2))
    day[0] = TODAY + timedelta(days=3)
    (found,) = desk.read(caseload.deadlines_of, person.id)
    assert why(found, day[0]) == "Samtycke till Region Stockholm gick ut 23 nov"
    assert seen(person).consents[0].state is ConsentState.RUN_OUT
    desk.close()


# --- What goes out ------------------------------------------------------------------------------


def test_a_plan_for_somebody_else_takes_a_consent_and_is_noted(samira: Planner) -> None:
    with pytest.raises(Refused, match="consent_missing") as refused:
        printed(samira, recipient=REGION)
    assert refused.value.params["categories"] == ["plan"]
    assert not list(samira.desk.home.glob("*.txt"))
    consent = give(samira)
    said = printed(samira, recipient="region stockholm")
    assert "Till Region Stockholm" in said
    assert "Datorkurs" in said
    assert "psykolog" not in said
    assert "Det här får andra veta" not in said
    (sharing,) = seen(samira).consents[0].sharings
    assert (sharing.on, sharing.shared_as, sharing.categories) == (TODAY, "paper", ("plan",))
    assert last_told(samira).endswith("av planen till Region Stockholm.")
    assert take_back(samira, consent) == (sharing,)
    with pytest.raises(Refused, match="consent_missing"):
        printed(samira, recipient=REGION)


def test_the_mapping_on_paper_takes_the_mapping_too_and_health_the_medical(
    samira: Planner,
) -> None:
    give(samira)
    with pytest.raises(Refused, match="consent_missing") as refused:
        printed(samira, recipient=REGION, strengths=True)
    assert refused.value.params["categories"] == ["mapping"]
    give(samira, plan=False, mapping=True)
    said = printed(samira, recipient=REGION, strengths=True)
    assert "Skulder" in said
    assert "ryggen" not in said
    assert [len(view.sharings) for view in seen(samira).consents] == [1, 1]
    give(samira, plan=False, medical=True)
    said = printed(samira, recipient=REGION, strengths=True)
    assert "ryggen" in said
    assert "psykolog" in said


def test_a_calendar_for_somebody_else_takes_one_too(samira: Planner) -> None:
    path = samira.desk.home / "p.ics"
    order = WriteCalendar(reference="R1", path=path, recipient=REGION)
    with pytest.raises(Refused, match="consent_missing"):
        write_calendar(samira.desk, order, plan_in_calendar)
    give(samira)
    assert len(write_calendar(samira.desk, order, plan_in_calendar).entries) == 1
    assert seen(samira).consents[0].sharings[0].shared_as == "calendar"


def test_the_participants_own_copy_takes_none_and_tells_of_them(samira: Planner) -> None:
    assert "Du har inte sagt ja" in printed(samira)
    give(samira, ratings=True)
    withdrawn = give(samira, "Kommunen")
    take_back(samira, withdrawn)
    said = " ".join(printed(samira).split())
    assert "Region Stockholm" in said
    assert "Planen, egenskattningarna, till och med 19 februari 2027." in said
    assert "Du kan ta tillbaka ditt ja när du vill." in said
    assert "om inte lagen kräver eller tillåter det" in said
    assert "psykolog" in said
    assert "Kommunen" not in said
    assert not any(view.sharings for view in seen(samira).consents)


def test_an_extract_holds_what_is_covered_and_no_more(samira: Planner) -> None:
    with pytest.raises(Refused, match="consent_missing"):
        extract(samira)
    give(samira, status=True)
    payload = extract(samira)
    assert (payload["recipient"], payload["categories"]) == (REGION, ["plan", "status"])
    assert set(payload["participant"]) == {
        "reference", "name", "birth_date", "own_goal", "start", "end",
    }  # fmt: skip
    assert {row["title"] for row in payload["activity"]} == {"Datorkurs"}
    assert "ryggen" not in json.dumps(payload, ensure_ascii=False)
    assert "Ringde" not in json.dumps(payload)
    assert not {"note", "mapping_entry", "consent", "sharing", "identity_number"} & set(payload)
    assert last_told(samira) == "Anna Lind lämnade ut ett utdrag till Region Stockholm."
    give(samira, plan=False, medical=True)
    assert extract(samira)["participant"]["sick_since"] == "2026-03-03"


def test_an_extract_is_not_taken_in_as_a_file(samira: Planner) -> None:
    give(samira)
    path = samira.desk.home / "e.age"
    command = ExportExtract(reference="R1", path=path, recipients=[RECIPIENT], recipient=REGION)
    export_extract(samira.desk, command)
    with pytest.raises(Refused, match="container_kind"):
        receive(samira.desk, Receive(path=path, identities=[IDENTITY]))


def test_a_handover_inside_the_organisation_takes_none_and_is_noted(samira: Planner) -> None:
    give(samira)
    path = samira.desk.home / "h.age"
    export_participant(
        samira.desk, ExportParticipant(reference="R1", path=path, recipients=[RECIPIENT])
    )
    (handover,) = seen(samira).handovers
    assert (handover.recipient, handover.consent_id) == ("", None)
    opened = json.loads(age_container.open_sealed(path.read_bytes(), identities=[IDENTITY]))
    assert [row["recipient"] for row in opened["payload"]["consent"]] == [REGION]
    assert opened["payload"]["sharing"] == []


def test_what_has_gone_out_is_no_step_of_undo(samira: Planner) -> None:
    give(samira)
    printed(samira, recipient=REGION)
    assert samira.desk.read(history.history, samira.id)[0].action == Action.PLAN_PRINTED
    with pytest.raises(Refused, match="row_in_use"):
        samira.desk.write(history.undo, samira.id)
    assert len(seen(samira).consents[0].sharings) == 1


def test_it_is_all_in_what_show_gives(samira: Planner) -> None:
    give(samira)
    printed(samira, recipient=REGION)
    shown = samira.desk.read(show, samira.id)
    (consent,), (sharing,) = shown["consents"], shown["sharings"]
    assert (consent["recipient"], consent["plan"], consent["state"]) == (REGION, True, "in_force")
    assert sharing["consent_id"] == consent["id"]


def test_nothing_leaves_as_rows_about_somebody_protected(samira: Planner) -> None:
    give(samira)

    def protect(unit: Any) -> None:
        unit.change(unit.get(Participant, samira.id), protection=Protection.SECRECY_MARKING)
        unit.happened(Action.PARTICIPANT_CHANGED, samira.id, fields="protection")

    samira.desk.write(protect)
    with pytest.raises(Refused, match="protected_identity"):
        extract(samira)
