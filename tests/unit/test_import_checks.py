"""Rows and sheets of a list against each other, and against what the desk holds."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from import_lists import ANNA, TODAY, errors, faults, grid, nothing, people
from made import goal, status

from dirigo_tui.domain.records import IdentityNumber, Participant
from dirigo_tui.domain.vocabulary import Axis, EndReason, IdentityKind, Protection
from dirigo_tui.services.list_import.existing import Existing

MORNING = datetime(2026, 1, 1, 8, tzinfo=UTC)


def somebody(**fields: Any) -> Participant:
    return Participant(**{"id": "p", "reference": "A1", "recorded_at": MORNING} | fields)


def desk(person: Participant, **kinds: Any) -> Existing:
    held = {kind: defaultdict(list, {person.id: records}) for kind, records in kinds.items()}
    return replace(nothing(), participants={person.reference: person}, **held)


NUMBER = "Referens | Identitetsnummer | Identitetstyp | Födelsedatum | Kön"


class TestParticipants:
    def test_a_reference_twice(self) -> None:
        sheet = people("A1 | Åsa", "A2 | Bo", " A1 | Cia", columns="Referens | Namn")
        (error,) = errors(sheet)
        assert (error.row, error.column, error.value) == (4, "Referens", "A1")
        assert (error.expected, error.params) == ("import_reference_twice", {"row": 2})

    def test_a_reference_as_number_and_as_text_is_one(self) -> None:
        assert faults(people([12], ["12"])) == [(3, "Referens", "import_reference_twice")]

    @pytest.mark.parametrize(
        ("row", "fault"),
        [
            ("A1 | 19121212-1212 | personnummer", None),
            ("A1 | 191212121212 | Personnummer | 1912-12-12 | man", None),
            ("A1 | 191212121212 | personnummer | | kvinna", None),
            ("A1 | 191212121212", ("Identitetstyp", "required")),
            ("A1 | | personnummer", None),
            ("A1 | 191212121213 | personnummer", ("Identitetsnummer", "identity_number_check")),
            ("A1 | 191213121212 | personnummer", ("Identitetsnummer", "identity_number_date")),
            ("A1 | 20991212-1216 | personnummer", ("Identitetsnummer", "identity_number_future")),
            (
                "A1 | 191212121212 | samordningsnummer",
                ("Identitetsnummer", "identity_number_other_kind"),
            ),
            ("A1 | 1212121212 | personnummer", ("Identitetsnummer", "identity_number_form")),
            ("A1 | R-123456 | reservnummer", None),
            (
                "A1 | 191212121212 | personnummer | 1912-12-13",
                ("Födelsedatum", "import_birth_date_differs"),
            ),
            ("A1 | 191212121212 | pass", ("Identitetstyp", "import_word_unknown")),
        ],
    )
    def test_identity_numbers(self, row: str, fault: tuple[str, str] | None) -> None:
        expected = [] if fault is None else [(2, *fault)]
        assert faults(people(row, columns=NUMBER)) == expected

    def test_a_number_that_lost_its_first_digits_in_a_number_cell_is_told(self) -> None:
        sheet = people(["A1", 101012384, "personnummer"], columns=NUMBER)
        assert faults(sheet) == [(2, "Identitetsnummer", "identity_number_form")]

    PERIOD = "Referens | Start | Slut | Avslutsorsak"

    @pytest.mark.parametrize(
        ("row", "fault"),
        [
            ("A1 | 2026-01-08 | 2026-01-08 | eget val", None),
            ("A1 | 2026-01-08 | 2026-01-07 | eget val", ("Slut", "ends_before_start")),
            ("A1 | 2026-01-08 | | eget val", ("Avslutsorsak", "import_end_reason_without_end")),
            ("A1 | 2026-01-08 | 2026-02-30 | eget val", ("Slut", "no_such_day")),
            ("A1 | | 2026-02-01 | enligt plan", None),
            ("A1 | 2026-01-08 | 2026-02-01 |", None),
        ],
    )
    def test_periods(self, row: str, fault: tuple[str, str] | None) -> None:
        expected = [] if fault is None else [(2, *fault)]
        assert faults(people(row, columns=self.PERIOD)) == expected

    def test_a_period_together_with_what_the_desk_knows(self) -> None:
        known = desk(
            somebody(start=date(2026, 3, 1)),
            statuses=[status(Axis.PARTICIPATION, "ongoing", date(2026, 3, 1))],
        )
        sheet = people("A1 | 2026-02-01", columns="Referens | Slut")
        assert faults(sheet, existing=known) == [(2, "Slut", "ends_before_start")]

    def test_a_reason_for_an_end_the_desk_knows(self) -> None:
        known = desk(
            somebody(end=date(2026, 3, 1), end_reason=EndReason.MOVED),
            statuses=[status(Axis.PARTICIPATION, "completed", date(2026, 3, 1))],
        )
        sheet = people("A1 | eget val", columns="Referens | Avslutsorsak")
        assert faults(sheet, existing=known) == []

    def test_a_list_does_not_lift_protection(self) -> None:
        sheet = people("A1 | nej", columns="Referens | Skyddad identitet")
        protected = desk(somebody(protection=Protection.SECRECY_MARKING))
        expected = [(2, "Skyddad identitet", "second_person_needed")]
        assert faults(sheet, existing=protected) == expected
        assert faults(sheet, existing=desk(somebody())) == []

    def test_a_number_newer_than_one_given_today(self) -> None:
        held = IdentityNumber(
            id="n",
            participant_id="p",
            recorded_at=MORNING,
            kind=IdentityKind.RESERVE_NUMBER,
            number="R-1",
            valid_from=TODAY,
        )
        known = desk(somebody(), numbers=[held])
        sheet = people("A1 | R-2 | reservnummer", columns=NUMBER)
        assert faults(sheet, existing=known) == [
            (2, "Identitetsnummer", "identity_number_not_newer")
        ]
        same = people("A1 | R-1 | reservnummer", columns=NUMBER)
        assert faults(same, existing=known) == []


def test_references_of_every_sheet_are_those_of_participants() -> None:
    sheets = [
        grid("Plan", "B1 | Orka mer"),
        grid("Aktiviteter", "B1 | Promenad | | | | Åsa Ek"),
        grid("Skattningar", "B1 | 2026-05-01 | was | was | 5"),
        grid("Status", "B1 | arbete | anställning | 50 | 2026-05-01"),
    ]
    unknown = [(2, "Referens", "reference_unknown")]
    assert faults(ANNA, *sheets) == 4 * unknown
    assert faults(people("B1"), *sheets) == []
    assert faults(ANNA, *sheets, existing=desk(somebody(reference="B1"))) == []


def test_a_wrong_cell_does_not_make_a_person_unknown() -> None:
    wrong = people("A1 | hund", columns="Referens | Kön")
    assert faults(wrong, grid("Plan", "A1 | Orka mer")) == [(2, "Kön", "import_word_unknown")]


class TestPlan:
    def test_the_dates_stand_on_one_row_or_on_all(self) -> None:
        sheet = grid(
            "Plan",
            "A1 | Orka mer | 2026-05-01 | 2026-05-02 | 2026-12-01",
            "A1 | Våga ringa",
            "A1 | Sova bättre | 2026-05-01 | 2026-05-02 | 2026-12-01",
        )
        assert faults(ANNA, sheet) == []

    def test_dates_that_differ(self) -> None:
        sheet = grid(
            "Plan",
            "A1 | Orka mer | 2026-05-01 | | 2026-12-01",
            "A1 | Våga ringa | 2026-05-02 | | 2026-12-01",
        )
        (error,) = errors(ANNA, sheet)
        assert (error.row, error.column) == (3, "Bekräftad av deltagare")
        assert error.expected == "import_differs_from_row"
        assert error.params == {"row": 2, "on": date(2026, 5, 1)}

    def test_a_goal_without_words_twice_and_confirmed_ahead(self) -> None:
        sheet = grid(
            "Plan",
            "A1 | | 2026-05-01",
            "A1 | Orka mer",
            "A1 | Orka  mer",
            "A1 | Sova bättre | | 2026-11-22",
        )
        assert faults(ANNA, sheet) == [
            (2, "Mål", "required"),
            (4, "Mål", "import_row_twice"),
            (5, "Bekräftad av handläggare", "day_in_future"),
        ]


class TestActivities:
    @pytest.mark.parametrize(
        ("row", "fault"),
        [
            ("A1 | Promenad | egen aktivitet | oktober | gruppen | jag själv | pågår", None),
            ("A1 | Promenad | | | | Vård och omsorg", None),
            ("A1 | Promenad | | när det går | | Åsa Ek", None),
            ("A1 | | | | | Åsa Ek", ("Aktivitet", "required")),
            ("A1 | Promenad", ("Ansvarig", "required")),
            ("A1 | Promenad | | | | Åsa Ek; Bo Al", ("Ansvarig", "responsible_several")),
            ("A1 | Promenad | gå | | | Åsa Ek", ("Typ", "import_word_unknown")),
            ("A1 | Promenad | | | | Åsa Ek | kanske", ("Status", "import_word_unknown")),
            ("A1 | Promenad | | | | Åsa Ek | klar | snart", ("Uppföljning", "day_not_understood")),
        ],
    )
    def test_rows(self, row: str, fault: tuple[str, str] | None) -> None:
        expected = [] if fault is None else [(2, *fault)]
        assert faults(ANNA, grid("Aktiviteter", row)) == expected

    def test_names_on_two_lines_are_two(self) -> None:
        row = ["A1", "Promenad", None, None, None, "Åsa Ek\nBo Al"]
        assert faults(ANNA, grid("Aktiviteter", row)) == [(2, "Ansvarig", "responsible_several")]


class TestRatings:
    @pytest.mark.parametrize(
        ("rest", "fault"),
        [
            ("2026-05-01 | was | was | 7", None),
            ("2026-05-01 | WAS | was | 7,0 | uppläst | handläggare", None),
            ("2026-05-01 | Arbetsförmåga | was | 0 | alone | participant", None),
            ("2026-05-01 | dirigo_goals | M1 | −2", None),
            ("2026-05-01 | dirigo_goals | m1 | mycket större", None),
            ("2026-05-01 | dirigo_goals | m2 | much_nearer", None),
            ("2026-05-01 | dirigo_goals | m2 | +1", None),
            ("2026-05-01 | steps | energy | 10", None),
            ("2026-05-01 | was | was | vill inte svara", None),
            ("2026-05-01 | was | was | kunde inte svara", None),
            ("2026-05-01 | was | was | ej tillfrågad", None),
            ("2026-05-01 | was | was | missing", None),
            ("2026-05-01 | was | was | 11", ("Svar", "rating_out_of_range")),
            ("2026-05-01 | was | was | -1", ("Svar", "rating_out_of_range")),
            ("2026-05-01 | was | was | 6.5", ("Svar", "import_answer_unknown")),
            ("2026-05-01 | was | was | bra", ("Svar", "import_answer_unknown")),
            ("2026-05-01 | was | was |", ("Svar", "required")),
            ("2026-05-01 | dirigo_goals | m1 | 3", ("Svar", "rating_out_of_range")),
            ("2026-05-01 | dirigo_goals | m3 | 1", ("Fråga", "import_word_unknown")),
            ("2026-05-01 | hads | was | 1", ("Mall", "import_word_unknown")),
            ("2026-05-01 | was | | 1", ("Fråga", "required")),
            ("2026-11-22 | was | was | 1", ("Datum", "day_in_future")),
            (" | was | was | 1", ("Datum", "required")),
            ("2026-05-01 | was | was | 1 | via post", ("Sätt", "import_word_unknown")),
            ("2026-05-01 | was | was | 1 | | chef", ("Vem", "import_word_unknown")),
        ],
    )
    def test_rows(self, rest: str, fault: tuple[str, str] | None) -> None:
        expected = [] if fault is None else [(2, *fault)]
        assert faults(ANNA, grid("Skattningar", "A1 | " + rest)) == expected

    def test_both_may_rate_on_a_day_but_nobody_twice(self) -> None:
        sheet = grid(
            "Skattningar",
            "A1 | 2026-05-01 | was | was | 7",
            "A1 | 2026-05-01 | was | was | 5 | | handläggare",
            "A1 | 2026-05-01 | was | was | 6 | | deltagare",
        )
        assert faults(ANNA, sheet) == [(4, "Fråga", "import_row_twice")]

    HEADING = "Referens | Datum | Mall | Fråga | Svar | Mål"

    def test_what_is_asked_per_goal_is_about_one(self) -> None:
        rating = grid("Skattningar", "A1 | 2026-05-01 | mi | importance | 7")
        one = grid("Plan", "A1 | Orka mer")
        two = grid("Plan", "A1 | Orka mer", "A1 | Sova bättre")
        assert faults(ANNA, one, rating) == []
        assert faults(ANNA, rating, existing=desk(somebody(), goals=[goal()])) == []
        assert faults(ANNA, two, rating) == [(2, "Mål", "rating_needs_goal")]
        assert faults(ANNA, rating) == [(2, "Mål", "rating_needs_goal")]
        named = grid(
            "Skattningar",
            "A1 | 2026-05-01 | mi | importance | 7 | Sova bättre",
            "A1 | 2026-05-01 | mi | importance | 7 | Orka mer",
            "A1 | 2026-05-01 | mi | importance | 7 | Bli rik",
            "A1 | 2026-05-01 | was | was | 7 | Orka mer",
            heading=self.HEADING,
        )
        assert faults(ANNA, two, named) == [
            (4, "Mål", "rating_needs_goal"),
            (5, "Mål", "rating_takes_no_goal"),
        ]


class TestStatus:
    @pytest.mark.parametrize(
        ("rest", "faulty"),
        [
            ("arbete | anställning | 50 | 2026-05-01 | | intyg", []),
            ("work | none | | 2026-05-01", []),
            ("sjukskrivning | | 75 % | 2026-05-01 | 2026-05-01", []),
            ("Redo för arbetsmarknaden | caseworker | | 2026-05-01", []),
            ("studier | anställning | | 2026-05-01", [("Värde", "import_word_unknown")]),
            ("studier | | | 2026-05-01", [("Värde", "required")]),
            ("sjukskrivning | hel | 100 | 2026-05-01", [("Värde", "import_value_not_used")]),
            ("sjukskrivning | | 60 | 2026-05-01", [("Omfattning", "sick_leave_extent")]),
            ("sjukskrivning | | | 2026-05-01", [("Omfattning", "required")]),
            ("sjukskrivning | | hel | 2026-05-01", [("Omfattning", "number_expected")]),
            ("arbete | anställning | 101 | 2026-05-01", [("Omfattning", "extent_out_of_range")]),
            ("arbete | anställning | -5 | 2026-05-01", [("Omfattning", "extent_out_of_range")]),
            ("arbete | anställning | 0.5 | 2026-05-01", [("Omfattning", "number_expected")]),
            ("hälsa | bra | | 2026-05-01", [("Axel", "import_word_unknown")]),
            (" | anställning | | 2026-05-01", [("Axel", "required")]),
            ("arbete | anställning | |", [("Från", "required")]),
            (
                "sjukskrivning | | 60 | 2026-05-02 | 2026-05-01 | chefen",
                [
                    ("Omfattning", "sick_leave_extent"),
                    ("Till", "status_ends_before_start"),
                    ("Källa", "import_word_unknown"),
                ],
            ),
        ],
    )
    def test_rows(self, rest: str, faulty: list[tuple[str, str]]) -> None:
        expected = [(2, *fault) for fault in faulty]
        assert faults(ANNA, grid("Status", "A1 | " + rest)) == expected

    @pytest.mark.parametrize(
        ("one", "other", "twice"),
        [
            ("arbete | anställning | 50 | 2026-05-01", "work | employment | | 2026-05-01", True),
            ("arbete | anställning | | 2026-05-01", "arbete | eget företag | | 2026-05-01", True),
            ("sjukskrivning | | 50 | 2026-05-01", "sjukskrivning | | 75 | 2026-05-01", True),
            ("arbete | inget | | 2026-04-01", "arbete | inget | | 2026-05-01", False),
            (
                "ersättning | sjukpenning | | 2026-05-01",
                "ersättning | försörjningsstöd | | 2026-05-01",
                False,
            ),
            ("redo | deltagare | | 2026-05-01", "redo | handläggare | | 2026-05-01", False),
            (
                "arbete | inget | | 2026-05-01 | 2026-05-01",
                "arbete | anställd | | 2026-05-01",
                False,
            ),
        ],
    )
    def test_the_same_thing_twice(self, one: str, other: str, twice: bool) -> None:
        expected = [(3, "Från", "import_row_twice")] if twice else []
        assert faults(ANNA, grid("Status", "A1 | " + one, "A1 | " + other)) == expected


class TestParticipation:
    PERIOD = "Referens | Start | Slut | Avslutsorsak"
    ENDED = people("A1 | 2026-02-01 | 2026-09-30 | enligt plan", columns=PERIOD)

    @pytest.mark.parametrize(
        "row",
        [
            "referred | | 2026-01-10",
            "ongoing | | 2026-02-01",
            "paused | | 2026-06-01 | 2026-06-30",
            "completed | | 2026-09-30",
        ],
    )
    def test_rows_that_agree_with_start_and_end(self, row: str) -> None:
        assert faults(self.ENDED, grid("Status", f"A1 | deltagande | {row}")) == []

    @pytest.mark.parametrize(
        ("row", "fault"),
        [
            ("ongoing | | 2026-01-15", ("Start", "import_start_differs")),
            ("ongoing | | 2026-10-15", ("Slut", "import_end_differs")),
            ("paused | | 2026-10-01", ("Slut", "import_end_differs")),
        ],
    )
    def test_rows_that_contradict_them(self, row: str, fault: tuple[str, str]) -> None:
        assert faults(self.ENDED, grid("Status", f"A1 | deltagande | {row}")) == [(2, *fault)]

    def test_rows_alone_tell_the_dates(self) -> None:
        assert faults(ANNA, grid("Status", "A1 | deltagande | pågår | | 2026-02-01")) == []

    def test_an_end_before_what_the_desk_knows(self) -> None:
        known = desk(
            somebody(start=date(2026, 2, 1)),
            statuses=[
                status(Axis.PARTICIPATION, "ongoing", date(2026, 2, 1)),
                status(Axis.PARTICIPATION, "paused", date(2026, 10, 1)),
            ],
        )
        (error,) = errors(self.ENDED, existing=known)
        assert (error.column, error.expected) == ("Slut", "import_end_differs")
        assert error.params == {"on": date(2026, 10, 1)}
