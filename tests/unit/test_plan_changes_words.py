"""What has changed in a plan, in words."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from made import activity, goal

from dirigo_tui.domain import plan
from dirigo_tui.domain.records import RESPONSIBLE_PARTICIPANT, Activity
from dirigo_tui.domain.vocabulary import ActivityKind
from dirigo_tui.i18n.plan_changes import change_words

TODAY = date(2026, 11, 21)
HALF_TIME = goal("Orka jobba halvtid")
CALLS = goal("Våga ringa samtal")
WORDS = {HALF_TIME.id: HALF_TIME.own_words, CALLS.id: CALLS.own_words}
TRAINING = activity(
    "Arbetsträning",
    goal_id=HALF_TIME.id,
    time_text="november",
    time_start=date(2026, 11, 1),
    time_end=date(2026, 11, 30),
    taking_part="arbetsgivaren",
    responsible="Arbetsförmedlingen",
)


def told(before: list[Any], after: list[Any], length: int = 40) -> list[str]:
    def content(rows: list[Any]) -> plan.Content:
        activities = [row for row in rows if isinstance(row, Activity)]
        return plan.content([row for row in rows if row not in activities], activities)

    changes = plan.changes(content(before), content(after))
    return [change_words(change, WORDS, TODAY, length) for change in changes]


def changed(**fields: Any) -> str:
    (said,) = told([TRAINING], [replace(TRAINING, **fields)])
    return said


def test_what_is_new_and_what_is_gone() -> None:
    walk = activity("Promenad")
    assert told([HALF_TIME, TRAINING], [CALLS, walk]) == [
        "+ målet ”Våga ringa samtal”",
        "− målet ”Orka jobba halvtid”",
        "+ Promenad",
        "− Arbetsträning",
    ]


def test_a_goal_in_other_words() -> None:
    said = told([CALLS], [replace(CALLS, own_words="Ringa Elin")])
    assert said == ["målet ”Våga ringa samtal” heter nu ”Ringa Elin”"]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        (
            {"time_text": "januari", "time_start": date(2027, 1, 1)},
            "flyttad från november till januari",
        ),
        ({"time_text": "", "time_start": None}, "har ingen tid (var november)"),
        ({"time_start": date(2026, 11, 10)}, "börjar 10 nov"),
        ({"time_start": None}, "har ingen första dag"),
        ({"recurrence": "FREQ=WEEKLY;BYDAY=TU;COUNT=8"}, "tisdagar, 8 gånger"),
        ({"responsible": RESPONSIBLE_PARTICIPANT}, "har jag själv som ansvarig"),
        ({"taking_part": "kurator"}, "har kurator som medverkande"),
        ({"taking_part": ""}, "har ingen medverkande"),
        ({"goal_id": CALLS.id}, "flyttad till målet ”Våga ringa samtal”"),
        ({"goal_id": None}, "står utan mål"),
        ({"kind": ActivityKind.PLACEMENT}, "är praktik"),
    ],
)
def test_an_activity_that_is_another(fields: dict[str, Any], said: str) -> None:
    assert changed(**fields) == f"Arbetsträning {said}"


def test_several_things_at_once() -> None:
    assert changed(title="Praktik", responsible="kommunen") == (
        "Praktik (hette ”Arbetsträning”), har kommunen som ansvarig"
    )


def test_a_series_that_happens_once_again() -> None:
    series = replace(TRAINING, recurrence="FREQ=DAILY")
    assert told([series], [replace(series, recurrence="")]) == ["Arbetsträning sker en gång"]


def test_long_texts_are_cut_unless_there_is_room() -> None:
    long = goal("ord " * 40)
    assert told([], [long])[0].endswith("…”")
    assert told([], [long], length=1000)[0].count("ord") == 40


def test_braces_in_a_title_are_only_text() -> None:
    assert told([], [activity("{title} {x}")]) == ["+ {title} {x}"]
