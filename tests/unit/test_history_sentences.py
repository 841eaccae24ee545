"""What was done, as sentences: every action, both languages, whatever the parameters hold."""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime

import pytest
from hostile_text import FORBIDDEN_ON_SCREEN, HOSTILE
from hypothesis import given
from hypothesis import strategies as st

from dirigo_tui.domain.records import JournalEntry, Plain
from dirigo_tui.domain.text import visible
from dirigo_tui.domain.vocabulary import Action
from dirigo_tui.i18n.catalogue import LANGUAGES, set_language
from dirigo_tui.i18n.history import QUOTED, shortened, told_of

TODAY = date(2026, 11, 21)


@pytest.fixture(autouse=True)
def swedish() -> Iterator[None]:
    yield
    set_language("sv")


def told(action: str, params: Mapping[str, Plain] | None = None, actor: str = "Anna Lind") -> str:
    entry = JournalEntry(
        number=1,
        at=datetime(2026, 11, 21, 8, tzinfo=UTC),
        actor=actor,
        participant_id="p",
        action=action,
        params=params or {},
        undone=False,
    )
    return told_of(entry, TODAY)


SENTENCES: list[tuple[Action, dict[str, Plain], str]] = [
    (Action.PARTICIPANT_REGISTERED, {"reference": "R1"}, "registrerade deltagaren med referens R1"),
    (Action.PARTICIPANT_CHANGED, {"fields": "name,site"}, "ändrade namn, verksamhetsort"),
    (
        Action.PARTICIPANT_CHANGED,
        {"fields": "protection", "second_person": "Bo Ek"},
        "ändrade skyddade personuppgifter tillsammans med Bo Ek",
    ),
    (Action.OWN_GOAL_WRITTEN, {"title": "Orka"}, "skrev ner det egna målet ”Orka”"),
    (Action.OWN_GOAL_WRITTEN, {"title": ""}, "tog bort det egna målet"),
    (
        Action.MAPPING_WRITTEN,
        {"area": "economy", "layer": "participant"},
        "skrev i kartläggningen: ekonomi",
    ),
    (
        Action.MAPPING_WRITTEN,
        {"area": "economy", "layer": "caseworker"},
        "skrev en egen anteckning i kartläggningen: ekonomi",
    ),
    (
        Action.CONSENT_GIVEN,
        {"recipient": "Region Stockholm", "valid_to": "2026-12-24", "categories": "plan"},
        "skrev in samtycke till Region Stockholm till och med 24 dec",
    ),
    (
        Action.CONSENT_WITHDRAWN,
        {"recipient": "Region Stockholm"},
        "skrev in att samtycket till Region Stockholm inte gäller längre",
    ),
    (
        Action.PLAN_PRINTED,
        {"version": 2, "recipient": "Region Stockholm", "reason": "Bad om den"},
        "skrev ut version 2 av planen till Region Stockholm: Bad om den",
    ),
    (
        Action.PARTICIPANT_EXPORTED,
        {"recipient": "Region Stockholm"},
        "lämnade ut ett utdrag till Region Stockholm",
    ),
    (
        Action.PARTICIPANT_EXPORTED,
        {"recipients": "age1x"},
        "lämnade över akten till en annan arbetsplats",
    ),
    (Action.GOAL_ADDED, {"title": "Orka", "new_version": None}, "lade till målet ”Orka”"),
    (
        Action.GOAL_CHANGED,
        {"title": "Orka mer", "was": "Orka", "layer": "participant"},
        "ändrade målet ”Orka” till ”Orka mer”",
    ),
    (
        Action.GOAL_CHANGED,
        {"title": "Orka", "was": None, "layer": "caseworker"},
        "skrev en egen anteckning till målet ”Orka”",
    ),
    (Action.GOAL_ACHIEVED, {"title": "Orka"}, "noterade att målet ”Orka” är nått"),
    (Action.GOAL_REMOVED, {"title": "Bil", "reason": "inte nu"}, "tog bort målet ”Bil”: inte nu"),
    (Action.GOAL_PUT_BACK, {"title": "Bil"}, "lade tillbaka målet ”Bil”"),
    (Action.GOAL_DELETED, {"title": "Bil"}, "raderade målet ”Bil” ur utkastet"),
    (Action.ACTIVITY_ADDED, {"title": "Kurs"}, "lade till aktiviteten ”Kurs”"),
    (
        Action.ACTIVITY_CHANGED,
        {"title": "Kurs", "fields": "time_text,time_start,time_end,responsible"},
        "ändrade aktiviteten ”Kurs”: tidpunkt, ansvarig",
    ),
    (
        Action.ACTIVITY_STATUS_SET,
        {"title": "Kurs", "status": "cancelled", "reason": "inställd"},
        "noterade aktiviteten ”Kurs” som inställd: inställd",
    ),
    (
        Action.ACTIVITY_STATUS_SET,
        {"title": "Kurs", "status": "done", "reason": ""},
        "noterade aktiviteten ”Kurs” som klar",
    ),
    (Action.ACTIVITY_DELETED, {"title": "Kurs"}, "raderade aktiviteten ”Kurs” ur utkastet"),
    (
        Action.ATTENDANCE_SET,
        {"title": "Kurs", "day": "2026-11-17", "attendance": "present"},
        "noterade närvarande på ”Kurs” 17 nov",
    ),
    (
        Action.ATTENDANCE_SET,
        {"title": "Kurs", "day": "2026-11-17", "attendance": None},
        "tog bort noteringen om närvaro på ”Kurs” 17 nov",
    ),
    (
        Action.PLAN_ANSWERED,
        {"number": 2, "who": "participant", "answer": "yes", "reason": ""},
        "noterade att deltagaren säger ja till version 2 av planen",
    ),
    (
        Action.PLAN_ANSWERED,
        {"number": 2, "who": "caseworker", "answer": "no", "reason": "för tidigt"},
        "sa nej till version 2 av planen: för tidigt",
    ),
    (
        Action.PLAN_ANSWERED,
        {"number": 2, "who": "participant", "answer": "could_not_answer", "reason": ""},
        "noterade att deltagaren inte kunde svara på version 2 av planen",
    ),
    (Action.FOLLOW_UP_BOOKED, {"on": "2026-11-27"}, "bokade uppföljning 27 nov"),
    (Action.FOLLOW_UP_BOOKED, {"on": None}, "tog bort den bokade uppföljningen"),
    (
        Action.FOLLOW_UP_DONE,
        {"title": None, "kind": "phone", "on": "2026-11-20", "next_on": "2027-01-08"},
        "följde upp planen 20 nov, telefonsamtal, och bokade nästa gång till 8 jan 2027",
    ),
    (
        Action.FOLLOW_UP_DONE,
        {"title": "Kurs", "on": "2026-11-20", "next_on": None},
        "följde upp aktiviteten ”Kurs” 20 nov",
    ),
    (
        Action.RATED,
        {"template": "was", "on": "2026-11-20", "rater": "participant", "corrected": False},
        "skrev in deltagarens egenskattning ”Arbetsförmåga” 20 nov",
    ),
    (
        Action.RATED,
        {"template": "was", "on": "2026-11-20", "rater": "caseworker", "corrected": True},
        "rättade sin egen skattning ”Arbetsförmåga” 20 nov",
    ),
    (
        Action.STATUS_SET,
        {"axis": "sick_leave", "value": "", "extent": 75, "from_on": "2026-11-20"},
        "noterade status sjukskriven 75 % från 20 nov",
    ),
    (
        Action.STATUS_SET,
        {"axis": "work", "value": "none", "extent": None, "from_on": "2026-11-20", "corrected": 1},
        "rättade status till inget arbete från 20 nov",
    ),
    (
        Action.STATUS_SET,
        {"axis": "participation", "value": "ongoing", "from_on": "2026-11-20"},
        "noterade att deltagandet började 20 nov",
    ),
    (
        Action.STATUS_SET,
        {
            "axis": "participation",
            "value": "completed",
            "from_on": "2026-11-20",
            "reason": "as_planned",
        },
        "noterade att deltagandet slutade 20 nov: som planerat",
    ),
    (
        Action.STATUS_STRUCK,
        {"axis": "studies", "value": "sfi", "extent": 50, "from_on": "2026-11-20"},
        "strök status sfi 50 % från 20 nov",
    ),
    (Action.NOTE_WRITTEN, {"kind": "note", "on": "2026-11-20"}, "skrev en anteckning 20 nov"),
    (
        Action.NOTE_WRITTEN,
        {"kind": "three_party_meeting", "on": "2025-11-20"},
        "skrev om trepartsmöte 20 nov 2025",
    ),
]


