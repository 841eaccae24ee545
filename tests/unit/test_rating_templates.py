"""DOMAIN.md §6: the built-in templates."""

from __future__ import annotations

import json
import re
from dataclasses import FrozenInstanceError, asdict
from hashlib import sha256

import pytest

from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.rating_templates import (
    AT_END,
    BUILT_IN,
    PERIODIC,
    Band,
    check_answer,
    check_value,
    lookup,
)
from dirigo_tui.domain.vocabulary import NonAnswer

ITEMS = [(template, item) for template in BUILT_IN for item in template.items]


def refusal(check, *args, **kwargs):
    with pytest.raises(Refused) as caught:
        check(*args, **kwargs)
    return caught.value.code, caught.value.params


def test_the_five_of_the_domain_and_their_items():
    assert {t.code: [item.code for item in t.items] for t in BUILT_IN} == {
        "was": ["was"],
        "steps": [
            "health",
            "belief",
            "knowing_jobs",
            "searching",
            "with_others",
            "energy",
            "support",
            "next_step",
        ],
        "dirigo_goals": ["m1", "m2"],
        "mi": ["importance", "confidence", "readiness"],
        "gas": ["level"],
    }


def test_what_each_is_for():
    assert PERIODIC == ("was", "steps")
    assert AT_END == ("dirigo_goals",)
    assert [t.code for t in BUILT_IN if t.per_goal] == ["mi", "gas"]
    assert [t.code for t in BUILT_IN if not t.in_cohort] == ["mi"]


@pytest.mark.parametrize(("template", "item"), ITEMS, ids=lambda part: part.code)
def test_every_scale_is_worded_in_both_languages(template, item):
    assert (item.low, item.high) in {(0, 10), (-2, 2)}
    assert item.label(item.low)
    assert item.label(item.high)
    for words in (template.title, template.source, item.text, *dict(item.labels).values()):
        assert words.sv.strip()
        assert words.en.strip()
    if item.low < 0:
        assert [value for value, _ in item.labels] == [-2, -1, 0, 1, 2]


def test_a_value_between_the_ends_is_a_number_only():
    assert lookup("was").item("was").label(5) is None


def lix(text: str) -> float:
    words = re.findall(r"\w+", text)
    sentences = max(len(re.findall(r"[.?!:]", text)), 1)
    return len(words) / sentences + 100 * sum(len(word) > 6 for word in words) / len(words)


@pytest.mark.parametrize(("template", "item"), ITEMS, ids=lambda part: part.code)
def test_every_question_is_easy_to_read(template, item):
    assert lix(item.text.sv) <= 30


def test_every_question_speaks_to_the_participant():
    assert all(re.search(r"\b(du|dig|din|ditt|vi)\b", item.text.sv) for _, item in ITEMS)


def test_the_index_is_cited():
    source = lookup("was").source
    assert "Work Ability Index" in source.sv
    assert "Finnish Institute of Occupational Health" in source.en


@pytest.mark.parametrize(
    ("value", "band"),
    [
        (0, Band.POOR),
        (5, Band.POOR),
        (6, Band.MODERATE),
        (7, Band.MODERATE),
        (8, Band.GOOD),
        (10, Band.GOOD),
    ],
)
def test_the_bands_of_work_ability(value, band):
    assert lookup("was").band(value) is band


def test_no_other_template_has_bands():
    assert all(t.band(5) is None for t in BUILT_IN if t.code != "was")


def test_the_newest_version_unless_one_is_asked_for():
    assert lookup("was") is lookup("was", 1)
    assert refusal(lookup, "was", 2)[0] == "unknown_template"
    assert refusal(lookup, "hads")[0] == "unknown_template"


def test_one_version_has_one_wording():
    assert len({(t.code, t.version) for t in BUILT_IN}) == len(BUILT_IN)


FINGERPRINTS = {
    ("was", 1): "b4e579479cba44a6",
    ("steps", 1): "0804b5d6320b3d11",
    ("dirigo_goals", 1): "7f930bbf02ac2da8",
    ("mi", 1): "83616e1044ba616a",
    ("gas", 1): "91eb12f9ce995786",
}


def test_a_version_keeps_its_wording():
    """Answers point to it: to word something in another way, add a version."""
    assert {
        (t.code, t.version): sha256(json.dumps(asdict(t), sort_keys=True).encode()).hexdigest()[:16]
        for t in BUILT_IN
    } == FINGERPRINTS


def test_a_template_is_never_changed():
    with pytest.raises(FrozenInstanceError):
        lookup("was").version = 2  # type: ignore[misc]


@pytest.mark.parametrize(("template", "item"), ITEMS, ids=lambda part: part.code)
def test_a_value_lies_on_the_scale_both_ends_included(template, item):
    for value in range(item.low, item.high + 1):
        check_value(template, item.code, value)
    for value in (item.low - 1, item.high + 1):
        code, params = refusal(check_value, template, item.code, value)
        assert code == "rating_out_of_range"
        assert params == {"low": item.low, "high": item.high}


def test_an_item_of_another_template():
    assert refusal(check_value, lookup("was"), "m1", 1)[0] == "unknown_item"
    given = {"value": None, "non_answer": NonAnswer.COULD_NOT, "goal_id": None}
    assert refusal(check_answer, lookup("was"), "m1", **given)[0] == "unknown_item"


@pytest.mark.parametrize(
    ("template", "item", "value", "non_answer", "goal_id", "code"),
    [
        ("was", "was", 7, None, None, None),
        ("was", "was", 0, None, None, None),
        ("was", "was", None, NonAnswer.PREFERS_NOT, None, None),
        ("mi", "readiness", 7, None, "g", None),
        ("was", "was", None, None, None, "rating_value_or_non_answer"),
        ("was", "was", 0, NonAnswer.MISSING, None, "rating_value_or_non_answer"),
        ("was", "was", 77, None, None, "rating_out_of_range"),
        ("gas", "level", 1, None, None, "rating_needs_goal"),
        ("was", "was", 1, None, "g", "rating_takes_no_goal"),
    ],
)
def test_an_answer_is_a_value_or_the_reason_for_none(
    template, item, value, non_answer, goal_id, code
):
    given = {"value": value, "non_answer": non_answer, "goal_id": goal_id}
    if code is None:
        check_answer(lookup(template), item, **given)
    else:
        assert refusal(check_answer, lookup(template), item, **given)[0] == code
