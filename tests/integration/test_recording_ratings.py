"""Recording ratings and reading the series back, on a real encrypted file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from desks import TODAY, DirectDesk, open_desk
from people import People, days

from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.rating_templates import BUILT_IN, lookup
from dirigo_tui.domain.records import Goal, Rating
from dirigo_tui.domain.vocabulary import GoalState, Mode, NonAnswer, Rater
from dirigo_tui.services import history
from dirigo_tui.services.ratings import (
    Answer,
    RecordRating,
    ensure_templates,
    previous_answer,
    questions,
    rating_view,
    record_rating,
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DirectDesk]:
    desk = open_desk(tmp_path)
    yield desk
    desk.close()


@pytest.fixture
def people(desk: DirectDesk) -> People:
    return People(desk)


@pytest.fixture
def person(people: People) -> str:
    return people.person("R1")


def rate(
    desk: DirectDesk, person: str, value: Any, *, template: str = "was", **fields: Any
) -> tuple[Rating, ...]:
    answer = value if isinstance(value, Answer) else Answer(value)
    item = fields.pop("item", lookup(template).items[0].code)
    command = RecordRating(
        participant_id=person, template=template, answers={item: answer}, **fields
    )
    return desk.write(record_rating, command)


def goal(people: People, person: str, position: int = 1, **fields: Any) -> str:
    record = Goal(**people.stamp(person), position=position, own_words="Orka mer", **fields)
    people.add(record)
    return record.id


def stored(desk: DirectDesk) -> list[Rating]:
    return desk.read(lambda reader: reader.find(Rating))


def test_an_answer_is_kept_with_the_day_and_who_gave_it(desk: DirectDesk, person: str) -> None:
    (rating,) = rate(desk, person, 7, mode=Mode.READ_ALOUD, on=days(-1))
    assert stored(desk) == [rating]
    assert (rating.value, rating.non_answer) == (7, None)
    assert (rating.template, rating.template_version, rating.item) == ("was", 1, "was")
    assert (rating.on, rating.mode, rating.rater) == (days(-1), Mode.READ_ALOUD, Rater.PARTICIPANT)
    assert rating.recorded_by == "Anna Lind"


def test_zero_is_a_value(desk: DirectDesk, person: str) -> None:
    (rating,) = rate(desk, person, 0)
    assert (rating.value, rating.non_answer) == (0, None)


def test_the_day_is_today_unless_said(desk: DirectDesk, person: str) -> None:
    assert rate(desk, person, 7)[0].on == TODAY


def test_one_sitting_is_one_occasion_and_what_was_left_out_was_not_asked(
    desk: DirectDesk, person: str
) -> None:
    answers = {
        "health": Answer(3),
        "energy": Answer(non_answer=NonAnswer.PREFERS_NOT, reason="  För  personligt. "),
    }
    command = RecordRating(participant_id=person, template="steps", answers=answers)
    ratings = desk.write(record_rating, command)
    assert [rating.item for rating in ratings] == [item.code for item in lookup("steps").items]
    assert len({rating.occasion_id for rating in ratings}) == 1
    by_item = {rating.item: rating for rating in ratings}
    assert by_item["health"].value == 3
    assert by_item["energy"].non_answer is NonAnswer.PREFERS_NOT
    assert by_item["energy"].reason == "För  personligt."
    assert by_item["support"].non_answer is NonAnswer.NOT_ASKED
    assert len(desk.read(history.history, person)) == 1


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("rating_out_of_range", {"answers": {"was": Answer(11)}}),
        ("rating_out_of_range", {"answers": {"was": Answer(-1)}}),
        ("unknown_item", {"answers": {"sleep": Answer(1)}}),
        ("unknown_template", {"template": "hads"}),
        ("rating_value_or_non_answer", {"answers": {"was": Answer()}}),
        ("rating_value_or_non_answer", {"answers": {"was": Answer(1, NonAnswer.COULD_NOT)}}),
        ("rating_empty", {"answers": {}}),
        ("day_in_future", {"on": days(1)}),
        ("rating_takes_no_goal", {"goal_id": "f" * 32}),
        ("rating_needs_goal", {"template": "mi", "answers": {"importance": Answer(5)}}),
        (
            "not_found",
            {"template": "mi", "answers": {"importance": Answer(5)}, "goal_id": "f" * 32},
        ),
        ("not_found", {"participant_id": "f" * 32}),
    ],
)
def test_what_a_rule_refuses_leaves_nothing(
    desk: DirectDesk, person: str, code: str, changes: dict[str, Any]
) -> None:
    fields = {"participant_id": person, "template": "was", "answers": {"was": Answer(5)}, **changes}
    with pytest.raises(Refused, match=code):
        desk.write(record_rating, RecordRating(**fields))
    assert stored(desk) == []


def test_the_goal_is_the_participants_own(desk: DirectDesk, people: People, person: str) -> None:
    others = goal(people, people.person("R2"))
    with pytest.raises(Refused, match="not_found"):
        rate(desk, person, 5, template="mi", goal_id=others)


def test_recording_again_the_same_day_corrects(desk: DirectDesk, person: str) -> None:
    (first,) = rate(desk, person, 7)
    (second,) = rate(desk, person, 6, mode=Mode.ALONE)
    assert (second.id, second.occasion_id) == (first.id, first.occasion_id)
    assert [rating.value for rating in stored(desk)] == [6]
    desk.write(history.undo, person)
    assert [rating.value for rating in stored(desk)] == [7]
    desk.write(history.undo, person)
    assert stored(desk) == []
    desk.write(history.redo, person)
    desk.write(history.redo, person)
    assert [(rating.value, rating.mode) for rating in stored(desk)] == [(6, Mode.ALONE)]


def test_a_correction_leaves_what_it_does_not_name(desk: DirectDesk, person: str) -> None:
    rate(desk, person, 3, template="steps", item="health")
    rate(desk, person, 9, template="steps", item="support")
    values = {rating.item: rating.value for rating in stored(desk)}
    assert (values["health"], values["support"], values["energy"]) == (3, 9, None)
    assert len(values) == len(stored(desk)) == 8


def test_the_same_answer_again_is_no_change(desk: DirectDesk, person: str) -> None:
    rate(desk, person, 7)
    rate(desk, person, 7)
    assert len(desk.read(history.history, person)) == 1


def test_both_raters_are_kept(desk: DirectDesk, person: str) -> None:
    rate(desk, person, 7)
    rate(desk, person, 4, rater=Rater.CASEWORKER)
    ((view,),) = (desk.read(rating_view, person),)
    (day,) = view.items[0].days
    assert day.participant is not None
    assert day.caseworker is not None
    assert (day.participant.value, day.caseworker.value) == (7, 4)


def test_the_answer_before_is_an_earlier_value_to_the_same_question(
    desk: DirectDesk, person: str
) -> None:
    assert desk.read(previous_answer, person, "was", "was") is None
    rate(desk, person, 3, on=days(-90))
    rate(desk, person, Answer(non_answer=NonAnswer.COULD_NOT), on=days(-30))
    rate(desk, person, 8, on=days(-10), rater=Rater.CASEWORKER)
    rate(desk, person, 9)
    found = desk.read(previous_answer, person, "was", "was")
    assert found is not None
    assert (found.value, found.on) == (3, days(-90))
    assert desk.read(previous_answer, person, "was", "was", before=days(-90)) is None
    found = desk.read(previous_answer, person, "was", "was", rater=Rater.CASEWORKER)
    assert found is not None
    assert found.value == 8


def test_questions_are_the_newest_version(desk: DirectDesk, person: str) -> None:
    asked = desk.read(questions, person, "was")
    assert asked.template is lookup("was")
    assert asked.goals == ()
    with pytest.raises(Refused, match="unknown_template"):
        desk.read(questions, person, "hads")


def test_a_template_per_goal_is_asked_about_open_goals(
    desk: DirectDesk, people: People, person: str
) -> None:
    with pytest.raises(Refused, match="rating_needs_goal"):
        desk.read(questions, person, "mi")
    second = goal(people, person, 2)
    goal(people, person, 3, state=GoalState.ACHIEVED)
    first = goal(people, person, 1)
    asked = desk.read(questions, person, "mi")
    assert [found.id for found in asked.goals] == [first, second]


def test_the_view_shows_first_and_last_and_how_many_have_them(
    desk: DirectDesk, person: str
) -> None:
    for on, health, energy in ((days(-200), 2, 5), (days(-100), 4, None), (days(-1), 6, None)):
        answers = {"health": Answer(health)}
        if energy is not None:
            answers["energy"] = Answer(energy)
        desk.write(
            record_rating,
            RecordRating(participant_id=person, template="steps", answers=answers, on=on),
        )
    (view,) = desk.read(rating_view, person)
    changes = {item.item.code: item.change for item in view.items}
    assert changes["health"] == (2, 6)
    assert changes["energy"] == (5, None)
    assert changes["support"] == (None, None)
    assert (view.comparison.both, view.comparison.one, view.comparison.none) == (1, 1, 6)


def test_the_view_has_one_part_per_template_and_goal(
    desk: DirectDesk, people: People, person: str
) -> None:
    second, first = goal(people, person, 2), goal(people, person, 1)
    rate(desk, person, 4, template="mi", goal_id=second)
    rate(desk, person, 8, template="mi", goal_id=first)
    rate(desk, person, 5)
    parts = desk.read(rating_view, person)
    assert [(part.template.code, part.goal and part.goal.id) for part in parts] == [
        ("was", None),
        ("mi", first),
        ("mi", second),
    ]
    assert [part.items[0].days[0].participant.value for part in parts] == [5, 8, 4]  # type: ignore[union-attr]


def test_nothing_asked_nothing_to_see(desk: DirectDesk, person: str) -> None:
    assert desk.read(rating_view, person) == ()


def test_the_text_as_asked_is_kept_and_never_rewritten(desk: DirectDesk) -> None:
    def kept(reader: Any) -> dict[tuple[str, int], str]:
        rows = reader.rows("rating_templates")
        return {(row["template"], row["template_version"]): row["content"] for row in rows}

    before = desk.read(kept)
    assert set(before) == {(template.code, template.version) for template in BUILT_IN}
    assert lookup("was").items[0].text.sv in before["was", 1]
    assert json.loads(before["was", 1])["items"][0]["high"] == 10
    desk.database._connection.execute("UPDATE rating_template SET content = 'as asked then'")
    desk.write(ensure_templates)
    assert set(desk.read(kept).values()) == {"as asked then"}