@pytest.mark.parametrize(("action", "params", "what"), SENTENCES)
def test_what_was_done_stands_with_the_actor_first(
    action: Action, params: dict[str, Plain], what: str
) -> None:
    assert told(action, params) == f"Anna Lind {what}."


def test_what_followed_is_told_too() -> None:
    assert told(Action.GOAL_ADDED, {"title": "Orka", "new_version": 3}) == (
        "Anna Lind lade till målet ”Orka”. Det blev version 3 av planen."
    )
    answer: dict[str, Plain] = {"number": 2, "who": "caseworker", "answer": "yes", "joint": True}
    assert told(Action.PLAN_ANSWERED, answer) == (
        "Anna Lind sa ja till version 2 av planen. Planen är bekräftad av båda."
    )


def test_a_sentence_that_ends_with_a_sign_gets_no_other() -> None:
    params: dict[str, Plain] = {"title": "Bil", "reason": "Vad kostar det?"}
    assert told(Action.GOAL_REMOVED, params).endswith("Vad kostar det?")


def test_an_unknown_actor_is_somebody() -> None:
    assert told(Action.NOTE_WRITTEN, {"kind": "note", "on": "2026-11-20"}, actor="").startswith(
        "Någon skrev"
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("action", Action)
def test_every_action_has_a_sentence_even_without_parameters(action: Action, language: str) -> None:
    set_language(language)
    assert told(action).startswith("Anna Lind ")


def test_an_action_of_a_later_program_is_told_as_such() -> None:
    assert told("moved_to_the_moon", {"title": "x"}).endswith("inte känner till.")


@given(
    st.sampled_from(Action),
    st.dictionaries(
        st.sampled_from(
            [
                "title",
                "reason",
                "on",
                "next_on",
                "day",
                "from_on",
                "area",
                "axis",
                "value",
                "extent",
                "template",
                "kind",
                "status",
                "attendance",
                "fields",
                "was",
                "who",
                "answer",
                "number",
                "reference",
                "second_person",
                "new_version",
            ]
        ),
        st.none() | st.booleans() | st.integers() | st.text(max_size=80) | st.sampled_from(HOSTILE),
    ),
)
def test_no_parameter_makes_a_sentence_impossible(action: Action, params: dict[str, Plain]) -> None:
    sentence = told(action, params)
    assert sentence.startswith("Anna Lind ")
    assert not FORBIDDEN_ON_SCREEN & set(visible(sentence))


def test_a_long_text_is_cut_and_stands_on_one_line() -> None:
    assert shortened("två\nrader\t här") == "två rader här"
    assert len(shortened("x" * 300)) == QUOTED
    assert shortened("x" * 300).endswith("x…")
